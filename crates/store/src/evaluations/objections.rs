//! Objections to a run and the answers to them. An objection is answered once.

use model::digest;
use sqlx::FromRow;

use super::runs::add_run;
use super::verify::{answer_content, objection_content};
use super::{NewAnswer, NewObjection, StoredAnswer, StoredObjection};
use crate::audit::append;
use crate::sql::{query, query_as, query_scalar};
use crate::{NewAudit, Result, Store, StoreError, stamp, time_of};

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

const OBJECTIONS: &str = "SELECT o.objection_id, o.run_id, o.subject, o.body, o.at, o.actor, a.is_accepted,
    a.note AS answer_note, a.run_id AS answer_run, a.at AS answer_at, a.actor AS answer_actor
    FROM evaluation_objection o LEFT JOIN evaluation_answer a ON a.objection_id = o.objection_id
    WHERE ($1 IS NULL OR o.objection_id = $1) AND ($2 IS NULL OR o.run_id = $2) ORDER BY o.objection_id";

impl Store {
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
}
