//! Ledgers of packs: balances, statements, posting, the second person's word, closing, files. Every handler asks one use
//! case of `app`.

use app::LedgerFormat;
use app::view::{
    LedgerCloseRequest, LedgerDecideRequest, LedgerFileReport, LedgerJournal, LedgerJournalQuery, LedgerOpenRequest,
    LedgerPost, LedgerQuery, LedgerReceipt, LedgerSettleRequest, LedgerShelf, LedgerStatement, LedgerStatementQuery,
    LedgerSweepRequest, LedgerView,
};
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use jiff::Timestamp;
use model::Dataset;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use crate::Shared;
use crate::download::attachment;
use crate::extract::{Body, Path, Query, Upload};
use crate::failure::Answer;
use crate::guard::Session;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct LedgerChoice {
    /// `real` by default.
    dataset: Option<Dataset>,
}

/// What a ledger can be taken away as.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum LedgerText {
    Hledger,
    Beancount,
    Log,
}

#[derive(ToSchema)]
#[expect(dead_code, reason = "describes a form that is read field by field")]
pub(crate) struct LedgerUpload {
    /// csv or xlsx laid out like the template, at most 50 MiB.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
}

/// All ledgers that packs declare.
#[utoipa::path(get, path = "/api/ledgers", tag = "ledgers", params(LedgerChoice),
    responses((status = 200, description = "ledgers", body = LedgerShelf)))]
pub(crate) async fn ledgers(
    State(shared): State<Shared>,
    session: Session,
    Query(choice): Query<LedgerChoice>,
) -> Answer<Json<LedgerShelf>> {
    Ok(Json(shared.app.ledger_shelf(&session.actor(), choice.dataset, Timestamp::now()).await?))
}

/// One ledger with the balances of all accounts.
#[utoipa::path(get, path = "/api/ledgers/{pack}/{ledger}", tag = "ledgers",
    params(("pack" = String, Path, description = "code"), ("ledger" = String, Path, description = "code"), LedgerQuery),
    responses((status = 200, description = "ledger", body = LedgerView)))]
pub(crate) async fn ledger(
    State(shared): State<Shared>,
    session: Session,
    Path((pack, ledger)): Path<(String, String)>,
    Query(query): Query<LedgerQuery>,
) -> Answer<Json<LedgerView>> {
    Ok(Json(shared.app.ledger_view(&session.actor(), (&pack, &ledger), &query, Timestamp::now()).await?))
}

/// Posts a voucher, or proposes it where a second person is needed. 409 when the ledger refuses it.
#[utoipa::path(post, path = "/api/ledgers/{pack}/{ledger}/vouchers", tag = "ledgers",
    params(("pack" = String, Path, description = "code"), ("ledger" = String, Path, description = "code"), LedgerChoice),
    request_body = LedgerPost, responses((status = 200, description = "what became of it", body = LedgerReceipt)))]
pub(crate) async fn post_voucher(
    State(shared): State<Shared>,
    session: Session,
    Path((pack, ledger)): Path<(String, String)>,
    Query(choice): Query<LedgerChoice>,
    Body(request): Body<LedgerPost>,
) -> Answer<Json<LedgerReceipt>> {
    let (actor, now) = (session.actor(), Timestamp::now());
    Ok(Json(shared.app.post_ledger(&actor, (&pack, &ledger), choice.dataset, &request, now).await?))
}

/// Vouchers, newest first.
#[utoipa::path(get, path = "/api/ledgers/{pack}/{ledger}/vouchers", tag = "ledgers",
    params(("pack" = String, Path, description = "code"), ("ledger" = String, Path, description = "code"),
        LedgerJournalQuery),
    responses((status = 200, description = "vouchers", body = LedgerJournal)))]
pub(crate) async fn journal(
    State(shared): State<Shared>,
    session: Session,
    Path((pack, ledger)): Path<(String, String)>,
    Query(query): Query<LedgerJournalQuery>,
) -> Answer<Json<LedgerJournal>> {
    Ok(Json(shared.app.ledger_journal(&session.actor(), (&pack, &ledger), &query, Timestamp::now()).await?))
}

/// The word of the second person, or the taking effect of what waited.
#[utoipa::path(post, path = "/api/ledgers/{pack}/{ledger}/decisions", tag = "ledgers",
    params(("pack" = String, Path, description = "code"), ("ledger" = String, Path, description = "code"), LedgerChoice),
    request_body = LedgerDecideRequest,
    responses((status = 200, description = "what became of it", body = LedgerReceipt)))]
