//! The lines at the top of a text, told apart by form: headers of the page, addressees, the rest.

use model::Span;

use crate::document::Document;
use crate::labels::{Rank, label_at};
use crate::wording::Lexicon;

/// Lines at the top that may belong to the frame.
pub(super) const HEAD_LINES: usize = 80;

/// The lines at the top, told apart by form.
pub(super) struct Lines {
    pub header: Vec<Span>,
    /// Lines above the first heading that are no header, not empty.
    pub head: Vec<Span>,
    pub addressees: Option<Span>,
}

impl Lines {
    pub fn of(document: &Document, lexicon: &Lexicon) -> Lines {
        let mut lines = Lines { header: Vec::new(), head: Vec::new(), addressees: None };
        for &line in document.lines.iter().take(HEAD_LINES) {
            let trimmed = document.trim(line);
            if trimmed.is_empty() {
                continue;
            }
            let label = label_at(document, trimmed.start);
            if label.is_some_and(|label| label.rank != Rank::Arabic && label.rank != Rank::Article) {
                break;
            }
            if is_header(document, lexicon, trimmed) {
                lines.header.push(trimmed);
                continue;
            }
            let words = document.matched(trimmed);
            let is_salutation = words.ends_with(':') && words.chars().count() <= 150 && !words.contains('。');
            if lines.addressees.is_none() && is_salutation && words.contains('各') && !lines.head.is_empty() {
                lines.addressees = Some(trimmed);
            }
            if lines.addressees.is_none() && is_salutation && words.contains('各') && words.contains('号') {
                // 甲方案的通知甲发〔2026〕3号 各县: the addressees close the line.
                let start = (trimmed.start..trimmed.end).rev().find(|&at| document.at(at) == '号');
                lines.addressees = start.map(|at| document.trim(Span::new(at + 1, trimmed.end)));
            }
            lines.head.push(trimmed);
        }
        lines
    }

    /// The value behind one of the words of a page header; several may stand in one line, each up to the next.
    pub fn value_of(&self, document: &Document, lexicon: &Lexicon, keys: &[&str]) -> Option<String> {
        keys.iter().find_map(|key| {
            self.header.iter().find_map(|&line| {
                let fields = fields(document, lexicon, line);
                let (_, value) = fields.iter().find(|(found, value)| found == key && !value.is_empty())?;
                Some(document.text(*value))
            })
        })
    }
}

/// 发布机构:某某办公室 主题分类:综合政务: the words of the header in one line, with their values.
fn fields(document: &Document, lexicon: &Lexicon, line: Span) -> Vec<(String, Span)> {
    let mut marks: Vec<(String, usize, usize)> = Vec::new();
    for colon in (line.start..line.end).filter(|&at| document.at(at) == ':') {
        let from = marks.last().map_or(line.start, |(_, _, end)| *end);
        // The key may be spaced out: 名       称.
        let squeezed =
            |start: usize| -> String { document.chars[start..colon].iter().filter(|c| !c.is_whitespace()).collect() };
        let start = (from..colon).find(|&start| {
            let is_edge = start == line.start || document.before(start) == ' ';
            let key: Vec<char> = squeezed(start).chars().collect();
            is_edge && lexicon.page_header.at(&key, 0).is_some_and(|(length, _)| length == key.len())
        });
        if let Some(start) = start {
            marks.push((squeezed(start), start, colon + 1));
        }
    }
    let next = |index: usize| marks.get(index + 1).map_or(line.end, |(_, start, _)| *start);
    marks
        .iter()
        .enumerate()
        .map(|(index, (key, _, end))| (key.clone(), document.trim(Span::new(*end, next(index).max(*end)))))
        .collect()
}

fn is_header(document: &Document, lexicon: &Lexicon, line: Span) -> bool {
    let words = document.matched(line);
    let squeezed: String = words.chars().filter(|c| !c.is_whitespace()).collect();
    if squeezed == "正文" || squeezed == "目录" {
        return true;
    }
    let chars: Vec<char> = squeezed.chars().collect();
    lexicon.page_header.at(&chars, 0).is_some_and(|(length, _)| chars.get(length) == Some(&':'))
}
