//! Says what a rule would have needed of earlier years and was not given. Never guesses it and never refuses a run for it.

use model::PoolOutcome;
use model::pack::{Honour, HonourKind};

use super::Run;

impl Run<'_> {
    /// In the order of the rules.
    pub(super) fn lacking(&self, pools: &[PoolOutcome]) -> Vec<String> {
        let mut lacking = Vec::new();
        let Some(before) = self.year_before() else { return lacking };
        let before = before.in_words();
        let subjects = || pools.iter().flat_map(|pool| &pool.subjects);
        let unranked = subjects().filter(|one| one.rank_before.is_none()).count();
        for honour in self.evaluation.honours.iter().filter(|honour| is_about_rise(honour)) {
            match self.lacking_of(honour, pools) {
                Some(words) => lacking.push(words),
                None if unranked > 0 => {
                    lacking.push(format!("{unranked} 个对象没有{before}的名次，不列入“{}”的比较", honour.name));
                }
                None => {}
            }
        }
        for rule in &self.evaluation.consecutive {
            let is_unknown = |key: &str| {
                let period = self.year_before();
                period.and_then(|period| self.world.facts.conclusion(&self.evaluation.code, period, key)).is_none()
            };
            let counted = subjects().filter(|one| one.grade.as_ref() == Some(&rule.grade));
            let unknown = counted.filter(|one| is_unknown(&one.key)).count();
            if unknown > 0 {
                lacking.push(format!("{unknown} 个对象没有{before}的结论，“{}”从有结论的年份算起", rule.name));
            }
        }
        lacking
    }

    /// Why a list of those who rose is empty: nobody's place of the year before is known.
    pub(super) fn lacking_of(&self, honour: &Honour, pools: &[PoolOutcome]) -> Option<String> {
        let mut subjects = pools.iter().flat_map(|pool| &pool.subjects).peekable();
        subjects.peek()?;
        if !is_about_rise(honour) || subjects.any(|one| one.rank_before.is_some()) {
            return None;
        }
        let before = self.year_before()?.in_words();
        Some(format!("没有{before}的名次，不能评定“{}”；请先冻结该期的评价，或给出该期的结论", honour.name))
    }
}

fn is_about_rise(honour: &Honour) -> bool {
    matches!(honour.kind, HonourKind::Improvers { .. })
}
