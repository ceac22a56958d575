//! How alike two names are: shared pairs of characters (Dice). Never decides what is a duplicate.

use std::collections::BTreeMap;

use super::width::narrowed;

/// Pairs of neighbouring characters with how often each occurs, without spaces, brackets and case.
///
/// A text of one character counts as that character; an empty one has none.
pub fn bigrams(text: &str) -> BTreeMap<(char, char), u32> {
    let ignored = |letter: char| letter.is_whitespace() || "()[]{}<>\"'·.,-_、，。《》“”〔〕".contains(letter);
    let letters: Vec<char> =
        narrowed(text).chars().filter(|letter| !ignored(*letter)).flat_map(char::to_lowercase).collect();
    let mut found = BTreeMap::new();
    if let [only] = letters[..] {
        found.insert((only, '\0'), 1);
    }
    for pair in letters.windows(2) {
        *found.entry((pair[0], pair[1])).or_insert(0) += 1;
    }
    found
}

/// Between 0 (nothing shared) and 1 (the same but for spaces, brackets and case).
pub fn similarity(left: &str, right: &str) -> f64 {
    dice(&bigrams(left), &bigrams(right))
}

pub(super) fn dice(left: &BTreeMap<(char, char), u32>, right: &BTreeMap<(char, char), u32>) -> f64 {
    let total: u32 = left.values().chain(right.values()).sum();
    if total == 0 {
        return 0.0;
    }
    let shared: u32 = left.iter().filter_map(|(pair, count)| right.get(pair).map(|other| (*count).min(*other))).sum();
    f64::from(2 * shared) / f64::from(total)
}

/// The known word that is most like a mistyped one, if any is at all like it.
pub fn nearest<'word>(wrong: &str, known: impl Iterator<Item = &'word str>) -> Option<&'word str> {
    const LIKE: f64 = 0.3;
    let wanted = bigrams(wrong);
    let mut best: Option<(f64, &str)> = None;
    for word in known {
        let alike = dice(&wanted, &bigrams(word));
        if alike >= LIKE && best.is_none_or(|(most, _)| alike > most) {
            best = Some((alike, word));
        }
    }
    best.map(|(_, word)| word)
}
