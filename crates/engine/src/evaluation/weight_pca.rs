//! Weights from principal components (主成分). Never leaves the sign of a component to chance.
//!
//! The correlation matrix of the indicators (each turned so that up is good) is decomposed; a sign is chosen so that the
//! loadings of a component sum to a positive number. Missing values and constant columns are errors.

use super::eigen::symmetric;
use super::error::{EvaluationError, same_length};
use super::matrix::Matrix;
use super::normalise::Direction;
use super::statistics::pearson;
use super::weight::Weights;

/// How loadings become weights.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Loadings {
    /// The first component's loadings (COINr uses them raw).
    First { when_negative: WhenNegative },
    /// The first component's squared loadings, which cannot be negative (OECD handbook).
    FirstSquared,
    /// Loadings of all components with an eigenvalue above the bound (1 is Kaiser's), weighted by explained variance.
    Explained { eigenvalue_above: f64, when_negative: WhenNegative },
}

/// A negative loading would reward what the direction calls bad.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhenNegative {
    Refuse,
    Absolute,
    Zero,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Principal {
    pub weights: Weights,
    /// From large to small; they sum to the number of indicators.
    pub eigenvalues: Vec<f64>,
    /// One vector of loadings for each eigenvalue.
    pub loadings: Vec<Vec<f64>>,
    /// How many components the weights were made of.
    pub used: usize,
}

pub fn principal(matrix: &Matrix, directions: &[Direction], choice: Loadings) -> Result<Principal, EvaluationError> {
    let what = "主成分赋权";
    matrix.complete(what)?;
    if matrix.width() == 0 {
        return Err(EvaluationError::NoValue { what });
    }
    same_length("指标方向", matrix.width(), directions.len())?;
    let sign = |place: usize| if directions[place] == Direction::Up { 1.0 } else { -1.0 };
    let width = matrix.width();
    let mut correlations = vec![vec![1.0; width]; width];
    for first in 0..width {
        for second in 0..first {
            let found = pearson(matrix.column(first).raw(), matrix.column(second).raw());
            let value = found.ok_or(EvaluationError::NoSpread { what })? * sign(first) * sign(second);
            correlations[first][second] = value;
            correlations[second][first] = value;
        }
    }
    let mut eigenvalues = Vec::with_capacity(width);
    let mut loadings = Vec::with_capacity(width);
    for (value, mut vector) in symmetric(&correlations)? {
        if vector.iter().sum::<f64>() < 0.0 {
            vector.iter_mut().for_each(|loading| *loading = -*loading);
        }
        eigenvalues.push(value);
        loadings.push(vector);
    }
    let (amounts, used) = match choice {
        Loadings::First { when_negative } => (not_negative(loadings[0].clone(), when_negative)?, 1),
        Loadings::FirstSquared => (loadings[0].iter().map(|loading| loading * loading).collect(), 1),
        Loadings::Explained { eigenvalue_above, when_negative } => {
            let used = eigenvalues.iter().filter(|value| **value > eigenvalue_above).count().max(1);
            let mut sums = vec![0.0; width];
            for (value, vector) in eigenvalues.iter().zip(&loadings).take(used) {
                for (sum, loading) in sums.iter_mut().zip(vector) {
                    *sum += value * loading;
                }
            }
            (not_negative(sums, when_negative)?, used)
        }
    };
    Ok(Principal { weights: Weights::from_given(&amounts)?, eigenvalues, loadings, used })
}

fn not_negative(loadings: Vec<f64>, when_negative: WhenNegative) -> Result<Vec<f64>, EvaluationError> {
    match (when_negative, loadings.iter().find(|loading| **loading < 0.0)) {
        (WhenNegative::Refuse, Some(value)) => {
            Err(EvaluationError::Choice { what: "主成分载荷", value: *value, wanted: "不小于 0" })
        }
        (WhenNegative::Refuse, None) => Ok(loadings),
        (WhenNegative::Absolute, _) => Ok(loadings.into_iter().map(f64::abs).collect()),
        (WhenNegative::Zero, _) => Ok(loadings.into_iter().map(|loading| loading.max(0.0)).collect()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::matrix::table;
    use super::*;

    fn matrix() -> Matrix {
        let rows = [[1.0, 2.0], [2.0, 1.0], [3.0, 4.0], [4.0, 3.0]];
        table(&rows)
    }

    #[test]
    fn two_indicators_with_correlation_six_tenths() {
        let directions = [Direction::Up; 2];
        let found = principal(&matrix(), &directions, Loadings::FirstSquared).unwrap();
        assert!((found.eigenvalues[0] - 1.6).abs() < 1e-14 && (found.eigenvalues[1] - 0.4).abs() < 1e-14);
        assert!((found.weights.shares()[0] - 0.5).abs() < 1e-14);
    }

    #[test]
    fn a_conflicting_indicator_is_refused_unless_declared() {
        let directions = [Direction::Up, Direction::Down];
        let of = |when_negative| principal(&matrix(), &directions, Loadings::First { when_negative });
        assert!(of(WhenNegative::Refuse).is_err());
        assert!((of(WhenNegative::Absolute).unwrap().weights.shares()[0] - 0.5).abs() < 1e-14);
    }
}
