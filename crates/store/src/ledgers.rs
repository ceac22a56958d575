//! Logs of ledgers: committed lines and nothing else. Appends, never changes, and knows nothing of what the lines say.
//!
//! One append is one transaction with its audit entry, synced to the disk before it is acknowledged.

use model::digest;
use sqlx::{AssertSqlSafe, FromRow};

use crate::audit::{self, AuditRow};
use crate::audit_end::{AuditEnd, ChangedEnd};
use crate::server::WRITE_LOCK;
use crate::sql::{Change, Held, On, Pool, Query, Unfinished, query, query_as, uncertain};
use crate::{NewAudit, Result, Store, StoreError};

/// Lines to be added to the log of a ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewLedgerLines {
    pub ledger: String,
    /// Number and digest of the last line that the writer knows: 0 and nothing when the log is empty.
    pub after: (u64, String),
    /// Each ended by a line feed.
    pub log: String,
    /// Number and digest of the last of them.
    pub last: (u64, String),
}

/// Lines that were committed together.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct LedgerLines {
    pub first_seq: i64,
    pub last_seq: i64,
    pub head: String,
    pub log: String,
}

/// How far the log of a ledger goes.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct LedgerHead {
    pub ledger: String,
    pub last_seq: i64,
    pub head: String,
}

impl Store {
    /// Appends lines. [`StoreError::Overtaken`] when another writer was faster: read what it wrote, then try again.
    pub async fn append_ledger(&self, new: &NewLedgerLines, audit: &NewAudit) -> Result<()> {
        if append_at_once(self.writer(), self.audit_end(), new, audit).await? {
            return Ok(());
        }
        let mut change = self.change().await?;
        append_within(&mut change, new, audit).await?;
        change.commit().await
    }

    /// What was committed after a line, in order.
    pub async fn ledger_log(&self, ledger: &str, after: u64) -> Result<Vec<LedgerLines>> {
        Ok(query_as(
            "SELECT first_seq, last_seq, head, log FROM ledger_commit
             WHERE ledger = $1 AND first_seq > $2 ORDER BY first_seq",
        )
        .bind(ledger)
        .bind(number(after)?)
        .fetch_all(self.readers())
        .await?)
    }

    /// Every ledger that has a log, by code.
    pub async fn ledger_heads(&self) -> Result<Vec<LedgerHead>> {
        Ok(query_as(
            "SELECT ledger, last_seq, head FROM ledger_commit c
             WHERE first_seq = (SELECT max(first_seq) FROM ledger_commit WHERE ledger = c.ledger) ORDER BY ledger",
        )
        .fetch_all(self.readers())
        .await?)
    }

    /// For the check of the audit chain.
    pub(crate) async fn ledger_digests(&self) -> Result<Vec<(i64, String, String)>> {
        let rows: Vec<(i64, String, i64, i64, String)> =
            query_as("SELECT audit_seq, ledger, first_seq, last_seq, log FROM ledger_commit ORDER BY commit_id")
                .fetch_all(self.readers())
                .await?;
        let bound = |(seq, ledger, first, last, log): (i64, String, i64, i64, String)| {
            (seq, format!("账本 {ledger} 第 {first}—{last} 号记录"), digest(log.as_bytes()))
        };
        Ok(rows.into_iter().map(bound).collect())
    }
}

/// The same within a larger change.
pub(crate) async fn append_within(change: &mut Change, new: &NewLedgerLines, audit: &NewAudit) -> Result<()> {
    if let Some(known) = change.audit_end.get().cloned()
        && append_after(change, Some(known), new, audit).await?
    {
        return Ok(());
    }
    let last =
        query_as("SELECT seq, digest FROM audit ORDER BY seq DESC LIMIT 1").fetch_optional(&mut **change).await?;
    if append_after(change, last, new, audit).await? {
        return Ok(());
    }
    Err(StoreError::Overtaken { what: format!("账本 {}", new.ledger) })
}

