//! Analyses (分析) of packs.

use app::view::{AnalysisEntry, AnalysisQuestion, AnalysisView};
use axum::Json;
use axum::extract::State;
use axum::response::Response;
use jiff::Timestamp;

use crate::Shared;
use crate::download::attachment;
use crate::extract::Query;
use crate::failure::Answer;
use crate::guard::Session;

/// The analyses that packs declare.
#[utoipa::path(get, path = "/api/analyses", tag = "evaluations",
    responses((status = 200, description = "analyses", body = Vec<AnalysisEntry>)))]
pub(crate) async fn analyses(State(shared): State<Shared>) -> Answer<Json<Vec<AnalysisEntry>>> {
    Ok(Json(shared.app.analysis_list()?))
}

/// One analysis of one period.
#[utoipa::path(get, path = "/api/analysis", tag = "evaluations", params(AnalysisQuestion),
    responses((status = 200, description = "outcome", body = AnalysisView)))]
pub(crate) async fn analysis(
    State(shared): State<Shared>,
    session: Session,
    Query(question): Query<AnalysisQuestion>,
) -> Answer<Json<AnalysisView>> {
    Ok(Json(shared.app.analysis_view(&session.actor(), &question, Timestamp::now()).await?))
}

/// The same as a workbook.
#[utoipa::path(get, path = "/api/analysis.xlsx", tag = "evaluations", params(AnalysisQuestion),
    responses((status = 200, description = "xlsx", body = Vec<u8>,
        content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")))]
pub(crate) async fn analysis_xlsx(
    State(shared): State<Shared>,
    session: Session,
    Query(question): Query<AnalysisQuestion>,
) -> Answer<Response> {
    Ok(attachment(shared.app.analysis_xlsx(&session.actor(), &question, Timestamp::now()).await?))
}
