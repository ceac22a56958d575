//! Tasks: every leaf measure once, with its duties; a measure with a note of its own and measures below is one too.

use std::collections::BTreeSet;

use model::{AgencyRef, Duties, DutyConvention, DutyStyle, Span, Task, TaskType};

use crate::document::Document;
use crate::duties::{self, Note, RoleWord};
use crate::labels::Rank;
use crate::outline::{Node, is_goal_paragraph};
use crate::tables::{Column, Table};
use crate::wording::{Lexicon, SectionKind};

pub(crate) fn tasks(
    document: &Document,
    lexicon: &Lexicon,
    nodes: &[Node],
    notes: &[Note],
    tables: &[Table],
) -> (Vec<DutyConvention>, Vec<Task>) {
    let mut tasks = Vec::new();
    for (index, node) in nodes.iter().enumerate() {
        // 附件 on a line of its own only leads to what follows.
        let is_bare_part = node.label.is_empty()
            && node.rank == Rank::Item
            && document.starts_with(node.span.start, "附件")
            && node.body_end < node.span.end + 60;
        if node.is_review || is_bare_part || is_glossary(nodes, index) {
            continue;
        }
        let end = if node.has_children { node.own_end } else { node.body_end };
        let own = document.trim(Span::new(node.span.start, end.max(node.span.start)));
        let first = notes.partition_point(|note| note.span.start < node.span.start);
        let own_notes: Vec<&Note> = notes[first..].iter().take_while(|note| note.span.start < end).collect();
        if node.has_children && own_notes.is_empty() {
            continue;
        }
        let duties = union(&own_notes);
        // What stands behind the last note (a closing paragraph, the date of coming into force) is no part of the measure.
        let span = own_notes
            .last()
            .map_or_else(|| without_closing(document, nodes, index, own), |last| Span::new(own.start, last.span.end));
        tasks.push(Task {
            id: node.id.clone(),
            title: document.text(node.title),
            span,
            task_type: paragraph_type(document, lexicon, node).unwrap_or_else(|| task_type(nodes, index, &duties)),
            duties,
        });
    }
    let conventions = notes.iter().flat_map(|note| note.conventions.iter().cloned()).collect();
    tasks.extend(paragraphs(document, lexicon, nodes));
    for table in tables.iter().filter(|table| table.has(Column::Task)) {
        add_rows(document, lexicon, nodes, table, &mut tasks);
    }
    tasks.sort_by_key(|task| task.span);
    (conventions, tasks)
}

/// 各地区、各部门要…: a paragraph behind the last of several measures that all are one paragraph closes the chapter.
fn without_closing(document: &Document, nodes: &[Node], index: usize, own: Span) -> Span {
    const LEAST_MEASURES: usize = 3;
    // A heading on a line of its own, and its paragraph.
    const LINES_MAX: usize = 2;
    let node = &nodes[index];
    let mut below = nodes[index + 1..].iter().take_while(|later| later.level >= node.level);
    let is_last = below.all(|later| later.parent != node.parent);
    if node.has_children || node.label.is_empty() || !is_last {
        return own;
    }
    let lines = |span: Span| -> Vec<Span> {
        let lines = document.lines_in(span).iter().map(|line| document.trim(*line));
        lines.filter(|line| !line.is_empty() && line.start >= span.start).collect()
    };
    let first = node.parent.map_or(0, |parent| parent + 1);
    let before = nodes[first..index].iter().filter(|other| other.parent == node.parent && !other.is_review);
    let counts: Vec<usize> = before
        .map(|other| if other.has_children { 0 } else { lines(Span::new(other.span.start, other.body_end)).len() })
        .collect();
    let Some(&usual) = counts.first().filter(|_| counts.len() + 1 >= LEAST_MEASURES) else { return own };
    let own_lines = lines(own);
    let is_uniform = (1..=LINES_MAX).contains(&usual) && counts.iter().all(|count| *count == usual);
    if !is_uniform || own_lines.len() != usual + 1 {
        return own;
    }
    Span::new(own.start, own_lines[usual - 1].end)
}

