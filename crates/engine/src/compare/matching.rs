//! Pairs the items of two lists: first by equal keys, then by likeness. The pairs do not depend on which list is
//! called old, and the time grows linearly: likeness is only asked for items that share a rare pair of characters.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// A pair of characters that more items than this share says nothing.
const SHARED_MAX: usize = 32;
/// Characters of an item that are looked at.
const CHARACTERS_MAX: usize = 64;
/// Pairs less alike than this (in thousandths) are different things.
const ALIKE_MIN: usize = 500;

/// Who belongs to whom, both ways.
pub(super) struct Matches {
    pub new_of: Vec<Option<usize>>,
    pub old_of: Vec<Option<usize>>,
}

impl Matches {
    pub(super) fn none(old: usize, new: usize) -> Matches {
        Matches { new_of: vec![None; old], old_of: vec![None; new] }
    }

    pub(super) fn new_of(&self, old: usize) -> Option<usize> {
        self.new_of.get(old).copied().flatten()
    }

    pub(super) fn old_of(&self, new: usize) -> Option<usize> {
        self.old_of.get(new).copied().flatten()
    }

    fn pair(&mut self, old: usize, new: usize) {
        if self.new_of(old).is_none()
            && self.old_of(new).is_none()
            && let (Some(new_of), Some(old_of)) = (self.new_of.get_mut(old), self.old_of.get_mut(new))
        {
            *new_of = Some(new);
            *old_of = Some(old);
        }
    }

    /// Pairs what has the same key and is still free: first with first, second with second. No key, no pair.
    pub(super) fn by_key<Key: Ord>(&mut self, old: impl Fn(usize) -> Option<Key>, new: impl Fn(usize) -> Option<Key>) {
        let mut free: BTreeMap<Key, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
        for place in (0..self.new_of.len()).filter(|place| self.new_of(*place).is_none()) {
            if let Some(key) = old(place) {
                free.entry(key).or_default().0.push(place);
            }
        }
        for place in (0..self.old_of.len()).filter(|place| self.old_of(*place).is_none()) {
            if let Some(key) = new(place) {
                free.entry(key).or_default().1.push(place);
            }
        }
        for (olds, news) in free.into_values() {
            for (old, new) in olds.into_iter().zip(news) {
                self.pair(old, new);
            }
        }
    }

    /// Pairs what is alike, the most alike first. `asked` pairs are looked at whatever they share; `bonus` adds
    /// thousandths, or forbids a pair.
    pub(super) fn by_likeness(
        &mut self,
        old: &[Likeness],
        new: &[Likeness],
        asked: &[(usize, usize)],
        bonus: impl Fn(usize, usize) -> Option<usize>,
    ) {
        let old_index = index(old, |place| self.new_of(place).is_none());
        let new_index = index(new, |place| self.old_of(place).is_none());
        let mut pairs: BTreeSet<(usize, usize)> = asked.iter().copied().collect();
        for (token, olds) in &old_index {
            let Some(news) = new_index.get(token) else { continue };
            if olds.len() <= SHARED_MAX && news.len() <= SHARED_MAX {
                pairs.extend(olds.iter().flat_map(|old| news.iter().map(|new| (*old, *new))));
            }
        }
        let mut scored = Vec::new();
        for (one, other) in pairs {
            let (Some(left), Some(right)) = (old.get(one), new.get(other)) else { continue };
            if let Some(more) = bonus(one, other) {
                let score = left.alike(right) + more;
                if score >= ALIKE_MIN {
                    // The last two parts decide ties the same way from either side.
                    scored.push((Reverse(score), one.abs_diff(other), one + other, one, other));
                }
            }
        }
        scored.sort_unstable();
        for (_, _, _, old, new) in scored {
            self.pair(old, new);
        }
    }
}

/// Pairs of neighbouring characters of an item, within a group that alone is searched.
pub(super) struct Likeness {
    group: usize,
    tokens: Vec<(char, char)>,
}

impl Likeness {
    pub(super) fn of(group: usize, words: &str) -> Likeness {
        let characters: Vec<char> = words.chars().filter(|c| c.is_alphanumeric()).take(CHARACTERS_MAX).collect();
        let pairs = characters.windows(2).filter_map(|pair| Some((*pair.first()?, *pair.last()?)));
        let mut tokens: Vec<(char, char)> = pairs.collect();
        if let (true, Some(only)) = (tokens.is_empty(), characters.first()) {
            tokens.push((*only, *only));
        }
        tokens.sort_unstable();
        tokens.dedup();
        Likeness { group, tokens }
    }

    /// Dice's coefficient in thousandths.
    fn alike(&self, other: &Likeness) -> usize {
        let held: BTreeSet<&(char, char)> = self.tokens.iter().collect();
        let common = other.tokens.iter().filter(|token| held.contains(token)).count();
        let all = self.tokens.len() + other.tokens.len();
        (2000 * common).checked_div(all).unwrap_or(0)
    }
}

type Index = BTreeMap<(usize, (char, char)), Vec<usize>>;

fn index(items: &[Likeness], is_free: impl Fn(usize) -> bool) -> Index {
    let mut index = Index::new();
    for (place, item) in items.iter().enumerate().filter(|(place, _)| is_free(*place)) {
        for token in &item.tokens {
            index.entry((item.group, *token)).or_default().push(place);
        }
    }
    index
}

/// Places of a list that keep their order: the longest rising row of the values (patience sorting).
pub(super) fn rising(values: &[usize]) -> BTreeSet<usize> {
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(values.len());
    for (place, value) in values.iter().enumerate() {
        let length = ends.partition_point(|end| values.get(*end).is_some_and(|held| held < value));
        before.push(length.checked_sub(1).and_then(|shorter| ends.get(shorter)).copied());
        match ends.get_mut(length) {
            Some(end) => *end = place,
            None => ends.push(place),
        }
    }
    let mut row = BTreeSet::new();
    let mut next = ends.last().copied();
    while let Some(place) = next {
        row.insert(place);
        next = before.get(place).copied().flatten();
    }
    row
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_rising_row_keeps_its_places() {
        assert_eq!(rising(&[3, 0, 1, 2]), BTreeSet::from([1, 2, 3]));
        assert_eq!(rising(&[]), BTreeSet::new());
        assert_eq!(rising(&[0, 1, 5, 2, 3]), BTreeSet::from([0, 1, 3, 4]));
    }

    #[test]
    fn likeness_is_counted_in_shared_pairs_of_characters() {
        let alike = |one: &str, other: &str| Likeness::of(0, one).alike(&Likeness::of(0, other));
        assert_eq!(alike("培育企业", "培育企业"), 1000);
        assert_eq!(alike("培育企业", "培育龙头企业"), 500);
        assert_eq!(alike("培育企业", "修建公路"), 0);
        assert_eq!(alike("", ""), 0);
    }

    #[test]
    fn the_most_alike_pair_wins() {
        let likeness = |list: &[&str]| list.iter().map(|words| Likeness::of(0, words)).collect::<Vec<_>>();
        let mut matches = Matches::none(2, 2);
        matches.by_likeness(
            &likeness(&["培育龙头企业", "培育企业"]),
            &likeness(&["培育优质企业", "培育龙头企业和项目"]),
            &[],
            |_, _| Some(0),
        );
        assert_eq!(matches.new_of, [Some(1), Some(0)]);
    }
}
