//! Tables in the text: rows are lines, cells are set off by tabs, columns are known by their heading cells.
//! Finds them and says what each column holds; what the cells mean is read elsewhere.

use model::Span;

use crate::document::Document;
use crate::wording::Lexicon;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Column {
    Indicator,
    Unit,
    /// With the year that its heading names.
    Target(Option<i16>),
    Base,
    Task,
    Lead,
    Responsible,
    Cooperate,
}

#[derive(Debug, Clone)]
pub(crate) struct Table {
    pub span: Span,
    columns: Vec<Option<Column>>,
    /// The rows below the heading; cells without the white space around them.
    pub rows: Vec<Row>,
}

#[derive(Debug, Clone)]
pub(crate) struct Row {
    pub span: Span,
    cells: Vec<Span>,
}

impl Table {
    /// The cells of a row in columns of this kind.
    pub fn cells<'a>(&'a self, row: &'a Row, column: Column) -> impl Iterator<Item = Span> + 'a {
        self.columns
            .iter()
            .zip(&row.cells)
            .filter(move |(found, _)| **found == Some(column))
            .map(|(_, cell)| *cell)
            .filter(|cell| !cell.is_empty())
    }

    /// The cells of a row that state targets, with the year of their column.
    pub fn targets<'a>(&'a self, row: &'a Row) -> impl Iterator<Item = (Option<i16>, Span)> + 'a {
        self.columns.iter().zip(&row.cells).filter_map(|(column, cell)| match column {
            Some(Column::Target(year)) if !cell.is_empty() => Some((*year, *cell)),
            _ => None,
        })
    }

    pub fn has(&self, column: Column) -> bool {
        self.columns.contains(&Some(column))
    }

    pub fn has_targets(&self) -> bool {
        self.columns.iter().any(|column| matches!(column, Some(Column::Target(_))))
    }
}

/// The tables whose heading row names at least two known columns. A year alone heads a column of targets when it
/// does not lie before the year of issue.
pub(crate) fn tables(document: &Document, lexicon: &Lexicon, body: Span, issued: Option<i16>) -> Vec<Table> {
    let mut found: Vec<Table> = Vec::new();
    let first = document.lines.partition_point(|line| line.end <= body.start);
    for &line in document.lines[first..].iter().take_while(|line| line.start < body.end) {
        let cells = cells(document, line);
        let goes_on = found.last().is_some_and(|table| table.span.end + 1 >= line.start);
        if cells.len() < 2 {
            continue;
        }
        let columns: Vec<Option<Column>> = cells.iter().map(|cell| column(document, lexicon, *cell, issued)).collect();
        let known = columns.iter().flatten().count();
        if known >= 2 {
            found.push(Table { span: line, columns, rows: Vec::new() });
        } else if let Some(table) = found.last_mut().filter(|_| goes_on) {
            table.span.end = line.end;
            table.rows.push(Row { span: document.trim(line), cells });
        }
    }
    found.retain(|table| !table.rows.is_empty());
    found
}

/// 1苗木产量(万株)255.7300.6 8%2造林面积(万亩)…: lines where a unit in brackets runs into a figure again and again.
pub(crate) fn flattened(document: &Document, lexicon: &Lexicon, body: Span) -> Vec<Span> {
    const FEWEST: usize = 4;
    let runs_on = |at: usize| {
        document.at(at) == ')'
            && (document.at(at + 1).is_ascii_digit() || matches!(document.at(at + 1), '<' | '>' | '≥' | '≤'))
            && closes_unit(document, lexicon, at)
    };
    let is_flattened = |line: &&Span| (line.start..line.end).filter(|&at| runs_on(at)).take(FEWEST).count() == FEWEST;
    document.lines_in(body).iter().filter(is_flattened).copied().collect()
}

/// (万吨), (%): a unit alone between the brackets.
fn closes_unit(document: &Document, lexicon: &Lexicon, close: usize) -> bool {
    const LONGEST: usize = 8;
    let open = (close.saturating_sub(LONGEST)..close).rev().find(|&at| document.at(at) == '(');
    let Some(open) = open else { return false };
    let start = (open + 1..close).find(|&at| !matches!(document.at(at), '百' | '千' | '万' | '亿')).unwrap_or(close);
    lexicon.units.at(&document.chars, start).is_some_and(|(length, _)| start + length == close)
}

fn cells(document: &Document, line: Span) -> Vec<Span> {
    let mut cells = Vec::new();
    let mut start = line.start;
    for at in line.start..line.end {
        if document.original[at] == '\t' {
            cells.push(document.trim(Span::new(start, at)));
            start = at + 1;
        }
    }
    cells.push(document.trim(Span::new(start, line.end)));
    cells
}

fn column(document: &Document, lexicon: &Lexicon, cell: Span, issued: Option<i16>) -> Option<Column> {
    const LONGEST: usize = 16;
    let words: Vec<char> =
        document.chars[cell.start..cell.end].iter().copied().filter(|c| !c.is_whitespace()).collect();
    if words.is_empty() || words.len() > LONGEST {
        return None;
    }
    let year = words
        .windows(5)
        .find(|five| five[4] == '年' && five[..4].iter().all(char::is_ascii_digit))
        .and_then(|five| five[..4].iter().collect::<String>().parse::<i16>().ok());
    // The last known word decides: 指标目标值 is a target, 目标任务 a task.
    let mut kind = None;
    let mut at = 0;
    while at < words.len() {
        match lexicon.columns.at(&words, at) {
            Some((length, found)) => {
                kind = Some(*found);
                at += length;
            }
            None => at += 1,
        }
    }
    match kind {
        Some(Column::Target(_)) => Some(Column::Target(year)),
        None if year.is_some() && words.len() <= 6 && year >= issued => Some(Column::Target(year)),
        other => other,
    }
}
