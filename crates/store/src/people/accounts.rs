//! What is done to an account as part of a transaction: opening, a new password, disabling.

use jiff::civil::Date;

use crate::audit::{append, duplicate};
use crate::sql::{Change, query, query_scalar};
use crate::{NewAudit, Result, Store, StoreError, stamp};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewUser {
    pub name: String,
    pub display_name: String,
    pub password_hash: String,
    pub must_change_password: bool,
    pub expires_on: Option<Date>,
}

pub(super) fn missing(name: &str) -> StoreError {
    StoreError::Missing { what: format!("用户“{name}”") }
}

pub(super) async fn add(change: &mut Change, user: &NewUser, audit: &NewAudit) -> Result<()> {
    append(change, audit, &model::digest(user.name.as_bytes())).await?;
    query(
        "INSERT INTO user_account (name, display_name, password_hash, must_change_password, failure_count, created_at,
                                   password_since, expires_on)
         VALUES ($1, $2, $3, $4, 0, $5, $5, $6)",
    )
    .bind(&user.name)
    .bind(&user.display_name)
    .bind(&user.password_hash)
    .bind(i64::from(user.must_change_password))
    .bind(stamp(audit.at))
    .bind(user.expires_on.map(|day| day.to_string()))
    .execute(&mut **change)
    .await
    .map_err(|error| duplicate(error, || format!("用户“{}”已存在，请换一个用户名", user.name)))?;
    remember(change, &user.name, &user.password_hash, audit).await
}

/// Keeps the hash of a password that holds from now on.
async fn remember(change: &mut Change, name: &str, hash: &str, audit: &NewAudit) -> Result<()> {
    query(
        "INSERT INTO password_history (user_name, seq, password_hash, since)
         VALUES ($1, (SELECT coalesce(max(seq), 0) + 1 FROM password_history WHERE user_name = $1), $2, $3)",
    )
    .bind(name)
    .bind(hash)
    .bind(stamp(audit.at))
    .execute(&mut **change)
    .await?;
    Ok(())
}

/// Sets a new hash, unlocks the account and ends its sessions except `kept`.
pub(super) async fn set_hash(
    change: &mut Change,
    name: &str,
    hash: &str,
    must_change: bool,
    kept: Option<&str>,
    audit: &NewAudit,
) -> Result<()> {
    append(change, audit, &model::digest(name.as_bytes())).await?;
    let changed = query(
        "UPDATE user_account SET password_hash = $2, must_change_password = $3, failure_count = 0,
                locked_until = NULL, password_since = $4 WHERE name = $1",
    )
    .bind(name)
    .bind(hash)
    .bind(i64::from(must_change))
    .bind(stamp(audit.at))
    .execute(&mut **change)
    .await?;
    if changed.rows_affected() == 0 {
        return Err(missing(name));
    }
    remember(change, name, hash, audit).await?;
    end_steps(change, name).await?;
    query("DELETE FROM user_session WHERE user_name = $1 AND token_digest <> $2")
        .bind(name)
        .bind(kept.unwrap_or_default())
        .execute(&mut **change)
        .await?;
    Ok(())
}

pub(crate) async fn end_sessions(change: &mut Change, name: &str) -> Result<()> {
    query("DELETE FROM user_session WHERE user_name = $1").bind(name).execute(&mut **change).await?;
    end_steps(change, name).await
}

/// Nobody who is on the way in, or about to be linked, goes on from before.
async fn end_steps(change: &mut Change, name: &str) -> Result<()> {
    query("DELETE FROM sign_in_step WHERE user_name = $1 AND kind <> 'used'").bind(name).execute(&mut **change).await?;
    Ok(())
}

/// Opens an account again until `last_day`, or disables it (nothing given) and ends its sessions.
pub(super) async fn enable(
    change: &mut Change,
    name: &str,
    last_day: Option<Option<Date>>,
    audit: &NewAudit,
) -> Result<()> {
    append(change, audit, &model::digest(name.as_bytes())).await?;
    let now = stamp(audit.at);
    let changed = match last_day {
        Some(expires_on) => {
            query(
                "UPDATE user_account SET disabled_at = NULL, enabled_at = $2, expires_on = $3, failure_count = 0,
                        locked_until = NULL WHERE name = $1",
            )
            .bind(name)
            .bind(now)
            .bind(expires_on.map(|day| day.to_string()))
            .execute(&mut **change)
            .await?
        }
        None => {
            end_sessions(change, name).await?;
            query("UPDATE user_account SET disabled_at = $2 WHERE name = $1")
                .bind(name)
                .bind(now)
                .execute(&mut **change)
                .await?
        }
    };
    if changed.rows_affected() == 0 { Err(missing(name)) } else { Ok(()) }
}

impl Store {
    pub async fn add_user(&self, user: &NewUser, audit: &NewAudit) -> Result<()> {
        let mut change = self.change().await?;
        add(&mut change, user, audit).await?;
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
        set_hash(&mut change, name, hash, must_change, kept, audit).await?;
        change.commit().await?;
        Ok(())
    }

    /// Opens an account again until `last_day`, or disables it (nothing given).
    pub async fn enable_user(&self, name: &str, last_day: Option<Option<Date>>, audit: &NewAudit) -> Result<()> {
        let mut change = self.change().await?;
        enable(&mut change, name, last_day, audit).await?;
        change.commit().await?;
        Ok(())
    }

    /// Hashes of the newest passwords of a user, newest first.
    pub async fn old_passwords(&self, name: &str, count: i64) -> Result<Vec<String>> {
        Ok(query_scalar("SELECT password_hash FROM password_history WHERE user_name = $1 ORDER BY seq DESC LIMIT $2")
            .bind(name)
            .bind(count)
            .fetch_all(self.readers())
            .await?)
    }
}
