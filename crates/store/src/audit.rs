//! The audit chain: who did what when, each entry bound to the one before it. Append only.

use jiff::Timestamp;
use model::digest;
use sqlx::{AssertSqlSafe, FromRow};

use crate::audit_end::AuditEnd;
use crate::sql::{Change, Query, query, query_as, query_scalar};
use crate::{Result, Store, StoreError, stamp, time_of};

/// Digest before the first entry.
pub(crate) const GENESIS: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// An entry to be written together with a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAudit {
    pub at: Timestamp,
    pub actor: String,
    /// In Chinese: 导入方案.
    pub action: String,
    /// What it was done to: the code of a plan with an item, 数据, a user.
    pub object: String,
    pub note: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditEntry {
    pub seq: i64,
    pub at: Timestamp,
    pub actor: String,
    pub action: String,
    pub object: String,
    pub note: Option<String>,
}

/// Which entries somebody reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Readable<'a> {
    All,
    /// Plans, data, registers, evaluations and bulletins, and the reader's own: nothing about accounts of others.
    Business(&'a str),
    Own(&'a str),
}

#[derive(FromRow)]
pub(crate) struct AuditRow {
    pub seq: i64,
    at: String,
    actor: String,
    pub action: String,
    pub object: String,
    note: Option<String>,
    pub content: String,
    pub prev: String,
    pub digest: String,
}

impl AuditRow {
    /// The entry after the last one, whose number and digest were read in the same transaction.
    pub fn after(last: Option<(i64, String)>, new: &NewAudit, content_digest: &str) -> Result<AuditRow> {
        let (seq, prev) = match last {
            Some((seq, digest)) => (seq + 1, digest),
            None => (1, GENESIS.to_string()),
        };
        let mut row = AuditRow {
            seq,
            at: stamp(new.at),
            actor: new.actor.clone(),
            action: new.action.clone(),
            object: new.object.clone(),
            note: new.note.clone(),
            content: content_digest.to_string(),
            prev,
            digest: String::new(),
        };
        row.digest = row.computed()?;
        Ok(row)
    }

    /// What it is to the entry after it.
    pub fn end(self) -> AuditEnd {
        (self.seq, self.digest)
    }

    /// Binds the nine fields, the number first.
    pub fn bound<'q, T>(&'q self, query: Query<'q, T>) -> Query<'q, T> {
        query
            .bind(self.seq)
            .bind(&self.at)
            .bind(&self.actor)
            .bind(&self.action)
            .bind(&self.object)
            .bind(&self.note)
            .bind(&self.content)
            .bind(&self.prev)
            .bind(&self.digest)
    }

    fn entry(self) -> Result<AuditEntry> {
        Ok(AuditEntry {
            seq: self.seq,
            at: time_of(&self.at)?,
            actor: self.actor,
            action: self.action,
            object: self.object,
            note: self.note,
        })
    }

    /// What the digest is made of besides the one before.
    fn fields(&self) -> Result<String> {
        crate::to_json(&[
            Some(self.seq.to_string().as_str()),
            Some(&self.at),
            Some(&self.actor),
            Some(&self.action),
            Some(&self.object),
            self.note.as_deref(),
            Some(&self.content),
        ])
    }

    /// SHA-256 over the previous digest, a line feed and a compact JSON array, so that a few lines of any
    /// language can check the chain.
    pub fn computed(&self) -> Result<String> {
        Ok(digest(format!("{}\n{}", self.prev, self.fields()?).as_bytes()))
    }
}

/// Appends an entry within the transaction of the change; returns its number.
pub(crate) async fn append(change: &mut Change, new: &NewAudit, content_digest: &str) -> Result<i64> {
    if let Some(known) = change.audit_end.get().cloned()
        && let Some(seq) = append_after(change, Some(known), new, content_digest).await?
    {
        return Ok(seq);
    }
    let last =
        query_as("SELECT seq, digest FROM audit ORDER BY seq DESC LIMIT 1").fetch_optional(&mut **change).await?;
    let appended = append_after(change, last, new, content_digest).await?;
    appended.ok_or_else(|| StoreError::Corrupt { what: "操作记录的末条".to_string() })
}

/// Nothing when `last` is not the last entry any more.
async fn append_after(
    change: &mut Change,
    last: Option<AuditEnd>,
    new: &NewAudit,
    content_digest: &str,
) -> Result<Option<i64>> {
    let row = AuditRow::after(last, new, content_digest)?;
    let done = row.bound(query(AssertSqlSafe(insert("", "1 = 1")))).execute(&mut **change).await?;
    if done.rows_affected() == 0 {
        return Ok(None);
    }
    let seq = row.seq;
    change.audit_end.set(row.end());
    Ok(Some(seq))
}

/// Writes what [`AuditRow::bound`] binds, once for each row of `from`; nothing where the entry before is not there or is
/// not the last one, or where `also` does not hold.
pub(crate) fn insert(from: &str, also: &str) -> String {
    format!(
        "INSERT INTO audit (seq, at, actor, action, object, note, content, prev, digest)
         SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9 {from}
         WHERE ($1 = 1 OR EXISTS (SELECT 1 FROM audit WHERE seq = $1 - 1 AND digest = $8)) AND {also}
         ON CONFLICT (seq) DO NOTHING"
    )
}

impl Store {
    /// Number of the last entry: as long as it stays, nothing has changed.
    pub async fn audit_head(&self) -> Result<i64> {
        Ok(query_scalar("SELECT coalesce(max(seq), 0) FROM audit").fetch_one(self.readers()).await?)
    }

    /// How many entries there are, and when the first was written.
    pub async fn audit_span(&self) -> Result<(i64, Option<Timestamp>)> {
        let first: Option<String> =
            query_scalar("SELECT at FROM audit ORDER BY seq LIMIT 1").fetch_optional(self.readers()).await?;
        // The chain has no gaps: its last number is their count.
        Ok((self.audit_head().await?, first.as_deref().map(time_of).transpose()?))
    }

    /// One page of what a reader may see, newest first; only what was written before the entry `before`.
    pub async fn audit_before(
        &self,
        readable: Readable<'_>,
        before: Option<i64>,
        limit: usize,
    ) -> Result<Vec<AuditEntry>> {
        let condition = match readable {
            Readable::All => "$1 = $1",
            Readable::Business(_) => {
                "actor = $1 OR NOT (object LIKE 'user/%' OR object LIKE 'proposal/%' OR object LIKE 'agency/%'
                                    OR action = '操作被拒')"
            }
            Readable::Own(_) => "actor = $1",
        };
        let user = match readable {
            Readable::All => "",
            Readable::Business(user) | Readable::Own(user) => user,
        };
        let sql = format!(
            "SELECT seq, at, actor, action, object, note, content, prev, digest FROM audit
             WHERE seq < $2 AND ({condition}) ORDER BY seq DESC LIMIT $3"
        );
        let rows: Vec<AuditRow> = query_as(sqlx::AssertSqlSafe(sql))
            .bind(user)
            .bind(before.unwrap_or(i64::MAX))
            .bind(limit as i64)
            .fetch_all(self.readers())
            .await?;
        rows.into_iter().map(AuditRow::entry).collect()
    }

    /// Entries about one object or what lies under it (`plan`, `plan/T03`), newest first.
    pub async fn audit_of(&self, object: &str, limit: usize) -> Result<Vec<AuditEntry>> {
        let rows: Vec<AuditRow> = query_as(
            "SELECT seq, at, actor, action, object, note, content, prev, digest FROM audit
             WHERE object = $1 OR (object > $1 || '/' AND object < $1 || '0') ORDER BY seq DESC LIMIT $2",
        )
        .bind(object)
        .bind(limit as i64)
        .fetch_all(self.readers())
        .await?;
        rows.into_iter().map(AuditRow::entry).collect()
    }

    /// So many entries after one, in order: number, and the line that `audit-check` reads.
    pub async fn audit_lines(&self, after: i64, limit: usize) -> Result<Vec<(i64, String)>> {
        let rows: Vec<AuditRow> = query_as(
            "SELECT seq, at, actor, action, object, note, content, prev, digest FROM audit
             WHERE seq > $1 ORDER BY seq LIMIT $2",
        )
        .bind(after)
        .bind(limit as i64)
        .fetch_all(self.readers())
        .await?;
        rows.into_iter().map(|row| Ok((row.seq, format!("{}\t{}\n", row.digest, row.fields()?)))).collect()
    }

    /// The same for many at once, all or none.
    pub async fn record_all(&self, audits: &[NewAudit]) -> Result<()> {
        let mut change = self.change().await?;
        for audit in audits {
            append(&mut change, audit, &digest(b"")).await?;
        }
        change.commit().await
    }

    /// The first instant after another one that any entry bears: nothing that is stored was recorded between the two.
    pub async fn recorded_after(&self, instant: Timestamp) -> Result<Option<Timestamp>> {
        let found: Option<String> = query_scalar("SELECT min(at) FROM audit WHERE at > $1")
            .bind(stamp(instant))
            .fetch_one(self.readers())
            .await?;
        found.as_deref().map(time_of).transpose()
    }

    /// Writes an entry of its own, for actions that change nothing else.
    pub async fn record(&self, audit: &NewAudit) -> Result<()> {
        let mut change = self.change().await?;
        append(&mut change, audit, &digest(b"")).await?;
        change.commit().await?;
        Ok(())
    }
}

/// A unique constraint that a change ran into, as a duplicate of `what`.
pub(crate) fn duplicate(error: sqlx::Error, what: impl FnOnce() -> String) -> StoreError {
    match &error {
        sqlx::Error::Database(database) if database.is_unique_violation() => StoreError::Duplicate { what: what() },
        _ => error.into(),
    }
}
