//! 月调度台账: what is known of each target beside the columns that the responsible agency fills in every month.

use jiff::civil::Date;
use model::Status;
use report::{Align, Paper, Sheet, SheetCell};
use rust_decimal::Decimal;

use super::{Columns, date_in_words, duties_in_words, empty, listed, number, whole_demand};
use crate::data::words::dataset_in_words;
use crate::frame::Frame;
use crate::status::rows::rows;
use crate::status::tasks::task_rows;
use crate::view::{TargetRowView, TaskRowView};

const COLUMNS: Columns<'static> = &[
    ("序号", 6, Align::Center),
    ("任务", 20, Align::Left),
    ("年度目标", 32, Align::Left),
    ("序时目标", 10, Align::Right),
    ("本月进展", 16, Align::Left),
    ("累计完成", 20, Align::Right),
    ("完成率", 10, Align::Right),
    ("是否达序时", 8, Align::Center),
    ("存在问题", 14, Align::Left),
    ("下步措施", 14, Align::Left),
    ("需协调事项", 12, Align::Left),
    ("责任单位", 32, Align::Left),
    ("填报人", 8, Align::Center),
    ("审核人", 8, Align::Center),
];

pub(crate) fn monthly(frame: &Frame, date: Date) -> Sheet {
    let targets = rows(frame);
    let mut cells = Vec::new();
    for (number, (task, own)) in (1_i64..).zip(listed(&task_rows(frame), &targets)) {
        if own.is_empty() {
            cells.push(row_cells(frame, number, task, None, true));
        }
        for (index, target) in own.into_iter().enumerate() {
            cells.push(row_cells(frame, number, task, Some(target), index == 0));
        }
    }
    Sheet {
        subtitle: Some(format!(
            "调度月份：{}年{}月　截至{}　{}",
            frame.as_of.year(),
            frame.as_of.month(),
            date_in_words(frame.as_of),
            dataset_in_words(frame.dataset)
        )),
        rows: cells,
        notes: vec![
            format!(
                "注：序时目标为同期按序时进度应完成的比例；累计完成、完成率、是否达序时由数据算出，判断规则为{}。",
                frame.preset.description
            ),
            "“—”表示没有可用于判断的同口径数据或者此类目标不计算该项，不等于零；空白栏由责任单位填写。".to_string(),
        ],
        ..empty(frame, "月调度台账", COLUMNS, Paper::A3, date)
    }
}

/// A task with several targets has one row for each; what is said of the task stands over all of them.
fn row_cells(
    frame: &Frame,
    position: i64,
    task: &TaskRowView,
    target: Option<&TargetRowView>,
    is_first: bool,
) -> Vec<SheetCell> {
    let once = |cell: SheetCell| if is_first { cell } else { SheetCell::Above };
    let percent = || Some("%".to_string());
    let (demand, time, actual, achieved, on_time) = match target {
        None => (SheetCell::Missing, SheetCell::Missing, SheetCell::Missing, SheetCell::Missing, SheetCell::Missing),
        Some(row) => (
            SheetCell::text(whole_demand(frame, row)),
            number(&row.time_share, percent()),
            number(&row.actual, Some(unit_and_period(row))),
            number(&row.achieved_share, percent()),
            on_time(row.outcome.status),
        ),
    };
    vec![
        once(SheetCell::number(Decimal::from(position))),
        once(SheetCell::printed(&format!("{} {}", task.clause, task.title))),
        demand,
        time,
        SheetCell::Blank,
        actual,
        achieved,
        on_time,
        SheetCell::Blank,
        SheetCell::Blank,
        SheetCell::Blank,
        once(SheetCell::printed(&duties_in_words(&task.task.duties))),
        SheetCell::Blank,
        SheetCell::Blank,
    ]
}

/// 亿元（2024年）: a value of an earlier period must not look like one of this month.
fn unit_and_period(row: &TargetRowView) -> String {
    let unit = row.actual.unit.clone().unwrap_or_default();
    row.actual_period.as_ref().map_or_else(|| unit.clone(), |period| format!("{unit}（{period}）"))
}

fn on_time(status: Status) -> SheetCell {
    match status {
        Status::Done | Status::Ahead | Status::OnTrack => SheetCell::text("是"),
        Status::Behind => SheetCell::text("否"),
        Status::NoData => SheetCell::Missing,
    }
}
