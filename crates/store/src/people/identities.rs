//! Who of an issuer of log-ins enters which account, and the steps on the way in. Links are rows of `access_record`, so that
//! the audit chain vouches for them. Verifies no token and knows digests of browsers' tokens only.

use std::collections::BTreeMap;

use jiff::Timestamp;
use model::people::ChangeFault;
use serde::{Deserialize, Serialize};

use super::record;
use crate::audit::append;
use crate::sql::{Change, query, query_scalar};
use crate::users::{Factor, use_factor};
use crate::{NewAudit, Result, Store, from_json, stamp, to_json};

/// Somebody as an issuer knows them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    pub issuer: String,
    /// `sub`.
    pub subject: String,
}

/// A body of `access_record`: whom the identity enters as from then on, if anybody.
#[derive(Serialize, Deserialize)]
struct Linked {
    issuer: String,
    subject: String,
    user: Option<String>,
}

impl Identity {
    /// Short and of one length, whatever the issuer calls people.
    fn code(&self) -> String {
        model::digest(format!("{}\n{}", self.issuer, self.subject).as_bytes())
    }
}

/// The account that an identity enters, inside a transaction.
pub(crate) async fn user_of(change: &mut Change, identity: &Identity) -> Result<Option<String>> {
    let body: Option<String> =
        query_scalar("SELECT body FROM access_record WHERE kind = 'identity' AND code = $1 ORDER BY seq DESC LIMIT 1")
            .bind(identity.code())
            .fetch_optional(&mut **change)
            .await?;
    newest(body)
}

fn newest(body: Option<String>) -> Result<Option<String>> {
    let linked: Option<Linked> = body.map(|body| from_json(&body, "统一身份关联")).transpose()?;
    Ok(linked.and_then(|linked| linked.user))
}

const STANDING: &str = "SELECT body FROM access_record r WHERE kind = 'identity'
    AND seq = (SELECT max(n.seq) FROM access_record n WHERE n.kind = r.kind AND n.code = r.code)";

fn by_user(bodies: Vec<String>) -> Result<BTreeMap<String, Vec<Identity>>> {
    let mut found: BTreeMap<String, Vec<Identity>> = BTreeMap::new();
    for body in bodies {
        let Linked { issuer, subject, user } = from_json(&body, "统一身份关联")?;
        if let Some(user) = user {
            found.entry(user).or_default().push(Identity { issuer, subject });
        }
    }
    Ok(found)
}

async fn write(change: &mut Change, identity: &Identity, user: Option<&str>, audit: &NewAudit) -> Result<()> {
    let Identity { issuer, subject } = identity.clone();
    let body = to_json(&Linked { issuer, subject, user: user.map(str::to_string) })?;
    record(change, ("identity", &identity.code()), &body, audit).await
}

type Done = std::result::Result<(), ChangeFault>;

/// One identity enters one account, and an account is entered by one identity of an issuer.
pub(super) async fn link(change: &mut Change, user: &str, identity: &Identity, audit: &NewAudit) -> Result<Done> {
    if let Some(holder) = user_of(change, identity).await? {
        return Ok(Err(ChangeFault::IdentityTaken { subject: identity.subject.clone(), user: holder }));
    }
    let standing = by_user(query_scalar(STANDING).fetch_all(&mut **change).await?)?;
    let held = standing.get(user).and_then(|held| held.iter().find(|one| one.issuer == identity.issuer));
    if let Some(held) = held {
        return Ok(Err(ChangeFault::HasIdentity { user: user.to_string(), subject: held.subject.clone() }));
    }
    write(change, identity, Some(user), audit).await?;
    Ok(Ok(()))
}

/// Ends every link of an account, and the sessions that were opened by them.
pub(super) async fn unlink(change: &mut Change, user: &str, audit: &NewAudit) -> Result<Done> {
    let mut standing = by_user(query_scalar(STANDING).fetch_all(&mut **change).await?)?;
    let Some(held) = standing.remove(user) else { return Ok(Err(ChangeFault::NoIdentity(user.to_string()))) };
    for identity in &held {
        write(change, identity, None, audit).await?;
    }
    query("DELETE FROM user_session WHERE user_name = $1 AND via = 'identity'")
        .bind(user)
        .execute(&mut **change)
        .await?;
    query("DELETE FROM sign_in_step WHERE user_name = $1 AND kind <> 'used'").bind(user).execute(&mut **change).await?;
    Ok(Ok(()))
}

