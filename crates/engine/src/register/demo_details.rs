//! Makes 演示 detail rows under the rows of another register: what a firm burns, of which kinds of land a county is.
//! What is made for whom is data (`demo/register_details.csv`). Never makes a row without the row that it belongs to.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::cell::{Directory, read};
use super::rows::{Row, key_of, stored};
use crate::formula::Value;
use crate::random::SplitMix64;
use model::Period;
use model::pack::{Field, FieldType, Register};

/// How one field of one detail row is made.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DemoDetail {
    pub pack: String,
    pub register: String,
    /// Code of the field that refers to the row above.
    pub parent: String,
    /// Code of a field of the row above and the stored value that it must have; empty where every row has details.
    pub when: String,
    pub equals: String,
    /// Fields with one number make one row.
    pub line: u32,
    pub field: String,
    /// As a person would type it; empty for a number that is drawn from the range.
    pub text: String,
    pub low: Decimal,
    pub high: Decimal,
    pub decimals: u32,
}

pub struct DemoDetails<'a> {
    pub register: &'a Register,
    /// The register that the parents are rows of, and they.
    pub above: &'a Register,
    pub parents: &'a [Row],
    /// Of this register only.
    pub rules: &'a [DemoDetail],
    pub directory: Directory<'a>,
    pub seed: u64,
}

/// The details of all parents, in their order. A number changes little from year to year, so that what is the
/// difference of others keeps its sign.
pub fn demo_details(input: &DemoDetails<'_>, period: Option<Period>) -> Vec<Row> {
    let year = period.map_or(0, |period| u64::from(period.year().unsigned_abs()));
    let mut lines: Vec<u32> = input.rules.iter().map(|rule| rule.line).collect();
    lines.dedup();
    let mut made = Vec::new();
    for (number, parent) in input.parents.iter().enumerate() {
        for line in &lines {
            let rules: Vec<&DemoDetail> = input.rules.iter().filter(|rule| rule.line == *line).collect();
            let Some(first) = rules.first().filter(|rule| applies(input, rule, parent)) else { continue };
            let seed =
                input.seed.wrapping_add(number as u64).wrapping_mul(0x9E37_79B9).wrapping_add(u64::from(*line) << 40);
            let mut lasting = SplitMix64::new(seed);
            let mut passing = SplitMix64::new(seed ^ (year << 20));
            let mut values = Vec::new();
            for field in &input.register.fields {
                // Drawn for every field, so that another field moves no other value.
                let (draw, drift) = (lasting.between(0, 1000), passing.between(970, 1040));
                let rule = rules.iter().find(|rule| rule.field == field.code.as_str());
                values.push(if field.code.as_str() == first.parent {
                    Some(Value::Text(parent.key.clone()))
                } else {
                    rule.and_then(|rule| value(input, field, rule, draw, drift))
                });
            }
            if let Some(key) = key_of(input.register, &values).ok().flatten() {
                made.push(Row { key, state: None, values });
            }
        }
    }
    made
}

fn applies(input: &DemoDetails<'_>, rule: &DemoDetail, parent: &Row) -> bool {
    if rule.when.is_empty() {
        return true;
    }
    let place = input.above.fields.iter().position(|field| field.code.as_str() == rule.when);
    place.and_then(|place| parent.values.get(place)?.as_ref()).is_some_and(|value| stored(value) == rule.equals)
}

fn value(input: &DemoDetails<'_>, field: &Field, rule: &DemoDetail, draw: i64, drift: i64) -> Option<Value> {
    if !rule.text.is_empty() {
        return read(field, &rule.text, input.directory).ok().and_then(|cell| cell.value);
    }
    if !matches!(field.field_type, FieldType::Number { .. } | FieldType::Money { .. }) {
        return None;
    }
    let amount = rule.low + (rule.high - rule.low) * Decimal::new(draw, 3);
    Some(Value::Number((amount * Decimal::new(drift, 3)).round_dp(rule.decimals).normalize()))
}
