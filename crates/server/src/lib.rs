//! The HTTP face of the product: routes, sessions, the OpenAPI document, and the built web app.
//!
//! Contains no rules and no SQL: every handler asks one use case of `app` and hands out its answer.

mod access;
mod api;
mod clock;
mod condition;
mod connections;
mod download;
mod extract;
mod failure;
mod guard;
mod headers;
mod limit;
mod oidc;
mod outgoing;
mod public;
mod repeats;
mod routes;
mod sender;
mod shutdown;
mod tls;
mod visitor;
mod web_app;

use std::sync::Arc;

use app::App;
use axum::Router;
use axum::middleware::from_fn_with_state;
use tokio::net::TcpListener;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;

use connections::Patience;

pub use access::ROUTES;
pub use api::openapi;
pub use extract::BODY_LIMIT;

/// How the server is run.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// Whether browsers reach it over TLS (a proxy in front): the session cookie is then never sent without and bound to
    /// its host, and the address of the browser is the last one in `X-Forwarded-For`.
    pub behind_tls: bool,
    /// How many connections may be open at one time; one more is refused.
    pub connections_max: usize,
}

/// Below the 1 024 files that a process usually may open, with room for the database and for files.
pub const CONNECTIONS_MAX: usize = 900;

impl Default for Options {
    fn default() -> Options {
        Options { behind_tls: false, connections_max: CONNECTIONS_MAX }
    }
}

/// What every handler knows.
#[derive(Clone)]
pub(crate) struct Shared {
    pub(crate) app: Arc<App>,
    pub(crate) options: Options,
    /// By whom people may log in, beside their password.
    pub(crate) issuer: Arc<oidc::Issuer>,
    /// How many changes each account may still send.
    pub(crate) changes: Arc<limit::Limit<String>>,
}

/// Everything the server answers, as one router; needs no socket.
pub fn router(app: Arc<App>, options: Options) -> Router {
    let issuer = Arc::new(oidc::Issuer::new(app.declared_issuer().cloned()));
    let changes = Arc::new(limit::Limit::new(guard::CHANGES_A_MINUTE));
    let shared = Shared { app, options, issuer, changes };
    // The outer layer, which is added last, runs first.
    let guarded = api::guarded()
        .route_layer(from_fn_with_state(shared.clone(), repeats::once))
        .route_layer(from_fn_with_state(shared.clone(), guard::require_session));
    let (routes, _) = api::open().merge(guarded).split_for_parts();
    routes
        .merge(public::routes(options))
        .fallback(web_app::answer)
        .method_not_allowed_fallback(failure::method_not_allowed)
        .layer(CatchPanicLayer::custom(failure::after_panic))
        .layer(CompressionLayer::new())
        .layer(from_fn_with_state(options, headers::secure))
        .with_state(shared)
}

/// Serves until asked to stop (SIGINT, SIGTERM); requests under way are finished first.
pub async fn serve(app: App, listener: TcpListener, options: Options) {
    let app = Arc::new(app);
    let routes = router(app.clone(), options);
    let bounds = (Patience::default(), options.connections_max);
    tokio::select! {
        () = connections::serve(listener, routes, bounds, shutdown::requested()) => {}
        () = clock::run(app.clone()) => {}
        () = sender::run(app) => {}
        // A client that never reads its answer must not keep the server alive for ever.
        () = shutdown::overdue() => tracing::warn!("仍有请求未结束，已停止等待"),
    }
}
