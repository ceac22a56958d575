//! COINr's ways to scale, aggregate and correlate, each on the treated figures of its example.

use engine::evaluation::aggregate::{Holes, Mean, copeland};
use engine::evaluation::matrix::{Column, Matrix};
use engine::evaluation::normalise::{Direction, Ends, Normalisation, WhenEqual, normalise};
use engine::evaluation::rank::{Better, Ties, places};
use engine::evaluation::sensitivity::influences;
use engine::evaluation::statistics::{Correlation, Divisor, correlate};
use engine::evaluation::tree::{Node, score_tree};

use super::beside_checkout::table;
use super::{Record, all_near, column, near, number, numbers};

/// Codes and directions of the indicators, in the order of the table of indicators.
fn indicators() -> Option<Vec<(String, Direction)>> {
    let meta = table("coinr_asem/iMeta.csv")?;
    let leaves = meta.iter().filter(|row| row["Type"] == "Indicator");
    let way = |row: &Record| if row["Direction"] == "-1" { Direction::Down } else { Direction::Up };
    Some(leaves.map(|row| (row["iCode"].clone(), way(row))).collect())
}

#[test]
fn eleven_normalisations_are_coinrs() {
    let Some(indicators) = indicators() else { return };
    let treated = table("coinr_asem/stage_Treated.csv").unwrap();
    let when_equal = WhenEqual::Refuse;
    let z = |mean, deviation| Normalisation::ZScore { mean, deviation, divisor: Divisor::Sample, when_equal };
    let methods = [
        ("minmax_0_100", Normalisation::MinMax { low: 0.0, high: 100.0, when_equal }),
        ("minmax_1_100", Normalisation::MinMax { low: 1.0, high: 100.0, when_equal }),
        // Distance to the best is min–max onto 0…1.
        ("dist2max", Normalisation::MinMax { low: 0.0, high: 1.0, when_equal }),
        ("zscore_0_1", z(0.0, 1.0)),
        ("zscore_10_2", z(10.0, 2.0)),
        ("prank", Normalisation::Percentile),
        ("rank", Normalisation::Rank),
        ("borda", Normalisation::Borda),
    ];
    for (name, method) in methods {
        let known = table(&format!("coinr_asem/norm_{name}.csv")).unwrap();
        for (code, direction) in &indicators {
            let found = normalise(&column(&treated, code), *direction, &method).unwrap();
            all_near(found.scores.raw(), &numbers(&known, code), 1e-12);
        }
    }
    // Goalposts 0 and 50 onto 0…100; COINr does not turn them for what is better low.
    let known = table("coinr_asem/norm_scaled.csv").unwrap();
    let posts = Normalisation::Goalposts { low_post: 0.0, high_post: 50.0, low: 0.0, high: 100.0, ends: Ends::Open };
    for (code, _) in indicators.iter().filter(|(_, way)| *way == Direction::Up) {
        let found = normalise(&column(&treated, code), Direction::Up, &posts).unwrap();
        all_near(found.scores.raw(), &numbers(&known, code), 1e-12);
    }
    // The share of the largest; COINr takes it of values that are not above 0 as well, ours refuses those.
    let known = table("coinr_asem/norm_fracmax.csv").unwrap();
    let mut refused = 0;
    for (code, _) in indicators.iter().filter(|(_, way)| *way == Direction::Up) {
        match normalise(&column(&treated, code), Direction::Up, &Normalisation::FractionOfBest) {
            Ok(found) => all_near(found.scores.raw(), &numbers(&known, code), 1e-12),
            Err(_) => refused += 1,
        }
    }
    assert!(refused < indicators.len() / 2, "{refused}");
}

/// The example's tree with another mean in every branch.
fn with_mean(node: &Node, mean: Mean) -> Node {
    match node {
        Node::Leaf { column } => Node::Leaf { column: *column },
        Node::Branch { children, weights, .. } => Node::Branch {
            children: children.iter().map(|child| with_mean(child, mean)).collect(),
            weights: weights.clone(),
            mean,
            holes: Holes::Spread,
        },
    }
}

