//! Requests that named themselves and how they were answered. Knows nothing of what they do.

use jiff::Timestamp;
use sqlx::FromRow;

use crate::sql::{query, query_as};
use crate::{Result, Store, stamp};

/// What is known of a named request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Named {
    /// Not seen before; it is taken down and may go on.
    New,
    /// The same request is under way, or broke off without an answer.
    Running,
    /// The same request was answered so.
    Answered { status: i64, kind: String, body: Vec<u8> },
    /// Another request had the name.
    Other,
}

#[derive(FromRow)]
struct Row {
    fingerprint: String,
    status: Option<i64>,
    kind: Option<String>,
    body: Option<Vec<u8>>,
}

impl Store {
    /// Takes a request down under its name, or says what became of the one that has it. What is older than `oldest` is
    /// forgotten.
    pub async fn name_request(
        &self,
        (user, name): (&str, &str),
        fingerprint: &str,
        now: Timestamp,
        oldest: Timestamp,
    ) -> Result<Named> {
        let mut change = self.change().await?;
        query("DELETE FROM idempotency_key WHERE at < $1").bind(stamp(oldest)).execute(&mut *change).await?;
        let held: Option<Row> =
            query_as("SELECT fingerprint, status, kind, body FROM idempotency_key WHERE user_name = $1 AND name = $2")
                .bind(user)
                .bind(name)
                .fetch_optional(&mut *change)
                .await?;
        let found = match held {
            None => {
                query("INSERT INTO idempotency_key (user_name, name, fingerprint, at) VALUES ($1, $2, $3, $4)")
                    .bind(user)
                    .bind(name)
                    .bind(fingerprint)
                    .bind(stamp(now))
                    .execute(&mut *change)
                    .await?;
                Named::New
            }
            Some(row) if row.fingerprint != fingerprint => Named::Other,
            Some(row) => match row.status {
                None => Named::Running,
                Some(status) => {
                    Named::Answered { status, kind: row.kind.unwrap_or_default(), body: row.body.unwrap_or_default() }
                }
            },
        };
        change.commit().await?;
        Ok(found)
    }

    pub async fn answer_request(&self, (user, name): (&str, &str), status: i64, kind: &str, body: &[u8]) -> Result<()> {
        let mut change = self.change().await?;
        query("UPDATE idempotency_key SET status = $3, kind = $4, body = $5 WHERE user_name = $1 AND name = $2")
            .bind(user)
            .bind(name)
            .bind(status)
            .bind(kind)
            .bind(body.to_vec())
            .execute(&mut *change)
            .await?;
        change.commit().await
    }

    /// The request did nothing: its name is free again.
    pub async fn forget_request(&self, (user, name): (&str, &str)) -> Result<()> {
        let mut change = self.change().await?;
        query("DELETE FROM idempotency_key WHERE user_name = $1 AND name = $2")
            .bind(user)
            .bind(name)
            .execute(&mut *change)
            .await?;
        change.commit().await
    }
}
