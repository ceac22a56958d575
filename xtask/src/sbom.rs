//! `cargo xtask sbom`: what the binary is made of, crates and the packages of the web app, as a CycloneDX 1.5 document. Says
//! nothing about what is known against them.

use std::collections::BTreeSet;
use std::fmt::Write;

use anyhow::{Context, Result};

use crate::root;
use crate::run::output;

/// Registry, name, version, licence.
type Component = (&'static str, String, String, String);

pub fn sbom(arguments: &[&str]) -> Result<()> {
    let [file] = arguments else { anyhow::bail!("usage: cargo xtask sbom FILE") };
    let tree = output(
        "cargo",
        &["tree", "--locked", "--package", "cli", "--edges", "normal,build", "--prefix", "none", "--format", "{p}|{l}"],
    )?;
    let lock = std::fs::read_to_string(root().join("web/package-lock.json")).context("web/package-lock.json")?;
    let mut components: BTreeSet<Component> = crates(&tree).collect();
    components.extend(packages(&lock));
    std::fs::write(file, document(&components, env!("CARGO_PKG_VERSION")))?;
    println!("{} components in {file}", components.len());
    Ok(())
}

/// `name v1.2.3|MIT OR Apache-2.0`; crates of this repository have a path behind and are the program itself.
fn crates(tree: &str) -> impl Iterator<Item = Component> {
    tree.lines().filter_map(|line| {
        let (package, licence) = line.trim_end_matches(" (*)").split_once('|')?;
        let (name, rest) = package.split_once(" v")?;
        let version = rest.split(' ').next()?;
        let licence = licence.trim_end_matches(" (*)").replace('/', " OR ");
        (!rest.contains("(/")).then(|| ("cargo", name.to_string(), version.to_string(), licence))
    })
}

/// Packages of a package-lock.json, as npm writes it, that are no tools of the build.
fn packages(lock: &str) -> Vec<Component> {
    let mut found = Vec::new();
    for block in lock.split("\n    \"node_modules/").skip(1) {
        let Some((path, rest)) = block.split_once("\": {\n") else { continue };
        let fields: Vec<&str> = rest.lines().take_while(|line| *line != "    }," && *line != "    }").collect();
        let field = |name: &str| {
            let value = fields.iter().find_map(|line| line.strip_prefix(&format!("      \"{name}\": ")))?;
            Some(value.trim_end_matches(',').trim_matches('"').to_string())
        };
        let name = path.rsplit("node_modules/").next().unwrap_or(path).to_string();
        if let (Some(version), None) = (field("version"), field("dev")) {
            found.push(("npm", name, version, field("license").unwrap_or_default()));
        }
    }
    found
}

fn document(components: &BTreeSet<Component>, version: &str) -> String {
    let mut text = format!(
        "{{\n  \"bomFormat\": \"CycloneDX\",\n  \"specVersion\": \"1.5\",\n  \"version\": 1,\n  \"metadata\": {{ \"component\": \
         {{ \"type\": \"application\", \"name\": \"junxian\", \"version\": \"{version}\" }} }},\n  \"components\": ["
    );
    for (place, (registry, name, version, licence)) in components.iter().enumerate() {
        let comma = if place == 0 { "" } else { "," };
        // A scope of npm is part of the address: pkg:npm/%40vue/shared@3.5.0.
        let address = format!("pkg:{registry}/{}@{version}", name.replace('@', "%40"));
        let licence = match licence.as_str() {
            "" => String::new(),
            licence => format!(", \"licenses\": [{{ \"expression\": \"{licence}\" }}]"),
        };
        // Writing into a text never fails.
        let _ = write!(
            text,
            "{comma}\n    {{ \"type\": \"library\", \"name\": \"{name}\", \"version\": \"{version}\", \"purl\": \"{address}\"{licence} }}"
        );
    }
    text.push_str("\n  ]\n}\n");
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bill_names_what_is_linked_in_and_no_tools() {
        let tree = "cli v0.1.0 (/home/x/crates/cli)|Apache-2.0\nserde v1.0.2|MIT/Apache-2.0\nserde v1.0.2|MIT/Apache-2.0 (*)\n\
                    ring v0.2.0 (proc-macro)|ISC (*)\n";
        let lock = "{\n  \"packages\": {\n    \"\": {\n      \"name\": \"web\"\n    },\n    \"node_modules/@vue/shared\": {\n      \
                    \"version\": \"3.5.1\",\n      \"license\": \"MIT\"\n    },\n    \"node_modules/vite\": {\n      \
                    \"version\": \"7.0.0\",\n      \"dev\": true,\n      \"license\": \"MIT\"\n    }\n  }\n}\n";
        let mut components: BTreeSet<Component> = crates(tree).collect();
        components.extend(packages(lock));
        let text = document(&components, "0.1.0");
        assert_eq!(components.len(), 3, "{text}");
        for part in [
            "\"purl\": \"pkg:cargo/serde@1.0.2\", \"licenses\": [{ \"expression\": \"MIT OR Apache-2.0\" }]",
            "\"purl\": \"pkg:cargo/ring@0.2.0\"",
            "\"name\": \"@vue/shared\", \"version\": \"3.5.1\", \"purl\": \"pkg:npm/%40vue/shared@3.5.1\"",
        ] {
            assert!(text.contains(part), "{part}: {text}");
        }
        assert!(!text.contains("vite") && !text.contains("cli"), "{text}");
    }
}
