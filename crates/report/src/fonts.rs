//! The fonts of one site: checked once, then shared by PDF layout and by pictures.
//!
//! Bytes come from the caller; nothing is read from disk and no font of the system is ever used, so that the
//! same document looks the same on every machine.

use std::sync::Arc;

use resvg::usvg::fontdb;
use serde::Serialize;
use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

use crate::error::ReportError;

/// Licensed faces first, then the open ones that stand in for them. Each face under its English and its Chinese name.
const FANG_SONG: &[&str] =
    &["FangSong_GB2312", "仿宋_GB2312", "FangSong", "仿宋", "STFangsong", "FandolFang R", "FandolFang"];
const TITLE_SONG: &[&str] =
    &["FZXiaoBiaoSong-B05S", "方正小标宋简体", "FZXiaoBiaoSong-B05", "方正小标宋_GBK", "FandolSong"];
const HEI: &[&str] = &["SimHei", "黑体", "FandolHei"];
const KAI: &[&str] = &["KaiTi_GB2312", "楷体_GB2312", "KaiTi", "楷体", "LXGW WenKai", "霞鹜文楷"];
const SONG: &[&str] = &["SimSun", "宋体", "FandolSong"];
/// For characters that GB 2312 lacks and names need: 镕, 喆, 堃.
const RARE: &[&str] = &["LXGW WenKai", "霞鹜文楷", "Noto Serif CJK SC", "Noto Sans CJK SC"];

/// Font lists by role, each with its fallbacks. Every name in them is known.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Families {
    pub fang_song: Vec<String>,
    pub title_song: Vec<String>,
    pub hei: Vec<String>,
    pub kai: Vec<String>,
    pub song: Vec<String>,
}

/// Fonts for PDF and pictures.
pub struct Fonts {
    pub(crate) faces: Vec<Font>,
    pub(crate) book: LazyHash<FontBook>,
    pub(crate) database: Arc<fontdb::Database>,
    pub(crate) families: Families,
}

impl Fonts {
    /// Takes the bytes of font files and finds a face for every role of an official document.
    pub fn new(files: Vec<Vec<u8>>) -> Result<Fonts, ReportError> {
        let mut faces = Vec::new();
        let mut database = fontdb::Database::new();
        for (index, file) in files.into_iter().enumerate() {
            let bytes = Bytes::new(file);
            let before = faces.len();
            faces.extend(Font::iter(bytes.clone()));
            if faces.len() == before {
                return Err(ReportError::FontUnreadable(index + 1));
            }
            database.load_font_source(fontdb::Source::Binary(Arc::new(bytes)));
        }
        let book = FontBook::from_fonts(&faces);
        let families = Families {
            fang_song: family_list(&book, "仿宋", FANG_SONG)?,
            title_song: family_list(&book, "小标宋", TITLE_SONG)?,
            hei: family_list(&book, "黑体", HEI)?,
            kai: family_list(&book, "楷体", KAI)?,
            song: family_list(&book, "宋体", SONG)?,
        };
        Ok(Fonts { faces, book: LazyHash::new(book), database: Arc::new(database), families })
    }

    /// Characters of the text that no font has, in order of appearance, each once.
    pub(crate) fn missing(&self, text: &str) -> Vec<char> {
        let mut missing = Vec::new();
        for character in text.chars().filter(|character| !character.is_whitespace()) {
            let is_known = self.faces.iter().any(|face| face.info().coverage.contains(u32::from(character)));
            if !is_known && !missing.contains(&character) {
                missing.push(character);
            }
        }
        missing
    }
}

fn family_list(book: &FontBook, role: &'static str, wanted: &[&str]) -> Result<Vec<String>, ReportError> {
    let known = |names: &[&str]| -> Vec<String> {
        names.iter().filter(|name| book.contains_family(&name.to_lowercase())).map(|name| name.to_string()).collect()
    };
    let mut list = known(wanted);
    if list.is_empty() {
        return Err(ReportError::FontMissing { role, wanted: wanted.join("、") });
    }
    for name in known(RARE) {
        if !list.contains(&name) {
            list.push(name);
        }
    }
    Ok(list)
}

/// Characters as a message shows them.
pub(crate) fn glyph_error(missing: &[char]) -> ReportError {
    let words: Vec<String> =
        missing.iter().map(|character| format!("{character}(U+{:04X})", u32::from(*character))).collect();
    ReportError::GlyphMissing(words.join("、"))
}
