//! 减负意见箱: what counties say of requests for data, answered by the planning section, seen by whoever asks. Forms are
//! counted, never persons; the name of whoever wrote stays with the county and the planning section.

use engine::collection::{
    Complaint, ComplaintEvent, ComplaintRecorded, ComplaintRefusal, ComplaintState, Remedy, complaint_text,
};
use jiff::Timestamp;
use model::Dataset;
use model::collection::Party;
use model::people::{Capability, DataClass, Role};
use store::{NewStream, StoreError, StreamChange, StreamEvents, StreamKind};

use super::loaded::{LoadedRequest, RequestState};
use super::parties::Acting;
use crate::actor::about;
use crate::people::persons::Persons;
use crate::view::{ComplaintAnswer, ComplaintDraft, ComplaintView};
use crate::{Actor, App, AppError, Result, day_in_china};

struct Loaded {
    complaint: Complaint,
    log: Vec<ComplaintRecorded>,
}

impl App {
    /// What a county says of a request that it is asked to answer.
    pub async fn complain(
        &self,
        actor: &Actor,
        request: &str,
        draft: &ComplaintDraft,
        now: Timestamp,
    ) -> Result<ComplaintView> {
        let held = self.loaded_request(request).await?;
        let acting = self.acting(actor, now).await?;
        let counties = counties_of(&held, &acting);
        let from = match draft.county.as_deref().filter(|code| !code.is_empty()) {
            Some(code) => counties.iter().find(|party| party.code == code),
            None => counties.first(),
        };
        let Some(from) = from.cloned() else {
            let message = "减负意见由要填这份表的县市区联络员提出";
            return Err(self.refused(actor, &format!("request/{request}"), message, now).await);
        };
        self.demand(actor, Capability::EnterData, &about(Some(&from.code), DataClass::Internal), "提减负意见", now)
            .await?;
        if held.state != RequestState::InForce {
            let message = format!("这份需求{}，不用再提意见", held.state.in_words());
            return Err(AppError::Conflict { message });
        }
        if let Some(unknown) = draft.fields.iter().find(|code| held.request.field(code).is_none()) {
            return Err(AppError::bad_input(format!("本表没有字段“{unknown}”；请刷新后重新选择")));
        }
        let reason = complaint_text("理由", &draft.reason).map_err(refusal)?;
        let said = self.complaints(held.dataset, Some(request)).await?;
        if said.iter().any(|one| one.complaint.from.code == from.code && state(&held, one) == ComplaintState::Open) {
            return Err(AppError::Conflict {
                message: "本单位对这份表的意见还没有答复，不用再提；可在表的页面查看".to_string(),
            });
        }
        let mark = if held.dataset == Dataset::Demo { "demo_" } else { "" };
        let mut complaint = Complaint {
            code: String::new(),
            request: request.to_string(),
            from,
            kind: draft.kind,
            fields: draft.fields.clone(),
            reason,
            is_anonymous: draft.is_anonymous,
            at: now,
            by: actor.user.clone(),
        };
        let open = |number: u64| {
            complaint.code = format!("{mark}complaint_{number}");
            let stream = NewStream {
                kind: StreamKind::Complaint,
                code: complaint.code.clone(),
                parent: Some(request.to_string()),
                dataset: held.dataset,
                head: serde_json::to_string(&complaint)?,
                state: ComplaintState::Open.word().to_string(),
            };
            let change = StreamChange { opened: vec![stream], ..StreamChange::default() };
            Ok((change, actor.audit("提减负意见", format!("complaint/{}", complaint.code), None, now)))
        };
        self.store.open_numbered(StreamKind::Complaint, held.dataset, open).await?;
        let loaded = Loaded { complaint, log: Vec::new() };
        let persons = self.persons(now).await?;
        Ok(view(&loaded, &held, (&acting, &persons), now))
    }

    /// The planning section answers one: the version that was seen, when somebody says which.
    pub async fn answer_complaint_if(
        &self,
        actor: &Actor,
        (code, seen): (&str, Option<u64>),
        answer: &ComplaintAnswer,
        now: Timestamp,
    ) -> Result<ComplaintView> {
        let acting = self.acting(actor, now).await?;
        let object = format!("complaint/{code}");
        if !acting.is_planner {
            let message = ComplaintRefusal::NotThePlanner.to_string();
            return Err(self.refused(actor, &object, &message, now).await);
        }
        let missing = || AppError::not_found(format!("减负意见“{code}”"));
        let stream = self.store.stream(StreamKind::Complaint, code).await?.ok_or_else(missing)?;
        let complaint: Complaint = serde_json::from_str(&stream.head)?;
        let bodies = self.store.stream_events(StreamKind::Complaint, code).await?;
        let mut log = bodies.iter().map(|body| Ok(serde_json::from_str(body)?)).collect::<Result<Vec<_>>>()?;
        if seen.is_some_and(|seen| seen != log.len() as u64) {
            return Err(overtaken());
        }
        let said = (answer.is_accepted, answer.opinion.as_str());
        let recorded = complaint.answer(&log, (&actor.user, acting.is_planner), said, now).map_err(refusal)?;
        let state = match recorded.event {
            ComplaintEvent::Accepted { .. } => ComplaintState::Accepted,
            ComplaintEvent::Explained { .. } => ComplaintState::Explained,
        };
        let change = StreamChange {
            events: vec![StreamEvents {
                kind: StreamKind::Complaint,
                code: code.to_string(),
                after: log.len() as u64,
                events: vec![serde_json::to_string(&recorded)?],
                state: state.word().to_string(),
            }],
            ..StreamChange::default()
        };
        let action = if answer.is_accepted { "采纳减负意见" } else { "说明减负意见" };
        match self.store.change_streams(&change, &actor.audit(action, object, None, now)).await {
            Err(StoreError::Overtaken { .. }) => return Err(overtaken()),
            done => done?,
        }
        log.push(recorded);
        let held = self.loaded_request(&complaint.request).await?;
        let persons = self.persons(now).await?;
        Ok(view(&Loaded { complaint, log }, &held, (&acting, &persons), now))
    }

