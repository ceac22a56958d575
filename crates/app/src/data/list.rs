//! Lists observations and the dictionaries around them.

use std::collections::BTreeSet;

use jiff::Timestamp;

use model::people::DataClass;
use model::{Derivation, FigureId, Observation, Source};
use serde::{Deserialize, Serialize};
use store::{ClassReach, Dictionaries, ObservationFilter, ObservationPlace};

use super::class::told;
use super::words;
use crate::explain::observation_leaf;
use crate::paging::{self, List};
use crate::view::{Dictionary, Figure, ObservationPage, ObservationQuery, ObservationView};
use crate::{Actor, App, AppError, Result};

/// More than so many values are explained by how many each indicator has.
const LISTED_MAX: usize = 200;
/// Stands in a path for a condition that is not set.
const NONE: &str = "-";

/// Where a reader is in the list: it is the list of one instant to its last page.
#[derive(Serialize, Deserialize)]
struct Place {
    by: Timestamp,
    total: usize,
    after: ObservationPlace,
}

impl App {
    pub async fn observations(
        &self,
        actor: &Actor,
        query: &ObservationQuery,
        now: Timestamp,
    ) -> Result<ObservationPage> {
        let dataset = query.dataset.unwrap_or(model::Dataset::Real);
        let asked = ObservationQuery { cursor: None, limit: None, dataset: Some(dataset), ..query.clone() };
        let list = List::new("数据", &asked)?;
        let place: Option<Place> = list.place(query.cursor.as_deref())?;
        let by = crate::instant::known_by(place.as_ref().map(|place| place.by), now)?;
        let filter = filter(query, 0, paging::limit(query.limit, paging::PAGE_SIZE))?;
        let filter = ObservationFilter { by, reach: self.class_reach(actor, now).await?, ..filter };
        let cuts = self.cuts(dataset).await?;
        let total = match &place {
            Some(place) => place.total,
            None => self.store.observations(&ObservationFilter { limit: 0, ..filter.clone() }).await?.1,
        };
        let after = place.as_ref().map(|place| &place.after);
        let (rows, has_more) = self.store.observations_after(dataset, &filter, after).await?;
        let next = match rows.last().filter(|_| has_more) {
            None => None,
            Some(last) => {
                let after = ObservationPlace {
                    indicator: last.observation.indicator.clone(),
                    place: last.observation.place.clone(),
                    period: last.observation.period.to_string(),
                    id: last.observation.id,
                };
                Some(list.cursor(&Place { by, total, after })?)
            }
        };
        let dictionaries = self.store.dictionaries(Timestamp::MAX).await?;
        let versions = self.versions(&official(&rows, &dictionaries), &dictionaries).await?;
        let row = |row: store::Recorded| ObservationView {
            version_in_words: versions.of(row.observation.id).map(str::to_string),
            after_freeze: cuts.iter().rev().find_map(|cut| cut.mark(&row.observation, row.recorded_at)),
            ..view(row.observation, row.recorded_at, &dictionaries)
        };
        let rows = rows.into_iter().map(row).collect();
        Ok(ObservationPage { rows, total, count: count(&filter, total, by), next })
    }

    /// Does what the first visitors of the list and of the public sources would wait for.
    pub async fn prepare_lists(&self, now: Timestamp) -> Result<()> {
        self.store.count_ahead(model::Dataset::Real, now).await?;
        self.public_sources(now).await?;
        Ok(())
    }

    /// The derivation of the number of observations under some conditions: the values themselves, or how many each
    /// indicator has where there are too many to list.
    /// As far as the actor sees them.
    pub(crate) async fn explain_list(&self, actor: &Actor, id: &FigureId, now: Timestamp) -> Result<Derivation> {
        let wanted = || AppError::not_found(format!("数据清单“{}”", id.path));
        let reach = self.class_reach(actor, now).await?;
        let filter = ObservationFilter { limit: LISTED_MAX, reach, ..filter_of(id).ok_or_else(wanted)? };
        let (rows, total) = self.store.observations(&filter).await?;
        let dictionaries = self.store.dictionaries(id.known_by).await?;
        let mut inputs = Vec::new();
        if total <= LISTED_MAX {
            inputs.extend(rows.iter().map(|row| observation_leaf(&row.observation, &dictionaries)));
        } else {
            let counts = self.store.observation_counts(id.dataset, &filter).await?;
            for indicator in &dictionaries.indicators {
                let count = counts.get(&indicator.code).copied().unwrap_or_default();
                if count > 0 {
                    let mut leaf = Derivation::leaf(indicator.name.clone(), count.to_string());
                    leaf.unit = Some("条".to_string());
                    inputs.push(leaf);
                }
            }
        }
        Ok(Derivation {
            unit: Some("条".to_string()),
            formula: Some("符合查询条件的数据条数".to_string()),
            inputs,
            ..Derivation::leaf("数据条数", total.to_string())
        })
    }

    /// All of it, as the machine itself reads it.
    pub async fn dictionary(&self) -> Result<Dictionary> {
        self.dictionary_within(&ClassReach::all()).await
    }

    /// As far as the actor is told.
    pub async fn dictionary_for(&self, actor: &Actor, now: Timestamp) -> Result<Dictionary> {
        self.dictionary_within(&self.class_reach(actor, now).await?).await
    }

    async fn dictionary_within(&self, reach: &ClassReach) -> Result<Dictionary> {
        let held = told(self.store.dictionaries(Timestamp::MAX).await?.as_ref().clone(), reach);
        Ok(Dictionary {
            indicators: held.indicators,
            places: held.places,
            sources: held.sources,
            conflicts: held.conflicts,
            presets: self.presets.clone(),
        })
    }
}