#[test]
fn six_means_up_the_tree_are_coinrs() {
    let Some(indicators) = indicators() else { return };
    let scaled = table("coinr_asem/norm_minmax_1_100.csv").unwrap();
    let matrix = Matrix::new(indicators.iter().map(|(code, _)| column(&scaled, code)).collect()).unwrap();
    let tree = super::asem::Asem::read().tree;
    let means = [
        ("a_amean", Mean::Arithmetic),
        ("a_gmean", Mean::Geometric),
        ("a_hmean", Mean::Harmonic),
        ("genmean_p-1", Mean::Power { exponent: -1.0 }),
        ("genmean_p0.5", Mean::Power { exponent: 0.5 }),
        ("genmean_p2", Mean::Power { exponent: 2.0 }),
    ];
    for (name, mean) in means {
        let known = table(&format!("coinr_asem/agg_minmax1_100_{name}.csv")).unwrap();
        let found = score_tree(&matrix, &with_mean(&tree, mean)).unwrap();
        all_near(found.scores.raw(), &numbers(&known, "Index"), 1e-12);
    }
    // Copeland at every level: the scores of one level are the figures of the next.
    let known = table("coinr_asem/agg_copeland.csv").unwrap();
    let scaled = table("coinr_asem/norm_minmax_0_100.csv").unwrap();
    let matrix = Matrix::new(indicators.iter().map(|(code, _)| column(&scaled, code)).collect()).unwrap();
    assert_eq!(by_pairs(&tree, &matrix), numbers(&known, "Index"));
}

fn by_pairs(node: &Node, matrix: &Matrix) -> Vec<f64> {
    match node {
        Node::Leaf { column } => matrix.column(*column).raw().to_vec(),
        Node::Branch { children, weights, .. } => {
            let columns = children.iter().map(|child| Column::complete(by_pairs(child, matrix)).unwrap());
            let matrix = Matrix::new(columns.collect()).unwrap();
            let up = vec![Direction::Up; matrix.width()];
            copeland(&matrix, weights.shares(), &up).unwrap().scores.iter().map(|score| *score as f64).collect()
        }
    }
}

#[test]
fn correlations_and_effective_weights_are_coinrs() {
    let Some(indicators) = indicators() else { return };
    let scaled = table("coinr_asem/stage_Normalised.csv").unwrap();
    for (name, kind) in
        [("pearson", Correlation::Pearson), ("spearman", Correlation::Spearman), ("kendall", Correlation::Kendall)]
    {
        let known = table(&format!("coinr_asem/corr_{name}.csv")).unwrap();
        // A tenth of the pairs, because Kendall's looks at every pair of countries for each.
        for row in known.iter().step_by(10).filter(|row| !row["Correlation"].is_empty()) {
            let found = correlate(&column(&scaled, &row["Var1"]), &column(&scaled, &row["Var2"]), kind).unwrap();
            near(found.unwrap(), number(row, "Correlation"), 1e-12);
        }
    }
    let matrix = Matrix::new(indicators.iter().map(|(code, _)| column(&scaled, code)).collect()).unwrap();
    let tree = super::asem::Asem::read().tree;
    let totals = score_tree(&matrix, &tree).unwrap().scores;
    let known = table("coinr_asem/weights_effective.csv").unwrap();
    let found = influences(&matrix, &tree, &totals, Correlation::Pearson).unwrap();
    for ((code, _), influence) in indicators.iter().zip(found) {
        let row = known.iter().find(|row| row["iCode"] == *code).unwrap();
        near(influence.effective_weight, number(row, "EffWeight"), 1e-13);
    }
    let ranks = places(&totals, Better::High, Ties::Competition);
    let known = table("coinr_asem/results_ranks.csv").unwrap();
    for (row, rank) in scaled.iter().zip(ranks.raw()) {
        let theirs = known.iter().find(|known| known["uCode"] == row["uCode"]).unwrap();
        assert_eq!(*rank, number(theirs, "Index"), "{}", row["uCode"]);
    }
}
