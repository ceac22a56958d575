//! The words beside a number: comparators, words of growth, where a rise starts from.

use model::{Bound, Comparator};

use crate::document::Document;
use crate::wording::{Comparison, Lexicon};

/// The comparator in front and where it starts.
pub(super) fn before(document: &Document, lexicon: &Lexicon, start: usize) -> (Option<Comparison>, usize) {
    let mut at = start;
    while document.before(at) == ' ' && start - at < 2 {
        at -= 1;
    }
    let Some((length, comparison)) = lexicon.comparator_before.before(&document.chars[..at], at) else {
        return (at_least_before_verb(document, lexicon, at), start);
    };
    let from = at - length;
    let previous = document.before(from);
    let is_other_word = length == 1
        && matches!(
            (document.at(from), previous),
            ('达', '发' | '到' | '表' | '送' | '直' | '雷')
                | ('近', '最' | '附' | '邻' | '靠' | '临' | '就')
                | ('约', '节' | '预' | '合' | '签' | '履' | '集')
                | ('超', '反')
        );
    if is_other_word { (None, start) } else { (Some(*comparison), from) }
}

/// 至少建设1所: the comparator stands in front of the verb and is no part of the number's words.
fn at_least_before_verb(document: &Document, lexicon: &Lexicon, at: usize) -> Option<Comparison> {
    const REACH: usize = 16;
    let head = &document.chars[at.saturating_sub(REACH)..at];
    let (length, ()) = lexicon.carry.before(head, head.len()).or(lexicon.flow.before(head, head.len()))?;
    let is_at_least = head[..head.len() - length].ends_with(&['至', '少']);
    is_at_least.then_some(Comparison { comparator: Comparator::AtLeast, strict: false, approach: None })
}

const GROWTH: [&str; 19] = [
    "增长", "提高", "提升", "增加", "上升", "下降", "降低", "减少", "压减", "缩减", "节约", "回落", "递增", "上涨",
    "下调", "上浮", "增幅", "削减", "扩大",
];

pub(super) fn growth_before(document: &Document, at: usize) -> Option<(usize, &'static str)> {
    let start = at.checked_sub(2)?;
    let word = *GROWTH.iter().find(|word| document.starts_with(start, word))?;
    Some((start, word))
}

/// A word behind the unit decides over one in front: 达到50%左右 is about, 不超过5%左右 at most.
pub(super) fn combine(
    before: Option<Comparison>,
    middle: Option<Comparison>,
    after: Option<Comparison>,
) -> Option<Comparison> {
    match (before, after) {
        (Some(front), Some(_)) if matches!(front.comparator, Comparator::AtMost) => Some(front),
        (Some(front), Some(back))
            if front.comparator == Comparator::AtLeast && back.comparator == Comparator::AtLeast =>
        {
            Some(Comparison { strict: front.strict, ..back })
        }
        (_, Some(back)) => Some(back),
        (Some(front), None) if front.comparator != Comparator::Equal => Some(front),
        (front, None) => middle.or(front),
    }
}

pub(crate) fn bound_of(comparator: Comparator) -> Bound {
    match comparator {
        Comparator::AtLeast => Bound::AtLeast,
        Comparator::AtMost => Bound::AtMost,
        Comparator::About => Bound::About,
        Comparator::Equal | Comparator::Between | Comparator::IncreaseBy => Bound::Equal,
    }
}

/// 由45%提高到50%, 由“十二五”期间的972个增加到1940个: where it starts from.
pub(super) fn is_baseline(document: &Document, start: usize, end: usize) -> bool {
    const BACK: usize = 14;
    let has_from = (1..=BACK.min(start))
        .map(|back| document.at(start - back))
        .take_while(|c| !matches!(c, ',' | '。' | ';' | '、' | '\n'))
        .any(|c| matches!(c, '由' | '从'));
    let has_from = has_from && matches!(document.before(start), '由' | '从' | '的' | '年' | '前');
    const REACH: usize = 14;
    let behind = (end..end + REACH).map(|at| document.at(at));
    let mut own = behind.take_while(|c| !matches!(c, ',' | '。' | ';' | '\n'));
    let leads_on = own.any(|c| matches!(c, '到' | '至'));
    has_from && leads_on
}
