//! Requests for data: checked, proposed, approved, refused, withdrawn (表单准入).

use std::collections::BTreeMap;

use engine::collection::{Known, KnownField, admit};
use jiff::Timestamp;
use jiff::civil::Date;
use model::collection::{Field, FieldKind, Party, Request, Respondent};
use model::people::{Capability, DataClass, Role, agency_named};
use model::{Dataset, Indicator, Source};
use store::{Entry, EntryKind, NewStream, StoreError, StreamChange, StreamEvents, StreamKind};

use super::instructions::clock_words;
use super::loaded::overtaken;
use super::loaded::{LoadedRequest, RequestEvent, RequestRecorded, RequestState, answer_code};
use super::narrow::may_be_narrowed;
use super::parties::planner;
use crate::actor::about;
use crate::data::class::FILLED_IN;
use crate::view::{AdmissionView, CollectionChoices, FieldOriginView, IndicatorChoice, RequestCommand, RequestDraft};
use crate::{Actor, App, AppError, Result, day_in_china};

/// The source that agreed figures of a request carry.
pub(super) fn source_id(request: &Request) -> String {
    format!("collection_{}", request.code)
}

impl App {
    /// What a draft may choose from.
    pub async fn collection_choices(&self, now: Timestamp) -> Result<CollectionChoices> {
        let (agencies, counties) = self.agencies_and_counties(now).await?;
        let choice = |one: Indicator| IndicatorChoice {
            code: one.code,
            name: one.name,
            unit: one.unit,
            definition: one.definition,
            nature: one.nature,
            is_official_statistic: one.is_official_statistic,
        };
        let indicators = self.store.dictionaries(now).await?.indicators.iter().cloned().map(choice).collect();
        let clocks = clock_words(&self.collection.clock);
        Ok(CollectionChoices { agencies, counties, indicators, clocks })
    }

    /// Checks a draft, and stores it as a proposal when `is_dry` is not set and nothing is wrong with it.
    pub async fn propose_request(
        &self,
        actor: &Actor,
        draft: &RequestDraft,
        is_dry: bool,
        now: Timestamp,
    ) -> Result<AdmissionView> {
        self.demand(actor, Capability::EnterData, &about(None, DataClass::Public), "提出数据需求", now).await?;
        let dataset = draft.dataset.unwrap_or(Dataset::Real);
        let mut request = self.drafted(actor, draft, now).await?;
        self.refuse_firm_statistics(actor, "request", &said_of(&request), now).await?;
        let signers = self.joint_signers(&request, draft.countersign, now).await?;
        request.countersign = signers.countersign;
        let (faults, fields, known_count) = self.admission(&request, dataset, now).await?;
        let mut warnings = self.unknown_days_off([request.issued.year(), day_in_china(request.due).year()]);
        warnings.extend(signers.warnings);
        let mut view = AdmissionView {
            field_count: fields.len(),
            known_count,
            reuse_in_words: reuse_in_words(known_count, fields.len()),
            faults,
            fields,
            countersign: request.countersign.clone(),
            warnings,
            code: None,
        };
        if is_dry || !view.faults.is_empty() {
            return Ok(view);
        }
        let mark = if dataset == Dataset::Demo { "demo_" } else { "" };
        let open = |number: u64| {
            request.code = format!("{mark}{}_{number}", draft.period.replace('-', "_").to_lowercase());
            let stream = NewStream {
                kind: StreamKind::Request,
                code: request.code.clone(),
                parent: None,
                dataset,
                head: serde_json::to_string(&request)?,
                state: RequestState::Proposed.word().to_string(),
            };
            let change = StreamChange { opened: vec![stream], ..StreamChange::default() };
            let object = format!("request/{}", request.code);
            Ok((change, actor.audit("提出数据需求", object, Some(&request.title), now)))
        };
        self.store.open_numbered(StreamKind::Request, dataset, open).await?;
        view.code = Some(request.code);
        Ok(view)
    }