/// Below an unnumbered 名词解释 words are explained, nothing is to be done.
fn is_glossary(nodes: &[Node], index: usize) -> bool {
    let mut top = index;
    while let Some(parent) = nodes[top].parent {
        top = parent;
    }
    nodes[top].label.is_empty() && nodes[top].section == Some(SectionKind::Definition)
}

/// The rows of a table of tasks; the measure that the table stands in ends where it begins.
fn add_rows(document: &Document, lexicon: &Lexicon, nodes: &[Node], table: &Table, tasks: &mut Vec<Task>) {
    let above = nodes.iter().rposition(|node| node.span.end <= table.span.start && table.span.start < node.body_end);
    let prefix = above.map(|above| format!("{}.", nodes[above].id)).unwrap_or_default();
    for task in tasks.iter_mut().filter(|task| task.span.overlaps(&table.span)) {
        task.span = document.trim(Span::new(task.span.start, table.span.start.max(task.span.start)));
    }
    // A heading that only names the table is no measure.
    tasks.retain(|task| {
        let is_title = above.is_some_and(|above| task.span.end <= nodes[above].span.end && task.id == nodes[above].id);
        !task.span.is_empty() && !is_title
    });
    let first = tasks.len();
    for (number, row) in table.rows.iter().enumerate() {
        let roles = [
            (Column::Lead, RoleWord::Lead),
            (Column::Responsible, RoleWord::Responsible),
            (Column::Cooperate, RoleWord::Cooperate),
        ];
        let cells: Vec<(RoleWord, Span)> =
            roles.iter().flat_map(|&(column, role)| table.cells(row, column).map(move |cell| (role, cell))).collect();
        let duties = duties::of_cells(document, lexicon, &cells);
        let above = tasks.get_mut(first..).and_then(<[Task]>::last_mut);
        let Some(cell) = table.cells(row, Column::Task).last() else {
            // A merged cell of the task: the row below only adds agencies.
            if let Some(above) = above.filter(|_| !duties.is_empty()) {
                above.span.end = row.span.end;
                above.duties.lead.extend(duties.lead);
                above.duties.cooperate.extend(duties.cooperate);
                above.duties.undifferentiated.extend(duties.undifferentiated);
            }
            continue;
        };
        // A merged cell of agencies: it holds for the rows below that leave it empty.
        let duties = match above {
            Some(above) if cells.is_empty() => above.duties.clone(),
            _ => duties,
        };
        let title_end = (cell.start..cell.end).find(|&at| document.at(at) == '。').unwrap_or(cell.end);
        tasks.push(Task {
            id: format!("{prefix}{}", number + 1),
            title: document.text(Span::new(cell.start, title_end)),
            span: row.span,
            task_type: TaskType::Task,
            duties,
        });
    }
}

/// Several notes in one measure: the union, in order of first mention; who leads in one of them leads.
fn union(notes: &[&Note]) -> Duties {
    let mut duties = Duties::none();
    let has_lead = notes.iter().any(|note| !note.duties.lead.is_empty());
    let leads: BTreeSet<&str> =
        notes.iter().flat_map(|note| &note.duties.lead).map(|agency| agency.name.as_str()).collect();
    let mut seen = BTreeSet::new();
    for note in notes {
        // 牵头单位 and 责任单位 in notes of the same label form: the second cooperates.
        let cooperates = has_lead && note.is_label_form && note.duties.lead.is_empty();
        for (agency, is_undifferentiated) in
            [(&note.duties.lead, false), (&note.duties.cooperate, false), (&note.duties.undifferentiated, !cooperates)]
                .into_iter()
                .flat_map(|(list, is_undifferentiated)| list.iter().map(move |agency| (agency, is_undifferentiated)))
        {
            if !seen.insert(agency.name.as_str()) {
                continue;
            }
            let list = if leads.contains(agency.name.as_str()) {
                &mut duties.lead
            } else if is_undifferentiated {
                &mut duties.undifferentiated
            } else {
                &mut duties.cooperate
            };
            list.push(agency.clone());
        }
    }
    for (list, of_note) in [
        (&mut duties.guide, (|note: &Note| &note.duties.guide) as fn(&Note) -> &Vec<AgencyRef>),
        (&mut duties.implied, |note: &Note| &note.duties.implied),
    ] {
        let mut names = seen.clone();
        for agency in notes.iter().flat_map(|note| of_note(note)) {
            if names.insert(agency.name.as_str()) {
                list.push(agency.clone());
            }
        }
    }
    if let (Some(first), Some(last)) = (notes.first(), notes.last()) {
        duties.style = first.duties.style;
        duties.span = Some(if notes.len() == 1 || first.duties.style == DutyStyle::Line {
            Span::new(first.span.start, last.span.end)
        } else {
            last.span
        });
    }
    duties
}

