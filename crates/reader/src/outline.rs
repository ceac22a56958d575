//! The outline: headings with labels, restarting or running on, inside long lines, and named measures without labels.

use std::collections::BTreeSet;

use model::{Heading, HeadingKind, Span};

use crate::document::Document;
use crate::duties;
use crate::labels::{Label, Rank, label_at};
use crate::metadata::Frame;
use crate::wording::{Lexicon, SectionKind};

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

/// Lines longer than this are searched for headings inside them.
const LONG_LINE: usize = 800;

pub(crate) fn outline(document: &Document, lexicon: &Lexicon, frame: &Frame) -> Vec<Node> {
    let candidates = candidates(document, lexicon, frame);
    let accepted = in_sequence(document, lexicon, &candidates);
    let mut nodes = build(document, lexicon, frame, &accepted);
    add_named(document, lexicon, frame, &mut nodes);
    finish(document, lexicon, frame, &mut nodes);
    nodes
}

pub(crate) fn headings(nodes: &[Node]) -> Vec<Heading> {
    // Paragraphs without a name are tasks, but no headings.
    let is_heading = |node: &&Node| node.rank != Rank::Named || !node.title.is_empty();
    nodes.iter().filter(is_heading).map(|node| node.heading.clone()).collect()
}

#[derive(Debug, Clone, Copy)]
struct Candidate {
    start: usize,
    label: Label,
    /// At the start of a line; inside a line the numbering must fit exactly.
    at_line_start: bool,
    /// A line of its own without a label: 附则, 2026年工作安排.
    is_unlabelled: bool,
}

