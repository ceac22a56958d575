//! The outline: headings with labels, restarting or running on, inside long lines, and named measures without labels.

mod candidates;
mod named;
mod sections;
mod sequence;

use model::{Heading, HeadingKind, Span};

use crate::document::Document;
use crate::duties;
use crate::labels::{Label, Rank};
use crate::metadata::Frame;
use crate::wording::{Lexicon, SectionKind};
use candidates::Candidate;
pub(crate) use named::is_goal_paragraph;

/// A heading with what the later steps need to know about it.
#[derive(Debug, Clone)]
pub(crate) struct Node {
    pub id: String,
    pub rank: Rank,
    pub number: u64,
    pub level: u8,
    pub label: Span,
    pub title: Span,
    /// Label and title.
    pub span: Span,
    /// Where the first heading below begins; the body end of a leaf.
    pub own_end: usize,
    pub body_end: usize,
    pub parent: Option<usize>,
    pub has_children: bool,
    /// By its own title.
    pub section: Option<SectionKind>,
    /// It, or a heading above it, looks back.
    pub is_review: bool,
    /// As the plan keeps it.
    pub heading: Heading,
}

pub(crate) fn outline(document: &Document, lexicon: &Lexicon, frame: &Frame) -> Vec<Node> {
    let candidates = candidates::candidates(document, lexicon, frame);
    let accepted = sequence::in_sequence(document, lexicon, &candidates);
    let mut nodes = build(document, lexicon, frame, &accepted);
    named::add_named(document, lexicon, frame, &mut nodes);
    if !frame.is_work_report {
        named::add_preface(document, lexicon, frame, &mut nodes);
    }
    sections::finish(document, lexicon, frame, &mut nodes);
    nodes
}

pub(crate) fn headings(nodes: &[Node]) -> Vec<Heading> {
    // Paragraphs without a name are tasks, but no headings.
    let is_heading = |node: &&Node| node.rank != Rank::Named || !node.title.is_empty();
    nodes.iter().filter(is_heading).map(|node| node.heading.clone()).collect()
}

fn build(document: &Document, lexicon: &Lexicon, frame: &Frame, accepted: &[Candidate]) -> Vec<Node> {
    let high = [Rank::Part, Rank::Chapter, Rank::Section];
    let present = high.iter().filter(|rank| accepted.iter().any(|candidate| candidate.label.rank == **rank));
    let high_present: Vec<Rank> = present.copied().collect();
    let level_of = |rank: Rank| -> u8 {
        let above = high_present.len() as u8;
        match rank {
            Rank::Part | Rank::Chapter | Rank::Section => {
                high_present.iter().filter(|high| **high <= rank).count() as u8
            }
            Rank::Item => above + 1,
            Rank::Article | Rank::Bracket => above + 2,
            Rank::Arabic => above + 3,
            Rank::Named => above + 4,
        }
    };
    let mut nodes: Vec<Node> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for (index, candidate) in accepted.iter().enumerate() {
        let Label { rank, number, end } = candidate.label;
        while let Some(&last) = open.last() {
            if nodes[last].rank < rank {
                break;
            }
            open.pop();
            nodes[last].body_end = candidate.start;
        }
        let next = accepted.get(index + 1).map_or(frame.body.end, |next| next.start);
        let label = Span::new(candidate.start, end);
        let (title, title_end) = title(document, lexicon, end, next);
        nodes.push(Node {
            id: String::new(),
            rank,
            number,
            level: level_of(rank),
            label,
            title,
            span: Span::new(candidate.start, title_end),
            own_end: next,
            body_end: frame.body.end,
            parent: open.last().copied(),
            has_children: false,
            section: None,
            is_review: false,
            heading: placeholder(),
        });
        open.push(nodes.len() - 1);
    }
    nodes
}

/// Up to the first 。, the end of the line, the note of duties or the next heading; inside 【】 without the brackets.
fn title(document: &Document, lexicon: &Lexicon, start: usize, next: usize) -> (Span, usize) {
    let line_end = (start..next).find(|&at| document.at(at) == '\n').unwrap_or(next);
    let line = document.trim(Span::new(start, line_end));
    if document.at(line.start) == '【'
        && let Some(close) = (line.start..line.end).find(|&at| document.at(at) == '】')
    {
        return (Span::new(line.start + 1, close), close + 1);
    }
    let mut end = (line.start..line.end).find(|&at| document.at(at) == '。').unwrap_or(line.end);
    if let Some(note) = duties::bracket_note_in(document, lexicon, Span::new(line.start, end)) {
        end = note;
    }
    let mut title = document.trim(Span::new(line.start, end));
    // 远程教育：依托甲校,…: a short name, then the sentence that explains it; 三区：甲区、乙区 on a line of its own is
    // a title as a whole.
    const NAME_MAX: usize = 12;
    const SENTENCE_MIN: usize = 20;
    if let Some(colon) = (title.start..title.end.min(title.start + NAME_MAX + 1)).find(|&at| document.at(at) == ':')
        && colon > title.start + 1
        && title.end - colon > SENTENCE_MIN
        && (document.at(end) != '\n' && end < line.end
            || document.chars[colon..title.end].iter().any(|c| matches!(c, ',' | ';')))
    {
        title.end = colon;
    }
    while title.end > title.start && matches!(document.at(title.end - 1), ':' | ';') {
        title.end -= 1;
    }
    (title, title.end.max(start))
}

fn placeholder() -> Heading {
    Heading {
        id: String::new(),
        level: 0,
        label: String::new(),
        title: String::new(),
        span: Span::new(0, 0),
        body_end: 0,
        parent: None,
        kind: HeadingKind::Section,
    }
}

#[cfg(test)]
mod tests;
