//! Observations with their two times. Nothing is overwritten: of the versions of one value, the one known
//! latest by a given time stands.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp};
use model::{Dataset, Grade, Observation};
use sqlx::{AssertSqlSafe, FromRow};

use crate::sql::{Change, ROWS_AT_ONCE, marks, query, query_as, query_scalar};
use crate::{ClassReach, NewAudit, Result, Store, StoreError, StreamKind, from_word, stamp, time_of, word_of};

/// What an import did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ImportCounts {
    pub inserted: usize,
    /// Same key, same value, grade and status as what stands.
    pub unchanged: usize,
    /// Same key, something else: a newer version beside the old one.
    pub revised: usize,
}

/// Which observations to list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ObservationFilter {
    pub indicator: Option<String>,
    pub place: Option<String>,
    pub period: Option<String>,
    pub grade: Option<Grade>,
    pub dataset: Option<Dataset>,
    /// With superseded versions.
    pub all_versions: bool,
    /// As known and recorded by then.
    pub by: Timestamp,
    pub reach: ClassReach,
    pub offset: usize,
    pub limit: usize,
}

/// An observation and when it was recorded.
#[derive(Debug, Clone, PartialEq)]
pub struct Recorded {
    pub observation: Observation,
    pub recorded_at: Timestamp,
}

#[derive(FromRow)]
pub(crate) struct Row {
    observation_id: i64,
    indicator: String,
    place: String,
    period: String,
    value: String,
    unit: String,
    scope: String,
    grade: String,
    status: String,
    source: String,
    known_since: String,
    recorded_at: String,
    dataset: String,
    note: Option<String>,
    class: String,
    is_class_bound: i64,
    audit_seq: i64,
}

impl Row {
    pub(crate) fn recorded(self) -> Result<Recorded> {
        let corrupt = |what: String| StoreError::Corrupt { what };
        Ok(Recorded {
            recorded_at: time_of(&self.recorded_at)?,
            observation: Observation {
                id: self.observation_id,
                period: self.period.parse().map_err(|_| corrupt(format!("报告期“{}”", self.period)))?,
                value: self.value.parse().map_err(|_| corrupt(format!("数值“{}”", self.value)))?,
                scope: from_word(&self.scope)?,
                grade: from_word(&self.grade)?,
                status: from_word(&self.status)?,
                known_since: time_of(&self.known_since)?,
                dataset: from_word(&self.dataset)?,
                indicator: self.indicator,
                place: self.place,
                unit: self.unit,
                source: self.source,
                note: self.note,
                class: from_word(&self.class)?,
            },
        })
    }
}

// Of one key the version known latest stands; of two known since the same time, the one recorded last.
// Nothing is computed from what is sensitive: what is computed is seen by everybody who reads what is internal.
const FACTS: &str = "SELECT o.* FROM observation o
     WHERE o.dataset = $1 AND o.known_since <= $2 AND o.recorded_at <= $2 AND o.class <> 'sensitive'
       AND NOT EXISTS (
           SELECT 1 FROM observation n
           WHERE n.dataset = o.dataset AND n.indicator = o.indicator AND n.place = o.place
             AND n.period = o.period AND n.scope = o.scope AND n.source = o.source
             AND n.known_since <= $2 AND n.recorded_at <= $2
             AND (n.known_since > o.known_since
                  OR (n.known_since = o.known_since AND n.observation_id > o.observation_id)))
     ORDER BY o.observation_id";

const WAITING: &str = "SELECT * FROM observation WHERE dataset = $1 AND known_since > $2 ORDER BY observation_id";

pub(crate) fn observations(rows: Vec<Row>) -> Result<Vec<Observation>> {
    rows.into_iter().map(|row| Ok(row.recorded()?.observation)).collect()
}

/// [`Store::facts`] as they stand within a change.
pub(crate) async fn facts_within(change: &mut Change, dataset: Dataset, by: Timestamp) -> Result<Vec<Observation>> {
    let asked = query_as::<Row>(FACTS).bind(word_of(&dataset)?).bind(stamp(by));
    observations(asked.fetch_all(&mut **change).await?)
}

/// [`Store::embargoed`] as they stand within a change.
pub(crate) async fn waiting_within(change: &mut Change, dataset: Dataset, now: Timestamp) -> Result<Vec<Observation>> {
    let asked = query_as::<Row>(WAITING).bind(word_of(&dataset)?).bind(stamp(now));
    observations(asked.fetch_all(&mut **change).await?)
}

impl Store {
    /// Imports rows that the caller has validated, all or nothing.
    pub async fn import_observations(&self, rows: &[Observation], audit: &NewAudit) -> Result<ImportCounts> {
        let (_, counts) = self.load(&[], rows, audit).await?;
        Ok(counts)
    }

    /// Whether there is any value of that dataset.
    pub async fn has_observations(&self, dataset: Dataset) -> Result<bool> {
        let found: Option<i64> = query_scalar("SELECT observation_id FROM observation WHERE dataset = $1 LIMIT 1")
            .bind(word_of(&dataset)?)
            .fetch_optional(self.readers())
            .await?;
        Ok(found.is_some())
    }

