//! Carries out approved changes of accounts and rights, each with an audit entry of its own, in one transaction.

use std::collections::BTreeMap;

use model::people::{AccessChange, ChangeFault};

use super::accounts::{NewUser, add, enable, set_hash};
use super::identities::{self, Identity};
use super::{agencies, assignments, second_factor, settings};
use crate::registers::grant_role;
use crate::sql::Change;
use crate::{NewAudit, Result, StoreError};

/// Hash of a one-time password.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Secret(pub String);

pub(super) async fn apply(
    change: &mut Change,
    asked: &AccessChange,
    proposal: i64,
    secrets: &BTreeMap<String, Secret>,
    decision: &NewAudit,
) -> Result<std::result::Result<(), ChangeFault>> {
    let object = asked.user().map_or_else(|| format!("proposal/{proposal}"), |user| format!("user/{user}"));
    let audit = NewAudit {
        action: asked.action().to_string(),
        object,
        note: Some(format!("第 {proposal} 号申请")),
        ..decision.clone()
    };
    let secret = |user: &str| {
        let missing = || StoreError::Missing { what: format!("用户“{user}”的一次性密码") };
        secrets.get(user).map(|secret| secret.0.as_str()).ok_or_else(missing)
    };
    match asked {
        AccessChange::Open { user, display_name, expires_on } => {
            let new = NewUser {
                name: user.clone(),
                display_name: display_name.clone(),
                password_hash: secret(user)?.to_string(),
                must_change_password: true,
                expires_on: *expires_on,
            };
            add(change, &new, &audit).await?;
        }
        AccessChange::Grant { assignment } => {
            return Ok(assignments::grant(change, assignment, &audit).await?.map_err(ChangeFault::from));
        }
        AccessChange::End { assignment, on, reason } => {
            assignments::end(change, *assignment, *on, reason, &audit).await?;
        }
        AccessChange::PackRole { user, pack, role, is_granted } => {
            grant_role(change, (pack, role), user, *is_granted, &audit).await?;
        }
        AccessChange::ResetPassword { user } => {
            set_hash(change, user, secret(user)?, true, None, &audit).await?;
        }
        AccessChange::ResetSecondFactor { user } => second_factor::forget(change, user, &audit).await?,
        AccessChange::Disable { user } => enable(change, user, None, &audit).await?,
        AccessChange::Enable { user, expires_on } => enable(change, user, Some(*expires_on), &audit).await?,
        AccessChange::LinkIdentity { user, subject, issuer } => {
            let identity = Identity { issuer: issuer.clone(), subject: subject.clone() };
            return identities::link(change, user, &identity, &audit).await;
        }
        AccessChange::UnlinkIdentity { user } => return identities::unlink(change, user, &audit).await,
        AccessChange::Set { setting, value } => settings::set(change, *setting, *value, &audit).await?,
        AccessChange::Agency { agency, .. } => {
            agencies::save(change, agency, &audit).await?;
        }
    }
    Ok(Ok(()))
}
