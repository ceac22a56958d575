//! Reads a unit of measure from text: 万元/亩, mg/L, 千克标准煤/(人·年); never guesses at an unknown word.

use std::str::FromStr;

use super::words::{Base, MULTIPLES, NOUNS, WORDS};
use super::{Dimension, Ratio, Term, UnitOfMeasure};

/// The text is not a unit of measure.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum UnitError {
    #[error("计量单位为空，没有单位请写“无量纲”")]
    Empty,
    #[error("计量单位“{0}”过长")]
    TooLong(String),
    #[error("计量单位不认识“{word}”{}", hint(.nearest))]
    UnknownWord { word: String, nearest: Option<&'static str> },
    #[error("计量单位里的全角符号“{found}”应写作“{wanted}”")]
    FullWidth { found: char, wanted: &'static str },
    #[error("计量单位“{0}”的写法不完整，例：万元/亩、千克标准煤/(人·年)")]
    Malformed(String),
}

fn hint(nearest: &Option<&'static str>) -> String {
    nearest.map(|word| format!("，是否为“{word}”")).unwrap_or_default()
}

/// Longer texts are not units that anybody uses.
const CHARACTERS_MAX: usize = 60;
const DEPTH_MAX: usize = 4;

impl FromStr for UnitOfMeasure {
    type Err = UnitError;

    fn from_str(text: &str) -> Result<UnitOfMeasure, UnitError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(UnitError::Empty);
        }
        if text.chars().count() > CHARACTERS_MAX {
            return Err(UnitError::TooLong(text.chars().take(CHARACTERS_MAX).chain(['…']).collect()));
        }
        for (found, wanted) in [('／', "/"), ('％', "%"), ('（', "("), ('）', ")"), ('＊', "*"), ('　', "(不写空格)")]
        {
            if text.contains(found) {
                return Err(UnitError::FullWidth { found, wanted });
            }
        }
        let mut reader = Reader { text, rest: text };
        let unit = reader.product(0)?;
        if reader.rest.is_empty() { Ok(unit) } else { Err(reader.malformed()) }
    }
}

struct Reader<'text> {
    text: &'text str,
    rest: &'text str,
}

impl Reader<'_> {
    fn malformed(&self) -> UnitError {
        UnitError::Malformed(self.text.to_string())
    }

    /// Words joined by · and /, read from the left as in arithmetic.
    fn product(&mut self, depth: usize) -> Result<UnitOfMeasure, UnitError> {
        let mut unit = self.word(depth)?;
        loop {
            let Some(sign) = self.rest.chars().next() else { return Ok(unit) };
            let joined = match sign {
                '/' => {
                    self.rest = &self.rest[sign.len_utf8()..];
                    unit.divided_by(&self.word(depth)?)
                }
                '·' | '*' | '×' => {
                    self.rest = &self.rest[sign.len_utf8()..];
                    unit.times(&self.word(depth)?)
                }
                _ => return Ok(unit),
            };
            unit = joined.ok_or_else(|| self.malformed())?;
        }
    }

    fn word(&mut self, depth: usize) -> Result<UnitOfMeasure, UnitError> {
        if let Some(inside) = self.rest.strip_prefix('(') {
            if depth == DEPTH_MAX {
                return Err(self.malformed());
            }
            self.rest = inside;
            let unit = self.product(depth + 1)?;
            self.rest = self.rest.strip_prefix(')').ok_or_else(|| self.malformed())?;
            return Ok(unit);
        }
        let end = self.rest.find(['/', '·', '*', '×', '(', ')']).unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        let word = word.trim();
        if word.is_empty() {
            return Err(self.malformed());
        }
        self.rest = rest;
        look_up(word).ok_or_else(|| UnitError::UnknownWord { word: word.to_string(), nearest: nearest(word) })
    }
}

/// A whole word first (千瓦时 is not a thousand 瓦时), then a power of one (km²), then a multiple of either (万m³).
fn look_up(text: &str) -> Option<UnitOfMeasure> {
    if let Some(unit) = plain(text).or_else(|| powered(text)) {
        return Some(labelled(unit, text));
    }
    for (multiple, times) in MULTIPLES {
        let Some(rest) = text.strip_prefix(multiple) else { continue };
        if let Some((dimension, size)) = plain(rest).or_else(|| powered(rest)) {
            return Some(labelled((dimension, size.times(Ratio::new(*times, 1))?), text));
        }
    }
    None
}

fn labelled((dimension, size): (Dimension, Ratio), label: &str) -> UnitOfMeasure {
    let is_plain_number = dimension == Dimension::default() && size == Ratio::ONE;
    let terms = if is_plain_number { Vec::new() } else { vec![Term { label: label.to_string(), exponent: 1 }] };
    UnitOfMeasure { terms, dimension, size }
}

fn plain(text: &str) -> Option<(Dimension, Ratio)> {
    if let Some(word) = WORDS.iter().find(|word| word.word == text) {
        return Some((Dimension::new(word.bases), Ratio::new(word.numerator, word.denominator)));
    }
    let (_, noun) = NOUNS.iter().find(|(word, _)| *word == text)?;
    Some((Dimension::new(&[(Base::Count(noun), 1)]), Ratio::ONE))
}

fn powered(text: &str) -> Option<(Dimension, Ratio)> {
    let endings = [("^2", 2), ("^3", 3), ("²", 2), ("³", 3), ("2", 2), ("3", 3)];
    let (word, exponent) =
        endings.iter().find_map(|(ending, exponent)| Some((text.strip_suffix(ending)?, *exponent)))?;
    let (dimension, size) =
        plain(word).or_else(|| plain(&format!("{word}³")).filter(|_| exponent == 3 && word == "Nm"))?;
    if word == "Nm" {
        return Some((dimension, size));
    }
    let mut powered = (Dimension::default(), Ratio::ONE);
    for _ in 0..exponent {
        powered = (powered.0.combined(&dimension, 1)?, powered.1.times(size)?);
    }
    Some(powered)
}

/// A known word that differs by one character, or that the unknown one begins or ends with.
fn nearest(text: &str) -> Option<&'static str> {
    let known = || WORDS.iter().map(|word| word.word).chain(NOUNS.iter().map(|(word, _)| *word));
    let by_case = known().find(|word| word.eq_ignore_ascii_case(text));
    by_case.or_else(|| known().filter(|word| word.chars().count() > 1).find(|word| differs_by_one(word, text)))
}

fn differs_by_one(word: &str, text: &str) -> bool {
    let (word, text): (Vec<char>, Vec<char>) = (word.chars().collect(), text.chars().collect());
    let (short, long) = if word.len() <= text.len() { (&word, &text) } else { (&text, &word) };
    match long.len() - short.len() {
        0 => short.iter().zip(long.iter()).filter(|(first, second)| first != second).count() == 1 && long.len() > 2,
        1 => (0..long.len()).any(|left_out| {
            let rest = long.iter().enumerate().filter(|(place, _)| *place != left_out).map(|(_, letter)| letter);
            rest.eq(short.iter())
        }),
        _ => false,
    }
}
