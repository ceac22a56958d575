//! Instructions of leaders (批示) as they are followed: entered, taken on, answered, cleared by a second person.

use engine::collection::{
    ClockRules, ClockState, Instruction, InstructionCommand, InstructionEvent, InstructionRecorded, InstructionRefusal,
    Urgency,
};
use jiff::Timestamp;
use model::Dataset;
use model::people::{Capability, DataClass};
use store::{NewStream, StoreError, StreamChange, StreamEvents, StreamKind};

use super::parties::{Acting, SUPERVISOR};
use crate::actor::about;
use crate::people::persons::Persons;
use crate::view::{ClockView, ClockWords, InstructionAct, InstructionDraft, InstructionView, LogLine};
use crate::{Actor, App, AppError, Result};

const WORDS_MAX: usize = 1000;
const LEADER_MAX: usize = 50;

impl App {
    pub async fn add_instruction(
        &self,
        actor: &Actor,
        draft: &InstructionDraft,
        now: Timestamp,
    ) -> Result<InstructionView> {
        self.enter_instruction(actor, draft, now, now).await
    }

    /// One that a leader gave at an earlier moment; its clocks run from then.
    pub(super) async fn enter_instruction(
        &self,
        actor: &Actor,
        draft: &InstructionDraft,
        issued: Timestamp,
        now: Timestamp,
    ) -> Result<InstructionView> {
        let acting = self.acting(actor, now).await?;
        if !acting.supervises() {
            return Err(self.refused(actor, "批示", "批示由县域科或督查机构登记", now).await);
        }
        for (what, text) in [("批示领导", &draft.leader), ("批示内容", &draft.text)] {
            if text.trim().is_empty() {
                return Err(AppError::bad_input(format!("{what}没有填写")));
            }
        }
        if draft.text.chars().count() > WORDS_MAX {
            return Err(AppError::bad_input(format!("批示内容超过 {WORDS_MAX} 字")));
        }
        if draft.leader.chars().count() > LEADER_MAX {
            return Err(AppError::bad_input(format!("批示领导超过 {LEADER_MAX} 字；请只写职务")));
        }
        let task = draft.task.clone().filter(|task| !task.is_empty());
        if let Some(task) = &task
            && !self.task_exists(task, now).await?
        {
            return Err(AppError::bad_input(format!("没有编号为“{task}”的任务；请从列表中选择")));
        }
        let dataset = draft.dataset.unwrap_or(Dataset::Real);
        let mark = if dataset == Dataset::Demo { "demo_" } else { "" };
        let mut instruction = Instruction {
            code: String::new(),
            leader: draft.leader.trim().to_string(),
            text: draft.text.trim().to_string(),
            agency: self.party(&draft.agency, now).await?,
            task,
            urgency: if draft.is_major { Urgency::Major } else { Urgency::Ordinary },
            issued,
            by: actor.user.clone(),
        };
        // A leader's word is no way around it either.
        let wanted = [(instruction.text.as_str(), instruction.agency.name.as_str())];
        self.refuse_firm_statistics(actor, "instruction", &wanted, now).await?;
        let open = |number: u64| {
            instruction.code = format!("{mark}instruction_{number}");
            let stream = NewStream {
                kind: StreamKind::Instruction,
                code: instruction.code.clone(),
                parent: None,
                dataset,
                head: serde_json::to_string(&instruction)?,
                state: "running".to_string(),
            };
            let change = StreamChange { opened: vec![stream], ..StreamChange::default() };
            Ok((change, actor.audit("登记批示", format!("instruction/{}", instruction.code), None, now)))
        };
        self.store.open_numbered(StreamKind::Instruction, dataset, open).await?;
        view(&instruction, &[], (&acting, &self.collection.clock, &self.persons(now).await?), now)
    }

    /// Newest first; an agency sees its own.
    pub async fn instructions(&self, actor: &Actor, dataset: Dataset, now: Timestamp) -> Result<Vec<InstructionView>> {
        self.demand(actor, Capability::ReadInternal, &about(None, DataClass::Internal), "查看批示", now).await?;
        let (acting, persons) = (self.acting(actor, now).await?, self.persons(now).await?);
        let mut found = Vec::new();
        for stream in self.store.streams(StreamKind::Instruction, dataset, None).await? {
            let instruction: Instruction = serde_json::from_str(&stream.head)?;
            if acting.sees_all() || acting.is(&instruction.agency.code) {
                let log = self.instruction_log(&instruction.code).await?;
                found.push(view(&instruction, &log, (&acting, &self.collection.clock, &persons), now)?);
            }
        }
        found.reverse();
        Ok(found)
    }

