//! COINr's example from raw figures to the index. Never times the reading of the tables.

#[path = "../../tests/support/asem.rs"]
mod example;

use engine::evaluation::rank::{Better, Ties, places};

use super::clock::{best_of, peak};
use super::{Failure, Row};

pub fn row(repeats: usize) -> Result<Row, Failure> {
    let asem = example::Asem::read();
    let compute = || {
        asem.compute().map(|found| {
            let ranks = places(&found.scores, Better::High, Ties::Competition);
            (found, ranks)
        })
    };
    let (best, found) = best_of(repeats, compute);
    let (found, ranks) = found?;
    let peak = peak();
    let nodes = asem.nodes(&found);
    let rows = 0..asem.countries.len();
    let scores = rows.flat_map(|row| nodes.iter().map(move |node| node.raw()[row]).collect::<Vec<f64>>());
    let parts = vec![("scores", scores.collect()), ("ranks", ranks.raw().to_vec())];
    Ok(Row { best, peak, digest: 0, parts })
}
