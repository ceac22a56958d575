//! Frozen evaluations with what happened to them: publication, objections and the answers to them.
//!
//! A run is never changed. Of one evaluation, period and dataset the newest run stands; a new one must name the run that
//! it replaces, so that two people cannot freeze past each other.

use jiff::Timestamp;
use jiff::civil::Date;
use model::{Dataset, Period, digest};
use serde::{Deserialize, Serialize};
use sqlx::FromRow;

use crate::audit::append;
use crate::packed::{compressed, expanded};
use crate::sql::{Change, query, query_as, query_scalar};
use crate::{NewAudit, Result, Store, StoreError, from_word, stamp, time_of, word_of};

/// What is evaluated, when, and from which body of data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvaluationKey {
    pub pack: String,
    pub evaluation: String,
    pub period: Period,
    pub dataset: Dataset,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEvaluation {
    pub key: EvaluationKey,
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
pub enum RunState {
    /// 已冻结.
    Frozen,
    /// 公示中.
    Published,
    /// 已定稿.
    Final,
    /// 已被更正结果替换.
    Replaced,
}

/// A run without its cut and outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredEvaluation {
    pub id: i64,
    pub key: EvaluationKey,
    pub version: String,
    pub created_at: Timestamp,
    pub created_by: String,
    pub cut_digest: String,
    pub outcome_digest: String,
    pub replaces: Option<i64>,
    pub reason: Option<String>,
    /// From the first to the last; at least the freezing.
    pub events: Vec<EvaluationEvent>,
}