    pub(super) async fn instruction_log(&self, code: &str) -> Result<Vec<InstructionRecorded>> {
        let bodies = self.store.stream_events(StreamKind::Instruction, code).await?;
        bodies.iter().map(|body| Ok(serde_json::from_str(body)?)).collect()
    }

    pub async fn act_on_instruction(
        &self,
        actor: &Actor,
        code: &str,
        act: &InstructionAct,
        now: Timestamp,
    ) -> Result<InstructionView> {
        self.act_on_instruction_if(actor, (code, None), act, now).await
    }

    /// The same where the instruction still is what was seen: its version, when somebody says which.
    pub async fn act_on_instruction_if(
        &self,
        actor: &Actor,
        (code, seen): (&str, Option<u64>),
        act: &InstructionAct,
        now: Timestamp,
    ) -> Result<InstructionView> {
        let missing = || AppError::not_found(format!("批示“{code}”"));
        let stream = self.store.stream(StreamKind::Instruction, code).await?.ok_or_else(missing)?;
        let instruction: Instruction = serde_json::from_str(&stream.head)?;
        let mut log = self.instruction_log(code).await?;
        let acting = self.acting(actor, now).await?;
        // Nobody learns of what they do not see by asking for another version of it.
        if (acting.sees_all() || acting.is(&instruction.agency.code))
            && seen.is_some_and(|seen| seen != log.len() as u64)
        {
            return Err(overtaken());
        }
        let (command, action, who) = match act {
            InstructionAct::TakeOn => {
                (InstructionCommand::TakeOn, "签收批示", acting.party_for(&instruction.agency.code))
            }
            InstructionAct::Answer { text } => (
                InstructionCommand::Answer { text: text.clone() },
                "反馈批示",
                acting.party_for(&instruction.agency.code),
            ),
            InstructionAct::ProposeDone { text } => (
                InstructionCommand::ProposeDone { text: text.clone() },
                "申请销号",
                acting.party_for(&instruction.agency.code),
            ),
            InstructionAct::Check { is_done, reason } => {
                if !acting.supervises() {
                    return Err(self
                        .refused(actor, &format!("instruction/{code}"), "销号由县域科或督查机构核查", now)
                        .await);
                }
                let command = InstructionCommand::Check { is_done: *is_done, reason: reason.clone() };
                (command, "核查销号", acting.party_for(SUPERVISOR))
            }
        };
        let recorded = match instruction.decide(&log, now, (&actor.user, &who), &command) {
            Ok(recorded) => recorded,
            Err(refused) => return Err(self.told(actor, &format!("instruction/{code}"), refusal(refused), now).await),
        };
        let state = match recorded.event {
            InstructionEvent::Cleared { .. } => "cleared",
            InstructionEvent::TakenOn
            | InstructionEvent::Answered { .. }
            | InstructionEvent::DoneProposed { .. }
            | InstructionEvent::SentBack { .. } => "running",
        };
        let change = StreamChange {
            events: vec![StreamEvents {
                kind: StreamKind::Instruction,
                code: code.to_string(),
                after: log.len() as u64,
                events: vec![serde_json::to_string(&recorded)?],
                state: state.to_string(),
            }],
            ..StreamChange::default()
        };
        let audit = actor.audit(action, format!("instruction/{code}"), None, now);
        match self.store.change_streams(&change, &audit).await {
            Err(StoreError::Overtaken { .. }) => return Err(overtaken()),
            done => done?,
        }
        log.push(recorded);
        view(&instruction, &log, (&acting, &self.collection.clock, &self.persons(now).await?), now)
    }
}

fn overtaken() -> AppError {
    AppError::Stale {
        message: "这件批示刚被他人办理，您的操作没有生效；请刷新后再试".to_string()
    }
}

