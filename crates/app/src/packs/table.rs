//! Tables for a terminal and for pages of tests: columns aligned by width, a Chinese character takes two.

use rust_decimal::Decimal;
use unicode_width::UnicodeWidthStr;

/// Rows of cells, aligned; columns of numbers to the right. No cell is cut, and no line ends in blanks.
pub fn aligned(rows: &[Vec<String>]) -> Vec<String> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width =
        |column: usize| rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.width()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let is_number: Vec<bool> = (0..columns).map(|column| holds_numbers(rows, column)).collect();
    let line = |row: &Vec<String>| {
        let cells = row.iter().enumerate().map(|(column, cell)| {
            let padding = " ".repeat(widths[column].saturating_sub(cell.width()));
            if is_number[column] { format!("{padding}{cell}") } else { format!("{cell}{padding}") }
        });
        cells.collect::<Vec<String>>().join("  ").trim_end().to_string()
    };
    rows.iter().map(line).collect()
}

/// Whether all cells below the first row are numbers or missing, and one is a number.
fn holds_numbers(rows: &[Vec<String>], column: usize) -> bool {
    let mut cells = rows.iter().skip(1).filter_map(|row| row.get(column)).filter(|cell| *cell != "—").peekable();
    cells.peek().is_some() && cells.all(|cell| cell.parse::<Decimal>().is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_and_latin_cells_stand_below_each_other() {
        let rows = [["企业", "得分"], ["甲公司", "9.5"], ["B", "100"], ["丙", "—"]];
        let rows: Vec<Vec<String>> = rows.iter().map(|row| row.map(str::to_string).to_vec()).collect();
        assert_eq!(aligned(&rows), ["企业    得分", "甲公司   9.5", "B        100", "丙         —"]);
    }
}
