//! Bytes of a file → the text as received. Decides format and encoding; never changes a character of the text,
//! except that a byte order mark is dropped and documents of Word, of the web and of PDF become lines.

mod docx;
mod html;
mod pdf;

pub use pdf::PdfError;

use encoding_rs::{Encoding, GB18030, UTF_16BE, UTF_16LE};

/// Largest file that is read.
pub const FILE_MAX: usize = 50 * 1024 * 1024;
/// Largest `word/document.xml` after unpacking.
pub const DOCUMENT_XML_MAX: u64 = 100 * 1024 * 1024;
/// Unpacked size over packed size from which a docx is refused.
pub const UNPACK_RATIO_MAX: u64 = 200;

/// Deepest nesting of a web page: a browser's parser takes time with the square of it.
pub const HTML_DEPTH_MAX: usize = 2000;

/// The text of a file, as received.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceText {
    pub text: String,
    /// UTF-8, UTF-8 BOM, GB18030, UTF-16LE, UTF-16BE; of a docx the encoding of its XML; of a PDF “PDF 文字层”.
    pub encoding: String,
    pub format: TextFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextFormat {
    Text,
    Docx,
    Html,
    Pdf,
}

/// The file cannot be read as a plan.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    #[error("文件是空的，没有可读的文字；请检查是否选错文件或上传中断")]
    Empty,
    #[error("文件有 {megabytes} MB，超过 50 MB 的上限；请只保留方案正文后重试")]
    TooLarge { megabytes: usize },
    #[error("文件不是文本，可能是图片、压缩包或程序；请提供 txt、docx、pdf 或网页格式的方案正文")]
    Binary,
    #[error(
        "文字编码无法识别（不是 UTF-8、GB18030 或 UTF-16），第 {position} 个字节处出错；请用记事本另存为 UTF-8 后重试"
    )]
    Encoding { position: usize },
    #[error("文件后缀是 .docx，但内容不是 Word 文档：{detail}；请用 Word 或 WPS 打开后另存为 docx")]
    NotDocx { detail: String },
    #[error("docx 解压后过大（超过 100 MB 或压缩比超过 200），可能已损坏或有害；请用 Word 打开后复制正文为新文档")]
    DocxTooLarge,
    #[error("网页标签嵌套超过 2000 层，不是正常的网页；请复制正文为 txt 后重试")]
    NestedTooDeep,
    #[error("这是旧版 Word 文件（.doc），暂不能直接读取；请用 Word 或 WPS 打开后另存为 .docx")]
    OldWord,
    #[error(transparent)]
    Pdf(#[from] PdfError),
}

/// Reads the bytes of a file; the name only helps to tell formats apart.
pub fn decode(bytes: &[u8], file_name: Option<&str>) -> Result<SourceText, ReadError> {
    let name = file_name.unwrap_or_default().to_lowercase();
    if bytes.is_empty() {
        return Err(ReadError::Empty);
    }
    if bytes.len() > FILE_MAX {
        return Err(ReadError::TooLarge { megabytes: bytes.len().div_ceil(1024 * 1024) });
    }
    // Some programs write something before the mark.
    if bytes.starts_with(b"%PDF") || name.ends_with(".pdf") {
        let text = pdf::text(bytes)?;
        return not_empty(SourceText { text, encoding: "PDF 文字层".into(), format: TextFormat::Pdf });
    }
    if bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        return Err(ReadError::OldWord);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        let text = docx::text(bytes)?;
        return not_empty(SourceText { text, encoding: "UTF-8".into(), format: TextFormat::Docx });
    }
    if name.ends_with(".docx") {
        return Err(ReadError::NotDocx { detail: "它不是 zip 格式".into() });
    }
    let (text, encoding) = characters(bytes)?;
    if name.ends_with(".html") || name.ends_with(".htm") || looks_like_html(&text) {
        if html::depth(&text) > HTML_DEPTH_MAX {
            return Err(ReadError::NestedTooDeep);
        }
        let text = html::text(&text);
        return not_empty(SourceText { text, encoding, format: TextFormat::Html });
    }
    not_empty(SourceText { text, encoding, format: TextFormat::Text })
}

fn not_empty(source: SourceText) -> Result<SourceText, ReadError> {
    if source.text.trim().is_empty() { Err(ReadError::Empty) } else { Ok(source) }
}

/// Decides the encoding: by byte order mark, else UTF-8 when valid, else UTF-16 by its zero bytes, else GB18030.
fn characters(bytes: &[u8]) -> Result<(String, String), ReadError> {
    if let Some(rest) = bytes.strip_prefix(b"\xef\xbb\xbf") {
        let text =
            std::str::from_utf8(rest).map_err(|error| ReadError::Encoding { position: error.valid_up_to() + 3 })?;
        return Ok((text.to_string(), "UTF-8 BOM".into()));
    }
    if let Some(rest) = bytes.strip_prefix(b"\xff\xfe") {
        return whole(UTF_16LE, rest, "UTF-16LE");
    }
    if let Some(rest) = bytes.strip_prefix(b"\xfe\xff") {
        return whole(UTF_16BE, rest, "UTF-16BE");
    }
    match std::str::from_utf8(bytes) {
        Ok(text) if is_text(text) => Ok((text.to_string(), "UTF-8".into())),
        Ok(_) => utf_16_without_mark(bytes).ok_or(ReadError::Binary),
        Err(error) => {
            if let Some(found) = utf_16_without_mark(bytes) {
                return Ok(found);
            }
            if bytes.contains(&0) {
                return Err(ReadError::Binary);
            }
            whole(GB18030, bytes, "GB18030").map_err(|_| ReadError::Encoding { position: error.valid_up_to() })
        }
    }
}

