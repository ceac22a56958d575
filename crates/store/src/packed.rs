//! Large texts and files as they lie in the database: compressed, with their size beside them.

use std::io::{Read, Write};

use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;

use crate::{Result, StoreError};

pub(crate) fn compressed(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    let done = encoder.write_all(bytes).and_then(|()| encoder.finish());
    done.map_err(|error| StoreError::Corrupt { what: format!("待保存的文件（{error}）") })
}

/// Nothing when the content was changed: unreadable, or of another size than was stored.
pub(crate) fn expanded(content: &[u8], size: i64) -> Option<Vec<u8>> {
    let size = u64::try_from(size).ok()?;
    let mut bytes = Vec::new();
    ZlibDecoder::new(content).take(size.saturating_add(1)).read_to_end(&mut bytes).ok()?;
    (bytes.len() as u64 == size).then_some(bytes)
}
