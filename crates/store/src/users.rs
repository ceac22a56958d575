//! User accounts and sessions. Knows hashes and digests only, never a password or a token.

use jiff::Timestamp;
use jiff::civil::Date;
use sqlx::FromRow;

use crate::audit::append;
use crate::people::{Identity, end_sessions, use_code, use_step, user_of};
use crate::sql::{Change, query, query_as, query_scalar};
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
    pub expires_on: Option<Date>,
    pub has_second_factor: bool,
    /// Opened by the issuer of log-ins instead of a password.
    pub is_by_identity: bool,
}

/// What proves the second factor of a login; each counts once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Factor {
    /// Time step of a one-time code.
    Step(i64),
    /// Digest of a recovery code.
    RecoveryCode(String),
}

/// By what somebody was found to be who they say; it must still hold when the session is opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Proof {
    /// Hash that the password was found right by.
    Password(String),
    /// The issuer has named them; digest of the token whose step is used up.
    Identity { identity: Identity, step: String },
}

/// A session to be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSession {
    pub token_digest: String,
    pub csrf: String,
    pub ip: String,
    pub proof: Proof,
    pub factor: Option<Factor>,
    /// Ends the other sessions of the account.
    pub is_only: bool,
}

/// Why a session was not opened though password and code were right a moment ago.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unopened {
    /// Other tries have locked the account meanwhile.
    Locked,
    /// The account was disabled, has got another password or lost its link meanwhile.
    Changed,
    /// The step on the way from the issuer was taken already, or waited too long.
    StepUsed,
    /// Another login has used the code meanwhile.
    CodeUsed,
}

/// What a wrong password or code came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Failed {
    pub count: i64,
    pub is_locked: bool,
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

/// All accounts inside a transaction.
pub(crate) async fn all(change: &mut Change) -> Result<Vec<StoredUser>> {
    let rows: Vec<UserRow> = query_as(USER).fetch_all(&mut **change).await?;
    rows.into_iter().map(UserRow::stored).collect()
}

fn day(text: &String) -> Result<Date> {
    text.parse().map_err(|_| StoreError::Corrupt { what: format!("日期“{text}”") })
}

