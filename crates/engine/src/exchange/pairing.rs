//! A declared matching (供需对接) over facts: which pairs are eligible, what each scores and why, and who is matched.
//!
//! Never invents a value: a part that is missing counts as zero points and is named.

use std::collections::BTreeMap;
use std::sync::Arc;

use model::Period;
use model::pack::{
    Code, Constant, Expression, ExpressionKind, FieldType, Matching, MatchingMethod, Pack, ParameterAmount, Subject,
};
use rust_decimal::Decimal;

use super::matching::{Candidate, MatchError, Matched, Prices, optimal, stable};
use crate::formula::{Column, PackFacts, Rows, Subjects, Value, World, compute};
use crate::register::shared;

/// What a matching concluded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pairing {
    pub demands: Vec<Arc<str>>,
    pub offers: Vec<Arc<str>>,
    /// How many demands each offer serves.
    pub places: Vec<u32>,
    /// All pairs, in the order of the register.
    pub pairs: Vec<Pair>,
    /// The eligible ones, as they were matched.
    pub candidates: Vec<Candidate>,
    pub matched: Matched,
    /// For the largest sum only.
    pub prices: Option<Prices>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    pub demand: usize,
    pub offer: usize,
    /// Places of the requirements that are not met, or of which nothing is known.
    pub unmet: Vec<usize>,
    /// Points of each part, nothing where a value is missing.
    pub parts: Vec<Option<Decimal>>,
    pub score: Decimal,
    /// What the texts that a requirement or a part compares have in common, as people read it.
    pub shared: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PairingError {
    #[error("没有给出名录“{register}”的数据")]
    NoRows { register: String },
    #[error("候选对“{key}”没有写明需求或供给，或写的不在名录中")]
    Reference { key: String },
    #[error("供给“{offer}”的可接单数应为 0 至 10000 的整数，现为 {value}")]
    Places { offer: String, value: Decimal },
    #[error("候选对“{key}”的“{part}”得 {value} 分，应在 0 至 100 之间；请改公式")]
    Points { key: String, part: String, value: Decimal },
    #[error("得分项“{part}”的权重在期末没有单一的值；请在机制包中补上")]
    Weight { part: String },
    #[error("{0}")]
    Match(#[from] MatchError),
}

/// Every demand with every offer, for a register of pairs that nobody filled in.
pub fn all_pairs(matching: &Matching, pack: &Pack, facts: &PackFacts, period: Period) -> Result<Rows, PairingError> {
    let demands = keys_of(matching, &matching.demand, pack, facts, period)?;
    let offers = keys_of(matching, &matching.offer, pack, facts, period)?;
    let pairs = || demands.iter().flat_map(|demand| offers.iter().map(move |offer| (demand, offer)));
    let keys = pairs().map(|(demand, offer)| Arc::from(format!("{demand}|{offer}"))).collect();
    let columns = BTreeMap::from([
        (matching.demand.clone(), Column::Text(pairs().map(|(demand, _)| Some(demand.clone())).collect())),
        (matching.offer.clone(), Column::Text(pairs().map(|(_, offer)| Some(offer.clone())).collect())),
    ]);
    // Both columns have one value for each key, and keys differ because those of either side do.
    Rows::new(keys, columns).map_err(|_| PairingError::NoRows { register: matching.name.clone() })
}

fn referred<'pack>(matching: &Matching, field: &Code, pack: &'pack Pack) -> Option<&'pack model::pack::Register> {
    match &pack.register(&matching.register)?.field(field)?.field_type {
        FieldType::Reference { register } => pack.register(register),
        FieldType::Text { .. }
        | FieldType::Number { .. }
        | FieldType::Money { .. }
        | FieldType::Date
        | FieldType::Flag
        | FieldType::Choice { .. }
        | FieldType::Place { .. }
        | FieldType::Agency
        | FieldType::Enterprise
        | FieldType::File => None,
    }
}

fn keys_of(
    matching: &Matching,
    field: &Code,
    pack: &Pack,
    facts: &PackFacts,
    period: Period,
) -> Result<Vec<Arc<str>>, PairingError> {
    let register = referred(matching, field, pack);
    let name = || register.map_or_else(|| field.to_string(), |register| register.name.clone());
    let rows = register.and_then(|register| facts.rows(pack, &register.code, period));
    rows.map(|rows| rows.keys().to_vec()).ok_or_else(|| PairingError::NoRows { register: name() })
}

