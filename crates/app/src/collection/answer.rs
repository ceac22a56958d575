//! One answer: read, filled, submitted, reviewed, disputed, decided, extended. What was agreed becomes data with it.

use engine::collection::{
    Asked, CellOrigin, CellRefusal, Command, Draft, Outcome, Phase, Refusal, Response, Side, decide,
};
use engine::register::quantity;
use jiff::Timestamp;
use model::collection::{Answer, Field, FieldKind, Party};
use model::people::{Capability, DataClass};
use model::{Dataset, Grade, Observation, ObservationStatus, Scope, UnitOfMeasure};
use store::{StoreError, StreamChange, StreamEvents, StreamKind};

use super::TRIES;
use super::countersign::signing_party;
use super::loaded::{LoadedAnswer, LoadedRequest, RequestState, overtaken, phase_word};
use super::parties::{Acting, planner};
use super::requests::source_id;
use super::table::filing_view;
use crate::actor::about;
use crate::people::persons::Persons;
use crate::view::{CellDraft, FilingCommand, FilingReply, FilingView, LineError};
use crate::{Actor, App, AppError, Result};

impl App {
    /// The page of an answer. Respondents of other counties do not see it.
    pub async fn filing_view(&self, actor: &Actor, request: &str, party: &str, now: Timestamp) -> Result<FilingView> {
        let held = self.request_for(request, party).await?;
        let answers = self.loaded_answers(&held).await?;
        let answer = find(&answers, party)?;
        let acting = self.acting(actor, now).await?;
        self.see_answer((actor, &acting), &held, answer, now).await?;
        let background = self.background(&held, &answers, party, now).await?;
        Ok(filing_view(&held, answer, &background, (&acting, &self.persons(now).await?), now))
    }

    /// An answer is seen by who gave it, who reviews it, and who follows the work of all.
    async fn see_answer(
        &self,
        (actor, acting): (&Actor, &Acting),
        held: &LoadedRequest,
        answer: &LoadedAnswer,
        now: Timestamp,
    ) -> Result<()> {
        let party = &answer.response.respondent.party;
        let what = format!("“{}”的填报表", party.name);
        self.demand(actor, Capability::ReadInternal, &about(None, DataClass::Internal), &what, now).await?;
        if acting.may_see(held, &answer.response) {
            return Ok(());
        }
        let message = format!("{what}由“{}”填报、“{}”审核，其他单位不能查看", party.name, held.request.reviewer.name);
        Err(self.refused(actor, &what, &message, now).await)
    }

    /// Carries out one command; what cannot be done changes nothing.
    pub async fn act_on_answer(
        &self,
        actor: &Actor,
        request: &str,
        party: &str,
        command: &FilingCommand,
        now: Timestamp,
    ) -> Result<FilingReply> {
        self.act_on_answer_if(actor, (request, party, None), command, now).await
    }

    /// The same where the answer still is what was seen: its version, when somebody says which.
    pub async fn act_on_answer_if(
        &self,
        actor: &Actor,
        (request, party, seen): (&str, &str, Option<u64>),
        command: &FilingCommand,
        now: Timestamp,
    ) -> Result<FilingReply> {
        let mut tries = 1;
        loop {
            match self.try_answer(actor, (request, party, seen), command, now).await {
                // Another writer was faster; what it wrote is taken into account now.
                Err(AppError::Stale { .. }) if tries < TRIES && seen.is_none() => tries += 1,
                other => return other,
            }
        }
    }

    async fn try_answer(
        &self,
        actor: &Actor,
        (request, party, seen): (&str, &str, Option<u64>),
        command: &FilingCommand,
        now: Timestamp,
    ) -> Result<FilingReply> {
        let held = self.request_for(request, party).await?;
        if held.state != RequestState::InForce {
            return Err(AppError::Conflict {
                message: format!("这份需求{}，不能办理", held.state.in_words())
            });
        }
        let answers = self.loaded_answers(&held).await?;
        let answer = find(&answers, party)?;
        let acting = self.acting(actor, now).await?;
        self.see_answer((actor, &acting), &held, answer, now).await?;
        self.admit(actor, capability(command), &format!("response/{}", answer.code), now).await?;
        if seen.is_some_and(|seen| seen != answer.response.log.len() as u64) {
            return Err(overtaken(&held));
        }
        let background = self.background(&held, &answers, party, now).await?;
        let (command, mut refused) = read_command(&held, command)?;
        let who = acting_party(&held, &answer.response, &acting, &command);
        let asked = Asked { at: now, by: &actor.user, agency: &who, is_planner: acting.is_planner };
        let against = |field: &str| background.of(field);
        let rules = &self.collection.doubt;
        let outcome = match decide(&held.request, &held.origins, &answer.response, asked, &command, &against, rules) {
            Ok(outcome) => outcome,
            Err(refused) => return Err(self.told(actor, &answer.code, refusal(refused), now).await),
        };
        let persons = self.persons(now).await?;
        refused.extend(outcome.refused.iter().map(|refusal| cell_error(&held, refusal, &persons)));
        let after = self.write_answer(actor, &held, answer, outcome, now).await?;
        let answer = LoadedAnswer { code: answer.code.clone(), response: after };
        let answer = filing_view(&held, &answer, &background, (&acting, &persons), now);
        Ok(FilingReply { answer, refused, doubts: Vec::new() })
    }

