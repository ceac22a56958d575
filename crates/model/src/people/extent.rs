//! Which rows a capability of somebody extends to, as a condition that a database can ask. Never looks anything up and
//! never reaches further than [`may`](super::may) allows.

use jiff::civil::Date;

use super::assignment::Assignment;
use super::decide::{DataClass, changes};
use super::role::{Capability, Role};

/// Rows of one class that somebody reaches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Extent {
    All,
    /// Those of any of these; of none when there is none.
    Only(Vec<Hold>),
}

/// By what rows belong to somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hold {
    /// Division code of the place that they are about.
    Place(String),
    /// Code of the body that they belong to.
    Agency(String),
}

/// What assignments in force on the day extend to, together. `conducts` says that the person holds a 办理角色 of the
/// mechanism: a department with one works on the rows of all counties, a county stays at its own.
pub fn extent(held: &[Assignment], day: Date, capability: Capability, class: DataClass, conducts: bool) -> Extent {
    let mut holds: Vec<Hold> = Vec::new();
    for one in held.iter().filter(|one| one.is_in_force(day)) {
        let reads_public = class == DataClass::Public && !changes(capability);
        let asked = if reads_public { Capability::ReadPublished } else { capability };
        if !one.role.can(asked) {
            continue;
        }
        let hold = match (one.role, &one.place, &one.agency) {
            _ if reads_public => return Extent::All,
            (Role::Planner, ..) => return Extent::All,
            (Role::Leader | Role::Supervisor | Role::Statistician, ..) if class == DataClass::Internal => {
                return Extent::All;
            }
            (Role::CountyLiaison | Role::Signer, Some(place), _) => Hold::Place(place.clone()),
            (Role::Liaison | Role::Signer, _, Some(_)) if conducts => return Extent::All,
            (Role::Liaison | Role::Signer | Role::Enterprise, _, Some(agency)) => Hold::Agency(agency.clone()),
            _ => continue,
        };
        if !holds.contains(&hold) {
            holds.push(hold);
        }
    }
    Extent::Only(holds)
}
