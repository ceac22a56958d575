//! `cargo xtask bench allocation`: projects put at counties under quotas beside HiGHS, on problems that both make by the
//! same published rule. Both solutions are recounted in integers; a run that gives other bytes the second time is an error.

use std::process::Command;

use anyhow::{Context, Result, bail};

use super::{ask, example, machine};
use crate::need::python_with;
use crate::root;

/// Released versions, so that a later run is about the same programs.
const PACKAGES: [&str; 2] = ["highspy==1.16.0", "numpy==2.4.6"];
/// Projects, counties, the value to reach.
const PROBLEMS: [(&str, &str, i64); 2] = [("500", "12", 812_335), ("2000", "100", 4_351_972)];
const SECONDS: &str = "10";

/// Gives the part of the page.
pub fn bench() -> Result<String> {
    let machine = machine()?;
    let ours = example("engine", "placement_bench")?;
    let python = python_with("bench-allocation", &PACKAGES)?;
    let peer = PACKAGES[0].replace("highspy==", "HiGHS ");
    let mut page = format!(
        "# How good placements are\n\nWritten by `cargo xtask bench allocation --record` {machine}.\n\n\
         Projects at counties, each at one at most, under quotas of land, energy and pollutants and a floor of investment,\n\
         made by one rule (`crates/engine/examples/placement_bench.rs`, `xtask/bench/placement.py`). The best value of \
         neither\nproblem is known. Ours counts its steps and gives the same solution every time; {peer} has one thread and \
         {SECONDS} s. All\nsolutions are recounted in integers. The bound of ours is computed from prices in exact integers.\n\n\
         | | problem | program | value | bound | gap | CPU s | wall s | to reach |\n\
         |---|---|---|---:|---:|---:|---:|---:|---:|\n"
    );
    for (projects, counties, wanted) in PROBLEMS {
        println!("… {projects} projects at {counties} counties, beside {}", PACKAGES[0]);
        let own = ask(Command::new(&ours).args([projects, counties]))?;
        let again = ask(Command::new(&ours).args([projects, counties]))?;
        if own.get(2..6) != again.get(2..6) {
            bail!("the second run gave another solution: {own:?} and {again:?}");
        }
        let script = root().join("xtask/bench/placement.py");
        let other = ask(Command::new(&python).arg(script).args([projects, counties, SECONDS])).context("HiGHS")?;
        if own.get(4) != other.get(4) {
            bail!("the problems differ: {own:?} and {other:?}");
        }
        for (program, line) in [("ours", &own), (peer.as_str(), &other)] {
            let [cpu, wall, value, bound, ..] = line.as_slice() else { bail!("a line is too short: {line:?}") };
            let (value, bound): (i64, i64) = (value.parse()?, bound.parse()?);
            let gap = (bound - value) as f64 * 100.0 / bound as f64;
            let (cpu, wall): (f64, f64) = (cpu.parse()?, wall.parse()?);
            page += &format!(
                "| W7 | {projects} × {counties} | {program} | {value} | {bound} | {gap:.3} % | {cpu:.2} | {wall:.2} | ≥ {wanted} |\n"
            );
        }
    }
    Ok(page)
}
