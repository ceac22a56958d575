//! Accounting tables (核算表) of packs.

use app::view::{AccountQuestion, AccountView};
use axum::Json;
use axum::extract::State;
use axum::response::Response;
use jiff::Timestamp;

use crate::Shared;
use crate::download::attachment;
use crate::extract::Query;
use crate::failure::Answer;
use crate::guard::Session;

/// All formulas of a period, or one formula over the periods.
#[utoipa::path(get, path = "/api/account", tag = "accounts", params(AccountQuestion),
    responses((status = 200, description = "table", body = AccountView)))]
pub(crate) async fn account(
    State(shared): State<Shared>,
    session: Session,
    Query(question): Query<AccountQuestion>,
) -> Answer<Json<AccountView>> {
    Ok(Json(shared.app.account_view(&session.actor(), &question, Timestamp::now()).await?))
}

/// The same table as a workbook.
#[utoipa::path(get, path = "/api/account/xlsx", tag = "accounts", params(AccountQuestion),
    responses((status = 200, description = "file", body = Vec<u8>,
        content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")))]
pub(crate) async fn account_xlsx(
    State(shared): State<Shared>,
    session: Session,
    Query(question): Query<AccountQuestion>,
) -> Answer<Response> {
    Ok(attachment(shared.app.account_xlsx(&session.actor(), &question, Timestamp::now()).await?))
}
