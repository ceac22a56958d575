//! Notes of duties (责任分工): where they stand, which agencies they name, in which role, and the rules that a
//! document states once for all notes that follow.

mod agencies;
mod notes;

use model::{AgencyRef, Duties, DutyConvention, DutyStyle, Span};

use crate::document::Document;
use crate::metadata::Frame;
use crate::wording::Lexicon;
pub(crate) use crate::wording::RoleWord;
use notes::{bracket_notes, line_notes};

/// One note, already read by the rules in force where it stands.
#[derive(Debug, Clone)]
pub(crate) struct Note {
    pub span: Span,
    pub duties: Duties,
    pub conventions: Vec<DutyConvention>,
    /// 牵头单位:… rather than …牵头.
    pub is_label_form: bool,
}

pub(crate) fn notes(document: &Document, lexicon: &Lexicon, frame: &Frame) -> Vec<Note> {
    let mut raw = bracket_notes(document, lexicon, frame.body);
    raw.extend(line_notes(document, lexicon, frame.body));
    raw.sort_by_key(|raw| (raw.span.start, std::cmp::Reverse(raw.span.end)));
    let mut rules = Rules::default();
    let mut notes: Vec<Note> = Vec::new();
    for raw in raw {
        if notes.last().is_some_and(|last| last.span.end > raw.span.start) {
            continue;
        }
        let mut note = settle(document, lexicon, raw, &mut rules);
        if let Some(place) = &frame.metadata.place {
            let duties = &mut note.duties;
            let lists = [&mut duties.lead, &mut duties.cooperate, &mut duties.undifferentiated, &mut duties.guide];
            lists.into_iter().flatten().for_each(|agency| without_double_place(agency, place));
        }
        notes.push(note);
    }
    notes
}

/// 市甲乙公积金中心 → 甲乙公积金中心: a name that begins with the place needs no 市 put back.
fn without_double_place(agency: &mut AgencyRef, place: &str) {
    let bare = place.trim_end_matches(['省', '市', '县', '区', '州']);
    let rest = agency.name.strip_prefix(['省', '市', '县', '区', '州']);
    if let Some(rest) = rest.filter(|rest| bare.chars().count() >= 2 && rest.starts_with(bare)) {
        agency.name = rest.to_string();
    }
}

/// The duties that the cells of a row name, each cell in the role of its column.
pub(crate) fn of_cells(document: &Document, lexicon: &Lexicon, cells: &[(RoleWord, Span)]) -> Duties {
    let mut groups = Vec::new();
    for &(role, cell) in cells {
        for part in split(document, cell, &[',', ';', '。', ' ']) {
            groups.push(Group { role: Some(role), names: agencies::names(document, lexicon, part) });
        }
    }
    let span = cells
        .iter()
        .map(|(_, cell)| *cell)
        .reduce(|one, two| Span::new(one.start.min(two.start), one.end.max(two.end)));
    let Some(span) = span else { return Duties::none() };
    let raw = RawNote { span, groups, conventions: Vec::new(), style: DutyStyle::Line, is_label_form: true };
    settle(document, lexicon, raw, &mut Rules::default()).duties
}

/// Start of a note in brackets in this stretch, if there is one.
pub(crate) fn bracket_note_in(document: &Document, lexicon: &Lexicon, stretch: Span) -> Option<usize> {
    bracket_notes(document, lexicon, stretch).first().map(|note| note.span.start)
}

pub(crate) fn closes_with_note(document: &Document, lexicon: &Lexicon, line: Span) -> bool {
    document.before(line.end) == ')'
        && bracket_notes(document, lexicon, line).last().is_some_and(|note| note.span.end == line.end)
}

/// Document-wide rules in force.
#[derive(Debug, Default)]
struct Rules {
    /// 列第一位者为牵头单位,下同.
    first_leads: bool,
    /// 第一个逗号前为牵头单位,下同.
    first_group_leads: bool,
    /// 以下均需各县落实,不再列出: for every note that follows.
    implied: Vec<AgencyRef>,
}

/// A note before rules are applied.
#[derive(Debug)]
struct RawNote {
    span: Span,
    groups: Vec<Group>,
    conventions: Vec<Span>,
    style: DutyStyle,
    is_label_form: bool,
}

/// Names between two commas.
#[derive(Debug)]
struct Group {
    role: Option<RoleWord>,
    names: Vec<AgencyRef>,
}

