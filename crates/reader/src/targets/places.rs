//! Places at the head of a clause: 甲县、乙县达到… names whom the value holds for.

use crate::wording::Lexicon;

/// The places named at the start of these words, and how many characters they take.
pub(super) fn leading(lexicon: &Lexicon, head: &[char]) -> (Vec<String>, usize) {
    let mut places = Vec::new();
    let mut at = 0;
    while let Some(length) = place(lexicon, &head[at..]) {
        places.push(head[at..at + length].iter().collect());
        at += length;
        match head.get(at) {
            Some('、' | '和' | '及' | '与') if place(lexicon, &head[at + 1..]).is_some() => at += 1,
            _ => break,
        }
    }
    (places, at)
}

/// Length of the place name here: two to four characters that end in 市, 县, 区, …
fn place(lexicon: &Lexicon, words: &[char]) -> Option<usize> {
    let limit = words.len().min(5);
    let length = (3..=limit)
        .chain([2])
        .filter(|&length| length <= limit)
        .find(|&length| lexicon.place_suffix.before(&words[..length], length).is_some() && is_name(&words[..length]))?;
    // Three characters (某城区, 某山区) may be a county; the last two alone, or four of them, are not.
    let name = &words[..length];
    let is_common = (1..=length).any(|end| lexicon.place_common.before(&words[..end], end).is_some())
        || (length != 3 && lexicon.place_ambiguous.before(name, length).is_some());
    // 甲县域, 甲市场: the suffix goes on as another word.
    let goes_on = matches!(
        words.get(length),
        Some('域' | '场' | '级' | '民' | '直' | '间' | '政' | '块' | '位' | '属' | '内' | '外' | '值' | '别')
    );
    let is_phrase =
        starts_with_preposition(words) || lexicon.carry.at(words, 0).is_some() || words.get(length) == Some(&'(');
    (!is_common && !goes_on && !is_phrase && !holds_verb(lexicon, name)).then_some(length)
}

/// 稳步推进省…: no name of a place holds such a verb.
fn holds_verb(lexicon: &Lexicon, words: &[char]) -> bool {
    lexicon.works_set_aside.is_in(words)
}

fn is_name(words: &[char]) -> bool {
    words.iter().all(|&c| crate::metadata::is_cjk(c))
        && !words.iter().any(|c| "的和与及在等各全每个所该其此至".contains(*c))
}

/// The issuing place as a whole (全市) at the start of these words.
pub(super) fn whole(lexicon: &Lexicon, head: &[char]) -> usize {
    lexicon.place_whole.at(head, 0).map_or(0, |(length, _)| length)
}

/// A class of counties at the start: 丘陵山区县(市、区).
pub(super) fn class(head: &[char]) -> usize {
    const CLASS: [&str; 4] = ["县(市、区)", "县(市)", "县市区", "区县"];
    let limit = head.len().min(16);
    for start in 0..limit {
        if matches!(head[start], ',' | '、' | '的') {
            return 0;
        }
        for class in CLASS {
            let class: Vec<char> = class.chars().collect();
            let end = start + class.len();
            let goes_on = !class.contains(&'(') && head.get(end) == Some(&'(');
            if start >= 2 && !goes_on && head[start..].starts_with(&class) && !starts_with_preposition(head) {
                return end;
            }
        }
    }
    0
}

fn starts_with_preposition(head: &[char]) -> bool {
    ["面向", "针对", "围绕", "对", "在", "为", "支持", "鼓励", "推动", "指导", "各", "每"]
        .iter()
        .any(|word| word.chars().zip(head).filter(|(a, b)| a == *b).count() == word.chars().count())
}
