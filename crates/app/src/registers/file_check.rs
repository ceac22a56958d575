//! Whether a file may hang on a row: told by its content, never by its name. Opens no document and runs nothing in it.
//!
//! What is looked for: PDF (ISO 32000-2 7.5.2, 7.5.5), PNG (ISO/IEC 15948 5.2, 11.2.5), JPEG (ITU-T T.81 B.1.1),
//! and Office Open XML packages (ISO/IEC 29500-2) whose main part is a document or a workbook without macros.

use std::io::{Cursor, Read};

use engine::register::size_in_words;
use zip::ZipArchive;

use crate::unpacked::{self, ZipFault};

/// 20 MB.
pub const ATTACHMENT_MAX: u64 = 20 * 1024 * 1024;

/// What the parts of a document may unpack to, in bytes.
const UNPACKED_MAX: u64 = 300 * 1024 * 1024;
/// A document with more parts is none.
const PARTS_MAX: usize = 10_000;
const CONTENT_TYPES: &str = "[Content_Types].xml";
const CONTENT_TYPES_MAX: u64 = 4 * 1024 * 1024;
/// Where the end of a whole file is looked for; scanners and cameras write behind it.
const TAIL: usize = 64 * 1024;
const NAME_MAX: usize = 120;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FileKind {
    Pdf,
    Docx,
    Xlsx,
    Png,
    Jpeg,
}

impl FileKind {
    pub(super) fn media_type(self) -> &'static str {
        match self {
            FileKind::Pdf => "application/pdf",
            FileKind::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            FileKind::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            FileKind::Png => "image/png",
            FileKind::Jpeg => "image/jpeg",
        }
    }

    /// The first is the one that is given.
    fn endings(self) -> &'static [&'static str] {
        match self {
            FileKind::Pdf => &["pdf"],
            FileKind::Docx => &["docx"],
            FileKind::Xlsx => &["xlsx"],
            FileKind::Png => &["png"],
            FileKind::Jpeg => &["jpg", "jpeg"],
        }
    }
}

/// Why a file is not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(super) enum FileFault {
    #[error("文件是空的；请检查是否选错文件或下载未完成")]
    Empty,
    #[error("文件有 {}，超过 {}；请压缩图片或拆分后再上传", size_in_words(*.size), size_in_words(*.max))]
    TooLarge { size: u64, max: u64 },
    #[error(
        "是旧版 Office 文件（doc、xls、ppt、wps、et）或加了密码的文件；请取消密码，另存为 docx、xlsx 或 pdf 后再上传"
    )]
    OldOffice,
    #[error("含有宏或可执行控件，不能上传；请另存为不含宏的 docx、xlsx 或 pdf")]
    Macro,
    #[error("解压后过大，未接收；请删去多余的图片和格式，或另存为 pdf 后再上传")]
    Bomb,
    #[error("不完整或已损坏（{reason}）；请重新导出或扫描后再上传")]
    Damaged { reason: String },
    #[error("内容不是 pdf、docx、xlsx、png、jpg；附件只收这五种，请转换后再上传（改文件名后缀没有用）")]
    OtherKind,
}

/// The kind of a file that is whole and harmless as far as can be told without opening it.
pub(super) fn kind_of(bytes: &[u8], max: u64) -> std::result::Result<FileKind, FileFault> {
    if bytes.is_empty() {
        return Err(FileFault::Empty);
    }
    if bytes.len() as u64 > max {
        return Err(FileFault::TooLarge { size: bytes.len() as u64, max });
    }
    let ends_with = |mark: &[u8], kind: FileKind| {
        let tail = &bytes[bytes.len().saturating_sub(TAIL)..];
        let found = tail.windows(mark.len()).any(|part| part == mark);
        found.then_some(kind).ok_or_else(|| FileFault::Damaged { reason: "没有文件结束标记".to_string() })
    };
    match bytes {
        [b'%', b'P', b'D', b'F', b'-', ..] => ends_with(b"%%EOF", FileKind::Pdf),
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => ends_with(b"IEND\xae\x42\x60\x82", FileKind::Png),
        [0xff, 0xd8, 0xff, ..] => ends_with(&[0xff, 0xd9], FileKind::Jpeg),
        [0xd0, 0xcf, 0x11, 0xe0, ..] => Err(FileFault::OldOffice),
        [b'P', b'K', 3, 4, ..] => office(bytes),
        _ => Err(FileFault::OtherKind),
    }
}

