//! Who may take the steps of a pack (办理角色). Granted and taken back, never overwritten.

use crate::audit::append;
use crate::dictionary::fold;
use crate::sql::{Change, query, query_as, query_scalar};
use crate::{NewAudit, Result, Store, StoreError, stamp};

/// Gives a user a role of a pack, or takes it back, as part of a transaction. False when that is so already.
pub(crate) async fn grant_role(
    change: &mut Change,
    (pack, role): (&str, &str),
    user: &str,
    is_granted: bool,
    audit: &NewAudit,
) -> Result<bool> {
    let held: Option<i64> = query_scalar(
        "SELECT is_granted FROM role_grant WHERE pack = $1 AND role = $2 AND user_name = $3
         ORDER BY seq DESC LIMIT 1",
    )
    .bind(pack)
    .bind(role)
    .bind(user)
    .fetch_optional(&mut **change)
    .await?;
    if held.unwrap_or_default() == i64::from(is_granted) {
        return Ok(false);
    }
    let content = grant_line(pack, role, user, is_granted);
    let audit_seq = append(change, audit, &fold("", &content)).await?;
    query(
        "INSERT INTO role_grant (pack, role, user_name, seq, is_granted, at, actor, audit_seq)
         VALUES ($1, $2, $3, (SELECT coalesce(max(seq), 0) + 1 FROM role_grant
                              WHERE pack = $1 AND role = $2 AND user_name = $3), $4, $5, $6, $7)",
    )
    .bind(pack)
    .bind(role)
    .bind(user)
    .bind(i64::from(is_granted))
    .bind(stamp(audit.at))
    .bind(&audit.actor)
    .bind(audit_seq)
    .execute(&mut **change)
    .await?;
    Ok(true)
}

impl Store {
    /// Gives a user a role of a pack, or takes it back. Nothing is written when that is so already; false then.
    pub async fn set_role(
        &self,
        pack: &str,
        role: &str,
        user: &str,
        is_granted: bool,
        audit: &NewAudit,
    ) -> Result<bool> {
        if self.user(user).await?.is_none() {
            return Err(StoreError::Missing { what: format!("用户“{user}”") });
        }
        let mut change = self.change().await?;
        let is_new = grant_role(&mut change, (pack, role), user, is_granted, audit).await?;
        change.commit().await?;
        Ok(is_new)
    }

    /// Pack and role of everything that a user holds in packs.
    pub async fn pack_roles_of(&self, user: &str) -> Result<Vec<(String, String)>> {
        Ok(query_as(
            "SELECT pack, role FROM role_grant g WHERE g.user_name = $1 AND g.is_granted = 1
               AND NOT EXISTS (SELECT 1 FROM role_grant n WHERE n.pack = g.pack AND n.role = g.role
                               AND n.user_name = g.user_name AND n.seq > g.seq)
             ORDER BY pack, role",
        )
        .bind(user)
        .fetch_all(self.readers())
        .await?)
    }

    /// Codes of the roles that a user has in a pack.
    pub async fn roles_of(&self, user: &str, pack: &str) -> Result<Vec<String>> {
        Ok(query_scalar(
            "SELECT role FROM role_grant g WHERE g.user_name = $1 AND g.pack = $2 AND g.is_granted = 1
               AND NOT EXISTS (SELECT 1 FROM role_grant n WHERE n.pack = g.pack AND n.role = g.role
                               AND n.user_name = g.user_name AND n.seq > g.seq)
             ORDER BY role",
        )
        .bind(user)
        .bind(pack)
        .fetch_all(self.readers())
        .await?)
    }
}

pub(super) fn grant_line(pack: &str, role: &str, user: &str, is_granted: bool) -> String {
    format!("grant\t{pack}\t{role}\t{user}\t{is_granted}")
}
