//! Observations with their two times. Nothing is overwritten: of the versions of one value, the one known
//! latest by a given time stands.

use jiff::Timestamp;
use model::{Dataset, Grade, Observation, Period};
use sqlx::{AssertSqlSafe, FromRow};

use crate::listing::{KNOWN, NEWER};
use crate::recording::{ImportCounts, row_line};
use crate::sql::{Change, On, query_as, query_scalar};
use crate::{ClassReach, NewAudit, Result, Store, StoreError, from_word, stamp, time_of, word_of};

/// Observations that a check of all of them reads at once.
const LINES_AT_ONCE: usize = 20_000;

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

/// The columns of a [`Row`]: of a value `o` and its series `s`.
pub(crate) const COLUMNS: &str =
    "o.observation_id, s.indicator, s.place, o.period, o.value, o.unit, s.scope, o.grade, o.status, s.source,
     o.known_since, o.recorded_at, s.dataset, o.note, o.class, o.is_class_bound, o.audit_seq";

/// Values in the order in which they were recorded, each with its series. SQLite joins in the order in which it is told,
/// which says here that all are read as they lie.
pub(crate) const AS_RECORDED: &str = "observation o CROSS JOIN series s WHERE s.series_id = o.series_id";

/// The values of some series, wherever they lie.
pub(crate) const BY_SERIES: &str = "series s CROSS JOIN observation o WHERE o.series_id = s.series_id";

// Of one key the version known latest stands; of two known since the same time, the one recorded last.
// Nothing is computed from what is sensitive: what is computed is seen by everybody who reads what is internal.
fn facts_sql(periods: usize) -> String {
    let marks: Vec<String> = (4..4 + periods).map(|place| format!("${place}")).collect();
    format!(
        "SELECT {COLUMNS} FROM {BY_SERIES}
           AND s.dataset = $2 AND s.year = $3 AND o.period IN ({})
           AND {KNOWN} AND o.recorded_at <= $1 AND o.class <> 'sensitive' AND NOT EXISTS ({NEWER})
         ORDER BY o.observation_id",
        marks.join(", ")
    )
}

/// Few are: they are found by when they become known, whatever the database thinks of how many there may be.
pub(crate) fn waiting_sql() -> String {
    format!(
        "SELECT {COLUMNS} FROM {AS_RECORDED} AND s.dataset = $2
           AND o.observation_id IN (SELECT w.observation_id FROM observation w WHERE w.known_since > $1)
         ORDER BY o.observation_id"
    )
}

async fn facts_on<'c>(
    on: impl Into<On<'c>>,
    (dataset, period): (Dataset, Period),
    by: Timestamp,
) -> Result<Vec<Observation>> {
    let parts = period.parts();
    let asked = query_as::<Row>(AssertSqlSafe(facts_sql(parts.len()))).bind(stamp(by)).bind(word_of(&dataset)?);
    let asked = asked.bind(Period::Year(period.year()).to_string());
    observations(parts.iter().fold(asked, |asked, part| asked.bind(part.to_string())).fetch_all(on).await?)
}

async fn waiting_on<'c>(on: impl Into<On<'c>>, dataset: Dataset, now: Timestamp) -> Result<Vec<Observation>> {
    let asked = query_as::<Row>(AssertSqlSafe(waiting_sql())).bind(stamp(now)).bind(word_of(&dataset)?);
    observations(asked.fetch_all(on).await?)
}

pub(crate) fn observations(rows: Vec<Row>) -> Result<Vec<Observation>> {
    rows.into_iter().map(|row| Ok(row.recorded()?.observation)).collect()
}

/// [`Store::facts`] as they stand within a change.
pub(crate) async fn facts_within(
    change: &mut Change,
    of: (Dataset, Period),
    by: Timestamp,
) -> Result<Vec<Observation>> {
    facts_on(&mut **change, of, by).await
}

/// [`Store::embargoed`] as they stand within a change.
pub(crate) async fn waiting_within(change: &mut Change, dataset: Dataset, now: Timestamp) -> Result<Vec<Observation>> {
    waiting_on(&mut **change, dataset, now).await
}

impl Store {
    /// Imports rows that the caller has validated, all or nothing.
    pub async fn import_observations(&self, rows: &[Observation], audit: &NewAudit) -> Result<ImportCounts> {
        let (_, counts) = self.load(&[], rows, audit).await?;
        Ok(counts)
    }

    /// Whether there is any value of that dataset.
    pub async fn has_observations(&self, dataset: Dataset) -> Result<bool> {
        let found: Option<i64> = query_scalar("SELECT series_id FROM series WHERE dataset = $1 LIMIT 1")
            .bind(word_of(&dataset)?)
            .fetch_optional(self.readers())
            .await?;
        Ok(found.is_some())
    }

    /// The values of one dataset that are about a period or a part of it, as known by a time, in the order in which they
    /// were recorded.
    pub async fn facts(&self, dataset: Dataset, period: Period, by: Timestamp) -> Result<Vec<Observation>> {
        facts_on(self.readers(), (dataset, period), by).await
    }

    /// Values that are recorded and not known yet: they wait for their release.
    pub async fn embargoed(&self, dataset: Dataset, now: Timestamp) -> Result<Vec<Observation>> {
        waiting_on(self.readers(), dataset, now).await
    }

    pub async fn observation(&self, id: i64) -> Result<Option<Recorded>> {
        let asked = format!("SELECT {COLUMNS} FROM {AS_RECORDED} AND o.observation_id = $1");
        let row: Option<Row> = query_as(AssertSqlSafe(asked)).bind(id).fetch_optional(self.readers()).await?;
        row.map(Row::recorded).transpose()
    }

    /// Every observation as one line, in the order in which they were recorded, with the number of the entry that vouches
    /// for it. There may be millions: no more than a page of them is held.
    pub(crate) async fn observation_lines(&self, mut each: impl FnMut(i64, &str)) -> Result<()> {
        let asked = format!(
            "SELECT {COLUMNS} FROM {AS_RECORDED} AND o.observation_id > $1 ORDER BY o.observation_id LIMIT {LINES_AT_ONCE}"
        );
        let mut last = 0;
        loop {
            let rows: Vec<Row> = query_as(AssertSqlSafe(asked.clone())).bind(last).fetch_all(self.readers()).await?;
            let Some(end) = rows.last() else { return Ok(()) };
            last = end.observation_id;
            for row in rows {
                let (seq, is_class_bound) = (row.audit_seq, row.is_class_bound != 0);
                each(seq, &row_line(&row.recorded()?.observation, is_class_bound)?);
            }
        }
    }
}
