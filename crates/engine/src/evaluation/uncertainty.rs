//! How sure a ranking is: the same evaluation under every combination of choices that could have been made.
//!
//! A [`Design`] lists alternatives: data (with errors or other fills), normalisations, means, trees (with other weights).
//! A [`Draw`] names one of each, so a table of draws can be stored and replayed exactly. Random only from a seed.

use super::aggregate::Mean;
use super::error::{EvaluationError, same_length};
use super::matrix::{Column, Matrix, in_column};
use super::normalise::{Direction, Normalisation, normalise};
use super::random::Random;
use super::rounding::{Rounding, round};
use super::simulation::Simulation;
use super::tree::{Node, effective_weights, score_tree};
use super::weight::Weights;
use super::wide::wide;

/// The mean of all branches in one run.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum MeanChoice {
    /// Each branch as it was declared.
    AsDeclared,
    All(Mean),
}

/// The alternatives, each list at least one long; the first of each is the rule as it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Design {
    pub data: Vec<Matrix>,
    pub directions: Vec<Direction>,
    pub normalisations: Vec<Normalisation>,
    pub means: Vec<MeanChoice>,
    pub trees: Vec<Node>,
    /// What is rounded before places are given in each run.
    pub rounding: Rounding,
}

/// One combination, as places in the lists of the design.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Draw {
    pub data: usize,
    pub normalisation: usize,
    pub mean: usize,
    pub tree: usize,
}

/// The four factors, in the order of [`Draw`]'s fields.
pub const FACTOR_COUNT: usize = 4;

impl Design {
    /// The combination at a point of the unit cube: every alternative has the same share of its side.
    pub fn draw_at(&self, point: &[f64; FACTOR_COUNT]) -> Draw {
        let pick = |share: f64, count: usize| ((share * count as f64) as usize).min(count.saturating_sub(1));
        Draw {
            data: pick(point[0], self.data.len()),
            normalisation: pick(point[1], self.normalisations.len()),
            mean: pick(point[2], self.means.len()),
            tree: pick(point[3], self.trees.len()),
        }
    }

    /// `count` random combinations; combination k of a seed does not depend on the others.
    pub fn draws(&self, count: usize, seed: u64) -> Vec<Draw> {
        let draw = |stream: usize| {
            let mut random = Random::new(seed, stream as u64);
            self.draw_at(&[0; FACTOR_COUNT].map(|_: i32| random.unit()))
        };
        (0..count).map(draw).collect()
    }
}

/// Trees whose weights are each multiplied by a number between 1 − share and 1 + share, then scaled to sum to 1. The
/// first is the tree itself.
pub fn vary_weights(tree: &Node, share: f64, count: usize, seed: u64) -> Result<Vec<Node>, EvaluationError> {
    if !(0.0..=1.0).contains(&share) {
        return Err(EvaluationError::Choice {
            what: "权重的扰动幅度", value: share, wanted: "在 0 与 1 之间"
        });
    }
    let mut trees = vec![tree.clone()];
    for stream in 1..count {
        trees.push(with_noise(tree, share, &mut Random::new(seed, stream as u64))?);
    }
    Ok(trees)
}

fn with_noise(node: &Node, share: f64, random: &mut Random) -> Result<Node, EvaluationError> {
    Ok(match node {
        Node::Leaf { column } => Node::Leaf { column: *column },
        Node::Branch { children, weights, mean, holes } => {
            let noisy: Vec<f64> =
                weights.shares().iter().map(|weight| weight * (1.0 + share * (2.0 * random.unit() - 1.0))).collect();
            let children =
                children.iter().map(|child| with_noise(child, share, random)).collect::<Result<Vec<_>, _>>()?;
            Node::Branch { children, weights: Weights::from_given(&noisy)?, mean: *mean, holes: *holes }
        }
    })
}

