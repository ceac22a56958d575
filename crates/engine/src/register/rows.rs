//! Typed rows: their key, the text in which a value is stored, and the columns that formulas read.

use std::collections::BTreeMap;
use std::sync::Arc;

use model::pack::{Code, FieldType, Register};
use rust_decimal::Decimal;

use super::attachment::Attachment;
use super::fault::CellFault;
use crate::formula::{Column, Rows, RowsError, Value};

/// The code under which formulas read the state of a row; no field may have it.
pub const STATE: &str = "state";

/// Between the parts of a key of several fields.
pub const KEY_SEPARATOR: char = '|';

/// One row of a register, its values in the order of the fields.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    pub key: Arc<str>,
    /// Nothing in a register without states.
    pub state: Option<Code>,
    pub values: Vec<Option<Value>>,
}

/// What names a row: its key fields as stored. Nothing when one of them is missing.
///
/// # Errors
/// A part that holds the separator would make two keys look the same.
pub fn key_of(register: &Register, values: &[Option<Value>]) -> Result<Option<Arc<str>>, CellFault> {
    let mut parts = Vec::with_capacity(register.key.len());
    for code in &register.key {
        let place = register.fields.iter().position(|field| field.code == *code);
        let Some(value) = place.and_then(|place| values.get(place)?.as_ref()) else { return Ok(None) };
        let part = stored(value);
        if register.key.len() > 1 && part.contains(KEY_SEPARATOR) {
            return Err(CellFault::KeySeparator);
        }
        parts.push(part);
    }
    Ok(Some(parts.join(&KEY_SEPARATOR.to_string()).into()))
}

/// A value as it is stored: a number without idle zeros, a date as 2024-03-01, a flag as true or false.
pub fn stored(value: &Value) -> String {
    match value {
        Value::Number(number) => number.normalize().to_string(),
        Value::Text(text) => text.to_string(),
        Value::Flag(flag) => flag.to_string(),
        Value::Date(date) => date.to_string(),
    }
}

/// Back from storage. Nothing for a text that the type never stores, as after a field changed its type.
pub fn from_stored(field_type: &FieldType, text: &str) -> Option<Value> {
    match field_type {
        FieldType::Number { .. } | FieldType::Money { .. } => Decimal::from_str_exact(text).ok().map(Value::Number),
        FieldType::Date => text.parse().ok().map(Value::Date),
        FieldType::Flag => text.parse().ok().map(Value::Flag),
        FieldType::Text { .. }
        | FieldType::Choice { .. }
        | FieldType::Reference { .. }
        | FieldType::Place { .. }
        | FieldType::Agency
        | FieldType::Enterprise
        | FieldType::File => Some(Value::Text(text.into())),
    }
}

/// Rows as formulas read them: a column for each field, and the state under [`STATE`].
pub fn rows(register: &Register, rows: &[Row]) -> Result<Rows, RowsError> {
    let mut columns = BTreeMap::new();
    for (place, field) in register.fields.iter().enumerate() {
        let values = rows.iter().map(|row| row.values.get(place).and_then(Option::as_ref));
        columns.insert(field.code.clone(), column(&field.field_type, values));
    }
    if let (Ok(code), false) = (Code::new(STATE), register.life.states.is_empty()) {
        let state = |row: &Row| row.state.as_ref().map(|state| Arc::from(state.as_str()));
        columns.insert(code, Column::Text(rows.iter().map(state).collect()));
    }
    Rows::new(rows.iter().map(|row| row.key.clone()).collect(), columns)
}

/// A value of another type than the field's counts as missing: [`from_stored`] and the cells never make one.
fn column<'row>(field_type: &FieldType, values: impl Iterator<Item = Option<&'row Value>>) -> Column {
    match field_type {
        FieldType::Number { .. } | FieldType::Money { .. } => Column::Number(
            values.map(|value| if let Some(Value::Number(number)) = value { Some(*number) } else { None }).collect(),
        ),
        FieldType::Date => Column::Date(
            values.map(|value| if let Some(Value::Date(date)) = value { Some(*date) } else { None }).collect(),
        ),
        FieldType::Flag => Column::Flag(
            values.map(|value| if let Some(Value::Flag(flag)) = value { Some(*flag) } else { None }).collect(),
        ),
        FieldType::Text { .. }
        | FieldType::Choice { .. }
        | FieldType::Reference { .. }
        | FieldType::Place { .. }
        | FieldType::Agency
        | FieldType::Enterprise => Column::Text(
            values.map(|value| if let Some(Value::Text(text)) = value { Some(text.clone()) } else { None }).collect(),
        ),
        // Formulas ask whether there is a file, and people read its name.
        FieldType::File => Column::Text(
            values
                .map(|value| match value {
                    Some(Value::Text(text)) => Attachment::of(text).map(|file| file.name.into()),
                    _ => None,
                })
                .collect(),
        ),
    }
}
