//! Log-in by the issuer of a city (统一身份认证): there, back, and the links of accounts.

use std::net::SocketAddr;

use app::view::SessionView;
use app::{Attempt, Purpose};
use axum::extract::{ConnectInfo, State};
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::session::session_cookie;
use crate::extract::Body;
use crate::failure::{Answer, Failure};
use crate::guard::{Session, cookie_of, is_same};
use crate::oidc::Refusal;
use crate::{Options, Shared, visitor};

/// Seconds that the browser keeps its token; the token itself knows when it began.
const COOKIE_SECONDS: u32 = 600;

#[derive(Serialize, ToSchema)]
pub(crate) struct SignInWays {
    /// Name of the issuer, for the button; nothing where the site declares none.
    issuer: Option<String>,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct Elsewhere {
    /// The page of the issuer that the browser goes to.
    address: String,
}

/// What the issuer sent the browser back with.
#[derive(Deserialize, ToSchema)]
pub(crate) struct WayBack {
    state: Option<String>,
    code: Option<String>,
    /// In the place of a code.
    error: Option<String>,
}

#[derive(Deserialize, ToSchema)]
pub(crate) struct FactorCode {
    /// Six digits, or a recovery code.
    code: String,
}

#[derive(Deserialize, ToSchema)]
pub(crate) struct LinkRequest {
    /// The own password.
    password: String,
    /// Of the second factor, where the account has one.
    code: Option<String>,
}

#[derive(Deserialize, ToSchema)]
pub(crate) struct UnlinkRequest {
    /// The own password.
    password: String,
}

/// By what people may log in beside their password.
#[utoipa::path(get, path = "/api/oidc", tag = "session",
    responses((status = 200, description = "ways", body = SignInWays)))]
pub(crate) async fn sign_in_ways(State(shared): State<Shared>) -> Json<SignInWays> {
    Json(SignInWays { issuer: shared.app.declared_issuer().map(|issuer| issuer.name.clone()) })
}

/// Begins a log-in by the issuer: sets a short-lived cookie that the way back must come with.
#[utoipa::path(post, path = "/api/oidc/attempts", tag = "session",
    responses((status = 200, description = "where to go", body = Elsewhere)))]
pub(crate) async fn begin_sign_in(State(shared): State<Shared>) -> Answer<Response> {
    elsewhere(&shared, &Attempt::begin(Purpose::SignIn, Timestamp::now())?).await
}

/// Logs in whom the issuer names: sets the session cookie. 401 `second-factor` says that a code is needed, which
/// `POST /api/oidc/session/code` takes.
#[utoipa::path(post, path = "/api/oidc/session", tag = "session", request_body = WayBack,
    responses((status = 200, description = "logged in", body = SessionView)))]
pub(crate) async fn sign_in_by_issuer(
    State(shared): State<Shared>,
    address: Option<Extension<ConnectInfo<SocketAddr>>>,
    headers: HeaderMap,
    Body(way): Body<WayBack>,
) -> Answer<Response> {
    let ip = ip(&shared, address, &headers);
    let (attempt, subject) = match named(&shared, Purpose::SignIn, &headers, &way).await {
        Ok(named) => named,
        Err(refusal) => return refused(&shared, &ip, refusal).await,
    };
    let entered = shared.app.enter_by_identity(&attempt, &subject, &ip, Timestamp::now()).await;
    Ok(opened(&shared, entered))
}

/// The code of the second factor after the issuer.
#[utoipa::path(post, path = "/api/oidc/session/code", tag = "session", request_body = FactorCode,
    responses((status = 200, description = "logged in", body = SessionView)))]
pub(crate) async fn finish_sign_in(
    State(shared): State<Shared>,
    address: Option<Extension<ConnectInfo<SocketAddr>>>,
    headers: HeaderMap,
    Body(FactorCode { code }): Body<FactorCode>,
) -> Answer<Response> {
    let ip = ip(&shared, address, &headers);
    if shared.app.declared_issuer().is_none() {
        return Err(Refusal::Unknown.into());
    }
    let Some(attempt) = held(&shared, Purpose::SignIn, &headers) else {
        return refused(&shared, &ip, Refusal::OtherBrowser).await;
    };
    let entered = shared.app.finish_by_identity(&attempt, &code, &ip, Timestamp::now()).await;
    // A wrong code may be typed again.
    match entered {
        Ok(entered) => Ok(opened(&shared, Ok(entered))),
        Err(error) => Err(error.into()),
    }
}

/// Begins to link the own account with the issuer: asks for the password again, and the code where there is one.
#[utoipa::path(post, path = "/api/oidc/link-attempts", tag = "session", request_body = LinkRequest,
    responses((status = 200, description = "where to go", body = Elsewhere)))]
pub(crate) async fn begin_link(
    State(shared): State<Shared>,
    session: Session,
    Body(LinkRequest { password, code }): Body<LinkRequest>,
) -> Answer<Response> {
    let (actor, now) = (session.actor(), Timestamp::now());
    let attempt = shared.app.begin_link(&actor, &password, code.as_deref(), now).await?;
    elsewhere(&shared, &attempt).await
}

/// Links the own account with whom the issuer names.
#[utoipa::path(put, path = "/api/oidc/link", tag = "session", request_body = WayBack,
    responses((status = 204, description = "linked")))]
