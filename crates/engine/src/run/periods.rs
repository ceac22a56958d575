//! What the rules of an evaluation read: all their expressions, and the periods they reach. Never reads a fact.

use std::collections::BTreeSet;

use model::Period;
use model::pack::{
    Allocation, Budget, Evaluation, Expression, ExpressionKind, Grouping, IndicatorNode, MissingIndicator, Pack,
    PeriodShift,
};

use crate::formula::earlier;

/// Every expression of the rules, in the order of the declaration; formulas that they name are not followed.
pub fn expressions(evaluation: &Evaluation) -> Vec<&Expression> {
    let mut found = vec![&evaluation.condition];
    found.extend(evaluation.exclusions.iter().map(|rule| &rule.condition));
    if let Grouping::By { value, .. } = &evaluation.grouping {
        found.push(value);
    }
    for pool in &evaluation.pools {
        found.push(&pool.condition);
        for rule in pool.tree.iter().flat_map(IndicatorNode::leaves) {
            found.push(&rule.value);
            found.extend(super::score::references(&rule.normalise).into_iter().map(|(_, expression)| expression));
        }
    }
    found.extend(evaluation.criteria.iter().flat_map(|rule| rule.test.expressions()));
    found.extend(evaluation.direct.iter().map(|rule| &rule.condition));
    found.extend(evaluation.adjustments.iter().map(|rule| &rule.value));
    found.extend(evaluation.vetoes.iter().map(|rule| &rule.condition));
    found.extend(evaluation.ties.breaks.iter().map(|rule| &rule.value));
    found
}

/// The period itself and every earlier one that the rules of the pack reach, newest first.
///
/// Counts shifts of all formulas of the pack, also those that this evaluation does not use: reading a period too many
/// changes nothing.
pub fn periods_needed(evaluation: &Evaluation, pack: &Pack, period: Period) -> Vec<Period> {
    let mut shifts = shifts_of(formulas_of(pack).chain(expressions(evaluation)));
    let mut leaves = evaluation.pools.iter().flat_map(|pool| pool.leaves());
    let looks_back = leaves.any(|rule| matches!(rule.when_missing, MissingIndicator::LastYear));
    if looks_back && !shifts.contains(&PeriodShift::YearsBack(1)) {
        shifts.push(PeriodShift::YearsBack(1));
    }
    reached(&shifts, period)
}

/// The same for an allocation.
pub fn allocation_periods(rule: &Allocation, pack: &Pack, period: Period) -> Vec<Period> {
    let bounds = [&rule.base, &rule.floor, &rule.cap].into_iter().flatten();
    let budget = match &rule.budget {
        Budget::Constant(_) => None,
        Budget::Formula(formula) => Some(formula),
    };
    let factors = rule.factors.iter().map(|factor| &factor.value);
    let own = std::iter::once(&rule.condition).chain(bounds).chain(budget).chain(factors);
    reached(&shifts_of(formulas_of(pack).chain(own)), period)
}

/// The period itself and every earlier one that the formulas of the pack reach, newest first.
pub fn formula_periods(pack: &Pack, period: Period) -> Vec<Period> {
    reached(&shifts_of(formulas_of(pack)), period)
}

/// Some periods and every earlier one that the formulas of the pack reach from them, newest first.
pub fn reached_by_formulas(pack: &Pack, periods: &[Period]) -> Vec<Period> {
    let found: BTreeSet<Period> = periods.iter().flat_map(|period| formula_periods(pack, *period)).collect();
    found.into_iter().rev().collect()
}

fn formulas_of(pack: &Pack) -> impl Iterator<Item = &Expression> {
    pack.formulas.iter().flat_map(|formula| [&formula.value, &formula.condition])
}

fn shifts_of<'pack>(expressions: impl Iterator<Item = &'pack Expression>) -> Vec<PeriodShift> {
    let mut shifts: Vec<PeriodShift> = Vec::new();
    for expression in expressions {
        expression.visit(&mut |step| {
            if let ExpressionKind::Shift { shift, .. } = &step.kind
                && !shifts.contains(shift)
            {
                shifts.push(*shift);
            }
        });
    }
    shifts
}

fn reached(shifts: &[PeriodShift], period: Period) -> Vec<Period> {
    // A formula with a shift may use another one: growth of growth reaches two years back.
    let mut found = BTreeSet::from([period]);
    for _ in 0..2 {
        let reached: Vec<Period> =
            found.iter().flat_map(|from| shifts.iter().filter_map(|shift| earlier(*from, *shift))).collect();
        found.extend(reached);
    }
    found.into_iter().rev().collect()
}
