//! Which parameters and tables an evaluation or an allocation refers to, directly or through formulas. Never evaluates.

use std::collections::BTreeSet;

use jiff::civil::Date;
use model::ParameterUsed;
use model::pack::{
    Adjustment, Allocation, Budget, Code, Constant, Evaluation, Expression, ExpressionKind, GradeCut, Grouping,
    IndicatorNode, Normalise, Pack, ParameterAmount, ParameterUse, ParameterValue, Placement, ShortList,
};

/// In the order of the pack, parameters first, as they stand on `day`.
pub fn parameters_used(evaluation: &Evaluation, pack: &Pack, day: Date) -> Vec<ParameterUsed> {
    let mut found = Found { pack, codes: BTreeSet::new() };
    found.evaluation(evaluation);
    found.used(day)
}

/// The same of an allocation.
pub fn parameters_of_allocation(allocation: &Allocation, pack: &Pack, day: Date) -> Vec<ParameterUsed> {
    let mut found = Found { pack, codes: BTreeSet::new() };
    found.expression(&allocation.condition);
    let bounds = [&allocation.base, &allocation.floor, &allocation.cap].into_iter().flatten();
    bounds.chain(allocation.factors.iter().map(|factor| &factor.value)).for_each(|formula| found.expression(formula));
    match &allocation.budget {
        Budget::Constant(constant) => found.constant(constant),
        Budget::Formula(formula) => found.expression(formula),
    }
    allocation.factors.iter().for_each(|factor| found.constant(&factor.weight));
    found.used(day)
}

/// The same of a placement.
pub fn parameters_of_placement(placement: &Placement, pack: &Pack, day: Date) -> Vec<ParameterUsed> {
    let mut found = Found { pack, codes: BTreeSet::new() };
    placement.expressions().for_each(|formula| found.expression(formula));
    placement.quotas.iter().filter_map(|quota| quota.total.as_ref()).for_each(|total| found.constant(total));
    found.used(day)
}

/// In the order of the pack, parameters first, as they stand on `day`.
fn in_order(codes: &BTreeSet<Code>, pack: &Pack, day: Date) -> Vec<ParameterUsed> {
    let parameters = pack.parameters.iter().filter(|parameter| codes.contains(&parameter.code));
    let parameters = parameters.map(|parameter| {
        let value = parameter.on(day);
        ParameterUsed {
            code: parameter.code.clone(),
            name: parameter.name.clone(),
            value: value.map(|value| amount_in_words(value, pack)),
            unit: parameter.unit.to_string(),
            validity: value.map(|value| value.validity),
            issuer: value.map(|value| value.provenance.issuer.clone()).unwrap_or_default(),
            document: value.map(|value| value.provenance.document.clone()).unwrap_or_default(),
            certainty: value.map(|value| value.provenance.certainty),
        }
    });
    let tables = pack.tables.iter().filter(|table| codes.contains(&table.code));
    let tables = tables.map(|table| {
        let version = table.on(day);
        ParameterUsed {
            code: table.code.clone(),
            name: table.name.clone(),
            value: version.map(|version| format!("{} 档", version.rows.len())),
            unit: table.unit.to_string(),
            validity: version.map(|version| version.validity),
            issuer: version.map(|version| version.provenance.issuer.clone()).unwrap_or_default(),
            document: version.map(|version| version.provenance.document.clone()).unwrap_or_default(),
            certainty: version.map(|version| version.provenance.certainty),
        }
    });
    parameters.chain(tables).collect()
}

fn amount_in_words(value: &ParameterValue, pack: &Pack) -> String {
    match &value.amount {
        ParameterAmount::Single(amount) => amount.normalize().to_string(),
        ParameterAmount::ByChoice { list, amounts } => {
            let list = pack.choices.iter().find(|known| known.code == *list);
            let name = |code: &Code| {
                let choice = list.and_then(|list| list.choices.iter().find(|choice| choice.code == *code));
                choice.map_or_else(|| code.to_string(), |choice| choice.name.clone())
            };
            let words: Vec<String> =
                amounts.iter().map(|(choice, amount)| format!("{} {}", name(choice), amount.normalize())).collect();
            words.join("，")
        }
    }
}

struct Found<'a> {
    pack: &'a Pack,
    codes: BTreeSet<Code>,
}

