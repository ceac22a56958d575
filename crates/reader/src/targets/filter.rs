//! What speaks against a number being a target. Section first, then the clause, then the words right beside it.

use model::{ResidueReason, Span, Task, TaskType};

use super::conditions::{
    is_capacity_of_project, is_class_of_several, is_conditional, is_duration, is_formula_or_table, is_permitted,
    over_the_top, qualifies_for_support, recurs_once, states_condition, states_present,
};
use super::evidence::{
    closes_words, completes_works, counted_works, has_evidence, keeps_up, names_amount, names_money,
};
use super::period::Periods;
use super::{Candidate, Context};
use crate::labels::label_at;
use crate::numbers::Quantity;
use crate::wording::{Cue, UnitKind};

pub(super) fn objection(
    context: &Context,
    periods: &Periods,
    task: &Task,
    candidate: &Candidate,
    continues_list: bool,
) -> Option<ResidueReason> {
    let document = context.document;
    let quantity = candidate.quantity;
    let span = candidate.token.span;
    let clause = candidate.clause;
    if context.in_note(span.start) || context.quoted(candidate.token.core.start).is_some() {
        return Some(ResidueReason::PartOfName);
    }
    if matches!(task.task_type, TaskType::Definition | TaskType::Supplementary) {
        return Some(ResidueReason::Definition);
    }
    if in_bracket(context, span.start) {
        return Some(ResidueReason::Definition);
    }
    let is_preface = context.node_at(span.start).is_none();
    if is_preface && !periods.has_date_before(document.sentence(span.start).start, span.start) {
        return Some(ResidueReason::Mention);
    }
    // Cells that lost their borders: what belongs together cannot be told.
    let next = context.flattened.partition_point(|line| line.start <= span.start);
    if next > 0 && context.flattened[next - 1].end > span.start {
        return Some(ResidueReason::Undecided);
    }
    // 25度以上坡地: an angle says which; electricity is counted in 万度.
    if quantity.is_baseline || quantity.unit == "度" {
        return Some(ResidueReason::Mention);
    }
    let opening = opening(context, clause).min(span.start.max(clause.start));
    let head = &document.chars[opening..span.start.max(clause.start)];
    let whole = &document.chars[clause.start..clause.end];
    let before = &document.chars[clause.start..candidate.token.core.start.max(clause.start)];
    let raises = raises_standard(context, head, quantity);
    if let Some(reason) = cue(context, quantity.unit_kind, before, whole).filter(|_| !raises) {
        return Some(reason);
    }
    if let Some(reason) = sentence_cue(context, span.start) {
        return Some(reason);
    }
    if qualifies_for_support(context, periods, clause, span) || document.starts_with(span.end, "的标准") {
        return Some(ResidueReason::Threshold);
    }
    // 千万千瓦级基地, 第1位: the amount is a class or a rank; 产值达到千亿级规模 is an amount.
    let is_class = document.at(span.end) == '级'
        && !(document.starts_with(span.end, "级规模") && context.lexicon.reach.before(head, head.len()).is_some());
    if is_class || document.before(span.start) == '第' {
        return Some(ResidueReason::Mention);
    }
    if is_formula_or_table(document, candidate)
        || recurs_once(context, candidate)
        || is_capacity_of_project(context, candidate, head)
    {
        return Some(ResidueReason::Mention);
    }
    // 营收1亿元以上企业: the amount says which firms.
    let is_class = quantity.unit_kind == UnitKind::Money
        && quantity.is_compared
        && ["企业", "单位", "机构", "项目"].iter().any(|noun| document.starts_with(span.end, noun));
    if is_class || states_condition(document, clause, span) || is_class_of_several(context, candidate, head) {
        return Some(ResidueReason::Threshold);
    }
    if is_permitted(document, clause, span) {
        return Some(ResidueReason::Definition);
    }
    if states_present(document, periods, span.start) {
        return Some(ResidueReason::Achievement);
    }
    if counts_programmes(context, candidate) || keeps_up(context, candidate, head) {
        return Some(ResidueReason::Mention);
    }
    if names_programme(context, candidate) {
        return Some(ResidueReason::ProgrammeName);
    }
    if quantity.unit_kind == UnitKind::Mention {
        return Some(ResidueReason::Mention);
    }
    if quantity.unit_kind == UnitKind::Time
        && !(quantity.comparator == model::Comparator::AtLeast && periods.closes_yearly(span.start))
        && !is_duration(document.matched(Span::new(clause.start, span.start.max(clause.start))).as_str())
    {
        return Some(ResidueReason::Validity);
    }
    if is_conditional(context, clause, span, quantity.unit_kind == UnitKind::Share) {
        return Some(ResidueReason::Threshold);
    }
    let is_yearly = periods.has_yearly_in(clause.start, span.start);
    if quantity.is_small_word && !quantity.is_compared && !is_yearly && !completes_works(context, head) {
        return Some(ResidueReason::Mention);
    }
    if let Some(reason) = over_the_top(context, candidate, head) {
        return Some(reason);
    }
    if quantity.unit_kind == UnitKind::Money && !raises && !names_money(context, candidate, head, whole) {
        return Some(ResidueReason::Incentive);
    }
    if let Some(reason) = counted_works(context, head, &document.chars[span.end.min(clause.end)..clause.end]) {
        return Some(reason);
    }
    if !has_evidence(context, periods, candidate, head, continues_list)
        && !names_amount(context, task, head)
        && !closes_words(context, task, candidate, head)
    {
        return Some(ResidueReason::Mention);
    }
    None
}

