//! The list of plans with its counts as figures.

use jiff::Timestamp;
use model::{Dataset, FigureId, Plan};

use super::counted::{self, ReviewLine};
use crate::frame::{default_day, summary};
use crate::view::{Figure, PlanListRow};
use crate::{App, Result};

impl App {
    /// All plans in the order of import.
    pub async fn plan_list(&self, now: Timestamp) -> Result<Vec<PlanListRow>> {
        let preset = self.preset(None)?.code;
        let mut list = Vec::new();
        for stored in self.store.plans(now).await? {
            let reviewed = model::review(&stored.draft, &stored.decisions)?;
            let lines = counted::review_lines(&reviewed, &stored.decisions);
            let id = |path: &str| FigureId {
                plan: stored.code.clone(),
                as_of: default_day(reviewed.plan.metadata.term, now),
                known_by: now,
                dataset: Dataset::Real,
                preset: preset.clone(),
                path: path.to_string(),
            };
            let figure = |path: &str| figure(&reviewed.plan, &lines, id(path));
            list.push(PlanListRow {
                summary: summary(&stored, &reviewed),
                clauses: figure("works"),
                tasks: figure("tasks"),
                targets: figure("targets"),
                rows: figure("rows"),
                items: figure("items"),
                items_checked: figure("checked"),
            });
        }
        Ok(list)
    }
}

fn figure(plan: &Plan, review: &[ReviewLine], id: FigureId) -> Figure {
    match counted::of_plan(plan, review, &id.path) {
        Some(counted) => Figure {
            text: counted.text(),
            unit: Some(counted.unit.to_string()),
            id: Some(id.to_string()),
            missing: None,
        },
        None => Figure {
            text: crate::frame::MISSING.to_string(),
            unit: None,
            id: None,
            missing: Some("没有可以计数的内容".to_string()),
        },
    }
}
