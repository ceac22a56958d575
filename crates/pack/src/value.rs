//! Reads one attribute of a block as text, number, date, name and so on; reports what it is not.
//!
//! After a report a getter answers with something harmless: a pack with an error is never handed out.

use hcl_edit::Span;
use hcl_edit::expr::{Expression, ObjectKey, UnaryOperator};
use jiff::civil::Date;
use model::UnitOfMeasure;
use model::pack::{Code, FileId, SourceSpan};
use rust_decimal::Decimal;

use crate::diagnostic::{Diagnostics, meant};
use crate::fault::Fault;
use crate::shape::{Attribute, Block};
use crate::source::span;
use crate::words::{Keyword, Kind};

/// A name as written, and where.
#[derive(Debug, Clone)]
pub(crate) struct Mention {
    pub(crate) name: String,
    pub(crate) span: SourceSpan,
}

impl Block<'_> {
    pub(crate) fn text(&self, word: &str, out: &mut Diagnostics) -> String {
        let Some(attribute) = self.attribute(word) else { return String::new() };
        let text = attribute.read_text(out);
        if text.trim().is_empty() && attribute.value.is_str() {
            let fault = if word == "basis" { Fault::BasisMissing } else { Fault::Empty };
            out.report(fault, attribute.value_span(), format!("`{word}` 是空的"))
                .hint(format!("例：{}", attribute.word.example));
        }
        text
    }

    /// The text of an attribute that may be absent, then what stands in for it.
    pub(crate) fn text_or(&self, word: &str, otherwise: &str, out: &mut Diagnostics) -> String {
        if self.has(word) { self.text(word, out) } else { otherwise.to_string() }
    }

    pub(crate) fn code(&self, out: &mut Diagnostics) -> Code {
        let stand_in = || Code::new("unknown").expect("a valid code");
        let Some(attribute) = self.attribute("code") else { return stand_in() };
        let text = attribute.read_text(out);
        if text.is_empty() && !attribute.value.is_str() {
            return stand_in();
        }
        Code::new(&text).unwrap_or_else(|error| {
            out.report(Fault::BadCode, attribute.value_span(), error.to_string());
            stand_in()
        })
    }

    /// A code that is not the block's own, such as that of an indicator in the dictionary.
    pub(crate) fn code_in(&self, word: &str, out: &mut Diagnostics) -> Option<Code> {
        let attribute = self.attribute(word)?;
        let text = attribute.read_text(out);
        if !attribute.value.is_str() {
            return None;
        }
        let code = Code::new(&text);
        if let Err(error) = &code {
            out.report(Fault::BadCode, attribute.value_span(), error.to_string());
        }
        code.ok()
    }

    pub(crate) fn date(&self, word: &str, out: &mut Diagnostics) -> Option<Date> {
        let attribute = self.attribute(word)?;
        let text = attribute.read_text(out);
        if !attribute.value.is_str() {
            return None;
        }
        read_date(&text, attribute.value_span(), out)
    }

    pub(crate) fn flag(&self, word: &str, out: &mut Diagnostics) -> bool {
        let Some(attribute) = self.attribute(word) else { return false };
        attribute.value.as_bool().unwrap_or_else(|| {
            attribute.wrong_type(out);
            false
        })
    }

    pub(crate) fn number(&self, word: &str, out: &mut Diagnostics) -> Option<Decimal> {
        let attribute = self.attribute(word)?;
        let found = number(attribute.value);
        if found.is_none() {
            attribute.wrong_type(out);
        }
        found
    }

    /// A whole number between 0 and `max`.
    pub(crate) fn whole(&self, word: &str, max: u32, out: &mut Diagnostics) -> Option<u32> {
        let number = self.number(word, out)?;
        let whole = u32::try_from(number).ok().filter(|whole| *whole <= max && number.fract().is_zero());
        if whole.is_none() {
            let place = self.attribute(word).map_or(self.span, Attribute::value_span);
            out.report(Fault::NumberRange, place, format!("`{word}` 应为 0 至 {max} 的整数"));
        }
        whole
    }

    pub(crate) fn unit(&self, word: &str, out: &mut Diagnostics) -> UnitOfMeasure {
        let Some(attribute) = self.attribute(word) else { return UnitOfMeasure::none() };
        let text = attribute.read_text(out);
        if !attribute.value.is_str() {
            return UnitOfMeasure::none();
        }
        read_unit(&text, attribute.value_span(), out).unwrap_or_else(UnitOfMeasure::none)
    }

    /// The chosen fixed word.
    pub(crate) fn keyword(&self, word: &str, out: &mut Diagnostics) -> Option<&'static str> {
        let attribute = self.attribute(word)?;
        let (Kind::Keyword(keywords) | Kind::KeywordOrName(keywords)) = attribute.word.kind else { return None };
        keyword(attribute.value, attribute.value_span(), keywords, word, out)
    }

    pub(crate) fn name(&self, word: &str, out: &mut Diagnostics) -> Option<Mention> {
        let attribute = self.attribute(word)?;
        let mention = mention(attribute.file, attribute.value);
        if mention.is_none() {
            attribute.wrong_type(out);
        }
        mention
    }

    pub(crate) fn names(&self, word: &str, out: &mut Diagnostics) -> Vec<Mention> {
        let Some(attribute) = self.attribute(word) else { return Vec::new() };
        let Some(array) = attribute.value.as_array() else {
            attribute.wrong_type(out);
            return Vec::new();
        };
        let found: Vec<Mention> = array.iter().filter_map(|item| mention(attribute.file, item)).collect();
        if found.len() != array.len() {
            attribute.wrong_type(out);
        } else if found.is_empty() {
            out.report(Fault::Empty, attribute.value_span(), format!("`{word}` 至少一项"));
        }
        found
    }

    /// `{ 名称 = 数 }`.
    pub(crate) fn amounts(&self, word: &str, out: &mut Diagnostics) -> Vec<(Mention, Decimal)> {
        let Some(attribute) = self.attribute(word) else { return Vec::new() };
        let Some(object) = attribute.value.as_object() else {
            attribute.wrong_type(out);
            return Vec::new();
        };
        let mut found = Vec::new();
        for (key, value) in object {
            let (Some(mention), Some(amount)) = (key_mention(attribute, key), number(value.expr())) else {
                let place = value.expr().span().map_or(attribute.span, |range| span(attribute.file, range));
                out.report(Fault::WrongType, place, format!("`{word}` 的每一项应为 名称 = 数"));
                continue;
            };
            found.push((mention, amount));
        }
        found
    }

    /// `{ code = "名称" }`.
    pub(crate) fn options(&self, word: &str, out: &mut Diagnostics) -> Vec<(Mention, String)> {
        self.texts_of(word, "代码 = \"名称\"", out)
    }

    /// `{ 名称 = "文字" }`.
    pub(crate) fn texts(&self, word: &str, out: &mut Diagnostics) -> Vec<(Mention, String)> {
        self.texts_of(word, "名称 = \"文字\"", out)
    }

    fn texts_of(&self, word: &str, form: &str, out: &mut Diagnostics) -> Vec<(Mention, String)> {
        let Some(attribute) = self.attribute(word) else { return Vec::new() };
        let Some(object) = attribute.value.as_object() else {
            attribute.wrong_type(out);
            return Vec::new();
        };
        let mut found = Vec::new();
        for (key, value) in object {
            let (Some(code), Some(name)) = (key_mention(attribute, key), value.expr().as_str()) else {
                let place = value.expr().span().map_or(attribute.span, |range| span(attribute.file, range));
                out.report(Fault::WrongType, place, format!("`{word}` 的每一项应为 {form}"));
                continue;
            };
            found.push((code, name.trim().to_string()));
        }
        if found.is_empty() {
            out.report(Fault::Empty, attribute.value_span(), format!("`{word}` 至少一项"));
        }
        found
    }

    /// `[0.2, 0.4]`.
    pub(crate) fn numbers(&self, word: &str, out: &mut Diagnostics) -> Vec<Decimal> {
        let Some(attribute) = self.attribute(word) else { return Vec::new() };
        let found: Option<Vec<Decimal>> =
            attribute.value.as_array().and_then(|items| items.iter().map(number).collect());
        if found.is_none() {
            attribute.wrong_type(out);
        }
        found.unwrap_or_default()
    }

    /// `[[30, 20], …]`, each with its place.
    pub(crate) fn rows(&self, word: &str, out: &mut Diagnostics) -> Vec<(Vec<Decimal>, SourceSpan)> {
        let Some(attribute) = self.attribute(word) else { return Vec::new() };
        let found = number_rows(attribute.file, attribute.value);
        if found.is_none() {
            attribute.wrong_type(out);
        }
        found.unwrap_or_default()
    }
}

