//! Faults in packs, one heading a rule: text, and what the author is told.
//!
//! `UPDATE_EXPECT=1` rewrites what is expected; read the difference before it is kept.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use pack::{Fault, Source, check, render};

const HEAD: &str = "
pack \"机制包\" {
  code       = \"p\"
  version    = \"1\"
  basis      = \"示例\"
  valid_from = \"2024-01-01\"
  certainty  = example
}
";

fn pages() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/errors");
    let mut pages: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    pages.sort();
    pages
}

/// What the author sees, the heads of all faults with their places.
fn told(text: &str) -> String {
    // The head of the pack stands behind the text, so that the lines of the text keep their numbers.
    let text = if text.contains("pack \"") { text.to_string() } else { format!("{text}{HEAD}") };
    let sources = [Source { path: "例.hcl".to_string(), text }];
    let mut told = String::new();
    for found in check(&sources).diagnostics {
        let position = sources[0].position(found.span.start);
        let page = render(&found, &sources);
        let head = page.lines().next().unwrap();
        told.push_str(&format!("{}:{} {head}\n", position.line, position.column));
        for line in page.lines().filter(|line| line.contains("= 提示: ")) {
            told.push_str(&format!("    {}\n", line.trim_start().trim_start_matches("= ")));
        }
    }
    told
}

#[test]
fn authors_are_told_what_is_wrong_and_what_to_do() {
    for page in pages() {
        let text = std::fs::read_to_string(&page).unwrap();
        let mut rewritten = String::new();
        let (mut block, mut kind, mut pack_text) = (String::new(), "", String::new());
        for line in text.lines() {
            if kind.is_empty() {
                kind = match line {
                    "```pack" => "pack",
                    "```expect" => "expect",
                    _ => "",
                };
                block.clear();
                rewritten.push_str(line);
                rewritten.push('\n');
            } else if line == "```" {
                if kind == "pack" {
                    pack_text.clone_from(&block);
                    rewritten.push_str(&block);
                } else {
                    rewritten.push_str(&told(&pack_text));
                }
                rewritten.push_str("```\n");
                kind = "";
            } else {
                block.push_str(line);
                block.push('\n');
            }
        }
        assert_eq!(kind, "", "{}: a block is not closed", page.display());
        expect_test::expect_file![page].assert_eq(&rewritten);
    }
}

#[test]
fn fifty_faults_are_told_in_one_run_in_order_each_with_a_hint() {
    let page = pages().into_iter().find(|page| page.ends_with("fifty.md")).unwrap();
    let text = std::fs::read_to_string(page).unwrap();
    let text = text.split("```pack\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap().to_string();
    let sources = [Source { path: "例.hcl".to_string(), text }];
    let found = check(&sources).diagnostics;
    let messages: BTreeSet<&str> = found.iter().map(|found| found.message.as_str()).collect();
    assert!(messages.len() >= 50, "{}", messages.len());
    assert!(found.is_sorted_by_key(|found| found.span.start));
    let silent: Vec<&str> =
        found.iter().filter(|found| found.hint.is_none()).map(|found| found.message.as_str()).collect();
    assert!(silent.is_empty(), "no hint: {silent:?}");
}

#[test]
fn every_fault_has_an_example() {
    let texts: Vec<String> = pages().iter().map(|page| std::fs::read_to_string(page).unwrap()).collect();
    let shown: BTreeSet<&str> = Fault::all()
        .map(Fault::code)
        .filter(|code| texts.iter().any(|text| text.contains(&format!("[{code}]"))))
        .collect();
    // These need several files or a large one, and have tests of their own.
    let elsewhere = ["file-too-large", "version-folder"];
    let absent: Vec<&str> =
        Fault::all().map(Fault::code).filter(|code| !shown.contains(code) && !elsewhere.contains(code)).collect();
    assert!(absent.is_empty(), "no example in tests/errors: {}", absent.join(", "));
}
