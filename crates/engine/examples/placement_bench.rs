//! `cargo xtask bench allocation`: projects are put at counties under quotas of land, energy and pollutants. Prints what
//! it took and what was found; never times the making of the input.
//!
//! Arguments: projects, counties. Prints: processor and wall seconds; value, recounted; proved bound; choices; a number
//! that the chosen places make in their order; peak memory in KiB.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "an example that prints its result")]

#[path = "evaluation_bench/clock.rs"]
mod clock;

use std::process::ExitCode;

use engine::placement::{Choice, Problem, Row, RowKind, Use, place};

fn main() -> ExitCode {
    let sizes: Vec<u64> = std::env::args().skip(1).filter_map(|argument| argument.parse().ok()).collect();
    let [projects, counties] = sizes[..] else {
        eprintln!("usage: placement_bench PROJECTS COUNTIES");
        return ExitCode::FAILURE;
    };
    let problem = problem(projects, counties);
    let (taken, found) = clock::best_of(1, || place(&problem));
    let found = match found {
        Ok(found) => found,
        Err(error) => {
            eprintln!("{error:?}");
            return ExitCode::FAILURE;
        }
    };
    let places = found.chosen.iter().map(|choice| choice.map_or(0, |choice| problem.choices[choice].place as u64 + 1));
    let hash = places.fold(0_u64, |hash, place| (hash * 31 + place) % 1_000_000_007);
    println!(
        "{:.9}\t{:.9}\t{}\t{}\t{}\t{hash}\t{}",
        taken.cpu,
        taken.wall,
        problem.recount(&found.chosen).value,
        found.bound,
        problem.choices.len(),
        clock::peak()
    );
    ExitCode::SUCCESS
}

/// The same rule as in `xtask/bench/placement.py`.
fn problem(projects: u64, counties: u64) -> Problem {
    let mut rows = Vec::new();
    for county in 0..counties {
        let caps = [900 + drawn(71, county, 601), 4000 + drawn(72, county, 4001), 400 + drawn(73, county, 401)];
        rows.extend(caps.map(|bound| Row { kind: RowKind::Cap, bound }));
        rows.push(Row { kind: RowKind::Floor, bound: 8000 + drawn(74, county, 8001) });
    }
    let mut choices = Vec::new();
    for project in 0..projects {
        let investment = 100 + drawn(63, project, 4901);
        let amounts =
            [5 + drawn(60, project, 96), 10 + drawn(61, project, 491), 1 + drawn(62, project, 50), investment];
        let mut wanted: Vec<u64> = (0..4).map(|number| drawn(64 + number, project, counties) as u64).collect();
        wanted.sort_unstable();
        wanted.dedup();
        for county in wanted {
            let score = 20 + drawn(70, project * counties + county, 81);
            let first = 4 * county as usize;
            choices.push(Choice {
                project: project as usize,
                place: county as usize,
                value: score * investment / 100,
                uses: amounts
                    .iter()
                    .enumerate()
                    .map(|(row, amount)| Use { row: first + row, amount: *amount })
                    .collect(),
            });
        }
    }
    Problem { projects: projects as usize, places: counties as usize, choices, rows }
}

/// An even whole number below `count`: the high half of a number of SplitMix64.
fn drawn(seed: u64, number: u64, count: u64) -> i64 {
    let mut mixed = ((seed << 40) ^ number).wrapping_add(0x9E37_79B9_7F4A_7C15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    (((mixed ^ (mixed >> 31)) >> 32).wrapping_mul(count) >> 32) as i64
}
