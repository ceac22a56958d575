//! The name of the indicator: before the number (县域规模达到5亿元) or behind it (培育8个产业带), with heads and
//! tails that a list shares put back.

use model::{ResidueReason, Span};
use rust_decimal::Decimal;

use super::{Candidate, Context, places};
use crate::document::Document;
use crate::numbers::{Quantity, Token};
use crate::wording::{Lexicon, UnitKind};

/// One target as its clause states it.
#[derive(Debug)]
pub(super) struct Reading<'a> {
    pub token: &'a Token,
    pub quantity: &'a Quantity,
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
}

/// The words before a number, taken apart.
#[derive(Debug, Default, Clone)]
struct Head {
    name: Vec<char>,
    places: Vec<String>,
    /// The verb that carries the number.
    verb: Option<String>,
    /// Length of a verb right before the number; its object may stand behind the number.
    trailing_verb: usize,
    is_each: bool,
    is_total: bool,
    is_part: bool,
}

/// Longest name of an indicator.
const NAME_MAX: usize = 60;

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
    let mut segment_start = clause.start;
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
        let object = object(context, behind, candidate.quantity, next.is_some());
        let is_list_item = matches!(document.at(span.end), '、' | '和' | '及' | ',' | ';' | '。');
        let takes_object = !object.name.is_empty() && !is_list_item && (head.name.is_empty() || head.trailing_verb > 0);
        let mut reading = Reading {
            token: candidate.token,
            quantity: candidate.quantity,
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
            reading.subject = object.name.iter().collect();
            segment_start = object.end.max(span.end);
        } else if head.name.is_empty() {
            let Some(inherited) = previous.as_ref().filter(|_| !head.places.is_empty() || is_list_item) else {
                rejected.push((span, ResidueReason::Undecided));
                continue;
            };
            reading.subject = inherited.subject.clone();
            reading.is_inherited = true;
        } else {
            let names = shared_names(context.lexicon, &head, candidate.quantity);
            if names.len() > 1 {
                for name in names {
                    let subject = finished(context, clause, &name);
                    readings.push(Reading {
                        subject,
                        values: reading.values.clone(),
                        places: reading.places.clone(),
                        verb: reading.verb.clone(),
                        ..reading
                    });
                }
                remember(context, clause, &readings, previous);
                continue;
            }
            reading.subject = head.name.iter().collect();
        }
        let restored = with_level(context.lexicon, &mut level, &reading.subject, readings.is_empty());
        reading.subject = finished(context, clause, &restored.chars().collect::<Vec<_>>());
        readings.push(reading);
        remember(context, clause, &readings, previous);
    }
    readings
}

