//! Criteria (门槛条件) and direct entry (直通条件): who meets what, and how far the others are. Never scores.

use model::pack::{BandEdge, CriterionTest};
use model::{CriterionResult, CriterionState, SubjectOutcome};
use rust_decimal::Decimal;

use super::Run;
use crate::formula::{Column, Subjects, compute};

impl Run<'_> {
    /// The results of every subject, each in the order of the criteria.
    pub(super) fn criteria(&self, subjects: &Subjects) -> Vec<Vec<CriterionResult>> {
        let mut results: Vec<Vec<CriterionResult>> = vec![Vec::new(); subjects.keys.len()];
        for criterion in &self.evaluation.criteria {
            let tested: Vec<Tested> = match &criterion.test {
                CriterionTest::Condition(condition) => {
                    match compute(condition, subjects, self.period, self.world).values {
                        Column::Flag(flags) => flags.into_iter().map(Tested::of_flag).collect(),
                        Column::Number(_) | Column::Text(_) | Column::Date(_) => {
                            vec![Tested::of_flag(None); subjects.keys.len()]
                        }
                    }
                }
                CriterionTest::Threshold { value, edge, threshold, .. } => {
                    let (values, thresholds) = (self.numbers(value, subjects), self.numbers(threshold, subjects));
                    values.into_iter().zip(thresholds).map(|(value, wanted)| Tested::of(value, wanted, *edge)).collect()
                }
            };
            for (results, Tested { state, value, threshold, gap }) in results.iter_mut().zip(tested) {
                results.push(CriterionResult { code: criterion.code.clone(), state, value, threshold, gap });
            }
        }
        results
    }

    /// For every subject whether each condition of direct entry holds.
    pub(super) fn direct(&self, subjects: &Subjects) -> Vec<Vec<bool>> {
        self.evaluation.direct.iter().map(|entry| self.flags(&entry.condition, subjects)).collect()
    }

    /// Direct entry lifts, an unmet criterion lowers; a veto comes after both.
    pub(super) fn admit(&self, outcome: &mut SubjectOutcome) {
        if let Some(entry) = self.evaluation.direct.iter().find(|entry| outcome.direct.contains(&entry.code)) {
            outcome.grade = Some(entry.grade.clone());
        }
        let is_admitted = outcome.criteria.iter().all(|result| result.state == CriterionState::Met);
        if let Some(unmet) = self.evaluation.unmet_grade.as_ref().filter(|_| !is_admitted) {
            outcome.grade = Some(unmet.clone());
        }
    }
}

/// How many criteria are met.
pub(super) fn met(results: &[CriterionResult]) -> Decimal {
    Decimal::from(results.iter().filter(|result| result.state == CriterionState::Met).count())
}

#[derive(Clone)]
struct Tested {
    state: CriterionState,
    value: Option<Decimal>,
    threshold: Option<Decimal>,
    gap: Option<Decimal>,
}

impl Tested {
    fn of_flag(flag: Option<bool>) -> Tested {
        let state = match flag {
            Some(true) => CriterionState::Met,
            Some(false) => CriterionState::Unmet,
            None => CriterionState::Unknown,
        };
        Tested { state, value: None, threshold: None, gap: None }
    }

    fn of(value: Option<Decimal>, threshold: Option<Decimal>, edge: BandEdge) -> Tested {
        let (Some(number), Some(wanted)) = (value, threshold) else {
            return Tested { value, threshold, ..Tested::of_flag(None) };
        };
        let is_met = match edge {
            BandEdge::AtLeast => number >= wanted,
            BandEdge::Above => number > wanted,
            BandEdge::AtMost => number <= wanted,
            BandEdge::Below => number < wanted,
        };
        let gap = (!is_met).then(|| number.checked_sub(wanted).map(|gap| gap.abs().normalize())).flatten();
        Tested { value, threshold, gap, ..Tested::of_flag(Some(is_met)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_threshold_itself_belongs_to_one_side() {
        let number = |text: &str| Some(text.parse().unwrap());
        for (edge, value, state, gap) in [
            (BandEdge::AtLeast, "3", CriterionState::Met, None),
            (BandEdge::AtLeast, "2.99", CriterionState::Unmet, number("0.01")),
            (BandEdge::Above, "3", CriterionState::Unmet, number("0")),
            (BandEdge::AtMost, "3", CriterionState::Met, None),
            (BandEdge::AtMost, "3.5", CriterionState::Unmet, number("0.5")),
            (BandEdge::Below, "3", CriterionState::Unmet, number("0")),
        ] {
            let tested = Tested::of(number(value), number("3"), edge);
            assert_eq!((tested.state, tested.gap), (state, gap), "{edge:?} {value}");
        }
        assert_eq!(Tested::of(None, number("3"), BandEdge::AtLeast).state, CriterionState::Unknown);
    }
}
