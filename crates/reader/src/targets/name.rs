//! The finished name of an indicator: as printed where it stands in one piece, without explanations and hedges.

use model::Span;

use super::Context;
use super::head::starts_with;

/// These words as they stand in the text, when they stand there in one piece.
pub(super) fn as_printed(context: &Context, clause: Span, words: &[char]) -> String {
    let stretch = &context.document.chars[clause.start..clause.end];
    match stretch.windows(words.len().max(1)).position(|window| window == words) {
        Some(at) if !words.is_empty() => {
            context.document.text(Span::new(clause.start + at, clause.start + at + words.len()))
        }
        _ => words.iter().collect(),
    }
}

/// Abbreviations as they should be printed, with the full name where one is in use; no stray marks at the ends.
pub(super) fn finished(context: &Context, clause: Span, name: &[char]) -> String {
    let mut words = as_printed(context, clause, &bare(name));
    words = words.trim_matches([' ', ',', ';', ':', '、', '。']).to_string();
    for abbreviation in &context.lexicon.abbreviations {
        let lower = abbreviation.word.to_lowercase();
        if let Some(full) = &abbreviation.full
            && words.eq_ignore_ascii_case(&abbreviation.word)
        {
            return format!("{words}({full})");
        }
        if lower.len() >= 3 && words.contains(&format!("({lower})")) {
            words = words.replace(&format!("({lower})"), &format!("({})", abbreviation.word));
        }
    }
    words
}

/// 教师(同时具备…的教师)占教师总数, 课时原则上占总课时: explanations in brackets and hedges are no part of the name.
fn bare(name: &[char]) -> Vec<char> {
    const EXPLANATION_MIN: usize = 8;
    const HEDGES: [&str; 3] = ["原则上", "一般", "基本"];
    let mut kept: Vec<char> = Vec::with_capacity(name.len());
    let mut at = 0;
    while at < name.len() {
        let close = (name[at] == '(').then(|| name[at..].iter().position(|&c| c == ')')).flatten();
        if let Some(length) = close.filter(|length| *length > EXPLANATION_MIN) {
            at += length + 1;
            continue;
        }
        let hedge = HEDGES.iter().find(|hedge| starts_with(&name[at..], hedge));
        let ends = |length: usize| at + length == name.len();
        if let Some(length) = hedge.map(|hedge| hedge.chars().count()).filter(|&length| length > 2 || ends(length))
            && (!kept.is_empty() || length > 2)
        {
            at += length;
            continue;
        }
        kept.push(name[at]);
        at += 1;
    }
    kept
}
