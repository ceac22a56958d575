//! Status of a target row: computed from data and the calendar, never typed.

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::{Derivation, Observation, TargetRow};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// 已完成.
    Done,
    /// 超进度.
    Ahead,
    /// 达进度.
    OnTrack,
    /// 欠进度.
    Behind,
    /// 无数据.
    NoData,
}

impl Status {
    pub const ALL: [Status; 5] = [Status::Done, Status::Ahead, Status::OnTrack, Status::Behind, Status::NoData];

    pub fn in_words(self) -> &'static str {
        match self {
            Status::Done => "已完成",
            Status::Ahead => "超进度",
            Status::OnTrack => "达进度",
            Status::Behind => "欠进度",
            Status::NoData => "无数据",
        }
    }
}

/// A named rule that turns figures into a status; data, not code (`presets/status.toml`).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct StatusPreset {
    pub code: String,
    pub name: String,
    /// One sentence for the reader of a bulletin.
    pub description: String,
    /// Where the rule was seen.
    pub basis: String,
    pub rule: PresetRule,
    /// Word and colour per status; colour never stands alone.
    pub labels: Vec<(Status, String, String)>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum PresetRule {
    /// Achieved share against the share of time that has passed (序时).
    TimeShare {
        /// Percentage points above the time share from which it counts as 超进度.
        #[schema(value_type = String)]
        ahead_margin: Decimal,
        /// Percentage points below the time share that are still 达进度.
        #[schema(value_type = String)]
        behind_margin: Decimal,
    },
    /// Only the deadline counts (时限). Before it `Ahead` means more days are left than `warn_days`,
    /// `OnTrack` that the deadline is near; the labels say so in words.
    Deadline { warn_days: i32 },
    /// Every month must reach its share of the demand (月度三色). `Behind` when the latest month falls
    /// short, `OnTrack` when an earlier shortfall has been made up, `Ahead` when no month fell short.
    MonthlyCatchUp,
}

/// The status of one row as of a date, with all that explains it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct TargetOutcome {
    pub row: TargetRow,
    pub status: Status,
    #[schema(value_type = String, format = Date)]
    pub as_of: Date,
    /// The value that was judged; nothing when there is none.
    pub actual: Option<Observation>,
    /// The latest published value when it could not be judged (too old, other definition).
    pub latest: Option<Observation>,
    /// Achieved share of the demand, percent.
    #[schema(value_type = Option<String>)]
    pub achieved_share: Option<Decimal>,
    /// Share of the time that has passed, percent.
    #[schema(value_type = Option<String>)]
    pub time_share: Option<Decimal>,
    /// Demand minus actual in the target's unit; positive means still missing.
    #[schema(value_type = Option<String>)]
    pub gap: Option<Decimal>,
    /// Rate per year still required, percent; nothing across a break of series or after the deadline.
    #[schema(value_type = Option<String>)]
    pub required_rate: Option<Decimal>,
    /// One result per year for yearly targets.
    pub years: Vec<YearOutcome>,
    /// In Chinese: why this status.
    pub reason: String,
    /// Further remarks: preliminary figure, series break, tolerance not declared, other definition.
    pub notes: Vec<String>,
    pub derivation: Derivation,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct YearOutcome {
    pub year: i16,
    pub status: Status,
    pub actual: Option<Observation>,
}
