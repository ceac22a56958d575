//! Files that hang on rows: each is kept once under the digest of its content, written in the transaction of the change
//! that brings it. Never overwrites one, and hands one out only to who asks through a row that holds or held it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use model::digest;
use sqlx::FromRow;

use super::Book;
use crate::sql::{Change, query, query_as};
use crate::{NewAudit, Result, Store, StoreError, stamp, time_of};

/// A file as it comes in, already found fit by the caller.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewFile {
    /// By its content.
    pub media_type: String,
    pub content: Vec<u8>,
}

/// A file that a row holds, in one of its fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowFile {
    pub field: String,
    pub name: String,
    /// Of a file that is stored, or comes in with the same batch.
    pub digest: String,
}

/// A file on a row and the first change that put it there under this name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldFile {
    pub field: String,
    pub name: String,
    pub digest: String,
    pub media_type: String,
    pub size: u64,
    pub actor: String,
    pub at: Timestamp,
}

/// A file as it is handed out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttachedFile {
    pub name: String,
    pub media_type: String,
    pub content: Vec<u8>,
}

#[derive(FromRow)]
struct HeldRow {
    field: String,
    name: String,
    digest: String,
    media_type: String,
    size: i64,
    actor: String,
    at: String,
}

impl Store {
    /// All files that a row holds or ever held, oldest first.
    pub async fn files_of_row(&self, book: &Book, key: &str) -> Result<Vec<HeldFile>> {
        let rows: Vec<HeldRow> = query_as(
            "SELECT f.field, f.name, f.digest, a.media_type, a.size, c.actor, c.at
             FROM register_row r
             JOIN register_file f ON f.row_id = r.row_id
             JOIN attachment a ON a.digest = f.digest
             JOIN register_change c ON c.row_id = f.row_id AND c.seq = f.seq
             WHERE r.dataset = $1 AND r.pack = $2 AND r.register = $3 AND r.period = $4 AND r.key = $5
             ORDER BY f.seq, f.field",
        )
        .bind(book.dataset_word()?)
        .bind(&book.pack)
        .bind(&book.register)
        .bind(book.period_text())
        .bind(key)
        .fetch_all(self.readers())
        .await?;
        let mut found: Vec<HeldFile> = Vec::new();
        for row in rows {
            let is_same =
                |held: &HeldFile| held.field == row.field && held.name == row.name && held.digest == row.digest;
            if found.iter().any(is_same) {
                continue;
            }
            found.push(HeldFile {
                size: row.size.unsigned_abs(),
                at: time_of(&row.at)?,
                field: row.field,
                name: row.name,
                digest: row.digest,
                media_type: row.media_type,
                actor: row.actor,
            });
        }
        Ok(found)
    }

    /// A file that a row holds or held in a field. Nothing for a file of another row, so that knowing a digest opens
    /// nothing.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] when the content is no longer what its digest says.
    pub async fn file_of_row(&self, book: &Book, key: &str, field: &str, wanted: &str) -> Result<Option<AttachedFile>> {
        let found: Option<(String, String, Vec<u8>)> = query_as(
            "SELECT f.name, a.media_type, a.content
             FROM register_row r
             JOIN register_file f ON f.row_id = r.row_id AND f.field = $6 AND f.digest = $7
             JOIN attachment a ON a.digest = f.digest
             WHERE r.dataset = $1 AND r.pack = $2 AND r.register = $3 AND r.period = $4 AND r.key = $5
             ORDER BY f.seq DESC LIMIT 1",
        )
        .bind(book.dataset_word()?)
        .bind(&book.pack)
        .bind(&book.register)
        .bind(book.period_text())
        .bind(key)
        .bind(field)
        .bind(wanted)
        .fetch_optional(self.readers())
        .await?;
        let Some((name, media_type, content)) = found else { return Ok(None) };
        if digest(&content) != wanted {
            return Err(StoreError::Corrupt { what: format!("附件“{name}”（{wanted}）") });
        }
        Ok(Some(AttachedFile { name, media_type, content }))
    }

