//! Glyphs of a page → lines from top to bottom; then page numbers and running headers are taken out.
//! Knows nothing of paragraphs.

use std::collections::BTreeMap;

use super::page::Glyph;

/// Glyphs whose feet are nearer than this share of their size stand on one line.
const LEVEL: f64 = 0.45;
/// A gap between two glyphs that is a space, in sizes: more than what setting to full width adds between characters.
const SPACE: f64 = 0.65;
/// A gap that separates columns of a table.
const COLUMN: f64 = 2.2;
/// Share of the page's height, above and below, in which page numbers and running headers stand.
const EDGE: f64 = 0.12;
/// How much two running headers may differ in height, in points.
const HEADER_SHIFT: f64 = 3.0;

#[derive(Debug, Clone, Default)]
pub(super) struct Line {
    pub(super) page: usize,
    pub(super) text: String,
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) foot: f64,
    pub(super) size: f64,
    pub(super) page_width: f64,
    /// A space was printed after its last character.
    pub(super) ends_blank: bool,
    /// Stands in the upper or lower edge of its page.
    is_edge: bool,
    /// Stands alone: a row of a table, or a note of ours.
    pub(super) is_row: bool,
}

impl Line {
    /// A remark about the page, in the place of its text.
    pub(super) fn note(page: usize, text: String) -> Line {
        Line { page, text, is_row: true, ..Line::default() }
    }
}

pub(super) fn lines(mut glyphs: Vec<Glyph>, page: usize, page_width: f64, height: f64) -> Vec<Line> {
    glyphs.sort_by(|one, other| one.y.total_cmp(&other.y));
    let mut lines = Vec::new();
    let mut row: Vec<Glyph> = Vec::new();
    // The foot and size of the row's largest glyph, so that raised and lowered small ones stay with it.
    let (mut foot, mut size) = (0.0, 0.0);
    for glyph in glyphs {
        let is_same = (glyph.y - foot).abs() <= LEVEL * f64::max(size, glyph.size);
        if !row.is_empty() && !is_same {
            lines.extend(line(std::mem::take(&mut row), page, page_width, height));
        }
        if row.is_empty() || glyph.size > size {
            (foot, size) = (glyph.y, glyph.size);
        }
        row.push(glyph);
    }
    lines.extend(line(row, page, page_width, height));
    lines
}

fn line(mut row: Vec<Glyph>, page: usize, page_width: f64, height: f64) -> Option<Line> {
    row.sort_by(|one, other| one.x.total_cmp(&other.x));
    let mut text = String::new();
    let mut is_row = false;
    let mut edge: Option<Edge> = None;
    let (mut left, mut right) = (f64::INFINITY, 0.0f64);
    let mut sizes = Vec::new();
    for glyph in &row {
        // Bold made by drawing twice.
        let is_again = edge.as_ref().is_some_and(|edge| {
            edge.text == glyph.text && glyph.x - edge.start < 0.25 * f64::min(edge.width, glyph.size)
        });
        if is_again {
            continue;
        }
        let is_blank = glyph.text.trim().is_empty();
        if let Some(edge) = &edge
            && !is_blank
        {
            let gap = (glyph.x - edge.end) / glyph.size;
            if gap > COLUMN {
                text.truncate(text.trim_end().len());
                text.push('\t');
                is_row = true;
            } else if gap > SPACE && !text.ends_with(' ') {
                text.push(' ');
            }
        }
        if !is_blank {
            text.push_str(&glyph.text);
            left = left.min(glyph.x);
            right = right.max(glyph.x + glyph.width);
            sizes.push(glyph.size);
            edge =
                Some(Edge { text: glyph.text.clone(), start: glyph.x, end: glyph.x + glyph.width, width: glyph.width });
        } else if !text.is_empty() && !text.ends_with(' ') {
            text.push(' ');
        }
    }
    let ends_blank = text.ends_with(' ');
    let text = text.trim().to_string();
    if text.is_empty() {
        return None;
    }
    sizes.sort_by(f64::total_cmp);
    let size = sizes.get(sizes.len() / 2).copied()?;
    let foot = row.iter().map(|glyph| glyph.y).fold(0.0, f64::max);
    let is_edge = foot < height * EDGE || foot > height * (1.0 - EDGE);
    Some(Line { page, text, left, right, foot, size, page_width, ends_blank, is_edge, is_row })
}

/// Where the last visible glyph of a line stands.
struct Edge {
    text: String,
    start: f64,
    end: f64,
    width: f64,
}

/// Leaves out page numbers and what is printed again at the edge of page after page.
pub(super) fn without_furniture(lines: Vec<Line>, pages: usize) -> Vec<Line> {
    let mut places: BTreeMap<String, Vec<(usize, f64)>> = BTreeMap::new();
    for line in lines.iter().filter(|line| line.is_edge) {
        places.entry(without_numbers(&line.text)).or_default().push((line.page, line.foot));
    }
    let is_running = |line: &Line| {
        places.get(&without_numbers(&line.text)).is_some_and(|found| {
            let mut on: Vec<usize> = found
                .iter()
                .filter(|(_, foot)| (foot - line.foot).abs() <= HEADER_SHIFT)
                .map(|(page, _)| *page)
                .collect();
            on.dedup();
            // Headers of left and right pages may differ.
            on.len() >= 3 && on.len() * 3 >= pages || on.len() == 2 && pages == 2
        })
    };
    let kept = |line: &Line| !line.is_edge || !(is_page_number(&line.text) || is_running(line));
    let kept: Vec<bool> = lines.iter().map(kept).collect();
    lines.into_iter().zip(kept).filter_map(|(line, kept)| kept.then_some(line)).collect()
}

fn without_numbers(text: &str) -> String {
    text.chars().filter(|c| !c.is_ascii_digit() && !c.is_whitespace()).collect()
}

/// `— 12 —`, `12`, `第 12 页 共 30 页`, `12/30`.
fn is_page_number(text: &str) -> bool {
    let is_mark = |c: char| matches!(c, '—' | '–' | '-' | '－' | '─' | '·' | '•' | '第' | '页' | '共' | '/' | '／');
    text.chars().any(|c| c.is_ascii_digit())
        && text.chars().filter(char::is_ascii_digit).count() <= 8
        && text.chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || is_mark(c))
}