pub(crate) async fn decide_voucher(
    State(shared): State<Shared>,
    session: Session,
    Path((pack, ledger)): Path<(String, String)>,
    Query(choice): Query<LedgerChoice>,
    Body(request): Body<LedgerDecideRequest>,
) -> Answer<Json<LedgerReceipt>> {
    let (actor, now) = (session.actor(), Timestamp::now());
    Ok(Json(shared.app.decide_ledger(&actor, (&pack, &ledger), choice.dataset, &request, now).await?))
}

/// Posts what the formula of a kind of entry says for a period.
#[utoipa::path(post, path = "/api/ledgers/{pack}/{ledger}/settlements", tag = "ledgers",
    params(("pack" = String, Path, description = "code"), ("ledger" = String, Path, description = "code"), LedgerChoice),
    request_body = LedgerSettleRequest,
    responses((status = 200, description = "what became of it", body = LedgerReceipt)))]
pub(crate) async fn settle(
    State(shared): State<Shared>,
    session: Session,
    Path((pack, ledger)): Path<(String, String)>,
    Query(choice): Query<LedgerChoice>,
    Body(request): Body<LedgerSettleRequest>,
) -> Answer<Json<LedgerReceipt>> {
    let (actor, now) = (session.actor(), Timestamp::now());
    Ok(Json(shared.app.settle_ledger(&actor, (&pack, &ledger), choice.dataset, &request, now).await?))
}

/// Opens an account.
#[utoipa::path(post, path = "/api/ledgers/{pack}/{ledger}/accounts", tag = "ledgers",
    params(("pack" = String, Path, description = "code"), ("ledger" = String, Path, description = "code"), LedgerChoice),
    request_body = LedgerOpenRequest, responses((status = 204, description = "opened")))]
pub(crate) async fn open_account(
    State(shared): State<Shared>,
    session: Session,
    Path((pack, ledger)): Path<(String, String)>,
    Query(choice): Query<LedgerChoice>,
    Body(request): Body<LedgerOpenRequest>,
) -> Answer<StatusCode> {
    let (actor, now) = (session.actor(), Timestamp::now());
    shared.app.open_ledger_account(&actor, (&pack, &ledger), choice.dataset, &request, now).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Closes everything up to a day.
#[utoipa::path(post, path = "/api/ledgers/{pack}/{ledger}/closings", tag = "ledgers",
    params(("pack" = String, Path, description = "code"), ("ledger" = String, Path, description = "code"), LedgerChoice),
    request_body = LedgerCloseRequest,
    responses((status = 200, description = "what became of it", body = LedgerReceipt)))]
pub(crate) async fn close_period(
    State(shared): State<Shared>,
    session: Session,
    Path((pack, ledger)): Path<(String, String)>,
    Query(choice): Query<LedgerChoice>,
    Body(request): Body<LedgerCloseRequest>,
) -> Answer<Json<LedgerReceipt>> {
    let (actor, now) = (session.actor(), Timestamp::now());
    Ok(Json(shared.app.close_ledger(&actor, (&pack, &ledger), choice.dataset, &request, now).await?))
}

/// Moves all that is left of everything that has expired.
#[utoipa::path(post, path = "/api/ledgers/{pack}/{ledger}/sweeps", tag = "ledgers",
    params(("pack" = String, Path, description = "code"), ("ledger" = String, Path, description = "code"), LedgerChoice),
    request_body = LedgerSweepRequest,
    responses((status = 200, description = "what became of it", body = LedgerReceipt)))]
pub(crate) async fn sweep_ledger(
    State(shared): State<Shared>,
    session: Session,
    Path((pack, ledger)): Path<(String, String)>,
    Query(choice): Query<LedgerChoice>,
    Body(request): Body<LedgerSweepRequest>,
) -> Answer<Json<LedgerReceipt>> {
    let (actor, now) = (session.actor(), Timestamp::now());
    Ok(Json(shared.app.sweep_ledger(&actor, (&pack, &ledger), choice.dataset, &request, now).await?))
}

