//! Reads the files that the user names and writes those that the user asks for.

use std::io::{ErrorKind, Read, Write};
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use app::AppError;

/// One byte more than anybody accepts, so that the use case can say itself that a file is too large.
const READ_MAX: u64 = server::BODY_LIMIT as u64 + 1;

/// A file as the user named it.
pub struct Input {
    pub name: String,
    pub bytes: Vec<u8>,
}

/// Reads a file; `-` is standard input.
pub fn read(path: &Path) -> Result<Input> {
    let mut bytes = Vec::new();
    if path == Path::new("-") {
        std::io::stdin().lock().take(READ_MAX).read_to_end(&mut bytes).context("标准输入无法读取")?;
        return Ok(Input { name: "标准输入".to_string(), bytes });
    }
    let shown = path.display();
    ensure!(!path.is_dir(), "{shown} 是目录；请指定其中的一个文件");
    let file = std::fs::File::open(path).map_err(|error| match error.kind() {
        ErrorKind::NotFound => anyhow::anyhow!("没有文件 {shown}；请检查路径和文件名"),
        ErrorKind::PermissionDenied => anyhow::anyhow!("没有权限读取 {shown}；请检查文件权限"),
        _ => anyhow::anyhow!("{shown} 无法打开：{error}"),
    })?;
    file.take(READ_MAX).read_to_end(&mut bytes).with_context(|| format!("{shown} 无法读取"))?;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    Ok(Input { name, bytes })
}

/// Writes a file as a whole or not at all; without a path to standard output.
pub fn hand_out(path: Option<&Path>, bytes: &[u8]) -> Result<()> {
    let Some(path) = path else {
        let mut out = std::io::stdout().lock();
        out.write_all(bytes)?;
        return Ok(out.flush()?);
    };
    let shown = path.display();
    let Some(name) = path.file_name() else { bail!("{shown} 不是文件名；请写明要写入的文件") };
    ensure!(!path.is_dir(), "{shown} 是目录；请写明要写入的文件名");
    let mut part = name.to_os_string();
    part.push(format!(".{}.part", std::process::id()));
    let part = path.with_file_name(part);
    let written = std::fs::write(&part, bytes).and_then(|()| std::fs::rename(&part, path));
    if let Err(error) = written {
        // What was written so far is of no use; that it may not exist at all is fine.
        let _ = std::fs::remove_file(&part);
        let reason = match error.kind() {
            ErrorKind::NotFound => "所在目录不存在".to_string(),
            ErrorKind::PermissionDenied => "没有写入权限".to_string(),
            ErrorKind::StorageFull => "磁盘空间不足".to_string(),
            _ => error.to_string(),
        };
        bail!("{shown} 无法写入：{reason}；请换一个位置后重试");
    }
    Ok(())
}

/// The error with the file that it is about, unless its message names it already.
pub fn about(input: &Input, error: AppError) -> anyhow::Error {
    let is_named = error.to_string().contains(&input.name);
    let error = anyhow::Error::from(error);
    if is_named { error } else { error.context(input.name.clone()) }
}

/// Whether the reader of our output simply went away.
pub fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.downcast_ref::<std::io::Error>().is_some_and(|error| error.kind() == ErrorKind::BrokenPipe)
}
