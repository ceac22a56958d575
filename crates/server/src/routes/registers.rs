//! Registers of packs: lists, forms, steps, Excel out and in, counts. Every handler asks one use case of `app`.

use app::view::{
    DistinctRequest, DuplicateList, RegisterBookQuery, RegisterCounts, RegisterImportReport, RegisterIntakeReport,
    RegisterPage, RegisterRowDetail, RegisterRowsQuery, RegisterShelf, RowRemoveRequest, RowSaveAnswer, RowSaveRequest,
    RowStepRequest,
};
use app::{DataFormat, ImportMode, RowUpload};
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
use crate::extract::{Body, Parcel, Path, Query, Upload};
use crate::failure::{Answer, Failure};
use crate::guard::Session;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct DatasetChoice {
    /// `real` by default.
    dataset: Option<Dataset>,
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct RowKey {
    key: String,
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct RowFileKey {
    key: String,
    /// Code of the field.
    field: String,
    /// SHA-256 of the file.
    digest: String,
}

#[derive(ToSchema)]
#[expect(dead_code, reason = "describes a form that is read part by part")]
pub(crate) struct RowParcel {
    /// `RowSaveRequest` as JSON. Every other part is a file under the code of its field: pdf, docx, xlsx, png or jpg.
    request: String,
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct EmptyChoice {
    /// Only the header, no rows.
    template: Option<bool>,
}

/// What a register can be taken away as.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum RegisterFormat {
    Xlsx,
    Csv,
}

#[derive(ToSchema)]
#[expect(dead_code, reason = "describes a form that is read field by field")]
pub(crate) struct RegisterUpload {
    /// csv or xlsx laid out like the template, at most 50 MiB.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
    /// `basis` of the preview that is to be imported; without it the file is only previewed.
    basis: Option<i64>,
}

/// All registers that packs declare.
#[utoipa::path(get, path = "/api/registers", tag = "registers", params(DatasetChoice),
    responses((status = 200, description = "registers by pack", body = RegisterShelf)))]
pub(crate) async fn registers(
    State(shared): State<Shared>,
    session: Session,
    Query(choice): Query<DatasetChoice>,
) -> Answer<Json<RegisterShelf>> {
    Ok(Json(shared.app.registers(&session.actor(), choice.dataset.unwrap_or(Dataset::Real), Timestamp::now()).await?))
}

/// One page of rows, with the form of the register.
#[utoipa::path(get, path = "/api/registers/{pack}/{register}", tag = "registers",
    params(("pack" = String, Path, description = "code"), ("register" = String, Path, description = "code"),
        RegisterBookQuery, RegisterRowsQuery),
    responses((status = 200, description = "page", body = RegisterPage)))]
pub(crate) async fn rows(
    State(shared): State<Shared>,
    session: Session,
    Path((pack, register)): Path<(String, String)>,
    Query(book): Query<RegisterBookQuery>,
    Query(query): Query<RegisterRowsQuery>,
) -> Answer<Json<RegisterPage>> {
    let (actor, now) = (session.actor(), Timestamp::now());
    Ok(Json(shared.app.register_page(&actor, (&pack, &register), &book, &query, now).await?))
}

/// One row with its history, steps and doubts.
#[utoipa::path(get, path = "/api/registers/{pack}/{register}/row", tag = "registers",
    params(("pack" = String, Path, description = "code"), ("register" = String, Path, description = "code"),
        RegisterBookQuery, RowKey),
    responses((status = 200, description = "row", body = RegisterRowDetail)))]
pub(crate) async fn row(
    State(shared): State<Shared>,
    session: Session,
    Path((pack, register)): Path<(String, String)>,
    Query(book): Query<RegisterBookQuery>,
    Query(RowKey { key }): Query<RowKey>,
) -> Answer<Tagged<RegisterRowDetail>> {
    let (actor, now) = (session.actor(), Timestamp::now());
    let row = shared.app.register_row(&actor, (&pack, &register), &book, &key, now).await?;
    Ok(tagged(row.row.pulse, row))
}

/// Saves one row. `accepted` is false when there are faults, or warnings that wait to be accepted.
/// 409 `stale` when somebody else changed the row after `seen`; 412 when `If-Match` names another state than the row has.
#[utoipa::path(post, path = "/api/registers/{pack}/{register}/row", tag = "registers",
    params(("pack" = String, Path, description = "code"), ("register" = String, Path, description = "code"),
        ("If-Match" = Option<String>, Header, description = "`ETag` of the row, in place of `seen`"),
        RegisterBookQuery), request_body = RowSaveRequest,
    responses((status = 200, description = "what became of it", body = RowSaveAnswer)))]
