//! Bonus, penalty and veto (加分、扣分、一票否决) on totals. Never hides what they changed.

use super::error::{EvaluationError, same_length};
use super::matrix::Column;

/// What a veto does.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum VetoEffect {
    /// The total becomes this, usually 0.
    Total(f64),
    /// The subject keeps its total and is left out of the ranking.
    Unranked,
    /// The total stays; the grade is capped later (see [`super::grade`]).
    GradeOnly,
}

/// What the rule allows; the points themselves come in by subject.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limits {
    pub bonus_most: Option<f64>,
    pub penalty_most: Option<f64>,
    pub total_least: Option<f64>,
    pub total_most: Option<f64>,
    pub veto: VetoEffect,
}

/// One subject's points.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Points {
    pub bonus: f64,
    /// Points taken off, as a positive number.
    pub penalty: f64,
    pub is_vetoed: bool,
}

/// How one total came about.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Adjusted {
    pub base: Option<f64>,
    pub bonus: f64,
    pub penalty: f64,
    pub total: Option<f64>,
    pub is_ranked: bool,
    pub is_vetoed: bool,
}

/// total = base + min(bonus, most) − min(penalty, most), held between least and most, then the veto. A subject without a
/// base total stays without.
pub fn adjust(base: &Column, points: &[Points], limits: &Limits) -> Result<Vec<Adjusted>, EvaluationError> {
    same_length("加分扣分", base.len(), points.len())?;
    let mut adjusted = Vec::with_capacity(points.len());
    for (row, points) in points.iter().enumerate() {
        for (what, value) in [("加分", points.bonus), ("扣分", points.penalty)] {
            if !(value.is_finite() && value >= 0.0) {
                return Err(EvaluationError::Domain { what, row, column: 0, value, wanted: "不小于 0" });
            }
        }
        let bonus = points.bonus.min(limits.bonus_most.unwrap_or(f64::INFINITY));
        let penalty = points.penalty.min(limits.penalty_most.unwrap_or(f64::INFINITY));
        let base = base.get(row);
        let mut total = base.map(|base| {
            let sum = base + bonus - penalty;
            sum.max(limits.total_least.unwrap_or(f64::NEG_INFINITY)).min(limits.total_most.unwrap_or(f64::INFINITY))
        });
        let mut is_ranked = total.is_some();
        if points.is_vetoed {
            match limits.veto {
                VetoEffect::Total(value) => total = total.map(|_| value),
                VetoEffect::Unranked => is_ranked = false,
                VetoEffect::GradeOnly => {}
            }
        }
        adjusted.push(Adjusted { base, bonus, penalty, total, is_ranked, is_vetoed: points.is_vetoed });
    }
    Ok(adjusted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bonus_is_capped_and_a_veto_is_seen() {
        let base = Column::new(&[Some(90.0), Some(80.0), None]).unwrap();
        let points = [
            Points { bonus: 30.0, penalty: 1.0, is_vetoed: false },
            Points { bonus: 0.0, penalty: 0.0, is_vetoed: true },
            Points { bonus: 5.0, ..Points::default() },
        ];
        let limits = Limits {
            bonus_most: Some(20.0),
            penalty_most: None,
            total_least: Some(0.0),
            total_most: None,
            veto: VetoEffect::Unranked,
        };
        let found = adjust(&base, &points, &limits).unwrap();
        assert_eq!((found[0].total, found[0].bonus), (Some(109.0), 20.0));
        assert_eq!((found[1].total, found[1].is_ranked), (Some(80.0), false));
        assert_eq!((found[2].total, found[2].is_ranked), (None, false));
        let zero = Limits { veto: VetoEffect::Total(0.0), ..limits };
        assert_eq!(adjust(&base, &points, &zero).unwrap()[1].total, Some(0.0));
    }
}
