//! An outcome of an analysis as an Excel workbook: results, figures, tables, who is left out, conventions.

use jiff::civil::Date;
use model::{AnalysisCell, AnalysisOutcome};
use report::{Align, Paper, Sheet, SheetCell, SheetColumn};

use crate::Result;

/// `names` says how people call a subject, `pack` how the pack is called.
pub(crate) fn workbook(
    outcome: &AnalysisOutcome,
    names: &dyn Fn(&str) -> String,
    pack: &str,
    date: Date,
    is_demo: bool,
) -> Result<Vec<u8>> {
    let sheet = |name: &str, columns: Vec<SheetColumn>, rows: Vec<Vec<SheetCell>>| Sheet {
        name: name.chars().filter(|letter| !"[]:*?/\\".contains(*letter)).take(31).collect(),
        title: format!("{}（{}）", outcome.name, outcome.period.in_words()),
        subtitle: Some(format!("{}　机制包：{pack}　版本：{}", outcome.method, outcome.version)),
        columns,
        frozen_columns: 1,
        paper: Paper::A4,
        rows,
        notes: Vec::new(),
        date,
        is_demo,
    };
    let is_number =
        |place: usize| outcome.rows.iter().all(|row| !matches!(row.cells.get(place), Some(AnalysisCell::Text(_))));
    let mut columns = vec![SheetColumn::new("对象", 24, Align::Left), SheetColumn::new("代码", 20, Align::Left)];
    for (place, column) in outcome.columns.iter().enumerate() {
        let unit = if column.unit.is_empty() { String::new() } else { format!("（{}）", column.unit) };
        let align = if is_number(place) { Align::Right } else { Align::Left };
        columns.push(SheetColumn::new(format!("{}{unit}", column.name), 16, align));
    }
    columns.push(SheetColumn::new("说明", 60, Align::Left));
    let rows = outcome.rows.iter().map(|row| {
        let own = [SheetCell::text(names(&row.key)), SheetCell::text(row.key.clone())];
        let reasons = SheetCell::text(row.reasons.join("；"));
        own.into_iter().chain(row.cells.iter().map(cell)).chain([reasons]).collect()
    });
    let mut results = sheet("结果", columns, rows.collect());
    results.notes.clone_from(&outcome.conventions);
    results.notes.push("“—”表示没有数据，不等于零。".to_string());
    let mut sheets = vec![results];
    if !outcome.figures.is_empty() {
        let columns = vec![
            SheetColumn::new("指标", 24, Align::Left),
            SheetColumn::new("数值", 16, Align::Right),
            SheetColumn::new("说明", 60, Align::Left),
        ];
        let row = |one: &model::AnalysisFigure| {
            let value = one.value.map_or(SheetCell::Missing, SheetCell::number);
            let note = if one.note.is_empty() { SheetCell::Missing } else { SheetCell::text(one.note.clone()) };
            vec![SheetCell::text(one.name.clone()), value, note]
        };
        sheets.push(sheet("汇总", columns, outcome.figures.iter().map(row).collect()));
    }
    for table in &outcome.tables {
        let columns = table.columns.iter().enumerate().map(|(place, name)| {
            SheetColumn::new(name.clone(), 16, if place == 0 { Align::Left } else { Align::Right })
        });
        let rows = table.rows.iter().map(|row| row.iter().map(cell).collect()).collect();
        sheets.push(sheet(&table.name, columns.collect(), rows));
    }
    if !outcome.left_out.is_empty() {
        let columns = vec![SheetColumn::new("对象", 24, Align::Left), SheetColumn::new("原因", 80, Align::Left)];
        let row =
            |one: &model::AnalysisGap| vec![SheetCell::text(names(&one.key)), SheetCell::text(one.reason.clone())];
        sheets.push(sheet("未列入", columns, outcome.left_out.iter().map(row).collect()));
    }
    Ok(report::ledger_xlsx(&sheets)?)
}

fn cell(cell: &AnalysisCell) -> SheetCell {
    match cell {
        AnalysisCell::Number(value) => SheetCell::number(*value),
        AnalysisCell::Text(text) if text.is_empty() => SheetCell::Missing,
        AnalysisCell::Text(text) => SheetCell::text(text.clone()),
        AnalysisCell::Missing => SheetCell::Missing,
    }
}
