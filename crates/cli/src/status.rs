//! `junxian status`: every row with its status and the reason.

use anyhow::{Result, anyhow};
use app::view::{AsOf, Figure, TargetList, TargetRowView};
use jiff::Timestamp;
use model::Dataset;

use crate::args::figures::{Question, Status, StatusFormat};
use crate::terminal::{Side, show, table};
use crate::{Site, explain, files, plan};

pub fn as_of(question: &Question) -> AsOf {
    let dataset = if question.demo { Dataset::Demo } else { Dataset::Real };
    AsOf { as_of: question.as_of, known_by: None, dataset: Some(dataset), preset: question.preset.clone() }
}

pub async fn run(site: &Site, command: &Status) -> Result<()> {
    let app = site.open().await?;
    let mut list = app.targets(&command.question.plan, &as_of(&command.question), Timestamp::now()).await?;
    if let Some(id) = &command.row {
        list.rows.retain(|row| row.id == *id);
        if list.rows.is_empty() {
            return Err(anyhow!("方案 {} 没有目标行“{id}”；编号见 junxian status {0}", command.question.plan));
        }
    }
    match (command.format, command.row.is_some()) {
        (StatusFormat::Json, _) => files::hand_out(None, &plan::lines(serde_json::to_string_pretty(&list))?),
        (StatusFormat::Table, true) => {
            show(&list.rows.iter().map(|row| detail(&list, row)).collect::<Vec<_>>().join("\n"))
        }
        (StatusFormat::Table, false) => show(&overview(&list)),
    }
}

fn frame(list: &TargetList) -> String {
    let frame = &list.frame;
    let mark = match frame.dataset {
        Dataset::Real => "",
        Dataset::Demo => "【演示数据，非真实】",
    };
    format!(
        "{mark}《{}》\n截至 {}，规则：{}（{}）\n",
        list.plan.metadata.title, frame.as_of, frame.preset.name, frame.preset.description
    )
}

fn overview(list: &TargetList) -> String {
    let counts: Vec<String> = list
        .counts
        .iter()
        .map(|count| format!("{} {}（{}）", count.label, printed(&count.count), printed(&count.share)))
        .collect();
    let columns = [
        ("编号", Side::Left, 7),
        ("条款", Side::Left, 12),
        ("指标", Side::Left, 36),
        ("地区", Side::Left, 16),
        ("要求", Side::Left, 22),
        ("期限", Side::Left, 12),
        ("实际", Side::Right, 16),
        ("状态", Side::Left, 8),
        ("理由", Side::Left, 90),
    ];
    let row = |row: &TargetRowView| {
        vec![
            row.id.clone(),
            row.clause.clone(),
            row.subject.clone(),
            row.place.clone(),
            row.demand.clone(),
            row.due.clone(),
            printed(&row.actual),
            row.status_label.clone(),
            row.outcome.reason.clone(),
        ]
    };
    let rows: Vec<Vec<String>> = list.rows.iter().map(row).collect();
    format!("{}{}\n\n{}", frame(list), counts.join("，"), table(&columns, &rows))
}

fn detail(list: &TargetList, row: &TargetRowView) -> String {
    let lead: Vec<&str> = row.lead.iter().map(|agency| agency.name.as_str()).collect();
    let period = |period: &Option<String>| period.as_deref().map(|period| format!("（{period}）")).unwrap_or_default();
    let lines = [
        ("指标", row.subject.clone()),
        ("地区", row.place.clone()),
        ("条款", format!("{} {}", row.clause, row.task_title)),
        ("牵头", if lead.is_empty() { "—".to_string() } else { lead.join("、") }),
        ("要求", format!("{}，{}", row.demand, row.due)),
        ("实际", format!("{}{}", printed(&row.actual), period(&row.actual_period))),
        ("最新公布", format!("{}{}", printed(&row.latest), period(&row.latest_period))),
        ("完成比例", printed(&row.achieved_share)),
        ("时间进度", printed(&row.time_share)),
        ("差距", printed(&row.gap)),
        ("尚需年均增速", printed(&row.required_rate)),
        ("状态", row.status_label.clone()),
        ("理由", row.outcome.reason.clone()),
    ];
    let mut text = format!("{}\n目标 {}\n", frame(list), row.id);
    for (name, value) in lines {
        text.push_str(&format!("  {name}：{value}\n"));
    }
    for note in &row.outcome.notes {
        text.push_str(&format!("  说明：{note}\n"));
    }
    text.push_str("\n从哪来：\n");
    text.push_str(&explain::tree(&row.outcome.derivation));
    text
}

/// The figure with its unit. Why one is missing stands once, in the reason of the row.
fn printed(figure: &Figure) -> String {
    match (&figure.missing, &figure.unit) {
        (None, Some(unit)) if figure.text != "—" => format!("{}{unit}", figure.text),
        (Some(_), _) | (None, _) => figure.text.clone(),
    }
}
