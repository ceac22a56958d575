//! Where notes of duties stand: in brackets and on lines of their own; cut into groups of agencies with their roles.

use model::{DutyStyle, Span};

use super::{Group, RawNote, agencies, split};
use crate::document::Document;
use crate::wording::{Lexicon, RoleWord};

/// Longest note in brackets.
const NOTE_MAX: usize = 1500;

/// Brackets nested deeper than this hold no notes of their own.
const DEPTH_MAX: usize = 4;

pub(super) fn bracket_notes(document: &Document, lexicon: &Lexicon, stretch: Span) -> Vec<RawNote> {
    let mut found: Vec<RawNote> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for at in stretch.start..stretch.end {
        match document.at(at) {
            '\n' => open.clear(),
            '(' => open.push(at),
            ')' => {
                let Some(start) = open.pop() else { continue };
                if open.len() > DEPTH_MAX || at - start > NOTE_MAX {
                    continue;
                }
                let span = Span::new(start, at + 1);
                if let Some(note) = read_note(document, lexicon, span, Span::new(start + 1, at), DutyStyle::Bracket) {
                    // An outer bracket that is a note swallows what looked like one inside.
                    while found.last().is_some_and(|last| last.span.start > start) {
                        found.pop();
                    }
                    found.push(note);
                }
            }
            _ => {}
        }
    }
    found
}

/// Lines 「责任单位:…」, several in a row as one note; also such words behind a 。 up to the line end.
pub(super) fn line_notes(document: &Document, lexicon: &Lexicon, body: Span) -> Vec<RawNote> {
    let mut found: Vec<RawNote> = Vec::new();
    let first = document.lines.partition_point(|line| line.end < body.start);
    for &line in document.lines[first..].iter().take_while(|line| line.start < body.end) {
        let line = document.trim(Span::new(line.start.max(body.start), line.end.max(body.start)));
        let starts_here = |at: usize| {
            lexicon.role_labels.at(&document.chars, at).is_some_and(|(length, _)| document.at(at + length) == ':')
        };
        let start = if starts_here(line.start) {
            Some(line.start)
        } else {
            (line.start + 1..line.end)
                .rev()
                .take(300)
                .find(|&at| matches!(document.before(at), '。' | ' ') && starts_here(at))
        };
        let Some(start) = start else { continue };
        let mut content = Span::new(start, line.end);
        while content.end > content.start && matches!(document.before(content.end), '。' | ';') {
            content.end -= 1;
        }
        let Some(note) = read_note(document, lexicon, content, content, DutyStyle::Line) else { continue };
        match found.last_mut() {
            Some(last)
                if document.matched(Span::new(last.span.end, start)).trim_matches(['。', ' ', '\n']).is_empty() =>
            {
                last.span.end = note.span.end;
                last.groups.extend(note.groups);
                last.conventions.extend(note.conventions);
            }
            _ => found.push(note),
        }
    }
    found
}

/// Reads the content of a bracket or a line; nothing when it names no agency in a role.
fn read_note(document: &Document, lexicon: &Lexicon, span: Span, content: Span, style: DutyStyle) -> Option<RawNote> {
    if content.len() < 3 {
        return None;
    }
    let mut note = RawNote { span, groups: Vec::new(), conventions: Vec::new(), style, is_label_form: false };
    for (number, statement) in split(document, content, &['。', ';']).into_iter().enumerate() {
        // 甲部、乙部负责,排在第一位的为牵头部门,下同: the rule may stand in the same statement, behind the names.
        let opening = split(document, statement, &[',']).first().copied().unwrap_or(statement);
        if is_convention(document, opening) {
            note.conventions.push(statement);
            continue;
        }
        let Some(groups) = read_statement(document, lexicon, statement, &mut note) else {
            // The first statement decides whether this is a note at all.
            if number == 0 {
                return None;
            }
            continue;
        };
        note.groups.extend(groups);
    }
    let has_names = note.groups.iter().any(|group| !group.names.is_empty());
    has_names.then_some(note)
}

fn is_convention(document: &Document, statement: Span) -> bool {
    let words = document.matched(statement);
    let is_rule = [
        "第一位",
        "首位",
        "第一个逗号",
        "逗号前",
        "不再列出",
        "不再重复",
        "不再一一",
        "下同",
        "以下均",
        "排名第一",
        "排在第一",
        "第一个单位",
        "第一家单位",
        "首个单位",
    ];
    is_rule.iter().any(|rule| words.contains(rule))
        && !words.starts_with("牵头单位:")
        && !words.starts_with("责任单位:")
}

/// 甲、乙牵头,丙配合 or 牵头单位:甲,责任单位:乙.
fn read_statement(document: &Document, lexicon: &Lexicon, statement: Span, note: &mut RawNote) -> Option<Vec<Group>> {
    let mut groups: Vec<Group> = Vec::new();
    let mut label: Option<RoleWord> = None;
    let mut has_role = false;
    for part in split(document, statement, &[',']) {
        if is_convention(document, part) {
            note.conventions.push(part);
            continue;
        }
        let mut part = part;
        if let Some((length, role)) = lexicon.role_labels.at(&document.chars, part.start)
            && document.at(part.start + length) == ':'
        {
            label = Some(*role);
            has_role = true;
            note.is_label_form = true;
            part = document.trim(Span::new(part.start + length + 1, part.end));
        } else if document.matched(part).contains(':') {
            // 适用范围:… and the like are no duties.
            continue;
        }
        let verb =
            lexicon.role_verbs.before(&document.chars[..part.end], part.end).map(|(length, role)| (length, *role));
        let verb = verb.filter(|(length, _)| part.start + length < part.end);
        if let Some((length, _)) = verb {
            part.end -= length;
            has_role = true;
        }
        let role =
            verb.map(|(_, role)| role).filter(|role| label.is_none() || *role != RoleWord::Responsible).or(label);
        let names = agencies::names(document, lexicon, part);
        if names.is_empty() && groups.is_empty() && label.is_none() {
            return None;
        }
        groups.push(Group { role, names });
    }
    // (县甲局、县乙局) at the end of a measure: agencies without a word of their role.
    if !has_role && note.style == DutyStyle::Bracket && closes_measure(document, note.span) {
        let all = groups.iter().flat_map(|group| &group.names);
        let is_whole = all.clone().all(|agency| agencies::is_office(lexicon, &agency.name));
        has_role = is_whole && all.count() > 0;
    }
    // 甲、乙,丙牵头: groups without a verb of their own take the next one's.
    let mut role = None;
    for group in groups.iter_mut().rev() {
        role = group.role.or(role);
        group.role = role;
    }
    has_role.then_some(groups)
}

/// Behind a full stop, with the end of the line behind it.
fn closes_measure(document: &Document, note: Span) -> bool {
    let follows = matches!(document.at(note.end), '\n') || note.end >= document.len();
    follows && matches!(document.before(note.start), '。' | ';')
}
