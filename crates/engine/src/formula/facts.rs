//! What formulas look at: rows of registers by period, statistics, conclusions of earlier evaluations.
//!
//! Filled by the caller from one cut. Never computes a value and never fills a gap.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use jiff::civil::Date;
use model::Period;
use model::pack::{Code, Cycle, FieldType, Pack};
use rust_decimal::Decimal;

use super::Column;

/// The rows of one register as they stand, or as they stand for one period.
#[derive(Debug, Clone, Default)]
pub struct Rows {
    keys: Vec<Arc<str>>,
    place_of_key: HashMap<Arc<str>, usize>,
    columns: BTreeMap<Code, Column>,
}

/// Rows that do not fit together.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RowsError {
    #[error("主键“{key}”有两行，请删去或合并一行")]
    KeyTwice { key: String },
    #[error("字段“{field}”有 {found} 个值，应与行数 {rows} 一致")]
    Length { field: Code, found: usize, rows: usize },
}

impl Rows {
    /// `columns` are as long as `keys`; a field without a column is missing in every row.
    pub fn new(keys: Vec<Arc<str>>, columns: BTreeMap<Code, Column>) -> Result<Rows, RowsError> {
        let mut place_of_key = HashMap::with_capacity(keys.len());
        for (place, key) in keys.iter().enumerate() {
            if place_of_key.insert(key.clone(), place).is_some() {
                return Err(RowsError::KeyTwice { key: key.to_string() });
            }
        }
        for (field, column) in &columns {
            if column.len() != keys.len() {
                return Err(RowsError::Length { field: field.clone(), found: column.len(), rows: keys.len() });
            }
        }
        Ok(Rows { keys, place_of_key, columns })
    }

    pub fn keys(&self) -> &[Arc<str>] {
        &self.keys
    }

    pub fn column(&self, field: &Code) -> Option<&Column> {
        self.columns.get(field)
    }

    pub(super) fn place(&self, key: &str) -> Option<usize> {
        self.place_of_key.get(key).copied()
    }

    /// Where each of these keys stands, nothing for those without a row.
    pub(super) fn places(&self, keys: &[Arc<str>]) -> Vec<Option<usize>> {
        if keys == self.keys.as_slice() {
            return (0..keys.len()).map(Some).collect();
        }
        keys.iter().map(|key| self.place(key)).collect()
    }
}

/// What an evaluation concluded about one subject.
#[derive(Debug, Clone, PartialEq)]
pub struct Conclusion {
    pub score: Option<Decimal>,
    /// Half a place is possible where ties share the mean of their places.
    pub rank: Option<Decimal>,
    pub grade: Option<Code>,
}

/// Everything that formulas of a pack may look at.
#[derive(Debug, Clone, Default)]
pub struct PackFacts {
    /// By register; the period is nothing for registers that are not kept by period.
    registers: BTreeMap<(Code, Option<Period>), Rows>,
    observed: BTreeMap<Code, HashMap<(Arc<str>, Period), Decimal>>,
    conclusions: BTreeMap<(Code, Period), HashMap<Arc<str>, Conclusion>>,
    seen_on: Option<Date>,
}

impl PackFacts {
    /// The day on which the facts are looked at: for formulas a period that still runs ends there, so that nothing is
    /// counted as 180 days old before it is.
    pub fn seen_on(&mut self, day: Date) {
        self.seen_on = Some(day);
    }

    pub(super) fn end_of(&self, period: Period) -> Date {
        let end = period.last_day();
        self.seen_on.map_or(end, |day| day.clamp(period.first_day(), end))
    }

    pub fn add_rows(&mut self, register: Code, period: Option<Period>, rows: Rows) {
        self.registers.insert((register, period), rows);
    }

    /// A statistic in the unit that the pack declares for it; `place` is a division code.
    pub fn add_observed(&mut self, indicator: Code, place: Arc<str>, period: Period, value: Decimal) {
        self.observed.entry(indicator).or_default().insert((place, period), value);
    }

    pub fn add_conclusion(&mut self, evaluation: Code, period: Period, subject: Arc<str>, conclusion: Conclusion) {
        self.conclusions.entry((evaluation, period)).or_default().insert(subject, conclusion);
    }

    /// The rows that stand for a period; nothing when none were recorded.
    pub fn rows(&self, pack: &Pack, register: &Code, period: Period) -> Option<&Rows> {
        let period = match pack.register(register)?.cycle {
            Cycle::Standing => None,
            Cycle::Year | Cycle::HalfYear | Cycle::Quarter | Cycle::Month => Some(period),
        };
        self.registers.get(&(register.clone(), period))
    }

    pub(super) fn observed(&self, indicator: &Code, place: &Arc<str>, period: Period) -> Option<Decimal> {
        self.observed.get(indicator)?.get(&(place.clone(), period)).copied()
    }

    pub fn conclusion(&self, evaluation: &Code, period: Period, subject: &str) -> Option<&Conclusion> {
        self.conclusions.get(&(evaluation.clone(), period))?.get(subject)
    }
}

/// The field that says where a row belongs: the first one that is a place.
pub(super) fn place_field<'pack>(pack: &'pack Pack, register: &Code) -> Option<&'pack Code> {
    let fields = &pack.register(register)?.fields;
    fields.iter().find(|field| matches!(field.field_type, FieldType::Place { .. })).map(|field| &field.code)
}

/// Whether a place lies in another, by division codes: 370700 holds 370783, which holds 370783001.
pub(super) fn holds(place: &str, inner: &str) -> bool {
    inner.starts_with(beginning(place))
}

/// What the codes of all places inside begin with.
pub(super) fn beginning(place: &str) -> &str {
    let mut prefix = place;
    while prefix.len() > 2 && prefix.len().is_multiple_of(2) && prefix.ends_with("00") {
        prefix = &prefix[..prefix.len() - 2];
    }
    prefix
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_hold_what_their_codes_begin() {
        for (place, inner, wanted) in [
            ("370700", "370783", true),
            ("370700", "370700", true),
            ("370783", "370783001", true),
            ("370783", "370784", false),
            ("370000", "370783", true),
            ("370100", "370783", false),
            ("370783100", "370783101", false),
        ] {
            assert_eq!(holds(place, inner), wanted, "{place} {inner}");
        }
    }

    #[test]
    fn rows_that_do_not_fit_are_refused() {
        let keys = || vec![Arc::from("a"), Arc::from("b")];
        let tax = Code::new("tax").unwrap();
        let short = BTreeMap::from([(tax.clone(), Column::Number(vec![None]))]);
        assert_eq!(Rows::new(keys(), short).unwrap_err(), RowsError::Length { field: tax, found: 1, rows: 2 });
        let twice = vec![Arc::from("a"), Arc::from("a")];
        let error = Rows::new(twice, BTreeMap::new()).unwrap_err();
        assert_eq!(error.to_string(), "主键“a”有两行，请删去或合并一行");
    }
}
