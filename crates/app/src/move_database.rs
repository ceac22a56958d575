//! Moves a site from one database to another, of either kind: everything or nothing, proved before it counts.

use std::fs;

use jiff::Timestamp;
use store::{Content, Options, Store};

use crate::audit::chain_faults;
use crate::backup::{Staging, failed};
use crate::users::seal::copy_key;
use crate::{Actor, AppError, Config, Result, SEAL_KEY};

/// What was moved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MoveReport {
    pub tables: usize,
    pub rows: usize,
    /// Over all rows, the same in both databases.
    pub digest: String,
    /// Entries of the audit chain, and the digest of the last.
    pub entries: usize,
    pub head: String,
}

/// Copies everything from the database of `from` into that of `to`, in which there may be no data yet. The old database
/// stays as it was, but for the entry that says where its data went; the site must be started on the new one.
pub async fn move_database(actor: &Actor, from: &Config, to: &Config, now: Timestamp) -> Result<MoveReport> {
    let source = Store::open(from.database(), &Options::default()).await?;
    let moved = moved(actor, &source, from, to, now).await;
    source.close().await;
    moved
}

async fn moved(actor: &Actor, source: &Store, from: &Config, to: &Config, now: Timestamp) -> Result<MoveReport> {
    let faults = chain_faults(source.verify().await?.faults);
    if let Some(first) = faults.first() {
        return Err(AppError::Conflict {
            message: format!("原数据库有 {} 处与操作记录不符，未迁移，首处：{first}；请先查明原因", faults.len()),
        });
    }
    let note = format!("由 {} 迁至 {}", from.database(), to.database());
    let entry = actor.audit("迁移数据库", "数据库", Some(&note), now);
    if to.server.is_some() {
        let target = Store::open(to.database(), &Options::default()).await?;
        let report = copied(source, &target, &entry).await;
        target.close().await;
        return report;
    }
    let path = to.data_dir.join(crate::backup::DATABASE);
    if path.exists() {
        return Err(AppError::Conflict {
            message: format!("{} 已存在，未改动；请换一个目录，或先把它移走", path.display()),
        });
    }
    fs::create_dir_all(&to.data_dir).map_err(|error| failed(&to.data_dir, &error))?;
    let staging = Staging::beside(&path)?;
    let made = staging.0.join(crate::backup::DATABASE);
    let target = Store::open(&made, &Options::default()).await?;
    let report = copied(source, &target, &entry).await;
    // The last connection puts everything into the file itself.
    target.close().await;
    let report = report?;
    // The new folder is a whole site: what is sealed in the database stays readable there.
    if from.data_dir != to.data_dir && !to.data_dir.join(SEAL_KEY).exists() {
        copy_key(&from.data_dir, &to.data_dir)?;
    }
    fs::rename(&made, &path).map_err(|error| failed(&path, &error))?;
    Ok(report)
}

async fn copied(source: &Store, target: &Store, entry: &store::NewAudit) -> Result<MoveReport> {
    if !target.is_empty().await? {
        return Err(AppError::Conflict {
            message: "目标数据库已有数据，未改动；请换一个空的数据库".to_string()
        });
    }
    // Part of what is moved, so that the new database knows where it came from.
    source.record(entry).await?;
    let Content { tables, rows, digest } = source.move_to(target).await?;
    let chain = target.verify().await?;
    if let Some(first) = chain_faults(chain.faults).first() {
        return Err(AppError::Internal {
            message: format!("迁移后核验不符：{first}；请弃用新的数据库，原数据库没有改动"),
        });
    }
    Ok(MoveReport { tables, rows, digest, entries: chain.entries, head: chain.head })
}
