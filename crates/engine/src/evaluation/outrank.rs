//! Pairwise comparison (Copeland, Borda): only order counts, so no scale has to be chosen. Never depends on row order.
//!
//! An indicator that is missing on either side of a pair speaks for neither (COINr gives its weight to the lower row).

use super::error::{EvaluationError, same_length};
use super::matrix::{Column, Matrix};
use super::normalise::Direction;
use super::rank::{Better, Ties, places};
use super::weight::Weights;
use super::wide::wide;

/// Wins minus losses of each subject, and both.
#[derive(Debug, Clone, PartialEq)]
pub struct Outranking {
    pub scores: Vec<i64>,
    pub wins: Vec<u32>,
    pub losses: Vec<u32>,
}

/// Copeland: a subject wins a pair when the indicators on which it is better weigh more than those on which it is worse.
/// Weights are used as they are given: whole numbers are compared exactly, others to within one part in 10^12.
pub fn copeland(matrix: &Matrix, weights: &[f64], directions: &[Direction]) -> Result<Outranking, EvaluationError> {
    same_length("两两比较的权重", matrix.width(), weights.len())?;
    same_length("指标方向", matrix.width(), directions.len())?;
    Weights::from_given(weights)?;
    let ranks: Vec<Vec<u16>> = match matrix.rows() < usize::from(u16::MAX) {
        true => matrix.columns().iter().zip(directions).map(|(column, way)| dense(column, *way)).collect(),
        false => {
            let value = matrix.rows() as f64;
            return Err(EvaluationError::Choice {
                what: "两两比较的评价对象个数", value, wanted: "少于 65535"
            });
        }
    };
    let sum: f64 = weights.iter().sum();
    let is_whole = weights.iter().all(|weight| weight.fract() == 0.0);
    let is_complete = matrix.columns().iter().all(|column| column.missing_count() == 0);
    let small: Vec<i16> = weights.iter().map(|weight| *weight as i16).collect();
    let balances = Pairs { rows: matrix.rows(), wins: vec![0; matrix.rows()], losses: vec![0; matrix.rows()] };
    let counted = if is_whole && sum <= f64::from(i16::MAX) && is_complete {
        wide!(compare_whole(&ranks, &small, balances))
    } else {
        wide!(compare_any(&ranks, weights, sum * 1e-12, balances))
    };
    let scores = counted.wins.iter().zip(&counted.losses).map(|(won, lost)| i64::from(*won) - i64::from(*lost));
    Ok(Outranking { scores: scores.collect(), wins: counted.wins, losses: counted.losses })
}

#[inline(always)]
fn fill(block: &mut [[u16; BLOCK]], ranks: &[Vec<u16>], start: usize, count: usize) {
    for (lanes, column) in block.iter_mut().zip(ranks) {
        lanes[..count].copy_from_slice(&column[start..start + count]);
    }
}

struct Pairs {
    rows: usize,
    wins: Vec<u32>,
    losses: Vec<u32>,
}

/// Subjects compared at once.
const BLOCK: usize = 64;

#[inline(always)]
fn compare_whole(ranks: &[Vec<u16>], weights: &[i16], mut pairs: Pairs) -> Pairs {
    let width = ranks.len();
    let mut block = vec![[0_u16; BLOCK]; width];
    for start in (0..pairs.rows).step_by(BLOCK) {
        let count = BLOCK.min(pairs.rows - start);
        fill(&mut block, ranks, start, count);
        // Each pair once: rows before the end of the block.
        for row in 0..start + count {
            let mut balance = [0_i16; BLOCK];
            for ((lanes, column), weight) in block.iter().zip(ranks).zip(weights) {
                let own = column[row];
                for lane in 0..BLOCK {
                    // Counted, not chosen: two choices a pair would become branches, one pair at a time.
                    balance[lane] += weight * (i16::from(own > lanes[lane]) - i16::from(own < lanes[lane]));
                }
            }
            let from = row.saturating_sub(start) + usize::from(row >= start);
            for (lane, balance) in balance.iter().enumerate().take(count).skip(from) {
                pairs.count(row, start + lane, balance.signum().into());
            }
        }
    }
    pairs
}

#[inline(always)]
fn compare_any(ranks: &[Vec<u16>], weights: &[f64], even: f64, mut pairs: Pairs) -> Pairs {
    let width = ranks.len();
    let mut block = vec![[0_u16; BLOCK]; width];
    for start in (0..pairs.rows).step_by(BLOCK) {
        let count = BLOCK.min(pairs.rows - start);
        fill(&mut block, ranks, start, count);
        for row in 0..start + count {
            let mut balance = [0.0_f64; BLOCK];
            for ((lanes, column), weight) in block.iter().zip(ranks).zip(weights) {
                let own = column[row];
                if own == MISSING {
                    continue;
                }
                for lane in 0..BLOCK {
                    let other = lanes[lane];
                    let sign = i16::from((own > other) & (other != MISSING)) - i16::from(own < other);
                    balance[lane] += weight * f64::from(sign);
                }
            }
            let from = row.saturating_sub(start) + usize::from(row >= start);
            for (lane, balance) in balance.iter().enumerate().take(count).skip(from) {
                let sign = i32::from(*balance > even) - i32::from(*balance < -even);
                pairs.count(row, start + lane, sign);
            }
        }
    }
    pairs
}

