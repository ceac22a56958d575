//! Pages of observations in a total order, each from where the one before ended. The order is that of the dictionary as it
//! was known by the instant of the list, so that what is recorded between two pages moves nothing.

use std::collections::BTreeMap;

use model::{Dataset, ObservationStatus};
use serde::{Deserialize, Serialize};
use sqlx::AssertSqlSafe;

use crate::listing::{KNOWN, NEWER};
use crate::observations::{BY_SERIES, COLUMNS, Row};
use crate::sql::{query_as, query_scalar};
use crate::{Dictionaries, ObservationFilter, Recorded, Result, Store, from_word, stamp, word_of};

/// Where an observation stands in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ObservationPlace {
    pub indicator: String,
    pub place: String,
    pub period: String,
    pub id: i64,
}

/// Which version of its value an observation is, counted from 1 in the order in which they become known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionNumber {
    pub observation: i64,
    pub indicator: String,
    pub status: ObservationStatus,
    pub number: i64,
}

/// So many are asked for at once.
const IDS_AT_ONCE: usize = 500;

/// All indicators that have a value, one look at the index each.
const CODES: &str = "WITH RECURSIVE codes (code) AS (
         SELECT min(indicator) FROM series WHERE dataset = $1
         UNION ALL
         SELECT (SELECT min(n.indicator) FROM series n WHERE n.dataset = $1 AND n.indicator > codes.code)
         FROM codes WHERE codes.code IS NOT NULL)
     SELECT code FROM codes WHERE code IS NOT NULL";

impl Store {
    /// Of observations by their numbers, in the order of the numbers.
    pub async fn version_numbers(&self, observations: &[i64]) -> Result<Vec<VersionNumber>> {
        let mut found = Vec::new();
        for ids in observations.chunks(IDS_AT_ONCE) {
            let marks: Vec<String> = (1..=ids.len()).map(|place| format!("${place}")).collect();
            let asked = format!(
                "SELECT o.observation_id, s.indicator, o.status,
                     (SELECT count(*) FROM observation e
                      WHERE e.series_id = o.series_id AND e.period = o.period
                        AND (e.known_since < o.known_since
                             OR (e.known_since = o.known_since AND e.observation_id < o.observation_id)))
                 FROM observation o JOIN series s ON s.series_id = o.series_id
                 WHERE o.observation_id IN ({}) ORDER BY o.observation_id",
                marks.join(", ")
            );
            let mut asked = query_as::<(i64, String, String, i64)>(AssertSqlSafe(asked));
            for id in ids {
                asked = asked.bind(*id);
            }
            for (observation, indicator, status, earlier) in asked.fetch_all(self.readers()).await? {
                let status = from_word(&status)?;
                found.push(VersionNumber { observation, indicator, status, number: earlier + 1 });
            }
        }
        Ok(found)
    }

