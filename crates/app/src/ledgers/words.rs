//! How accounts, assets, amounts, lines and rules of ledgers are named, and read back.

use engine::ledger::{Book, LineView, StatementAct, constant_on};
use jiff::civil::Date;
use model::UnitOfMeasure;
use model::ledger::{AccountId, Amount, AssetId, LineId};
use model::pack::{
    AccountKind, Approval, Constant, EntryAct, EntryKind, ExpiryRule, Holder, Ledger, Pack, ParameterAmount, Sweep,
    Vintage,
};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::view::LedgerLine;

/// 12-1: voucher and line, from 1.
pub(super) fn line_text(id: LineId) -> String {
    format!("{}-{}", id.seq, id.line + 1)
}

pub(super) fn line_id(text: &str) -> Option<LineId> {
    let (seq, line) = text.trim().split_once(['-', '.', '－'])?;
    let line: u16 = line.parse().ok().filter(|line| *line > 0)?;
    Some(LineId { seq: seq.parse().ok()?, line: line - 1 })
}

/// A number as people write it; nothing when the cell is empty.
pub(super) fn number_in(text: &str) -> Result<Option<Decimal>, String> {
    let plain: String = text.trim().chars().filter(|character| !matches!(character, ',' | '，' | ' ')).collect();
    if plain.is_empty() {
        return Ok(None);
    }
    plain.parse().map(Some).map_err(|_| format!("“{text}”不是数；只写数字，不写单位"))
}

pub(crate) fn account_label(book: &Book, id: AccountId) -> String {
    book.account(id).map_or_else(|| format!("编号 {}", id.0), |account| account.label.clone())
}

pub(crate) fn asset_label(book: &Book, id: AssetId) -> String {
    book.asset(id).map_or_else(|| format!("编号 {}", id.0), |asset| asset.label.clone())
}

/// With all decimals of the asset.
pub(crate) fn amount_text(book: &Book, asset: AssetId, units: i128) -> String {
    let decimals = book.asset(asset).map_or(0, |asset| asset.decimals);
    Amount { units, decimals }.to_string()
}

/// Nothing for a plain number.
pub(super) fn unit_word(unit: &UnitOfMeasure) -> String {
    if unit.is_dimensionless() { String::new() } else { unit.to_string() }
}

pub(super) fn unit_text(book: &Book, asset: AssetId) -> String {
    book.asset(asset).map_or_else(String::new, |asset| unit_word(&asset.unit))
}

pub(super) fn act_in_words(act: StatementAct) -> &'static str {
    match act {
        StatementAct::Transfer => "划转",
        StatementAct::Hold { .. } => "冻结",
        StatementAct::PostHold => "从冻结中划转",
        StatementAct::VoidHold => "解冻",
        StatementAct::Reverse => "冲销",
    }
}

pub(super) fn line_view(book: &Book, rules: &Ledger, line: &LineView) -> LedgerLine {
    let amount = |units: i64| amount_text(book, line.asset, units.into());
    LedgerLine {
        id: line_text(line.id),
        kind: line.kind.to_string(),
        kind_name: rules.entry(&line.kind).map_or_else(|| line.kind.to_string(), |kind| kind.name.clone()),
        act: act_in_words(line.act).to_string(),
        from: account_label(book, line.from),
        to: account_label(book, line.to),
        asset: asset_label(book, line.asset),
        amount: amount(line.amount),
        unit: unit_text(book, line.asset),
        left: amount(line.left),
        of: line.of.map(line_text),
        until: match line.act {
            StatementAct::Hold { until } => Some(until),
            StatementAct::Transfer | StatementAct::PostHold | StatementAct::VoidHold | StatementAct::Reverse => None,
        },
    }
}

pub(super) fn vintage_word(vintage: &Vintage) -> &'static str {
    match vintage {
        Vintage::None => "none",
        Vintage::Year { .. } => "year",
        Vintage::Lot { .. } => "lot",
    }
}

pub(super) fn holder_word(holder: Holder) -> &'static str {
    match holder {
        Holder::One => "one",
        Holder::County => "county",
        Holder::Project => "project",
        Holder::Enterprise => "enterprise",
        Holder::Agency => "agency",
        Holder::Person => "person",
    }
}

