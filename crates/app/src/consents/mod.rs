//! Consent of an enterprise to a bank (数据授权): given and withdrawn by the enterprise, looked at by the bank that it names,
//! and what other bodies are told of all enterprises together. Every look is on record before anything is shown.

mod aggregates;
mod firm;
mod look;
mod report;
mod results;
pub(crate) mod rules;

pub use report::ConsentFile;

use jiff::Timestamp;
use model::people::{Agency, Role};

use crate::{Actor, App, Result, day_in_china};

impl App {
    /// The bodies that somebody acts for in a role, as they are called today.
    async fn bodies_of(&self, actor: &Actor, role: Role) -> Result<Vec<Agency>> {
        let codes: Vec<&str> =
            actor.assignments().filter(|one| one.role == role).filter_map(|one| one.agency.as_deref()).collect();
        let agencies = self.store.agencies().await?;
        Ok(agencies.into_iter().filter(|agency| codes.contains(&agency.code.as_str())).collect())
    }
}

/// The name of a body on the day of an instant; its code where it is gone.
fn called(agencies: &[Agency], code: &str, now: Timestamp) -> String {
    let held = agencies.iter().find(|agency| agency.code == code);
    held.map_or(code, |agency| agency.name_on(day_in_china(now))).to_string()
}
