//! Pages that are generated from the code, so that they cannot drift: written, or compared with `--check`.

use anyhow::{Result, bail};

use crate::root;
use crate::run::{build_binary, output};

/// File and the arguments of the binary that print it.
const PAGES: [(&str, &[&str]); 4] = [
    ("docs/cli-reference.md", &["docs", "cli"]),
    ("docs/pack-reference.md", &["docs", "pack"]),
    ("docs/wording.md", &["docs", "wording"]),
    ("web/openapi.json", &["openapi"]),
];

pub fn docs(arguments: &[&str]) -> Result<()> {
    let check = match arguments {
        [] => false,
        ["--check"] => true,
        other => bail!("unknown options {}", other.join(" ")),
    };
    let binary = build_binary()?.display().to_string();
    let mut stale = Vec::new();
    for (page, arguments) in PAGES {
        let fresh = output(&binary, arguments)?;
        let path = root().join(page);
        if std::fs::read_to_string(&path).is_ok_and(|written| written == fresh) {
            continue;
        }
        if check {
            stale.push(page);
        } else {
            std::fs::write(path, fresh)?;
            println!("wrote {page}");
        }
    }
    if !stale.is_empty() {
        bail!("not up to date: {}; run cargo xtask docs", stale.join(", "));
    }
    Ok(())
}