/// Words in the clause that say: an incentive, a cap, what was achieved, a definition.
fn cue(context: &Context, unit_kind: UnitKind, head: &[char], whole: &[char]) -> Option<ResidueReason> {
    // 补贴性培训10万人次: a report counts whom it supports; only a ceiling or an amount is a condition there.
    let counts_people = context.frame.is_work_report && matches!(unit_kind, UnitKind::Count | UnitKind::Physical);
    let names_support = |words: &[char]| {
        ["补贴", "补助", "资助", "奖励", "租金", "优惠"].iter().any(|word| super::head::starts_with(words, word))
    };
    let counts = |cue: &Cue, words: &[char]| match cue {
        // 劳动年龄人口平均受教育年限12.5年: the indicator itself is a span of time.
        Cue::Validity => unit_kind == UnitKind::Time && !names_span(head),
        Cue::Incentive => !(counts_people && names_support(words)),
        _ => true,
    };
    let cue_in = |words: &[char]| {
        (0..words.len()).find_map(|at| {
            context.lexicon.cues.at(words, at).map(|(_, cue)| *cue).filter(|cue| counts(cue, &words[at..]))
        })
    };
    let cue = cue_in(whole)?;
    // 已, 截至 and the like count in front of the number only.
    let cue = if cue == Cue::Achievement { cue_in(head)? } else { cue };
    Some(match cue {
        Cue::Incentive => ResidueReason::Incentive,
        Cue::Cap => ResidueReason::Cap,
        Cue::Achievement => ResidueReason::Achievement,
        Cue::Definition => ResidueReason::Definition,
        Cue::Validity => ResidueReason::Validity,
        Cue::Threshold => ResidueReason::Threshold,
    })
}

fn names_span(head: &[char]) -> bool {
    let words: String = head.iter().collect();
    words.ends_with("教育年限") || words.ends_with("寿命")
}

/// 甲是指…,规模不超过10人; 申报单位已…,销售额不低于200万元: the sentence explains a word or says who may apply.
fn sentence_cue(context: &Context, position: usize) -> Option<ResidueReason> {
    const REACH: usize = 200;
    let start = context.document.sentence(position).start.max(position.saturating_sub(REACH));
    let (_, _, cue) = context.lexicon.sentence_cues.find(&context.document.chars[start..position.max(start)])?;
    Some(if *cue == Cue::Threshold { ResidueReason::Threshold } else { ResidueReason::Definition })
}

/// 低保标准提高到每月740元: in a report a rise of what people receive is a commitment.
fn raises_standard(context: &Context, head: &[char], quantity: &Quantity) -> bool {
    let words: String = head.iter().collect();
    let is_raised = quantity.growth.is_some()
        || ["提高", "提标", "达到", "不低于", "增加", "上调"].iter().any(|word| words.contains(word));
    context.frame.is_work_report && quantity.unit_kind == UnitKind::Money && words.contains("标准") && is_raised
}

/// 办好20件民生实事: a list of programmes, told one by one elsewhere.
fn counts_programmes(context: &Context, candidate: &Candidate) -> bool {
    let document = context.document;
    let (start, end) = (candidate.token.span.end, candidate.clause.end.max(candidate.token.span.end));
    let own = (start..end).take_while(|&at| !matches!(document.at(at), '、' | ',' | '。' | ';')).count();
    context.lexicon.set_aside_behind.is_in(&document.chars[start..start + own])
}

/// 千亿斤粮食产能提升行动: a number in words within the name of a programme.
fn names_programme(context: &Context, candidate: &Candidate) -> bool {
    let document = context.document;
    let behind =
        document.matched(Span::new(candidate.token.span.end, candidate.clause.end.max(candidate.token.span.end)));
    let name = behind.split(['、', ',', '。', ';', '和', '(']).next().unwrap_or_default();
    !document.at(candidate.token.core.start).is_ascii_digit()
        && ["行动", "工程", "计划", "战略", "行动计划"].iter().any(|word| name.ends_with(word))
}

/// Where the words of a clause begin: behind ③ or 六是, behind a label or a heading in brackets.
pub(super) fn opening(context: &Context, clause: Span) -> usize {
    let document = context.document;
    if let Some(heading) = context.node_at(clause.start).map(|node| node.span).filter(|heading| {
        heading.start >= clause.start && heading.end < clause.end && document.before(heading.end) == '】'
    }) {
        return heading.end;
    }
    if let Some(label) = label_at(document, clause.start) {
        return label.end;
    }
    let first = document.at(clause.start);
    if ('\u{2460}'..='\u{2473}').contains(&first) {
        return clause.start + 1;
    }
    let is_numeral = |c: char| "一二三四五六七八九十".contains(c);
    let numerals = (clause.start..clause.start + 3).take_while(|&at| is_numeral(document.at(at))).count();
    let is_listed = numerals > 0 && document.at(clause.start + numerals) == '是';
    clause.start + if is_listed { numerals + 1 } else { 0 }
}

fn in_bracket(context: &Context, position: usize) -> bool {
    const REACH: usize = 60;
    let document = context.document;
    let mut depth = 0i32;
    for at in (position.saturating_sub(REACH)..position).rev() {
        match document.at(at) {
            ')' => depth += 1,
            '(' if depth == 0 => return true,
            '(' => depth -= 1,
            '\n' | '。' => return false,
            _ => {}
        }
    }
    false
}
