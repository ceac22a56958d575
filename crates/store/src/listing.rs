//! Lists of observations. Asks for what a condition needs and never reads a whole dataset for one page.

use std::collections::BTreeSet;

use jiff::Timestamp;
use model::{Dataset, Observation};
use sqlx::AssertSqlSafe;

use crate::observations::{AS_RECORDED, BY_SERIES, COLUMNS, Row, observations};
use crate::sql::{query_as, query_scalar};
use crate::{ClassReach, ObservationFilter, Recorded, Result, Store, stamp, word_of};

/// Pairs in one statement.
const PAIRS_AT_ONCE: usize = 250;

/// What is known by `$1`. Said in this way because the database would rather look up one of nearly all values by when it
/// became known than by its name, where an index told it the time.
pub(crate) const KNOWN: &str = "NOT o.known_since > $1";

/// Another version of the same value that is known as well and came later. Nearly always the value itself is the only one,
/// which the index alone tells.
pub(crate) const NEWER: &str = "SELECT 1 FROM observation n
     WHERE n.series_id = o.series_id AND n.period = o.period AND n.observation_id <> o.observation_id
       AND n.known_since <= $1 AND n.recorded_at <= $1
       AND (n.known_since > o.known_since
            OR (n.known_since = o.known_since AND n.observation_id > o.observation_id))";

/// Conditions with their parameters; `$1` is the instant.
pub(crate) struct Conditions {
    pub words: Vec<String>,
    pub values: Vec<String>,
}

impl Conditions {
    fn new(by: Timestamp) -> Conditions {
        Conditions { words: vec![KNOWN.to_string()], values: vec![stamp(by)] }
    }

    /// The name of a new parameter.
    pub fn bound(&mut self, value: &str) -> String {
        self.values.push(value.to_string());
        format!("${}", self.values.len())
    }

    pub fn equal(&mut self, column: &str, value: Option<&String>) {
        if let Some(value) = value {
            let mark = self.bound(value);
            self.words.push(format!("{column} = {mark}"));
        }
    }

    pub fn among(&mut self, column: &str, values: &[String]) {
        let marks: Vec<String> = values.iter().map(|value| self.bound(value)).collect();
        self.words.push(format!("{column} IN ({})", marks.join(", ")));
    }

    /// Only what somebody reaches; of past versions none that was closed since.
    pub fn reached(&mut self, reach: &ClassReach, newer: Option<&str>) {
        let mut values = std::mem::take(&mut self.values);
        let mut bound = |text: &str| {
            values.push(text.to_string());
            format!("${}", values.len())
        };
        self.words.extend(reach.condition("o", &mut bound));
        self.words.extend(newer.and_then(|newer| reach.of_past(newer, &mut bound)));
        self.values = values;
    }

    pub fn text(&self) -> String {
        self.words.join(" AND ")
    }
}

impl Store {
    /// One page in official order of indicators and places, newest period first, and how many there are in all.
    pub async fn observations(&self, filter: &ObservationFilter) -> Result<(Vec<Recorded>, usize)> {
        let (None, Some(dataset)) = (&filter.indicator, filter.dataset) else {
            let rows = self.listed(filter).await?;
            return Ok((rows, self.counted(filter).await?));
        };
        let filter =
            &ObservationFilter { reach: self.narrowed(&filter.reach, filter.dataset).await?, ..filter.clone() };
        let counts = self.observation_counts(dataset, filter).await?;
        let dictionaries = self.dictionaries(Timestamp::MAX).await?;
        let mut order: Vec<&str> = dictionaries.indicators.iter().map(|one| one.code.as_str()).collect();
        let known: BTreeSet<&str> = order.iter().copied().collect();
        order.extend(counts.keys().map(String::as_str).filter(|code| !known.contains(code)));
        let mut rows = Vec::new();
        let (mut skipped, mut wanted) = (filter.offset, filter.limit);
        for code in order {
            if wanted == 0 {
                break;
            }
            let count = counts.get(code).copied().unwrap_or_default();
            if count <= skipped {
                skipped -= count;
                continue;
            }
            let part = ObservationFilter {
                indicator: Some(code.to_string()),
                offset: skipped,
                limit: wanted,
                ..filter.clone()
            };
            let found = self.listed(&part).await?;
            skipped = 0;
            wanted -= found.len().min(wanted);
            rows.extend(found);
        }
        Ok((rows, counts.values().sum()))
    }

