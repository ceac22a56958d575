//! Frozen runs and what happened to them: freezing, publication, the end of both.

use jiff::civil::Date;
use model::digest;
use sqlx::FromRow;

use super::verify::{event_content, run_seal};
use super::{EvaluationEvent, EvaluationKey, NewEvaluation, RunState, StoredEvaluation};
use crate::audit::append;
use crate::packed::{compressed, expanded};
use crate::sql::{Change, query, query_as, query_scalar};
use crate::{NewAudit, Result, Store, StoreError, from_word, stamp, time_of, word_of};

#[derive(FromRow)]
struct RunRow {
    run_id: i64,
    pack: String,
    version: String,
    evaluation: String,
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
    state: String,
    at: String,
    actor: String,
    note: Option<String>,
    first_day: Option<String>,
    last_day: Option<String>,
}

impl EventRow {
    fn event(self) -> Result<EvaluationEvent> {
        let day = |text: String| -> Result<Date> {
            text.parse().map_err(|_| StoreError::Corrupt { what: format!("日期“{text}”") })
        };
        Ok(EvaluationEvent {
            state: from_word(&self.state)?,
            at: time_of(&self.at)?,
            actor: self.actor,
            note: self.note,
            window: match (self.first_day, self.last_day) {
                (Some(first), Some(last)) => Some((day(first)?, day(last)?)),
                (Some(_), None) | (None, Some(_)) | (None, None) => None,
            },
        })
    }
}

const RUNS: &str = "SELECT run_id, pack, version, evaluation, period, dataset, created_at, created_by, cut_digest,
    outcome_digest, replaces, reason FROM evaluation_run
    WHERE ($1 IS NULL OR run_id = $1) AND ($2 IS NULL OR pack = $2) ORDER BY run_id DESC";

impl Store {
    /// Freezes a run; the run that it replaces is marked as replaced in the same transaction.
    pub async fn add_evaluation(&self, new: &NewEvaluation, audit: &NewAudit) -> Result<i64> {
        let mut change = self.change().await?;
        let id = add_run(&mut change, new, audit).await?;
        change.commit().await?;
        Ok(id)
    }

    /// What happens to a run. `seen` is its state on the screen of the one who asks.
    pub async fn add_evaluation_event(
        &self,
        run: i64,
        seen: RunState,
        state: RunState,
        window: Option<(Date, Date)>,
        audit: &NewAudit,
    ) -> Result<()> {
        let mut change = self.change().await?;
        let held: Option<String> =
            query_scalar("SELECT state FROM evaluation_event WHERE run_id = $1 ORDER BY seq DESC LIMIT 1")
                .bind(run)
                .fetch_optional(&mut *change)
                .await?;
        let held = held.ok_or_else(|| StoreError::Missing { what: format!("第 {run} 号评价") })?;
        if from_word::<RunState>(&held)? != seen {
            let what = format!("第 {run} 号评价的状态刚刚被他人改变；请刷新页面，看清后再操作");
            return Err(StoreError::Duplicate { what });
        }
        let content = event_content(run, state, window, audit.note.as_deref())?;
        let seq = append(&mut change, audit, &digest(content.as_bytes())).await?;
        add_event(&mut change, run, state, window, audit, seq).await?;
        change.commit().await?;
        Ok(())
    }

    /// Newest first; of one pack when it is named.
    pub async fn evaluations(&self, pack: Option<&str>) -> Result<Vec<StoredEvaluation>> {
        let rows: Vec<RunRow> = query_as(RUNS).bind(None::<i64>).bind(pack).fetch_all(self.readers()).await?;
        let mut runs = Vec::with_capacity(rows.len());
        for row in rows {
            runs.push(self.stored(row).await?);
        }
        Ok(runs)
    }

    pub async fn evaluation(&self, id: i64) -> Result<Option<StoredEvaluation>> {
        let row: Option<RunRow> = query_as(RUNS).bind(id).bind(None::<&str>).fetch_optional(self.readers()).await?;
        match row {
            None => Ok(None),
            Some(row) => Ok(Some(self.stored(row).await?)),
        }
    }

