//! Whether something may be done with an answer now, and what then happens. Changes nothing by itself.

use jiff::Timestamp;
use model::collection::{Answer, Party, Request};

use super::admission::Origin;
use super::check::{Comparison, DoubtRules, Remark, check_answer, fault};
use super::event::{CellOrigin, Command, Draft, Event, Recorded, Saved};
use super::refusal::{CellRefusal, Refusal, quoted};
use super::response::{Phase, Response, Review};
use crate::exchange::{Moment, local};

/// Who asks for something, when, and for which agency.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// Server time.
    pub at: Timestamp,
    pub by: &'a str,
    pub agency: &'a Party,
    /// Acts for the planning section.
    pub is_planner: bool,
}

/// What a command brings about.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Outcome {
    pub events: Vec<Recorded>,
    /// Cells that were left as they were.
    pub refused: Vec<CellRefusal>,
}

/// Decides one command on the answer of one respondent.
///
/// `origins` are those of the fields of the request, in order; `against` gives what a field is compared with.
pub fn decide(
    request: &Request,
    origins: &[Origin],
    response: &Response,
    asked: Asked<'_>,
    command: &Command,
    against: &dyn Fn(&str) -> Comparison,
    rules: &DoubtRules,
) -> Result<Outcome, Refusal> {
    if let Some(last) = response.log.last().filter(|last| asked.at < last.at) {
        return Err(Refusal::ClockBack { now: Moment(asked.at), last: Moment(last.at) });
    }
    let desk = Desk { request, origins, response, asked };
    let (events, refused) = match command {
        Command::Save { drafts } => desk.save(drafts)?,
        Command::Submit => (desk.submit(against, rules)?, Vec::new()),
        Command::TakeBack { reason } => (desk.take_back(reason)?, Vec::new()),
        Command::Return { reason } => (desk.send_back(reason)?, Vec::new()),
        Command::Accept { fields } => (desk.accept(fields)?, Vec::new()),
        Command::Dispute { field, value, reason } => (desk.dispute(field, value, reason)?, Vec::new()),
        Command::AnswerDispute { field, is_accepted, reason } => {
            (desk.answer_dispute(field, *is_accepted, reason)?, Vec::new())
        }
        Command::Decide { field, value, reason } => (desk.decide_deadlock(field, value, reason)?, Vec::new()),
        Command::ContestReturn { reason } => (desk.contest_return(reason)?, Vec::new()),
        Command::AnswerContest { is_accepted, reason } => (desk.answer_contest(*is_accepted, reason)?, Vec::new()),
        Command::DecideReturn { stands, reason } => (desk.decide_return(*stands, reason)?, Vec::new()),
        Command::AskExtension { until, reason } => (desk.ask_extension(*until, reason)?, Vec::new()),
        Command::AnswerExtension { is_granted, reason } => (desk.answer_extension(*is_granted, reason)?, Vec::new()),
        Command::Sign => (desk.sign()?, Vec::new()),
        Command::Object { reason } => (desk.object(reason)?, Vec::new()),
        Command::Overrule { signer, reason } => (desk.overrule(signer, reason)?, Vec::new()),
    };
    let mut after = response.clone();
    let mut recorded = Vec::new();
    let mut add = |event: Event, after: &mut Response| {
        let one = Recorded {
            number: after.log.len() as u64 + 1,
            at: asked.at,
            by: asked.by.to_string(),
            agency: asked.agency.name.clone(),
            event,
        };
        after.record(one.clone());
        recorded.push(one);
    };
    // Nothing completes itself: the last word is a review.
    let is_review = events
        .iter()
        .any(|event| matches!(event, Event::Accepted { .. } | Event::DisputeAccepted { .. } | Event::Decided { .. }));
    for event in events {
        add(event, &mut after);
    }
    if is_review && after.phase == Phase::Submitted && desk.is_all_settled(&after) {
        add(Event::Completed, &mut after);
    }
    Ok(Outcome { events: recorded, refused })
}

pub(super) struct Desk<'a> {
    pub request: &'a Request,
    origins: &'a [Origin],
    pub response: &'a Response,
    pub asked: Asked<'a>,
}

pub(super) type Answered<T> = Result<T, Refusal>;