fn task_type(nodes: &[Node], index: usize, duties: &Duties) -> TaskType {
    let own = nodes[index].section;
    let mut above = None;
    let mut at = nodes[index].parent;
    while let Some(parent) = at {
        let is_top = nodes[parent].parent.is_none();
        // 强化服务保障 is a guarantee as a chapter, not as a group among the tasks.
        let counts = is_top || nodes[parent].section != Some(SectionKind::Guarantee);
        above = nodes[parent].section.filter(|_| counts).or(above);
        at = nodes[parent].parent;
    }
    match own {
        Some(SectionKind::Goal) => TaskType::Goal,
        Some(SectionKind::Principle) => TaskType::Principle,
        Some(SectionKind::Definition) => TaskType::Definition,
        Some(SectionKind::Supplementary) => TaskType::Supplementary,
        _ if !duties.is_empty() => TaskType::Task,
        Some(SectionKind::General) => TaskType::Goal,
        Some(SectionKind::Guarantee) if nodes[index].parent.is_none() => TaskType::Guarantee,
        _ => match above {
            Some(SectionKind::Guarantee) => TaskType::Guarantee,
            Some(SectionKind::Definition) => TaskType::Definition,
            Some(SectionKind::Supplementary) => TaskType::Supplementary,
            _ => TaskType::Task,
        },
    }
}

/// A paragraph without a name says in its opening words what it is.
fn paragraph_type(document: &Document, lexicon: &Lexicon, node: &Node) -> Option<TaskType> {
    if node.rank != Rank::Named || !node.title.is_empty() {
        return None;
    }
    let line = Span::new(node.span.start, node.body_end);
    if is_goal_paragraph(document, lexicon, line) {
        return Some(TaskType::Goal);
    }
    let opening = document.matched(Span::new(line.start, line.end.min(line.start + 60)));
    if opening.contains("自身建设") {
        return Some(TaskType::Guarantee);
    }
    opening.contains("总体要求").then_some(TaskType::Principle)
}

