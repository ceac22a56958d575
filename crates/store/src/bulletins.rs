//! Bulletins: each is a frozen cut, identified by its digest, with the files that were made from it.

use jiff::Timestamp;
use model::digest;
use sqlx::FromRow;

use crate::audit::append;
use crate::packed::{compressed, expanded};
use crate::sql::{query, query_as, query_scalar};
use crate::{NewAudit, Result, Store, StoreError, stamp, time_of};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewBulletin {
    /// Code of the plan.
    pub plan: String,
    /// Canonical JSON.
    pub cut: String,
    /// Version of the program that made the files.
    pub program: String,
    pub files: Vec<BulletinFile>,
}

/// A file as it is handed out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BulletinFile {
    /// `docx`, `pdf`, `xlsx`.
    pub kind: String,
    pub name: String,
    pub bytes: Vec<u8>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredBulletin {
    pub id: i64,
    pub plan: String,
    pub created_at: Timestamp,
    pub created_by: String,
    pub cut: String,
    pub cut_digest: String,
    /// By kind; none for a bulletin made before files were kept.
    pub files: Vec<StoredFile>,
}

/// What is known of a file without its content.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct StoredFile {
    pub kind: String,
    pub name: String,
    pub program: String,
    /// SHA-256 of the content.
    pub digest: String,
    pub size: i64,
}

#[derive(FromRow)]
struct Row {
    bulletin_id: i64,
    code: String,
    created_at: String,
    created_by: String,
    cut: String,
    cut_digest: String,
}

impl Row {
    fn stored(self, files: Vec<StoredFile>) -> Result<StoredBulletin> {
        Ok(StoredBulletin {
            id: self.bulletin_id,
            plan: self.code,
            created_at: time_of(&self.created_at)?,
            created_by: self.created_by,
            cut: self.cut,
            cut_digest: self.cut_digest,
            files,
        })
    }
}

/// What the audit entry of a bulletin vouches for: the digest of the cut, and of each file with its name.
fn seal(cut_digest: &str, files: &[StoredFile]) -> String {
    if files.is_empty() {
        return cut_digest.to_string();
    }
    let mut list = cut_digest.to_string();
    for file in files {
        for part in [&file.kind, &file.name, &file.program, &file.digest] {
            list.push('\n');
            list.push_str(part);
        }
    }
    digest(list.as_bytes())
}

