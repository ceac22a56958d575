//! The keys of vouchers: each known once, found by its text. Never forgets one.
//!
//! A book of a million vouchers has a million keys, all different and mostly looked for only to find that they are new:
//! their texts lie in one piece, and the table keeps whole hashes, so that neither a search nor growth reads the texts.

use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashTable};

/// Number of a key in [`Keys`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct KeyId(u32);

#[derive(Debug, Clone, Default)]
pub(super) struct Keys {
    hasher: DefaultHashBuilder,
    /// All keys, one after the other.
    text: String,
    /// Where each key ends in `text`, and the number of its voucher.
    list: Vec<(u32, u32)>,
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
        Looked { hash, seq: found.map(|found| self.list[found.1 as usize].1.into()) }
    }

    /// Adds a key that was looked for and is not known yet.
    pub fn add(&mut self, key: &str, looked: Looked, seq: u64) -> KeyId {
        debug_assert!(looked.seq.is_none() && looked.hash == self.short_hash(key));
        let hash = looked.hash;
        let id = self.next();
        self.text.push_str(key);
        let end = u32::try_from(self.text.len()).expect("keys of less than four gigabytes");
        self.list.push((end, u32::try_from(seq).expect("fewer than four billion entries")));
        self.table.insert_unique(spread(hash), (hash, id.0), |(hash, _)| spread(*hash));
        id
    }

    /// All but the last character says where in the table the key belongs; the last one goes into its mark. Keys are
    /// mostly numbered one after the other, and the next one then lies beside the last one rather than far away.
    fn short_hash(&self, key: &str) -> u32 {
        let (last, before) = key.as_bytes().split_last().map_or((0, &[][..]), |(last, before)| (*last, before));
        let hash = self.hasher.hash_one(before);
        let mark = ((hash >> PLACE_BITS) ^ u64::from(last)) & MARK_MASK;
        // Seven and twenty-five bits.
        ((mark << PLACE_BITS) | (hash & PLACE_MASK)) as u32
    }

    /// The number that the next key gets.
    pub fn next(&self) -> KeyId {
        KeyId(u32::try_from(self.list.len()).expect("fewer than four billion keys"))
    }

    pub fn get(&self, id: KeyId) -> &str {
        let place = id.0 as usize;
        let start = place.checked_sub(1).map_or(0, |before| self.list[before].0);
        &self.text[start as usize..self.list[place].0 as usize]
    }
}

const PLACE_BITS: u32 = 25;
const PLACE_MASK: u64 = (1 << PLACE_BITS) - 1;
const MARK_MASK: u64 = (1 << 7) - 1;

/// The table takes its place from the low bits and its mark from the seven highest ones.
fn spread(hash: u32) -> u64 {
    (u64::from(hash >> PLACE_BITS) << 57) | (u64::from(hash) & PLACE_MASK)
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
        assert_eq!(keys.look("").seq, None);
    }
}
