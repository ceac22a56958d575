//! Logging in and out, and the own password.

use std::net::SocketAddr;

use app::view::SessionView;
use axum::extract::{ConnectInfo, State};
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use jiff::Timestamp;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::extract::Body;
use crate::failure::Answer;
use crate::guard::{Session, cookie_name};
use crate::{Shared, visitor};

#[derive(Deserialize, ToSchema)]
pub(crate) struct Login {
    username: String,
    password: String,
    /// Of the second factor; 401 `second-factor` says that one is needed.
    code: Option<String>,
}

#[derive(Deserialize, ToSchema)]
pub(crate) struct PasswordChange {
    current: String,
    /// At least 10 characters of 3 classes.
    new: String,
}

/// Logs in: sets the session cookie.
#[utoipa::path(post, path = "/api/session", tag = "session", request_body = Login,
    responses((status = 200, description = "logged in", body = SessionView)))]
pub(crate) async fn login(
    State(shared): State<Shared>,
    address: Option<Extension<ConnectInfo<SocketAddr>>>,
    headers: HeaderMap,
    Body(Login { username, password, code }): Body<Login>,
) -> Answer<Response> {
    let socket = address.map(|Extension(ConnectInfo(address))| address);
    let address = visitor::address(shared.options, &headers, socket);
    let address = address.map_or_else(|| "local".to_string(), |address| address.to_string());
    let (name, code) = (username.trim(), code.as_deref());
    let (token, view) = shared.app.login_with_code(name, &password, code, &address, Timestamp::now()).await?;
    Ok(([(SET_COOKIE, session_cookie(&shared, &token, None))], Json(view)).into_response())
}

/// Who is logged in, and the CSRF token of the session.
#[utoipa::path(get, path = "/api/session", tag = "session",
    responses((status = 200, description = "session", body = SessionView)))]
pub(crate) async fn session(session: Session) -> Json<SessionView> {
    Json(session.view)
}

/// Logs out.
#[utoipa::path(delete, path = "/api/session", tag = "session", responses((status = 204, description = "logged out")))]
pub(crate) async fn logout(State(shared): State<Shared>, session: Session) -> Answer<Response> {
    shared.app.logout(&session.token, Timestamp::now()).await?;
    Ok((StatusCode::NO_CONTENT, [(SET_COOKIE, session_cookie(&shared, "", Some(0)))]).into_response())
}

/// Changes the own password.
#[utoipa::path(post, path = "/api/password", tag = "session", request_body = PasswordChange,
    responses((status = 204, description = "changed")))]
pub(crate) async fn change_password(
    State(shared): State<Shared>,
    session: Session,
    Body(change): Body<PasswordChange>,
) -> Answer<StatusCode> {
    shared.app.change_password(&session.actor(), &change.current, &change.new, Timestamp::now()).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The session cookie: unreadable for scripts, never sent along from another site.
pub(super) fn session_cookie(shared: &Shared, token: &str, seconds: Option<u32>) -> String {
    let secure = if shared.options.behind_tls { "; Secure" } else { "" };
    let age = seconds.map(|seconds| format!("; Max-Age={seconds}")).unwrap_or_default();
    let name = cookie_name(shared.options);
    format!("{name}={token}; Path=/; HttpOnly; SameSite=Strict{secure}{age}")
}
