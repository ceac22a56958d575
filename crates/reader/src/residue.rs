//! Every number that is no target, with the reason. The list is complete: `uncovered_numbers` must find nothing.

use model::{Plan, Residue, ResidueReason, Span};

use crate::document::Document;
use crate::numbers::{self, Token, TokenKind};
use crate::targets::Context;
use crate::wording::{Lexicon, UnitKind};

pub(crate) fn residue(context: &Context, plan: &Plan, rejected: &[(Span, ResidueReason)]) -> Vec<Residue> {
    let covered = covered(plan, false);
    let mut found = Vec::new();
    let mut rejected: Vec<(Span, ResidueReason)> = rejected.to_vec();
    rejected.sort_by_key(|(span, _)| *span);
    for token in context.tokens {
        if is_covered(&covered, token.core) {
            continue;
        }
        let next = rejected.partition_point(|(span, _)| span.start <= token.core.start);
        let objection = rejected[..next].last().filter(|(span, _)| span.contains(&token.core));
        // With its unit and the words of comparison, so that no word is cut.
        let span = if matches!(token.kind, TokenKind::Quantity(_)) { token.span } else { token.core };
        let reason = by_frame(plan, token)
            .or_else(|| by_form(context, token))
            .or_else(|| objection.map(|(_, reason)| *reason))
            .unwrap_or_else(|| by_place(context, plan, token));
        found.push(Residue { span, text: context.document.text(span), reason });
    }
    // A number may have taken a word that stands before it; spans must not overlap.
    let mut end = 0;
    for residue in &mut found {
        if residue.span.start < end {
            residue.span.start = end.min(residue.span.end);
            residue.text = context.document.text(residue.span);
        }
        end = residue.span.end;
    }
    found
}

/// Numbers that are in no target, soft target, residue, label of a heading or metadata span.
pub fn uncovered_numbers(plan: &Plan, text: &str) -> Vec<Span> {
    let document = Document::new(text);
    let covered = covered(plan, true);
    numbers::tokens(&document, Lexicon::builtin())
        .into_iter()
        .map(|token| token.core)
        .filter(|core| !is_covered(&covered, *core))
        .collect()
}

fn covered(plan: &Plan, with_residue: bool) -> Vec<Span> {
    let mut spans: Vec<Span> = plan.targets.iter().map(|target| target.span).collect();
    spans.extend(plan.soft_targets.iter().map(|soft| soft.span));
    spans.extend(plan.outline.iter().map(|heading| {
        let label = heading.label.chars().count();
        Span::new(heading.span.start, heading.span.start + label)
    }));
    let is_frame = |name: &str| name != "footer" && name != "header" && name != "boilerplate";
    spans.extend(plan.metadata.spans.iter().filter(|(name, _)| is_frame(name)).map(|(_, span)| *span));
    if with_residue {
        spans.extend(plan.residue.iter().map(|residue| residue.span));
    }
    spans.sort();
    // Spans of different kinds may overlap (a target inside a soft target's sentence): merge them.
    let mut merged: Vec<Span> = Vec::new();
    for span in spans {
        match merged.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => merged.push(span),
        }
    }
    merged
}

fn is_covered(covered: &[Span], core: Span) -> bool {
    let next = covered.partition_point(|span| span.start <= core.start);
    next > 0 && covered[next - 1].contains(&core)
}

fn by_frame(plan: &Plan, token: &Token) -> Option<ResidueReason> {
    let (name, _) = plan.metadata.spans.iter().find(|(name, span)| {
        matches!(name.as_str(), "boilerplate" | "header" | "footer") && span.contains(&token.core)
    })?;
    match (name.as_str(), &token.kind) {
        ("footer", TokenKind::Year(..) | TokenKind::Date) => Some(ResidueReason::Date),
        ("footer", _) => None,
        _ => Some(ResidueReason::Boilerplate),
    }
}

/// What the form alone says: document number, date, enumeration, quotation, part of a word.
fn by_form(context: &Context, token: &Token) -> Option<ResidueReason> {
    let document = context.document;
    let Span { start, end } = token.core;
    if is_document_number(document, token.core) {
        return Some(ResidueReason::DocumentNumber);
    }
    if matches!(token.kind, TokenKind::Year(..) | TokenKind::Date) {
        return Some(ResidueReason::Date);
    }
    if is_enumeration(document, token.core) {
        return Some(ResidueReason::Enumeration);
    }
    if let Some(quoted) = context.quoted(start) {
        return Some(in_quotes(document, quoted, token));
    }
    let is_letter = |at: usize| document.at(at).is_ascii_alphabetic();
    let is_joined = matches!(document.at(end), '+' | '×') || document.before(start) == '+';
    if token.kind == TokenKind::Plain && ((start > 0 && is_letter(start - 1)) || is_letter(end) || is_joined) {
        return Some(ResidueReason::PartOfName);
    }
    let is_five_year_plan = end - start == 3 && document.at(start) == '十' && document.at(end - 1) == '五';
    is_five_year_plan.then_some(ResidueReason::Date)
}

