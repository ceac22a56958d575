//! What a book keeps of each balance and of each line, small because it may have millions of them.

use std::collections::BTreeMap;
use std::num::NonZeroU32;

use jiff::Timestamp;
use jiff::civil::Date;
use model::ledger::{AccountId, AssetId, Bounds};

use super::text::TextId;

/// What one account has of one asset. Two of them are as large as what the processor fetches at once: a transfer between
/// two of many accounts waits for little else. What is held is kept by [`Holds`], because most positions hold nothing.
#[derive(Debug, Clone, Copy)]
#[repr(align(32))]
pub(super) struct Position {
    pub account: AccountId,
    pub asset: AssetId,
    pub posted: i128,
    /// The last line that touched it; each line names the one before.
    pub last: Before,
    /// The latest day that a transfer of it is about.
    pub latest: Date,
}

const _: () = assert!(size_of::<Position>() == 32);

/// What open holds keep of one position.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Held {
    /// For others.
    pub out: i128,
    /// By others for it.
    pub into: i128,
}

/// The positions that have open holds.
#[derive(Debug, Clone, Default)]
pub(super) struct Holds {
    of: BTreeMap<u32, Held>,
}

impl Holds {
    pub fn get(&self, position: u32) -> Held {
        self.of.get(&position).copied().unwrap_or_default()
    }

    pub fn set(&mut self, position: u32, held: Held) {
        if held == Held::default() {
            self.of.remove(&position);
        } else {
            self.of.insert(position, held);
        }
    }

    /// Holds so much more of one position for another; less where it is negative.
    pub fn add(&mut self, from: u32, to: u32, amount: i128) {
        let giver = self.get(from);
        self.set(from, Held { out: giver.out + amount, ..giver });
        let taker = self.get(to);
        self.set(to, Held { into: taker.into + amount, ..taker });
    }
}

/// Number of bounds in [`KnownBounds`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct BoundsId(u32);

/// The bounds of all accounts, each once: there are as many as kinds of accounts, or a few more.
#[derive(Debug, Clone, Default)]
pub(super) struct KnownBounds {
    list: Vec<Bounds>,
}

impl KnownBounds {
    pub fn keep(&mut self, bounds: Bounds) -> BoundsId {
        let place = self.list.iter().position(|known| *known == bounds).unwrap_or_else(|| {
            self.list.push(bounds);
            self.list.len() - 1
        });
        BoundsId(u32::try_from(place).expect("fewer than four billion bounds"))
    }

    pub fn get(&self, id: BoundsId) -> Bounds {
        self.list[id.0 as usize]
    }
}

/// A line that counts, or waits in a proposal.
#[derive(Debug, Clone)]
pub(super) struct StoredLine {
    /// Place of its entry in the list of entries.
    pub entry: u32,
    pub kind: TextId,
    /// Positions.
    pub from: u32,
    pub to: u32,
    pub amount: i64,
    /// What is left of a hold; what can still be reversed of a transfer.
    pub left: i64,
    pub how: How,
    pub before_from: Before,
    pub before_to: Before,
}

/// The line that touched the same position before, if any. Half as large as an option.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Before(Option<NonZeroU32>);

impl Before {
    pub fn line(place: u32) -> Before {
        Before(NonZeroU32::new(place + 1))
    }

    pub fn place(self) -> Option<u32> {
        self.0.map(|next| next.get() - 1)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum How {
    Transfer,
    Hold {
        until: Timestamp,
    },
    /// Of the hold at that place of the list of lines.
    Post {
        hold: u32,
    },
    Void {
        hold: u32,
    },
    Reverse {
        of: u32,
    },
}

impl How {
    /// Whether balances change, not only holds.
    pub fn moves(self) -> bool {
        match self {
            How::Transfer | How::Post { .. } | How::Reverse { .. } => true,
            How::Hold { .. } | How::Void { .. } => false,
        }
    }
}