impl Store {
    pub async fn add_bulletin(&self, new: &NewBulletin, audit: &NewAudit) -> Result<StoredBulletin> {
        let mut files = Vec::new();
        for file in &new.files {
            files.push(StoredFile {
                kind: file.kind.clone(),
                name: file.name.clone(),
                program: new.program.clone(),
                digest: digest(&file.bytes),
                size: i64::try_from(file.bytes.len())
                    .map_err(|_| StoreError::Corrupt { what: format!("文件“{}”的大小", file.name) })?,
            });
        }
        files.sort_by(|one, other| one.kind.cmp(&other.kind));
        let mut change = self.change().await?;
        let plan_id: i64 = query_scalar("SELECT plan_id FROM plan WHERE code = $1")
            .bind(&new.plan)
            .fetch_optional(&mut *change)
            .await?
            .ok_or_else(|| StoreError::Missing { what: format!("方案“{}”", new.plan) })?;
        let cut_digest = digest(new.cut.as_bytes());
        let seq = append(&mut change, audit, &seal(&cut_digest, &files)).await?;
        let id: i64 =
            query_scalar("SELECT coalesce(max(bulletin_id), 0) + 1 FROM bulletin").fetch_one(&mut *change).await?;
        query(
            "INSERT INTO bulletin (bulletin_id, plan_id, created_at, created_by, cut, cut_digest, audit_seq)
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(id)
        .bind(plan_id)
        .bind(stamp(audit.at))
        .bind(&audit.actor)
        .bind(&new.cut)
        .bind(&cut_digest)
        .bind(seq)
        .execute(&mut *change)
        .await?;
        for stored in &files {
            let Some(file) = new.files.iter().find(|file| file.kind == stored.kind) else { continue };
            query(
                "INSERT INTO bulletin_file (bulletin_id, kind, name, program, digest, size, content)
                 VALUES ($1, $2, $3, $4, $5, $6, $7)",
            )
            .bind(id)
            .bind(&stored.kind)
            .bind(&stored.name)
            .bind(&stored.program)
            .bind(&stored.digest)
            .bind(stored.size)
            .bind(compressed(&file.bytes)?)
            .execute(&mut *change)
            .await?;
        }
        change.commit().await?;
        Ok(StoredBulletin {
            id,
            plan: new.plan.clone(),
            created_at: audit.at,
            created_by: audit.actor.clone(),
            cut: new.cut.clone(),
            cut_digest,
            files,
        })
    }

    /// Newest first.
    pub async fn bulletins(&self, plan: &str) -> Result<Vec<StoredBulletin>> {
        let rows: Vec<Row> = query_as(
            "SELECT b.bulletin_id, p.code, b.created_at, b.created_by, b.cut, b.cut_digest
             FROM bulletin b JOIN plan p ON p.plan_id = b.plan_id WHERE p.code = $1 ORDER BY b.bulletin_id DESC",
        )
        .bind(plan)
        .fetch_all(self.readers())
        .await?;
        let mut bulletins = Vec::new();
        for row in rows {
            let files = self.files_of(row.bulletin_id).await?;
            bulletins.push(row.stored(files)?);
        }
        Ok(bulletins)
    }

    pub async fn bulletin(&self, id: i64) -> Result<Option<StoredBulletin>> {
        let row: Option<Row> = query_as(
            "SELECT b.bulletin_id, p.code, b.created_at, b.created_by, b.cut, b.cut_digest
             FROM bulletin b JOIN plan p ON p.plan_id = b.plan_id WHERE b.bulletin_id = $1",
        )
        .bind(id)
        .fetch_optional(self.readers())
        .await?;
        match row {
            None => Ok(None),
            Some(row) => Ok(Some(row.stored(self.files_of(id).await?)?)),
        }
    }

    /// A file as it was stored with its bulletin; an error when its content is no longer that.
    pub async fn bulletin_file(&self, id: i64, kind: &str) -> Result<Option<BulletinFile>> {
        let row: Option<(String, String, i64, Vec<u8>)> =
            query_as("SELECT name, digest, size, content FROM bulletin_file WHERE bulletin_id = $1 AND kind = $2")
                .bind(id)
                .bind(kind)
                .fetch_optional(self.readers())
                .await?;
        let Some((name, stored, size, content)) = row else { return Ok(None) };
        match expanded(&content, size).filter(|bytes| digest(bytes) == stored) {
            Some(bytes) => Ok(Some(BulletinFile { kind: kind.to_string(), name, bytes })),
            None => Err(StoreError::Corrupt { what: format!("第{id}号通报的文件“{name}”") }),
        }
    }

    async fn files_of(&self, id: i64) -> Result<Vec<StoredFile>> {
        Ok(query_as("SELECT kind, name, program, digest, size FROM bulletin_file WHERE bulletin_id = $1 ORDER BY kind")
            .bind(id)
            .fetch_all(self.readers())
            .await?)
    }

    pub(crate) async fn bulletin_digests(&self) -> Result<Vec<(i64, String, String)>> {
        let rows: Vec<(i64, i64, String, String)> =
            query_as("SELECT audit_seq, bulletin_id, cut, cut_digest FROM bulletin ORDER BY bulletin_id")
                .fetch_all(self.readers())
                .await?;
        let mut digests = Vec::new();
        for (seq, id, cut, cut_digest) in rows {
            let stored = self.files_of(id).await?;
            let mut found = stored.clone();
            for file in &mut found {
                // One at a time: files of many years need not fit into memory together.
                let content: Vec<u8> =
                    query_scalar("SELECT content FROM bulletin_file WHERE bulletin_id = $1 AND kind = $2")
                        .bind(id)
                        .bind(&file.kind)
                        .fetch_one(self.readers())
                        .await?;
                file.digest = expanded(&content, file.size).map(|bytes| digest(&bytes)).unwrap_or_default();
            }
            digests.push((seq, format!("第{id}号通报的数据切片"), seal(&digest(cut.as_bytes()), &stored)));
            digests.push((seq, format!("第{id}号通报的切片编号"), seal(&cut_digest, &stored)));
            digests.push((seq, format!("第{id}号通报的文件"), seal(&cut_digest, &found)));
        }
        Ok(digests)
    }
}
