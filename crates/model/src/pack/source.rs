//! Where something stands in the files of a pack; never holds the text itself.

use serde::{Deserialize, Serialize};

/// Position of a file in the list of files of a pack version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct FileId(pub u16);

/// Bytes `start..end` of one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct SourceSpan {
    pub file: FileId,
    pub start: u32,
    pub end: u32,
}

/// A file as it was checked; the digest proves that an outcome used exactly this text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceFile {
    /// Below the folder of packs, with `/`.
    pub path: String,
    /// SHA-256 in hexadecimal digits.
    pub digest: String,
}