fn whole(encoding: &'static Encoding, bytes: &[u8], name: &str) -> Result<(String, String), ReadError> {
    match encoding.decode_without_bom_handling_and_without_replacement(bytes) {
        Some(text) if is_text(&text) => Ok((text.into_owned(), name.into())),
        Some(_) => Err(ReadError::Binary),
        None => Err(ReadError::Encoding { position: 0 }),
    }
}

/// Without a mark, UTF-16 shows by its zero bytes; the byte order that gives Chinese text is the right one.
fn utf_16_without_mark(bytes: &[u8]) -> Option<(String, String)> {
    if !bytes.len().is_multiple_of(2) || !bytes.contains(&0) {
        return None;
    }
    let read = |encoding, name: &str| {
        let (text, name) = whole(encoding, bytes, name).ok()?;
        let is_usual = |c: &char| {
            c.is_ascii()
                || ('\u{4e00}'..='\u{9fff}').contains(c)
                || ('\u{3000}'..='\u{303f}').contains(c)
                || ('\u{ff00}'..='\u{ff60}').contains(c)
                || ('\u{2010}'..='\u{2030}').contains(c)
        };
        let usual = text.chars().filter(is_usual).count();
        (usual * 10 >= text.chars().count() * 9).then_some((usual, text, name))
    };
    let found = [read(UTF_16LE, "UTF-16LE"), read(UTF_16BE, "UTF-16BE")];
    found.into_iter().flatten().max_by_key(|(usual, _, _)| *usual).map(|(_, text, name)| (text, name))
}

/// Text has next to no control characters.
fn is_text(text: &str) -> bool {
    let is_control = |c: &char| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}' | '\u{b}');
    let controls = text.chars().filter(is_control).count();
    !text.contains('\0') && controls * 100 <= text.chars().count()
}

fn looks_like_html(text: &str) -> bool {
    let head: String = text.trim_start().chars().take(1000).collect::<String>().to_lowercase();
    head.starts_with("<!doctype html")
        || head.starts_with("<html")
        || (head.starts_with('<')
            && ["<head", "<body", "<div", "<p>", "<p ", "<table"].iter().any(|tag| head.contains(tag)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};

    #[track_caller]
    fn check(bytes: &[u8], name: &str, expect: Expect) {
        let shown = match decode(bytes, Some(name)) {
            Ok(source) => format!("{:?} {}: {:?}", source.format, source.encoding, source.text),
            Err(error) => error.to_string(),
        };
        expect.assert_eq(&shown);
    }

    #[test]
    fn the_encoding_is_told_by_mark_or_content() {
        check("一、总则\n".as_bytes(), "a.txt", expect![[r#"Text UTF-8: "一、总则\n""#]]);
        check(b"\xef\xbb\xbf\xe4\xb8\x80", "a.txt", expect![[r#"Text UTF-8 BOM: "一""#]]);
        let (gb, _, _) = GB18030.encode("一、总则");
        check(&gb, "a.txt", expect![[r#"Text GB18030: "一、总则""#]]);
        let little: Vec<u8> = "一、总则\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        check(&[b"\xff\xfe".as_slice(), &little].concat(), "a.txt", expect![[r#"Text UTF-16LE: "一、总则\n""#]]);
        check(&little, "a.txt", expect![[r#"Text UTF-16LE: "一、总则\n""#]]);
        let big: Vec<u8> = "一、总则\n".encode_utf16().flat_map(u16::to_be_bytes).collect();
        check(&big, "a.txt", expect![[r#"Text UTF-16BE: "一、总则\n""#]]);
    }

    #[test]
    fn what_is_no_plan_is_refused_with_a_way_out() {
        check(b"", "a.txt", expect!["文件是空的，没有可读的文字；请检查是否选错文件或上传中断"]);
        check(b" \n ", "a.txt", expect!["文件是空的，没有可读的文字；请检查是否选错文件或上传中断"]);
        check(
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0",
            "a.txt",
            expect!["文件不是文本，可能是图片、压缩包或程序；请提供 txt、docx、pdf 或网页格式的方案正文"],
        );
        check(
            b"\xe4\xb8\x80\xff\xff",
            "a.txt",
            expect![
                "文字编码无法识别（不是 UTF-8、GB18030 或 UTF-16），第 3 个字节处出错；请用记事本另存为 UTF-8 后重试"
            ],
        );
        check(
            b"hello",
            "a.docx",
            expect!["文件后缀是 .docx，但内容不是 Word 文档：它不是 zip 格式；请用 Word 或 WPS 打开后另存为 docx"],
        );
        check(
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1xx",
            "a.doc",
            expect!["这是旧版 Word 文件（.doc），暂不能直接读取；请用 Word 或 WPS 打开后另存为 .docx"],
        );
        check(
            b"%PDF-1.7",
            "a.pdf",
            expect!["PDF 文件已损坏或不完整，读不出页面；请重新下载，或用 WPS 打开后另存为 docx 再试"],
        );
        let large = vec![b'a'; FILE_MAX + 1];
        check(&large, "a.txt", expect!["文件有 51 MB，超过 50 MB 的上限；请只保留方案正文后重试"]);
    }

    #[test]
    fn a_page_becomes_its_visible_lines() {
        check(
            "<!DOCTYPE html><html><head><title>t</title><style>p{}</style></head><body><nav>导航</nav>\
             <p>一、总则&nbsp;甲<br>乙</p><script>1</script><table><tr><td>指标</td><td>12</td></tr></table></body></html>"
                .as_bytes(),
            "a.txt",
            expect![[r#"Html UTF-8: "一、总则\u{a0}甲\n乙\n指标\t12""#]],
        );
    }
}
