//! What the workbooks of allocations and placements have in common: the head of a sheet, the proof, the parameters, the name
//! of the file.

use jiff::civil::Date;
use model::Dataset;
use report::{Align, Paper, Sheet, SheetCell, SheetColumn};
use rust_decimal::Decimal;

use crate::evaluations::{dataset_in_words, parameter_table};
use crate::reach::NOT_YOURS;
use crate::view::{AllocationRunView, ParameterUsedView, ProofView};
use crate::{AppError, Download, Result};

/// What every sheet of a dry run or a frozen run says of itself.
pub(crate) struct Workbook<'view> {
    pub name: &'view str,
    pub period: &'view str,
    pub dataset: Dataset,
    pub version: &'view str,
    pub certainty: &'view str,
    pub unit: &'view str,
    /// Nothing for a dry run.
    pub run: Option<&'view AllocationRunView>,
    pub date: Date,
}

impl Workbook<'_> {
    pub fn sheet(&self, name: &str, columns: Vec<SheetColumn>) -> Sheet {
        let state = self.run.map_or("测算，未冻结".to_string(), |run| {
            format!("第 {} 号，{}，切片 {}", run.id, run.state_in_words, &run.cut[..12.min(run.cut.len())])
        });
        Sheet {
            name: name.to_string(),
            title: format!("{}（{}）", self.name, self.period),
            subtitle: Some(format!(
                "{}　规则版本 {}（{}）　单位：{}　{state}",
                dataset_in_words(self.dataset),
                self.version,
                self.certainty,
                self.unit
            )),
            columns,
            frozen_columns: 1,
            paper: Paper::A3,
            rows: Vec::new(),
            notes: Vec::new(),
            date: self.date,
            is_demo: self.dataset == Dataset::Demo,
        }
    }

    /// What was checked after the fact, and from what.
    pub fn proof(&self, lines: &[ProofView], how: &str) -> Sheet {
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
        let mut made = self.sheet("复核", columns);
        made.rows = lines.iter().map(row).collect();
        made.notes.push(how.to_string());
        made
    }

    pub fn parameters(&self, used: &[ParameterUsedView]) -> Sheet {
        let (columns, rows) = parameter_table(used);
        Sheet { rows, ..self.sheet("所用参数", columns) }
    }

    pub fn file(&self, sheets: &[Sheet]) -> Result<Download> {
        let bytes = report::ledger_xlsx(sheets).map_err(AppError::from)?;
        let mark = if self.dataset == Dataset::Demo { "【演示】" } else { "" };
        let state = self.run.map_or("测算", |run| run.state_in_words.as_str());
        Ok(Download { file_name: format!("{mark}{}{}（{state}）.xlsx", self.period, self.name), bytes })
    }
}

/// An amount with the id that explains it, where it has one; what is hidden from the reader says so.
pub(crate) fn number(text: &str, figure: Option<String>) -> SheetCell {
    match text.parse::<Decimal>() {
        Ok(value) => SheetCell::Number { value, decimals: value.scale(), unit: None, figure },
        Err(_) if text == NOT_YOURS => SheetCell::text(text),
        Err(_) => SheetCell::Missing,
    }
}
