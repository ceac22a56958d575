//! Grey relational degree (灰色关联度; Deng 1982): how close each subject runs to a reference. Never divides by the number
//! of subjects, as one peer does.
//!
//! ξ = (Δmin + ρ·Δmax)/(Δ + ρ·Δmax) with Δ = |reference − x| and the extremes over the whole matrix; the degree is the
//! weighted mean of ξ. The matrix must already be on one scale with up good. Missing values are errors.

use super::error::{EvaluationError, same_length};
use super::matrix::Matrix;
use super::statistics::bounds;
use super::weight::Weights;

/// What subjects are compared with.
#[derive(Debug, Clone, PartialEq)]
pub enum GreyReference {
    /// The largest value of each indicator.
    Best,
    Given(Vec<f64>),
}

#[derive(Debug, Clone, PartialEq)]
pub struct Grey {
    pub degrees: Vec<f64>,
    /// ξ by indicator, then by subject.
    pub coefficients: Vec<Vec<f64>>,
    pub least_difference: f64,
    pub most_difference: f64,
}

/// `distinguishing` is ρ, above 0, usually 0.5. When nothing differs from the reference every degree is 1.
pub fn grey_relation(
    matrix: &Matrix,
    weights: &Weights,
    reference: &GreyReference,
    distinguishing: f64,
) -> Result<Grey, EvaluationError> {
    same_length("灰色关联的权重", matrix.width(), weights.len())?;
    matrix.complete("灰色关联")?;
    super::normalise::above_zero("灰色关联的分辨系数", distinguishing)?;
    let mut differences = Vec::with_capacity(matrix.width());
    for (place, column) in matrix.columns().iter().enumerate() {
        let target = match reference {
            GreyReference::Best => bounds(column)?.1,
            GreyReference::Given(given) => {
                same_length("灰色关联的参考序列", matrix.width(), given.len())?;
                given[place]
            }
        };
        differences.push(column.raw().iter().map(|value| (target - value).abs()).collect::<Vec<f64>>());
    }
    let all = || differences.iter().flatten().copied();
    let least = all().fold(f64::INFINITY, f64::min);
    let most = all().fold(0.0, f64::max);
    let coefficient = |difference: &f64| {
        if most == 0.0 { 1.0 } else { (least + distinguishing * most) / (difference + distinguishing * most) }
    };
    let coefficients: Vec<Vec<f64>> =
        differences.iter().map(|column| column.iter().map(coefficient).collect()).collect();
    let mut degrees = vec![0.0; matrix.rows()];
    for (column, weight) in coefficients.iter().zip(weights.shares()) {
        for (degree, coefficient) in degrees.iter_mut().zip(column) {
            *degree += weight * coefficient;
        }
    }
    Ok(Grey { degrees, coefficients, least_difference: least, most_difference: most })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_subjects_by_hand() {
        let matrix = Matrix::from_rows(&[vec![Some(1.0), Some(0.0)], vec![Some(0.5), Some(1.0)]]).unwrap();
        let weights = Weights::equal(2).unwrap();
        let found = grey_relation(&matrix, &weights, &GreyReference::Best, 0.5).unwrap();
        // Differences 0, 1 and 0.5, 0: ξ = .5/(Δ + .5).
        assert!((found.degrees[0] - (1.0 + 1.0 / 3.0) / 2.0).abs() < 1e-15);
        assert!((found.degrees[1] - 0.75).abs() < 1e-15);
    }
}
