//! The name of the indicator: before the number (县域规模达到5亿元) or behind it (培育8个产业带), with heads and
//! tails that a list shares put back.

use model::{Comparator, ResidueReason, Span};
use rust_decimal::Decimal;

use super::filter::opening;
use super::head::{Head, head, starts_with};
use super::lists::{
    flow_before, is_bare_investment, is_bare_space, is_bare_sum, is_zone, names_attribute, noun_ahead, noun_behind,
    object_before, restore_list, split_list,
};
use super::name::{as_printed, finished};
use super::object::{Object, ground_end, object, without_light_verb};
use super::{Candidate, Context};
use crate::document::Document;
use crate::numbers::{Quantity, Token};
use crate::wording::{Lexicon, UnitKind};

/// One target as its clause states it.
#[derive(Debug)]
pub(super) struct Reading<'a> {
    pub token: &'a Token,
    pub quantity: Quantity,
    pub clause: Span,
    /// Where the words that belong to this number alone begin.
    pub segment_start: usize,
    pub values: Vec<Decimal>,
    pub subject: String,
    pub places: Vec<String>,
    pub verb: Option<String>,
    pub is_inherited: bool,
    /// 其中: a component of the target before it.
    pub is_part: bool,
}

/// What a following clause without a name of its own continues.
#[derive(Debug, Clone)]
pub(super) struct Inherited {
    pub sentence: Span,
    pub subject: String,
    pub unit: String,
}

