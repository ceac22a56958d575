//! Secrets of the second factor and its recovery codes. Knows digests of the codes only, never a code.

use super::accounts::{end_sessions, missing};
use crate::audit::append;
use crate::sql::{Change, query, query_as, query_scalar};
use crate::{NewAudit, Result, Store, StoreError, stamp};

/// Forgets the second factor with its recovery codes and ends the sessions.
pub(super) async fn forget(change: &mut Change, name: &str, audit: &NewAudit) -> Result<()> {
    append(change, audit, &model::digest(name.as_bytes())).await?;
    end_sessions(change, name).await?;
    void_codes(change, name).await?;
    let changed = query(
        "UPDATE user_account SET second_factor = NULL, second_factor_offered = NULL, second_factor_step = NULL
         WHERE name = $1",
    )
    .bind(name)
    .execute(&mut **change)
    .await?;
    if changed.rows_affected() == 0 { Err(missing(name)) } else { Ok(()) }
}

async fn void_codes(change: &mut Change, name: &str) -> Result<()> {
    query("DELETE FROM recovery_code WHERE user_name = $1").bind(name).execute(&mut **change).await?;
    Ok(())
}

/// Uses a recovery code up; nothing was done when there is none with this digest that is still unused.
pub(crate) async fn use_code(change: &mut Change, name: &str, digest: &str, audit: &NewAudit) -> Result<bool> {
    let used =
        query("UPDATE recovery_code SET used_at = $3 WHERE user_name = $1 AND code_digest = $2 AND used_at IS NULL")
            .bind(name)
            .bind(digest)
            .bind(stamp(audit.at))
            .execute(&mut **change)
            .await?;
    Ok(used.rows_affected() == 1)
}

/// The secrets of one user as they are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptFactor {
    pub user: String,
    pub second_factor: Option<String>,
    pub offered: Option<String>,
}

impl Store {
    /// Everybody who has a secret or was offered one, by name.
    pub async fn kept_factors(&self) -> Result<Vec<KeptFactor>> {
        let rows: Vec<(String, Option<String>, Option<String>)> = query_as(
            "SELECT name, second_factor, second_factor_offered FROM user_account
             WHERE second_factor IS NOT NULL OR second_factor_offered IS NOT NULL ORDER BY name",
        )
        .fetch_all(self.readers())
        .await?;
        let kept = |(user, second_factor, offered)| KeptFactor { user, second_factor, offered };
        Ok(rows.into_iter().map(kept).collect())
    }

    /// Puts other texts in the place of secrets, where they still are what they were; how many accounts were changed.
    pub async fn replace_factors(&self, pairs: &[(KeptFactor, KeptFactor)], audit: &NewAudit) -> Result<u64> {
        let mut change = self.change().await?;
        let mut changed = 0;
        for (old, new) in pairs {
            let done = query(
                "UPDATE user_account SET second_factor = $2, second_factor_offered = $3
                 WHERE name = $1 AND coalesce(second_factor, '') = $4 AND coalesce(second_factor_offered, '') = $5",
            )
            .bind(&old.user)
            .bind(&new.second_factor)
            .bind(&new.offered)
            .bind(old.second_factor.as_deref().unwrap_or_default())
            .bind(old.offered.as_deref().unwrap_or_default())
            .execute(&mut *change)
            .await?;
            changed += done.rows_affected();
        }
        // Another process was quicker: nothing is written.
        if changed > 0 {
            append(&mut change, audit, &model::digest(b"")).await?;
            change.commit().await?;
        }
        Ok(changed)
    }

    /// Keeps a secret that counts from its first right code on.
    pub async fn offer_second_factor(&self, name: &str, secret: &str, audit: &NewAudit) -> Result<()> {
        let mut change = self.change().await?;
        append(&mut change, audit, &model::digest(name.as_bytes())).await?;
        query("UPDATE user_account SET second_factor_offered = $2 WHERE name = $1")
            .bind(name)
            .bind(secret)
            .execute(&mut *change)
            .await?;
        change.commit().await?;
        Ok(())
    }

    /// The offered secret counts from now on, and the recovery codes with these digests in place of earlier ones; `step`
    /// is that of the code that proved the secret. Refused when `secret` is no longer the offered one.
    pub async fn take_second_factor(
        &self,
        name: &str,
        (secret, step): (&str, i64),
        codes: &[String],
        audit: &NewAudit,
    ) -> Result<()> {
        let mut change = self.change().await?;
        append(&mut change, audit, &model::digest(name.as_bytes())).await?;
        let taken = query(
            "UPDATE user_account SET second_factor = second_factor_offered, second_factor_offered = NULL,
                    second_factor_step = $3 WHERE name = $1 AND second_factor_offered = $2",
        )
        .bind(name)
        .bind(secret)
        .bind(step)
        .execute(&mut *change)
        .await?;
        if taken.rows_affected() == 0 {
            return Err(StoreError::Duplicate {
                what: "动态口令密钥已更换，请用最新的二维码重新设置".to_string()
            });
        }
        void_codes(&mut change, name).await?;
        for (seq, digest) in (1_i64..).zip(codes) {
            query("INSERT INTO recovery_code (user_name, seq, code_digest) VALUES ($1, $2, $3)")
                .bind(name)
                .bind(seq)
                .bind(digest)
                .execute(&mut *change)
                .await?;
        }
        change.commit().await?;
        Ok(())
    }

    pub async fn reset_second_factor(&self, name: &str, audit: &NewAudit) -> Result<()> {
        let mut change = self.change().await?;
        forget(&mut change, name, audit).await?;
        change.commit().await?;
        Ok(())
    }

    /// How many recovery codes of a user are still unused.
    pub async fn recovery_codes_left(&self, name: &str) -> Result<i64> {
        Ok(query_scalar("SELECT count(*) FROM recovery_code WHERE user_name = $1 AND used_at IS NULL")
            .bind(name)
            .fetch_one(self.readers())
            .await?)
    }

    /// Whether a user has an unused recovery code with this digest.
    pub async fn has_recovery_code(&self, name: &str, digest: &str) -> Result<bool> {
        let count: i64 = query_scalar(
            "SELECT count(*) FROM recovery_code WHERE user_name = $1 AND code_digest = $2 AND used_at IS NULL",
        )
        .bind(name)
        .bind(digest)
        .fetch_one(self.readers())
        .await?;
        Ok(count > 0)
    }
}
