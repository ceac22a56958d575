//! Reads pack files from a folder: `packs/`, one pack, or one version. Never judges what stands in them.

use std::io::Read;
use std::path::{Path, PathBuf};

use pack::Source;

use super::{PackOrigin, PackVersion};
use crate::{AppError, Result};

/// The checker refuses less; more than this is not even read.
const BYTES_MAX: u64 = 4 << 20;

/// All versions below a folder, in the order of their names.
pub(super) fn read(folder: &Path) -> Result<Vec<PackVersion>> {
    // A path such as `.` has no names of its own to compare with the pack.
    let folder = &folder.canonicalize().map_err(|error| unreadable(folder, &error))?;
    if has_rules(folder)? {
        return Ok(vec![version(folder)?]);
    }
    let mut versions = Vec::new();
    for below in folders(folder)? {
        if has_rules(&below)? {
            versions.push(version(&below)?);
            continue;
        }
        for version_folder in folders(&below)? {
            versions.push(version(&version_folder)?);
        }
    }
    Ok(versions)
}

fn version(folder: &Path) -> Result<PackVersion> {
    let name = |path: Option<&Path>| {
        path.and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
    };
    let (code, version) = (name(folder.parent()), name(Some(folder)));
    let (mut sources, mut pages, mut problems) = (Vec::new(), Vec::new(), Vec::new());
    for path in entries(folder)?.into_iter().filter(|path| path.is_file()) {
        let file = name(Some(&path));
        let list = match path.extension().and_then(|extension| extension.to_str()) {
            Some("hcl") => &mut sources,
            Some("md") => &mut pages,
            Some(_) | None => continue,
        };
        match text(&path, &file)? {
            Ok(text) => list.push(Source { path: format!("{code}/{version}/{file}"), text }),
            Err(problem) => problems.push(problem),
        }
    }
    if sources.is_empty() && problems.is_empty() {
        problems.push("目录中没有 .hcl 文件；机制包应在 packs/代码/版本/ 之下".to_string());
    }
    Ok(PackVersion::checked((code, version), PackOrigin::Own, sources, pages, problems))
}

fn text(path: &Path, file: &str) -> Result<std::result::Result<String, String>> {
    let mut bytes = Vec::new();
    let opened = std::fs::File::open(path).map_err(|error| unreadable(path, &error))?;
    opened.take(BYTES_MAX + 1).read_to_end(&mut bytes).map_err(|error| unreadable(path, &error))?;
    if bytes.len() as u64 > BYTES_MAX {
        return Ok(Err(format!("文件 {file} 超过 4 MB；数据放进名录，不写进机制包")));
    }
    Ok(String::from_utf8(bytes).map_err(|_| not_utf8(file)))
}

pub(super) fn not_utf8(file: &str) -> String {
    format!("文件 {file} 不是 UTF-8 编码；请用编辑器另存为 UTF-8")
}

fn has_rules(folder: &Path) -> Result<bool> {
    Ok(entries(folder)?.iter().any(|path| path.extension().is_some_and(|extension| extension == "hcl")))
}

fn folders(folder: &Path) -> Result<Vec<PathBuf>> {
    let is_hidden = |path: &PathBuf| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
    Ok(entries(folder)?.into_iter().filter(|path| path.is_dir() && !is_hidden(path)).collect())
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(|error| unreadable(folder, &error))? {
        paths.push(entry.map_err(|error| unreadable(folder, &error))?.path());
    }
    paths.sort();
    Ok(paths)
}

fn unreadable(path: &Path, error: &std::io::Error) -> AppError {
    let reason = match error.kind() {
        std::io::ErrorKind::NotFound => "不存在".to_string(),
        std::io::ErrorKind::PermissionDenied => "没有读取权限".to_string(),
        std::io::ErrorKind::NotADirectory => "不是目录".to_string(),
        _ => error.to_string(),
    };
    AppError::bad_input(format!("机制包目录 {} 无法读取：{reason}；请检查路径和权限", path.display()))
}
