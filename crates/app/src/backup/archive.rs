//! The zip file of a backup: its list of files with digests first, then the files.

use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use sha2::{Digest, Sha256};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::{BackupReport, DATABASE, failed};
use crate::{AppError, Result};

const LIST: &str = "manifest.json";
/// Of the layout of a backup; a newer one is refused.
const FORMAT: u32 = 1;
/// A list of files is short; more is not a backup of ours.
const LIST_MAX: u64 = 16 << 20;

#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(super) struct Manifest {
    format: u32,
    made_at: Timestamp,
    version: String,
    pub(super) entries: usize,
    pub(super) head: String,
    files: Vec<Listed>,
}

#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
struct Listed {
    name: String,
    /// Bytes.
    size: u64,
    /// SHA-256 in hexadecimal.
    digest: String,
}

impl Manifest {
    pub(super) fn new(made_at: Timestamp, entries: usize, head: String) -> Manifest {
        let version = env!("CARGO_PKG_VERSION").to_string();
        Manifest { format: FORMAT, made_at, version, entries, head, files: Vec::new() }
    }

    pub(super) fn report(&self) -> BackupReport {
        BackupReport {
            made_at: self.made_at,
            version: self.version.clone(),
            entries: self.entries,
            head: self.head.clone(),
            files: self.files.len(),
            size: self.files.iter().map(|file| file.size).sum(),
            outside: Vec::new(),
        }
    }
}

/// Writes the files and their list, synced to disk.
pub(super) fn write(target: &Path, mut manifest: Manifest, files: &[(String, PathBuf)]) -> Result<Manifest> {
    for (name, path) in files {
        let mut hashed = Hashed::new(io::sink());
        let size = File::open(path)
            .and_then(|mut file| io::copy(&mut file, &mut hashed))
            .map_err(|error| failed(path, &error))?;
        manifest.files.push(Listed { name: name.clone(), size, digest: hashed.digest() });
    }
    let written = || -> io::Result<()> {
        let mut zip = ZipWriter::new(BufWriter::new(File::create_new(target)?));
        // Sizes are not known to the library beforehand, and a database may exceed 4 GiB.
        let options = SimpleFileOptions::default().large_file(true);
        zip.start_file(LIST, options)?;
        zip.write_all(&serde_json::to_vec_pretty(&manifest)?)?;
        for (name, path) in files {
            zip.start_file(name.as_str(), options)?;
            io::copy(&mut BufReader::new(File::open(path)?), &mut zip)?;
        }
        zip.finish()?.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()
    };
    written().map_err(|error| failed(target, &error))?;
    Ok(manifest)
}

/// Unpacks into an existing empty folder; every file must be in the list, with its size and digest.
pub(super) fn read(backup: &Path, folder: &Path) -> Result<Manifest> {
    let shown = backup.display();
    let damaged = |what: &str| AppError::BadFile { message: format!("备份 {shown} {what}；请换一份备份") };
    let file = File::open(backup).map_err(|error| failed(backup, &error))?;
    let mut zip = ZipArchive::new(BufReader::new(file)).map_err(|_| damaged("不是完整的备份文件，可能被截断"))?;
    let mut list = Vec::new();
    zip.by_name(LIST)
        .map_err(|_| damaged("没有清单，不是本程序的备份"))?
        .take(LIST_MAX)
        .read_to_end(&mut list)
        .map_err(|_| damaged("的清单已损坏"))?;
    let manifest: Manifest = serde_json::from_slice(&list).map_err(|_| damaged("的清单无法识别"))?;
    if manifest.format > FORMAT {
        return Err(AppError::BadFile {
            message: format!("备份 {shown} 由更新版本的程序建立；请升级程序后恢复")
        });
    }
    if !manifest.files.iter().any(|listed| listed.name == DATABASE) || zip.len() != manifest.files.len() + 1 {
        return Err(damaged("中的文件与清单不符"));
    }
    for listed in &manifest.files {
        let name = &listed.name;
        let mut packed = zip.by_name(name).map_err(|_| damaged(&format!("缺少 {name}")))?;
        // A name that leads out of the folder is not one that a backup of ours has.
        let inside = packed.enclosed_name().ok_or_else(|| damaged(&format!("中的文件名 {name} 不合规")))?;
        let target = folder.join(inside);
        if let Some(parent) = target.parent() {
            fs::create_dir_all(parent).map_err(|error| failed(parent, &error))?;
        }
        let file = File::create_new(&target).map_err(|error| failed(&target, &error))?;
        let mut hashed = Hashed::new(BufWriter::new(file));
        // One byte more than listed tells a file that goes on, without unpacking a bomb.
        let mut limited = (&mut packed).take(listed.size.saturating_add(1));
        let size = copy(&mut limited, &mut hashed, &target, || damaged(&format!("中的 {name} 已损坏")))?;
        let digest = hashed.digest();
        if size != listed.size || digest != listed.digest {
            return Err(damaged(&format!("中的 {name} 与清单不符，内容被改动或损坏")));
        }
        let file = hashed.inner.into_inner().map_err(|error| failed(&target, error.error()))?;
        file.sync_all().map_err(|error| failed(&target, &error))?;
    }
    Ok(manifest)
}

/// As `io::copy`, but tells a damaged source from a target that takes no more.
fn copy(source: &mut impl Read, target: &mut impl Write, path: &Path, damaged: impl Fn() -> AppError) -> Result<u64> {
    let mut buffer = vec![0; 1 << 16];
    let mut size = 0;
    loop {
        let read = source.read(&mut buffer).map_err(|_| damaged())?;
        if read == 0 {
            return Ok(size);
        }
        target.write_all(&buffer[..read]).map_err(|error| failed(path, &error))?;
        size += read as u64;
    }
}

/// Hashes what passes through.
struct Hashed<W> {
    inner: W,
    state: Sha256,
}

impl<W: Write> Hashed<W> {
    fn new(inner: W) -> Hashed<W> {
        Hashed { inner, state: Sha256::new() }
    }

    fn digest(&self) -> String {
        self.state.clone().finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

impl<W: Write> Write for Hashed<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.inner.write(bytes)?;
        self.state.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}
