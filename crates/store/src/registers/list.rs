//! Reads rows: pages of what stands, single rows, all rows as known by a time, and the history of one.

use std::collections::BTreeMap;

use jiff::Timestamp;
use model::pack::Code;
use sqlx::FromRow;

use super::Book;
use super::page::RowPlace;
use super::reach::RowReach;
use crate::sql::{Pool, query_as, query_scalar};
use crate::{Result, Store, StoreError, stamp, time_of};

/// A row as it stands, or stood at a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredRow {
    pub key: String,
    pub state: Option<String>,
    pub state_since: Timestamp,
    /// JSON object of stored values.
    pub body: String,
    pub known_since: Timestamp,
    pub pulse: i64,
}

/// Which rows to list. Everything that is set must hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RowFilter {
    pub reach: RowReach,
    /// Division codes; a row of any of them is listed. Empty: rows of any place.
    pub places: Vec<String>,
    pub state: Option<String>,
    /// Part of the key or of a text.
    pub search: Option<String>,
    /// The search looks at the key and these fields alone; nothing for all words of the row.
    pub searched: Option<Vec<Code>>,
    /// Code of a field and its stored value.
    pub values: Vec<(String, String)>,
    /// Only the row with this key.
    pub key: Option<String>,
    /// Only rows with one of these keys.
    pub among: Option<Vec<String>>,
    /// Nothing for the order of places and keys.
    pub sort: Option<RowSort>,
    /// Only the rows that come after it in the order of the list.
    pub after: Option<RowPlace>,
    pub limit: usize,
}

/// The field that rows are put in order by; those without a value come last whichever way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowSort {
    pub field: Code,
    /// Stored values are texts: numbers are compared by amount, others letter by letter.
    pub is_number: bool,
    pub descending: bool,
}

impl RowSort {
    /// `body` is the column that holds the values. A code has nothing in it that SQL could take for its own.
    pub(super) fn sql(&self, pool: &Pool, body: &str) -> String {
        let value = pool.field(body, &self.field);
        let amount = if self.is_number { pool.amount(&value) } else { value.clone() };
        format!("{value} IS NULL, {amount}{}, ", if self.descending { " DESC" } else { "" })
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StateCount {
    pub state: Option<String>,
    pub rows: usize,
}

/// One thing that happened to a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    pub seq: i64,
    pub kind: ChangeKind,
    pub state: Option<String>,
    pub pack_version: String,
    pub known_since: Timestamp,
    pub at: Timestamp,
    pub actor: String,
    pub note: Option<String>,
    pub audit_seq: i64,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChangeKind {
    /// The values after it, as JSON.
    Save {
        body: String,
    },
    /// Code of the step.
    Step {
        step: String,
    },
    Remove,
}

#[derive(FromRow)]
pub(super) struct Row {
    pub(super) key: String,
    state: Option<String>,
    state_since: String,
    body: String,
    known_since: String,
    pulse: i64,
}

impl Row {
    pub(super) fn stored(self) -> Result<StoredRow> {
        Ok(StoredRow {
            key: self.key,
            state: self.state.filter(|state| !state.is_empty()),
            state_since: time_of(&self.state_since)?,
            body: self.body,
            known_since: time_of(&self.known_since)?,
            pulse: self.pulse,
        })
    }
}

#[derive(FromRow)]
struct ChangeRow {
    seq: i64,
    kind: String,
    body: Option<String>,
    state: Option<String>,
    step: Option<String>,
    pack_version: String,
    known_since: String,
    at: String,
    actor: String,
    note: Option<String>,
    audit_seq: i64,
}

/// At most so many places in one question.
const PLACES_MAX: usize = 400;

/// Conditions beyond those on the book, in SQL, and what is bound to them in order.
pub(super) struct Conditions {
    pub sql: String,
    pub texts: Vec<String>,
    /// Whether the values of the rows must be looked at.
    pub needs_body: bool,
}

impl Conditions {
    pub fn of(filter: &RowFilter, pool: &Pool) -> Result<Conditions> {
        let mut made = Conditions { sql: String::new(), texts: Vec::new(), needs_body: false };
        made.within(&filter.reach, pool)?;
        if !filter.places.is_empty() {
            let mut marks = Vec::new();
            for place in filter.places.iter().take(PLACES_MAX) {
                marks.push(made.bound(place.clone()));
            }
            made.sql.push_str(&format!(" AND n.place IN ({})", marks.join(", ")));
        }
        for (column, wanted) in [("state", &filter.state), ("key", &filter.key)] {
            if let Some(wanted) = wanted {
                let mark = made.bound(wanted.clone());
                made.sql.push_str(&format!(" AND n.{column} = {mark}"));
            }
        }
        if let Some(among) = &filter.among {
            let marks: Vec<String> = among.iter().map(|key| made.bound(key.clone())).collect();
            made.sql.push_str(&match marks.is_empty() {
                true => " AND 1 = 0".to_string(),
                false => format!(" AND n.key IN ({})", marks.join(", ")),
            });
        }
        if let Some(search) = &filter.search {
            let mark = made.bound(contains(search));
            match &filter.searched {
                None => made.sql.push_str(&format!(" AND n.words LIKE {mark} ESCAPE '\\'")),
                Some(fields) => {
                    let columns = fields.iter().map(|field| pool.field("b.body", field));
                    let columns = std::iter::once("n.key".to_string()).chain(columns);
                    let found = columns.map(|column| format!("{column} LIKE {mark} ESCAPE '\\'"));
                    made.sql.push_str(&format!(" AND ({})", found.collect::<Vec<_>>().join(" OR ")));
                    made.needs_body = true;
                }
            }
        }
        for (field, value) in &filter.values {
            let condition = made.has_value(field, value)?;
            made.sql.push_str(&format!(" AND {condition}"));
        }
        made.needs_body |= filter.sort.is_some();
        Ok(made)
    }

    pub fn has_value(&mut self, field: &str, value: &str) -> Result<String> {
        // Values are written in one way only, so that a part of the text is enough and every database has it.
        let part = format!("{}:{}", crate::to_json(&field)?, crate::to_json(&value)?);
        let mark = self.bound(contains(&part));
        self.needs_body = true;
        Ok(format!("b.body LIKE {mark} ESCAPE '\\'"))
    }

    pub fn join(&self) -> &'static str {
        if self.needs_body { "JOIN register_change b ON b.row_id = n.row_id AND b.seq = n.body_seq" } else { "" }
    }

    /// After the four of the book.
    pub fn bound(&mut self, text: String) -> String {
        self.texts.push(text);
        format!("${}", self.texts.len() + 4)
    }
}

fn contains(part: &str) -> String {
    let escaped = part.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    format!("%{escaped}%")
}

pub(super) const OF_BOOK: &str = "n.dataset = $1 AND n.pack = $2 AND n.register = $3 AND n.period = $4";

impl Store {
    /// One page in the order of places and keys, and how many rows there are in all.
    pub async fn rows(&self, book: &Book, filter: &RowFilter) -> Result<(Vec<StoredRow>, usize)> {
        Ok((self.page_of_rows(book, filter).await?, self.count_rows(book, filter).await?))
    }

