//! Serves the built web app from inside the binary; its own addresses (/tasks/…) lead to its first page.
//!
//! Reads no folder at run time.

use axum::extract::Request;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::response::{Html, IntoResponse, Response};
use rust_embed::{EmbeddedFile, RustEmbed};

use crate::failure::{Failure, method_not_allowed};
use crate::headers::is_api;

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../../web/dist"]
#[allow_missing = true]
struct WebApp;

/// Vite puts files here whose names change with their content.
const HASHED_FOLDER: &str = "assets/";

const NOT_BUILT: &str = "<!doctype html><html lang=\"zh-CN\"><meta charset=\"utf-8\"><title>郡县</title>\
    <body><h1>郡县</h1><p>服务已启动,但本程序构建时还没有网页界面。</p>\
    <p>请在源码目录执行 <code>cargo xtask demo</code>,它会先构建网页界面,再构建并启动本程序。</p>\
    <p>接口说明见 <a href=\"/api/openapi.json\">/api/openapi.json</a>。</p></body></html>";

/// Answers every address that no route claims.
pub(crate) async fn answer(request: Request) -> Response {
    let path = request.uri().path();
    if is_api(path) {
        let message = format!("接口“{path}”不存在；请对照 /api/openapi.json");
        return Failure::new(StatusCode::NOT_FOUND, "not-found", message).into_response();
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return method_not_allowed(request).await.into_response();
    }
    let path = path.trim_start_matches('/');
    match WebApp::get(path) {
        Some(file) => stored(path, &file, request.headers()),
        // A missing picture or script is an error; anything else is a page of the web app.
        None if path.rsplit('/').next().is_some_and(|name| name.contains('.')) => {
            (StatusCode::NOT_FOUND, "没有这个文件").into_response()
        }
        None => match WebApp::get("index.html") {
            Some(file) => stored("index.html", &file, request.headers()),
            None => Html(NOT_BUILT).into_response(),
        },
    }
}

fn stored(path: &str, file: &EmbeddedFile, asked: &HeaderMap) -> Response {
    let digest: String = file.metadata.sha256_hash().iter().map(|byte| format!("{byte:02x}")).collect();
    let tag = format!("\"{digest}\"");
    let keep = if path.starts_with(HASHED_FOLDER) { "public, max-age=31536000, immutable" } else { "no-cache" };
    let headers = [(ETAG, tag.clone()), (CACHE_CONTROL, keep.to_string())];
    let is_known = asked.get(IF_NONE_MATCH).and_then(|tags| tags.to_str().ok()).is_some_and(|tags| tags.contains(&tag));
    if is_known {
        return (StatusCode::NOT_MODIFIED, headers).into_response();
    }
    let kind = mime_guess::from_path(path).first_or_octet_stream();
    let kind = match kind.type_() {
        mime_guess::mime::TEXT => format!("{kind}; charset=utf-8"),
        _ => kind.to_string(),
    };
    (headers, [(CONTENT_TYPE, kind)], file.data.to_vec()).into_response()
}