pub(super) fn readings<'a>(
    context: &Context,
    candidates: &[Candidate<'a>],
    previous: &mut Option<Inherited>,
    rejected: &mut Vec<(Span, ResidueReason)>,
) -> Vec<Reading<'a>> {
    let document = context.document;
    let mut readings: Vec<Reading<'a>> = Vec::new();
    let mut at = 0;
    let Some(first) = candidates.first() else { return readings };
    let clause = first.clause;
    // 2.固定资产投资增长15%: the label is no part of the name.
    let mut segment_start = opening(context, clause);
    segment_start = segment_start.min(first.token.span.start.max(clause.start));
    let mut level: Option<String> = None;
    while at < candidates.len() {
        let candidate = &candidates[at];
        let span = candidate.token.span;
        let next = candidates.get(at + 1).map(|next| next.token.span);
        let gap_end = next.map_or(end_of_words(document, clause, span.end), |next| next.start);
        let behind = Span::new(span.end.min(gap_end), gap_end);
        if next.is_some() && is_threshold(context, segment_start, span, behind, candidate.quantity) {
            rejected.push((span, ResidueReason::Threshold));
            at += 1;
            continue;
        }
        // Several values in a row: 分别达到65%和55%.
        let row = values_in_row(document, &candidates[at..]);
        let head_span = Span::new(segment_start, span.start.max(segment_start));
        let head = head(context, head_span);
        if row > 1 {
            let members = &candidates[at..at + row];
            readings.extend(paired(context, &head, members, segment_start));
            segment_start = members.last().map_or(span.end, |last| last.token.span.end);
            at += row;
            remember(context, clause, &readings, previous);
            continue;
        }
        let mut object = object(context, behind, candidate.quantity, next.is_some());
        // 建成10家面积均不少于1万平方米、…的社区: the second number qualifies the noun that the first counts.
        if let Some(second) =
            candidates.get(at + 1).filter(|_| names_attribute(&document.chars[behind.start..behind.end]))
            && let Some(noun) = noun_behind(document, second.token.span.end)
        {
            object = Object { name: noun, end: second.token.span.end };
            rejected.push((second.token.span, ResidueReason::Threshold));
            at += 1;
        }
        if matches!(document.before(span.start), '为' | '对') {
            object.name = without_light_verb(&object.name);
        }
        let is_list_item = matches!(document.at(span.end), '、' | '和' | '及' | ',' | ';' | '。');
        // An unknown verb of two characters (发掘50个项目) leaves the name behind the number as well.
        let is_bare_verb = head.name.len() == 2
            && candidate.quantity.unit_kind == UnitKind::Count
            && object.name.len() >= 2
            && context.lexicon.tails.before(&head.name, 2).is_none();
        // 建成甲、乙等12个示范社区: the noun behind the number says what the examples are.
        let gives_examples = head.name.last() == Some(&'等')
            && !object.name.is_empty()
            && !is_list_item
            && !starts_with(&object.name, "具有");
        // 在10个领域开展培训: what is counted is the ground, up to the verb.
        let names_ground = head.verb.as_deref() == Some("在") && !object.name.is_empty() && !is_list_item;
        if names_ground {
            object.name.truncate(ground_end(context.lexicon, &object.name));
        }
        let takes_object = !object.name.is_empty()
            && !is_list_item
            && (head.name.is_empty() || head.trailing_verb > 0 || is_bare_verb || gives_examples || names_ground);
        // 甲、乙、丙3个园区: the number sums up what was listed.
        let listed = split_list(&head.name, true).len();
        let listed_by_marks = split_list(&head.name, false).len();
        let sums_up = !gives_examples || !candidate.quantity.is_small_word;
        if listed > 1
            && sums_up
            && !is_list_item
            && !candidate.quantity.is_compared
            && (candidate.quantity.values == [Decimal::from(listed)]
                || listed_by_marks > 1 && candidate.quantity.values == [Decimal::from(listed_by_marks)])
        {
            rejected.push((span, ResidueReason::Mention));
            segment_start = object.end.max(span.end);
            at += 1;
            continue;
        }
        let mut reading = Reading {
            token: candidate.token,
            quantity: candidate.quantity.clone(),
            clause,
            segment_start,
            values: candidate.quantity.values.clone(),
            subject: String::new(),
            places: head.places.clone(),
            verb: head.verb.clone(),
            is_inherited: false,
            is_part: head.is_part,
        };
        segment_start = span.end;
        at += 1;
        if takes_object {
            const SHORT: usize = 2;
            reading.subject = if gives_examples && object.name.len() <= SHORT {
                head.name.iter().chain(&object.name).collect()
            } else if is_bare_verb && !names_ground && candidate.quantity.unit == "次" {
                // 每年调整1次专业: how often something is done keeps its verb.
                head.name.iter().chain(&object.name).collect()
            } else if names_ground {
                object.name.iter().collect()
            } else {
                flow_before(context.lexicon, &head.name).iter().chain(&object.name).collect()
            };
            if is_bare_space(&object.name) && previous.is_none() {
                let opened = head.name[head.name.len() - head.trailing_verb..].iter();
                let owner = object_before(context, clause);
                let shown: String = owner.iter().chain(opened.filter(|_| !owner.is_empty())).collect();
                reading.subject.insert_str(0, &shown);
            }
            segment_start = object.end.max(span.end);
        } else if head.name.is_empty() {
            let inherited = previous.as_ref().filter(|_| !head.places.is_empty() || is_list_item);
            let ahead = match &head.verb {
                Some(_) if is_list_item => {
                    let ahead = noun_ahead(document, clause);
                    if ahead.is_empty() { object_before(context, clause) } else { ahead }
                }
                _ => Vec::new(),
            };
            match inherited {
                Some(inherited) => {
                    reading.subject = inherited.subject.clone();
                    reading.is_inherited = true;
                    // 增长7%以上、力争达到8%: the second is growth as well.
                    if let Some(last) = readings.last().filter(|last| last.quantity.unit == reading.quantity.unit) {
                        reading.quantity = grown(&reading.quantity, &last.quantity);
                    }
                }
                None if !ahead.is_empty() => reading.subject = ahead.iter().collect(),
                None => {
                    rejected.push((span, ResidueReason::Undecided));
                    continue;
                }
            }
        } else if let Some(inherited) = previous
            .as_ref()
            .filter(|previous| previous.unit == candidate.quantity.unit && is_zone(context.lexicon, &head))
        {
            // 事项达到100项以上,自由贸易试验区达到150项.
            reading.subject = inherited.subject.clone();
            reading.is_inherited = true;
            reading.places = vec![as_printed(context, clause, &head.name)];
        } else {
            let names = shared_names(context.lexicon, &head, candidate.quantity);
            if names.len() > 1 {
                for name in names {
                    let subject = finished(context, clause, &name);
                    readings.push(Reading {
                        subject,
                        places: reading.places.clone(),
                        verb: reading.verb.clone(),
                        values: reading.values.clone(),
                        quantity: reading.quantity.clone(),
                        ..reading
                    });
                }
                remember(context, clause, &readings, previous);
                continue;
            }
            reading.subject = head.name.iter().chain(&head.tail).collect();
            // 建设9个园区,总面积1.8万平方米: of what, the clause before says.
            if head.tail.is_empty() && is_bare_sum(&head.name) {
                reading.subject.insert_str(0, &owner(context, clause, previous));
            }
            // 实施重点项目12个,完成投资30亿元: likewise.
            if head.verb.as_deref() == Some("完成") && is_bare_investment(&head.name) {
                reading.subject = match owner(context, clause, previous) {
                    owner if owner.is_empty() => reading.subject,
                    owner => format!("{owner}完成{}", reading.subject),
                };
            }
            // 其中农村1万个以上: the part alone names no indicator.
            if let Some(whole) = previous
                .as_ref()
                .filter(|whole| head.is_part && head.name.len() <= 3 && whole.unit == candidate.quantity.unit)
            {
                reading.subject.push_str(&whole.subject);
            }
        }
        let restored = with_level(context.lexicon, &mut level, &reading.subject, readings.is_empty());
        reading.subject = finished(context, clause, &restored.chars().collect::<Vec<_>>());
        readings.push(reading);
        remember(context, clause, &readings, previous);
    }
    readings
}

