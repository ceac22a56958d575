//! `junxian wording …`: the organisation's own words, and which words a command reads with.

use std::path::Path;

use anyhow::Result;
use reader::Lexicon;

use crate::Site;
use crate::args::Wording;
use crate::terminal::{note, show};

pub fn run(site: &Site, command: &Wording) -> Result<()> {
    match command {
        Wording::Check(check) => {
            let path = check.file.clone().unwrap_or_else(|| site.data_dir.join(app::WORDING_FILE));
            let rows = app::check_own_wording(&path)?;
            show(&format!("{}：{rows} 行用语，例句都按所写含义读出", path.display()))
        }
    }
}

/// The words of the named file, else those of the data folder, which is told, else the built-in ones.
pub fn lexicon(site: &Site, named: Option<&Path>) -> Result<Lexicon> {
    let in_data = site.data_dir.join(app::WORDING_FILE);
    match named {
        Some(path) => Ok(app::own_lexicon(path)?),
        None if in_data.is_file() => {
            note(&format!("按本单位用语 {} 读取", in_data.display()));
            Ok(app::own_lexicon(&in_data)?)
        }
        None => Ok(Lexicon::builtin().clone()),
    }
}
