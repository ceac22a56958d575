//! Means of indicators (合成). Never lets a hole count as zero.

use super::error::{EvaluationError, same_length};
use super::matrix::{Column, Matrix};
use super::weight::Weights;
use super::wide::wide;

pub use super::grey::{Grey, GreyReference, grey_relation};
pub use super::outrank::{Outranking, borda, copeland};
pub use super::topsis::{Topsis, TopsisScaling, topsis};
pub use super::vikor::{Vikor, vikor};

/// Which mean. All are weighted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Mean {
    /// Σw·x: a weakness can be made up for.
    Arithmetic,
    /// Π x^w: a weakness can hardly be made up for. Values must be above 0.
    Geometric,
    /// 1/Σ(w/x). Values must be above 0.
    Harmonic,
    /// The value at half of the weight; when a sum of weights falls exactly on half, the mean of the two neighbours.
    Median,
    /// (Σ w·x^p)^(1/p), p not 0. Values must be above 0.
    Power { exponent: f64 },
}

/// What a hole does to the mean.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Holes {
    /// A subject with a hole has no score.
    Spread,
    /// The other weights are scaled up, when at least this share of the weight is there.
    Reweigh { weight_least: f64 },
    /// The same, measured by the number of indicators (COINr's `dat_thresh`, which drops strictly below).
    ReweighByCount { share_least: f64 },
}

#[derive(Debug, Clone, PartialEq)]
pub struct Aggregated {
    pub scores: Column,
    /// The share of the weight that was there, by subject.
    pub coverage: Vec<f64>,
}

pub fn aggregate(matrix: &Matrix, weights: &Weights, mean: Mean, holes: Holes) -> Result<Aggregated, EvaluationError> {
    let columns: Vec<&Column> = matrix.columns().iter().collect();
    aggregate_columns(&columns, matrix.rows(), weights, mean, holes)
}

pub(crate) fn aggregate_columns(
    columns: &[&Column],
    rows: usize,
    weights: &Weights,
    mean: Mean,
    holes: Holes,
) -> Result<Aggregated, EvaluationError> {
    same_length("合成的权重", columns.len(), weights.len())?;
    if let Mean::Power { exponent } = mean
        && (exponent == 0.0 || !exponent.is_finite())
    {
        return Err(EvaluationError::Choice { what: "幂平均的指数", value: exponent, wanted: "不为 0" });
    }
    must_be_above_zero(columns, mean)?;
    if mean == Mean::Arithmetic {
        return Ok(arithmetic(columns, rows, weights, holes));
    }
    let mut scores = vec![f64::NAN; rows];
    let mut coverage = vec![0.0; rows];
    let mut there: Vec<(f64, f64)> = Vec::with_capacity(columns.len());
    for row in 0..rows {
        there.clear();
        for (column, weight) in columns.iter().zip(weights.shares()) {
            if let Some(value) = column.get(row) {
                there.push((value, *weight));
            }
        }
        let weight: f64 = there.iter().map(|(_, weight)| weight).sum();
        coverage[row] = if there.len() == columns.len() { 1.0 } else { weight };
        let count = there.len() as f64 / columns.len() as f64;
        let is_enough = match holes {
            Holes::Spread => there.len() == columns.len(),
            Holes::Reweigh { weight_least } => coverage[row] >= weight_least,
            Holes::ReweighByCount { share_least } => count >= share_least,
        };
        if is_enough && weight > 0.0 {
            scores[row] = mean_of(&mut there, weight, mean);
        }
    }
    Ok(Aggregated { scores: Column::of(scores), coverage })
}

/// The same sums in the same order as row by row, a column at a time.
fn arithmetic(columns: &[&Column], rows: usize, weights: &Weights, holes: Holes) -> Aggregated {
    let (mut sums, mut coverage) = (vec![0.0; rows], vec![0.0; rows]);
    let mut counts = vec![0.0; rows];
    for (column, weight) in columns.iter().zip(weights.shares()) {
        wide!(add_weighed(column.raw(), *weight, &mut sums, &mut coverage, &mut counts));
    }
    let width = columns.len() as f64;
    for ((score, coverage), count) in sums.iter_mut().zip(&mut coverage).zip(counts) {
        let (weight, is_all) = (*coverage, count == width);
        *coverage = if is_all { 1.0 } else { weight };
        let is_enough = match holes {
            Holes::Spread => is_all,
            Holes::Reweigh { weight_least } => *coverage >= weight_least,
            Holes::ReweighByCount { share_least } => count / width >= share_least,
        };
        *score = if is_enough && weight > 0.0 { *score / weight } else { f64::NAN };
    }
    Aggregated { scores: Column::of(sums), coverage }
}

#[inline(always)]
fn add_weighed(values: &[f64], weight: f64, sums: &mut [f64], weights: &mut [f64], counts: &mut [f64]) {
    let rows = sums.iter_mut().zip(weights).zip(counts);
    for (value, ((sum, weights), count)) in values.iter().zip(rows) {
        let is_there = !value.is_nan();
        *sum += if is_there { weight * value } else { 0.0 };
        *weights += if is_there { weight } else { 0.0 };
        *count += if is_there { 1.0 } else { 0.0 };
    }
}

