//! What all logs of events share: numbers from 1 without gaps, appended only. Knows nothing of what the events say.

use crate::sql::{Change, query};
use crate::{Result, StoreError};

/// Where events of one kind stand.
pub(crate) struct EventTable {
    pub table: &'static str,
    /// The column that says whose they are.
    pub owner: &'static str,
}

impl EventTable {
    /// Adds events after `last`; returns the number of the last one then.
    pub async fn append(
        &self,
        change: &mut Change,
        (owner, last): (i64, i64),
        events: &[String],
        audit_seq: i64,
    ) -> Result<i64> {
        let sql =
            format!("INSERT INTO {} ({}, number, body, audit_seq) VALUES ($1, $2, $3, $4)", self.table, self.owner);
        let mut number = last;
        for body in events {
            number += 1;
            query(sqlx::AssertSqlSafe(sql.clone()))
                .bind(owner)
                .bind(number)
                .bind(body)
                .bind(audit_seq)
                .execute(&mut **change)
                .await?;
        }
        Ok(number)
    }
}

/// A number that is stored, as a count.
pub(crate) fn count(number: i64) -> Result<u64> {
    u64::try_from(number).map_err(|_| StoreError::Corrupt { what: format!("记录编号 {number}") })
}

/// Whether the writer knows the last event that is stored; otherwise somebody was faster.
pub(crate) fn is_next(last: i64, after: u64, what: impl Fn() -> String) -> Result<()> {
    if count(last)? == after { Ok(()) } else { Err(StoreError::Overtaken { what: what() }) }
}