impl StoredEvaluation {
    pub fn state(&self) -> RunState {
        self.events.last().map_or(RunState::Frozen, |event| event.state)
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvaluationEvent {
    pub state: RunState,
    pub at: Timestamp,
    pub actor: String,
    pub note: Option<String>,
    /// First and last day on which anyone may object.
    pub window: Option<(Date, Date)>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewObjection {
    pub run: i64,
    pub subject: String,
    /// JSON.
    pub body: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredObjection {
    pub id: i64,
    pub run: i64,
    pub subject: String,
    pub body: String,
    pub at: Timestamp,
    pub actor: String,
    pub answer: Option<StoredAnswer>,
}

/// An answer; with the corrected run when the objection is accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAnswer {
    pub objection: i64,
    pub note: String,
    pub corrected: Option<NewEvaluation>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredAnswer {
    pub is_accepted: bool,
    pub note: String,
    pub run: Option<i64>,
    pub at: Timestamp,
    pub actor: String,
}

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

#[derive(FromRow)]
struct ObjectionRow {
    objection_id: i64,
    run_id: i64,
    subject: String,
    body: String,
    at: String,
    actor: String,
    is_accepted: Option<i64>,
    answer_note: Option<String>,
    answer_run: Option<i64>,
    answer_at: Option<String>,
    answer_actor: Option<String>,
}

impl ObjectionRow {
    fn objection(self) -> Result<StoredObjection> {
        let answer = match (self.is_accepted, self.answer_note, self.answer_at, self.answer_actor) {
            (Some(is_accepted), Some(note), Some(at), Some(actor)) => Some(StoredAnswer {
                is_accepted: is_accepted != 0,
                note,
                run: self.answer_run,
                at: time_of(&at)?,
                actor,
            }),
            _ => None,
        };
        Ok(StoredObjection {
            id: self.objection_id,
            run: self.run_id,
            subject: self.subject,
            body: self.body,
            at: time_of(&self.at)?,
            actor: self.actor,
            answer,
        })
    }
}

const RUNS: &str = "SELECT run_id, pack, version, evaluation, period, dataset, created_at, created_by, cut_digest,
    outcome_digest, replaces, reason FROM evaluation_run
    WHERE ($1 IS NULL OR run_id = $1) AND ($2 IS NULL OR pack = $2) ORDER BY run_id DESC";

const OBJECTIONS: &str = "SELECT o.objection_id, o.run_id, o.subject, o.body, o.at, o.actor, a.is_accepted,
    a.note AS answer_note, a.run_id AS answer_run, a.at AS answer_at, a.actor AS answer_actor
    FROM evaluation_objection o LEFT JOIN evaluation_answer a ON a.objection_id = o.objection_id
    WHERE ($1 IS NULL OR o.objection_id = $1) AND ($2 IS NULL OR o.run_id = $2) ORDER BY o.objection_id";

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

    pub async fn add_objection(&self, new: &NewObjection, audit: &NewAudit) -> Result<i64> {
        let mut change = self.change().await?;
        let seq = append(&mut change, audit, &digest(objection_content(new).as_bytes())).await?;
        let id: i64 = query_scalar("SELECT coalesce(max(objection_id), 0) + 1 FROM evaluation_objection")
            .fetch_one(&mut *change)
            .await?;
        query(
            "INSERT INTO evaluation_objection (objection_id, run_id, subject, body, at, actor, audit_seq)
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(id)
        .bind(new.run)
        .bind(&new.subject)
        .bind(&new.body)
        .bind(stamp(audit.at))
        .bind(&audit.actor)
        .bind(seq)
        .execute(&mut *change)
        .await?;
        change.commit().await?;
        Ok(id)
    }

    /// Answers an objection once; gives the number of the corrected run when there is one.
    pub async fn answer_objection(&self, new: &NewAnswer, audit: &NewAudit) -> Result<Option<i64>> {
        let mut change = self.change().await?;
        let answered: Option<i64> = query_scalar("SELECT objection_id FROM evaluation_answer WHERE objection_id = $1")
            .bind(new.objection)
            .fetch_optional(&mut *change)
            .await?;
        if answered.is_some() {
            let what = format!("第 {} 号申诉刚刚已有答复；请刷新页面查看", new.objection);
            return Err(StoreError::Duplicate { what });
        }
        let run = match &new.corrected {
            Some(corrected) => Some(add_run(&mut change, corrected, audit).await?),
            None => None,
        };
        let seq = append(&mut change, audit, &digest(answer_content(new.objection, run, &new.note).as_bytes())).await?;
        query(
            "INSERT INTO evaluation_answer (objection_id, is_accepted, note, run_id, at, actor, audit_seq)
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(new.objection)
        .bind(i64::from(run.is_some()))
        .bind(&new.note)
        .bind(run)
        .bind(stamp(audit.at))
        .bind(&audit.actor)
        .bind(seq)
        .execute(&mut *change)
        .await?;
        change.commit().await?;
        Ok(run)
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

    /// Objections to a run, oldest first.
    pub async fn objections(&self, run: i64) -> Result<Vec<StoredObjection>> {
        let rows: Vec<ObjectionRow> =
            query_as(OBJECTIONS).bind(None::<i64>).bind(run).fetch_all(self.readers()).await?;
        rows.into_iter().map(ObjectionRow::objection).collect()
    }

    pub async fn objection(&self, id: i64) -> Result<Option<StoredObjection>> {
        let row: Option<ObjectionRow> =
            query_as(OBJECTIONS).bind(id).bind(None::<i64>).fetch_optional(self.readers()).await?;
        row.map(ObjectionRow::objection).transpose()
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

    /// Runs, events, objections and answers, held against what the audit chain vouches for.
    pub(crate) async fn evaluation_digests(&self) -> Result<Vec<(i64, String, String)>> {
        let mut digests = Vec::new();
        let runs: Vec<(i64, i64, String, String)> =
            query_as("SELECT audit_seq, run_id, cut_digest, outcome_digest FROM evaluation_run ORDER BY run_id")
                .fetch_all(self.readers())
                .await?;
        for (seq, id, cut_digest, outcome_digest) in runs {
            let seal = run_seal(&cut_digest, &outcome_digest);
            // One at a time: the cuts of many years need not fit into memory together.
            let found = match self.evaluation_content(id).await {
                Ok(_) => seal,
                Err(StoreError::Corrupt { .. }) => String::new(),
                Err(error) => return Err(error),
            };
            digests.push((seq, format!("第 {id} 号评价的数据切片和结果"), found));
        }
        for run in self.evaluations(None).await? {
            let seqs: Vec<i64> = query_scalar("SELECT audit_seq FROM evaluation_event WHERE run_id = $1 ORDER BY seq")
                .bind(run.id)
                .fetch_all(self.readers())
                .await?;
            for (seq, event) in seqs.into_iter().zip(&run.events) {
                // Freezing and replacing are part of the entry of a run.
                if matches!(event.state, RunState::Published | RunState::Final) {
                    let content = event_content(run.id, event.state, event.window, event.note.as_deref())?;
                    digests.push((seq, format!("第 {} 号评价的状态", run.id), digest(content.as_bytes())));
                }
            }
        }
        let objections: Vec<(i64, i64, i64, String, String)> = query_as(
            "SELECT audit_seq, objection_id, run_id, subject, body FROM evaluation_objection ORDER BY objection_id",
        )
        .fetch_all(self.readers())
        .await?;
        for (seq, id, run, subject, body) in objections {
            let content = objection_content(&NewObjection { run, subject, body });
            digests.push((seq, format!("第 {id} 号申诉"), digest(content.as_bytes())));
        }
        let answers: Vec<(i64, i64, Option<i64>, String)> =
            query_as("SELECT audit_seq, objection_id, run_id, note FROM evaluation_answer ORDER BY objection_id")
                .fetch_all(self.readers())
                .await?;
        for (seq, id, run, note) in answers {
            digests.push((seq, format!("第 {id} 号申诉的答复"), digest(answer_content(id, run, &note).as_bytes())));
        }
        Ok(digests)
    }
}

fn run_seal(cut_digest: &str, outcome_digest: &str) -> String {
    digest(format!("{cut_digest}\n{outcome_digest}").as_bytes())
}

fn objection_content(new: &NewObjection) -> String {
    format!("{}\n{}\n{}", new.run, new.subject, new.body)
}

fn answer_content(objection: i64, run: Option<i64>, note: &str) -> String {
    format!("{objection}\n{}\n{note}", run.map(|run| run.to_string()).unwrap_or_default())
}

fn event_content(run: i64, state: RunState, window: Option<(Date, Date)>, note: Option<&str>) -> Result<String> {
    let window = window.map(|(first, last)| format!("{first}/{last}")).unwrap_or_default();
    Ok(format!("{run}\n{}\n{window}\n{}", word_of(&state)?, note.unwrap_or_default()))
}

async fn add_run(change: &mut Change, new: &NewEvaluation, audit: &NewAudit) -> Result<i64> {
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
