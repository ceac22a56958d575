//! TOPSIS (优劣解距离法; Hwang and Yoon 1981): nearness to the best and distance from the worst. Never picks the scaling.
//!
//! Closeness = D−/(D+ + D−), Euclidean, on weighted scaled values; the ideals are the best and worst of each column by
//! direction. Peers' default scalings differ so much that three of them name three winners on one table; here it must be
//! said. Missing values are errors. When everyone equals everyone, both distances are 0 and `when_equal` decides.

use super::error::{EvaluationError, same_length};
use super::lanes::fold;
use super::matrix::{Column, Matrix};
use super::normalise::{Direction, WhenEqual};
use super::statistics::bounds;
use super::weight::Weights;
use super::wide::wide;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TopsisScaling {
    /// x/√Σx² (the authors; scikit-criteria with VectorScaler, pyDecision).
    Vector,
    /// (x − min)/(max − min) (pymcdm, pyrepo); a constant column is 0.
    MinMax,
    /// x/Σx, in either direction.
    Sum,
    /// The values as they are, already scaled before.
    AsGiven,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Topsis {
    /// Between 0 and 1; more is better.
    pub closeness: Column,
    pub to_best: Vec<f64>,
    pub to_worst: Vec<f64>,
    /// The best and the worst weighted scaled value of each indicator.
    pub best: Vec<f64>,
    pub worst: Vec<f64>,
}

pub fn topsis(
    matrix: &Matrix,
    weights: &Weights,
    directions: &[Direction],
    scaling: TopsisScaling,
    when_equal: WhenEqual,
) -> Result<Topsis, EvaluationError> {
    let what = "TOPSIS 法";
    same_length("TOPSIS 法的权重", matrix.width(), weights.len())?;
    same_length("指标方向", matrix.width(), directions.len())?;
    matrix.complete(what)?;
    let mut squares = Distances { to_best: vec![0.0; matrix.rows()], to_worst: vec![0.0; matrix.rows()] };
    let (mut best, mut worst) = (Vec::with_capacity(matrix.width()), Vec::with_capacity(matrix.width()));
    for (place, column) in matrix.columns().iter().enumerate() {
        let (low, high) = bounds(column)?;
        let (shift, divisor) = match scaling {
            TopsisScaling::Vector => (0.0, libm::sqrt(wide!(fold(column.raw(), |x| x * x)))),
            TopsisScaling::MinMax => (low, high - low),
            TopsisScaling::Sum => (0.0, wide!(fold(column.raw(), |x| x))),
            TopsisScaling::AsGiven => (0.0, 1.0),
        };
        if divisor == 0.0 {
            if low != high {
                return Err(EvaluationError::NoSpread { what });
            }
            // A column that is the same for everyone moves nobody.
            best.push(0.0);
            worst.push(0.0);
            continue;
        }
        let factor = weights.shares()[place] / divisor;
        let (near, far) = match (directions[place], factor > 0.0) {
            (Direction::Up, true) | (Direction::Down, false) => (high, low),
            (Direction::Down, true) | (Direction::Up, false) => (low, high),
        };
        wide!(squares.add(column.raw(), factor, near, far));
        best.push((near - shift) * factor);
        worst.push((far - shift) * factor);
    }
    let to_best: Vec<f64> = squares.to_best.iter().map(|square| libm::sqrt(*square)).collect();
    let to_worst: Vec<f64> = squares.to_worst.iter().map(|square| libm::sqrt(*square)).collect();
    let mut closeness = Vec::with_capacity(matrix.rows());
    for (near, far) in to_best.iter().zip(&to_worst) {
        closeness.push(match (near + far > 0.0, when_equal) {
            (true, _) => far / (near + far),
            (false, WhenEqual::Score(score)) => score,
            (false, WhenEqual::Refuse) => return Err(EvaluationError::NoSpread { what }),
        });
    }
    Ok(Topsis { closeness: Column::of(closeness), to_best, to_worst, best, worst })
}

struct Distances {
    to_best: Vec<f64>,
    to_worst: Vec<f64>,
}

impl Distances {
    #[inline(always)]
    fn add(&mut self, values: &[f64], factor: f64, near: f64, far: f64) {
        let sums = self.to_best.iter_mut().zip(&mut self.to_worst);
        for (value, (to_best, to_worst)) in values.iter().zip(sums) {
            let (up, down) = ((value - near) * factor, (value - far) * factor);
            *to_best += up * up;
            *to_worst += down * down;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::matrix::table;
    use super::*;

    fn closeness(scaling: TopsisScaling) -> Vec<f64> {
        // The probe of the peers with the zero lifted by one.
        let rows = [
            [250.0, 16.0, 12.0, 5.0, 1.0],
            [200.0, 16.0, 8.0, 3.0, 3.0],
            [300.0, 32.0, 16.0, 4.0, 5.0],
            [275.0, 32.0, 8.0, 4.0, 2.0],
            [225.0, 16.0, 16.0, 2.0, 4.0],
        ];
        let matrix = table(&rows);
        let weights = Weights::from_given(&[0.35, 0.25, 0.25, 0.10, 0.05]).unwrap();
        let mut directions = [Direction::Up; 5];
        directions[0] = Direction::Down;
        topsis(&matrix, &weights, &directions, scaling, WhenEqual::Refuse).unwrap().closeness.raw().to_vec()
    }

    #[test]
    fn three_scalings_have_three_winners() {
        let winner = |scaling| {
            let scores = closeness(scaling);
            (0..5).max_by(|one, other| scores[*one].total_cmp(&scores[*other])).unwrap() + 1
        };
        assert_eq!(winner(TopsisScaling::MinMax), 5);
        assert_eq!(winner(TopsisScaling::Vector), 3);
        assert_eq!(winner(TopsisScaling::AsGiven), 2);
    }

    #[test]
    fn equal_subjects_get_what_is_declared() {
        let matrix = Matrix::from_rows(&[vec![Some(2.0)], vec![Some(2.0)]]).unwrap();
        let weights = Weights::equal(1).unwrap();
        let of = |when_equal| topsis(&matrix, &weights, &[Direction::Up], TopsisScaling::Vector, when_equal);
        assert!(of(WhenEqual::Refuse).is_err());
        assert_eq!(of(WhenEqual::Score(0.5)).unwrap().closeness.raw(), [0.5, 0.5]);
    }
}