    /// Those of some requests that a person may see, newest first.
    pub(super) async fn complaint_views(
        &self,
        requests: &[LoadedRequest],
        dataset: Dataset,
        (acting, persons): (&Acting, &Persons),
        now: Timestamp,
    ) -> Result<Vec<ComplaintView>> {
        let of_one = match requests {
            [one] => Some(one.request.code.as_str()),
            _ => None,
        };
        let mut found = Vec::new();
        for one in self.complaints(dataset, of_one).await? {
            let held = requests.iter().find(|held| held.request.code == one.complaint.request);
            let seen = held.filter(|held| sees(&one.complaint, held, acting));
            found.extend(seen.map(|held| view(&one, held, (acting, persons), now)));
        }
        found.reverse();
        Ok(found)
    }

    /// Oldest first, of one request or of all.
    async fn complaints(&self, dataset: Dataset, request: Option<&str>) -> Result<Vec<Loaded>> {
        let mut found = Vec::new();
        for stream in self.store.streams(StreamKind::Complaint, dataset, request).await? {
            let bodies = match stream.last_number {
                0 => Vec::new(),
                _ => self.store.stream_events(StreamKind::Complaint, &stream.code).await?,
            };
            let log = bodies.iter().map(|body| Ok(serde_json::from_str(body)?)).collect::<Result<_>>()?;
            found.push(Loaded { complaint: serde_json::from_str(&stream.head)?, log });
        }
        Ok(found)
    }
}

/// The counties among the respondents that somebody fills in for.
pub(super) fn counties_of(held: &LoadedRequest, acting: &Acting) -> Vec<Party> {
    let fills = acting.roles.contains(&Role::CountyLiaison);
    let respondents = held.request.respondents.iter().filter(|one| one.place.is_some() && acting.is(&one.party.code));
    respondents.filter(|_| fills).map(|one| one.party.clone()).collect()
}

fn asks(held: &LoadedRequest, acting: &Acting) -> bool {
    acting.is(&held.request.requester.code)
}

fn sees(complaint: &Complaint, held: &LoadedRequest, acting: &Acting) -> bool {
    acting.sees_all() || acting.is(&complaint.from.code) || asks(held, acting)
}

fn remedy(complaint: &Complaint, held: &LoadedRequest) -> Remedy {
    if held.state == RequestState::Withdrawn {
        return Remedy::Withdrawn;
    }
    let since = held.narrowed.iter().filter(|one| one.at >= complaint.at);
    let (mut fields, mut is_released) = (Vec::new(), false);
    for one in since {
        fields.extend(one.fields.iter().map(|field| field.code.as_str()));
        is_released |= one.respondents.iter().any(|held| held.party.code == complaint.from.code);
    }
    let is_met = match complaint.fields.is_empty() {
        true => !fields.is_empty(),
        false => complaint.fields.iter().all(|code| fields.contains(&code.as_str())),
    };
    if is_released || is_met { Remedy::Narrowed } else { Remedy::None }
}

fn state(held: &LoadedRequest, one: &Loaded) -> ComplaintState {
    one.complaint.state(&one.log, remedy(&one.complaint, held))
}

fn view(one: &Loaded, held: &LoadedRequest, (acting, persons): (&Acting, &Persons), now: Timestamp) -> ComplaintView {
    let Loaded { complaint, log } = one;
    let is_inside = acting.is_planner || acting.is(&complaint.from.code);
    let state = state(held, one);
    let answer = log.first();
    let field = |code: &String| held.field_ever(code).map_or_else(|| code.clone(), |field| field.name.clone());
    ComplaintView {
        code: complaint.code.clone(),
        version: log.len() as u64,
        request: complaint.request.clone(),
        title: held.request.title.clone(),
        requester: held.request.requester.name.clone(),
        from: (is_inside || !complaint.is_anonymous).then(|| complaint.from.clone()),
        by: is_inside.then(|| persons.told(&complaint.by)),
        is_anonymous: complaint.is_anonymous,
        kind_in_words: complaint.kind.in_words().to_string(),
        fields: complaint.fields.iter().map(field).collect(),
        reason: complaint.reason.clone(),
        at: complaint.at,
        state: state.word().to_string(),
        state_in_words: state.in_words().to_string(),
        days_unanswered: complaint.days_unanswered(log, day_in_china(now)),
        opinion: answer.map(|one| match &one.event {
            ComplaintEvent::Accepted { opinion } | ComplaintEvent::Explained { opinion } => opinion.clone(),
        }),
        answered_at: answer.map(|one| one.at),
        may_answer: acting.is_planner && state == ComplaintState::Open,
    }
}

fn refusal(refusal: ComplaintRefusal) -> AppError {
    let message = refusal.to_string();
    match refusal {
        ComplaintRefusal::NotThePlanner => AppError::Forbidden { message },
        ComplaintRefusal::TextMissing { .. } | ComplaintRefusal::TextTooLong { .. } => AppError::bad_input(message),
        ComplaintRefusal::AnsweredAlready => AppError::Conflict { message },
    }
}

fn overtaken() -> AppError {
    AppError::Stale {
        message: "这条意见刚被他人答复，您的操作没有生效；请刷新后再看".to_string()
    }
}
