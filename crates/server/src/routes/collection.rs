//! Requests for data, answers, reviews, instructions. Every handler asks one use case of `app`.

use app::view::{
    AdmissionView, BatchAccept, BatchReply, BatchReturn, CollectionChoices, CollectionDesk, ComplaintAnswer,
    ComplaintDraft, ComplaintView, FilingCommand, FilingReply, FilingView, InstructionAct, InstructionDraft,
    InstructionView, NoticeList, ReadNotices, RequestCommand, RequestDraft, RequestView,
};
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use jiff::Timestamp;
use model::Dataset;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use crate::Shared;
use crate::condition::{Seen, Tagged, tagged};
use crate::download::attachment;
use crate::extract::{Body, Path, Query, Upload};
use crate::failure::Answer;
use crate::guard::Session;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct CollectionQuery {
    /// `real` by default.
    pub dataset: Option<Dataset>,
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct DryRun {
    /// Only checks.
    dry: Option<bool>,
}

#[derive(ToSchema)]
#[expect(dead_code, reason = "describes a form that is read field by field")]
pub(crate) struct AnswerUpload {
    /// csv or xlsx laid out like the template, at most 50 MiB.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
}

/// What waits for the person who asks.
#[utoipa::path(get, path = "/api/collection", tag = "collection", params(CollectionQuery),
    responses((status = 200, description = "lists", body = CollectionDesk)))]
pub(crate) async fn collection_desk(
    State(shared): State<Shared>,
    session: Session,
    Query(choice): Query<CollectionQuery>,
) -> Answer<Json<CollectionDesk>> {
    let dataset = choice.dataset.unwrap_or(Dataset::Real);
    Ok(Json(shared.app.collection_desk(&session.actor(), dataset, Timestamp::now()).await?))
}

/// Agencies, counties and indicators that a request may name.
#[utoipa::path(get, path = "/api/collection/choices", tag = "collection",
    responses((status = 200, description = "choices", body = CollectionChoices)))]
pub(crate) async fn collection_choices(State(shared): State<Shared>) -> Answer<Json<CollectionChoices>> {
    Ok(Json(shared.app.collection_choices(Timestamp::now()).await?))
}

/// 消息: reminders that are addressed to this person, and how many are new.
#[utoipa::path(get, path = "/api/notices", tag = "collection", params(CollectionQuery),
    responses((status = 200, description = "newest first", body = NoticeList)))]
pub(crate) async fn notices(
    State(shared): State<Shared>,
    session: Session,
    Query(choice): Query<CollectionQuery>,
) -> Answer<Json<NoticeList>> {
    let dataset = choice.dataset.unwrap_or(Dataset::Real);
    Ok(Json(shared.app.notice_list(&session.actor(), dataset, Timestamp::now()).await?))
}

/// This person has read them up to here.
#[utoipa::path(post, path = "/api/notices/reading", tag = "collection", request_body = ReadNotices,
    responses((status = 204, description = "read")))]
pub(crate) async fn read_notices(
    State(shared): State<Shared>,
    session: Session,
    Body(read): Body<ReadNotices>,
) -> Answer<StatusCode> {
    shared.app.read_notices(&session.actor(), read.up_to, Timestamp::now()).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Checks a request (表单准入) and proposes it when nothing is wrong and `dry` is not set.
#[utoipa::path(post, path = "/api/collection/requests", tag = "collection", params(DryRun),
    request_body = RequestDraft, responses((status = 200, description = "what the check found", body = AdmissionView)))]
pub(crate) async fn propose_request(
    State(shared): State<Shared>,
    session: Session,
    Query(choice): Query<DryRun>,
    Body(draft): Body<RequestDraft>,
) -> Answer<Json<AdmissionView>> {
    let is_dry = choice.dry.unwrap_or_default();
    Ok(Json(shared.app.propose_request(&session.actor(), &draft, is_dry, Timestamp::now()).await?))
}

/// One request with its answers.
#[utoipa::path(get, path = "/api/collection/requests/{request}", tag = "collection",
    params(("request" = String, Path, description = "code")),
    responses((status = 200, description = "request", body = RequestView)))]
pub(crate) async fn data_request(
    State(shared): State<Shared>,
    session: Session,
    Path(code): Path<String>,
) -> Answer<Tagged<RequestView>> {
    let found = shared.app.request_view(&session.actor(), &code, Timestamp::now()).await?;
    Ok(tagged(found.summary.version, found))
}

