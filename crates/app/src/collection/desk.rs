//! What waits for whom: the lists of the cycle for one person, and the page of one request.

use engine::collection::Phase;
use jiff::Timestamp;
use model::Dataset;
use model::people::{Capability, DataClass};

use super::burden::{burdens, note};
use super::complaints::counties_of;
use super::countersign::{has_objected, may_overrule, may_sign};
use super::loaded::{LoadedAnswer, LoadedRequest, Narrowing, RequestState};
use super::parties::Acting;
use super::table::summary;
use crate::actor::about;
use crate::people::persons::Persons;
use crate::view::{CollectionDesk, FieldOriginView, FilingSummary, RequestSummary, RequestView};
use crate::{Actor, App, Result, day_in_china};

impl App {
    pub async fn collection_desk(&self, actor: &Actor, dataset: Dataset, now: Timestamp) -> Result<CollectionDesk> {
        self.demand(actor, Capability::ReadInternal, &about(None, DataClass::Internal), "查看填报与审核", now).await?;
        let acting = self.acting(actor, now).await?;
        let (requests, persons) = (self.loaded_requests(dataset).await?, self.persons(now).await?);
        let mut desk = CollectionDesk {
            parties: acting.parties.clone(),
            is_planner: acting.is_planner,
            to_fill: Vec::new(),
            to_review: Vec::new(),
            to_sign: Vec::new(),
            to_decide: Vec::new(),
            to_approve: Vec::new(),
            done: Vec::new(),
            requests: Vec::new(),
            notices: self.notices_for((actor, &acting), dataset).await?,
            warnings: self.unknown_days_off(years_counted(&requests, now)),
            burdens: burdens(&requests, &self.collection.burden, now),
            burden_note: note(&self.collection.burden),
            complaints: self.complaint_views(&requests, dataset, (&acting, &persons), now).await?,
        };
        if !acting.sees_all() {
            desk.burdens.retain(|burden| acting.is(&burden.respondent.code));
        }
        for held in &requests {
            let answers = match held.state {
                RequestState::InForce => self.loaded_answers(held).await?,
                RequestState::Proposed | RequestState::Refused | RequestState::Withdrawn => Vec::new(),
            };
            let summary_of_request = request_summary(held, &answers, &persons);
            let is_about = acting.sees_all()
                || acting.is(&held.request.reviewer.code)
                || acting.is(&held.request.requester.code)
                || held.proposed_by == actor.user
                || answers.iter().any(|one| acting.may_see(held, &one.response));
            if held.state == RequestState::Proposed && acting.is_planner {
                desk.to_approve.push(summary_of_request.clone());
            }
            if is_about {
                desk.requests.push(summary_of_request);
            }
            for answer in &answers {
                let asked = held.asked_of(&answer.response.respondent.party.code, &requests);
                sort(&mut desk, &asked, answer, &acting, now);
            }
        }
        desk.requests.reverse();
        desk.done.reverse();
        for list in [&mut desk.to_fill, &mut desk.to_sign, &mut desk.to_review, &mut desk.to_decide] {
            // What is due first comes first.
            list.sort_by_key(|one| one.due);
        }
        Ok(desk)
    }

    pub async fn request_view(&self, actor: &Actor, code: &str, now: Timestamp) -> Result<RequestView> {
        self.demand(actor, Capability::ReadInternal, &about(None, DataClass::Internal), "查看数据需求", now).await?;
        let held = self.loaded_request(code).await?;
        let acting = self.acting(actor, now).await?;
        let answers = match held.state {
            RequestState::InForce => self.loaded_answers(&held).await?,
            RequestState::Proposed | RequestState::Refused | RequestState::Withdrawn => Vec::new(),
        };
        let sees_answer = |one: &&LoadedAnswer| acting.may_see(&held, &one.response);
        let shown = answers.iter().filter(sees_answer).map(|one| summary(&held, one, now)).collect();
        let mut may = self.request_acts(actor, &held);
        if acting.is(&held.request.reviewer.code) && held.state == RequestState::InForce {
            may.push("review".to_string());
        }
        if held.state == RequestState::InForce && !counties_of(&held, &acting).is_empty() {
            may.push("complain".to_string());
        }
        let persons = self.persons(now).await?;
        let of_it = std::slice::from_ref(&held);
        let complaints = self.complaint_views(of_it, held.dataset, (&acting, &persons), now).await?;
        let fields = held.request.fields.iter().zip(&held.origins).map(|(field, origin)| FieldOriginView {
            code: field.code.clone(),
            name: field.name.clone(),
            known_why: origin.why_not_typed().map(str::to_string),
        });
        Ok(RequestView {
            summary: request_summary(&held, &answers, &persons),
            narrowed: held.narrowed.iter().map(narrowed_in_words).collect(),
            complaints,
            fields: fields.collect(),
            answers: shown,
            countersign: held.request.countersign.clone(),
            may,
            reason: held.reason.clone(),
        })
    }
}