    async fn drafted(&self, actor: &Actor, draft: &RequestDraft, now: Timestamp) -> Result<Request> {
        let acting = self.acting(actor, now).await?;
        let requester = match draft.requester.as_deref().filter(|code| !code.is_empty()) {
            Some(code) if acting.is_planner || acting.is(code) => self.party(code, now).await?,
            Some(_) => {
                return Err(AppError::Forbidden { message: "只能以本单位名义提出数据需求".to_string() });
            }
            None if acting.is_planner => planner(),
            None => acting.party_for(""),
        };
        let reviewer = match draft.reviewer.trim() {
            "" => Party { code: String::new(), name: String::new() },
            code => self.party(code, now).await?,
        };
        let places = self.store.dictionaries(now).await?.places.clone();
        let mut respondents = Vec::new();
        for code in &draft.respondents {
            let party = self.party(code, now).await?;
            let place = places.iter().find(|place| place.code == party.code).map(|place| place.code.clone());
            respondents.push(Respondent { party, place });
        }
        let period =
            draft.period.parse().map_err(|error: model::PeriodError| AppError::bad_input(error.to_string()))?;
        Ok(Request {
            // Given when it is stored.
            code: String::new(),
            title: draft.title.trim().to_string(),
            basis: draft.basis.trim().to_string(),
            purpose: draft.purpose.trim().to_string(),
            requester,
            reviewer,
            task: draft.task.clone().filter(|task| !task.is_empty()),
            period,
            respondents,
            fields: fields_of(draft, &self.store.dictionaries(now).await?.indicators),
            issued: day_in_china(now),
            due: draft.due,
            expires: draft.expires,
            countersign: None,
        })
    }

    /// Sentences of what is wrong, where the fields come from, and how many of them are known.
    async fn admission(
        &self,
        request: &Request,
        dataset: Dataset,
        now: Timestamp,
    ) -> Result<(Vec<String>, Vec<FieldOriginView>, usize)> {
        let found = self.admitted(request, dataset, now).await?;
        let fields = request.fields.iter().zip(&found.origins).map(|(field, origin)| FieldOriginView {
            code: field.code.clone(),
            name: field.name.clone(),
            known_why: origin.why_not_typed().map(str::to_string),
        });
        let fields = fields.collect();
        Ok((found.faults.iter().map(ToString::to_string).collect(), fields, found.known_count()))
    }

    async fn admitted(
        &self,
        request: &Request,
        dataset: Dataset,
        now: Timestamp,
    ) -> Result<engine::collection::Admission> {
        let indicators = self.store.dictionaries(now).await?.indicators.clone();
        let mut asked = Vec::new();
        for other in self.loaded_requests(dataset).await? {
            let meets = other.request.respondents.iter().any(|one| request.respondents.contains(one));
            let is_other = other.request.code != request.code && other.request.period.overlaps(&request.period);
            if other.state == RequestState::InForce && is_other && meets {
                // What that request does not ask itself is not asked there.
                let own =
                    other.request.fields.iter().zip(&other.origins).filter(|(_, from)| from.why_not_typed().is_none());
                asked.extend(own.map(|(field, _)| KnownField {
                    request: other.request.code.clone(),
                    title: other.request.title.clone(),
                    period: other.request.period,
                    field: field.clone(),
                }));
            }
        }
        let mut valued = Vec::new();
        for code in request.fields.iter().filter_map(|field| field.indicator.as_ref()) {
            let mut has_all = !request.respondents.is_empty();
            for respondent in &request.respondents {
                let held = self.observed(code, respondent.place.as_deref(), request.period, dataset, now).await?;
                has_all &= held.is_some();
            }
            if has_all {
                valued.push(code.clone());
            }
        }
        let stewards = self.stewards(&indicators, now).await?;
        let task_exists = match &request.task {
            Some(task) => self.task_exists(task, now).await?,
            None => false,
        };
        let known = Known { indicators: &indicators, asked: &asked, valued: &valued, stewards: &stewards, task_exists };
        Ok(admit(request, known, &self.collection.admission, &self.working_days()))
    }

