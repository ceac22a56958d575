//! What a run of an allocation (分配) gave to whom, with everything needed to follow and to check it.
//!
//! Data only. Amounts are exact; they are whole multiples of the unit that the rule hands out in.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::pack::Code;
use crate::{ParameterUsed, Period};

/// One allocation of one period.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AllocationOutcome {
    pub pack: Code,
    pub version: String,
    pub allocation: Code,
    pub name: String,
    pub period: Period,
    pub unit: String,
    /// The smallest amount that is handed out.
    pub step: Decimal,
    pub budget: Decimal,
    /// What is left where all have reached their caps and the rule lets the rest be kept.
    pub surplus: Decimal,
    /// In the order of the subjects.
    pub grants: Vec<Grant>,
    /// Subjects that are outside of the allocation because a condition is not true.
    pub outside: Vec<String>,
    pub shares: Vec<ShareSummary>,
    pub proof: Vec<ProofLine>,
    pub parameters: Vec<ParameterUsed>,
}

/// A component by which the budget is split.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ShareSummary {
    pub code: Code,
    pub name: String,
    pub unit: String,
    pub weight: Decimal,
    /// Sum of the values of all subjects.
    pub total: Decimal,
}

/// What one subject gets, and why.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Grant {
    pub key: String,
    /// In the order of the components.
    pub values: Vec<Decimal>,
    /// Of all shares, in percent; six decimals.
    pub share: Decimal,
    /// Given before anything is split.
    pub base: Decimal,
    /// What the share alone would give, before caps and floors; rounded down to a hundredth of the step.
    pub by_share: Decimal,
    pub floor: Option<Decimal>,
    pub cap: Option<Decimal>,
    pub binding: Binding,
    pub rounding: Rounding,
    pub amount: Decimal,
    /// In sentences, for the subject itself.
    pub reasons: Vec<String>,
}

/// Which rule decided the amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Binding {
    /// The share, at the same rate for all who are not bound.
    Share,
    Floor,
    Cap,
    /// Without a share: the base alone.
    Base,
}

/// How an amount became a whole multiple of the step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rounding {
    Exact,
    Up,
    Down,
}

/// Something that was checked after the fact, from the amounts alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProofLine {
    pub claim: String,
    pub holds: bool,
    /// The figures behind it.
    pub figures: String,
}

impl AllocationOutcome {
    pub fn grant(&self, key: &str) -> Option<&Grant> {
        self.grants.iter().find(|grant| grant.key == key)
    }
}