/// Runs a matching over the rows of its register of pairs.
pub fn pair_up(matching: &Matching, period: Period, world: World<'_>) -> Result<Pairing, PairingError> {
    let (pack, facts) = (world.pack, world.facts);
    let demands = keys_of(matching, &matching.demand, pack, facts, period)?;
    let offers = keys_of(matching, &matching.offer, pack, facts, period)?;
    let rows = facts.rows(pack, &matching.register, period);
    let rows = rows.ok_or_else(|| PairingError::NoRows { register: matching.name.clone() })?;
    let subjects = Subjects::new(Subject::Register(matching.register.clone()), rows.keys().to_vec());
    let column = |expression| compute(expression, &subjects, period, world).values;
    let requirements: Vec<Column> = matching.requirements.iter().map(|item| column(&item.condition)).collect();
    let parts: Vec<Column> = matching.parts.iter().map(|part| column(&part.value)).collect();
    let compared = compared(matching, &subjects, period, world);
    let weights = matching.parts.iter().map(|part| weight(part, pack, period));
    let weights = weights.collect::<Result<Vec<Decimal>, PairingError>>()?;
    let place_of = |keys: &[Arc<str>], field: &Code, row: usize| match rows.column(field)?.get(row)? {
        Value::Text(key) => keys.iter().position(|known| *known == key),
        Value::Number(_) | Value::Flag(_) | Value::Date(_) => None,
    };
    let mut pairs = Vec::with_capacity(rows.keys().len());
    for (row, key) in rows.keys().iter().enumerate() {
        let sides = place_of(&demands, &matching.demand, row).zip(place_of(&offers, &matching.offer, row));
        let (demand, offer) = sides.ok_or_else(|| PairingError::Reference { key: key.to_string() })?;
        let is_met = |column: &Column| column.get(row) == Some(Value::Flag(true));
        let unmet: Vec<usize> = (0..requirements.len()).filter(|place| !is_met(&requirements[*place])).collect();
        let mut points = Vec::with_capacity(parts.len());
        let mut score = Decimal::ZERO;
        for ((part, column), weight) in matching.parts.iter().zip(&parts).zip(&weights) {
            let value = match column.get(row) {
                Some(Value::Number(value)) => Some(value),
                Some(Value::Text(_) | Value::Flag(_) | Value::Date(_)) | None => None,
            };
            // What a pair that cannot be matched would score is nobody's concern.
            let is_outside =
                |value: &Decimal| unmet.is_empty() && !(Decimal::ZERO..=Decimal::ONE_HUNDRED).contains(value);
            if let Some(value) = value.filter(is_outside) {
                return Err(PairingError::Points { key: key.to_string(), part: part.name.clone(), value });
            }
            // Ten decimals, as totals of evaluations: shares such as a third have no end.
            score += (value.unwrap_or_default() * weight / Decimal::ONE_HUNDRED).round_dp(10);
            points.push(value);
        }
        let shared = compared.iter().filter_map(|(left, right)| match (left.get(row)?, right.get(row)?) {
            (Value::Text(left), Value::Text(right)) => Some(shared(&left, &right)),
            _ => None,
        });
        let mut shared: Vec<String> = shared.flatten().collect();
        shared.dedup();
        pairs.push(Pair { demand, offer, unmet, parts: points, score, shared });
    }
    let places = places(matching, &offers, period, world)?;
    let eligible = pairs.iter().filter(|pair| pair.unmet.is_empty() && pair.score > Decimal::ZERO);
    let candidates: Vec<Candidate> =
        eligible.map(|pair| Candidate { demand: pair.demand, offer: pair.offer, score: pair.score }).collect();
    let (matched, prices) = match matching.method {
        MatchingMethod::Stable => (stable(&candidates, demands.len(), &places)?, None),
        MatchingMethod::Optimal => {
            let (matched, prices) = optimal(&candidates, demands.len(), &places)?;
            (matched, Some(prices))
        }
    };
    Ok(Pairing { demands, offers, places, pairs, candidates, matched, prices })
}

/// Both texts of every likeness that a requirement or a part asks for, each pair of texts once.
fn compared(matching: &Matching, subjects: &Subjects, period: Period, world: World<'_>) -> Vec<(Column, Column)> {
    let mut found: Vec<(&Expression, &Expression)> = Vec::new();
    let asked = matching.requirements.iter().map(|item| &item.condition);
    for expression in asked.chain(matching.parts.iter().map(|part| &part.value)) {
        expression.visit(&mut |inner| {
            if let ExpressionKind::Alike { left, right } = &inner.kind
                && !found.iter().any(|(known, other)| known.kind == left.kind && other.kind == right.kind)
            {
                found.push((left, right));
            }
        });
    }
    let column = |expression| compute(expression, subjects, period, world).values;
    found.into_iter().map(|(left, right)| (column(left), column(right))).collect()
}

fn weight(part: &model::pack::ScorePart, pack: &Pack, period: Period) -> Result<Decimal, PairingError> {
    let found = match &part.weight {
        Constant::Number(number) => Some(*number),
        Constant::Parameter(code) => {
            let value = pack.parameter(code).and_then(|parameter| parameter.on(period.last_day()));
            value.and_then(|value| match &value.amount {
                ParameterAmount::Single(number) => Some(*number),
                ParameterAmount::ByChoice { .. } => None,
            })
        }
    };
    found.ok_or_else(|| PairingError::Weight { part: part.name.clone() })
}

fn places(
    matching: &Matching,
    offers: &[Arc<str>],
    period: Period,
    world: World<'_>,
) -> Result<Vec<u32>, PairingError> {
    let Some(field) = &matching.places else { return Ok(vec![1; offers.len()]) };
    let rows = referred(matching, &matching.offer, world.pack)
        .and_then(|register| world.facts.rows(world.pack, &register.code, period));
    let column = rows.and_then(|rows| rows.column(field));
    let of = |(row, offer): (usize, &Arc<str>)| match column.and_then(|column| column.get(row)) {
        Some(Value::Number(value)) => u32::try_from(value)
            .ok()
            .filter(|places| *places <= 10_000 && value.fract().is_zero())
            .ok_or_else(|| PairingError::Places { offer: offer.to_string(), value }),
        // Nothing said: one.
        Some(Value::Text(_) | Value::Flag(_) | Value::Date(_)) | None => Ok(1),
    };
    offers.iter().enumerate().map(of).collect()
}
