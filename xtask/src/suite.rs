//! `cargo xtask test`: everything that CI runs, in order, with one line per step at the end.

use std::time::Instant;

use anyhow::{Result, bail};

use crate::postgres::Server;
use crate::run::{build_binary, run, run_with, target};
use crate::{demo, docs, licences, need, tidy};

type Step = (&'static str, fn() -> Result<()>);

/// Cheap steps first. The web app is built before the Rust tests because the server embeds it.
const STEPS: [Step; 11] = [
    ("format", format),
    ("tidy", tidy::tidy),
    ("licences", licences::licences),
    ("web-check", web_check),
    ("web-unit", web_unit),
    ("web-build", web_build),
    ("lint", lint),
    ("rust", rust),
    ("postgres", on_postgres),
    ("docs", docs_fresh),
    ("browser", browser),
];

pub fn test(names: &[&str]) -> Result<()> {
    if let Some(unknown) = names.iter().find(|name| !STEPS.iter().any(|(step, _)| step == *name)) {
        let known: Vec<&str> = STEPS.iter().map(|(name, _)| *name).collect();
        bail!("unknown step {unknown}; there are {}", known.join(", "));
    }
    let builds = ["lint", "rust", "postgres", "docs", "browser"];
    if names.is_empty() || names.iter().any(|name| builds.contains(name)) {
        need::disk()?;
    }
    let mut lines = Vec::new();
    let mut failed = 0;
    let chosen = STEPS.iter().filter(|(name, _)| names.is_empty() || names.contains(name));
    for (name, step) in chosen {
        println!("\n=== {name}");
        let started = Instant::now();
        let result = step();
        let seconds = started.elapsed().as_secs();
        match result {
            Ok(()) => lines.push(format!("ok      {name} ({seconds} s)")),
            Err(error) => {
                println!("{error:#}");
                failed += 1;
                lines.push(format!("FAILED  {name} ({seconds} s): {error:#}"));
            }
        }
    }
    println!("\n{}", lines.join("\n"));
    println!("{} passed, {failed} failed", lines.len() - failed);
    if failed > 0 {
        bail!("{failed} of {} steps failed", lines.len());
    }
    Ok(())
}

fn format() -> Result<()> {
    run(".", "cargo", &["fmt", "--all", "--check"])
}

fn lint() -> Result<()> {
    run(".", "cargo", &["clippy", "--locked", "--workspace", "--all-targets", "--quiet", "--", "-D", "warnings"])
}

fn rust() -> Result<()> {
    need::xmllint()?;
    need::accounting()?;
    run(".", "cargo", &["test", "--locked", "--workspace", "--quiet", "--no-fail-fast"])
}

/// The tests that go through the store, once more on a PostgreSQL server of their own.
fn on_postgres() -> Result<()> {
    let server = Server::start()?;
    let arguments = ["test", "--locked", "--workspace", "--quiet", "--no-fail-fast", "--test", "all"];
    let programs = need::postgres()?.display().to_string();
    let named = [
        ("JUNXIAN_TEST_POSTGRES", server.url.as_str()),
        ("JUNXIAN_TEST_POSTGRES_CA", &server.authority),
        ("JUNXIAN_TEST_POSTGRES_PROGRAMS", &programs),
    ];
    run_with(".", "cargo", &arguments, &named)
}

fn web_check() -> Result<()> {
    need::node()?;
    run("web", "npm", &["run", "check", "--silent"])
}

fn web_unit() -> Result<()> {
    run("web", "npm", &["run", "test", "--silent"])
}

fn web_build() -> Result<()> {
    demo::build_web()
}

fn docs_fresh() -> Result<()> {
    docs::docs(&["--check"])
}

fn browser() -> Result<()> {
    let chromium = need::chromium()?;
    let binary = build_binary()?.display().to_string();
    // The separate verifier, which a browser test hands a record that was tampered with.
    run(".", "cargo", &["build", "--locked", "--package", "ledger_check"])?;
    let verifier = target().join("debug").join(if cfg!(windows) { "audit-check.exe" } else { "audit-check" });
    let verifier = verifier.display().to_string();
    let known = [("CHROMIUM", chromium.as_str()), ("JUNXIAN_BIN", &binary), ("AUDIT_CHECK", &verifier)];
    run_with("web", "npm", &["run", "e2e", "--silent"], &known)
}