/// What was counted in the clauses before, or else the object of the clause before: 推进重大工程建设,完成投资….
fn owner(context: &Context, clause: Span, previous: &Option<Inherited>) -> String {
    match previous {
        Some(counted) => counted.subject.clone(),
        None => object_before(context, clause).into_iter().collect(),
    }
}

fn remember(context: &Context, clause: Span, readings: &[Reading], previous: &mut Option<Inherited>) {
    if let Some(last) = readings.last() {
        let sentence = context.document.sentence(clause.start);
        *previous = Some(Inherited { sentence, subject: last.subject.clone(), unit: last.quantity.unit.clone() });
    }
}

/// 省级甲17个、乙2个: the rank of the first item holds for those behind it that name none.
fn with_level(lexicon: &Lexicon, level: &mut Option<String>, subject: &str, is_first: bool) -> String {
    let chars: Vec<char> = subject.chars().collect();
    let own = lexicon.levels.at(&chars, 0).map(|(length, _)| chars[..length].iter().collect::<String>());
    let is_above = chars.windows(2).take(6).any(|two| two == ['以', '上']);
    if is_first {
        *level = own.filter(|_| !is_above);
        return subject.to_string();
    }
    let names_rank = lexicon.levels.is_in(&chars[..chars.len().min(8)])
        || chars.starts_with(&['“'])
        || ["国家", "全国", "世界"].iter().any(|rank| starts_with(&chars, rank));
    match level {
        Some(level) if !names_rank => format!("({level}){subject}"),
        _ => subject.to_string(),
    }
}

/// The end of the clause without its mark and without a note of duties.
pub(super) fn end_of_words(document: &Document, clause: Span, from: usize) -> usize {
    let mut end = clause.end;
    while end > from && matches!(document.before(end), ',' | ';' | '。' | ':' | ' ' | '!' | '?') {
        end -= 1;
    }
    end.max(from)
}

/// 营收超1000万元企业100家: the first number qualifies the noun that the second counts.
fn is_threshold(context: &Context, segment: usize, span: Span, behind: Span, quantity: &Quantity) -> bool {
    let document = context.document;
    let words = &document.chars[behind.start..behind.end];
    // 将70%的降雨就地消纳的土地达到20%以上: what such land does, not how much of it there is.
    let is_taken = matches!(document.before(span.start), '将' | '把') && words.first() == Some(&'的');
    if is_taken && words[1..].contains(&'的') {
        return true;
    }
    let separates = words.iter().any(|c| matches!(c, '、' | '和' | '及' | '并' | ',' | ';' | '与'));
    if separates || words.is_empty() || words.len() > 24 || quantity.unit_kind == UnitKind::Share {
        return false;
    }
    let head = &document.chars[segment.min(span.start)..span.start];
    let lexicon = context.lexicon;
    let verb_before =
        [&lexicon.carry, &lexicon.flow, &lexicon.beside].iter().any(|verbs| verbs.before(head, head.len()).is_some());
    let has_verb =
        (0..words.len()).any(|at| lexicon.carry.at(words, at).is_some() || lexicon.flow.at(words, at).is_some());
    !verb_before && !head.is_empty() && !has_verb
}

