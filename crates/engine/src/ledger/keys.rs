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

/// What a search for a key found.
#[derive(Debug, Clone, Copy)]
pub(super) struct Looked {
    hash: u32,
    /// The number of the voucher with this key.
    pub seq: Option<u64>,
}

impl Keys {
    pub fn look(&self, key: &str) -> Looked {
        let hash = self.short_hash(key);
        let found = self.table.find(spread(hash), |(known, place)| *known == hash && self.get(KeyId(*place)) == key);
        Looked { hash, seq: found.map(|found| self.list[found.1 as usize].1) }
    }

    /// Adds a key that was looked for and is not known yet.
    pub fn add(&mut self, key: &str, looked: Looked, seq: u64) -> KeyId {
        debug_assert!(looked.seq.is_none() && looked.hash == self.short_hash(key));
        let hash = looked.hash;
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
        let ids: Vec<KeyId> = (0..1000)
            .map(|number| {
                let key = format!("凭证{number}");
                keys.add(&key, keys.look(&key), number + 7)
            })
            .collect();
        assert_eq!(keys.look("凭证0").seq, Some(7));
        assert_eq!(keys.look("凭证999").seq, Some(1006));
        assert_eq!(keys.look("凭证").seq, None);
        assert_eq!((keys.get(ids[0]), keys.get(ids[10])), ("凭证0", "凭证10"));
    }
}
