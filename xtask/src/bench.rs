//! `cargo xtask bench reader|evaluation|allocation|ledger|network|service`: how fast a part of the product is, beside other
//! programs that do the same on the same input in the same run, or with the data of a large city. Prints figures; nothing
//! fails because a machine is slow.

mod allocation;
mod evaluation;
mod ledger;
mod network;
mod reader;
mod service;
mod works;

use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::root;
use crate::run::{output, run, target};

const PAGE: &str = "docs/benchmarks.md";

pub fn bench(arguments: &[&str]) -> Result<()> {
    let (part, record) = match arguments {
        ["reader"] => (reader::bench()?, false),
        ["reader", "--record"] => (reader::bench()?, true),
        ["ledger"] => (ledger::bench()?, false),
        ["ledger", "--record"] => (ledger::bench()?, true),
        ["allocation"] => (allocation::bench()?, false),
        ["allocation", "--record"] => (allocation::bench()?, true),
        ["network"] => (network::bench()?, false),
        ["network", "--record"] => (network::bench()?, true),
        ["service", "--record", options @ ..] => (service::bench(options)?, true),
        ["service", options @ ..] => (service::bench(options)?, false),
        ["evaluation", "--record", rows @ ..] => (evaluation::bench(rows)?, true),
        ["evaluation", rows @ ..] => (evaluation::bench(rows)?, false),
        _ => bail!(
            "usage: cargo xtask bench reader|allocation|ledger|network [--record] | bench evaluation [--record] [ROW ...] | \
             bench service [--record] [--size PER_MILLE]"
        ),
    };
    println!("\n{part}");
    if record {
        let page = root().join(PAGE);
        let old = std::fs::read_to_string(&page).unwrap_or_default();
        let is_whole = !matches!(arguments, ["evaluation", "--record", _, ..]);
        let new = if is_whole { with_part(&old, &part) } else { with_rows(&old, &part)? };
        std::fs::write(page, new)?;
        println!("wrote {PAGE}");
    }
    Ok(())
}

/// The page with the part of the same heading replaced, or with the part at its end.
fn with_part(page: &str, part: &str) -> String {
    let heading = part.lines().next().unwrap_or_default();
    let mut parts: Vec<String> = Vec::new();
    for line in page.lines() {
        match parts.last_mut() {
            Some(last) if !line.starts_with("# ") => *last += &format!("{line}\n"),
            Some(_) | None => parts.push(format!("{line}\n")),
        }
    }
    match parts.iter_mut().find(|known| known.lines().next() == Some(heading)) {
        Some(known) => *known = part.to_string(),
        None => parts.push(part.to_string()),
    }
    let trimmed: Vec<&str> = parts.iter().map(|part| part.trim_end()).collect();
    trimmed.join("\n\n") + "\n"
}

/// The page with single rows of a table replaced: those that agree in all cells that hold no measured number.
fn with_rows(page: &str, part: &str) -> Result<String> {
    let name = |line: &str| {
        let cells: Vec<String> = line.split('|').map(|cell| cell.trim().to_string()).collect();
        (line.starts_with("| W") && cells.len() > 5).then(|| [cells[1].clone(), cells[2].clone(), cells[4].clone()])
    };
    let is_packs = |line: &str| line.starts_with(evaluation::PACKS_LINE);
    let mut lines: Vec<&str> = page.lines().collect();
    for new in part.lines().filter(|line| name(line).is_some() || is_packs(line)) {
        let old = lines.iter_mut().find(|line| name(line) == name(new) && is_packs(line) == is_packs(new));
        *old.with_context(|| format!("{PAGE} has no such row; record all of them first: {new}"))? = new;
    }
    Ok(lines.join("\n") + "\n")
}

/// When, on what machine and with which compiler, in one sentence.
fn machine() -> Result<String> {
    let first_word = |path: &str, key: &str| {
        let text = std::fs::read_to_string(path).unwrap_or_default();
        let line = text.lines().find(|line| line.starts_with(key)).unwrap_or_default();
        line.split_once(':').map(|(_, value)| value.trim().to_string()).unwrap_or_else(|| "unknown".to_string())
    };
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = load.split(' ').next().unwrap_or("unknown").to_string();
    Ok(format!(
        "on {}: {cores} cores ({}), {}, load of the machine at the start {load}",
        output("date", &["+%F"])?.trim(),
        first_word("/proc/cpuinfo", "model name"),
        output("rustc", &["--version"])?.trim(),
    ))
}

/// Runs a program to its end and gives the fields of the last line it printed.
fn ask(command: &mut Command) -> Result<Vec<String>> {
    let output = command.stderr(Stdio::piped()).output().context("could not be started")?;
    if !output.status.success() {
        bail!("{}: {}", output.status, String::from_utf8_lossy(&output.stderr).trim());
    }
    let printed = String::from_utf8_lossy(&output.stdout);
    Ok(printed.lines().next_back().unwrap_or_default().split('\t').map(String::from).collect())
}

/// An example built with optimisation.
fn example(package: &str, name: &str) -> Result<PathBuf> {
    let build = ["build", "--locked", "--release", "--package", package, "--example", name];
    run(".", "cargo", &build)?;
    let file = if cfg!(windows) { format!("{name}.exe") } else { name.to_string() };
    Ok(target().join("release/examples").join(file))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_of_the_page_is_replaced_and_the_others_stay() {
        let page = "# One\n\nold\n\n## Table\n\n# Two\n\nkept\n";
        assert_eq!(with_part(page, "# One\n\nnew\n"), "# One\n\nnew\n\n# Two\n\nkept\n");
        assert_eq!(with_part("# Two\n\nkept\n", "# One\n\nnew\n"), "# Two\n\nkept\n\n# One\n\nnew\n");
    }

    #[test]
    fn a_row_is_replaced_by_the_same_work_beside_the_same_peer() {
        let page = "| W3 | the same | 2.0 | NumPy | 4 |\n| W3 | the same | 2.0 | pymcdm | 8 |\n";
        let found = with_rows(page, "# Head\n| W3 | the same | 1.0 | pymcdm | 9 |\n").unwrap();
        assert_eq!(found, "| W3 | the same | 2.0 | NumPy | 4 |\n| W3 | the same | 1.0 | pymcdm | 9 |\n");
        assert!(with_rows(page, "| W9 | other | 1.0 | pymcdm | 9 |\n").is_err());
    }
}
