//! The packs that are shipped are right.

use std::path::{Path, PathBuf};

use pack::{Source, check, render};

/// Every version folder below `packs/`, with its files.
pub fn shipped() -> Vec<Vec<Source>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs");
    let mut versions = Vec::new();
    for pack in folders(&root) {
        for version in folders(&pack) {
            let mut files: Vec<PathBuf> =
                std::fs::read_dir(&version).unwrap().map(|entry| entry.unwrap().path()).collect();
            files.retain(|file| file.extension().is_some_and(|extension| extension == "hcl"));
            files.sort();
            let source = |file: &PathBuf| Source {
                path: file.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/"),
                text: std::fs::read_to_string(file).unwrap(),
            };
            versions.push(files.iter().map(source).collect());
        }
    }
    versions
}

fn folders(path: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = std::fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()).collect();
    found.retain(|path| path.is_dir());
    found.sort();
    found
}

#[test]
fn every_shipped_pack_is_clean() {
    let versions = shipped();
    assert!(!versions.is_empty());
    for sources in versions {
        let checked = check(&sources);
        let pages: Vec<String> = checked.diagnostics.iter().map(|found| render(found, &sources)).collect();
        assert!(pages.is_empty(), "{}", pages.join("\n"));
        assert!(checked.pack.is_some());
    }
}
