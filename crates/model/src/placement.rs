//! What a run of a placement (项目落地) decided, with everything needed to follow and to check it.
//!
//! Data only. Amounts are exact.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::pack::Code;
use crate::{ParameterUsed, Period, ProofLine};

/// One placement of one period.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PlacementOutcome {
    pub pack: Code,
    pub version: String,
    pub placement: Code,
    pub name: String,
    pub period: Period,
    pub unit: String,
    /// Sum of the values of what is placed.
    pub value: Decimal,
    /// No placement is worth more; proved by the prices of the limits.
    pub bound: Decimal,
    /// In the order of the projects.
    pub projects: Vec<ProjectPlaced>,
    /// In the order of quotas, then places.
    pub limits: Vec<LimitUse>,
    pub proof: Vec<ProofLine>,
    pub parameters: Vec<ParameterUsed>,
}

/// Where a project goes, or why it goes nowhere.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ProjectPlaced {
    pub project: String,
    pub place: Option<String>,
    /// Key of the row that was chosen.
    pub row: Option<String>,
    pub value: Option<Decimal>,
    /// In sentences, for the project itself.
    pub reasons: Vec<String>,
}

/// A limit with what was taken of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LimitUse {
    /// 寿光市用地.
    pub name: String,
    pub unit: String,
    pub is_floor: bool,
    pub bound: Decimal,
    pub taken: Decimal,
    /// What one unit more would be worth by the relaxed problem, rounded down to four decimals; zero where it would be
    /// worth nothing, or so little that it cannot be told from the noise of the computation.
    pub price: Decimal,
    /// Where all arrangements were gone through: the smallest widening that brings more. Nothing where none does, where it
    /// is not known, and in outcomes from before it was looked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<LimitStep>,
    /// What widening the limit would bring, in a sentence; empty where it would be worth nothing.
    pub words: String,
}

/// How much wider a limit must be before more can be had.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LimitStep {
    /// More of a cap, less of a floor; in the unit of the limit.
    pub by: Decimal,
    pub gain: Decimal,
}