/// What happened to one asset of one account.
#[utoipa::path(get, path = "/api/ledgers/{pack}/{ledger}/statement", tag = "ledgers",
    params(("pack" = String, Path, description = "code"), ("ledger" = String, Path, description = "code"),
        LedgerStatementQuery),
    responses((status = 200, description = "statement", body = LedgerStatement)))]
pub(crate) async fn statement(
    State(shared): State<Shared>,
    session: Session,
    Path((pack, ledger)): Path<(String, String)>,
    Query(query): Query<LedgerStatementQuery>,
) -> Answer<Json<LedgerStatement>> {
    Ok(Json(shared.app.ledger_statement(&session.actor(), (&pack, &ledger), &query, Timestamp::now()).await?))
}

/// The statement as Excel.
#[utoipa::path(get, path = "/api/ledgers/{pack}/{ledger}/statement.xlsx", tag = "ledgers",
    params(("pack" = String, Path, description = "code"), ("ledger" = String, Path, description = "code"),
        LedgerStatementQuery),
    responses((status = 200, description = "file", body = Vec<u8>,
        content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")))]
pub(crate) async fn statement_xlsx(
    State(shared): State<Shared>,
    session: Session,
    Path((pack, ledger)): Path<(String, String)>,
    Query(query): Query<LedgerStatementQuery>,
) -> Answer<Response> {
    Ok(attachment(
        shared.app.ledger_statement_xlsx(&session.actor(), (&pack, &ledger), &query, Timestamp::now()).await?,
    ))
}

/// Balances as Excel.
#[utoipa::path(get, path = "/api/ledgers/{pack}/{ledger}/balances.xlsx", tag = "ledgers",
    params(("pack" = String, Path, description = "code"), ("ledger" = String, Path, description = "code"), LedgerQuery),
    responses((status = 200, description = "file", body = Vec<u8>,
        content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")))]
pub(crate) async fn balances_xlsx(
    State(shared): State<Shared>,
    session: Session,
    Path((pack, ledger)): Path<(String, String)>,
    Query(query): Query<LedgerQuery>,
) -> Answer<Response> {
    let (actor, now) = (session.actor(), Timestamp::now());
    Ok(attachment(shared.app.ledger_balances_xlsx(&actor, (&pack, &ledger), &query, now).await?))
}

/// The whole ledger as text: for hledger, for Beancount, or its log with the chain.
#[utoipa::path(get, path = "/api/ledgers/{pack}/{ledger}/text/{format}", tag = "ledgers",
    params(("pack" = String, Path, description = "code"), ("ledger" = String, Path, description = "code"),
        ("format" = inline(LedgerText), Path, description = "format"), LedgerChoice),
    responses((status = 200, description = "file", content(
        (Vec<u8> = "text/plain"), (Vec<u8> = "application/octet-stream")))))]
pub(crate) async fn text(
    State(shared): State<Shared>,
    session: Session,
    Path((pack, ledger, format)): Path<(String, String, LedgerText)>,
    Query(choice): Query<LedgerChoice>,
) -> Answer<Response> {
    let format = match format {
        LedgerText::Hledger => LedgerFormat::Hledger,
        LedgerText::Beancount => LedgerFormat::Beancount,
        LedgerText::Log => LedgerFormat::Log,
    };
    Ok(attachment(
        shared.app.export_ledger(&session.actor(), (&pack, &ledger), choice.dataset, format, Timestamp::now()).await?,
    ))
}

/// Posts the vouchers of a file.
#[utoipa::path(post, path = "/api/ledgers/{pack}/{ledger}/files", tag = "ledgers",
    params(("pack" = String, Path, description = "code"), ("ledger" = String, Path, description = "code"), LedgerChoice),
    request_body(content = LedgerUpload, content_type = "multipart/form-data"),
    responses((status = 200, description = "what became of each voucher", body = LedgerFileReport)))]
pub(crate) async fn post_file(
    State(shared): State<Shared>,
    session: Session,
    Path((pack, ledger)): Path<(String, String)>,
    Query(choice): Query<LedgerChoice>,
    upload: Upload,
) -> Answer<Json<LedgerFileReport>> {
    let (actor, now) = (session.actor(), Timestamp::now());
    let Upload { file_name, bytes, .. } = upload;
    let file = (file_name.as_str(), bytes);
    Ok(Json(shared.app.post_ledger_file(&actor, (&pack, &ledger), choice.dataset, file, now).await?))
}