    /// All values of one dataset as known by a time, in the order in which they were recorded.
    pub async fn facts(&self, dataset: Dataset, by: Timestamp) -> Result<Vec<Observation>> {
        let asked = query_as::<Row>(FACTS).bind(word_of(&dataset)?).bind(stamp(by));
        observations(asked.fetch_all(self.readers()).await?)
    }

    /// Values that are recorded and not known yet: they wait for their release.
    pub async fn embargoed(&self, dataset: Dataset, now: Timestamp) -> Result<Vec<Observation>> {
        let asked = query_as::<Row>(WAITING).bind(word_of(&dataset)?).bind(stamp(now));
        observations(asked.fetch_all(self.readers()).await?)
    }

    pub async fn observation(&self, id: i64) -> Result<Option<Recorded>> {
        let row: Option<Row> = query_as("SELECT * FROM observation WHERE observation_id = $1")
            .bind(id)
            .fetch_optional(self.readers())
            .await?;
        row.map(Row::recorded).transpose()
    }

    /// Every observation as one line, with the number of the entry that vouches for it.
    pub(crate) async fn observation_lines(&self) -> Result<Vec<(i64, String)>> {
        let rows: Vec<Row> =
            query_as("SELECT * FROM observation ORDER BY audit_seq, observation_id").fetch_all(self.readers()).await?;
        rows.into_iter()
            .map(|row| {
                let (seq, is_class_bound) = (row.audit_seq, row.is_class_bound != 0);
                Ok((seq, row_line(&row.recorded()?.observation, is_class_bound)?))
            })
            .collect()
    }
}

/// What tells one value from another: dataset, indicator, place, period, scope, source.
type Key = [String; 6];

fn key_of(row: &Observation) -> Result<Key> {
    Ok([
        word_of(&row.dataset)?,
        row.indicator.clone(),
        row.place.clone(),
        row.period.to_string(),
        word_of(&row.scope)?,
        row.source.clone(),
    ])
}

/// Written without a join: for some numbers of values SQLite would make an index of the whole table for one, each time.
fn versions_sql(count: usize) -> String {
    format!(
        "SELECT o.* FROM observation o
         WHERE (o.dataset, o.indicator, o.place, o.period, o.scope, o.source) IN (VALUES {})
         ORDER BY o.known_since DESC, o.observation_id DESC",
        marks(6, count)
    )
}

/// The versions of some values, newest first.
async fn versions(change: &mut Change, rows: &[Observation]) -> Result<BTreeMap<Key, Vec<Recorded>>> {
    let keys: BTreeSet<Key> = rows.iter().map(key_of).collect::<Result<_>>()?;
    let mut asked = query_as::<Row>(AssertSqlSafe(versions_sql(keys.len())));
    for part in keys.into_iter().flatten() {
        asked = asked.bind(part);
    }
    let mut found: BTreeMap<Key, Vec<Recorded>> = BTreeMap::new();
    for row in asked.fetch_all(&mut **change).await? {
        let held = row.recorded()?;
        found.entry(key_of(&held.observation)?).or_default().push(held);
    }
    Ok(found)
}

/// Tells new and changed rows from those that are already there. A row that is recorded at `at` and would stand behind a
/// version that was recorded later, because the clock was set back meanwhile, is refused: it would never be seen.
pub(crate) async fn sort_out<'rows>(
    change: &mut Change,
    rows: &'rows [Observation],
    told: &Told,
    at: Option<Timestamp>,
) -> Result<(Vec<Cow<'rows, Observation>>, ImportCounts)> {
    let mut new = Vec::new();
    let mut counts = ImportCounts::default();
    let mut places = 0..;
    for some in rows.chunks(ROWS_AT_ONCE) {
        let found = versions(change, some).await?;
        for (row, place) in some.iter().zip(places.by_ref()) {
            let held = found.get(&key_of(row)?).map(Vec::as_slice).unwrap_or_default();
            let standing = held.first().map(|standing| &standing.observation);
            let row = match standing.filter(|standing| standing.class != row.class && !told.of(place)) {
                Some(standing) => Cow::Owned(Observation { class: standing.class, ..row.clone() }),
                None => Cow::Borrowed(row),
            };
            // What stands, or an old version that the file repeats with its own date.
            let mut versions = held.iter().map(|version| &version.observation);
            let is_held = standing.is_some_and(|standing| same(standing, &row))
                || versions.any(|version| same(version, &row) && version.known_since == row.known_since);
            if is_held {
                counts.unchanged += 1;
                continue;
            }
            let is_later = |version: &&Recorded| {
                at.is_some_and(|at| version.recorded_at > at) && version.observation.known_since >= row.known_since
            };
            if let Some(later) = held.iter().find(is_later) {
                return Err(StoreError::ClockBack { last: stamp(later.recorded_at) });
            }
            match held.is_empty() {
                true => counts.inserted += 1,
                false => counts.revised += 1,
            }
            new.push(row);
        }
    }
    Ok((new, counts))
}

