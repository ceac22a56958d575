//! Bodies with their history. A change of a body is a new row with all of it.

use jiff::Timestamp;
use model::people::Agency;

use super::record;
use crate::sql::{Change, query_as, query_scalar};
use crate::{NewAudit, Result, Store, from_json, time_of, to_json};

/// Writes a body as it is from now on, inside a transaction. Nothing is written where it stands already so.
pub(super) async fn save(change: &mut Change, agency: &Agency, audit: &NewAudit) -> Result<bool> {
    let body = to_json(agency)?;
    let held: Option<String> =
        query_scalar("SELECT body FROM access_record WHERE kind = 'agency' AND code = $1 ORDER BY seq DESC LIMIT 1")
            .bind(&agency.code)
            .fetch_optional(&mut **change)
            .await?;
    if held.as_deref() == Some(&body) {
        return Ok(false);
    }
    let audit = NewAudit { object: format!("agency/{}", agency.code), ..audit.clone() };
    record(change, ("agency", &agency.code), &body, &audit).await?;
    Ok(true)
}

/// Every description that any body ever had, inside a transaction; the present one of each comes last.
pub(super) async fn ever(change: &mut Change) -> Result<Vec<Agency>> {
    let bodies: Vec<String> = query_scalar("SELECT body FROM access_record WHERE kind = 'agency' ORDER BY code, seq")
        .fetch_all(&mut **change)
        .await?;
    bodies.iter().map(|body| from_json(body, "单位")).collect()
}

impl Store {
    /// Writes bodies as they are from now on; what stands already so is left alone. Returns how many were written.
    pub async fn save_agencies(&self, agencies: &[Agency], audit: &NewAudit) -> Result<usize> {
        let mut change = self.change().await?;
        let mut written = 0;
        for agency in agencies {
            written += usize::from(save(&mut change, agency, audit).await?);
        }
        if written > 0 {
            change.commit().await?;
        }
        Ok(written)
    }

    /// All bodies as they stand, in the order of their codes.
    pub async fn agencies(&self) -> Result<Vec<Agency>> {
        let bodies: Vec<String> = query_scalar(
            "SELECT body FROM access_record r WHERE kind = 'agency'
               AND seq = (SELECT max(n.seq) FROM access_record n WHERE n.kind = r.kind AND n.code = r.code)
             ORDER BY code",
        )
        .fetch_all(self.readers())
        .await?;
        bodies.iter().map(|body| from_json(body, "单位")).collect()
    }

    /// Every description that a body had, newest first, with when and by whom.
    pub async fn agency_history(&self, code: &str) -> Result<Vec<(Agency, Timestamp, String)>> {
        let rows: Vec<(String, String, String)> =
            query_as("SELECT body, at, actor FROM access_record WHERE kind = 'agency' AND code = $1 ORDER BY seq DESC")
                .bind(code)
                .fetch_all(self.readers())
                .await?;
        rows.into_iter().map(|(body, at, actor)| Ok((from_json(&body, "单位")?, time_of(&at)?, actor))).collect()
    }
}
