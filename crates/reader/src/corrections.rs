//! Suggested corrections, listed beside the text: signs lost between words, abbreviations in lower case.

use model::{Correction, Span};

use crate::document::Document;
use crate::metadata::is_cjk;
use crate::wording::Lexicon;

pub(crate) fn corrections(document: &Document, lexicon: &Lexicon) -> Vec<Correction> {
    let mut found = lost_plus_signs(document);
    found.extend(lower_case(document, lexicon));
    found.extend(broken_dates(document));
    found.sort_by_key(|correction| correction.span);
    // One suggestion for one stretch: the longer one first.
    let mut end = 0;
    found.retain(|correction| {
        let is_free = correction.span.start >= end;
        end = end.max(correction.span.end);
        is_free
    });
    found
}

/// “甲 乙 丙”: a space between Chinese words inside quotation marks stands where a 「+」 was.
fn lost_plus_signs(document: &Document) -> Vec<Correction> {
    const QUOTE_MAX: usize = 30;
    let mut found = Vec::new();
    let mut open = None;
    for at in 0..document.len() {
        match document.at(at) {
            '“' => open = Some(at),
            '\n' => open = None,
            '”' => {
                let Some(start) = open.take().map(|open| open + 1) else { continue };
                let inside = &document.chars[start..at];
                let is_lost = |position: usize| {
                    inside[position] == ' '
                        && position > 0
                        && position + 1 < inside.len()
                        && is_cjk(inside[position - 1])
                        && is_cjk(inside[position + 1])
                };
                if inside.len() <= QUOTE_MAX && (0..inside.len()).any(is_lost) {
                    let span = Span::new(start, at);
                    let text = document.text(span);
                    found.push(Correction {
                        span,
                        suggestion: text.replace([' ', '\u{3000}', '\u{a0}'], "+"),
                        text,
                        reason: "引号内汉字之间有空格，可能是“+”号在转载时丢失".into(),
                    });
                }
            }
            _ => {}
        }
    }
    found
}

fn lower_case(document: &Document, lexicon: &Lexicon) -> Vec<Correction> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < document.len() {
        if !document.at(at).is_ascii_alphanumeric() {
            at += 1;
            continue;
        }
        let mut end = at;
        while document.at(end).is_ascii_alphanumeric()
            || (matches!(document.at(end), '.' | '&') && document.at(end + 1).is_ascii_alphanumeric())
        {
            end += 1;
        }
        let span = Span::new(at, end);
        let word = document.matched(span);
        let is_address = matches!(document.at(end), '@' | '/') || matches!(document.before(at), '@' | '/');
        at = end;
        let known = lexicon.abbreviations.iter().find(|abbreviation| {
            word != abbreviation.word
                && word == abbreviation.word.to_lowercase()
                && word.chars().any(|c| c.is_ascii_lowercase())
        });
        if let Some(abbreviation) = known
            && !is_address
        {
            found.push(Correction {
                span,
                text: document.text(span),
                suggestion: abbreviation.word.clone(),
                reason: "英文缩写通常大写，可能在转载时被改为小写".into(),
            });
        }
    }
    found
}

/// 2026月3月26日 for 2026年3月26日.
fn broken_dates(document: &Document) -> Vec<Correction> {
    let digits = |from: usize, to: usize| (from..to).all(|at| document.at(at).is_ascii_digit());
    (0..document.len().saturating_sub(7))
        .filter(|&at| {
            document.at(at + 4) == '月'
                && digits(at, at + 4)
                && !document.before(at).is_ascii_digit()
                && document.at(at + 5).is_ascii_digit()
                && (at + 6..at + 8).any(|month| document.at(month) == '月')
        })
        .map(|at| {
            let span = Span::new(at, at + 5);
            let text = document.text(span);
            Correction { span, suggestion: text.replace('月', "年"), text, reason: "年份后应为“年”".into() }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};

    #[track_caller]
    fn check(text: &str, expect: Expect) {
        let shown: Vec<String> = corrections(&Document::new(text), Lexicon::builtin())
            .iter()
            .map(|correction| format!("{} → {}", correction.text, correction.suggestion))
            .collect();
        expect.assert_eq(&shown.join("\n"));
    }

    #[test]
    fn what_got_lost_is_suggested_not_changed() {
        check("推进“茶叶 旅游 文化”融合", expect!["茶叶 旅游 文化 → 茶叶+旅游+文化"]);
        check(
            "全县gdp和5g、(eod)项目",
            expect![[r#"
            gdp → GDP
            5g → 5G
            eod → EOD"#]],
        );
        check("GDP和a@gdp.cn", expect![""]);
        check("2026月3月26日", expect!["2026月 → 2026年"]);
    }
}
