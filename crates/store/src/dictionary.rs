//! Dictionaries around the data: indicators, places, sources, conflicts, series breaks, rankings, geometry.
//! A changed entry is a new row; older figures still find the entry of their time.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use jiff::Timestamp;
use model::{Conflict, Indicator, Observation, Place, SeriesBreak, Source, digest};
use serde::{Deserialize, Serialize};

use crate::audit::append;
use crate::recording::{Told, insert_new, sort_out};
use crate::sql::{Change, query, query_as, query_scalar};
use crate::{ImportCounts, NewAudit, Result, Store, from_json, stamp, time_of};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum EntryKind {
    Indicator,
    Place,
    Source,
    Conflict,
    SeriesBreak,
    Ranking,
    /// Geometry and lists kept as the JSON they came in: boundaries, neighbours, townships.
    Blob,
}

impl EntryKind {
    fn code(self) -> &'static str {
        match self {
            EntryKind::Indicator => "indicator",
            EntryKind::Place => "place",
            EntryKind::Source => "source",
            EntryKind::Conflict => "conflict",
            EntryKind::SeriesBreak => "series_break",
            EntryKind::Ranking => "ranking",
            EntryKind::Blob => "blob",
        }
    }
}

/// One entry to be stored, its body as JSON.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub kind: EntryKind,
    pub code: String,
    /// Official order within the kind.
    pub position: i64,
    pub body: String,
}

/// A place in a published list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ranking {
    pub publisher: String,
    pub edition: String,
    pub list: String,
    pub rank: u32,
    /// Place code.
    pub place: String,
    pub source: String,
}

/// All dictionaries as they stood at one time, in official order.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Dictionaries {
    pub indicators: Vec<Indicator>,
    pub places: Vec<Place>,
    pub sources: Vec<Source>,
    pub conflicts: Vec<Conflict>,
    pub breaks: Vec<SeriesBreak>,
    pub rankings: Vec<Ranking>,
}

impl Dictionaries {
    /// Title of a source; its code where the dictionary does not have it.
    pub fn source_title<'a>(&'a self, code: &'a str) -> &'a str {
        self.sources.iter().find(|source| source.id == code).map_or(code, |source| &source.title)
    }
}

/// The newest dictionaries, with the number of their last entry: as long as it is the last one, they are not read again.
#[derive(Debug, Clone, Default)]
pub(crate) struct HeldDictionaries(Arc<Mutex<Held>>);

#[derive(Debug, Default)]
struct Held {
    last: i64,
    dictionaries: Option<Arc<Dictionaries>>,
}

impl HeldDictionaries {
    fn get(&self, last: i64) -> Option<Arc<Dictionaries>> {
        let held = self.0.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        held.dictionaries.clone().filter(|_| held.last == last)
    }

    fn keep(&self, last: i64, dictionaries: &Arc<Dictionaries>) {
        let mut held = self.0.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        *held = Held { last, dictionaries: Some(dictionaries.clone()) };
    }
}

const CURRENT: &str = "SELECT kind, code, body FROM dictionary_entry e
     WHERE recorded_at <= $1 AND kind <> 'blob'
       AND NOT EXISTS (SELECT 1 FROM dictionary_entry n WHERE n.kind = e.kind AND n.code = e.code
                       AND n.entry_id > e.entry_id AND n.recorded_at <= $1)
     ORDER BY kind, position, entry_id";

impl Store {
    /// Adds new and changed entries and observations in one transaction; what is already there is left alone.
    /// Returns the number of entries written and the counts of the observations.
    pub async fn load(
        &self,
        entries: &[Entry],
        observations: &[Observation],
        audit: &NewAudit,
    ) -> Result<(usize, ImportCounts)> {
        self.load_told(entries, observations, &Told::Nothing, audit).await
    }

    /// The same for observations of some of which it is said how far they may be seen.
    pub async fn load_told(
        &self,
        entries: &[Entry],
        observations: &[Observation],
        told: &Told,
        audit: &NewAudit,
    ) -> Result<(usize, ImportCounts)> {
        let mut change = self.change().await?;
        let loaded = load_within(&mut change, entries, (observations, told), audit).await?;
        change.commit().await?;
        Ok(loaded)
    }

    pub async fn dictionaries(&self, by: Timestamp) -> Result<Arc<Dictionaries>> {
        let (last, newest): (Option<i64>, Option<String>) = query_as(
            "SELECT (SELECT max(entry_id) FROM dictionary_entry), (SELECT max(recorded_at) FROM dictionary_entry)",
        )
        .fetch_one(self.readers())
        .await?;
        let newest = newest.as_deref().map(time_of).transpose()?;
        let last = last.filter(|_| newest.is_some_and(|newest| newest <= by));
        if let Some(held) = last.and_then(|last| self.held_dictionaries().get(last)) {
            return Ok(held);
        }
        let found = Arc::new(self.dictionaries_by(by).await?);
        if let Some(last) = last {
            self.held_dictionaries().keep(last, &found);
        }
        Ok(found)
    }

