//! Vouchers (凭证): what one person submits at once. A voucher is posted whole or not at all.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{AccountId, AssetId};
use crate::pack::Code;

/// A line of a posted voucher: the number of the voucher and the place in it, from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct LineId {
    pub seq: u64,
    pub line: u16,
}

/// What is asked for, by whom, on which grounds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Voucher {
    /// Chosen by the one who submits: the same key with the same content is done once, however often it is sent.
    pub key: String,
    pub actor: String,
    /// The day that it is about (生效日期), not the day on which it is written down.
    pub effective: Date,
    /// 依据: the clause.
    pub basis: String,
    /// 文号 of the decision; may be empty where the kind of entry allows it.
    pub document: String,
    /// May be empty.
    pub note: String,
    /// The voucher that this one corrects.
    pub corrects: Option<u64>,
    pub act: Act,
}

/// What a voucher does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// All lines or none. Becomes a proposal when a kind of entry in it needs a second person.
    Post(Vec<Line>),
    /// The second person agrees to the proposal with this number.
    Approve { proposal: u64 },
    /// The proposal is dropped.
    Reject { proposal: u64 },
    /// An approved proposal takes effect after its waiting period.
    Complete { proposal: u64 },
    /// Nothing more is posted that is about this day or an earlier one.
    Close { through: Date },
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// The kind of entry that a pack declares: 下达、划转、冻结.
    pub kind: Code,
    pub movement: Move,
}

/// Amounts are whole numbers of the smallest unit of the asset and greater than zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Move {
    /// Credits `from` and debits `to`.
    Transfer { from: AccountId, to: AccountId, asset: AssetId, amount: i64 },
    /// Keeps the amount of `from` ready for `to` (冻结) until it is posted, given back or the time is over.
    Hold { from: AccountId, to: AccountId, asset: AssetId, amount: i64, until: Timestamp },
    /// Transfers a part of a hold, or all of it.
    PostHold { hold: LineId, amount: i64 },
    /// Gives back what is left of a hold (解冻).
    VoidHold { hold: LineId },
    /// Takes back a part of a transfer that the corrected voucher made, or all of it.
    Reverse { of: LineId, amount: i64 },
}
