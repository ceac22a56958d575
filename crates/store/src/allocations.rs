//! Frozen allocations with what happened to them: handed down, replaced by an adjusted one. How runs are kept is said by
//! `frozen.rs`; nothing else is stored of an allocation.

use jiff::Timestamp;
use model::{Dataset, Period, digest};
use serde::{Deserialize, Serialize};

use crate::frozen::{ALLOCATION, FrozenRun, NewRun, RunEvent};
use crate::{NewAudit, Result, Store, word_of};

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

impl Store {
    /// Freezes a run; the run that it replaces is marked as replaced in the same transaction.
    pub async fn add_allocation(&self, new: &NewAllocation, audit: &NewAudit) -> Result<i64> {
        let mut change = self.change().await?;
        let run = NewRun {
            pack: &new.key.pack,
            rule: &new.key.allocation,
            period: new.key.period,
            dataset: new.key.dataset,
            version: &new.version,
            cut: &new.cut,
            outcome: &new.outcome,
            replaces: new.replaces.as_ref(),
        };
        let states = (AllocationState::Frozen, AllocationState::Replaced);
        let id = ALLOCATION.add(&mut change, &run, states, audit).await?;
        change.commit().await?;
        Ok(id)
    }

    /// Hands a run down (下达). `seen` is its state on the screen of the one who asks.
    pub async fn issue_allocation(&self, run: i64, seen: AllocationState, audit: &NewAudit) -> Result<()> {
        let mut change = self.change().await?;
        let content = event_content(run, AllocationState::Issued, audit.note.as_deref())?;
        let states = (seen, AllocationState::Issued);
        ALLOCATION.add_event(&mut change, run, states, None, (&content, audit)).await?;
        change.commit().await?;
        Ok(())
    }

    /// Newest first; of one pack when it is named.
    pub async fn allocations(&self, pack: Option<&str>) -> Result<Vec<StoredAllocation>> {
        Ok(ALLOCATION.runs(self, None, pack).await?.into_iter().map(stored).collect())
    }

    pub async fn allocation(&self, id: i64) -> Result<Option<StoredAllocation>> {
        Ok(ALLOCATION.runs(self, Some(id), None).await?.pop().map(stored))
    }

    /// Cut and outcome as they were frozen; an error when they are no longer that.
    pub async fn allocation_content(&self, id: i64) -> Result<(String, String)> {
        ALLOCATION.content(self, id).await
    }

    /// Runs and events, held against what the audit chain vouches for.
    pub(crate) async fn allocation_digests(&self) -> Result<Vec<(i64, String, String)>> {
        let mut digests = ALLOCATION.digests(self).await?;
        for run in ALLOCATION.runs::<AllocationState>(self, None, None).await? {
            // Freezing and replacing are part of the entry of a run.
            for event in run.events.iter().filter(|event| event.state == AllocationState::Issued) {
                let content = event_content(run.id, event.state, event.note.as_deref())?;
                let what = format!("第 {} 号分配方案的状态", run.id);
                digests.push((event.audit_seq, what, digest(content.as_bytes())));
            }
        }
        Ok(digests)
    }
}

fn event_content(run: i64, state: AllocationState, note: Option<&str>) -> Result<String> {
    Ok(format!("{run}\n{}\n{}", word_of(&state)?, note.unwrap_or_default()))
}

fn stored(run: FrozenRun<AllocationState>) -> StoredAllocation {
    let event = |event: RunEvent<AllocationState>| AllocationEvent {
        state: event.state,
        at: event.at,
        actor: event.actor,
        note: event.note,
    };
    StoredAllocation {
        id: run.id,
        key: AllocationKey { pack: run.pack, allocation: run.rule, period: run.period, dataset: run.dataset },
        version: run.version,
        created_at: run.created_at,
        created_by: run.created_by,
        cut_digest: run.cut_digest,
        outcome_digest: run.outcome_digest,
        replaces: run.replaces,
        reason: run.reason,
        events: run.events.into_iter().map(event).collect(),
    }
}
