//! Backup while running, restore into an empty folder, and the drill that proves a backup is whole.
//!
//! A backup is one zip file: the database, the site's own words and packs in the folder of data, and a list of all
//! of them with their digests. The key that seals secrets in the database is not in it: it is kept somewhere else. It is written beside its final place and renamed at the end, and a restore fills a
//! folder of its own first, so that neither is ever seen half done.

mod archive;

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use store::{Options, Store};

use self::archive::Manifest;
use crate::audit::chain_faults;
use crate::{Actor, App, AppError, Config, Result, WORDING_FILE, blocking};

/// The database in the folder of data and in a backup.
pub(crate) const DATABASE: &str = "junxian.db";
const PACKS: &str = "packs";

/// What a backup holds.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct BackupReport {
    pub made_at: Timestamp,
    /// Of the program that made it.
    pub version: String,
    /// Entries of the audit chain, and the digest of the last.
    pub entries: usize,
    pub head: String,
    pub files: usize,
    /// Bytes before compression.
    pub size: u64,
    /// Folders that the site uses outside its folder of data: not part of the backup.
    pub outside: Vec<PathBuf>,
}

impl App {
    /// Writes a backup to `target`, which must not exist yet. The copy is checked before it counts.
    pub async fn backup(&self, actor: &Actor, target: &Path, now: Timestamp) -> Result<BackupReport> {
        let shown = target.display();
        let Some(name) = target.file_name().map(|name| name.to_string_lossy().into_owned()) else {
            return Err(AppError::bad_input(format!("{shown} 不是文件名；请写明备份文件")));
        };
        if target.exists() {
            return Err(AppError::Conflict {
                message: format!("{shown} 已存在，未覆盖；请换一个文件名")
            });
        }
        // The entry is part of the copy, so that a restored site knows which backup it came from.
        self.store.record(&actor.audit("备份", name.as_str(), None, now)).await?;
        let staging = Staging::beside(target)?;
        let copy = staging.0.join(DATABASE);
        self.store.copy_to(&copy).await?;
        let (entries, head) = checked(&copy).await?;
        let manifest = Manifest::new(now, entries, head);
        let own = own_files(&self.config.data_dir)?;
        let (target, part) = (target.to_path_buf(), staging.0.join("backup.part"));
        let mut report = blocking(move || {
            let mut files = vec![(DATABASE.to_string(), copy)];
            files.extend(own);
            let manifest = archive::write(&part, manifest, &files)?;
            fs::rename(&part, &target).map_err(|error| failed(&target, &error))?;
            Ok(manifest.report())
        })
        .await?;
        let outside = [self.config.content_dir.as_ref(), self.config.packs_dir.as_ref()];
        report.outside = outside.into_iter().flatten().cloned().collect();
        Ok(report)
    }
}

/// Fills `config.data_dir`, in which there may be no database yet, or the empty database of its server, from a backup.
/// All or nothing.
pub async fn restore(config: &Config, backup: &Path) -> Result<BackupReport> {
    let data_dir = &config.data_dir;
    let server = match &config.server {
        Some(_) => Some(Store::open(config.database(), &Options::default()).await?),
        None => None,
    };
    if let Some(server) = &server
        && !server.is_empty().await?
    {
        return Err(AppError::Conflict {
            message: format!("数据库 {} 已有数据，未改动；请另建一个空的数据库", config.database()),
        });
    }
    if server.is_none() && data_dir.join(DATABASE).exists() {
        return Err(AppError::Conflict {
            message: format!(
                "数据目录 {} 已有数据库，未改动；请先停止服务并把它移走，或用 --data 指定新的目录",
                data_dir.display()
            ),
        });
    }
    fs::create_dir_all(data_dir).map_err(|error| failed(data_dir, &error))?;
    let staging = Staging::beside(&data_dir.join(DATABASE))?;
    let report = unpack(backup, &staging.0).await?;
    let own = [WORDING_FILE, PACKS].into_iter().filter(|name| staging.0.join(name).exists());
    let taken: Vec<&str> = own.clone().filter(|name| data_dir.join(name).exists()).collect();
    if !taken.is_empty() {
        let taken = taken.join("、");
        return Err(AppError::Conflict {
            message: format!("数据目录 {} 已有 {taken}，未改动；请先移走", data_dir.display()),
        });
    }
    if let Some(server) = &server {
        let copy = Store::open(&staging.0.join(DATABASE), &Options::default()).await?;
        let moved = copy.move_to(server).await;
        copy.close().await;
        server.close().await;
        moved?;
    }
    // A file last: without it the folder does not count as restored, and a second try is told what is there.
    for name in own.chain(server.is_none().then_some(DATABASE)) {
        let target = data_dir.join(name);
        fs::rename(staging.0.join(name), &target).map_err(|error| failed(&target, &error))?;
    }
    Ok(report)
}

