//! 任务分解表: one row a task that carries duties or targets, official order.

use jiff::civil::Date;
use report::{Align, Paper, Sheet, SheetCell};
use rust_decimal::Decimal;

use super::{Columns, duties_in_words, empty, listed, whole_demand};
use crate::frame::Frame;
use crate::status::rows::rows;
use crate::status::tasks::task_rows;
use crate::view::{TargetRowView, TaskRowView};

const COLUMNS: Columns<'static> = &[
    ("序号", 6, Align::Center),
    ("类别", 14, Align::Center),
    ("任务内容", 26, Align::Left),
    ("牵头领导", 10, Align::Center),
    ("责任单位", 34, Align::Left),
    ("工作目标", 44, Align::Left),
    ("具体措施", 14, Align::Left),
    ("季度形象进度", 14, Align::Left),
    ("完成时限", 16, Align::Center),
    ("责任人", 10, Align::Center),
    ("联系人及电话", 14, Align::Center),
];

pub(crate) fn tasks(frame: &Frame, date: Date) -> Sheet {
    let targets = rows(frame);
    let mut category = None;
    let mut cells = Vec::new();
    for (number, (task, own)) in (1_i64..).zip(listed(&task_rows(frame), &targets)) {
        let is_same = category.as_ref() == Some(&task.action);
        cells.push(task_cells(frame, number, task, &own, is_same));
        category = Some(task.action.clone());
    }
    Sheet {
        subtitle: frame.summary.metadata.document_number.clone(),
        rows: cells,
        notes: vec!["注：牵头单位有多个且未明确主牵头的，按方案原文顺序列出；空白栏由责任单位填写。".to_string()],
        ..empty(frame, "任务分解表", COLUMNS, Paper::A3, date)
    }
}

fn task_cells(
    frame: &Frame,
    number: i64,
    task: &TaskRowView,
    own: &[&TargetRowView],
    is_same_category: bool,
) -> Vec<SheetCell> {
    let goal: Vec<String> = own.iter().map(|target| whole_demand(frame, target)).collect();
    let mut due: Vec<&str> = Vec::new();
    for target in own {
        if !due.contains(&target.due.as_str()) {
            due.push(&target.due);
        }
    }
    vec![
        SheetCell::number(Decimal::from(number)),
        if is_same_category { SheetCell::Above } else { SheetCell::printed(&task.action) },
        SheetCell::printed(&format!("{} {}", task.clause, task.title)),
        SheetCell::Blank,
        SheetCell::printed(&duties_in_words(&task.task.duties)),
        SheetCell::text(goal.join("；\n")),
        SheetCell::Blank,
        SheetCell::Blank,
        SheetCell::text(due.join("；\n")),
        SheetCell::Blank,
        SheetCell::Blank,
    ]
}
