//! Plans: import, text, life cycle.

use app::view::{PlanListRow, PlanSummary, StageChange};
use axum::Json;
use axum::extract::State;
use jiff::Timestamp;
use model::LifeCycleStage;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::Shared;
use crate::extract::{Body, Path, Upload};
use crate::failure::Answer;
use crate::guard::Session;

/// Shape of the form, for the document only; `Upload` reads it.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes a form that is read field by field")]
pub(crate) struct PlanForm {
    /// Official text: txt, docx, pdf with a text layer or html, at most 50 MiB.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
    /// Code of the plan (ASCII); made from the text when missing.
    code: Option<String>,
}

#[derive(ToSchema)]
#[expect(dead_code, reason = "describes a form that is read field by field")]
pub(crate) struct TextForm {
    /// The official text that the stored plan was read from.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
}

#[derive(Deserialize, ToSchema)]
pub(crate) struct StageRequest {
    stage: LifeCycleStage,
    note: Option<String>,
}

/// All plans.
#[utoipa::path(get, path = "/api/plans", tag = "plans",
    responses((status = 200, description = "plans", body = Vec<PlanListRow>)))]
pub(crate) async fn plans(State(shared): State<Shared>) -> Answer<Json<Vec<PlanListRow>>> {
    Ok(Json(shared.app.plan_list(Timestamp::now()).await?))
}

/// Reads an official text into a draft. 409 when the same text was imported before, 400 when it cannot be read.
#[utoipa::path(post, path = "/api/plans", tag = "plans",
    request_body(content = PlanForm, content_type = "multipart/form-data"),
    responses((status = 200, description = "draft", body = PlanSummary)))]
pub(crate) async fn import_plan(
    State(shared): State<Shared>,
    session: Session,
    upload: Upload,
) -> Answer<Json<PlanSummary>> {
    let code = upload.text("code");
    let now = Timestamp::now();
    let plan = shared.app.import_plan(&session.actor(), &upload.file_name, &upload.bytes, code, false, now).await?;
    Ok(Json(plan))
}

/// Adds the official text to a plan without one; refused unless it is the same text.
#[utoipa::path(put, path = "/api/plans/{plan}/text", tag = "plans", params(("plan" = String, Path, description = "code")),
    request_body(content = TextForm, content_type = "multipart/form-data"),
    responses((status = 200, description = "plan", body = PlanSummary)))]
pub(crate) async fn attach_text(
    State(shared): State<Shared>,
    session: Session,
    Path(plan): Path<String>,
    upload: Upload,
) -> Answer<Json<PlanSummary>> {
    let now = Timestamp::now();
    let plan = shared.app.attach_text(&session.actor(), &plan, &upload.file_name, &upload.bytes, now).await?;
    Ok(Json(plan))
}

/// Stages of the life cycle so far.
#[utoipa::path(get, path = "/api/plans/{plan}/stages", tag = "plans", params(("plan" = String, Path, description = "code")),
    responses((status = 200, description = "stages", body = Vec<StageChange>)))]
pub(crate) async fn stages(State(shared): State<Shared>, Path(plan): Path<String>) -> Answer<Json<Vec<StageChange>>> {
    Ok(Json(shared.app.stages(&plan).await?))
}

/// Moves the plan to another stage.
#[utoipa::path(post, path = "/api/plans/{plan}/stages", tag = "plans",
    params(("plan" = String, Path, description = "code")), request_body = StageRequest,
    responses((status = 200, description = "stages", body = Vec<StageChange>)))]
pub(crate) async fn set_stage(
    State(shared): State<Shared>,
    session: Session,
    Path(plan): Path<String>,
    Body(request): Body<StageRequest>,
) -> Answer<Json<Vec<StageChange>>> {
    let StageRequest { stage, note } = request;
    Ok(Json(shared.app.set_stage(&session.actor(), &plan, stage, note, Timestamp::now()).await?))
}
