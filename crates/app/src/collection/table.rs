//! The page of one answer: its fields with what stood there last period, what they are compared with, what was said of
//! them, and what this person may do.

use std::collections::BTreeMap;

use engine::collection::{
    Cell, CellOrigin, Comparison, DoubtRules, Event, Origin, Phase, Recorded, RemarkKind, Response, Review,
    check_answer,
};
use jiff::Timestamp;
use model::collection::{Answer, Field, FieldKind};
use model::people::{DataClass, Role};
use model::{Dataset, Observation, Period};
use rust_decimal::Decimal;

use super::loaded::{LoadedAnswer, LoadedRequest, RequestState, phase_word};
use super::parties::Acting;
use crate::frame::MISSING;
use crate::view::collection::answer_text;
use crate::view::{ExtensionView, FieldRemark, FilingField, FilingSummary, FilingView, LogLine};
use crate::{App, Result, day_in_china};

/// All that the fields of an answer are held against.
#[derive(Debug)]
pub(super) struct Background {
    pub doubt: DoubtRules,
    pub against: BTreeMap<String, Comparison>,
    /// Values of last period, by field.
    pub last: BTreeMap<String, Answer>,
    /// What the program fills in, by field.
    pub known: BTreeMap<String, String>,
}

impl Background {
    pub fn of(&self, field: &str) -> Comparison {
        self.against.get(field).cloned().unwrap_or_default()
    }
}

impl App {
    /// The value of an indicator for a place, or for the city where no place is named.
    pub(super) async fn observed(
        &self,
        indicator: &str,
        place: Option<&str>,
        period: Period,
        dataset: Dataset,
        now: Timestamp,
    ) -> Result<Option<Observation>> {
        let place = match place {
            Some(place) => place.to_string(),
            None => match self.city(now).await? {
                Some(city) => city,
                None => return Ok(None),
            },
        };
        let filter = store::ObservationFilter {
            indicator: Some(indicator.to_string()),
            place: Some(place),
            period: Some(period.to_string()),
            grade: None,
            dataset: Some(dataset),
            all_versions: false,
            by: now,
            // Who fills in and who reviews see what is internal.
            reach: store::ClassReach::up_to(DataClass::Internal),
            offset: 0,
            limit: 1,
        };
        let (rows, _) = self.store.observations(&filter).await?;
        Ok(rows.into_iter().next().map(|row| row.observation))
    }

    /// Code of the city whose counties answer.
    pub(super) async fn city(&self, now: Timestamp) -> Result<Option<String>> {
        let places = self.store.dictionaries(now).await?.places.clone();
        Ok(places.into_iter().find(|place| place.kind == model::PlaceKind::City).map(|place| place.code))
    }

    /// What the fields of one answer are compared with.
    pub(super) async fn background(
        &self,
        held: &LoadedRequest,
        answers: &[LoadedAnswer],
        party: &str,
        now: Timestamp,
    ) -> Result<Background> {
        let mut found = Background {
            doubt: self.collection.doubt.clone(),
            against: BTreeMap::new(),
            last: BTreeMap::new(),
            known: BTreeMap::new(),
        };
        let request = &held.request;
        let place = request.respondents.iter().find(|one| one.party.code == party).and_then(|one| one.place.clone());
        let before = request.period.previous();
        let earlier = match before {
            Some(before) => self.answered_before(held, party, before).await?,
            None => BTreeMap::new(),
        };
        for (field, origin) in request.fields.iter().zip(&held.origins) {
            match origin {
                Origin::Known { indicator, .. } => {
                    let value = self.observed(indicator, place.as_deref(), request.period, held.dataset, now).await?;
                    let value = value.map(|one| one.value.normalize().to_string());
                    found.known.insert(field.code.clone(), value.unwrap_or_else(|| MISSING.to_string()));
                }
                Origin::Asked { request: code, field: other } => {
                    let value = self.answered_elsewhere(code, other, party).await?;
                    found.known.insert(field.code.clone(), value.unwrap_or_else(|| MISSING.to_string()));
                }
                Origin::New => {}
            }
            let mut last = earlier.get(&field.code).cloned();
            if last.is_none()
                && let (Some(indicator), Some(before)) = (&field.indicator, before)
            {
                let value = self.observed(indicator, place.as_deref(), before, held.dataset, now).await?;
                last = value.map(|one| Answer::Number { value: one.value });
            }
            let peers = answers.iter().filter(|one| one.response.respondent.party.code != party);
            let peers = peers.filter_map(|one| number(one.response.cells.get(&field.code)?.value.as_ref()));
            let comparison = Comparison {
                last: number(last.as_ref()),
                is_last_of_same_year: before.is_some_and(|before| before.year() == request.period.year()),
                peers: peers.collect(),
                target: self.target_of(field, place.as_deref(), request.period, now).await?,
            };
            found.against.insert(field.code.clone(), comparison);
            if let Some(last) = last {
                found.last.insert(field.code.clone(), last);
            }
        }
        Ok(found)
    }

