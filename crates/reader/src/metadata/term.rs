//! The term of a plan: the years that its title or its goals state.

use model::Span;

use crate::document::Document;
use crate::numbers::chinese_integer;

/// The term that a title states: (2024-2025年), 2026年, “十四五”.
pub(super) fn term_of(title: &str) -> Option<(i16, i16)> {
    let chars: Vec<char> = title.chars().map(crate::document::normalise).collect();
    let year_at = |at: usize| -> Option<i16> {
        let digits: String = chars.get(at..at + 4)?.iter().collect();
        let year: i16 = digits.parse().ok()?;
        let is_whole =
            !chars.get(at + 4).is_some_and(char::is_ascii_digit) && (at == 0 || !chars[at - 1].is_ascii_digit());
        (is_whole && (1949..2100).contains(&year)).then_some(year)
    };
    let mut years = Vec::new();
    for at in 0..chars.len() {
        if let Some(year) = year_at(at) {
            let next: String = chars[at + 4..].iter().take(3).collect();
            let is_range = next.starts_with(['-', '至', '到']) || next.starts_with("年-") || next.starts_with("年至");
            let is_number = at > 0 && chars[at - 1] == '(' && next.starts_with(')') && chars[at + 4..].contains(&'号');
            if is_number {
                continue;
            }
            if is_range || next.starts_with('年') || years.len() == 1 {
                years.push(year);
            }
        }
    }
    // 第十四个五年规划和2035年远景目标纲要: the plan runs five years, the vision beyond them.
    let is_with_vision = title.contains("远景") || title.contains("遠景");
    match years[..] {
        [_] if is_with_vision && five_year_plan(&chars).is_some() => five_year_plan(&chars),
        [first, second, ..] if second >= first => Some((first, second)),
        [only, ..] => Some((only, only)),
        [] => five_year_plan(&chars),
    }
}

/// “十四五”, 第十四个五年 run from 2021 to 2025.
pub(crate) fn five_year_plan(chars: &[char]) -> Option<(i16, i16)> {
    let is_named = |at: usize| {
        // A sound in brackets may stand between: 第十四個(gè)五年.
        let rest = &chars[at + 1..chars.len().min(at + 9)];
        rest[0] == '五' || rest[0] == '个' && rest.windows(2).any(|two| two == ['五', '年'])
    };
    let at = (1..chars.len().saturating_sub(1))
        .find(|&at| chars[at - 1] == '十' && "一二三四五六".contains(chars[at]) && is_named(at))?;
    let number = i16::try_from(chinese_integer(&[chars[at - 1], chars[at]])?).ok()?;
    let start = 2021 + (number - 14) * 5;
    Some((start, start + 4))
}

/// A plan without a term in its title runs from the year of issue to the last year that a goal names.
pub(super) fn term_of_horizons(document: &Document, issued: Option<i16>, from: usize, to: usize) -> Option<(i16, i16)> {
    let start = issued?;
    let mut last = None;
    for at in from..to.saturating_sub(5) {
        if document.at(at) == '到'
            && document.at(at + 5) == '年'
            && (1..5).all(|ahead| document.at(at + ahead).is_ascii_digit())
        {
            let year: Option<i16> = document.matched(Span::new(at + 1, at + 5)).parse().ok();
            last = last.max(year.filter(|year| (start..2100).contains(year)));
        }
    }
    last.map(|end| (start, end))
}

/// A work report without a title: the year after the one it looks back at.
pub(super) fn year_after_review(document: &Document) -> Option<i16> {
    let head = Span::new(0, document.len().min(3000));
    let at = document.find(head, "年工作回顾").or_else(|| document.find(head, "年的工作"))?;
    let year: i16 = document.matched(Span::new(at.checked_sub(4)?, at)).parse().ok()?;
    Some(year + 1)
}
