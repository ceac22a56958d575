//! Bodies, assignments of roles, proposals about accounts, settings. Nothing is overwritten: the newest row stands.

mod accounts;
mod agencies;
mod apply;
mod assignments;
mod identities;
mod proposals;
mod second_factor;
mod settings;
mod standing;
mod verify;

use crate::audit::append;
use crate::dictionary::fold;
use crate::sql::{Change, query};
use crate::{NewAudit, Result, stamp};

pub use accounts::NewUser;
pub(crate) use accounts::end_sessions;
pub use apply::Secret;
pub use assignments::{AssignmentEnd, StoredAssignment};
pub use identities::{Ends, Identity};
pub(crate) use identities::{use_step, user_of};
pub use proposals::{ProposalDecision, StoredProposal};
pub use second_factor::KeptFactor;
pub(crate) use second_factor::use_code;
pub use standing::{Standing, StandingCheck};

/// Appends a row of `access_record` with its audit entry.
async fn record(change: &mut Change, (kind, code): (&str, &str), body: &str, audit: &NewAudit) -> Result<()> {
    let audit_seq = append(change, audit, &fold("", &record_line(kind, code, body))).await?;
    query(
        "INSERT INTO access_record (kind, code, seq, body, at, actor, audit_seq)
         VALUES ($1, $2, (SELECT coalesce(max(seq), 0) + 1 FROM access_record WHERE kind = $1 AND code = $2),
                 $3, $4, $5, $6)",
    )
    .bind(kind)
    .bind(code)
    .bind(body)
    .bind(stamp(audit.at))
    .bind(&audit.actor)
    .bind(audit_seq)
    .execute(&mut **change)
    .await?;
    Ok(())
}

fn record_line(kind: &str, code: &str, body: &str) -> String {
    format!("{kind}\t{code}\t{body}")
}
