//! Addresses that are told of events, and what is on its way to them. Every handler asks one use case of `app`.

use app::view::{WebhookDesk, WebhookDraft, WebhookSecret};
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use jiff::Timestamp;

use crate::Shared;
use crate::extract::{Body, Path};
use crate::failure::Answer;
use crate::guard::Session;

/// Addresses, declared hosts and the newest deliveries.
#[utoipa::path(get, path = "/api/webhooks", tag = "webhooks",
    responses((status = 200, description = "addresses", body = WebhookDesk)))]
pub(crate) async fn webhooks(State(shared): State<Shared>) -> Answer<Json<WebhookDesk>> {
    Ok(Json(shared.app.webhooks().await?))
}

/// Tells an address of events from now on; the key of the signature is told this once.
#[utoipa::path(post, path = "/api/webhooks", tag = "webhooks", request_body = WebhookDraft,
    responses((status = 200, description = "key", body = WebhookSecret)))]
pub(crate) async fn add_webhook(
    State(shared): State<Shared>,
    session: Session,
    Body(draft): Body<WebhookDraft>,
) -> Answer<Json<WebhookSecret>> {
    Ok(Json(shared.app.add_webhook(&session.actor(), &draft, Timestamp::now()).await?))
}

/// Nothing is told to the address from now on.
#[utoipa::path(delete, path = "/api/webhooks/{id}", tag = "webhooks",
    params(("id" = i64, Path, description = "number")),
    responses((status = 204, description = "ended")))]
pub(crate) async fn end_webhook(
    State(shared): State<Shared>,
    session: Session,
    Path(id): Path<i64>,
) -> Answer<StatusCode> {
    shared.app.end_webhook(&session.actor(), id, Timestamp::now()).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Sends a delivery once more.
#[utoipa::path(post, path = "/api/webhook-deliveries/{id}", tag = "webhooks",
    params(("id" = i64, Path, description = "number")),
    responses((status = 204, description = "waits for its next try")))]
pub(crate) async fn repeat_delivery(
    State(shared): State<Shared>,
    session: Session,
    Path(id): Path<i64>,
) -> Answer<StatusCode> {
    shared.app.repeat_delivery(&session.actor(), id, Timestamp::now()).await?;
    Ok(StatusCode::NO_CONTENT)
}