/// Restores a backup into a folder beside it that is removed again, with every check of a real restore.
pub async fn drill(backup: &Path) -> Result<BackupReport> {
    let staging = Staging::beside(backup)?;
    unpack(backup, &staging.0).await
}

/// Unpacks into an empty folder and checks digests, pages and the audit chain.
async fn unpack(backup: &Path, folder: &Path) -> Result<BackupReport> {
    let (from, to) = (backup.to_path_buf(), folder.to_path_buf());
    let manifest = blocking(move || archive::read(&from, &to)).await?;
    let (entries, head) = checked(&folder.join(DATABASE)).await?;
    if (entries, head.as_str()) != (manifest.entries, manifest.head.as_str()) {
        return Err(AppError::BadFile {
            message: format!("备份 {} 中的操作记录与清单不符，未恢复；请换一份备份", backup.display()),
        });
    }
    Ok(manifest.report())
}

/// Opens a copy by itself and checks pages and chain; entries and head of the chain.
pub(crate) async fn checked(copy: &Path) -> Result<(usize, String)> {
    let store = Store::open(copy, &Options::default()).await?;
    let mut faults = store.page_faults().await?;
    let chain = store.verify().await?;
    store.close().await;
    faults.extend(chain_faults(chain.faults));
    match faults.first() {
        None => Ok((chain.entries, chain.head)),
        Some(first) => Err(AppError::BadFile {
            message: format!("数据库副本有 {} 处不符，首处：{first}；请用“junxian verify”检查数据", faults.len()),
        }),
    }
}

/// The site's own words and packs in its folder of data, by the name that they have in a backup.
fn own_files(data_dir: &Path) -> Result<Vec<(String, PathBuf)>> {
    let mut files = Vec::new();
    let wording = data_dir.join(WORDING_FILE);
    if wording.is_file() {
        files.push((WORDING_FILE.to_string(), wording));
    }
    let packs = data_dir.join(PACKS);
    if packs.is_dir() {
        walk(&packs, PACKS, &mut files)?;
    }
    Ok(files)
}

/// Symbolic links are followed: what they name is content of the site.
fn walk(folder: &Path, prefix: &str, files: &mut Vec<(String, PathBuf)>) -> Result<()> {
    let entries = fs::read_dir(folder).and_then(Iterator::collect::<std::io::Result<Vec<_>>>);
    let mut entries = entries.map_err(|error| failed(folder, &error))?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let name = format!("{prefix}/{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            walk(&entry.path(), &name, files)?;
        } else {
            files.push((name, entry.path()));
        }
    }
    Ok(())
}

/// A folder for work in progress, removed however the work ends.
pub(crate) struct Staging(pub(crate) PathBuf);

impl Staging {
    pub(crate) fn beside(target: &Path) -> Result<Staging> {
        let name = target.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let folder = target.with_file_name(format!(".{name}.{}", std::process::id()));
        fs::create_dir(&folder).map_err(|error| failed(&folder, &error))?;
        Ok(Staging(folder))
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        // Nothing is lost when it stays: it is named for the process and never read.
        let _ = fs::remove_dir_all(&self.0);
    }
}

pub(crate) fn failed(path: &Path, error: &std::io::Error) -> AppError {
    let reason = match error.kind() {
        ErrorKind::NotFound => "没有这个文件或所在目录".to_string(),
        ErrorKind::PermissionDenied => "没有权限".to_string(),
        ErrorKind::StorageFull => "磁盘空间不足".to_string(),
        _ => error.to_string(),
    };
    AppError::Unavailable { message: format!("{}：{reason}；没有写入任何内容", path.display()) }
}
