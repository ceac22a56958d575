//! Explains every figure of an outcome: total, place, grade, and each indicator's value, score and points.
//!
//! Shows what a run computed, with the same numbers; never a second arithmetic. Values are taken apart by
//! [`crate::formula`].

mod indicator;
mod lift;
mod standing;

use std::sync::Arc;

use model::pack::{Aggregation, Constant, Evaluation, GradeCut, IndicatorNode, IndicatorRule, Pool, WeightMethod};
use model::{Derivation, EvaluationOutcome, IndicatorScore, Period, PoolOutcome, SourceRef, SubjectOutcome};
use rust_decimal::Decimal;

use super::Run;
use super::words::aggregation_in_words;
use crate::formula::{Subjects, World, name_of};

pub use lift::{Lift, LiftBy};

/// One figure of an outcome. Keys and codes are those of the outcome.
#[derive(Debug, Clone, PartialEq)]
pub enum FigureOf<'a> {
    Total { key: &'a str },
    Base { key: &'a str },
    Bonus { key: &'a str },
    Penalty { key: &'a str },
    Rank { key: &'a str },
    RankInGroup { key: &'a str },
    RankBefore { key: &'a str },
    Grade { key: &'a str },
    Branch { key: &'a str, code: &'a str },
    Value { key: &'a str, code: &'a str },
    Score { key: &'a str, code: &'a str },
    Reference { key: &'a str, code: &'a str },
    Points { key: &'a str, code: &'a str },
}

/// Everything that an explanation needs: the rules, the facts and the outcome that came of them.
pub struct Explainer<'a> {
    run: Run<'a>,
    subjects: Subjects,
    outcome: &'a EvaluationOutcome,
    names: &'a dyn Fn(&str) -> String,
}

impl<'a> Explainer<'a> {
    /// `keys`, period and world are those that gave the outcome; `names` says what people call a subject.
    pub fn new(
        evaluation: &'a Evaluation,
        keys: &[Arc<str>],
        period: Period,
        world: World<'a>,
        outcome: &'a EvaluationOutcome,
        names: &'a dyn Fn(&str) -> String,
    ) -> Explainer<'a> {
        let run = Run { evaluation, period, world };
        let subjects = run.assign(keys).subjects;
        Explainer { run, subjects, outcome, names }
    }

    /// Nothing when the outcome has no such figure.
    pub fn derivation(&self, figure: &FigureOf<'_>) -> Option<Derivation> {
        match figure {
            FigureOf::Total { key } => self.found(key).map(|found| self.total(&found)),
            FigureOf::Base { key } => self.found(key).map(|found| self.base(&found)),
            FigureOf::Bonus { key } => self.found(key).map(|found| self.adjustment(&found, true)),
            FigureOf::Penalty { key } => self.found(key).map(|found| self.adjustment(&found, false)),
            FigureOf::Rank { key } => self.found(key).map(|found| self.rank(&found)),
            FigureOf::RankInGroup { key } => self.rank_in_group(&self.found(key)?),
            FigureOf::RankBefore { key } => self.rank_before(&self.found(key)?),
            FigureOf::Grade { key } => self.grade(&self.found(key)?),
            FigureOf::Branch { key, code } => self.branch(&self.found(key)?, code),
            FigureOf::Value { key, code } => {
                self.of_indicator(key, code, |found, rule, one| self.value(found, rule, one))
            }
            FigureOf::Score { key, code } => {
                self.of_indicator(key, code, |found, rule, one| self.score(found, rule, one))
            }
            FigureOf::Reference { key, code } => {
                let (found, rule, one) = self.indicator(key, code)?;
                one.reference.map(|reference| self.reference(&found, rule, reference))
            }
            FigureOf::Points { key, code } => {
                let (found, rule, one) = self.indicator(key, code)?;
                one.points.map(|_| self.points(&found, rule, one))
            }
        }
    }

    fn of_indicator(
        &self,
        key: &str,
        code: &str,
        how: impl Fn(&Found<'_>, &IndicatorRule, &IndicatorScore) -> Derivation,
    ) -> Option<Derivation> {
        let (found, rule, one) = self.indicator(key, code)?;
        Some(how(&found, rule, one))
    }

    fn found(&self, key: &str) -> Option<Found<'_>> {
        self.outcome.pools.iter().zip(&self.run.evaluation.pools).find_map(|(pool, rule)| {
            let subject = pool.subjects.iter().find(|one| one.key == key)?;
            let row = self.subjects.keys.iter().position(|known| **known == *key)?;
            Some(Found { pool, rule, subject, row, name: (self.names)(key) })
        })
    }

    fn indicator(&self, key: &str, code: &str) -> Option<(Found<'_>, &IndicatorRule, &IndicatorScore)> {
        let found = self.found(key)?;
        let rule = found.rule.leaves().into_iter().find(|rule| rule.code.as_str() == code)?;
        let one = found.subject.indicators.iter().find(|one| one.code.as_str() == code)?;
        Some((found, rule, one))
    }

    fn total(&self, found: &Found<'_>) -> Derivation {
        let subject = found.subject;
        let base = self.base(found);
        if subject.bonus.is_zero() && subject.penalty.is_zero() {
            let mut derivation = Derivation { title: format!("{}总分", found.name), ..base };
            derivation.value = shown(subject.total);
            self.say_rounding(subject, &mut derivation);
            return derivation;
        }
        let mut derivation = Derivation::leaf(format!("{}总分", found.name), shown(subject.total));
        derivation.unit = Some("分".to_string());
        derivation.formula = Some(format!(
            "基础分 + 加分 − 扣分 = {} + {} − {}",
            shown(subject.base),
            shown(subject.bonus),
            shown(subject.penalty)
        ));
        self.say_rounding(subject, &mut derivation);
        derivation.inputs = vec![base];
        if !subject.bonus.is_zero() {
            derivation.inputs.push(self.adjustment(found, true));
        }
        if !subject.penalty.is_zero() {
            derivation.inputs.push(self.adjustment(found, false));
        }
        derivation
    }

    fn say_rounding(&self, subject: &SubjectOutcome, derivation: &mut Derivation) {
        if subject.total != subject.base + subject.bonus - subject.penalty {
            derivation.notes.push("排名前按规则修约".to_string());
        }
    }

    /// Before bonus and penalty: what the first level gives.
    fn base(&self, found: &Found<'_>) -> Derivation {
        let mut derivation = Derivation::leaf(format!("{}基础分", found.name), shown(found.subject.base));
        derivation.unit = Some("分".to_string());
        derivation.source = self.basis(&self.run.evaluation.basis);
        if found.rule.tree.is_empty() {
            derivation.unit = Some("项".to_string());
            derivation.formula = Some("达到的条件个数".to_string());
            derivation.inputs = self.criteria(found);
        } else {
            self.level(found, &self.run.evaluation.aggregation, &found.rule.tree, &mut derivation);
        }
        derivation
    }

    /// Formula and inputs of one level of the tree.
    fn level(&self, found: &Found<'_>, how: &Aggregation, nodes: &[IndicatorNode], derivation: &mut Derivation) {
        let inputs: Vec<Derivation> = nodes.iter().filter_map(|node| self.node(found, node)).collect();
        let parts: Vec<String> = nodes
            .iter()
            .filter_map(|node| match node {
                IndicatorNode::Leaf(rule) => {
                    let one = found.subject.indicators.iter().find(|one| one.code == rule.code)?;
                    one.points.map(shown)
                }
                IndicatorNode::Branch(_) => None,
            })
            .collect();
        let is_sum = matches!(how, Aggregation::WeightedSum | Aggregation::WeightedMean);
        derivation.formula = Some(if is_sum && parts.len() == 1 && nodes.len() == 1 {
            "唯一一项指标的得分 × 权重".to_string()
        } else if is_sum && parts.len() == nodes.len() {
            format!("各指标得分 × 权重，相加 = {}", parts.join(" + "))
        } else {
            aggregation_in_words(how)
        });
        derivation.inputs = inputs;
    }

    fn node(&self, found: &Found<'_>, node: &IndicatorNode) -> Option<Derivation> {
        match node {
            IndicatorNode::Branch(branch) => self.branch(found, branch.code.as_str()),
            IndicatorNode::Leaf(rule) => {
                let one = found.subject.indicators.iter().find(|one| one.code == rule.code)?;
                Some(if one.points.is_some() { self.points(found, rule, one) } else { self.score(found, rule, one) })
            }
        }
    }

    fn branch(&self, found: &Found<'_>, code: &str) -> Option<Derivation> {
        let branch = find_branch(&found.rule.tree, code)?;
        let (_, score) = found.subject.branches.iter().find(|(known, _)| known.as_str() == code)?;
        let mut derivation = Derivation::leaf(format!("{}得分", branch.name), shown(*score));
        self.level(found, &branch.aggregation, &branch.children, &mut derivation);
        // What a dimension weighs where weights come from the data is what its indicators weigh together.
        if matches!(self.run.evaluation.weights, WeightMethod::Given { .. } | WeightMethod::Points) {
            let weight = self.weight_in_words(&branch.weight, &branch.group_weights, found);
            derivation.notes.push(format!("权重 {weight}"));
        }
        Some(derivation)
    }

    fn basis(&self, basis: &str) -> Option<SourceRef> {
        let evaluation = self.run.evaluation;
        (!basis.is_empty()).then(|| SourceRef::Rule {
            code: evaluation.code.to_string(),
            name: evaluation.name.clone(),
            basis: basis.to_string(),
        })
    }

    fn source_of(&self, constant: &Constant) -> Option<SourceRef> {
        let Constant::Parameter(code) = constant else { return self.basis(&self.run.evaluation.basis) };
        let value = self.run.world.pack.parameter(code)?.on(self.run.period.last_day())?;
        let held = &value.provenance;
        Some(SourceRef::Rule {
            code: code.to_string(),
            name: name_of(self.run.world.pack, code),
            basis: format!("{}{}（{}）", held.issuer, held.document, held.certainty.in_words()),
        })
    }
}

struct Found<'a> {
    pool: &'a PoolOutcome,
    rule: &'a Pool,
    subject: &'a SubjectOutcome,
    /// Among all evaluated subjects.
    row: usize,
    name: String,
}

fn find_branch<'a>(nodes: &'a [IndicatorNode], code: &str) -> Option<&'a model::pack::Branch> {
    nodes.iter().find_map(|node| match node {
        IndicatorNode::Branch(branch) if branch.code.as_str() == code => Some(branch),
        IndicatorNode::Branch(branch) => find_branch(&branch.children, code),
        IndicatorNode::Leaf(_) => None,
    })
}

fn is_share(cut: &GradeCut) -> bool {
    matches!(cut, GradeCut::ShareAtMost(_) | GradeCut::ShareAtLeast(_) | GradeCut::Share(_))
}

/// As shown on every page: at most four decimals, without idle zeros.
pub fn shown(number: Decimal) -> String {
    let rounded = number.round_dp_with_strategy(4, rust_decimal::RoundingStrategy::MidpointAwayFromZero);
    rounded.normalize().to_string()
}
