//! Numbers in Arabic figures: decimals, thousands, ranges, years and dates.

use std::str::FromStr;

use model::Span;
use rust_decimal::Decimal;

use super::{Core, Token, TokenKind, magnitude_end, quantity};
use crate::document::Document;
use crate::wording::Lexicon;

pub(super) fn token(document: &Document, lexicon: &Lexicon, start: usize) -> Option<Token> {
    let first = figures(document, start);
    let plain = |end: usize| {
        let span = Span::new(start, end);
        Some(Token { core: span, span, kind: TokenKind::Plain })
    };
    if let Some(token) = year_or_date(document, start, first) {
        return Some(token);
    }
    let is_glued = document.before(start).is_ascii_alphabetic();
    if let Some(core) = range(document, lexicon, start, first)
        && let Some(token) = quantity(document, lexicon, start, core)
    {
        return Some(token);
    }
    let Some(value) = value(document, start, first) else { return plain(first) };
    // 5000 万元: a space before the magnitude.
    let has_gap = document.at(first) == ' ' && matches!(document.at(first + 1), '万' | '亿');
    let magnitude_start = first + usize::from(has_gap);
    let magnitude = Span::new(magnitude_start, magnitude_end(document, magnitude_start));
    let core = Core { values: vec![value], end: first, magnitude, is_chinese: false };
    match quantity(document, lexicon, start, core) {
        // PM2.5年: letters in front make a name, unless a counter follows (OPC100家).
        Some(token) if !is_glued || !document.chars[start..first].contains(&'.') => Some(token),
        _ => plain(first),
    }
}

/// End of the figures, with decimals and groups of three.
fn figures(document: &Document, start: usize) -> usize {
    let mut end = start;
    loop {
        while document.at(end).is_ascii_digit() {
            end += 1;
        }
        let is_group = document.at(end) == ','
            && end - start <= 12
            && (1..=3).all(|ahead| document.at(end + ahead).is_ascii_digit())
            && !document.at(end + 4).is_ascii_digit();
        let is_decimal = document.at(end) == '.'
            && document.at(end + 1).is_ascii_digit()
            && !document.chars[start..end].contains(&'.');
        if is_group || is_decimal {
            end += 1;
        } else {
            return end;
        }
    }
}

fn value(document: &Document, start: usize, end: usize) -> Option<Decimal> {
    let printed: String = document.chars.get(start..end)?.iter().filter(|c| **c != ',').collect();
    if printed.len() > 24 { None } else { Decimal::from_str(&printed).ok() }
}

/// 2025年, 2024-2025年, 2026-05-25, 6月, 15日.
fn year_or_date(document: &Document, start: usize, end: usize) -> Option<Token> {
    let year = |from: usize, to: usize| -> Option<i16> {
        let digits: i16 = document.chars.get(from..to)?.iter().collect::<String>().parse().ok()?;
        (to - from == 4 && (1900..2100).contains(&digits)).then_some(digits)
    };
    let token = |end: usize, kind: TokenKind| {
        let span = Span::new(start, end);
        Some(Token { core: span, span, kind })
    };
    // 2026 年 4 月 15 日: one space before the mark.
    let has_gap = document.at(end) == ' ' && matches!(document.at(end + 1), '年' | '月' | '日');
    if let Some(first) = year(start, end) {
        let end = end + usize::from(has_gap);
        if document.at(end) == '年' && document.at(end + 1) != '期' {
            if matches!(document.at(end + 1), '-' | '至' | '到')
                && let Some(last) = year(end + 2, end + 6)
            {
                let close = end + 6 + usize::from(document.at(end + 6) == '年');
                return token(close, TokenKind::Year(first, last));
            }
            return token(end + 1, TokenKind::Year(first, first));
        }
        let mut to = end;
        while document.at(to) == '-' && to - end < 2 {
            to += 1;
        }
        if matches!(document.at(end), '至' | '到') {
            to = end + 1;
        }
        if to > end
            && let Some(last) = year(to, to + 4)
            && !document.at(to + 4).is_ascii_digit()
            && last >= first
        {
            let close = to + 4 + usize::from(document.at(to + 4) == '年');
            return token(close, TokenKind::Year(first, last));
        }
        // 2026-05-25, 2026/5/25.
        if matches!(document.at(end), '-' | '/' | '.') && document.at(end + 1).is_ascii_digit() {
            let mut close = end;
            while document.at(close).is_ascii_digit() || matches!(document.at(close), '-' | '/' | '.' | ':') {
                close += 1;
            }
            return token(close, TokenKind::Date);
        }
    }
    let mark = end + usize::from(has_gap);
    let is_month = document.at(mark) == '月' && end - start <= 4;
    let behind_month = document.before(start) == '月'
        || (document.before(start) == ' ' && document.before(start.saturating_sub(1)) == '月');
    let is_day = document.at(mark) == '日' && end - start <= 2 && behind_month;
    if is_month || is_day { token(mark + 1, TokenKind::Date) } else { None }
}

/// 1-2个, 1到2个, 50%-60%, 3万至5万吨.
fn range(document: &Document, lexicon: &Lexicon, start: usize, first: usize) -> Option<Core> {
    let mut at = magnitude_end(document, first);
    let middle = at;
    if let Some((length, _)) = lexicon.units.at(&document.chars, at) {
        at += length;
    }
    let has_mark = |at: usize| matches!(document.at(at), '-' | '至' | '到') && document.at(at + 1).is_ascii_digit();
    let mark = if has_mark(middle) {
        middle
    } else if has_mark(at) {
        at
    } else {
        return None;
    };
    let end = figures(document, mark + 1);
    let (low, high) = (value(document, start, first)?, value(document, mark + 1, end)?);
    let magnitude = Span::new(end, magnitude_end(document, end));
    // Both ends must be printed in the same magnitude, otherwise the values would not compare.
    let same_magnitude = first == middle || document.text(Span::new(first, middle)) == document.text(magnitude);
    let is_ordered = low < high;
    let has_leading_zero = document.at(start) == '0' && document.at(start + 1) != '.'
        || end - mark > 2 && document.at(mark + 1) == '0' && document.at(mark + 2) != '.';
    if is_ordered && same_magnitude && !has_leading_zero && document.at(end) != '-' {
        Some(Core { values: vec![low, high], end, magnitude, is_chinese: false })
    } else {
        None
    }
}