/// What varied data may differ in.
#[derive(Debug, Clone, PartialEq)]
pub struct DataNoise {
    /// Relative error of each indicator, one standard deviation: 0.02 is 2 %.
    pub errors: Vec<f64>,
    /// Whether a hole is filled with a value drawn from those of the same indicator; otherwise it stays.
    pub fill_holes: bool,
}

/// Matrices with errors and fills. The first is the matrix itself.
pub fn vary_data(matrix: &Matrix, noise: &DataNoise, count: usize, seed: u64) -> Result<Vec<Matrix>, EvaluationError> {
    same_length("各指标的数据误差", matrix.width(), noise.errors.len())?;
    let mut varied = vec![matrix.clone()];
    for stream in 1..count {
        let mut random = Random::new(seed, stream as u64);
        let mut columns = Vec::with_capacity(matrix.width());
        for (column, error) in matrix.columns().iter().zip(&noise.errors) {
            let present: Vec<f64> = column.present().collect();
            let mut values = Vec::with_capacity(column.len());
            for value in column.raw() {
                let value = match value.is_nan() && noise.fill_holes && !present.is_empty() {
                    true => present[random.below(present.len() as u32) as usize],
                    false => *value,
                };
                values.push(if *error == 0.0 { value } else { value * (1.0 + error * random.normal()) });
            }
            columns.push(Column::of(values));
        }
        varied.push(Matrix::new(columns)?);
    }
    Ok(varied)
}

/// Runs every draw. Scores and places come back in the order of the draws.
pub fn simulate(design: &Design, draws: &[Draw]) -> Result<Simulation, EvaluationError> {
    let Some(first) = design.data.first() else { return Err(EvaluationError::NoValue { what: "模拟的数据" }) };
    let rows = first.rows();
    for matrix in &design.data {
        same_length("模拟数据的评价对象", rows, matrix.rows())?;
        same_length("指标方向", matrix.width(), design.directions.len())?;
    }
    check_draws(design, draws)?;
    let weights: Vec<Vec<f64>> = design.trees.iter().map(|tree| effective_weights(tree, first.width())).collect();
    // Draws with the same data, normalisation and mean share their preparation.
    let mut order: Vec<usize> = (0..draws.len()).collect();
    order.sort_by_key(|place| draws[*place]);
    let mut simulation = Simulation::new(rows, draws.len())?;
    let mut prepared: Option<(Draw, Prepared)> = None;
    let mut scores = vec![0.0; rows.next_multiple_of(ROWS)];
    for place in order {
        let draw = draws[place];
        let case = Draw { tree: 0, ..draw };
        let ready = match prepared.take() {
            Some((ready_for, ready)) if ready_for == case => ready,
            Some(_) | None => prepare(design, case)?,
        };
        match &ready {
            Prepared::Linear { blocks, back } => {
                let weights = &weights[draw.tree];
                wide!(weigh(blocks, weights, &mut scores));
                finish(&mut scores[..rows], *back, design.rounding);
            }
            Prepared::Any { normalised } => {
                let tree = with_mean(&design.trees[draw.tree], design.means[draw.mean]);
                let found = score_tree(normalised, &tree)?;
                scores[..rows].copy_from_slice(found.scores.raw());
                scores[..rows].iter_mut().for_each(|score| *score = round(*score, design.rounding));
            }
        }
        simulation.put(place, &scores[..rows]);
        prepared = Some((case, ready));
    }
    Ok(simulation)
}

fn check_draws(design: &Design, draws: &[Draw]) -> Result<(), EvaluationError> {
    let most = |of: fn(&Draw) -> usize| draws.iter().map(of).max().map_or(0, |most| most + 1);
    let lists = [
        (most(|draw| draw.data), design.data.len()),
        (most(|draw| draw.normalisation), design.normalisations.len()),
        (most(|draw| draw.mean), design.means.len()),
        (most(|draw| draw.tree), design.trees.len()),
    ];
    match lists.iter().find(|(wanted, there)| wanted > there) {
        Some((expected, found)) => {
            Err(EvaluationError::Shape { what: "模拟的备选项", expected: *expected, found: *found })
        }
        None => Ok(()),
    }
}

