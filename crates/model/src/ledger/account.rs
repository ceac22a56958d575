//! Accounts (账户): who holds, in which role, within which bounds.

use serde::{Deserialize, Serialize};

use crate::pack::Code;

/// Number of an account within its ledger, in the order of opening.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct AccountId(pub u32);

/// What names an account: the kind that a pack declares, and the code of the place, project or firm that holds it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct AccountName {
    pub kind: Code,
    /// Empty when there is only one account of the kind, such as a pool.
    pub holder: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    pub name: AccountName,
    /// As users see it: 寒亭区 · 县级账户.
    pub label: String,
    pub bounds: Bounds,
}

/// What a balance may be, in the smallest unit of an asset. Holds count: what is held back cannot be spent, and what is
/// promised fills the room above.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Bounds {
    pub min: Option<i64>,
    pub max: Option<i64>,
}

impl Bounds {
    pub const FREE: Bounds = Bounds { min: None, max: None };
    pub const NOT_NEGATIVE: Bounds = Bounds { min: Some(0), max: None };
}
