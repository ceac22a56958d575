//! Who may sign for whom: the person needs the 办理角色 of the pack and belongs to the county; for the city, to no county.

use engine::exchange::Signing;
use jiff::Timestamp;
use model::pack::{Agreement, Code, Pack, Transfer};
use model::people::{Capability, DataClass, Extent, Hold};

use super::desk::Held;
use crate::{Actor, App, AppError, Result};

/// What one agreement is judged by.
pub(super) struct Sides<'a> {
    pub pack: &'a Pack,
    pub rule: &'a Agreement,
    pub transfer: &'a Transfer,
    /// Division codes and names, in the order of the parties.
    pub places: Vec<(String, String)>,
}

impl Sides<'_> {
    /// 流出地（安丘市）, 市级.
    pub fn name(&self, place: usize) -> String {
        match (self.rule.parties.get(place), self.places.get(place)) {
            (Some(party), Some((_, name))) => format!("{party}（{name}）"),
            (Some(party), None) => party.clone(),
            (None, _) => "市级".to_string(),
        }
    }

    pub fn role(&self, place: usize) -> &Code {
        self.transfer.signers.get(place).unwrap_or(&self.transfer.confirms)
    }

    pub fn role_name(&self, place: usize) -> String {
        let code = self.role(place);
        let found = self.pack.roles.iter().find(|role| role.code == *code);
        found.map_or_else(|| code.to_string(), |role| role.name.clone())
    }

    pub fn city(&self) -> usize {
        self.rule.parties.len()
    }
}

impl App {
    /// Why somebody may not act for a side; nothing when they may.
    pub(super) async fn side_refusal(&self, actor: &Actor, sides: &Sides<'_>, place: usize) -> Result<Option<String>> {
        let (name, role) = (sides.name(place), sides.role_name(place));
        if !self.has_pack_role(actor, sides.pack, sides.role(place)).await? {
            return Ok(Some(format!(
                "{name}由办理角色“{role}”签署和办理，您没有（机制包“{}”）；请由有该角色的人办理",
                sides.pack.name
            )));
        }
        if actor.is_host() {
            return Ok(None);
        }
        let mut own = actor.assignments().filter(|one| one.role.can(Capability::TakeStep));
        let (is_own, whose) = match sides.places.get(place) {
            Some((code, county)) => (own.any(|one| one.place.as_deref() == Some(code)), format!("{county}的人员")),
            None => (own.any(|one| one.place.is_none()), "市级单位的人员".to_string()),
        };
        Ok((!is_own).then(|| format!("{name}应由{whose}签署和办理，您的岗位不在其内；请由{whose}办理")))
    }

    /// Asks for one of these sides; a refusal is on record and tells why the first one is not open.
    pub(super) async fn demand_side(
        &self,
        actor: &Actor,
        sides: &Sides<'_>,
        (places, object): (&[usize], &str),
        now: Timestamp,
    ) -> Result<()> {
        let mut first = None;
        for place in places {
            match self.side_refusal(actor, sides, *place).await? {
                None => return Ok(()),
                Some(why) => first = first.or(Some(why)),
            }
        }
        Err(self.refused(actor, object, &first.unwrap_or_default(), now).await)
    }

    /// Counties whose agreements somebody sees; nothing for all.
    pub(super) async fn agreement_places(&self, actor: &Actor, pack: &Pack) -> Result<Option<Vec<String>>> {
        let conducts = !self.store.roles_of(&actor.user, pack.code.as_str()).await?.is_empty();
        Ok(match actor.extent(Capability::ReadInternal, DataClass::Internal, conducts) {
            Extent::All => None,
            Extent::Only(holds) => Some(
                holds
                    .into_iter()
                    .filter_map(|hold| match hold {
                        Hold::Place(place) => Some(place),
                        Hold::Agency(_) => None,
                    })
                    .collect(),
            ),
        })
    }

    /// Refuses an agreement between other counties; on record.
    pub(super) async fn demand_agreement(
        &self,
        actor: &Actor,
        (held, pack): (&Held, &Pack),
        now: Timestamp,
    ) -> Result<()> {
        let places = self.agreement_places(actor, pack).await?;
        if held.is_seen_from(places.as_deref()) {
            return Ok(());
        }
        let number = &held.number;
        let message = format!("协议“{number}”在其他县市区之间，您无权查看；需要时请联系县域科");
        Err(self.refused(actor, &format!("agreement/{number}"), &message, now).await)
    }

    pub(super) async fn sides<'a>(&self, pack: &'a Pack, signing: &'a Signing, now: Timestamp) -> Result<Sides<'a>> {
        let rule = &signing.rule;
        let transfer = rule
            .transfer
            .as_ref()
            .ok_or_else(|| AppError::Internal { message: format!("协议“{}”没有声明流转", rule.name) })?;
        let names = self.place_names(now).await?;
        let name = |code: &String| {
            let found = names.iter().find(|place| place.code == *code);
            (code.clone(), found.map_or_else(|| code.clone(), |place| place.name.clone()))
        };
        let places = signing.terms().map(|terms| terms.places.iter().map(name).collect()).unwrap_or_default();
        Ok(Sides { pack, rule, transfer, places })
    }
}
