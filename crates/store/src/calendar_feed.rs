//! Addresses of calendars, one an account. Knows the digest of the secret in an address, never the secret.

use jiff::Timestamp;

use crate::audit::append;
use crate::sql::{query, query_scalar};
use crate::{NewAudit, Result, Store, stamp, time_of};

impl Store {
    /// When the address of an account was made; nothing where it has none.
    pub async fn calendar_feed(&self, user: &str) -> Result<Option<Timestamp>> {
        let made: Option<String> = query_scalar("SELECT made_at FROM calendar_feed WHERE user_name = $1")
            .bind(user)
            .fetch_optional(self.readers())
            .await?;
        made.as_deref().map(time_of).transpose()
    }

    /// A new address in place of an earlier one.
    pub async fn make_calendar_feed(&self, user: &str, token_digest: &str, audit: &NewAudit) -> Result<()> {
        let mut change = self.change().await?;
        append(&mut change, audit, &model::digest(user.as_bytes())).await?;
        query(
            "INSERT INTO calendar_feed (user_name, token_digest, made_at) VALUES ($1, $2, $3)
             ON CONFLICT (user_name) DO UPDATE SET token_digest = $2, made_at = $3",
        )
        .bind(user)
        .bind(token_digest)
        .bind(stamp(audit.at))
        .execute(&mut *change)
        .await?;
        change.commit().await
    }

    /// The address leads nowhere from now on; whether there was one.
    pub async fn end_calendar_feed(&self, user: &str, audit: &NewAudit) -> Result<bool> {
        let mut change = self.change().await?;
        let ended = query("DELETE FROM calendar_feed WHERE user_name = $1").bind(user).execute(&mut *change).await?;
        if ended.rows_affected() == 0 {
            return Ok(false);
        }
        append(&mut change, audit, &model::digest(user.as_bytes())).await?;
        change.commit().await?;
        Ok(true)
    }

    /// Whose address has a secret with this digest.
    pub async fn calendar_owner(&self, token_digest: &str) -> Result<Option<String>> {
        Ok(query_scalar("SELECT user_name FROM calendar_feed WHERE token_digest = $1")
            .bind(token_digest)
            .fetch_optional(self.readers())
            .await?)
    }
}