fn narrowed_in_words(one: &Narrowing) -> String {
    let part = |what: &str, names: Vec<&str>| match names.is_empty() {
        true => None,
        false => Some(format!("{what}“{}”", names.join("”“"))),
    };
    let fields = part("取消字段", one.fields.iter().map(|field| field.name.as_str()).collect());
    let parties = part("不再要求", one.respondents.iter().map(|held| held.party.name.as_str()).collect());
    let what: Vec<String> = fields.into_iter().chain(parties).collect();
    format!("{} {}：{}", crate::time_in_words(one.at), what.join("，"), one.reason)
}

/// The year of today and those in which something that is not over falls due.
fn years_counted(requests: &[LoadedRequest], now: Timestamp) -> Vec<i16> {
    let today = day_in_china(now);
    let runs = |held: &&LoadedRequest| {
        let is_on_its_way = matches!(held.state, RequestState::Proposed | RequestState::InForce);
        is_on_its_way && held.request.expires >= today
    };
    let due = requests.iter().filter(runs).map(|held| day_in_china(held.request.due).year());
    due.chain([today.year()]).collect()
}

fn sort(desk: &mut CollectionDesk, held: &LoadedRequest, answer: &LoadedAnswer, acting: &Acting, now: Timestamp) {
    let response = &answer.response;
    let is_respondent = acting.is(&response.respondent.party.code);
    let is_reviewer = acting.is(&held.request.reviewer.code);
    let line: FilingSummary = summary(held, answer, now);
    let owes = matches!(response.phase, Phase::Filling | Phase::Returned) || line.dispute_count > 0;
    if is_respondent && owes {
        desk.to_fill.push(line.clone());
    }
    let waits_for_reviewer = (response.phase == Phase::Submitted && line.dispute_count + line.deadlock_count == 0)
        || line.waits_for_extension
        || line.contest_count > 0;
    if is_reviewer && waits_for_reviewer {
        desk.to_review.push(line.clone());
    }
    if may_sign(held, response, acting).1 && !has_objected(held, response, acting) {
        desk.to_sign.push(line.clone());
    }
    if acting.is_planner && (line.deadlock_count > 0 || may_overrule(held, response, now)) {
        desk.to_decide.push(line.clone());
    }
    if response.phase == Phase::Agreed && (is_respondent || is_reviewer) {
        desk.done.push(line);
    }
}

fn request_summary(held: &LoadedRequest, answers: &[LoadedAnswer], persons: &Persons) -> RequestSummary {
    let request = &held.request;
    let count = |is: fn(Phase) -> bool| answers.iter().filter(|one| is(one.response.phase)).count();
    RequestSummary {
        code: request.code.clone(),
        version: held.last_number,
        title: request.title.clone(),
        basis: request.basis.clone(),
        purpose: request.purpose.clone(),
        requester: request.requester.clone(),
        reviewer: request.reviewer.clone(),
        period_in_words: request.period.in_words(),
        state: held.state.word().to_string(),
        state_in_words: held.state.in_words().to_string(),
        issued: request.issued,
        due: request.due,
        expires: request.expires,
        proposed_by: persons.told(&held.proposed_by),
        field_count: request.fields.len(),
        known_count: held.origins.iter().filter(|origin| origin.why_not_typed().is_some()).count(),
        respondent_count: request.respondents.len(),
        answered_count: count(|phase| matches!(phase, Phase::Submitted | Phase::Agreed)),
        agreed_count: count(|phase| phase == Phase::Agreed),
    }
}
