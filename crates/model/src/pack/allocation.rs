//! Allocations (分配): what is split among whom, by which factors, between which bounds; never computed here.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{Code, Constant, Cycle, Expression, LedgerPosting, SourceSpan, Subject};
use crate::UnitOfMeasure;

/// A budget or quota split among subjects (因素法分配).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Allocation {
    pub code: Code,
    pub name: String,
    pub basis: String,
    /// May be empty.
    pub definition: String,
    pub subject: Subject,
    pub cycle: Cycle,
    /// Of budget, base, floor and cap.
    pub unit: UnitOfMeasure,
    /// The smallest amount that is handed out; greater than zero.
    pub step: Decimal,
    pub budget: Budget,
    /// A flag; subjects for which it is not true get nothing and are listed as outside.
    pub condition: Expression,
    /// Given before anything is split; nothing where all is split.
    pub base: Option<Expression>,
    pub floor: Option<Expression>,
    pub cap: Option<Expression>,
    /// At least one.
    pub factors: Vec<AllocationFactor>,
    pub surplus: Surplus,
    /// Nothing where grants are not posted.
    #[serde(default)]
    pub posting: Option<LedgerPosting>,
    pub span: SourceSpan,
}

/// What is split.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Budget {
    Constant(Constant),
    /// The same number for every subject: a sum over the register, counted over all rows, also those that get nothing.
    Formula(Expression),
}

/// A number by which the budget is split (分配因素).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AllocationFactor {
    pub code: Code,
    pub name: String,
    pub unit: UnitOfMeasure,
    /// Not negative; a missing value stops the allocation.
    pub value: Expression,
    /// In proportion to the weights of the other factors.
    pub weight: Constant,
    pub span: SourceSpan,
}

/// What happens with what nobody may take because all have reached their caps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Surplus {
    /// The allocation is refused: caps and budget contradict each other.
    Refuse,
    /// It stays where the budget comes from (结余留存).
    Keep,
}
