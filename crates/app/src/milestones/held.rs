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
        /// Why it differs from what was set before; nothing the first time.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    /// A change of what fell due already: a second person decides.
    ChangeProposed {
        basis: String,
        steps: Vec<Milestone>,
        reason: String,
    },
    ChangeAnswered {
        is_approved: bool,
        reason: String,
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

impl Recorded {
    fn version(&self, basis: &str, steps: &[Milestone], reason: Option<String>) -> Version {
        let (basis, steps) = (basis.to_string(), steps.to_vec());
        Version { at: self.at, by: self.by.clone(), basis, steps, reason, approved_by: None }
    }
}

/// What was set at one time, and who stands for it.
#[derive(Debug, Clone)]
pub(super) struct Version {
    pub at: Timestamp,
    pub by: String,
    pub basis: String,
    pub steps: Vec<Milestone>,
    pub reason: Option<String>,
    /// The second person, where one was needed.
    pub approved_by: Option<String>,
}

/// Milestones as they stand after all events.
#[derive(Debug, Clone, Default)]
pub(super) struct Held {
    pub basis: String,
    pub steps: Vec<Milestone>,
    pub extensions: Vec<Extension>,
    /// Oldest first; the last one holds.
    pub versions: Vec<Version>,
    /// A change that waits for a second person.
    pub proposal: Option<Version>,
    pub log: Vec<Recorded>,
}

impl Held {
    pub fn replayed(log: Vec<Recorded>) -> Held {
        let mut held = Held::default();
        for one in &log {
            match &one.event {
                Event::Set { basis, steps, reason } => held.set(one.version(basis, steps, reason.clone())),
                Event::ChangeProposed { basis, steps, reason } => {
                    held.proposal = Some(one.version(basis, steps, Some(reason.clone())));
                }
                Event::ChangeAnswered { is_approved, .. } => {
                    if let Some(proposal) = held.proposal.take().filter(|_| *is_approved) {
                        held.set(Version { approved_by: Some(one.by.clone()), ..proposal });
                    }
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

    fn set(&mut self, version: Version) {
        self.basis = version.basis.clone();
        self.steps = version.steps.clone();
        self.versions.push(version);
    }

    /// Grows with each event; what was seen is changed, nothing else.
    pub fn version(&self) -> u64 {
        self.log.len() as u64
    }

    pub fn last_of(&self, period: Period) -> Option<&Extension> {
        self.extensions.iter().rfind(|one| one.period == period)
    }
}
