//! Evaluations: dry runs, frozen runs, trials, comparisons, objections.

use app::view::{
    AnswerRequest, CertaintyView, ChangesView, DisputableView, EvaluationQuestion, EvaluationRow, EvaluationView,
    FreezeRequest, MethodView, NewerView, ObjectionRequest, ObjectionView, RerunRequest, RunStepRequest, RunView,
    SubjectExplanation, TrialRequest, TrialView,
};
use axum::Json;
use axum::extract::State;
use axum::response::Response;
use jiff::Timestamp;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::Shared;
use crate::download::attachment;
use crate::extract::{Body, Path, Query};
use crate::failure::Answer;
use crate::guard::Session;

/// The subject that a question is about.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Subject {
    /// Its key in the outcome.
    key: String,
}

/// What an outcome is held against.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Against {
    /// Another version of the pack; the frozen run of the year before when it is missing.
    other: Option<String>,
}

/// The value that an objection would put in.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Instead {
    /// The claimed one by default.
    value: Option<String>,
}

/// By when what a run on new figures takes was known.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct KnownBy {
    #[param(value_type = String, format = DateTime)]
    known_by: Timestamp,
}

/// Evaluations that can be run, with their periods and frozen runs.
#[utoipa::path(get, path = "/api/evaluations", tag = "evaluations",
    responses((status = 200, description = "evaluations", body = Vec<EvaluationRow>)))]
pub(crate) async fn evaluations(State(shared): State<Shared>) -> Answer<Json<Vec<EvaluationRow>>> {
    Ok(Json(shared.app.evaluation_list(Timestamp::now()).await?))
}

/// A frozen run, or a dry run of what is known.
#[utoipa::path(get, path = "/api/evaluation", tag = "evaluations", params(EvaluationQuestion),
    responses((status = 200, description = "outcome", body = EvaluationView)))]
pub(crate) async fn evaluation(
    State(shared): State<Shared>,
    session: Session,
    Query(question): Query<EvaluationQuestion>,
) -> Answer<Json<EvaluationView>> {
    Ok(Json(shared.app.evaluation_view(&session.actor(), &question, Timestamp::now()).await?))
}

/// The outcome as an Excel workbook.
#[utoipa::path(get, path = "/api/evaluation.xlsx", tag = "evaluations", params(EvaluationQuestion),
    responses((status = 200, description = "xlsx", body = Vec<u8>,
        content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")))]
pub(crate) async fn evaluation_xlsx(
    State(shared): State<Shared>,
    session: Session,
    Query(question): Query<EvaluationQuestion>,
) -> Answer<Response> {
    Ok(attachment(shared.app.evaluation_xlsx(&session.actor(), &question, Timestamp::now()).await?))
}

/// Other weights on the same facts; shown, never stored.
#[utoipa::path(post, path = "/api/evaluation/trial", tag = "evaluations", request_body = TrialRequest,
    responses((status = 200, description = "trial", body = TrialView)))]
pub(crate) async fn try_weights(
    State(shared): State<Shared>,
    session: Session,
    Body(request): Body<TrialRequest>,
) -> Answer<Json<TrialView>> {
    Ok(Json(shared.app.try_weights(&session.actor(), &request, Timestamp::now()).await?))
}

/// How sure the places are.
#[utoipa::path(get, path = "/api/evaluation/certainty", tag = "evaluations", params(EvaluationQuestion),
    responses((status = 200, description = "certainty", body = CertaintyView)))]
pub(crate) async fn certainty(
    State(shared): State<Shared>,
    session: Session,
    Query(question): Query<EvaluationQuestion>,
) -> Answer<Json<CertaintyView>> {
    Ok(Json(shared.app.certainty_of(&session.actor(), &question, Timestamp::now()).await?))
}

/// One subject explained.
#[utoipa::path(get, path = "/api/evaluation/subject", tag = "evaluations", params(EvaluationQuestion, Subject),
    responses((status = 200, description = "explanation", body = SubjectExplanation)))]
