//! Lists of observations, and how many there are. Asks for what a condition needs and never reads a whole dataset for one
//! page: the counts of each indicator are kept as long as they are true.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};

use jiff::Timestamp;
use model::{Dataset, Grade, Observation};
use sqlx::AssertSqlSafe;
use tokio::sync::Mutex as AsyncMutex;

use crate::observations::{Row, observations};
use crate::sql::{query_as, query_scalar};
use crate::{ClassReach, ObservationFilter, Recorded, Result, Store, stamp, time_of, word_of};

/// Lists that are counted at once.
const COUNTED_MAX: usize = 24;
/// When more indicators than this have changed, all are counted again.
const RECOUNTED_MAX: usize = 500;
/// Pairs in one statement.
const PAIRS_AT_ONCE: usize = 250;

/// What is known by `$1`. Said in this way because the database would rather look up one of nearly all values by when it
/// became known than by its name, where an index told it the time.
pub(crate) const KNOWN: &str = "NOT o.known_since > $1";

/// Another version of the same value that is known as well and came later.
pub(crate) const NEWER: &str = "SELECT 1 FROM observation n
     WHERE n.dataset = o.dataset AND n.indicator = o.indicator AND n.place = o.place AND n.period = o.period
       AND n.scope = o.scope AND n.source = o.source AND n.known_since <= $1 AND n.recorded_at <= $1
       AND (n.known_since > o.known_since
            OR (n.known_since = o.known_since AND n.observation_id > o.observation_id))";

/// The same of all that is recorded: the index alone tells.
const NEWER_RECORDED: &str = "SELECT 1 FROM observation n
     WHERE n.dataset = o.dataset AND n.indicator = o.indicator AND n.place = o.place AND n.period = o.period
       AND n.scope = o.scope AND n.source = o.source AND n.known_since <= $1
       AND (n.known_since > o.known_since
            OR (n.known_since = o.known_since AND n.observation_id > o.observation_id))";

/// All indicators that have a value, one look at the index each.
const CODES: &str = "WITH RECURSIVE codes (code) AS (
         SELECT min(indicator) FROM observation WHERE dataset = $2
         UNION ALL
         SELECT (SELECT min(n.indicator) FROM observation n WHERE n.dataset = $2 AND n.indicator > codes.code)
         FROM codes WHERE codes.code IS NOT NULL)";

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

/// How many of each indicator, by its code.
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

/// Conditions with their parameters; `$1` is the instant.
struct Conditions {
    words: Vec<String>,
    values: Vec<String>,
}

impl Conditions {
    fn new(by: Timestamp) -> Conditions {
        Conditions { words: vec![KNOWN.to_string()], values: vec![stamp(by)] }
    }

    /// The name of a new parameter.
    fn bound(&mut self, value: &str) -> String {
        self.values.push(value.to_string());
        format!("${}", self.values.len())
    }

    fn equal(&mut self, column: &str, value: Option<&String>) {
        if let Some(value) = value {
            let mark = self.bound(value);
            self.words.push(format!("o.{column} = {mark}"));
        }
    }

    fn among(&mut self, column: &str, values: &[String]) {
        let marks: Vec<String> = values.iter().map(|value| self.bound(value)).collect();
        self.words.push(format!("o.{column} IN ({})", marks.join(", ")));
    }

    /// Only what somebody reaches; of past versions none that was closed since.
    fn reached(&mut self, reach: &ClassReach, newer: Option<&str>) {
        let mut values = std::mem::take(&mut self.values);
        let mut bound = |text: &str| {
            values.push(text.to_string());
            format!("${}", values.len())
        };
        self.words.extend(reach.condition("o", &mut bound));
        self.words.extend(newer.and_then(|newer| reach.of_past(newer, &mut bound)));
        self.values = values;
    }

