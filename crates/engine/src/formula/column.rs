//! Columns: one value for each subject, with missing kept apart from zero. Never converts units and never rounds.

use std::sync::Arc;

use jiff::civil::Date;
use model::pack::ValueType;
use rust_decimal::Decimal;

/// Values of one formula or field, in the order of the subjects.
#[derive(Debug, Clone, PartialEq)]
pub enum Column {
    Number(Vec<Option<Decimal>>),
    Text(Vec<Option<Arc<str>>>),
    Flag(Vec<Option<bool>>),
    Date(Vec<Option<Date>>),
}

/// One value of a column.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    Number(Decimal),
    Text(Arc<str>),
    Flag(bool),
    Date(Date),
}

impl Column {
    pub fn missing(kind: &ValueType, length: usize) -> Column {
        match kind {
            ValueType::Number(_) => Column::Number(vec![None; length]),
            ValueType::Text => Column::Text(vec![None; length]),
            ValueType::Flag => Column::Flag(vec![None; length]),
            ValueType::Date => Column::Date(vec![None; length]),
        }
    }

    pub fn repeated(value: Value, length: usize) -> Column {
        match value {
            Value::Number(number) => Column::Number(vec![Some(number); length]),
            Value::Text(text) => Column::Text(vec![Some(text); length]),
            Value::Flag(flag) => Column::Flag(vec![Some(flag); length]),
            Value::Date(date) => Column::Date(vec![Some(date); length]),
        }
    }

    pub fn len(&self) -> usize {
        match self {
            Column::Number(values) => values.len(),
            Column::Text(values) => values.len(),
            Column::Flag(values) => values.len(),
            Column::Date(values) => values.len(),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    pub fn get(&self, row: usize) -> Option<Value> {
        match self {
            Column::Number(values) => values.get(row).copied().flatten().map(Value::Number),
            Column::Text(values) => values.get(row).cloned().flatten().map(Value::Text),
            Column::Flag(values) => values.get(row).copied().flatten().map(Value::Flag),
            Column::Date(values) => values.get(row).copied().flatten().map(Value::Date),
        }
    }

    pub fn is_known(&self, row: usize) -> bool {
        self.get(row).is_some()
    }

    /// Row `places[i]` of this column becomes row `i`; nothing where there is no such place.
    pub(crate) fn gathered(&self, places: &[Option<usize>]) -> Column {
        fn pick<T: Clone>(values: &[Option<T>], places: &[Option<usize>]) -> Vec<Option<T>> {
            places.iter().map(|place| place.and_then(|place| values.get(place).cloned().flatten())).collect()
        }
        match self {
            Column::Number(values) => Column::Number(pick(values, places)),
            Column::Text(values) => Column::Text(pick(values, places)),
            Column::Flag(values) => Column::Flag(pick(values, places)),
            Column::Date(values) => Column::Date(pick(values, places)),
        }
    }

    /// Takes the values of `other` in the rows that `is_chosen` names. Columns of unlike types stay as they are:
    /// the checker gives all branches of a formula one type.
    pub(crate) fn overlay(&mut self, other: &Column, is_chosen: impl Fn(usize) -> bool) {
        fn copy<T: Clone>(into: &mut [Option<T>], from: &[Option<T>], is_chosen: impl Fn(usize) -> bool) {
            for (row, (into, from)) in into.iter_mut().zip(from).enumerate() {
                if is_chosen(row) {
                    into.clone_from(from);
                }
            }
        }
        match (self, other) {
            (Column::Number(into), Column::Number(from)) => copy(into, from, is_chosen),
            (Column::Text(into), Column::Text(from)) => copy(into, from, is_chosen),
            (Column::Flag(into), Column::Flag(from)) => copy(into, from, is_chosen),
            (Column::Date(into), Column::Date(from)) => copy(into, from, is_chosen),
            (Column::Number(_) | Column::Text(_) | Column::Flag(_) | Column::Date(_), _) => {}
        }
    }
}

impl Value {
    /// As people read it: a number without idle zeros, a flag as 是 or 否.
    pub fn in_words(&self) -> String {
        match self {
            Value::Number(number) => number.normalize().to_string(),
            Value::Text(text) => text.to_string(),
            Value::Flag(true) => "是".to_string(),
            Value::Flag(false) => "否".to_string(),
            Value::Date(date) => date.to_string(),
        }
    }
}
