//! Makes sure that the folder of the built web app can be embedded and watched, even before it was ever built.
//!
//! Builds nothing: without a web app the server answers with a page that says how to build it.

use std::path::Path;

fn main() -> std::io::Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../web/dist");
    // A watched folder that does not exist would make cargo rebuild this crate every time.
    std::fs::create_dir_all(&folder)?;
    println!("cargo::rerun-if-changed={}", folder.display());
    Ok(())
}
