//! How many observations each indicator has. Counts are kept as long as they are true.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};

use jiff::Timestamp;
use model::{Dataset, Grade};
use sqlx::AssertSqlSafe;
use tokio::sync::Mutex as AsyncMutex;

use crate::listing::{Conditions, KNOWN, NEWER, joined};
use crate::observations::{AS_RECORDED, BY_SERIES};
use crate::sql::{query_as, query_scalar};
use crate::{ClassReach, ObservationFilter, Result, Store, stamp, time_of, word_of};

/// Lists that are counted at once.
const COUNTED_MAX: usize = 24;
/// When more indicators than this have changed, all are counted again.
const RECOUNTED_MAX: usize = 500;
/// What is counted of each indicator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    /// Values that stand.
    Standing,
    Versions,
    /// Names that more than one source has a number for.
    Shared,
    /// Places that have a number of good grade.
    Places,
    /// Values that stand, of each source by itself.
    Sources,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Key {
    dataset: String,
    place: Option<String>,
    period: Option<String>,
    grade: Option<String>,
    reach: ClassReach,
    what: What,
    /// The places that are meant; with none of them all.
    among: Vec<String>,
}

impl Key {
    /// Of a whole dataset.
    fn whole(dataset: Dataset, what: What) -> Result<Key> {
        let dataset = word_of(&dataset)?;
        Ok(Key { dataset, place: None, period: None, grade: None, what, reach: ClassReach::all(), among: Vec::new() })
    }
}

/// Between the code of an indicator and that of a source.
const AND_SOURCE: char = '\t';

/// The indicator that a count is about.
fn indicator_of(code: &str) -> &str {
    code.split_once(AND_SOURCE).map_or(code, |(indicator, _)| indicator)
}

/// How many of each indicator, by its code; or of each indicator and source.
type Counts = Arc<BTreeMap<String, usize>>;

/// Counts that hold while nothing is recorded after `head` and nothing becomes known after `by`.
#[derive(Debug)]
struct Tally {
    head: i64,
    by: Timestamp,
    counts: Counts,
}

type Held = Arc<AsyncMutex<Option<Tally>>>;

/// The counts that were asked for last. Whoever asks for the same waits for the one who counts.
#[derive(Debug, Clone, Default)]
pub(crate) struct Tallies(Arc<Mutex<Vec<(Key, Held)>>>);

impl Tallies {
    fn of(&self, key: &Key) -> Held {
        let mut held = self.0.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        let found = held.iter().position(|(known, _)| known == key).map(|place| held.remove(place));
        let found = found.unwrap_or_else(|| (key.clone(), Held::default()));
        let tally = found.1.clone();
        held.insert(0, found);
        held.truncate(COUNTED_MAX);
        tally
    }
}

impl Store {
    /// How many values each indicator has under the conditions of a list.
    pub async fn observation_counts(&self, dataset: Dataset, filter: &ObservationFilter) -> Result<Counts> {
        let key = Key {
            dataset: word_of(&dataset)?,
            place: filter.place.clone(),
            period: filter.period.clone(),
            grade: filter.grade.map(|grade| word_of(&grade)).transpose()?,
            reach: self.narrowed(&filter.reach, Some(dataset)).await?,
            what: if filter.all_versions { What::Versions } else { What::Standing },
            among: Vec::new(),
        };
        let counts = self.tally(&key, filter.by).await?;
        Ok(match &filter.indicator {
            None => counts,
            Some(code) => {
                Arc::new(counts.get_key_value(code).map(|(code, count)| (code.clone(), *count)).into_iter().collect())
            }
        })
    }

    /// Indicators of which some place has a number from more than one source in the same period and scope.
    pub async fn shared_indicators(&self, dataset: Dataset, by: Timestamp) -> Result<Vec<String>> {
        Ok(self.tally(&Key::whole(dataset, What::Shared)?, by).await?.keys().cloned().collect())
    }

    /// At how many of some places each indicator has a value that is not of the lowest grade, whatever its period.
    pub async fn covered(&self, dataset: Dataset, places: &[String], by: Timestamp) -> Result<Counts> {
        if places.is_empty() {
            return Ok(Counts::default());
        }
        let key = Key { among: places.to_vec(), ..Key::whole(dataset, What::Places)? };
        self.tally(&key, by).await
    }