    /// Files whose content is not what their digest says, names of files whose change says otherwise, and files that a
    /// change names and that hang on no row any more, with the audit entry that vouches for them. Reads one file at a time.
    pub(crate) async fn file_faults(&self, named: Vec<NamedFile>) -> Result<Vec<(i64, String)>> {
        let mut faults = Vec::new();
        let mut after = String::new();
        loop {
            let next: Option<(String, i64, i64, Vec<u8>)> = query_as(
                "SELECT digest, audit_seq, size, content FROM attachment WHERE digest > $1 ORDER BY digest LIMIT 1",
            )
            .bind(&after)
            .fetch_optional(self.readers())
            .await?;
            let Some((known, seq, size, content)) = next else { break };
            if digest(&content) != known || content.len() as i64 != size {
                faults.push((seq, format!("附件 {known}")));
            }
            after = known;
        }
        type Link = (i64, i64, i64, String, String, String, Option<String>, Option<i64>);
        let links: Vec<Link> = query_as(
            "SELECT c.audit_seq, f.row_id, f.seq, f.field, f.name, f.digest, c.body, a.audit_seq FROM register_file f
             JOIN register_change c ON c.row_id = f.row_id AND c.seq = f.seq
             LEFT JOIN attachment a ON a.digest = f.digest ORDER BY f.row_id, f.seq, f.field",
        )
        .fetch_all(self.readers())
        .await?;
        let lost = |seq: i64, name: &str| (seq, format!("第{seq}号记录的附件“{name}”"));
        let mut hung = BTreeSet::new();
        for (audit_seq, row_id, seq, field, name, known, body, brought) in links {
            let is_named = body.is_some_and(|body| body.contains(&known) && body.contains(&name));
            if brought.is_none() || !is_named {
                faults.push(lost(audit_seq, &name));
            }
            hung.insert((row_id, seq, field));
        }
        let gone = named.into_iter().filter(|file| !hung.contains(&(file.row_id, file.seq, file.field.clone())));
        faults.extend(gone.map(|file| lost(file.audit_seq, &file.name)));
        Ok(faults)
    }
}

/// A file that a change of a row names.
pub(crate) struct NamedFile {
    pub audit_seq: i64,
    row_id: i64,
    seq: i64,
    field: String,
    name: String,
}

/// The files that the body of a change names, which the record vouches for: values written as `digest:size:name`. No cell
/// of text may be written so.
pub(super) fn files_named((audit_seq, row_id, seq): (i64, i64, i64), body: Option<&str>) -> Vec<NamedFile> {
    let Some(body) = body.filter(|body| body.len() > DIGEST_LENGTH && body.split('"').any(is_reference)) else {
        return Vec::new();
    };
    // A body that was made unreadable is told of as changed.
    let values: BTreeMap<String, String> = serde_json::from_str(body).unwrap_or_default();
    let name = |value: &str| value.splitn(3, ':').nth(2).unwrap_or_default().to_string();
    let files = values.into_iter().filter(|(_, value)| is_reference(value));
    files.map(|(field, value)| NamedFile { audit_seq, row_id, seq, field, name: name(&value) }).collect()
}

const DIGEST_LENGTH: usize = 64;

fn is_reference(value: &str) -> bool {
    let Some((known, rest)) = value.split_at_checked(DIGEST_LENGTH) else { return false };
    let size = rest.strip_prefix(':').and_then(|rest| rest.split_once(':')).map(|(size, _)| size);
    known.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
        && size.is_some_and(|size| !size.is_empty() && size.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Keeps the files of a batch. One that is there already stays as it is, with who brought it first.
pub(super) async fn keep(change: &mut Change, files: &[NewFile], audit: &NewAudit, audit_seq: i64) -> Result<()> {
    for file in files {
        query(
            "INSERT INTO attachment (digest, media_type, size, actor, at, audit_seq, content)
             VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (digest) DO NOTHING",
        )
        .bind(digest(&file.content))
        .bind(&file.media_type)
        .bind(file.content.len() as i64)
        .bind(&audit.actor)
        .bind(stamp(audit.at))
        .bind(audit_seq)
        .bind(file.content.clone())
        .execute(&mut **change)
        .await?;
    }
    Ok(())
}

/// Says which files a change of a row holds.
pub(super) async fn hang(change: &mut Change, (row_id, seq): (i64, i64), files: &[RowFile]) -> Result<()> {
    for file in files {
        query("INSERT INTO register_file (row_id, seq, field, name, digest) VALUES ($1, $2, $3, $4, $5)")
            .bind(row_id)
            .bind(seq)
            .bind(&file.field)
            .bind(&file.name)
            .bind(&file.digest)
            .execute(&mut **change)
            .await?;
    }
    Ok(())
}
