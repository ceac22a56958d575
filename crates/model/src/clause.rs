//! Numbers of clauses as people cite them: 三（一）2. Reads the outline alone, never the text.

use std::collections::BTreeMap;

use crate::{Heading, Plan, Span};

/// Stands where a clause has no printed number, neither its own nor one above it.
pub const UNNUMBERED: &str = "未编号";

/// The numbers of one plan, looked up by the id of a heading or a task.
pub struct ClauseNumbers<'plan> {
    headings: BTreeMap<&'plan str, &'plan Heading>,
    tasks: BTreeMap<&'plan str, Span>,
}

impl<'plan> ClauseNumbers<'plan> {
    pub fn of(plan: &'plan Plan) -> ClauseNumbers<'plan> {
        ClauseNumbers {
            headings: plan.outline.iter().map(|heading| (heading.id.as_str(), heading)).collect(),
            tasks: plan.tasks.iter().map(|task| (task.id.as_str(), task.span)).collect(),
        }
    }

    /// The number as printed, with the numbers above it. A task that a person added or split off has no heading of its
    /// own and bears the number of the clause that it stands in.
    pub fn number(&self, id: &str) -> Option<String> {
        let mut labels: Vec<String> = Vec::new();
        let mut next = self.headings.get(id).copied().or_else(|| self.around(*self.tasks.get(id)?));
        // Levels are counted in eight bits; the bound ends a circular path.
        for _ in 0..=u8::MAX {
            let Some(heading) = next else { break };
            let label = printed(&heading.label);
            // 1.2 below 1 says its parent already.
            let is_told = labels.last().is_some_and(|below| below.starts_with(&format!("{label}.")));
            if !label.is_empty() && !is_told {
                labels.push(label);
            }
            next = heading.parent.as_deref().and_then(|parent| self.headings.get(parent)).copied();
        }
        labels.reverse();
        let number = labels.concat();
        (!number.is_empty()).then_some(number)
    }

    /// The number, or words for its absence.
    pub fn label(&self, id: &str) -> String {
        self.number(id).unwrap_or_else(|| UNNUMBERED.to_string())
    }

    fn around(&self, place: Span) -> Option<&'plan Heading> {
        let holds = |heading: &&Heading| heading.span.start <= place.start && place.start < heading.body_end;
        self.headings.values().copied().filter(holds).max_by_key(|heading| heading.span.start)
    }
}

/// Without the mark that ends it, in full-width brackets: `(一)` → （一）, `1.` → 1.
fn printed(label: &str) -> String {
    let words = label.trim().trim_end_matches(['、', '.', '．', '，']);
    words.replace('(', "（").replace(')', "）")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Duties, HeadingKind, Task, TaskType};

    fn heading(id: &str, label: &str, start: usize, body_end: usize) -> Heading {
        Heading {
            id: id.to_string(),
            level: 1,
            label: label.to_string(),
            title: String::new(),
            span: Span::new(start, start + 1),
            body_end,
            parent: id.rsplit_once('.').map(|(parent, _)| parent.to_string()),
            kind: HeadingKind::Task,
        }
    }

    #[test]
    fn a_number_is_told_with_those_above_it() {
        let task = |id: &str, start| Task {
            id: id.to_string(),
            title: String::new(),
            span: Span::new(start, start + 5),
            task_type: TaskType::Task,
            duties: Duties::none(),
        };
        let plan = Plan {
            metadata: crate::PlanMetadata::default(),
            text_digest: String::new(),
            conventions: Vec::new(),
            targets: Vec::new(),
            soft_targets: Vec::new(),
            residue: Vec::new(),
            corrections: Vec::new(),
            outline: vec![
                heading("3", "三、", 0, 50),
                heading("3.1", "(一)", 10, 50),
                heading("3.1.2", "2.", 20, 50),
                heading("4", "4", 50, 80),
                heading("4.1", "4.1", 60, 80),
                heading("5", "", 80, 90),
            ],
            tasks: vec![task("3.1.2", 20), task("3.1.2a", 30), task("5", 80)],
        };
        let numbers = ClauseNumbers::of(&plan);
        let told = ["3.1", "3.1.2", "3.1.2a", "4.1", "5"].map(|id| numbers.number(id).unwrap_or_default());
        assert_eq!(told, ["三（一）", "三（一）2", "三（一）2", "4.1", ""]);
        assert_eq!([plan.clause_label("3.1.2"), plan.clause_label("5")], ["三（一）2", UNNUMBERED]);
    }
}