    /// Values of the same fields in requests of the period before, by the same respondent.
    async fn answered_before(
        &self,
        held: &LoadedRequest,
        party: &str,
        before: Period,
    ) -> Result<BTreeMap<String, Answer>> {
        let mut found = BTreeMap::new();
        for other in self.loaded_requests(held.dataset).await? {
            let is_before = other.request.period == before && other.state == RequestState::InForce;
            if !is_before || !other.request.respondents.iter().any(|one| one.party.code == party) {
                continue;
            }
            let answer = self.loaded_answer(&other, party).await?;
            for field in &held.request.fields {
                if let Some(value) = answer.response.cells.get(&field.code).and_then(|cell| cell.value.clone()) {
                    found.insert(field.code.clone(), value);
                }
            }
        }
        Ok(found)
    }

    async fn answered_elsewhere(&self, code: &str, field: &str, party: &str) -> Result<Option<String>> {
        let other = self.loaded_request(code).await?;
        let answer = self.loaded_answer(&other, party).await?;
        Ok(answer.response.cells.get(field).and_then(|cell| cell.value.as_ref()).map(answer_text))
    }

    /// The value that a plan in force sets for the indicator of a field, at the end of the year of the period.
    async fn target_of(
        &self,
        field: &Field,
        place: Option<&str>,
        period: Period,
        now: Timestamp,
    ) -> Result<Option<Decimal>> {
        let Some(indicator) = &field.indicator else { return Ok(None) };
        let name = match place {
            Some(place) => {
                let places = self.store.dictionaries(now).await?.places.clone();
                places.into_iter().find(|one| one.code == place).map(|one| one.name)
            }
            None => None,
        };
        for stored in self.store.plans(now).await? {
            let plan = self.reviewed_plan(&stored.code).await?;
            let is_in_term = plan.metadata.term.is_some_and(|(first, last)| (first..=last).contains(&period.year()));
            let of_place = |places: &[String]| match &name {
                Some(name) => places.contains(name),
                None => plan.metadata.place.as_ref().is_none_or(|city| places.contains(city)),
            };
            let target = plan
                .targets
                .iter()
                .find(|target| is_in_term && target.indicator.as_ref() == Some(indicator) && of_place(&target.places));
            if let Some(target) = target.filter(|target| target.unit == field.unit) {
                return Ok(target.values.last().copied());
            }
        }
        Ok(None)
    }
}

fn number(answer: Option<&Answer>) -> Option<Decimal> {
    match answer {
        Some(Answer::Number { value }) => Some(*value),
        Some(Answer::Text { .. }) | None => None,
    }
}

pub(super) fn summary(held: &LoadedRequest, answer: &LoadedAnswer, now: Timestamp) -> FilingSummary {
    let (request, response) = (&held.request, &answer.response);
    let due = response.due(request);
    let reviews = || response.cells.values().map(|cell| &cell.review);
    let asked = || held.request.fields.iter().zip(&held.origins).filter(|(_, origin)| origin.why_not_typed().is_none());
    let is_filled = |field: &Field| response.cells.get(&field.code).is_some_and(|cell| cell.value.is_some());
    let is_owed = matches!(response.phase, Phase::Filling | Phase::Returned);
    let late = (is_owed && now > due).then(|| {
        let days = (day_in_china(now) - day_in_china(due)).get_days();
        if days == 0 { "今日已过截止时间".to_string() } else { format!("逾期 {days} 天") }
    });
    FilingSummary {
        request: request.code.clone(),
        title: request.title.clone(),
        period_in_words: request.period.in_words(),
        respondent: response.respondent.party.clone(),
        reviewer: request.reviewer.name.clone(),
        phase: phase_word(response.phase).to_string(),
        phase_in_words: response.phase.in_words().to_string(),
        due,
        is_extended: due > request.due,
        late_in_words: late.or_else(|| response.is_late.then(|| "逾期提交".to_string())),
        filled_count: asked().filter(|(field, _)| is_filled(field)).count(),
        field_count: asked().count(),
        dispute_count: reviews().filter(|review| matches!(review, Review::Disputed { .. })).count(),
        deadlock_count: reviews().filter(|review| matches!(review, Review::Deadlocked { .. })).count(),
        waits_for_extension: response.waiting_extension().is_some(),
    }
}

