//! Findings about a plan: consistency between targets, and open points that a person must settle.

use serde::{Deserialize, Serialize};

use crate::Derivation;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Finding {
    /// Stable within a plan: `sum-T01`, `open-group-2.1`.
    pub id: String,
    pub kind: FindingKind,
    pub weight: Weight,
    /// One sentence in Chinese: 十二个县市区目标合计约7400亿元,高于全市7000亿元,一致.
    pub message: String,
    /// What to do about it, when something is to be done.
    pub advice: Option<String>,
    pub tasks: Vec<String>,
    /// Labels of `tasks` as printed, in the same order.
    #[serde(default)]
    pub clauses: Vec<String>,
    pub targets: Vec<String>,
    pub derivation: Option<Derivation>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum FindingKind {
    /// Parts against the whole.
    Sum,
    /// Yearly flow against total.
    YearlyFlow,
    /// The same indicator in two clauses.
    SameIndicator,
    /// 市直有关部门 and the like.
    OpenGroup,
    /// Several leads and no main lead.
    ManyLeads,
    /// 左右, 近 without a declared tolerance.
    Tolerance,
    /// A target without an indicator that measures it.
    NoIndicator,
    /// A task without duties.
    NoDuty,
    /// A suggested correction of the text.
    Text,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Weight {
    /// Blocks the sign-off of the decomposition.
    Blocking,
    /// A person should decide.
    Open,
    /// Good to know.
    Info,
}
