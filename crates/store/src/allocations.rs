//! Frozen allocations with what happened to them: handed down, replaced by an adjusted one.
//!
//! A run is never changed. Of one allocation, period and dataset the newest run stands; a new one must name the run that
//! it replaces, so that two people cannot freeze past each other.

use jiff::Timestamp;
use model::{Dataset, Period, digest};
use serde::{Deserialize, Serialize};
use sqlx::FromRow;

use crate::audit::append;
use crate::packed::{compressed, expanded};
use crate::sql::{Change, query, query_as, query_scalar};
use crate::{NewAudit, Result, Store, StoreError, from_word, stamp, time_of, word_of};

/// What is allocated, when, and from which body of data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AllocationKey {
    pub pack: String,
    pub allocation: String,
    pub period: Period,
    pub dataset: Dataset,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAllocation {
    pub key: AllocationKey,
    pub version: String,
    /// Canonical JSON.
    pub cut: String,
    pub outcome: String,
    /// The run that stood until now, as the one who freezes saw it, and why it is replaced.
    pub replaces: Option<(i64, String)>,
}

/// Where a run stands (状态).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AllocationState {
    /// 已冻结.
    Frozen,
    /// 已下达.
    Issued,
    /// 已被调整方案替换.
    Replaced,
}

/// A run without its cut and outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredAllocation {
    pub id: i64,
    pub key: AllocationKey,
    pub version: String,
    pub created_at: Timestamp,
    pub created_by: String,
    pub cut_digest: String,
    pub outcome_digest: String,
    pub replaces: Option<i64>,
    pub reason: Option<String>,
    /// From the first to the last; at least the freezing.
    pub events: Vec<AllocationEvent>,
}