impl UserRow {
    fn stored(self) -> Result<StoredUser> {
        let time = |text: &Option<String>| text.as_deref().map(time_of).transpose();
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
    expires_on: Option<String>,
    has_second_factor: i64,
    via: String,
}

/// Uses up what proves the second factor; false when somebody else was quicker.
pub(crate) async fn use_factor(
    change: &mut Change,
    name: &str,
    factor: Option<&Factor>,
    audit: &NewAudit,
) -> Result<bool> {
    match factor {
        None => Ok(true),
        Some(Factor::RecoveryCode(digest)) => use_code(change, name, digest, audit).await,
        Some(Factor::Step(step)) => {
            let taken = query(
                "UPDATE user_account SET second_factor_step = $2
                 WHERE name = $1 AND (second_factor_step IS NULL OR second_factor_step < $2)",
            )
            .bind(name)
            .bind(*step)
            .execute(&mut **change)
            .await?;
            Ok(taken.rows_affected() == 1)
        }
    }
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

    /// Counts a wrong password or code, under the lock that all changes wait for, so that tries at the same moment are
    /// all counted. From `max` on the account is locked until `until`; a lock that has run out starts the count anew.
    pub async fn record_failure(&self, name: &str, max: i64, until: Timestamp, audit: &NewAudit) -> Result<Failed> {
        let mut change = self.change().await?;
        let held: Option<(i64, Option<String>)> =
            query_as("SELECT failure_count, locked_until FROM user_account WHERE name = $1")
                .bind(name)
                .fetch_optional(&mut *change)
                .await?;
        let Some((count, locked)) = held else {
            return Err(StoreError::Missing { what: format!("用户“{name}”") });
        };
        let locked = locked.as_deref().map(time_of).transpose()?;
        let count = if locked.is_some_and(|until| until <= audit.at) { 1 } else { count + 1 };
        let is_locked = count >= max;
        let locked_until = match locked.filter(|until| *until > audit.at) {
            Some(held) => Some(held),
            None => is_locked.then_some(until),
        };
        let note =
            audit.note.as_deref().map_or_else(|| format!("第 {count} 次"), |note| format!("第 {count} 次{note}"));
        let audit = NewAudit { note: Some(note), ..audit.clone() };
        append(&mut change, &audit, &model::digest(name.as_bytes())).await?;
        query("UPDATE user_account SET failure_count = $2, locked_until = $3 WHERE name = $1")
            .bind(name)
            .bind(count)
            .bind(locked_until.map(stamp))
            .execute(&mut *change)
            .await?;
        change.commit().await?;
        Ok(Failed { count, is_locked: locked_until.is_some() })
    }

    /// Opens a session, unless the account was locked, disabled or given another password, or the code used, since they
    /// were looked at. Whatever ends the sessions of an account holds the same lock: none is opened behind it.
    pub async fn open_session(
        &self,
        name: &str,
        session: &NewSession,
        audit: &NewAudit,
    ) -> Result<std::result::Result<(), Unopened>> {
        let mut change = self.change().await?;
        let (locked, disabled, hash): (Option<String>, Option<String>, String) =
            query_as("SELECT locked_until, disabled_at, password_hash FROM user_account WHERE name = $1")
                .bind(name)
                .fetch_one(&mut *change)
                .await?;
        let holds = match &session.proof {
            Proof::Password(proved) => hash == *proved,
            Proof::Identity { identity, .. } => user_of(&mut change, identity).await?.as_deref() == Some(name),
        };
        if disabled.is_some() || !holds {
            return Ok(Err(Unopened::Changed));
        }
        if locked.as_deref().map(time_of).transpose()?.is_some_and(|until| until > audit.at) {
            return Ok(Err(Unopened::Locked));
        }
        if !use_factor(&mut change, name, session.factor.as_ref(), audit).await? {
            return Ok(Err(Unopened::CodeUsed));
        }
        let via = match &session.proof {
            Proof::Password(_) => "password",
            Proof::Identity { step, .. } => {
                if !use_step(&mut change, (step, "code"), name, audit.at).await? {
                    return Ok(Err(Unopened::StepUsed));
                }
                "identity"
            }
        };
        append(&mut change, audit, &model::digest(name.as_bytes())).await?;
        if session.is_only {
            end_sessions(&mut change, name).await?;
        }
        query(
            "INSERT INTO user_session (token_digest, user_name, csrf, ip, created_at, last_seen, previous_login, via)
             VALUES ($1, $2, $3, $4, $5, $5, (SELECT last_login FROM user_account WHERE name = $2), $6)",
        )
        .bind(&session.token_digest)
        .bind(name)
        .bind(&session.csrf)
        .bind(&session.ip)
        .bind(stamp(audit.at))
        .bind(via)
        .execute(&mut *change)
        .await?;
        query("UPDATE user_account SET failure_count = 0, locked_until = NULL, last_login = $2 WHERE name = $1")
            .bind(name)
            .bind(stamp(audit.at))
            .execute(&mut *change)
            .await?;
        change.commit().await?;
        Ok(Ok(()))
    }

    pub async fn session(&self, token_digest: &str) -> Result<Option<StoredSession>> {
        let row: Option<SessionRow> = query_as(
            "SELECT s.token_digest, s.user_name, u.display_name, u.must_change_password, s.csrf, s.ip, s.created_at,
                    s.last_seen, s.previous_login, u.password_since, u.expires_on,
                    CAST(CASE WHEN u.second_factor IS NULL THEN 0 ELSE 1 END AS BIGINT) AS has_second_factor,
                    s.via
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
                expires_on: row.expires_on.as_ref().map(day).transpose()?,
                has_second_factor: row.has_second_factor != 0,
                is_by_identity: row.via == "identity",
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
