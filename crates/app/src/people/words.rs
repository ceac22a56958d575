//! People, bodies and changes as words: names of the day instead of codes.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use model::Place;
use model::people::{AccessChange, Agency, Assignment, agency_named};
use store::StoredAssignment;

use super::agency_words::agency_change;
use crate::packs::Packs;
use crate::users::Policy;
use crate::view::{AssignmentView, Named, PackRoleView};
use crate::{App, Result, day_in_china};

/// What codes mean today.
pub(super) struct Lookup {
    pub agencies: Vec<Agency>,
    pub places: Vec<Place>,
    pub held: Vec<StoredAssignment>,
    pub policy: Policy,
    packs: Arc<Packs>,
    pub today: Date,
}

impl App {
    pub(super) async fn lookup(&self, now: Timestamp) -> Result<Lookup> {
        Ok(Lookup {
            agencies: self.store.agencies().await?,
            places: self.store.dictionaries(now).await?.places.clone(),
            held: self.store.assignments().await?,
            policy: self.policy().await?,
            packs: self.packs.clone(),
            today: day_in_china(now),
        })
    }
}

impl Lookup {
    pub fn agency(&self, code: &str) -> String {
        self.agency_on(code, self.today)
    }

    pub fn agency_on(&self, code: &str, day: Date) -> String {
        agency_named(&self.agencies, code, day).map_or(code, |agency| agency.name_on(day)).to_string()
    }

    pub fn place(&self, code: &str) -> String {
        self.places.iter().find(|place| place.code == code).map_or(code, |place| place.name.as_str()).to_string()
    }

    /// 县市区联络员（寿光市）.
    pub fn role(&self, one: &Assignment) -> String {
        let agency = one.agency.as_deref().map(|code| self.agency(code));
        let place = one.place.as_deref().map(|code| self.place(code));
        let bound: Vec<String> = [agency, place].into_iter().flatten().collect();
        match bound.is_empty() {
            true => one.role.in_words().to_string(),
            false => format!("{}（{}）", one.role.in_words(), bound.join("、")),
        }
    }

    pub fn assignment(&self, held: &StoredAssignment) -> AssignmentView {
        let one = &held.assignment;
        AssignmentView {
            id: held.id,
            role: one.role,
            agency: one.agency.clone(),
            place: one.place.clone(),
            in_words: self.role(one),
            valid_from: one.valid_from,
            valid_to: one.valid_to,
            deputy_of: one.deputy_of.clone(),
            is_in_force: one.is_in_force(self.today),
            ends_in_days: self.policy.ends_soon(one, &self.held, self.today),
            granted_by: held.granted_by.clone(),
            end_reason: held.ended.as_ref().map(|end| end.reason.clone()),
        }
    }

    pub fn pack_role(&self, pack: &str, role: &str) -> PackRoleView {
        let checked = self.packs.newest(pack).ok().and_then(|version| version.usable().ok().cloned());
        let name = checked.as_ref().map_or(pack, |pack| pack.name.as_str()).to_string();
        let found = checked.iter().flat_map(|pack| &pack.roles).find(|known| known.code.as_str() == role);
        PackRoleView {
            pack: Named { code: pack.to_string(), name },
            role: Named { code: role.to_string(), name: found.map_or(role, |known| known.name.as_str()).to_string() },
        }
    }

    /// Who loses what they hold in the place of somebody when that ends.
    fn deputies(&self, lent: &Assignment, on: Date) -> String {
        let is_lent = |one: &&Assignment| {
            let is_same = (one.role, &one.agency, &one.place) == (lent.role, &lent.agency, &lent.place);
            let is_later = one.valid_to.is_none_or(|to| to > on && to >= one.valid_from);
            one.deputy_of.as_deref() == Some(&lent.user) && is_same && is_later
        };
        let users = self.held.iter().map(|held| &held.assignment).filter(is_lent).map(|one| format!("“{}”", one.user));
        let users: Vec<String> = users.collect();
        if users.is_empty() { String::new() } else { format!("；{}的代理同时终止", users.join("、")) }
    }

    pub fn change(&self, change: &AccessChange) -> String {
        let until = |day: &Option<Date>| day.map(|day| format!("，{day} 到期")).unwrap_or_default();
        match change {
            AccessChange::Open { user, display_name, expires_on } => {
                format!("新增用户“{user}”（{display_name}）{}", until(expires_on))
            }
            AccessChange::Grant { assignment } => {
                let to = assignment.valid_to.map(|day| format!("至 {day}")).unwrap_or_default();
                let deputy = assignment.deputy_of.as_deref().map(|user| format!("，代理“{user}”")).unwrap_or_default();
                let (user, role, from) = (&assignment.user, self.role(assignment), assignment.valid_from);
                format!("授予“{user}”岗位：{role}，自 {from} 起{to}{deputy}")
            }
            AccessChange::End { assignment, on, reason } => {
                let held = self.held.iter().find(|one| one.id == *assignment);
                let what = held.map_or_else(
                    || format!("第 {assignment} 号岗位"),
                    |held| format!("“{}”的岗位：{}", held.assignment.user, self.role(&held.assignment)),
                );
                let deputies = held.map(|held| self.deputies(&held.assignment, *on)).unwrap_or_default();
                format!("终止{what}，最后一天 {on}，理由：{reason}{deputies}")
            }
            AccessChange::PackRole { user, pack, role, is_granted } => {
                let found = self.pack_role(pack, role);
                let verb = if *is_granted { "授予" } else { "收回" };
                format!("{verb}“{user}”的办理角色：{}·{}", found.pack.name, found.role.name)
            }
            AccessChange::ResetPassword { user } => format!("重置“{user}”的密码"),
            AccessChange::ResetSecondFactor { user } => format!("重置“{user}”的动态口令"),
            AccessChange::Disable { user } => format!("停用账户“{user}”"),
            AccessChange::Enable { user, expires_on } => format!("启用账户“{user}”{}", until(expires_on)),
            AccessChange::LinkIdentity { user, subject, issuer } => {
                format!("“{user}”关联统一身份“{subject}”（{issuer}）")
            }
            AccessChange::UnlinkIdentity { user } => format!("解除“{user}”的统一身份关联"),
            AccessChange::Agency { agency, before } => agency_change(agency, before.as_deref(), self),
            AccessChange::Set { setting, value } => {
                format!("“{}”改为 {value}{}", setting.in_words(), setting.unit())
            }
        }
    }
}
