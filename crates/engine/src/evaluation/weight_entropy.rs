//! Entropy weights (熵权法): an indicator that tells subjects apart weighs more. Never adds an ε to a logarithm.
//!
//! p = y/Σy over subjects, e = −Σ p·ln p / ln n, w = (1 − e)/Σ(1 − e). Peers disagree on three points, so each is stated:
//! zeros (0·ln 0 = 0 by its limit, or a declared shift as many Chinese papers do), direction (whose y is used), and
//! constant columns (weight exactly +0 here). Negative values and missing ones are errors that name the cell.

use super::error::{EvaluationError, same_length};
use super::logarithm::ln_sums;
use super::matrix::Matrix;
use super::normalise::Direction;
use super::weight::Weights;

/// Which shares the entropy is taken of.
#[derive(Debug, Clone, PartialEq)]
pub enum EntropyShares {
    /// The values as they are, direction ignored (pymcdm, scikit-criteria, pyrepo); 0·ln 0 = 0.
    Raw,
    /// Min–max onto 0…1 by direction first, then the shift: 0 keeps 0·ln 0 = 0, 1e-4 is usual in papers.
    MinMax { directions: Vec<Direction>, shift: f64 },
    /// Down indicators are turned to 1/x first (pyDecision); values must be above 0.
    Inverted { directions: Vec<Direction> },
}

#[derive(Debug, Clone, PartialEq)]
pub struct Entropy {
    pub weights: Weights,
    /// e of each indicator, between 0 and 1.
    pub entropies: Vec<f64>,
    /// Zeros met in each indicator after the shift.
    pub zero_counts: Vec<usize>,
    /// Indicators that are the same for everyone and so get weight 0.
    pub constant: Vec<usize>,
}

pub fn entropy(matrix: &Matrix, shares: &EntropyShares) -> Result<Entropy, EvaluationError> {
    let what = "熵权法";
    matrix.complete(what)?;
    if matrix.rows() < 2 {
        let value = matrix.rows() as f64;
        return Err(EvaluationError::Choice { what: "熵权法的评价对象个数", value, wanted: "不少于 2" });
    }
    if let EntropyShares::MinMax { directions, .. } | EntropyShares::Inverted { directions } = shares {
        same_length("指标方向", matrix.width(), directions.len())?;
    }
    let scale = 1.0 / libm::log(matrix.rows() as f64);
    let mut found = Entropy {
        weights: Weights::equal(matrix.width())?,
        entropies: Vec::with_capacity(matrix.width()),
        zero_counts: Vec::with_capacity(matrix.width()),
        constant: Vec::new(),
    };
    let mut turned = Vec::new();
    for (place, column) in matrix.columns().iter().enumerate() {
        let values: &[f64] = match shares {
            EntropyShares::Raw => column.raw(),
            EntropyShares::MinMax { directions, shift } => {
                turn_min_max(column.raw(), directions[place], *shift, &mut turned);
                &turned
            }
            EntropyShares::Inverted { directions } => {
                turn_inverse(column.raw(), directions[place], &mut turned);
                &turned
            }
        };
        let sums = ln_sums(values);
        if sums.least < 0.0 || sums.most == f64::INFINITY {
            let row = values.iter().position(|value| *value < 0.0 || value.is_infinite()).unwrap_or(0);
            let value = column.raw()[row];
            return Err(EvaluationError::Domain { what, row, column: place, value, wanted: "不小于 0" });
        }
        if sums.sum == 0.0 {
            return Err(EvaluationError::NoSpread { what });
        }
        // −Σ p·ln p with p = y/S is ln S − Σ y·ln y / S.
        let entropy = (libm::log(sums.sum) - sums.product / sums.sum) * scale;
        let is_constant = sums.least == sums.most;
        if is_constant {
            found.constant.push(place);
        }
        found.entropies.push(if is_constant { 1.0 } else { entropy.clamp(0.0, 1.0) });
        found.zero_counts.push(sums.zeros);
    }
    if found.constant.len() == matrix.width() {
        return Err(EvaluationError::NoSpread { what });
    }
    let gains: Vec<f64> = found.entropies.iter().map(|entropy| 1.0 - entropy).collect();
    found.weights = Weights::from_given(&gains)?;
    Ok(found)
}

/// A column that is the same for everyone stays constant at 1.
fn turn_min_max(values: &[f64], direction: Direction, shift: f64, turned: &mut Vec<f64>) {
    let low = values.iter().copied().fold(f64::INFINITY, f64::min);
    let high = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let (start, end) = if direction == Direction::Up { (low, high) } else { (high, low) };
    turned.clear();
    turned.extend(values.iter().map(|value| if low == high { 1.0 } else { (value - start) / (end - start) + shift }));
}

fn turn_inverse(values: &[f64], direction: Direction, turned: &mut Vec<f64>) {
    turned.clear();
    turned.extend(values.iter().map(|value| if direction == Direction::Up { *value } else { 1.0 / value }));
}

#[cfg(test)]
mod tests {
    use super::super::matrix::{PROBE, table};
    use super::*;

    #[test]
    fn a_zero_counts_by_its_limit_as_scikit_criteria_does() {
        let found = entropy(&table(&PROBE), &EntropyShares::Raw).unwrap();
        let peer = [0.0206545607498, 0.122421131876, 0.0930429173067, 0.0870361528219, 0.676845237245];
        for (ours, theirs) in found.weights.shares().iter().zip(peer) {
            assert!((ours - theirs).abs() < 1e-12, "{ours} {theirs}");
        }
        assert_eq!(found.zero_counts, [0, 0, 0, 0, 1]);
    }

    #[test]
    fn on_min_max_data_the_weights_are_other_ones() {
        let shares = EntropyShares::MinMax { directions: vec![Direction::Up; 5], shift: 0.0 };
        let found = entropy(&table(&PROBE), &shares).unwrap();
        let peer = [0.136274642407, 0.378863387066, 0.229279270805, 0.119308057315, 0.136274642407];
        for (ours, theirs) in found.weights.shares().iter().zip(peer) {
            assert!((ours - theirs).abs() < 1e-12, "{ours} {theirs}");
        }
    }

    #[test]
    fn a_constant_column_weighs_plus_zero_and_a_negative_cell_is_named() {
        let mut rows = PROBE;
        rows.iter_mut().for_each(|row| row[1] = 7.0);
        let found = entropy(&table(&rows), &EntropyShares::Raw).unwrap();
        assert_eq!(found.weights.shares()[1].to_bits(), 0);
        assert_eq!(found.constant, [1]);
        rows[0][2] = -3.0;
        let message = entropy(&table(&rows), &EntropyShares::Raw).unwrap_err().to_string();
        assert_eq!(message, "熵权法：第 1 行第 3 列的数值 -3 超出定义域，应不小于 0");
    }
}
