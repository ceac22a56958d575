//! Says where a subject is compared with nobody but itself: a pool, a group or an industry of one. Never changes a score.

use std::collections::BTreeSet;

use model::PoolOutcome;
use model::pack::{
    Aggregation, Code, Expression, ExpressionKind, IndicatorRule, Normalise, Pool, Population, Statistic, ValueType,
};
use rust_decimal::Decimal;

use super::Run;
use super::score::{Scored, references};
use super::words::aggregation_in_words;
use crate::formula::{Column, Subjects, compute, name_of};

/// Why a subject has nobody to be compared with by one indicator, by row of the pool.
pub(super) type Alone = Vec<Option<String>>;

/// For each evaluated subject: whether it is the only peer of every statistic that was looked at, and among whom.
struct Peers {
    found: Vec<Option<(bool, String)>>,
    walked: BTreeSet<Code>,
}

impl Run<'_> {
    /// Subjects with a value whose benchmark comes of their own value alone.
    pub(super) fn alone(&self, rule: &IndicatorRule, scored: &Scored, rows: &[usize], subjects: &Subjects) -> Alone {
        let known = scored.values.iter().flatten().count();
        // These methods hold a value against the whole pool.
        if matches!(
            rule.normalise,
            Normalise::Rank { .. } | Normalise::Percentile | Normalise::MinMax { .. } | Normalise::ZScore { .. }
        ) {
            let of_pool = || words(&Population::Pool, self);
            return scored.values.iter().map(|value| value.filter(|_| known == 1).map(|_| note(&of_pool()))).collect();
        }
        let mut peers = Peers { found: vec![None; subjects.keys.len()], walked: BTreeSet::new() };
        let everyone = vec![true; subjects.keys.len()];
        for (_, expression) in references(&rule.normalise) {
            self.walk(expression, &everyone, subjects, &mut peers);
        }
        peers.walked.clear();
        self.walk(&rule.value, &everyone, subjects, &mut peers);
        let of = |(row, value): (&usize, &Option<Decimal>)| match peers.found.get(*row)? {
            Some((true, among)) if value.is_some() => Some(note(among)),
            _ => None,
        };
        rows.iter().zip(&scored.values).map(of).collect()
    }

    /// Looks at the statistics of peers of this period that a value comes of; of branches the one that is taken.
    fn walk(&self, expression: &Expression, is_active: &[bool], subjects: &Subjects, peers: &mut Peers) {
        match &expression.kind {
            // Another year has peers of its own; how many there are compares nobody.
            ExpressionKind::Shift { .. } | ExpressionKind::Statistic { statistic: Statistic::Count, .. } => {}
            ExpressionKind::Statistic { population, operand, .. } => {
                let counted = Expression {
                    kind: ExpressionKind::Statistic {
                        statistic: Statistic::Count,
                        population: population.clone(),
                        operand: operand.clone(),
                    },
                    yields: ValueType::Number(model::UnitOfMeasure::none()),
                    span: expression.span,
                };
                let counts = self.numbers(&counted, subjects);
                for (found, count) in peers.found.iter_mut().zip(counts).zip(is_active).filter_map(active) {
                    let is_one = count == Some(Decimal::ONE) && found.as_ref().is_none_or(|(is_one, _)| *is_one);
                    *found = Some((is_one, words(population, self)));
                }
            }
            ExpressionKind::If { condition, then, otherwise } => {
                let Column::Flag(flags) = compute(condition, subjects, self.period, self.world).values else { return };
                let taken = |wanted: bool| -> Vec<bool> {
                    flags.iter().zip(is_active).map(|(flag, active)| *active && *flag == Some(wanted)).collect()
                };
                self.walk(then, &taken(true), subjects, peers);
                self.walk(otherwise, &taken(false), subjects, peers);
            }
            ExpressionKind::Formula(code) => {
                let Some(formula) = self.world.pack.formula(code) else { return };
                if peers.walked.insert(code.clone()) {
                    self.walk(&formula.value, is_active, subjects, peers);
                }
            }
            _ => expression.children().into_iter().for_each(|child| self.walk(child, is_active, subjects, peers)),
        }
    }

    /// What is said of the pool; nothing where all are compared with others.
    pub(super) fn alone_in_words(&self, pool: &Pool, outcome: &PoolOutcome, alone: &[Alone]) -> Option<String> {
        let evaluated = outcome.subjects.len();
        let names: Vec<&str> = pool
            .leaves()
            .into_iter()
            .zip(alone)
            .filter(|(_, alone)| alone.iter().any(Option::is_some))
            .map(|(rule, _)| rule.name.as_str())
            .collect();
        let advice = "得分和名次不说明高低；请核对名录和数据是否齐全，或改用不取自同类对象的基准";
        let what = match names[..] {
            [] if evaluated == 1 && is_relative(&self.evaluation.aggregation) => {
                let method = aggregation_in_words(&self.evaluation.aggregation);
                return Some(format!("评价池“{}”参评的只有 1 个对象，{method}没有其他对象可比，{advice}", pool.name));
            }
            [] => return None,
            [name] => format!("指标“{name}”"),
            [first, ..] => format!("“{first}”等 {} 项指标", names.len()),
        };
        if evaluated == 1 {
            return Some(format!(
                "评价池“{}”参评的只有 1 个对象，{what}没有其他对象可比，基准只取自其自身数据，{advice}",
                pool.name
            ));
        }
        let rows = alone.iter().map(Vec::len).max().unwrap_or_default();
        let has_none = |row: &usize| alone.iter().any(|alone| alone.get(*row).is_some_and(Option::is_some));
        let count = (0..rows).filter(has_none).count();
        Some(format!(
            "评价池“{}”有 {count} 个对象在{what}上没有其他对象可比，基准只取自其自身数据，{advice}",
            pool.name
        ))
    }
}

fn active<T>(((found, count), is_active): ((T, Option<Decimal>), &bool)) -> Option<(T, Option<Decimal>)> {
    is_active.then_some((found, count))
}

fn note(among: &str) -> String {
    format!("{among}中有数据的只有本对象，基准只取自其自身数据，得分不说明高低")
}

fn words(population: &Population, run: &Run<'_>) -> String {
    match population {
        Population::All => "全部对象".to_string(),
        Population::Pool => "同一评价池".to_string(),
        Population::Group => "同一组".to_string(),
        Population::Same(path) => format!("“{}”相同的对象", name_of(run.world.pack, &path.field)),
    }
}

/// Totals that say how a subject stands among the others.
fn is_relative(aggregation: &Aggregation) -> bool {
    match aggregation {
        Aggregation::Copeland
        | Aggregation::Borda
        | Aggregation::Topsis { .. }
        | Aggregation::Vikor { .. }
        | Aggregation::GreyRelation { .. }
        | Aggregation::BenefitOfDoubt => true,
        Aggregation::WeightedMean
        | Aggregation::WeightedSum
        | Aggregation::Geometric
        | Aggregation::Harmonic
        | Aggregation::Median
        | Aggregation::MazziottaPareto { .. }
        | Aggregation::Ordered { .. } => false,
    }
}
