//! A plan draft for reading on a terminal: summary, duties, targets, soft targets, what was set aside.

use std::collections::BTreeMap;

use model::{AgencyRef, ClauseNumbers, Duties, Plan, Target};
use reader::{SourceText, TextFormat};

use crate::terminal::{Side, table};

pub fn render(plan: &Plan, source: &SourceText) -> String {
    let parts = [
        summary(plan, source),
        missing(plan),
        section("责任分工", duties(plan)),
        section("目标", targets(plan)),
        section("定性要求", soft_targets(plan)),
        section("其他数字（不作为目标）", residue(plan)),
        section("文字疑误（原文不改，供核对）", corrections(plan)),
    ];
    parts.join("\n")
}

/// What a clerk would expect and the text does not give.
fn missing(plan: &Plan) -> String {
    let has_duties = plan.tasks.iter().any(|task| !task.duties.is_empty());
    match (has_duties, plan.targets.is_empty()) {
        (true, false) => String::new(),
        (true, true) => "提示：没有读到量化目标\n".to_string(),
        (false, false) => {
            "提示：没有读到责任分工；请确认文件中有“（某单位牵头）”或“责任单位：”一类的标注\n".to_string()
        }
        (false, true) => {
            "提示：没有读到责任分工，也没有读到量化目标；请确认这是一份规划、方案或工作报告的正文\n".to_string()
        }
    }
}

fn section(title: &str, rows: String) -> String {
    let rows = if rows.is_empty() { "（无）\n".to_string() } else { rows };
    format!("【{title}】\n{rows}")
}

fn summary(plan: &Plan, source: &SourceText) -> String {
    let metadata = &plan.metadata;
    let or_dash = |text: &Option<String>| text.clone().unwrap_or_else(|| "—".to_string());
    let format = match source.format {
        TextFormat::Text => "文本",
        TextFormat::Docx => "Word",
        TextFormat::Html => "网页",
        TextFormat::Pdf => "PDF",
    };
    let title = if metadata.title.is_empty() { "—" } else { &metadata.title };
    let rows = plan.targets.iter().map(|target| target.rows().len()).sum::<usize>();
    let with_duties = plan.tasks.iter().filter(|task| !task.duties.is_empty()).count();
    let lines = [
        ("标题", title.to_string()),
        ("文号", or_dash(&metadata.document_number)),
        ("发文机关", or_dash(&metadata.issuer)),
        ("成文日期", metadata.date.map(|date| date.to_string()).unwrap_or_else(|| "—".to_string())),
        ("主送", or_dash(&metadata.addressees)),
        ("规划期", metadata.term.map(|(first, last)| format!("{first}—{last}年")).unwrap_or_else(|| "—".to_string())),
        ("来源", format!("{format}，{}", source.encoding)),
        ("标题层级", format!("{} 个标题", plan.outline.len())),
        ("任务", format!("{} 项，其中 {with_duties} 项有责任分工", plan.tasks.len())),
        ("目标", format!("{} 个，分到各地后 {rows} 行；定性要求 {} 条", plan.targets.len(), plan.soft_targets.len())),
        ("其他数字", format!("{} 处", plan.residue.len())),
    ];
    let lines: Vec<Vec<String>> = lines.into_iter().map(|(name, value)| vec![name.to_string(), value]).collect();
    table(&[("项目", Side::Left, 10), ("内容", Side::Left, 110)], &lines)
}

