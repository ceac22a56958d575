//! Requests and answers as they are kept in streams, read back.

use std::collections::BTreeMap;

use engine::collection::{Origin, Phase, Recorded, Response};
use jiff::Timestamp;
use jiff::civil::Date;
use model::Dataset;
use model::collection::{Field, Party, Request, Respondent};
use serde::{Deserialize, Serialize};
use store::{StoredStream, StreamKind};

use crate::{App, AppError, Result};

/// What becomes of a request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct RequestRecorded {
    pub at: Timestamp,
    pub by: String,
    pub event: RequestEvent,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub(super) enum RequestEvent {
    /// The day on which it went out, and where each field comes from as it was known then.
    Approved {
        issued: Date,
        origins: Vec<Origin>,
    },
    Refused {
        reason: String,
    },
    Withdrawn {
        reason: String,
    },
    /// 精简: fields and respondents, by code, that are not asked any more.
    Narrowed {
        fields: Vec<String>,
        respondents: Vec<String>,
        reason: String,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum RequestState {
    Proposed,
    InForce,
    Refused,
    Withdrawn,
}

impl RequestState {
    pub fn in_words(self) -> &'static str {
        match self {
            RequestState::Proposed => "待准入",
            RequestState::InForce => "已下发",
            RequestState::Refused => "不予准入",
            RequestState::Withdrawn => "已撤销",
        }
    }

    pub fn word(self) -> &'static str {
        match self {
            RequestState::Proposed => "proposed",
            RequestState::InForce => "in_force",
            RequestState::Refused => "refused",
            RequestState::Withdrawn => "withdrawn",
        }
    }
}

/// What is not asked any more since some moment (精简).
#[derive(Debug, Clone)]
pub(super) struct Narrowing {
    pub at: Timestamp,
    pub fields: Vec<Field>,
    pub respondents: Vec<Respondent>,
    pub reason: String,
}

/// A request and what became of it.
#[derive(Debug, Clone)]
pub(super) struct LoadedRequest {
    pub request: Request,
    pub dataset: Dataset,
    pub state: RequestState,
    pub proposed_by: String,
    pub origins: Vec<Origin>,
    /// Of a refusal or a withdrawal.
    pub reason: Option<String>,
    /// Oldest first; the request is what it asks now.
    pub narrowed: Vec<Narrowing>,
    pub last_number: u64,
}

impl LoadedRequest {
    /// By its code, also one that is not asked any more.
    pub fn field_ever(&self, code: &str) -> Option<&Field> {
        let dropped = self.narrowed.iter().flat_map(|one| &one.fields).find(|field| field.code == code);
        self.request.field(code).or(dropped)
    }

    /// Takes fields and respondents out of what is asked.
    fn narrow(&mut self, (fields, respondents): (&[String], &[String]), reason: String, at: Timestamp) {
        let asked = std::mem::take(&mut self.request.fields).into_iter().zip(std::mem::take(&mut self.origins));
        let (dropped, kept): (Vec<_>, Vec<_>) = asked.partition(|(field, _)| fields.contains(&field.code));
        (self.request.fields, self.origins) = kept.into_iter().unzip();
        let all = std::mem::take(&mut self.request.respondents).into_iter();
        let (released, kept) = all.partition(|one| respondents.contains(&one.party.code));
        self.request.respondents = kept;
        let fields = dropped.into_iter().map(|(field, _)| field).collect();
        self.narrowed.push(Narrowing { at, fields, respondents: released, reason });
    }

    /// As it is asked of one respondent: what another request asks is typed by those whom that one does not ask.
    pub fn asked_of(&self, party: &str, others: &[LoadedRequest]) -> LoadedRequest {
        let is_asked = |code: &str| {
            let other = others.iter().find(|other| other.request.code == code);
            other.is_some_and(|other| other.request.respondents.iter().any(|one| one.party.code == party))
        };
        let origin = |origin: &Origin| match origin {
            Origin::Asked { request, .. } if !is_asked(request) => Origin::New,
            other => other.clone(),
        };
        LoadedRequest { origins: self.origins.iter().map(origin).collect(), ..self.clone() }
    }
}

/// An answer and the number of its last event.
#[derive(Debug, Clone)]
pub(super) struct LoadedAnswer {
    pub code: String,
    pub response: Response,
}

pub(super) fn answer_code(request: &str, party: &Party) -> String {
    format!("{request}/{}", party.code)
}

pub(super) fn phase_word(phase: Phase) -> &'static str {
    match phase {
        Phase::Filling => "filling",
        Phase::Submitted => "submitted",
        Phase::Returned => "returned",
        Phase::Agreed => "agreed",
    }
}

