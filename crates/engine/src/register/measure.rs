//! Counts and sums of a register by place: the number, the rows behind it, and the rows that kept it from being known.

use std::collections::BTreeMap;
use std::sync::Arc;

use model::Period;
use model::pack::{Count, Measure, Register, Subject};
use rust_decimal::Decimal;

use crate::formula::{Column, Subjects, World, compute};

/// What one measure is at one place.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Measured {
    /// Missing when a counted row has no value: a sum without it would be too small.
    pub total: Option<Decimal>,
    /// Keys of the rows that count, in the order of the rows.
    pub rows: Vec<Arc<str>>,
    /// Those of them without a value.
    pub without_value: Vec<Arc<str>>,
}

/// By division code as it stands in the rows; a place without a row that counts is not listed.
///
/// Rows whose condition is false or cannot be answered, and rows without a place, do not count.
pub fn measured(
    register: &Register,
    measure: &Measure,
    period: Period,
    world: World<'_>,
) -> BTreeMap<Arc<str>, Measured> {
    let mut found: BTreeMap<Arc<str>, Measured> = BTreeMap::new();
    let Some(rows) = world.facts.rows(world.pack, &register.code, period) else { return found };
    let Some(Column::Text(places)) = rows.column(&measure.place) else { return found };
    let subjects = Subjects::new(Subject::Register(register.code.clone()), rows.keys().to_vec());
    let Column::Flag(counts) = compute(&measure.condition, &subjects, period, world).values else { return found };
    let amounts = match &measure.count {
        Count::Rows => Column::Number(vec![Some(Decimal::ONE); rows.keys().len()]),
        Count::Sum(value) => compute(value, &subjects, period, world).values,
    };
    let Column::Number(amounts) = amounts else { return found };
    for (((key, place), counts), amount) in rows.keys().iter().zip(places).zip(counts).zip(amounts) {
        let (Some(place), Some(true)) = (place, counts) else { continue };
        let at = found.entry(place.clone()).or_insert(Measured { total: Some(Decimal::ZERO), ..Measured::default() });
        at.rows.push(key.clone());
        if amount.is_none() {
            at.without_value.push(key.clone());
        }
        at.total = at.total.zip(amount).and_then(|(total, amount)| total.checked_add(amount));
    }
    found
}

/// One number over several places, such as the counties of a city.
pub fn together<'a>(parts: impl Iterator<Item = &'a Measured>) -> Measured {
    let mut whole = Measured { total: Some(Decimal::ZERO), ..Measured::default() };
    for part in parts {
        whole.total = whole.total.zip(part.total).and_then(|(whole, part)| whole.checked_add(part));
        whole.rows.extend(part.rows.iter().cloned());
        whole.without_value.extend(part.without_value.iter().cloned());
    }
    whole
}
