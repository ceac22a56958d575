//! Takes in observations: tells what is new from what stands, writes it with its series, and words what the audit chain
//! vouches for. Every value of an import goes through here, so nothing is asked or worded twice.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write as _;

use jiff::{SignedDuration, Timestamp};
use model::people::DataClass;
use model::{Dataset, Grade, Observation, ObservationStatus, Period};
use sqlx::FromRow;

use crate::dictionary::fold;
use crate::series::SeriesOf;
use crate::sql::{Change, Column, ROWS_AT_ONCE, query_as, query_rows, query_scalar};
use crate::{Result, StoreError, StreamKind, Word, from_word, stamp, time_of, word_of};

/// What an import did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ImportCounts {
    pub inserted: usize,
    /// Same key, same value, grade and status as what stands.
    pub unchanged: usize,
    /// Same key, something else: a newer version beside the old one.
    pub revised: usize,
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

/// A version that is stored, as far as it tells whether another one says the same.
#[derive(FromRow)]
struct HeldRow {
    observation_id: i64,
    series_id: i64,
    period: String,
    value: String,
    unit: String,
    grade: String,
    status: String,
    known_since: String,
    recorded_at: String,
    note: Option<String>,
    class: String,
}

impl HeldRow {
    /// `row` is another version of the same value.
    fn says(&self, row: &Observation) -> Result<bool> {
        let unreadable = |_| StoreError::Corrupt { what: format!("数值“{}”", self.value) };
        Ok(row.value == self.value.parse().map_err(unreadable)?
            && self.unit == row.unit
            && self.note == row.note
            && from_word::<Grade>(&self.grade)? == row.grade
            && from_word::<ObservationStatus>(&self.status)? == row.status
            && from_word::<DataClass>(&self.class)? == row.class)
    }
}

/// The versions of some values by series and period, newest first.
type Versions = HashMap<(i64, Period), Vec<HeldRow>>;

const HELD: &str = "SELECT o.observation_id, o.series_id, o.period, o.value, o.unit, o.grade, o.status, o.known_since,
                           o.recorded_at, o.note, o.class
                    FROM observation o WHERE (o.series_id, o.period) IN (";

/// Written without a join: for some numbers of values SQLite would make an index of the whole table for one, each time.
async fn versions(change: &mut Change, names: &[(i64, Period)]) -> Result<Versions> {
    let mut found = Versions::new();
    if names.is_empty() {
        return Ok(found);
    }
    let columns = vec![
        names.iter().map(|(series, _)| *series).collect(),
        names.iter().map(|(_, period)| period.to_string()).collect(),
    ];
    let asked = query_rows::<HeldRow>(change, HELD, columns, ")");
    let mut rows = asked.fetch_all(&mut **change).await?;
    rows.sort_unstable_by(|one, other| {
        (&other.known_since, other.observation_id).cmp(&(&one.known_since, one.observation_id))
    });
    for row in rows {
        let period =
            row.period.parse().map_err(|_| StoreError::Corrupt { what: format!("报告期“{}”", row.period) })?;
        found.entry((row.series_id, period)).or_default().push(row);
    }
    Ok(found)
}

/// What is new of some rows, each with its place among them.
pub(crate) struct Arrivals<'rows> {
    rows: Vec<(usize, Cow<'rows, Observation>)>,
    series: SeriesOf<'rows>,
}

impl Arrivals<'_> {
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The digest so far with every row that is new.
    pub fn folded(&self, mut running: String) -> Result<String> {
        let (mut line, mut known_since) = (String::new(), Stamped::default());
        for (_, row) in &self.rows {
            line.clear();
            write_line(&mut line, row, known_since.of(row.known_since), true)?;
            running = fold(&running, &line);
        }
        Ok(running)
    }
}

/// Tells new and changed rows from those that are already there. A row that is recorded at `at` and would stand behind a
/// version that was recorded later, because the clock was set back meanwhile, is refused: it would never be seen.
pub(crate) async fn sort_out<'rows>(
    change: &mut Change,
    rows: &'rows [Observation],
    told: &Told,
    at: Option<Timestamp>,
) -> Result<(Arrivals<'rows>, ImportCounts)> {
    let series = SeriesOf::fetch(change, rows).await?;
    let mut new = Vec::new();
    let mut counts = ImportCounts::default();
    let mut places = 0..;
    for some in rows.chunks(ROWS_AT_ONCE) {
        let some: Vec<(usize, &Observation)> = places.by_ref().zip(some).collect();
        let name = |(place, row): &(usize, &Observation)| series.of(*place).map(|id| (id, row.period));
        let names: Vec<(i64, Period)> = some.iter().filter_map(name).collect();
        let found = versions(change, &names).await?;
        for one in &some {
            let (place, row) = *one;
            let held = name(one).and_then(|name| found.get(&name)).map(Vec::as_slice).unwrap_or_default();
            let standing = held.first();
            let class = standing.map(|standing| from_word(&standing.class)).transpose()?;
            let row = match class.filter(|class| *class != row.class && !told.of(place)) {
                Some(class) => Cow::Owned(Observation { class, ..row.clone() }),
                None => Cow::Borrowed(row),
            };
            // What stands, or an old version that the file repeats with its own date.
            let mut is_held = match standing {
                Some(standing) => standing.says(&row)?,
                None => false,
            };
            for version in held {
                is_held = is_held || version.says(&row)? && time_of(&version.known_since)? == row.known_since;
            }
            if is_held {
                counts.unchanged += 1;
                continue;
            }
            if let Some(at) = at {
                for version in held {
                    let recorded_at = time_of(&version.recorded_at)?;
                    if recorded_at > at && time_of(&version.known_since)? >= row.known_since {
                        return Err(StoreError::ClockBack { last: stamp(recorded_at) });
                    }
                }
            }
            match held.is_empty() {
                true => counts.inserted += 1,
                false => counts.revised += 1,
            }
            new.push((place, row));
        }
    }
    Ok((Arrivals { rows: new, series }, counts))
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

/// Written times, the last one kept: nearly all rows of a file have the same.
#[derive(Default)]
struct Stamped(Option<(Timestamp, String)>);

impl Stamped {
    fn of(&mut self, time: Timestamp) -> &str {
        if self.0.as_ref().is_none_or(|(held, _)| *held != time) {
            self.0 = Some((time, stamp(time)));
        }
        self.0.as_ref().map_or("", |(_, text)| text)
    }
}

const INSERT: &str =
    "INSERT INTO observation (observation_id, series_id, period, value, unit, grade, status, known_since,
                                               recorded_at, note, class, is_class_bound, audit_seq) ";

