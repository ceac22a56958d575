//! The bodies that lead a task of a plan, as they are today: names of the text, found in the list of agencies.

use jiff::Timestamp;
use model::Plan;
use model::people::{agency_named, heirs};

use crate::{App, Result, day_in_china};

impl App {
    /// 牵头 bodies of a task that exist, by code and name of today, in the order of the plan. 市直有关部门 is nobody.
    pub(crate) async fn lead_bodies(&self, plan: &Plan, task: &str, now: Timestamp) -> Result<Vec<(String, String)>> {
        let task = plan.tasks.iter().find(|one| one.id == task);
        let leads = task.iter().flat_map(|task| task.duties.lead.iter()).filter(|agency| !agency.is_open);
        self.bodies_named(leads.map(|agency| agency.name.as_str()).collect(), now).await
    }

    /// The bodies that names of a plan stand for today, each once, in the order of the names.
    pub(crate) async fn bodies_named(&self, names: Vec<&str>, now: Timestamp) -> Result<Vec<(String, String)>> {
        let (agencies, today) = (self.store.agencies().await?, day_in_china(now));
        let mut found: Vec<(String, String)> = Vec::new();
        for name in names {
            let Some(agency) = agency_named(&agencies, name, today) else { continue };
            for heir in heirs(&agencies, &agency.code, today) {
                if heir.exists_on(today) && !found.iter().any(|(code, _)| *code == heir.code) {
                    found.push((heir.code.clone(), heir.name_on(today).to_string()));
                }
            }
        }
        Ok(found)
    }
}