    /// Whether some plan has a task of this id.
    pub(super) async fn task_exists(&self, task: &str, now: Timestamp) -> Result<bool> {
        for stored in self.store.plans(now).await? {
            if self.reviewed_plan(&stored.code).await?.tasks.iter().any(|one| one.id == task) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The bodies that answer for indicators, where the name in the dictionary is that of a body that exists.
    async fn stewards(&self, indicators: &[Indicator], now: Timestamp) -> Result<BTreeMap<String, Party>> {
        let (agencies, today) = (self.store.agencies().await?, day_in_china(now));
        let steward = |one: &Indicator| {
            let agency = agency_named(&agencies, one.steward.as_deref()?, today)?;
            let party = Party { code: agency.code.clone(), name: agency.name_on(today).to_string() };
            Some((one.code.clone(), party))
        };
        Ok(indicators.iter().filter_map(steward).collect())
    }

    /// Approves, refuses or withdraws a request. An approval opens the answers.
    pub async fn decide_request(
        &self,
        actor: &Actor,
        code: &str,
        command: &RequestCommand,
        now: Timestamp,
    ) -> Result<()> {
        self.decide_request_if(actor, (code, None), command, now).await
    }

    /// The same where the request still is what was seen: its version, when somebody says which.
    pub async fn decide_request_if(
        &self,
        actor: &Actor,
        (code, seen): (&str, Option<u64>),
        command: &RequestCommand,
        now: Timestamp,
    ) -> Result<()> {
        let held = self.loaded_request(code).await?;
        let may = self.request_acts(actor, &held);
        let (word, action) = match command {
            RequestCommand::Approve => ("approve", "准入并下发数据需求"),
            RequestCommand::Refuse { .. } => ("refuse", "不予准入"),
            RequestCommand::Withdraw { .. } => ("withdraw", "撤销数据需求"),
            RequestCommand::Narrow { .. } => ("narrow", "精简数据需求"),
        };
        if !may.iter().any(|one| one == word) {
            return Err(match held.state {
                RequestState::Proposed | RequestState::InForce => {
                    let message = "准入和下发由县域科办理，撤销和精简由提出单位或县域科办理";
                    self.refused(actor, &format!("request/{code}"), message, now).await
                }
                RequestState::Refused | RequestState::Withdrawn => {
                    AppError::Conflict { message: format!("这份需求{}，不能再办理", held.state.in_words()) }
                }
            });
        }
        if seen.is_some_and(|seen| seen != held.last_number) {
            return Err(overtaken(&held));
        }
        let reason = match command {
            RequestCommand::Approve => None,
            RequestCommand::Refuse { reason }
            | RequestCommand::Withdraw { reason }
            | RequestCommand::Narrow { reason, .. } => {
                if reason.trim().is_empty() {
                    return Err(AppError::bad_input(format!("{action}要写明理由")));
                }
                Some(reason.trim().to_string())
            }
        };
        let mut change = StreamChange::default();
        let (event, state) = match command {
            RequestCommand::Approve => {
                let mut request = held.request.clone();
                // The days count from the one on which it is sent.
                request.issued = day_in_china(now);
                let admission = self.admitted(&request, held.dataset, now).await?;
                if !admission.faults.is_empty() {
                    let faults: Vec<String> = admission.faults.iter().map(ToString::to_string).collect();
                    return Err(AppError::bad_input(faults.join("；")));
                }
                change.entries.push(source_entry(&held)?);
                change.opened = self.answers_of(&held)?;
                (RequestEvent::Approved { issued: request.issued, origins: admission.origins }, RequestState::InForce)
            }
            RequestCommand::Refuse { .. } => {
                (RequestEvent::Refused { reason: reason.clone().unwrap_or_default() }, RequestState::Refused)
            }
            RequestCommand::Withdraw { .. } => {
                (RequestEvent::Withdrawn { reason: reason.clone().unwrap_or_default() }, RequestState::Withdrawn)
            }
            RequestCommand::Narrow { fields, respondents, .. } => {
                may_be_narrowed(&held, &self.loaded_answers(&held).await?, (fields, respondents))?;
                let (fields, respondents) = (fields.clone(), respondents.clone());
                let reason = reason.clone().unwrap_or_default();
                (RequestEvent::Narrowed { fields, respondents, reason }, held.state)
            }
        };
        let recorded = RequestRecorded { at: now, by: actor.user.clone(), event };
        change.events.push(StreamEvents {
            kind: StreamKind::Request,
            code: code.to_string(),
            after: held.last_number,
            events: vec![serde_json::to_string(&recorded)?],
            state: state.word().to_string(),
        });
        let audit = actor.audit(action, format!("request/{code}"), reason.as_deref(), now);
        match self.store.change_streams(&change, &audit).await {
            Err(StoreError::Overtaken { .. }) => Err(overtaken(&held)),
            done => Ok(done?),
        }
    }

    /// A request of the demo that went out on an earlier day: held to the rules as of that day, on record as of now.
    pub(super) async fn send_demo_request(
        &self,
        actor: &Actor,
        draft: &RequestDraft,
        issued: Date,
        now: Timestamp,
    ) -> Result<String> {
        let mut request = Request { issued, ..self.drafted(actor, draft, now).await? };
        request.countersign = self.joint_signers(&request, draft.countersign, now).await?.countersign;
        let origins = self.admitted(&request, Dataset::Demo, now).await?;
        if !origins.faults.is_empty() {
            let faults: Vec<String> = origins.faults.iter().map(ToString::to_string).collect();
            return Err(AppError::bad_input(faults.join("；")));
        }
        let origins = origins.origins;
        let event = RequestEvent::Approved { issued, origins: origins.clone() };
        let sent = serde_json::to_string(&RequestRecorded { at: now, by: actor.user.clone(), event })?;
        let number = self.store.streams(StreamKind::Request, Dataset::Demo, None).await?.len() + 1;
        request.code = format!("demo_{}_{number}", draft.period.replace('-', "_").to_lowercase());
        let code = request.code.clone();
        let head = serde_json::to_string(&request)?;
        let proposed_by = actor.user.clone();
        let (state, dataset) = (RequestState::InForce, Dataset::Demo);
        let held = LoadedRequest {
            request,
            dataset,
            state,
            proposed_by,
            origins,
            reason: None,
            narrowed: Vec::new(),
            last_number: 0,
        };
        let mut opened = vec![NewStream {
            kind: StreamKind::Request,
            code: code.clone(),
            parent: None,
            dataset,
            head,
            state: RequestState::Proposed.word().to_string(),
        }];
        opened.extend(self.answers_of(&held)?);
        let events = vec![StreamEvents {
            kind: StreamKind::Request,
            code: code.clone(),
            after: 0,
            events: vec![sent],
            state: state.word().to_string(),
        }];
        let change = StreamChange { opened, events, entries: vec![source_entry(&held)?], ..StreamChange::default() };
        let note = format!("演示：按{issued}下发处理");
        let audit = actor.audit("载入演示数据需求", format!("request/{code}"), Some(&note), now);
        self.store.change_streams(&change, &audit).await?;
        Ok(code)
    }

    fn answers_of(&self, held: &LoadedRequest) -> Result<Vec<NewStream>> {
        let answer = |respondent: &Respondent| {
            Ok(NewStream {
                kind: StreamKind::Response,
                code: answer_code(&held.request.code, &respondent.party),
                parent: Some(held.request.code.clone()),
                dataset: held.dataset,
                head: serde_json::to_string(respondent)?,
                state: "filling".to_string(),
            })
        };
        held.request.respondents.iter().map(answer).collect()
    }

    /// approve, refuse, withdraw: what this person may do with a request now.
    pub(super) fn request_acts(&self, actor: &Actor, held: &LoadedRequest) -> Vec<String> {
        let is_planner = actor.roles().contains(&Role::Planner);
        let is_own = held.proposed_by == actor.user;
        let mut may = Vec::new();
        if held.state == RequestState::Proposed && is_planner {
            may.extend(["approve".to_string(), "refuse".to_string()]);
        }
        // Who asks is a body: its other liaisons take back what a colleague asked for.
        let is_of_requester = actor.assignments().any(|one| {
            one.role == Role::Liaison && one.agency.as_deref() == Some(held.request.requester.code.as_str())
        });
        if matches!(held.state, RequestState::Proposed | RequestState::InForce)
            && (is_planner || is_own || is_of_requester)
        {
            may.push("withdraw".to_string());
            if held.state == RequestState::InForce {
                may.push("narrow".to_string());
            }
        }
        may
    }
}

/// What is asked, by its code and by its name, of each of those who are asked.
fn said_of(request: &Request) -> Vec<(&str, &str)> {
    let asked = request.fields.iter().flat_map(|field| [field.indicator.as_deref(), Some(field.name.as_str())]);
    let of_each = |statistic| request.respondents.iter().map(move |one| (statistic, one.party.name.as_str()));
    asked.flatten().flat_map(of_each).collect()
}

/// The fields of a draft. Where the dictionary has the number, it says whether it adds up over the year and below which
/// bound there is no such number: a draft may ask for a narrower range, never for a wider one.
fn fields_of(draft: &RequestDraft, indicators: &[Indicator]) -> Vec<Field> {
    let of = |field: &Field| indicators.iter().find(|one| Some(&one.code) == field.indicator.as_ref());
    let mut fields = draft.fields.clone();
    for field in &mut fields {
        let known = of(field);
        if let (FieldKind::Number { nature, min, .. }, Some(known)) = (&mut field.kind, known) {
            *nature = known.nature;
            *min = (*min).max(known.least());
        }
    }
    fields
}

/// 自动带出 12 项，占 66.7%.
pub(super) fn reuse_in_words(known: usize, all: usize) -> String {
    match (known * 1000 + all / 2).checked_div(all) {
        None => "没有字段".to_string(),
        Some(share) => format!("共 {all} 项，自动带出 {known} 项，占 {}.{}%", share / 10, share % 10),
    }
}

/// Agreed figures need a source in the dictionary.
fn source_entry(held: &LoadedRequest) -> Result<Entry> {
    let request = &held.request;
    let source = Source {
        id: source_id(request),
        title: format!("{}（{}）", request.title, request.period.in_words()),
        publisher: request.reviewer.name.clone(),
        kind: FILLED_IN.to_string(),
        url: None,
    };
    let body = serde_json::to_string(&source)?;
    Ok(Entry { kind: EntryKind::Source, code: source.id, position: 9_000, body })
}
