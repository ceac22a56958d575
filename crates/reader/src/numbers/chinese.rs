//! Numbers in Chinese numerals: 百个, 近千亿元, 二十大, 三分之二, 百分之五. A single 一 is an article, not a number,
//! except behind 第.

use model::{Comparator, Span};
use rust_decimal::Decimal;

use super::beside::before;
use super::{Core, Printed, Token, TokenKind, compared, quantity};
use crate::document::Document;
use crate::wording::{Lexicon, UnitKind};

/// Longest run of numerals that is read as one number.
const RUN_MAX: usize = 24;

/// Words made of numerals that count nothing.
const IDIOMS: [&str; 18] = [
    "万家灯火",
    "千头万绪",
    "千方百计",
    "千家万户",
    "千千万万",
    "万无一失",
    "百花齐放",
    "百家争鸣",
    "一一",
    "万万",
    "千万要",
    "万一",
    "三令五申",
    "四通八达",
    "五湖四海",
    "百折不",
    "万众一心",
    "三三两两",
];

pub(super) fn is_numeral(c: char) -> bool {
    "一二三四五六七八九十百千万亿两零〇".contains(c)
}

/// End of the numerals that start here, or of the idiom they begin.
pub(super) fn run_end(document: &Document, start: usize) -> usize {
    if let Some(idiom) = idiom_at(document, start) {
        return start + idiom.chars().count();
    }
    numerals_end(document, start)
}

fn idiom_at(document: &Document, start: usize) -> Option<&'static str> {
    IDIOMS.into_iter().find(|idiom| document.starts_with(start, idiom))
}

fn numerals_end(document: &Document, start: usize) -> usize {
    let mut end = start;
    while end - start < RUN_MAX && is_numeral(document.at(end)) {
        end += 1;
    }
    end.max(start + 1)
}

pub(super) fn token(document: &Document, lexicon: &Lexicon, start: usize) -> Option<Token> {
    let end = numerals_end(document, start);
    let token = |end: usize, kind: TokenKind| {
        let span = Span::new(start, end);
        Some(Token { core: span, span, kind })
    };
    if idiom_at(document, start).is_some() {
        return None;
    }
    // 百万千瓦: the last numeral begins the unit.
    let begins_unit = end - start > 1 && document.at(end - 1) == '千' && matches!(document.at(end), '瓦' | '克' | '米');
    let end = if begins_unit { end - 1 } else { end };
    let run = &document.chars[start..end];
    // 百分之五十, 三分之二.
    if document.starts_with(end, "分之") {
        let part_end = part_end(document, end + 2);
        let whole = integer(run).filter(|_| part_end > end + 2);
        let part = part_of_whole(&document.chars[end + 2..part_end]);
        let read = whole.zip(part).and_then(|(whole, part)| share(document, lexicon, start, part_end, part, whole));
        return read.or_else(|| token(part_end, TokenKind::Plain));
    }
    let is_ordinal = document.before(start) == '第';
    if is_ordinal {
        return token(end, TokenKind::Plain);
    }
    if run.len() >= 4 && run.iter().all(|&c| digit(c).is_some()) && document.at(end) == '年' {
        let year = run.iter().filter_map(|&c| digit(c)).fold(0u64, |sum, digit| sum * 10 + digit);
        if let Ok(year) = i16::try_from(year) {
            return token(end + 1, TokenKind::Year(year, year));
        }
    }
    if document.at(end) == '月' && run.len() <= 2 {
        return token(end + 1, TokenKind::Date);
    }
    if run == ['一'] && document.at(end) == '半' {
        return half(document, lexicon, start);
    }
    let is_article = run == ['一'] && !follows_at_least(document, lexicon, start);
    if is_article || matches!(document.before(start), '统' | '唯' | '进' | '专' | '逐' | '之' | '同' | '单' | '某')
    {
        return None;
    }
    if let Some(core) = core(document, start, end)
        && let Some(token) = quantity(document, lexicon, start, core)
    {
        return Some(token);
    }
    if run.len() >= 2 { token(end, TokenKind::Plain) } else { None }
}

/// 不少于一个, 至少建设一所: here 一 counts; 突破一批 names no amount.
fn follows_at_least(document: &Document, lexicon: &Lexicon, start: usize) -> bool {
    let (comparison, _) = before(document, lexicon, start);
    let is_at_least =
        comparison.is_some_and(|comparison| comparison.comparator == Comparator::AtLeast && !comparison.strict);
    is_at_least && document.at(start + 1) != '批'
}

/// Numerals or figures behind 分之.
fn part_of_whole(chars: &[char]) -> Option<u64> {
    match chars.first()?.is_ascii_digit() {
        true => chars.iter().collect::<String>().parse().ok(),
        false => integer(chars),
    }
}

fn part_end(document: &Document, start: usize) -> usize {
    let mut end = start;
    while end - start < RUN_MAX && (is_numeral(document.at(end)) || document.at(end).is_ascii_digit()) {
        end += 1;
    }
    end
}

