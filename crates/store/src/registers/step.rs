//! Takes steps of the life cycle, and keeps what people decided about pairs that look alike.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::list::Change;
use super::traded::traded_rows;
use super::{Book, ChangeLine, known};
use crate::audit::append;
use crate::dictionary::fold;
use crate::registers::save::ClashKind;
use crate::sql::{Change as RowChange, query, query_as, query_scalar};
use crate::{NewAudit, Result, Store, StoreError, stamp};

/// A step that the caller has found allowed on what it saw.
#[derive(Debug, Clone, Copy)]
pub struct NewStep<'a> {
    pub book: &'a Book,
    pub key: &'a str,
    pub pack_version: &'a str,
    pub step: &'a str,
    pub to: &'a str,
    pub note: Option<&'a str>,
    /// `pulse` of the row on which the step was found allowed.
    pub seen: i64,
}

impl Store {
    /// Moves a row on, unless something happened to it since it was seen. Returns its new pulse.
    pub async fn take_step(&self, new: NewStep<'_>, audit: &NewAudit) -> Result<std::result::Result<i64, ClashKind>> {
        let mut change = self.change().await?;
        if let Some(case) = traded_rows(&mut change, new.book).await?.remove(new.key) {
            return Ok(Err(ClashKind::Traded { case }));
        }
        let taken = step_within(&mut change, new, audit).await?;
        if taken.is_ok() {
            change.commit().await?;
        }
        Ok(taken)
    }

    /// Records that two rows that look alike are two things, or that this was a mistake.
    pub async fn set_distinct(
        &self,
        book: &Book,
        keys: (&str, &str),
        is_distinct: bool,
        note: &str,
        audit: &NewAudit,
    ) -> Result<()> {
        let left = self.row_id(book, keys.0).await?;
        let right = self.row_id(book, keys.1).await?;
        let (left, right) = (left.min(right), left.max(right));
        let mut change = self.change().await?;
        let content = distinct_line(left, right, is_distinct, note);
        let audit_seq = append(&mut change, audit, &fold("", &content)).await?;
        query(
            "INSERT INTO register_distinct (left_id, right_id, seq, is_distinct, note, at, actor, audit_seq)
             VALUES ($1, $2, (SELECT coalesce(max(seq), 0) + 1 FROM register_distinct
                              WHERE left_id = $1 AND right_id = $2), $3, $4, $5, $6, $7)",
        )
        .bind(left)
        .bind(right)
        .bind(i64::from(is_distinct))
        .bind(note)
        .bind(stamp(audit.at))
        .bind(&audit.actor)
        .bind(audit_seq)
        .execute(&mut *change)
        .await?;
        change.commit().await?;
        Ok(())
    }

    /// Keys of pairs that somebody found to be two things.
    pub async fn distinct_pairs(&self, book: &Book) -> Result<Vec<(String, String)>> {
        Ok(query_as(
            "SELECT l.key, r.key FROM register_distinct d
             JOIN register_row l ON l.row_id = d.left_id JOIN register_row r ON r.row_id = d.right_id
             WHERE l.dataset = $1 AND l.pack = $2 AND l.register = $3 AND l.period = $4 AND d.is_distinct = 1
               AND NOT EXISTS (SELECT 1 FROM register_distinct n WHERE n.left_id = d.left_id
                               AND n.right_id = d.right_id AND n.seq > d.seq)
             ORDER BY d.left_id, d.right_id",
        )
        .bind(book.dataset_word()?)
        .bind(&book.pack)
        .bind(&book.register)
        .bind(book.period_text())
        .fetch_all(self.readers())
        .await?)
    }

    /// Those pairs with who found it last.
    pub async fn distinct_finders(&self, book: &Book) -> Result<Vec<(String, String, String)>> {
        Ok(query_as(
            "SELECT l.key, r.key, d.actor FROM register_distinct d
             JOIN register_row l ON l.row_id = d.left_id JOIN register_row r ON r.row_id = d.right_id
             WHERE l.dataset = $1 AND l.pack = $2 AND l.register = $3 AND l.period = $4 AND d.is_distinct = 1
               AND NOT EXISTS (SELECT 1 FROM register_distinct n WHERE n.left_id = d.left_id
                               AND n.right_id = d.right_id AND n.seq > d.seq AND n.is_distinct = 0)
             ORDER BY d.left_id, d.right_id, d.seq",
        )
        .bind(book.dataset_word()?)
        .bind(&book.pack)
        .bind(&book.register)
        .bind(book.period_text())
        .fetch_all(self.readers())
        .await?)
    }