    /// How many values that stand each source has, of those that somebody reaches.
    pub async fn source_counts(
        &self,
        dataset: Dataset,
        reach: &ClassReach,
        by: Timestamp,
    ) -> Result<BTreeMap<String, usize>> {
        let reach = self.narrowed(reach, Some(dataset)).await?;
        let mut counts = BTreeMap::new();
        for (code, count) in self.tally(&Key { reach, ..Key::whole(dataset, What::Sources)? }, by).await?.iter() {
            let source = code.split_once(AND_SOURCE).map_or("", |(_, source)| source);
            *counts.entry(source.to_string()).or_default() += count;
        }
        Ok(counts)
    }

    /// Counts what the first page of the list asks for, so that nobody has to wait for it.
    pub async fn count_ahead(&self, dataset: Dataset, by: Timestamp) -> Result<()> {
        self.tally(&Key::whole(dataset, What::Standing)?, by).await?;
        Ok(())
    }

    /// Codes that have something in a list, where its counts hold now; a list as of an earlier time is not counted again
    /// for this.
    pub(crate) async fn codes_of(&self, dataset: Dataset, filter: &ObservationFilter) -> Result<Option<Vec<String>>> {
        let newest: Option<String> =
            query_scalar("SELECT recorded_at FROM observation ORDER BY observation_id DESC LIMIT 1")
                .fetch_optional(self.readers())
                .await?;
        match newest {
            Some(newest) if time_of(&newest)? > filter.by => Ok(None),
            Some(_) | None => Ok(Some(self.observation_counts(dataset, filter).await?.keys().cloned().collect())),
        }
    }

    async fn tally(&self, key: &Key, by: Timestamp) -> Result<Counts> {
        let (head, newest): (Option<i64>, Option<String>) = query_as(
            "SELECT (SELECT max(audit_seq) FROM observation),
                    (SELECT recorded_at FROM observation ORDER BY observation_id DESC LIMIT 1)",
        )
        .fetch_one(self.readers())
        .await?;
        let (Some(head), Some(newest)) = (head, newest) else { return Ok(Counts::default()) };
        if time_of(&newest)? > by || self.was_ahead(by).await? {
            // What was known then: asked for seldom, and counted as it is asked for.
            return Ok(Arc::new(self.count_each(key, by, true, None).await?));
        }
        let held = self.tallies().of(key);
        let mut held = held.lock().await;
        let Some(tally) = held.as_ref() else {
            let counts = Arc::new(self.count_each(key, by, false, None).await?);
            *held = Some(Tally { head, by, counts: counts.clone() });
            return Ok(counts);
        };
        let changed = self.changed(key, tally, (head, by)).await?;
        if changed.is_empty() {
            return Ok(tally.counts.clone());
        }
        let some = Some(changed.as_slice()).filter(|changed| changed.len() <= RECOUNTED_MAX);
        let mut new = self.count_each(key, by, false, some).await?;
        if some.is_some() {
            let changed: BTreeSet<&str> = changed.iter().map(String::as_str).collect();
            let kept = tally.counts.iter().filter(|(code, _)| !changed.contains(indicator_of(code)));
            new.extend(kept.map(|(code, count)| (code.clone(), *count)));
        }
        let counts = Arc::new(new);
        *held = Some(Tally { head, by, counts: counts.clone() });
        Ok(counts)
    }

    /// Whether something that is not the newest was recorded after an instant: the clock was ahead for a while.
    async fn was_ahead(&self, by: Timestamp) -> Result<bool> {
        let found: Option<i64> = query_scalar(
            "SELECT o.observation_id FROM audit a CROSS JOIN observation o WHERE a.at > $1 AND o.audit_seq = a.seq LIMIT 1",
        )
        .bind(stamp(by))
        .fetch_optional(self.readers())
        .await?;
        Ok(found.is_some())
    }

