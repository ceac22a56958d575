//! Numbers of clauses as people cite them: 三（一）2. Falls back to the path of ordinals when the outline has none.

use std::collections::BTreeMap;

use model::{Heading, Plan};

pub(super) struct Clauses<'plan> {
    headings: BTreeMap<&'plan str, &'plan Heading>,
}

impl<'plan> Clauses<'plan> {
    pub(super) fn of(plan: &'plan Plan) -> Clauses<'plan> {
        Clauses { headings: plan.outline.iter().map(|heading| (heading.id.as_str(), heading)).collect() }
    }

    /// The number as printed, with the numbers above it.
    pub(super) fn number(&self, id: &str) -> String {
        let mut labels = Vec::new();
        let mut next = self.headings.get(id);
        // Levels are counted in eight bits; the bound ends a circular path.
        for _ in 0..=u8::MAX {
            let Some(heading) = next else { break };
            labels.push(heading.label.trim().trim_end_matches(['、', '.', '．', '，']));
            next = heading.parent.as_deref().and_then(|parent| self.headings.get(parent));
        }
        labels.reverse();
        let number = labels.concat();
        if number.is_empty() { id.to_string() } else { number }
    }
}