fn must_be_above_zero(columns: &[&Column], mean: Mean) -> Result<(), EvaluationError> {
    let what = match mean {
        Mean::Arithmetic | Mean::Median => return Ok(()),
        Mean::Geometric => "几何平均",
        Mean::Harmonic => "调和平均",
        Mean::Power { .. } => "幂平均",
    };
    for (place, column) in columns.iter().enumerate() {
        if let Some(row) = column.raw().iter().position(|value| *value <= 0.0) {
            let value = column.raw()[row];
            return Err(EvaluationError::Domain { what, row, column: place, value, wanted: "大于 0" });
        }
    }
    Ok(())
}

/// The mean of (value, weight) pairs whose weights sum to `whole`.
fn mean_of(pairs: &mut [(f64, f64)], whole: f64, mean: Mean) -> f64 {
    let sum_of = |term: fn(f64) -> f64| pairs.iter().map(|(value, weight)| weight * term(*value)).sum::<f64>() / whole;
    match mean {
        Mean::Arithmetic => sum_of(|value| value),
        Mean::Geometric => libm::exp(sum_of(libm::log)),
        Mean::Harmonic => 1.0 / sum_of(|value| 1.0 / value),
        Mean::Power { exponent } => {
            let terms = pairs.iter().map(|(value, weight)| weight * libm::pow(*value, exponent));
            libm::pow(terms.sum::<f64>() / whole, 1.0 / exponent)
        }
        Mean::Median => {
            pairs.sort_unstable_by(|one, other| one.0.total_cmp(&other.0));
            let half = whole / 2.0;
            let mut sum = 0.0;
            for place in 0..pairs.len() {
                sum += pairs[place].1;
                let next = pairs.get(place + 1).map_or(pairs[place].0, |next| next.0);
                if (sum - half).abs() <= 1e-12 * whole {
                    return (pairs[place].0 + next) / 2.0;
                }
                if sum > half {
                    return pairs[place].0;
                }
            }
            pairs[pairs.len() - 1].0
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn score(values: &[Option<f64>], weights: &[f64], mean: Mean, holes: Holes) -> Option<f64> {
        let matrix = Matrix::from_rows(&[values.to_vec()]).unwrap();
        aggregate(&matrix, &Weights::from_given(weights).unwrap(), mean, holes).unwrap().scores.get(0)
    }

    #[test]
    fn four_means_of_two_values_by_hand() {
        let values = [Some(4.0), Some(9.0)];
        let of = |mean| score(&values, &[1.0, 1.0], mean, Holes::Spread).unwrap();
        assert_eq!(of(Mean::Arithmetic), 6.5);
        assert!((of(Mean::Geometric) - 6.0).abs() < 1e-14);
        assert!((of(Mean::Harmonic) - 72.0 / 13.0).abs() < 1e-14);
        assert_eq!(of(Mean::Median), 6.5);
        assert!((of(Mean::Power { exponent: 2.0 }) - libm::sqrt(48.5)).abs() < 1e-14);
    }

    #[test]
    fn the_weighted_median_stands_at_half_of_the_weight() {
        let values = [Some(1.0), Some(5.0), Some(9.0)];
        assert_eq!(score(&values, &[1.0, 3.0, 1.0], Mean::Median, Holes::Spread), Some(5.0));
        assert_eq!(score(&values, &[2.0, 1.0, 1.0], Mean::Median, Holes::Spread), Some(3.0));
    }

    #[test]
    fn a_hole_spreads_or_is_reweighed_as_declared() {
        let values = [Some(80.0), None, Some(50.0)];
        let weights = [60.0, 20.0, 20.0];
        assert_eq!(score(&values, &weights, Mean::Arithmetic, Holes::Spread), None);
        let reweighed = score(&values, &weights, Mean::Arithmetic, Holes::Reweigh { weight_least: 0.8 }).unwrap();
        assert!((reweighed - 72.5).abs() < 1e-12);
        assert_eq!(score(&values, &weights, Mean::Arithmetic, Holes::Reweigh { weight_least: 0.81 }), None);
        let by_count = Holes::ReweighByCount { share_least: 2.0 / 3.0 };
        assert!(score(&values, &weights, Mean::Arithmetic, by_count).is_some());
    }

    #[test]
    fn a_zero_cannot_enter_a_geometric_mean() {
        let matrix = Matrix::from_rows(&[vec![Some(1.0), Some(0.0)]]).unwrap();
        let refused = aggregate(&matrix, &Weights::equal(2).unwrap(), Mean::Geometric, Holes::Spread);
        assert_eq!(refused.unwrap_err().to_string(), "几何平均：第 1 行第 2 列的数值 0 超出定义域，应大于 0");
    }
}
