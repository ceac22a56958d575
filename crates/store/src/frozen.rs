//! What frozen runs of evaluations and of allocations have in common: cut and outcome as they were, the run that stands,
//! what happened to it, and what the audit chain vouches for.
//!
//! A run is never changed. Of one rule, period and dataset the newest run stands; a new one must name the run that it
//! replaces, so that two people cannot freeze past each other. Which states there are is said by the two modules.

use jiff::Timestamp;
use jiff::civil::Date;
use model::{Dataset, Period, digest};
use serde::Serialize;
use serde::de::DeserializeOwned;
use sqlx::{AssertSqlSafe, FromRow};

use crate::audit::append;
use crate::packed::{compressed, expanded};
use crate::sql::{Change, query, query_as, query_scalar};
use crate::{NewAudit, Result, Store, StoreError, from_word, stamp, time_of, word_of};

/// The two tables of one kind of run, and how people call it.
pub(crate) struct Kind {
    /// 评价.
    pub name: &'static str,
    /// 结果: what stands, and what is put in order.
    pub standing: &'static str,
    pub correct: &'static str,
    pub runs: &'static str,
    pub events: &'static str,
    /// The column that names the rule.
    pub rule: &'static str,
    /// Whether events carry the days on which anyone may object.
    pub has_window: bool,
}

pub(crate) const EVALUATION: Kind = Kind {
    name: "评价",
    standing: "结果",
    correct: "更正",
    runs: "evaluation_run",
    events: "evaluation_event",
    rule: "evaluation",
    has_window: true,
};

pub(crate) const ALLOCATION: Kind = Kind {
    name: "分配方案",
    standing: "方案",
    correct: "调整",
    runs: "allocation_run",
    events: "allocation_event",
    rule: "allocation",
    has_window: false,
};

/// A run that is to be frozen.
pub(crate) struct NewRun<'a> {
    pub pack: &'a str,
    pub rule: &'a str,
    pub period: Period,
    pub dataset: Dataset,
    pub version: &'a str,
    pub cut: &'a str,
    pub outcome: &'a str,
    pub replaces: Option<&'a (i64, String)>,
}

/// A run without its cut and outcome.
pub(crate) struct FrozenRun<State> {
    pub id: i64,
    pub pack: String,
    pub rule: String,
    pub period: Period,
    pub dataset: Dataset,
    pub version: String,
    pub created_at: Timestamp,
    pub created_by: String,
    pub cut_digest: String,
    pub outcome_digest: String,
    pub replaces: Option<i64>,
    pub reason: Option<String>,
    pub events: Vec<RunEvent<State>>,
}

/// Something that happened to a run.
pub(crate) struct RunEvent<State> {
    pub state: State,
    pub at: Timestamp,
    pub actor: String,
    pub note: Option<String>,
    pub window: Option<(Date, Date)>,
    pub audit_seq: i64,
}

#[derive(FromRow)]
struct RunRow {
    run_id: i64,
    pack: String,
    version: String,
    rule: String,
    period: String,
    dataset: String,
    created_at: String,
    created_by: String,
    cut_digest: String,
    outcome_digest: String,
    replaces: Option<i64>,
    reason: Option<String>,
}

#[derive(FromRow)]
struct ContentRow {
    cut: Vec<u8>,
    cut_size: i64,
    cut_digest: String,
    outcome: Vec<u8>,
    outcome_size: i64,
    outcome_digest: String,
}

#[derive(FromRow)]
struct EventRow {
    run_id: i64,
    state: String,
    at: String,
    actor: String,
    note: Option<String>,
    first_day: Option<String>,
    last_day: Option<String>,
    audit_seq: i64,
}

impl EventRow {
    fn event<State: DeserializeOwned>(self) -> Result<RunEvent<State>> {
        let day = |text: String| -> Result<Date> {
            text.parse().map_err(|_| StoreError::Corrupt { what: format!("日期“{text}”") })
        };
        Ok(RunEvent {
            state: from_word(&self.state)?,
            at: time_of(&self.at)?,
            actor: self.actor,
            note: self.note,
            window: match (self.first_day, self.last_day) {
                (Some(first), Some(last)) => Some((day(first)?, day(last)?)),
                (Some(_), None) | (None, Some(_)) | (None, None) => None,
            },
            audit_seq: self.audit_seq,
        })
    }
}

