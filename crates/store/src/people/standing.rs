//! Accounts, roles and settings together, as they stand inside a transaction. Never decides what is enough of them.

use std::collections::BTreeMap;

use model::people::{ChangeFault, Setting};

use super::{assignments, settings};
use crate::sql::Change;
use crate::{Result, StoredAssignment, StoredUser, users};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    pub users: Vec<StoredUser>,
    pub held: Vec<StoredAssignment>,
    /// The settings that were ever set.
    pub settings: BTreeMap<Setting, i64>,
}

/// Says from what stood before and what would stand after whether changes may be carried out.
pub type StandingCheck<'c> = &'c (dyn Fn(&Standing, &Standing) -> std::result::Result<(), ChangeFault> + Send + Sync);

pub(super) async fn standing(change: &mut Change) -> Result<Standing> {
    Ok(Standing {
        users: users::all(change).await?,
        held: assignments::all(change).await?,
        settings: settings::all(change).await?,
    })
}
