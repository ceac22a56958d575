//! Matchings of demands with offers, and supply networks.

use app::view::{MatchingView, NetworkView, PairingQuery, PairingShelf};
use axum::Json;
use axum::extract::State;
use jiff::Timestamp;

use crate::Shared;
use crate::extract::Query;
use crate::failure::Answer;
use crate::guard::Session;

/// What packs declare.
#[utoipa::path(get, path = "/api/pairings", tag = "pairings",
    responses((status = 200, description = "matchings and networks", body = PairingShelf)))]
pub(crate) async fn pairings(State(shared): State<Shared>) -> Answer<Json<PairingShelf>> {
    Ok(Json(shared.app.pairing_shelf()))
}

/// A matching over what is known now, with every pair and its reason.
#[utoipa::path(get, path = "/api/matching", tag = "pairings", params(PairingQuery),
    responses((status = 200, description = "result", body = MatchingView)))]
pub(crate) async fn matching(
    State(shared): State<Shared>,
    session: Session,
    Query(query): Query<PairingQuery>,
) -> Answer<Json<MatchingView>> {
    Ok(Json(shared.app.matching_view(&session.actor(), &query, Timestamp::now()).await?))
}

/// A supply network over what is known now.
#[utoipa::path(get, path = "/api/network", tag = "pairings", params(PairingQuery),
    responses((status = 200, description = "dependences and links", body = NetworkView)))]
pub(crate) async fn network(
    State(shared): State<Shared>,
    session: Session,
    Query(query): Query<PairingQuery>,
) -> Answer<Json<NetworkView>> {
    Ok(Json(shared.app.network_view(&session.actor(), &query, Timestamp::now()).await?))
}