/// Those of the values that are official statistics.
fn official(rows: &[store::Recorded], dictionaries: &Dictionaries) -> Vec<i64> {
    let official = dictionaries.indicators.iter().filter(|one| one.is_official_statistic);
    let official: BTreeSet<&str> = official.map(|one| one.code.as_str()).collect();
    let values = rows.iter().map(|row| &row.observation);
    values.filter(|held| official.contains(held.indicator.as_str())).map(|held| held.id).collect()
}

/// Of what is public, unless somebody reaches more; as everything known so far; the two datasets are listed apart by the query or marked in each row.
pub(super) fn filter(query: &ObservationQuery, offset: usize, limit: usize) -> Result<ObservationFilter> {
    let blank = |text: &Option<String>| text.clone().filter(|text| !text.trim().is_empty());
    let grade = match blank(&query.grade) {
        None => None,
        Some(word) => {
            let known = words::grade(&word);
            Some(known.ok_or_else(|| AppError::bad_input(format!("等级“{word}”不认识，应为：A、B、P、C、D、演示")))?)
        }
    };
    let period = match blank(&query.period) {
        None => None,
        Some(text) => {
            Some(text.parse::<model::Period>().map_err(|error| AppError::bad_input(error.to_string()))?.to_string())
        }
    };
    Ok(ObservationFilter {
        indicator: blank(&query.indicator),
        place: blank(&query.place),
        period,
        grade,
        dataset: Some(query.dataset.unwrap_or(model::Dataset::Real)),
        all_versions: query.all_versions.unwrap_or(false),
        by: Timestamp::MAX,
        reach: ClassReach::up_to(DataClass::Public),
        offset,
        limit,
    })
}

/// `list/<indicator>/<place>/<period>/<grade>/<versions>`, a minus where there is no condition.
fn count(filter: &ObservationFilter, total: usize, now: Timestamp) -> Figure {
    let part = |part: &Option<String>| part.clone().unwrap_or_else(|| NONE.to_string());
    let path = [
        "list".to_string(),
        part(&filter.indicator),
        part(&filter.place),
        part(&filter.period),
        part(&filter.grade.map(|grade| words::grade_code(grade).to_string())),
        if filter.all_versions { "all" } else { "latest" }.to_string(),
    ];
    let id = FigureId {
        plan: "-".to_string(),
        as_of: crate::day_in_china(now),
        known_by: now,
        dataset: filter.dataset.unwrap_or(model::Dataset::Real),
        preset: "-".to_string(),
        path: path.join("/"),
    };
    Figure { text: total.to_string(), unit: Some("条".to_string()), id: Some(id.to_string()), missing: None }
}

/// The conditions back from the path of a figure.
fn filter_of(id: &FigureId) -> Option<ObservationFilter> {
    let parts: Vec<&str> = id.path.split('/').collect();
    let ["list", indicator, place, period, grade, versions] = parts[..] else { return None };
    let part = |part: &str| (part != NONE).then(|| part.to_string());
    Some(ObservationFilter {
        indicator: part(indicator),
        place: part(place),
        period: part(period),
        grade: if grade == NONE { None } else { Some(words::grade(grade)?) },
        dataset: Some(id.dataset),
        all_versions: versions == "all",
        by: id.known_by,
        reach: ClassReach::up_to(DataClass::Public),
        offset: 0,
        limit: LISTED_MAX,
    })
}

pub(crate) fn view(observation: Observation, recorded_at: Timestamp, dictionaries: &Dictionaries) -> ObservationView {
    ObservationView {
        indicator_name: indicator_name(dictionaries, &observation.indicator),
        place_name: place_name(dictionaries, &observation.place),
        period_in_words: observation.period.in_words(),
        scope_in_words: observation.scope.in_words().to_string(),
        grade_in_words: words::grade_in_words(observation.grade).to_string(),
        status_in_words: observation.status.in_words().to_string(),
        version_in_words: None,
        class_in_words: observation.class.in_words().to_string(),
        source_title: source(dictionaries, &observation.source).title,
        after_freeze: None,
        figure: Figure {
            text: observation.value.normalize().to_string(),
            unit: Some(observation.unit.clone()),
            id: Some(observation_id(&observation, recorded_at)),
            missing: None,
        },
        observation,
    }
}

/// An observation belongs to no plan and to no day of judgement: it is known since it was recorded.
fn observation_id(observation: &Observation, recorded_at: Timestamp) -> String {
    FigureId {
        plan: "-".to_string(),
        as_of: observation.period.last_day(),
        known_by: recorded_at.max(observation.known_since),
        dataset: observation.dataset,
        preset: "-".to_string(),
        path: format!("observation/{}", observation.id),
    }
    .to_string()
}

pub(crate) fn indicator_name(dictionaries: &Dictionaries, code: &str) -> String {
    dictionaries
        .indicators
        .iter()
        .find(|held| held.code == code)
        .map_or_else(|| code.to_string(), |held| held.name.clone())
}

pub(crate) fn place_name(dictionaries: &Dictionaries, code: &str) -> String {
    dictionaries.places.iter().find(|held| held.code == code).map_or_else(|| code.to_string(), |held| held.name.clone())
}

/// A registered source, or the words that the importer gave.
pub(crate) fn source(dictionaries: &Dictionaries, id: &str) -> Source {
    dictionaries.sources.iter().find(|held| held.id == id).cloned().unwrap_or_else(|| Source {
        id: id.to_string(),
        title: id.to_string(),
        publisher: String::new(),
        kind: String::new(),
        url: None,
    })
}