pub(crate) fn bounds_in_words(kind: &AccountKind) -> String {
    match (kind.min, kind.max) {
        (None, None) => String::new(),
        (Some(min), None) if min.is_zero() => "不得透支".to_string(),
        (Some(min), None) => format!("不低于 {min}"),
        (None, Some(max)) => format!("不高于 {max}"),
        (Some(min), Some(max)) => format!("{min} 至 {max}"),
    }
}

/// The factor that applies on a day, where there is one.
pub(super) fn factor_on(kind: &EntryKind, pack: &Pack, day: Date) -> Option<String> {
    let value = constant_on(&kind.factor.as_ref()?.value, pack, day).ok();
    value.map(|value| value.normalize().to_string())
}

/// The working days that an entry waits after its second person, where there is one and the rule has a value on that day.
pub(super) fn wait_days_on(kind: &EntryKind, pack: &Pack, day: Date) -> Option<u16> {
    match &kind.approval {
        Approval::SecondPerson { wait_days, .. } => constant_on(wait_days, pack, day).ok()?.to_u16(),
        Approval::None => None,
    }
}

/// What the form says about a kind of entry.
pub(crate) fn rules_in_words(kind: &EntryKind, ledger: &Ledger, pack: &Pack, day: Date) -> String {
    let mut told = Vec::new();
    if kind.act == EntryAct::Hold {
        let name = |code| ledger.entry(code).map(|kind| format!("“{}”", kind.name));
        let kinds: Vec<String> = kind.posts_as.iter().filter_map(name).collect();
        told.push(match kinds.is_empty() {
            true => "先冻结，以后从中划转或者解冻".to_string(),
            false => format!("先冻结，以后按{}从中划转，或者解冻", kinds.join("、")),
        });
    }
    if let Some(factor) = factor_on(kind, pack, day) {
        told.push(format!("按申请数量的 {factor} 倍记账"));
    }
    if let Some(own) = kind.own_first.as_ref().and_then(|code| ledger.account(code)) {
        told.push(format!("转入方应先用完自己的“{}”", own.name));
    }
    if let Some(receiver) = &kind.receiver {
        let register = pack.register(&receiver.register);
        let name = register.map_or(receiver.register.as_str(), |register| register.name.as_str());
        told.push(format!("只办给名录“{name}”中符合条件的：{}", engine::formula::in_names(&receiver.condition, pack)));
    }
    if kind.is_same_holder {
        told.push("只在同一持有人的账户之间".to_string());
    }
    match kind.expiry {
        ExpiryRule::AfterLastDay => told.push("只在标的到期以后办理".to_string()),
        ExpiryRule::Always => told.push("标的到期后也可办理".to_string()),
        ExpiryRule::WhileUsable => {}
    }
    told.extend(sweep_in_words(kind, ledger, pack, day));
    match &kind.approval {
        Approval::SecondPerson { wait_days, .. } => match wait_days_on(kind, pack, day) {
            Some(0) => told.push("须另一人复核后入账".to_string()),
            Some(days) => told.push(format!("须另一人复核，复核后满 {days} 个工作日方可生效")),
            None => {
                told.push(constant_on(wait_days, pack, day).err().unwrap_or_else(|| "等待的工作日不是整数".to_string()))
            }
        },
        Approval::None => {}
    }
    if kind.is_document_required {
        told.push("必须写文号".to_string());
    }
    told.join("；")
}

/// What a kind of entry does with everything that expired; nothing where it is posted by hand.
pub(crate) fn sweep_in_words(kind: &EntryKind, ledger: &Ledger, pack: &Pack, day: Date) -> Option<String> {
    match &kind.sweep {
        Sweep::None => None,
        Sweep::Return => Some("可整批办理：到期批次的可用余额一次收回".to_string()),
        Sweep::Carry { into, percent } => {
            let into = ledger.entry(into).map_or(into.as_str(), |entry| entry.name.as_str());
            let percent = match percent {
                Constant::Number(number) => Some(*number),
                Constant::Parameter(code) => {
                    match pack.parameter(code).and_then(|known| known.on(day)).map(|value| &value.amount) {
                        Some(ParameterAmount::Single(number)) => Some(*number),
                        Some(ParameterAmount::ByChoice { .. }) | None => None,
                    }
                }
            };
            let percent = percent.map_or("规定比例".to_string(), |percent| format!("{}%", percent.normalize()));
            Some(format!("可整批办理：到期批次的可用余额一次收回，其中 {percent} 按“{into}”结转到下一年度"))
        }
    }
}
