//! 形象进度 of the targets of a plan: set by the planning section (`change`), with extensions that a responsible body asks for and a
//! second person answers. The day that was set stays beside the new one; lights are computed.

mod change;
mod held;
mod notices;
mod shown;

use engine::milestone::{Light, Milestone, Standing, check, standings};
use engine::status::StatusInput;
use jiff::Timestamp;
use jiff::civil::Date;
use model::people::{Capability, DataClass};
use model::{Dataset, Period, Plan, Target};
use store::{NewStream, StoreError, StreamChange, StreamEvents, StreamKind};

use held::{Event, Head, Held, Recorded};
use shown::{in_words, line, milestone_row, versions};

use crate::actor::about;
use crate::frame::Frame;
use crate::view::{AsOf, MilestoneAct, MilestoneProposal, MilestonesView};
use crate::{Actor, App, AppError, Result};

const REASON_MAX: usize = 500;

/// A milestone that is still to come.
#[derive(Debug, Clone)]
pub(crate) struct MilestoneAhead {
    pub plan: String,
    pub target: String,
    pub milestone: Milestone,
}

fn code_of(dataset: Dataset, plan: &str, target: &str) -> String {
    let mark = if dataset == Dataset::Demo { "demo_" } else { "" };
    format!("{mark}milestone_{plan}_{target}")
}

impl App {
    pub async fn milestones(
        &self,
        actor: &Actor,
        (plan, target): (&str, &str),
        as_of: &AsOf,
        now: Timestamp,
    ) -> Result<MilestonesView> {
        self.demand(actor, Capability::ReadInternal, &about(None, DataClass::Internal), "查看形象进度", now).await?;
        let frame = self.frame(plan, as_of, now).await?;
        self.milestones_in(actor, &frame, target, now).await
    }

    async fn milestones_in(&self, actor: &Actor, frame: &Frame, id: &str, now: Timestamp) -> Result<MilestonesView> {
        let target = target_of(&frame.plan, id)?;
        let held = self.held_milestones(frame.dataset, &frame.summary.code, id).await?;
        let (acting, persons) = (self.acting(actor, now).await?, self.persons(now).await?);
        let is_planner = actor.holds(Capability::EditPlan).is_ok();
        let responsible = self.lead_bodies(&frame.plan, &target.task, now).await?;
        let is_responsible = responsible.iter().any(|(code, _)| acting.is(code));
        let rules = &self.collection.milestone;
        let cannot = check(target, &held.steps).err().filter(|_| held.steps.is_empty());
        let cannot = cannot.filter(|fault| *fault != engine::milestone::MilestoneFault::None);
        let row = |one: &Standing| {
            let extension = held.last_of(one.milestone.period);
            let waits = extension.is_some_and(|asked| asked.answer.is_none());
            let is_own = extension.is_some_and(|asked| asked.by == actor.user);
            let mut may = Vec::new();
            if is_responsible && !waits && one.light != Light::Green && one.light != Light::YellowMadeUp {
                may.push("ask_extension".to_string());
            }
            if is_planner && waits && !is_own {
                may.push("answer_extension".to_string());
            }
            milestone_row(one, extension, may, &target.unit)
        };
        let standings = standings_of(frame, target, &held.steps, rules);
        let owed = last_owed(frame, &standings);
        let window = &self.collection.remind;
        Ok(MilestonesView {
            target: id.to_string(),
            unit: target.unit.clone(),
            basis: held.basis.clone(),
            rule: rules.basis.clone(),
            rows: standings.iter().map(row).collect(),
            reminded: responsible.iter().map(|(_, name)| name.clone()).collect(),
            remind_in_words: owed.map(|one| {
                format!(
                    "{}未达节点目标，催办只发责任单位，工作日 {}—{} 发出",
                    one.milestone.period.in_words(),
                    window.from.strftime("%H:%M"),
                    window.until.strftime("%H:%M"),
                )
            }),
            version: held.version(),
            may_set: is_planner && cannot.is_none() && held.proposal.is_none(),
            proposal: held.proposal.as_ref().map(|one| MilestoneProposal {
                at: one.at,
                by: persons.told(&one.by),
                basis: one.basis.clone(),
                reason: one.reason.clone().unwrap_or_default(),
                changes: in_words(&held.steps, &one.steps),
                may_answer: is_planner && one.by != actor.user,
            }),
            versions: versions(&held, &persons),
            cannot: cannot.map(|fault| fault.to_string()),
            log: held.log.iter().rev().map(|one| line(one, &target.unit, &persons)).collect(),
        })
    }

