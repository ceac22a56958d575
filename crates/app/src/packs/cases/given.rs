//! The tables of a test: which register, period or evaluation each is about, from the words after ```csv.

use model::Period;
use model::pack::{Cycle, Pack};

use super::page::Fence;
use crate::packs::Packs;
use crate::packs::answer::{ledger, trade};
use crate::packs::facts::{Given, LineFault, Outcome, Reading, Table, TableRow, fault, one, unknown};

/// The words that no register may be called by in a test.
const OBSERVED: &str = "观测";
const CONCLUDED: &str = "结论";
const PLACES: &str = "地区";
const BORDERS: &str = "相邻";
/// Tables about an exchange, an agreement or a ledger, with their columns.
const TOLD: [(&str, &[&str]); 4] =
    [("挂牌", trade::LISTING), ("交易过程", trade::STEPS), ("分享收益", trade::INCOME), ("记账", ledger::SLIPS)];

/// Reads the tables of a test. `period` stands where a table names none: that of the first command.
pub(super) fn read(pack: &Pack, fences: &[&Fence], period: Option<Period>, packs: &Packs) -> (Given, Vec<LineFault>) {
    let (mut given, mut faults) = (Given::with_shipped_borders(), Vec::new());
    let is_places = |fence: &&&Fence| fence.words.first().is_some_and(|word| word == PLACES);
    let others = fences.iter().filter(|fence| !is_places(fence));
    // Places first, because other tables may call them by name.
    for fence in fences.iter().filter(is_places).chain(others) {
        faults.extend(add((pack, packs), fence, period, &mut given).err().into_iter().flatten());
    }
    (given, faults)
}

fn add((pack, packs): (&Pack, &Packs), fence: &Fence, period: Option<Period>, given: &mut Given) -> Outcome<()> {
    match fence.words.first().map(String::as_str) {
        None => one(fence.line, "csv 后面写名录名称，或“观测”“结论”“地区”"),
        Some(PLACES) => given.add_places(&table(fence)?),
        Some(BORDERS) => given.add_borders(&table(fence)?),
        Some(OBSERVED) => {
            let period = period_of(fence, 1)?.or(period);
            given.add_observed(pack, &table(fence)?, period)
        }
        Some(CONCLUDED) => conclusions(pack, fence, period, given),
        Some(name) => match TOLD.iter().find(|(what, _)| *what == name) {
            Some((what, columns)) => told(pack, what, columns, fence, given),
            None => match name.split_once('/') {
                Some((code, name)) => rows_of_other(packs, (code, name), fence, period, given),
                None => rows(pack, name, fence, period, given),
            },
        },
    }
}

/// Rows of another pack, from which this one takes results: `包代码/名录`.
fn rows_of_other(
    packs: &Packs,
    (code, name): (&str, &str),
    fence: &Fence,
    period: Option<Period>,
    given: &mut Given,
) -> Outcome<()> {
    let Some(giving) = packs.giving(code) else {
        return one(fence.line, format!("没有机制包“{code}”，或者它有错误；请核对代码"));
    };
    let (giving, given) = given.giver(giving);
    let giving = giving.clone();
    rows(&giving, name, fence, period, given)
}

/// A table about an exchange, an agreement or a ledger, which is named after it.
fn told(pack: &Pack, what: &'static str, columns: &[&str], fence: &Fence, given: &mut Given) -> Outcome<()> {
    let name = fence.words.get(1).map(String::as_str).unwrap_or_default();
    if let Some(more) = fence.words.get(2) {
        return one(fence.line, format!("“{more}”多余"));
    }
    let known: Vec<(&str, &model::pack::Code)> = match what {
        "分享收益" => pack.agreements.iter().map(|known| (known.name.as_str(), &known.code)).collect(),
        "记账" => pack.ledgers.iter().map(|known| (known.name.as_str(), &known.code)).collect(),
        _ => pack.exchanges.iter().map(|known| (known.name.as_str(), &known.code)).collect(),
    };
    let Some((_, code)) = known.iter().find(|(known, code)| *known == name || code.as_str() == name) else {
        let kind = match what {
            "分享收益" => "协议",
            "记账" => "账本",
            _ => "交易",
        };
        return one(fence.line, unknown(kind, name, known.iter().map(|(name, _)| *name)));
    };
    let table = table(fence)?;
    table.only(columns)?;
    given.add_told(what, code, table)
}

fn conclusions(pack: &Pack, fence: &Fence, period: Option<Period>, given: &mut Given) -> Outcome<()> {
    let name = fence.words.get(1).map(String::as_str).unwrap_or_default();
    let known = pack.evaluations.iter().find(|known| known.name == name || known.code.as_str() == name);
    let Some(evaluation) = known else {
        let known = pack.evaluations.iter().map(|known| known.name.as_str());
        return one(fence.line, unknown("评价", name, known));
    };
    let Some(period) = period_of(fence, 2)?.or(period) else {
        return one(fence.line, "结论后面写评价名称和时期，如“csv 结论 综合评价 2023”");
    };
    given.add_conclusions(evaluation, &table(fence)?, period, Reading::Form)
}

fn rows(pack: &Pack, name: &str, fence: &Fence, period: Option<Period>, given: &mut Given) -> Outcome<()> {
    let known = pack.registers.iter().find(|known| known.name == name || known.code.as_str() == name);
    let Some(register) = known else {
        let known =
            pack.registers.iter().map(|known| known.name.as_str()).chain([OBSERVED, CONCLUDED, PLACES, BORDERS]);
        return one(fence.line, unknown("名录", name, known));
    };
    let written = period_of(fence, 1)?;
    let period = match (register.cycle, written.or(period)) {
        (Cycle::Standing, _) if written.is_some() => {
            return one(fence.line, format!("名录“{name}”不分期，后面不写时期"));
        }
        (Cycle::Standing, _) => None,
        (Cycle::Year | Cycle::HalfYear | Cycle::Quarter | Cycle::Month, Some(period)) => Some(period),
        (Cycle::Year | Cycle::HalfYear | Cycle::Quarter | Cycle::Month, None) => {
            return one(fence.line, format!("名录“{name}”分期，后面写时期，如“csv {name} 2024”"));
        }
    };
    given.add_rows(pack, register, &table(fence)?, period, Reading::Form)
}

fn period_of(fence: &Fence, place: usize) -> Outcome<Option<Period>> {
    if let Some(more) = fence.words.get(place + 1) {
        return one(fence.line, format!("“{more}”多余"));
    }
    let period = fence.words.get(place).map(|word| word.parse::<Period>()).transpose();
    period.map_err(|error| vec![fault(fence.line, error.to_string())])
}

fn table(fence: &Fence) -> Outcome<Table> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(fence.body.as_bytes());
    let mut lines: Vec<TableRow> = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| vec![fault(fence.line, format!("表格有误：{error}"))])?;
        let line = fence.line + record.position().map_or(1, |position| position.line() as usize);
        lines.push(TableRow { cells: record.iter().map(str::to_string).collect(), line });
    }
    Table::of_rows(lines, fence.line)?.spread_out()
}
