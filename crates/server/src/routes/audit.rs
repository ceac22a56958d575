//! Where figures come from, and who did what.

use app::view::{AuditView, Explanation};
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

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct AuditPage {
    /// From 1, 50 entries a page, newest first.
    page: Option<usize>,
}

/// 从哪来: the derivation of one figure.
#[utoipa::path(get, path = "/api/figures", tag = "audit", params(FigureQuestion),
    responses((status = 200, description = "explanation", body = Explanation)))]
pub(crate) async fn explain(
    State(shared): State<Shared>,
    Query(question): Query<FigureQuestion>,
) -> Answer<Json<Explanation>> {
    app::refuse_future_figure(&question.id, Timestamp::now())?;
    Ok(Json(shared.app.explain(&question.id).await?))
}

/// Entries of the audit chain.
#[utoipa::path(get, path = "/api/audit", tag = "audit", params(AuditPage),
    responses((status = 200, description = "entries", body = Vec<AuditView>)))]
pub(crate) async fn audit(
    State(shared): State<Shared>,
    session: Session,
    Query(page): Query<AuditPage>,
) -> Answer<Json<Vec<AuditView>>> {
    Ok(Json(shared.app.audit_for(&session.actor(), page.page.unwrap_or(1).max(1)).await?))
}
