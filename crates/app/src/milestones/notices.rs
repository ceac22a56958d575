//! 催办 of milestones that were missed: once for each body that leads the task, in office hours, and to nobody else.

use jiff::Timestamp;
use model::Dataset;
use store::{NewNotice, StreamKind};

use super::held::{Head, Held};
use super::{last_owed, standings_of, target_of};
use crate::view::AsOf;
use crate::{Actor, App, AppError, Result, day_in_china};

impl App {
    /// The task on whose page the milestones of a stream stand; nothing where the plan has them no more.
    pub(crate) async fn milestone_task(&self, code: &str) -> Result<Option<String>> {
        let Some(stream) = self.store.stream(StreamKind::Milestone, code).await? else { return Ok(None) };
        let head: Head = serde_json::from_str(&stream.head)?;
        let plan = self.reviewed_plan(&head.plan).await?;
        Ok(plan.targets.iter().find(|target| target.id == head.target).map(|target| target.task.clone()))
    }

    /// Sends what is due; how many went out. Of several missed milestones the last one is told.
    pub async fn send_milestone_notices(&self, now: Timestamp) -> Result<usize> {
        let unknown = |error: model::CalendarError| AppError::Conflict { message: error.to_string() };
        if !self.collection.remind.is_open(now, &self.working_days()).map_err(unknown)? {
            return Ok(0);
        }
        let mut due = Vec::new();
        for dataset in [Dataset::Real, Dataset::Demo] {
            for stream in self.store.streams(StreamKind::Milestone, dataset, None).await? {
                let head: Head = serde_json::from_str(&stream.head)?;
                let as_of = AsOf { as_of: Some(day_in_china(now)), dataset: Some(dataset), ..AsOf::default() };
                let frame = self.frame(&head.plan, &as_of, now).await?;
                let Ok(target) = target_of(&frame.plan, &head.target) else { continue };
                let bodies = self.store.stream_events(StreamKind::Milestone, &stream.code).await?;
                let log = bodies.iter().map(|body| Ok(serde_json::from_str(body)?)).collect::<Result<_>>()?;
                let held = Held::replayed(log);
                let standings = standings_of(&frame, target, &held.steps, &self.collection.milestone);
                let Some(owed) = last_owed(&frame, &standings) else { continue };
                let period = owed.milestone.period;
                let subject = frame.plan.subject_in_words(target);
                let reached = match (&owed.actual, owed.share) {
                    (Some((value, _)), Some(share)) => {
                        format!("实际 {}{}，为节点目标的 {share:.1}%", value.normalize(), target.unit)
                    }
                    _ => "还没有数据".to_string(),
                };
                let mark = if dataset == Dataset::Demo { "（演示）" } else { "" };
                for (code, name) in self.lead_bodies(&frame.plan, &target.task, now).await? {
                    due.push(NewNotice {
                        key: format!("{}/{period}/{code}", stream.code),
                        agency: code,
                        audience: "liaison".to_string(),
                        kind: "overdue".to_string(),
                        text: format!(
                            "“{subject}”{}应达到 {}{}，{reached}，请{name}说明原因或申请延期{mark}",
                            period.in_words(),
                            owed.milestone.value.normalize(),
                            target.unit,
                        ),
                        about: (StreamKind::Milestone, stream.code.clone()),
                    });
                }
            }
        }
        if due.is_empty() {
            return Ok(0);
        }
        let audit = Actor::new("系统").audit("发出提醒", "notice", None, now);
        Ok(self.store.send_notices(&due, &audit).await?)
    }
}
