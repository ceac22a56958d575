//! Milestones set anew: by who saw what stands, with a reason, and where a period is over that is touched, only when a
//! second person agrees.

use engine::milestone::{Milestone, changes, check, touches_the_past};
use jiff::Timestamp;
use model::Dataset;
use model::people::{Capability, DataClass};

use super::held::Event;
use super::{REASON_MAX, code_of, overtaken, target_of};
use crate::actor::about;
use crate::view::{AsOf, MilestonesView, SetMilestones};
use crate::{Actor, App, AppError, Result, day_in_china};

const STEPS_MAX: usize = 60;

impl App {
    /// Sets all milestones of a target anew, where they still are those of the version that was seen. The first time is
    /// version 0.
    pub async fn set_milestones(
        &self,
        actor: &Actor,
        (plan, target, seen): (&str, &str, u64),
        draft: &SetMilestones,
        now: Timestamp,
    ) -> Result<MilestonesView> {
        self.demand(actor, Capability::EditPlan, &about(None, DataClass::Internal), "排形象进度", now).await?;
        let dataset = draft.dataset.unwrap_or(Dataset::Real);
        let frame = self.frame(plan, &AsOf { dataset: Some(dataset), ..AsOf::default() }, now).await?;
        let found = target_of(&frame.plan, target)?;
        let (basis, reason) = (draft.basis.trim().to_string(), draft.reason.trim().to_string());
        if basis.is_empty() || basis.chars().count() > REASON_MAX {
            return Err(AppError::bad_input(format!("形象进度要写明依据，不超过 {REASON_MAX} 字")));
        }
        let steps = steps_of(draft)?;
        check(found, &steps).map_err(|fault| AppError::bad_input(fault.to_string()))?;
        let held = self.held_milestones(frame.dataset, plan, target).await?;
        if seen != held.version() {
            return Err(overtaken());
        }
        let of = (&*frame, target, &held);
        if held.versions.is_empty() {
            let event = Event::Set { basis, steps, reason: None };
            return self.record_milestone(actor, of, "县域科", event, "排定形象进度", now).await;
        }
        if held.proposal.is_some() {
            return Err(AppError::Conflict {
                message: "已有一项节点调整等待另一人核准，请先办理".to_string()
            });
        }
        let changed = changes(&held.steps, &steps);
        if changed.is_empty() && basis == held.basis {
            return Err(AppError::bad_input("节点和依据都没有改动"));
        }
        if reason.is_empty() || reason.chars().count() > REASON_MAX {
            return Err(AppError::bad_input(format!("调整节点要写明理由，不超过 {REASON_MAX} 字")));
        }
        if touches_the_past(&changed, day_in_china(now)) {
            let event = Event::ChangeProposed { basis, steps, reason };
            return self.record_milestone(actor, of, "县域科", event, "提出调整到期节点", now).await;
        }
        let event = Event::Set { basis, steps, reason: Some(reason) };
        self.record_milestone(actor, of, "县域科", event, "调整形象进度", now).await
    }

    /// By another person than the one who proposed it.
    pub(super) async fn answer_milestone_change(
        &self,
        actor: &Actor,
        (plan, target, dataset): (&str, &str, Option<Dataset>),
        (is_approved, reason): (bool, &str),
        now: Timestamp,
    ) -> Result<MilestonesView> {
        let frame = self.frame(plan, &AsOf { dataset, ..AsOf::default() }, now).await?;
        target_of(&frame.plan, target)?;
        let object = format!("milestone/{}", code_of(frame.dataset, plan, target));
        if actor.holds(Capability::EditPlan).is_err() {
            return Err(self.refused(actor, &object, "节点调整由县域科核准", now).await);
        }
        let held = self.held_milestones(frame.dataset, plan, target).await?;
        let Some(proposal) = &held.proposal else {
            return Err(AppError::Conflict { message: "没有等待核准的节点调整".to_string() });
        };
        if proposal.by == actor.user {
            let message = "到期节点的调整要由提出人以外的另一人核准";
            return Err(self.refused(actor, &object, message, now).await);
        }
        if reason.chars().count() > REASON_MAX {
            return Err(AppError::bad_input(format!("理由不超过 {REASON_MAX} 字")));
        }
        if !is_approved && reason.is_empty() {
            return Err(AppError::bad_input("不核准要写明理由"));
        }
        let event = Event::ChangeAnswered { is_approved, reason: reason.to_string() };
        self.record_milestone(actor, (&frame, target, &held), "县域科", event, "核准节点调整", now).await
    }
}

fn steps_of(draft: &SetMilestones) -> Result<Vec<Milestone>> {
    if draft.steps.len() > STEPS_MAX {
        return Err(AppError::bad_input(format!("节点不超过 {STEPS_MAX} 个")));
    }
    let mut steps = Vec::new();
    for step in &draft.steps {
        let period = step.period.parse().map_err(|error: model::PeriodError| AppError::bad_input(error.to_string()))?;
        let value = step.value.trim().parse();
        let value = value.map_err(|_| AppError::bad_input(format!("“{}”的节点目标应填数值，不写单位", step.period)))?;
        steps.push(Milestone { period, value, extended_to: None });
    }
    Ok(steps)
}