pub(crate) async fn subject(
    State(shared): State<Shared>,
    session: Session,
    Query(question): Query<EvaluationQuestion>,
    Query(Subject { key }): Query<Subject>,
) -> Answer<Json<SubjectExplanation>> {
    Ok(Json(shared.app.explain_subject(&session.actor(), &question, &key, Timestamp::now()).await?))
}

/// Who moves against another version of the rules, or against the year before.
#[utoipa::path(get, path = "/api/evaluation/changes", tag = "evaluations", params(EvaluationQuestion, Against),
    responses((status = 200, description = "changes", body = ChangesView)))]
pub(crate) async fn changes(
    State(shared): State<Shared>,
    session: Session,
    Query(question): Query<EvaluationQuestion>,
    Query(Against { other }): Query<Against>,
) -> Answer<Json<ChangesView>> {
    let now = Timestamp::now();
    Ok(Json(match other.filter(|other| !other.is_empty()) {
        Some(other) => shared.app.compare_versions_of(&session.actor(), &question, &other, now).await?,
        None => shared.app.compare_years_of(&session.actor(), &question, now).await?,
    }))
}

/// Places by other usual methods on the same facts.
#[utoipa::path(get, path = "/api/evaluation/methods", tag = "evaluations", params(EvaluationQuestion),
    responses((status = 200, description = "methods", body = Vec<MethodView>)))]
pub(crate) async fn methods(
    State(shared): State<Shared>,
    session: Session,
    Query(question): Query<EvaluationQuestion>,
) -> Answer<Json<Vec<MethodView>>> {
    Ok(Json(shared.app.methods_of(&session.actor(), &question, Timestamp::now()).await?))
}

/// Freezes a dry run with its cut.
#[utoipa::path(post, path = "/api/evaluation-runs", tag = "evaluations", request_body = FreezeRequest,
    responses((status = 200, description = "run", body = RunView)))]
pub(crate) async fn freeze(
    State(shared): State<Shared>,
    session: Session,
    Body(request): Body<FreezeRequest>,
) -> Answer<Json<RunView>> {
    Ok(Json(shared.app.freeze_evaluation(&session.actor(), &request, Timestamp::now()).await?))
}

/// Opens the time for objections (公示).
#[utoipa::path(post, path = "/api/evaluation-runs/{id}/publish", tag = "evaluations",
    params(("id" = i64, Path, description = "number of the run")), request_body = RunStepRequest,
    responses((status = 200, description = "run", body = RunView)))]
pub(crate) async fn publish(
    State(shared): State<Shared>,
    session: Session,
    Path(id): Path<i64>,
    Body(request): Body<RunStepRequest>,
) -> Answer<Json<RunView>> {
    Ok(Json(shared.app.publish_evaluation(&session.actor(), id, &request, Timestamp::now()).await?))
}

/// Makes a run final (定稿).
#[utoipa::path(post, path = "/api/evaluation-runs/{id}/finish", tag = "evaluations",
    params(("id" = i64, Path, description = "number of the run")), request_body = RunStepRequest,
    responses((status = 200, description = "run", body = RunView)))]
pub(crate) async fn finish(
    State(shared): State<Shared>,
    session: Session,
    Path(id): Path<i64>,
    Body(request): Body<RunStepRequest>,
) -> Answer<Json<RunView>> {
    Ok(Json(shared.app.finish_evaluation(&session.actor(), id, &request, Timestamp::now()).await?))
}

/// Figures that a frozen run used and that are other ones now.
#[utoipa::path(get, path = "/api/evaluation-runs/{id}/newer", tag = "evaluations",
    params(("id" = i64, Path, description = "number of the run")),
    responses((status = 200, description = "figures before and after", body = NewerView)))]
pub(crate) async fn newer(
    State(shared): State<Shared>,
    session: Session,
    Path(id): Path<i64>,
) -> Answer<Json<NewerView>> {
    Ok(Json(shared.app.newer_figures(&session.actor(), id, Timestamp::now()).await?))
}

/// Who would move if the run were computed on what was known by an instant; nothing is stored.
#[utoipa::path(get, path = "/api/evaluation-runs/{id}/rerun", tag = "evaluations",
    params(("id" = i64, Path, description = "number of the run"), KnownBy),
    responses((status = 200, description = "changes", body = ChangesView)))]