/// False when the lines would not stand right after the last one, or their entry not right after that of the audit chain;
/// then nothing is written.
async fn append_after(
    change: &mut Change,
    last_audit: Option<AuditEnd>,
    new: &NewLedgerLines,
    audit: &NewAudit,
) -> Result<bool> {
    let entry = AuditRow::after(last_audit, audit, &digest(new.log.as_bytes()))?;
    let (both, rows) = match &**change {
        Held::Sqlite(_) => (format!("{}; {}", audit::insert("", IS_NEXT), insert_lines("changes() = 1")), 2),
        Held::Postgres(_) => (both_at_once(), 1),
    };
    let is_written =
        bound(&entry, query(AssertSqlSafe(both)), new)?.execute(&mut **change).await?.rows_affected() == rows;
    if is_written {
        change.audit_end.set(entry.end());
    }
    Ok(is_written)
}

/// The same as a change of its own: one question instead of four. False when the end of the audit chain is not known here,
/// or not any more.
async fn append_at_once(
    pool: &Pool,
    mut audit_end: ChangedEnd,
    new: &NewLedgerLines,
    audit: &NewAudit,
) -> Result<bool> {
    let Some(known) = audit_end.get().cloned() else { return Ok(false) };
    let entry = AuditRow::after(Some(known), audit, &digest(new.log.as_bytes()))?;
    let is_written = match pool {
        Pool::Sqlite(pool) => {
            let mut connection = Unfinished::new(pool.acquire().await?);
            let asked = format!(
                "BEGIN IMMEDIATE; {}; {} RETURNING first_seq; COMMIT",
                audit::insert("", IS_NEXT),
                insert_lines("changes() = 1")
            );
            let written: Vec<(i64,)> =
                bound(&entry, query_as(AssertSqlSafe(asked)), new)?.fetch_all(&mut connection).await?;
            connection.finish();
            written.len() == 1
        }
        Pool::Postgres(pool) => {
            let mut connection = pool.acquire().await?;
            let asked =
                bound(&entry, query(AssertSqlSafe(both_at_once())), new)?.execute(On::Postgres(&mut connection));
            asked.await.map_err(uncertain)?.rows_affected() == 1
        }
    };
    if !is_written {
        audit_end.forget();
        return Ok(false);
    }
    audit_end.set(entry.end());
    audit_end.committed();
    Ok(true)
}

/// PostgreSQL writes both rows by one statement, which holds the lock of all writers; a change that has it already
/// takes it once more.
fn both_at_once() -> String {
    let entry = audit::insert("FROM held", IS_NEXT);
    let lines = insert_lines("EXISTS (SELECT 1 FROM entry)");
    format!("WITH held AS MATERIALIZED ({WRITE_LOCK}), entry AS ({entry} RETURNING seq) {lines}")
}

/// Whether the last line is the one that the writer knows.
const IS_NEXT: &str = "coalesce((SELECT last_seq || ' ' || head FROM ledger_commit WHERE ledger = $10
                                 ORDER BY first_seq DESC LIMIT 1), '0 ') = $15";

fn insert_lines(is_entry_written: &str) -> String {
    format!(
        "INSERT INTO ledger_commit (commit_id, ledger, first_seq, last_seq, head, log, audit_seq)
         SELECT (SELECT coalesce(max(commit_id), 0) + 1 FROM ledger_commit), $10, $11, $12, $13, $14, $1
         WHERE {is_entry_written}"
    )
}

fn bound<'q, T>(entry: &'q AuditRow, both: Query<'q, T>, new: &'q NewLedgerLines) -> Result<Query<'q, T>> {
    let (after, head) = &new.after;
    Ok(entry
        .bound(both)
        .bind(&new.ledger)
        .bind(number(*after)? + 1)
        .bind(number(new.last.0)?)
        .bind(&new.last.1)
        .bind(&new.log)
        .bind(if *after == 0 { "0 ".to_string() } else { format!("{after} {head}") }))
}

fn number(seq: u64) -> Result<i64> {
    i64::try_from(seq).map_err(|_| StoreError::Corrupt { what: format!("记录编号 {seq}") })
}