    /// Cut and outcome as they were frozen; an error when they are no longer that.
    pub async fn evaluation_content(&self, id: i64) -> Result<(String, String)> {
        let corrupt = || StoreError::Corrupt { what: format!("第 {id} 号评价的数据切片或结果") };
        let row: Option<ContentRow> = query_as(
            "SELECT cut, cut_size, cut_digest, outcome, outcome_size, outcome_digest FROM evaluation_run
             WHERE run_id = $1",
        )
        .bind(id)
        .fetch_optional(self.readers())
        .await?;
        let row = row.ok_or_else(|| StoreError::Missing { what: format!("第 {id} 号评价") })?;
        let text = |content: &[u8], size: i64, stored: &str| {
            let bytes = expanded(content, size).filter(|bytes| digest(bytes) == stored).ok_or_else(corrupt)?;
            String::from_utf8(bytes).map_err(|_| corrupt())
        };
        Ok((text(&row.cut, row.cut_size, &row.cut_digest)?, text(&row.outcome, row.outcome_size, &row.outcome_digest)?))
    }

    async fn stored(&self, row: RunRow) -> Result<StoredEvaluation> {
        let events: Vec<EventRow> = query_as(
            "SELECT state, at, actor, note, first_day, last_day FROM evaluation_event WHERE run_id = $1 ORDER BY seq",
        )
        .bind(row.run_id)
        .fetch_all(self.readers())
        .await?;
        let period = row.period.parse();
        Ok(StoredEvaluation {
            id: row.run_id,
            key: EvaluationKey {
                pack: row.pack,
                evaluation: row.evaluation,
                period: period.map_err(|_| StoreError::Corrupt { what: format!("报告期“{}”", row.period) })?,
                dataset: from_word(&row.dataset)?,
            },
            version: row.version,
            created_at: time_of(&row.created_at)?,
            created_by: row.created_by,
            cut_digest: row.cut_digest,
            outcome_digest: row.outcome_digest,
            replaces: row.replaces,
            reason: row.reason,
            events: events.into_iter().map(EventRow::event).collect::<Result<_>>()?,
        })
    }
}

pub(super) async fn add_run(change: &mut Change, new: &NewEvaluation, audit: &NewAudit) -> Result<i64> {
    let key = &new.key;
    let standing: Option<i64> = query_scalar(
        "SELECT max(run_id) FROM evaluation_run WHERE pack = $1 AND evaluation = $2 AND period = $3 AND dataset = $4",
    )
    .bind(&key.pack)
    .bind(&key.evaluation)
    .bind(key.period.to_string())
    .bind(word_of(&key.dataset)?)
    .fetch_one(&mut **change)
    .await?;
    if standing != new.replaces.as_ref().map(|(run, _)| *run) {
        let what = match standing {
            Some(run) => format!("该评价该期已有第 {run} 号结果；如需更正，请从该结果重新计算并写明原因"),
            None => "要替换的评价结果已不是现行结果；请刷新页面后重试".to_string(),
        };
        return Err(StoreError::Duplicate { what });
    }
    let (cut_digest, outcome_digest) = (digest(new.cut.as_bytes()), digest(new.outcome.as_bytes()));
    let seq = append(change, audit, &run_seal(&cut_digest, &outcome_digest)).await?;
    let id: i64 =
        query_scalar("SELECT coalesce(max(run_id), 0) + 1 FROM evaluation_run").fetch_one(&mut **change).await?;
    let size = |text: &str| {
        i64::try_from(text.len()).map_err(|_| StoreError::Corrupt { what: "评价数据切片的大小".to_string() })
    };
    query(
        "INSERT INTO evaluation_run (run_id, pack, version, evaluation, period, dataset, created_at, created_by, cut,
             cut_size, cut_digest, outcome, outcome_size, outcome_digest, replaces, reason, audit_seq)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)",
    )
    .bind(id)
    .bind(&key.pack)
    .bind(&new.version)
    .bind(&key.evaluation)
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
    add_event(change, id, RunState::Frozen, None, audit, seq).await?;
    if let Some(standing) = standing {
        add_event(change, standing, RunState::Replaced, None, audit, seq).await?;
    }
    Ok(id)
}

async fn add_event(
    change: &mut Change,
    run: i64,
    state: RunState,
    window: Option<(Date, Date)>,
    audit: &NewAudit,
    audit_seq: i64,
) -> Result<()> {
    let seq: i64 = query_scalar("SELECT coalesce(max(seq), 0) + 1 FROM evaluation_event WHERE run_id = $1")
        .bind(run)
        .fetch_one(&mut **change)
        .await?;
    query(
        "INSERT INTO evaluation_event (run_id, seq, state, at, actor, note, first_day, last_day, audit_seq)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(run)
    .bind(seq)
    .bind(word_of(&state)?)
    .bind(stamp(audit.at))
    .bind(&audit.actor)
    .bind(&audit.note)
    .bind(window.map(|(first, _)| first.to_string()))
    .bind(window.map(|(_, last)| last.to_string()))
    .bind(audit_seq)
    .execute(&mut **change)
    .await?;
    Ok(())
}
