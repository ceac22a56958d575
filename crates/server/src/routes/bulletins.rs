//! Bulletins (通报) and their files.

use app::BulletinFile;
use app::view::{BulletinRebuild, BulletinRequest, BulletinView};
use axum::Json;
use axum::extract::State;
use axum::response::Response;
use jiff::Timestamp;

use crate::Shared;
use crate::download::attachment;
use crate::extract::{Body, Path};
use crate::failure::{Answer, Failure};
use crate::guard::Session;

/// Bulletins of a plan, newest first.
#[utoipa::path(get, path = "/api/plans/{plan}/bulletins", tag = "bulletins",
    params(("plan" = String, Path, description = "code")),
    responses((status = 200, description = "bulletins", body = Vec<BulletinView>)))]
pub(crate) async fn bulletins(
    State(shared): State<Shared>,
    Path(plan): Path<String>,
) -> Answer<Json<Vec<BulletinView>>> {
    let found = shared.app.bulletins(&plan).await?;
    Ok(Json(shared.app.bulletins_by_name(found, Timestamp::now()).await?))
}

/// Freezes a cut and writes the bulletin from it.
#[utoipa::path(post, path = "/api/plans/{plan}/bulletins", tag = "bulletins",
    params(("plan" = String, Path, description = "code")), request_body = BulletinRequest,
    responses((status = 200, description = "bulletin", body = BulletinView)))]
pub(crate) async fn create_bulletin(
    State(shared): State<Shared>,
    session: Session,
    Path(plan): Path<String>,
    Body(request): Body<BulletinRequest>,
) -> Answer<Json<BulletinView>> {
    Ok(Json(shared.app.create_bulletin(&session.actor(), &plan, &request, Timestamp::now()).await?))
}

/// One bulletin with its figures.
#[utoipa::path(get, path = "/api/bulletins/{id}", tag = "bulletins", params(("id" = i64, Path, description = "id")),
    responses((status = 200, description = "bulletin", body = BulletinView)))]
pub(crate) async fn bulletin(State(shared): State<Shared>, Path(id): Path<i64>) -> Answer<Json<BulletinView>> {
    let found = vec![shared.app.bulletin(id).await?];
    let named = shared.app.bulletins_by_name(found, Timestamp::now()).await?;
    named.into_iter().next().map(Json).ok_or_else(|| Failure::internal(&"a bulletin is gone"))
}

/// Makes the files again from the cut and holds them against the stored ones.
#[utoipa::path(get, path = "/api/bulletins/{id}/rebuild", tag = "bulletins",
    params(("id" = i64, Path, description = "id")),
    responses((status = 200, description = "comparison", body = BulletinRebuild)))]
pub(crate) async fn rebuild_bulletin(
    State(shared): State<Shared>,
    Path(id): Path<i64>,
) -> Answer<Json<BulletinRebuild>> {
    Ok(Json(shared.app.rebuild_bulletin(id).await?))
}

/// The bulletin as Word file.
#[utoipa::path(get, path = "/api/bulletins/{id}/file.docx", tag = "bulletins",
    params(("id" = i64, Path, description = "id")),
    responses((status = 200, description = "docx", body = Vec<u8>,
        content_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document")))]
pub(crate) async fn bulletin_docx(State(shared): State<Shared>, Path(id): Path<i64>) -> Answer<Response> {
    Ok(attachment(shared.app.bulletin_file(id, BulletinFile::Docx).await?))
}

/// The bulletin as PDF.
#[utoipa::path(get, path = "/api/bulletins/{id}/file.pdf", tag = "bulletins",
    params(("id" = i64, Path, description = "id")),
    responses((status = 200, description = "pdf", body = Vec<u8>, content_type = "application/pdf")))]
pub(crate) async fn bulletin_pdf(State(shared): State<Shared>, Path(id): Path<i64>) -> Answer<Response> {
    Ok(attachment(shared.app.bulletin_file(id, BulletinFile::Pdf).await?))
}

/// The ledger (台账), annex of the bulletin.
#[utoipa::path(get, path = "/api/bulletins/{id}/file.xlsx", tag = "bulletins",
    params(("id" = i64, Path, description = "id")),
    responses((status = 200, description = "xlsx", body = Vec<u8>,
        content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")))]
pub(crate) async fn bulletin_xlsx(State(shared): State<Shared>, Path(id): Path<i64>) -> Answer<Response> {
    Ok(attachment(shared.app.bulletin_file(id, BulletinFile::Xlsx).await?))
}