    /// A refusal of the kernel; one for want of rights is on record.
    pub(super) async fn told(&self, actor: &Actor, object: &str, error: AppError, now: Timestamp) -> AppError {
        match error {
            AppError::Forbidden { message } => self.refused(actor, object, &message, now).await,
            other => other,
        }
    }

    /// Stores the events of an answer with the figures that they made official.
    async fn write_answer(
        &self,
        actor: &Actor,
        held: &LoadedRequest,
        answer: &LoadedAnswer,
        outcome: Outcome,
        now: Timestamp,
    ) -> Result<Response> {
        let mut after = answer.response.clone();
        if outcome.events.is_empty() {
            return Ok(after);
        }
        let events = outcome.events.iter().map(serde_json::to_string).collect::<std::result::Result<Vec<_>, _>>()?;
        let number = answer.response.log.len() as u64;
        outcome.events.into_iter().for_each(|recorded| after.record(recorded));
        let observations = if after.phase == Phase::Agreed {
            self.agreed_figures(held, (&answer.response, &after), now).await?
        } else {
            Vec::new()
        };
        let change = StreamChange {
            events: vec![StreamEvents {
                kind: StreamKind::Response,
                code: answer.code.clone(),
                after: number,
                events,
                state: phase_word(after.phase).to_string(),
            }],
            observations,
            ..StreamChange::default()
        };
        let last = after.log.last().map(|one| super::log::action(&one.event)).unwrap_or_default();
        let audit = actor.audit(last, format!("response/{}", answer.code), Some(&held.request.title), now);
        match self.store.change_streams(&change, &audit).await {
            Ok(()) => Ok(after),
            Err(StoreError::Overtaken { .. }) => Err(overtaken(held)),
            Err(error) => Err(error.into()),
        }
    }

    /// The numbers of an answer that have an indicator and were not official before, as observations.
    async fn agreed_figures(
        &self,
        held: &LoadedRequest,
        (before, after): (&Response, &Response),
        now: Timestamp,
    ) -> Result<Vec<Observation>> {
        let city = self.city(now).await?;
        let (place, scope) = match (&after.respondent.place, city) {
            (Some(place), _) => (place.clone(), Scope::Unstated),
            (None, Some(city)) => (city, Scope::City),
            (None, None) => return Ok(Vec::new()),
        };
        let observation = |field: &Field| {
            let indicator = field.indicator.clone()?;
            let official = before.cells.get(&field.code).filter(|_| before.phase == Phase::Agreed);
            let answer = after.cells.get(&field.code)?.value.clone();
            let Some(Answer::Number { value }) = answer.clone() else { return None };
            if official.is_some_and(|cell| cell.value == answer) {
                return None;
            }
            Some(Observation {
                id: 0,
                indicator,
                place: place.clone(),
                period: held.request.period,
                value,
                unit: field.unit.clone(),
                scope,
                grade: if held.dataset == Dataset::Demo { Grade::Demo } else { Grade::P },
                status: ObservationStatus::Provisional,
                source: source_id(&held.request),
                known_since: now,
                dataset: held.dataset,
                note: None,
                // What was filled in here is published by nobody yet.
                class: DataClass::Internal,
            })
        };
        let asked = held.request.fields.iter().zip(&held.origins);
        let typed = asked.filter(|(_, origin)| origin.why_not_typed().is_none());
        Ok(typed.filter_map(|(field, _)| observation(field)).collect())
    }
}

pub(super) fn find<'a>(answers: &'a [LoadedAnswer], party: &str) -> Result<&'a LoadedAnswer> {
    let found = answers.iter().find(|one| one.response.respondent.party.code == party);
    found.ok_or_else(|| AppError::not_found(format!("填报对象“{party}”")))
}

