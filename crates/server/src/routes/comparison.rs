//! Two versions of a plan side by side, as a page and as a workbook; one of them may be a file at hand.

use app::Version;
use app::view::ComparisonView;
use axum::Json;
use axum::extract::State;
use axum::response::Response;
use jiff::Timestamp;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use crate::Shared;
use crate::download::attachment;
use crate::extract::{Query, Upload};
use crate::failure::{Answer, Failure};

/// Each is the code of a plan, or `code@draft` for the reading before any decision.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Versions {
    old: String,
    new: String,
}

/// Shape of the form, for the document only; `Upload` reads it.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes a form that is read field by field")]
pub(crate) struct ComparisonForm {
    /// Official text that takes the side that is not named: txt, docx, pdf with a text layer or html, at most 50 MiB.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
    /// The old version, when the file is the new one.
    old: Option<String>,
    /// The new version, when the file is the old one.
    new: Option<String>,
}

/// What differs between two stored versions.
#[utoipa::path(get, path = "/api/comparison", tag = "comparison", params(Versions),
    responses((status = 200, description = "comparison", body = ComparisonView)))]
pub(crate) async fn comparison(
    State(shared): State<Shared>,
    Query(Versions { old, new }): Query<Versions>,
) -> Answer<Json<ComparisonView>> {
    Ok(Json(shared.app.comparison(Version::parse(&old), Version::parse(&new)).await?))
}

/// The same against a file, which is not stored.
#[utoipa::path(post, path = "/api/comparison", tag = "comparison",
    request_body(content = ComparisonForm, content_type = "multipart/form-data"),
    responses((status = 200, description = "comparison", body = ComparisonView)))]
pub(crate) async fn comparison_with_file(State(shared): State<Shared>, upload: Upload) -> Answer<Json<ComparisonView>> {
    let (old, new) = sides(upload)?;
    Ok(Json(shared.app.comparison(old, new).await?))
}

/// 方案比较.xlsx
#[utoipa::path(get, path = "/api/comparison.xlsx", tag = "comparison", params(Versions),
    responses((status = 200, description = "xlsx", body = Vec<u8>,
        content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")))]
pub(crate) async fn comparison_xlsx(
    State(shared): State<Shared>,
    Query(Versions { old, new }): Query<Versions>,
) -> Answer<Response> {
    let (old, new) = (Version::parse(&old), Version::parse(&new));
    Ok(attachment(shared.app.comparison_xlsx(old, new, Timestamp::now()).await?))
}

/// 方案比较.xlsx against a file.
#[utoipa::path(post, path = "/api/comparison.xlsx", tag = "comparison",
    request_body(content = ComparisonForm, content_type = "multipart/form-data"),
    responses((status = 200, description = "xlsx", body = Vec<u8>,
        content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")))]
pub(crate) async fn comparison_with_file_xlsx(State(shared): State<Shared>, upload: Upload) -> Answer<Response> {
    let (old, new) = sides(upload)?;
    Ok(attachment(shared.app.comparison_xlsx(old, new, Timestamp::now()).await?))
}

/// The named version and the file, in their order.
fn sides(upload: Upload) -> Answer<(Version, Version)> {
    let named = |side: &str| upload.text(side).map(Version::parse);
    let (old, new) = (named("old"), named("new"));
    let file = Version::File { name: upload.file_name, bytes: upload.bytes };
    match (old, new) {
        (Some(old), None) => Ok((old, file)),
        (None, Some(new)) => Ok((file, new)),
        (Some(_), Some(_)) | (None, None) => {
            Err(Failure::bad_request("请只指定一边的方案（old 或 new），另一边由上传的文件充当"))
        }
    }
}
