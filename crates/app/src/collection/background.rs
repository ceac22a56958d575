//! What the fields of an answer are held against: the last period, the others, the target, and what is known already.

use std::collections::BTreeMap;

use engine::collection::{Comparison, DoubtRules, Origin, Phase};
use jiff::Timestamp;
use model::collection::{Answer, Field, FieldKind, Request};
use model::people::DataClass;
use model::{Dataset, Observation, Period};
use rust_decimal::Decimal;

use super::loaded::{LoadedAnswer, LoadedRequest, RequestState};
use crate::frame::MISSING;
use crate::view::collection::answer_text;
use crate::{App, Result};

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
            let peers =
                answers.iter().filter(|one| one.response.respondent.party.code != party).filter(|one| is_in(one));
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

    /// Values of the same things in requests of the period before, by the same respondent: of the same indicator, or of
    /// the same name and unit in the table of the same title and reviewer. A code says nothing: it is given anew with each.
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
            if !is_in(&answer) {
                continue;
            }
            for field in &held.request.fields {
                let Some(same) = same_field(&held.request, field, &other.request) else { continue };
                if let Some(value) = answer.response.cells.get(&same.code).and_then(|cell| cell.value.clone()) {
                    found.insert(field.code.clone(), value);
                }
            }
        }
        Ok(found)
    }

    async fn answered_elsewhere(&self, code: &str, field: &str, party: &str) -> Result<Option<String>> {
        let other = self.loaded_request(code).await?;
        let answer = self.loaded_answer(&other, party).await?;
        if !is_in(&answer) {
            return Ok(None);
        }
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

/// Whether an answer was handed in and stands: a draft, or what was sent back to be mended, is nobody's figure yet.
fn is_in(answer: &LoadedAnswer) -> bool {
    matches!(answer.response.phase, Phase::Submitted | Phase::Agreed)
}

/// The field of another request that asks for the same thing.
fn same_field<'a>(request: &Request, field: &Field, other: &'a Request) -> Option<&'a Field> {
    if field.indicator.is_some() {
        return other.fields.iter().find(|one| one.indicator == field.indicator);
    }
    let is_same_table = other.title.trim() == request.title.trim() && other.reviewer.code == request.reviewer.code;
    let is_number = |one: &Field| matches!(one.kind, FieldKind::Number { .. });
    other.fields.iter().filter(|_| is_same_table).find(|one| {
        let is_named_so = one.name.trim() == field.name.trim() && one.unit.trim() == field.unit.trim();
        is_named_so && one.indicator.is_none() && is_number(one) == is_number(field)
    })
}

pub(super) fn number(answer: Option<&Answer>) -> Option<Decimal> {
    match answer {
        Some(Answer::Number { value }) => Some(*value),
        Some(Answer::Text { .. }) | None => None,
    }
}
