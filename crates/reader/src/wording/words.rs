//! Words to be found at, or right before, a place of the text; the longest wins.

use std::collections::BTreeMap;

/// Words to be found at, or right before, a place of the text; the longest wins.
#[derive(Debug, Clone)]
pub(crate) struct Words<T> {
    by_first: BTreeMap<char, Vec<(Vec<char>, T)>>,
    by_last: BTreeMap<char, Vec<(Vec<char>, T)>>,
}

impl<T: Clone> Words<T> {
    pub(super) fn new(words: impl IntoIterator<Item = (String, T)>) -> Words<T> {
        let mut found = Words { by_first: BTreeMap::new(), by_last: BTreeMap::new() };
        for (word, value) in words {
            let chars: Vec<char> = word.chars().map(crate::document::normalise).collect();
            if let (Some(&first), Some(&last)) = (chars.first(), chars.last()) {
                found.by_first.entry(first).or_default().push((chars.clone(), value.clone()));
                found.by_last.entry(last).or_default().push((chars, value));
            }
        }
        for list in found.by_first.values_mut().chain(found.by_last.values_mut()) {
            list.sort_by_key(|(chars, _)| std::cmp::Reverse(chars.len()));
        }
        found
    }

    /// The longest word that starts here: its length and meaning.
    pub fn at(&self, text: &[char], position: usize) -> Option<(usize, &T)> {
        let rest = text.get(position..)?;
        let list = self.by_first.get(rest.first()?)?;
        list.iter().find(|(word, _)| rest.starts_with(word)).map(|(word, value)| (word.len(), value))
    }

    /// The longest word that ends here.
    pub fn before(&self, text: &[char], position: usize) -> Option<(usize, &T)> {
        let head = text.get(..position)?;
        let list = self.by_last.get(head.last()?)?;
        list.iter().find(|(word, _)| head.ends_with(word)).map(|(word, value)| (word.len(), value))
    }

    /// The first word anywhere in the text: its place, length and meaning.
    pub fn find(&self, text: &[char]) -> Option<(usize, usize, &T)> {
        (0..text.len()).find_map(|position| self.at(text, position).map(|(length, value)| (position, length, value)))
    }

    pub fn is_in(&self, text: &[char]) -> bool {
        self.find(text).is_some()
    }
}