    /// One page in the order of places and keys, quick in a book of any size; by a field all rows are looked at.
    pub async fn page_of_rows(&self, book: &Book, filter: &RowFilter) -> Result<Vec<StoredRow>> {
        Ok(self.row_page(book, filter).await?.rows)
    }

    /// How many rows there are; goes over all of them.
    pub async fn count_rows(&self, book: &Book, filter: &RowFilter) -> Result<usize> {
        let conditions = Conditions::of(filter, self.readers())?;
        let body = conditions.join();
        let (dataset, period) = (book.dataset_word()?, book.period_text());
        let counted = format!("SELECT count(*) FROM register_current n {body} WHERE {OF_BOOK}{}", conditions.sql);
        let mut query = query_scalar::<i64>(sqlx::AssertSqlSafe(counted))
            .bind(&dataset)
            .bind(&book.pack)
            .bind(&book.register)
            .bind(&period);
        for text in &conditions.texts {
            query = query.bind(text);
        }
        let total = query.fetch_one(self.readers()).await?;
        Ok(total as usize)
    }

    /// The row as it stands; nothing when there is none or it was removed.
    pub async fn row(&self, book: &Book, key: &str) -> Result<Option<StoredRow>> {
        let row: Option<Row> = query_as(
            "SELECT r.key, n.state, n.state_since, b.body, b.known_since, n.pulse
             FROM register_row r JOIN register_current n ON n.row_id = r.row_id
             JOIN register_change b ON b.row_id = r.row_id AND b.seq = n.body_seq
             WHERE r.dataset = $1 AND r.pack = $2 AND r.register = $3 AND r.period = $4 AND r.key = $5",
        )
        .bind(book.dataset_word()?)
        .bind(&book.pack)
        .bind(&book.register)
        .bind(book.period_text())
        .bind(key)
        .fetch_optional(self.readers())
        .await?;
        row.map(Row::stored).transpose()
    }

