//! Accounts, roles, settings and bodies together, as they stand inside a transaction. Never decides what is enough of them.

use std::collections::BTreeMap;

use model::people::{Agency, ChangeFault, Setting};

use super::{agencies, assignments, settings};
use crate::sql::Change;
use crate::{Result, StoredAssignment, StoredUser, users};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    pub users: Vec<StoredUser>,
    pub held: Vec<StoredAssignment>,
    /// The settings that were ever set.
    pub settings: BTreeMap<Setting, i64>,
    /// Every description that any body ever had.
    pub agencies_ever: Vec<Agency>,
}

impl Standing {
    /// All bodies as they stand, in the order of their codes.
    pub fn agencies(&self) -> Vec<Agency> {
        let newest: BTreeMap<&str, &Agency> = self.agencies_ever.iter().map(|one| (one.code.as_str(), one)).collect();
        newest.into_values().cloned().collect()
    }
}

/// Says from what stood before and what would stand after whether changes may be carried out.
pub type StandingCheck<'c> = &'c (dyn Fn(&Standing, &Standing) -> std::result::Result<(), ChangeFault> + Send + Sync);

pub(super) async fn standing(change: &mut Change) -> Result<Standing> {
    Ok(Standing {
        users: users::all(change).await?,
        held: assignments::all(change).await?,
        settings: settings::all(change).await?,
        agencies_ever: agencies::ever(change).await?,
    })
}
