//! Milestones as they are kept in streams: what was set, and the extensions that were asked for and answered.

use engine::milestone::Milestone;
use jiff::Timestamp;
use model::Period;
use serde::{Deserialize, Serialize};

/// Of which target the stream is; never changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Head {
    pub plan: String,
    pub target: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Recorded {
    pub at: Timestamp,
    pub by: String,
    pub agency: String,
    pub event: Event,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub(super) enum Event {
    /// Anew; what was granted for periods that are still there stays granted.
    Set {
        basis: String,
        steps: Vec<Milestone>,
    },
    ExtensionAsked {
        period: Period,
        until: Period,
        reason: String,
    },
    ExtensionAnswered {
        period: Period,
        is_granted: bool,
        reason: String,
    },
}

#[derive(Debug, Clone)]
pub(super) struct Extension {
    pub period: Period,
    pub until: Period,
    pub reason: String,
    pub by: String,
    pub agency: String,
    /// Granted or not, and what was said; nothing while it waits.
    pub answer: Option<(bool, String)>,
}

/// Milestones as they stand after all events.
#[derive(Debug, Clone, Default)]
pub(super) struct Held {
    pub basis: String,
    pub steps: Vec<Milestone>,
    pub extensions: Vec<Extension>,
    pub log: Vec<Recorded>,
}

impl Held {
    pub fn replayed(log: Vec<Recorded>) -> Held {
        let mut held = Held::default();
        for one in &log {
            match &one.event {
                Event::Set { basis, steps } => {
                    held.basis = basis.clone();
                    held.steps = steps.clone();
                }
                Event::ExtensionAsked { period, until, reason } => held.extensions.push(Extension {
                    period: *period,
                    until: *until,
                    reason: reason.clone(),
                    by: one.by.clone(),
                    agency: one.agency.clone(),
                    answer: None,
                }),
                Event::ExtensionAnswered { period, is_granted, reason } => {
                    let waiting = |asked: &&mut Extension| asked.period == *period && asked.answer.is_none();
                    if let Some(asked) = held.extensions.iter_mut().find(waiting) {
                        asked.answer = Some((*is_granted, reason.clone()));
                    }
                }
            }
        }
        held.log = log;
        for step in &mut held.steps {
            let granted = |one: &&Extension| one.period == step.period && matches!(one.answer, Some((true, _)));
            step.extended_to = held.extensions.iter().rfind(granted).map(|one| one.until);
        }
        held
    }

    pub fn last_of(&self, period: Period) -> Option<&Extension> {
        self.extensions.iter().rfind(|one| one.period == period)
    }
}
