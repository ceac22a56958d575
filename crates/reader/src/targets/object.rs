//! The noun behind a number: what is counted, or what a share of a class does.

use model::Span;

use super::Context;
use super::head::{NAME_MAX, starts_with};
use super::subject::end_of_words;
use crate::document::Document;
use crate::numbers::Quantity;
use crate::wording::{Lexicon, UnitKind};

/// The noun behind a number, and where it ends.
#[derive(Debug, Default)]
pub(super) struct Object {
    pub name: Vec<char>,
    pub end: usize,
}

pub(super) fn object(context: &Context, behind: Span, quantity: &Quantity, has_next: bool) -> Object {
    let document = context.document;
    let lexicon = context.lexicon;
    let mut end = behind.end;
    let mut words = &document.chars[behind.start..behind.end];
    let is_share = quantity.unit_kind == UnitKind::Share;
    if has_next && !is_share {
        // The words up to the last separator are this number's; the rest leads to the next.
        let cut = words.iter().rposition(|c| matches!(c, '、' | '和' | '及' | '并' | ',' | ';'));
        words = &words[..cut.unwrap_or(words.len())];
        end = behind.start + words.len();
    }
    if has_next && is_share {
        // 90%以上县域形成1-2个集群: the whole rest of the clause says what the share does.
        let clause = document.clause(behind.start);
        words = &document.chars[behind.start..end_of_words(document, clause, behind.start)];
        end = behind.start;
    }
    let skip = usize::from(words.first() == Some(&'的'));
    let whole = if has_next { None } else { across_bracket(document, Span::new(behind.start + skip, end)) };
    let words = whole.as_deref().unwrap_or(&words[skip..]);
    if words.is_empty() || words.len() > NAME_MAX {
        return Object { name: Vec::new(), end };
    }
    let related = (1..words.len()).find(|&at| {
        let Some((length, ())) = lexicon.relate.at(words, at) else { return false };
        let is_strong =
            ["纳入", "进入", "入选", "获评", "列入", "通过", "跻身"].iter().any(|word| starts_with(&words[at..], word));
        words.len() > at + length && (is_share || is_strong)
    });
    let name = match related {
        // 90%以上村庄的生活垃圾得到治理: of the class, its things do it.
        Some(at) if is_share && of_class(&words[..at]).is_some() => {
            let of = of_class(&words[..at]).unwrap_or_default();
            let mut name = words[of + 1..].to_vec();
            name.push('的');
            name.extend(&words[..of]);
            name.extend("占比".chars());
            name
        }
        Some(at) => {
            let phrase: Vec<char> = if is_share {
                // One 的 is enough: the noun takes it.
                words[at..].iter().copied().filter(|c| *c != '的').collect()
            } else {
                words[at..].to_vec()
            };
            let mut name = phrase;
            name.push('的');
            name.extend(&words[..at]);
            if is_share {
                name.extend("占比".chars());
            }
            name
        }
        None => up_to_outcome(words).to_vec(),
    };
    Object { name, end }
}

/// 村庄的生活垃圾: where 的 stands between a class and what belongs to it.
fn of_class(words: &[char]) -> Option<usize> {
    const SHORTEST: usize = 2;
    words.iter().position(|&c| c == '的').filter(|&at| at >= SHORTEST && words.len() - at > SHORTEST)
}

/// 示范场景打造“双百”工程: what comes of it is no part of what is counted.
fn up_to_outcome(words: &[char]) -> &[char] {
    const OUTCOMES: [&str; 2] = ["打造", "形成"];
    const SHORTEST: usize = 3;
    if words.contains(&'的') {
        return words;
    }
    let starts = |at: usize| OUTCOMES.iter().any(|verb| starts_with(&words[at..], verb));
    let end = (SHORTEST..words.len().saturating_sub(1 + SHORTEST)).find(|&at| starts(at) && words[at - 1] != '、');
    &words[..end.unwrap_or(words.len())]
}

/// 为7000户困难家庭实施适老化改造 → 困难家庭适老化改造.
pub(super) fn without_light_verb(words: &[char]) -> Vec<char> {
    const SHORTEST: usize = 3;
    let ends = words.len().saturating_sub(1 + SHORTEST);
    let at = (2..ends).find(|&at| ["实施", "进行"].iter().any(|verb| starts_with(&words[at..], verb)));
    match at {
        Some(at) if !words.contains(&'的') => [&words[..at], &words[at + 2..]].concat(),
        _ => words.to_vec(),
    }
}

/// 高水平园区(指…,…)社区: an explanation in brackets, which may hold marks of its own, is no part of the name.
fn across_bracket(document: &Document, words: Span) -> Option<Vec<char>> {
    const REACH: usize = 150;
    let open = (words.start + 2..words.end).find(|&at| document.at(at) == '(')?;
    let line = document.line(open);
    let close = (open..line.end.min(open + REACH)).find(|&at| document.at(at) == ')')?;
    if close < words.end {
        return None;
    }
    let rest = document.clause(close + 1);
    let end = end_of_words(document, rest, close + 1);
    Some(document.chars[words.start..open].iter().chain(&document.chars[close + 1..end]).copied().collect())
}

/// 技术紧缺领域大力开展培训 → 技术紧缺领域.
pub(super) fn ground_end(lexicon: &Lexicon, words: &[char]) -> usize {
    const MANNER: [&str; 6] = ["大力", "全面", "率先", "持续", "深入", "积极"];
    let verb_at = |at: usize| {
        lexicon.carry.at(words, at).is_some() || MANNER.iter().any(|manner| starts_with(&words[at..], manner))
    };
    (2..words.len()).find(|&at| verb_at(at)).unwrap_or(words.len())
}
