//! An outcome as an Excel workbook: ranking, indicators, not evaluated, parameters.

use jiff::Timestamp;
use jiff::civil::Date;
use model::Dataset;
use report::{Align, Paper, Sheet, SheetCell, SheetColumn};
use rust_decimal::Decimal;

use super::life::dataset_in_words;
use crate::view::{EvaluationQuestion, EvaluationView, ParameterUsedView, PoolView};
use crate::{Actor, App, AppError, Download, Result, day_in_china};

impl App {
    pub async fn evaluation_xlsx(
        &self,
        actor: &Actor,
        question: &EvaluationQuestion,
        now: Timestamp,
    ) -> Result<Download> {
        let view = self.evaluation_view(actor, question, now).await?;
        let date = day_in_china(now);
        let mut sheets: Vec<Sheet> = view.pools.iter().map(|pool| ranking(&view, pool, date)).collect();
        sheets.push(left_out(&view, date));
        sheets.push(parameters(&view, date));
        let bytes = report::ledger_xlsx(&sheets).map_err(AppError::from)?;
        let mark = if view.dataset == Dataset::Demo { "【演示】" } else { "" };
        let state = view.run.as_ref().map_or("试算".to_string(), |run| run.state_in_words.clone());
        let file_name = format!("{mark}{}{}（{state}）.xlsx", view.period_in_words, view.evaluation.name);
        Ok(Download { file_name, bytes })
    }
}

fn number(text: &str, figure: Option<String>) -> SheetCell {
    match text.parse::<Decimal>() {
        Ok(value) => SheetCell::Number { value, decimals: value.scale(), unit: None, figure },
        Err(_) => SheetCell::Missing,
    }
}

fn sheet(view: &EvaluationView, name: &str, columns: Vec<SheetColumn>, date: Date) -> Sheet {
    let state = view.run.as_ref().map_or("试算，未冻结".to_string(), |run| {
        format!("第 {} 号，{}，切片 {}", run.id, run.state_in_words, &run.cut[..12.min(run.cut.len())])
    });
    Sheet {
        name: name.chars().filter(|letter| !"[]:*?/\\".contains(*letter)).take(31).collect(),
        title: format!("{}（{}）", view.evaluation.name, view.period_in_words),
        subtitle: Some(format!(
            "{}　规则版本 {}（{}）　{state}",
            dataset_in_words(view.dataset),
            view.version,
            view.certainty
        )),
        columns,
        frozen_columns: 2,
        paper: Paper::A3,
        rows: Vec::new(),
        notes: Vec::new(),
        date,
        is_demo: view.dataset == Dataset::Demo,
    }
}

