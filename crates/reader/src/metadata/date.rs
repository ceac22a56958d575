//! Dates in figures or in Chinese numerals.

use jiff::civil::Date;

use crate::document::Document;
use crate::numbers::chinese_integer;

/// A date in Arabic or Chinese numerals, with its end.
pub(super) fn date_at(document: &Document, start: usize) -> Option<(Date, usize)> {
    let mut at = start;
    let mut field = |mark: char| -> Option<u64> {
        let from = at;
        while at < from + 8 && (document.at(at).is_ascii_digit() || is_date_numeral(document.at(at))) {
            at += 1;
        }
        let digits = document.chars.get(from..at)?;
        let is_arabic = digits.first()?.is_ascii_digit();
        let number = if is_arabic { digits.iter().collect::<String>().parse().ok() } else { chinese_integer(digits) };
        let found = document.at(at) == mark;
        at += 1;
        found.then_some(number).flatten()
    };
    let year = field('年')?;
    let month = field('月')?;
    let day = field('日')?;
    let date = Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    (1949..2100).contains(&year).then_some((date, at))
}

fn is_date_numeral(c: char) -> bool {
    matches!(c, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '零' | '〇')
}

pub(super) fn iso_or_chinese_date(printed: &str) -> Option<Date> {
    let document = Document::new(printed);
    date_at(&document, 0).map(|(date, _)| date).or_else(|| printed.get(..10)?.parse().ok())
}