impl Attribute<'_> {
    fn read_text(&self, out: &mut Diagnostics) -> String {
        match self.value.as_str() {
            Some(text) => text.to_string(),
            None => {
                self.wrong_type(out);
                String::new()
            }
        }
    }

    pub(crate) fn wrong_type(&self, out: &mut Diagnostics) {
        let (word, wanted, example) = (self.word.word, self.word.kind.in_words(), self.word.example);
        out.report(Fault::WrongType, self.value_span(), format!("`{word}` 应为{wanted}"))
            .hint(format!("例：{word} = {example}"));
    }
}

fn key_mention(attribute: &Attribute, key: &ObjectKey) -> Option<Mention> {
    match key {
        ObjectKey::Ident(ident) => Some(Mention {
            name: ident.as_str().to_string(),
            span: ident.span().map_or(attribute.span, |range| span(attribute.file, range)),
        }),
        ObjectKey::Expression(expression) => mention(attribute.file, expression),
    }
}

/// A name, bare or in quotes.
pub(crate) fn mention(file: FileId, value: &Expression) -> Option<Mention> {
    let name = value.as_variable().map(|ident| ident.as_str()).or_else(|| value.as_str())?;
    Some(Mention { name: name.trim().to_string(), span: span(file, value.span()?) })
}

