//! Answers 从哪来 for balances: the entries behind each, with clause and number of the decision.

use std::str::FromStr;

use engine::ledger::{AsOf, Book};
use jiff::Timestamp;
use jiff::civil::Date;
use model::ledger::{AccountId, AssetId};
use model::people::Capability;
use model::{Dataset, Derivation, SourceRef};

use super::opened::OpenedLedger;
use super::secret::SOMEBODY;
use super::within::Accounts;
use super::words::{account_label, act_in_words, amount_text, asset_label, line_text, unit_text};
use crate::view::Explanation;
use crate::{Actor, App, AppError, Result, time_in_words};

const MARK: &str = "book~";
/// More entries than so many are told as a sum; the statement lists them.
const LISTED_MAX: usize = 300;

/// `book~pack~ledger~dataset~account~asset~as_of~known_by`.
pub(super) fn figure_id(opened: &OpenedLedger, account: AccountId, asset: AssetId, as_of: AsOf) -> String {
    let dataset = match opened.dataset {
        Dataset::Real => "real",
        Dataset::Demo => "demo",
    };
    let day = as_of.effective.map_or_else(|| "-".to_string(), |day| day.to_string());
    format!("{MARK}{}~{}~{dataset}~{}~{}~{day}~{}", opened.pack.code, opened.ledger, account.0, asset.0, as_of.known)
}

pub(crate) fn is_ledger_figure(id: &str) -> bool {
    id.starts_with(MARK)
}

impl App {
    pub(crate) async fn explain_balance(&self, actor: &Actor, id: &str, now: Timestamp) -> Result<Explanation> {
        let wrong = || AppError::bad_input(format!("数字编号“{id}”无法识别，应由账本页面复制"));
        let parts: Vec<&str> = id.strip_prefix(MARK).ok_or_else(wrong)?.split('~').collect();
        let [pack, ledger, dataset, account, asset, day, known] = parts[..] else { return Err(wrong()) };
        let dataset = match dataset {
            "real" => Dataset::Real,
            "demo" => Dataset::Demo,
            _ => return Err(wrong()),
        };
        let effective = if day == "-" { None } else { Some(Date::from_str(day).map_err(|_| wrong())?) };
        let as_of = AsOf { effective, known: known.parse().map_err(|_| wrong())? };
        let account = AccountId(account.parse().map_err(|_| wrong())?);
        let asset = AssetId(asset.parse().map_err(|_| wrong())?);
        let opened = self.opened_ledger((pack, ledger), Some(dataset), as_of.known).await?;
        let accounts = self.accounts_within(actor, &opened, Capability::ReadInternal, now).await?;
        self.demand_account(actor, &opened, (&accounts, Some(account)), Capability::ReadInternal, now).await?;
        let derivation =
            opened.desk.look(|book| derivation(&opened, book, (account, asset), (&accounts, as_of))).await?;
        Ok(Explanation { id: id.to_string(), derivation: derivation.ok_or_else(wrong)?, sources: Vec::new() })
    }
}

fn derivation(
    opened: &OpenedLedger,
    book: &Book,
    (account, asset): (AccountId, AssetId),
    (reader, as_of): (&Accounts, AsOf),
) -> Option<Derivation> {
    let rules = opened.rules();
    let are_holds_kept = reader.keep_holds(rules, book.account(account)?);
    book.asset(asset)?;
    let balance = book.balance(account, asset, as_of);
    let last = as_of.effective.unwrap_or(Date::MAX);
    let rows = book.statement(account, asset, (Date::MIN, last), as_of.known).rows;
    let moved: Vec<_> = rows.iter().filter(|row| row.act.moves()).collect();
    let text = |units: i128| amount_text(book, asset, units);
    let sum = |sign: i128| -> i128 {
        moved.iter().filter(|row| row.change.signum() == sign).map(|row| row.change.abs()).sum()
    };
    let mut notes = vec![format!(
        "账本“{}”，{}生效、{} 以前记录的分录",
        opened.rules().name,
        as_of.effective.map_or_else(|| "全部".to_string(), |day| format!("{day} 以前")),
        time_in_words(as_of.known)
    )];
    if balance.held_out != 0 && !are_holds_kept {
        notes.push(format!("其中已冻结 {}，可用 {}", text(balance.held_out), text(balance.available())));
    }
    if moved.len() > LISTED_MAX {
        notes.push(format!("共 {} 笔，下面列最近 {LISTED_MAX} 笔；全部见对账单", moved.len()));
    }
    let inputs = moved.iter().rev().take(LISTED_MAX).map(|row| {
        let sign = if row.change > 0 { "+" } else { "" };
        let kind = opened.rules().entry(&row.kind).map_or_else(|| row.kind.to_string(), |kind| kind.name.clone());
        let direction = if row.change > 0 { "来自" } else { "转给" };
        let name = format!("{kind}（{}）", act_in_words(row.act));
        let is_kept = book.line(row.id).is_some_and(|line| reader.keep(rules, book, &line, &row.document));
        let is_named = !is_kept && reader.name_other(rules, book, (account, row.other));
        let named = |text: String| if is_named { text } else { SOMEBODY.to_string() };
        let document = if row.document.is_empty() { String::new() } else { format!("，文号 {}", row.document) };
        Derivation {
            unit: Some(unit_text(book, asset)),
            source: Some(SourceRef::Rule {
                code: row.kind.to_string(),
                name,
                basis: format!("{}{document}", row.basis),
            }),
            notes: vec![format!("{} 于 {} 记账", named(reader.persons.name(&row.actor)), time_in_words(row.recorded))],
            ..Derivation::leaf(
                format!(
                    "第 {} 笔，{}，{direction}{}",
                    line_text(row.id),
                    row.effective,
                    named(account_label(book, row.other))
                ),
                format!("{sign}{}", text(row.change)),
            )
        }
    });
    Some(Derivation {
        title: format!("{}的{}余额", account_label(book, account), asset_label(book, asset)),
        value: text(balance.posted),
        unit: Some(unit_text(book, asset)),
        formula: Some(format!("转入 {} − 转出 {}", text(sum(1)), text(sum(-1)))),
        source: None,
        notes,
        inputs: inputs.collect(),
    })
}
