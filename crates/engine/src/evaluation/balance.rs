//! Totals that look at balance: Mazziotta–Pareto (MPI, AMPI), ordered weighted average (OWA) and benefit of the doubt
//! (BoD). Never normalises: z-scores of 100 and 10 make the MPI, goalposts of 70 and 130 the adjusted one (AMPI).

use super::dea::{DeaChoice, Orientation, ReturnsToScale, SelfComparison, Slacks, dea};
use super::error::{EvaluationError, same_length};
use super::matrix::{Column, Matrix};
use super::normalise::above_zero;
use super::statistics::Divisor;
use super::weight::Weights;

/// What imbalance among the indicators of a subject does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Penalty {
    /// M − S·cv: for a total of which more is better (Compind's `POS`).
    Lowers,
    /// M + S·cv: for a total of which less is better.
    Raises,
}

/// M ∓ S²/M of each subject, M the weighted mean of its scores and S their deviation; with equal weights the published
/// index. Compind divides by n − 1 for the MPI and by n for the AMPI. Holes and a mean
/// that is not above 0 are errors.
pub fn mazziotta_pareto(
    matrix: &Matrix,
    weights: &Weights,
    penalty: Penalty,
    divisor: Divisor,
) -> Result<Column, EvaluationError> {
    same_length("合成的权重", matrix.width(), weights.len())?;
    let width = matrix.width() as f64;
    if matrix.width() < 2 {
        return Err(EvaluationError::Choice { what: "MPI 的指标个数", value: width, wanted: "不少于 2" });
    }
    let correction = match divisor {
        Divisor::Population => 1.0,
        Divisor::Sample => width / (width - 1.0),
    };
    matrix.complete("Mazziotta–Pareto 合成")?;
    let mut totals = vec![f64::NAN; matrix.rows()];
    for row in 0..matrix.rows() {
        let values: Vec<f64> = matrix.columns().iter().filter_map(|column| column.get(row)).collect();
        let pairs = || values.iter().zip(weights.shares());
        let mean: f64 = pairs().map(|(value, weight)| value * weight).sum();
        above_zero("MPI 的均值", mean)?;
        let square: f64 = pairs().map(|(value, weight)| weight * (value - mean) * (value - mean)).sum();
        let loss = square * correction / mean;
        totals[row] = if penalty == Penalty::Lowers { mean - loss } else { mean + loss };
    }
    Ok(Column::of(totals))
}

/// Σ v·x over the scores of a subject from its best down: v belongs to a place, not to an indicator. `by_place` are
/// scaled to sum to 1. A hole is an error.
pub fn ordered_mean(matrix: &Matrix, by_place: &[f64]) -> Result<Column, EvaluationError> {
    same_length("按次序的权重", matrix.width(), by_place.len())?;
    let weights = Weights::from_given(by_place)?;
    matrix.complete("按次序加权")?;
    let total = |row: usize| {
        let mut values: Vec<f64> = matrix.columns().iter().filter_map(|column| column.get(row)).collect();
        values.sort_unstable_by(|one, other| other.total_cmp(one));
        values.iter().zip(weights.shares()).map(|(value, weight)| value * weight).sum()
    };
    Ok(Column::of((0..matrix.rows()).map(total).collect()))
}

/// Each subject by the weights that favour it most: efficiency with one input that is the same for all (Cherchye and
/// others 2007), at most 1. Scores must not be negative; nobody may have a hole.
pub fn benefit_of_doubt(matrix: &Matrix) -> Result<Column, EvaluationError> {
    let same = Matrix::new(vec![Column::complete(vec![1.0; matrix.rows()])?])?;
    let choice = DeaChoice {
        orientation: Orientation::Output,
        returns: ReturnsToScale::Constant,
        slacks: Slacks::NotAsked,
        own: SelfComparison::Included,
    };
    let units = dea(&same, matrix, &choice)?;
    Ok(Column::of(units.iter().map(|unit| unit.as_ref().map_or(f64::NAN, |unit| unit.efficiency)).collect()))
}

#[cfg(test)]
mod tests {
    use super::super::matrix::table;
    use super::*;

    #[test]
    fn imbalance_costs_its_variance_over_the_mean() {
        let matrix = table(&[[100.0, 100.0], [90.0, 110.0]]);
        let weights = Weights::equal(2).unwrap();
        let of = |penalty, divisor| mazziotta_pareto(&matrix, &weights, penalty, divisor).unwrap().raw().to_vec();
        assert_eq!(of(Penalty::Lowers, Divisor::Population), [100.0, 99.0]);
        assert_eq!(of(Penalty::Raises, Divisor::Population), [100.0, 101.0]);
        assert_eq!(of(Penalty::Lowers, Divisor::Sample), [100.0, 98.0]);
    }

    #[test]
    fn weights_of_places_take_the_best_or_the_worst() {
        let matrix = table(&[[1.0, 5.0, 3.0], [4.0, 4.0, 4.0]]);
        assert_eq!(ordered_mean(&matrix, &[1.0, 0.0, 0.0]).unwrap().raw(), [5.0, 4.0]);
        assert_eq!(ordered_mean(&matrix, &[0.0, 0.0, 2.0]).unwrap().raw(), [1.0, 4.0]);
        assert_eq!(ordered_mean(&matrix, &[1.0, 1.0, 1.0]).unwrap().raw(), [3.0, 4.0]);
    }

    #[test]
    fn whoever_is_best_at_something_has_the_benefit_of_the_doubt() {
        let matrix = table(&[[1.0, 0.2], [0.2, 1.0], [0.5, 0.5]]);
        let found = benefit_of_doubt(&matrix).unwrap();
        assert!((found.raw()[0] - 1.0).abs() < 1e-12 && (found.raw()[1] - 1.0).abs() < 1e-12);
        // (.5, .5) lies on the way to (.6, .6), the middle of the two best.
        assert!((found.raw()[2] - 0.5 / 0.6).abs() < 1e-12, "{}", found.raw()[2]);
    }
}
