//! The keys of vouchers: each known once, found by its text. Never forgets one.
//!
//! A book of a million vouchers has a million keys, all different and mostly looked for only to find that they are new:
//! their texts lie in one piece, and the table keeps whole hashes, so that neither a search nor growth reads the texts.

use std::hash::{BuildHasher, RandomState};

use hashbrown::HashTable;

/// Number of a key in [`Keys`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct KeyId(u32);

#[derive(Debug, Clone, Default)]
pub(super) struct Keys {
    hasher: RandomState,
    /// All keys, one after the other.
    text: String,
    /// Where each key ends in `text`, and the number of its voucher.
    list: Vec<(usize, u64)>,
    /// Hash in short and place in `list`: small, because every search is a walk to memory.
    table: HashTable<(u32, u32)>,
}

impl Keys {
    /// The number of the voucher with this key.
    pub fn seq_of(&self, key: &str) -> Option<u64> {
        let hash = self.short_hash(key);
        let found = self.table.find(spread(hash), |(known, place)| *known == hash && self.get(KeyId(*place)) == key)?;
        Some(self.list[found.1 as usize].1)
    }

    /// Adds a key that is not known yet.
    pub fn add(&mut self, key: &str, seq: u64) -> KeyId {
        debug_assert!(self.seq_of(key).is_none());
        let hash = self.short_hash(key);
        let id = self.next();
        self.text.push_str(key);
        self.list.push((self.text.len(), seq));
        self.table.insert_unique(spread(hash), (hash, id.0), |(hash, _)| spread(*hash));
        id
    }

    fn short_hash(&self, key: &str) -> u32 {
        // The upper half is dropped on purpose.
        (self.hasher.hash_one(key) & u64::from(u32::MAX)) as u32
    }

    /// The number that the next key gets.
    pub fn next(&self) -> KeyId {
        KeyId(u32::try_from(self.list.len()).expect("fewer than four billion keys"))
    }

    pub fn get(&self, id: KeyId) -> &str {
        let place = id.0 as usize;
        let start = place.checked_sub(1).map_or(0, |before| self.list[before].0);
        &self.text[start..self.list[place].0]
    }
}

/// The table takes its place from the low bits and its mark from the high ones: both need to be there.
fn spread(hash: u32) -> u64 {
    u64::from(hash).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_found_by_its_text_alone() {
        let mut keys = Keys::default();
        let ids: Vec<KeyId> = (0..1000).map(|number| keys.add(&format!("凭证{number}"), number + 7)).collect();
        assert_eq!(keys.seq_of("凭证0"), Some(7));
        assert_eq!(keys.seq_of("凭证999"), Some(1006));
        assert_eq!(keys.seq_of("凭证"), None);
        assert_eq!((keys.get(ids[0]), keys.get(ids[10])), ("凭证0", "凭证10"));
    }
}
