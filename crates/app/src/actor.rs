//! Who acts, and with which rights. Somebody who came over the network has the assignments that were read with the
//! session; somebody at the host itself acts as its administrator. Both leave audit entries.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use model::pack::{Code, Pack};
use model::people::{
    Assignment, Capability, DataClass, Extent, Object, Refusal, Role, extent, holds, may, roles_in_force, sees,
};
use store::NewAudit;

use crate::{App, AppError, Result};

/// Who acts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    pub user: String,
    rights: Rights,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Rights {
    /// At the terminal of the machine that holds the data: whoever has the file is bound by no role.
    Host,
    Held {
        assignments: Arc<[Assignment]>,
        day: Date,
    },
}

impl Actor {
    /// Somebody at the host: the command line, an installation. Never made from a request.
    pub fn new(user: impl Into<String>) -> Actor {
        Actor { user: user.into(), rights: Rights::Host }
    }

    /// Somebody who logged in, with what they hold on that day.
    pub fn entered(user: impl Into<String>, assignments: Vec<Assignment>, day: Date) -> Actor {
        Actor { user: user.into(), rights: Rights::Held { assignments: assignments.into(), day } }
    }

    /// Whether the actor has the capability at all, whatever it is used on.
    pub fn holds(&self, capability: Capability) -> std::result::Result<(), Refusal> {
        match &self.rights {
            Rights::Host => Ok(()),
            Rights::Held { assignments, day } => holds(assignments, *day, capability),
        }
    }

    pub fn may(&self, capability: Capability, object: &Object<'_>) -> std::result::Result<(), Refusal> {
        match &self.rights {
            Rights::Host => Ok(()),
            Rights::Held { assignments, day } => may(assignments, *day, capability, object),
        }
    }

    pub fn sees(&self, object: &Object<'_>) -> bool {
        match &self.rights {
            Rights::Host => true,
            Rights::Held { assignments, day } => sees(assignments, *day, object),
        }
    }

    /// How far a capability extends over rows of a class; `conducts` when the actor holds a 办理角色 of the mechanism.
    pub(crate) fn extent(&self, capability: Capability, class: DataClass, conducts: bool) -> Extent {
        match &self.rights {
            Rights::Host => Extent::All,
            Rights::Held { assignments, day } => extent(assignments, *day, capability, class, conducts),
        }
    }

    /// Roles in force; none for the host, which needs none.
    pub fn roles(&self) -> Vec<Role> {
        match &self.rights {
            Rights::Host => Vec::new(),
            Rights::Held { assignments, day } => roles_in_force(assignments, *day),
        }
    }

    /// Assignments in force; none for the host.
    pub(crate) fn assignments(&self) -> impl Iterator<Item = &Assignment> {
        let held: Option<(&[Assignment], Date)> = match &self.rights {
            Rights::Host => None,
            Rights::Held { assignments, day } => Some((assignments.as_ref(), *day)),
        };
        held.into_iter().flat_map(|(all, day)| all.iter().filter(move |one| one.is_in_force(day)))
    }

    pub fn is_host(&self) -> bool {
        self.rights == Rights::Host
    }

    pub(crate) fn audit(
        &self,
        action: impl Into<String>,
        object: impl Into<String>,
        note: Option<&str>,
        at: Timestamp,
    ) -> NewAudit {
        NewAudit {
            at,
            actor: self.user.clone(),
            action: action.into(),
            object: object.into(),
            note: note.map(str::to_string),
        }
    }
}

impl App {
    /// Lets somebody through a door that asks for a capability; a refusal is on record.
    pub async fn admit(&self, actor: &Actor, capability: Capability, door: &str, now: Timestamp) -> Result<()> {
        match actor.holds(capability) {
            Ok(()) => Ok(()),
            Err(refusal) => Err(self.refused(actor, door, &refusal.to_string(), now).await),
        }
    }

    /// Puts on record that a file went out. `what` is the path that it was asked for by, without what was searched for.
    pub async fn record_export(&self, actor: &Actor, what: &str, now: Timestamp) -> Result<()> {
        Ok(self.store.record(&actor.audit(crate::audit::EXPORTED, what, None, now)).await?)
    }

    /// Asks for one thing; a refusal is on record. `what` names the thing for the person and the record.
    pub(crate) async fn demand(
        &self,
        actor: &Actor,
        capability: Capability,
        object: &Object<'_>,
        what: &str,
        now: Timestamp,
    ) -> Result<()> {
        match actor.may(capability, object) {
            Ok(()) => Ok(()),
            Err(refusal) => Err(self.refused(actor, what, &format!("{what}：{refusal}"), now).await),
        }
    }

    /// Whether somebody has a role of a pack (办理角色). At the host too: the role says whose act it is.
    pub(crate) async fn has_pack_role(&self, actor: &Actor, pack: &Pack, role: &Code) -> Result<bool> {
        let held = self.store.roles_of(&actor.user, pack.code.as_str()).await?;
        Ok(held.iter().any(|held| held == role.as_str()))
    }

    /// Asks for a role of a pack; a refusal is on record. `what` is the business that the role does, `object` the thing
    /// that it is done to.
    pub(crate) async fn demand_pack_role(
        &self,
        actor: &Actor,
        (pack, role): (&Pack, &Code),
        (what, object): (&str, &str),
        now: Timestamp,
    ) -> Result<()> {
        if self.has_pack_role(actor, pack, role).await? {
            return Ok(());
        }
        let name = pack.roles.iter().find(|known| known.code == *role).map_or(role.as_str(), |known| &known.name);
        let message = format!(
            "办理“{what}”需要办理角色“{name}”，您没有（机制包“{}”）；请由有该角色的人办理，或由管理员在服务器上执行 \
             junxian user role {} {} {name} 授予",
            pack.name, actor.user, pack.code
        );
        Err(self.refused(actor, object, &message, now).await)
    }

    pub(crate) async fn refused(&self, actor: &Actor, object: &str, message: &str, now: Timestamp) -> AppError {
        let audit = actor.audit(crate::audit::REFUSED, object, Some(message), now);
        match self.store.record(&audit).await {
            Ok(()) => AppError::Forbidden { message: message.to_string() },
            Err(error) => error.into(),
        }
    }
}

/// A thing about a place, or about the whole city where there is none.
pub(crate) fn about<'a>(place: Option<&'a str>, class: DataClass) -> Object<'a> {
    Object { agency: None, place, class, steward: None, is_official_statistic: false }
}