    /// Values of some indicators at some places as known by a time, in the order in which they were recorded; of an
    /// indicator without a place all of them.
    pub async fn facts_of(
        &self,
        dataset: Dataset,
        by: Timestamp,
        wanted: &BTreeSet<(String, Option<String>)>,
    ) -> Result<Vec<Observation>> {
        let mut found: Vec<Observation> = Vec::new();
        let (placed, whole): (Vec<_>, Vec<_>) = wanted.iter().partition(|(_, place)| place.is_some());
        for (pairs, is_placed) in [(placed, true), (whole, false)] {
            for some in pairs.chunks(PAIRS_AT_ONCE) {
                let width = if is_placed { 2 } else { 1 };
                let mark = |pair: usize| {
                    let first = 3 + pair * width;
                    if is_placed { format!("(${first}, ${})", first + 1) } else { format!("(${first})") }
                };
                let marks: Vec<String> = (0..some.len()).map(mark).collect();
                let (names, place) =
                    if is_placed { ("indicator, place", "AND s.place = w.place") } else { ("indicator", "") };
                // The order of the join is fixed: a statement that began with the dataset would read all of it.
                let asked = format!(
                    "WITH wanted ({names}) AS (VALUES {})
                     SELECT {COLUMNS} FROM wanted w CROSS JOIN {BY_SERIES}
                       AND s.dataset = $2 AND s.indicator = w.indicator {place}
                       AND {KNOWN} AND o.recorded_at <= $1 AND o.class <> 'sensitive'
                       AND NOT EXISTS ({NEWER})",
                    marks.join(", ")
                );
                let mut asked = query_as::<Row>(AssertSqlSafe(asked)).bind(stamp(by)).bind(word_of(&dataset)?);
                for (indicator, place) in some {
                    asked = asked.bind(indicator);
                    if let Some(place) = place {
                        asked = asked.bind(place);
                    }
                }
                found.extend(observations(asked.fetch_all(self.readers()).await?)?);
            }
        }
        found.sort_by_key(|held| held.id);
        // Asked for with a place and as a whole, it is there twice.
        found.dedup_by_key(|held| held.id);
        Ok(found)
    }

    /// Whether a value or a row of a register that is stored becomes known between two instants, after the one and by the
    /// other. Rows count whatever their dataset.
    pub async fn becomes_known(&self, dataset: Dataset, after: Timestamp, by: Timestamp) -> Result<bool> {
        let asked = format!(
            "SELECT o.observation_id FROM {AS_RECORDED} AND s.dataset = $1 AND o.known_since > $2 AND o.known_since <= $3
             UNION ALL SELECT row_id FROM register_change WHERE known_since > $2 AND known_since <= $3 LIMIT 1"
        );
        let found: Option<i64> = query_scalar(AssertSqlSafe(asked))
            .bind(word_of(&dataset)?)
            .bind(stamp(after))
            .bind(stamp(by))
            .fetch_optional(self.readers())
            .await?;
        Ok(found.is_some())
    }

    /// The page of one indicator, or of a list that is short.
    async fn listed(&self, filter: &ObservationFilter) -> Result<Vec<Recorded>> {
        let mut conditions = conditions(filter)?;
        conditions.words.push("o.recorded_at <= $1".to_string());
        if !filter.all_versions {
            conditions.words.push(format!("NOT EXISTS ({NEWER})"));
        }
        conditions.reached(&filter.reach, filter.all_versions.then_some(NEWER));
        let first = conditions.values.len() + 1;
        let asked = format!(
            "SELECT {COLUMNS} FROM {} AND {}
             ORDER BY (SELECT e.position FROM dictionary_entry e WHERE e.kind = 'indicator' AND e.code = s.indicator
                       ORDER BY e.entry_id DESC LIMIT 1),
                      (SELECT e.position FROM dictionary_entry e WHERE e.kind = 'place' AND e.code = s.place
                       ORDER BY e.entry_id DESC LIMIT 1),
                      s.indicator, s.place, o.period DESC, o.observation_id
             LIMIT ${first} OFFSET ${}",
            joined(filter.indicator.is_some() || filter.place.is_some()),
            conditions.text(),
            first + 1
        );
        let mut asked = query_as::<Row>(AssertSqlSafe(asked));
        for value in conditions.values {
            asked = asked.bind(value);
        }
        let rows = asked.bind(filter.limit as i64).bind(filter.offset as i64).fetch_all(self.readers()).await?;
        rows.into_iter().map(Row::recorded).collect()
    }

    async fn counted(&self, filter: &ObservationFilter) -> Result<usize> {
        let mut conditions = conditions(filter)?;
        conditions.words.push("o.recorded_at <= $1".to_string());
        if !filter.all_versions {
            conditions.words.push(format!("NOT EXISTS ({NEWER})"));
        }
        conditions.reached(&filter.reach, filter.all_versions.then_some(NEWER));
        let from = joined(filter.indicator.is_some() || filter.place.is_some());
        let asked = format!("SELECT count(*) FROM {from} AND {}", conditions.text());
        let mut asked = query_scalar(AssertSqlSafe(asked));
        for value in conditions.values {
            asked = asked.bind(value);
        }
        let count: i64 = asked.fetch_one(self.readers()).await?;
        Ok(count as usize)
    }
}

fn conditions(filter: &ObservationFilter) -> Result<Conditions> {
    let mut conditions = Conditions::new(filter.by);
    let dataset = filter.dataset.map(|dataset| word_of(&dataset)).transpose()?;
    conditions.equal("s.dataset", dataset.as_ref());
    conditions.equal("s.indicator", filter.indicator.as_ref());
    conditions.equal("s.place", filter.place.as_ref());
    conditions.equal("o.period", filter.period.as_ref());
    let grade = filter.grade.map(|grade| word_of(&grade)).transpose()?;
    conditions.equal("o.grade", grade.as_ref());
    Ok(conditions)
}

/// SQLite joins in the order in which it is told: from the series where few are meant, else as the values lie.
pub(crate) fn joined(is_of_few: bool) -> &'static str {
    if is_of_few { BY_SERIES } else { AS_RECORDED }
}
