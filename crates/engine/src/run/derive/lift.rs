//! What would bring a subject up: points to the next place and grade. Never promises that the others stand still.

use model::IndicatorScore;
use model::pack::{Code, IndicatorRule, Normalise};
use rust_decimal::Decimal;

use super::Explainer;
use crate::run::RunError;

/// What would bring a subject up.
#[derive(Debug, Clone, PartialEq)]
pub struct Lift {
    /// Points that are missing to the one before it; nothing for the first.
    pub to_next_place: Option<Decimal>,
    /// The next better grade with the points that are missing to its lowest total.
    pub to_next_grade: Option<(Code, Decimal)>,
    /// For each indicator that alone could close the nearer of the two gaps to the next grade or place.
    pub by_indicator: Vec<LiftBy>,
}

/// One indicator alone: what its value would have to be.
#[derive(Debug, Clone, PartialEq)]
pub struct LiftBy {
    pub code: Code,
    /// The value that closes the gap with the benchmark as it stands; nothing when the cap is in the way.
    pub value: Option<Decimal>,
}

impl Explainer<'_> {
    /// Benchmarks are taken as they stand, although a better value moves them a little; the page must say so.
    pub fn lift(&self, key: &str) -> Result<Option<Lift>, RunError> {
        let Some(found) = self.found(key) else { return Ok(None) };
        let subject = found.subject;
        let place = found.pool.subjects.iter().position(|one| one.key == key).unwrap_or_default();
        let above = found.pool.subjects[..place].iter().rev().find(|one| one.rank < subject.rank);
        let to_next_place = above.map(|one| one.total - subject.total);
        let rules = &self.run.evaluation.grades;
        let own = subject.grade.as_ref().and_then(|code| rules.iter().position(|rule| rule.code == *code));
        let better = own.and_then(|own| {
            let better =
                found.pool.grades[..own].iter().rev().find(|grade| grade.count > 0 && grade.lowest.is_some())?;
            Some((better.code.clone(), better.lowest? - subject.total))
        });
        let to_next_grade = better.filter(|(_, gap)| *gap > Decimal::ZERO);
        let gap = to_next_grade.as_ref().map(|(_, gap)| *gap).or(to_next_place);
        let mut by_indicator = Vec::new();
        if let Some(gap) = gap.filter(|gap| *gap > Decimal::ZERO) {
            for rule in found.rule.leaves() {
                let one = subject.indicators.iter().find(|one| one.code == rule.code);
                if let Some(value) = one.map(|one| self.needed(rule, one, gap)).transpose()?.flatten() {
                    by_indicator.push(LiftBy { code: rule.code.clone(), value });
                }
            }
        }
        Ok(Some(Lift { to_next_place, to_next_grade, by_indicator }))
    }

    /// The value that would add `gap` points: outer nothing where the method has no such value, inner where a cap is in
    /// the way.
    fn needed(
        &self,
        rule: &IndicatorRule,
        one: &IndicatorScore,
        gap: Decimal,
    ) -> Result<Option<Option<Decimal>>, RunError> {
        let Normalise::Ratio { cap, .. } = &rule.normalise else { return Ok(None) };
        let (Some(score), Some(points), Some(reference)) = (one.score, one.points, one.reference) else {
            return Ok(None);
        };
        let Some(factor) = points.checked_div(score).filter(|factor| *factor > Decimal::ZERO) else { return Ok(None) };
        let Some(wanted) = gap.checked_div(factor).and_then(|more| more.checked_add(score)) else { return Ok(None) };
        if let Some(cap) = cap
            && wanted > self.run.constant(cap)?
        {
            return Ok(Some(None));
        }
        let value = match rule.direction {
            model::pack::Direction::Up => wanted.checked_mul(reference),
            model::pack::Direction::Down => reference.checked_div(wanted),
        };
        Ok(value.map(Some))
    }
}