fn same(one: &Observation, other: &Observation) -> bool {
    one.value == other.value
        && one.unit == other.unit
        && one.grade == other.grade
        && one.status == other.status
        && one.note == other.note
        && one.class == other.class
}

/// Of which rows somebody said how far they may be seen. The others stay what the version that stands says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Told {
    #[default]
    Nothing,
    /// By place from 0.
    Of(BTreeSet<usize>),
}

impl Told {
    fn of(&self, place: usize) -> bool {
        matches!(self, Told::Of(places) if places.contains(&place))
    }
}

/// The smallest step of a stamp.
const MOMENT: SignedDuration = SignedDuration::from_micros(1);

/// When each dataset was last frozen. Figures whose writer began before that and comes later are recorded after it, so
/// that what was frozen stays what it was.
async fn frozen_at(change: &mut Change) -> Result<BTreeMap<String, Timestamp>> {
    let rows: Vec<(String, String)> = query_as("SELECT dataset, max(at) FROM stream WHERE kind = $1 GROUP BY dataset")
        .bind(word_of(&StreamKind::PeriodCut)?)
        .fetch_all(&mut **change)
        .await?;
    rows.into_iter().map(|(dataset, at)| Ok((dataset, time_of(&at)?))).collect()
}

pub(crate) async fn insert_new(
    change: &mut Change,
    rows: &[Cow<'_, Observation>],
    at: Timestamp,
    seq: i64,
) -> Result<()> {
    let first: i64 =
        query_scalar("SELECT coalesce(max(observation_id), 0) + 1 FROM observation").fetch_one(&mut **change).await?;
    let frozen = frozen_at(change).await?;
    let recorded_at = |row: &Observation| -> Result<String> {
        let after = frozen.get(&word_of(&row.dataset)?).map(|frozen| *frozen + MOMENT);
        Ok(stamp(after.map_or(at, |after| after.max(at))))
    };
    let mut ids = first..;
    for some in rows.chunks(ROWS_AT_ONCE) {
        let statement = format!(
            "INSERT INTO observation (observation_id, indicator, place, period, value, unit, scope, grade, status,
                                      source, known_since, recorded_at, dataset, note, class, is_class_bound, audit_seq)
             VALUES {}",
            marks(17, some.len())
        );
        let mut insert = query(AssertSqlSafe(statement));
        for (row, id) in some.iter().zip(ids.by_ref()) {
            insert = insert
                .bind(id)
                .bind(&row.indicator)
                .bind(&row.place)
                .bind(row.period.to_string())
                .bind(row.value.to_string())
                .bind(&row.unit)
                .bind(word_of(&row.scope)?)
                .bind(word_of(&row.grade)?)
                .bind(word_of(&row.status)?)
                .bind(&row.source)
                .bind(stamp(row.known_since))
                .bind(recorded_at(row)?)
                .bind(word_of(&row.dataset)?)
                .bind(&row.note)
                .bind(word_of(&row.class)?)
                .bind(1_i64)
                .bind(seq);
        }
        insert.execute(&mut **change).await?;
    }
    Ok(())
}

/// What the audit chain vouches for.
pub(crate) fn row_line(row: &Observation, is_class_bound: bool) -> Result<String> {
    let mut line = [
        row.indicator.as_str(),
        &row.place,
        &row.period.to_string(),
        &row.value.to_string(),
        &row.unit,
        &word_of(&row.scope)?,
        &word_of(&row.grade)?,
        &word_of(&row.status)?,
        &row.source,
        &stamp(row.known_since),
        &word_of(&row.dataset)?,
        row.note.as_deref().unwrap_or_default(),
    ]
    .join("\t");
    if is_class_bound {
        line.push('\t');
        line.push_str(&word_of(&row.class)?);
    }
    Ok(line)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sql::query_as;
    use crate::{Options, Store};

    #[tokio::test]
    async fn versions_are_looked_up_however_many_are_asked_for() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path().join("test.db").as_path(), &Options::default()).await.unwrap();
        for count in [1, 7, 100, 250, 329, ROWS_AT_ONCE] {
            let asked = format!("EXPLAIN QUERY PLAN {}", versions_sql(count));
            let mut asked = query_as::<(i64, i64, i64, String)>(AssertSqlSafe(asked));
            for _ in 0..count * 6 {
                asked = asked.bind("x");
            }
            let plan = asked.fetch_all(store.readers()).await.unwrap();
            let table: Vec<&str> =
                plan.iter().map(|(.., step)| step.as_str()).filter(|step| step.contains(" o ")).collect();
            assert_eq!(
                table,
                [
                    "SEARCH o USING INDEX observation_key (dataset=? AND indicator=? AND place=? AND period=? AND scope=? \
                  AND source=?)"
                ],
                "{count} values"
            );
        }
    }
}
