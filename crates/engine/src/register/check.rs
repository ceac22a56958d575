//! The rules of a register over its rows, and the values that no two rows may share. Never decides what to do about it.

use std::sync::Arc;

use model::Period;
use model::pack::{Code, Register, Subject, ValidationRule};

use super::rows::stored;
use crate::formula::{Column, Subjects, Value, World, compute};

/// A rule that a row does not keep.
#[derive(Debug, Clone, PartialEq)]
pub struct Breach<'a> {
    /// Place among the keys that were checked.
    pub row: usize,
    pub rule: &'a ValidationRule,
}

/// Rows × rules that are known not to hold, by row and then in the order of the rules.
///
/// `world` holds the rows as they would stand. A condition that cannot be answered, because something is missing,
/// counts as kept.
pub fn breaches<'a>(register: &'a Register, keys: &[Arc<str>], period: Period, world: World<'_>) -> Vec<Breach<'a>> {
    let subjects = Subjects::new(Subject::Register(register.code.clone()), keys.to_vec());
    let mut found = Vec::new();
    for rule in &register.rules {
        let Column::Flag(kept) = compute(&rule.condition, &subjects, period, world).values else { continue };
        let broken = kept.iter().enumerate().filter(|(_, kept)| **kept == Some(false));
        found.extend(broken.map(|(row, _)| Breach { row, rule }));
    }
    found.sort_by_key(|breach| breach.row);
    found
}

/// For each uniqueness rule of the register its values in this row, joined; nothing for a row that lacks one of them.
pub fn unique_values(register: &Register, values: &[Option<Value>]) -> Vec<Option<String>> {
    let value_of = |code: &Code| {
        let place = register.fields.iter().position(|field| field.code == *code)?;
        values.get(place)?.as_ref().map(stored)
    };
    let joined = |codes: &[Code]| -> Option<String> {
        let parts: Option<Vec<String>> = codes.iter().map(value_of).collect();
        // A character that no cell can hold keeps the parts apart.
        parts.map(|parts| parts.join("\u{1f}"))
    };
    register.unique.iter().map(|rule| joined(&rule.fields)).collect()
}