/// Approves, refuses or withdraws a request. 412 when `If-Match` names another version than it has.
#[utoipa::path(post, path = "/api/collection/requests/{request}/decisions", tag = "collection",
    params(("request" = String, Path, description = "code"),
        ("If-Match" = Option<String>, Header, description = "`ETag` of the request that was seen")),
    request_body = RequestCommand,
    responses((status = 200, description = "request", body = RequestView)))]
pub(crate) async fn decide_request(
    State(shared): State<Shared>,
    session: Session,
    Path(code): Path<String>,
    seen: Seen,
    Body(command): Body<RequestCommand>,
) -> Answer<Tagged<RequestView>> {
    let (actor, now) = (session.actor(), Timestamp::now());
    seen.outcome(shared.app.decide_request_if(&actor, (&code, seen.version()), &command, now).await)?;
    let after = shared.app.request_view(&actor, &code, now).await?;
    Ok(tagged(after.summary.version, after))
}

/// 减负意见: a county says that a request is a burden or asks twice.
#[utoipa::path(post, path = "/api/collection/requests/{request}/complaints", tag = "collection",
    params(("request" = String, Path, description = "code")), request_body = ComplaintDraft,
    responses((status = 200, description = "complaint", body = ComplaintView)))]
pub(crate) async fn complain(
    State(shared): State<Shared>,
    session: Session,
    Path(code): Path<String>,
    Body(draft): Body<ComplaintDraft>,
) -> Answer<Tagged<ComplaintView>> {
    let said = shared.app.complain(&session.actor(), &code, &draft, Timestamp::now()).await?;
    Ok(tagged(said.version, said))
}

/// The planning section answers a complaint, once. 412 when `If-Match` names another version than it has.
#[utoipa::path(post, path = "/api/complaints/{complaint}/answer", tag = "collection",
    params(("complaint" = String, Path, description = "code"),
        ("If-Match" = Option<String>, Header, description = "`version` of the complaint that was seen, in quotes")),
    request_body = ComplaintAnswer, responses((status = 200, description = "complaint", body = ComplaintView)))]
pub(crate) async fn answer_complaint(
    State(shared): State<Shared>,
    session: Session,
    Path(code): Path<String>,
    seen: Seen,
    Body(answer): Body<ComplaintAnswer>,
) -> Answer<Tagged<ComplaintView>> {
    let which = (code.as_str(), seen.version());
    let after =
        seen.outcome(shared.app.answer_complaint_if(&session.actor(), which, &answer, Timestamp::now()).await)?;
    Ok(tagged(after.version, after))
}

/// Accepts several answers at once, each for itself.
#[utoipa::path(post, path = "/api/collection/requests/{request}/acceptances", tag = "collection",
    params(("request" = String, Path, description = "code")), request_body = BatchAccept,
    responses((status = 200, description = "how many, and which not", body = BatchReply)))]
pub(crate) async fn accept_filings(
    State(shared): State<Shared>,
    session: Session,
    Path(code): Path<String>,
    Body(batch): Body<BatchAccept>,
) -> Answer<Json<BatchReply>> {
    Ok(Json(shared.app.accept_answers(&session.actor(), &code, &batch, Timestamp::now()).await?))
}

/// Returns several answers at once with one reason, each for itself.
#[utoipa::path(post, path = "/api/collection/requests/{request}/returns", tag = "collection",
    params(("request" = String, Path, description = "code")), request_body = BatchReturn,
    responses((status = 200, description = "how many, and which not", body = BatchReply)))]
pub(crate) async fn return_filings(
    State(shared): State<Shared>,
    session: Session,
    Path(code): Path<String>,
    Body(batch): Body<BatchReturn>,
) -> Answer<Json<BatchReply>> {
    Ok(Json(shared.app.return_answers(&session.actor(), &code, &batch, Timestamp::now()).await?))
}

/// The page of one answer.
#[utoipa::path(get, path = "/api/collection/requests/{request}/answers/{respondent}", tag = "collection",
    params(("request" = String, Path, description = "code"), ("respondent" = String, Path, description = "code")),
    responses((status = 200, description = "answer", body = FilingView)))]
pub(crate) async fn filing(
    State(shared): State<Shared>,
    session: Session,
    Path((code, respondent)): Path<(String, String)>,
) -> Answer<Tagged<FilingView>> {
    let found = shared.app.filing_view(&session.actor(), &code, &respondent, Timestamp::now()).await?;
    Ok(tagged(found.version, found))
}