/// Whether the step of that kind waited for that account until now; it is used up by this.
pub(crate) async fn use_step(
    change: &mut Change,
    (digest, kind): (&str, &str),
    user: &str,
    now: Timestamp,
) -> Result<bool> {
    let used = query(
        "UPDATE sign_in_step SET kind = 'used' WHERE digest = $1 AND kind = $2 AND user_name = $3 AND ends_at >= $4",
    )
    .bind(digest)
    .bind(kind)
    .bind(user)
    .bind(stamp(now))
    .execute(&mut **change)
    .await?;
    Ok(used.rows_affected() == 1)
}

/// A step that nothing was done with yet; false when the token was seen before.
async fn begin(change: &mut Change, (digest, kind): (&str, &str), user: &str, ends: Ends) -> Result<bool> {
    query("DELETE FROM sign_in_step WHERE ends_at < $1").bind(stamp(ends.now)).execute(&mut **change).await?;
    let made = query(
        "INSERT INTO sign_in_step (digest, kind, user_name, ends_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (digest) DO NOTHING",
    )
    .bind(digest)
    .bind(kind)
    .bind(user)
    .bind(stamp(ends.at))
    .execute(&mut **change)
    .await?;
    Ok(made.rows_affected() == 1)
}

/// Until when a step may be taken, and what time it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ends {
    pub now: Timestamp,
    pub at: Timestamp,
}

impl Store {
    pub async fn user_of_identity(&self, identity: &Identity) -> Result<Option<String>> {
        let body: Option<String> = query_scalar(
            "SELECT body FROM access_record WHERE kind = 'identity' AND code = $1 ORDER BY seq DESC LIMIT 1",
        )
        .bind(identity.code())
        .fetch_optional(self.readers())
        .await?;
        newest(body)
    }

    /// Everybody who is linked, by account.
    pub async fn identities(&self) -> Result<BTreeMap<String, Vec<Identity>>> {
        by_user(query_scalar(STANDING).fetch_all(self.readers()).await?)
    }

    /// The issuer has named somebody: the session is still to be opened. False when the token was seen before.
    pub async fn begin_sign_in(&self, digest: &str, user: &str, ends: Ends) -> Result<bool> {
        let mut change = self.change().await?;
        let is_new = begin(&mut change, (digest, "code"), user, ends).await?;
        change.commit().await?;
        Ok(is_new)
    }

    /// Whose session is still to be opened with this token.
    pub async fn waiting_sign_in(&self, digest: &str, now: Timestamp) -> Result<Option<String>> {
        Ok(query_scalar("SELECT user_name FROM sign_in_step WHERE digest = $1 AND kind = 'code' AND ends_at >= $2")
            .bind(digest)
            .bind(stamp(now))
            .fetch_optional(self.readers())
            .await?)
    }

    /// Somebody who has proved themselves goes to the issuer to be linked. False when the code was used meanwhile.
    pub async fn begin_link(
        &self,
        digest: &str,
        user: &str,
        (factor, ends): (Option<&Factor>, Ends),
        audit: &NewAudit,
    ) -> Result<bool> {
        let mut change = self.change().await?;
        if !use_factor(&mut change, user, factor, audit).await?
            || !begin(&mut change, (digest, "link"), user, ends).await?
        {
            return Ok(false);
        }
        append(&mut change, audit, &model::digest(user.as_bytes())).await?;
        change.commit().await?;
        Ok(true)
    }

    /// Links the account whose step waits; nothing when no step of this account does.
    pub async fn link_identity(
        &self,
        digest: &str,
        user: &str,
        identity: &Identity,
        audit: &NewAudit,
    ) -> Result<Option<Done>> {
        let mut change = self.change().await?;
        if !use_step(&mut change, (digest, "link"), user, audit.at).await? {
            return Ok(None);
        }
        let done = link(&mut change, user, identity, audit).await?;
        if done.is_ok() {
            change.commit().await?;
        }
        Ok(Some(done))
    }

    pub async fn unlink_identity(&self, user: &str, audit: &NewAudit) -> Result<Done> {
        let mut change = self.change().await?;
        let done = unlink(&mut change, user, audit).await?;
        if done.is_ok() {
            change.commit().await?;
        }
        Ok(done)
    }

    /// The name by which an account is linked at one issuer.
    pub async fn identity_at(&self, issuer: &str, user: &str) -> Result<Option<String>> {
        let held = self.identities().await?.remove(user).unwrap_or_default();
        Ok(held.into_iter().find(|one| one.issuer == issuer).map(|one| one.subject))
    }
}
