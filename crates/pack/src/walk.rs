//! Every formula and constant of a pack, one after another; for checks that concern all of them.

use model::pack::{
    Allocation, Analysis, Budget, Constant, Count, Deadline, Evaluation, Expression, Formula, GradeCut, Grouping,
    IndicatorNode, Normalise, Register, ShortList,
};

pub(crate) fn of_register(register: &Register) -> (Vec<&Expression>, Vec<&Constant>) {
    let mut found: Vec<&Expression> = register.rules.iter().map(|rule| &rule.condition).collect();
    found.extend(register.life.steps.iter().map(|step| &step.condition));
    for measure in &register.measures {
        found.push(&measure.condition);
        if let Count::Sum(value) = &measure.count {
            found.push(value);
        }
    }
    let days = register.life.steps.iter().filter_map(|step| match &step.deadline {
        Deadline::WorkingDays(days) | Deadline::Days(days) => Some(days),
        Deadline::None => None,
    });
    (found, days.collect())
}

pub(crate) fn of_formula(formula: &Formula) -> Vec<&Expression> {
    vec![&formula.value, &formula.condition]
}

pub(crate) fn of_evaluation(evaluation: &Evaluation) -> (Vec<&Expression>, Vec<&Constant>) {
    let (mut formulas, mut constants) = (vec![&evaluation.condition], Vec::new());
    formulas.extend(evaluation.exclusions.iter().map(|exclusion| &exclusion.condition));
    if let Grouping::By { value, .. } = &evaluation.grouping {
        formulas.push(value);
    }
    for pool in &evaluation.pools {
        formulas.push(&pool.condition);
        for node in &pool.tree {
            of_node(node, &mut formulas, &mut constants);
        }
    }
    for adjustment in &evaluation.adjustments {
        formulas.push(&adjustment.value);
        constants.extend(&adjustment.max);
    }
    constants.push(&evaluation.publicity_days);
    constants.extend(&evaluation.bonus_max);
    constants.extend(&evaluation.penalty_max);
    formulas.extend(evaluation.criteria.iter().flat_map(|criterion| criterion.test.expressions()));
    formulas.extend(evaluation.direct.iter().map(|entry| &entry.condition));
    formulas.extend(evaluation.vetoes.iter().map(|veto| &veto.condition));
    formulas.extend(evaluation.ties.breaks.iter().map(|tie| &tie.value));
    for grade in &evaluation.grades {
        match &grade.cut {
            GradeCut::ScoreAtLeast(constant)
            | GradeCut::ScoreAbove(constant)
            | GradeCut::ShareAtMost(constant)
            | GradeCut::ShareAtLeast(constant)
            | GradeCut::Share(constant) => constants.push(constant),
            GradeCut::Rest => {}
        }
    }
    for honour in &evaluation.honours {
        match &honour.size {
            ShortList::Top(constant) => constants.push(constant),
            ShortList::TopOfGroup(_) => {}
        }
    }
    (formulas, constants)
}

pub(crate) fn of_allocation(allocation: &Allocation) -> (Vec<&Expression>, Vec<&Constant>) {
    let mut formulas = vec![&allocation.condition];
    formulas.extend([&allocation.base, &allocation.floor, &allocation.cap].into_iter().flatten());
    formulas.extend(allocation.factors.iter().map(|factor| &factor.value));
    let mut constants: Vec<&Constant> = allocation.factors.iter().map(|factor| &factor.weight).collect();
    match &allocation.budget {
        Budget::Constant(constant) => constants.push(constant),
        Budget::Formula(formula) => formulas.push(formula),
    }
    (formulas, constants)
}

pub(crate) fn of_analysis(analysis: &Analysis) -> (Vec<&Expression>, Vec<&Constant>) {
    let mut formulas = vec![&analysis.condition];
    if let Grouping::By { value, .. } = &analysis.grouping {
        formulas.push(value);
    }
    formulas.extend(analysis.variables.iter().map(|variable| &variable.value));
    (formulas, analysis.constants().collect())
}

fn of_node<'pack>(
    node: &'pack IndicatorNode,
    formulas: &mut Vec<&'pack Expression>,
    constants: &mut Vec<&'pack Constant>,
) {
    match node {
        IndicatorNode::Branch(branch) => {
            constants.push(&branch.weight);
            for child in &branch.children {
                of_node(child, formulas, constants);
            }
        }
        IndicatorNode::Leaf(rule) => {
            constants.push(&rule.weight);
            formulas.push(&rule.value);
            match &rule.normalise {
                Normalise::Ratio { benchmark, floor, cap } => {
                    formulas.push(benchmark);
                    constants.extend(floor);
                    constants.extend(cap);
                }
                Normalise::LinearEfficacy { unallowed, satisfactory, .. }
                | Normalise::ExponentialEfficacy { unallowed, satisfactory, .. } => {
                    formulas.extend([unallowed, satisfactory]);
                }
                Normalise::TargetRatio { target, .. } | Normalise::TargetDistance { target, .. } => {
                    formulas.push(target);
                }
                Normalise::Goalposts { low_post, high_post, .. } => formulas.extend([low_post, high_post]),
                Normalise::Given
                | Normalise::MinMax { .. }
                | Normalise::ZScore { .. }
                | Normalise::Rank { .. }
                | Normalise::Percentile => {}
            }
        }
    }
}
