//! Accounts with what they hold, what can be proposed for them, and the own account.

use jiff::{SignedDuration, Timestamp};
use model::PlaceKind;
use model::people::{Bound, Capability, Role, Setting};
use store::StoredUser;

use super::words::Lookup;
use crate::users::Policy;
use crate::view::{AccessGuide, AccountState, Named, OwnAccount, PackRoleView, RoleCard, SettingView, UserRow};
use crate::{Actor, App, AppError, Result, day_in_china};

impl App {
    /// All accounts, in the order of their names.
    pub async fn accounts(&self, now: Timestamp) -> Result<Vec<UserRow>> {
        let (lookup, policy) = (self.lookup(now).await?, self.policy().await?);
        let mut rows = Vec::new();
        for user in self.store.users().await? {
            rows.push(self.user_row(&user, &lookup, &policy, now).await?);
        }
        Ok(rows)
    }

    pub async fn own_account(&self, actor: &Actor, now: Timestamp) -> Result<OwnAccount> {
        let user = self.store.user(&actor.user).await?;
        let user = user.ok_or_else(|| AppError::not_found(format!("用户“{}”", actor.user)))?;
        let (lookup, policy) = (self.lookup(now).await?, self.policy().await?);
        let days = SignedDuration::from_hours(24 * policy.value(Setting::PasswordDays));
        Ok(OwnAccount {
            account: self.user_row(&user, &lookup, &policy, now).await?,
            password_since: user.password_since,
            password_until: user.password_since.map(|since| day_in_china(since + days)),
            idle_minutes: policy.value(Setting::IdleMinutes),
            capabilities: named(Capability::ALL.into_iter().filter(|one| actor.holds(*one).is_ok()))?,
        })
    }

    async fn user_row(&self, user: &StoredUser, lookup: &Lookup, policy: &Policy, now: Timestamp) -> Result<UserRow> {
        let (state, words) = match (policy.closed(user, now), user.locked_until.filter(|until| *until > now)) {
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
            has_second_factor: user.second_factor.is_some(),
            assignments: mine.map(|held| lookup.assignment(held)).collect(),
            pack_roles: pack_roles.iter().map(|(pack, role)| lookup.pack_role(pack, role)).collect(),
        })
    }

    /// What can be proposed, who may what, and the settings.
    pub async fn access_guide(&self, now: Timestamp) -> Result<AccessGuide> {
        let (lookup, policy) = (self.lookup(now).await?, self.policy().await?);
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
        let setting = |setting: Setting| {
            let (min, max) = setting.limits();
            SettingView {
                setting,
                name: setting.in_words().to_string(),
                unit: setting.unit().to_string(),
                value: policy.value(setting),
                min,
                max,
                basis: setting.basis().to_string(),
            }
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
            settings: Setting::ALL.into_iter().map(setting).collect(),
        })
    }
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
