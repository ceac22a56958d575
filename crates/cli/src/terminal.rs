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

/// Lays out rows under headers; a column is as wide as its widest cell but never wider than `max`, and what
/// is longer goes on below. Nothing is cut off.
pub fn table(columns: &[(&str, Side, usize)], rows: &[Vec<String>]) -> String {
    let width = |(index, (title, _, max)): (usize, &(&str, Side, usize))| {
        let cells = rows.iter().filter_map(|row| row.get(index)).map(|cell| cell.width());
        cells.chain([title.width()]).max().unwrap_or(0).min(*max)
    };
    let widths: Vec<usize> = columns.iter().enumerate().map(width).collect();
    let titles: Vec<String> = columns.iter().map(|(title, _, _)| (*title).to_string()).collect();
    let rule: Vec<String> = widths.iter().map(|width| "-".repeat(*width)).collect();
    let mut text = String::new();
    for row in [&titles, &rule].into_iter().chain(rows) {
        let cells: Vec<Vec<String>> = row.iter().zip(&widths).map(|(cell, width)| wrapped(cell, *width)).collect();
        for line in 0..cells.iter().map(Vec::len).max().unwrap_or(0) {
            let parts = cells.iter().zip(&widths).zip(columns).map(|((cell, width), (_, side, _))| {
                padded(cell.get(line).map(String::as_str).unwrap_or_default(), *width, *side)
            });
            text.push_str(parts.collect::<Vec<_>>().join("  ").trim_end());
            text.push('\n');
        }
    }
    text
}

/// Cut into lines of at most `width` columns, after a comma where one is near.
fn wrapped(cell: &str, width: usize) -> Vec<String> {
    let cell = cell.replace(['\n', '\t'], " ");
    let mut lines = Vec::new();
    let mut rest = cell.as_str();
    while rest.width() > width {
        let mut used = 0;
        let fits = |(at, character): (usize, char)| {
            used += character.to_string().width();
            (used <= width).then_some(at + character.len_utf8())
        };
        let end = rest.char_indices().map_while(fits).last().unwrap_or(rest.len());
        let comma = rest[..end].char_indices().rfind(|(_, character)| "、，；。".contains(*character));
        let end = match comma.map(|(at, character)| at + character.len_utf8()) {
            Some(comma) if comma * 2 > end => comma,
            Some(_) | None => end,
        };
        lines.push(rest[..end].to_string());
        rest = &rest[end..];
    }
    lines.push(rest.to_string());
    lines
}

fn padded(text: &str, width: usize, side: Side) -> String {
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
    fn long_cells_go_on_below_after_a_comma() {
        assert_eq!(wrapped("市发改委、市财政局、市商务局", 12), ["市发改委、", "市财政局、", "市商务局"]);
        assert_eq!(wrapped("市文化和旅游局", 5), ["市文", "化和", "旅游", "局"]);
    }

    #[test]
    fn chinese_cells_align_with_latin_ones() {
        let columns = [("名称", Side::Left, 8), ("值", Side::Right, 6)];
        let rows = [vec!["甲乙".to_string(), "1".to_string()], vec!["abcdefghijk".to_string(), "100".to_string()]];
        assert_eq!(table(&columns, &rows), "名称       值\n--------  ---\n甲乙        1\nabcdefgh  100\nijk\n");
    }
}
