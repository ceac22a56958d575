//! Labels of headings: 第一章, 第一节, 一、, 第一条, (一), 1. — their rank and number.

use crate::document::Document;
use crate::numbers::chinese_integer;

/// Kinds of labels from the highest to the lowest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Rank {
    Part,
    Chapter,
    Section,
    Item,
    Article,
    Bracket,
    Arabic,
    /// Without a label: a named measure.
    Named,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Label {
    pub rank: Rank,
    pub number: u64,
    /// After the label.
    pub end: usize,
}

/// The label that starts here, if any.
pub(crate) fn label_at(document: &Document, start: usize) -> Option<Label> {
    match document.at(start) {
        '第' => ordinal(document, start),
        '(' => bracketed(document, start),
        c if is_chinese_digit(c) => item(document, start),
        c if c.is_ascii_digit() => arabic(document, start),
        _ => None,
    }
}

fn ordinal(document: &Document, start: usize) -> Option<Label> {
    let (number, end) = number_at(document, start + 1)?;
    let rank = match document.at(end) {
        '篇' | '编' => Rank::Part,
        '章' => Rank::Chapter,
        '节' => Rank::Section,
        '条' => Rank::Article,
        '部' if document.at(end + 1) == '分' => Rank::Part,
        _ => return None,
    };
    let end = end + if document.at(end) == '部' { 2 } else { 1 };
    // 第一条 needs a mark behind it: 「第一条生产线」 is no heading.
    let is_set_off = matches!(document.at(end), ' ' | ':' | '【' | '.' | '、' | '\n');
    (is_set_off || rank <= Rank::Section).then_some(Label { rank, number, end })
}

fn bracketed(document: &Document, start: usize) -> Option<Label> {
    let at = start + 1;
    if !is_chinese_digit(document.at(at)) {
        return None;
    }
    let (number, end) = number_at(document, at)?;
    (document.at(end) == ')').then_some(Label { rank: Rank::Bracket, number, end: end + 1 })
}

fn item(document: &Document, start: usize) -> Option<Label> {
    let (number, end) = number_at(document, start)?;
    // 一、二、三等奖 is an enumeration: the next numeral follows the mark; 三、三类主体 is a heading.
    let is_mark = matches!(document.at(end), '、' | '.');
    let follows = number_at(document, end + 1).filter(|(next, _)| *next == number + 1);
    let goes_on = follows.is_some_and(|(_, next)| matches!(document.at(next), '、' | '等' | '类' | '级'));
    (is_mark && !goes_on && number < 100).then_some(Label { rank: Rank::Item, number, end: end + 1 })
}

fn arabic(document: &Document, start: usize) -> Option<Label> {
    let (number, end) = number_at(document, start)?;
    let is_mark = matches!(document.at(end), '.' | '、');
    let goes_on = document.at(end + 1).is_ascii_digit() && document.at(end) == '.';
    // 3.2020年底前 and 4.5G建设 are labels, 1.2亿元 is a number.
    let is_year = (1..=4).all(|ahead| document.at(end + ahead).is_ascii_digit()) && document.at(end + 5) == '年';
    let goes_on = goes_on && !is_year && !matches!(document.at(end + 2), 'G' | 'A');
    (is_mark && !goes_on && end - start <= 3).then_some(Label { rank: Rank::Arabic, number, end: end + 1 })
}

fn number_at(document: &Document, start: usize) -> Option<(u64, usize)> {
    let mut end = start;
    let is_arabic = document.at(start).is_ascii_digit();
    while end < document.len() && end - start < 8 {
        let c = document.at(end);
        if if is_arabic { c.is_ascii_digit() } else { is_chinese_digit(c) } {
            end += 1;
        } else {
            break;
        }
    }
    let digits = document.chars.get(start..end)?;
    let number = if is_arabic { digits.iter().collect::<String>().parse().ok() } else { chinese_integer(digits) };
    Some((number?, end))
}

fn is_chinese_digit(c: char) -> bool {
    matches!(c, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '百' | '零' | '〇')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<(Rank, u64)>) {
        let found = label_at(&Document::new(text), 0).map(|label| (label.rank, label.number));
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn labels_are_told_from_running_text() {
        check("一、总则", Some((Rank::Item, 1)));
        check("（十二）甲", Some((Rank::Bracket, 12)));
        check("3．甲", Some((Rank::Arabic, 3)));
        check("第二十一章 甲", Some((Rank::Chapter, 21)));
        check("第一条 【甲】", Some((Rank::Article, 1)));
        check("第一条生产线", None);
        check("1.2亿元", None);
        check("3．2020年底前", Some((Rank::Arabic, 3)));
        check("4.5G建设", Some((Rank::Arabic, 4)));
        check("2024年", None);
        check("一、二、三等奖", None);
        check("三、三类主体", Some((Rank::Item, 3)));
        check("(市)甲", None);
        check("一是甲", None);
    }
}
