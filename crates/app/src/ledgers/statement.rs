//! Statements (对账单): what happened to one asset of one account in a span of days.

use engine::ledger::{Book, Statement, StatementAct, StatementRow};
use jiff::Timestamp;
use model::ledger::{AccountId, AssetId};
use model::people::Capability;

use super::opened::OpenedLedger;
use super::secret::SOMEBODY;
use super::show::{account_in, span};
use super::within::Accounts;
use super::words::{account_label, act_in_words, amount_text, asset_label, line_text, unit_text};
use crate::view::{LedgerStatement, LedgerStatementQuery, LedgerStatementRow};
use crate::{Actor, App, AppError, Result};

impl App {
    pub async fn ledger_statement(
        &self,
        actor: &Actor,
        names: (&str, &str),
        query: &LedgerStatementQuery,
        now: Timestamp,
    ) -> Result<LedgerStatement> {
        let opened = self.opened_ledger(names, query.dataset, now).await?;
        let accounts = self.accounts_within(actor, &opened, Capability::ReadInternal, now).await?;
        let asked = opened.desk.look(|book| account_in(book, &query.account)).await??;
        if asked.is_some() {
            self.demand_account(actor, &opened, (&accounts, asked), Capability::ReadInternal, now).await?;
        }
        opened.desk.look(|book| statement(&opened, book, query, (&accounts, now))).await?
    }
}

fn statement(
    opened: &OpenedLedger,
    book: &Book,
    query: &LedgerStatementQuery,
    (reader, now): (&Accounts, Timestamp),
) -> Result<LedgerStatement> {
    let account = account_in(book, &query.account)?
        .ok_or_else(|| AppError::not_found(format!("账本“{}”中的账户“{}”", opened.rules().name, query.account)))?;
    let asset = asset_of(book, account, query.asset.as_deref())?;
    let days = span(query.first, query.last);
    if days.0 > days.1 {
        return Err(AppError::bad_input(format!("起始日 {} 晚于截止日 {}，请对调", days.0, days.1)));
    }
    let known_by = crate::instant::known_by(query.known_by, now)?;
    let found = book.statement(account, asset, days, known_by);
    let (pack, ledger) = opened.named();
    let text = |units: i128| amount_text(book, asset, units);
    let sum = |sign: i128| -> i128 {
        let moved = found.rows.iter().filter(|row| row.act.moves() && row.change.signum() == sign);
        moved.map(|row| row.change.abs()).sum()
    };
    Ok(LedgerStatement {
        pack,
        ledger,
        dataset: opened.dataset,
        account: account_label(book, account),
        asset: asset_label(book, asset),
        unit: unit_text(book, asset),
        first: query.first,
        last: query.last,
        known_by,
        opening: text(found.opening),
        closing: text(found.closing),
        total_in: text(sum(1)),
        total_out: text(sum(-1)),
        rows: rows(opened, book, ((account, asset), &found), reader),
    })
}

/// Holds of a trade whose bidders are secret are left out: even that one is there tells who bids. They do not change the
/// balance.
fn rows(
    opened: &OpenedLedger,
    book: &Book,
    ((account, asset), found): ((AccountId, AssetId), &Statement),
    reader: &Accounts,
) -> Vec<LedgerStatementRow> {
    let rules = opened.rules();
    let is_kept =
        |row: &StatementRow| book.line(row.id).is_some_and(|line| reader.keep(rules, book, &line, &row.document));
    let names = |row: &StatementRow| !is_kept(row) && reader.name_other(rules, book, (account, row.other));
    let named = |row: &StatementRow, text: String| if names(row) { text } else { SOMEBODY.to_string() };
    let text = |units: i128| amount_text(book, asset, units);
    let shown = |is_there: bool, row: &StatementRow| if is_there { text(row.change.abs()) } else { String::new() };
    let row = |row: &StatementRow| LedgerStatementRow {
        id: line_text(row.id),
        effective: row.effective,
        recorded: row.recorded,
        actor: named(row, reader.persons.name(&row.actor)),
        kind: opened.rules().entry(&row.kind).map_or_else(|| row.kind.to_string(), |kind| kind.name.clone()),
        act: act_in_words(row.act).to_string(),
        other: named(row, account_label(book, row.other)),
        incoming: shown(row.act.moves() && row.change > 0, row),
        outgoing: shown(row.act.moves() && row.change < 0, row),
        held: match row.act {
            StatementAct::Hold { .. } => text(row.change.abs()),
            StatementAct::VoidHold => text(-row.change.abs()),
            StatementAct::Transfer | StatementAct::PostHold | StatementAct::Reverse => String::new(),
        },
        balance: text(row.balance),
        basis: row.basis.clone(),
        document: row.document.clone(),
        note: if names(row) { row.note.clone() } else { String::new() },
        corrects: row.corrects,
    };
    found.rows.iter().filter(|row| row.act.moves() || !is_kept(row)).map(row).collect()
}

/// By number or label; the only one that the account has or had where nothing is said.
fn asset_of(book: &Book, account: AccountId, asked: Option<&str>) -> Result<AssetId> {
    let held: Vec<AssetId> = book
        .balances(account, engine::ledger::AsOf { effective: None, known: Timestamp::MAX })
        .into_iter()
        .map(|(asset, _)| asset)
        .collect();
    let labels = || held.iter().map(|asset| asset_label(book, *asset)).collect::<Vec<_>>().join("、");
    let Some(text) = asked.map(str::trim).filter(|text| !text.is_empty()) else {
        return match held.as_slice() {
            [only] => Ok(*only),
            [] => Err(AppError::bad_input(format!("“{}”还没有任何分录", account_label(book, account)))),
            _ => {
                Err(AppError::bad_input(format!("“{}”有几种标的，请指定：{}", account_label(book, account), labels())))
            }
        };
    };
    let by_number = text.parse().ok().map(AssetId).filter(|id| book.asset(*id).is_some());
    by_number.or_else(|| book.assets().find(|(_, asset)| asset.label == text).map(|(id, _)| id)).ok_or_else(|| {
        AppError::not_found(format!("标的“{text}”（“{}”有：{}）", account_label(book, account), labels()))
    })
}
