//! Written instructions of a leader (批示) and their clocks (13710): taken on within one day, a first answer within
//! three, done within seven days or a month, and cleared (销号) only by a second person.
//!
//! Days are calendar days as the practice that is known counts them; a city may set others.

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use model::collection::Party;
use serde::{Deserialize, Serialize};

use crate::exchange::{Moment, local};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Instruction {
    pub code: String,
    /// Office of the leader, as a document names it: 市长.
    pub leader: String,
    pub text: String,
    /// The agency that is to do it.
    pub agency: Party,
    /// Task of the plan that it is about.
    pub task: Option<String>,
    pub urgency: Urgency,
    #[schema(value_type = String, format = DateTime)]
    pub issued: Timestamp,
    /// Who entered it.
    pub by: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Urgency {
    /// 一般事项: seven days.
    Ordinary,
    /// 重大事项: one month.
    Major,
}

#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClockRules {
    /// Where the rules were seen; 示例 for those of this product.
    pub basis: String,
    pub assign_days: i64,
    pub answer_days: i64,
    pub ordinary_days: i64,
    pub major_months: i64,
    /// A clock is close to its end this many days before it.
    pub close_days: i64,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum InstructionCommand {
    /// 签收.
    TakeOn,
    /// 反馈.
    Answer { text: String },
    /// 申请销号.
    ProposeDone { text: String },
    /// 核查: cleared, or sent back with the reason.
    Check { is_done: bool, reason: String },
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum InstructionEvent {
    TakenOn,
    Answered { text: String },
    DoneProposed { text: String },
    Cleared { reason: String },
    SentBack { reason: String },
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InstructionRecorded {
    pub number: u64,
    pub at: Timestamp,
    pub by: String,
    pub agency: String,
    pub event: InstructionEvent,
}

/// One of the clocks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Clock {
    pub name: String,
    /// The last day.
    #[schema(value_type = String, format = Date)]
    pub due: Date,
    #[schema(value_type = Option<String>, format = DateTime)]
    pub done: Option<Timestamp>,
    pub state: ClockState,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ClockState {
    Done,
    DoneLate,
    Running,
    /// 临期.
    Close,
    /// 逾期.
    Late,
}

impl ClockState {
    pub fn in_words(self) -> &'static str {
        match self {
            ClockState::Done => "按期完成",
            ClockState::DoneLate => "逾期完成",
            ClockState::Running => "进行中",
            ClockState::Close => "临期",
            ClockState::Late => "逾期",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InstructionRefusal {
    #[error("本批示由“{agency}”办理，“{other}”不能{action}")]
    OtherAgency { agency: String, other: String, action: &'static str },
    #[error("本批示已经签收，不用再签")]
    TakenOnAlready,
    #[error("请先签收，再{action}")]
    NotTakenOn { action: &'static str },
    #[error("本批示已经销号，不再{action}")]
    Cleared { action: &'static str },
    #[error("没有等待核查的销号申请")]
    NothingProposed,
    #[error("已有一份销号申请在等待核查")]
    ProposalWaits,
    #[error("销号应由另一人核查；您提出了销号申请，不能自己核查")]
    ChecksOwnWork,
    #[error("“{agency}”办理本批示，不能自己核查销号；请由督查机构或牵头单位核查")]
    ChecksOwnAgency { agency: String },
    #[error("{what}要写明内容")]
    TextMissing { what: &'static str },
    #[error("服务器时间 {now} 早于上一次办理的时间 {last}，时钟被拨回；请校准时钟后再办")]
    ClockBack { now: Moment, last: Moment },
    #[error("日期超出可以计算的范围")]
    OutOfRange,
}

impl Instruction {
    /// The event that a command brings about.
    pub fn decide(
        &self,
        log: &[InstructionRecorded],
        at: Timestamp,
        (by, agency): (&str, &Party),
        command: &InstructionCommand,
    ) -> Result<InstructionRecorded, InstructionRefusal> {
        use InstructionRefusal as Refusal;
        let last = log.last().map_or(self.issued, |one| one.at);
        if at < last {
            return Err(Refusal::ClockBack { now: Moment(at), last: Moment(last) });
        }
        let (action, what) = match command {
            InstructionCommand::TakeOn => ("签收", ""),
            InstructionCommand::Answer { .. } => ("反馈", "反馈"),
            InstructionCommand::ProposeDone { .. } => ("申请销号", "销号申请"),
            InstructionCommand::Check { .. } => ("核查", "核查意见"),
        };
        if log.iter().any(|one| matches!(one.event, InstructionEvent::Cleared { .. })) {
            return Err(Refusal::Cleared { action });
        }
        let is_taken_on = log.iter().any(|one| one.event == InstructionEvent::TakenOn);
        let waiting = log.iter().rev().find_map(|one| match one.event {
            InstructionEvent::DoneProposed { .. } => Some(Some(one)),
            InstructionEvent::SentBack { .. } => Some(None),
            InstructionEvent::TakenOn | InstructionEvent::Answered { .. } | InstructionEvent::Cleared { .. } => None,
        });
        let waiting = waiting.flatten();
        let said = |text: &str| match text.trim() {
            "" => Err(Refusal::TextMissing { what }),
            text => Ok(text.to_string()),
        };
        if !matches!(command, InstructionCommand::Check { .. }) && agency.code != self.agency.code {
            return Err(Refusal::OtherAgency { agency: self.agency.name.clone(), other: agency.name.clone(), action });
        }
        let event = match command {
            InstructionCommand::TakeOn if is_taken_on => return Err(Refusal::TakenOnAlready),
            InstructionCommand::TakeOn => InstructionEvent::TakenOn,
            InstructionCommand::Answer { .. } | InstructionCommand::ProposeDone { .. } if !is_taken_on => {
                return Err(Refusal::NotTakenOn { action });
            }
            InstructionCommand::Answer { text } => InstructionEvent::Answered { text: said(text)? },
            InstructionCommand::ProposeDone { .. } if waiting.is_some() => return Err(Refusal::ProposalWaits),
            InstructionCommand::ProposeDone { text } => InstructionEvent::DoneProposed { text: said(text)? },
            InstructionCommand::Check { is_done, reason } => {
                let proposed = waiting.ok_or(Refusal::NothingProposed)?;
                if proposed.by == by {
                    return Err(Refusal::ChecksOwnWork);
                }
                if agency.code == self.agency.code {
                    return Err(Refusal::ChecksOwnAgency { agency: agency.name.clone() });
                }
                let reason = said(reason)?;
                if *is_done { InstructionEvent::Cleared { reason } } else { InstructionEvent::SentBack { reason } }
            }
        };
        let number = log.len() as u64 + 1;
        Ok(InstructionRecorded { number, at, by: by.to_string(), agency: agency.name.clone(), event })
    }

    /// The three clocks as they stand.
    pub fn clocks(
        &self,
        log: &[InstructionRecorded],
        now: Timestamp,
        rules: &ClockRules,
    ) -> Result<Vec<Clock>, InstructionRefusal> {
        let issued = local(self.issued).date();
        let first = |is: fn(&InstructionEvent) -> bool| log.iter().find(|one| is(&one.event)).map(|one| one.at);
        let long = match self.urgency {
            Urgency::Ordinary => rules.ordinary_days.days(),
            Urgency::Major => rules.major_months.months(),
        };
        let clocks = [
            ("签收", rules.assign_days.days(), first(|event| *event == InstructionEvent::TakenOn)),
            (
                "首次反馈",
                rules.answer_days.days(),
                first(|event| {
                    matches!(event, InstructionEvent::Answered { .. } | InstructionEvent::DoneProposed { .. })
                }),
            ),
            // In time when it was proposed in time, if the check then confirmed it.
            ("办结销号", long, self.done_at(log)),
        ];
        let mut found = Vec::with_capacity(clocks.len());
        for (name, span, done) in clocks {
            let due = issued.checked_add(span).map_err(|_| InstructionRefusal::OutOfRange)?;
            let today = local(now).date();
            let close = due.checked_sub(rules.close_days.days()).map_err(|_| InstructionRefusal::OutOfRange)?;
            let state = match done {
                Some(done) if local(done).date() <= due => ClockState::Done,
                Some(_) => ClockState::DoneLate,
                None if today > due => ClockState::Late,
                None if today >= close => ClockState::Close,
                None => ClockState::Running,
            };
            found.push(Clock { name: name.to_string(), due, done, state });
        }
        Ok(found)
    }

    fn done_at(&self, log: &[InstructionRecorded]) -> Option<Timestamp> {
        log.iter().find(|one| matches!(one.event, InstructionEvent::Cleared { .. }))?;
        let proposed = log.iter().rev().find(|one| matches!(one.event, InstructionEvent::DoneProposed { .. }))?;
        Some(proposed.at)
    }
}
