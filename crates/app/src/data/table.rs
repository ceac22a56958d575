//! A data file as cells with the line numbers that the user's program shows. Understands CSV and xlsx; no meaning.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};

use super::words::Column;
use crate::{AppError, Result};

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Table {
    /// Known columns of the header, by position.
    pub columns: Vec<Option<Column>>,
    /// Header cells that are no known column.
    pub unknown: Vec<String>,
    pub rows: Vec<TableRow>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TableRow {
    /// From 1, as Excel and text editors count.
    pub line: usize,
    pub cells: Vec<String>,
}

impl TableRow {
    pub fn get(&self, table: &Table, column: Column) -> Option<&str> {
        let position = table.columns.iter().position(|held| *held == Some(column))?;
        Some(self.cells.get(position)?.trim()).filter(|cell| !cell.is_empty())
    }
}

impl Table {
    pub fn has(&self, column: Column) -> bool {
        self.columns.contains(&Some(column))
    }

    pub fn read(bytes: &[u8], file_name: &str) -> Result<Table> {
        Table::new(lines(bytes, file_name)?, file_name)
    }

    pub fn from_csv(bytes: &[u8], file_name: &str) -> Result<Table> {
        Table::new(csv_lines(bytes, file_name)?, file_name)
    }

    /// The header is the first line that has the column of values; titles above it are skipped.
    fn new(lines: Vec<TableRow>, file_name: &str) -> Result<Table> {
        let known =
            |row: &TableRow| -> Vec<Option<Column>> { row.cells.iter().map(|cell| Column::of_header(cell)).collect() };
        let header = lines.iter().position(|row| known(row).iter().flatten().count() >= 3).ok_or_else(|| {
            let wanted: Vec<&str> = Column::ALL.iter().map(|column| column.title()).collect();
            bad_file(file_name, &format!("没有找到表头行；第一行应为：{}", wanted.join("、")))
        })?;
        let columns = known(&lines[header]);
        let unknown = lines[header]
            .cells
            .iter()
            .zip(&columns)
            .filter(|(cell, column)| column.is_none() && !cell.trim().is_empty())
            .map(|(cell, _)| cell.trim().to_string())
            .collect();
        let is_filled = |row: &TableRow| row.cells.iter().any(|cell| !cell.trim().is_empty());
        let rows = lines.into_iter().skip(header + 1).filter(is_filled).collect();
        Ok(Table { columns, unknown, rows })
    }
}

/// All lines of a file. By its content, not by its name: a zip file is an Excel file, everything else is CSV.
pub(crate) fn lines(bytes: &[u8], file_name: &str) -> Result<Vec<TableRow>> {
    if bytes.starts_with(b"PK\x03\x04") {
        xlsx_lines(bytes, file_name)
    } else if file_name.to_lowercase().ends_with(".xlsx") && !bytes.is_empty() {
        Err(bad_file(file_name, "后缀是 .xlsx，但内容不是 Excel 工作簿；请用 Excel 或 WPS 打开后另存为 xlsx 或 CSV"))
    } else {
        csv_lines(bytes, file_name)
    }
}

fn csv_lines(bytes: &[u8], file_name: &str) -> Result<Vec<TableRow>> {
    let text = reader::decode(bytes, Some("data.txt"))?.text;
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut lines = Vec::new();
    for record in reader.records() {
        let record =
            record.map_err(|error| bad_file(file_name, &format!("CSV 格式有误：{error}；请检查引号是否成对")))?;
        let line = record.position().map_or(lines.len() + 1, |position| position.line() as usize);
        lines.push(TableRow { line, cells: record.iter().map(str::to_string).collect() });
    }
    Ok(lines)
}

fn xlsx_lines(bytes: &[u8], file_name: &str) -> Result<Vec<TableRow>> {
    let unreadable = |error: calamine::XlsxError| {
        bad_file(file_name, &format!("不是可读的 Excel 工作簿（{error}）；请用 Excel 或 WPS 打开后另存为 xlsx"))
    };
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(unreadable)?;
    let Some(sheet) = workbook.worksheet_range_at(0) else {
        return Err(bad_file(file_name, "工作簿中没有工作表"));
    };
    let range = sheet.map_err(unreadable)?;
    let first_line = range.start().map_or(0, |(row, _)| row as usize);
    let rows = range
        .rows()
        .enumerate()
        .map(|(index, cells)| TableRow { line: first_line + index + 1, cells: cells.iter().map(cell_text).collect() });
    Ok(rows.collect())
}

/// Numbers as Excel shows them: at most fifteen digits, so that 0.1 + 0.2 does not come in as 0.30000000000000004.
fn cell_text(cell: &Data) -> String {
    match cell {
        Data::Float(number) => {
            let digits = 15_usize.saturating_sub(number.abs().log10().floor().max(0.0) as usize + 1);
            let text = format!("{number:.digits$}");
            if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_string() } else { text }
        }
        Data::DateTime(time) => {
            time.to_ymd_hms_milli().0.to_string()
                + &format!("-{:02}-{:02}", time.to_ymd_hms_milli().1, time.to_ymd_hms_milli().2)
        }
        Data::Empty => String::new(),
        other => other.to_string(),
    }
}

fn bad_file(file_name: &str, reason: &str) -> AppError {
    AppError::BadFile { message: format!("文件“{file_name}”：{reason}") }
}