fn office(bytes: &[u8]) -> std::result::Result<FileKind, FileFault> {
    let names = unpacked::measure(bytes, UNPACKED_MAX, |_| UNPACKED_MAX).map_err(|fault| match fault {
        ZipFault::TooLarge => FileFault::Bomb,
        ZipFault::Unreadable(reason) => FileFault::Damaged { reason },
    })?;
    if names.len() > PARTS_MAX {
        return Err(FileFault::Bomb);
    }
    let lower: Vec<String> = names.iter().map(|name| name.replace('\\', "/").to_lowercase()).collect();
    let is_active = |name: &String| {
        name.ends_with("vbaproject.bin")
            || name.ends_with("vbadata.xml")
            || name.contains("/macrosheets/")
            || name.contains("/activex/")
            || name.contains("/embeddings/")
                && [".bin", ".docm", ".xlsm", ".pptm"].iter().any(|end| name.ends_with(end))
    };
    if lower.iter().any(is_active) {
        return Err(FileFault::Macro);
    }
    let types = content_types(bytes).ok_or(FileFault::OtherKind)?;
    if types.contains("macroEnabled") || types.contains("vbaProject") {
        return Err(FileFault::Macro);
    }
    let has = |part: &str, content: &str| lower.iter().any(|name| name == part) && types.contains(content);
    if has("word/document.xml", "wordprocessingml.document.main+xml") {
        Ok(FileKind::Docx)
    } else if has("xl/workbook.xml", "spreadsheetml.sheet.main+xml") {
        Ok(FileKind::Xlsx)
    } else {
        Err(FileFault::OtherKind)
    }
}

/// The list of the kinds of all parts; nothing in a zip file that is no Office document.
fn content_types(bytes: &[u8]) -> Option<String> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut text = String::new();
    archive.by_name(CONTENT_TYPES).ok()?.take(CONTENT_TYPES_MAX).read_to_string(&mut text).ok()?;
    Some(text)
}