/// How many numbers follow each other with nothing but 、 or 和 between them.
fn values_in_row(document: &Document, candidates: &[Candidate]) -> usize {
    let mut count = 1;
    while let (Some(one), Some(two)) = (candidates.get(count - 1), candidates.get(count)) {
        let between = document.matched(Span::new(one.token.span.end.min(two.token.span.start), two.token.span.start));
        // 达到1200亿元、增长20%: two sides of one indicator, not one value for each of a list.
        let is_alike =
            one.quantity.unit == two.quantity.unit && (two.quantity.growth.is_none() || one.quantity.growth.is_some());
        if !is_alike || !matches!(between.trim(), "、" | "和" | "及" | "与" | "以及") {
            break;
        }
        count += 1;
    }
    count
}

/// 种植、收获机械化率分别达到65%和55%.
fn paired<'a>(context: &Context, head: &Head, members: &[Candidate<'a>], segment_start: usize) -> Vec<Reading<'a>> {
    let Some(clause) = members.first().map(|member| member.clause) else { return Vec::new() };
    let items = split_list(&head.name, true);
    let names = if items.len() == members.len() && !head.tail.is_empty() {
        items.iter().map(|item| item.iter().chain(&head.tail).copied().collect()).collect()
    } else if items.len() == members.len() {
        restore_list(context.lexicon, &items)
    } else {
        vec![head.name.clone(); members.len()]
    };
    let by_place = head.places.len() == members.len() && head.places.len() > 1;
    members
        .iter()
        .zip(names)
        .enumerate()
        .filter(|(_, (_, name))| !name.is_empty())
        .map(|(index, (member, name))| Reading {
            token: member.token,
            quantity: limited(&grown(member.quantity, members[0].quantity), head, members),
            clause: member.clause,
            segment_start,
            values: member.quantity.values.clone(),
            subject: finished(context, clause, &name),
            places: if by_place { vec![head.places[index].clone()] } else { head.places.clone() },
            verb: head.verb.clone(),
            is_inherited: false,
            is_part: head.is_part,
        })
        .collect()
}

/// 分别增长5%、7%: the second grows as well.
fn grown(quantity: &Quantity, first: &Quantity) -> Quantity {
    let mut grown = quantity.clone();
    if first.growth.is_some() && quantity.growth.is_none() {
        grown.growth = first.growth.clone();
        grown.bound = Some(crate::numbers::bound_of(quantity.comparator));
        grown.comparator = model::Comparator::IncreaseBy;
    }
    grown
}

/// 分别控制在5%和3%以内: the limit holds for both.
fn limited(quantity: &Quantity, head: &Head, members: &[Candidate]) -> Quantity {
    let mut limited = quantity.clone();
    let is_held = head.verb.as_deref().is_some_and(|verb| verb.starts_with("控制"));
    if let Some(last) = members.last().filter(|last| is_held && last.quantity.comparator == Comparator::AtMost)
        && limited.comparator == Comparator::Equal
    {
        limited.comparator = Comparator::AtMost;
        limited.strict = last.quantity.strict;
    }
    limited
}

/// One value for several indicators: 甲、乙均达到45%; 甲覆盖率、乙参保率达到100%.
fn shared_names(lexicon: &Lexicon, head: &Head, quantity: &Quantity) -> Vec<Vec<char>> {
    let one = vec![head.name.clone()];
    if head.is_total {
        return one;
    }
    if head.is_each {
        let items = split_list(&head.name, true);
        return if items.len() > 1 { restore_list(lexicon, &items) } else { one };
    }
    let items = split_list(&head.name, false);
    let all_rates = quantity.unit == "%"
        && items.len() > 1
        && items.iter().all(|item| lexicon.rates.before(item, item.len()).is_some());
    if all_rates { items } else { one }
}