impl Pairs {
    #[inline(always)]
    fn count(&mut self, row: usize, other: usize, sign: i32) {
        let won = u32::from(sign > 0);
        let lost = u32::from(sign < 0);
        self.wins[row] += won;
        self.losses[row] += lost;
        self.wins[other] += lost;
        self.losses[other] += won;
    }
}

const MISSING: u16 = 0;

/// Dense places from the worst, 1 and up; 0 is missing.
fn dense(column: &Column, direction: Direction) -> Vec<u16> {
    let better = if direction == Direction::Up { Better::Low } else { Better::High };
    let places = places(column, better, Ties::Dense);
    places.raw().iter().map(|place| if place.is_nan() { MISSING } else { *place as u16 }).collect()
}

/// Weighted Borda: on each indicator one point for everyone who is worse and half a point for everyone equal, then the
/// weighted sum. A subject gets no points where its value is missing, and gives none to others.
pub fn borda(matrix: &Matrix, weights: &Weights, directions: &[Direction]) -> Result<Vec<f64>, EvaluationError> {
    same_length("博尔达计分的权重", matrix.width(), weights.len())?;
    same_length("指标方向", matrix.width(), directions.len())?;
    let mut points = vec![0.0; matrix.rows()];
    for ((column, weight), direction) in matrix.columns().iter().zip(weights.shares()).zip(directions) {
        let better = if *direction == Direction::Up { Better::Low } else { Better::High };
        for (sum, place) in points.iter_mut().zip(places(column, better, Ties::Average).raw()) {
            if !place.is_nan() {
                *sum += weight * (place - 1.0);
            }
        }
    }
    Ok(points)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matrix(rows: &[[Option<f64>; 3]]) -> Matrix {
        Matrix::from_rows(&rows.iter().map(|row| row.to_vec()).collect::<Vec<_>>()).unwrap()
    }

    const UP: [Direction; 3] = [Direction::Up; 3];

    #[test]
    fn three_subjects_by_hand() {
        let matrix = matrix(&[
            [Some(3.0), Some(1.0), Some(2.0)],
            [Some(2.0), Some(2.0), Some(2.0)],
            [Some(1.0), Some(3.0), Some(1.0)],
        ]);
        // a–b: 2 against 1, a–c: 2 + 1 against 1, b–c: 2 + 1 against 1.
        let found = copeland(&matrix, &[2.0, 1.0, 1.0], &UP).unwrap();
        assert_eq!(found.scores, [2, 0, -2]);
        assert_eq!(copeland(&matrix, &[0.5, 0.25, 0.25], &UP).unwrap(), found);
    }

    #[test]
    fn a_missing_value_speaks_for_neither_in_any_row_order() {
        let rows = [
            [Some(1.0), None, Some(5.0)],
            [Some(2.0), Some(9.0), None],
            [None, Some(3.0), Some(4.0)],
            [Some(3.0), Some(1.0), Some(1.0)],
        ];
        let forward = copeland(&matrix(&rows), &[1.0, 1.0, 1.0], &UP).unwrap();
        let mut turned = rows;
        turned.reverse();
        let mut backward = copeland(&matrix(&turned), &[1.0, 1.0, 1.0], &UP).unwrap().scores;
        backward.reverse();
        assert_eq!(forward.scores, backward);
        assert_eq!(forward.scores, [0, 2, -1, -1]);
    }

    #[test]
    fn more_subjects_than_one_block_agree_with_a_plain_loop() {
        let mut random = super::super::random::Random::new(5, 0);
        let rows: Vec<[Option<f64>; 3]> =
            (0..150).map(|_| [0; 3].map(|_: i32| Some(f64::from(random.below(12))))).collect();
        let weights = [3.0, 2.0, 2.0];
        let found = copeland(&matrix(&rows), &weights, &UP).unwrap();
        for (row, own) in rows.iter().enumerate() {
            let mut score = 0;
            for other in &rows {
                let part = |place: usize| {
                    let (one, two) = (own[place].unwrap_or(0.0), other[place].unwrap_or(0.0));
                    weights[place] * (f64::from(u8::from(one > two)) - f64::from(u8::from(one < two)))
                };
                let balance: f64 = (0..3).map(part).sum();
                score += i64::from(balance > 0.0) - i64::from(balance < 0.0);
            }
            assert_eq!(found.scores[row], score, "row {row}");
        }
    }

    #[test]
    fn borda_counts_who_is_worse() {
        let matrix = matrix(&[
            [Some(3.0), Some(1.0), Some(2.0)],
            [Some(2.0), Some(1.0), Some(2.0)],
            [Some(1.0), None, Some(1.0)],
        ]);
        let weights = Weights::from_given(&[0.5, 0.25, 0.25]).unwrap();
        assert_eq!(borda(&matrix, &weights, &UP).unwrap(), [1.5, 1.0, 0.0]);
    }
}
