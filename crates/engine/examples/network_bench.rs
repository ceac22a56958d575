//! `cargo xtask bench network`: a supply network of 100 000 firms is built and 1 000 failures are followed three steps
//! downstream. Prints what it took and what was found; never times the making of the input.
//!
//! Prints: processor and wall seconds of building, of following; peak memory in KiB; links; firms reached in all; a
//! number that the counts of all failures make in their order.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "an example that prints its result")]

#[path = "evaluation_bench/clock.rs"]
mod clock;

use std::process::ExitCode;

use engine::exchange::{Graph, Walker};

const FIRMS: u64 = 100_000;
const LINKS: u64 = 500_000;
const STEPS: u32 = 3;
const REPEATS: usize = 7;

fn main() -> ExitCode {
    let links: Vec<(u32, u32)> = (0..LINKS).filter_map(link).collect();
    let firms = FIRMS as usize;
    let (building, graph) = clock::best_of(REPEATS, || Graph::of_links(firms, &links));
    let graph = match graph {
        Ok(graph) => graph,
        Err(error) => {
            eprintln!("{error}");
            return ExitCode::FAILURE;
        }
    };
    let shocks: Vec<u32> = (0..1_000).map(|shock| shock * 100).collect();
    let (following, reached) = clock::best_of(REPEATS, || {
        let mut walker = Walker::new(&graph);
        shocks.iter().map(|shock| walker.reach(*shock, STEPS).len() as u64).collect::<Vec<u64>>()
    });
    let sum: u64 = reached.iter().sum();
    let hash = reached.iter().fold(0_u64, |hash, count| (hash * 31 + count) % 1_000_000_007);
    println!(
        "{:.9}\t{:.9}\t{:.9}\t{:.9}\t{}\t{}\t{sum}\t{hash}",
        building.cpu,
        building.wall,
        following.cpu,
        following.wall,
        clock::peak(),
        links.len()
    );
    ExitCode::SUCCESS
}

/// The same rule as in `xtask/bench/network.py`: suppliers evenly, buyers crowded at small numbers.
fn link(number: u64) -> Option<(u32, u32)> {
    let supplier = mixed(2 * number) % FIRMS;
    let drawn = mixed(2 * number + 1) % FIRMS;
    let buyer = drawn * drawn / FIRMS;
    (supplier != buyer).then_some((supplier as u32, buyer as u32))
}

/// One number of SplitMix64.
fn mixed(number: u64) -> u64 {
    let mut mixed = (number + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ (mixed >> 31)
}