/// Rows weighed at once.
const ROWS: usize = 32;

enum Prepared {
    /// The mean is a plain sum on another scale, so a whole tree is one weighted sum: blocks of rows, by column.
    Linear { blocks: Vec<Vec<[f64; ROWS]>>, back: Back },
    /// Holes, medians or mixed means: the tree itself is run.
    Any { normalised: Matrix },
}

/// From the scale on which a mean is a sum back to scores.
#[derive(Clone, Copy)]
enum Back {
    Same,
    Exponential,
    Reciprocal,
    Power(f64),
}

fn prepare(design: &Design, case: Draw) -> Result<Prepared, EvaluationError> {
    let matrix = &design.data[case.data];
    let method = &design.normalisations[case.normalisation];
    let mut columns = Vec::with_capacity(matrix.width());
    for (place, (column, direction)) in matrix.columns().iter().zip(&design.directions).enumerate() {
        let found = normalise(column, *direction, method).map_err(|error| in_column(error, place))?;
        columns.push(found.scores);
    }
    let normalised = Matrix::new(columns)?;
    let mean = match design.means[case.mean] {
        MeanChoice::All(mean) => Some(mean),
        MeanChoice::AsDeclared => None,
    };
    let is_complete = normalised.columns().iter().all(|column| column.missing_count() == 0);
    let (back, forward): (Back, fn(f64, f64) -> f64) = match mean {
        Some(Mean::Arithmetic) => (Back::Same, |value, _| value),
        Some(Mean::Geometric) => (Back::Exponential, |value, _| libm::log(value)),
        Some(Mean::Harmonic) => (Back::Reciprocal, |value, _| 1.0 / value),
        Some(Mean::Power { exponent }) => (Back::Power(exponent), libm::pow),
        Some(Mean::Median) | None => return Ok(Prepared::Any { normalised }),
    };
    let is_positive = normalised.columns().iter().all(|column| column.raw().iter().all(|value| *value > 0.0));
    if !is_complete || (!is_positive && !matches!(back, Back::Same)) {
        // The general way also names the cell that a mean cannot take.
        return Ok(Prepared::Any { normalised });
    }
    let exponent = if let Back::Power(exponent) = back { exponent } else { 1.0 };
    let mut blocks = vec![vec![[0.0; ROWS]; normalised.width()]; normalised.rows().div_ceil(ROWS)];
    for (place, column) in normalised.columns().iter().enumerate() {
        for (row, value) in column.raw().iter().enumerate() {
            blocks[row / ROWS][place][row % ROWS] = forward(*value, exponent);
        }
    }
    Ok(Prepared::Linear { blocks, back })
}

#[inline(always)]
fn weigh(blocks: &[Vec<[f64; ROWS]>], weights: &[f64], scores: &mut [f64]) {
    for (block, scores) in blocks.iter().zip(scores.as_chunks_mut::<ROWS>().0) {
        let mut sums = [0.0; ROWS];
        for (values, weight) in block.iter().zip(weights) {
            for row in 0..ROWS {
                sums[row] += weight * values[row];
            }
        }
        *scores = sums;
    }
}

fn finish(scores: &mut [f64], back: Back, rounding: Rounding) {
    match back {
        Back::Same => {}
        Back::Exponential => scores.iter_mut().for_each(|score| *score = libm::exp(*score)),
        Back::Reciprocal => scores.iter_mut().for_each(|score| *score = 1.0 / *score),
        Back::Power(exponent) => scores.iter_mut().for_each(|score| *score = libm::pow(*score, 1.0 / exponent)),
    }
    if rounding != Rounding::None {
        scores.iter_mut().for_each(|score| *score = round(*score, rounding));
    }
}