    /// All rows as they were known by a time, in the order of their keys.
    pub async fn rows_by(&self, book: &Book, by: Timestamp) -> Result<Vec<StoredRow>> {
        let rows: Vec<Row> = query_as(
            "SELECT r.key, last.state, b.body, b.known_since, last.audit_seq AS pulse,
                    (SELECT min(s.at) FROM register_change s WHERE s.row_id = r.row_id AND s.seq > coalesce(
                        (SELECT max(o.seq) FROM register_change o WHERE o.row_id = r.row_id AND o.seq <= last.seq
                         AND coalesce(o.state, '') <> coalesce(last.state, '')), 0)) AS state_since
             FROM register_row r
             JOIN register_change last ON last.row_id = r.row_id AND last.seq = (
                 SELECT max(m.seq) FROM register_change m
                 WHERE m.row_id = r.row_id AND m.at <= $5 AND m.known_since <= $5)
             JOIN register_change b ON b.row_id = r.row_id AND b.seq = (
                 SELECT max(m.seq) FROM register_change m
                 WHERE m.row_id = r.row_id AND m.seq <= last.seq AND m.kind = 'save')
             WHERE r.dataset = $1 AND r.pack = $2 AND r.register = $3 AND r.period = $4 AND last.kind <> 'remove'
             ORDER BY r.key",
        )
        .bind(book.dataset_word()?)
        .bind(&book.pack)
        .bind(&book.register)
        .bind(book.period_text())
        .bind(stamp(by))
        .fetch_all(self.readers())
        .await?;
        rows.into_iter().map(Row::stored).collect()
    }

    /// All rows as they stand now, in the order of places and keys.
    pub async fn standing_rows(&self, book: &Book) -> Result<Vec<StoredRow>> {
        let all = RowFilter { limit: i64::MAX as usize, ..RowFilter::default() };
        self.page_of_rows(book, &all).await
    }

    /// How many rows within reach stand in each state.
    pub async fn state_counts(&self, book: &Book, reach: &RowReach) -> Result<Vec<StateCount>> {
        let filter = RowFilter { reach: reach.clone(), ..RowFilter::default() };
        let conditions = Conditions::of(&filter, self.readers())?;
        let counted = format!(
            "SELECT n.state, count(*) FROM register_current n {} WHERE {OF_BOOK}{} GROUP BY n.state ORDER BY n.state",
            conditions.join(),
            conditions.sql
        );
        let mut query = query_as::<(String, i64)>(sqlx::AssertSqlSafe(counted))
            .bind(book.dataset_word()?)
            .bind(&book.pack)
            .bind(&book.register)
            .bind(book.period_text());
        for text in &conditions.texts {
            query = query.bind(text);
        }
        let counts = query.fetch_all(self.readers()).await?;
        let count = |(state, rows): (String, i64)| StateCount {
            state: Some(state).filter(|state| !state.is_empty()),
            rows: rows as usize,
        };
        Ok(counts.into_iter().map(count).collect())
    }

    /// Periods of a register that have rows, and how many, newest first; the empty text for a register that stands.
    pub async fn register_periods(
        &self,
        pack: &str,
        register: &str,
        dataset: model::Dataset,
    ) -> Result<Vec<(String, usize)>> {
        let found: Vec<(String, i64)> = query_as(
            "SELECT period, count(*) FROM register_current
             WHERE dataset = $1 AND pack = $2 AND register = $3 GROUP BY period ORDER BY period DESC",
        )
        .bind(crate::word_of(&dataset)?)
        .bind(pack)
        .bind(register)
        .fetch_all(self.readers())
        .await?;
        Ok(found.into_iter().map(|(period, rows)| (period, rows as usize)).collect())
    }

    /// The same of all registers of a dataset, by pack and register.
    pub async fn periods_of_registers(
        &self,
        dataset: model::Dataset,
    ) -> Result<BTreeMap<(String, String), Vec<(String, usize)>>> {
        let found: Vec<(String, String, String, i64)> = query_as(
            "SELECT pack, register, period, count(*) FROM register_current
             WHERE dataset = $1 GROUP BY pack, register, period ORDER BY period DESC",
        )
        .bind(crate::word_of(&dataset)?)
        .fetch_all(self.readers())
        .await?;
        let mut periods: BTreeMap<_, Vec<(String, usize)>> = BTreeMap::new();
        for (pack, register, period, rows) in found {
            periods.entry((pack, register)).or_default().push((period, rows as usize));
        }
        Ok(periods)
    }

    pub(super) async fn changes_of(&self, row_id: i64) -> Result<Vec<Change>> {
        let rows: Vec<ChangeRow> = query_as(
            "SELECT seq, kind, body, state, step, pack_version, known_since, at, actor, note, audit_seq
             FROM register_change WHERE row_id = $1 ORDER BY seq",
        )
        .bind(row_id)
        .fetch_all(self.readers())
        .await?;
        rows.into_iter()
            .map(|row| {
                let lost = |what: &str| StoreError::Corrupt { what: format!("名录变更的{what}") };
                let kind = match row.kind.as_str() {
                    "save" => ChangeKind::Save { body: row.body.ok_or_else(|| lost("内容"))? },
                    "step" => ChangeKind::Step { step: row.step.ok_or_else(|| lost("环节"))? },
                    "remove" => ChangeKind::Remove,
                    other => return Err(lost(other)),
                };
                Ok(Change {
                    seq: row.seq,
                    kind,
                    state: row.state,
                    pack_version: row.pack_version,
                    known_since: time_of(&row.known_since)?,
                    at: time_of(&row.at)?,
                    actor: row.actor,
                    note: row.note,
                    audit_seq: row.audit_seq,
                })
            })
            .collect()
    }
}
