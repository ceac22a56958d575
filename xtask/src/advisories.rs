//! `cargo xtask advisories FOLDER`: what is known against the crates of `Cargo.lock`, by a copy of the RustSec advisory database.
//! Fetches nothing: without a copy that is new it says nothing about what is new.

use std::cmp::Ordering;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::root;

/// What is known and does no harm here, with the reason.
const ACCEPTED: [(&str, &str); 3] = [
    ("RUSTSEC-2023-0071", "rsa: signatures are verified with public keys; no private key is ever used by it"),
    ("RUSTSEC-2026-0194", "quick-xml 0.38 in citationberg: reads citation styles, of which documents here have none"),
    ("RUSTSEC-2026-0195", "quick-xml 0.38 in citationberg: reads citation styles, of which documents here have none"),
];

pub fn advisories(arguments: &[&str]) -> Result<()> {
    let [folder] = arguments else { bail!("usage: cargo xtask advisories FOLDER, a copy of rustsec/advisory-db") };
    let lock = std::fs::read_to_string(root().join("Cargo.lock")).context("Cargo.lock")?;
    let packages = packages(&lock);
    let mut count = 0;
    let mut harmful = Vec::new();
    for advisory in all(&Path::new(folder).join("crates"))? {
        count += 1;
        for (_, version) in
            packages.iter().filter(|(name, version)| *name == advisory.package && advisory.hits(version))
        {
            let line = format!("{} {} {version}: {}", advisory.id, advisory.package, advisory.title);
            let reason = ACCEPTED.iter().find(|(id, _)| *id == advisory.id).map(|(_, reason)| *reason);
            match (reason, advisory.kind.as_str()) {
                (Some(reason), _) => println!("accepted: {line} ({reason})"),
                (None, "" | "unsound") => harmful.push(line),
                (None, kind) => println!("{kind}: {line}"),
            }
        }
    }
    if count == 0 {
        bail!("{folder} holds no advisories; it should be a copy of rustsec/advisory-db");
    }
    if !harmful.is_empty() {
        bail!("affected:\n{}", harmful.join("\n"));
    }
    println!("{} crates are affected by none of {count} advisories but those above", packages.len());
    Ok(())
}

/// Names and versions of crates that come from a registry.
fn packages(lock: &str) -> Vec<(&str, &str)> {
    let field = |block: &'_ str, name: &str| -> Option<(usize, usize)> {
        let start = block.find(&format!("\n{name} = \""))? + name.len() + 5;
        Some((start, start + block[start..].find('"')?))
    };
    let mut found = Vec::new();
    for block in lock.split("[[package]]").skip(1) {
        let (name, version) = (field(block, "name"), field(block, "version"));
        if let (Some(name), Some(version), Some(_)) = (name, version, field(block, "source")) {
            found.push((&block[name.0..name.1], &block[version.0..version.1]));
        }
    }
    found
}

#[derive(Debug, Default)]
struct Advisory {
    id: String,
    package: String,
    title: String,
    /// unmaintained, unsound, notice; empty for a vulnerability.
    kind: String,
    is_withdrawn: bool,
    /// Versions that are not affected.
    good: Vec<String>,
}

fn all(folder: &Path) -> Result<Vec<Advisory>> {
    let unread = || format!("{} cannot be read", folder.display());
    let mut found = Vec::new();
    for package in std::fs::read_dir(folder).with_context(unread)? {
        for file in std::fs::read_dir(package?.path()).with_context(unread)? {
            let path = file?.path();
            if path.extension().is_some_and(|extension| extension == "md") {
                let text = std::fs::read_to_string(&path)?;
                found.push(Advisory::read(&text).with_context(|| format!("{} is no advisory", path.display()))?);
            }
        }
    }
    found.sort_by(|one, two| one.id.cmp(&two.id));
    Ok(found)
}

