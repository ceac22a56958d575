//! Frozen evaluations with what happened to them: publication, objections and the answers to them.
//!
//! How runs are kept is said by `frozen.rs`.

mod objections;
mod runs;
mod verify;

use jiff::Timestamp;
use jiff::civil::Date;
use model::{Dataset, Period};
use serde::{Deserialize, Serialize};

/// What is evaluated, when, and from which body of data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvaluationKey {
    pub pack: String,
    pub evaluation: String,
    pub period: Period,
    pub dataset: Dataset,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEvaluation {
    pub key: EvaluationKey,
    pub version: String,
    /// Canonical JSON.
    pub cut: String,
    pub outcome: String,
    /// The run that stood until now, as the one who freezes saw it, and why it is replaced.
    pub replaces: Option<(i64, String)>,
}

/// Where a run stands (状态).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RunState {
    /// 已冻结.
    Frozen,
    /// 公示中.
    Published,
    /// 已定稿.
    Final,
    /// 已被更正结果替换.
    Replaced,
}

/// A run without its cut and outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredEvaluation {
    pub id: i64,
    pub key: EvaluationKey,
    pub version: String,
    pub created_at: Timestamp,
    pub created_by: String,
    pub cut_digest: String,
    pub outcome_digest: String,
    pub replaces: Option<i64>,
    pub reason: Option<String>,
    /// From the first to the last; at least the freezing.
    pub events: Vec<EvaluationEvent>,
}

impl StoredEvaluation {
    pub fn state(&self) -> RunState {
        self.events.last().map_or(RunState::Frozen, |event| event.state)
    }

    /// Whether it was made final at some time; it may have been replaced since.
    pub fn was_final(&self) -> bool {
        self.events.iter().any(|event| event.state == RunState::Final)
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvaluationEvent {
    pub state: RunState,
    pub at: Timestamp,
    pub actor: String,
    pub note: Option<String>,
    /// First and last day on which anyone may object.
    pub window: Option<(Date, Date)>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewObjection {
    pub run: i64,
    pub subject: String,
    /// JSON.
    pub body: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredObjection {
    pub id: i64,
    pub run: i64,
    pub subject: String,
    pub body: String,
    pub at: Timestamp,
    pub actor: String,
    pub answer: Option<StoredAnswer>,
}

/// An answer; with the corrected run when the objection is accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAnswer {
    pub objection: i64,
    pub note: String,
    pub corrected: Option<NewEvaluation>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredAnswer {
    pub is_accepted: bool,
    pub note: String,
    pub run: Option<i64>,
    pub at: Timestamp,
    pub actor: String,
}
