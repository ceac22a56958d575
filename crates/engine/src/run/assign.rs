//! Who takes part, in which pool and group. Never scores.

use std::sync::Arc;

use model::pack::Grouping;
use model::{NotEvaluated, NotEvaluatedKind};

use super::Run;
use crate::formula::Subjects;

/// Those who are evaluated, with their pools and groups, and those who are not.
pub(super) struct Assigned {
    pub(super) subjects: Subjects,
    pub(super) left_out: Vec<NotEvaluated>,
}

/// Places of a pool's subjects among all evaluated ones.
pub(super) fn rows_of_pool(subjects: &Subjects, number: u32) -> Vec<usize> {
    (0..subjects.pools.len()).filter(|row| subjects.pools[*row] == Some(number)).collect()
}

impl Run<'_> {
    /// Conditions see all subjects; statistics inside the evaluation see only those who are evaluated.
    pub(super) fn assign(&self, keys: &[Arc<str>]) -> Assigned {
        let everyone = Subjects::new(self.evaluation.subject.clone(), keys.to_vec());
        let takes_part = self.flags(&self.evaluation.condition, &everyone);
        let pools = self.pools(&everyone);
        let groups = self.groups(&everyone);
        let exclusions: Vec<Vec<bool>> =
            self.evaluation.exclusions.iter().map(|rule| self.flags(&rule.condition, &everyone)).collect();

        let mut assigned =
            Assigned { subjects: Subjects::new(self.evaluation.subject.clone(), Vec::new()), left_out: Vec::new() };
        for row in (0..keys.len()).filter(|row| takes_part[*row]) {
            let pool = pools[row].and_then(|pool| self.evaluation.pools.get(usize::try_from(pool).ok()?));
            let mut leave_out = |kind: NotEvaluatedKind, reason: String| {
                let pool = pool.map(|pool| pool.code.clone());
                assigned.left_out.push(NotEvaluated { key: keys[row].to_string(), pool, kind, reason });
            };
            let excluded = exclusions.iter().position(|applies| applies[row]);
            if let Some(rule) = excluded.map(|place| &self.evaluation.exclusions[place]) {
                leave_out(NotEvaluatedKind::Excluded, rule.reason.clone());
            } else if pool.is_none() {
                leave_out(NotEvaluatedKind::Unassigned, "不符合任何评价池的条件".to_string());
            } else if let (Some(None), Grouping::By { .. }) = (groups.get(row), &self.evaluation.grouping) {
                leave_out(NotEvaluatedKind::Unassigned, "没有分组，或分组不在选项表内".to_string());
            } else {
                assigned.subjects.keys.push(keys[row].clone());
                assigned.subjects.pools.push(pools[row]);
                assigned.subjects.groups.extend(groups.get(row));
            }
        }
        assigned
    }

    fn pools(&self, everyone: &Subjects) -> Vec<Option<u32>> {
        let mut pools = vec![None; everyone.keys.len()];
        for (number, pool) in self.evaluation.pools.iter().enumerate() {
            for (found, belongs) in pools.iter_mut().zip(self.flags(&pool.condition, everyone)) {
                if found.is_none() && belongs {
                    *found = Some(number as u32);
                }
            }
        }
        pools
    }

    /// Empty without groups.
    fn groups(&self, everyone: &Subjects) -> Vec<Option<u32>> {
        let Grouping::By { list, value } = &self.evaluation.grouping else { return Vec::new() };
        let choices = self.world.pack.choices.iter().find(|known| known.code == *list);
        let number = |text: &Arc<str>| {
            let place = choices?.choices.iter().position(|choice| choice.code.as_str() == &**text)?;
            u32::try_from(place).ok()
        };
        self.texts(value, everyone).iter().map(|text| text.as_ref().and_then(number)).collect()
    }
}
