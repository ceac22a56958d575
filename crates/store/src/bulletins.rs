//! Bulletins: each is a frozen cut, identified by its digest.

use jiff::Timestamp;
use model::digest;
use sqlx::FromRow;

use crate::audit::append;
use crate::{NewAudit, Result, Store, StoreError, stamp, time_of};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewBulletin {
    /// Code of the plan.
    pub plan: String,
    /// Canonical JSON.
    pub cut: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredBulletin {
    pub id: i64,
    pub plan: String,
    pub created_at: Timestamp,
    pub created_by: String,
    pub cut: String,
    pub cut_digest: String,
}

#[derive(FromRow)]
struct Row {
    bulletin_id: i64,
    code: String,
    created_at: String,
    created_by: String,
    cut: String,
    cut_digest: String,
}

impl Row {
    fn stored(self) -> Result<StoredBulletin> {
        Ok(StoredBulletin {
            id: self.bulletin_id,
            plan: self.code,
            created_at: time_of(&self.created_at)?,
            created_by: self.created_by,
            cut: self.cut,
            cut_digest: self.cut_digest,
        })
    }
}

impl Store {
    pub async fn add_bulletin(&self, new: &NewBulletin, audit: &NewAudit) -> Result<StoredBulletin> {
        let mut change = self.change().await?;
        let plan_id: i64 = sqlx::query_scalar("SELECT plan_id FROM plan WHERE code = $1")
            .bind(&new.plan)
            .fetch_optional(&mut *change)
            .await?
            .ok_or_else(|| StoreError::Missing { what: format!("方案“{}”", new.plan) })?;
        let cut_digest = digest(new.cut.as_bytes());
        let seq = append(&mut change, audit, &cut_digest).await?;
        let id: i64 = sqlx::query_scalar("SELECT coalesce(max(bulletin_id), 0) + 1 FROM bulletin")
            .fetch_one(&mut *change)
            .await?;
        sqlx::query(
            "INSERT INTO bulletin (bulletin_id, plan_id, created_at, created_by, cut, cut_digest, audit_seq)
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(id)
        .bind(plan_id)
        .bind(stamp(audit.at))
        .bind(&audit.actor)
        .bind(&new.cut)
        .bind(&cut_digest)
        .bind(seq)
        .execute(&mut *change)
        .await?;
        change.commit().await?;
        Ok(StoredBulletin {
            id,
            plan: new.plan.clone(),
            created_at: audit.at,
            created_by: audit.actor.clone(),
            cut: new.cut.clone(),
            cut_digest,
        })
    }

    /// Newest first.
    pub async fn bulletins(&self, plan: &str) -> Result<Vec<StoredBulletin>> {
        let rows: Vec<Row> = sqlx::query_as(
            "SELECT b.bulletin_id, p.code, b.created_at, b.created_by, b.cut, b.cut_digest
             FROM bulletin b JOIN plan p ON p.plan_id = b.plan_id WHERE p.code = $1 ORDER BY b.bulletin_id DESC",
        )
        .bind(plan)
        .fetch_all(self.readers())
        .await?;
        rows.into_iter().map(Row::stored).collect()
    }

    pub async fn bulletin(&self, id: i64) -> Result<Option<StoredBulletin>> {
        let row: Option<Row> = sqlx::query_as(
            "SELECT b.bulletin_id, p.code, b.created_at, b.created_by, b.cut, b.cut_digest
             FROM bulletin b JOIN plan p ON p.plan_id = b.plan_id WHERE b.bulletin_id = $1",
        )
        .bind(id)
        .fetch_optional(self.readers())
        .await?;
        row.map(Row::stored).transpose()
    }

    pub(crate) async fn bulletin_digests(&self) -> Result<Vec<(i64, String, String)>> {
        let rows: Vec<(i64, i64, String, String)> =
            sqlx::query_as("SELECT audit_seq, bulletin_id, cut, cut_digest FROM bulletin ORDER BY bulletin_id")
                .fetch_all(self.readers())
                .await?;
        let mut digests = Vec::new();
        for (seq, id, cut, cut_digest) in rows {
            digests.push((seq, format!("第{id}号通报的数据切片"), digest(cut.as_bytes())));
            digests.push((seq, format!("第{id}号通报的切片编号"), cut_digest));
        }
        Ok(digests)
    }
}
