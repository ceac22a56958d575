//! A plan draft as the sheets of a workbook: 任务分解表, 目标, 定性要求, 其他数字.

use jiff::civil::Date;
use model::{AgencyRef, Plan};
use report::{Align, Sheet, SheetCell, SheetColumn};

use crate::Result;

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
        rows,
        notes: vec!["由程序从正文读出的草稿，须经人工核对".to_string()],
        date,
        is_demo: false,
    };
    vec![
        sheet(
            "任务分解表",
            &[("序号", 6), ("条款", 10), ("任务内容", 50), ("牵头单位", 40), ("配合单位", 40), ("责任单位", 40)],
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

fn tasks(plan: &Plan) -> Vec<Vec<SheetCell>> {
    let rows = plan.tasks.iter().enumerate().map(|(index, task)| {
        vec![
            text((index + 1).to_string()),
            text(&task.id),
            text(&task.title),
            text(names(&task.duties.lead)),
            text(names(&task.duties.cooperate)),
            text(others(&task.duties)),
        ]
    });
    rows.collect()
}

/// Agencies without a role, those that guide, and those that a rule of the document adds.
fn others(duties: &model::Duties) -> String {
    let marked =
        |list: &[AgencyRef], mark: &str| list.iter().map(|agency| format!("{}{mark}", agency.name)).collect::<Vec<_>>();
    let mut all = marked(&duties.undifferentiated, "");
    all.extend(marked(&duties.guide, "（指导）"));
    all.extend(marked(&duties.implied, "（按文件统一要求）"));
    all.join("、")
}

fn names(agencies: &[AgencyRef]) -> String {
    agencies.iter().map(|agency| agency.name.as_str()).collect::<Vec<_>>().join("、")
}

/// One line for each place.
fn targets(plan: &Plan) -> Vec<Vec<SheetCell>> {
    let rows = plan.targets.iter().flat_map(|target| {
        target.rows().into_iter().map(move |row| {
            vec![
                text(row.id),
                text(&target.task),
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
    let row =
        |soft: &model::SoftTarget| vec![text(&soft.id), text(soft.task.clone().unwrap_or_default()), text(&soft.text)];
    plan.soft_targets.iter().map(row).collect()
}

fn residue(plan: &Plan) -> Vec<Vec<SheetCell>> {
    let row = |residue: &model::Residue| {
        vec![text(residue.span.start.to_string()), text(&residue.text), text(residue.reason.in_words())]
    };
    plan.residue.iter().map(row).collect()
}
