//! User accounts and sessions. Knows hashes and digests only, never a password or a token.

use jiff::Timestamp;
use sqlx::FromRow;

use crate::audit::{append, duplicate};
use crate::sql::{query, query_as, query_scalar};
use crate::{NewAudit, Result, Store, StoreError, stamp, time_of};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredUser {
    pub name: String,
    pub display_name: String,
    pub password_hash: String,
    pub must_change_password: bool,
    pub failure_count: u32,
    pub locked_until: Option<Timestamp>,
    pub last_login: Option<Timestamp>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredSession {
    pub token_digest: String,
    pub user: String,
    pub display_name: String,
    pub must_change_password: bool,
    pub csrf: String,
    pub ip: String,
    pub created_at: Timestamp,
    pub last_seen: Timestamp,
    pub previous_login: Option<Timestamp>,
}

/// How a login went; what is counted, locked or opened follows from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LoginOutcome {
    /// The new count, and until when the account is locked if it is.
    Failed {
        failure_count: u32,
        locked_until: Option<Timestamp>,
    },
    Opened {
        token_digest: String,
        csrf: String,
        ip: String,
    },
}

#[derive(FromRow)]
struct UserRow {
    name: String,
    display_name: String,
    password_hash: String,
    must_change_password: i64,
    failure_count: i64,
    locked_until: Option<String>,
    last_login: Option<String>,
}

#[derive(FromRow)]
struct SessionRow {
    token_digest: String,
    user_name: String,
    display_name: String,
    must_change_password: i64,
    csrf: String,
    ip: String,
    created_at: String,
    last_seen: String,
    previous_login: Option<String>,
}

impl Store {
    pub async fn has_users(&self) -> Result<bool> {
        let count: i64 = query_scalar("SELECT count(*) FROM user_account").fetch_one(self.readers()).await?;
        Ok(count > 0)
    }

    /// Names and display names of all accounts, in the order of the names.
    pub async fn user_names(&self) -> Result<Vec<(String, String)>> {
        let names = query_as("SELECT name, display_name FROM user_account ORDER BY name");
        Ok(names.fetch_all(self.readers()).await?)
    }

    pub async fn user(&self, name: &str) -> Result<Option<StoredUser>> {
        let row: Option<UserRow> = query_as(
            "SELECT name, display_name, password_hash, must_change_password, failure_count, locked_until, last_login
             FROM user_account WHERE name = $1",
        )
        .bind(name)
        .fetch_optional(self.readers())
        .await?;
        row.map(|row| {
            Ok(StoredUser {
                name: row.name,
                display_name: row.display_name,
                password_hash: row.password_hash,
                must_change_password: row.must_change_password != 0,
                failure_count: row.failure_count.unsigned_abs() as u32,
                locked_until: row.locked_until.as_deref().map(time_of).transpose()?,
                last_login: row.last_login.as_deref().map(time_of).transpose()?,
            })
        })
        .transpose()
    }

    pub async fn add_user(&self, user: &StoredUser, audit: &NewAudit) -> Result<()> {
        let mut change = self.change().await?;
        append(&mut change, audit, &model::digest(user.name.as_bytes())).await?;
        query(
            "INSERT INTO user_account (name, display_name, password_hash, must_change_password, failure_count, created_at)
             VALUES ($1, $2, $3, $4, 0, $5)",
        )
        .bind(&user.name)
        .bind(&user.display_name)
        .bind(&user.password_hash)
        .bind(i64::from(user.must_change_password))
        .bind(stamp(audit.at))
        .execute(&mut *change)
        .await
        .map_err(|error| duplicate(error, || format!("用户“{}”已存在，请换一个用户名", user.name)))?;
        change.commit().await?;
        Ok(())
    }

