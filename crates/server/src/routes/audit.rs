//! Where figures come from, and who did what.

use app::view::{AuditPage, AuditQuery, Explanation, LogRetention};
use axum::Json;
use axum::extract::State;
use jiff::Timestamp;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::Shared;
use crate::extract::Query;
use crate::failure::Answer;
use crate::guard::Session;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct FigureQuestion {
    /// `model::FigureId`, or `B<bulletin>-S001` as printed in a document.
    id: String,
}

/// 从哪来: the derivation of one figure.
#[utoipa::path(get, path = "/api/figures", tag = "audit", params(FigureQuestion),
    responses((status = 200, description = "explanation", body = Explanation)))]
pub(crate) async fn explain(
    State(shared): State<Shared>,
    session: Session,
    Query(question): Query<FigureQuestion>,
) -> Answer<Json<Explanation>> {
    Ok(Json(shared.app.explain(&session.actor(), &question.id, Timestamp::now()).await?))
}

/// Entries of the audit chain that the reader may see, newest first.
#[utoipa::path(get, path = "/api/audit", tag = "audit", params(AuditQuery),
    responses((status = 200, description = "page", body = AuditPage)))]
pub(crate) async fn audit(
    State(shared): State<Shared>,
    session: Session,
    Query(query): Query<AuditQuery>,
) -> Answer<Json<AuditPage>> {
    Ok(Json(shared.app.audit_for(&session.actor(), &query).await?))
}

/// How long the record is kept.
#[utoipa::path(get, path = "/api/audit/retention", tag = "audit",
    responses((status = 200, description = "retention", body = LogRetention)))]
pub(crate) async fn log_retention(State(shared): State<Shared>) -> Answer<Json<LogRetention>> {
    Ok(Json(shared.app.log_retention(Timestamp::now()).await?))
}
