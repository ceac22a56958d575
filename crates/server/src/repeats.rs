//! `Idempotency-Key`: a POST that names itself is done once; sent again, it is answered as it was the first time. One
//! without a name goes on as before.

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{MatchedPath, Request, State};
use axum::http::header::{CONTENT_TYPE, HeaderValue};
use axum::http::{HeaderName, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;

use crate::Shared;
use crate::extract::BODY_LIMIT;
use crate::failure::{Answer, Failure};
use crate::guard::Session;

const KEY: HeaderName = HeaderName::from_static("idempotency-key");
/// On an answer that was given before.
const REPLAYED: HeaderName = HeaderName::from_static("idempotency-replayed");
/// What these answer is told once and kept nowhere, so it cannot be told again.
const SECRET_ANSWERS: [&str; 5] = [
    "/api/calendar-feed",
    "/api/webhooks",
    "/api/second-factor",
    "/api/oidc/link-attempts",
    "/api/proposals/{id}/decision",
];
/// A form around the largest file.
const FORM_LIMIT: usize = BODY_LIMIT + 64 * 1024;

/// Behind the guard: who asks is known. What was begun under a name is ended and its answer kept also when the browser
/// goes away meanwhile: it is for that case that requests are named.
pub(crate) async fn once(State(shared): State<Shared>, request: Request, next: Next) -> Response {
    if request.method() != Method::POST || !request.headers().contains_key(KEY) {
        return next.run(request).await;
    }
    let work = async move { answered(&shared, request, next).await.unwrap_or_else(IntoResponse::into_response) };
    match tokio::spawn(work).await {
        Ok(response) => response,
        Err(broken) => match broken.try_into_panic() {
            Ok(panic) => std::panic::resume_unwind(panic),
            Err(cause) => Failure::internal(&cause).into_response(),
        },
    }
}

async fn answered(shared: &Shared, request: Request, next: Next) -> Answer<Response> {
    let (parts, body) = request.into_parts();
    let route = parts.extensions.get::<MatchedPath>().map(MatchedPath::as_str).unwrap_or_default();
    if SECRET_ANSWERS.contains(&route) {
        return Err(Failure::bad_request(
            "这项操作的结果只显示一次、不保存，不能用 Idempotency-Key；请去掉这个请求头，重试前先查看是否已办成",
        ));
    }
    let name = parts.headers.get(KEY).and_then(|value| value.to_str().ok()).unwrap_or_default().to_string();
    let session = parts.extensions.get::<Session>().cloned();
    let actor = session.ok_or_else(|| Failure::internal(&"a named request without a session"))?.actor();
    let body = to_bytes(body, FORM_LIMIT).await.map_err(|_| Failure::too_large())?;
    let mut content = format!("{} {}\n", parts.method, parts.uri).into_bytes();
    content.extend_from_slice(&body);
    let fingerprint = model::digest(&content);
    if let Some((status, kind, body)) = shared.app.name_request(&actor, &name, &fingerprint, Timestamp::now()).await? {
        let status = u16::try_from(status).ok().and_then(|code| StatusCode::from_u16(code).ok());
        let status = status.ok_or_else(|| Failure::internal(&"a stored status is none"))?;
        let mut response = (status, body).into_response();
        if let Ok(kind) = HeaderValue::from_str(&kind) {
            response.headers_mut().insert(CONTENT_TYPE, kind);
        }
        response.headers_mut().insert(REPLAYED, HeaderValue::from_static("true"));
        return Ok(response);
    }
    let response = next.run(Request::from_parts(parts, Body::from(body))).await;
    let (head, body) = response.into_parts();
    let body: Bytes = to_bytes(body, usize::MAX).await.map_err(|error| Failure::internal(&error))?;
    let kind = head.headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    // Nothing was done: the same request may be tried again under its name.
    let kept = match head.status.is_success() {
        true => shared.app.answer_request(&actor, &name, (i64::from(head.status.as_u16()), kind, &body)).await,
        false => shared.app.forget_request(&actor, &name).await,
    };
    // It is answered as it was done; a repetition is then told that nobody knows.
    if let Err(error) = kept {
        tracing::error!("请求“{name}”已办理，结果没有记下：{error}");
    }
    Ok(Response::from_parts(head, Body::from(body)))
}
