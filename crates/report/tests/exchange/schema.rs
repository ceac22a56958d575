//! The published schema of Akoma Ntoso, applied by xmllint: every file that we write is valid, not only like it.
//! Says so when xmllint is not there; `cargo xtask test` installs it.

use std::io::Write;
use std::path::Path;
use std::process::Command;

/// Fails with what xmllint says when one of the documents breaks the schema.
pub fn valid(documents: &[String]) {
    if Command::new("xmllint").arg("--version").output().is_err() {
        // Written past the capture of test output, so that a run without it never looks like one with it.
        std::io::stderr().write_all(b"skipped: no xmllint (libxml2-utils)\n").unwrap();
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let mut files = Vec::new();
    for (number, document) in documents.iter().enumerate() {
        let file = folder.path().join(format!("{number}.xml"));
        std::fs::write(&file, document).unwrap();
        files.push(file);
    }
    assert!(!files.is_empty());
    let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/schemas/akomantoso30.xsd");
    let output =
        Command::new("xmllint").args(["--noout", "--nonet", "--schema"]).arg(schema).args(files).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    let faults: Vec<&str> = said.lines().filter(|line| !line.ends_with(" validates")).take(10).collect();
    assert!(output.status.success(), "{}", faults.join("\n"));
}