    /// Asks for more time for one milestone, or answers.
    pub async fn act_on_milestone(
        &self,
        actor: &Actor,
        (plan, target): (&str, &str),
        act: &MilestoneAct,
        now: Timestamp,
    ) -> Result<MilestonesView> {
        let (dataset, period, reason) = match act {
            MilestoneAct::AskExtension { dataset, period, reason, .. }
            | MilestoneAct::AnswerExtension { dataset, period, reason, .. } => (*dataset, period, reason.trim()),
            MilestoneAct::AnswerChange { dataset, is_approved, reason } => {
                let answer = (*is_approved, reason.trim());
                return self.answer_milestone_change(actor, (plan, target, *dataset), answer, now).await;
            }
        };
        let as_of = AsOf { dataset, ..AsOf::default() };
        let frame = self.frame(plan, &as_of, now).await?;
        let found = target_of(&frame.plan, target)?;
        let held = self.held_milestones(frame.dataset, plan, target).await?;
        let parse = |text: &str| {
            text.parse::<Period>().map_err(|error: model::PeriodError| AppError::bad_input(error.to_string()))
        };
        let period = parse(period)?;
        if !held.steps.iter().any(|step| step.period == period) {
            return Err(AppError::not_found(format!("{}的形象进度节点", period.in_words())));
        }
        if reason.chars().count() > REASON_MAX {
            return Err(AppError::bad_input(format!("理由不超过 {REASON_MAX} 字")));
        }
        let object = format!("milestone/{}", code_of(frame.dataset, plan, target));
        let waiting = held.last_of(period).filter(|asked| asked.answer.is_none());
        let acting = self.acting(actor, now).await?;
        match act {
            MilestoneAct::AskExtension { until, .. } => {
                let responsible = self.lead_bodies(&frame.plan, &found.task, now).await?;
                let Some((_, agency)) = responsible.iter().find(|(code, _)| acting.is(code)) else {
                    let who: Vec<&str> = responsible.iter().map(|(_, name)| name.as_str()).collect();
                    let message = format!("延期由责任单位（{}）申请", who.join("、"));
                    return Err(self.refused(actor, &object, &message, now).await);
                };
                let until = parse(until)?;
                if reason.is_empty() {
                    return Err(AppError::bad_input("申请延期要写明理由"));
                }
                if waiting.is_some() {
                    return Err(AppError::Conflict {
                        message: "这个节点已有延期申请等待答复".to_string()
                    });
                }
                if until.last_day() <= period.last_day() {
                    return Err(AppError::bad_input(format!("延期要晚于原定的{}", period.in_words())));
                }
                let event = Event::ExtensionAsked { period, until, reason: reason.to_string() };
                self.record_milestone(actor, (&frame, target, &held), agency, event, "申请节点延期", now).await
            }
            MilestoneAct::AnswerExtension { is_granted, .. } => {
                if actor.holds(Capability::EditPlan).is_err() {
                    return Err(self.refused(actor, &object, "延期由县域科答复", now).await);
                }
                let Some(asked) = waiting else {
                    return Err(AppError::Conflict {
                        message: "这个节点没有等待答复的延期申请".to_string()
                    });
                };
                if asked.by == actor.user {
                    return Err(self.refused(actor, &object, "延期要由申请人以外的另一人答复", now).await);
                }
                if !is_granted && reason.is_empty() {
                    return Err(AppError::bad_input("不批准延期要写明理由"));
                }
                let event = Event::ExtensionAnswered { period, is_granted: *is_granted, reason: reason.to_string() };
                self.record_milestone(actor, (&frame, target, &held), "县域科", event, "答复节点延期", now).await
            }
            MilestoneAct::AnswerChange { .. } => unreachable!("answered above"),
        }
    }

