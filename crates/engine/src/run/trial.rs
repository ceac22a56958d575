//! Trials (试算): an evaluation with other weights or another method, to see who moves.
//!
//! A trial is a changed copy of the declaration; whoever runs it must not store the outcome as an official one.

use std::collections::BTreeMap;

use model::Period;
use model::pack::{Aggregation, Code, Constant, Evaluation, GroupWeight, IndicatorNode, Pack, WeightMethod};
use rust_decimal::Decimal;

use super::{Run, RunError};
use crate::formula::{PackFacts, World};

/// What differs from the rules.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Trial {
    pub weights: Vec<TrialWeight>,
    pub method: Option<TrialMethod>,
}

/// The weight of one dimension or indicator. Those beside it that are not named share the rest as they did before.
#[derive(Debug, Clone, PartialEq)]
pub struct TrialWeight {
    pub pool: Code,
    pub node: Code,
    /// The group whose own weight is meant; nothing for the common weight.
    pub group: Option<Code>,
    pub weight: Decimal,
}

/// Another way to weigh and to bring scores together, on every level.
#[derive(Debug, Clone, PartialEq)]
pub struct TrialMethod {
    pub weights: WeightMethod,
    pub aggregation: Aggregation,
}

/// A trial that makes no sense, worded for the person who moves the weights.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum TrialError {
    #[error("评价中没有“{node}”这个指标或维度，不能调整权重；请刷新页面后重试")]
    UnknownNode { node: String },
    #[error("“{node}”的权重 {weight} 小于 0；请调整到 0 以上")]
    Negative { node: String, weight: Decimal },
    #[error("调整后的权重合计 {sum} 超过同级合计 {total}；请调低其中一项")]
    TooMuch { sum: Decimal, total: Decimal },
    #[error("同级指标的权重都调成了 0，无法计分；请至少保留一项")]
    NothingLeft,
    #[error(transparent)]
    Run(#[from] RunError),
}

/// The evaluation as it would be in the trial. Parameters stand as on the last day of `period`.
pub fn with_trial(
    evaluation: &Evaluation,
    trial: &Trial,
    pack: &Pack,
    period: Period,
) -> Result<Evaluation, TrialError> {
    let (facts, calendar) = (PackFacts::default(), model::WorkingCalendar::default());
    let run = Run { evaluation, period, world: World { pack, facts: &facts, calendar: &calendar } };
    let mut changed = evaluation.clone();
    for wanted in &trial.weights {
        let pool = evaluation.pools.iter().find(|pool| pool.code == wanted.pool);
        if !pool.is_some_and(|pool| holds(&pool.tree, &wanted.node)) {
            return Err(TrialError::UnknownNode { node: wanted.node.to_string() });
        }
        if wanted.weight.is_sign_negative() && !wanted.weight.is_zero() {
            return Err(TrialError::Negative { node: wanted.node.to_string(), weight: wanted.weight });
        }
    }
    for pool in &mut changed.pools {
        let mut groups: Vec<Option<&Code>> = Vec::new();
        for wanted in trial.weights.iter().filter(|wanted| wanted.pool == pool.code) {
            if !groups.contains(&wanted.group.as_ref()) {
                groups.push(wanted.group.as_ref());
            }
        }
        for group in groups {
            let of_group =
                trial.weights.iter().filter(|wanted| wanted.pool == pool.code && wanted.group.as_ref() == group);
            let moved: BTreeMap<&Code, Decimal> = of_group.map(|wanted| (&wanted.node, wanted.weight)).collect();
            reweigh(&run, &mut pool.tree, &moved, group)?;
        }
    }
    if let Some(method) = &trial.method {
        changed.weights = method.weights.clone();
        changed.aggregation = method.aggregation.clone();
        changed.pools.iter_mut().for_each(|pool| aggregate_all(&mut pool.tree, &method.aggregation));
    }
    Ok(changed)
}

fn holds(nodes: &[IndicatorNode], code: &Code) -> bool {
    nodes.iter().any(|node| match node {
        IndicatorNode::Branch(branch) => branch.code == *code || holds(&branch.children, code),
        IndicatorNode::Leaf(rule) => rule.code == *code,
    })
}

fn aggregate_all(nodes: &mut [IndicatorNode], aggregation: &Aggregation) {
    for node in nodes {
        if let IndicatorNode::Branch(branch) = node {
            branch.aggregation = aggregation.clone();
            aggregate_all(&mut branch.children, aggregation);
        }
    }
}

fn slots(node: &mut IndicatorNode) -> (&Code, &mut Constant, &mut Vec<GroupWeight>) {
    match node {
        IndicatorNode::Branch(branch) => (&branch.code, &mut branch.weight, &mut branch.group_weights),
        IndicatorNode::Leaf(rule) => (&rule.code, &mut rule.weight, &mut rule.group_weights),
    }
}

/// One level of the tree: what was moved stands, the others share the rest of the level's sum.
fn reweigh(
    run: &Run<'_>,
    nodes: &mut [IndicatorNode],
    moved: &BTreeMap<&Code, Decimal>,
    group: Option<&Code>,
) -> Result<(), TrialError> {
    let mut before = Vec::with_capacity(nodes.len());
    let mut is_moved = Vec::with_capacity(nodes.len());
    for node in nodes.iter_mut() {
        let (code, weight, group_weights) = slots(node);
        let own = group_weights.iter().find(|entry| Some(&entry.group) == group).map(|entry| &entry.weight);
        before.push(run.constant(own.unwrap_or(weight))?);
        is_moved.push(moved.get(code).copied());
    }
    if is_moved.iter().any(Option::is_some) {
        let total: Decimal = before.iter().sum();
        let taken: Decimal = is_moved.iter().flatten().sum();
        let others: Decimal =
            before.iter().zip(&is_moved).filter(|(_, moved)| moved.is_none()).map(|(own, _)| own).sum();
        if taken.is_zero() && others.is_zero() {
            return Err(TrialError::NothingLeft);
        }
        // Where nobody is left to take the rest, the moved ones are scaled to the sum of the level.
        if others > Decimal::ZERO && taken > total {
            return Err(TrialError::TooMuch { sum: taken, total });
        }
        for (place, node) in nodes.iter_mut().enumerate() {
            let share = match is_moved[place] {
                Some(weight) if others.is_zero() => weight.checked_mul(total).and_then(|part| part.checked_div(taken)),
                Some(weight) => Some(weight),
                None if others.is_zero() => Some(Decimal::ZERO),
                None => before[place].checked_mul(total - taken).and_then(|part| part.checked_div(others)),
            };
            let share = Constant::Number(share.ok_or(TrialError::NothingLeft)?);
            let (_, weight, group_weights) = slots(node);
            match group {
                None => *weight = share,
                Some(group) => {
                    group_weights.retain(|entry| entry.group != *group);
                    group_weights.push(GroupWeight { group: group.clone(), weight: share });
                }
            }
        }
    }
    for node in nodes {
        if let IndicatorNode::Branch(branch) = node {
            reweigh(run, &mut branch.children, moved, group)?;
        }
    }
    Ok(())
}
