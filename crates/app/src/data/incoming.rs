//! A data file of any form that is understood, as the table that the one check of data files reads. Decides nothing about
//! the values: what is wrong with them is said there.

use std::collections::BTreeMap;

use model::Dataset;
use serde_json::Value;
use store::Dictionaries;

use super::components::{COMPONENTS, plain};
use super::table::Table;
use super::words::Column;
use super::{dhis2, sdmx_csv, sdmx_read};
use crate::spreadsheet::{Line, check_size};
use crate::view::LineError;
use crate::{AppError, DataFormat, Result};

/// What the one who imports says about a file, because its form has no place for it. It never replaces what the file says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Told {
    /// Nothing when the form is to be seen from the content.
    pub format: Option<DataFormat>,
    pub scope: Option<String>,
    pub grade: Option<String>,
    pub status: Option<String>,
    pub source: Option<String>,
}

impl Told {
    fn word(&self, column: Column) -> Option<&str> {
        let word = match column {
            Column::Scope => &self.scope,
            Column::Grade => &self.grade,
            Column::Status => &self.status,
            Column::Source => &self.source,
            _ => &None,
        };
        word.as_deref().map(str::trim).filter(|word| !word.is_empty())
    }
}

/// A file that could be read as a table.
#[derive(Debug)]
pub(super) struct Incoming {
    pub table: Table,
    /// Faults that the table cannot show.
    pub errors: Vec<LineError>,
    /// What was left aside.
    pub notes: Vec<String>,
}

/// What is known when a file is read.
pub(super) struct Reading<'data> {
    pub file_name: &'data str,
    pub dataset: Dataset,
    pub dictionaries: &'data Dictionaries,
    pub told: &'data Told,
}

impl Reading<'_> {
    pub fn bad(&self, reason: impl std::fmt::Display) -> AppError {
        AppError::BadFile { message: format!("文件“{}”：{reason}", self.file_name) }
    }
}

/// By its content; a form that was told and is not that of the file is refused.
pub(super) fn read(bytes: &[u8], reading: &Reading<'_>) -> Result<Incoming> {
    check_size(bytes, reading.file_name)?;
    let start = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    let is_json = start.starts_with(b"{") || start.starts_with(b"[");
    let (format, incoming) = if is_json {
        let text = std::str::from_utf8(start)
            .map_err(|error| reading.bad(format!("不是 UTF-8 文本（第 {} 字节）", error.valid_up_to() + 1)))?;
        let skipped = bytes[..bytes.len() - start.len()].iter().filter(|byte| **byte == b'\n').count();
        let value: Value = serde_json::from_str(text).map_err(|error| {
            reading.bad(format!("第 {} 行第 {} 列起不是有效的 JSON（{error}）", error.line() + skipped, error.column()))
        })?;
        if dhis2::is_of(&value) {
            (DataFormat::Dhis2, dhis2::read(&value, text, reading)?)
        } else if sdmx_read::is_of(&value) {
            (DataFormat::SdmxJson, sdmx_read::read(&value, text, reading)?)
        } else {
            return Err(
                reading.bad("是 JSON，但既不是 SDMX-JSON 数据消息（data.dataSets），也不是 DHIS2 的 dataValues")
            );
        }
    } else if sdmx_csv::is_of(start) {
        (DataFormat::SdmxCsv, sdmx_csv::read(bytes, reading)?)
    } else {
        let format = if start.starts_with(b"PK") { DataFormat::Xlsx } else { DataFormat::Csv };
        let table = Table::read(bytes, reading.file_name)?;
        (format, Incoming { table, errors: Vec::new(), notes: Vec::new() })
    };
    match reading.told.format {
        Some(told) if told != format => Err(reading.bad(format!(
            "注明的格式是{}，内容却是{}；请改选格式或文件",
            told.in_words(),
            format.in_words()
        ))),
        Some(_) | None => Ok(incoming),
    }
}

/// Values of one observation by the names of SDMX.
pub(super) type Named = BTreeMap<String, String>;

/// Builds the table from observations of a form with named components.
pub(super) struct Builder<'data, 'told> {
    reading: &'told Reading<'data>,
    incoming: Incoming,
    columns: Vec<Column>,
}

impl<'data, 'told> Builder<'data, 'told> {
    pub fn new(reading: &'told Reading<'data>) -> Builder<'data, 'told> {
        let columns: Vec<Column> = COMPONENTS.iter().filter_map(|component| component.column).collect();
        let table =
            Table { columns: columns.iter().copied().map(Some).collect(), unknown: Vec::new(), rows: Vec::new() };
        Builder { reading, incoming: Incoming { table, errors: Vec::new(), notes: Vec::new() }, columns }
    }

    pub fn fault(&mut self, line: usize, column: Option<&str>, message: impl Into<String>) {
        let column = column.map(str::to_string);
        self.incoming.errors.push(LineError { line, column, message: message.into() });
    }

    pub fn note(&mut self, note: String) {
        if !self.incoming.notes.contains(&note) {
            self.incoming.notes.push(note);
        }
    }

    /// A row under the line where it begins.
    pub fn add(&mut self, line: usize, named: &Named) {
        let value = |id: &str| named.get(id).map(|text| text.trim()).filter(|text| !text.is_empty());
        if let (Some(frequency), Some(period)) = (value("FREQ"), value("TIME_PERIOD")) {
            let of_period = plain("TIME_PERIOD", period).parse().ok().map(super::components::frequency);
            if let Some(expected) = of_period.filter(|expected| *expected != frequency) {
                self.fault(line, Some("FREQ"), format!("频率“{frequency}”与报告期“{period}”不符，应为“{expected}”"));
            }
        }
        let cell = |column: &Column| {
            let id = COMPONENTS.iter().find(|component| component.column == Some(*column)).map(|found| found.id);
            let said = id.and_then(|id| value(id).map(|text| plain(id, text)));
            said.or_else(|| self.reading.told.word(*column).map(str::to_string)).unwrap_or_default()
        };
        let cells = self.columns.iter().map(cell).collect();
        self.incoming.table.rows.push(Line { line, cells });
    }

    pub fn finish(self) -> Incoming {
        self.incoming
    }
}
