//! Logs of ledgers: committed lines and nothing else. Appends, never changes, and knows nothing of what the lines say.
//!
//! One append is one transaction with its audit entry, synced to the disk before it is acknowledged.

use model::digest;
use sqlx::{AssertSqlSafe, FromRow};

use crate::audit::{self, AuditRow};
use crate::sql::{Change, Held, query, query_as};
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
    // Both ends at once: a question costs more than its answer. Without an audit entry there is no line either.
    let ends: Option<(i64, String, Option<i64>, Option<String>)> = query_as(
        "SELECT a.seq, a.digest, l.last_seq, l.head
         FROM (SELECT seq, digest FROM audit ORDER BY seq DESC LIMIT 1) a
         LEFT JOIN (SELECT last_seq, head FROM ledger_commit WHERE ledger = $1 ORDER BY first_seq DESC LIMIT 1) l
         ON 1 = 1",
    )
    .bind(&new.ledger)
    .fetch_optional(&mut **change)
    .await?;
    let (after, after_head) = (number(new.after.0)?, &new.after.1);
    let (last_audit, last) = match ends {
        Some((seq, digest, last_seq, head)) => (Some((seq, digest)), last_seq.zip(head)),
        None => (None, None),
    };
    let is_next = match &last {
        Some((seq, head)) => *seq == after && head == after_head,
        None => after == 0,
    };
    if !is_next {
        return Err(StoreError::Overtaken { what: format!("账本 {}", new.ledger) });
    }
    let entry = AuditRow::after(last_audit, audit, &digest(new.log.as_bytes()))?;
    let insert = audit::INSERT;
    let lines = "INSERT INTO ledger_commit (commit_id, ledger, first_seq, last_seq, head, log, audit_seq)
         VALUES ((SELECT coalesce(max(commit_id), 0) + 1 FROM ledger_commit), $10, $11, $12, $13, $14, $1)";
    // Both rows by one statement, which each database has in its own words.
    let both = match &change.0 {
        Held::Sqlite(_) => format!("{insert}; {lines}"),
        Held::Postgres(_) => format!("WITH entry AS ({insert}) {lines}"),
    };
    entry
        .bound(query(AssertSqlSafe(both)))
        .bind(&new.ledger)
        .bind(after + 1)
        .bind(number(new.last.0)?)
        .bind(&new.last.1)
        .bind(&new.log)
        .execute(&mut **change)
        .await?;
    Ok(())
}

fn number(seq: u64) -> Result<i64> {
    i64::try_from(seq).map_err(|_| StoreError::Corrupt { what: format!("记录编号 {seq}") })
}