/// Paragraphs of a report on government work that stand under a heading with other measures: the goals of the year.
fn paragraphs(document: &Document, lexicon: &Lexicon, nodes: &[Node]) -> Vec<Task> {
    let mut found = Vec::new();
    for node in nodes.iter().filter(|node| node.has_children && !node.is_review) {
        let first = document.lines.partition_point(|line| line.start <= node.span.end);
        for (number, &line) in document.lines[first..].iter().take_while(|line| line.end <= node.own_end).enumerate() {
            let line = document.trim(line);
            let is_goal = line.end > line.start && is_goal_paragraph(document, lexicon, line);
            if is_goal && line.len() > 40 {
                found.push(Task {
                    id: format!("{}.p{}", node.id, number + 1),
                    title: String::new(),
                    span: line,
                    task_type: TaskType::Goal,
                    duties: Duties::none(),
                });
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    #[track_caller]
    fn check(text: &str, expect: Expect) {
        let plan = crate::read(text);
        let names =
            |list: &[model::AgencyRef]| list.iter().map(|agency| agency.name.clone()).collect::<Vec<_>>().join("、");
        let show = |task: &model::Task| {
            let duties = &task.duties;
            let lists = [names(&duties.lead), names(&duties.cooperate), names(&duties.undifferentiated)].join(" | ");
            format!("{} {} {:?}: {lists}", task.id, task.title, task.task_type)
        };
        expect.assert_eq(&plan.tasks.iter().map(show).collect::<Vec<_>>().join("\n"));
    }

    #[test]
    fn every_leaf_is_a_task_and_groups_are_not() {
        check(
            "方案\n一、总体要求\n做好。\n二、任务\n（一）甲组\n1.甲事。做好。（县甲局牵头，县乙局、有关部门配合）\n三、保障措施\n（一）加强领导。好。\n四、附则\n自印发之日起施行。",
            expect![[r#"
                1 总体要求 Goal:  |  | 
                2.1.1 甲事 Task: 县甲局 | 县乙局、有关部门 | 
                3.1 加强领导 Guarantee:  |  | 
                4 附则 Supplementary:  |  | "#]],
        );
    }

    #[test]
    fn a_measure_with_its_own_note_and_measures_below_is_a_task_too() {
        check(
            "方案\n一、任务\n（一）甲事。（县甲局负责）\n1.细事。做好。（县乙局负责）",
            expect![[r#"
                1.1 甲事 Task:  |  | 县甲局
                1.1.1 细事 Task:  |  | 县乙局"#]],
        );
    }

    #[test]
    fn rows_of_a_table_are_tasks_with_duties_by_column() {
        check(
            "方案\n一、总体要求\n做好。\n二、任务分解\n序号\t重点任务\t牵头单位\t责任单位\n1\t建设苗圃。新建苗圃12个。\t县甲局\t县乙局、各镇\n2\t管护林地\t县丙局\t\n三、保障措施\n好好做。",
            expect![[r#"
                1 总体要求 Goal:  |  | 
                2.1 建设苗圃 Task: 县甲局 | 县乙局、各镇 | 
                2.2 管护林地 Task: 县丙局 |  | 
                3 保障措施 Guarantee:  |  | "#]],
        );
    }

    #[test]
    fn merged_cells_hold_for_the_rows_below() {
        check(
            "方案\n一、总体要求\n做好。\n二、任务分解\n序号\t重点任务\t责任单位\n1\t建设苗圃\t县甲局、县乙局\n2\t管护林地\t\n3\t育苗\t县丙局\n\t\t县丁局\n三、保障措施\n好好做。",
            expect![[r#"
                1 总体要求 Goal:  |  | 
                2.1 建设苗圃 Task:  |  | 县甲局、县乙局
                2.2 管护林地 Task:  |  | 县甲局、县乙局
                2.3 育苗 Task:  |  | 县丙局、县丁局
                3 保障措施 Guarantee:  |  | "#]],
        );
    }

    #[test]
    fn a_closing_paragraph_is_no_part_of_the_last_measure() {
        let text = "方案\n一、任务\n（一）甲事。做好甲。\n（二）乙事。做好乙。\n（三）丙事。做好丙。\n各镇、各部门要抓好落实。";
        let plan = crate::read(text);
        let ends: Vec<String> =
            plan.tasks.iter().map(|task| text.chars().take(task.span.end).skip(task.span.end - 4).collect()).collect();
        assert_eq!(ends, ["做好甲。", "做好乙。", "做好丙。"]);
    }

    #[test]
    fn a_paragraph_that_leads_to_named_ones_is_no_task_of_a_report() {
        check(
            "2026年甲乙县政府工作报告\n一、2026年重点工作\n面对新的形势和任务，全县各级各部门要牢固树立正确政绩观，坚持实干为先，全面履行好职责，努力完成各项任务。\n扩大有效投资。继续把项目建设作为主攻方向，强化要素保障，推动重点项目早开工、早投产，力争投资稳定增长。\n办好12件民生实事。改造老旧小区15个，新建口袋公园20个，建设村级养老服务站点60处，让群众生活更加便利。",
            expect![[r#"
                1.1 扩大有效投资 Task:  |  | 
                1.2 办好12件民生实事 Task:  |  | "#]],
        );
    }

    #[test]
    fn several_notes_in_one_measure_are_one_union() {
        check(
            "方案\n一、甲事。做好甲。（责任单位：县甲局、县乙局）做好乙。（责任单位：县乙局、县丙局）",
            expect!["1 甲事 Task:  |  | 县甲局、县乙局、县丙局"],
        );
    }
}
