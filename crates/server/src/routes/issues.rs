//! Issuing bulletins: edit, approve, number, publish, withdraw; and what is published. Every handler asks one use case.

use app::BulletinFile;
use app::view::{IssueAct, IssueSummary, IssueView, PublishedView};
use axum::Json;
use axum::extract::State;
use axum::response::Response;
use jiff::Timestamp;
use model::Dataset;

use super::collection::CollectionQuery;
use crate::Shared;
use crate::condition::{Seen, Tagged, tagged};
use crate::download::attachment;
use crate::extract::{Body, Path, Query};
use crate::failure::Answer;
use crate::guard::Session;

/// Documents on their way, newest first.
#[utoipa::path(get, path = "/api/issues", tag = "issues", params(CollectionQuery),
    responses((status = 200, description = "documents", body = Vec<IssueSummary>)))]
pub(crate) async fn issues(
    State(shared): State<Shared>,
    session: Session,
    Query(choice): Query<CollectionQuery>,
) -> Answer<Json<Vec<IssueSummary>>> {
    let dataset = choice.dataset.unwrap_or(Dataset::Real);
    Ok(Json(shared.app.issues(&session.actor(), dataset, Timestamp::now()).await?))
}

/// Begins to issue a bulletin.
#[utoipa::path(post, path = "/api/bulletins/{id}/issue", tag = "issues",
    params(("id" = i64, Path, description = "id of the bulletin")),
    responses((status = 200, description = "document", body = IssueView)))]
pub(crate) async fn begin_issue(
    State(shared): State<Shared>,
    session: Session,
    Path(id): Path<i64>,
) -> Answer<Json<IssueView>> {
    Ok(Json(shared.app.begin_issue(&session.actor(), id, Timestamp::now()).await?))
}

/// One document with its paragraphs and every change.
#[utoipa::path(get, path = "/api/issues/{issue}", tag = "issues",
    params(("issue" = String, Path, description = "code")),
    responses((status = 200, description = "document", body = IssueView)))]
pub(crate) async fn issue(
    State(shared): State<Shared>,
    session: Session,
    Path(code): Path<String>,
) -> Answer<Tagged<IssueView>> {
    let found = shared.app.issue_view(&session.actor(), &code, Timestamp::now()).await?;
    Ok(tagged(found.version, found))
}

/// Edits, submits, returns, approves, numbers, publishes or withdraws. 412 when `If-Match` names another version than it has.
#[utoipa::path(post, path = "/api/issues/{issue}/acts", tag = "issues",
    params(("issue" = String, Path, description = "code"),
        ("If-Match" = Option<String>, Header, description = "`ETag` of the document that was seen")),
    request_body = IssueAct,
    responses((status = 200, description = "document", body = IssueView)))]
pub(crate) async fn act_on_issue(
    State(shared): State<Shared>,
    session: Session,
    Path(code): Path<String>,
    seen: Seen,
    Body(act): Body<IssueAct>,
) -> Answer<Tagged<IssueView>> {
    let (actor, now) = (session.actor(), Timestamp::now());
    let after = seen.outcome(shared.app.act_on_issue_if(&actor, (&code, seen.version()), &act, now).await)?;
    Ok(tagged(after.version, after))
}

/// The text with every change as Word tracks it: who wrote and who struck out what, and when. 400 when nothing was changed.
#[utoipa::path(get, path = "/api/issues/{issue}/tracked.docx", tag = "issues",
    params(("issue" = String, Path, description = "code")),
    responses((status = 200, description = "docx", body = Vec<u8>,
        content_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document")))]
pub(crate) async fn tracked_docx(
    State(shared): State<Shared>,
    session: Session,
    Path(code): Path<String>,
) -> Answer<Response> {
    Ok(attachment(shared.app.tracked_copy(&session.actor(), &code, Timestamp::now()).await?))
}

/// What is published, as far as this person may read it; newest first.
#[utoipa::path(get, path = "/api/published", tag = "issues", params(CollectionQuery),
    responses((status = 200, description = "published documents", body = Vec<PublishedView>)))]
pub(crate) async fn published(
    State(shared): State<Shared>,
    session: Session,
    Query(choice): Query<CollectionQuery>,
) -> Answer<Json<Vec<PublishedView>>> {
    Ok(Json(shared.app.published(&session.actor(), choice.dataset.unwrap_or(Dataset::Real)).await?))
}

/// A published document as PDF.
#[utoipa::path(get, path = "/api/published/{issue}/file.pdf", tag = "issues",
    params(("issue" = String, Path, description = "code")),
    responses((status = 200, description = "pdf", body = Vec<u8>, content_type = "application/pdf")))]
pub(crate) async fn published_pdf(
    State(shared): State<Shared>,
    session: Session,
    Path(code): Path<String>,
) -> Answer<Response> {
    Ok(attachment(shared.app.published_file(&session.actor(), &code, BulletinFile::Pdf).await?))
}

/// A published document as Word file.
#[utoipa::path(get, path = "/api/published/{issue}/file.docx", tag = "issues",
    params(("issue" = String, Path, description = "code")),
    responses((status = 200, description = "docx", body = Vec<u8>,
        content_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document")))]
pub(crate) async fn published_docx(
    State(shared): State<Shared>,
    session: Session,
    Path(code): Path<String>,
) -> Answer<Response> {
    Ok(attachment(shared.app.published_file(&session.actor(), &code, BulletinFile::Docx).await?))
}
