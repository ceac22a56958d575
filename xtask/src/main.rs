//! The one entry point for building and checking: `cargo xtask demo`, `cargo xtask test`.
//! It never needs anything but the standard library, so that it can look for what is missing first.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a terminal program talks to its terminal")]

mod bench;
mod demo;
mod docs;
mod licences;
mod need;
mod run;
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
             named, only these are measured and replaced
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
