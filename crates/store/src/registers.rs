//! Rows of the registers of packs, with everything that ever happened to them. Knows no field and no rule: values come
//! as JSON, conditions are judged by the caller, and only what must hold between rows is judged here, in the transaction.

mod files;
mod grants;
mod list;
mod page;
mod reach;
mod save;
mod step;
mod traded;
mod verify;

use jiff::Timestamp;
use model::{Dataset, Period};

pub(crate) use files::NamedFile;
pub use files::{AttachedFile, HeldFile, NewFile, RowFile};
pub(crate) use grants::grant_role;
pub use list::{Change, ChangeKind, RowFilter, RowSort, StateCount, StoredRow};
pub use page::{RowPage, RowPlace};
pub use reach::{RowHold, RowReach};
pub use save::{Clash, ClashKind, NewRow, SaveCounts, Saving};
pub(crate) use save::{write_rows_of, write_rows_within};
pub use step::NewStep;
pub(crate) use step::step_within;

use crate::{Result, word_of};

/// The rows of one register of a pack, of one period and one dataset.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Book {
    pub dataset: Dataset,
    pub pack: String,
    pub register: String,
    /// Nothing for a register whose rows stand until they are changed.
    pub period: Option<Period>,
}

impl Book {
    pub(crate) fn dataset_word(&self) -> Result<String> {
        word_of(&self.dataset)
    }

    pub(crate) fn period_text(&self) -> String {
        self.period.map(|period| period.to_string()).unwrap_or_default()
    }
}

/// A change as one line, which the audit entry vouches for.
pub(crate) struct ChangeLine<'a> {
    pub dataset: &'a str,
    pub pack: &'a str,
    pub register: &'a str,
    pub period: &'a str,
    pub key: &'a str,
    pub seq: i64,
    pub kind: &'a str,
    pub body: Option<&'a str>,
    pub state: Option<&'a str>,
    pub step: Option<&'a str>,
    pub pack_version: &'a str,
    pub known_since: &'a str,
    pub actor: &'a str,
    pub note: Option<&'a str>,
}

impl ChangeLine<'_> {
    pub fn text(&self) -> Result<String> {
        crate::to_json(&[
            Some(self.dataset),
            Some(self.pack),
            Some(self.register),
            Some(self.period),
            Some(self.key),
            Some(&self.seq.to_string()),
            Some(self.kind),
            self.body,
            self.state,
            self.step,
            Some(self.pack_version),
            Some(self.known_since),
            Some(self.actor),
            self.note,
        ])
    }
}

/// When a change of a row is known: never before what already stands.
pub(crate) fn known(wanted: Timestamp, standing: Option<Timestamp>) -> Timestamp {
    standing.map_or(wanted, |standing| wanted.max(standing))
}
