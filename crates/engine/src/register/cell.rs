//! One cell: the text that a person typed → the typed value of a field, or why it cannot be.
//!
//! Exact and without guesses: full-width digits and thousands commas are unambiguous and are taken; whatever could
//! mean two things is refused with what to do. Whether a reference leads anywhere is checked where rows are stored.

use std::sync::Arc;

use model::pack::{Field, FieldType, Pack, PlaceLevel, Presence};

use super::attachment::Attachment;
use super::fault::CellFault;
use super::width::{is_blank, narrowed};
use super::{credit_code, date, number, pick};
use crate::formula::Value;

/// A place that may stand in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceName {
    pub code: String,
    pub name: String,
    /// Zones (开发区) count as counties: offices report for them side by side.
    pub level: PlaceLevel,
}

/// An agency that plans name, in full and by its other names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgencyName {
    pub name: String,
    pub aliases: Vec<String>,
}

/// What cells are read against.
#[derive(Debug, Clone, Copy)]
pub struct Directory<'a> {
    /// Holds the lists of choices.
    pub pack: &'a Pack,
    pub places: &'a [PlaceName],
    /// Those that plans name; empty where no plan names any, and then any name is taken.
    pub agencies: &'a [AgencyName],
}

/// A cell that was understood.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// Nothing when the cell is blank, which is not zero.
    pub value: Option<Value>,
    /// What the writer should know, such as that a unit was converted.
    pub note: Option<String>,
}

/// Longer names of agencies and keys of references are no names.
const NAME_MAX: u32 = 100;

/// The value of a cell. 「—」, 「/」 and a blank are missing; a required field must have a value.
pub fn read(field: &Field, text: &str, directory: Directory<'_>) -> Result<Cell, CellFault> {
    if is_blank(text) {
        return match field.presence {
            Presence::Required => Err(CellFault::Required),
            Presence::Optional => Ok(Cell { value: None, note: None }),
        };
    }
    let mut note = None;
    let value = match &field.field_type {
        FieldType::Text { characters_max } => Value::Text(words(text, *characters_max)?),
        FieldType::Number { unit, decimals, min, max } => {
            let amount = number::read(text, unit)?;
            number::checked(amount.value, unit, *min, *max)?;
            if let Some(decimals) = decimals.map(u32::from).filter(|most| amount.value.normalize().scale() > *most) {
                return Err(CellFault::TooManyDecimals { value: amount.value, decimals });
            }
            note = amount.note;
            Value::Number(amount.value)
        }
        FieldType::Money { unit, min, max } => {
            let amount = number::read(text, unit)?;
            number::checked(amount.value, unit, *min, *max)?;
            number::to_the_cent(amount.value, unit)?;
            note = amount.note;
            Value::Number(amount.value)
        }
        FieldType::Date => Value::Date(date::read(text)?),
        FieldType::Flag => Value::Flag(flag(text)?),
        FieldType::Choice { list } => {
            let list = directory.pack.choices.iter().find(|known| known.code == *list);
            let unknown = || CellFault::UnknownChoice { text: text.trim().into(), nearest: None, known: Vec::new() };
            Value::Text(pick::choice(text, list.ok_or_else(unknown)?)?.into())
        }
        FieldType::Reference { register } => {
            let target = directory.pack.register(register);
            let is_firm = target.is_some_and(|target| {
                matches!(&target.key[..], [only] if target.field(only).is_some_and(|key| key.field_type == FieldType::Enterprise))
            });
            if is_firm { Value::Text(code(text)?) } else { Value::Text(words(text, NAME_MAX)?) }
        }
        FieldType::Place { level } => Value::Text(pick::place(text, *level, directory.places)?.into()),
        FieldType::Agency if directory.agencies.is_empty() => Value::Text(words(text, NAME_MAX)?),
        FieldType::Agency => Value::Text(pick::agency(text, directory.agencies)?.into()),
        FieldType::Enterprise => Value::Text(code(text)?),
        FieldType::File => return Err(CellFault::FileInCell),
    };
    Ok(Cell { value: Some(value), note })
}

fn code(text: &str) -> Result<Arc<str>, CellFault> {
    credit_code::checked_credit_code(text).map(Arc::from).map_err(CellFault::CreditCode)
}

fn words(text: &str, most: u32) -> Result<Arc<str>, CellFault> {
    let text = text.trim().replace("\r\n", "\n");
    if text.chars().any(|letter| letter.is_control() && letter != '\n' && letter != '\t') {
        return Err(CellFault::ControlCharacter);
    }
    // What is stored so names a file, and the check of the record looks for that file.
    if Attachment::of(&text).is_some() {
        return Err(CellFault::LikeAFile);
    }
    let found = text.chars().count();
    if found > most as usize {
        return Err(CellFault::TooLong { found, max: most });
    }
    Ok(text.into())
}

fn flag(text: &str) -> Result<bool, CellFault> {
    match narrowed(text.trim()).to_lowercase().as_str() {
        "是" | "√" | "✓" | "true" | "yes" | "y" => Ok(true),
        "否" | "×" | "✗" | "false" | "no" | "n" => Ok(false),
        _ => Err(CellFault::NotAFlag { text: text.trim().chars().take(40).collect() }),
    }
}

/// A value as people read it and as it can be typed in again: names of choices and places, 是 and 否.
pub fn shown(field: &Field, value: &Value, directory: Directory<'_>) -> String {
    let Value::Text(text) = value else { return value.in_words() };
    match &field.field_type {
        FieldType::Choice { list } => {
            let list = directory.pack.choices.iter().find(|known| known.code == *list);
            let choice = list.and_then(|list| list.choices.iter().find(|choice| choice.code.as_str() == &**text));
            choice.map_or_else(|| text.to_string(), |choice| choice.name.clone())
        }
        FieldType::Place { .. } => {
            let place = directory.places.iter().find(|place| place.code == **text);
            place.map_or_else(|| text.to_string(), |place| place.name.clone())
        }
        FieldType::File => Attachment::of(text).map_or_else(|| text.to_string(), |file| file.to_string()),
        _ => text.to_string(),
    }
}
