//! User accounts and sessions. Knows hashes and digests only, never a password or a token.

use jiff::Timestamp;
use jiff::civil::Date;
use sqlx::FromRow;

use crate::audit::append;
use crate::people::end_sessions;
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
    pub created_at: Timestamp,
    /// Nothing for a password from before its age was kept.
    pub password_since: Option<Timestamp>,
    pub expires_on: Option<Date>,
    pub disabled_at: Option<Timestamp>,
    pub enabled_at: Option<Timestamp>,
    pub second_factor: Option<String>,
    /// A secret that waits for its first right code.
    pub second_factor_offered: Option<String>,
    /// Time step of the last code that was used.
    pub second_factor_step: Option<i64>,
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
    pub password_since: Option<Timestamp>,
    pub has_second_factor: bool,
}

/// How a login went; what is counted, locked or opened follows from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LoginOutcome {
    /// The new count, and until when the account is locked if it is.
    Failed { failure_count: u32, locked_until: Option<Timestamp> },
    Opened {
        token_digest: String,
        csrf: String,
        ip: String,
        /// Time step of the code of the second factor, where there is one.
        step: Option<i64>,
        /// Ends the other sessions of the account.
        is_only: bool,
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
    created_at: String,
    password_since: Option<String>,
    expires_on: Option<String>,
    disabled_at: Option<String>,
    enabled_at: Option<String>,
    second_factor: Option<String>,
    second_factor_offered: Option<String>,
    second_factor_step: Option<i64>,
}

const USER: &str = "SELECT name, display_name, password_hash, must_change_password, failure_count, locked_until,
        last_login, created_at, password_since, expires_on, disabled_at, enabled_at, second_factor,
        second_factor_offered, second_factor_step
     FROM user_account";

impl UserRow {
    fn stored(self) -> Result<StoredUser> {
        let time = |text: &Option<String>| text.as_deref().map(time_of).transpose();
        let day = |text: &String| text.parse().map_err(|_| StoreError::Corrupt { what: format!("日期“{text}”") });
        Ok(StoredUser {
            locked_until: time(&self.locked_until)?,
            last_login: time(&self.last_login)?,
            created_at: time_of(&self.created_at)?,
            password_since: time(&self.password_since)?,
            expires_on: self.expires_on.as_ref().map(day).transpose()?,
            disabled_at: time(&self.disabled_at)?,
            enabled_at: time(&self.enabled_at)?,
            name: self.name,
            display_name: self.display_name,
            password_hash: self.password_hash,
            must_change_password: self.must_change_password != 0,
            failure_count: self.failure_count.unsigned_abs() as u32,
            second_factor: self.second_factor,
            second_factor_offered: self.second_factor_offered,
            second_factor_step: self.second_factor_step,
        })
    }
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
    password_since: Option<String>,
    has_second_factor: i64,
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
        let sql = format!("{USER} WHERE name = $1");
        let row: Option<UserRow> = query_as(sqlx::AssertSqlSafe(sql)).bind(name).fetch_optional(self.readers()).await?;
        row.map(UserRow::stored).transpose()
    }

    /// All accounts, in the order of their names.
    pub async fn users(&self) -> Result<Vec<StoredUser>> {
        let sql = format!("{USER} ORDER BY name");
        let rows: Vec<UserRow> = query_as(sqlx::AssertSqlSafe(sql)).fetch_all(self.readers()).await?;
        rows.into_iter().map(UserRow::stored).collect()
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
            LoginOutcome::Opened { token_digest, csrf, ip, step, is_only } => {
                if *is_only {
                    end_sessions(&mut change, name).await?;
                }
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
                    "UPDATE user_account SET failure_count = 0, locked_until = NULL, last_login = $2,
                            second_factor_step = coalesce($3, second_factor_step) WHERE name = $1",
                )
                .bind(name)
                .bind(stamp(audit.at))
                .bind(*step)
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
                    s.last_seen, s.previous_login, u.password_since,
                    CASE WHEN u.second_factor IS NULL THEN 0 ELSE 1 END AS has_second_factor
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
                password_since: row.password_since.as_deref().map(time_of).transpose()?,
                has_second_factor: row.has_second_factor != 0,
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