/// What the surroundings say.
fn by_place(context: &Context, plan: &Plan, token: &Token) -> ResidueReason {
    let document = context.document;
    let Span { start, end } = token.core;
    if context.node_at(start).is_some_and(|node| node.is_review) {
        return ResidueReason::Achievement;
    }
    let after = document.matched(Span::new(end, (end + 4).min(document.len())));
    if ["行动", "工程", "计划", "大工", "大行"].iter().any(|word| after.starts_with(word)) {
        return ResidueReason::ProgrammeName;
    }
    match &token.kind {
        TokenKind::Quantity(quantity) if quantity.unit_kind == UnitKind::Time => ResidueReason::Validity,
        TokenKind::Quantity(_) if context.task_at(start).is_none() && start < context.frame.body.start => {
            ResidueReason::Mention
        }
        TokenKind::Quantity(quantity) if quantity.unit_kind == UnitKind::Mention || quantity.is_small_word => {
            ResidueReason::Mention
        }
        TokenKind::Quantity(_) if plan.tasks.is_empty() => ResidueReason::Undecided,
        TokenKind::Quantity(_) => ResidueReason::Mention,
        TokenKind::Plain if document.at(start).is_ascii_digit() => ResidueReason::Undecided,
        TokenKind::Plain | TokenKind::Year(..) | TokenKind::Date => ResidueReason::PartOfName,
    }
}

/// 国发〔2026〕3号: the year in its brackets or the number before 号.
fn is_document_number(document: &Document, core: Span) -> bool {
    let is_year = document.before(core.start) == '(' && document.at(core.end) == ')' && core.len() == 4;
    let is_year = is_year && (core.end + 1..core.end + 8).any(|at| document.at(at) == '号');
    let number_end = core.start + (core.start..core.end).take_while(|&at| document.at(at).is_ascii_digit()).count();
    let is_number = document.at(number_end) == '号' && matches!(document.before(core.start), ')' | ' ' | '第');
    is_year || is_number
}

/// ①, (1), 1. at the start of a line or sentence, 第三条.
fn is_enumeration(document: &Document, core: Span) -> bool {
    let c = document.at(core.start);
    let is_circled = ('\u{2460}'..='\u{249b}').contains(&c);
    let in_brackets = document.before(core.start) == '(' && document.at(core.end) == ')' && core.len() <= 3;
    let starts = matches!(document.before(core.start), '\n' | '。' | ';' | ':' | ' ') || core.start == 0;
    let is_label = starts && core.len() <= 3 && matches!(document.at(core.end), '.' | '、');
    is_circled || in_brackets || is_label || document.before(core.start) == '第'
}

fn in_quotes(document: &Document, quoted: Span, token: &Token) -> ResidueReason {
    let inside = document.matched(quoted);
    let follows = document.matched(Span::new(quoted.end, (quoted.end + 4).min(document.len())));
    let names = ["行动", "工程", "计划", "方案", "专项", "规划", "战略"];
    if inside.starts_with('《') {
        return ResidueReason::PartOfName;
    }
    if names.iter().any(|word| inside.contains(word) || follows.contains(word)) {
        return ResidueReason::ProgrammeName;
    }
    let is_figure = document.at(token.core.start).is_ascii_digit();
    if is_figure { ResidueReason::PartOfName } else { ResidueReason::Slogan }
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};

    #[track_caller]
    fn check(text: &str, expect: Expect) {
        let plan = crate::read(text);
        assert_eq!(uncovered_numbers(&plan, text), Vec::new());
        let shown: Vec<String> =
            plan.residue.iter().map(|residue| format!("{} {:?}", residue.text, residue.reason)).collect();
        expect.assert_eq(&shown.join("\n"));
    }

    #[test]
    fn every_number_set_aside_has_a_reason() {
        check(
            "方案\n一、任务\n（一）办好一件事。落实国发〔2026〕3号和“千村百企”行动，①建设5G网络；②对企业最高给予50万元，做好“四好”农村路。2026年6月底前研究。\n电话：010-88880000 版权所有",
            expect![[r#"
                2026 DocumentNumber
                3号 DocumentNumber
                千村 ProgrammeName
                百企 ProgrammeName
                ① Enumeration
                5 PartOfName
                ② Enumeration
                50万元 Incentive
                2026年 Date
                6月 Date
                010 Boilerplate
                88880000 Boilerplate"#]],
        );
    }
}