impl StoredAllocation {
    pub fn state(&self) -> AllocationState {
        self.events.last().map_or(AllocationState::Frozen, |event| event.state)
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AllocationEvent {
    pub state: AllocationState,
    pub at: Timestamp,
    pub actor: String,
    pub note: Option<String>,
}

#[derive(FromRow)]
struct RunRow {
    run_id: i64,
    pack: String,
    version: String,
    allocation: String,
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
    audit_seq: i64,
}

impl EventRow {
    fn event(self) -> Result<AllocationEvent> {
        Ok(AllocationEvent {
            state: from_word(&self.state)?,
            at: time_of(&self.at)?,
            actor: self.actor,
            note: self.note,
        })
    }
}

const RUNS: &str = "SELECT run_id, pack, version, allocation, period, dataset, created_at, created_by, cut_digest,
    outcome_digest, replaces, reason FROM allocation_run
    WHERE ($1 IS NULL OR run_id = $1) AND ($2 IS NULL OR pack = $2) ORDER BY run_id DESC";

const EVENTS: &str = "SELECT run_id, state, at, actor, note, audit_seq FROM allocation_event ORDER BY run_id, seq";

impl Store {
    /// Freezes a run; the run that it replaces is marked as replaced in the same transaction.
    pub async fn add_allocation(&self, new: &NewAllocation, audit: &NewAudit) -> Result<i64> {
        let mut change = self.change().await?;
        let standing = standing(&mut change, &new.key).await?;
        if standing != new.replaces.as_ref().map(|(run, _)| *run) {
            let what = match standing {
                Some(run) => format!("该分配该期已有第 {run} 号方案；如需调整，请从该方案重新测算并写明原因"),
                None => "要替换的分配方案已不是现行方案；请刷新页面后重试".to_string(),
            };
            return Err(StoreError::Duplicate { what });
        }
        let id = insert(&mut change, new, standing, audit).await?;
        change.commit().await?;
        Ok(id)
    }

    /// Hands a run down (下达). `seen` is its state on the screen of the one who asks.
    pub async fn issue_allocation(&self, run: i64, seen: AllocationState, audit: &NewAudit) -> Result<()> {
        let mut change = self.change().await?;
        let held: Option<String> =
            query_scalar("SELECT state FROM allocation_event WHERE run_id = $1 ORDER BY seq DESC LIMIT 1")
                .bind(run)
                .fetch_optional(&mut *change)
                .await?;
        let held = held.ok_or_else(|| StoreError::Missing { what: format!("第 {run} 号分配方案") })?;
        if from_word::<AllocationState>(&held)? != seen {
            let what = format!("第 {run} 号分配方案的状态刚刚被他人改变；请刷新页面，看清后再操作");
            return Err(StoreError::Duplicate { what });
        }
        let content = event_content(run, AllocationState::Issued, audit.note.as_deref())?;
        let seq = append(&mut change, audit, &digest(content.as_bytes())).await?;
        add_event(&mut change, run, AllocationState::Issued, audit, seq).await?;
        change.commit().await?;
        Ok(())
    }

    /// Newest first; of one pack when it is named.
    pub async fn allocations(&self, pack: Option<&str>) -> Result<Vec<StoredAllocation>> {
        self.allocations_of(None, pack).await
    }

    pub async fn allocation(&self, id: i64) -> Result<Option<StoredAllocation>> {
        Ok(self.allocations_of(Some(id), None).await?.pop())
    }

    async fn allocations_of(&self, id: Option<i64>, pack: Option<&str>) -> Result<Vec<StoredAllocation>> {
        let rows: Vec<RunRow> = query_as(RUNS).bind(id).bind(pack).fetch_all(self.readers()).await?;
        let events: Vec<EventRow> = query_as(EVENTS).fetch_all(self.readers()).await?;
        let mut runs = Vec::with_capacity(rows.len());
        for row in rows {
            let period = row.period.parse();
            runs.push(StoredAllocation {
                id: row.run_id,
                key: AllocationKey {
                    pack: row.pack,
                    allocation: row.allocation,
                    period: period
                        .map_err(|_| StoreError::Corrupt { what: format!("报告期“{}”", row.period) })?,
                    dataset: from_word(&row.dataset)?,
                },
                version: row.version,
                created_at: time_of(&row.created_at)?,
                created_by: row.created_by,
                cut_digest: row.cut_digest,
                outcome_digest: row.outcome_digest,
                replaces: row.replaces,
                reason: row.reason,
                events: Vec::new(),
            });
        }
        for event in events {
            if let Some(run) = runs.iter_mut().find(|run| run.id == event.run_id) {
                run.events.push(event.event()?);
            }
        }
        Ok(runs)
    }

    /// Cut and outcome as they were frozen; an error when they are no longer that.
    pub async fn allocation_content(&self, id: i64) -> Result<(String, String)> {
        let corrupt = || StoreError::Corrupt { what: format!("第 {id} 号分配方案的数据切片或结果") };
        let row: Option<ContentRow> = query_as(
            "SELECT cut, cut_size, cut_digest, outcome, outcome_size, outcome_digest FROM allocation_run
             WHERE run_id = $1",
        )
        .bind(id)
        .fetch_optional(self.readers())
        .await?;
        let row = row.ok_or_else(|| StoreError::Missing { what: format!("第 {id} 号分配方案") })?;
        let text = |content: &[u8], size: i64, stored: &str| {
            let bytes = expanded(content, size).filter(|bytes| digest(bytes) == stored).ok_or_else(corrupt)?;
            String::from_utf8(bytes).map_err(|_| corrupt())
        };
        Ok((text(&row.cut, row.cut_size, &row.cut_digest)?, text(&row.outcome, row.outcome_size, &row.outcome_digest)?))
    }

    /// Runs and events, held against what the audit chain vouches for.
    pub(crate) async fn allocation_digests(&self) -> Result<Vec<(i64, String, String)>> {
        let mut digests = Vec::new();
        let runs: Vec<(i64, i64, String, String)> =
            query_as("SELECT audit_seq, run_id, cut_digest, outcome_digest FROM allocation_run ORDER BY run_id")
                .fetch_all(self.readers())
                .await?;
        for (seq, id, cut_digest, outcome_digest) in runs {
            let seal = run_seal(&cut_digest, &outcome_digest);
            // One at a time: the cuts of many years need not fit into memory together.
            let found = match self.allocation_content(id).await {
                Ok(_) => seal,
                Err(StoreError::Corrupt { .. }) => String::new(),
                Err(error) => return Err(error),
            };
            digests.push((seq, format!("第 {id} 号分配方案的数据切片和结果"), found));
        }
        let events: Vec<EventRow> = query_as(EVENTS).fetch_all(self.readers()).await?;
        for row in events {
            let (run, seq) = (row.run_id, row.audit_seq);
            let event = row.event()?;
            // Freezing and replacing are part of the entry of a run.
            if event.state == AllocationState::Issued {
                let content = event_content(run, event.state, event.note.as_deref())?;
                digests.push((seq, format!("第 {run} 号分配方案的状态"), digest(content.as_bytes())));
            }
        }
        Ok(digests)
    }
}

fn run_seal(cut_digest: &str, outcome_digest: &str) -> String {
    digest(format!("{cut_digest}\n{outcome_digest}").as_bytes())
}

fn event_content(run: i64, state: AllocationState, note: Option<&str>) -> Result<String> {
    Ok(format!("{run}\n{}\n{}", word_of(&state)?, note.unwrap_or_default()))
}

async fn standing(change: &mut Change, key: &AllocationKey) -> Result<Option<i64>> {
    Ok(query_scalar(
        "SELECT max(run_id) FROM allocation_run WHERE pack = $1 AND allocation = $2 AND period = $3 AND dataset = $4",
    )
    .bind(&key.pack)
    .bind(&key.allocation)
    .bind(key.period.to_string())
    .bind(word_of(&key.dataset)?)
    .fetch_one(&mut **change)
    .await?)
}

async fn insert(change: &mut Change, new: &NewAllocation, standing: Option<i64>, audit: &NewAudit) -> Result<i64> {
    let key = &new.key;
    let (cut_digest, outcome_digest) = (digest(new.cut.as_bytes()), digest(new.outcome.as_bytes()));
    let seq = append(change, audit, &run_seal(&cut_digest, &outcome_digest)).await?;
    let id: i64 =
        query_scalar("SELECT coalesce(max(run_id), 0) + 1 FROM allocation_run").fetch_one(&mut **change).await?;
    let size = |text: &str| {
        i64::try_from(text.len()).map_err(|_| StoreError::Corrupt { what: "分配数据切片的大小".to_string() })
    };
    query(
        "INSERT INTO allocation_run (run_id, pack, version, allocation, period, dataset, created_at, created_by, cut,
             cut_size, cut_digest, outcome, outcome_size, outcome_digest, replaces, reason, audit_seq)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)",
    )
    .bind(id)
    .bind(&key.pack)
    .bind(&new.version)
    .bind(&key.allocation)
    .bind(key.period.to_string())
    .bind(word_of(&key.dataset)?)
    .bind(stamp(audit.at))
    .bind(&audit.actor)
    .bind(compressed(new.cut.as_bytes())?)
    .bind(size(&new.cut)?)
    .bind(&cut_digest)
    .bind(compressed(new.outcome.as_bytes())?)
    .bind(size(&new.outcome)?)
    .bind(&outcome_digest)
    .bind(standing)
    .bind(new.replaces.as_ref().map(|(_, reason)| reason))
    .bind(seq)
    .execute(&mut **change)
    .await?;
    add_event(change, id, AllocationState::Frozen, audit, seq).await?;
    if let Some(standing) = standing {
        add_event(change, standing, AllocationState::Replaced, audit, seq).await?;
    }
    Ok(id)
}

async fn add_event(
    change: &mut Change,
    run: i64,
    state: AllocationState,
    audit: &NewAudit,
    audit_seq: i64,
) -> Result<()> {
    let seq: i64 = query_scalar("SELECT coalesce(max(seq), 0) + 1 FROM allocation_event WHERE run_id = $1")
        .bind(run)
        .fetch_one(&mut **change)
        .await?;
    query(
        "INSERT INTO allocation_event (run_id, seq, state, at, actor, note, audit_seq)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(run)
    .bind(seq)
    .bind(word_of(&state)?)
    .bind(stamp(audit.at))
    .bind(&audit.actor)
    .bind(&audit.note)
    .bind(audit_seq)
    .execute(&mut **change)
    .await?;
    Ok(())
}
