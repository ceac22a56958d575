//! What the parts of a zip file really unpack to, measured before anything is read. Never trusts what they say about
//! themselves, which may be a lie.

use std::io::{Cursor, Read};

use zip::ZipArchive;

/// Why a zip file is not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ZipFault {
    /// A part, or all of them together, unpack to more than is allowed.
    TooLarge,
    /// Damaged, or locked by a password.
    Unreadable(String),
}

/// Unpacks every part and throws it away. `most` gives the bytes that a part of that name may have, of `total_max` for
/// all of them. Returns the names of the parts.
pub(crate) fn measure(
    bytes: &[u8],
    total_max: u64,
    most: impl Fn(&str) -> u64,
) -> std::result::Result<Vec<String>, ZipFault> {
    let unreadable = |error: &dyn std::fmt::Display| ZipFault::Unreadable(error.to_string());
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| unreadable(&error))?;
    let mut names = Vec::new();
    let mut total = 0;
    for place in 0..archive.len() {
        let mut part = archive.by_index(place).map_err(|error| unreadable(&error))?;
        let name = part.name().map(|name| name.to_string()).unwrap_or_default();
        let most = most(&name).min(total_max - total);
        if part.size() > most {
            return Err(ZipFault::TooLarge);
        }
        let size = std::io::copy(&mut part.by_ref().take(most + 1), &mut std::io::sink())
            .map_err(|error| unreadable(&error))?;
        if size > most {
            return Err(ZipFault::TooLarge);
        }
        total += size;
        names.push(name);
    }
    Ok(names)
}
