//! What headings announce: goals, guarantees, a look back; ids and kinds of the finished outline.

use std::collections::BTreeMap;

use model::{Heading, HeadingKind};

use super::Node;
use crate::document::Document;
use crate::labels::Rank;
use crate::metadata::Frame;
use crate::wording::{Lexicon, SectionKind};

pub(super) fn is_review_title(
    document: &Document,
    lexicon: &Lexicon,
    frame: &Frame,
    nodes: &[Node],
    index: usize,
) -> bool {
    let mut at = Some(index);
    while let Some(current) = at {
        if is_review(document, lexicon, &nodes[current]) || opens_report(document, frame, nodes, current) {
            return true;
        }
        at = nodes[current].parent;
    }
    false
}

/// The first part of a report on government work looks back, unless its title speaks of the year to come.
fn opens_report(document: &Document, frame: &Frame, nodes: &[Node], index: usize) -> bool {
    let tops = nodes.iter().enumerate().filter(|(_, node)| node.parent.is_none());
    let first = tops.clone().next().map(|(first, _)| first);
    if !frame.is_work_report || first != Some(index) || tops.count() < 2 {
        return false;
    }
    let title = document.matched(nodes[index].title);
    let year = frame.this_year.map(|year| year.to_string()).unwrap_or_default();
    !(title.contains("今年")
        || title.contains("目标")
        || title.contains("安排")
        || (!year.is_empty() && title.contains(&year)))
}

fn is_review(document: &Document, lexicon: &Lexicon, node: &Node) -> bool {
    let title = &document.chars[node.title.start..node.title.end];
    if node.title.len() > 24 || node.rank >= Rank::Arabic {
        return false;
    }
    let looks_back = lexicon.sections.before(title, title.len()).is_some_and(|(_, kind)| *kind == SectionKind::Review);
    looks_back || document.matched(node.title).contains("回顾")
}

/// Ids, kinds, and the headings as the plan keeps them.
pub(super) fn finish(document: &Document, lexicon: &Lexicon, frame: &Frame, nodes: &mut [Node]) {
    // How often each printed id came up.
    let mut used: BTreeMap<String, usize> = BTreeMap::new();
    for index in 0..nodes.len() {
        let parent = nodes[index].parent;
        if let Some(parent) = parent {
            nodes[parent].has_children = true;
        }
        // Named paragraphs of a preface stand beside the parts: 0.1, 0.2.
        let is_preface = parent.is_none() && nodes[index].rank == Rank::Named;
        let prefix = match parent {
            Some(parent) => format!("{}.", nodes[parent].id),
            None if is_preface => "0.".to_string(),
            None => String::new(),
        };
        let printed = format!("{prefix}{}", nodes[index].number);
        let count = used.entry(printed.clone()).or_insert(0usize);
        *count += 1;
        let id = if *count == 1 { printed } else { format!("{printed}-{count}") };
        nodes[index].id = id;
        let title = &document.chars[nodes[index].title.start..nodes[index].title.end];
        // 为实现目标而奋斗 in a long title announces no goals.
        let longest = |kind: &SectionKind| if *kind == SectionKind::Goal { 16 } else { 40 };
        nodes[index].section = section_of(lexicon, title).filter(|kind| title.len() <= longest(kind));
        nodes[index].is_review = is_review(document, lexicon, &nodes[index])
            || opens_report(document, frame, nodes, index)
            || parent.is_some_and(|parent| nodes[parent].is_review);
    }
    let top = nodes.iter().map(|node| node.level).min().unwrap_or(1);
    let parent_ids: Vec<Option<String>> =
        nodes.iter().map(|node| node.parent.map(|parent| nodes[parent].id.clone())).collect();
    for (node, parent) in nodes.iter_mut().zip(parent_ids) {
        let kind = if node.is_review {
            HeadingKind::Review
        } else if node.level == top {
            HeadingKind::Section
        } else if node.has_children {
            HeadingKind::Group
        } else {
            HeadingKind::Task
        };
        node.heading = Heading {
            id: node.id.clone(),
            level: node.level,
            label: document.text(node.label),
            title: document.text(node.title),
            span: node.span,
            body_end: node.body_end.min(frame.body.end).max(node.span.end),
            parent,
            kind,
        };
    }
}

/// The last word decides: 组织保障目标 is a goal, 目标保障 a guarantee.
pub(super) fn section_of(lexicon: &Lexicon, title: &[char]) -> Option<SectionKind> {
    let mut found = None;
    let mut at = 0;
    while at < title.len() {
        match lexicon.sections.at(title, at) {
            Some((length, kind)) => {
                found = Some(*kind);
                at += length;
            }
            None => at += 1,
        }
    }
    found
}
