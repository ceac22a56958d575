//! Slips as a table: one row a line of a voucher. Files and the tests of packs are laid out alike.

use engine::ledger::{Clerk, Holding};
use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::Offset;
use model::pack::{Code, EntryAct};

use crate::view::{LedgerAct, LedgerHolding, LedgerPost, LedgerPostLine};

pub(crate) const VOUCHER: &str = "凭证";
pub(crate) const ACT: &str = "事项";
pub(crate) const KIND: &str = "业务";
pub(crate) const OF: &str = "原分录";
pub(crate) const EFFECTIVE: &str = "生效日期";
pub(crate) const BASIS: &str = "依据";
pub(crate) const DOCUMENT: &str = "文号";
pub(crate) const NOTE: &str = "说明";
const FROM: &str = "转出";
const TO: &str = "转入";
const NAME: &str = "名称";
const ASSET: &str = "标的";
const VINTAGE: &str = "年度批次";
const PLACE: &str = "发放地";
const AMOUNT: &str = "数量";
const UNTIL: &str = "期限";

/// Columns of a file, in the order of the template.
pub(crate) const COLUMNS: [&str; 16] =
    [VOUCHER, ACT, KIND, FROM, TO, NAME, ASSET, VINTAGE, PLACE, AMOUNT, UNTIL, OF, EFFECTIVE, BASIS, DOCUMENT, NOTE];

/// Column and what is wrong with it.
pub(crate) type Wrong = (&'static str, String);

/// One row of the table. `of` finds the line that a row goes back to, which rows call by voucher.
pub(crate) fn line<'a>(
    cell: &dyn Fn(&str) -> &'a str,
    clerk: &Clerk<'_>,
    of: &dyn Fn(&str) -> String,
) -> Result<LedgerPostLine, Wrong> {
    let kind = cell(KIND).trim();
    let known = clerk.ledger.entries.iter().find(|entry| entry.name == kind || entry.code.as_str() == kind);
    let act = match cell(ACT).trim() {
        "" if known.is_some_and(|entry| entry.act == EntryAct::Hold) => LedgerAct::Hold,
        "" | "划转" => LedgerAct::Transfer,
        "冻结" => LedgerAct::Hold,
        "从冻结中划转" => LedgerAct::PostHold,
        "解冻" => LedgerAct::VoidHold,
        "冲销" => LedgerAct::Reverse,
        other => {
            return Err((ACT, format!("“{other}”应为划转、冻结、从冻结中划转、解冻、冲销之一，或者空着")));
        }
    };
    let name = cell(NAME).trim();
    let side = |title: &str, allowed: Option<&Vec<Code>>| {
        let Holding { kind, holder, .. } = clerk.holding_of(cell(title), allowed.map_or(&[], Vec::as_slice));
        LedgerHolding { kind, holder, label: name.to_string() }
    };
    Ok(LedgerPostLine {
        act,
        kind: kind.to_string(),
        from: side(FROM, known.map(|entry| &entry.from)),
        to: side(TO, known.map(|entry| &entry.to)),
        asset: cell(ASSET).trim().to_string(),
        vintage: cell(VINTAGE).trim().to_string(),
        place: cell(PLACE).trim().to_string(),
        amount: cell(AMOUNT).trim().to_string(),
        until: match cell(UNTIL).trim() {
            "" => None,
            text => Some(end(text).ok_or_else(|| (UNTIL, format!("“{text}”应写作 2026-12-31 或 2026-12-31 18:00")))?),
        },
        of: match cell(OF).trim() {
            "" => String::new(),
            text => of(text),
        },
    })
}

/// Head of a voucher, from its first row.
pub(crate) fn head<'a>(
    cell: &dyn Fn(&str) -> &'a str,
    key: String,
    lines: Vec<LedgerPostLine>,
) -> Result<LedgerPost, Wrong> {
    let text = |title: &str| cell(title).trim().to_string();
    Ok(LedgerPost {
        key,
        effective: day(cell)?,
        basis: text(BASIS),
        document: text(DOCUMENT),
        note: text(NOTE),
        corrects: None,
        lines,
    })
}

pub(crate) fn day<'a>(cell: &dyn Fn(&str) -> &'a str) -> Result<Option<Date>, Wrong> {
    match cell(EFFECTIVE).trim() {
        "" => Ok(None),
        text => text.parse().map(Some).map_err(|_| (EFFECTIVE, format!("“{text}”应写作 2026-03-01"))),
    }
}

/// The end of a day, or a time of day, in China.
fn end(text: &str) -> Option<Timestamp> {
    let local: DateTime = match text.parse::<Date>() {
        Ok(day) if !text.contains(':') => day.tomorrow().ok()?.to_datetime(Time::midnight()),
        _ => text.replace(' ', "T").parse().ok()?,
    };
    Offset::constant(8).to_timestamp(local).ok()
}

/// `甲-2` is the second line of the voucher that the table calls 甲; 12-2 stays as it is.
pub(crate) fn line_called(text: &str, seq_of: &dyn Fn(&str) -> Option<u64>) -> String {
    if let Some(seq) = seq_of(text) {
        return format!("{seq}-1");
    }
    match text.rsplit_once('-').and_then(|(name, line)| Some((seq_of(name)?, line))) {
        Some((seq, line)) => format!("{seq}-{line}"),
        None => text.to_string(),
    }
}