fn refusal(refusal: InstructionRefusal) -> AppError {
    let message = refusal.to_string();
    match refusal {
        InstructionRefusal::OtherAgency { .. }
        | InstructionRefusal::ChecksOwnWork
        | InstructionRefusal::ChecksOwnAgency { .. } => AppError::Forbidden { message },
        InstructionRefusal::TextMissing { .. } => AppError::bad_input(message),
        InstructionRefusal::TakenOnAlready
        | InstructionRefusal::NotTakenOn { .. }
        | InstructionRefusal::Cleared { .. }
        | InstructionRefusal::NothingProposed
        | InstructionRefusal::ProposalWaits
        | InstructionRefusal::ClockBack { .. }
        | InstructionRefusal::OutOfRange => AppError::Conflict { message },
    }
}

fn view(
    instruction: &Instruction,
    log: &[InstructionRecorded],
    (acting, rules, persons): (&Acting, &ClockRules, &Persons),
    now: Timestamp,
) -> Result<InstructionView> {
    let clocks = instruction.clocks(log, now, rules).map_err(refusal)?;
    let is_taken_on = log.iter().any(|one| one.event == InstructionEvent::TakenOn);
    let is_cleared = log.iter().any(|one| matches!(one.event, InstructionEvent::Cleared { .. }));
    let waits = log
        .iter()
        .rev()
        .find(|one| matches!(one.event, InstructionEvent::DoneProposed { .. } | InstructionEvent::SentBack { .. }))
        .is_some_and(|one| matches!(one.event, InstructionEvent::DoneProposed { .. }));
    let is_own = acting.is(&instruction.agency.code);
    let checks = acting.supervises();
    let acts = [
        (is_own && !is_taken_on, "take_on"),
        (is_own && is_taken_on && !is_cleared, "answer"),
        (is_own && is_taken_on && !is_cleared && !waits, "propose_done"),
        (checks && waits && !is_cleared, "check"),
    ];
    let state = match (is_cleared, waits, is_taken_on) {
        (true, _, _) => "已销号",
        (false, true, _) => "待核查",
        (false, false, true) => "办理中",
        (false, false, false) => "待签收",
    };
    let line = |one: &InstructionRecorded| LogLine {
        at: one.at,
        by: persons.name(&one.by),
        agency: one.agency.clone(),
        text: match &one.event {
            InstructionEvent::TakenOn => "签收".to_string(),
            InstructionEvent::Answered { text } => format!("反馈：{text}"),
            InstructionEvent::DoneProposed { text } => format!("申请销号：{text}"),
            InstructionEvent::Cleared { reason } => format!("核查属实，销号：{reason}"),
            InstructionEvent::SentBack { reason } => format!("核查未通过，退回：{reason}"),
        },
    };
    Ok(InstructionView {
        code: instruction.code.clone(),
        version: log.len() as u64,
        leader: instruction.leader.clone(),
        text: instruction.text.clone(),
        agency: instruction.agency.clone(),
        task: instruction.task.clone(),
        urgency_in_words: match instruction.urgency {
            Urgency::Ordinary => clock_words(rules).ordinary,
            Urgency::Major => clock_words(rules).major,
        },
        issued: instruction.issued,
        by: persons.told(&instruction.by),
        state_in_words: state.to_string(),
        is_cleared,
        clocks: clocks
            .into_iter()
            .map(|clock| ClockView {
                name: clock.name,
                due: clock.due,
                state: match clock.state {
                    ClockState::Done => "done",
                    ClockState::DoneLate => "done_late",
                    ClockState::Running => "running",
                    ClockState::Close => "close",
                    ClockState::Late => "late",
                }
                .to_string(),
                state_in_words: clock.state.in_words().to_string(),
            })
            .collect(),
        may: acts.into_iter().filter(|(is_allowed, _)| *is_allowed).map(|(_, word)| word.to_string()).collect(),
        log: log.iter().rev().map(line).collect(),
    })
}

/// What the rules of the clocks say, for people.
pub(super) fn clock_words(rules: &ClockRules) -> ClockWords {
    let ClockRules { assign_days, answer_days, ordinary_days, major_months, .. } = rules;
    ClockWords {
        all: format!(
            "签收 {assign_days} 天，首次反馈 {answer_days} 天，一般事项 {ordinary_days} 天、重大事项 {major_months} 个月办结，\
             由另一人核查后销号"
        ),
        ordinary: format!("一般事项（{ordinary_days} 天）"),
        major: format!("重大事项（{major_months} 个月）"),
    }
}