/// Somebody else was faster.
pub(super) fn overtaken(held: &LoadedRequest) -> AppError {
    AppError::Stale {
        message: format!("“{}”刚被他人改动，您的操作没有生效；请刷新后再试", held.request.title)
    }
}

fn loaded(stream: &StoredStream, events: &[String]) -> Result<LoadedRequest> {
    let request: Request = serde_json::from_str(&stream.head)?;
    let mut found = LoadedRequest {
        origins: vec![Origin::New; request.fields.len()],
        request,
        dataset: stream.dataset,
        state: RequestState::Proposed,
        proposed_by: stream.actor.clone(),
        reason: None,
        narrowed: Vec::new(),
        last_number: stream.last_number,
    };
    for body in events {
        let recorded: RequestRecorded = serde_json::from_str(body)?;
        match recorded.event {
            RequestEvent::Approved { issued, origins } => {
                found.request.issued = issued;
                found.origins = origins;
                found.state = RequestState::InForce;
            }
            RequestEvent::Refused { reason } => {
                found.state = RequestState::Refused;
                found.reason = Some(reason);
            }
            RequestEvent::Withdrawn { reason } => {
                found.state = RequestState::Withdrawn;
                found.reason = Some(reason);
            }
            RequestEvent::Narrowed { fields, respondents, reason } => {
                found.narrow((&fields, &respondents), reason, recorded.at);
            }
        }
    }
    Ok(found)
}

/// Without the cells that nobody asks for any more; what was typed there stays in the log.
fn asked_only(held: &LoadedRequest, mut response: Response) -> Response {
    if !held.narrowed.is_empty() {
        response.cells.retain(|code, _| held.request.field(code).is_some());
    }
    response
}

impl App {
    pub(super) async fn loaded_request(&self, code: &str) -> Result<LoadedRequest> {
        let missing = || AppError::not_found(format!("数据需求“{code}”"));
        let stream = self.store.stream(StreamKind::Request, code).await?.ok_or_else(missing)?;
        loaded(&stream, &self.store.stream_events(StreamKind::Request, code).await?)
    }

    /// Oldest first.
    pub(super) async fn loaded_requests(&self, dataset: Dataset) -> Result<Vec<LoadedRequest>> {
        let mut found = Vec::new();
        for stream in self.store.streams(StreamKind::Request, dataset, None).await? {
            let events = match stream.last_number {
                0 => Vec::new(),
                _ => self.store.stream_events(StreamKind::Request, &stream.code).await?,
            };
            found.push(loaded(&stream, &events)?);
        }
        Ok(found)
    }

    /// A request as it is asked of one respondent.
    pub(super) async fn request_for(&self, code: &str, party: &str) -> Result<LoadedRequest> {
        let held = self.loaded_request(code).await?;
        if !held.origins.iter().any(|origin| matches!(origin, Origin::Asked { .. })) {
            return Ok(held);
        }
        Ok(held.asked_of(party, &self.loaded_requests(held.dataset).await?))
    }

    /// The answers to a request, in the order of its respondents.
    pub(super) async fn loaded_answers(&self, held: &LoadedRequest) -> Result<Vec<LoadedAnswer>> {
        let mut logs: BTreeMap<String, Vec<Recorded>> = BTreeMap::new();
        for (code, body) in self.store.child_events(StreamKind::Response, &held.request.code).await? {
            logs.entry(code).or_default().push(serde_json::from_str(&body)?);
        }
        let answer = |respondent: &Respondent| {
            let code = answer_code(&held.request.code, &respondent.party);
            let log = logs.remove(&code).unwrap_or_default();
            LoadedAnswer { code, response: asked_only(held, Response::replayed(respondent.clone(), log)) }
        };
        Ok(held.request.respondents.iter().map(answer).collect())
    }

    pub(super) async fn loaded_answer(&self, held: &LoadedRequest, party: &str) -> Result<LoadedAnswer> {
        let respondent = held.request.respondents.iter().find(|one| one.party.code == party);
        let respondent = respondent.ok_or_else(|| AppError::not_found(format!("填报对象“{party}”")))?;
        let code = answer_code(&held.request.code, &respondent.party);
        let bodies = self.store.stream_events(StreamKind::Response, &code).await?;
        let log = bodies.iter().map(|body| Ok(serde_json::from_str(body)?)).collect::<Result<Vec<Recorded>>>()?;
        Ok(LoadedAnswer { code, response: asked_only(held, Response::replayed(respondent.clone(), log)) })
    }
}
