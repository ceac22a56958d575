//! What became known since a run of an evaluation was frozen, and a run on what is known now.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Figures that a frozen run used and that are other ones now (所用数据已有新版本).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct NewerView {
    /// What was known by then is in the run.
    #[schema(value_type = String, format = DateTime)]
    pub used: Timestamp,
    /// What was known by then is compared with it; a run on the new figures names it.
    #[schema(value_type = String, format = DateTime)]
    pub known_by: Timestamp,
    /// As many as `count`, or the first of them.
    pub figures: Vec<NewerFigure>,
    /// How many the person may see; those that they may not are not told.
    pub count: usize,
    /// Why no other run can take its place; nothing when one can.
    pub replace: Option<String>,
}

/// One figure that is another one now.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct NewerFigure {
    /// 地区生产总值（亿元）.
    pub what: String,
    /// Place or row.
    pub of: String,
    pub period_in_words: String,
    pub before: String,
    pub after: String,
    /// 初步核算 v1 → 最终核实 v2; nothing for a row of a register.
    pub versions: Option<String>,
}

/// A run on the figures that were looked at, in place of the one that stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct RerunRequest {
    /// `known_by` of what was looked at.
    #[schema(value_type = String, format = DateTime)]
    pub known_by: Timestamp,
    pub reason: String,
}
