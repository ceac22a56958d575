//! An allocation as an Excel workbook: amounts with reasons, proof, outside, parameters.

use jiff::Timestamp;
use jiff::civil::Date;
use model::Dataset;
use report::{Align, Paper, Sheet, SheetCell, SheetColumn};
use rust_decimal::Decimal;

use crate::evaluations::{dataset_in_words, parameter_table};
use crate::reach::NOT_YOURS;
use crate::view::{AllocationQuestion, AllocationView, ProofView};
use crate::{Actor, App, AppError, Download, Result, day_in_china};

impl App {
    pub async fn allocation_xlsx(
        &self,
        actor: &Actor,
        question: &AllocationQuestion,
        now: Timestamp,
    ) -> Result<Download> {
        let view = self.allocation_view(actor, question, now).await?;
        if let Some(refused) = &view.refused {
            return Err(AppError::bad_input(format!("不能分配：{refused}")));
        }
        let date = day_in_china(now);
        let mut sheets = vec![grants(&view, date), proof(&view, date)];
        if !view.outside.is_empty() {
            sheets.push(outside(&view, date));
        }
        sheets.push(parameters(&view, date));
        let bytes = report::ledger_xlsx(&sheets).map_err(AppError::from)?;
        let mark = if view.dataset == Dataset::Demo { "【演示】" } else { "" };
        let state = view.run.as_ref().map_or("测算".to_string(), |run| run.state_in_words.clone());
        let file_name = format!("{mark}{}{}（{state}）.xlsx", view.period_in_words, view.allocation.name);
        Ok(Download { file_name, bytes })
    }
}

fn sheet(view: &AllocationView, name: &str, columns: Vec<SheetColumn>, date: Date) -> Sheet {
    let state = view.run.as_ref().map_or("测算，未冻结".to_string(), |run| {
        format!("第 {} 号，{}，切片 {}", run.id, run.state_in_words, &run.cut[..12.min(run.cut.len())])
    });
    Sheet {
        name: name.to_string(),
        title: format!("{}（{}）", view.allocation.name, view.period_in_words),
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

fn number(text: &str, figure: String) -> SheetCell {
    match text.parse::<Decimal>() {
        Ok(value) => SheetCell::Number { value, decimals: value.scale(), unit: None, figure: Some(figure) },
        Err(_) if text == NOT_YOURS => SheetCell::text(text),
        Err(_) => SheetCell::Missing,
    }
}

fn grants(view: &AllocationView, date: Date) -> Sheet {
    let mut columns = vec![
        SheetColumn::new("名称", 18, Align::Left),
        SheetColumn::new("代码", 12, Align::Left),
        SheetColumn::new("分到", 14, Align::Right),
    ];
    for factor in &view.factors {
        columns.push(SheetColumn::new(format!("{}（{}）", factor.name, factor.unit), 18, Align::Right));
    }
    columns.push(SheetColumn::new("份额（%）", 12, Align::Right));
    columns.push(SheetColumn::new("单按份额应得", 16, Align::Right));
    let bounds = [("基数", "base", view.has_base), ("下限", "floor", view.has_floor), ("上限", "cap", view.has_cap)];
    let bounds: Vec<(&str, &str)> =
        bounds.into_iter().filter(|(.., has)| *has).map(|(title, kind, _)| (title, kind)).collect();
    columns.extend(bounds.iter().map(|(title, _)| SheetColumn::new(*title, 14, Align::Right)));
    columns.push(SheetColumn::new("由什么决定", 12, Align::Center));
    columns.push(SheetColumn::new("理由", 60, Align::Left));
    let mut made = sheet(view, "分配表", columns, date);
    let id = |path: String| format!("{}{path}", view.figures);
    for grant in &view.grants {
        let key = &grant.key;
        let mut cells = vec![
            SheetCell::text(grant.name.clone()),
            SheetCell::text(key.clone()),
            number(&grant.amount, id(format!("amount/-/{key}"))),
        ];
        for (factor, value) in view.factors.iter().zip(&grant.values) {
            cells.push(number(value, id(format!("value/{}/{key}", factor.code))));
        }
        cells.push(number(&grant.share, id(format!("share/-/{key}"))));
        cells.push(number(&grant.by_share, id(format!("by_share/-/{key}"))));
        for (_, kind) in &bounds {
            let text = match *kind {
                "base" => Some(&grant.base),
                "floor" => grant.floor.as_ref(),
                _ => grant.cap.as_ref(),
            };
            cells.push(text.map_or(SheetCell::Missing, |text| number(text, id(format!("{kind}/-/{key}")))));
        }
        cells.push(SheetCell::text(grant.binding.clone()));
        cells.push(SheetCell::printed(&grant.reasons.join("；")));
        made.rows.push(cells);
    }
    made.notes.push(format!("总额 {} {}（{}）", view.budget.amount, view.unit, view.budget.source));
    let surplus = view.surplus.as_ref().map(|surplus| format!("，留存 {surplus} {}", view.unit));
    made.notes.push(format!("分出合计 {} {}{}", view.given, view.unit, surplus.unwrap_or_default()));
    if !view.note.is_empty() {
        made.notes.push(view.note.clone());
    }
    made
}

fn proof(view: &AllocationView, date: Date) -> Sheet {
    let (columns, rows) = proof_rows(&view.proof);
    let mut made = Sheet { rows, ..sheet(view, "复核", columns, date) };
    made.notes.push("由分到的数逐项核对，不依赖分配时的计算过程。".to_string());
    made
}

/// What was checked after the fact, as a table.
pub(crate) fn proof_rows(proof: &[ProofView]) -> (Vec<SheetColumn>, Vec<Vec<SheetCell>>) {
    let columns = vec![
        SheetColumn::new("复核", 60, Align::Left),
        SheetColumn::new("结论", 10, Align::Center),
        SheetColumn::new("数字", 60, Align::Left),
    ];
    let row = |line: &ProofView| {
        vec![
            SheetCell::printed(&line.claim),
            SheetCell::text(if line.holds { "成立" } else { "不成立" }),
            SheetCell::printed(&line.figures),
        ]
    };
    (columns, proof.iter().map(row).collect())
}

fn outside(view: &AllocationView, date: Date) -> Sheet {
    let columns = vec![SheetColumn::new("名称", 30, Align::Left), SheetColumn::new("代码", 22, Align::Left)];
    let mut made = sheet(view, "不在分配范围", columns, date);
    for one in &view.outside {
        made.rows.push(vec![SheetCell::text(one.name.clone()), SheetCell::text(one.code.clone())]);
    }
    made
}

fn parameters(view: &AllocationView, date: Date) -> Sheet {
    let (columns, rows) = parameter_table(&view.parameters);
    Sheet { rows, ..sheet(view, "所用参数", columns, date) }
}