    /// Indicators of which something was recorded or became known since they were counted.
    async fn changed(&self, key: &Key, tally: &Tally, (head, by): (i64, Timestamp)) -> Result<Vec<String>> {
        let mut changed: Vec<String> = Vec::new();
        if head != tally.head {
            let asked =
                format!("SELECT DISTINCT s.indicator FROM {AS_RECORDED} AND o.audit_seq > $1 AND s.dataset = $2");
            changed = query_scalar(AssertSqlSafe(asked))
                .bind(tally.head.min(head))
                .bind(&key.dataset)
                .fetch_all(self.readers())
                .await?;
        }
        let asked = format!(
            "SELECT DISTINCT s.indicator FROM {AS_RECORDED}
               AND s.dataset = $1 AND o.known_since > $2 AND o.known_since <= $3"
        );
        let known: Vec<String> = query_scalar(AssertSqlSafe(asked))
            .bind(&key.dataset)
            .bind(stamp(tally.by.min(by)))
            .bind(stamp(tally.by.max(by)))
            .fetch_all(self.readers())
            .await?;
        changed.extend(known);
        changed.sort_unstable();
        changed.dedup();
        Ok(changed)
    }

    /// Of some indicators or all. What the question is about decides how much of it the index of series tells.
    async fn count_each(
        &self,
        key: &Key,
        by: Timestamp,
        is_past: bool,
        indicators: Option<&[String]>,
    ) -> Result<BTreeMap<String, usize>> {
        let is_of_version = is_past || key.grade.is_some() || !key.reach.is_all();
        if !is_of_version && matches!(key.what, What::Standing | What::Versions) {
            // Of each value exactly one version stands, so that names are counted; less those of which nothing is known yet.
            let mut counts = self.ask_counts(held_sql(key, indicators)).await?;
            for (code, hidden) in self.ask_counts(hidden_sql(key, by, indicators)).await? {
                if let Some(count) = counts.get_mut(&code) {
                    *count -= hidden.min(*count);
                }
            }
            counts.retain(|_, count| *count > 0);
            return Ok(counts);
        }
        let mut conditions = Conditions { words: Vec::new(), values: vec![stamp(by)] };
        name(&mut conditions, key, indicators);
        let names = std::mem::take(&mut conditions.words).join(" AND ");
        conditions.words.push(KNOWN.to_string());
        conditions.equal("o.period", key.period.as_ref());
        conditions.equal("o.grade", key.grade.as_ref());
        if is_past {
            conditions.words.push("o.recorded_at <= $1".to_string());
        }
        if key.what == What::Places {
            let lowest = conditions.bound(&word_of(&Grade::D)?);
            conditions.words.push(format!("o.grade <> {lowest} AND o.class <> 'sensitive'"));
        }
        conditions.reached(&key.reach, (key.what == What::Versions).then_some(NEWER));
        let text = conditions.text();
        let from = joined(key.place.is_some() || indicators.is_some());
        let asked = match key.what {
            What::Standing => format!(
                "SELECT s.indicator, count(*) FROM {from} AND {names} AND {text} AND NOT EXISTS ({NEWER})
                 GROUP BY s.indicator"
            ),
            What::Sources => format!(
                "SELECT s.indicator || '{AND_SOURCE}' || s.source, count(*)
                 FROM {from} AND {names} AND {text} AND NOT EXISTS ({NEWER}) GROUP BY s.indicator, s.source"
            ),
            What::Versions => {
                format!("SELECT s.indicator, count(*) FROM {from} AND {names} AND {text} GROUP BY s.indicator")
            }
            What::Places => format!(
                "SELECT s.indicator, count(DISTINCT s.place) FROM series s
                 WHERE {names} AND EXISTS (SELECT 1 FROM observation o WHERE o.series_id = s.series_id AND {text})
                 GROUP BY s.indicator"
            ),
            // Few names have two series.
            What::Shared => format!(
                "SELECT indicator, count(*) FROM (
                     SELECT s.indicator FROM {BY_SERIES} AND {names} AND {text}
                       AND EXISTS (SELECT 1 FROM series t WHERE t.dataset = s.dataset AND t.indicator = s.indicator
                                     AND t.place = s.place AND t.scope = s.scope AND t.source <> s.source)
                     GROUP BY s.indicator, s.place, o.period, s.scope HAVING min(s.source) <> max(s.source)
                 ) AS shared GROUP BY indicator"
            ),
        };
        self.ask_counts((asked, conditions.values)).await
    }

    async fn ask_counts(&self, (asked, values): (String, Vec<String>)) -> Result<BTreeMap<String, usize>> {
        let mut asked = query_as::<(String, i64)>(AssertSqlSafe(asked));
        for value in values {
            asked = asked.bind(value);
        }
        let rows = asked.fetch_all(self.readers()).await?;
        Ok(rows.into_iter().map(|(code, count)| (code, count as usize)).collect())
    }
}

