//! People, bodies and rights: agencies with their history, roles, who holds which role when, and what that allows.
//!
//! Decides from what it is given. Never asks who is logged in, never reads a clock.

mod agency;
mod assignment;
mod change;
mod decide;
mod extent;
mod names;
mod policy;
mod role;
mod timeline;
mod unheld;

#[cfg(test)]
mod tests;

pub use agency::{Agency, AgencyFault, AgencyKind, DatedName, Succession, SuccessionKind, agency_named, heirs};
pub use assignment::{Assignment, AssignmentFault, check_assignment, check_deputy, exclusion};
pub use change::{AccessChange, ChangeFault};
pub use decide::{DataClass, Object, Refusal, holds, may, roles_in_force, sees};
pub use extent::{Extent, Hold, extent};
pub use names::Names;
pub use policy::{RuleOrigin, RulesFault, Setting, SettingFault, SettingRule, SettingRules};
pub use role::{Bound, Capability, Role};
pub use timeline::{AgencyEvent, AgencyEventKind, timeline};
pub use unheld::{Holding, left_unheld};