fn settle(document: &Document, lexicon: &Lexicon, raw: RawNote, rules: &mut Rules) -> Note {
    let mut conventions = Vec::new();
    for &span in &raw.conventions {
        let words = document.matched(span);
        let names_first = words.contains("第一") || words.contains("首位") || words.contains("首个");
        if names_first && !words.contains("逗号") {
            rules.first_leads = true;
        }
        if words.contains("第一个逗号") || words.contains("逗号前") {
            rules.first_group_leads = true;
        }
        conventions.push(DutyConvention { rule: document.text(span), span: Some(span) });
    }
    let implied = rules.implied.clone();
    for &span in &raw.conventions {
        rules.implied.extend(implied_agencies(document, lexicon, span));
    }
    let mut duties = Duties { style: raw.style, span: Some(raw.span), implied, ..Duties::none() };
    let names_lead = raw.groups.iter().any(|group| group.role == Some(RoleWord::Lead));
    let mut is_first_group = true;
    for group in raw.groups {
        match group.role {
            Some(RoleWord::Lead) => duties.lead.extend(group.names),
            Some(RoleWord::Cooperate) => duties.cooperate.extend(group.names),
            Some(RoleWord::Guide) => duties.guide.extend(group.names),
            Some(RoleWord::Responsible) | None if names_lead => duties.cooperate.extend(group.names),
            Some(RoleWord::Responsible) | None => {
                if rules.first_group_leads {
                    let list = if is_first_group { &mut duties.lead } else { &mut duties.cooperate };
                    list.extend(group.names);
                } else if rules.first_leads {
                    let mut names = group.names.into_iter();
                    if is_first_group {
                        duties.lead.extend(names.next());
                    }
                    duties.cooperate.extend(names);
                } else {
                    duties.undifferentiated.extend(group.names);
                }
            }
        }
        is_first_group = false;
    }
    Note { span: raw.span, duties, conventions, is_label_form: raw.is_label_form }
}

/// 以下均需各区、县(市)政府落实: the agencies between 均需 (均由, 均为) and the verb.
fn implied_agencies(document: &Document, lexicon: &Lexicon, rule: Span) -> Vec<AgencyRef> {
    let opening = split(document, rule, &[',']).first().copied().unwrap_or(rule);
    let lead = ["以下均需", "以下均由", "以下任务均需", "以下各项均需", "以下各项任务均需", "以下均涉及"];
    let start = lead.iter().find_map(|words| document.find(opening, words).map(|at| at + words.chars().count()));
    let Some(start) = start else { return Vec::new() };
    let end = lexicon.role_verbs.before(&document.chars[..opening.end], opening.end).map_or(0, |(length, _)| length);
    let end = opening.end - end;
    if start >= end { Vec::new() } else { agencies::names(document, lexicon, Span::new(start, end)) }
}

