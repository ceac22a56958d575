//! What a record says again of the one before it, and how that is marked: `docs/ledger-log.md`, shortened records.
//!
//! Only a posting that follows a posting is shortened, and only within what is committed together.

use jiff::Timestamp;
use jiff::civil::Date;

use super::text::TextId;

/// What a voucher says beside its key, its act and its lines; an opening says its time and its actor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Head {
    pub time: Timestamp,
    pub actor: TextId,
    pub day: Date,
    pub basis: TextId,
    pub document: TextId,
    pub note: TextId,
    pub corrects: Option<u64>,
}

impl Head {
    pub fn opening(time: Timestamp, actor: TextId) -> Head {
        let nothing = TextId::EMPTY;
        Head { time, actor, day: Date::MIN, basis: nothing, document: nothing, note: nothing, corrects: None }
    }
}

/// Number of a head in [`Heads`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct HeadId(u32);

/// The heads of all records. Most records have that of the one before: it is kept once for all of them.
#[derive(Debug, Clone, Default)]
pub(super) struct Heads {
    list: Vec<Head>,
}

impl Heads {
    pub fn keep(&mut self, head: &Head) -> HeadId {
        if self.list.last() != Some(head) {
            self.list.push(*head);
        }
        HeadId(u32::try_from(self.list.len() - 1).expect("fewer than four billion heads"))
    }

    pub fn get(&self, id: HeadId) -> &Head {
        &self.list[id.0 as usize]
    }
}

/// The fields that a record has in common with the one before, one bit each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Repeats(u8);

impl Repeats {
    pub const NONE: Repeats = Repeats(0);
    pub const TIME: u8 = 1;
    pub const ACTOR: u8 = 1 << 1;
    pub const DAY: u8 = 1 << 2;
    pub const BASIS: u8 = 1 << 3;
    pub const DOCUMENT: u8 = 1 << 4;
    pub const NOTE: u8 = 1 << 5;
    pub const CORRECTS: u8 = 1 << 6;
    const ALL: u8 = (1 << 7) - 1;

    pub fn of(head: &Head, before: &Head) -> Repeats {
        let same = |is_same: bool, field: u8| if is_same { field } else { 0 };
        Repeats(
            same(head.time == before.time, Repeats::TIME)
                | same(head.actor == before.actor, Repeats::ACTOR)
                | same(head.day == before.day, Repeats::DAY)
                | same(head.basis == before.basis, Repeats::BASIS)
                | same(head.document == before.document, Repeats::DOCUMENT)
                | same(head.note == before.note, Repeats::NOTE)
                | same(head.corrects == before.corrects, Repeats::CORRECTS),
        )
    }

    pub fn has(self, field: u8) -> bool {
        self.0 & field != 0
    }

    /// The mark as it stands in the second field of a record.
    pub fn push(self, out: &mut String) {
        out.push('=');
        for four in [self.0 >> 4, self.0 & 15] {
            out.push(char::from_digit(u32::from(four), 16).expect("four bits are one digit"));
        }
    }

    /// Reads what follows the sign of equality.
    pub fn read(digits: &str) -> Option<Repeats> {
        let is_digit = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
        if digits.len() != 2 || !digits.bytes().all(is_digit) {
            return None;
        }
        let bits = u8::from_str_radix(digits, 16).ok()?;
        (bits != 0 && bits & !Repeats::ALL == 0).then_some(Repeats(bits))
    }
}

/// How a record is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Whole,
    /// Without what the record before says, where both are postings.
    Short,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_read_as_it_is_written() {
        for bits in 1..=Repeats::ALL {
            let mut out = String::new();
            Repeats(bits).push(&mut out);
            assert_eq!(out.strip_prefix('=').and_then(Repeats::read), Some(Repeats(bits)));
        }
        for text in ["", "0", "00", "80", "ff", "7F", "+1", "1 ", "7f0"] {
            assert_eq!(Repeats::read(text), None, "{text}");
        }
    }
}