    /// Sets a new hash, unlocks the account and ends its sessions except `kept`.
    pub async fn set_password(
        &self,
        name: &str,
        hash: &str,
        must_change: bool,
        kept: Option<&str>,
        audit: &NewAudit,
    ) -> Result<()> {
        let mut change = self.change().await?;
        append(&mut change, audit, &model::digest(name.as_bytes())).await?;
        let changed = query(
            "UPDATE user_account SET password_hash = $2, must_change_password = $3, failure_count = 0,
                    locked_until = NULL WHERE name = $1",
        )
        .bind(name)
        .bind(hash)
        .bind(i64::from(must_change))
        .execute(&mut *change)
        .await?;
        if changed.rows_affected() == 0 {
            return Err(StoreError::Missing { what: format!("用户“{name}”") });
        }
        query("DELETE FROM user_session WHERE user_name = $1 AND ($2 IS NULL OR token_digest <> $2)")
            .bind(name)
            .bind(kept)
            .execute(&mut *change)
            .await?;
        change.commit().await?;
        Ok(())
    }

    pub async fn record_login(&self, name: &str, outcome: &LoginOutcome, audit: &NewAudit) -> Result<()> {
        let mut change = self.change().await?;
        append(&mut change, audit, &model::digest(name.as_bytes())).await?;
        match outcome {
            LoginOutcome::Failed { failure_count, locked_until } => {
                query("UPDATE user_account SET failure_count = $2, locked_until = $3 WHERE name = $1")
                    .bind(name)
                    .bind(i64::from(*failure_count))
                    .bind(locked_until.map(stamp))
                    .execute(&mut *change)
                    .await?;
            }
            LoginOutcome::Opened { token_digest, csrf, ip } => {
                query(
                    "INSERT INTO user_session (token_digest, user_name, csrf, ip, created_at, last_seen, previous_login)
                     VALUES ($1, $2, $3, $4, $5, $5, (SELECT last_login FROM user_account WHERE name = $2))",
                )
                .bind(token_digest)
                .bind(name)
                .bind(csrf)
                .bind(ip)
                .bind(stamp(audit.at))
                .execute(&mut *change)
                .await?;
                query(
                    "UPDATE user_account SET failure_count = 0, locked_until = NULL, last_login = $2 WHERE name = $1",
                )
                .bind(name)
                .bind(stamp(audit.at))
                .execute(&mut *change)
                .await?;
            }
        }
        change.commit().await?;
        Ok(())
    }

    pub async fn session(&self, token_digest: &str) -> Result<Option<StoredSession>> {
        let row: Option<SessionRow> = query_as(
            "SELECT s.token_digest, s.user_name, u.display_name, u.must_change_password, s.csrf, s.ip, s.created_at,
                    s.last_seen, s.previous_login
             FROM user_session s JOIN user_account u ON u.name = s.user_name WHERE s.token_digest = $1",
        )
        .bind(token_digest)
        .fetch_optional(self.readers())
        .await?;
        row.map(|row| {
            Ok(StoredSession {
                token_digest: row.token_digest,
                user: row.user_name,
                display_name: row.display_name,
                must_change_password: row.must_change_password != 0,
                csrf: row.csrf,
                ip: row.ip,
                created_at: time_of(&row.created_at)?,
                last_seen: time_of(&row.last_seen)?,
                previous_login: row.previous_login.as_deref().map(time_of).transpose()?,
            })
        })
        .transpose()
    }

    /// Renews the idle time of a session.
    pub async fn touch_session(&self, token_digest: &str, now: Timestamp) -> Result<()> {
        let mut change = self.change().await?;
        query("UPDATE user_session SET last_seen = $2 WHERE token_digest = $1")
            .bind(token_digest)
            .bind(stamp(now))
            .execute(&mut *change)
            .await?;
        change.commit().await?;
        Ok(())
    }

    pub async fn end_session(&self, token_digest: &str, audit: &NewAudit) -> Result<()> {
        let mut change = self.change().await?;
        append(&mut change, audit, &model::digest(audit.object.as_bytes())).await?;
        query("DELETE FROM user_session WHERE token_digest = $1").bind(token_digest).execute(&mut *change).await?;
        change.commit().await?;
        Ok(())
    }
}
