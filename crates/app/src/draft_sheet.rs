//! A plan draft as the sheets of a workbook: 任务分解表, 目标, 定性要求, 其他数字.

use jiff::civil::Date;
use model::{ClauseNumbers, Plan, Target};
use report::{Align, Paper, Sheet, SheetCell, SheetColumn};
use rust_decimal::Decimal;

use crate::Result;
use crate::sheet::duties_in_words;
use crate::status::tasks::action_of;

/// A draft as an Excel file, without a database. `date` goes into the properties of the file.
pub fn draft_xlsx(plan: &Plan, date: Date) -> Result<Vec<u8>> {
    Ok(report::ledger_xlsx(&sheets(plan, date))?)
}

fn sheets(plan: &Plan, date: Date) -> Vec<Sheet> {
    let sheet = |name: &str, columns: &[(&str, u16)], rows: Vec<Vec<SheetCell>>| Sheet {
        name: name.to_string(),
        title: plan.metadata.title.clone(),
        subtitle: plan.metadata.document_number.clone(),
        columns: columns.iter().map(|(title, width)| SheetColumn::new(*title, *width, Align::Left)).collect(),
        frozen_columns: 2,
        paper: Paper::A4,
        rows,
        notes: vec!["由程序从正文读出的草稿，须经人工核对".to_string()],
        date,
        is_demo: false,
    };
    vec![
        sheet(
            "任务分解表",
            &[
                ("序号", 6),
                ("类别", 14),
                ("任务内容", 26),
                ("牵头领导", 10),
                ("责任单位", 34),
                ("工作目标", 44),
                ("具体措施", 14),
                ("季度形象进度", 14),
                ("完成时限", 16),
                ("责任人", 10),
                ("联系人及电话", 14),
            ],
            tasks(plan),
        ),
        sheet(
            "目标",
            &[("编号", 8), ("条款", 10), ("指标", 40), ("地区", 14), ("要求", 22), ("期限", 16), ("原文", 30)],
            targets(plan),
        ),
        sheet("定性要求", &[("编号", 8), ("条款", 10), ("原文", 80)], soft_targets(plan)),
        sheet("其他数字", &[("位置", 10), ("原文", 30), ("原因", 40)], residue(plan)),
    ]
}

fn text(text: impl Into<String>) -> SheetCell {
    SheetCell::Text(text.into())
}

/// The columns of the official form; what the text does not say stays blank.
fn tasks(plan: &Plan) -> Vec<Vec<SheetCell>> {
    let mut category = None;
    let mut rows = Vec::new();
    for (number, task) in (1_i64..).zip(&plan.tasks) {
        let own: Vec<&Target> = plan.targets.iter().filter(|target| target.task == task.id).collect();
        let goal: Vec<String> = own.iter().map(|target| goal_in_words(plan, target)).collect();
        let mut due: Vec<String> = own.iter().map(|target| target.period.in_words()).collect();
        due.dedup();
        let above = action_of(plan, &task.id).unwrap_or_else(|| task.title.clone());
        let is_same = category.as_ref() == Some(&above);
        rows.push(vec![
            SheetCell::number(Decimal::from(number)),
            if is_same { SheetCell::Above } else { text(&above) },
            text(format!("{} {}", plan.clause_label(&task.id), task.title)),
            SheetCell::Blank,
            text(duties_in_words(&task.duties)),
            text(goal.join("；\n")),
            SheetCell::Blank,
            SheetCell::Blank,
            text(due.join("；\n")),
            SheetCell::Blank,
            SheetCell::Blank,
        ]);
        category = Some(above);
    }
    rows
}

fn goal_in_words(plan: &Plan, target: &Target) -> String {
    let places = target.places.join("、");
    let places = if Some(&places) == plan.metadata.place.as_ref() { "" } else { &places };
    format!("{places}{}{}", plan.subject_in_words(target), target.demand_in_words())
}

/// One line for each place.
fn targets(plan: &Plan) -> Vec<Vec<SheetCell>> {
    let numbers = ClauseNumbers::of(plan);
    let numbers = &numbers;
    let rows = plan.targets.iter().flat_map(|target| {
        target.rows().into_iter().map(move |row| {
            vec![
                text(row.id),
                text(numbers.label(&target.task)),
                text(&target.subject),
                text(row.place),
                text(target.demand_in_words()),
                text(target.period.in_words()),
                text(&target.text),
            ]
        })
    });
    rows.collect()
}

fn soft_targets(plan: &Plan) -> Vec<Vec<SheetCell>> {
    let numbers = ClauseNumbers::of(plan);
    let row = |soft: &model::SoftTarget| {
        let clause = soft.task.as_deref().map(|task| numbers.label(task)).unwrap_or_default();
        vec![text(&soft.id), text(clause), text(&soft.text)]
    };
    plan.soft_targets.iter().map(row).collect()
}

fn residue(plan: &Plan) -> Vec<Vec<SheetCell>> {
    let row = |residue: &model::Residue| {
        vec![text(residue.span.start.to_string()), text(&residue.text), text(residue.reason.in_words())]
    };
    plan.residue.iter().map(row).collect()
}
