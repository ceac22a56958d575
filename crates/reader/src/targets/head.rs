//! The words before a number, taken apart: who, when and which verb are cut away, the name is left.

use model::Span;

use super::name::as_printed;
use super::{Context, places};
use crate::document::Document;
use crate::wording::Lexicon;

/// The words before a number, taken apart.
#[derive(Debug, Default, Clone)]
pub(super) struct Head {
    pub name: Vec<char>,
    pub places: Vec<String>,
    /// The verb that carries the number.
    pub verb: Option<String>,
    /// Length of a verb right before the number; its object may stand behind the number.
    pub trailing_verb: usize,
    pub is_each: bool,
    pub is_total: bool,
    pub is_part: bool,
    /// 交通、水利分别完成投资: what stands behind 分别 belongs to each name.
    pub tail: Vec<char>,
}

/// Longest name of an indicator.
pub(super) const NAME_MAX: usize = 60;

/// Takes the words before a number apart.
pub(super) fn head(context: &Context, span: Span) -> Head {
    let lexicon = context.lexicon;
    let start = span.start.max(span.end.saturating_sub(150));
    let mut words = over_bracket(context.document, Span::new(start, span.end));
    remove_dates(lexicon, &mut words);
    let mut tail = split_at_each(&mut words);
    let mut head = Head { is_each: !tail.is_empty(), ..Head::default() };
    head.tail.append(&mut tail);
    loop {
        let before = words.len();
        trim_start(lexicon, &mut words, &mut head);
        trim_end(lexicon, &mut words, &mut head);
        if words.len() == before {
            break;
        }
    }
    // 深度整合全市1000家: the issuing place may also stand right before the number.
    if let Some((length, ())) = lexicon.place_whole.before(&words, words.len())
        && words.len() > length
    {
        words.truncate(words.len() - length);
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

/// 一人公司(指…,以下简称甲)数量: the clause began inside a bracket; the name goes on from before it.
fn over_bracket(document: &Document, span: Span) -> Vec<char> {
    const REACH: usize = 200;
    let mut depth = 0i32;
    for at in span.start..span.end {
        match document.at(at) {
            '(' => depth += 1,
            ')' if depth == 0 => {
                let from = span.start.saturating_sub(REACH);
                let mut inner = 0i32;
                let open = (from..span.start).rev().find(|&back| match document.at(back) {
                    ')' => {
                        inner += 1;
                        false
                    }
                    '(' if inner > 0 => {
                        inner -= 1;
                        false
                    }
                    '(' => true,
                    _ => false,
                });
                let Some(open) = open else { break };
                let before = Span::new(document.clause(open).start, open);
                let behind = &document.chars[at + 1..span.end];
                return document.chars[before.start..before.end].iter().chain(behind).copied().collect();
            }
            ')' => depth -= 1,
            _ => {}
        }
    }
    document.chars[span.start..span.end].to_vec()
}

/// 交通、水利分别完成投资 → 交通、水利 and 完成投资.
fn split_at_each(words: &mut Vec<char>) -> Vec<char> {
    const TAIL_MAX: usize = 6;
    let at = (1..words.len().saturating_sub(2)).rev().find(|&at| starts_with(&words[at..], "分别"));
    let Some(at) = at.filter(|&at| words[..at].contains(&'、') || words[..at].contains(&'和')) else {
        return Vec::new();
    };
    let rest = words[at + 2..].to_vec();
    let is_noun = (3..=TAIL_MAX).contains(&rest.len())
        && ["投资", "收入", "产值", "面积"].iter().any(|noun| ends_with(&rest, noun));
    if !is_noun {
        return Vec::new();
    }
    words.truncate(at);
    rest
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
        let date = date_length(&words[at..]).or_else(|| plan_years_length(&words[at..]));
        if date.is_some() && matches!(kept[..], [.., first, '比' | '较'] if first != '占') {
            kept.pop();
        }
        if let Some(length) = date.or(years_length(&words[at..]).filter(|_| kept.is_empty())) {
            at += length;
            continue;
        }
        kept.push(words[at]);
        at += 1;
    }
    *words = kept;
}

/// “十四五”末, “十五五”期间: a five-year plan that says when.
fn plan_years_length(words: &[char]) -> Option<usize> {
    let ['“', '十', numeral, '五', '”', rest @ ..] = words else { return None };
    let end = ["期间", "时期", "期末", "末"].iter().find(|end| starts_with(rest, end))?;
    "一二三四五六七八九".contains(*numeral).then(|| 5 + end.chars().count())
}

/// 三年, 5年内 at the head say when.
fn years_length(words: &[char]) -> Option<usize> {
    let digits = words.iter().take_while(|c| c.is_ascii_digit() || "一二两三四五六七八九十".contains(**c)).count();
    let is_years = (1..=2).contains(&digits) && words.get(digits) == Some(&'年');
    let goes_on = words.get(digits + 1).is_none_or(|c| "期级轮制度来行龄均期".contains(*c));
    let end = digits + 1 + usize::from(words.get(digits + 1) == Some(&'内'));
    (is_years && !goes_on).then_some(end)
}

/// 到2025年底, 2026年, 4月底前, 年底.
fn date_length(words: &[char]) -> Option<usize> {
    let start = usize::from(matches!(words.first(), Some('到' | '至')));
    let rest = &words[start..];
    let is_year_end = starts_with(rest, "年底") || starts_with(rest, "年末");
    let digits = rest.iter().take_while(|c| c.is_ascii_digit()).count();
    let is_month = (1..=2).contains(&digits) && rest.get(digits) == Some(&'月') && rest.get(digits + 1) != Some(&'龄');
    if is_year_end || is_month {
        let mut end = start + if is_year_end { 2 } else { digits + 1 };
        while matches!(words.get(end), Some('底' | '末' | '前')) {
            end += 1;
        }
        return Some(end);
    }
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
    const MANNER: [&str; 10] = ["深度", "深入", "积极", "大力", "全面", "着力", "持续", "整体", "高标准", "高质量"];
    for manner in MANNER {
        let length = manner.chars().count();
        let is_verb = |at: usize| {
            [&lexicon.carry, &lexicon.flow, &lexicon.beside].iter().any(|verbs| verbs.at(words, at).is_some())
        };
        if starts_with(words, manner) && words.len() > length && is_verb(length) {
            words.drain(..length);
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
        let is_flow = lexicon.flow.at(words, 0).is_some_and(|(flow, ())| flow > length);
        let goes_on = is_flow
            || words.get(length).is_some_and(|c| "业区率者商费型性量化力".contains(*c))
            || ["用地", "时限", "时间", "周期"].iter().any(|noun| starts_with(&words[length..], noun));
        if !goes_on {
            head.verb = Some(words[..length].iter().collect());
            words.drain(..length);
            // 开展好5个试点.
            if words[..] == ['好'] {
                words.clear();
            }
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
    // 开展好5个试点.
    if words.last() == Some(&'好') && lexicon.carry.before(words, words.len() - 1).is_some() {
        words.pop();
        return;
    }
    let total = ["总体", "合计", "总计", "共", "总共"].iter().find(|word| ends_with(words, word));
    if let Some(total) = total {
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
            cut_baseline(words);
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
        && matches!(words[words.len() - length], '新' | '净')
        && !matches!(words[words.len() - length - 1], '和' | '、' | '及' | '或')
    {
        // 示范项目新增15个: the amount is a flow.
        head.verb = Some(words[words.len() - length..].iter().collect());
        words.truncate(words.len() - length);
    }
}

/// 受害率由3%下降到1%: where it starts from is no part of the name.
fn cut_baseline(words: &mut Vec<char>) {
    const REACH: usize = 24;
    // 从每人每月202元: a measure may stand in front of the figure.
    const LEAD: usize = 12;
    let from = words.len().saturating_sub(REACH);
    let start = (from..words.len())
        .rev()
        .find(|&at| matches!(words[at], '由' | '从') && words[at + 1..].iter().take(LEAD).any(char::is_ascii_digit));
    if let Some(start) = start.filter(|&start| start > 0) {
        words.truncate(start);
        while words.last() == Some(&'别') && words.len() > 2 && words[words.len() - 2] == '分' {
            words.truncate(words.len() - 2);
        }
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
            // “山水”示范工程修复国土: the programme by which it is done.
            let by_programme =
                is_flow && ["工程", "行动", "计划", "专项"].iter().any(|end| ends_with(&words[..at], end));
            if !goes_on && rest.len() >= 2 && (is_phrase || by_programme || is_agent && found.is_none() && !is_flow) {
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

pub(super) fn starts_with(words: &[char], prefix: &str) -> bool {
    prefix.chars().enumerate().all(|(at, c)| words.get(at) == Some(&c))
}

fn ends_with(words: &[char], suffix: &str) -> bool {
    let length = suffix.chars().count();
    words.len() >= length && starts_with(&words[words.len() - length..], suffix)
}