pub(crate) async fn save_row(
    State(shared): State<Shared>,
    session: Session,
    Path((pack, register)): Path<(String, String)>,
    Query(book): Query<RegisterBookQuery>,
    seen: Seen,
    Body(mut request): Body<RowSaveRequest>,
) -> Answer<Json<RowSaveAnswer>> {
    let (actor, now) = (session.actor(), Timestamp::now());
    if let Some(version) = seen.version() {
        // No row has as many changes as fit into the number.
        request.seen = Some(i64::try_from(version).unwrap_or(i64::MAX));
    }
    seen.outcome(shared.app.save_row(&actor, (&pack, &register), &book, &request, now).await).map(Json)
}

/// Saves one row together with new files in its file fields: `request` as for the call without files, and each file
/// under the code of its field. All of it or nothing.
#[utoipa::path(post, path = "/api/registers/{pack}/{register}/row/files", tag = "registers",
    params(("pack" = String, Path, description = "code"), ("register" = String, Path, description = "code"),
        RegisterBookQuery),
    request_body(content = RowParcel, content_type = "multipart/form-data"),
    responses((status = 200, description = "what became of it", body = RowSaveAnswer)))]
pub(crate) async fn save_row_with_files(
    State(shared): State<Shared>,
    session: Session,
    Path((pack, register)): Path<(String, String)>,
    Query(book): Query<RegisterBookQuery>,
    Parcel { request, files }: Parcel<RowSaveRequest>,
) -> Answer<Json<RowSaveAnswer>> {
    let (actor, now) = (session.actor(), Timestamp::now());
    let uploads = files.into_iter().map(|(field, name, bytes)| RowUpload { field, name, bytes }).collect();
    let app = &shared.app;
    Ok(Json(app.save_row_with_files(&actor, (&pack, &register), &book, (&request, uploads), now).await?))
}

/// A file that a row holds or held, as attachment.
#[utoipa::path(get, path = "/api/registers/{pack}/{register}/row/file", tag = "registers",
    params(("pack" = String, Path, description = "code"), ("register" = String, Path, description = "code"),
        RegisterBookQuery, RowFileKey),
    responses((status = 200, description = "file", body = Vec<u8>, content_type = "*/*")))]
pub(crate) async fn row_file(
    State(shared): State<Shared>,
    session: Session,
    Path((pack, register)): Path<(String, String)>,
    Query(book): Query<RegisterBookQuery>,
    Query(RowFileKey { key, field, digest }): Query<RowFileKey>,
) -> Answer<Response> {
    let (names, now) = ((pack.as_str(), register.as_str()), Timestamp::now());
    Ok(attachment(shared.app.register_row_file(&session.actor(), names, &book, &key, (&field, &digest), now).await?))
}

/// Takes a row out; its history stays.
#[utoipa::path(post, path = "/api/registers/{pack}/{register}/removals", tag = "registers",
    params(("pack" = String, Path, description = "code"), ("register" = String, Path, description = "code"),
        RegisterBookQuery), request_body = RowRemoveRequest,
    responses((status = 204, description = "removed")))]
pub(crate) async fn remove_row(
    State(shared): State<Shared>,
    session: Session,
    Path((pack, register)): Path<(String, String)>,
    Query(book): Query<RegisterBookQuery>,
    Body(request): Body<RowRemoveRequest>,
) -> Answer<StatusCode> {
    let (actor, now) = (session.actor(), Timestamp::now());
    shared.app.remove_row(&actor, (&pack, &register), &book, &request, now).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Takes a step of the life cycle.
#[utoipa::path(post, path = "/api/registers/{pack}/{register}/steps", tag = "registers",
    params(("pack" = String, Path, description = "code"), ("register" = String, Path, description = "code"),
        RegisterBookQuery), request_body = RowStepRequest,
    responses((status = 200, description = "row after the step", body = RegisterRowDetail)))]
pub(crate) async fn take_step(
    State(shared): State<Shared>,
    session: Session,
    Path((pack, register)): Path<(String, String)>,
    Query(book): Query<RegisterBookQuery>,
    Body(request): Body<RowStepRequest>,
) -> Answer<Json<RegisterRowDetail>> {
    let (actor, now, names) = (session.actor(), Timestamp::now(), (pack.as_str(), register.as_str()));
    shared.app.take_step(&actor, names, &book, &request, now).await?;
    Ok(Json(shared.app.register_row(&actor, names, &book, &request.key, now).await?))
}

/// Pairs of rows that are probably the same thing.
#[utoipa::path(get, path = "/api/registers/{pack}/{register}/duplicates", tag = "registers",
    params(("pack" = String, Path, description = "code"), ("register" = String, Path, description = "code"),
        RegisterBookQuery),
    responses((status = 200, description = "pairs", body = DuplicateList)))]
pub(crate) async fn duplicates(
    State(shared): State<Shared>,
    session: Session,
    Path((pack, register)): Path<(String, String)>,
    Query(book): Query<RegisterBookQuery>,
) -> Answer<Json<DuplicateList>> {
    Ok(Json(shared.app.register_duplicates(&session.actor(), (&pack, &register), &book, Timestamp::now()).await?))
}

