//! `cargo xtask fuzz`: the OpenAPI document against the server, by schemathesis.

use anyhow::{Result, bail};

use crate::need;
use crate::run::{build_binary, run};

const SCHEMATHESIS: &str = "schemathesis==4.32.5";

pub fn fuzz(arguments: &[&str]) -> Result<()> {
    let (mut seed, mut minutes) = (1_u64, 10_u64);
    for pair in arguments.chunks(2) {
        match pair {
            ["--seed", number] => seed = number.parse()?,
            ["--minutes", number] => minutes = number.parse()?,
            _ => bail!("usage: cargo xtask fuzz [--seed N] [--minutes M]"),
        }
    }
    let python = need::python_with("fuzz-python", &[SCHEMATHESIS])?;
    let schemathesis = python.with_file_name("schemathesis").display().to_string();
    let binary = build_binary()?.display().to_string();
    let (seed, seconds) = (seed.to_string(), (minutes * 60).to_string());
    let options = ["--seed", &seed, "--seconds", &seconds];
    let command = [&["xtask/fuzz/api.py", &binary, &schemathesis][..], &options[..]].concat();
    run(".", &python.display().to_string(), &command)
}