fn candidates(document: &Document, lexicon: &Lexicon, frame: &Frame) -> Vec<Candidate> {
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

/// Keeps the candidates whose numbers continue a numbering; the rest are enumerations in running text.
fn in_sequence(document: &Document, lexicon: &Lexicon, candidates: &[Candidate]) -> Vec<Candidate> {
    let mut accepted: Vec<Candidate> = Vec::new();
    let mut open: Vec<Label> = Vec::new();
    // The last number of each rank, for numbering that runs on across groups.
    let mut last: [u64; 8] = [0; 8];
    for &candidate in candidates {
        let mut candidate = candidate;
        if candidate.is_unlabelled {
            candidate.label.number = last[Rank::Item as usize] + 1;
        }
        let Label { rank, number, .. } = candidate.label;
        // Below an article only measures with duties of their own are headings; the rest enumerates.
        if open.iter().any(|label| label.rank == Rank::Article)
            && rank > Rank::Article
            && !(rank == Rank::Bracket
                && duties::closes_with_note(document, lexicon, document.trim(document.line(candidate.start))))
        {
            continue;
        }
        let sibling = open.iter().find(|label| label.rank == rank).map(|label| label.number);
        let reach = if candidate.at_line_start { 3 } else { 1 };
        let follows = |previous: u64| number > previous && number <= previous + reach;
        let is_top_restart = candidate.at_line_start && number == 1 && rank <= Rank::Item;
        let fits = match sibling {
            Some(previous) => follows(previous) || is_top_restart,
            None => number == 1 || follows(last[rank as usize]),
        };
        if !fits && !candidate.is_unlabelled {
            continue;
        }
        if is_top_restart && sibling.is_some() && is_contents(document, &accepted, candidate.start) {
            accepted.clear();
            open.clear();
            last = [0; 8];
        }
        open.retain(|label| label.rank < rank);
        open.push(candidate.label);
        last[rank as usize] = number;
        accepted.push(candidate);
    }
    accepted
}

/// A table of contents in front of the body has headings but no sentences.
fn is_contents(document: &Document, accepted: &[Candidate], end: usize) -> bool {
    accepted.first().is_some_and(|first| !document.chars[first.start..end].contains(&'。'))
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
    while title.end > title.start && matches!(document.at(title.end - 1), ':' | ';') {
        title.end -= 1;
    }
    (title, title.end.max(start))
}

/// Named measures without labels: lines 「名称:…(责任单位:…)」, and the named paragraphs of work reports.
fn add_named(document: &Document, lexicon: &Lexicon, frame: &Frame, nodes: &mut Vec<Node>) {
    let annex = annex_start(document, frame);
    let mut all: Vec<Node> = Vec::with_capacity(nodes.len());
    let mut index_of = Vec::with_capacity(nodes.len());
    for (index, node) in nodes.iter().enumerate() {
        index_of.push(all.len());
        let own = Span::new(node.span.end, node.own_end);
        let is_leaf = nodes.get(index + 1).is_none_or(|next| next.parent != Some(index));
        let mut node = node.clone();
        node.parent = node.parent.map(|parent| index_of[parent]);
        let parent = all.len();
        let top_is_review = is_review_title(document, lexicon, frame, nodes, index);
        all.push(node.clone());
        if !is_leaf {
            continue;
        }
        let is_report = frame.is_work_report && !top_is_review && node.span.start < annex;
        let mut named =
            if is_report { report_paragraphs(document, lexicon, own) } else { named_lines(document, lexicon, own) };
        if is_report && node.parent.is_none() && is_about_goals(lexicon, document, &node) {
            named.retain(|(_, line)| is_goal_paragraph(document, lexicon, *line));
        }
        let Some((first, _)) = named.first() else { continue };
        // A measure in the line of its heading stays one; what follows stands beside it.
        let is_measure = is_report && is_measure_in_line(document, &node);
        let above = if is_measure { all[parent].parent } else { Some(parent) };
        let level = if is_measure { node.level } else { node.level + 1 };
        if is_measure {
            all[parent].body_end = document.line(node.span.start).end;
            all[parent].own_end = all[parent].body_end;
        } else {
            all[parent].own_end = first.start;
        }
        let count_above = nodes.iter().filter(|other| is_measure && other.parent == nodes[index].parent).count();
        for (position, &(name, line)) in named.iter().enumerate() {
            // A paragraph of a report ends with its line, a named measure where the next begins.
            let next = named.get(position + 1).map_or(node.body_end, |(next, _)| next.start);
            let end = if is_report { line.end } else { next };
            let name = &name;
            all.push(Node {
                id: String::new(),
                rank: Rank::Named,
                number: (count_above + position) as u64 + 1,
                level,
                label: Span::new(name.start, name.start),
                title: *name,
                span: *name,
                own_end: end,
                body_end: end,
                parent: above,
                has_children: false,
                section: None,
                is_review: false,
                heading: placeholder(),
            });
        }
    }
    *nodes = all;
}

/// Name and line of each 「名称:…(责任单位:…)」.
fn named_lines(document: &Document, lexicon: &Lexicon, own: Span) -> Vec<(Span, Span)> {
    let mut named = Vec::new();
    let first = document.lines.partition_point(|line| line.start < own.start);
    for &line in document.lines[first..].iter().take_while(|line| line.start < own.end) {
        let line = document.trim(line);
        let colon = (line.start..line.end.min(line.start + 16)).find(|&at| document.at(at) == ':');
        let Some(colon) = colon else { continue };
        let name = Span::new(line.start, colon);
        let is_name = name.len() >= 2 && !document.matched(name).contains(['。', ',', ';', '(']);
        let is_label = lexicon.role_labels.at(&document.chars, line.start).is_some();
        if is_name && !is_label && duties::closes_with_note(document, lexicon, line) {
            named.push((name, line));
        }
    }
    if named.len() >= 2 { named } else { Vec::new() }
}

/// The paragraphs of a report on government work: named by their first sentence when it is short, else without a name.
fn report_paragraphs(document: &Document, lexicon: &Lexicon, own: Span) -> Vec<(Span, Span)> {
    let mut found = Vec::new();
    let first = document.lines.partition_point(|line| line.start < own.start);
    for &line in document.lines[first..].iter().take_while(|line| line.start < own.end) {
        let line = document.trim(line);
        if line.len() < 45 || is_address(document, lexicon, line) {
            continue;
        }
        let end = (line.start..line.end).find(|&at| matches!(document.at(at), '。' | ':' | '!')).unwrap_or(line.start);
        let words = document.matched(Span::new(line.start, end));
        let is_name = (4..=30).contains(&words.chars().count())
            && document.at(end) == '。'
            && !outside_quotes(&words).contains(|c: char| c.is_ascii_digit());
        found.push((Span::new(line.start, if is_name { end } else { line.start }), line));
    }
    found
}

fn outside_quotes(words: &str) -> String {
    let mut depth = 0usize;
    let mut kept = String::new();
    for c in words.chars() {
        match c {
            '“' => depth += 1,
            '”' => depth = depth.saturating_sub(1),
            _ if depth == 0 => kept.push(c),
            _ => {}
        }
    }
    kept
}

/// 「各位代表!…」 speaks to the assembly; with what the government has to do it is a measure like the others.
fn is_address(document: &Document, lexicon: &Lexicon, line: Span) -> bool {
    let words = document.matched(line);
    let last_words = words.contains("让我们");
    if !words.starts_with("各位代表") {
        return last_words && words.chars().count() < 300;
    }
    let names_guarantee =
        lexicon.sections.find(&document.chars[line.start..line.end]).is_some_and(|_| words.contains("自身建设"));
    let has_duty = ["我们要", "必须", "我们将", "。要", "要坚"].iter().any(|word| words.contains(word));
    !names_guarantee && (last_words || !has_duty)
}

/// 二、2026年工作总体要求和主要目标: of its paragraphs only the goals are tasks.
fn is_about_goals(lexicon: &Lexicon, document: &Document, node: &Node) -> bool {
    let title = &document.chars[node.title.start..node.title.end];
    let section = section_of(lexicon, title);
    matches!(section, Some(SectionKind::Goal | SectionKind::Principle | SectionKind::General))
        && !lexicon.work_sections.is_in(title)
}

/// 今年经济社会发展的主要预期目标是:…
pub(crate) fn is_goal_paragraph(document: &Document, lexicon: &Lexicon, line: Span) -> bool {
    let opening = &document.chars[line.start..line.end.min(line.start + 40)];
    let colon = opening.iter().position(|&c| c == ':').unwrap_or(0);
    let mut head = &opening[..colon];
    while let [rest @ .., '是' | '为' | '议'] | [rest @ .., '建'] = head {
        head = rest;
    }
    lexicon.sections.before(head, head.len()).is_some_and(|(_, kind)| *kind == SectionKind::Goal)
}

/// The heading's own line goes on with a whole measure, not with a sentence that leads to those below.
fn is_measure_in_line(document: &Document, node: &Node) -> bool {
    const LEAD: usize = 160;
    let line = document.trim(document.line(node.span.start));
    let body = line.end.saturating_sub(node.span.end);
    body > LEAD || (node.rank == Rank::Arabic && body > 1)
}

/// Where the annexes behind a report begin.
fn annex_start(document: &Document, frame: &Frame) -> usize {
    const LONGEST: usize = 16;
    let lines = document.lines.iter().map(|line| document.trim(*line));
    lines
        .filter(|line| line.start > frame.body.start && (2..=LONGEST).contains(&line.len()))
        .find(|line| document.starts_with(line.start, "附件") && !document.chars[line.start..line.end].contains(&':'))
        .map_or(frame.body.end, |line| line.start)
}

fn is_review_title(document: &Document, lexicon: &Lexicon, frame: &Frame, nodes: &[Node], index: usize) -> bool {
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
fn finish(document: &Document, lexicon: &Lexicon, frame: &Frame, nodes: &mut [Node]) {
    let mut used: BTreeSet<String> = BTreeSet::new();
    for index in 0..nodes.len() {
        let parent = nodes[index].parent;
        if let Some(parent) = parent {
            nodes[parent].has_children = true;
        }
        let prefix = parent.map(|parent| format!("{}.", nodes[parent].id)).unwrap_or_default();
        let mut id = format!("{prefix}{}", nodes[index].number);
        let mut again = 2;
        while !used.insert(id.clone()) {
            id = format!("{prefix}{}-{again}", nodes[index].number);
            again += 1;
        }
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
fn section_of(lexicon: &Lexicon, title: &[char]) -> Option<SectionKind> {
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
mod tests {
    use super::*;
    use crate::metadata;
    use expect_test::{Expect, expect};

    #[track_caller]
    fn check(text: &str, expect: Expect) {
        let document = Document::new(text);
        let frame = metadata::frame(&document, Lexicon::builtin());
        let nodes = outline(&document, Lexicon::builtin(), &frame);
        let shown: Vec<String> =
            nodes.iter().map(|node| format!("{} {}|{}", node.id, node.heading.label, node.heading.title)).collect();
        expect.assert_eq(&shown.join("\n"));
    }

    #[test]
    fn numbers_restart_or_run_on() {
        check(
            "方案\n一、总体要求\n做好。\n二、任务\n（一）甲组\n1.甲事。做好。\n2.乙事。做好。\n（二）乙组\n3.丙事。做好。\n三、保障\n（一）甲。好。",
            expect![[r#"
                1 一、|总体要求
                2 二、|任务
                2.1 （一）|甲组
                2.1.1 1.|甲事
                2.1.2 2.|乙事
                2.2 （二）|乙组
                2.2.3 3.|丙事
                3 三、|保障
                3.1 （一）|甲"#]],
        );
    }

    #[test]
    fn enumerations_in_running_text_are_no_headings() {
        check(
            "方案\n一、任务\n评出一、二、三等奖。一是做好甲事，二是做好乙事。\n1.2亿元已经到位。\n2026年完成。",
            expect!["1 一、|任务"],
        );
    }

    #[test]
    fn headings_inside_one_long_line_are_found() {
        let body = "做好各项工作，确保落实到位。".repeat(40);
        check(
            &format!("通知\n现通知如下。一、甲部分（一）甲事。{body}（二）乙事。{body}二、乙部分（三）丙事。{body}"),
            expect![[r#"
                1 一、|甲部分
                1.1 （一）|甲事
                1.2 （二）|乙事
                2 二、|乙部分
                2.3 （三）|丙事"#]],
        );
    }

    #[test]
    fn a_table_of_contents_is_not_the_body() {
        check(
            "规划\n目录\n第一章 形势\n第二章 任务\n第一章 形势\n很好。\n第二章 任务\n做好工作。",
            expect![[r#"
                1 第一章|形势
                2 第二章|任务"#]],
        );
    }

    #[test]
    fn articles_have_titles_in_brackets_and_no_headings_below() {
        check(
            "办法\n第一条 【甲事】做好。\n（一）甲；\n（二）乙。\n第二条 【乙事】做好。",
            expect![[r#"
                1 第一条|甲事
                2 第二条|乙事"#]],
        );
    }

    #[test]
    fn measures_below_an_article_have_notes_of_their_own() {
        check(
            "办法\n第一条 甲事\n（一）细事。做好。（责任单位：县甲局）\n（二）小事。做好。（责任单位：县乙局）\n第二条 乙事\n做好。（责任单位：县乙局）\n附则\n（一）解释。由县甲局负责解释。",
            expect![[r#"
                1 第一条|甲事
                1.1 （一）|细事
                1.2 （二）|小事
                2 第二条|乙事
                1-2 |附则
                1-2.1 （一）|解释"#]],
        );
    }

    #[test]
    fn a_report_may_have_parts_without_numbers() {
        check(
            "2026年甲乙省政府工作报告\n各位代表：\n现在，我向大会报告政府工作。\n2025年工作回顾\n一年来，各项工作取得了新成绩，全省生产总值增长5%，粮食产量达到历史新高，各项社会事业全面进步。\n2026年工作安排\n主要预期目标是：全省生产总值增长6%左右，城镇调查失业率控制在5%以内，居民收入增长与经济增长同步，粮食产量稳定。\n(一)扩大需求。坚持以进促稳，做好工作。\n提高投资效益。抓好重大项目建设，完成投资2000亿元以上，推动一批重大基础设施项目建成投运，发挥政府投资带动作用。\n各位代表！我们要坚决支持国防和军队现代化建设，完善国防动员体系，做好退役军人服务保障工作，巩固军政军民团结。\n各位代表！让我们更加紧密地团结起来，真抓实干、埋头苦干，以优异成绩迎接新的一年，不断创造更加美好的明天！\n名词解释\n1.甲：指乙。",
            expect![[r#"
                1 |2025年工作回顾
                2 |2026年工作安排
                2.1 (一)|扩大需求
                2.1.1 |提高投资效益
                2.1.2 |
                3 |名词解释
                3.1 1.|甲：指乙"#]],
        );
    }

    #[test]
    fn named_measures_with_notes_are_headings_without_labels() {
        check(
            "方案\n一、任务\n（一）建设生态。做好。\n甲支持：做好甲事。（责任单位：县甲局）\n乙支持：做好乙事。（责任单位：县乙局）",
            expect![[r#"
                1 一、|任务
                1.1 （一）|建设生态
                1.1.1 |甲支持
                1.1.2 |乙支持"#]],
        );
    }
}