    fn text(&self) -> String {
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

    /// Counts what the first page of the list asks for, so that nobody has to wait for it.
    pub async fn count_ahead(&self, dataset: Dataset, by: Timestamp) -> Result<()> {
        self.tally(&Key::whole(dataset, What::Standing)?, by).await?;
        Ok(())
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
                    if is_placed { ("indicator, place", "AND o.place = w.place") } else { ("indicator", "") };
                // The order of the join is fixed: a statement that began with the dataset would read all of it.
                let asked = format!(
                    "WITH wanted ({names}) AS (VALUES {})
                     SELECT o.* FROM wanted w CROSS JOIN observation o
                     WHERE o.dataset = $2 AND o.indicator = w.indicator {place}
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
        let found: Option<i64> = query_scalar(
            "SELECT observation_id FROM observation WHERE dataset = $1 AND known_since > $2 AND known_since <= $3
             UNION ALL SELECT row_id FROM register_change WHERE known_since > $2 AND known_since <= $3 LIMIT 1",
        )
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
            "SELECT o.* FROM observation o WHERE {}
             ORDER BY (SELECT e.position FROM dictionary_entry e WHERE e.kind = 'indicator' AND e.code = o.indicator
                       ORDER BY e.entry_id DESC LIMIT 1),
                      (SELECT e.position FROM dictionary_entry e WHERE e.kind = 'place' AND e.code = o.place
                       ORDER BY e.entry_id DESC LIMIT 1),
                      o.indicator, o.place, o.period DESC, o.observation_id
             LIMIT ${first} OFFSET ${}",
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
        let mut asked =
            query_scalar(AssertSqlSafe(format!("SELECT count(*) FROM observation o WHERE {}", conditions.text())));
        for value in conditions.values {
            asked = asked.bind(value);
        }
        let count: i64 = asked.fetch_one(self.readers()).await?;
        Ok(count as usize)
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
        if let Some(changed) = some {
            let kept = tally.counts.iter().filter(|(code, _)| !changed.contains(code));
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
            changed = query_scalar("SELECT DISTINCT indicator FROM observation WHERE audit_seq > $1 AND dataset = $2")
                .bind(tally.head.min(head))
                .bind(&key.dataset)
                .fetch_all(self.readers())
                .await?;
        }
        let known: Vec<String> = query_scalar(
            "SELECT DISTINCT indicator FROM observation WHERE dataset = $1 AND known_since > $2 AND known_since <= $3",
        )
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

    async fn count_each(
        &self,
        key: &Key,
        by: Timestamp,
        is_past: bool,
        indicators: Option<&[String]>,
    ) -> Result<BTreeMap<String, usize>> {
        let mut conditions = Conditions::new(by);
        conditions.equal("dataset", Some(&key.dataset));
        conditions.equal("place", key.place.as_ref());
        conditions.equal("period", key.period.as_ref());
        conditions.equal("grade", key.grade.as_ref());
        if is_past {
            conditions.words.push("o.recorded_at <= $1".to_string());
        }
        let mut head = "";
        match indicators {
            Some(indicators) => conditions.among("indicator", indicators),
            // A place is looked up below each indicator, which is much less than all values.
            None if key.place.is_some() => {
                head = CODES;
                conditions.words.push("o.indicator IN (SELECT code FROM codes)".to_string());
            }
            None => {}
        }
        if key.what == What::Places {
            let lowest = conditions.bound(&word_of(&Grade::D)?);
            conditions.words.push(format!("o.grade <> {lowest} AND o.class <> 'sensitive'"));
        }
        let places: Vec<String> = key.among.iter().map(|place| format!("({})", conditions.bound(place))).collect();
        let newer = if is_past { NEWER } else { NEWER_RECORDED };
        conditions.reached(&key.reach, (key.what == What::Versions).then_some(newer));
        let (text, is_of_version) = (conditions.text(), key.grade.is_some() || !key.reach.is_all());
        let asked = match key.what {
            // Of each value exactly one version stands.
            What::Standing if !is_of_version => format!(
                "{head} SELECT indicator, count(*) FROM (
                     SELECT DISTINCT o.indicator, o.place, o.period, o.scope, o.source FROM observation o WHERE {text}
                 ) AS standing GROUP BY indicator"
            ),
            What::Standing => format!(
                "{head} SELECT o.indicator, count(*) FROM observation o WHERE {text} AND NOT EXISTS ({newer})
                 GROUP BY o.indicator"
            ),
            What::Versions => {
                format!("{head} SELECT o.indicator, count(*) FROM observation o WHERE {text} GROUP BY o.indicator")
            }
            // One look at the index for each indicator and place.
            What::Places => format!(
                "{CODES}, places (place) AS (VALUES {})
                 SELECT codes.code, count(*) FROM codes CROSS JOIN places
                 WHERE EXISTS (SELECT 1 FROM observation o
                               WHERE o.indicator = codes.code AND o.place = places.place AND {text})
                 GROUP BY codes.code",
                places.join(", ")
            ),
            What::Shared => format!(
                "{head} SELECT indicator, count(*) FROM (
                     SELECT o.indicator, o.place, o.period, o.scope FROM observation o WHERE {text}
                     GROUP BY o.indicator, o.place, o.period, o.scope HAVING min(o.source) <> max(o.source)
                 ) AS shared GROUP BY indicator"
            ),
        };
        let mut asked = query_as::<(String, i64)>(AssertSqlSafe(asked));
        for value in conditions.values {
            asked = asked.bind(value);
        }
        let rows = asked.fetch_all(self.readers()).await?;
        Ok(rows.into_iter().map(|(code, count)| (code, count as usize)).collect())
    }
}

fn conditions(filter: &ObservationFilter) -> Result<Conditions> {
    let mut conditions = Conditions::new(filter.by);
    let dataset = filter.dataset.map(|dataset| word_of(&dataset)).transpose()?;
    conditions.equal("dataset", dataset.as_ref());
    conditions.equal("indicator", filter.indicator.as_ref());
    conditions.equal("place", filter.place.as_ref());
    conditions.equal("period", filter.period.as_ref());
    let grade = filter.grade.map(|grade| word_of(&grade)).transpose()?;
    conditions.equal("grade", grade.as_ref());
    Ok(conditions)
}