impl Kind {
    /// Freezes a run as a part of a change; the run that it replaces is marked as replaced.
    pub async fn add<State: Serialize>(
        &self,
        change: &mut Change,
        new: &NewRun<'_>,
        (frozen, replaced): (State, State),
        audit: &NewAudit,
    ) -> Result<i64> {
        let standing = self.standing(change, new).await?;
        if standing != new.replaces.map(|(run, _)| *run) {
            let Kind { standing: result, correct, .. } = self;
            let what = match standing {
                Some(run) => format!("该期已有第 {run} 号{result}；如需{correct}，请从该{result}重新计算并写明原因"),
                None => format!("要替换的{result}已不是现行{result}；请刷新页面后重试"),
            };
            return Err(StoreError::Duplicate { what });
        }
        let (cut_digest, outcome_digest) = (digest(new.cut.as_bytes()), digest(new.outcome.as_bytes()));
        let seq = append(change, audit, &run_seal(&cut_digest, &outcome_digest)).await?;
        let next = format!("SELECT coalesce(max(run_id), 0) + 1 FROM {}", self.runs);
        let id: i64 = query_scalar(AssertSqlSafe(next)).fetch_one(&mut **change).await?;
        let size = |text: &str| {
            i64::try_from(text.len())
                .map_err(|_| StoreError::Corrupt { what: format!("{}数据切片的大小", self.name) })
        };
        let insert = format!(
            "INSERT INTO {} (run_id, pack, version, {}, period, dataset, created_at, created_by, cut,
                 cut_size, cut_digest, outcome, outcome_size, outcome_digest, replaces, reason, audit_seq)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)",
            self.runs, self.rule
        );
        query(AssertSqlSafe(insert))
            .bind(id)
            .bind(new.pack)
            .bind(new.version)
            .bind(new.rule)
            .bind(new.period.to_string())
            .bind(word_of(&new.dataset)?)
            .bind(stamp(audit.at))
            .bind(&audit.actor)
            .bind(compressed(new.cut.as_bytes())?)
            .bind(size(new.cut)?)
            .bind(&cut_digest)
            .bind(compressed(new.outcome.as_bytes())?)
            .bind(size(new.outcome)?)
            .bind(&outcome_digest)
            .bind(standing)
            .bind(new.replaces.map(|(_, reason)| reason))
            .bind(seq)
            .execute(&mut **change)
            .await?;
        self.insert_event(change, id, &frozen, None, audit, seq).await?;
        if let Some(standing) = standing {
            self.insert_event(change, standing, &replaced, None, audit, seq).await?;
        }
        Ok(id)
    }

    async fn standing(&self, change: &mut Change, new: &NewRun<'_>) -> Result<Option<i64>> {
        let text = format!(
            "SELECT max(run_id) FROM {} WHERE pack = $1 AND {} = $2 AND period = $3 AND dataset = $4",
            self.runs, self.rule
        );
        Ok(query_scalar(AssertSqlSafe(text))
            .bind(new.pack)
            .bind(new.rule)
            .bind(new.period.to_string())
            .bind(word_of(&new.dataset)?)
            .fetch_one(&mut **change)
            .await?)
    }

    /// What happens to a run, whose state is still the one that was `seen`. `content` is what the audit entry vouches for.
    pub async fn add_event<State: Serialize + DeserializeOwned + PartialEq>(
        &self,
        change: &mut Change,
        run: i64,
        (seen, state): (State, State),
        window: Option<(Date, Date)>,
        (content, audit): (&str, &NewAudit),
    ) -> Result<()> {
        let last = format!("SELECT state FROM {} WHERE run_id = $1 ORDER BY seq DESC LIMIT 1", self.events);
        let held: Option<String> = query_scalar(AssertSqlSafe(last)).bind(run).fetch_optional(&mut **change).await?;
        let held = held.ok_or_else(|| StoreError::Missing { what: format!("第 {run} 号{}", self.name) })?;
        if from_word::<State>(&held)? != seen {
            let what = format!("第 {run} 号{}的状态刚刚被他人改变；请刷新页面，看清后再操作", self.name);
            return Err(StoreError::Duplicate { what });
        }
        let seq = append(change, audit, &digest(content.as_bytes())).await?;
        self.insert_event(change, run, &state, window, audit, seq).await
    }

    async fn insert_event<State: Serialize>(
        &self,
        change: &mut Change,
        run: i64,
        state: &State,
        window: Option<(Date, Date)>,
        audit: &NewAudit,
        audit_seq: i64,
    ) -> Result<()> {
        let next = format!("SELECT coalesce(max(seq), 0) + 1 FROM {} WHERE run_id = $1", self.events);
        let seq: i64 = query_scalar(AssertSqlSafe(next)).bind(run).fetch_one(&mut **change).await?;
        let (columns, values) = if self.has_window { (", first_day, last_day", ", $8, $9") } else { ("", "") };
        let insert = format!(
            "INSERT INTO {} (run_id, seq, state, at, actor, note, audit_seq{columns})
             VALUES ($1, $2, $3, $4, $5, $6, $7{values})",
            self.events
        );
        let mut asked = query(AssertSqlSafe(insert))
            .bind(run)
            .bind(seq)
            .bind(word_of(state)?)
            .bind(stamp(audit.at))
            .bind(&audit.actor)
            .bind(&audit.note)
            .bind(audit_seq);
        if self.has_window {
            asked =
                asked.bind(window.map(|(first, _)| first.to_string())).bind(window.map(|(_, last)| last.to_string()));
        }
        asked.execute(&mut **change).await?;
        Ok(())
    }

    /// Newest first; the one of that number, or those of a pack, where they are named.
    pub async fn runs<State: DeserializeOwned>(
        &self,
        store: &Store,
        id: Option<i64>,
        pack: Option<&str>,
    ) -> Result<Vec<FrozenRun<State>>> {
        let text = format!(
            "SELECT run_id, pack, version, {} AS rule, period, dataset, created_at, created_by, cut_digest,
             outcome_digest, replaces, reason FROM {}
             WHERE ($1 IS NULL OR run_id = $1) AND ($2 IS NULL OR pack = $2) ORDER BY run_id DESC",
            self.rule, self.runs
        );
        let rows: Vec<RunRow> = query_as(AssertSqlSafe(text)).bind(id).bind(pack).fetch_all(store.readers()).await?;
        let window = if self.has_window {
            "first_day, last_day"
        } else {
            "CAST(NULL AS TEXT) AS first_day, CAST(NULL AS TEXT) AS last_day"
        };
        let text = format!(
            "SELECT run_id, state, at, actor, note, {window}, audit_seq FROM {}
             WHERE ($1 IS NULL OR run_id = $1) ORDER BY run_id, seq",
            self.events
        );
        let events: Vec<EventRow> = query_as(AssertSqlSafe(text)).bind(id).fetch_all(store.readers()).await?;
        let mut runs = rows.into_iter().map(frozen).collect::<Result<Vec<FrozenRun<State>>>>()?;
        for row in events {
            // Runs go from the newest down.
            if let Ok(place) = runs.binary_search_by(|run| row.run_id.cmp(&run.id)) {
                runs[place].events.push(row.event()?);
            }
        }
        Ok(runs)
    }

    /// Cut and outcome as they were frozen; an error when they are no longer that.
    pub async fn content(&self, store: &Store, id: i64) -> Result<(String, String)> {
        let corrupt = || StoreError::Corrupt { what: format!("第 {id} 号{}的数据切片或结果", self.name) };
        let text = format!(
            "SELECT cut, cut_size, cut_digest, outcome, outcome_size, outcome_digest FROM {} WHERE run_id = $1",
            self.runs
        );
        let row: Option<ContentRow> = query_as(AssertSqlSafe(text)).bind(id).fetch_optional(store.readers()).await?;
        let row = row.ok_or_else(|| StoreError::Missing { what: format!("第 {id} 号{}", self.name) })?;
        let text = |content: &[u8], size: i64, stored: &str| {
            let bytes = expanded(content, size).filter(|bytes| digest(bytes) == stored).ok_or_else(corrupt)?;
            String::from_utf8(bytes).map_err(|_| corrupt())
        };
        Ok((text(&row.cut, row.cut_size, &row.cut_digest)?, text(&row.outcome, row.outcome_size, &row.outcome_digest)?))
    }

    /// Cuts and outcomes, held against what the audit chain vouches for: number of the entry, what it is, its digest.
    pub async fn digests(&self, store: &Store) -> Result<Vec<(i64, String, String)>> {
        // Freezing, and replacing what was frozen before, are states that the entry of the run brought about.
        let Kind { runs, events, .. } = self;
        let text = format!(
            "SELECT r.audit_seq, r.run_id, r.cut_digest, r.outcome_digest,
                    (SELECT count(*) FROM {events} e WHERE e.audit_seq = r.audit_seq) AS states, r.replaces
             FROM {runs} r ORDER BY r.run_id"
        );
        let rows: Vec<SealedRow> = query_as(AssertSqlSafe(text)).fetch_all(store.readers()).await?;
        let mut digests = Vec::with_capacity(rows.len());
        for row in rows {
            let (seq, id) = (row.audit_seq, row.run_id);
            if row.states != 1 + i64::from(row.replaces.is_some()) {
                digests.push((seq, format!("第 {id} 号{}的状态", self.name), String::new()));
            }
            let seal = run_seal(&row.cut_digest, &row.outcome_digest);
            // One at a time: the cuts of many years need not fit into memory together.
            let found = match self.content(store, id).await {
                Ok(_) => seal,
                Err(StoreError::Corrupt { .. }) => String::new(),
                Err(error) => return Err(error),
            };
            digests.push((seq, format!("第 {id} 号{}的数据切片和结果", self.name), found));
        }
        Ok(digests)
    }
}

fn frozen<State>(row: RunRow) -> Result<FrozenRun<State>> {
    let period = row.period.parse();
    Ok(FrozenRun {
        id: row.run_id,
        pack: row.pack,
        rule: row.rule,
        period: period.map_err(|_| StoreError::Corrupt { what: format!("报告期“{}”", row.period) })?,
        dataset: from_word(&row.dataset)?,
        version: row.version,
        created_at: time_of(&row.created_at)?,
        created_by: row.created_by,
        cut_digest: row.cut_digest,
        outcome_digest: row.outcome_digest,
        replaces: row.replaces,
        reason: row.reason,
        events: Vec::new(),
    })
}

#[derive(FromRow)]
struct SealedRow {
    audit_seq: i64,
    run_id: i64,
    cut_digest: String,
    outcome_digest: String,
    states: i64,
    replaces: Option<i64>,
}

fn run_seal(cut_digest: &str, outcome_digest: &str) -> String {
    digest(format!("{cut_digest}\n{outcome_digest}").as_bytes())
}
