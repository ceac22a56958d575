//! Assets (标的): what is moved, of which vintage and jurisdiction, in which unit and how finely.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::UnitOfMeasure;
use crate::pack::Code;

/// Number of an asset within its ledger, in the order of definition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct AssetId(pub u32);

/// Kind × vintage × jurisdiction. Amounts of two assets never add up.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct AssetName {
    pub kind: Code,
    /// 年度、批次; empty where the kind has none.
    pub vintage: String,
    /// Code of the place that issued it; empty where the kind has none.
    pub jurisdiction: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asset {
    pub name: AssetName,
    /// As users see it: 新增建设用地计划指标（2026）.
    pub label: String,
    pub unit: UnitOfMeasure,
    /// Digits after the point; an amount of 1 is the last of them.
    pub decimals: u8,
    /// After this day only entries that say so may move it (收回、结转).
    pub last_day: Option<Date>,
}
