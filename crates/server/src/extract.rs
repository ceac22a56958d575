//! Reads the parts of a request; what does not fit is refused with a `Problem`.

use axum::extract::{DefaultBodyLimit, FromRequest, FromRequestParts, Multipart, Request};
use axum::http::StatusCode;
use axum::http::header::{CONTENT_TYPE, HeaderValue};
use serde::de::DeserializeOwned;

use crate::failure::Failure;

/// The largest file that is accepted, in bytes.
pub const BODY_LIMIT: usize = 100 * 1024 * 1024;

/// The largest JSON request: one decision with all its items is far below.
pub(crate) const JSON_LIMIT: usize = 4 * 1024 * 1024;

/// The largest request of somebody who is not logged in: a name, a password and a code.
pub(crate) const STRANGER_LIMIT: usize = 16 * 1024;

/// What is read and thrown away at most, so that a browser hears why its upload was refused
/// instead of seeing a broken connection.
const DRAIN_LIMIT: usize = 5 * BODY_LIMIT;

#[derive(FromRequest)]
#[from_request(via(axum::Json), rejection(Failure))]
pub(crate) struct Body<T>(pub(crate) T);

#[derive(FromRequestParts)]
#[from_request(via(axum::extract::Query), rejection(Failure))]
pub(crate) struct Query<T>(pub(crate) T);

#[derive(FromRequestParts)]
#[from_request(via(axum::extract::Path), rejection(Failure))]
pub(crate) struct Path<T>(pub(crate) T);

/// A form with one file and some short texts.
#[derive(Debug, Default)]
pub(crate) struct Upload {
    pub(crate) file_name: String,
    pub(crate) bytes: Vec<u8>,
    texts: Vec<(String, String)>,
}

impl Upload {
    /// The text of a field; nothing when it is missing or blank.
    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        let field = self.texts.iter().find(|(field, _)| field == name);
        field.map(|(_, text)| text.trim()).filter(|text| !text.is_empty())
    }
}

/// Lifts the limit of axum where `Upload` enforces its own.
pub(crate) fn upload_limit() -> DefaultBodyLimit {
    DefaultBodyLimit::max(DRAIN_LIMIT)
}

/// A form with a JSON text under `request` and any number of files, each under a name of its own.
pub(crate) struct Parcel<T> {
    pub(crate) request: T,
    /// Name of the part, name of the file, content.
    pub(crate) files: Vec<(String, String, Vec<u8>)>,
}

/// One part of a form as it was received.
struct Part {
    name: String,
    file_name: Option<String>,
    bytes: Vec<u8>,
}

/// All parts of a form. More than the limit is read to its end, so that the browser hears the answer, and refused.
async fn parts<S: Send + Sync>(request: Request, state: &S, wanted: &str) -> Result<Vec<Part>, Failure> {
    let kind = request.headers().get(CONTENT_TYPE).map(HeaderValue::as_bytes).unwrap_or_default();
    if !kind.starts_with(b"multipart/form-data") {
        return Err(Failure::other_kind("表单（content-type 为 multipart/form-data）"));
    }
    let mut form = Multipart::from_request(request, state)
        .await
        .map_err(|rejection| Failure::bad_request(format!("{wanted}；{}", rejection.body_text())))?;
    let mut parts = Vec::new();
    let mut size = 0;
    while let Some(mut field) = form.next_field().await? {
        let name = field.name().unwrap_or_default().to_string();
        let file_name = field.file_name().map(str::to_string);
        let mut bytes = Vec::new();
        while let Some(chunk) = field.chunk().await? {
            size += chunk.len();
            if size <= BODY_LIMIT {
                bytes.extend_from_slice(&chunk);
            }
        }
        parts.push(Part { name, file_name, bytes });
    }
    if size > BODY_LIMIT {
        return Err(Failure::too_large());
    }
    Ok(parts)
}

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Parcel<T> {
    type Rejection = Failure;

    async fn from_request(request: Request, state: &S) -> Result<Parcel<T>, Failure> {
        let mut text = None;
        let mut files = Vec::new();
        for part in parts(request, state, "这里要上传表单和附件").await? {
            match part.file_name {
                Some(file_name) => files.push((part.name, file_name, part.bytes)),
                None if part.name == "request" => text = Some(part.bytes),
                None => {}
            }
        }
        let text =
            text.ok_or_else(|| Failure::bad_request("没有收到表单内容（表单字段 request）；请刷新页面后重试"))?;
        let request = serde_json::from_slice(&text)
            .map_err(|error| Failure::bad_request(format!("表单内容无法识别（{error}）；请刷新页面后重试")))?;
        Ok(Parcel { request, files })
    }
}

impl<S: Send + Sync> FromRequest<S> for Upload {
    type Rejection = Failure;

    async fn from_request(request: Request, state: &S) -> Result<Upload, Failure> {
        let mut upload = Upload::default();
        let mut has_file = false;
        for part in parts(request, state, "这里要上传一个文件（表单字段 file）").await? {
            if part.name == "file" {
                has_file = true;
                upload.file_name = part.file_name.unwrap_or_else(|| "未命名文件".to_string());
                upload.bytes = part.bytes;
            } else {
                upload.texts.push((part.name, String::from_utf8_lossy(&part.bytes).into_owned()));
            }
        }
        if !has_file {
            let message = "没有收到文件；请选择一个文件再上传（表单字段 file）";
            return Err(Failure::new(StatusCode::BAD_REQUEST, "bad-request", message));
        }
        Ok(upload)
    }
}