    async fn record_milestone(
        &self,
        actor: &Actor,
        (frame, target, held): (&Frame, &str, &Held),
        agency: &str,
        event: Event,
        action: &str,
        now: Timestamp,
    ) -> Result<MilestonesView> {
        let (plan, dataset) = (frame.summary.code.clone(), frame.dataset);
        let code = code_of(dataset, &plan, target);
        let mut change = StreamChange::default();
        if held.log.is_empty() {
            let head = Head { plan: plan.clone(), target: target.to_string() };
            change.opened.push(NewStream {
                kind: StreamKind::Milestone,
                code: code.clone(),
                parent: None,
                dataset,
                head: serde_json::to_string(&head)?,
                state: "set".to_string(),
            });
        }
        let state = match event {
            Event::Set { .. } | Event::ExtensionAnswered { .. } | Event::ChangeAnswered { .. } => "set",
            Event::ExtensionAsked { .. } | Event::ChangeProposed { .. } => "asked",
        };
        let recorded = Recorded { at: now, by: actor.user.clone(), agency: agency.to_string(), event };
        change.events.push(StreamEvents {
            kind: StreamKind::Milestone,
            code: code.clone(),
            after: held.log.len() as u64,
            events: vec![serde_json::to_string(&recorded)?],
            state: state.to_string(),
        });
        let note = frame.plan.targets.iter().find(|one| one.id == target).map(|one| frame.plan.subject_in_words(one));
        let audit = actor.audit(action, format!("milestone/{code}"), note.as_deref(), now);
        match self.store.change_streams(&change, &audit).await {
            Ok(()) => self.milestones_in(actor, frame, target, now).await,
            Err(StoreError::Overtaken { .. } | StoreError::Duplicate { .. }) => Err(overtaken()),
            Err(error) => Err(error.into()),
        }
    }

    /// Milestones of the real data set that are still to come, extensions included.
    pub(crate) async fn milestones_ahead(&self, today: Date) -> Result<Vec<MilestoneAhead>> {
        let mut found = Vec::new();
        for stream in self.store.streams(StreamKind::Milestone, Dataset::Real, None).await? {
            let head: Head = serde_json::from_str(&stream.head)?;
            let held = self.held_milestones(Dataset::Real, &head.plan, &head.target).await?;
            let is_ahead = |step: &&Milestone| step.extended_to.unwrap_or(step.period).last_day() >= today;
            found.extend(held.steps.iter().filter(is_ahead).map(|step| MilestoneAhead {
                plan: head.plan.clone(),
                target: head.target.clone(),
                milestone: *step,
            }));
        }
        Ok(found)
    }

    async fn held_milestones(&self, dataset: Dataset, plan: &str, target: &str) -> Result<Held> {
        let code = code_of(dataset, plan, target);
        if self.store.stream(StreamKind::Milestone, &code).await?.is_none() {
            return Ok(Held::default());
        }
        let bodies = self.store.stream_events(StreamKind::Milestone, &code).await?;
        Ok(Held::replayed(bodies.iter().map(|body| Ok(serde_json::from_str(body)?)).collect::<Result<_>>()?))
    }
}

fn overtaken() -> AppError {
    AppError::Stale {
        message: "形象进度刚被他人改动，您的操作没有生效；请刷新后再试".to_string()
    }
}

fn target_of<'plan>(plan: &'plan Plan, id: &str) -> Result<&'plan Target> {
    plan.targets.iter().find(|target| target.id == id).ok_or_else(|| AppError::not_found(format!("目标“{id}”")))
}

fn standings_of(
    frame: &Frame,
    target: &Target,
    steps: &[Milestone],
    rules: &engine::milestone::MilestoneRules,
) -> Vec<Standing> {
    let rows = target.rows();
    let [row] = rows.as_slice() else { return Vec::new() };
    let facts = frame.facts();
    let input = StatusInput {
        target,
        row,
        clause: frame.plan.clause_label(&target.task),
        subject: frame.plan.subject_in_words(target),
        term: frame.plan.metadata.term,
        facts: &facts,
        preset: &frame.preset,
        as_of: frame.as_of,
    };
    standings(&input, steps, rules)
}

/// The last milestone that fell due, when it is owed: earlier ones are part of it.
fn last_owed<'held>(frame: &Frame, standings: &'held [Standing]) -> Option<&'held Standing> {
    let due = standings.iter().rfind(|one| one.milestone.period.last_day() <= frame.as_of);
    due.filter(|one| one.light.is_owed())
}
