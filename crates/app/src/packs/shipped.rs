//! The packs inside the binary, checked when they are first asked for. Never reads a disk.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use pack::Source;
use rust_embed::RustEmbed;

use super::{PackOrigin, PackVersion};

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../../packs"]
struct PackFiles;

/// Rules, tests, and what is wrong with a file.
type Files = (Vec<Source>, Vec<Source>, Vec<String>);

static VERSIONS: LazyLock<Vec<Arc<PackVersion>>> = LazyLock::new(|| {
    let mut folders: BTreeMap<(String, String), Files> = BTreeMap::new();
    let mut names: Vec<String> = PackFiles::iter().map(|name| name.to_string()).collect();
    names.sort();
    for name in names {
        let parts: Vec<&str> = name.split('/').collect();
        let [code, version, file] = parts[..] else { continue };
        let (sources, pages, problems) = folders.entry((code.to_string(), version.to_string())).or_default();
        let list = match file.rsplit_once('.') {
            Some((_, "hcl")) => sources,
            Some((_, "md")) => pages,
            Some(_) | None => continue,
        };
        let bytes = PackFiles::get(&name).map(|file| file.data.into_owned()).unwrap_or_default();
        match String::from_utf8(bytes) {
            Ok(text) => list.push(Source { path: name, text }),
            Err(_) => problems.push(super::folder::not_utf8(file)),
        }
    }
    let version = |(names, (sources, pages, problems))| {
        Arc::new(PackVersion::checked(names, PackOrigin::Shipped, sources, pages, problems))
    };
    folders.into_iter().map(version).collect()
});

pub(super) fn versions() -> &'static [Arc<PackVersion>] {
    &VERSIONS
}
