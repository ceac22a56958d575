//! Named measures without labels: lines 「名称:…(责任单位:…)」, and the paragraphs of reports on government work.

use model::Span;

use super::sections::{is_review_title, section_of};
use super::{Node, placeholder};
use crate::document::Document;
use crate::duties;
use crate::labels::Rank;
use crate::metadata::Frame;
use crate::wording::{Lexicon, SectionKind};

/// Named measures without labels: lines 「名称:…(责任单位:…)」, and the named paragraphs of work reports.
pub(super) fn add_named(document: &Document, lexicon: &Lexicon, frame: &Frame, nodes: &mut Vec<Node>) {
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
        // Goals and principles stay in one piece.
        if !is_report && named.is_empty() && !is_about_goals(lexicon, document, &node) {
            named = opened_by_names(document, own);
        }
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
        let count_above = match is_measure {
            true => nodes.iter().filter(|other| other.parent == nodes[index].parent).count(),
            false => 0,
        };
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

/// 总体目标:… and the like above the first numbered heading: goals that a preface states under names of their own.
pub(super) fn add_preface(document: &Document, lexicon: &Lexicon, frame: &Frame, nodes: &mut Vec<Node>) {
    const NAME_MAX: usize = 12;
    let first = nodes.first().map_or(frame.body.end, |node| node.span.start);
    let lines: Vec<Span> = document
        .lines_in(Span::new(frame.body.start, first))
        .iter()
        .map(|line| document.trim(Span::new(line.start.max(frame.body.start), line.end.min(first))))
        .filter(|line| !line.is_empty())
        .collect();
    let mut preface: Vec<Node> = Vec::new();
    for line in lines {
        let colon = (line.start..line.end.min(line.start + NAME_MAX + 1)).find(|&at| document.at(at) == ':');
        let name = colon.map(|colon| Span::new(line.start, colon)).filter(|name| {
            let words = &document.chars[name.start..name.end];
            let announces = matches!(
                section_of(lexicon, words),
                Some(SectionKind::Goal | SectionKind::Principle | SectionKind::General)
            );
            announces && line.end > name.end + 1 && !words.iter().any(|c| "。,;(".contains(*c))
        });
        let Some(name) = name else { continue };
        let number = preface.len() as u64 + 1;
        preface.push(Node {
            id: String::new(),
            rank: Rank::Named,
            number,
            level: 2,
            label: Span::new(name.start, name.start),
            title: name,
            span: name,
            own_end: line.end,
            body_end: line.end,
            parent: None,
            has_children: false,
            section: None,
            is_review: false,
            heading: placeholder(),
        });
    }
    let count = preface.len();
    for node in nodes.iter_mut() {
        node.parent = node.parent.map(|parent| parent + count);
    }
    nodes.splice(0..0, preface);
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

/// 坚持党的领导。…: three paragraphs or more, and each of them opens with a short sentence that names it.
fn opened_by_names(document: &Document, own: Span) -> Vec<(Span, Span)> {
    const FEWEST: usize = 3;
    const SHORTEST_LINE: usize = 45;
    let first = document.lines.partition_point(|line| line.start < own.start);
    let lines = document.lines[first..].iter().take_while(|line| line.start < own.end);
    let lines: Vec<Span> = lines.map(|line| document.trim(*line)).filter(|line| !line.is_empty()).collect();
    let name_of = |line: &Span| {
        let end = (line.start..line.end.min(line.start + 14)).find(|&at| document.at(at) == '。')?;
        let name = Span::new(line.start, end);
        let is_name = name.len() >= 4
            && document.chars[name.start..name.end]
                .iter()
                .all(|&c| crate::metadata::is_cjk(c) || matches!(c, '“' | '”' | '、'));
        (is_name && line.len() >= SHORTEST_LINE).then_some((name, *line))
    };
    let named: Vec<(Span, Span)> = lines.iter().filter_map(name_of).collect();
    if named.len() == lines.len() && named.len() >= FEWEST { named } else { Vec::new() }
}

/// The paragraphs of a report on government work: named by their first sentence when it is short, else without a name.
fn report_paragraphs(document: &Document, lexicon: &Lexicon, own: Span) -> Vec<(Span, Span)> {
    let mut found = Vec::new();
    let first = document.lines.partition_point(|line| line.start < own.start);
    for &line in document.lines[first..].iter().take_while(|line| line.start < own.end) {
        let line = document.trim(line);
        if line.len() < 45 || is_address(document, lexicon, line) || is_call(document, line) {
            continue;
        }
        let end = (line.start..line.end).find(|&at| matches!(document.at(at), '。' | ':' | '!')).unwrap_or(line.start);
        let words = document.matched(Span::new(line.start, end));
        // 办好20件民生实事 names a measure as well.
        let counts_programmes =
            lexicon.set_aside_behind.is_in(&document.chars[line.start..end]) && !words.contains(',');
        let is_name = (4..=30).contains(&words.chars().count())
            && !words.starts_with("各位代表")
            && document.at(end) == '。'
            && !is_statement(&words)
            && (counts_programmes || !outside_quotes(&words).contains(|c: char| c.is_ascii_digit()));
        found.push((Span::new(line.start, if is_name { end } else { line.start }), line));
    }
    // One paragraph without a name above those with names leads to them.
    let is_lead = found.len() > 2
        && found.iter().enumerate().all(|(position, (name, _))| name.is_empty() == (position == 0))
        && !is_goal_paragraph(document, lexicon, found[0].1);
    if is_lead {
        found.remove(0);
    }
    found
}

/// 人才是科技创新的根基: a statement names no measure; 一是加强建设, 践行绿水青山就是金山银山理念 do.
fn is_statement(words: &str) -> bool {
    const OTHER: &str = "一二三四五六七八九十就求";
    words
        .match_indices('是')
        .any(|(at, _)| words[..at].chars().next_back().is_some_and(|before| !OTHER.contains(before)))
}

/// 农村是…最深厚的基础,我们要接续奋斗,加快建设…! closes a chapter with a call; it gives no duty of its own.
fn is_call(document: &Document, line: Span) -> bool {
    const LONGEST: usize = 120;
    let words = document.matched(line);
    let calls = ["我们要", "我们必须", "我们一定", "我们都要", "我们将"].iter().any(|word| words.contains(word));
    line.len() <= LONGEST && words.ends_with('!') && calls
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
