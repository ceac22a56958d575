//! Rules of placements (项目落地): which project at which place, under quotas of several kinds.

use serde::{Deserialize, Serialize};

use super::{Code, Constant, Expression, LedgerPosting, SourceSpan};
use crate::UnitOfMeasure;

/// Projects are put at places, each at one at most, so that their values sum to as much as the quotas allow.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Placement {
    pub code: Code,
    pub name: String,
    pub basis: String,
    /// May be empty.
    pub definition: String,
    /// One row for each project and place that could take it.
    pub register: Code,
    /// Field of the register that says which rows are of one project.
    pub project: Code,
    /// Field of the register that says the place.
    pub place: Code,
    /// Register with one row for each place: what may be used there.
    pub limits: Code,
    /// Field of the limits that says the place.
    pub limits_place: Code,
    /// A flag over the register; rows for which it is not true are no choice.
    pub condition: Expression,
    /// A flag over the register; a project with a row for which it is true must be placed.
    pub required: Option<Expression>,
    /// What a row is worth, over the register.
    pub value: Expression,
    /// Of the value.
    pub unit: UnitOfMeasure,
    /// At least one.
    pub quotas: Vec<Quota>,
    pub floors: Vec<QuotaFloor>,
    /// Nothing where what is placed is not posted. The project holds the account, each quota says its asset.
    #[serde(default)]
    pub posting: Option<LedgerPosting>,
    pub span: SourceSpan,
}

/// Something scarce that projects use up (指标).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Quota {
    pub code: Code,
    pub name: String,
    pub unit: UnitOfMeasure,
    /// Over the register; not negative.
    pub amount: Expression,
    /// What a place has, over the limits; nothing where only the total counts.
    pub cap: Option<Expression>,
    /// What all places have together.
    pub total: Option<Constant>,
    /// As which asset of the ledger it is posted; nothing where it is not.
    #[serde(default)]
    pub asset: Option<Code>,
    pub span: SourceSpan,
}

/// What each place must get at least (保底).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct QuotaFloor {
    pub code: Code,
    pub name: String,
    pub unit: UnitOfMeasure,
    /// Over the register; not negative.
    pub amount: Expression,
    /// Over the limits.
    pub least: Expression,
    pub span: SourceSpan,
}

impl Placement {
    /// Every formula, in the order of the declaration.
    pub fn expressions(&self) -> impl Iterator<Item = &Expression> {
        let own = [Some(&self.condition), self.required.as_ref(), Some(&self.value)].into_iter().flatten();
        let quotas = self.quotas.iter().flat_map(|quota| [Some(&quota.amount), quota.cap.as_ref()]).flatten();
        own.chain(quotas).chain(self.floors.iter().flat_map(|floor| [&floor.amount, &floor.least]))
    }
}
