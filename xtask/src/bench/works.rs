//! The kinds of work of `cargo xtask bench evaluation`, with their peers and how results are compared. Only data.

/// How two numbers are compared.
#[derive(Clone, Copy)]
pub enum Agreement {
    /// The same bits.
    Same,
    /// No further apart than this, relative to the larger of 1 and the peer's number.
    Within(f64),
    /// Both are drawn by chance, with numbers of their own: no further apart than this share.
    Chance(f64),
}

use Agreement::{Chance, Same, Within};
use Reach::{Open, Ratio, Seconds};

/// What is to be reached.
#[derive(Clone, Copy)]
pub enum Reach {
    /// Processor time of the peer over ours.
    Ratio(f64),
    Seconds(f64),
    /// Nothing: the row adds to another.
    Open,
}

/// One kind of work. A row of ours may stand beside several peers.
pub struct Work {
    pub id: &'static str,
    pub what: &'static str,
    /// Name of the row in the example and, unless `peer_row` says otherwise, in `bench/peers.py`.
    pub row: &'static str,
    pub peer: &'static str,
    pub peer_row: &'static str,
    pub reach: Reach,
    /// Rounds of both, one after the other, and computations in each process.
    pub rounds: usize,
    pub repeats: usize,
    pub parts: &'static [(&'static str, Agreement)],
}

/// Rows that no other program has, and how many subjects they have.
pub const WHOLE_RUNS: [(&str, &str, f64); 2] = [
    ("whole-run-3k", "3 000 enterprises, about a county", 3e3),
    ("whole-run-100k", "100 000 enterprises, about a prefecture and all its small firms", 1e5),
];

pub const WORKS: [Work; 15] = [
    Work {
        id: "W1",
        what: "51 countries × 49 indicators of COINr's example: denominators, imputation, outliers, min–max, three levels",
        row: "asem",
        peer: "NumPy replay of COINr",
        peer_row: "asem",
        reach: Seconds(0.001),
        rounds: 3,
        repeats: 5,
        parts: &[("scores", Within(1e-9)), ("ranks", Same)],
    },
    Work {
        id: "W2",
        what: "10 000 draws of normalisation × mean × weights, 136 × 60: scores, ranks, intervals",
        row: "uncertainty",
        peer: "NumPy, vectorised",
        peer_row: "uncertainty",
        reach: Ratio(3.0),
        rounds: 3,
        repeats: 3,
        parts: &[("scores", Within(1e-9)), ("places", Same), ("intervals", Within(1e-9))],
    },
    Work {
        id: "W2b",
        what: "Sobol indices of 5 factors, 2 048 base points, 1 000 resamples",
        row: "sobol",
        peer: "SALib",
        peer_row: "sobol",
        reach: Ratio(5.0),
        rounds: 3,
        repeats: 3,
        parts: &[("indices", Within(1e-9)), ("spreads", Chance(0.2))],
    },
    Work {
        id: "W2b",
        what: "the same for the results of 136 subjects, 100 resamples each",
        row: "sobol-units",
        peer: "SALib",
        peer_row: "sobol-units",
        reach: Open,
        rounds: 1,
        repeats: 2,
        parts: &[("indices", Within(1e-9)), ("spreads", Chance(0.8))],
    },
    Work {
        id: "W2b",
        what: "the sample itself",
        row: "sobol-sample",
        peer: "SALib",
        peer_row: "sobol-sample",
        reach: Open,
        rounds: 2,
        repeats: 3,
        parts: &[("points", Same)],
    },
    Work {
        id: "W3",
        what: "entropy weights and TOPSIS, 2 850 × 100 × 10 years",
        row: "panel",
        peer: "NumPy",
        peer_row: "panel",
        reach: Ratio(2.0),
        rounds: 4,
        repeats: 5,
        parts: &[("weights", Within(1e-9)), ("closeness", Within(1e-9))],
    },
    Work {
        id: "W3",
        what: "the same",
        row: "panel",
        peer: "pymcdm",
        peer_row: "panel-pymcdm",
        reach: Open,
        rounds: 2,
        repeats: 2,
        parts: &[("weights", Within(1e-9)), ("closeness", Within(1e-9))],
    },
    Work {
        id: "W4",
        what: "DEA, 2 850 units, 3 inputs, 2 outputs: CCR, input orientation",
        row: "dea-ccr",
        peer: "HiGHS, warm start",
        peer_row: "dea-ccr",
        reach: Ratio(20.0),
        rounds: 1,
        repeats: 2,
        parts: &[("efficiency", Within(1e-7))],
    },
    Work {
        id: "W4",
        what: "the same with variable returns: BCC",
        row: "dea-bcc",
        peer: "HiGHS, warm start",
        peer_row: "dea-bcc",
        reach: Ratio(20.0),
        rounds: 1,
        repeats: 2,
        parts: &[("efficiency", Within(1e-7))],
    },
    Work {
        id: "W4",
        what: "Malmquist index of two years, CCR: four programs a unit",
        row: "malmquist",
        peer: "HiGHS, warm start",
        peer_row: "malmquist",
        reach: Ratio(20.0),
        rounds: 1,
        repeats: 1,
        parts: &[("changes", Within(1e-7))],
    },
    Work {
        id: "W5",
        what: "1 million enterprises: ratios, percentile ranks by industry, weights, classes by county",
        row: "enterprises-1m",
        peer: "Polars",
        peer_row: "enterprises-1m",
        reach: Ratio(2.0),
        rounds: 2,
        repeats: 3,
        parts: &[("totals", Same), ("classes", Same)],
    },
    Work {
        id: "W5",
        what: "10 million enterprises",
        row: "enterprises-10m",
        peer: "Polars",
        peer_row: "enterprises-10m",
        reach: Ratio(2.0),
        rounds: 1,
        repeats: 1,
        parts: &[("totals", Same), ("classes", Same)],
    },
    Work {
        id: "W6",
        what: "Moran's I, 2 850 units, 9 999 permutations",
        row: "moran",
        peer: "esda",
        peer_row: "moran",
        reach: Ratio(2.5),
        rounds: 3,
        repeats: 3,
        parts: &[("moran", Within(1e-9)), ("scores", Within(1e-9)), ("probability", Chance(0.1))],
    },
    Work {
        id: "W10",
        what: "Dagum's decomposition of the Gini, 4 groups, 2 850 × 10 years",
        row: "gini",
        peer: "NumPy, pair by pair",
        peer_row: "gini",
        reach: Ratio(100.0),
        rounds: 2,
        repeats: 2,
        parts: &[("gini", Within(1e-9))],
    },
    Work {
        id: "W11",
        what: "Copeland, 2 850 × 100 with ties",
        row: "copeland",
        peer: "NumPy, row by row",
        peer_row: "copeland",
        reach: Ratio(10.0),
        rounds: 2,
        repeats: 2,
        parts: &[("scores", Same)],
    },
];