fn remember(context: &Context, clause: Span, readings: &[Reading], previous: &mut Option<Inherited>) {
    if let Some(last) = readings.last() {
        let sentence = context.document.sentence(clause.start);
        *previous = Some(Inherited { sentence, subject: last.subject.clone() });
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
    let names_rank = lexicon.levels.is_in(&chars[..chars.len().min(8)]) || chars.starts_with(&['“']);
    match level {
        Some(level) if !names_rank => format!("({level}){subject}"),
        _ => subject.to_string(),
    }
}

/// The end of the clause without its mark and without a note of duties.
fn end_of_words(document: &Document, clause: Span, from: usize) -> usize {
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
        if !matches!(between.trim(), "、" | "和" | "及" | "与" | "以及") {
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
    let names = if items.len() == members.len() {
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
            quantity: member.quantity,
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

/// Items of a list, outside brackets and quotation marks.
fn split_list(name: &[char], at_conjunctions: bool) -> Vec<Vec<char>> {
    let mut items = vec![Vec::new()];
    let mut depth = 0i32;
    for (at, &c) in name.iter().enumerate() {
        match c {
            '(' | '“' => depth += 1,
            ')' | '”' => depth -= 1,
            _ => {}
        }
        let is_conjunction = at_conjunctions
            && matches!(c, '和' | '及' | '与')
            && name.contains(&'、') == (items.len() > 1 && !name[at..].contains(&'、'));
        if depth == 0 && (c == '、' || is_conjunction) {
            items.push(Vec::new());
        } else if let Some(last) = items.last_mut() {
            last.push(c);
        }
    }
    items.retain(|item| !item.is_empty());
    items
}

/// 马铃薯种植、收获机械化率 → 马铃薯种植机械化率, 马铃薯收获机械化率.
fn restore_list(lexicon: &Lexicon, items: &[Vec<char>]) -> Vec<Vec<char>> {
    let Some(last) = items.last() else { return Vec::new() };
    let Some((tail_length, ())) = lexicon.tails.before(last, last.len()) else { return items.to_vec() };
    let tail = &last[last.len() - tail_length..];
    let own = &last[..last.len() - tail_length];
    let first = &items[0];
    let is_complete = items[..items.len() - 1].iter().any(|item| lexicon.tails.before(item, item.len()).is_some());
    if is_complete || own.is_empty() {
        return items.to_vec();
    }
    // What the first item has beyond the length of the last one's own part is the shared head.
    let shared = first.len().saturating_sub(own.len());
    let shared_head = if shared >= 2 && own.len() <= 4 { &first[..shared] } else { &[] };
    items
        .iter()
        .enumerate()
        .map(|(index, item)| {
            let mut name: Vec<char> = if index == 0 { Vec::new() } else { shared_head.to_vec() };
            name.extend(item);
            if index + 1 < items.len() {
                name.extend(tail);
            }
            name
        })
        .collect()
}

/// Takes the words before a number apart.
fn head(context: &Context, span: Span) -> Head {
    let lexicon = context.lexicon;
    let start = span.start.max(span.end.saturating_sub(150));
    let mut words: Vec<char> = context.document.chars[start..span.end].to_vec();
    remove_dates(lexicon, &mut words);
    let mut head = Head::default();
    loop {
        let before = words.len();
        trim_start(lexicon, &mut words, &mut head);
        trim_end(lexicon, &mut words, &mut head);
        if words.len() == before {
            break;
        }
    }
    head.trailing_verb = trailing_verb(lexicon, &words);
    cut_at_inner_verb(lexicon, &mut words, &mut head);
    let excess = words.len().saturating_sub(NAME_MAX);
    head.name = words.split_off(excess);
    let clause = context.document.clause(span.start);
    for place in &mut head.places {
        *place = as_printed(context, clause, &place.chars().collect::<Vec<_>>());
    }
    head
}

/// Dates, 每年, 累计 say when and are no part of the name.
fn remove_dates(lexicon: &Lexicon, words: &mut Vec<char>) {
    let mut at = 0;
    let mut kept = Vec::with_capacity(words.len());
    while at < words.len() {
        let is_name = words.get(at + 2).is_some_and(|c| matches!(c, '浓' | '气'));
        if let Some((length, _)) = lexicon.periods.at(words, at)
            && !is_name
        {
            at += length;
            continue;
        }
        if let Some(length) = date_length(&words[at..]) {
            at += length;
            continue;
        }
        kept.push(words[at]);
        at += 1;
    }
    *words = kept;
}

/// 到2025年底, 2026年.
fn date_length(words: &[char]) -> Option<usize> {
    let start = usize::from(matches!(words.first(), Some('到' | '至')));
    let digits = words.get(start..start + 4)?;
    if !digits.iter().all(char::is_ascii_digit) || words.get(start + 4) != Some(&'年') {
        return None;
    }
    let mut end = start + 5;
    while matches!(words.get(end), Some('底' | '末' | '前')) {
        end += 1;
    }
    Some(end)
}

fn trim_start(lexicon: &Lexicon, words: &mut Vec<char>, head: &mut Head) {
    while let Some(c) = words.first() {
        if matches!(c, '、' | '和' | '及' | ',' | ';' | ' ' | '并' | '与' | '。' | ':' | '(')
            && !(*c == '(' && words.contains(&')'))
            || *c == '再'
        {
            words.remove(0);
        } else {
            break;
        }
    }
    if let Some((length, ())) = lexicon.parts.at(words, 0) {
        head.is_part = true;
        words.drain(..length);
        return;
    }
    for lead in ["以及", "同时", "确保", "力争", "努力", "争取", "实现", "推动", "将", "要", "全力", "加快", "目标"]
    {
        if starts_with(words, lead) && words.len() > lead.chars().count() {
            words.drain(..lead.chars().count());
            if lead == "实现" {
                head.verb = Some(lead.to_string());
            }
            return;
        }
    }
    let whole = places::whole(lexicon, words);
    if whole > 0 {
        words.drain(..whole);
        return;
    }
    let class = places::class(words);
    if class > 0 && class < words.len() {
        head.places = vec![words[..class].iter().collect()];
        words.drain(..class);
        return;
    }
    let (places, length) = places::leading(lexicon, words);
    if !places.is_empty() {
        head.places = places;
        words.drain(..length);
        return;
    }
    if let Some((length, ())) = lexicon.carry.at(words, 0) {
        // 组织化率, 建设用地: the verb begins a name.
        let goes_on = words.get(length).is_some_and(|c| "业区率者商费型性量化力".contains(*c))
            || starts_with(&words[length..], "用地");
        if !goes_on {
            head.verb = Some(words[..length].iter().collect());
            words.drain(..length);
        }
    }
}

fn trim_end(lexicon: &Lexicon, words: &mut Vec<char>, head: &mut Head) {
    while matches!(words.last(), Some('、' | ',' | ' ' | ':' | '的' | '等'))
        && !(words.last() == Some(&'等') && words.len() < 4)
    {
        if words.last() == Some(&'等') {
            break;
        }
        words.pop();
    }
    if let Some((length, ())) = lexicon.each.before(words, words.len())
        && words.len() > length
    {
        head.is_each = true;
        words.truncate(words.len() - length);
        return;
    }
    let total = ["总体", "合计", "总计", "共", "总共"].iter().find(|word| ends_with(words, word));
    if let Some(total) = total
        && words.len() > total.chars().count()
    {
        head.is_total = true;
        words.truncate(words.len() - total.chars().count());
        return;
    }
    if let Some((length, ())) = lexicon.maintain.before(words, words.len()).or(lexicon.reach.before(words, words.len()))
    {
        let verb: String = words[words.len() - length..].iter().collect();
        let is_name_end = length == 1 && matches!(words.get(words.len().wrapping_sub(2)), Some('现' | '存' | '所'));
        if !is_name_end {
            words.truncate(words.len() - length);
            head.verb = Some(verb.clone());
            // 分别达到, 总体达到.
            head.is_each |= verb.starts_with("分别") || verb.starts_with('均');
            head.is_total |= verb.starts_with("总体") || verb.starts_with("总数");
            return;
        }
    }
    head.is_total |= ["总数", "总量", "总规模", "总额"].iter().any(|word| ends_with(words, word));
    if let Some((length, ())) = lexicon.flow.before(words, words.len())
        && words.len() > length
    {
        // 示范项目新增15个: the amount is a flow.
        head.verb = Some(words[words.len() - length..].iter().collect());
        words.truncate(words.len() - length);
    }
}

/// Length of a verb at the very end: it carries the number, and its object may stand behind.
fn trailing_verb(lexicon: &Lexicon, words: &[char]) -> usize {
    let verbs = [&lexicon.flow, &lexicon.carry, &lexicon.beside];
    verbs.iter().filter_map(|verbs| verbs.before(words, words.len())).map(|(length, ())| length).max().unwrap_or(0)
}

/// 面向基层组织培训, 市区两级提供券: what stands before the verb is who or where, not what.
fn cut_at_inner_verb(lexicon: &Lexicon, words: &mut Vec<char>, head: &mut Head) {
    const PREPOSITIONS: [&str; 18] = [
        "面向", "针对", "围绕", "为", "在", "依托", "通过", "对", "以", "按照", "结合", "向", "从", "用好", "聚焦",
        "支持", "鼓励", "引导",
    ];
    let is_phrase = PREPOSITIONS.iter().any(|word| starts_with(words, word));
    let mut found = None;
    let mut at = 1;
    while at < words.len() {
        if let Some((length, ())) = lexicon.carry.at(words, at).or(lexicon.flow.at(words, at)) {
            let is_flow = lexicon.carry.at(words, at).is_none_or(|(carry, ())| carry < length);
            let rest = &words[at + length..];
            let goes_on = rest.first().is_none_or(|c| "业区率者商费型性量化力或的、和及在中".contains(*c))
                || ["项目", "用地", "单位", "工程", "投资"].iter().any(|noun| starts_with(rest, noun))
                || lexicon.beside.at(rest, 0).is_some_and(|(verb, ())| verb == rest.len());
            let is_agent = (2..=5).contains(&at) && !words[..at].iter().any(|c| "的、“”()".contains(*c));
            if !goes_on && rest.len() >= 2 && (is_phrase || is_agent && found.is_none() && !is_flow) {
                found = Some((at, length, is_flow));
            }
            at += length;
        } else {
            at += 1;
        }
    }
    if let Some((at, length, is_flow)) = found {
        head.verb = head.verb.take().or_else(|| Some(words[at..at + length].iter().collect()));
        // 新建, 新增 stay: the bare object would read as a stock.
        words.drain(..if is_flow { at } else { at + length });
    }
}

/// The noun behind a number, and where it ends.
#[derive(Debug, Default)]
struct Object {
    name: Vec<char>,
    end: usize,
}

fn object(context: &Context, behind: Span, quantity: &Quantity, has_next: bool) -> Object {
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
    let words = &words[skip..];
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
        None => words.to_vec(),
    };
    Object { name, end }
}

/// These words as they stand in the text, when they stand there in one piece.
fn as_printed(context: &Context, clause: Span, words: &[char]) -> String {
    let stretch = &context.document.chars[clause.start..clause.end];
    match stretch.windows(words.len().max(1)).position(|window| window == words) {
        Some(at) if !words.is_empty() => {
            context.document.text(Span::new(clause.start + at, clause.start + at + words.len()))
        }
        _ => words.iter().collect(),
    }
}

/// Abbreviations as they should be printed, with the full name where one is in use; no stray marks at the ends.
fn finished(context: &Context, clause: Span, name: &[char]) -> String {
    let mut words = as_printed(context, clause, name);
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

fn starts_with(words: &[char], prefix: &str) -> bool {
    let mut at = 0;
    for c in prefix.chars() {
        if words.get(at) != Some(&c) {
            return false;
        }
        at += 1;
    }
    true
}

fn ends_with(words: &[char], suffix: &str) -> bool {
    let length = suffix.chars().count();
    words.len() >= length && starts_with(&words[words.len() - length..], suffix)
}
