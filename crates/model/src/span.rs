//! Places in a text, counted in Unicode code points of the text as received.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// A stretch of text: code points `start..end`, end exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Span {
    pub start: usize,
    pub end: usize,
}

impl Span {
    pub fn new(start: usize, end: usize) -> Span {
        debug_assert!(start <= end);
        Span { start, end }
    }

    pub fn len(&self) -> usize {
        self.end - self.start
    }

    pub fn is_empty(&self) -> bool {
        self.start == self.end
    }

    pub fn overlaps(&self, other: &Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    pub fn contains(&self, other: &Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

/// Byte offsets of every code point, so that spans can be cut out of a text in constant time.
pub struct TextIndex<'text> {
    text: &'text str,
    byte_of: Vec<usize>,
}

impl<'text> TextIndex<'text> {
    pub fn new(text: &'text str) -> TextIndex<'text> {
        let mut byte_of: Vec<usize> = text.char_indices().map(|(byte, _)| byte).collect();
        byte_of.push(text.len());
        TextIndex { text, byte_of }
    }

    /// Length of the text in code points.
    pub fn len(&self) -> usize {
        self.byte_of.len() - 1
    }

    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The words under a span, or nothing when the span reaches outside the text.
    pub fn get(&self, span: Span) -> Option<&'text str> {
        let start = *self.byte_of.get(span.start)?;
        let end = *self.byte_of.get(span.end)?;
        self.text.get(start..end)
    }
}

/// SHA-256 in lower-case hexadecimal: the identity of a text, a cut or an audit entry.
pub fn digest(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |half: u8| char::from(DIGITS[usize::from(half & 15)]);
    Sha256::digest(bytes).iter().flat_map(|byte| [digit(byte >> 4), digit(*byte)]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_count_code_points_not_bytes() {
        let index = TextIndex::new("到2025年");
        assert_eq!(index.get(Span::new(1, 5)), Some("2025"));
        assert_eq!(index.get(Span::new(1, 7)), None);
    }

    #[test]
    fn digest_is_sha256_in_hexadecimal() {
        assert_eq!(digest(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
