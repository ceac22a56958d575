//! Eigenvalues of small symmetric matrices (Jacobi) and the leading eigenvector of a positive one. Never for large ones.

use super::error::EvaluationError;

/// Eigenvalues from large to small with their unit vectors, by Jacobi rotations. `matrix` is symmetric, row by row.
pub(crate) fn symmetric(matrix: &[Vec<f64>]) -> Result<Vec<(f64, Vec<f64>)>, EvaluationError> {
    const ROUNDS: usize = 100;
    let size = matrix.len();
    let mut left = matrix.to_vec();
    let mut vectors: Vec<Vec<f64>> = (0..size).map(|row| unit(size, row)).collect();
    for _ in 0..ROUNDS {
        let mut off = 0.0;
        let mut whole = 0.0;
        for (row, values) in left.iter().enumerate() {
            for (column, value) in values.iter().enumerate() {
                whole += value * value;
                off += if row == column { 0.0 } else { value * value };
            }
        }
        if off <= whole * 1e-30 {
            let mut pairs: Vec<(f64, Vec<f64>)> =
                (0..size).map(|place| (left[place][place], vectors.iter().map(|row| row[place]).collect())).collect();
            pairs.sort_by(|one, other| other.0.total_cmp(&one.0));
            return Ok(pairs);
        }
        for first in 0..size {
            for second in first + 1..size {
                rotate(&mut left, &mut vectors, first, second);
            }
        }
    }
    Err(EvaluationError::NotConverged { what: "特征值", rounds: ROUNDS })
}

fn unit(size: usize, place: usize) -> Vec<f64> {
    let mut vector = vec![0.0; size];
    vector[place] = 1.0;
    vector
}

fn rotate(left: &mut [Vec<f64>], vectors: &mut [Vec<f64>], first: usize, second: usize) {
    let across = left[first][second];
    if across == 0.0 {
        return;
    }
    let slope = (left[second][second] - left[first][first]) / (2.0 * across);
    let tangent = slope.signum() / (slope.abs() + libm::sqrt(slope * slope + 1.0));
    let cosine = 1.0 / libm::sqrt(tangent * tangent + 1.0);
    let sine = tangent * cosine;
    for row in left.iter_mut() {
        turn(row, first, second, cosine, sine);
    }
    for column in 0..left.len() {
        let (one, other) = (left[first][column], left[second][column]);
        left[first][column] = cosine * one - sine * other;
        left[second][column] = sine * one + cosine * other;
    }
    for row in vectors.iter_mut() {
        turn(row, first, second, cosine, sine);
    }
}

fn turn(row: &mut [f64], first: usize, second: usize, cosine: f64, sine: f64) {
    let (one, other) = (row[first], row[second]);
    row[first] = cosine * one - sine * other;
    row[second] = sine * one + cosine * other;
}

/// The leading eigenvalue of a matrix of positive numbers and its vector, which sums to 1 (power iteration).
pub(crate) fn leading(matrix: &[Vec<f64>]) -> Result<(f64, Vec<f64>), EvaluationError> {
    const ROUNDS: usize = 10_000;
    let size = matrix.len();
    let mut vector = vec![1.0 / size as f64; size];
    for _ in 0..ROUNDS {
        let product: Vec<f64> =
            matrix.iter().map(|row| row.iter().zip(&vector).map(|(value, share)| value * share).sum()).collect();
        let value: f64 = product.iter().sum();
        let next: Vec<f64> = product.iter().map(|share| share / value).collect();
        let change = next.iter().zip(&vector).map(|(new, old)| (new - old).abs()).fold(0.0, f64::max);
        vector = next;
        if change < 1e-15 {
            return Ok((value, vector));
        }
    }
    Err(EvaluationError::NotConverged { what: "最大特征值", rounds: ROUNDS })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_matrix_by_hand() {
        let pairs = symmetric(&[vec![2.0, 1.0], vec![1.0, 2.0]]).unwrap();
        assert!((pairs[0].0 - 3.0).abs() < 1e-14 && (pairs[1].0 - 1.0).abs() < 1e-14);
        assert!((pairs[0].1[0] - pairs[0].1[1]).abs() < 1e-14);
    }

    #[test]
    fn vectors_solve_the_equation() {
        let matrix = vec![vec![4.0, 1.0, 0.5], vec![1.0, 3.0, -0.2], vec![0.5, -0.2, 1.0]];
        for (value, vector) in symmetric(&matrix).unwrap() {
            for row in 0..3 {
                let product: f64 = (0..3).map(|column| matrix[row][column] * vector[column]).sum();
                assert!((product - value * vector[row]).abs() < 1e-13);
            }
        }
    }
}
