//! A placement as an Excel workbook: projects with reasons, places, limits with prices, proof, parameters.

use jiff::Timestamp;
use jiff::civil::Date;
use model::Dataset;
use report::{Align, Paper, Sheet, SheetCell, SheetColumn};
use rust_decimal::Decimal;

use crate::allocations::proof_rows;
use crate::evaluations::{dataset_in_words, parameter_table};
use crate::view::{PlacementQuestion, PlacementView};
use crate::{Actor, App, AppError, Download, Result, day_in_china};

impl App {
    pub async fn placement_xlsx(
        &self,
        actor: &Actor,
        question: &PlacementQuestion,
        now: Timestamp,
    ) -> Result<Download> {
        let view = self.placement_view(actor, question, now).await?;
        if let Some(refused) = &view.found.refused {
            return Err(AppError::bad_input(format!("不能安排：{refused}")));
        }
        let date = day_in_china(now);
        let sheets = [
            projects(&view, date),
            places(&view, date),
            limits(&view, date),
            proof(&view, date),
            parameters(&view, date),
        ];
        let bytes = report::ledger_xlsx(&sheets).map_err(AppError::from)?;
        let mark = if view.dataset == Dataset::Demo { "【演示】" } else { "" };
        let state = view.run.as_ref().map_or("测算", |run| run.state_in_words.as_str());
        let file_name = format!("{mark}{}{}（{state}）.xlsx", view.period_in_words, view.placement.name);
        Ok(Download { file_name, bytes })
    }
}

fn sheet(view: &PlacementView, name: &str, columns: Vec<SheetColumn>, date: Date) -> Sheet {
    let state = view.run.as_ref().map_or("测算，未冻结".to_string(), |run| {
        format!("第 {} 号，{}，切片 {}", run.id, run.state_in_words, &run.cut[..12.min(run.cut.len())])
    });
    Sheet {
        name: name.to_string(),
        title: format!("{}（{}）", view.placement.name, view.period_in_words),
        subtitle: Some(format!(
            "{}　规则版本 {}（{}）　单位：{}　{state}",
            dataset_in_words(view.dataset),
            view.version,
            view.certainty,
            view.unit
        )),
        columns,
        frozen_columns: 1,
        paper: Paper::A3,
        rows: Vec::new(),
        notes: Vec::new(),
        date,
        is_demo: view.dataset == Dataset::Demo,
    }
}

fn number(text: &str) -> SheetCell {
    match text.parse::<Decimal>() {
        Ok(value) => SheetCell::Number { value, decimals: value.scale(), unit: None, figure: None },
        Err(_) => SheetCell::Missing,
    }
}

fn projects(view: &PlacementView, date: Date) -> Sheet {
    let columns = vec![
        SheetColumn::new("项目", 30, Align::Left),
        SheetColumn::new("落地", 14, Align::Left),
        SheetColumn::new("价值", 14, Align::Right),
        SheetColumn::new("理由", 90, Align::Left),
    ];
    let mut made = sheet(view, "安排表", columns, date);
    for project in &view.found.projects {
        made.rows.push(vec![
            SheetCell::text(project.project.clone()),
            SheetCell::text(project.place.clone().unwrap_or_else(|| "未安排".to_string())),
            project.value.as_deref().map_or(SheetCell::Missing, number),
            SheetCell::printed(&project.reasons.join("；")),
        ]);
    }
    made.notes.push(format!(
        "申请 {} 个，落地 {} 个，总值 {} {unit}；任何安排都不超过 {} {unit}。",
        view.found.projects.len(),
        view.found.placed,
        view.found.value,
        view.found.bound,
        unit = view.unit
    ));
    if !view.note.is_empty() {
        made.notes.push(view.note.clone());
    }
    made
}

fn places(view: &PlacementView, date: Date) -> Sheet {
    let columns = vec![
        SheetColumn::new("地方", 18, Align::Left),
        SheetColumn::new("代码", 12, Align::Left),
        SheetColumn::new("落地项目（个）", 16, Align::Right),
        SheetColumn::new("价值", 16, Align::Right),
    ];
    let mut made = sheet(view, "分地方", columns, date);
    for place in &view.found.places {
        made.rows.push(vec![
            SheetCell::text(place.name.clone()),
            SheetCell::text(place.code.clone()),
            number(&place.placed.to_string()),
            number(&place.value),
        ]);
    }
    made
}

fn limits(view: &PlacementView, date: Date) -> Sheet {
    let columns = vec![
        SheetColumn::new("指标", 24, Align::Left),
        SheetColumn::new("计量单位", 14, Align::Left),
        SheetColumn::new("已用", 14, Align::Right),
        SheetColumn::new("要求", 12, Align::Center),
        SheetColumn::new("限额", 14, Align::Right),
        SheetColumn::new("多一单位", 60, Align::Left),
    ];
    let mut made = sheet(view, "指标", columns, date);
    for limit in &view.found.limits {
        made.rows.push(vec![
            SheetCell::text(limit.name.clone()),
            SheetCell::text(limit.unit.clone()),
            number(&limit.taken),
            SheetCell::text(if limit.is_floor { "不少于" } else { "不超过" }),
            number(&limit.bound),
            SheetCell::printed(&limit.words),
        ]);
    }
    made.notes.push(
        "影子价格由放宽为可拆分的问题得出，说明多一单位指标值多少，不是承诺；空白表示多一单位不增加总值。".to_string(),
    );
    made
}

fn proof(view: &PlacementView, date: Date) -> Sheet {
    let (columns, rows) = proof_rows(&view.found.proof);
    let mut made = Sheet { rows, ..sheet(view, "复核", columns, date) };
    made.notes.push("由落地的项目逐项核对，不依赖安排时的计算过程。".to_string());
    made
}

fn parameters(view: &PlacementView, date: Date) -> Sheet {
    let (columns, rows) = parameter_table(&view.parameters);
    Sheet { rows, ..sheet(view, "所用参数", columns, date) }
}