impl Found<'_> {
    fn used(&self, day: Date) -> Vec<ParameterUsed> {
        in_order(&self.codes, self.pack, day)
    }

    fn evaluation(&mut self, evaluation: &Evaluation) {
        self.expression(&evaluation.condition);
        evaluation.exclusions.iter().for_each(|rule| self.expression(&rule.condition));
        for pool in &evaluation.pools {
            self.expression(&pool.condition);
            self.nodes(&pool.tree);
        }
        if let Grouping::By { value, .. } = &evaluation.grouping {
            self.expression(value);
        }
        for Adjustment { value, max, .. } in &evaluation.adjustments {
            self.expression(value);
            max.iter().for_each(|constant| self.constant(constant));
        }
        evaluation.bonus_max.iter().chain(&evaluation.penalty_max).for_each(|constant| self.constant(constant));
        self.constant(&evaluation.publicity_days);
        let tests = evaluation.criteria.iter().flat_map(|criterion| criterion.test.expressions());
        tests.for_each(|expression| self.expression(expression));
        evaluation.direct.iter().for_each(|entry| self.expression(&entry.condition));
        evaluation.vetoes.iter().for_each(|veto| self.expression(&veto.condition));
        evaluation.ties.breaks.iter().for_each(|tie| self.expression(&tie.value));
        for grade in &evaluation.grades {
            match &grade.cut {
                GradeCut::ScoreAtLeast(constant)
                | GradeCut::ScoreAbove(constant)
                | GradeCut::ShareAtMost(constant)
                | GradeCut::ShareAtLeast(constant)
                | GradeCut::Share(constant) => self.constant(constant),
                GradeCut::Rest => {}
            }
        }
        for honour in &evaluation.honours {
            match &honour.size {
                ShortList::Top(constant) => self.constant(constant),
                ShortList::TopOfGroup(_) => {}
            }
        }
    }

    fn nodes(&mut self, nodes: &[IndicatorNode]) {
        for node in nodes {
            let (weight, group_weights) = match node {
                IndicatorNode::Branch(branch) => {
                    self.nodes(&branch.children);
                    (&branch.weight, &branch.group_weights)
                }
                IndicatorNode::Leaf(rule) => {
                    self.expression(&rule.value);
                    self.normalise(&rule.normalise);
                    (&rule.weight, &rule.group_weights)
                }
            };
            self.constant(weight);
            group_weights.iter().for_each(|entry| self.constant(&entry.weight));
        }
    }

    fn normalise(&mut self, normalise: &Normalise) {
        match normalise {
            Normalise::Ratio { benchmark, floor, cap } => {
                self.expression(benchmark);
                floor.iter().chain(cap).for_each(|constant| self.constant(constant));
            }
            Normalise::LinearEfficacy { unallowed, satisfactory, .. }
            | Normalise::ExponentialEfficacy { unallowed, satisfactory, .. } => {
                self.expression(unallowed);
                self.expression(satisfactory);
            }
            Normalise::TargetRatio { target, .. } | Normalise::TargetDistance { target, .. } => self.expression(target),
            Normalise::Goalposts { low_post, high_post, .. } => {
                self.expression(low_post);
                self.expression(high_post);
            }
            Normalise::Given
            | Normalise::MinMax { .. }
            | Normalise::ZScore { .. }
            | Normalise::Rank { .. }
            | Normalise::Percentile => {}
        }
    }

    fn constant(&mut self, constant: &Constant) {
        if let Constant::Parameter(code) = constant {
            self.codes.insert(code.clone());
        }
    }

    fn expression(&mut self, expression: &Expression) {
        let mut named = Vec::new();
        expression.visit(&mut |step| match &step.kind {
            ExpressionKind::Parameter(ParameterUse::Single(code) | ParameterUse::Keyed { parameter: code, .. }) => {
                self.codes.insert(code.clone());
            }
            ExpressionKind::Table { table, .. } => {
                self.codes.insert(table.clone());
            }
            ExpressionKind::Formula(code) => named.push(code),
            _ => {}
        });
        for code in named {
            // The checker has excluded cycles, so that this ends.
            if let Some(formula) = self.pack.formula(code) {
                self.expression(&formula.condition);
                self.expression(&formula.value);
            }
        }
    }
}
