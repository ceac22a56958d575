//! CRITIC weights (Diakoulaki, Mavrotas, Papayannakis 1995): spread times independence. Never gives NaN to all because
//! one column is constant: that column weighs 0 and is named.
//!
//! C_j = s_j·Σ_k (1 − r_jk) on min–max data, w = C/ΣC. s divides by n − 1. Peers differ on direction, so it is a choice.
//! Missing values are errors that name the cell.

use super::error::{EvaluationError, same_length};
use super::matrix::{Column, Matrix};
use super::normalise::{Direction, Normalisation, WhenEqual, normalise};
use super::statistics::{Divisor, moments, pearson};
use super::weight::Weights;

/// Whether down indicators are turned before correlations are taken.
#[derive(Debug, Clone, PartialEq)]
pub enum CriticDirection {
    /// As the authors do (scikit-criteria, pyDecision).
    Turned { directions: Vec<Direction> },
    /// Every indicator as if up (pymcdm, objective-weighting).
    Ignored,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Critic {
    pub weights: Weights,
    /// Deviation of each indicator on 0…1.
    pub spreads: Vec<f64>,
    /// Σ(1 − r) of each indicator.
    pub conflicts: Vec<f64>,
    /// Indicators that are the same for everyone.
    pub constant: Vec<usize>,
}

pub fn critic(matrix: &Matrix, direction: &CriticDirection) -> Result<Critic, EvaluationError> {
    let what = "CRITIC 法";
    matrix.complete(what)?;
    let method = Normalisation::MinMax { low: 0.0, high: 1.0, when_equal: WhenEqual::Score(0.0) };
    let mut scaled: Vec<Column> = Vec::with_capacity(matrix.width());
    let mut constant = Vec::new();
    let mut spreads = Vec::with_capacity(matrix.width());
    for (place, column) in matrix.columns().iter().enumerate() {
        let way = match direction {
            CriticDirection::Turned { directions } => {
                same_length("指标方向", matrix.width(), directions.len())?;
                directions[place]
            }
            CriticDirection::Ignored => Direction::Up,
        };
        let scores = normalise(column, way, &method)?.scores;
        let spread = moments(&scores, Divisor::Sample)?.deviation;
        if spread == 0.0 {
            constant.push(place);
        }
        spreads.push(spread);
        scaled.push(scores);
    }
    if constant.len() == matrix.width() {
        return Err(EvaluationError::NoSpread { what });
    }
    let mut conflicts = vec![0.0; matrix.width()];
    for first in 0..matrix.width() {
        for second in 0..matrix.width() {
            // A constant column has no correlation; it neither agrees nor conflicts.
            if let Some(correlation) = pearson(scaled[first].raw(), scaled[second].raw()) {
                conflicts[first] += 1.0 - correlation;
            }
        }
    }
    let amounts: Vec<f64> = spreads.iter().zip(&conflicts).map(|(spread, conflict)| spread * conflict).collect();
    Ok(Critic { weights: Weights::from_given(&amounts)?, spreads, conflicts, constant })
}

#[cfg(test)]
mod tests {
    use super::super::matrix::{PROBE, table};
    use super::*;

    #[test]
    fn direction_doubles_the_first_weight_as_peers_disagree() {
        let matrix = table(&PROBE);
        let mut directions = vec![Direction::Up; 5];
        directions[0] = Direction::Down;
        let turned = critic(&matrix, &CriticDirection::Turned { directions }).unwrap();
        let ignored = critic(&matrix, &CriticDirection::Ignored).unwrap();
        assert!((turned.weights.shares()[0] - 0.234).abs() < 5e-4, "{:?}", turned.weights);
        assert!((ignored.weights.shares()[0] - 0.122).abs() < 5e-4, "{:?}", ignored.weights);
    }

    #[test]
    fn a_constant_column_weighs_nothing_and_the_others_stay_finite() {
        let rows = PROBE.map(|row| [row[0], 7.0, row[2]]);
        let found = critic(&table(&rows), &CriticDirection::Ignored).unwrap();
        assert_eq!(found.constant, [1]);
        assert_eq!(found.weights.shares()[1], 0.0);
        assert!((found.weights.shares().iter().sum::<f64>() - 1.0).abs() < 1e-15);
    }
}