/// 会签 is a step that a leader of the agency (分管领导) takes too; to fill in and to review are work with data.
fn capability(command: &FilingCommand) -> Capability {
    match command {
        FilingCommand::Sign | FilingCommand::Object { .. } => Capability::TakeStep,
        FilingCommand::Save { .. }
        | FilingCommand::Submit
        | FilingCommand::TakeBack { .. }
        | FilingCommand::Return { .. }
        | FilingCommand::Accept { .. }
        | FilingCommand::Dispute { .. }
        | FilingCommand::AnswerDispute { .. }
        | FilingCommand::Decide { .. }
        | FilingCommand::ContestReturn { .. }
        | FilingCommand::AnswerContest { .. }
        | FilingCommand::DecideReturn { .. }
        | FilingCommand::AskExtension { .. }
        | FilingCommand::AnswerExtension { .. }
        | FilingCommand::Overrule { .. } => Capability::EnterData,
    }
}

/// For whom somebody acts depends on what they do.
fn acting_party(held: &LoadedRequest, response: &Response, acting: &Acting, command: &Command) -> Party {
    match command {
        Command::Save { .. }
        | Command::Submit
        | Command::TakeBack { .. }
        | Command::ContestReturn { .. }
        | Command::AskExtension { .. } => acting.party_for(&response.respondent.party.code),
        Command::Return { .. }
        | Command::Accept { .. }
        | Command::AnswerContest { .. }
        | Command::AnswerExtension { .. } => acting.party_for(&held.request.reviewer.code),
        // The reviewer begins until it has accepted, the respondent after that; the other side answers.
        Command::Dispute { .. } => match response.phase {
            Phase::Agreed => acting.party_for(&response.respondent.party.code),
            Phase::Filling | Phase::Submitted | Phase::Returned => acting.party_for(&held.request.reviewer.code),
        },
        Command::AnswerDispute { field, .. } => match response.disputed_by(field) {
            Some(Side::Respondent) => acting.party_for(&held.request.reviewer.code),
            Some(Side::Reviewer) | None => acting.party_for(&response.respondent.party.code),
        },
        Command::Sign | Command::Object { .. } => signing_party(held, response, acting),
        Command::Decide { .. } | Command::DecideReturn { .. } | Command::Overrule { .. } => match acting.is_planner {
            true => planner(),
            false => acting.party_for(""),
        },
    }
}

fn read_command(held: &LoadedRequest, command: &FilingCommand) -> Result<(Command, Vec<LineError>)> {
    let mut refused = Vec::new();
    let value = |field: &str, text: &str| {
        let asked = held.request.field(field).ok_or_else(|| AppError::not_found(format!("字段“{field}”")))?;
        read_value(asked, text)
            .map_err(AppError::bad_input)?
            .ok_or_else(|| AppError::bad_input(format!("“{}”没有填写数值", asked.name)))
    };
    let command = match command {
        FilingCommand::Save { cells } => {
            let mut drafts = Vec::new();
            for cell in cells {
                match draft(held, cell) {
                    Ok(draft) => drafts.push(draft),
                    Err(message) => refused.push(LineError { line: 0, column: Some(cell.field.clone()), message }),
                }
            }
            Command::Save { drafts }
        }
        FilingCommand::Submit => Command::Submit,
        FilingCommand::TakeBack { reason } => Command::TakeBack { reason: reason.clone() },
        FilingCommand::Return { reason } => Command::Return { reason: reason.clone() },
        FilingCommand::Accept { fields } => Command::Accept { fields: fields.clone() },
        FilingCommand::Dispute { field, value: text, reason } => {
            Command::Dispute { field: field.clone(), value: value(field, text)?, reason: reason.clone() }
        }
        FilingCommand::AnswerDispute { field, is_accepted, reason } => {
            Command::AnswerDispute { field: field.clone(), is_accepted: *is_accepted, reason: reason.clone() }
        }
        FilingCommand::Decide { field, value: text, reason } => {
            Command::Decide { field: field.clone(), value: value(field, text)?, reason: reason.clone() }
        }
        FilingCommand::ContestReturn { reason } => Command::ContestReturn { reason: reason.clone() },
        FilingCommand::AnswerContest { is_accepted, reason } => {
            Command::AnswerContest { is_accepted: *is_accepted, reason: reason.clone() }
        }
        FilingCommand::DecideReturn { stands, reason } => {
            Command::DecideReturn { stands: *stands, reason: reason.clone() }
        }
        FilingCommand::AskExtension { until, reason } => {
            Command::AskExtension { until: *until, reason: reason.clone() }
        }
        FilingCommand::AnswerExtension { is_granted, reason } => {
            Command::AnswerExtension { is_granted: *is_granted, reason: reason.clone() }
        }
        FilingCommand::Sign => Command::Sign,
        FilingCommand::Object { reason } => Command::Object { reason: reason.clone() },
        FilingCommand::Overrule { signer, reason } => {
            Command::Overrule { signer: signer.clone(), reason: reason.clone() }
        }
    };
    Ok((command, refused))
}

