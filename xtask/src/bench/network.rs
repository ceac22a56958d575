//! `cargo xtask bench network`: the supply network beside igraph, on a network that both make by the same published rule.
//! Never counts a time whose result differs from the other's: that is an error.

use std::process::Command;

use anyhow::{Context, Result, bail};

use super::{ask, example, machine};
use crate::need::python_with;
use crate::root;

/// Released versions, so that a later run is about the same programs.
const PACKAGES: [&str; 2] = ["igraph==1.0.0", "numpy==2.4.6"];

/// Gives the part of the page.
pub fn bench() -> Result<String> {
    let machine = machine()?;
    let ours = example("engine", "network_bench")?;
    let python = python_with("bench-network", &PACKAGES)?;
    println!("… 100 000 firms, beside {}", PACKAGES[0]);
    let own = ask(&mut Command::new(ours))?;
    let peer = ask(Command::new(python).arg(root().join("xtask/bench/network.py"))).context("igraph")?;
    let [own_words, peer_words] = [&own, &peer].map(|line| line.get(5..).unwrap_or_default().to_vec());
    if own_words != peer_words || own_words.len() != 3 {
        bail!("the results differ: {own_words:?} and {peer_words:?}");
    }
    let number = |line: &[String], place: usize| -> Result<f64> {
        Ok(line.get(place).context("a line is too short")?.parse::<f64>()?)
    };
    let row = |what: &str, place: usize| -> Result<String> {
        let (own_cpu, peer_cpu) = (number(&own, place)?, number(&peer, place)?);
        let (own_wall, peer_wall) = (number(&own, place + 1)?, number(&peer, place + 1)?);
        let ratio = peer_cpu / own_cpu;
        Ok(format!(
            "| W8 | {what} | {own_cpu:.4} | igraph | {peer_cpu:.4} | **{ratio:.1}** | ≥ 0.5 | {own_wall:.4} | {peer_wall:.4} |\n"
        ))
    };
    let links = &own_words[0];
    let mut page = format!(
        "# How fast supply networks are\n\nWritten by `cargo xtask bench network --record` {machine}.\n\n\
         100 000 firms, {links} links made by one rule (`crates/engine/examples/network_bench.rs`, \
         `xtask/bench/network.py`); each\nprogram in a process of its own with one thread, the smallest processor time of \
         several rounds. Both reach {} firms, and\nthe counts of all failures are the same. Building in igraph starts \
         from an array of NumPy. Peer: {}.\n\n\
         | | work | ours CPU s | peer | peer CPU s | ratio | to reach | ours wall s | peer wall s |\n\
         |---|---|---:|---|---:|---:|---:|---:|---:|\n",
        own_words[1],
        PACKAGES[0].replace("==", " "),
    );
    page += &row("build the network", 0)?;
    page += &row("1 000 failures, three steps downstream", 2)?;
    Ok(page)
}