fn duties(plan: &Plan) -> String {
    let columns = [
        ("条款", Side::Left, 10),
        ("名称", Side::Left, 34),
        ("牵头", Side::Left, 44),
        ("配合", Side::Left, 44),
        ("责任单位", Side::Left, 44),
    ];
    let numbers = ClauseNumbers::of(plan);
    let rows: Vec<Vec<String>> = plan
        .tasks
        .iter()
        .map(|task| {
            let Duties { lead, cooperate, undifferentiated, guide, implied, .. } = &task.duties;
            let others = [(undifferentiated, ""), (guide, "（指导）"), (implied, "（按文件统一要求）")];
            let others: Vec<String> = others
                .iter()
                .filter(|(list, _)| !list.is_empty())
                .map(|(list, mark)| format!("{}{mark}", names(list)))
                .collect();
            let others = if others.is_empty() { NONE.to_string() } else { others.join("；") };
            vec![numbers.label(&task.id), task.title.clone(), names(lead), names(cooperate), others]
        })
        .collect();
    // Most plans name their agencies either with roles or without.
    let used =
        if rows.iter().all(|row| row.last().is_some_and(|cell| cell == NONE)) { &columns[..4] } else { &columns };
    if rows.is_empty() { String::new() } else { table(used, &rows) }
}

const NONE: &str = "—";

fn names(agencies: &[AgencyRef]) -> String {
    if agencies.is_empty() {
        return NONE.to_string();
    }
    let name = |agency: &AgencyRef| match agency.is_open {
        true => format!("{}（待明确）", agency.name),
        false => agency.name.clone(),
    };
    agencies.iter().map(name).collect::<Vec<_>>().join("、")
}

fn targets(plan: &Plan) -> String {
    let columns = [
        ("编号", Side::Left, 6),
        ("条款", Side::Left, 10),
        ("指标", Side::Left, 44),
        ("要求", Side::Left, 24),
        ("期限", Side::Left, 14),
        ("地区", Side::Left, 30),
        ("原文", Side::Left, 30),
    ];
    let numbers = ClauseNumbers::of(plan);
    let row = |target: &Target| {
        vec![
            target.id.clone(),
            numbers.label(&target.task),
            target.subject.clone(),
            target.demand_in_words(),
            target.period.in_words(),
            target.places.join("、"),
            target.text.clone(),
        ]
    };
    if plan.targets.is_empty() {
        return String::new();
    }
    table(&columns, &plan.targets.iter().map(row).collect::<Vec<_>>())
}

/// The words of the text where it has some, the years otherwise.
fn soft_targets(plan: &Plan) -> String {
    let columns = [("编号", Side::Left, 6), ("条款", Side::Left, 10), ("原文", Side::Left, 90)];
    let numbers = ClauseNumbers::of(plan);
    let row = |soft: &model::SoftTarget| {
        let clause = soft.task.as_deref().map_or_else(|| NONE.to_string(), |task| numbers.label(task));
        vec![soft.id.clone(), clause, soft.text.clone()]
    };
    if plan.soft_targets.is_empty() {
        return String::new();
    }
    table(&columns, &plan.soft_targets.iter().map(row).collect::<Vec<_>>())
}

fn residue(plan: &Plan) -> String {
    let mut by_reason = BTreeMap::<_, Vec<&str>>::new();
    for residue in &plan.residue {
        by_reason.entry(residue.reason).or_default().push(&residue.text);
    }
    let row = |(reason, texts): (&model::ResidueReason, &Vec<&str>)| {
        let examples: Vec<&str> = texts.iter().take(4).copied().collect();
        vec![reason.in_words().to_string(), texts.len().to_string(), examples.join("、")]
    };
    if by_reason.is_empty() {
        return String::new();
    }
    let columns = [("原因", Side::Left, 34), ("处数", Side::Right, 6), ("例", Side::Left, 60)];
    table(&columns, &by_reason.iter().map(row).collect::<Vec<_>>())
}

fn corrections(plan: &Plan) -> String {
    let columns =
        [("位置", Side::Right, 8), ("原文", Side::Left, 30), ("建议", Side::Left, 30), ("理由", Side::Left, 60)];
    let row = |correction: &model::Correction| {
        vec![
            correction.span.start.to_string(),
            correction.text.clone(),
            correction.suggestion.clone(),
            correction.reason.clone(),
        ]
    };
    if plan.corrections.is_empty() {
        return String::new();
    }
    table(&columns, &plan.corrections.iter().map(row).collect::<Vec<_>>())
}
