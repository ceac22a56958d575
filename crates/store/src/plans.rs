//! Plans with their text, decisions and stages.

use jiff::Timestamp;
use model::{Decision, DecisionAction, LifeCycleStage, Plan, digest};
use sqlx::FromRow;

use crate::audit::{append, duplicate};
use crate::sql::{Change, query, query_as, query_scalar};
use crate::{NewAudit, Result, Store, StoreError, StreamKind, from_json, from_word, stamp, time_of, to_json, word_of};

/// A plan to be stored, with its first stage.
#[derive(Debug, Clone)]
pub struct NewPlan {
    pub code: String,
    pub file_name: Option<String>,
    pub is_sample: bool,
    pub draft: Plan,
    /// The official text, where it is at hand.
    pub text: Option<String>,
    pub stage: LifeCycleStage,
    pub stage_note: Option<String>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct StoredPlan {
    pub id: i64,
    pub code: String,
    pub imported_at: Timestamp,
    pub imported_by: String,
    pub file_name: Option<String>,
    pub is_sample: bool,
    pub draft: Plan,
    pub has_text: bool,
    pub stage: LifeCycleStage,
    pub decisions: Vec<Decision>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredText {
    pub text: String,
    pub file_name: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredStage {
    pub stage: LifeCycleStage,
    pub at: Timestamp,
    pub actor: String,
    pub note: Option<String>,
}

/// The last changes of all that the status of a plan is computed from. While they are the same, so is what was known at any
/// instant. They are numbers of audit entries, which every change has and which all processes on a database count together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, FromRow)]
pub struct FrameMarks {
    plan: Option<i64>,
    decision: Option<i64>,
    stage: Option<i64>,
    text: Option<i64>,
    observation: Option<i64>,
    entry: Option<i64>,
    register: Option<i64>,
    /// Decisions between two numbers of one name.
    conflict: Option<i64>,
}

#[derive(FromRow)]
struct PlanRow {
    plan_id: i64,
    code: String,
    imported_at: String,
    imported_by: String,
    file_name: Option<String>,
    is_sample: i64,
    draft: String,
    text_count: i64,
    stage: String,
}

/// What the audit chain vouches for.
#[derive(FromRow)]
struct BoundPlan {
    seq: i64,
    code: String,
    draft: String,
    text_digest: String,
    text: Option<String>,
    text_seq: Option<i64>,
}

impl Store {
    /// The last changes around a plan.
    pub async fn frame_marks(&self, code: &str) -> Result<FrameMarks> {
        // Each is one look at the end of an index.
        Ok(query_as(
            "WITH meant AS (SELECT plan_id, audit_seq FROM plan WHERE code = $1)
             SELECT (SELECT audit_seq FROM meant) AS plan,
                    (SELECT d.audit_seq FROM decision d WHERE d.plan_id = (SELECT plan_id FROM meant)
                     ORDER BY d.seq DESC LIMIT 1) AS decision,
                    (SELECT s.audit_seq FROM stage_change s WHERE s.plan_id = (SELECT plan_id FROM meant)
                     ORDER BY s.seq DESC LIMIT 1) AS stage,
                    (SELECT t.audit_seq FROM plan_text t WHERE t.plan_id = (SELECT plan_id FROM meant)) AS text,
                    (SELECT max(audit_seq) FROM observation) AS observation,
                    (SELECT max(entry_id) FROM dictionary_entry) AS entry,
                    (SELECT max(audit_seq) FROM register_change) AS register,
                    (SELECT max(e.audit_seq) FROM stream s JOIN stream_event e ON e.stream_id = s.stream_id
                     WHERE s.kind = $2) AS conflict",
        )
        .bind(code)
        .bind(word_of(&StreamKind::Conflict)?)
        .fetch_one(self.readers())
        .await?)
    }

    /// Stores a plan. The same text or code again is a `Duplicate` that names the earlier import.
    pub async fn add_plan(&self, new: &NewPlan, audit: &NewAudit) -> Result<()> {
        let mut change = self.change().await?;
        refuse_duplicate(&mut change, new).await?;
        let draft = to_json(&new.draft)?;
        let content = match &new.text {
            Some(text) => format!("{draft}\n{text}"),
            None => draft.clone(),
        };
        let seq = append(&mut change, audit, &digest(content.as_bytes())).await?;
        let plan_id: i64 =
            query_scalar("SELECT coalesce(max(plan_id), 0) + 1 FROM plan").fetch_one(&mut *change).await?;
        query(
            "INSERT INTO plan (plan_id, code, imported_at, imported_by, file_name, is_sample, text_digest, draft, audit_seq)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        )
        .bind(plan_id)
        .bind(&new.code)
        .bind(stamp(audit.at))
        .bind(&audit.actor)
        .bind(&new.file_name)
        .bind(i64::from(new.is_sample))
        .bind(&new.draft.text_digest)
        .bind(&draft)
        .bind(seq)
        .execute(&mut *change)
        .await
        .map_err(|error| duplicate(error, || format!("方案“{}”", new.code)))?;
        if let Some(text) = &new.text {
            insert_text(&mut change, plan_id, text, new.file_name.as_deref(), audit.at, seq).await?;
        }
        insert_stage(&mut change, plan_id, new.stage, new.stage_note.as_deref(), audit, seq).await?;
        change.commit().await?;
        Ok(())
    }

    /// Adds the text to a plan that has none.
    pub async fn attach_text(&self, code: &str, text: &str, file_name: &str, audit: &NewAudit) -> Result<()> {
        let mut change = self.change().await?;
        let plan_id = plan_id(&mut change, code).await?;
        let seq = append(&mut change, audit, &digest(text.as_bytes())).await?;
        insert_text(&mut change, plan_id, text, Some(file_name), audit.at, seq).await?;
        change.commit().await?;
        Ok(())
    }

    /// All plans, in the order of import. Decisions and stage as they stood at `by`.
    pub async fn plans(&self, by: Timestamp) -> Result<Vec<StoredPlan>> {
        let rows: Vec<PlanRow> = query_as(
            "SELECT plan_id, code, imported_at, imported_by, file_name, is_sample, draft,
                    (SELECT count(*) FROM plan_text t WHERE t.plan_id = p.plan_id) AS text_count,
                    (SELECT s.stage FROM stage_change s WHERE s.plan_id = p.plan_id AND s.at <= $1
                     ORDER BY s.seq DESC LIMIT 1) AS stage
             FROM plan p WHERE imported_at <= $1 ORDER BY plan_id",
        )
        .bind(stamp(by))
        .fetch_all(self.readers())
        .await?;
        let mut plans = Vec::with_capacity(rows.len());
        for row in rows {
            plans.push(self.with_decisions(row, by).await?);
        }
        Ok(plans)
    }

    pub async fn plan(&self, code: &str, by: Timestamp) -> Result<StoredPlan> {
        let row: Option<PlanRow> = query_as(
            "SELECT plan_id, code, imported_at, imported_by, file_name, is_sample, draft,
                    (SELECT count(*) FROM plan_text t WHERE t.plan_id = p.plan_id) AS text_count,
                    (SELECT s.stage FROM stage_change s WHERE s.plan_id = p.plan_id AND s.at <= $2
                     ORDER BY s.seq DESC LIMIT 1) AS stage
             FROM plan p WHERE code = $1 AND imported_at <= $2",
        )
        .bind(code)
        .bind(stamp(by))
        .fetch_optional(self.readers())
        .await?;
        match row {
            Some(row) => self.with_decisions(row, by).await,
            None => Err(StoreError::Missing { what: format!("方案“{code}”") }),
        }
    }

    async fn with_decisions(&self, row: PlanRow, by: Timestamp) -> Result<StoredPlan> {
        let bodies: Vec<(String,)> = query_as("SELECT body FROM decision WHERE plan_id = $1 AND at <= $2 ORDER BY seq")
            .bind(row.plan_id)
            .bind(stamp(by))
            .fetch_all(self.readers())
            .await?;
        Ok(StoredPlan {
            id: row.plan_id,
            imported_at: time_of(&row.imported_at)?,
            imported_by: row.imported_by,
            file_name: row.file_name,
            is_sample: row.is_sample != 0,
            draft: from_json(&row.draft, &format!("方案“{}”", row.code))?,
            has_text: row.text_count > 0,
            stage: from_word(&row.stage)?,
            decisions: bodies.iter().map(|(body,)| from_json(body, "决定")).collect::<Result<_>>()?,
            code: row.code,
        })
    }

    /// The official text, where it is stored.
    pub async fn plan_text(&self, code: &str) -> Result<Option<StoredText>> {
        self.plan_text_by(code, Timestamp::MAX).await
    }

    /// The text as far as it was there at `by`.
    pub async fn plan_text_by(&self, code: &str, by: Timestamp) -> Result<Option<StoredText>> {
        let row: Option<(String, Option<String>)> = query_as(
            "SELECT t.text, t.file_name FROM plan_text t JOIN plan p ON p.plan_id = t.plan_id
             WHERE p.code = $1 AND t.attached_at <= $2",
        )
        .bind(code)
        .bind(stamp(by))
        .fetch_optional(self.readers())
        .await?;
        Ok(row.map(|(text, file_name)| StoredText { text, file_name }))
    }

    /// Appends a decision. `check` sees the draft, the text and all decisions with the new one, within the
    /// transaction, so that two people who decide at once cannot contradict each other unseen.
    pub async fn add_decision<E>(
        &self,
        code: &str,
        action: &DecisionAction,
        note: Option<&str>,
        audit: &NewAudit,
        check: impl FnOnce(&Plan, Option<&str>, &[Decision]) -> std::result::Result<(), E>,
    ) -> Result<std::result::Result<(), E>> {
        self.add_decisions(code, std::slice::from_ref(action), note, audit, check).await
    }

    /// Appends several decisions with one note and one audit entry: all of them or none.
    pub async fn add_decisions<E>(
        &self,
        code: &str,
        actions: &[DecisionAction],
        note: Option<&str>,
        audit: &NewAudit,
        check: impl FnOnce(&Plan, Option<&str>, &[Decision]) -> std::result::Result<(), E>,
    ) -> Result<std::result::Result<(), E>> {
        let mut change = self.change().await?;
        let plan_id = plan_id(&mut change, code).await?;
        let draft: String =
            query_scalar("SELECT draft FROM plan WHERE plan_id = $1").bind(plan_id).fetch_one(&mut *change).await?;
        let text: Option<String> = query_scalar("SELECT text FROM plan_text WHERE plan_id = $1")
            .bind(plan_id)
            .fetch_optional(&mut *change)
            .await?;
        let bodies: Vec<(String,)> = query_as("SELECT body FROM decision WHERE plan_id = $1 ORDER BY seq")
            .bind(plan_id)
            .fetch_all(&mut *change)
            .await?;
        let mut decisions: Vec<Decision> =
            bodies.iter().map(|(body,)| from_json(body, "决定")).collect::<Result<_>>()?;
        let held = decisions.len();
        for action in actions {
            decisions.push(Decision {
                seq: decisions.last().map_or(1, |last| last.seq + 1),
                at: audit.at,
                actor: audit.actor.clone(),
                action: action.clone(),
                note: note.map(str::to_string),
            });
        }
        if let Err(refusal) = check(&from_json(&draft, "方案")?, text.as_deref(), &decisions) {
            return Ok(Err(refusal));
        }
        let new: Vec<(i64, String)> =
            decisions[held..].iter().map(|decision| Ok((decision.seq, to_json(decision)?))).collect::<Result<_>>()?;
        let content: Vec<&str> = new.iter().map(|(_, body)| body.as_str()).collect();
        let audit_seq = append(&mut change, audit, &digest(content.join("\n").as_bytes())).await?;
        for (seq, body) in &new {
            query("INSERT INTO decision (plan_id, seq, at, body, audit_seq) VALUES ($1, $2, $3, $4, $5)")
                .bind(plan_id)
                .bind(seq)
                .bind(stamp(audit.at))
                .bind(body)
                .bind(audit_seq)
                .execute(&mut *change)
                .await?;
        }
        change.commit().await?;
        Ok(Ok(()))
    }

    pub async fn stages(&self, code: &str) -> Result<Vec<StoredStage>> {
        let rows: Vec<(String, String, String, Option<String>)> = query_as(
            "SELECT s.stage, s.at, s.actor, s.note FROM stage_change s JOIN plan p ON p.plan_id = s.plan_id
             WHERE p.code = $1 ORDER BY s.seq",
        )
        .bind(code)
        .fetch_all(self.readers())
        .await?;
        rows.into_iter()
            .map(|(stage, at, actor, note)| {
                Ok(StoredStage { stage: from_word(&stage)?, at: time_of(&at)?, actor, note })
            })
            .collect()
    }

    /// Moves a plan from the stage that the caller saw; somebody else's move in between is a `Busy`.
    pub async fn set_stage(
        &self,
        code: &str,
        seen: LifeCycleStage,
        stage: LifeCycleStage,
        note: Option<&str>,
        audit: &NewAudit,
    ) -> Result<()> {
        let mut change = self.change().await?;
        let plan_id = plan_id(&mut change, code).await?;
        let held: String = query_scalar("SELECT stage FROM stage_change WHERE plan_id = $1 ORDER BY seq DESC LIMIT 1")
            .bind(plan_id)
            .fetch_one(&mut *change)
            .await?;
        if from_word::<LifeCycleStage>(&held)? != seen {
            return Err(StoreError::Duplicate { what: "他人刚刚调整了阶段，请刷新后重试".to_string() });
        }
        let seq = append(&mut change, audit, &digest(stage_content(&word_of(&stage)?, note).as_bytes())).await?;
        insert_stage(&mut change, plan_id, stage, note, audit, seq).await?;
        change.commit().await?;
        Ok(())
    }

    pub(crate) async fn plan_digests(&self) -> Result<Vec<(i64, String, String)>> {
        let plans: Vec<BoundPlan> = query_as(
            "SELECT p.audit_seq AS seq, p.code, p.draft, p.text_digest, t.text, t.audit_seq AS text_seq
             FROM plan p LEFT JOIN plan_text t ON t.plan_id = p.plan_id ORDER BY p.plan_id",
        )
        .fetch_all(self.readers())
        .await?;
        let mut contents = Vec::new();
        for BoundPlan { seq, code, draft, text_digest, text, text_seq } in plans {
            let mut draft_content = draft;
            if let (Some(text), Some(text_seq)) = (text, text_seq) {
                // A text with another digest than the plan's is a fault of the text even if the chain agrees.
                let text = if digest(text.as_bytes()) == text_digest { text } else { String::new() };
                if text_seq == seq {
                    draft_content = format!("{draft_content}\n{text}");
                } else {
                    contents.push((text_seq, format!("方案“{code}”的正文"), text));
                }
            }
            contents.push((seq, format!("方案“{code}”"), draft_content));
        }
        let decisions: Vec<(i64, String, i64, String)> = query_as(
            "SELECT d.audit_seq, p.code, d.seq, d.body FROM decision d JOIN plan p ON p.plan_id = d.plan_id
             ORDER BY d.audit_seq, d.seq",
        )
        .fetch_all(self.readers())
        .await?;
        // Decisions that were made together share one entry.
        for together in decisions.chunk_by(|one, next| one.0 == next.0) {
            let [(seq, code, first, _), ..] = together else { continue };
            let name = match together {
                [.., (_, _, last, _)] if last > first => format!("方案“{code}”第{first}—{last}号决定"),
                _ => format!("方案“{code}”第{first}号决定"),
            };
            let bodies: Vec<&str> = together.iter().map(|(.., body)| body.as_str()).collect();
            contents.push((*seq, name, bodies.join("\n")));
        }
        // The first stage is written with the plan itself and carries the plan's entry.
        let unstaged: Vec<(i64, String)> = query_as(
            "SELECT p.audit_seq, p.code FROM plan p
             WHERE NOT EXISTS (SELECT 1 FROM stage_change s WHERE s.plan_id = p.plan_id AND s.seq = 1)",
        )
        .fetch_all(self.readers())
        .await?;
        let no_stage = |(seq, code)| (seq, format!("方案“{code}”的首个阶段"), String::new());
        contents.extend(unstaged.into_iter().map(no_stage));
        let stages: Vec<(i64, String, String, Option<String>)> = query_as(
            "SELECT s.audit_seq, p.code, s.stage, s.note FROM stage_change s JOIN plan p ON p.plan_id = s.plan_id
             WHERE s.seq > 1 ORDER BY s.audit_seq",
        )
        .fetch_all(self.readers())
        .await?;
        contents.extend(stages.into_iter().map(|(seq, code, stage, note)| {
            (seq, format!("方案“{code}”的阶段"), stage_content(&stage, note.as_deref()))
        }));
        Ok(contents.into_iter().map(|(seq, what, content)| (seq, what, digest(content.as_bytes()))).collect())
    }
}

fn stage_content(stage: &str, note: Option<&str>) -> String {
    format!("{stage}\n{}", note.unwrap_or_default())
}

async fn refuse_duplicate(change: &mut Change, new: &NewPlan) -> Result<()> {
    let same_text: Option<(String, String, Option<String>, String)> =
        query_as("SELECT code, imported_at, file_name, imported_by FROM plan WHERE text_digest = $1")
            .bind(&new.draft.text_digest)
            .fetch_optional(&mut **change)
            .await?;
    if let Some((code, at, file_name, by)) = same_text {
        let day = at.get(..10).unwrap_or(&at).to_string();
        let file = file_name.map_or_else(|| "确认稿".to_string(), |name| format!("文件“{name}”"));
        return Err(StoreError::Duplicate {
            what: format!("同一正文已于{day}由{by}以{file}导入，方案编号为“{code}”；无需重复导入"),
        });
    }
    let same_code: Option<(String,)> =
        query_as("SELECT code FROM plan WHERE code = $1").bind(&new.code).fetch_optional(&mut **change).await?;
    match same_code {
        Some((code,)) => {
            Err(StoreError::Duplicate { what: format!("方案编号“{code}”已被使用，请换一个编号") })
        }
        None => Ok(()),
    }
}

pub(crate) async fn plan_id(change: &mut Change, code: &str) -> Result<i64> {
    query_scalar("SELECT plan_id FROM plan WHERE code = $1")
        .bind(code)
        .fetch_optional(&mut **change)
        .await?
        .ok_or_else(|| StoreError::Missing { what: format!("方案“{code}”") })
}

async fn insert_text(
    change: &mut Change,
    plan_id: i64,
    text: &str,
    file_name: Option<&str>,
    at: Timestamp,
    seq: i64,
) -> Result<()> {
    query("INSERT INTO plan_text (plan_id, text, file_name, attached_at, audit_seq) VALUES ($1, $2, $3, $4, $5)")
        .bind(plan_id)
        .bind(text)
        .bind(file_name)
        .bind(stamp(at))
        .bind(seq)
        .execute(&mut **change)
        .await
        .map_err(|error| duplicate(error, || "该方案已有正文，无需重复补充".to_string()))?;
    Ok(())
}

async fn insert_stage(
    change: &mut Change,
    plan_id: i64,
    stage: LifeCycleStage,
    note: Option<&str>,
    audit: &NewAudit,
    seq: i64,
) -> Result<()> {
    query(
        "INSERT INTO stage_change (plan_id, seq, stage, at, actor, note, audit_seq)
         VALUES ($1, (SELECT coalesce(max(seq), 0) + 1 FROM stage_change WHERE plan_id = $1), $2, $3, $4, $5, $6)",
    )
    .bind(plan_id)
    .bind(word_of(&stage)?)
    .bind(stamp(audit.at))
    .bind(&audit.actor)
    .bind(note)
    .bind(seq)
    .execute(&mut **change)
    .await?;
    Ok(())
}
