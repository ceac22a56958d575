//! How alike two texts are: shared pairs of characters (Dice for duplicates and mistyped names, Jaccard where a pack asks).
//! Never decides what is a duplicate.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::width::narrowed;

/// Pairs of neighbouring characters with how often each occurs, without spaces, brackets and case.
///
/// A text of one character counts as that character; an empty one has none.
pub fn bigrams(text: &str) -> BTreeMap<(char, char), u32> {
    let letters = plain(text);
    let mut found = BTreeMap::new();
    if let [only] = letters[..] {
        found.insert((only, '\0'), 1);
    }
    for pair in letters.windows(2) {
        *found.entry((pair[0], pair[1])).or_insert(0) += 1;
    }
    found
}

/// Without spaces, brackets and case.
fn plain(text: &str) -> Vec<char> {
    let ignored = |letter: char| letter.is_whitespace() || "()[]{}<>\"'·.,-_、，。《》“”〔〕".contains(letter);
    narrowed(text).chars().filter(|letter| !ignored(*letter)).flat_map(char::to_lowercase).collect()
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

/// Between 0 and 1: the pairs of neighbouring characters that both have among those that either has (Jaccard), to ten
/// decimals. Two texts without any character have nothing in common.
pub fn jaccard(left: &str, right: &str) -> Decimal {
    let (left, right) = (bigrams(left), bigrams(right));
    let shared = left.keys().filter(|pair| right.contains_key(*pair)).count();
    match left.len() + right.len() - shared {
        0 => Decimal::ZERO,
        all => (Decimal::from(shared) / Decimal::from(all)).round_dp(10),
    }
}

/// What two texts share, as people read it: runs of the first one whose pairs of characters the second one has too.
pub fn shared(left: &str, right: &str) -> Vec<String> {
    let other = bigrams(right);
    let letters = plain(left);
    if let [only] = letters[..] {
        return if other.contains_key(&(only, '\0')) { vec![only.to_string()] } else { Vec::new() };
    }
    let mut runs: Vec<String> = Vec::new();
    let mut is_run = false;
    for pair in letters.windows(2) {
        let is_shared = other.contains_key(&(pair[0], pair[1]));
        match runs.last_mut().filter(|_| is_run && is_shared) {
            Some(run) => run.push(pair[1]),
            None if is_shared => runs.push(pair.iter().collect()),
            None => {}
        }
        is_run = is_shared;
    }
    let mut told = std::collections::BTreeSet::new();
    runs.retain(|run| told.insert(run.clone()));
    runs
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn likeness_is_the_share_of_pairs_that_both_have_and_the_runs_are_named() {
        let told = |left: &str, right: &str| (jaccard(left, right).normalize().to_string(), shared(left, right));
        // 深沟、沟球、球轴、轴承 and 球轴、轴承: two of four.
        assert_eq!(told("深沟球轴承", "球轴承"), ("0.5".to_string(), vec!["球轴承".to_string()]));
        assert_eq!(told("齿轮", "轴承"), ("0".to_string(), Vec::new()));
        assert_eq!(told("轴承（6204）", "轴承 6204"), ("1".to_string(), vec!["轴承6204".to_string()]));
        assert_eq!(told("铜", "铜"), ("1".to_string(), vec!["铜".to_string()]));
        assert_eq!(told("", ""), ("0".to_string(), Vec::new()));
        // Two runs with something else between them.
        assert_eq!(shared("汽车零件与轴承", "汽车轴承"), ["汽车", "轴承"]);
    }
}