/// Saves, submits, reviews, disputes, decides or extends an answer. Cells that somebody else changed meanwhile are not
/// overwritten and come back in `refused`. 412 when `If-Match` names another version of the answer than it has.
#[utoipa::path(post, path = "/api/collection/requests/{request}/answers/{respondent}/commands", tag = "collection",
    params(("request" = String, Path, description = "code"), ("respondent" = String, Path, description = "code"),
        ("If-Match" = Option<String>, Header, description = "`ETag` of the answer that was seen")),
    request_body = FilingCommand, responses((status = 200, description = "answer", body = FilingReply)))]
pub(crate) async fn act_on_filing(
    State(shared): State<Shared>,
    session: Session,
    Path((code, respondent)): Path<(String, String)>,
    seen: Seen,
    Body(command): Body<FilingCommand>,
) -> Answer<Tagged<FilingReply>> {
    let (actor, now) = (session.actor(), Timestamp::now());
    let which = (code.as_str(), respondent.as_str(), seen.version());
    let reply = seen.outcome(shared.app.act_on_answer_if(&actor, which, &command, now).await)?;
    Ok(tagged(reply.answer.version, reply))
}

/// The answer as a sheet to fill in.
#[utoipa::path(get, path = "/api/collection/requests/{request}/answers/{respondent}/sheet", tag = "collection",
    params(("request" = String, Path, description = "code"), ("respondent" = String, Path, description = "code")),
    responses((status = 200, description = "file", body = Vec<u8>,
        content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")))]
pub(crate) async fn filing_sheet(
    State(shared): State<Shared>,
    session: Session,
    Path((code, respondent)): Path<(String, String)>,
) -> Answer<Response> {
    Ok(attachment(shared.app.answer_sheet(&session.actor(), &code, &respondent, Timestamp::now()).await?))
}

/// Saves what a sheet says as a draft; lines that cannot be read come back in `refused`.
#[utoipa::path(post, path = "/api/collection/requests/{request}/answers/{respondent}/sheet", tag = "collection",
    params(("request" = String, Path, description = "code"), ("respondent" = String, Path, description = "code")),
    request_body(content = AnswerUpload, content_type = "multipart/form-data"),
    responses((status = 200, description = "answer", body = FilingReply)))]
pub(crate) async fn import_filing(
    State(shared): State<Shared>,
    session: Session,
    Path((code, respondent)): Path<(String, String)>,
    upload: Upload,
) -> Answer<Json<FilingReply>> {
    let (actor, now) = (session.actor(), Timestamp::now());
    let file = (upload.bytes, upload.file_name.as_str());
    Ok(Json(shared.app.import_answer(&actor, &code, &respondent, file, now).await?))
}

/// Instructions of leaders with their clocks.
#[utoipa::path(get, path = "/api/instructions", tag = "collection", params(CollectionQuery),
    responses((status = 200, description = "newest first", body = Vec<InstructionView>)))]
pub(crate) async fn instructions(
    State(shared): State<Shared>,
    session: Session,
    Query(choice): Query<CollectionQuery>,
) -> Answer<Json<Vec<InstructionView>>> {
    let dataset = choice.dataset.unwrap_or(Dataset::Real);
    Ok(Json(shared.app.instructions(&session.actor(), dataset, Timestamp::now()).await?))
}

/// Enters an instruction.
#[utoipa::path(post, path = "/api/instructions", tag = "collection", request_body = InstructionDraft,
    responses((status = 200, description = "instruction", body = InstructionView)))]
pub(crate) async fn add_instruction(
    State(shared): State<Shared>,
    session: Session,
    Body(draft): Body<InstructionDraft>,
) -> Answer<Json<InstructionView>> {
    Ok(Json(shared.app.add_instruction(&session.actor(), &draft, Timestamp::now()).await?))
}

/// Takes on, answers, proposes as done or checks an instruction. 412 when `If-Match` names another version than it has.
#[utoipa::path(post, path = "/api/instructions/{instruction}/acts", tag = "collection",
    params(("instruction" = String, Path, description = "code"),
        ("If-Match" = Option<String>, Header, description = "`version` of the instruction that was seen, in quotes")),
    request_body = InstructionAct,
    responses((status = 200, description = "instruction", body = InstructionView)))]
pub(crate) async fn act_on_instruction(
    State(shared): State<Shared>,
    session: Session,
    Path(code): Path<String>,
    seen: Seen,
    Body(act): Body<InstructionAct>,
) -> Answer<Tagged<InstructionView>> {
    let (actor, now) = (session.actor(), Timestamp::now());
    let after = seen.outcome(shared.app.act_on_instruction_if(&actor, (&code, seen.version()), &act, now).await)?;
    Ok(tagged(after.version, after))
}