    async fn dictionaries_by(&self, by: Timestamp) -> Result<Dictionaries> {
        let rows: Vec<(String, String, String)> = query_as(CURRENT).bind(stamp(by)).fetch_all(self.readers()).await?;
        let mut found = Dictionaries::default();
        for (kind, code, body) in rows {
            match kind.as_str() {
                "indicator" => found.indicators.push(from_json(&body, &code)?),
                "place" => found.places.push(from_json(&body, &code)?),
                "source" => found.sources.push(from_json(&body, &code)?),
                "conflict" => found.conflicts.push(from_json(&body, &code)?),
                "series_break" => found.breaks.push(from_json(&body, &code)?),
                "ranking" => found.rankings.push(from_json(&body, &code)?),
                other => return Err(crate::StoreError::Corrupt { what: format!("字典类别“{other}”") }),
            }
        }
        Ok(found)
    }

    /// Geometry or a list by its name, as it stood at one time.
    pub async fn blob(&self, code: &str, by: Timestamp) -> Result<Option<String>> {
        Ok(query_scalar(
            "SELECT body FROM dictionary_entry WHERE kind = 'blob' AND code = $1 AND recorded_at <= $2
             ORDER BY entry_id DESC LIMIT 1",
        )
        .bind(code)
        .bind(stamp(by))
        .fetch_optional(self.readers())
        .await?)
    }

    /// Digest of all that each data import wrote, by the number of its audit entry.
    pub(crate) async fn data_digests(&self) -> Result<Vec<(i64, String, String)>> {
        let mut running: BTreeMap<i64, String> = BTreeMap::new();
        let entries: Vec<(i64, String, String, i64, String)> =
            query_as("SELECT audit_seq, kind, code, position, body FROM dictionary_entry ORDER BY audit_seq, entry_id")
                .fetch_all(self.readers())
                .await?;
        for (seq, kind, code, position, body) in entries {
            let held = running.entry(seq).or_default();
            *held = fold(held, &entry_line(&kind, &code, position, &body));
        }
        let each = |seq: i64, line: &str| {
            let held = running.entry(seq).or_default();
            *held = fold(held, line);
        };
        self.observation_lines(each).await?;
        Ok(running.into_iter().map(|(seq, digest)| (seq, format!("第{seq}号记录导入的数据"), digest)).collect())
    }
}

async fn current_body(change: &mut Change, entry: &Entry) -> Result<Option<String>> {
    Ok(query_scalar("SELECT body FROM dictionary_entry WHERE kind = $1 AND code = $2 ORDER BY entry_id DESC LIMIT 1")
        .bind(entry.kind.code())
        .bind(&entry.code)
        .fetch_optional(&mut **change)
        .await?)
}

fn entry_line(kind: &str, code: &str, position: i64, body: &str) -> String {
    format!("{kind}\t{code}\t{position}\t{body}")
}

/// Digest of a growing list: of the digest so far and the next line.
pub(crate) fn fold(running: &str, line: &str) -> String {
    digest(format!("{running}\n{line}").as_bytes())
}

/// The same within a transaction that holds more; writes no audit entry when nothing is new.
pub(crate) async fn load_within(
    change: &mut Change,
    entries: &[Entry],
    (observations, told): (&[Observation], &Told),
    audit: &NewAudit,
) -> Result<(usize, ImportCounts)> {
    let mut new_entries = Vec::new();
    for entry in entries {
        if current_body(change, entry).await?.as_deref() != Some(entry.body.as_str()) {
            new_entries.push(entry);
        }
    }
    let (arrivals, counts) = sort_out(change, observations, told, Some(audit.at)).await?;
    if new_entries.is_empty() && arrivals.is_empty() {
        return Ok((0, counts));
    }
    let mut running = String::new();
    for entry in &new_entries {
        running = fold(&running, &entry_line(entry.kind.code(), &entry.code, entry.position, &entry.body));
    }
    let running = arrivals.folded(running)?;
    let seq = append(change, audit, &running).await?;
    let first: i64 =
        query_scalar("SELECT coalesce(max(entry_id), 0) + 1 FROM dictionary_entry").fetch_one(&mut **change).await?;
    for (entry_id, entry) in (first..).zip(&new_entries) {
        query(
            "INSERT INTO dictionary_entry (entry_id, kind, code, position, body, recorded_at, audit_seq)
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(entry_id)
        .bind(entry.kind.code())
        .bind(&entry.code)
        .bind(entry.position)
        .bind(&entry.body)
        .bind(stamp(audit.at))
        .bind(seq)
        .execute(&mut **change)
        .await?;
    }
    insert_new(change, arrivals, audit.at, seq).await?;
    Ok((new_entries.len(), counts))
}
