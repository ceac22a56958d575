//! An accounting table as an Excel workbook: the numbers of the screen, each with its id.

use jiff::Timestamp;
use model::Dataset;
use report::{Align, Paper, Sheet, SheetCell, SheetColumn};
use rust_decimal::Decimal;

use crate::view::{AccountQuestion, AccountRow};
use crate::{Actor, App, AppError, Download, Result, day_in_china};

impl App {
    /// The table as an Excel workbook; every number carries its id, so that the workbook can be checked later.
    pub async fn account_xlsx(&self, actor: &Actor, question: &AccountQuestion, now: Timestamp) -> Result<Download> {
        let view = self.account_view(actor, question, now).await?;
        let is_demo = view.dataset == Dataset::Demo;
        let mut columns =
            vec![SheetColumn::new(view.subject.clone(), 30, Align::Left), SheetColumn::new("代码", 22, Align::Left)];
        for column in &view.columns {
            let unit = if column.unit.is_empty() { String::new() } else { format!("（{}）", column.unit) };
            columns.push(SheetColumn::new(format!("{}{unit}", column.name), 16, Align::Right));
        }
        let formula = view.formula.as_ref().and_then(|code| view.formulas.iter().find(|held| held.code == *code));
        let what = formula.map_or_else(|| view.period_in_words.clone(), |formula| format!("{}历年", formula.name));
        let title = format!("{}核算表（{what}，{}）", view.pack.name, view.subject);
        let row = |row: &AccountRow| {
            let mut cells = vec![SheetCell::text(row.name.clone()), SheetCell::text(row.key.clone())];
            cells.extend(view.columns.iter().zip(&row.values).map(|(column, text)| match text {
                None => SheetCell::Missing,
                Some(text) => match text.parse::<Decimal>() {
                    Ok(value) => SheetCell::Number {
                        value,
                        decimals: value.scale(),
                        unit: None,
                        figure: Some(format!("{}{}/{}", column.figures, column.code, row.key)),
                    },
                    Err(_) => SheetCell::text(text.clone()),
                },
            }));
            cells
        };
        let mut notes: Vec<String> =
            view.columns.iter().map(|column| format!("{} = {}", column.name, column.formula)).collect();
        notes.dedup();
        notes.extend(view.notes.iter().cloned());
        notes.extend(Some(view.note.clone()).filter(|note| !note.is_empty()));
        notes.push("“—”表示没有数据，不等于零。".to_string());
        let mark = if is_demo { "【演示】" } else { "" };
        let sheet = Sheet {
            name: "核算表".to_string(),
            title: title.clone(),
            subtitle: Some(format!("规则版本 {}（{}）", view.version, view.certainty)),
            columns,
            frozen_columns: 1,
            paper: Paper::A3,
            rows: view.rows.iter().map(row).collect(),
            notes,
            date: day_in_china(now),
            is_demo,
        };
        let bytes = report::ledger_xlsx(&[sheet]).map_err(AppError::from)?;
        Ok(Download { file_name: format!("{mark}{title}.xlsx"), bytes })
    }
}
