//! Texts that come again and again in a book, kept once; and numbers and dates as the log writes them.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::civil::Date;

/// Number of a text in [`Texts`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TextId(u32);

impl TextId {
    /// Of the empty text, which most fields are.
    pub const EMPTY: TextId = TextId(0);
}

/// Where a text stands.
#[derive(Debug, Clone, Copy)]
pub(super) enum TextField {
    Actor,
    Kind,
    Basis,
    Document,
    Note,
}

#[derive(Debug, Clone)]
pub(super) struct Texts {
    known: HashMap<Arc<str>, u32>,
    list: Vec<Arc<str>>,
    /// What was asked for lately: most vouchers repeat what the one before said.
    recent: [u32; 5],
}

impl Default for Texts {
    fn default() -> Texts {
        Texts { known: HashMap::new(), list: vec![Arc::from("")], recent: [0; 5] }
    }
}

impl Texts {
    /// Each field remembers its own last text.
    pub fn keep(&mut self, field: TextField, text: &str) -> TextId {
        if text.is_empty() {
            return TextId::EMPTY;
        }
        let recent = self.recent[field as usize];
        if self.list.get(recent as usize).is_some_and(|known| &**known == text) {
            return TextId(recent);
        }
        let id = match self.known.get(text) {
            Some(id) => *id,
            None => {
                let kept: Arc<str> = Arc::from(text);
                let id = u32::try_from(self.list.len()).expect("fewer than four billion texts");
                self.list.push(kept.clone());
                self.known.insert(kept, id);
                id
            }
        };
        self.recent[field as usize] = id;
        TextId(id)
    }

    pub fn get(&self, id: TextId) -> &str {
        &self.list[id.0 as usize]
    }
}

pub(super) fn push_number(out: &mut String, number: u64) {
    out.push_str(itoa::Buffer::new().format(number));
}

/// As ISO 8601 writes it. Years of a ledger have four digits.
pub(super) fn push_date(out: &mut String, date: Date) {
    let two = |out: &mut String, number: i8| {
        let number = u64::try_from(number).expect("months and days are positive");
        if number < 10 {
            out.push('0');
        }
        push_number(out, number);
    };
    let year = u64::try_from(date.year()).unwrap_or(0);
    if year < 1000 {
        out.push_str(&"0".repeat(4 - year.max(1).ilog10() as usize - 1));
    }
    push_number(out, year);
    out.push('-');
    two(out, date.month());
    out.push('-');
    two(out, date.day());
}

/// A tab or a line feed in a text would end its field: written as `\t`, `\n`, `\r`, and a backslash as two.
pub(super) fn push_text(out: &mut String, text: &str) {
    if !text.bytes().any(|byte| matches!(byte, b'\t' | b'\n' | b'\r' | b'\\')) {
        out.push_str(text);
        return;
    }
    for character in text.chars() {
        match character {
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\\' => out.push_str("\\\\"),
            other => out.push(other),
        }
    }
}

/// The reverse of [`push_text`]; nothing when a backslash is followed by something else.
pub(super) fn plain_text(field: &str) -> Option<String> {
    if !field.contains('\\') {
        return Some(field.to_string());
    }
    let mut text = String::with_capacity(field.len());
    let mut characters = field.chars();
    while let Some(character) = characters.next() {
        text.push(match character {
            '\\' => match characters.next()? {
                't' => '\t',
                'n' => '\n',
                'r' => '\r',
                '\\' => '\\',
                _ => return None,
            },
            other => other,
        });
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_dates_are_written_as_the_library_writes_them() {
        for number in [0, 9, 10, 1_234_567_890, u64::MAX] {
            let mut out = String::new();
            push_number(&mut out, number);
            assert_eq!(out, number.to_string());
        }
        for (year, month, day) in [(2026, 1, 9), (2026, 12, 31), (1, 2, 3), (987, 6, 5)] {
            let date = jiff::civil::date(year, month, day);
            let mut out = String::new();
            push_date(&mut out, date);
            assert_eq!(out, date.to_string());
        }
    }

    #[test]
    fn any_text_survives_a_field() {
        for text in ["", "潍政字〔2026〕1号", "a\tb\nc\\d\r", "\\t"] {
            let mut field = String::new();
            push_text(&mut field, text);
            assert!(!field.contains(['\t', '\n', '\r']));
            assert_eq!(plain_text(&field).as_deref(), Some(text));
        }
        assert_eq!(plain_text("\\x"), None);
    }
}
