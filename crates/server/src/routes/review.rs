//! The check of a plan: the draft, decisions, who checks what, what is new, and the checked plan to take away.

use app::PlanExport;
use app::view::{ClaimRequest, DecisionRequest, PlanReview, ReviewNews, ReviewState, SelectionReading};
use axum::Json;
use axum::extract::State;
use axum::response::Response;
use jiff::Timestamp;
use model::Span;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use crate::Shared;
use crate::download::attachment;
use crate::extract::{Body, Path, Query};
use crate::failure::Answer;
use crate::guard::Session;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Since {
    /// `pulse` of what the screen shows.
    pulse: i64,
}

/// Code points of the text as received.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Selection {
    start: usize,
    end: usize,
}

/// What a checked plan can be taken away as.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum PlanFormat {
    Xlsx,
    Json,
    Akn,
    Stratml,
}

/// Text, items and residue for 方案导入与校对.
#[utoipa::path(get, path = "/api/plans/{plan}", tag = "review", params(("plan" = String, Path, description = "code")),
    responses((status = 200, description = "review", body = PlanReview)))]
pub(crate) async fn review(State(shared): State<Shared>, Path(plan): Path<String>) -> Answer<Json<PlanReview>> {
    Ok(Json(shared.app.review(&plan).await?))
}

/// What changed since the screen was drawn; asked for every few seconds.
#[utoipa::path(get, path = "/api/plans/{plan}/news", tag = "review",
    params(("plan" = String, Path, description = "code"), Since),
    responses((status = 200, description = "news", body = ReviewNews)))]
pub(crate) async fn news(
    State(shared): State<Shared>,
    Path(plan): Path<String>,
    Query(since): Query<Since>,
) -> Answer<Json<ReviewNews>> {
    Ok(Json(shared.app.review_news(&plan, since.pulse).await?))
}

/// Records one decision about the draft. 409 `stale` when somebody else changed the same item after `seen`;
/// 422 `unknown-word` when a unit or an agency is new and that was not said to be meant.
#[utoipa::path(post, path = "/api/plans/{plan}/decisions", tag = "review",
    params(("plan" = String, Path, description = "code")), request_body = DecisionRequest,
    responses((status = 200, description = "state of the check", body = ReviewState)))]
pub(crate) async fn decide(
    State(shared): State<Shared>,
    session: Session,
    Path(plan): Path<String>,
    Body(request): Body<DecisionRequest>,
) -> Answer<Json<ReviewState>> {
    Ok(Json(shared.app.decide(&session.actor(), &plan, request, Timestamp::now()).await?))
}

/// Gives a chapter to somebody to check, or back to all. 409 when somebody else did so first.
#[utoipa::path(post, path = "/api/plans/{plan}/claims", tag = "review",
    params(("plan" = String, Path, description = "code")), request_body = ClaimRequest,
    responses((status = 200, description = "state of the check", body = ReviewState)))]
pub(crate) async fn claim(
    State(shared): State<Shared>,
    session: Session,
    Path(plan): Path<String>,
    Body(request): Body<ClaimRequest>,
) -> Answer<Json<ReviewState>> {
    Ok(Json(shared.app.claim_chapter(&session.actor(), &plan, request, Timestamp::now()).await?))
}

/// What the machine makes of words selected in the text; stores nothing.
#[utoipa::path(get, path = "/api/plans/{plan}/reading", tag = "review",
    params(("plan" = String, Path, description = "code"), Selection),
    responses((status = 200, description = "reading", body = SelectionReading)))]
pub(crate) async fn reading(
    State(shared): State<Shared>,
    Path(plan): Path<String>,
    Query(Selection { start, end }): Query<Selection>,
) -> Answer<Json<SelectionReading>> {
    Ok(Json(shared.app.read_selection(&plan, Span { start, end }).await?))
}

/// The checked plan: 任务分解表.xlsx, JSON, Akoma Ntoso or StratML.
#[utoipa::path(get, path = "/api/plans/{plan}/export/{format}", tag = "review",
    params(("plan" = String, Path, description = "code"), ("format" = inline(PlanFormat), Path, description = "format")),
    responses((status = 200, description = "file", content(
        (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (Object = "application/json"), (Vec<u8> = "text/xml")))))]
pub(crate) async fn export(
    State(shared): State<Shared>,
    Path((plan, format)): Path<(String, PlanFormat)>,
) -> Answer<Response> {
    let export = match format {
        PlanFormat::Xlsx => PlanExport::Xlsx,
        PlanFormat::Json => PlanExport::Json,
        PlanFormat::Akn => PlanExport::AkomaNtoso,
        PlanFormat::Stratml => PlanExport::StratMl,
    };
    Ok(attachment(shared.app.export(&plan, export, Timestamp::now()).await?))
}
