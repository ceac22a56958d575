//! Lets a request through only with a session whose roles have what the route asks for, and a change only with the
//! session's CSRF token. What a route asks for is in `access`; a route that is not there is closed.

use std::time::Instant;

use app::view::SessionView;
use app::{Actor, Entered};
use axum::extract::{FromRequestParts, MatchedPath, Request, State};
use axum::http::header::{CONTENT_DISPOSITION, COOKIE, HeaderMap, HeaderValue};
use axum::http::request::Parts;
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;

use crate::access::asks_for;
use crate::failure::{Answer, Failure};
use crate::{Options, Shared};

pub(crate) const CSRF_HEADER: &str = "x-junxian-csrf";
pub(crate) const COOKIE_NAME: &str = "junxian_session";
/// A browser takes a cookie of such a name from its own host alone, over TLS alone.
const HOST_COOKIE_NAME: &str = "__Host-junxian_session";

/// Changes that one account may send: twenty a second for a whole minute, more than anybody types and most programs send.
pub(crate) const CHANGES_A_MINUTE: u32 = 1_200;

/// What a user who must change the password may still do.
const OPEN_TO_ONE_TIME_PASSWORD: [&str; 2] = ["/api/session", "/api/password"];
/// What an administrator without a second factor may still do.
const OPEN_WITHOUT_SECOND_FACTOR: [&str; 3] = ["/api/session", "/api/password", "/api/second-factor"];

/// Who asks; present behind `require_session`.
#[derive(Debug, Clone)]
pub(crate) struct Session {
    pub(crate) token: String,
    pub(crate) view: SessionView,
    actor: Actor,
}

impl Session {
    pub(crate) fn actor(&self) -> Actor {
        self.actor.clone()
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Session {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Answer<Session> {
        parts.extensions.get::<Session>().cloned().ok_or_else(unauthenticated)
    }
}

pub(crate) async fn require_session(State(shared): State<Shared>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let session = match checked(&shared, &parts).await {
        Ok(session) => session,
        Err(failure) => return failure.into_response(),
    };
    let (actor, path) = (session.actor(), parts.uri.path().to_string());
    parts.extensions.insert(session);
    let response = next.run(Request::from_parts(parts, body)).await;
    // No file leaves without an entry.
    if response.status().is_success()
        && response.headers().contains_key(CONTENT_DISPOSITION)
        && let Err(error) = shared.app.record_export(&actor, &path, Timestamp::now()).await
    {
        return Failure::from(error).into_response();
    }
    response
}

/// The name of the session cookie.
pub(crate) fn cookie_name(options: Options) -> &'static str {
    if options.behind_tls { HOST_COOKIE_NAME } else { COOKIE_NAME }
}

async fn checked(shared: &Shared, request: &Parts) -> Answer<Session> {
    let token = cookie_of(&request.headers, cookie_name(shared.options)).ok_or_else(unauthenticated)?;
    let now = Timestamp::now();
    let Entered { view, actor } = shared.app.session(&token, now).await?;
    let is_change = !matches!(request.method, Method::GET | Method::HEAD | Method::OPTIONS);
    if is_change && !is_same(given(request), view.csrf.as_bytes()) {
        let message = "页面已过期，改动未保存；请刷新页面后重试";
        return Err(Failure::new(StatusCode::FORBIDDEN, "csrf", message));
    }
    if is_change && let Some(seconds) = shared.changes.wait(view.user.clone(), Instant::now()) {
        return Err(Failure::too_often(seconds));
    }
    if view.must_change_password && !OPEN_TO_ONE_TIME_PASSWORD.contains(&request.uri.path()) {
        let message = view.password_reason.unwrap_or_else(|| "请先修改密码，再继续使用".to_string());
        return Err(Failure::new(StatusCode::FORBIDDEN, "must-change-password", message));
    }
    if view.must_set_second_factor && !OPEN_WITHOUT_SECOND_FACTOR.contains(&request.uri.path()) {
        let message = "管理员须启用动态口令；请先按页面提示设置，再继续使用";
        return Err(Failure::new(StatusCode::FORBIDDEN, "must-set-second-factor", message));
    }
    let route = request.extensions.get::<MatchedPath>().map(MatchedPath::as_str).unwrap_or_default();
    let Some(capability) = asks_for(&request.method, route) else {
        return Err(Failure::new(
            StatusCode::FORBIDDEN,
            "forbidden",
            "此地址没有登记所需权限，暂不开放；请联系系统管理员",
        ));
    };
    shared.app.admit(&actor, capability, &format!("{} {route}", request.method), now).await?;
    Ok(Session { token, view, actor })
}

fn unauthenticated() -> Failure {
    Failure::new(StatusCode::UNAUTHORIZED, "unauthenticated", "尚未登录或登录已失效；请登录后再试")
}

/// The value of a cookie.
pub(crate) fn cookie_of(headers: &HeaderMap, cookie: &str) -> Option<String> {
    let lines = headers.get_all(COOKIE).iter().filter_map(|line| line.to_str().ok());
    let pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.filter(|(name, _)| *name == cookie).map(|(_, value)| value.to_string()).next()
}

fn given(request: &Parts) -> &[u8] {
    request.headers.get(CSRF_HEADER).map(HeaderValue::as_bytes).unwrap_or_default()
}

/// Compares in constant time, so that answers do not tell how much of a guess was right.
pub(crate) fn is_same(given: &[u8], expected: &[u8]) -> bool {
    let difference = given.iter().zip(expected).fold(0, |sum, (left, right)| sum | (left ^ right));
    !expected.is_empty() && given.len() == expected.len() && difference == 0
}