pub(crate) async fn link_identity(
    State(shared): State<Shared>,
    session: Session,
    address: Option<Extension<ConnectInfo<SocketAddr>>>,
    headers: HeaderMap,
    Body(way): Body<WayBack>,
) -> Answer<Response> {
    let actor = session.actor();
    let (attempt, subject) = match named(&shared, Purpose::Link, &headers, &way).await {
        Ok(named) => named,
        Err(refusal) => {
            let ip = ip(&shared, address, &headers);
            // The session of the browser is not over.
            let failure = refused_failure(&shared, &ip, refusal).await?.with_status(StatusCode::CONFLICT);
            return Ok(without_cookie(&shared, failure.into_response()));
        }
    };
    let linked = shared.app.link(&actor, &attempt, &subject, Timestamp::now()).await;
    let response =
        linked.map_or_else(|error| Failure::from(error).into_response(), |()| StatusCode::NO_CONTENT.into_response());
    Ok(without_cookie(&shared, response))
}

/// Nobody enters the own account by the issuer any more.
#[utoipa::path(post, path = "/api/oidc/unlinking", tag = "session", request_body = UnlinkRequest,
    responses((status = 204, description = "unlinked")))]
pub(crate) async fn unlink_identity(
    State(shared): State<Shared>,
    session: Session,
    Body(UnlinkRequest { password }): Body<UnlinkRequest>,
) -> Answer<StatusCode> {
    shared.app.unlink(&session.actor(), &password, Timestamp::now()).await?;
    Ok(StatusCode::NO_CONTENT)
}

fn ip(shared: &Shared, address: Option<Extension<ConnectInfo<SocketAddr>>>, headers: &HeaderMap) -> String {
    let socket = address.map(|Extension(ConnectInfo(address))| address);
    let address = visitor::address(shared.options, headers, socket);
    address.map_or_else(|| "local".to_string(), |address| address.to_string())
}

async fn elsewhere(shared: &Shared, attempt: &Attempt) -> Answer<Response> {
    let address = shared.issuer.address(attempt).await.map_err(Failure::from)?;
    let cookie = attempt_cookie(shared.options, attempt.token(), COOKIE_SECONDS);
    Ok(([(SET_COOKIE, cookie)], Json(Elsewhere { address })).into_response())
}

/// The attempt that this browser began.
fn held(shared: &Shared, purpose: Purpose, headers: &HeaderMap) -> Option<Attempt> {
    let token = cookie_of(headers, attempt_cookie_name(shared.options))?;
    Attempt::held(purpose, &token, Timestamp::now())
}

/// Whom the issuer names for this browser.
async fn named(
    shared: &Shared,
    purpose: Purpose,
    headers: &HeaderMap,
    way: &WayBack,
) -> Result<(Attempt, String), Refusal> {
    if shared.app.declared_issuer().is_none() {
        return Err(Refusal::Unknown);
    }
    let attempt = held(shared, purpose, headers).ok_or(Refusal::OtherBrowser)?;
    // Before anything else that came along is believed.
    if !is_same(way.state.as_deref().unwrap_or_default().as_bytes(), attempt.state().as_bytes()) {
        return Err(Refusal::OtherBrowser);
    }
    let code = way.code.as_deref().filter(|code| !code.is_empty() && way.error.is_none()).ok_or(Refusal::Denied)?;
    let subject = shared.issuer.subject(&attempt, code).await?;
    Ok((attempt, subject))
}

async fn refused_failure(shared: &Shared, ip: &str, refusal: Refusal) -> Answer<Failure> {
    // Where there is no issuer there is nothing to be kept from.
    if refusal != Refusal::Unknown {
        shared.app.record_refused_identity(ip, &refusal.reason(), Timestamp::now()).await?;
    }
    Ok(refusal.into())
}

async fn refused(shared: &Shared, ip: &str, refusal: Refusal) -> Answer<Response> {
    let failure = refused_failure(shared, ip, refusal).await?;
    Ok(without_cookie(shared, failure.into_response()))
}

/// The session of whom was let in; the token stays with the browser while a code is still to come.
fn opened(shared: &Shared, entered: app::Result<(String, SessionView)>) -> Response {
    match entered {
        Ok((token, view)) => {
            let response = ([(SET_COOKIE, session_cookie(shared, &token, None))], Json(view)).into_response();
            without_cookie(shared, response)
        }
        Err(error @ app::AppError::SecondFactor { .. }) => Failure::from(error).into_response(),
        Err(error) => without_cookie(shared, Failure::from(error).into_response()),
    }
}

/// Takes the token from the browser: its way has ended.
fn without_cookie(shared: &Shared, mut response: Response) -> Response {
    if let Ok(cookie) = HeaderValue::from_str(&attempt_cookie(shared.options, "", 0)) {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
    response
}

fn attempt_cookie_name(options: Options) -> &'static str {
    if options.behind_tls { "__Host-junxian_oidc" } else { "junxian_oidc" }
}

/// Unreadable for scripts and never sent along from another site: the page that the issuer leads back to asks for itself.
fn attempt_cookie(options: Options, token: &str, seconds: u32) -> String {
    let secure = if options.behind_tls { "; Secure" } else { "" };
    let name = attempt_cookie_name(options);
    format!("{name}={token}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Strict{secure}")
}
