//! House rules that no other tool knows. Each check prints file, line and what to do instead.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use crate::root;
use crate::run::output;

struct Fault {
    place: String,
    message: String,
}

pub fn tidy() -> Result<()> {
    let files = tracked()?;
    let mut faults = Vec::new();
    for file in &files {
        let Ok(text) = std::fs::read_to_string(root().join(file)) else { continue };
        if file.extension().is_some_and(|extension| extension == "rs") {
            first_line_says_what(file, &text, &mut faults);
            size(file, &text, 1000, &mut faults);
            names(file, &text, &mut faults);
        }
        if file.extension().is_some_and(|extension| extension == "vue" || extension == "ts") && !is_generated(file) {
            size(file, &text, 600, &mut faults);
        }
        if is_page(file) {
            paths_exist(file, &text, &mut faults);
        }
        left_overs(file, &text, &mut faults);
    }
    crate_table(&mut faults)?;
    arrows(&mut faults)?;
    for fault in &faults {
        println!("{}: {}", fault.place, fault.message);
    }
    if !faults.is_empty() {
        bail!("{} house rules broken", faults.len());
    }
    println!("{} files are tidy", files.len());
    Ok(())
}

fn tracked() -> Result<Vec<PathBuf>> {
    let listed = output("git", &["ls-files", "--cached", "--others", "--exclude-standard", "-z"])?;
    let mut files: Vec<PathBuf> = listed.split('\0').filter(|name| !name.is_empty()).map(PathBuf::from).collect();
    files.sort();
    Ok(files)
}

fn is_generated(file: &Path) -> bool {
    file.ends_with("schema.d.ts")
}

fn is_page(file: &Path) -> bool {
    let pages = ["README.md", "README.zh-CN.md", "ARCHITECTURE.md", "CONTRIBUTING.md"];
    pages.iter().any(|page| file == Path::new(page))
}

/// check: first-line
fn first_line_says_what(file: &Path, text: &str, faults: &mut Vec<Fault>) {
    if !text.starts_with("//! ") {
        faults
            .push(Fault { place: format!("{}:1", file.display()), message: "begin with //! what it does".to_string() });
    }
}

/// check: size
fn size(file: &Path, text: &str, most: usize, faults: &mut Vec<Fault>) {
    let lines = text.lines().count();
    if lines > most {
        faults.push(Fault {
            place: format!("{}:{lines}", file.display()),
            message: format!("more than {most} lines: find the two things in it and part them"),
        });
    }
}

/// check: names
fn names(file: &Path, text: &str, faults: &mut Vec<Fault>) {
    let banned = ["Manager", "Helper", "Util", "Service", "Handler"];
    for (number, line) in text.lines().enumerate() {
        let declares = ["struct ", "enum ", "trait "].iter().find_map(|word| line.split_once(word));
        let Some((_, rest)) = declares else { continue };
        let name: String = rest.chars().take_while(|letter| letter.is_alphanumeric()).collect();
        if banned.iter().any(|word| name.ends_with(word)) {
            faults.push(Fault {
                place: format!("{}:{}", file.display(), number + 1),
                message: format!("{name} says nothing; name the thing it is"),
            });
        }
    }
}

/// check: paths-exist. Paths in back-ticks of the four pages exist.
fn paths_exist(file: &Path, text: &str, faults: &mut Vec<Fault>) {
    for (number, line) in text.lines().enumerate() {
        for word in line.split('`').skip(1).step_by(2) {
            let is_path = word.contains('/')
                && !word.contains([' ', '{', '<', '*', '~', '$', '…'])
                && !word.starts_with(['/', '.', '-', '@'])
                && !word.contains("://")
                && word != "junxian-data/";
            if is_path && !root().join(word).exists() {
                faults.push(Fault {
                    place: format!("{}:{}", file.display(), number + 1),
                    message: format!("{word} does not exist"),
                });
            }
        }
    }
}

/// check: left-overs
fn left_overs(file: &Path, text: &str, faults: &mut Vec<Fault>) {
    let is_code = file.extension().is_some_and(|extension| ["rs", "ts", "vue"].iter().any(|code| extension == *code));
    if !is_code || file.starts_with("xtask") {
        return;
    }
    for (number, line) in text.lines().enumerate() {
        for word in ["FIXME", "TODO", "XXX"] {
            if line.contains(word) {
                faults.push(Fault {
                    place: format!("{}:{}", file.display(), number + 1),
                    message: format!("{word}: do it, or write it where users see it"),
                });
            }
        }
    }
}

/// check: crate-table. ARCHITECTURE.md names every crate.
fn crate_table(faults: &mut Vec<Fault>) -> Result<()> {
    let page = std::fs::read_to_string(root().join("ARCHITECTURE.md"))?;
    for entry in std::fs::read_dir(root().join("crates"))? {
        let name = entry?.file_name().to_string_lossy().to_string();
        if !page.contains(&format!("| `{name}` |")) {
            faults.push(Fault {
                place: "ARCHITECTURE.md:1".to_string(),
                message: format!("the crate table lacks a row for `{name}`"),
            });
        }
    }
    Ok(())
}

/// check: arrows. Dependencies between crates point down only, and pure crates know no I/O library.
fn arrows(faults: &mut Vec<Fault>) -> Result<()> {
    let allowed: [(&str, &[&str]); 9] = [
        ("model", &[]),
        ("reader", &["model"]),
        ("pack", &["model"]),
        ("engine", &["model"]),
        ("store", &["model"]),
        ("report", &["model"]),
        ("app", &["model", "reader", "pack", "engine", "store", "report"]),
        ("server", &["model", "app"]),
        ("cli", &["model", "reader", "pack", "app", "server"]),
    ];
    let io = ["tokio", "sqlx", "axum", "tower-http", "getrandom"];
    let pure = ["model", "reader", "pack", "engine", "report"];
    for (name, below) in allowed {
        let manifest = std::fs::read_to_string(root().join("crates").join(name).join("Cargo.toml"))?;
        let wanted = manifest.split("[dependencies]").nth(1).unwrap_or_default();
        let wanted = wanted.split("\n[").next().unwrap_or_default();
        for dependency in wanted.lines().filter_map(|line| line.split_once('.').map(|(name, _)| name.trim())) {
            let is_crate = allowed.iter().any(|(other, _)| *other == dependency);
            let breaks_arrow = is_crate && !below.contains(&dependency);
            let breaks_purity = pure.contains(&name) && io.contains(&dependency);
            if breaks_arrow || breaks_purity {
                faults.push(Fault {
                    place: format!("crates/{name}/Cargo.toml"),
                    message: format!("`{name}` may not use `{dependency}` (see the crate table in ARCHITECTURE.md)"),
                });
            }
        }
    }
    Ok(())
}
