//! House rules that no other tool knows. Each check prints file, line and what to do instead.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use crate::run::output;
use crate::{root, scenarios, security};

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
        if speaks_to_users(file) {
            punctuation(file, &text, &mut faults);
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
    security_list(&files, &mut faults)?;
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

/// Crates whose Chinese words are messages. In the reader and in the language of packs they are material: texts to be
/// read, words to be found, examples of a language with Latin marks.
fn speaks_to_users(file: &Path) -> bool {
    let is_source = file.extension().is_some_and(|extension| ["rs", "ts", "vue"].iter().any(|code| extension == *code));
    let folders =
        ["app", "cli", "engine", "model", "server", "store", "report"].map(|name| format!("crates/{name}/src"));
    let is_test = file.components().any(|part| part.as_os_str() == "tests")
        || file.file_stem().is_some_and(|stem| stem.to_string_lossy().contains("test"));
    // A page of examples of material.
    let is_material = file.ends_with("wording_page.rs");
    is_source
        && !is_test
        && !is_material
        && (folders.iter().any(|folder| file.starts_with(folder)) || file.starts_with("web/src"))
}

/// Said in a comment on the line or above it, where a format wants the Latin mark.
const ON_PURPOSE: &str = "half-width on purpose";

/// check: punctuation. A Latin comma, colon or semicolon right after a Chinese character, and before anything but
/// another mark, is a slip. Brackets are left alone: 最小值(甲) and f(x) are both right somewhere.
fn punctuation(file: &Path, text: &str, faults: &mut Vec<Fault>) {
    let lines: Vec<&str> = text.lines().collect();
    for (number, line) in lines.iter().enumerate() {
        if line.trim_start().starts_with("#[cfg(test)]") {
            break;
        }
        let is_meant = line.contains(ON_PURPOSE) || number > 0 && lines[number - 1].contains(ON_PURPOSE);
        let code = if is_meant || line.trim_start().starts_with(['/', '*', '<']) { "" } else { line };
        // Rust speaks in string literals; a line of a raw string without any mark of its own is a row of a table.
        let is_rust = file.extension().is_some_and(|extension| extension == "rs");
        let is_row = code.matches(',').count() > 1 && !code.contains(['，', '。', '；', '：']);
        let code = if is_row || is_rust && !code.contains('"') { "" } else { code };
        let characters: Vec<char> = code.chars().collect();
        let is_chinese =
            |character: char| ('\u{4E00}'..='\u{9FFF}').contains(&character) || "”》）】".contains(character);
        let slip = characters.windows(3).position(|three| {
            is_chinese(three[0]) && ",:;".contains(three[1]) && (is_chinese(three[2]) || "“《（{".contains(three[2]))
        });
        if let Some(at) = slip {
            faults.push(Fault {
                place: format!("{}:{}", file.display(), number + 1),
                message: format!(
                    "“{}” has a half-width mark among Chinese words",
                    characters[at..at + 3].iter().collect::<String>()
                ),
            });
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

/// check: security-list. The tests and files that `docs/security.md` names exist, and its totals are counted; so do the
/// tests that `docs/scenarios.md` names.
fn security_list(files: &[PathBuf], faults: &mut Vec<Fault>) -> Result<()> {
    let mut tests = security::Tests::default();
    for file in files {
        let Ok(text) = std::fs::read_to_string(root().join(file)) else { continue };
        match file.extension().and_then(|extension| extension.to_str()) {
            Some("rs") => tests.add_rust(&text),
            Some("mjs") => tests.add_browser(&text),
            _ => {}
        }
    }
    let page = std::fs::read_to_string(root().join(security::PAGE))?;
    let found = security::faults(&page, &tests, |path| root().join(path).exists());
    faults.extend(
        found.into_iter().map(|(line, message)| Fault { place: format!("{}:{line}", security::PAGE), message }),
    );
    let page = std::fs::read_to_string(root().join(scenarios::PAGE))?;
    let found = scenarios::faults(&page, &tests);
    faults.extend(
        found.into_iter().map(|(line, message)| Fault { place: format!("{}:{line}", scenarios::PAGE), message }),
    );
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
