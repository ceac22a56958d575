//! One cell of a test's table → a value of its field. Checks the form, not the rules of the register: tests are also
//! about facts that a register would refuse.

use std::sync::Arc;

use engine::formula::{Column, Value};
use engine::register::Directory;
use model::pack::{Code, Field, FieldType, Pack, PlaceLevel, Register};
use rust_decimal::Decimal;

use super::facts::unknown;

/// The heading of the column that says in which state a row is.
pub(super) const STATE: &str = "状态";

/// The code under which formulas read the state of a row.
pub(super) fn state_code() -> Code {
    Code::new("state").expect("a valid code")
}

/// Places by name and code, in the order in which they were first mentioned.
#[derive(Debug, Default, Clone)]
pub(super) struct Places {
    known: Vec<Place>,
}

#[derive(Debug, Clone)]
struct Place {
    code: Arc<str>,
    name: String,
    /// Nothing when it was only mentioned.
    level: Option<PlaceLevel>,
}

impl Places {
    pub(super) fn declare(&mut self, code: &str, name: &str, level: PlaceLevel) {
        self.known.push(Place { code: Arc::from(code), name: name.to_string(), level: Some(level) });
    }

    /// The code of a place that is called by code or name; one that nobody declared is its own code.
    pub(super) fn code(&mut self, text: &str) -> Arc<str> {
        if let Some(place) = self.known.iter().find(|place| *place.code == *text || place.name == text) {
            return place.code.clone();
        }
        let code: Arc<str> = Arc::from(text);
        self.known.push(Place { code: code.clone(), name: text.to_string(), level: None });
        code
    }

    pub(super) fn name<'a>(&'a self, code: &'a str) -> &'a str {
        self.known.iter().find(|place| *place.code == *code).map_or(code, |place| place.name.as_str())
    }

    /// The code of a place that is known.
    pub(super) fn find(&self, text: &str) -> Option<Arc<str>> {
        let found = self.known.iter().find(|place| *place.code == *text || place.name == text);
        found.map(|place| place.code.clone())
    }

    pub(super) fn all(&self) -> Vec<Arc<str>> {
        self.known.iter().map(|place| place.code.clone()).collect()
    }

    /// Places of a level; where none was declared, all that were mentioned.
    pub(super) fn of_level(&self, level: PlaceLevel) -> Vec<Arc<str>> {
        let has_levels = self.known.iter().any(|place| place.level.is_some());
        let fits = |place: &&Place| if has_levels { place.level == Some(level) } else { true };
        self.known.iter().filter(fits).map(|place| place.code.clone()).collect()
    }
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Number,
    Text,
    Flag,
    Date,
}

pub(super) fn kind(field: &FieldType) -> Kind {
    match field {
        FieldType::Number { .. } | FieldType::Money { .. } => Kind::Number,
        FieldType::Date => Kind::Date,
        FieldType::Flag => Kind::Flag,
        FieldType::Text { .. }
        | FieldType::Choice { .. }
        | FieldType::Reference { .. }
        | FieldType::Place { .. }
        | FieldType::Agency
        | FieldType::Enterprise
        | FieldType::File => Kind::Text,
    }
}

pub(super) fn number(text: &str) -> Result<Option<Decimal>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    let number = text.parse::<Decimal>().map(Some);
    number.map_err(|_| format!("“{text}”不是数；不写千分位、单位和百分号"))
}

pub(super) fn value(text: &str, field: &FieldType, pack: &Pack, places: &mut Places) -> Result<Option<Value>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    let words = |text: &str| Value::Text(Arc::from(text));
    let value = match field {
        FieldType::Number { .. } | FieldType::Money { .. } => return Ok(number(text)?.map(Value::Number)),
        FieldType::Date => {
            let date = text.parse().map_err(|_| format!("“{text}”不是日期，应如 2024-01-31"))?;
            Value::Date(date)
        }
        FieldType::Flag => match text {
            "是" | "true" => Value::Flag(true),
            "否" | "false" => Value::Flag(false),
            _ => return Err(format!("“{text}”应为是或否")),
        },
        FieldType::Choice { list } => {
            let choices = pack.choices.iter().find(|known| known.code == *list).map(|list| list.choices.as_slice());
            let choices = choices.unwrap_or_default();
            match choices.iter().find(|choice| choice.name == text || choice.code.as_str() == text) {
                Some(choice) => words(choice.code.as_str()),
                None => return Err(unknown("选项", text, choices.iter().map(|choice| choice.name.as_str()))),
            }
        }
        FieldType::Place { .. } => Value::Text(places.code(text)),
        FieldType::Text { .. }
        | FieldType::Reference { .. }
        | FieldType::Agency
        | FieldType::Enterprise
        | FieldType::File => words(text),
    };
    Ok(Some(value))
}

/// As the register reads it. A place may be one that nobody declared: who runs a pack over a file has no dictionary.
pub(super) fn strict(text: &str, field: &Field, pack: &Pack, places: &mut Places) -> Result<Option<Value>, String> {
    if matches!(field.field_type, FieldType::Place { .. } | FieldType::File) {
        return value(text.trim(), &field.field_type, pack, places);
    }
    let read = engine::register::read(field, text, Directory { pack, places: &[], agencies: &[] });
    read.map(|cell| cell.value).map_err(|fault| fault.to_string())
}

pub(super) fn state(text: &str, register: &Register) -> Result<Option<Value>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    let states = &register.life.states;
    match states.iter().find(|state| state.name == text || state.code.as_str() == text) {
        Some(state) => Ok(Some(Value::Text(Arc::from(state.code.as_str())))),
        None => Err(unknown("状态", text, states.iter().map(|state| state.name.as_str()))),
    }
}

/// Values of one kind as a column; the form of each cell was checked before.
pub(super) fn column(kind: Kind, values: Vec<Option<Value>>) -> Column {
    macro_rules! of {
        ($kind:ident) => {
            Column::$kind(
                values
                    .into_iter()
                    .map(|value| match value {
                        Some(Value::$kind(value)) => Some(value),
                        _ => None,
                    })
                    .collect(),
            )
        };
    }
    match kind {
        Kind::Number => of!(Number),
        Kind::Text => of!(Text),
        Kind::Flag => of!(Flag),
        Kind::Date => of!(Date),
    }
}