/// Cuts a stretch at marks outside inner brackets.
pub(crate) fn split(document: &Document, span: Span, marks: &[char]) -> Vec<Span> {
    let mut parts = Vec::new();
    let mut depth = 0usize;
    let mut start = span.start;
    for at in span.start..span.end {
        match document.at(at) {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            c if depth == 0 && marks.contains(&c) => {
                parts.push(document.trim(Span::new(start, at)));
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(document.trim(Span::new(start, span.end)));
    parts.retain(|part| !part.is_empty());
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};

    #[track_caller]
    fn check(text: &str, expect: Expect) {
        let document = Document::new(text);
        let frame = Frame {
            metadata: model::PlanMetadata::default(),
            body: Span::new(0, document.len()),
            title_term: None,
            this_year: None,
            is_work_report: false,
        };
        let names = |list: &[AgencyRef]| list.iter().map(|agency| agency.name.clone()).collect::<Vec<_>>().join("/");
        let shown: Vec<String> = notes(&document, Lexicon::builtin(), &frame)
            .iter()
            .map(|note| {
                let duties = &note.duties;
                let lists = [names(&duties.lead), names(&duties.cooperate), names(&duties.undifferentiated)];
                format!("{} {}", document.text(note.span), lists.join(" | "))
            })
            .collect();
        expect.assert_eq(&shown.join("\n"));
    }

    #[test]
    fn roles_come_from_verbs_or_labels() {
        check("(县甲局、县乙局牵头,县丙局配合)", expect!["(县甲局、县乙局牵头,县丙局配合) 县甲局/县乙局 | 县丙局 | "]);
        check("(牵头单位:县甲局,责任单位:县乙局)", expect!["(牵头单位:县甲局,责任单位:县乙局) 县甲局 | 县乙局 | "]);
        check(
            "（县甲局牵头，县乙局按职责分工负责）",
            expect!["（县甲局牵头，县乙局按职责分工负责） 县甲局 | 县乙局 | "],
        );
        check("(县甲局、县乙局按职责分工负责)", expect!["(县甲局、县乙局按职责分工负责)  |  | 县甲局/县乙局"]);
        check(
            "〔责任单位：县甲局，各镇（街道）政府〕",
            expect!["〔责任单位：县甲局，各镇（街道）政府〕  |  | 县甲局/各镇（街道）政府"],
        );
        check(
            "做好。\n牵头单位:县甲局\n责任单位:县乙局",
            expect!["牵头单位:县甲局\n责任单位:县乙局 县甲局 | 县乙局 | "],
        );
    }

    #[test]
    fn a_rule_stated_once_holds_from_there_on() {
        check(
            "（甲部、乙部等负责。列第一位者为牵头单位，下同）\n（丙部、丁部负责）\n（甲部、乙部牵头负责）",
            expect![[r#"
                （甲部、乙部等负责。列第一位者为牵头单位，下同） 甲部 | 乙部 | 
                （丙部、丁部负责） 丙部 | 丁部 | 
                （甲部、乙部牵头负责） 甲部/乙部 |  | "#]],
        );
        check(
            "（责任单位：县甲局、县乙局，县丙局；第一个逗号前为牵头单位，下同）\n（责任单位：县甲局、县丁局）",
            expect![[r#"
                （责任单位：县甲局、县乙局，县丙局；第一个逗号前为牵头单位，下同） 县甲局/县乙局 | 县丙局 | 
                （责任单位：县甲局、县丁局） 县甲局/县丁局 |  | "#]],
        );
    }

    #[test]
    fn a_rule_may_stand_behind_the_names() {
        check(
            "（甲局、乙局负责，排在第一位的部门为牵头部门，下同）\n（丙局、丁局负责）",
            expect![[r#"
                （甲局、乙局负责，排在第一位的部门为牵头部门，下同） 甲局 | 乙局 | 
                （丙局、丁局负责） 丙局 | 丁局 | "#]],
        );
    }

    #[test]
    fn a_name_that_begins_with_the_place_is_whole() {
        let plan =
            crate::read("甲乙市造林方案\n一、任务\n（一）办好一件事。做好工作。（市丙局、甲乙公积金中心、丁局负责）\n");
        let names: Vec<_> = plan.tasks[0].duties.all().map(|agency| agency.name.as_str()).collect();
        assert_eq!(names, ["市丙局", "甲乙公积金中心", "市丁局"]);
    }

    #[test]
    fn agencies_without_a_role_close_a_measure() {
        check(
            "做好工作。（县甲局、县乙局、各镇政府）",
            expect!["（县甲局、县乙局、各镇政府）  |  | 县甲局/县乙局/各镇政府"],
        );
        check("做好工作（县甲局、县乙局）和其他事。", expect![""]);
        check("做好工作。（含东山站）", expect![""]);
    }

    #[test]
    fn who_guides_and_who_is_implied_stand_apart() {
        let plan = crate::read(
            "甲乙市造林方案\n一、任务\n（一）甲事。做好工作。（县甲局负责，县丁局指导。以下均需各县（区）政府落实，不再列出）\n（二）乙事。做好工作。（县乙局负责）\n",
        );
        let names = |list: &[AgencyRef]| list.iter().map(|agency| agency.name.clone()).collect::<Vec<_>>().join("/");
        let shown: Vec<String> = plan
            .tasks
            .iter()
            .map(|task| {
                let duties = &task.duties;
                format!("{} | {} | {}", names(&duties.undifferentiated), names(&duties.guide), names(&duties.implied))
            })
            .collect();
        expect![[r#"
            县甲局 | 县丁局 | 
            县乙局 |  | 各县（区）政府"#]]
        .assert_eq(&shown.join("\n"));
    }

    #[test]
    fn traditional_characters_and_sounds_in_brackets_are_read() {
        check(
            "做好工作。(牽頭單位:市經(jīng )信局;責任單位:市發改委(數據局))",
            expect!["(牽頭單位:市經(jīng )信局;責任單位:市發改委(數據局)) 市經信局 | 市發改委(數據局) | "],
        );
    }

    #[test]
    fn ordinary_brackets_are_no_notes() {
        check("（以下简称新区）由县甲局牵头的机制（含技工院校）和（由县甲局负责解释）", expect![""]);
    }
}