/// A name that every system can keep: without folders, marks that change the direction of writing, and characters
/// that Windows refuses, with the ending that its content has. The second says what was changed, if anything.
pub(super) fn clean_name(given: &str, kind: FileKind) -> (String, Option<String>) {
    let last = given.rsplit(['/', '\\']).next().unwrap_or_default();
    let kept: String = last
        .chars()
        .filter(|letter| !letter.is_control() && !is_unseen(*letter))
        .map(|letter| if "<>:\"|?*".contains(letter) { '_' } else { letter })
        .collect();
    let kept = kept.trim().trim_end_matches(['.', ' ']);
    let (stem, ending) = match kept.rsplit_once('.') {
        Some((stem, ending)) => (stem, Some(ending)),
        None => (kept, None),
    };
    let is_right = ending.is_some_and(|ending| kind.endings().contains(&ending.to_lowercase().as_str()));
    // 报告3.5版 has no ending; 报告.pdf of a picture has a wrong one.
    let is_ending =
        ending.is_some_and(|ending| ending.len() <= 5 && ending.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    let stem = if is_right || is_ending { stem } else { kept };
    let ending = ending.filter(|_| is_right).unwrap_or(kind.endings()[0]);
    let mut stem: String = stem.trim().trim_matches('.').chars().take(NAME_MAX).collect();
    if stem.is_empty() {
        stem = "附件".to_string();
    }
    if is_reserved(&stem) {
        stem.insert(0, '_');
    }
    let name = format!("{stem}.{ending}");
    let note = (!is_right).then(|| format!("按文件内容，附件名已改为“{name}”"));
    (name, note)
}

/// Marks of direction and characters without width: a name must show what it is.
fn is_unseen(letter: char) -> bool {
    matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// Names of devices, which Windows cannot give to a file.
fn is_reserved(stem: &str) -> bool {
    let upper = stem.to_uppercase();
    let is_numbered = |word: &str| {
        upper.strip_prefix(word).is_some_and(|rest| rest.len() == 1 && rest.as_bytes()[0].is_ascii_digit())
    };
    matches!(upper.as_str(), "CON" | "PRN" | "AUX" | "NUL") || is_numbered("COM") || is_numbered("LPT")
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::write::SimpleFileOptions;

    use super::*;

    const MAX: u64 = ATTACHMENT_MAX;
    const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
    const SHEET: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";

    fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in parts {
            writer.start_file(*name, SimpleFileOptions::default()).unwrap();
            writer.write_all(content).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    fn package(main: &str, content: &str, more: &[(&str, &[u8])]) -> Vec<u8> {
        let types = format!("<Types><Override PartName=\"/{main}\" ContentType=\"{content}\"/></Types>");
        let mut parts: Vec<(&str, &[u8])> = vec![(CONTENT_TYPES, types.as_bytes()), (main, b"<x/>")];
        parts.extend(more);
        zipped(&parts)
    }

    #[test]
    fn the_kind_is_told_by_the_content() {
        assert_eq!(kind_of(b"%PDF-1.7\n...\n%%EOF\n", MAX), Ok(FileKind::Pdf));
        assert_eq!(kind_of(b"\x89PNG\r\n\x1a\n....IEND\xae\x42\x60\x82", MAX), Ok(FileKind::Png));
        assert_eq!(kind_of(b"\xff\xd8\xff\xe0 ... \xff\xd9", MAX), Ok(FileKind::Jpeg));
        assert_eq!(kind_of(&package("word/document.xml", WORD, &[]), MAX), Ok(FileKind::Docx));
        assert_eq!(kind_of(&package("xl/workbook.xml", SHEET, &[]), MAX), Ok(FileKind::Xlsx));
        let others: [&[u8]; 4] = [b"MZ\x90", b"<html>", b"%!PS", &zipped(&[("readme.txt", b"1")])];
        for bytes in others {
            assert_eq!(kind_of(bytes, MAX), Err(FileFault::OtherKind));
        }
        // A presentation is a package, but none of the five.
        let slides = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml";
        assert_eq!(kind_of(&package("ppt/presentation.xml", slides, &[]), MAX), Err(FileFault::OtherKind));
    }

    #[test]
    fn empty_large_cut_locked_and_old_files_are_refused() {
        assert_eq!(kind_of(b"", MAX), Err(FileFault::Empty));
        let fault = kind_of(&[0; 2049], 2048).unwrap_err();
        assert_eq!(fault.to_string(), "文件有 3 KB，超过 2 KB；请压缩图片或拆分后再上传");
        assert!(matches!(kind_of(b"%PDF-1.7\n...", MAX), Err(FileFault::Damaged { .. })));
        let whole = package("word/document.xml", WORD, &[]);
        assert!(matches!(kind_of(&whole[..whole.len() - 30], MAX), Err(FileFault::Damaged { .. })));
        assert_eq!(kind_of(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", MAX), Err(FileFault::OldOffice));
    }

    #[test]
    fn macros_and_bombs_are_refused() {
        let active: [&str; 4] = [
            "word/vbaProject.bin",
            "word/activeX/activeX1.xml",
            "word/embeddings/oleObject1.bin",
            "xl/macrosheets/sheet1.xml",
        ];
        for part in active {
            assert_eq!(
                kind_of(&package("word/document.xml", WORD, &[(part, b"1")]), MAX),
                Err(FileFault::Macro),
                "{part}"
            );
        }
        let enabled = "application/vnd.ms-word.document.macroEnabled.main+xml";
        assert_eq!(kind_of(&package("word/document.xml", enabled, &[]), MAX), Err(FileFault::Macro));
        let zeros = vec![0; (UNPACKED_MAX / 4) as usize];
        let parts: Vec<(String, &[u8])> =
            (0..5).map(|number| (format!("word/media/{number}"), zeros.as_slice())).collect();
        let parts: Vec<(&str, &[u8])> = parts.iter().map(|(name, content)| (name.as_str(), *content)).collect();
        let bomb = package("word/document.xml", WORD, &parts);
        assert!((bomb.len() as u64) < MAX);
        assert_eq!(kind_of(&bomb, MAX), Err(FileFault::Bomb));
    }

    #[test]
    fn names_are_cleaned_and_end_as_their_content_does() {
        let cases = [
            ("验收证书.pdf", FileKind::Pdf, "验收证书.pdf"),
            ("C:\\桌面\\验收证书.PDF", FileKind::Pdf, "验收证书.PDF"),
            ("../../etc/passwd", FileKind::Pdf, "passwd.pdf"),
            ("照片.jpeg", FileKind::Jpeg, "照片.jpeg"),
            ("照片.jpg", FileKind::Png, "照片.png"),
            ("报告\u{202e}fdp.exe", FileKind::Pdf, "报告fdp.pdf"),
            ("报告 3.5版", FileKind::Docx, "报告 3.5版.docx"),
            ("a<b>:\"|?*\r\n.xlsx", FileKind::Xlsx, "a_b______.xlsx"),
            (" .. ", FileKind::Pdf, "附件.pdf"),
            ("nul.pdf", FileKind::Pdf, "_nul.pdf"),
        ];
        for (given, kind, wanted) in cases {
            let (name, note) = clean_name(given, kind);
            assert_eq!(name, wanted, "{given}");
            let ends_right = given.to_lowercase().trim_end().ends_with(kind.endings()[0]) || given.ends_with(".jpeg");
            assert_eq!(note.is_none(), ends_right, "{given}: {note:?}");
        }
        assert_eq!(clean_name(&"长".repeat(500), FileKind::Pdf).0.chars().count(), NAME_MAX + 4);
    }
}
