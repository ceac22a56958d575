//! Ledgers (台账) of one frame as sheets, for the pages and for the annex of a bulletin.

use jiff::civil::Date;
use model::{AgencyRef, TargetOutcome};
use report::{Align, Sheet, SheetCell, SheetColumn};
use rust_decimal::Decimal;

use crate::data::words::dataset_in_words;
use crate::frame::Frame;
use crate::status::rows::{period_in_words, rows};
use crate::status::tasks::task_rows;
use crate::view::{Figure, TargetRowView, TaskRowView};

/// 任务分解表: one row a task that carries duties or targets, official order. Unknown cells stay empty.
pub(crate) fn tasks(frame: &Frame, date: Date) -> Sheet {
    let targets = rows(frame);
    let tasks = task_rows(frame, &targets);
    let listed = tasks.iter().filter(|row| !row.task.duties.is_empty() || !row.statuses.is_empty());
    let columns = [
        ("序号", 6, Align::Center),
        ("类别", 18, Align::Left),
        ("任务内容", 34, Align::Left),
        ("牵头领导", 10, Align::Center),
        ("责任单位", 34, Align::Left),
        ("工作目标", 48, Align::Left),
        ("具体措施", 16, Align::Left),
        ("季度形象进度", 16, Align::Left),
        ("完成时限", 14, Align::Center),
        ("责任人", 10, Align::Center),
        ("联系人及电话", 16, Align::Center),
    ];
    Sheet {
        name: "任务分解表".to_string(),
        title: format!("《{}》任务分解表", frame.summary.metadata.title),
        subtitle: frame.summary.metadata.document_number.clone(),
        columns: columns.into_iter().map(|(title, width, align)| SheetColumn::new(title, width, align)).collect(),
        rows: (1_i64..).zip(listed).map(|(number, row)| task_cells(frame, number, row, &targets)).collect(),
        notes: vec!["注：牵头单位有多个且未明确主牵头的，按方案原文顺序列出；空白栏由责任单位填写。".to_string()],
        date,
        is_demo: frame.dataset == model::Dataset::Demo,
    }
}

fn task_cells(frame: &Frame, number: i64, row: &TaskRowView, targets: &[TargetRowView]) -> Vec<SheetCell> {
    let own: Vec<&TargetRowView> = targets.iter().filter(|target| target.target.task == row.id).collect();
    let goal: Vec<String> = own
        .iter()
        .map(|target| {
            let place = if Some(&target.place) == frame.plan.metadata.place.as_ref() { "" } else { &target.place };
            format!("{place}{}{}", subject(target), target.demand)
        })
        .collect();
    let mut due: Vec<&str> = Vec::new();
    for target in &own {
        if !due.contains(&target.due.as_str()) {
            due.push(&target.due);
        }
    }
    let blank = || SheetCell::text("");
    vec![
        SheetCell::number(Decimal::from(number)),
        SheetCell::text(row.action.clone()),
        SheetCell::text(format!("{} {}", row.clause, row.title)),
        blank(),
        SheetCell::text(duties_in_words(row)),
        SheetCell::text(goal.join("；\n")),
        blank(),
        blank(),
        SheetCell::text(due.join("；\n")),
        blank(),
        blank(),
    ]
}

/// 牵头：……；配合：…….
fn duties_in_words(row: &TaskRowView) -> String {
    let names = |agencies: &[AgencyRef]| -> String {
        let word = |agency: &AgencyRef| {
            if agency.is_open { format!("{}（待明确）", agency.name) } else { agency.name.clone() }
        };
        agencies.iter().map(word).collect::<Vec<String>>().join("、")
    };
    let duties = &row.task.duties;
    let main =
        row.main_lead.as_ref().filter(|_| duties.lead.len() > 1).map(|agency| format!("主牵头：{}", agency.name));
    let groups = [("牵头", &duties.lead), ("配合", &duties.cooperate), ("责任单位", &duties.undifferentiated)];
    let listed = groups
        .into_iter()
        .filter(|(_, agencies)| !agencies.is_empty())
        .map(|(role, agencies)| format!("{role}：{}", names(agencies)));
    main.into_iter().chain(listed).collect::<Vec<String>>().join("；\n")
}

