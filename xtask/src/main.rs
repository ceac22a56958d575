//! The one entry point for building and checking: `cargo xtask demo`, `cargo xtask test`.
//! It never needs anything but the standard library, so that it can look for what is missing first.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a terminal program talks to its terminal")]

mod advisories;
mod bench;
mod demo;
mod docs;
mod fuzz;
mod licences;
mod need;
mod postgres;
mod run;
mod sbom;
mod scenarios;
mod security;
mod suite;
mod tidy;

use std::path::PathBuf;
use std::process::ExitCode;

const HELP: &str = "\
cargo xtask <command>

  demo [--plan FILE] [--data DIR] [--listen ADDR] [--build-only]
             build the web app and the binary, create the embedded database, load the demo, serve it
  test [STEP ...]
             everything that CI runs, in order; or only the named steps
  score [FOLDER]
             how well labelled plans are read; the corpus beside the checkout, or our own labelled texts
  bench reader [--record]
             how fast plans are read, beside two other libraries; --record writes docs/benchmarks.md
  bench evaluation [--record] [ROW ...]
             how fast evaluations are, beside the best program for each, with the results compared; with rows
             named, only these are measured and replaced; packs is the time of the checker
  bench allocation [--record]
             how good placements under quotas are, beside HiGHS, with all solutions recounted
  bench ledger [--record]
             how fast durable transfers are, beside a plain SQLite design, with all balances compared
  simulate [ledger|site] [--seed N] [--hours H] [--weeks W]
             years of a ledger, or weeks of the whole product in use (--weeks 52 is a year), with crashes, retries,
             duplicates, two people on one cell and clocks that step, one seed after another
  bench network [--record]
             how fast a supply network is built and followed, beside igraph
  sbom FILE  write what the binary is made of, as CycloneDX 1.5
  advisories FOLDER
             what is known against the crates of Cargo.lock, by a copy of rustsec/advisory-db
  fuzz [--seed N] [--cases N] [--account NAME ...]
             everything that the OpenAPI document allows and much that it does not, sent as each account of a demo, so
             many cases an operation
  tidy       checks of house rules that no other tool knows
  docs [--check]
             write the generated pages under docs/ and the web client's types, or compare them
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let rest: Vec<&str> = arguments.iter().skip(1).map(String::as_str).collect();
    let result = match arguments.first().map(String::as_str) {
        Some("demo") => demo::demo(&rest),
        Some("test") => suite::test(&rest),
        Some("score") => score(&rest),
        Some("bench") => bench::bench(&rest),
        Some("simulate") => simulate(&rest),
        Some("sbom") => sbom::sbom(&rest),
        Some("advisories") => advisories::advisories(&rest),
        Some("fuzz") => fuzz::fuzz(&rest),
        Some("tidy") => tidy::tidy(),
        Some("docs") => docs::docs(&rest),
        Some("help" | "--help" | "-h") | None => {
            print!("{HELP}");
            Ok(())
        }
        Some(other) => Err(anyhow::anyhow!("unknown command {other}\n\n{HELP}")),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// The test of a year of ledgers or of a week of use, for longer and with other seeds; every seed is printed before its
/// figures.
fn simulate(arguments: &[&str]) -> anyhow::Result<()> {
    let (what, pairs) = match arguments {
        [word, rest @ ..] if !word.starts_with("--") => (*word, rest),
        all => ("ledger", all),
    };
    let test = match what {
        "ledger" => ["engine", "--lib", "a_year_with_faults"].as_slice(),
        "site" => ["app", "--test", "all", "a_week_of_use"].as_slice(),
        other => anyhow::bail!("{other} is not simulated; there are ledger and site"),
    };
    let (mut seed, mut hours, mut weeks) = (1_u64, 1.0_f64, 1_u32);
    for pair in pairs.chunks(2) {
        match pair {
            ["--seed", number] => seed = number.parse()?,
            ["--hours", number] => hours = number.parse()?,
            ["--weeks", number] if what == "site" => weeks = number.parse()?,
            _ => anyhow::bail!("usage: cargo xtask simulate [ledger|site] [--seed N] [--hours H] [--weeks W]"),
        }
    }
    let mut command = std::process::Command::new("cargo");
    command.args(["test", "--release", "--locked", "--package"]).args(test).args(["--", "--nocapture"]);
    command.env("JUNXIAN_SIMULATE_SEED", seed.to_string()).env("JUNXIAN_SIMULATE_WEEKS", weeks.to_string());
    command.env("JUNXIAN_SIMULATE_SECONDS", format!("{:.0}", hours * 3600.0));
    match command.current_dir(root()).status()?.success() {
        true => Ok(()),
        false => anyhow::bail!("a promise was broken; the seed is printed above"),
    }
}

/// Optimised, because the corpus is read whole.
fn score(arguments: &[&str]) -> anyhow::Result<()> {
    let mut command = vec!["run", "--quiet", "--release", "--package", "reader", "--example", "score", "--"];
    let here = std::env::current_dir()?;
    let folder = arguments.first().map(|folder| here.join(folder).display().to_string());
    command.extend(folder.as_deref());
    run::run(".", "cargo", &command)
}

/// The folder of the workspace.
pub fn root() -> PathBuf {
    let manifest = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    manifest.parent().map_or(manifest.clone(), PathBuf::from)
}
