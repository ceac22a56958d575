//! A data file as cells with the line numbers that the user's program shows. Understands CSV and xlsx; no meaning.

use super::words::Column;
use crate::Result;
use crate::spreadsheet::{Line, bad, csv_lines, lines};

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Table {
    /// Known columns of the header, by position.
    pub columns: Vec<Option<Column>>,
    /// Header cells that are no known column.
    pub unknown: Vec<String>,
    pub rows: Vec<Line>,
}

impl Table {
    /// Nothing where the line has no such cell or a blank one.
    pub fn cell<'row>(&self, row: &'row Line, column: Column) -> Option<&'row str> {
        let position = self.columns.iter().position(|held| *held == Some(column))?;
        Some(row.cells.get(position)?.trim()).filter(|cell| !cell.is_empty())
    }

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
    fn new(lines: Vec<Line>, file_name: &str) -> Result<Table> {
        let known = |row: &Line| -> Vec<Option<Column>> { row.cells.iter().map(Column::of_header).collect() };
        let header = lines.iter().position(|row| known(row).iter().flatten().count() >= 3).ok_or_else(|| {
            let wanted: Vec<&str> = Column::ALL.iter().map(|column| column.title()).collect();
            bad(file_name, &format!("没有找到表头行；第一行应为：{}", wanted.join("、")))
        })?;
        let columns = known(&lines[header]);
        let unknown = lines[header]
            .cells
            .iter()
            .zip(&columns)
            .filter(|(cell, column)| column.is_none() && !cell.trim().is_empty())
            .map(|(cell, _)| cell.trim().to_string())
            .collect();
        let rows = lines.into_iter().skip(header + 1).filter(|row| !row.cells.is_blank()).collect();
        Ok(Table { columns, unknown, rows })
    }
}
