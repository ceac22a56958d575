//! Accounts with what they hold, what can be proposed for them, and the own account.

use std::collections::BTreeMap;

use jiff::Timestamp;
use model::PlaceKind;
use model::people::{Bound, Capability, Role, Setting, SettingRule};
use store::{StoredAssignment, StoredUser};

use super::words::Lookup;
use crate::view::{
    AccessGuide, AccountState, Named, OwnAccount, PackRoleView, RoleCard, RoleHolder, SettingView, UserRow,
};
use crate::{Actor, App, AppError, Result};

impl App {
    /// All accounts, in the order of their names.
    pub async fn accounts(&self, now: Timestamp) -> Result<Vec<UserRow>> {
        let lookup = self.lookup(now).await?;
        let mut identities = self.identities().await?;
        let mut rows = Vec::new();
        for user in self.store.users().await? {
            let identity = identities.remove(&user.name);
            rows.push(self.user_row(&user, identity, &lookup, now).await?);
        }
        Ok(rows)
    }

    pub async fn own_account(&self, actor: &Actor, now: Timestamp) -> Result<OwnAccount> {
        let user = self.store.user(&actor.user).await?;
        let user = user.ok_or_else(|| AppError::not_found(format!("用户“{}”", actor.user)))?;
        let lookup = self.lookup(now).await?;
        let users = self.store.user_names().await?;
        let mine = lookup.held.iter().filter(|held| {
            let one = &held.assignment;
            one.deputy_of.as_deref() == Some(&actor.user) && one.valid_to.is_none_or(|to| to >= lookup.today)
        });
        Ok(OwnAccount {
            account: self.user_row(&user, self.identities().await?.remove(&user.name), &lookup, now).await?,
            issuer: self.declared_issuer().map(|issuer| issuer.name.clone()),
            password_since: user.password_since,
            password_until: lookup.policy.password_until(user.password_since),
            idle_minutes: lookup.policy.value(Setting::IdleMinutes),
            recovery_codes_left: self.store.recovery_codes_left(&actor.user).await?,
            deputies: mine.map(|held| holder(held, &users, &lookup)).collect(),
            capabilities: named(Capability::ALL.into_iter().filter(|one| actor.holds(*one).is_ok()))?,
        })
    }

    /// By which name each account is linked at the issuer that is declared.
    async fn identities(&self) -> Result<BTreeMap<String, String>> {
        let Some(issuer) = self.declared_issuer() else { return Ok(BTreeMap::new()) };
        let mut found = BTreeMap::new();
        for (user, held) in self.store.identities().await? {
            if let Some(own) = held.into_iter().find(|one| one.issuer == issuer.issuer) {
                found.insert(user, own.subject);
            }
        }
        Ok(found)
    }

    async fn user_row(
        &self,
        user: &StoredUser,
        identity: Option<String>,
        lookup: &Lookup,
        now: Timestamp,
    ) -> Result<UserRow> {
        // Who enters by the issuer does not wait for the one-time password to be used.
        let over = || lookup.policy.one_time_over(user, now).filter(|_| identity.is_none());
        let closed = lookup.policy.closed(user, now).or_else(over);
        let (state, words) = match (closed, user.locked_until.filter(|until| *until > now)) {
            (Some(reason), _) => (AccountState::Closed, reason),
            (None, Some(until)) => (AccountState::Locked, format!("锁定至 {}", crate::time_in_words(until))),
            (None, None) if user.last_login.is_none() => (AccountState::New, "未登录过".to_string()),
            (None, None) => (AccountState::Active, "正常".to_string()),
        };
        let mine = lookup.held.iter().filter(|held| held.assignment.user == user.name);
        let pack_roles = self.store.pack_roles_of(&user.name).await?;
        Ok(UserRow {
            user: user.name.clone(),
            display_name: user.display_name.clone(),
            state,
            state_in_words: words,
            last_login: user.last_login,
            expires_on: user.expires_on,
            expires_in_days: lookup.policy.told(user.expires_on, lookup.today),
            has_second_factor: user.second_factor.is_some(),
            identity,
            assignments: mine.map(|held| lookup.assignment(held)).collect(),
            pack_roles: pack_roles.iter().map(|(pack, role)| lookup.pack_role(pack, role)).collect(),
        })
    }

    /// What can be proposed, who may what, and the settings.
    pub async fn access_guide(&self, now: Timestamp) -> Result<AccessGuide> {
        let lookup = self.lookup(now).await?;
        let card = |role: Role| {
            let can = Capability::ALL.into_iter().filter(|capability| role.can(*capability));
            Ok(RoleCard {
                role,
                name: role.in_words().to_string(),
                needs_agency: matches!(role.bound(), Bound::Agency | Bound::AgencyOrPlace),
                needs_place: matches!(role.bound(), Bound::Place | Bound::AgencyOrPlace),
                capabilities: named(can)?.into_iter().map(|one| one.code).collect(),
            })
        };
        let counties = lookup.places.iter().filter(|place| matches!(place.kind, PlaceKind::County | PlaceKind::Zone));
        let setting = |rule: &SettingRule| SettingView {
            setting: rule.setting,
            name: rule.setting.in_words().to_string(),
            unit: rule.setting.unit().to_string(),
            value: lookup.policy.value(rule.setting),
            min: rule.min,
            max: rule.max,
            origin: rule.origin,
            origin_in_words: rule.origin.in_words().to_string(),
            basis: rule.basis.clone(),
        };
        let mut pack_roles: Vec<PackRoleView> = Vec::new();
        for pack in self.packs.newest_usable() {
            let name = Named { code: pack.code.to_string(), name: pack.name.clone() };
            pack_roles.extend(pack.roles.iter().map(|role| PackRoleView {
                pack: name.clone(),
                role: Named { code: role.code.to_string(), name: role.name.clone() },
            }));
        }
        Ok(AccessGuide {
            roles: Role::ALL.into_iter().map(card).collect::<Result<_>>()?,
            capabilities: named(Capability::ALL.into_iter())?,
            pack_roles,
            places: counties.map(|place| Named { code: place.code.clone(), name: place.name.clone() }).collect(),
            settings: lookup.policy.rules.iter().map(setting).collect(),
            issuer: self.declared_issuer().map(|issuer| issuer.name.clone()),
        })
    }
}

/// A role with the name of who holds it.
pub(super) fn holder(held: &StoredAssignment, users: &[(String, String)], lookup: &Lookup) -> RoleHolder {
    let user = held.assignment.user.clone();
    let shown = users.iter().find(|(name, _)| *name == user).map_or(user.clone(), |(_, shown)| shown.clone());
    RoleHolder { user, display_name: shown, assignment: lookup.assignment(held) }
}

/// Code and words of capabilities.
fn named(capabilities: impl Iterator<Item = Capability>) -> Result<Vec<Named>> {
    capabilities
        .map(|one| {
            let code = serde_json::to_value(one)?.as_str().unwrap_or_default().to_string();
            Ok(Named { code, name: one.in_words().to_string() })
        })
        .collect()
}
