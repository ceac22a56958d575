//! What stands in a cell of a file field: which file it is and how it is called. Never holds the file itself.

use std::fmt;

/// A file that hangs on a row, named by its content.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Attachment {
    /// SHA-256 in lower case.
    pub digest: String,
    /// Bytes.
    pub size: u64,
    /// As people call it.
    pub name: String,
}

const DIGEST_LENGTH: usize = 64;
/// Digits of the digest that people compare.
const SHORT: usize = 8;
const KIB: u64 = 1024;

impl Attachment {
    /// Back from the text of a cell; nothing for a text that was never written as one.
    pub fn of(stored: &str) -> Option<Attachment> {
        let mut parts = stored.splitn(3, ':');
        let (digest, size, name) = (parts.next()?, parts.next()?, parts.next()?);
        let is_digest = digest.len() == DIGEST_LENGTH
            && digest.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte));
        let size = size.parse().ok()?;
        (is_digest && !name.is_empty()).then(|| Attachment { digest: digest.to_string(), size, name: name.to_string() })
    }

    /// As it is stored in a row.
    pub fn stored(&self) -> String {
        format!("{}:{}:{}", self.digest, self.size, self.name)
    }

    /// The first digits of the digest, enough to tell two files of one name apart.
    pub fn short_digest(&self) -> &str {
        &self.digest[..SHORT.min(self.digest.len())]
    }

    /// 1.2 MB.
    pub fn size_in_words(&self) -> String {
        size_in_words(self.size)
    }
}

/// 验收证书.pdf（1.2 MB，摘要 0a1b2c3d）.
impl fmt::Display for Attachment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}（{}，摘要 {}）", self.name, self.size_in_words(), self.short_digest())
    }
}

/// In MB or KB with at most one decimal; a part of a KB counts as one.
pub fn size_in_words(bytes: u64) -> String {
    if bytes < KIB * KIB {
        return format!("{} KB", bytes.div_ceil(KIB));
    }
    let tenths = bytes.saturating_mul(10) / (KIB * KIB);
    match tenths % 10 {
        0 => format!("{} MB", tenths / 10),
        rest => format!("{}.{rest} MB", tenths / 10),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_told_by_its_content_and_keeps_its_name() {
        let file = Attachment { digest: "0a1b2c3d".repeat(8), size: 1_258_292, name: "证书：一.pdf".to_string() };
        assert_eq!(Attachment::of(&file.stored()), Some(file.clone()));
        assert_eq!(file.to_string(), "证书：一.pdf（1.2 MB，摘要 0a1b2c3d）");
        for text in
            ["", "证书.pdf", "abc:1:证书.pdf", &file.stored().replacen("0a", "0A", 1), &format!("{}:1:", file.digest)]
        {
            assert_eq!(Attachment::of(text), None, "{text}");
        }
    }

    #[test]
    fn sizes_are_told_as_file_managers_do() {
        let told = [0, 1, 1024, 1025, 1024 * 1024, 20 * 1024 * 1024].map(size_in_words);
        assert_eq!(told, ["0 KB", "1 KB", "1 KB", "2 KB", "1 MB", "20 MB"]);
    }
}