fn ranking(view: &EvaluationView, pool: &PoolView, date: Date) -> Sheet {
    let indicators: Vec<_> = pool.nodes.iter().filter(|node| node.is_indicator).collect();
    let mut columns = vec![
        SheetColumn::new("位次", 8, Align::Center),
        SheetColumn::new("名称", 30, Align::Left),
        SheetColumn::new("代码", 22, Align::Left),
        SheetColumn::new("分组", 14, Align::Left),
        SheetColumn::new("总分", 10, Align::Right),
        SheetColumn::new("档次", 8, Align::Center),
        SheetColumn::new("组内位次", 9, Align::Right),
        SheetColumn::new("上年位次", 9, Align::Right),
        SheetColumn::new("加分", 8, Align::Right),
        SheetColumn::new("扣分", 8, Align::Right),
    ];
    for node in &indicators {
        let unit = if node.unit.is_empty() { String::new() } else { format!("（{}）", node.unit) };
        columns.push(SheetColumn::new(format!("{}{unit}", node.name), 14, Align::Right));
        columns.push(SheetColumn::new(format!("{}得分", node.name), 12, Align::Right));
    }
    let mut made = sheet(view, &pool.name, columns, date);
    let id = |path: String| view.figures.as_ref().map(|root| format!("{root}{path}"));
    for one in &pool.subjects {
        let key = &one.key;
        let optional = |text: &Option<String>, path: &str| match text {
            Some(text) => number(text, id(format!("{path}/-/{key}"))),
            None => SheetCell::Missing,
        };
        let mut cells = vec![
            number(&one.rank, id(format!("rank/-/{key}"))),
            SheetCell::text(one.name.clone()),
            SheetCell::text(key.clone()),
            one.group.clone().map_or(SheetCell::Missing, SheetCell::text),
            number(&one.total, id(format!("total/-/{key}"))),
            one.grade.clone().map_or(SheetCell::Missing, SheetCell::text),
            optional(&one.rank_in_group, "rank_in_group"),
            optional(&one.rank_before, "rank_before"),
            number(&one.bonus, id(format!("bonus/-/{key}"))),
            number(&one.penalty, id(format!("penalty/-/{key}"))),
        ];
        for (node, cell) in indicators.iter().zip(&one.cells) {
            let code = &node.code;
            cells.push(match &cell.value {
                Some(text) => number(text, id(format!("value/{code}/{key}"))),
                None => SheetCell::Missing,
            });
            cells.push(match &cell.score {
                Some(text) => number(text, id(format!("score/{code}/{key}"))),
                None => SheetCell::Missing,
            });
        }
        made.rows.push(cells);
    }
    for grade in &pool.grades {
        let lowest = grade.lowest.as_ref().map(|lowest| format!("，最低总分 {lowest}")).unwrap_or_default();
        made.notes.push(format!("{} 档 {} 个：{}{lowest}", grade.name, grade.count, grade.rule));
    }
    if let Some(run) = &view.run {
        // Whoever is handed the list can hold it against the frozen run.
        made.notes.push(format!(
            "第 {} 号结果（{}）：数据切片摘要（SHA-256）{}，结果摘要（SHA-256）{}",
            run.id, run.state_in_words, run.cut, run.outcome
        ));
    }
    made.notes.extend(view.method.iter().cloned());
    if !view.note.is_empty() {
        made.notes.push(view.note.clone());
    }
    made.notes.push("“—”表示没有数据，不等于零。".to_string());
    made
}

fn left_out(view: &EvaluationView, date: Date) -> Sheet {
    let columns = vec![
        SheetColumn::new("名称", 30, Align::Left),
        SheetColumn::new("代码", 22, Align::Left),
        SheetColumn::new("评价池", 12, Align::Left),
        SheetColumn::new("类别", 14, Align::Left),
        SheetColumn::new("原因", 60, Align::Left),
    ];
    let mut made = sheet(view, "未参评", columns, date);
    for one in &view.not_evaluated {
        made.rows.push(vec![
            SheetCell::text(one.name.clone()),
            SheetCell::text(one.key.clone()),
            one.pool.clone().map_or(SheetCell::Missing, SheetCell::text),
            SheetCell::text(one.kind.clone()),
            SheetCell::printed(&one.reason),
        ]);
    }
    made
}

fn parameters(view: &EvaluationView, date: Date) -> Sheet {
    let (columns, rows) = parameter_table(&view.parameters);
    Sheet { rows, ..sheet(view, "所用参数", columns, date) }
}

/// Parameters as columns and rows of a sheet.
pub(crate) fn parameter_table(used: &[ParameterUsedView]) -> (Vec<SheetColumn>, Vec<Vec<SheetCell>>) {
    let columns = vec![
        SheetColumn::new("参数", 28, Align::Left),
        SheetColumn::new("取值", 16, Align::Left),
        SheetColumn::new("单位", 10, Align::Center),
        SheetColumn::new("有效期", 24, Align::Left),
        SheetColumn::new("来源", 44, Align::Left),
        SheetColumn::new("可信程度", 10, Align::Center),
    ];
    let row = |used: &ParameterUsedView| {
        vec![
            SheetCell::text(used.name.clone()),
            SheetCell::text(used.value.clone()),
            SheetCell::text(used.unit.clone()),
            SheetCell::text(used.validity.clone()),
            SheetCell::printed(&used.source),
            used.certainty.clone().map_or(SheetCell::Missing, SheetCell::text),
        ]
    };
    (columns, used.iter().map(row).collect())
}
