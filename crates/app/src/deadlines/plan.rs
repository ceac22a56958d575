//! What the plans in force ask of the bodies of a person: milestones (节点) and the last days of targets, those of the
//! tasks that their agency leads and of the counties they stand for.

use std::collections::BTreeMap;

use jiff::Timestamp;
use model::{LifeCycleStage, Plan, Target};

use super::ics::{Due, When};
use crate::{Actor, App, Result, day_in_china};

impl App {
    pub(super) async fn plan_dues(&self, actor: &Actor, now: Timestamp) -> Result<Vec<Due>> {
        let acting = self.acting(actor, now).await?;
        if acting.parties.is_empty() {
            return Ok(Vec::new());
        }
        let today = day_in_china(now);
        let ahead = self.milestones_ahead(today).await?;
        let mut dues = Vec::new();
        for stored in self.store.plans(now).await? {
            // What is over asks nothing any more, and a sample never did.
            if stored.is_sample || matches!(stored.stage, LifeCycleStage::Archived | LifeCycleStage::Succeeded) {
                continue;
            }
            let plan = self.reviewed_plan(&stored.code).await?;
            let mut leads: BTreeMap<&str, bool> = BTreeMap::new();
            for task in &plan.tasks {
                let bodies = self.lead_bodies(&plan, &task.id, now).await?;
                leads.insert(&task.id, bodies.iter().any(|(code, _)| acting.is(code)));
            }
            let is_mine = |target: &&Target| {
                let is_of_place = target.places.iter().any(|place| acting.parties.iter().any(|one| one.name == *place));
                is_of_place || leads.get(target.task.as_str()).is_some_and(|leads| *leads)
            };
            for target in plan.targets.iter().filter(is_mine) {
                let subject = plan.subject_in_words(target);
                let about = about(&plan, target);
                for step in ahead.iter().filter(|one| one.plan == stored.code && one.target == target.id) {
                    let extended =
                        step.milestone.extended_to.map(|until| format!("，已批准延期到{}", until.in_words()));
                    dues.push(Due {
                        uid: format!("milestone-{}-{}-{}@junxian", stored.code, target.id, step.milestone.period),
                        when: When::Day(step.milestone.extended_to.unwrap_or(step.milestone.period).last_day()),
                        summary: format!("节点：{subject} {}{}", step.milestone.value.normalize(), target.unit),
                        description: format!(
                            "{}{}\n{about}",
                            step.milestone.period.in_words(),
                            extended.unwrap_or_default()
                        ),
                        category: "形象进度",
                    });
                }
                if let Some(last) = engine::last_day_of(target, plan.metadata.term).filter(|last| *last >= today) {
                    dues.push(Due {
                        uid: format!("target-{}-{}@junxian", stored.code, target.id),
                        when: When::Day(last),
                        summary: format!("目标到期：{subject}{}", target.demand_in_words()),
                        description: about,
                        category: "方案目标",
                    });
                }
            }
        }
        Ok(dues)
    }
}

fn about(plan: &Plan, target: &Target) -> String {
    let number = plan.metadata.document_number.as_deref().unwrap_or(&plan.metadata.title);
    format!("{number} {}", plan.clause_label(&target.task))
}
