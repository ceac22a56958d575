//! Prints to the terminal: lines, complaints, and tables in which a Chinese character takes two columns.

use std::io::Write;

use anyhow::Result;
use app::view::LineError;
use unicode_width::UnicodeWidthStr;

/// Writes to standard output. A closed pipe (`| head`) is reported as such and is no failure of ours.
pub fn show(text: &str) -> Result<()> {
    let mut out = std::io::stdout().lock();
    out.write_all(text.as_bytes())?;
    if !text.ends_with('\n') {
        out.write_all(b"\n")?;
    }
    Ok(out.flush()?)
}

/// The one message of a failure.
pub fn complain(message: &str) {
    note(&format!("错误：{message}"));
}

/// A line on standard error. When even that is closed there is nobody left to tell.
pub fn note(message: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{message}");
}

pub fn line_error(error: &LineError) -> String {
    let column = error.column.as_deref().map(|column| format!("“{column}”列")).unwrap_or_default();
    format!("  第{}行{column}：{}", error.line, error.message)
}

/// How a column is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    Left,
    Right,
}

/// Lays out rows under headers; columns are as wide as their widest cell but never wider than `max`.
pub fn table(columns: &[(&str, Side, usize)], rows: &[Vec<String>]) -> String {
    let width = |(index, (title, _, max)): (usize, &(&str, Side, usize))| {
        let cells = rows.iter().filter_map(|row| row.get(index)).map(|cell| cell.width());
        cells.chain([title.width()]).max().unwrap_or(0).min(*max)
    };
    let widths: Vec<usize> = columns.iter().enumerate().map(width).collect();
    let mut text = String::new();
    let titles: Vec<String> = columns.iter().map(|(title, _, _)| (*title).to_string()).collect();
    let rule: Vec<String> = widths.iter().map(|width| "-".repeat(*width)).collect();
    for row in [&titles, &rule].into_iter().chain(rows) {
        let cells = row.iter().zip(&widths).zip(columns);
        let line: Vec<String> = cells.map(|((cell, width), (_, side, _))| fitted(cell, *width, *side)).collect();
        text.push_str(line.join("  ").trim_end());
        text.push('\n');
    }
    text
}

/// Cut with an ellipsis or filled up to exactly `width` columns.
fn fitted(cell: &str, width: usize, side: Side) -> String {
    let cell = cell.replace(['\n', '\t'], " ");
    let mut text = cell.clone();
    if cell.width() > width {
        text.clear();
        for character in cell.chars() {
            let mut longer = text.clone();
            longer.push(character);
            if longer.width() + 1 > width {
                break;
            }
            text = longer;
        }
        text.push('…');
    }
    let padding = " ".repeat(width.saturating_sub(text.width()));
    match side {
        Side::Left => format!("{text}{padding}"),
        Side::Right => format!("{padding}{text}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_cells_align_with_latin_ones() {
        let columns = [("名称", Side::Left, 8), ("值", Side::Right, 6)];
        let rows = [vec!["甲乙".to_string(), "1".to_string()], vec!["abcdefghijk".to_string(), "100".to_string()]];
        assert_eq!(table(&columns, &rows), "名称       值\n--------  ---\n甲乙        1\nabcdefg…  100\n");
    }
}
