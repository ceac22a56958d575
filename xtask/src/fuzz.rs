//! `cargo xtask fuzz`: the OpenAPI document against the server, by schemathesis.

use anyhow::{Result, bail};

use crate::need;
use crate::run::{build_binary, run};

const SCHEMATHESIS: &str = "schemathesis==4.32.5";

pub fn fuzz(arguments: &[&str]) -> Result<()> {
    let (mut seed, mut cases) = (1_u64, 5_u64);
    let mut accounts = Vec::new();
    for pair in arguments.chunks(2) {
        match pair {
            ["--seed", number] => seed = number.parse()?,
            ["--cases", number] => cases = number.parse()?,
            ["--account", name] => accounts.extend(["--account", name]),
            _ => bail!("usage: cargo xtask fuzz [--seed N] [--cases N] [--account NAME ...]"),
        }
    }
    let python = need::python_with("fuzz-python", &[SCHEMATHESIS])?;
    let schemathesis = python.with_file_name("schemathesis").display().to_string();
    let binary = build_binary()?.display().to_string();
    let (seed, cases) = (seed.to_string(), cases.to_string());
    let options = ["--seed", &seed, "--cases", &cases];
    let command = [&["xtask/fuzz/api.py", &binary, &schemathesis][..], &options[..], &accounts].concat();
    run(".", &python.display().to_string(), &command)
}
