//! A row changes hands because a trade was settled: fields are written, whatever state the row is in.
//!
//! Prepares the change only; it is stored together with what brought it about.

use engine::formula::Value;
use engine::register::Row;
use jiff::Timestamp;
use model::Dataset;
use model::pack::Code;
use store::{NewRow, Saving};

use super::book::Opened;
use super::save::new_row;
use crate::view::RegisterBookQuery;
use crate::{App, AppError, Result};

/// A change of one row, to be stored.
pub(crate) struct Handover {
    opened: Opened,
    row: NewRow,
    note: String,
    now: Timestamp,
}

impl Handover {
    pub fn saving(&self) -> Saving<'_> {
        Saving {
            book: &self.opened.book,
            pack_version: &self.opened.pack.version,
            rows: std::slice::from_ref(&self.row),
            files: &[],
            known_since: self.now,
            note: Some(&self.note),
        }
    }
}

impl App {
    /// Writes what a trade has brought about into fields of a row.
    pub(crate) async fn hand_over(
        &self,
        (pack, register): (&str, &str),
        dataset: Dataset,
        (key, told): (&str, &[(&Code, Value)]),
        note: String,
        now: Timestamp,
    ) -> Result<Handover> {
        let book = RegisterBookQuery { dataset: Some(dataset), period: None };
        let opened = self.opened(pack, register, &book, now).await?;
        let stored = self.store.row(&opened.book, key).await?.ok_or_else(|| AppError::Conflict {
            message: format!("名录“{}”中已没有“{key}”这一行，不能办理；请先恢复该行", opened.title()),
        })?;
        let mut values = opened.row(&stored)?.values;
        for (field, new) in told {
            let place = opened.register.fields.iter().position(|known| known.code == **field);
            let value = place.and_then(|place| values.get_mut(place));
            let missing = || AppError::not_found(format!("名录“{}”的字段“{field}”", opened.title()));
            *value.ok_or_else(missing)? = Some(new.clone());
        }
        let state = stored.state.as_deref().and_then(|state| Code::new(state).ok());
        let row = Row { key: stored.key.as_str().into(), state, values };
        let row = new_row(&opened, &row, Some(stored.pulse))?;
        Ok(Handover { opened, row, note, now })
    }
}
