//! The calendar of deadlines: its address in the own account, and the file behind it, which needs no session.

use app::view::{CalendarAddress, CalendarFeedView};
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;

use crate::Shared;
use crate::extract::Path;
use crate::failure::Answer;
use crate::guard::Session;

/// Whether the own account has an address for calendars.
#[utoipa::path(get, path = "/api/calendar-feed", tag = "session",
    responses((status = 200, description = "since when", body = CalendarFeedView)))]
pub(crate) async fn calendar_feed(State(shared): State<Shared>, session: Session) -> Answer<Json<CalendarFeedView>> {
    Ok(Json(shared.app.calendar_feed(&session.actor()).await?))
}

/// A new address in place of an earlier one; told this once.
#[utoipa::path(post, path = "/api/calendar-feed", tag = "session",
    responses((status = 200, description = "address", body = CalendarAddress)))]
pub(crate) async fn make_calendar_feed(
    State(shared): State<Shared>,
    session: Session,
) -> Answer<Json<CalendarAddress>> {
    Ok(Json(shared.app.make_calendar_feed(&session.actor(), Timestamp::now()).await?))
}

/// The address leads nowhere from now on.
#[utoipa::path(delete, path = "/api/calendar-feed", tag = "session",
    responses((status = 204, description = "taken back")))]
pub(crate) async fn end_calendar_feed(State(shared): State<Shared>, session: Session) -> Answer<StatusCode> {
    shared.app.end_calendar_feed(&session.actor(), Timestamp::now()).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What falls due for the owner of the address (RFC 5545). The secret in the address stands for the log-in.
#[utoipa::path(get, path = "/api/calendar/{file}", tag = "session",
    params(("file" = String, Path, description = "secret with `.ics`")),
    responses((status = 200, description = "calendar", body = String, content_type = "text/calendar")))]
pub(crate) async fn calendar(State(shared): State<Shared>, Path(file): Path<String>) -> Answer<Response> {
    let token = file.strip_suffix(".ics").unwrap_or(&file);
    let calendar = shared.app.calendar_file(token, Timestamp::now()).await?;
    Ok(([(CONTENT_TYPE, "text/calendar; charset=utf-8")], calendar.bytes).into_response())
}
