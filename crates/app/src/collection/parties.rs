//! For which bodies somebody acts: the agencies and counties of their assignments, and the planning section.

use engine::collection::Response;
use jiff::Timestamp;
use model::collection::Party;
use model::people::Role;
use model::{Place, PlaceKind};

use super::loaded::LoadedRequest;
use crate::{Actor, App, AppError, Result, day_in_china};

/// The planning section acts under this code; no agency has it.
const PLANNER: &str = "planner";
/// The office that checks what others did.
pub(super) const SUPERVISOR: &str = "supervisor";
/// What stands where a person acts for nobody, so that a refusal can say so.
const NOBODY: &str = "nobody";

/// Who somebody is in the cycle.
#[derive(Debug, Clone)]
pub(crate) struct Acting {
    /// Those of their assignments, each once, in order.
    pub parties: Vec<Party>,
    pub is_planner: bool,
    pub roles: Vec<Role>,
}

impl Acting {
    pub fn is(&self, code: &str) -> bool {
        self.parties.iter().any(|party| party.code == code)
    }

    /// Follows the work of all bodies.
    pub fn sees_all(&self) -> bool {
        self.is_planner || self.roles.iter().any(|role| matches!(role, Role::Leader | Role::Supervisor))
    }

    pub(super) fn may_see(&self, held: &LoadedRequest, response: &Response) -> bool {
        let signers = held.request.signers_of(&response.respondent.party.code);
        self.sees_all()
            || self.is(&held.request.reviewer.code)
            || self.is(&response.respondent.party.code)
            || signers.iter().any(|signer| self.is(&signer.code))
    }

    /// Enters instructions of leaders and checks whether they are done.
    pub fn supervises(&self) -> bool {
        self.is_planner || self.roles.contains(&Role::Supervisor)
    }

    /// Acts as the wanted body when the person may, else as the planning section, else as the first body they have.
    pub fn party_for(&self, wanted: &str) -> Party {
        let own = self.parties.iter().find(|party| party.code == wanted);
        let planner = self.is_planner.then(planner);
        own.cloned()
            .or(planner)
            .or_else(|| self.parties.first().cloned())
            .unwrap_or_else(|| Party { code: NOBODY.to_string(), name: "未分配单位的账户".to_string() })
    }
}

pub(super) fn planner() -> Party {
    Party { code: PLANNER.to_string(), name: "县域科".to_string() }
}

impl App {
    pub(crate) async fn acting(&self, actor: &Actor, now: Timestamp) -> Result<Acting> {
        let roles = actor.roles();
        let mut parties: Vec<Party> = Vec::new();
        let known = self.known_parties(now).await?;
        for assignment in actor.assignments() {
            let code = match assignment.role {
                Role::Liaison | Role::CountyLiaison | Role::Signer => {
                    assignment.place.as_deref().or(assignment.agency.as_deref())
                }
                // Checks what others did, for an office of its own.
                Role::Supervisor => {
                    parties.push(Party { code: SUPERVISOR.to_string(), name: "督查机构".to_string() });
                    None
                }
                Role::Planner
                | Role::Leader
                | Role::Statistician
                | Role::Enterprise
                | Role::Bank
                | Role::Researcher
                | Role::SystemAdministrator
                | Role::SecurityAdministrator
                | Role::AuditAdministrator => None,
            };
            let Some(code) = code else { continue };
            if !parties.iter().any(|party| party.code == code)
                && let Some(party) = known.iter().find(|party| party.code == code)
            {
                parties.push(party.clone());
            }
        }
        Ok(Acting { parties, is_planner: roles.contains(&Role::Planner), roles })
    }

    /// Agencies that exist today and counties, by code and name of today.
    pub(super) async fn known_parties(&self, now: Timestamp) -> Result<Vec<Party>> {
        let (agencies, counties) = self.agencies_and_counties(now).await?;
        Ok(agencies.into_iter().chain(counties).collect())
    }

    pub(crate) async fn agencies_and_counties(&self, now: Timestamp) -> Result<(Vec<Party>, Vec<Party>)> {
        let today = day_in_china(now);
        let agencies = self.store.agencies().await?;
        let agencies = agencies
            .iter()
            .filter(|agency| agency.exists_on(today))
            .map(|agency| Party { code: agency.code.clone(), name: agency.name_on(today).to_string() })
            .collect();
        let places = self.store.dictionaries(now).await?.places.clone();
        let is_county = |place: &&Place| matches!(place.kind, PlaceKind::County | PlaceKind::Zone);
        let counties = places
            .iter()
            .filter(is_county)
            .map(|place| Party { code: place.code.clone(), name: place.name.clone() })
            .collect();
        Ok((agencies, counties))
    }

    pub(super) async fn party(&self, code: &str, now: Timestamp) -> Result<Party> {
        let known = self.known_parties(now).await?;
        let found = known.into_iter().find(|party| party.code == code || party.name == code);
        found.ok_or_else(|| AppError::not_found(format!("单位“{code}”")))
    }
}
