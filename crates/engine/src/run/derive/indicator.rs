//! Explains points, scores, values and adjustments of one subject. Never a second arithmetic.

use model::pack::{Adjustment, Constant, Expression, IndicatorRule, Normalise, WeightMethod};
use model::{Derivation, IndicatorScore};
use rust_decimal::Decimal;

use super::{Explainer, Found, shown};
use crate::formula::explain;
use crate::run::words::{constant_in_words, normalise_in_words};

impl Explainer<'_> {
    pub(super) fn points(&self, found: &Found<'_>, rule: &IndicatorRule, one: &IndicatorScore) -> Derivation {
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

    pub(super) fn weight(&self, found: &Found<'_>, rule: &IndicatorRule) -> Derivation {
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

    pub(super) fn weight_in_words(
        &self,
        common: &Constant,
        own: &[model::pack::GroupWeight],
        found: &Found<'_>,
    ) -> String {
        let own = own.iter().find(|entry| Some(&entry.group) == found.subject.group.as_ref());
        let constant = own.map_or(common, |entry| &entry.weight);
        self.run.constant(constant).map(shown).unwrap_or_else(|_| "—".to_string())
    }

    pub(super) fn score(&self, found: &Found<'_>, rule: &IndicatorRule, one: &IndicatorScore) -> Derivation {
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

    pub(super) fn score_formula(&self, rule: &IndicatorRule, one: &IndicatorScore) -> String {
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

    pub(super) fn value(&self, found: &Found<'_>, rule: &IndicatorRule, one: &IndicatorScore) -> Derivation {
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

    pub(super) fn reference(&self, found: &Found<'_>, rule: &IndicatorRule, reference: Decimal) -> Derivation {
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

    pub(super) fn adjustment(&self, found: &Found<'_>, is_bonus: bool) -> Derivation {
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

    pub(super) fn constant_shown(&self, constant: &Constant) -> String {
        self.run.constant(constant).map(shown).unwrap_or_else(|_| "—".to_string())
    }
}
