//! Texts of pack files and the way from bytes to lines; never reads a file.

use model::pack::{FileId, SourceSpan};

/// One file as it was read.
#[derive(Debug, Clone)]
pub struct Source {
    /// Below the folder of packs, with `/`.
    pub path: String,
    pub text: String,
}

/// Line and column, both from 1; columns count characters as an editor does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    pub line: usize,
    pub column: usize,
}

impl Source {
    pub fn position(&self, byte: u32) -> Position {
        let before = &self.text[..self.floor(byte)];
        let line_start = before.rfind('\n').map_or(0, |place| place + 1);
        Position { line: before.matches('\n').count() + 1, column: before[line_start..].chars().count() + 1 }
    }

    /// The text of the line that holds a byte, and where the line begins.
    pub fn line_at(&self, byte: u32) -> (usize, &str) {
        let byte = self.floor(byte);
        let start = self.text[..byte].rfind('\n').map_or(0, |place| place + 1);
        let end = self.text[byte..].find('\n').map_or(self.text.len(), |place| byte + place);
        (start, self.text[start..end].trim_end_matches('\r'))
    }

    pub fn slice(&self, span: SourceSpan) -> &str {
        self.text.get(span.start as usize..span.end as usize).unwrap_or_default()
    }

    fn floor(&self, byte: u32) -> usize {
        let mut byte = (byte as usize).min(self.text.len());
        while !self.text.is_char_boundary(byte) {
            byte -= 1;
        }
        byte
    }
}

pub(crate) fn span(file: FileId, range: std::ops::Range<usize>) -> SourceSpan {
    let byte = |place: usize| u32::try_from(place).unwrap_or(u32::MAX);
    SourceSpan { file, start: byte(range.start), end: byte(range.end) }
}
