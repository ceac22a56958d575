//! A Word file → one line per paragraph, one line per table row with tabs between cells. Pictures, headers,
//! footnotes and deleted text are left out.

use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::{DOCUMENT_XML_MAX, ReadError, UNPACK_RATIO_MAX};

pub(super) fn text(bytes: &[u8]) -> Result<String, ReadError> {
    let xml = document_xml(bytes)?;
    let mut lines = Lines::default();
    let mut reader = Reader::from_str(&xml);
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => lines.open(&tag),
            Ok(Event::Empty(tag)) => lines.empty(&tag),
            Ok(Event::End(tag)) => lines.close(tag.local_name().as_ref()),
            Ok(Event::Text(words)) => lines.add(&words),
            Ok(Event::CData(words)) => lines.add(&words),
            Ok(Event::GeneralRef(reference)) => {
                let named = match reference.as_ref() {
                    "amp" => Some('&'),
                    "lt" => Some('<'),
                    "gt" => Some('>'),
                    "quot" => Some('"'),
                    "apos" => Some('\''),
                    _ => reference.resolve_char_ref().ok().flatten(),
                };
                lines.add(named.map(String::from).as_deref().unwrap_or_default());
            }
            Ok(Event::Eof) => break,
            Ok(Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_)) => {}
            Err(error) => return Err(ReadError::NotDocx { detail: format!("正文 XML 有误（{error}）") }),
        }
    }
    Ok(lines.text.trim_end_matches('\n').to_string())
}

/// Unpacks the main part, refusing what would grow beyond bounds.
fn document_xml(bytes: &[u8]) -> Result<String, ReadError> {
    let not_docx = |detail: &str| ReadError::NotDocx { detail: detail.into() };
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| not_docx("zip 结构已损坏"))?;
    let file = archive.by_name("word/document.xml").map_err(|_| not_docx("缺少 word/document.xml"))?;
    let packed = file.compressed_size().max(1);
    let limit = DOCUMENT_XML_MAX.min(packed.saturating_mul(UNPACK_RATIO_MAX).max(1024 * 1024));
    let mut xml = Vec::new();
    // The size in the header can lie; one byte more than allowed shows that it does.
    file.take(limit + 1).read_to_end(&mut xml).map_err(|_| not_docx("zip 数据已损坏"))?;
    if xml.len() as u64 > limit {
        return Err(ReadError::DocxTooLarge);
    }
    String::from_utf8(xml).map_err(|_| not_docx("正文不是 UTF-8 编码"))
}

/// Lines being put together.
#[derive(Default)]
struct Lines {
    text: String,
    /// Inside `w:t`.
    in_text: bool,
    /// Depth of rows: tables may stand in cells of tables; only the outermost row makes a line.
    rows: usize,
    cells: usize,
    /// Inside deleted text.
    deleted: usize,
}

impl Lines {
    fn open(&mut self, tag: &BytesStart) {
        match tag.local_name().as_ref() {
            "t" => self.in_text = true,
            "tr" => self.rows += 1,
            "tc" if self.rows == 1 => {
                if self.cells > 0 {
                    self.text.push('\t');
                }
                self.cells += 1;
            }
            "del" | "moveFrom" => self.deleted += 1,
            _ => {}
        }
    }

    fn empty(&mut self, tag: &BytesStart) {
        match tag.local_name().as_ref() {
            "br" | "cr" => self.text.push(if self.rows == 0 { '\n' } else { ' ' }),
            "tab" => self.text.push(if self.rows == 0 { '\t' } else { ' ' }),
            "p" if self.rows == 0 => self.text.push('\n'),
            "noBreakHyphen" => self.text.push('-'),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "t" => self.in_text = false,
            "p" => {
                if self.rows == 0 {
                    self.text.push('\n');
                } else if !self.text.ends_with(['\t', '\n', ' ']) {
                    self.text.push(' ');
                }
            }
            "tc" if self.text.ends_with(' ') => {
                self.text.pop();
            }
            "tr" => {
                self.rows = self.rows.saturating_sub(1);
                if self.rows == 0 {
                    self.cells = 0;
                    self.text.push('\n');
                }
            }
            "del" | "moveFrom" => self.deleted = self.deleted.saturating_sub(1),
            _ => {}
        }
    }

    fn add(&mut self, words: &str) {
        if self.in_text && self.deleted == 0 {
            self.text.push_str(words);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::decode;
    use std::io::{Cursor, Write};

    fn docx(name: &str, xml: &[u8]) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        writer.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(xml).unwrap();
        writer.finish().unwrap().into_inner()
    }

    #[test]
    fn paragraphs_become_lines_and_rows_become_cells_with_tabs() {
        let xml = "<w:document><w:body><w:p><w:r><w:t>一、甲&amp;乙</w:t></w:r></w:p>\
            <w:tbl><w:tr><w:tc><w:p><w:r><w:t>指标</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>12</w:t></w:r></w:p></w:tc></w:tr></w:tbl>\
            <w:p><w:r><w:t>丙</w:t><w:br/><w:t>丁</w:t></w:r><w:del><w:r><w:t>删</w:t></w:r></w:del></w:p></w:body></w:document>";
        let source = decode(&docx("word/document.xml", xml.as_bytes()), Some("a.docx")).unwrap();
        assert_eq!(source.text, "一、甲&乙\n指标\t12\n丙\n丁");
    }

    #[test]
    fn a_zip_without_a_main_part_is_refused() {
        let error = decode(&docx("other.xml", b"<a/>"), Some("a.docx")).unwrap_err();
        assert_eq!(
            error.to_string(),
            "文件后缀是 .docx，但内容不是 Word 文档：缺少 word/document.xml；请用 Word 或 WPS 打开后另存为 docx"
        );
    }

    #[test]
    fn a_bomb_is_refused_before_it_unfolds() {
        let xml = vec![b' '; 3 * 1024 * 1024];
        let error = decode(&docx("word/document.xml", &xml), Some("a.docx")).unwrap_err();
        assert_eq!(error, super::ReadError::DocxTooLarge);
    }
}