pub(crate) async fn insert_new(change: &mut Change, arrivals: Arrivals<'_>, at: Timestamp, seq: i64) -> Result<()> {
    let Arrivals { rows, mut series } = arrivals;
    series.complete(change).await?;
    let first: i64 =
        query_scalar("SELECT coalesce(max(observation_id), 0) + 1 FROM observation").fetch_one(&mut **change).await?;
    let frozen = frozen_at(change).await?;
    let recorded_at = |dataset: Dataset| -> Result<String> {
        let after = frozen.get(&word_of(&dataset)?).map(|frozen| *frozen + MOMENT);
        Ok(stamp(after.map_or(at, |after| after.max(at))))
    };
    let (real, demo) = (recorded_at(Dataset::Real)?, recorded_at(Dataset::Demo)?);
    let mut ids = first..;
    let mut stamped = Stamped::default();
    for some in rows.chunks(ROWS_AT_ONCE) {
        let each = || some.iter().map(|(_, row)| row.as_ref());
        let words = |word: fn(&Observation) -> Result<String>| -> Result<Column<'_>> {
            Ok(each().map(word).collect::<Result<Vec<String>>>()?.into_iter().collect())
        };
        let columns = vec![
            ids.by_ref().take(some.len()).collect(),
            some.iter().filter_map(|(place, _)| series.of(*place)).collect(),
            each().map(|row| row.period.to_string()).collect(),
            each().map(|row| row.value.to_string()).collect(),
            each().map(|row| row.unit.as_str()).collect(),
            words(|row| word_of(&row.grade))?,
            words(|row| word_of(&row.status))?,
            each().map(|row| stamped.of(row.known_since).to_string()).collect(),
            each().map(|row| if row.dataset == Dataset::Real { real.as_str() } else { demo.as_str() }).collect(),
            each().map(|row| row.note.as_deref()).collect(),
            words(|row| word_of(&row.class))?,
            some.iter().map(|_| 1_i64).collect(),
            some.iter().map(|_| seq).collect(),
        ];
        query_rows::<()>(change, INSERT, columns, "").execute(&mut **change).await?;
    }
    Ok(())
}

/// What the audit chain vouches for.
pub(crate) fn row_line(row: &Observation, is_class_bound: bool) -> Result<String> {
    let mut line = String::new();
    write_line(&mut line, row, &stamp(row.known_since), is_class_bound)?;
    Ok(line)
}

fn write_line(line: &mut String, row: &Observation, known_since: &str, is_class_bound: bool) -> Result<()> {
    let written = write!(
        line,
        "{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{known_since}\t{}\t{}",
        row.indicator,
        row.place,
        row.period,
        row.value,
        row.unit,
        Word(&row.scope),
        Word(&row.grade),
        Word(&row.status),
        row.source,
        Word(&row.dataset),
        row.note.as_deref().unwrap_or_default(),
    );
    let bound = match is_class_bound {
        true => write!(line, "\t{}", Word(&row.class)),
        false => Ok(()),
    };
    written.and(bound).map_err(|_| StoreError::Corrupt { what: "枚举值".to_string() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Options, Store};

    #[tokio::test]
    async fn versions_are_looked_up_however_many_are_asked_for() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path().join("test.db").as_path(), &Options::default()).await.unwrap();
        let mut change = store.change().await.unwrap();
        for count in [1, 7, 100, 250, 329, ROWS_AT_ONCE] {
            let columns = vec![(0..count as i64).collect(), (0..count).map(|_| "2024").collect()];
            let asked = format!("EXPLAIN QUERY PLAN {HELD}");
            let asked = query_rows::<(i64, i64, i64, String)>(&change, &asked, columns, ")");
            let plan = asked.fetch_all(&mut *change).await.unwrap();
            let table: Vec<&str> =
                plan.iter().map(|(.., step)| step.as_str()).filter(|step| step.contains(" o ")).collect();
            assert_eq!(table, ["SEARCH o USING INDEX observation_key (series_id=? AND period=?)"], "{count} values");
        }
    }
}
