//! Names that a list shares or that stand apart from their number: heads and tails put back, nouns in the clauses
//! around. Reads words only; it decides nothing about targets.

use model::Span;

use super::Context;
use super::head::Head;
use super::subject::end_of_words;
use crate::document::Document;
use crate::wording::Lexicon;

/// 自由贸易试验区, 高新区, 京津冀区域: a zone that stands for the indicator named before it.
pub(super) fn is_zone(lexicon: &Lexicon, head: &Head) -> bool {
    let names_region = [['区', '域'], ['地', '区']].iter().any(|end| head.name.ends_with(end));
    let names_zone = head.verb.is_some()
        && head.name.ends_with(&['区'])
        && lexicon.place_common.before(&head.name, head.name.len()).is_some();
    (3..=10).contains(&head.name.len()) && head.places.is_empty() && (names_region || names_zone)
}

/// 总面积, 总投资: the sum says of what only together with the things counted before it.
pub(super) fn is_bare_sum(name: &[char]) -> bool {
    ["总面积", "总建筑面积", "总投资", "总规模", "总产能", "总装机", "总里程", "总长度", "总量", "总数"]
        .iter()
        .any(|sum| name.iter().copied().eq(sum.chars()))
}

/// 打造社区,首期开放1万平方米空间: of what, the clause before says.
pub(super) fn is_bare_space(name: &[char]) -> bool {
    ["空间", "场地", "用房", "办公空间"].iter().any(|word| name.iter().copied().eq(word.chars()))
}

/// 投资, 年度投资: whose, the things counted before it say.
pub(super) fn is_bare_investment(name: &[char]) -> bool {
    ["投资", "年度投资", "投资额"].iter().any(|word| name.iter().copied().eq(word.chars()))
}

/// 建成20个以上、总面积不低于10万平方米,功能完善的社区: the noun comes at the end of the list.
pub(super) fn noun_ahead(document: &Document, clause: Span) -> Vec<char> {
    const REACH: usize = 3;
    // 打造10个以上、总面积不低于100万平方米的社区,…: the noun closes this clause already.
    let own_end = end_of_words(document, clause, clause.start);
    if let Some(noun) = noun_behind(document, clause.start).filter(|noun| document.chars[..own_end].ends_with(noun)) {
        return noun;
    }
    let sentence = document.sentence(clause.start);
    let later = document.clauses_in(Span::new(clause.end.min(sentence.end), sentence.end));
    for later in later.iter().filter(|later| later.start >= clause.end).take(REACH) {
        let end = end_of_words(document, *later, later.start);
        let words = &document.chars[later.start..end];
        if let Some(at) = words.iter().rposition(|&c| c == '的')
            && (2..=16).contains(&(words.len() - at - 1))
        {
            return words[at + 1..].to_vec();
        }
    }
    Vec::new()
}

/// 开展科普活动,每年组织不少于15场: the object of the clause before.
pub(super) fn object_before(context: &Context, clause: Span) -> Vec<char> {
    const LONGEST: usize = 20;
    let document = context.document;
    let sentence = document.sentence(clause.start);
    if clause.start <= sentence.start {
        return Vec::new();
    }
    let before = document.clause(clause.start - 1);
    let words = &document.chars[before.start..end_of_words(document, before, before.start)];
    // 选择甲片区作为核心区: what it is made into is the object.
    let becomes = words.windows(2).rposition(|two| two == ['作', '为'] || two == ['成', '为']).map(|at| at + 2);
    let is_object = |object: &[char]| {
        (2..=LONGEST).contains(&object.len())
            && !object.iter().any(char::is_ascii_digit)
            // Of “…” only the end; a programme owns nothing that is counted.
            && object.iter().filter(|c| **c == '“').count() == object.iter().filter(|c| **c == '”').count()
            && !object.ends_with(&['行', '动'])
            && !object.ends_with(&['计', '划'])
    };
    let behind_verb = |at: usize| context.lexicon.carry.at(words, at).map(|(length, ())| &words[at + length..]);
    let object = match becomes {
        Some(at) => Some(&words[at..]).filter(|object| is_object(object)),
        // 推进重大工程建设: the last verb that has an object.
        None => (0..words.len())
            .rev()
            .filter_map(behind_verb)
            .find(|object| !object.is_empty())
            .filter(|object| is_object(object)),
    };
    object.map_or_else(Vec::new, <[char]>::to_vec)
}

/// 面积均: what a following number says of the thing counted.
pub(super) fn names_attribute(words: &[char]) -> bool {
    const ATTRIBUTES: [&str; 8] = ["面积", "规模", "产值", "营收", "收入", "投资额", "估值", "人数"];
    let words = words.strip_suffix(&['均']).or(words.strip_suffix(&['都'])).unwrap_or(words);
    words.len() <= 6 && ATTRIBUTES.iter().any(|word| words.ends_with(&word.chars().collect::<Vec<_>>()))
}

/// …的社区: the noun that closes the phrase which goes on here, in this sentence.
pub(super) fn noun_behind(document: &Document, from: usize) -> Option<Vec<char>> {
    const REACH: usize = 60;
    let clause = document.clause(from);
    let end = end_of_words(document, clause, from);
    let at = (from..end.min(from + REACH)).rev().find(|&at| document.at(at) == '的')?;
    (2..=20).contains(&(end - at - 1)).then(|| document.chars[at + 1..end].to_vec())
}

/// Items of a list, outside brackets and quotation marks.
pub(super) fn split_list(name: &[char], at_conjunctions: bool) -> Vec<Vec<char>> {
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
            && name.get(at + 1) != Some(&'以')
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
pub(super) fn restore_list(lexicon: &Lexicon, items: &[Vec<char>]) -> Vec<Vec<char>> {
    let Some(last) = items.last() else { return Vec::new() };
    let Some((tail_length, ())) = lexicon.tails.before(last, last.len()) else { return items.to_vec() };
    let first = &items[0];
    // 城市、县城污水处理率: what the last item has beyond the others belongs to the tail.
    let others = &items[..items.len() - 1];
    let same_length = others.iter().all(|item| item.len() == first.len());
    let excess = (last.len() - tail_length).saturating_sub(first.len());
    let tail_length =
        tail_length + if same_length && (2..=4).contains(&first.len()) && excess <= 4 { excess } else { 0 };
    let tail = &last[last.len() - tail_length..];
    let own = &last[..last.len() - tail_length];
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

/// 新建, 新建和更新: verbs of a flow in front of the number stay in the name.
pub(super) fn flow_before(lexicon: &Lexicon, name: &[char]) -> Vec<char> {
    let mut end = name.len();
    while let Some((length, ())) = lexicon.flow.before(name, end) {
        end -= length;
        while end > 0 && matches!(name[end - 1], '和' | '、' | '及' | '或') {
            end -= 1;
        }
    }
    name[end..].to_vec()
}