/// 百分之五十 is 50 %, 四分之三 is 75 %; a share that is no whole number of percent stays as printed: 三分之二 is 2 /3.
fn share(document: &Document, lexicon: &Lexicon, start: usize, end: usize, part: u64, whole: u64) -> Option<Token> {
    let (value, unit) = match whole {
        100 => (part, "%".to_string()),
        1000 => (part, "‰".to_string()),
        1..100 if (part * 100).is_multiple_of(whole) => (part * 100 / whole, "%".to_string()),
        2..100 => (part, format!("/{whole}")),
        _ => return None,
    };
    (part < whole || whole >= 100).then(|| of_share(document, lexicon, start, end, value, unit))
}

fn of_share(document: &Document, lexicon: &Lexicon, start: usize, end: usize, value: u64, unit: String) -> Token {
    let unit_kind = UnitKind::Share;
    let values = vec![Decimal::from(value)];
    let printed = Printed { start, core_end: end, end, values, is_chinese: false, unit, unit_kind, middle: None };
    compared(document, lexicon, printed)
}

/// 一半以上, 超过一半: half of a whole, when it is compared or said to be reached.
fn half(document: &Document, lexicon: &Lexicon, start: usize) -> Option<Token> {
    let token = of_share(document, lexicon, start, start + 2, 50, "%".to_string());
    let is_reached = matches!(document.before(start), '占' | '达' | '到');
    (token.span != token.core || is_reached).then_some(token)
}

/// 翻番, 翻一番 is twice as much, 翻两番 four times.
pub(super) fn doubling(document: &Document, lexicon: &Lexicon, start: usize) -> Option<Token> {
    let numeral = digit(document.at(start + 1)).filter(|times| (1..=6).contains(times));
    let end = start + if numeral.is_some() { 3 } else { 2 };
    if document.at(end - 1) != '番' {
        return None;
    }
    let mut token = of_share(document, lexicon, start, end, 1 << numeral.unwrap_or(1), "倍".to_string());
    if let TokenKind::Quantity(quantity) = &mut token.kind {
        quantity.is_compared = true;
    }
    Some(token)
}

/// Splits 千亿 into a value and the magnitude that belongs to the unit: 千亿元 is 1000 亿元, 万名 is 10000 名.
fn core(document: &Document, start: usize, end: usize) -> Option<Core> {
    let run = &document.chars[start..end];
    let numerals = run.iter().rposition(|c| !matches!(c, '万' | '亿')).map_or(0, |position| position + 1);
    let (value, magnitude) = if matches!(run, ['亿'] | ['万', '亿']) {
        // 破万亿元: one 万亿元.
        (1, Span::new(start, end))
    } else if numerals == 0 {
        (integer(run)?, Span::new(end, end))
    } else {
        (integer(&run[..numerals])?, Span::new(start + numerals, end))
    };
    let end_of_value = magnitude.start;
    Some(Core { values: vec![Decimal::from(value)], end: end_of_value.max(end), magnitude, is_chinese: true })
}

fn digit(c: char) -> Option<u64> {
    "零一二三四五六七八九".chars().position(|digit| digit == c).map(|value| value as u64).or(match c {
        '两' => Some(2),
        '〇' => Some(0),
        _ => None,
    })
}

/// Value of Chinese numerals: 三百二十, 二〇二五, 十. Nothing for what is not a number or too large.
pub(crate) fn integer(numerals: &[char]) -> Option<u64> {
    if numerals.is_empty() || numerals.len() > RUN_MAX {
        return None;
    }
    if numerals.iter().all(|&c| digit(c).is_some()) {
        if numerals.len() > 15 {
            return None;
        }
        return numerals.iter().try_fold(0u64, |sum, &c| Some(sum * 10 + digit(c)?));
    }
    let (mut total, mut section, mut pending) = (0u64, 0u64, None::<u64>);
    for &c in numerals {
        let step = match c {
            '十' => 10,
            '百' => 100,
            '千' => 1000,
            '万' | '亿' => {
                let scale: u64 = if c == '万' { 10_000 } else { 100_000_000 };
                let sum = section.checked_add(pending.take().unwrap_or(0))?;
                let sum = if sum == 0 && total == 0 { 1 } else { sum };
                // 万亿: the second scale multiplies what is there.
                total =
                    if sum == 0 { total.checked_mul(scale)? } else { total.checked_add(sum.checked_mul(scale)?)? };
                section = 0;
                continue;
            }
            _ => {
                pending = Some(digit(c)?);
                continue;
            }
        };
        section = section.checked_add(pending.take().unwrap_or(1).checked_mul(step)?)?;
    }
    total.checked_add(section)?.checked_add(pending.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_numerals_have_values() {
        let value = |text: &str| integer(&text.chars().collect::<Vec<_>>());
        assert_eq!(value("十"), Some(10));
        assert_eq!(value("二十一"), Some(21));
        assert_eq!(value("三百二十"), Some(320));
        assert_eq!(value("二〇二五"), Some(2025));
        assert_eq!(value("千"), Some(1000));
        assert_eq!(value("万亿"), Some(1_000_000_000_000));
        assert_eq!(value("一千二百万"), Some(12_000_000));
        assert_eq!(value("亿亿亿亿亿亿"), None);
    }
}