pub(crate) async fn try_newer(
    State(shared): State<Shared>,
    session: Session,
    Path(id): Path<i64>,
    Query(KnownBy { known_by }): Query<KnownBy>,
) -> Answer<Json<ChangesView>> {
    Ok(Json(shared.app.try_newer(&session.actor(), id, known_by, Timestamp::now()).await?))
}

/// Freezes the run on the new figures; the one that it replaces stays on record.
#[utoipa::path(post, path = "/api/evaluation-runs/{id}/rerun", tag = "evaluations",
    params(("id" = i64, Path, description = "number of the run")), request_body = RerunRequest,
    responses((status = 200, description = "the new run", body = RunView)))]
pub(crate) async fn freeze_newer(
    State(shared): State<Shared>,
    session: Session,
    Path(id): Path<i64>,
    Body(request): Body<RerunRequest>,
) -> Answer<Json<RunView>> {
    Ok(Json(shared.app.freeze_newer(&session.actor(), id, &request, Timestamp::now()).await?))
}

/// The values of a subject that may be disputed.
#[utoipa::path(get, path = "/api/evaluation-runs/{id}/values", tag = "evaluations",
    params(("id" = i64, Path, description = "number of the run"), Subject),
    responses((status = 200, description = "values", body = Vec<DisputableView>)))]
pub(crate) async fn values(
    State(shared): State<Shared>,
    session: Session,
    Path(id): Path<i64>,
    Query(Subject { key }): Query<Subject>,
) -> Answer<Json<Vec<DisputableView>>> {
    Ok(Json(shared.app.disputable(&session.actor(), id, &key, Timestamp::now()).await?))
}

/// Objections to a run and to those that it replaced.
#[utoipa::path(get, path = "/api/evaluation-runs/{id}/objections", tag = "evaluations",
    params(("id" = i64, Path, description = "number of the run")),
    responses((status = 200, description = "objections", body = Vec<ObjectionView>)))]
pub(crate) async fn objections(
    State(shared): State<Shared>,
    session: Session,
    Path(id): Path<i64>,
) -> Answer<Json<Vec<ObjectionView>>> {
    Ok(Json(shared.app.objections(&session.actor(), id).await?))
}

/// Objects to one value of one subject (申诉).
#[utoipa::path(post, path = "/api/evaluation-runs/{id}/objections", tag = "evaluations",
    params(("id" = i64, Path, description = "number of the run")), request_body = ObjectionRequest,
    responses((status = 200, description = "objection", body = ObjectionView)))]
pub(crate) async fn object(
    State(shared): State<Shared>,
    session: Session,
    Path(id): Path<i64>,
    Body(request): Body<ObjectionRequest>,
) -> Answer<Json<ObjectionView>> {
    Ok(Json(shared.app.object(&session.actor(), id, &request, Timestamp::now()).await?))
}

/// Before and after, if an objection were accepted; nothing is stored.
#[utoipa::path(get, path = "/api/objections/{id}/preview", tag = "evaluations",
    params(("id" = i64, Path, description = "number of the objection"), Instead),
    responses((status = 200, description = "changes", body = ChangesView)))]
pub(crate) async fn preview(
    State(shared): State<Shared>,
    session: Session,
    Path(id): Path<i64>,
    Query(Instead { value }): Query<Instead>,
) -> Answer<Json<ChangesView>> {
    Ok(Json(shared.app.preview_objection(&session.actor(), id, value.as_deref(), Timestamp::now()).await?))
}

/// Decides on an objection; accepting it freezes the corrected run.
#[utoipa::path(post, path = "/api/objections/{id}/answer", tag = "evaluations",
    params(("id" = i64, Path, description = "number of the objection")), request_body = AnswerRequest,
    responses((status = 200, description = "objection", body = ObjectionView)))]
pub(crate) async fn answer(
    State(shared): State<Shared>,
    session: Session,
    Path(id): Path<i64>,
    Body(request): Body<AnswerRequest>,
) -> Answer<Json<ObjectionView>> {
    Ok(Json(shared.app.answer_objection(&session.actor(), id, &request, Timestamp::now()).await?))
}