/// All names, or all versions, that are recorded of each indicator: the index alone tells.
fn held_sql(key: &Key, indicators: Option<&[String]>) -> (String, Vec<String>) {
    let mut conditions = Conditions { words: Vec::new(), values: Vec::new() };
    name(&mut conditions, key, indicators);
    let of_period = key.period.as_ref().map(|period| format!("AND o.period = {}", conditions.bound(period)));
    let asked = format!(
        "SELECT s.indicator, CAST(sum((SELECT count({}) FROM observation o WHERE o.series_id = s.series_id {})) AS BIGINT)
         FROM series s WHERE {} GROUP BY s.indicator",
        if key.what == What::Standing { "DISTINCT o.period" } else { "*" },
        of_period.unwrap_or_default(),
        conditions.text()
    );
    (asked, conditions.values)
}

/// The same of what is not known yet: few, and an index tells which.
fn hidden_sql(key: &Key, by: Timestamp, indicators: Option<&[String]>) -> (String, Vec<String>) {
    let mut conditions = Conditions { words: vec!["o.known_since > $1".to_string()], values: vec![stamp(by)] };
    name(&mut conditions, key, indicators);
    conditions.equal("o.period", key.period.as_ref());
    let text = conditions.text();
    let asked = match key.what {
        What::Standing => format!(
            "SELECT indicator, count(*) FROM (
                 SELECT DISTINCT s.indicator, o.series_id, o.period FROM {AS_RECORDED} AND {text}
                   AND NOT EXISTS (SELECT 1 FROM observation n WHERE n.series_id = o.series_id AND n.period = o.period
                                     AND NOT n.known_since > $1)
             ) AS hidden GROUP BY indicator"
        ),
        _ => format!("SELECT s.indicator, count(*) FROM {AS_RECORDED} AND {text} GROUP BY s.indicator"),
    };
    (asked, conditions.values)
}

/// The series that are meant.
fn name(conditions: &mut Conditions, key: &Key, indicators: Option<&[String]>) {
    conditions.equal("s.dataset", Some(&key.dataset));
    conditions.equal("s.place", key.place.as_ref());
    if let Some(indicators) = indicators {
        conditions.among("s.indicator", indicators);
    }
    if !key.among.is_empty() {
        conditions.among("s.place", &key.among);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::observations::waiting_sql;
    use crate::{Options, Store};

    #[tokio::test]
    async fn what_is_asked_often_reads_an_index_and_never_all_values() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path().join("test.db").as_path(), &Options::default()).await.unwrap();
        let key = Key::whole(Dataset::Real, What::Standing).unwrap();
        let waiting = (waiting_sql(), vec![String::new(), String::new()]);
        for (what, (sql, values), wanted) in [
            ("held", held_sql(&key, None), "SEARCH o USING COVERING INDEX observation_key (series_id=?)"),
            (
                "hidden",
                hidden_sql(&key, Timestamp::MAX, None),
                "SEARCH o USING INDEX observation_known (known_since>?)",
            ),
            ("waiting", waiting, "SEARCH w USING COVERING INDEX observation_known (known_since>?)"),
        ] {
            let mut asked = query_as::<(i64, i64, i64, String)>(AssertSqlSafe(format!("EXPLAIN QUERY PLAN {sql}")));
            for value in values {
                asked = asked.bind(value);
            }
            let plan = asked.fetch_all(store.readers()).await.unwrap();
            let steps: Vec<&str> = plan.iter().map(|(.., step)| step.as_str()).collect();
            assert!(steps.contains(&wanted), "{what}: {steps:?}");
            assert!(steps.iter().all(|step| *step != "SCAN o" && *step != "SCAN s"), "{what}: {steps:?}");
        }
    }
}
