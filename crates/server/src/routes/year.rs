//! The leader's page, the silence page, frozen periods, the calendar of releases, two numbers for one name. Every handler asks one use case of `app`.

use app::view::{
    AsOf, CutView, DecideTicket, FreezePeriod, LeaderBrief, ObservationView, ReleaseDraft, ReleaseView, ReopenPeriod,
    SilenceView, TicketView,
};
use axum::Json;
use axum::extract::State;
use jiff::Timestamp;
use model::Dataset;

use super::collection::CollectionQuery;
use crate::Shared;
use crate::condition::{Seen, Tagged, tagged};
use crate::extract::{Body, Path, Query};
use crate::failure::Answer;
use crate::guard::Session;

/// 领导页: which three are behind, why, who, by when.
#[utoipa::path(get, path = "/api/plans/{plan}/brief", tag = "year",
    params(("plan" = String, Path, description = "code"), AsOf),
    responses((status = 200, description = "the page", body = LeaderBrief)))]
pub(crate) async fn leader_brief(
    State(shared): State<Shared>,
    session: Session,
    Path(plan): Path<String>,
    Query(as_of): Query<AsOf>,
) -> Answer<Json<LeaderBrief>> {
    Ok(Json(shared.app.leader_brief(&session.actor(), &plan, &as_of, Timestamp::now()).await?))
}

/// 沉默度: who answers for what, and since when nothing was heard.
#[utoipa::path(get, path = "/api/plans/{plan}/silence", tag = "year",
    params(("plan" = String, Path, description = "code"), AsOf),
    responses((status = 200, description = "the page", body = SilenceView)))]
pub(crate) async fn silence(
    State(shared): State<Shared>,
    session: Session,
    Path(plan): Path<String>,
    Query(as_of): Query<AsOf>,
) -> Answer<Json<SilenceView>> {
    Ok(Json(shared.app.silence(&session.actor(), &plan, &as_of, Timestamp::now()).await?))
}

/// Frozen periods (冻结), newest first, each held against its digest.
#[utoipa::path(get, path = "/api/cuts", tag = "year", params(CollectionQuery),
    responses((status = 200, description = "frozen periods", body = Vec<CutView>)))]
pub(crate) async fn period_cuts(
    State(shared): State<Shared>,
    session: Session,
    Query(choice): Query<CollectionQuery>,
) -> Answer<Json<Vec<CutView>>> {
    Ok(Json(shared.app.period_cuts(&session.actor(), dataset(&choice), Timestamp::now()).await?))
}

/// Freezes the figures of a period as they are known now.
#[utoipa::path(post, path = "/api/cuts", tag = "year", request_body = FreezePeriod,
    responses((status = 200, description = "frozen period", body = CutView)))]
pub(crate) async fn freeze_period(
    State(shared): State<Shared>,
    session: Session,
    Body(request): Body<FreezePeriod>,
) -> Answer<Json<CutView>> {
    Ok(Json(shared.app.freeze_period(&session.actor(), &request, Timestamp::now()).await?))
}

/// Opens a frozen period again, by another person than the one who froze it. 412 when `If-Match` names another version
/// than it has.
#[utoipa::path(post, path = "/api/cuts/{cut}/reopening", tag = "year",
    params(("cut" = String, Path, description = "code"),
        ("If-Match" = Option<String>, Header, description = "`version` of the frozen period that was seen, in quotes")),
    request_body = ReopenPeriod,
    responses((status = 200, description = "frozen period", body = CutView)))]
pub(crate) async fn reopen_period(
    State(shared): State<Shared>,
    session: Session,
    Path(cut): Path<String>,
    seen: Seen,
    Body(request): Body<ReopenPeriod>,
) -> Answer<Tagged<CutView>> {
    let (actor, now) = (session.actor(), Timestamp::now());
    let which = (cut.as_str(), seen.version());
    let after = seen.outcome(shared.app.reopen_period_if(&actor, which, &request.reason, now).await)?;
    Ok(tagged(after.version, after))
}

/// 发布日历: from when official statistics may be seen.
#[utoipa::path(get, path = "/api/releases", tag = "year", params(CollectionQuery),
    responses((status = 200, description = "calendar", body = Vec<ReleaseView>)))]
pub(crate) async fn releases(
    State(shared): State<Shared>,
    Query(choice): Query<CollectionQuery>,
) -> Answer<Json<Vec<ReleaseView>>> {
    Ok(Json(shared.app.releases(dataset(&choice), Timestamp::now()).await?))
}

/// Sets or moves the moment of a release. 412 when `If-Match` names another version than the entry has.
#[utoipa::path(post, path = "/api/releases", tag = "year",
    params(("If-Match" = Option<String>, Header, description = "`version` of the entry that was seen, in quotes")),
    request_body = ReleaseDraft,
    responses((status = 200, description = "entry", body = ReleaseView)))]
pub(crate) async fn set_release(
    State(shared): State<Shared>,
    session: Session,
    seen: Seen,
    Body(draft): Body<ReleaseDraft>,
) -> Answer<Tagged<ReleaseView>> {
    let (actor, now) = (session.actor(), Timestamp::now());
    let after = seen.outcome(shared.app.set_release_if(&actor, seen.version(), &draft, now).await)?;
    Ok(tagged(after.version, after))
}

/// Figures that wait for their release, for 统计 alone.
#[utoipa::path(get, path = "/api/releases/figures", tag = "year", params(CollectionQuery),
    responses((status = 200, description = "figures", body = Vec<ObservationView>)))]
pub(crate) async fn waiting_figures(
    State(shared): State<Shared>,
    session: Session,
    Query(choice): Query<CollectionQuery>,
) -> Answer<Json<Vec<ObservationView>>> {
    Ok(Json(shared.app.waiting_figures(&session.actor(), dataset(&choice), Timestamp::now()).await?))
}

/// 两数一名: names with two numbers, open ones first.
#[utoipa::path(get, path = "/api/tickets", tag = "year", params(CollectionQuery),
    responses((status = 200, description = "tickets", body = Vec<TicketView>)))]
pub(crate) async fn tickets(
    State(shared): State<Shared>,
    session: Session,
    Query(choice): Query<CollectionQuery>,
) -> Answer<Json<Vec<TicketView>>> {
    Ok(Json(shared.app.tickets(&session.actor(), dataset(&choice), Timestamp::now()).await?))
}

/// The steward decides which of two numbers is the one to use. 412 when `If-Match` names another version than the ticket
/// has: another number came, or another decision.
#[utoipa::path(post, path = "/api/tickets", tag = "year",
    params(("If-Match" = Option<String>, Header, description = "`version` of the ticket that was seen, in quotes")),
    request_body = DecideTicket,
    responses((status = 200, description = "ticket", body = TicketView)))]
pub(crate) async fn decide_ticket(
    State(shared): State<Shared>,
    session: Session,
    seen: Seen,
    Body(decide): Body<DecideTicket>,
) -> Answer<Tagged<TicketView>> {
    let (actor, now) = (session.actor(), Timestamp::now());
    let after = seen.outcome(shared.app.decide_ticket_if(&actor, seen.version(), &decide, now).await)?;
    Ok(tagged(after.version, after))
}

fn dataset(choice: &CollectionQuery) -> Dataset {
    choice.dataset.unwrap_or(Dataset::Real)
}