impl Desk<'_> {
    fn save(&self, drafts: &[Draft]) -> Answered<(Vec<Event>, Vec<CellRefusal>)> {
        self.as_respondent("填写")?;
        self.in_phase(&[Phase::Filling, Phase::Returned], "填写", "需要改动请由审核单位退回")?;
        self.in_force()?;
        let mut cells: Vec<Saved> = Vec::new();
        let mut refused = Vec::new();
        for draft in drafts {
            match self.cell(draft) {
                Ok(Some(saved)) => {
                    // The last word on a cell within one command stands.
                    cells.retain(|other| other.field != saved.field);
                    cells.push(saved);
                }
                Ok(None) => {}
                Err(refusal) => refused.push(refusal),
            }
        }
        let events = if cells.is_empty() { Vec::new() } else { vec![Event::Saved { cells }] };
        Ok((events, refused))
    }

    /// A cell as it will be saved; nothing when it is so already.
    fn cell(&self, draft: &Draft) -> Result<Option<Saved>, CellRefusal> {
        let place = self.request.fields.iter().position(|field| field.code == draft.field);
        let Some((place, field)) = place.map(|place| (place, &self.request.fields[place])) else {
            return Err(CellRefusal::Unknown { field: draft.field.clone() });
        };
        let name = || field.name.clone();
        if let Some(why) = self.origins.get(place).and_then(Origin::why_not_typed)
            && draft.origin != CellOrigin::Prefilled
        {
            return Err(CellRefusal::Known { field: name(), why });
        }
        let held = self.response.cells.get(&field.code);
        if let Some(cell) = held {
            if cell.value == draft.value && cell.note == draft.note {
                return Ok(None);
            }
            if cell.review.is_settled() {
                return Err(CellRefusal::Settled { field: name() });
            }
            if cell.version != draft.base {
                return Err(CellRefusal::Stale {
                    field: name(),
                    by: cell.by.clone(),
                    at: Moment(cell.at),
                    theirs: quoted(cell.value.as_ref()),
                    mine: quoted(draft.value.as_ref()),
                });
            }
        }
        if let Some(fault) = draft.value.as_ref().and_then(|value| fault(field, value)) {
            return Err(CellRefusal::Fault { field: name(), fault });
        }
        Ok(Some(Saved {
            field: field.code.clone(),
            value: draft.value.clone(),
            note: draft.note.clone().filter(|note| !note.trim().is_empty()),
            origin: draft.origin,
        }))
    }

    fn submit(&self, against: &dyn Fn(&str) -> Comparison, rules: &DoubtRules) -> Answered<Vec<Event>> {
        self.as_respondent("提交")?;
        self.in_phase(&[Phase::Filling, Phase::Returned], "提交", "已经提交的不用再交")?;
        self.in_force()?;
        let mut remarks: Vec<Remark> = Vec::new();
        for (field, origin) in self.request.fields.iter().zip(self.origins) {
            // What the program fills in is nobody's to correct here.
            if origin.why_not_typed().is_some() {
                continue;
            }
            let cell = self.response.cells.get(&field.code);
            let value = cell.and_then(|cell| cell.value.as_ref());
            let note = cell.and_then(|cell| cell.note.as_deref());
            remarks.extend(check_answer(field, value, note, &against(&field.code), rules));
        }
        if !remarks.is_empty() {
            return Err(Refusal::NotReady { remarks });
        }
        Ok(vec![Event::Submitted { is_late: self.asked.at > self.response.due(self.request) }])
    }

    fn take_back(&self, reason: &str) -> Answered<Vec<Event>> {
        self.as_respondent("撤回")?;
        self.in_phase(&[Phase::Submitted], "撤回", "没有提交的表可以直接改")?;
        with_reason(reason, "撤回")?;
        let has_begun = self
            .since_submission()
            .any(|event| matches!(event, Event::Accepted { .. } | Event::Disputed { .. } | Event::Decided { .. }));
        if has_begun {
            return Err(Refusal::ReviewBegun);
        }
        Ok(vec![Event::TakenBack { reason: reason.trim().to_string() }])
    }

    fn send_back(&self, reason: &str) -> Answered<Vec<Event>> {
        self.as_reviewer("退回")?;
        self.in_phase(&[Phase::Submitted], "退回", "提交之后才能退回")?;
        with_reason(reason, "退回")?;
        Ok(vec![Event::Returned { reason: reason.trim().to_string() }])
    }

    fn accept(&self, fields: &[String]) -> Answered<Vec<Event>> {
        self.as_reviewer("审核")?;
        self.in_phase(&[Phase::Submitted], "审核", "提交之后才能审核")?;
        self.is_signed()?;
        let mut accepted = Vec::new();
        for (code, cell) in &self.response.cells {
            let is_asked = fields.is_empty() || fields.contains(code);
            if is_asked && cell.review == Review::Pending {
                if cell.by == self.asked.by && cell.origin != CellOrigin::Prefilled {
                    return Err(Refusal::ReviewsOwnWork { field: self.name(code) });
                }
                accepted.push(code.clone());
            }
        }
        if let Some(unknown) = fields.iter().find(|field| !self.response.cells.contains_key(*field)) {
            return Err(Refusal::UnknownField { field: unknown.clone() });
        }
        Ok(vec![Event::Accepted { fields: accepted }])
    }

    fn ask_extension(&self, until: Timestamp, reason: &str) -> Answered<Vec<Event>> {
        self.as_respondent("申请延期")?;
        self.in_phase(&[Phase::Filling, Phase::Returned], "申请延期", "已经提交的不用延期")?;
        self.in_force()?;
        with_reason(reason, "延期")?;
        if self.response.waiting_extension().is_some() {
            return Err(Refusal::ExtensionWaits);
        }
        let due = self.response.due(self.request);
        if until <= due {
            return Err(Refusal::ExtensionTooShort { due: Moment(due) });
        }
        self.before_expiry(until)?;
        Ok(vec![Event::ExtensionAsked { until, reason: reason.trim().to_string() }])
    }

    fn answer_extension(&self, is_granted: bool, reason: &str) -> Answered<Vec<Event>> {
        self.as_reviewer("答复延期申请")?;
        let Some(waiting) = self.response.waiting_extension() else {
            return Err(Refusal::NoExtension);
        };
        match is_granted {
            // One that was asked for before this was checked is not granted past the end either.
            true => self.before_expiry(waiting.until)?,
            false => with_reason(reason, "不批准延期")?,
        }
        Ok(vec![Event::ExtensionAnswered { is_granted, reason: reason.trim().to_string() }])
    }

    pub(super) fn as_respondent(&self, action: &'static str) -> Answered<()> {
        let respondent = &self.response.respondent.party;
        if respondent.code == self.asked.agency.code {
            return Ok(());
        }
        Err(Refusal::NotTheRespondent {
            respondent: respondent.name.clone(),
            agency: self.asked.agency.name.clone(),
            action,
        })
    }

    pub(super) fn as_reviewer(&self, action: &'static str) -> Answered<()> {
        let reviewer = &self.request.reviewer;
        if reviewer.code == self.asked.agency.code {
            return Ok(());
        }
        Err(Refusal::NotTheReviewer { reviewer: reviewer.name.clone(), agency: self.asked.agency.name.clone(), action })
    }

    pub(super) fn in_phase(&self, phases: &[Phase], action: &'static str, hint: &'static str) -> Answered<()> {
        if phases.contains(&self.response.phase) {
            return Ok(());
        }
        Err(Refusal::WrongPhase { phase: self.response.phase.in_words(), action, hint })
    }

    fn in_force(&self) -> Answered<()> {
        let expires = self.request.expires;
        if local(self.asked.at).date() > expires { Err(Refusal::Expired { expires }) } else { Ok(()) }
    }

    /// Time after the end of the request is of no use: nothing is filled in any more.
    fn before_expiry(&self, until: Timestamp) -> Answered<()> {
        let expires = self.request.expires;
        if local(until).date() > expires { Err(Refusal::ExtensionPastExpiry { expires }) } else { Ok(()) }
    }

    pub(super) fn held(&self, field: &str) -> Answered<(&super::Cell, &model::collection::Field)> {
        let unknown = || Refusal::UnknownField { field: field.to_string() };
        let asked = self.request.field(field).ok_or_else(unknown)?;
        Ok((self.response.cells.get(field).ok_or_else(unknown)?, asked))
    }

    pub(super) fn fits(&self, field: &model::collection::Field, value: &Answer) -> Answered<()> {
        match fault(field, value) {
            None => Ok(()),
            Some(fault) => Err(Refusal::NotReady {
                remarks: vec![Remark {
                    field: field.code.clone(),
                    kind: super::RemarkKind::Error,
                    message: format!("“{}”{fault}", field.name),
                }],
            }),
        }
    }

    fn name(&self, code: &str) -> String {
        self.request.field(code).map_or_else(|| code.to_string(), |field| field.name.clone())
    }

    fn since_submission(&self) -> impl Iterator<Item = &Event> {
        let from = self.response.log.iter().rposition(|one| matches!(one.event, Event::Submitted { .. }));
        self.response.log.iter().skip(from.unwrap_or_default()).map(|recorded| &recorded.event)
    }

    fn is_all_settled(&self, after: &Response) -> bool {
        after.signatures_owed(self.request).is_empty()
            && after.cells.values().filter(|cell| cell.value.is_some()).all(|cell| cell.review.is_settled())
            && self.request.fields.iter().zip(self.origins).all(|(field, origin)| {
                !field.is_required
                    || origin.why_not_typed().is_some()
                    || after.cells.get(&field.code).is_some_and(|cell| cell.value.is_some())
            })
    }
}

pub(super) fn with_reason(reason: &str, what: &'static str) -> Answered<()> {
    if reason.trim().is_empty() { Err(Refusal::ReasonMissing { what }) } else { Ok(()) }
}
