//! Observations (数据): one value of one indicator for one place and period, with everything that
//! must be known to use it.

use jiff::Timestamp;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::Period;
use crate::people::DataClass;

/// Two times on every value: the period it is about, and since when it is known.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Observation {
    pub id: i64,
    pub indicator: String,
    /// Place code.
    pub place: String,
    #[schema(value_type = String)]
    pub period: Period,
    #[schema(value_type = String)]
    pub value: Decimal,
    pub unit: String,
    pub scope: Scope,
    pub grade: Grade,
    pub status: ObservationStatus,
    pub source: String,
    #[schema(value_type = String, format = DateTime)]
    pub known_since: Timestamp,
    pub dataset: Dataset,
    pub note: Option<String>,
    /// How far it may be seen; 内部 where nothing is said.
    #[serde(default = "internal", skip_serializing_if = "is_internal")]
    pub class: DataClass,
}

fn internal() -> DataClass {
    DataClass::Internal
}

fn is_internal(class: &DataClass) -> bool {
    *class == DataClass::Internal
}

/// Official order of trust: A official and confirmed, B official text in one copy, P official but
/// preliminary, C secondary, D suspect (never used for a judgement). `Demo` is made by a generator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, utoipa::ToSchema)]
pub enum Grade {
    A,
    B,
    P,
    C,
    D,
    /// 演示.
    Demo,
}

/// Which body of data a value belongs to. The two are never mixed in one figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Dataset {
    /// Published figures with sources.
    Real,
    /// 演示: made by a seeded generator.
    Demo,
}

/// The area that a value covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// 全市.
    City,
    /// 管理区口径: without zones managed apart.
    Managed,
    /// 行政区口径: the whole administrative area.
    Administrative,
    /// The source does not say.
    Unstated,
}

impl Scope {
    pub fn in_words(self) -> &'static str {
        match self {
            Scope::City => "全市",
            Scope::Managed => "管理区",
            Scope::Administrative => "行政区",
            Scope::Unstated => "未注明",
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ObservationStatus {
    /// 初步.
    Provisional,
    /// 最终.
    Final,
    /// 修订.
    Revised,
}

impl ObservationStatus {
    pub fn in_words(self) -> &'static str {
        match self {
            ObservationStatus::Provisional => "初步",
            ObservationStatus::Final => "最终",
            ObservationStatus::Revised => "修订",
        }
    }
}

/// A measured quantity (指标).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Indicator {
    /// ASCII snake_case, never reused.
    pub code: String,
    pub name: String,
    pub unit: String,
    pub nature: IndicatorNature,
    /// 口径.
    pub definition: String,
    /// Body that publishes it; official statistics are read-only for all others.
    pub steward: Option<String>,
    pub is_official_statistic: bool,
    pub order: i32,
    /// Below this there is no such number; where nothing is said, nought for what is counted or adds up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    pub min: Option<Decimal>,
    /// 国民经济核算: its versions are called 初步核算 and 最终核实, those of other statistics 初步 and 最终.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_account: bool,
}

impl Indicator {
    /// The bound below which nobody may write a number of it: what it declares, else nought for what is counted or adds
    /// up. A rate (增速) may fall below nought unless it says that it does not (占比).
    pub fn least(&self) -> Option<Decimal> {
        self.min.or(match self.nature {
            IndicatorNature::Flow | IndicatorNature::Stock => Some(Decimal::ZERO),
            IndicatorNature::Rate => None,
        })
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum IndicatorNature {
    /// Adds up over months of a year (flow).
    Flow,
    /// Counted at a date.
    Stock,
    /// Share, rate or ratio.
    Rate,
}

/// Levels on the two sides must not be compared (口径断点).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct SeriesBreak {
    pub indicator: String,
    /// Place code, or nothing when it holds for all places.
    pub place: Option<String>,
    /// Last year before the break.
    pub after_year: i16,
    pub reason: String,
    pub source: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Source {
    pub id: String,
    pub title: String,
    pub publisher: String,
    pub kind: String,
    pub url: Option<String>,
}

/// A disagreement between sources, kept open to view.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Conflict {
    pub place: String,
    pub indicator: String,
    pub period: String,
    pub values: String,
    pub sources: String,
    pub reading: String,
    pub handling: String,
}
