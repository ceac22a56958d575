//! Rows of registers that pass to another state and other values with what happens in a stream, in one transaction.
//! Knows nothing of why.

use crate::registers::{Clash, NewStep, Saving, step_within, write_rows_within};
use crate::sql::Change;
use crate::{NewAudit, Result, Store, StreamChange, streams};

/// The new values of rows, then their new state.
#[derive(Debug, Clone, Copy)]
pub struct Passing<'a> {
    pub saving: Saving<'a>,
    /// What the history of the row calls it.
    pub step: &'a str,
    pub to: &'a str,
    pub audit: &'a NewAudit,
}

impl Store {
    /// [`Store::change_streams`] with rows that pass with it. The inner error says which row somebody changed meanwhile;
    /// nothing is written then.
    pub async fn change_streams_passing(
        &self,
        new: &StreamChange,
        passing: Passing<'_>,
        audit: &NewAudit,
    ) -> Result<std::result::Result<(), Vec<Clash>>> {
        let mut change = self.change().await?;
        if let Err(clashes) = pass_within(&mut change, passing).await? {
            return Ok(Err(clashes));
        }
        streams::write(&mut change, new, audit).await?;
        change.commit().await?;
        Ok(Ok(()))
    }
}

async fn pass_within(change: &mut Change, passing: Passing<'_>) -> Result<std::result::Result<(), Vec<Clash>>> {
    let counts = match write_rows_within(change, passing.saving, passing.audit).await? {
        Ok(counts) => counts,
        Err(clashes) => return Ok(Err(clashes)),
    };
    for (row, new) in passing.saving.rows.iter().enumerate() {
        // A row that had these values already was left alone, with the pulse that the writer saw.
        let seen = if counts.pulse == 0 { new.seen.unwrap_or_default() } else { counts.pulse };
        let step = NewStep {
            book: passing.saving.book,
            key: &new.key,
            pack_version: passing.saving.pack_version,
            step: passing.step,
            to: passing.to,
            note: passing.saving.note,
            seen,
        };
        if let Err(kind) = step_within(change, step, passing.audit).await? {
            return Ok(Err(vec![Clash { row, kind }]));
        }
    }
    Ok(Ok(()))
}
