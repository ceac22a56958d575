//! Saves and removes rows, all of a batch or none. Two people at once, one code twice: found here, inside the
//! transaction, and told by row; nothing of anybody is overwritten.

use jiff::Timestamp;

use super::files::{NewFile, RowFile, hang, keep};
use super::traded::traded_rows;
use super::{Book, ChangeLine, known};
use crate::audit::append;
use crate::dictionary::fold;
use crate::sql::{Change, query, query_as, query_scalar};
use crate::{NewAudit, Result, Store, stamp, time_of};

/// A row as it shall stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRow {
    pub key: String,
    /// Division code by which rows are listed; empty without one.
    pub place: String,
    /// What is searched.
    pub words: String,
    /// JSON object of stored values; nothing removes the row.
    pub body: Option<String>,
    /// The state of a row that is new, or was removed before. Rows that stand keep theirs.
    pub first_state: Option<String>,
    /// By uniqueness rule; nothing where a field is missing.
    pub unique: Vec<Option<String>>,
    /// `pulse` of the row that the writer saw; nothing when the writer saw none.
    pub seen: Option<i64>,
    /// All files that `body` names.
    pub files: Vec<RowFile>,
}

/// A batch of rows.
#[derive(Debug, Clone, Copy)]
pub struct Saving<'a> {
    pub book: &'a Book,
    pub pack_version: &'a str,
    pub rows: &'a [NewRow],
    /// Those that rows of the batch name and that may not be there yet.
    pub files: &'a [NewFile],
    /// Since when the values are known; when something later stands, since then.
    pub known_since: Timestamp,
    pub note: Option<&'a str>,
}

/// Why a row of a batch cannot be saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clash {
    /// Place in the batch.
    pub row: usize,
    pub kind: ClashKind,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ClashKind {
    /// Somebody changed the row after the writer saw it.
    Changed { by: String, at: Timestamp },
    /// The writer meant a new row, and there is one.
    Exists { by: String, at: Timestamp },
    /// The writer meant a row that somebody has removed.
    Removed { by: String, at: Timestamp },
    /// The writer meant a row that never was.
    Absent,
    /// The row is traded in a case that is not over; the number of the case.
    Traded { case: String },
    /// Another row has the values that must be unique; the place of the rule.
    Taken { rule: usize, other: String },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SaveCounts {
    pub inserted: usize,
    pub changed: usize,
    /// Same values as what stands: nothing was written.
    pub unchanged: usize,
    pub removed: usize,
    /// Number of the audit entry; 0 when nothing was written.
    pub pulse: i64,
}

/// A row as it was before the batch.
struct Held {
    row_id: i64,
    seq: i64,
    known_since: Timestamp,
    by: String,
    at: Timestamp,
    /// Pulse, state and body of a row that stands.
    current: Option<(i64, Option<String>, String)>,
}

/// What the batch makes of it.
struct Planned<'a> {
    new: &'a NewRow,
    held: Option<Held>,
    row_id: i64,
    seq: i64,
    state: Option<String>,
    known_since: Timestamp,
}

impl Store {
    /// Saves a batch, or says of each row that cannot be saved why. A row whose values stand already is left alone.
    pub async fn save_rows(
        &self,
        saving: Saving<'_>,
        audit: &NewAudit,
    ) -> Result<std::result::Result<SaveCounts, Vec<Clash>>> {
        let mut change = self.change().await?;
        let saved = write_rows_within(&mut change, saving, audit).await?;
        if saved.is_ok() {
            change.commit().await?;
        }
        Ok(saved)
    }

    /// Why a batch could not be saved, as far as can be known now. Changes nothing: what is written to find out is taken
    /// back.
    pub async fn would_clash(&self, saving: Saving<'_>) -> Result<Vec<Clash>> {
        let mut change = self.change().await?;
        let planned = match planned(&mut change, saving, None).await? {
            Ok((_, planned)) => planned,
            Err(clashes) => return Ok(clashes),
        };
        write_rows(&mut change, saving.book, &planned).await?;
        take_unique(&mut change, saving, &planned).await
    }
}

/// The same within a transaction that holds more; the caller commits, or drops it after a clash.
pub(crate) async fn write_rows_within(
    change: &mut Change,
    saving: Saving<'_>,
    audit: &NewAudit,
) -> Result<std::result::Result<SaveCounts, Vec<Clash>>> {
    write_rows_of(change, saving, None, audit).await
}

/// The same for rows that a case, by its number, changes itself: a row of a live case is nobody else's to change.
pub(crate) async fn write_rows_of(
    change: &mut Change,
    saving: Saving<'_>,
    case: Option<&str>,
    audit: &NewAudit,
) -> Result<std::result::Result<SaveCounts, Vec<Clash>>> {
    let (mut counts, planned) = match planned(change, saving, case).await? {
        Ok(found) => found,
        Err(clashes) => return Ok(Err(clashes)),
    };
    if planned.is_empty() {
        return Ok(Ok(counts));
    }
    write_rows(change, saving.book, &planned).await?;
    let clashes = take_unique(change, saving, &planned).await?;
    if !clashes.is_empty() {
        return Ok(Err(clashes));
    }
    counts.pulse = write_changes(change, saving, &planned, audit).await?;
    Ok(Ok(counts))
}