fn draft(held: &LoadedRequest, cell: &CellDraft) -> std::result::Result<Draft, String> {
    let field = held.request.field(&cell.field).ok_or_else(|| format!("本表没有字段“{}”", cell.field))?;
    Ok(Draft {
        field: cell.field.clone(),
        value: read_value(field, &cell.value)?,
        note: cell.note.clone().map(|note| note.trim().to_string()).filter(|note| !note.is_empty()),
        base: cell.base,
        origin: if cell.is_pasted { CellOrigin::Sheet } else { CellOrigin::Typed },
    })
}

/// A value as somebody typed it; nothing for an empty text.
pub(super) fn read_value(field: &Field, text: &str) -> std::result::Result<Option<Answer>, String> {
    let text = text.trim();
    if text.is_empty() || text == "—" {
        return Ok(None);
    }
    match field.kind {
        FieldKind::Text { .. } => Ok(Some(Answer::Text { text: text.to_string() })),
        FieldKind::Number { .. } => {
            let unit: UnitOfMeasure =
                field.unit.parse().map_err(|_| format!("“{}”的计量单位“{}”无法识别", field.name, field.unit))?;
            let (value, _) = quantity(text, &unit).map_err(|fault| format!("“{}”{fault}", field.name))?;
            Ok(Some(Answer::Number { value }))
        }
    }
}

/// The column is the code of the field, by which the page finds its cell.
fn cell_error(held: &LoadedRequest, refusal: &CellRefusal, persons: &Persons) -> LineError {
    let name = match refusal {
        CellRefusal::Unknown { field }
        | CellRefusal::Known { field, .. }
        | CellRefusal::Settled { field }
        | CellRefusal::Stale { field, .. }
        | CellRefusal::Fault { field, .. } => field,
    };
    let field = held.request.fields.iter().find(|field| field.name == *name);
    let column = field.map_or_else(|| name.clone(), |field| field.code.clone());
    let mut refusal = refusal.clone();
    if let CellRefusal::Stale { by, .. } = &mut refusal {
        *by = persons.name(by);
    }
    LineError { line: 0, column: Some(column), message: refusal.to_string() }
}

/// Who may not is forbidden; what does not fit the state is a conflict; what is not ready lists what to mend.
fn refusal(refusal: Refusal) -> AppError {
    let message = refusal.to_string();
    match refusal {
        Refusal::NotTheRespondent { .. }
        | Refusal::NotTheReviewer { .. }
        | Refusal::NotThePlanner { .. }
        | Refusal::NotASigner { .. }
        | Refusal::SignsOwnWork
        | Refusal::ReviewsOwnWork { .. } => AppError::Forbidden { message },
        Refusal::NotReady { remarks } => AppError::BadInput {
            message,
            details: remarks
                .into_iter()
                .map(|one| LineError { line: 0, column: Some(one.field), message: one.message })
                .collect(),
        },
        Refusal::ReasonMissing { .. } | Refusal::UnknownField { .. } | Refusal::SameValue { .. } => {
            AppError::bad_input(message)
        }
        Refusal::WrongPhase { .. }
        | Refusal::Expired { .. }
        | Refusal::ClockBack { .. }
        | Refusal::Settled { .. }
        | Refusal::Ruled { .. }
        | Refusal::DisputeWaits { .. }
        | Refusal::ChangedSinceReturn
        | Refusal::ContestedAlready
        | Refusal::NoContest
        | Refusal::NoDispute { .. }
        | Refusal::NoDeadlock { .. }
        | Refusal::ReviewBegun
        | Refusal::SignedAlready { .. }
        | Refusal::SignaturesOwed { .. }
        | Refusal::NothingToOverrule { .. }
        | Refusal::ExtensionTooShort { .. }
        | Refusal::ExtensionPastExpiry { .. }
        | Refusal::ExtensionWaits
        | Refusal::NoExtension => AppError::Conflict { message },
    }
}
