//! Explains every figure of an outcome: total, place, grade, and each indicator's value, score and points.
//!
//! Shows what a run computed, with the same numbers; never a second arithmetic. Values are taken apart by
//! [`crate::formula`].

use std::sync::Arc;

use model::pack::{
    Adjustment, Aggregation, Code, Constant, Evaluation, Expression, GradeCut, IndicatorNode, IndicatorRule, Normalise,
    Pool, VetoEffect, WeightMethod,
};
use model::{Derivation, EvaluationOutcome, IndicatorScore, Period, PoolOutcome, SourceRef, SubjectOutcome};
use rust_decimal::Decimal;

use super::words::{aggregation_in_words, constant_in_words, cut_in_words, normalise_in_words};
use super::{Run, RunError};
use crate::formula::{Subjects, World, explain, name_of};

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

    fn points(&self, found: &Found<'_>, rule: &IndicatorRule, one: &IndicatorScore) -> Derivation {
        let points = one.points.unwrap_or_default();
        let mut derivation = Derivation::leaf(format!("{}计入总分", rule.name), shown(points));
        derivation.unit = Some("分".to_string());
        let Some(score) = one.score else {
            derivation.notes.extend(one.note.clone());
            derivation.inputs = vec![self.value(found, rule, one)];
            return derivation;
        };
        // Down a tree of means a leaf counts with a part of its weight, so the factor is told, not the weight.
        let factor = points.checked_div(score).map(|factor| shown(factor.round_dp(8)));
        derivation.formula = Some(match factor {
            Some(factor) => format!("得分 × 权重 = {} × {factor}", shown(score)),
            None => "得分 × 权重，得分为 0".to_string(),
        });
        derivation.inputs = vec![self.score(found, rule, one), self.weight(found, rule)];
        derivation
    }

    fn weight(&self, found: &Found<'_>, rule: &IndicatorRule) -> Derivation {
        let own = rule.group_weights.iter().find(|entry| Some(&entry.group) == found.subject.group.as_ref());
        let constant = own.map_or(&rule.weight, |entry| &entry.weight);
        let summary = found.pool.indicators.iter().find(|summary| summary.code == rule.code);
        let measured = summary.and_then(|summary| summary.weights.first().copied());
        let value = match self.run.evaluation.weights {
            WeightMethod::Given { .. } | WeightMethod::Points => self.constant_shown(constant),
            WeightMethod::Equal
            | WeightMethod::Entropy(_)
            | WeightMethod::Critic { .. }
            | WeightMethod::PrincipalComponent { .. }
            | WeightMethod::Ahp { .. }
            | WeightMethod::GivenTimesEntropy { .. } => measured.map_or_else(|| "—".to_string(), shown),
        };
        let mut derivation = Derivation::leaf(format!("{}的权重", rule.name), value);
        if own.is_some() {
            derivation.notes.push("该组单独规定的权重".to_string());
        }
        derivation.source = self.source_of(constant);
        derivation
    }

    fn weight_in_words(&self, common: &Constant, own: &[model::pack::GroupWeight], found: &Found<'_>) -> String {
        let own = own.iter().find(|entry| Some(&entry.group) == found.subject.group.as_ref());
        let constant = own.map_or(common, |entry| &entry.weight);
        self.run.constant(constant).map(shown).unwrap_or_else(|_| "—".to_string())
    }

    fn score(&self, found: &Found<'_>, rule: &IndicatorRule, one: &IndicatorScore) -> Derivation {
        let value = one.score.map_or_else(|| "—".to_string(), shown);
        let mut derivation = Derivation::leaf(format!("{}得分", rule.name), value);
        derivation.formula = Some(self.score_formula(rule, one));
        derivation.notes.extend(one.note.clone());
        if !rule.basis.is_empty() {
            derivation.source = self.basis(&rule.basis);
        }
        let moved = found.pool.indicators.iter().find(|summary| summary.code == rule.code);
        let moved = moved.and_then(|summary| summary.moved.iter().find(|(key, _)| *key == found.subject.key));
        if let Some((_, used)) = moved {
            derivation.notes.push(format!("数值过于离群，按规则以 {} 计分", shown(*used)));
        }
        derivation.inputs = vec![self.value(found, rule, one)];
        if let Some(reference) = one.reference {
            derivation.inputs.push(self.reference(found, rule, reference));
        }
        derivation
    }

    fn score_formula(&self, rule: &IndicatorRule, one: &IndicatorScore) -> String {
        let constant = |constant: &Constant| constant_in_words(constant, self.run.world.pack, self.run.period);
        let (Normalise::Ratio { cap, floor, .. }, Some(value), Some(reference), Some(score)) =
            (&rule.normalise, one.value, one.reference, one.score)
        else {
            return normalise_in_words(rule, constant);
        };
        let (words, upper, lower) = match rule.direction {
            model::pack::Direction::Up => ("数值 ÷ 基准值", value, reference),
            model::pack::Direction::Down => ("基准值 ÷ 数值", reference, value),
        };
        let parts = format!("{words} = {} ÷ {}", shown(upper), shown(lower));
        // The ratio is told where a limit changed it.
        match upper.checked_div(lower) {
            Some(ratio) if ratio.round_dp(6) > score.round_dp(6) => {
                let cap = cap.as_ref().map(constant).unwrap_or_default();
                format!("{parts} = {}，超过上限，按{cap}计", shown(ratio))
            }
            Some(ratio) if ratio.round_dp(6) < score.round_dp(6) => {
                let floor = floor.as_ref().map(constant).unwrap_or_default();
                format!("{parts} = {}，低于下限，按{floor}计", shown(ratio))
            }
            Some(_) | None => parts,
        }
    }

    fn value(&self, found: &Found<'_>, rule: &IndicatorRule, one: &IndicatorScore) -> Derivation {
        let mut derivation =
            explain(&rule.name, &rule.value, found.row, &self.subjects, self.run.period, self.run.world);
        // The page shows four decimals, and the explanation of a number begins with that number.
        if let Some(value) = one.value {
            derivation.value = shown(value);
        }
        if !rule.definition.is_empty() {
            derivation.notes.push(format!("口径：{}", rule.definition));
        }
        derivation
    }

    fn reference(&self, found: &Found<'_>, rule: &IndicatorRule, reference: Decimal) -> Derivation {
        let (title, expression): (&str, &Expression) = match &rule.normalise {
            Normalise::Ratio { benchmark, .. } => ("基准值", benchmark),
            Normalise::LinearEfficacy { unallowed, .. } | Normalise::ExponentialEfficacy { unallowed, .. } => {
                ("不允许值", unallowed)
            }
            Normalise::TargetRatio { target, .. } | Normalise::TargetDistance { target, .. } => ("目标值", target),
            Normalise::Goalposts { low_post, .. } => ("下限标杆", low_post),
            Normalise::Given
            | Normalise::MinMax { .. }
            | Normalise::ZScore { .. }
            | Normalise::Rank { .. }
            | Normalise::Percentile => return Derivation::leaf("参照值", shown(reference)),
        };
        let title = format!("{}的{title}", rule.name);
        let mut derivation = explain(&title, expression, found.row, &self.subjects, self.run.period, self.run.world);
        derivation.value = shown(reference);
        derivation
    }

    fn adjustment(&self, found: &Found<'_>, is_bonus: bool) -> Derivation {
        let subject = found.subject;
        let (title, value, max) = match is_bonus {
            true => ("加分", subject.bonus, &self.run.evaluation.bonus_max),
            false => ("扣分", subject.penalty, &self.run.evaluation.penalty_max),
        };
        let mut derivation = Derivation::leaf(format!("{}{title}", found.name), shown(value));
        derivation.unit = Some("分".to_string());
        let item = |item: &&Adjustment| (item.kind == model::pack::AdjustmentKind::Bonus) == is_bonus;
        for item in self.run.evaluation.adjustments.iter().filter(item) {
            let mut input =
                explain(&item.name, &item.value, found.row, &self.subjects, self.run.period, self.run.world);
            if let Some(max) = &item.max {
                input.notes.push(format!("单项最多 {} 分", self.constant_shown(max)));
            }
            if !item.basis.is_empty() {
                input.source = self.basis(&item.basis);
            }
            derivation.inputs.push(input);
        }
        if derivation.inputs.is_empty() {
            derivation.notes.push(format!("本评价没有{title}事项"));
        } else {
            derivation.formula = Some(format!("各{title}事项相加"));
        }
        if let Some(max) = max {
            derivation.notes.push(format!("合计最多 {} 分", self.constant_shown(max)));
        }
        derivation
    }

    fn constant_shown(&self, constant: &Constant) -> String {
        self.run.constant(constant).map(shown).unwrap_or_else(|_| "—".to_string())
    }

    fn rank(&self, found: &Found<'_>) -> Derivation {
        let subject = found.subject;
        let mut derivation = Derivation::leaf(
            format!("{}在{}中的位次", found.name, found.pool.name),
            format!("{}", subject.rank.normalize()),
        );
        let ahead = found.pool.subjects.iter().filter(|one| one.rank < subject.rank).count();
        derivation.formula = Some(format!("参评 {} 个，排在前面的 {ahead} 个", found.pool.subjects.len()));
        let equal = found.pool.subjects.iter().filter(|one| one.rank == subject.rank).count();
        if equal > 1 {
            derivation.notes.push(format!("{equal} 个对象并列"));
        }
        derivation.inputs.push(self.neighbour(found, subject));
        let place = found.pool.subjects.iter().position(|one| one.key == subject.key).unwrap_or_default();
        let above = found.pool.subjects[..place].iter().rev().find(|one| one.rank < subject.rank);
        let below = found.pool.subjects[place..].iter().find(|one| one.rank > subject.rank);
        if let Some(above) = above {
            let mut input = self.neighbour(found, above);
            input.notes.push(format!("前一名，高 {}", shown(above.total - subject.total)));
            derivation.inputs.push(input);
        }
        if let Some(below) = below {
            let mut input = self.neighbour(found, below);
            input.notes.push(format!("后一名，低 {}", shown(subject.total - below.total)));
            derivation.inputs.push(input);
        }
        derivation
    }

    fn neighbour(&self, found: &Found<'_>, one: &SubjectOutcome) -> Derivation {
        let name = if one.key == found.subject.key { found.name.clone() } else { (self.names)(&one.key) };
        let mut leaf = Derivation::leaf(format!("{name}总分"), shown(one.total));
        leaf.unit = Some("分".to_string());
        leaf.notes.push(format!("第 {} 名", one.rank.normalize()));
        leaf
    }

    fn rank_in_group(&self, found: &Found<'_>) -> Option<Derivation> {
        let rank = found.subject.rank_in_group?;
        let group = found.subject.group.as_ref()?;
        let members: Vec<&SubjectOutcome> =
            found.pool.subjects.iter().filter(|one| one.group.as_ref() == Some(group)).collect();
        let ahead = members.iter().filter(|one| one.rank_in_group < Some(rank)).count();
        let title = format!("{}在{}中的位次", found.name, self.group_name(group));
        let mut derivation = Derivation::leaf(title, rank.normalize().to_string());
        derivation.formula = Some(format!("同组 {} 个，排在前面的 {ahead} 个", members.len()));
        derivation.inputs = members.iter().take(12).map(|one| self.neighbour(found, one)).collect();
        Some(derivation)
    }

    fn rank_before(&self, found: &Found<'_>) -> Option<Derivation> {
        let rank = found.subject.rank_before?;
        let before = self.run.year_before()?;
        let title = format!("{}{}的位次", found.name, before.in_words());
        let mut derivation = Derivation::leaf(title, rank.normalize().to_string());
        derivation.notes.push(format!("取自{}已定稿或已冻结的评价结果", before.in_words()));
        Some(derivation)
    }

    /// The name of a group as the pack writes it.
    pub fn group_name(&self, group: &Code) -> String {
        let lists = &self.run.world.pack.choices;
        let found = lists.iter().flat_map(|list| &list.choices).find(|choice| choice.code == *group);
        found.map_or_else(|| group.to_string(), |choice| choice.name.clone())
    }

    fn grade(&self, found: &Found<'_>) -> Option<Derivation> {
        let code = found.subject.grade.as_ref()?;
        let rules = &self.run.evaluation.grades;
        let rule = rules.iter().find(|rule| rule.code == *code)?;
        let mut derivation = Derivation::leaf(format!("{}的档次", found.name), rule.name.clone());
        derivation.formula = Some(cut_in_words(&rule.cut, |constant| self.constant_shown(constant)));
        derivation.source = self.basis(&self.run.evaluation.basis);
        let vetoes = &self.run.evaluation.vetoes;
        for veto in vetoes.iter().filter(|veto| found.subject.vetoes.contains(&veto.code)) {
            derivation.notes.push(match &veto.effect {
                VetoEffect::Grade(_) => format!("{}，直接定档", veto.name),
                VetoEffect::AtBest(_) => format!("{}，最高只能定此档", veto.name),
                VetoEffect::NoHonour => format!("{}，不得列入先进名单", veto.name),
            });
        }
        let direct = self.run.evaluation.direct.iter();
        for entry in direct.filter(|entry| found.subject.direct.contains(&entry.code)) {
            derivation.notes.push(format!("符合直通条件“{}”", entry.name));
        }
        if !self.run.evaluation.criteria.is_empty() {
            derivation.inputs.extend(self.criteria(found));
        }
        if !found.pool.share_bases.is_empty() && rules.iter().any(|rule| is_share(&rule.cut)) {
            let bases: Vec<String> = found.pool.share_bases.iter().map(ToString::to_string).collect();
            derivation.notes.push(format!("比例的基数 {} 个", bases.join("、")));
        }
        for grade in &found.pool.grades {
            let rule = rules.iter().find(|rule| rule.code == grade.code);
            let cut = rule.map(|rule| cut_in_words(&rule.cut, |constant| self.constant_shown(constant)));
            let mut leaf = Derivation::leaf(format!("{} 档", grade.name), grade.count.to_string());
            leaf.unit = Some("个".to_string());
            leaf.formula = cut;
            leaf.notes.extend(grade.lowest.map(|lowest| format!("最低总分 {}", shown(lowest))));
            derivation.inputs.push(leaf);
        }
        derivation.inputs.push(self.neighbour(found, found.subject));
        Some(derivation)
    }

    /// Each criterion with its number, its threshold and whether it is met.
    fn criteria(&self, found: &Found<'_>) -> Vec<Derivation> {
        let rules = self.run.evaluation.criteria.iter();
        let results = found.subject.criteria.iter();
        let one = |(rule, result): (&model::pack::Criterion, &model::CriterionResult)| {
            let state = match result.state {
                model::CriterionState::Met => "达到",
                model::CriterionState::Unmet => "没有达到",
                model::CriterionState::Unknown => "缺数据，不能认定",
            };
            let mut derivation = Derivation::leaf(rule.name.clone(), state);
            if let (Some(value), Some(threshold)) = (result.value, result.threshold) {
                derivation.notes.push(format!("数值 {}，门槛 {}", shown(value), shown(threshold)));
            }
            derivation.notes.extend(result.gap.map(|gap| format!("还差 {}", shown(gap))));
            if !rule.basis.is_empty() {
                derivation.source = self.basis(&rule.basis);
            }
            let subjects = &self.subjects;
            derivation.inputs = rule
                .test
                .expressions()
                .into_iter()
                .take(1)
                .map(|expression| explain("实际", expression, found.row, subjects, self.run.period, self.run.world))
                .collect();
            derivation
        };
        rules.zip(results).map(one).collect()
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
