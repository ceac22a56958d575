//! The organisation's own wording: `wording.toml` in the data folder, laid over the built-in tables. Says what is wrong
//! with such a file; knows no rule of reading itself.

use std::path::Path;

use reader::{Lexicon, WordingFault, check_wording};

use crate::view::LineError;
use crate::{AppError, Result};

/// Its name in the data folder.
pub const WORDING_FILE: &str = "wording.toml";

/// The tables with the organisation's own rows; the built-in ones where it has none.
pub(crate) fn load(data_dir: &Path) -> Result<Lexicon> {
    let path = data_dir.join(WORDING_FILE);
    if path.exists() { own_lexicon(&path) } else { Ok(Lexicon::builtin().clone()) }
}

/// The built-in tables with the rows of this file.
pub fn own_lexicon(path: &Path) -> Result<Lexicon> {
    Lexicon::with_own(&text(path)?).map_err(|faults| refused(path, &faults))
}

/// Checks a file with its example sentences: how many rows hold, or every fault.
pub fn check_own_wording(path: &Path) -> Result<usize> {
    let text = text(path)?;
    let faults = check_wording(&text);
    if !faults.is_empty() {
        return Err(refused(path, &faults));
    }
    let lexicon = Lexicon::with_own(&text).map_err(|faults| refused(path, &faults))?;
    Ok(lexicon.entries().len() - Lexicon::builtin().entries().len())
}

fn text(path: &Path) -> Result<String> {
    let shown = path.display();
    let bytes = std::fs::read(path).map_err(|error| {
        let reason = match error.kind() {
            std::io::ErrorKind::NotFound => "文件不存在".to_string(),
            std::io::ErrorKind::PermissionDenied => "没有读取权限".to_string(),
            _ => error.to_string(),
        };
        AppError::bad_input(format!("用语文件 {shown} 无法读取：{reason}；请检查路径和权限"))
    })?;
    String::from_utf8(bytes)
        .map_err(|_| AppError::bad_input(format!("用语文件 {shown} 不是 UTF-8 编码；请用记事本另存为 UTF-8")))
        .map(|text| text.trim_start_matches('\u{feff}').to_string())
}

fn refused(path: &Path, faults: &[WordingFault]) -> AppError {
    let details = faults.iter().map(|fault| LineError {
        line: fault.line,
        column: None,
        message: format!("{}；{}", fault.message, fault.hint),
    });
    AppError::BadInput {
        message: format!("用语文件 {} 有 {} 处错误，改正后重试", path.display(), faults.len()),
        details: details.collect(),
    }
}