/// What this person may do with the answer now; the decision itself asks again.
pub(super) fn answer_acts(held: &LoadedRequest, response: &Response, acting: &Acting) -> Vec<String> {
    let mut may = Vec::new();
    if held.state != RequestState::InForce {
        return may;
    }
    let signs_only = acting.roles.iter().all(|role| matches!(role, Role::Signer | Role::Leader | Role::Supervisor));
    let is_respondent = acting.is(&response.respondent.party.code) && !signs_only;
    let is_reviewer = acting.is(&held.request.reviewer.code) && !signs_only;
    let is_open = matches!(response.phase, Phase::Filling | Phase::Returned);
    let has = |is: fn(&Review) -> bool| response.cells.values().any(|cell| is(&cell.review));
    let disputed = has(|review| matches!(review, Review::Disputed { .. }));
    let deadlocked = has(|review| matches!(review, Review::Deadlocked { .. }));
    let waits = response.waiting_extension().is_some();
    let acts = [
        (is_respondent && is_open, "save"),
        (is_respondent && is_open, "submit"),
        (is_respondent && is_open && !waits, "ask_extension"),
        (is_respondent && response.phase == Phase::Submitted, "take_back"),
        (is_respondent && disputed, "answer_dispute"),
        (is_reviewer && response.phase == Phase::Submitted, "return"),
        (is_reviewer && response.phase == Phase::Submitted, "accept"),
        (is_reviewer && response.phase == Phase::Submitted, "dispute"),
        (is_reviewer && waits, "answer_extension"),
        (acting.is_planner && deadlocked, "decide"),
    ];
    may.extend(acts.into_iter().filter(|(is_allowed, _)| *is_allowed).map(|(_, word)| word.to_string()));
    may
}

pub(super) fn filing_view(
    held: &LoadedRequest,
    answer: &LoadedAnswer,
    background: &Background,
    acting: &Acting,
    now: Timestamp,
) -> FilingView {
    let (request, response) = (&held.request, &answer.response);
    let fields = request.fields.iter().zip(&held.origins);
    let before = request.period.previous();
    FilingView {
        version: response.log.len() as u64,
        summary: summary(held, answer, now),
        basis: request.basis.clone(),
        purpose: request.purpose.clone(),
        requester: request.requester.name.clone(),
        original_due: request.due,
        expires: request.expires,
        last_period_in_words: before.map_or_else(|| "上期".to_string(), |before| before.in_words()),
        returned_because: response.returned_because.clone(),
        extension: response.extensions.last().map(|one| ExtensionView {
            until: one.until,
            reason: one.reason.clone(),
            by: one.by.clone(),
            state_in_words: match one.answer {
                None => "待答复",
                Some((true, _)) => "已批准",
                Some((false, _)) => "未批准",
            }
            .to_string(),
            answer: one.answer.as_ref().map(|(_, reason)| reason.clone()).unwrap_or_default(),
        }),
        fields: fields.map(|(field, origin)| field_view(field, origin, response, background)).collect(),
        may: answer_acts(held, response, acting),
        log: response.log.iter().rev().map(|one| log_line(one, held)).collect(),
    }
}

fn field_view(field: &Field, origin: &Origin, response: &Response, background: &Background) -> FilingField {
    let cell = response.cells.get(&field.code);
    let known_why = origin.why_not_typed();
    let value = cell.and_then(|cell| cell.value.as_ref());
    let note = cell.and_then(|cell| cell.note.as_deref());
    let is_open = matches!(response.phase, Phase::Filling | Phase::Returned);
    // An empty cell is told when somebody submits, not while they type elsewhere.
    let remarks = if is_open && known_why.is_none() && value.is_some() {
        check_answer(field, value, note, &background.of(&field.code), &background.doubt)
    } else {
        Vec::new()
    };
    let (is_number, chars_max) = match field.kind {
        FieldKind::Number { .. } => (true, None),
        FieldKind::Text { chars_max } => (false, Some(chars_max)),
    };
    let (review, review_in_words, other_value, reasons) = match cell.filter(|cell| cell.value.is_some()) {
        None => (None, None, None, Vec::new()),
        Some(cell) => review_view(cell),
    };
    FilingField {
        code: field.code.clone(),
        name: field.name.clone(),
        unit: field.unit.clone(),
        definition: field.definition.clone(),
        is_number,
        is_required: field.is_required,
        chars_max,
        last: background.last.get(&field.code).map_or_else(|| MISSING.to_string(), answer_text),
        known_why: known_why.map(str::to_string),
        value: match background.known.get(&field.code) {
            Some(known) => Some(known.clone()),
            None => value.map(answer_text),
        },
        note: note.map(str::to_string),
        version: response.version_of(&field.code),
        by: cell.map(|cell| cell.by.clone()),
        origin_in_words: cell.map(|cell| {
            match cell.origin {
                CellOrigin::Typed => "填写",
                CellOrigin::Sheet => "表格导入",
                CellOrigin::Prefilled => "自动带出",
            }
            .to_string()
        }),
        review,
        review_in_words,
        other_value,
        reasons,
        remarks: remarks
            .into_iter()
            .map(|one| FieldRemark { is_error: one.kind == RemarkKind::Error, message: one.message })
            .collect(),
    }
}