/// Says that two rows that look alike are two things.
#[utoipa::path(post, path = "/api/registers/{pack}/{register}/duplicates", tag = "registers",
    params(("pack" = String, Path, description = "code"), ("register" = String, Path, description = "code"),
        RegisterBookQuery), request_body = DistinctRequest,
    responses((status = 204, description = "recorded")))]
pub(crate) async fn set_distinct(
    State(shared): State<Shared>,
    session: Session,
    Path((pack, register)): Path<(String, String)>,
    Query(book): Query<RegisterBookQuery>,
    Body(request): Body<DistinctRequest>,
) -> Answer<StatusCode> {
    let (actor, now) = (session.actor(), Timestamp::now());
    shared.app.set_distinct(&actor, (&pack, &register), &book, &request, now).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Counts and sums by place.
#[utoipa::path(get, path = "/api/registers/{pack}/{register}/counts", tag = "registers",
    params(("pack" = String, Path, description = "code"), ("register" = String, Path, description = "code"),
        RegisterBookQuery),
    responses((status = 200, description = "counts", body = RegisterCounts)))]
pub(crate) async fn counts(
    State(shared): State<Shared>,
    session: Session,
    Path((pack, register)): Path<(String, String)>,
    Query(book): Query<RegisterBookQuery>,
) -> Answer<Json<RegisterCounts>> {
    Ok(Json(shared.app.register_counts(&session.actor(), (&pack, &register), &book, Timestamp::now()).await?))
}

/// The rows of a list, or the empty template.
#[utoipa::path(get, path = "/api/registers/{pack}/{register}/file/{format}", tag = "registers",
    params(("pack" = String, Path, description = "code"), ("register" = String, Path, description = "code"),
        ("format" = inline(RegisterFormat), Path, description = "format"),
        RegisterBookQuery, RegisterRowsQuery, EmptyChoice),
    responses((status = 200, description = "file", content(
        (Vec<u8> = "text/csv"),
        (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")))))]
pub(crate) async fn file(
    State(shared): State<Shared>,
    session: Session,
    Path((pack, register, format)): Path<(String, String, RegisterFormat)>,
    Query(book): Query<RegisterBookQuery>,
    Query(query): Query<RegisterRowsQuery>,
    Query(choice): Query<EmptyChoice>,
) -> Answer<Response> {
    let format = match format {
        RegisterFormat::Xlsx => DataFormat::Xlsx,
        RegisterFormat::Csv => DataFormat::Csv,
    };
    let query = (choice.template != Some(true)).then_some(&query);
    let now = Timestamp::now();
    Ok(attachment(shared.app.register_file(&session.actor(), (&pack, &register), &book, query, format, now).await?))
}

/// Previews what a file would change, or imports what was previewed: all lines or none.
#[utoipa::path(post, path = "/api/registers/{pack}/{register}/imports", tag = "registers",
    params(("pack" = String, Path, description = "code"), ("register" = String, Path, description = "code"),
        RegisterBookQuery),
    request_body(content = RegisterUpload, content_type = "multipart/form-data"),
    responses((status = 200, description = "preview or result", body = RegisterImportReport)))]
pub(crate) async fn import_rows(
    State(shared): State<Shared>,
    session: Session,
    Path((pack, register)): Path<(String, String)>,
    Query(book): Query<RegisterBookQuery>,
    upload: Upload,
) -> Answer<Json<RegisterImportReport>> {
    let mode = match upload.text("basis") {
        None => ImportMode::Preview,
        Some(text) => {
            let basis = text.parse();
            let wrong = |_| Failure::bad_request("预览编号无法识别；请重新预览后再导入");
            ImportMode::Import { basis: basis.map_err(wrong)? }
        }
    };
    let (actor, now) = (session.actor(), Timestamp::now());
    let Upload { file_name, bytes, .. } = upload;
    let file = (file_name.as_str(), bytes);
    Ok(Json(shared.app.import_rows(&actor, (&pack, &register), &book, file, mode, now).await?))
}

/// Takes the rows of a period anew from the results of other packs: all of them or none.
#[utoipa::path(post, path = "/api/registers/{pack}/{register}/intakes", tag = "registers",
    params(("pack" = String, Path, description = "code"), ("register" = String, Path, description = "code"),
        RegisterBookQuery),
    responses((status = 200, description = "what changed", body = RegisterIntakeReport)))]
pub(crate) async fn take_in(
    State(shared): State<Shared>,
    session: Session,
    Path((pack, register)): Path<(String, String)>,
    Query(book): Query<RegisterBookQuery>,
) -> Answer<Json<RegisterIntakeReport>> {
    Ok(Json(shared.app.take_in(&session.actor(), (&pack, &register), &book, Timestamp::now()).await?))
}
