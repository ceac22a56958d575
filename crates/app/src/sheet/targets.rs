//! 目标完成情况: every row with its status and where it stands.

use jiff::civil::Date;
use model::TargetOutcome;
use report::{Align, Paper, Sheet, SheetCell};
use rust_decimal::Decimal;

use super::{Columns, date_in_words, demand, empty, measured_by, number, source_titles, words};
use crate::data::words::dataset_in_words;
use crate::frame::Frame;
use crate::status::rows::{period_in_words, rows};
use crate::view::TargetRowView;

const COLUMNS: Columns<'static> = &[
    ("序号", 6, Align::Center),
    ("条款", 10, Align::Center),
    ("指标", 26, Align::Left),
    ("地区", 10, Align::Center),
    ("目标", 16, Align::Left),
    ("完成时限", 13, Align::Center),
    ("牵头单位", 18, Align::Left),
    ("实际值", 11, Align::Right),
    ("单位", 8, Align::Center),
    ("报告期", 12, Align::Center),
    ("完成比例（%）", 10, Align::Right),
    ("序时进度（%）", 10, Align::Right),
    ("差距", 14, Align::Left),
    ("尚需年均增速（%）", 10, Align::Right),
    ("状态", 9, Align::Center),
    ("说明", 44, Align::Left),
    ("来源", 28, Align::Left),
];

pub(crate) fn targets(frame: &Frame, date: Date) -> Sheet {
    Sheet {
        subtitle: Some(format!(
            "截至{}　{}　规则：{}",
            date_in_words(frame.as_of),
            dataset_in_words(frame.dataset),
            frame.preset.name
        )),
        rows: (1_i64..).zip(rows(frame).iter()).map(|(number, row)| cells(frame, number, row)).collect(),
        notes: vec![
            format!("注：判断规则为{}。", frame.preset.description),
            "“—”表示没有可用于判断的同口径公布数据，不等于零。".to_string(),
        ],
        ..empty(frame, "目标完成情况", COLUMNS, Paper::A3, date)
    }
}

fn cells(frame: &Frame, position: i64, row: &TargetRowView) -> Vec<SheetCell> {
    let lead: Vec<&str> = row.lead.iter().map(|agency| agency.name.as_str()).collect();
    let known = |words: Option<String>| words.map_or(SheetCell::Missing, |words| SheetCell::printed(&words));
    let sources = source_titles(frame, row);
    vec![
        SheetCell::number(Decimal::from(position)),
        SheetCell::printed(&row.clause),
        SheetCell::printed(&row.subject),
        SheetCell::printed(&row.place),
        SheetCell::printed(&demand(row)),
        SheetCell::printed(&row.due),
        SheetCell::printed(&lead.join("、")),
        number(&row.actual, None),
        SheetCell::text(row.target.unit.clone()),
        known(row.actual_period.clone()),
        number(&row.achieved_share, None),
        number(&row.time_share, None),
        words(&row.gap),
        number(&row.required_rate, None),
        SheetCell::text(row.status_label.clone()),
        SheetCell::printed(&remarks(row)),
        known(Some(sources.join("；")).filter(|words| !words.is_empty())),
    ]
}

fn remarks(row: &TargetRowView) -> String {
    let outcome: &TargetOutcome = &row.outcome;
    let measured = measured_by(row).map(|name| format!("以“{name}”衡量"));
    let latest = outcome
        .latest
        .as_ref()
        .map(|held| format!("最近数据：{}{}{}", period_in_words(held), held.value.normalize(), held.unit));
    let parts: Vec<String> = std::iter::once(outcome.reason.clone())
        .chain(latest)
        .chain(outcome.notes.iter().cloned())
        .chain(measured)
        .collect();
    parts.join("；")
}
