//! The answer of one respondent to one request: the state that follows from what happened.
//!
//! Events are applied as they are; whether something is allowed is decided in `decide.rs`.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use model::collection::{Answer, Party, Request, Respondent};

use super::event::{CellOrigin, Event, Recorded, Side};
use crate::exchange::local;

/// Where an answer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    Filling,
    Submitted,
    Returned,
    Agreed,
}

impl Phase {
    pub fn in_words(self) -> &'static str {
        match self {
            Phase::Filling => "待填报",
            Phase::Submitted => "待审核",
            Phase::Returned => "被退回",
            Phase::Agreed => "已审定",
        }
    }
}

/// What the reviewer made of a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Review {
    Pending,
    Accepted,
    /// The value of the side that began, beside the one that stands.
    Disputed {
        value: Answer,
        reason: String,
        side: Side,
    },
    /// Both keep to their value.
    Deadlocked {
        value: Answer,
        reason: String,
        answer: String,
        side: Side,
    },
    /// 裁定.
    Decided {
        reason: String,
    },
}

impl Review {
    /// The value stands and is not touched any more.
    pub fn is_settled(&self) -> bool {
        matches!(self, Review::Accepted | Review::Decided { .. })
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// From 1; each change adds one.
    pub version: u64,
    pub value: Option<Answer>,
    pub note: Option<String>,
    pub origin: CellOrigin,
    pub by: String,
    pub at: Timestamp,
    pub review: Review,
}

/// What the respondent says against a return.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contest {
    pub reason: String,
    pub by: String,
    /// Why the reviewer keeps to the return; the planning section decides then.
    pub answer: Option<String>,
}

/// A wish for more time (延期申请).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Extension {
    pub until: Timestamp,
    pub reason: String,
    pub by: String,
    /// Granted or not, and why; nothing while it waits.
    pub answer: Option<(bool, String)>,
}