/// What is to be written of a batch, or which of its rows have changed under the hands of the caller.
async fn planned<'rows>(
    change: &mut Change,
    saving: Saving<'rows>,
    case: Option<&str>,
) -> Result<std::result::Result<(SaveCounts, Vec<Planned<'rows>>), Vec<Clash>>> {
    let traded = traded_rows(change, saving.book).await?;
    let mut counts = SaveCounts::default();
    let mut clashes = Vec::new();
    let mut planned = Vec::new();
    let mut next_id: i64 =
        query_scalar("SELECT coalesce(max(row_id), 0) + 1 FROM register_row").fetch_one(&mut **change).await?;
    for (row, new) in saving.rows.iter().enumerate() {
        let held = held(change, saving.book, &new.key).await?;
        if let Some(kind) = refused(new, held.as_ref()) {
            clashes.push(Clash { row, kind });
            continue;
        }
        let current = held.as_ref().and_then(|held| held.current.as_ref());
        match (current, &new.body) {
            (Some((_, _, body)), Some(wanted)) if body == wanted => {
                counts.unchanged += 1;
                continue;
            }
            (Some(_), Some(_)) => counts.changed += 1,
            (None, Some(_)) => counts.inserted += 1,
            (Some(_), None) => counts.removed += 1,
            (None, None) => continue,
        }
        if let Some(by) = traded.get(&new.key).filter(|by| Some(by.as_str()) != case) {
            clashes.push(Clash { row, kind: ClashKind::Traded { case: by.clone() } });
            continue;
        }
        let state = match (current, &new.body) {
            (_, None) => None,
            (Some((_, state, _)), Some(_)) => state.clone(),
            (None, Some(_)) => new.first_state.clone(),
        };
        let row_id = held.as_ref().map_or(next_id, |held| held.row_id);
        next_id += i64::from(held.is_none());
        let seq = held.as_ref().map_or(1, |held| held.seq + 1);
        let known_since = known(saving.known_since, held.as_ref().map(|held| held.known_since));
        planned.push(Planned { new, held, row_id, seq, state, known_since });
    }
    Ok(if clashes.is_empty() { Ok((counts, planned)) } else { Err(clashes) })
}

async fn take_unique(change: &mut Change, saving: Saving<'_>, planned: &[Planned<'_>]) -> Result<Vec<Clash>> {
    let (dataset, period) = (saving.book.dataset_word()?, saving.book.period_text());
    for row in planned.iter().filter(|row| row.held.is_some()) {
        query("DELETE FROM register_unique WHERE row_id = $1").bind(row.row_id).execute(&mut **change).await?;
    }
    let mut clashes = Vec::new();
    for row in planned.iter().filter(|row| row.new.body.is_some()) {
        for (rule, value) in row.new.unique.iter().enumerate() {
            let Some(value) = value else { continue };
            let taken = query(
                "INSERT INTO register_unique (dataset, pack, register, period, rule, value, row_id)
                     VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING",
            )
            .bind(&dataset)
            .bind(&saving.book.pack)
            .bind(&saving.book.register)
            .bind(&period)
            .bind(rule as i64)
            .bind(value)
            .bind(row.row_id)
            .execute(&mut **change)
            .await?;
            if taken.rows_affected() > 0 {
                continue;
            }
            let other: String = query_scalar(
                "SELECT r.key FROM register_unique u JOIN register_row r ON r.row_id = u.row_id
                     WHERE u.dataset = $1 AND u.pack = $2 AND u.register = $3 AND u.period = $4 AND u.rule = $5
                       AND u.value = $6",
            )
            .bind(&dataset)
            .bind(&saving.book.pack)
            .bind(&saving.book.register)
            .bind(&period)
            .bind(rule as i64)
            .bind(value)
            .fetch_one(&mut **change)
            .await?;
            let place = saving.rows.iter().position(|known| known.key == row.new.key).unwrap_or_default();
            clashes.push(Clash { row: place, kind: ClashKind::Taken { rule, other } });
        }
    }
    Ok(clashes)
}

fn refused(new: &NewRow, held: Option<&Held>) -> Option<ClashKind> {
    let Some(held) = held else {
        return (new.seen.is_some() || new.body.is_none()).then_some(ClashKind::Absent);
    };
    let (by, at) = (held.by.clone(), held.at);
    match (&held.current, new.seen) {
        (Some((pulse, _, _)), Some(seen)) if *pulse == seen => None,
        (Some(_), Some(_)) => Some(ClashKind::Changed { by, at }),
        (Some(_), None) => Some(ClashKind::Exists { by, at }),
        (None, Some(_)) => Some(ClashKind::Removed { by, at }),
        (None, None) => None,
    }
}

