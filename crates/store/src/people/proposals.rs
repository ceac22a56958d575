//! Proposals about accounts and rights, each decided once by somebody else than who made it.

use std::collections::BTreeMap;

use jiff::Timestamp;
use model::people::{AccessChange, ChangeFault};
use serde::{Deserialize, Serialize};

use super::apply::{Secret, apply};
use super::record;
use super::standing::{StandingCheck, standing};
use crate::sql::{Change, query_as, query_scalar};
use crate::{NewAudit, Result, Store, StoreError, from_json, time_of, to_json};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredProposal {
    pub id: i64,
    pub changes: Vec<AccessChange>,
    pub note: Option<String>,
    pub at: Timestamp,
    pub by: String,
    pub decided: Option<ProposalDecision>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposalDecision {
    pub is_approved: bool,
    pub note: Option<String>,
    pub at: Timestamp,
    pub by: String,
}

#[derive(Serialize, Deserialize)]
struct Asked {
    changes: Vec<AccessChange>,
    note: Option<String>,
}

#[derive(Serialize, Deserialize)]
struct Decided {
    is_approved: bool,
    note: Option<String>,
}

type Line = (String, i64, String, String, String);

fn proposals(lines: Vec<Line>) -> Result<Vec<StoredProposal>> {
    let mut found: BTreeMap<i64, StoredProposal> = BTreeMap::new();
    for (code, seq, body, at, by) in lines {
        let id = code.parse().map_err(|_| StoreError::Corrupt { what: format!("申请编号“{code}”") })?;
        let at = time_of(&at)?;
        if seq == 1 {
            let Asked { changes, note } = from_json(&body, "账户和权限变更申请")?;
            found.insert(id, StoredProposal { id, changes, note, at, by, decided: None });
        } else if let Some(proposal) = found.get_mut(&id) {
            let Decided { is_approved, note } = from_json(&body, "账户和权限变更审批")?;
            proposal.decided = Some(ProposalDecision { is_approved, note, at, by });
        }
    }
    Ok(found.into_values().rev().collect())
}

/// Carries changes out inside a transaction and looks at what they come to. After a fault nothing of it may be kept.
async fn carry_out(
    change: &mut Change,
    (id, changes): (i64, &[AccessChange]),
    secrets: &BTreeMap<String, Secret>,
    check: StandingCheck<'_>,
    audit: &NewAudit,
) -> Result<std::result::Result<(), ChangeFault>> {
    let before = standing(change).await?;
    for one in changes {
        if let Err(fault) = apply(change, one, id, secrets, audit).await? {
            return Ok(Err(fault));
        }
    }
    Ok(check(&before, &standing(change).await?))
}

impl Store {
    /// Whether changes could be carried out now. Nothing of it is kept.
    pub async fn rehearse(
        &self,
        changes: &[AccessChange],
        check: StandingCheck<'_>,
        audit: &NewAudit,
    ) -> Result<std::result::Result<(), ChangeFault>> {
        let users = changes.iter().filter_map(AccessChange::user);
        let secrets = users.map(|user| (user.to_string(), Secret(String::new()))).collect();
        let mut change = self.change().await?;
        carry_out(&mut change, (0, changes), &secrets, check, audit).await
    }

    /// Number of the new proposal.
    pub async fn propose(&self, changes: &[AccessChange], note: Option<&str>, audit: &NewAudit) -> Result<i64> {
        let mut change = self.change().await?;
        let last: i64 =
            query_scalar("SELECT coalesce(max(CAST(code AS BIGINT)), 0) FROM access_record WHERE kind = 'proposal'")
                .fetch_one(&mut *change)
                .await?;
        let id = last + 1;
        let body = to_json(&Asked { changes: changes.to_vec(), note: note.map(str::to_string) })?;
        let audit = NewAudit { object: format!("proposal/{id}"), ..audit.clone() };
        record(&mut change, ("proposal", &id.to_string()), &body, &audit).await?;
        change.commit().await?;
        Ok(id)
    }

    /// All proposals, newest first.
    pub async fn proposals(&self) -> Result<Vec<StoredProposal>> {
        let lines: Vec<Line> =
            query_as("SELECT code, seq, body, at, actor FROM access_record WHERE kind = 'proposal' ORDER BY code, seq")
                .fetch_all(self.readers())
                .await?;
        proposals(lines)
    }

    pub async fn proposal(&self, id: i64) -> Result<StoredProposal> {
        let lines: Vec<Line> = query_as(
            "SELECT code, seq, body, at, actor FROM access_record WHERE kind = 'proposal' AND code = $1 ORDER BY seq",
        )
        .bind(id.to_string())
        .fetch_all(self.readers())
        .await?;
        let missing = || StoreError::Missing { what: format!("第 {id} 号申请") };
        proposals(lines)?.into_iter().next().ok_or_else(missing)
    }

    /// Decides a proposal; what is approved is carried out in the same transaction. `secrets` are the hashes of the
    /// one-time passwords, by user; `check` is asked under the lock, so that two approvals at once are seen together.
    pub async fn decide_proposal(
        &self,
        id: i64,
        is_approved: bool,
        note: Option<&str>,
        (secrets, check): (&BTreeMap<String, Secret>, StandingCheck<'_>),
        audit: &NewAudit,
    ) -> Result<std::result::Result<(), ChangeFault>> {
        let mut change = self.change().await?;
        let lines: Vec<Line> = query_as(
            "SELECT code, seq, body, at, actor FROM access_record WHERE kind = 'proposal' AND code = $1 ORDER BY seq",
        )
        .bind(id.to_string())
        .fetch_all(&mut *change)
        .await?;
        let missing = || StoreError::Missing { what: format!("第 {id} 号申请") };
        let proposal = proposals(lines)?.into_iter().next().ok_or_else(missing)?;
        if let Some(decided) = &proposal.decided {
            let what =
                format!("第 {id} 号申请已由“{}”{}", decided.by, if decided.is_approved { "批准" } else { "退回" });
            return Err(StoreError::Duplicate { what });
        }
        if proposal.by == audit.actor {
            return Err(StoreError::Duplicate {
                what: format!("第 {id} 号申请由您提出，须由另一人审批")
            });
        }
        let body = to_json(&Decided { is_approved, note: note.map(str::to_string) })?;
        let decision = NewAudit { object: format!("proposal/{id}"), ..audit.clone() };
        record(&mut change, ("proposal", &id.to_string()), &body, &decision).await?;
        if is_approved {
            let done = carry_out(&mut change, (id, &proposal.changes), secrets, check, audit).await?;
            if done.is_err() {
                return Ok(done);
            }
        }
        change.commit().await?;
        Ok(Ok(()))
    }
}
