//! A data file as cells with the line numbers that the user's program shows. Understands CSV and xlsx; no meaning.

use super::words::Column;
use crate::spreadsheet::FILE_MAX;
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

/// Before anything is parsed, of whatever form.
pub(crate) fn check_size(bytes: &[u8], file_name: &str) -> Result<()> {
    if bytes.is_empty() {
        return Err(bad_file(file_name, "是空的，请检查是否选错文件或上传中断"));
    }
    if bytes.len() > FILE_MAX {
        return Err(bad_file(file_name, "超过 50 MB，请分成几个文件导入"));
    }
    Ok(())
}

/// All lines of a file. By its content, not by its name: a zip file is an Excel file, everything else is CSV.
pub(crate) fn lines(bytes: &[u8], file_name: &str) -> Result<Vec<TableRow>> {
    check_size(bytes, file_name)?;
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
    let lines = crate::spreadsheet::workbook(bytes, file_name)?.into_iter();
    Ok(lines.map(|line| TableRow { line: line.line, cells: line.cells }).collect())
}

fn bad_file(file_name: &str, reason: &str) -> AppError {
    AppError::BadFile { message: format!("文件“{file_name}”：{reason}") }
}