/// 目标完成情况: every row with its status and where it stands.
pub(crate) fn targets(frame: &Frame, date: Date) -> Sheet {
    let columns = [
        ("序号", 6, Align::Center),
        ("条款", 10, Align::Center),
        ("指标", 36, Align::Left),
        ("地区", 12, Align::Center),
        ("目标", 18, Align::Left),
        ("完成时限", 14, Align::Center),
        ("牵头单位", 24, Align::Left),
        ("实际值", 14, Align::Right),
        ("报告期", 14, Align::Center),
        ("单位", 8, Align::Center),
        ("完成比例（%）", 10, Align::Right),
        ("序时进度（%）", 10, Align::Right),
        ("差距", 12, Align::Right),
        ("尚需年均增速（%）", 12, Align::Right),
        ("状态", 12, Align::Center),
        ("说明", 60, Align::Left),
        ("来源", 20, Align::Left),
    ];
    Sheet {
        name: "目标完成情况".to_string(),
        title: format!("《{}》目标完成情况台账", frame.summary.metadata.title),
        subtitle: Some(format!(
            "截至{}　{}　规则：{}",
            date_in_words(frame.as_of),
            dataset_in_words(frame.dataset),
            frame.preset.name
        )),
        columns: columns.into_iter().map(|(title, width, align)| SheetColumn::new(title, width, align)).collect(),
        rows: (1_i64..).zip(rows(frame)).map(|(number, row)| target_cells(number, &row)).collect(),
        notes: vec![
            format!("注：判断规则为{}。", frame.preset.description),
            "“—”表示没有可用于判断的同口径公布数据，不等于零。".to_string(),
        ],
        date,
        is_demo: frame.dataset == model::Dataset::Demo,
    }
}

fn target_cells(number: i64, row: &TargetRowView) -> Vec<SheetCell> {
    let figure = |figure: &Figure| match figure.text.parse::<Decimal>() {
        Ok(value) => SheetCell::number(value),
        Err(_) => SheetCell::Missing,
    };
    let lead: Vec<&str> = row.lead.iter().map(|agency| agency.name.as_str()).collect();
    let words = |words: Option<String>| words.map_or(SheetCell::Missing, SheetCell::Text);
    vec![
        SheetCell::number(Decimal::from(number)),
        SheetCell::text(row.clause.clone()),
        SheetCell::text(subject(row)),
        SheetCell::text(row.place.clone()),
        SheetCell::text(row.demand.clone()),
        SheetCell::text(row.due.clone()),
        SheetCell::text(lead.join("、")),
        figure(&row.actual),
        words(row.actual_period.clone()),
        SheetCell::text(row.target.unit.clone()),
        figure(&row.achieved_share),
        figure(&row.time_share),
        words(row.gap.id.as_ref().map(|_| format!("{}{}", row.gap.text, row.gap.unit.as_deref().unwrap_or_default()))),
        figure(&row.required_rate),
        SheetCell::text(row.status_label.clone()),
        SheetCell::text(remarks(&row.outcome)),
        words(row.outcome.actual.as_ref().map(|held| held.source.clone())),
    ]
}

fn remarks(outcome: &TargetOutcome) -> String {
    let latest = outcome
        .latest
        .as_ref()
        .map(|held| format!("最近数据：{}{}{}", period_in_words(held), held.value.normalize(), held.unit));
    let parts: Vec<String> =
        std::iter::once(outcome.reason.clone()).chain(latest).chain(outcome.notes.iter().cloned()).collect();
    parts.join("；")
}

/// The official name of the indicator; the reader's own wording (gdp(地区生产总值)) only where there is none.
pub(crate) fn subject(row: &TargetRowView) -> String {
    row.indicator.as_ref().map_or_else(|| row.subject.clone(), |indicator| indicator.name.clone())
}

/// 2025年12月31日.
pub(crate) fn date_in_words(day: Date) -> String {
    format!("{}年{}月{}日", day.year(), day.month(), day.day())
}