/// What a joint lead said of the answer as it was handed in (会签).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    pub by: String,
    pub at: Timestamp,
    pub stand: Stand,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stand {
    Signed,
    Objected {
        reason: String,
    },
    /// The planning section lets the answer go on; the objection stays beside it, nothing where there was silence.
    Overruled {
        objection: Option<String>,
        reason: String,
    },
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Response {
    pub respondent: Respondent,
    pub phase: Phase,
    pub cells: BTreeMap<String, Cell>,
    /// The reason of the last return.
    pub returned_because: Option<String>,
    /// Against the last return, while it is not settled.
    pub contest: Option<Contest>,
    /// All of them, oldest first; the original due time is never forgotten.
    pub extensions: Vec<Extension>,
    /// By the code of the joint lead. Of the answer as it stands: what changes it ends them.
    pub signatures: BTreeMap<String, Signature>,
    pub submitted_at: Option<Timestamp>,
    pub is_late: bool,
    pub log: Vec<Recorded>,
}

impl Response {
    pub fn new(respondent: Respondent) -> Response {
        Response {
            respondent,
            phase: Phase::Filling,
            cells: BTreeMap::new(),
            returned_because: None,
            contest: None,
            extensions: Vec::new(),
            signatures: BTreeMap::new(),
            submitted_at: None,
            is_late: false,
            log: Vec::new(),
        }
    }

    pub fn replayed(respondent: Respondent, log: Vec<Recorded>) -> Response {
        let mut response = Response::new(respondent);
        log.into_iter().for_each(|recorded| response.record(recorded));
        response
    }

    /// Until when it is in time, extensions that were granted included.
    pub fn due(&self, request: &Request) -> Timestamp {
        let granted = self.extensions.iter().filter(|one| matches!(one.answer, Some((true, _))));
        granted.map(|one| one.until).fold(request.due, Timestamp::max)
    }

    /// The extension that waits for an answer.
    pub fn waiting_extension(&self) -> Option<&Extension> {
        self.extensions.last().filter(|one| one.answer.is_none())
    }

    /// Joint leads that have not agreed and were not overruled, in the order of the request.
    pub fn signatures_owed<'request>(&self, request: &'request Request) -> Vec<&'request Party> {
        let is_settled = |signer: &&Party| {
            let stand = self.signatures.get(&signer.code).map(|signature| &signature.stand);
            matches!(stand, Some(Stand::Signed | Stand::Overruled { .. }))
        };
        request.signers_of(&self.respondent.party.code).iter().filter(|signer| !is_settled(signer)).collect()
    }

    /// The last day on which a joint lead is in time: that of the answer, or the one on which it was handed in.
    pub fn sign_day(&self, request: &Request) -> Date {
        let due = self.due(request);
        local(self.submitted_at.map_or(due, |submitted| submitted.max(due))).date()
    }

    /// Who began the dispute about a field that waits for an answer.
    pub fn disputed_by(&self, field: &str) -> Option<Side> {
        match self.cells.get(field)?.review {
            Review::Disputed { side, .. } => Some(side),
            Review::Pending | Review::Accepted | Review::Deadlocked { .. } | Review::Decided { .. } => None,
        }
    }

    /// What happened after the last return, newest first.
    pub fn since_return(&self) -> Vec<&Event> {
        let events = self.log.iter().rev().map(|one| &one.event);
        events.take_while(|event| !matches!(event, Event::Returned { .. })).collect()
    }

    pub fn version_of(&self, field: &str) -> u64 {
        self.cells.get(field).map_or(0, |cell| cell.version)
    }

    /// A cell as it stood at a version that somebody saw.
    pub fn cell_at(&self, field: &str, version: u64) -> Option<Cell> {
        let mut then = Response::new(self.respondent.clone());
        for recorded in &self.log {
            then.record(recorded.clone());
            if let Some(cell) = then.cells.get(field).filter(|cell| cell.version == version) {
                return Some(cell.clone());
            }
        }
        None
    }

    pub fn record(&mut self, recorded: Recorded) {
        let (by, at) = (recorded.by.as_str(), recorded.at);
        match &recorded.event {
            Event::Saved { cells } => {
                // Who mends what was returned gives in.
                self.contest = None;
                for saved in cells {
                    let version = self.version_of(&saved.field) + 1;
                    let cell = Cell {
                        version,
                        value: saved.value.clone(),
                        note: saved.note.clone(),
                        origin: saved.origin,
                        by: by.to_string(),
                        at,
                        review: Review::Pending,
                    };
                    self.cells.insert(saved.field.clone(), cell);
                }
            }
            Event::Submitted { is_late } => {
                self.phase = Phase::Submitted;
                self.submitted_at = Some(at);
                self.is_late = *is_late;
                self.returned_because = None;
                self.contest = None;
                self.signatures.clear();
            }
            Event::TakenBack { .. } => self.phase = Phase::Filling,
            Event::Returned { reason } => {
                self.phase = Phase::Returned;
                self.returned_because = Some(reason.clone());
                self.contest = None;
            }
            Event::ReturnContested { reason } => {
                self.contest = Some(Contest { reason: reason.clone(), by: by.to_string(), answer: None });
            }
            Event::ContestAccepted { .. } | Event::ReturnDecided { stands: false, .. } => {
                self.phase = Phase::Submitted;
                self.returned_because = None;
                self.contest = None;
            }
            Event::ContestRefused { reason } => {
                if let Some(contest) = &mut self.contest {
                    contest.answer = Some(reason.clone());
                }
            }
            Event::ReturnDecided { stands: true, .. } => self.contest = None,
            Event::Accepted { fields } => {
                for field in fields {
                    self.set_review(field, Review::Accepted);
                }
            }
            Event::Disputed { field, value, reason, side } => {
                let (value, reason) = (value.clone(), reason.clone());
                self.set_review(field, Review::Disputed { value, reason, side: *side });
            }
            Event::DisputeAccepted { field } => {
                if let Some(cell) = self.cells.get_mut(field)
                    && let Review::Disputed { value, .. } = cell.review.clone()
                {
                    cell.version += 1;
                    cell.value = Some(value);
                    cell.review = Review::Accepted;
                    cell.by = by.to_string();
                    cell.at = at;
                    // The joint leads agreed to another figure. What is official already is between these two.
                    if self.phase == Phase::Submitted {
                        self.signatures.clear();
                    }
                }
            }
            Event::Deadlocked { field, reason: answer } => {
                if let Some(cell) = self.cells.get_mut(field)
                    && let Review::Disputed { value, reason, side } = cell.review.clone()
                {
                    cell.review = Review::Deadlocked { value, reason, answer: answer.clone(), side };
                }
            }
            Event::Decided { field, value, reason } => {
                if let Some(cell) = self.cells.get_mut(field) {
                    if cell.value.as_ref() != Some(value) {
                        cell.version += 1;
                        cell.value = Some(value.clone());
                        cell.by = by.to_string();
                        cell.at = at;
                    }
                    cell.review = Review::Decided { reason: reason.clone() };
                }
            }
            Event::Completed => self.phase = Phase::Agreed,
            Event::ExtensionAsked { until, reason } => self.extensions.push(Extension {
                until: *until,
                reason: reason.clone(),
                by: by.to_string(),
                answer: None,
            }),
            Event::ExtensionAnswered { is_granted, reason } => {
                if let Some(last) = self.extensions.last_mut() {
                    last.answer = Some((*is_granted, reason.clone()));
                }
            }
            Event::Signed { signer } => self.sign(signer, (by, at), Stand::Signed),
            Event::Objected { signer, reason } => {
                self.sign(signer, (by, at), Stand::Objected { reason: reason.clone() });
            }
            Event::Overruled { signer, reason } => {
                let objection = match self.signatures.get(signer).map(|signature| &signature.stand) {
                    Some(Stand::Objected { reason }) => Some(reason.clone()),
                    Some(Stand::Signed | Stand::Overruled { .. }) | None => None,
                };
                self.sign(signer, (by, at), Stand::Overruled { objection, reason: reason.clone() });
            }
        }
        self.log.push(recorded);
    }

    fn sign(&mut self, signer: &str, (by, at): (&str, Timestamp), stand: Stand) {
        self.signatures.insert(signer.to_string(), Signature { by: by.to_string(), at, stand });
    }

    fn set_review(&mut self, field: &str, review: Review) {
        if let Some(cell) = self.cells.get_mut(field) {
            cell.review = review;
        }
    }
}