impl Advisory {
    /// A Markdown file that begins with a block of TOML.
    fn read(text: &str) -> Option<Advisory> {
        let (head, body) = text.strip_prefix("```toml")?.split_once("```")?;
        let value = |name: &str| {
            let line = head.lines().find_map(|line| line.strip_prefix(name)?.trim_start().strip_prefix('='))?;
            Some(line.trim().trim_matches('"').to_string())
        };
        let list = |name: &str| -> Vec<String> {
            let Some((_, rest)) = head.split_once(&format!("\n{name} = [")) else { return Vec::new() };
            let inside = rest.split(']').next().unwrap_or_default();
            inside.split('"').skip(1).step_by(2).map(str::to_string).collect()
        };
        let mut good = list("patched");
        good.extend(list("unaffected"));
        Some(Advisory {
            id: value("id")?,
            package: value("package")?,
            title: body.lines().find_map(|line| line.strip_prefix("# ")).unwrap_or_default().to_string(),
            kind: value("informational").unwrap_or_default(),
            is_withdrawn: value("withdrawn").is_some(),
            good,
        })
    }

    fn hits(&self, version: &str) -> bool {
        !self.is_withdrawn && !self.good.iter().any(|requirement| satisfies(version, requirement))
    }
}

/// A version in its numbers; what stands before a release is less than it.
fn numbers(version: &str) -> ([u64; 3], bool, &str) {
    let version = version.split('+').next().unwrap_or_default();
    let (numbers, before) = version.split_once('-').unwrap_or((version, ""));
    let mut parts = numbers.split('.').map(|part| part.trim().parse().unwrap_or_default());
    let three = [0; 3].map(|none: u64| parts.next().unwrap_or(none));
    (three, before.is_empty(), before)
}

/// Every part of a requirement as Cargo writes it: `>= 1.2, < 2`, `^0.3.1`, `1.4`.
fn satisfies(version: &str, requirement: &str) -> bool {
    let version = numbers(version);
    requirement.split(',').map(str::trim).all(|part| {
        let at = part.find(|letter: char| letter.is_ascii_digit()).unwrap_or(part.len());
        let (sign, limit) = (part[..at].trim(), numbers(&part[at..]));
        let order = version.cmp(&limit);
        let [major, minor, _] = limit.0;
        match sign {
            ">=" => order != Ordering::Less,
            ">" => order == Ordering::Greater,
            "<=" => order != Ordering::Greater,
            "<" => order == Ordering::Less,
            "=" => order == Ordering::Equal,
            "~" => order != Ordering::Less && version.0[..2] == [major, minor],
            // As `^`: the first number that is not zero stays.
            _ if major > 0 => order != Ordering::Less && version.0[0] == major,
            _ if minor > 0 => order != Ordering::Less && version.0[..2] == [major, minor],
            _ => order == Ordering::Equal,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "```toml\n[advisory]\nid = \"RUSTSEC-2026-0001\"\npackage = \"one\"\n\n[versions]\n\
                        patched = [\">= 1.4.2\", \"^0.9.7\"]\nunaffected = [\"< 0.5\"]\n```\n\n# One fails\n\nwords\n";

    #[test]
    fn a_version_is_hit_unless_it_is_patched_unaffected_or_the_advisory_withdrawn() {
        let advisory = Advisory::read(TEXT).unwrap();
        assert_eq!((advisory.id.as_str(), advisory.title.as_str()), ("RUSTSEC-2026-0001", "One fails"));
        for (version, is_hit) in [
            ("1.4.1", true),
            ("1.4.2", false),
            ("1.4.2-rc.1", true),
            ("2.0.0+build", false),
            ("0.9.6", true),
            ("0.9.8", false),
            ("0.4.9", false),
            ("0.5.0", true),
        ] {
            assert_eq!(advisory.hits(version), is_hit, "{version}");
        }
        let withdrawn = TEXT.replace("package =", "withdrawn = \"2026-01-01\"\npackage =");
        assert!(!Advisory::read(&withdrawn).unwrap().hits("1.0.0"));
        assert!(Advisory::read("# no advisory").is_none());
    }

    #[test]
    fn only_crates_of_a_registry_are_looked_for() {
        let lock = "[[package]]\nname = \"own\"\nversion = \"0.1.0\"\n\n[[package]]\nname = \"one\"\nversion = \"1.2.3\"\n\
                    source = \"registry+https://example\"\n";
        assert_eq!(packages(lock), [("one", "1.2.3")]);
    }
}