fn with_mean(node: &Node, choice: MeanChoice) -> Node {
    match (node, choice) {
        (Node::Leaf { .. }, _) | (_, MeanChoice::AsDeclared) => node.clone(),
        (Node::Branch { children, weights, holes, .. }, MeanChoice::All(mean)) => Node::Branch {
            children: children.iter().map(|child| with_mean(child, choice)).collect(),
            weights: weights.clone(),
            mean,
            holes: *holes,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::super::aggregate::Holes;
    use super::super::matrix::table;
    use super::super::normalise::WhenEqual;
    use super::*;

    fn branch(children: Vec<Node>, weights: &[f64]) -> Node {
        let weights = Weights::from_given(weights).unwrap();
        Node::Branch { children, weights, mean: Mean::Arithmetic, holes: Holes::Reweigh { weight_least: 0.5 } }
    }

    fn design(means: Vec<MeanChoice>) -> Design {
        let leaf = |column| Node::Leaf { column };
        let tree = branch(vec![branch(vec![leaf(0), leaf(1)], &[75.0, 25.0]), leaf(2)], &[60.0, 40.0]);
        let rows = [[5.0, 1.0, 9.0], [3.0, 4.0, 2.0], [1.0, 2.0, 7.0], [4.0, 8.0, 5.0]];
        let method = |low, high| Normalisation::MinMax { low, high, when_equal: WhenEqual::Refuse };
        Design {
            data: vec![table(&rows)],
            directions: vec![Direction::Up, Direction::Down, Direction::Up],
            normalisations: vec![method(1.0, 100.0), method(20.0, 100.0)],
            means,
            trees: vary_weights(&tree, 0.25, 5, 1).unwrap(),
            rounding: Rounding::None,
        }
    }

    #[test]
    fn the_short_way_gives_what_the_tree_gives() {
        let means = [Mean::Arithmetic, Mean::Geometric, Mean::Harmonic, Mean::Power { exponent: 2.0 }];
        let fast = design(means.iter().map(|mean| MeanChoice::All(*mean)).collect());
        let draws = fast.draws(200, 3);
        let found = simulate(&fast, &draws).unwrap();
        for (place, draw) in draws.iter().enumerate() {
            let case =
                prepare(&Design { means: vec![MeanChoice::AsDeclared], ..fast.clone() }, Draw { mean: 0, ..*draw });
            let Ok(Prepared::Any { normalised }) = case else { panic!("declared means run the tree") };
            let tree = with_mean(&fast.trees[draw.tree], fast.means[draw.mean]);
            let slow = score_tree(&normalised, &tree).unwrap().scores;
            for (one, other) in found.scores_of(place).iter().zip(slow.raw()) {
                assert!((one - other).abs() < 1e-11 * other, "{draw:?}");
            }
        }
    }

    #[test]
    fn every_alternative_gets_its_share_of_the_unit_interval() {
        let design = design(vec![MeanChoice::AsDeclared]);
        let at = |share| design.draw_at(&[0.0, share, 0.0, 0.0]).normalisation;
        assert_eq!([0.3, 0.35, 0.4, 0.45, 0.5, 0.999].map(at), [0, 0, 0, 0, 1, 1]);
    }

    #[test]
    fn data_noise_fills_holes_and_keeps_the_first_as_it_is() {
        let matrix = Matrix::from_rows(&[vec![Some(10.0)], vec![None], vec![Some(20.0)]]).unwrap();
        let noise = DataNoise { errors: vec![0.0], fill_holes: true };
        let varied = vary_data(&matrix, &noise, 20, 5).unwrap();
        assert_eq!(varied[0], matrix);
        let fills: Vec<f64> = varied[1..].iter().filter_map(|varied| varied.get(1, 0)).collect();
        assert!(fills.len() == 19 && fills.contains(&10.0) && fills.contains(&20.0));
        assert!(varied.iter().all(|varied| varied.get(0, 0) == Some(10.0)));
    }
}