async fn held(change: &mut Change, book: &Book, key: &str) -> Result<Option<Held>> {
    type Row = (i64, i64, String, String, String, Option<i64>, Option<String>, Option<String>);
    let row: Option<Row> = query_as(
        "SELECT r.row_id, c.seq, c.known_since, c.actor, c.at, n.pulse, n.state, b.body
         FROM register_row r
         JOIN register_change c ON c.row_id = r.row_id
              AND c.seq = (SELECT max(seq) FROM register_change m WHERE m.row_id = r.row_id)
         LEFT JOIN register_current n ON n.row_id = r.row_id
         LEFT JOIN register_change b ON b.row_id = r.row_id AND b.seq = n.body_seq
         WHERE r.dataset = $1 AND r.pack = $2 AND r.register = $3 AND r.period = $4 AND r.key = $5",
    )
    .bind(book.dataset_word()?)
    .bind(&book.pack)
    .bind(&book.register)
    .bind(book.period_text())
    .bind(key)
    .fetch_optional(&mut **change)
    .await?;
    row.map(|(row_id, seq, known_since, by, at, pulse, state, body)| {
        let state = state.filter(|state| !state.is_empty());
        let current = pulse.zip(body).map(|(pulse, body)| (pulse, state, body));
        Ok(Held { row_id, seq, known_since: time_of(&known_since)?, by, at: time_of(&at)?, current })
    })
    .transpose()
}

async fn write_rows(change: &mut Change, book: &Book, planned: &[Planned<'_>]) -> Result<()> {
    let (dataset, period) = (book.dataset_word()?, book.period_text());
    for row in planned.iter().filter(|row| row.held.is_none()) {
        query(
            "INSERT INTO register_row (row_id, dataset, pack, register, period, key) VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind(row.row_id)
        .bind(&dataset)
        .bind(&book.pack)
        .bind(&book.register)
        .bind(&period)
        .bind(&row.new.key)
        .execute(&mut **change)
        .await?;
    }
    Ok(())
}

async fn write_changes(
    change: &mut Change,
    saving: Saving<'_>,
    planned: &[Planned<'_>],
    audit: &NewAudit,
) -> Result<i64> {
    let book = saving.book;
    let (dataset, period) = (book.dataset_word()?, book.period_text());
    let mut in_order: Vec<&Planned<'_>> = planned.iter().collect();
    in_order.sort_by_key(|row| row.row_id);
    let kind = |row: &Planned<'_>| if row.new.body.is_some() { "save" } else { "remove" };
    let mut running = String::new();
    for row in &in_order {
        let line = ChangeLine {
            dataset: &dataset,
            pack: &book.pack,
            register: &book.register,
            period: &period,
            key: &row.new.key,
            seq: row.seq,
            kind: kind(row),
            body: row.new.body.as_deref(),
            state: row.state.as_deref(),
            step: None,
            pack_version: saving.pack_version,
            known_since: &stamp(row.known_since),
            actor: &audit.actor,
            note: saving.note,
        };
        running = fold(&running, &line.text()?);
    }
    let pulse = append(change, audit, &running).await?;
    keep(change, saving.files, audit, pulse).await?;
    for row in in_order {
        query(
            "INSERT INTO register_change (row_id, seq, kind, body, state, step, pack_version, known_since, at, actor,
                                          note, audit_seq)
             VALUES ($1, $2, $3, $4, $5, NULL, $6, $7, $8, $9, $10, $11)",
        )
        .bind(row.row_id)
        .bind(row.seq)
        .bind(kind(row))
        .bind(&row.new.body)
        .bind(&row.state)
        .bind(saving.pack_version)
        .bind(stamp(row.known_since))
        .bind(stamp(audit.at))
        .bind(&audit.actor)
        .bind(saving.note)
        .bind(pulse)
        .execute(&mut **change)
        .await?;
        hang(change, (row.row_id, row.seq), &row.new.files).await?;
        let stands = row.held.as_ref().is_some_and(|held| held.current.is_some());
        match (&row.new.body, stands) {
            (None, _) => {
                query("DELETE FROM register_current WHERE row_id = $1").bind(row.row_id).execute(&mut **change).await?;
            }
            (Some(_), true) => {
                query(
                    "UPDATE register_current SET place = $2, words = $3, body_seq = $4, pulse = $5 WHERE row_id = $1",
                )
                .bind(row.row_id)
                .bind(&row.new.place)
                .bind(&row.new.words)
                .bind(row.seq)
                .bind(pulse)
                .execute(&mut **change)
                .await?;
            }
            (Some(_), false) => {
                query(
                    "INSERT INTO register_current (row_id, dataset, pack, register, period, place, key, state, words,
                                                   state_since, body_seq, pulse)
                     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
                )
                .bind(row.row_id)
                .bind(&dataset)
                .bind(&book.pack)
                .bind(&book.register)
                .bind(&period)
                .bind(&row.new.place)
                .bind(&row.new.key)
                .bind(row.state.as_deref().unwrap_or_default())
                .bind(&row.new.words)
                .bind(stamp(audit.at))
                .bind(row.seq)
                .bind(pulse)
                .execute(&mut **change)
                .await?;
            }
        }
    }
    Ok(pulse)
}