    /// When each row of a book was recorded, by key: its place in the record and the instant. A row that was removed and
    /// came back was recorded when it came back.
    pub async fn recorded(&self, book: &Book) -> Result<BTreeMap<String, (i64, Timestamp)>> {
        let rows: Vec<(String, i64, String)> = query_as(
            "SELECT r.key, c.audit_seq, c.at FROM register_row r JOIN register_change c ON c.row_id = r.row_id
             WHERE r.dataset = $1 AND r.pack = $2 AND r.register = $3 AND r.period = $4
               AND c.seq = 1 + (SELECT coalesce(max(m.seq), 0) FROM register_change m
                                WHERE m.row_id = r.row_id AND m.kind = 'remove')",
        )
        .bind(book.dataset_word()?)
        .bind(&book.pack)
        .bind(&book.register)
        .bind(book.period_text())
        .fetch_all(self.readers())
        .await?;
        rows.into_iter().map(|(key, seq, at)| Ok((key, (seq, crate::time_of(&at)?)))).collect()
    }

    pub(crate) async fn row_id(&self, book: &Book, key: &str) -> Result<i64> {
        let found: Option<i64> = query_scalar(
            "SELECT row_id FROM register_row
             WHERE dataset = $1 AND pack = $2 AND register = $3 AND period = $4 AND key = $5",
        )
        .bind(book.dataset_word()?)
        .bind(&book.pack)
        .bind(&book.register)
        .bind(book.period_text())
        .bind(key)
        .fetch_optional(self.readers())
        .await?;
        found.ok_or_else(|| StoreError::Missing { what: format!("名录中的“{key}”") })
    }

    /// Everything that happened to a row, oldest first.
    pub async fn row_history(&self, book: &Book, key: &str) -> Result<Vec<Change>> {
        let row_id = self.row_id(book, key).await?;
        self.changes_of(row_id).await
    }
}

/// The same within a transaction that holds more; the caller commits, or drops it after a clash.
pub(crate) async fn step_within(
    change: &mut RowChange,
    new: NewStep<'_>,
    audit: &NewAudit,
) -> Result<std::result::Result<i64, ClashKind>> {
    let found: Option<(i64, i64)> = query_as(
        "SELECT r.row_id, n.pulse FROM register_row r JOIN register_current n ON n.row_id = r.row_id
         WHERE r.dataset = $1 AND r.pack = $2 AND r.register = $3 AND r.period = $4 AND r.key = $5",
    )
    .bind(new.book.dataset_word()?)
    .bind(&new.book.pack)
    .bind(&new.book.register)
    .bind(new.book.period_text())
    .bind(new.key)
    .fetch_optional(&mut **change)
    .await?;
    let Some((row_id, pulse)) = found else {
        return Ok(Err(ClashKind::Absent));
    };
    let last: (i64, String, String, String) =
        query_as("SELECT seq, known_since, actor, at FROM register_change WHERE row_id = $1 ORDER BY seq DESC LIMIT 1")
            .bind(row_id)
            .fetch_one(&mut **change)
            .await?;
    let (seq, known_since, by, at) = last;
    if pulse != new.seen {
        return Ok(Err(ClashKind::Changed { by, at: crate::time_of(&at)? }));
    }
    let known_since = stamp(known(audit.at, Some(crate::time_of(&known_since)?)));
    let line = ChangeLine {
        dataset: &new.book.dataset_word()?,
        pack: &new.book.pack,
        register: &new.book.register,
        period: &new.book.period_text(),
        key: new.key,
        seq: seq + 1,
        kind: "step",
        body: None,
        state: Some(new.to),
        step: Some(new.step),
        pack_version: new.pack_version,
        known_since: &known_since,
        actor: &audit.actor,
        note: new.note,
    };
    let pulse = append(change, audit, &fold("", &line.text()?)).await?;
    query(
        "INSERT INTO register_change (row_id, seq, kind, body, state, step, pack_version, known_since, at, actor,
                                      note, audit_seq)
         VALUES ($1, $2, 'step', NULL, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(row_id)
    .bind(seq + 1)
    .bind(new.to)
    .bind(new.step)
    .bind(new.pack_version)
    .bind(&known_since)
    .bind(stamp(audit.at))
    .bind(&audit.actor)
    .bind(new.note)
    .bind(pulse)
    .execute(&mut **change)
    .await?;
    query("UPDATE register_current SET state = $2, state_since = $3, pulse = $4 WHERE row_id = $1")
        .bind(row_id)
        .bind(new.to)
        .bind(stamp(audit.at))
        .bind(pulse)
        .execute(&mut **change)
        .await?;
    Ok(Ok(pulse))
}

pub(super) fn distinct_line(left: i64, right: i64, is_distinct: bool, note: &str) -> String {
    format!("distinct\t{left}\t{right}\t{is_distinct}\t{note}")
}
