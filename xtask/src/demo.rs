//! `cargo xtask demo`: from a clean clone to a page in the browser.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::run::{build_binary, newest, run};
use crate::{need, root};

struct Options {
    plan: Option<PathBuf>,
    data: PathBuf,
    listen: String,
    build_only: bool,
}

pub fn demo(arguments: &[&str]) -> Result<()> {
    let options = parse(arguments)?;
    need::disk()?;
    println!("1/4 web app");
    need::node()?;
    build_web()?;
    println!("2/4 binary (the first build takes some minutes)");
    let binary = build_binary()?;
    if options.build_only {
        return Ok(());
    }
    println!("3/4 data in {}", options.data.display());
    initialise(&binary, &options)?;
    println!("4/4 serve");
    let status = junxian(&binary, &options.data).args(["serve", "--listen", &options.listen]).status()?;
    if !status.success() {
        bail!("the server ended with {status}");
    }
    Ok(())
}

fn parse(arguments: &[&str]) -> Result<Options> {
    let mut options = Options {
        plan: None,
        data: root().join("junxian-data"),
        listen: "127.0.0.1:8787".to_string(),
        build_only: false,
    };
    // Paths are meant from where the user stands.
    let here = std::env::current_dir()?;
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        let mut value = || rest.next().with_context(|| format!("{argument} needs a value"));
        match *argument {
            "--plan" => options.plan = Some(here.join(value()?)),
            "--data" => options.data = here.join(value()?),
            "--listen" => options.listen = value()?.to_string(),
            "--build-only" => options.build_only = true,
            other => bail!("unknown option {other}"),
        }
    }
    if let Some(plan) = options.plan.as_ref().filter(|plan| !plan.is_file()) {
        bail!("no such file: {}", plan.display());
    }
    Ok(options)
}

/// Builds the web app when its sources are newer than what was built.
pub fn build_web() -> Result<()> {
    let sources = ["web/src", "web/index.html", "web/package.json", "web/vite.config.ts", "web/public"];
    let changed = sources.iter().filter_map(|path| newest(&root().join(path))).max();
    let built = newest(&root().join("web/dist/index.html"));
    if built.is_some() && built >= changed {
        println!("  unchanged");
        return Ok(());
    }
    run("web", "npm", &["run", "build", "--silent"])
}

/// Creates the database once; a second start keeps the data.
fn initialise(binary: &Path, options: &Options) -> Result<()> {
    let mut command = junxian(binary, &options.data);
    command.arg("init");
    match &options.plan {
        Some(plan) => command.arg("--plan").arg(plan),
        None => command.arg("--demo"),
    };
    let status = command.status().context("the binary could not be started")?;
    if !status.success() {
        bail!("loading failed with {status}");
    }
    let text = root().join("../shared/seed/weifang_plan_2024_2025.txt");
    if options.plan.is_none() && text.is_file() {
        // The official text is not part of the repository; beside a checkout that has it, clauses can be shown.
        junxian(binary, &options.data).args(["plan", "text", "weifang_county_2024_2025"]).arg(text).status()?;
    }
    Ok(())
}

fn junxian(binary: &Path, data: &Path) -> Command {
    let mut command = Command::new(binary);
    command.arg("--data").arg(data).current_dir(root());
    command
}
