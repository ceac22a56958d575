//! Licences of everything that is linked in, and versions that must exist once.

use anyhow::{Result, bail};

use crate::run::output;

/// Licences that an Apache-2.0 program may link. MPL-2.0 asks only that changed files stay open.
const ALLOWED: [&str; 13] = [
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "ISC",
    "MIT",
    "MIT-0",
    "MPL-2.0",
    "Unicode-3.0",
    "Zlib",
];

/// Two of them in one binary would be two databases or two layouts.
const ONCE: [&str; 4] = ["libsqlite3-sys", "sqlx", "typst", "utoipa"];

pub fn licences() -> Result<()> {
    let listed = output(
        "cargo",
        &["tree", "--locked", "--workspace", "--edges", "normal,build", "--prefix", "none", "--format", "{p}|{l}"],
    )?;
    let mut packages: Vec<(&str, &str)> =
        listed.lines().filter_map(|line| line.trim_end_matches(" (*)").split_once('|')).collect();
    packages.sort_unstable();
    packages.dedup();
    let refused: Vec<String> = packages
        .iter()
        .filter(|(_, licence)| !licence.is_empty() && !may_link(licence))
        .map(|(package, licence)| format!("{package}: {licence}"))
        .collect();
    if !refused.is_empty() {
        bail!("licences that are not on the list in xtask/src/licences.rs: {}", refused.join("; "));
    }
    for name in ONCE {
        let versions = packages.iter().filter(|(package, _)| package.split(' ').next() == Some(name)).count();
        if versions > 1 {
            bail!("{name} is there in {versions} versions; one is allowed");
        }
    }
    println!("{} packages have allowed licences", packages.len());
    Ok(())
}

/// `A AND (B OR C)`: every part joined by AND needs one allowed choice.
fn may_link(licence: &str) -> bool {
    licence.split(" AND ").all(|part| {
        let part = part.trim_matches(['(', ')']).replace('/', " OR ");
        part.split(" OR ").any(|choice| ALLOWED.contains(&choice.trim_matches(['(', ')', ' '])))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_allowed_choice_is_enough_but_every_joined_part_needs_one() {
        assert!(may_link("Unlicense/MIT"));
        assert!(may_link("(MIT OR Apache-2.0) AND Unicode-3.0"));
        assert!(!may_link("AGPL-3.0-only"));
        assert!(!may_link("MIT AND GPL-3.0"));
    }
}
