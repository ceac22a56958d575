//! Where headings may stand: labels at the start of lines and inside long lines, and lines that name a part.

use model::Span;

use crate::document::Document;
use crate::labels::{Label, Rank, label_at};
use crate::metadata::Frame;
use crate::wording::{Lexicon, SectionKind};

/// Lines longer than this are searched for headings inside them.
const LONG_LINE: usize = 800;

#[derive(Debug, Clone, Copy)]
pub(super) struct Candidate {
    pub start: usize,
    pub label: Label,
    /// At the start of a line; inside a line the numbering must fit exactly.
    pub at_line_start: bool,
    /// A line of its own without a label: 附则, 2026年工作安排.
    pub is_unlabelled: bool,
}

pub(super) fn candidates(document: &Document, lexicon: &Lexicon, frame: &Frame) -> Vec<Candidate> {
    let mut found = Vec::new();
    let names_parts = frame.is_work_report && !has_items(document, frame);
    for &line in document.lines.iter().filter(|line| line.end > frame.body.start && line.start < frame.body.end) {
        let line = document.trim(Span::new(line.start.max(frame.body.start), line.end.min(frame.body.end)));
        // A label that reaches beyond the body belongs to the tail of the page.
        let fits = |label: &Label| label.end <= frame.body.end;
        if let Some(label) = label_at(document, line.start).filter(fits) {
            found.push(Candidate { start: line.start, label, at_line_start: true, is_unlabelled: false });
        } else if names_part(document, lexicon, line, frame.is_work_report, names_parts) {
            let label = Label { rank: Rank::Item, number: 0, end: line.start };
            found.push(Candidate { start: line.start, label, at_line_start: true, is_unlabelled: true });
        }
        if line.len() <= LONG_LINE {
            continue;
        }
        // 乙部分(三)丙事: a title without 。 may run straight into the next heading.
        let mut title_start = None;
        for start in line.start + 1..line.end {
            if document.at(start) == '。' {
                title_start = None;
            }
            let closes = matches!(document.before(start), '。' | ')' | ':' | ' ' | ';')
                || (document.at(start) == '(' && title_start.is_some_and(|title| start - title < 80));
            if closes
                && let Some(label) = label_at(document, start).filter(fits)
                && label.rank > Rank::Section
            {
                title_start = (label.rank == Rank::Item).then_some(start).or(title_start);
                found.push(Candidate { start, label, at_line_start: false, is_unlabelled: false });
            }
        }
    }
    found
}

/// Whether the text has parts 一、, 二、 at the start of lines.
fn has_items(document: &Document, frame: &Frame) -> bool {
    let lines = document.lines.iter().filter(|line| line.end > frame.body.start && line.start < frame.body.end);
    lines
        .map(|line| document.trim(*line))
        .any(|line| label_at(document, line.start).is_some_and(|label| label.rank == Rank::Item && label.number == 1))
}

/// 附则 on a line of its own; in a report without numbered parts also 2026年工作安排.
fn names_part(document: &Document, lexicon: &Lexicon, line: Span, is_report: bool, names_parts: bool) -> bool {
    const LONGEST: usize = 24;
    let words = &document.chars[line.start..line.end];
    if words.is_empty() || words.len() > LONGEST || words.iter().any(|c| "。,;:、!(".contains(*c)) {
        return false;
    }
    let is_last_part = lexicon.sections.before(words, words.len()).is_some_and(|(length, kind)| {
        let is_whole = length == words.len();
        match kind {
            SectionKind::Supplementary => is_whole && (is_report || !document.starts_with(line.start, "附件")),
            // 《政府工作报告》名词解释, 附件2 名词解释.
            SectionKind::Definition => is_report || (is_whole && document.starts_with(line.start, "名词")),
            _ => false,
        }
    });
    let is_part = names_parts
        && (lexicon.work_sections.is_in(words)
            || lexicon
                .sections
                .find(words)
                .is_some_and(|(_, _, kind)| matches!(kind, SectionKind::Review | SectionKind::Guarantee)));
    is_last_part || is_part
}