pub(crate) fn keyword(
    value: &Expression,
    place: SourceSpan,
    keywords: &'static [Keyword],
    word: &str,
    out: &mut Diagnostics,
) -> Option<&'static str> {
    let written = value.as_variable().map(|ident| ident.as_str()).or_else(|| value.as_str());
    if let Some(found) = keywords.iter().find(|keyword| Some(keyword.word) == written) {
        return Some(found.word);
    }
    let shown = written.unwrap_or("这个值");
    let known: Vec<&str> = keywords.iter().map(|keyword| keyword.word).collect();
    let by_chinese = keywords.iter().find(|keyword| written == Some(keyword.chinese));
    out.report(Fault::UnknownWord, place, format!("`{word}` 不能取“{shown}”")).hint_if(
        by_chinese.map(|keyword| format!("是否为 `{}`", keyword.word)).or_else(|| meant(shown, &known)).or_else(|| {
            Some(format!("可用：{}", known.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join("、")))
        }),
    );
    None
}

/// A number exactly as it is written.
pub(crate) fn number(value: &Expression) -> Option<Decimal> {
    match value {
        Expression::Number(number) => {
            let written: String = number.as_repr()?.chars().filter(|letter| *letter != ' ').collect();
            // Scientific notation was reported where the characters were looked at.
            Decimal::from_str_exact(&written).or_else(|_| Decimal::from_scientific(&written)).ok()
        }
        Expression::UnaryOp(operation) if *operation.operator == UnaryOperator::Neg => {
            number(&operation.expr).map(|number| -number)
        }
        Expression::Parenthesis(inner) => number(inner.inner()),
        _ => None,
    }
}

pub(crate) fn number_rows(file: FileId, value: &Expression) -> Option<Vec<(Vec<Decimal>, SourceSpan)>> {
    let rows = value.as_array()?.iter().map(|row| {
        let numbers: Option<Vec<Decimal>> = row.as_array()?.iter().map(number).collect();
        Some((numbers?, span(file, row.span()?)))
    });
    rows.collect()
}

pub(crate) fn read_date(text: &str, place: SourceSpan, out: &mut Diagnostics) -> Option<Date> {
    let is_full = text.len() == 10 && text.bytes().filter(|byte| *byte == b'-').count() == 2;
    match text.parse::<Date>() {
        Ok(date) if is_full => Some(date),
        Ok(_) | Err(_) => {
            out.report(Fault::BadDate, place, format!("日期“{text}”不存在或写法不对")).hint("写作 \"2024-01-31\"");
            None
        }
    }
}

pub(crate) fn read_unit(text: &str, place: SourceSpan, out: &mut Diagnostics) -> Option<UnitOfMeasure> {
    match text.parse() {
        Ok(unit) => Some(unit),
        Err(error) => {
            out.report(Fault::BadUnit, place, error.to_string());
            None
        }
    }
}