type ReviewView = (Option<String>, Option<String>, Option<String>, Vec<String>);

fn review_view(cell: &Cell) -> ReviewView {
    let (word, words, other, reasons) = match &cell.review {
        Review::Pending => ("pending", "待审核", None, Vec::new()),
        Review::Accepted => ("accepted", "双方一致", None, Vec::new()),
        Review::Disputed { value, reason } => {
            ("disputed", "审核单位有异议", Some(answer_text(value)), vec![format!("审核单位：{reason}")])
        }
        Review::Deadlocked { value, reason, answer } => (
            "deadlocked",
            "分歧待裁定",
            Some(answer_text(value)),
            vec![format!("审核单位：{reason}"), format!("填报单位：{answer}")],
        ),
        Review::Decided { reason } => ("decided", "已裁定", None, vec![format!("裁定：{reason}")]),
    };
    (Some(word.to_string()), Some(words.to_string()), other, reasons)
}

fn log_line(recorded: &Recorded, held: &LoadedRequest) -> LogLine {
    let name = |code: &str| held.request.field(code).map_or_else(|| code.to_string(), |field| field.name.clone());
    let names = |codes: &[String]| codes.iter().map(|code| name(code)).collect::<Vec<_>>().join("、");
    let text = match &recorded.event {
        Event::Saved { cells } => {
            let cell = |one: &engine::collection::Saved| {
                let value = one.value.as_ref().map_or_else(|| "清空".to_string(), answer_text);
                format!("{} {value}", name(&one.field))
            };
            format!("填写：{}", cells.iter().map(cell).collect::<Vec<_>>().join("；"))
        }
        Event::Submitted { is_late: false } => "提交".to_string(),
        Event::Submitted { is_late: true } => "提交（逾期）".to_string(),
        Event::TakenBack { reason } => format!("撤回：{reason}"),
        Event::Returned { reason } => format!("退回：{reason}"),
        Event::Accepted { fields } if fields.is_empty() => "审核通过".to_string(),
        Event::Accepted { fields } => format!("审核通过：{}", names(fields)),
        Event::Disputed { field, value, reason } => {
            format!("对{}提出异议，认为应是 {}：{reason}", name(field), answer_text(value))
        }
        Event::DisputeAccepted { field } => format!("接受审核单位对{}的意见", name(field)),
        Event::Deadlocked { field, reason } => format!("坚持{}原值：{reason}，提请裁定", name(field)),
        Event::Decided { field, value, reason } => format!("裁定{}为 {}：{reason}", name(field), answer_text(value)),
        Event::Completed => "全部审定，成为正式数据".to_string(),
        Event::ExtensionAsked { until, reason } => {
            format!("申请延期到 {}：{reason}", crate::time_in_words(*until))
        }
        Event::ExtensionAnswered { is_granted: true, .. } => "批准延期".to_string(),
        Event::ExtensionAnswered { is_granted: false, reason } => format!("不批准延期：{reason}"),
    };
    LogLine { at: recorded.at, by: recorded.by.clone(), agency: recorded.agency.clone(), text }
}

/// The name of an event in the audit record.
pub(super) fn action(event: &Event) -> &'static str {
    match event {
        Event::Saved { .. } => "填报暂存",
        Event::Submitted { .. } => "填报提交",
        Event::TakenBack { .. } => "填报撤回",
        Event::Returned { .. } => "审核退回",
        Event::Accepted { .. } => "审核通过",
        Event::Disputed { .. } => "审核异议",
        Event::DisputeAccepted { .. } => "接受异议",
        Event::Deadlocked { .. } => "提请裁定",
        Event::Decided { .. } => "裁定",
        Event::Completed => "审定",
        Event::ExtensionAsked { .. } => "申请延期",
        Event::ExtensionAnswered { .. } => "答复延期",
    }
}
