//! Builds again when a file is added to the folder of packs, which is embedded; a changed file is noticed anyway.

use std::path::Path;

fn main() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs");
    println!("cargo::rerun-if-changed={}", folder.display());
}