    /// The page of a list after a place, and whether there are more: indicators and places in official order, newest period
    /// first. Which page it is does not matter for how long it takes.
    pub async fn observations_after(
        &self,
        dataset: Dataset,
        filter: &ObservationFilter,
        after: Option<&ObservationPlace>,
    ) -> Result<(Vec<Recorded>, bool)> {
        let filter = &ObservationFilter { reach: self.narrowed(&filter.reach, Some(dataset)).await?, ..filter.clone() };
        let dictionaries = self.dictionaries(filter.by).await?;
        let codes = self.listed_indicators(dataset, filter, &dictionaries).await?;
        // A code that the dictionary did not know then stands for none of the list: there is nothing to go on from.
        let mut codes: &[String] = &codes;
        if let Some(after) = after {
            codes = codes.iter().position(|code| *code == after.indicator).map_or(&[], |first| &codes[first..]);
        }
        let mut found = Vec::new();
        // One more than wanted tells whether there are more.
        let wanted = filter.limit.saturating_add(1);
        'page: for code in codes {
            let after = after.filter(|after| after.indicator == *code);
            let places = self.listed_places((dataset, code), filter, &dictionaries).await?;
            let first = match after {
                None => 0,
                Some(after) => places.iter().position(|place| *place == after.place).unwrap_or(places.len()),
            };
            for place in &places[first..] {
                let after = after.filter(|after| after.place == *place);
                let name = (dataset, code.as_str(), place.as_str());
                found.extend(self.of_place(name, filter, after, wanted - found.len()).await?);
                if found.len() == wanted {
                    break 'page;
                }
            }
        }
        let has_more = found.len() > filter.limit;
        found.truncate(filter.limit);
        Ok((found, has_more))
    }

    /// In official order; what is in no dictionary comes last, by its code.
    async fn listed_indicators(
        &self,
        dataset: Dataset,
        filter: &ObservationFilter,
        dictionaries: &Dictionaries,
    ) -> Result<Vec<String>> {
        if let Some(code) = &filter.indicator {
            return Ok(vec![code.clone()]);
        }
        let mut codes = match self.codes_of(dataset, filter).await? {
            Some(codes) => codes,
            None => query_scalar(CODES).bind(word_of(&dataset)?).fetch_all(self.readers()).await?,
        };
        order(&mut codes, dictionaries.indicators.iter().map(|one| one.code.as_str()));
        Ok(codes)
    }

    async fn listed_places(
        &self,
        (dataset, indicator): (Dataset, &str),
        filter: &ObservationFilter,
        dictionaries: &Dictionaries,
    ) -> Result<Vec<String>> {
        if let Some(place) = &filter.place {
            return Ok(vec![place.clone()]);
        }
        let asked = query_scalar("SELECT DISTINCT place FROM series WHERE dataset = $1 AND indicator = $2")
            .bind(word_of(&dataset)?)
            .bind(indicator);
        let mut codes: Vec<String> = asked.fetch_all(self.readers()).await?;
        order(&mut codes, dictionaries.places.iter().map(|one| one.code.as_str()));
        Ok(codes)
    }

    /// What one indicator has at one place, of all its series there.
    async fn of_place(
        &self,
        (dataset, indicator, place): (Dataset, &str, &str),
        filter: &ObservationFilter,
        after: Option<&ObservationPlace>,
        limit: usize,
    ) -> Result<Vec<Recorded>> {
        let mut texts = vec![stamp(filter.by), word_of(&dataset)?, indicator.to_string(), place.to_string()];
        let mut bound = |text: &str| {
            texts.push(text.to_string());
            format!("${}", texts.len())
        };
        let mut words = String::new();
        let grade = filter.grade.map(|grade| word_of(&grade)).transpose()?;
        for (column, value) in [("period", &filter.period), ("grade", &grade)] {
            if let Some(value) = value {
                words.push_str(&format!(" AND o.{column} = {}", bound(value)));
            }
        }
        if !filter.all_versions {
            words.push_str(&format!(" AND NOT EXISTS ({NEWER})"));
        }
        let reached = filter.reach.condition("o", &mut bound);
        let of_past = filter.all_versions.then(|| filter.reach.of_past(NEWER, &mut bound)).flatten();
        for condition in reached.into_iter().chain(of_past) {
            words.push_str(&format!(" AND {condition}"));
        }
        let mut id = None;
        if let Some(after) = after {
            let period = bound(&after.period);
            let mark = format!("${}", texts.len() + 1);
            words.push_str(&format!(
                " AND (o.period < {period} OR (o.period = {period} AND o.observation_id > {mark}))"
            ));
            id = Some(after.id);
        }
        let asked = format!(
            "SELECT {COLUMNS} FROM {BY_SERIES}
               AND {KNOWN} AND o.recorded_at <= $1 AND s.dataset = $2 AND s.indicator = $3 AND s.place = $4{words}
             ORDER BY o.period DESC, o.observation_id LIMIT ${}",
            texts.len() + 1 + usize::from(id.is_some())
        );
        let mut asked = query_as::<Row>(AssertSqlSafe(asked));
        for text in texts {
            asked = asked.bind(text);
        }
        if let Some(id) = id {
            asked = asked.bind(id);
        }
        let rows = asked.bind(i64::try_from(limit).unwrap_or(i64::MAX)).fetch_all(self.readers()).await?;
        rows.into_iter().map(Row::recorded).collect()
    }
}

/// In official order; what is in no dictionary comes last, by its code.
fn order<'code>(codes: &mut [String], official: impl Iterator<Item = &'code str>) {
    let places: BTreeMap<&str, usize> = official.enumerate().map(|(place, code)| (code, place)).collect();
    codes.sort_by_cached_key(|code| (places.get(code.as_str()).copied().unwrap_or(usize::MAX), code.clone()));
}
