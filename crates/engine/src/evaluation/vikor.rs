//! VIKOR (Opricovic and Tzeng 2004): a compromise between the group's regret and the worst single regret. Never sorts rows.

use super::error::{EvaluationError, same_length};
use super::matrix::Matrix;
use super::normalise::{Direction, WhenEqual};
use super::statistics::bounds;
use super::weight::Weights;

#[derive(Debug, Clone, PartialEq)]
pub struct Vikor {
    /// Weighted sum of relative distances to the best.
    pub group_regret: Vec<f64>,
    /// The largest of them.
    pub single_regret: Vec<f64>,
    /// Q; less is better.
    pub compromise: Vec<f64>,
    /// The first is ahead of the second by at least 1/(n − 1).
    pub has_advantage: bool,
    /// The first by Q is first by group regret or by single regret too.
    pub is_stable: bool,
}

/// `strategy` from 0 to 1 is the weight of the group's regret, usually 0.5. A constant column adds nothing. When a regret
/// is the same for all, its part of Q is 0 if scored so. Missing values are errors.
pub fn vikor(
    matrix: &Matrix,
    weights: &Weights,
    directions: &[Direction],
    strategy: f64,
    when_equal: WhenEqual,
) -> Result<Vikor, EvaluationError> {
    let what = "VIKOR 法";
    same_length("VIKOR 法的权重", matrix.width(), weights.len())?;
    same_length("指标方向", matrix.width(), directions.len())?;
    matrix.complete(what)?;
    if !(0.0..=1.0).contains(&strategy) {
        return Err(EvaluationError::Choice {
            what: "VIKOR 法的决策系数", value: strategy, wanted: "在 0 与 1 之间"
        });
    }
    let (mut group, mut single) = (vec![0.0; matrix.rows()], vec![0.0_f64; matrix.rows()]);
    for (place, column) in matrix.columns().iter().enumerate() {
        let (low, high) = bounds(column)?;
        if low == high {
            continue;
        }
        let best = if directions[place] == Direction::Up { high } else { low };
        for (row, value) in column.raw().iter().enumerate() {
            let regret = weights.shares()[place] * (best - value).abs() / (high - low);
            group[row] += regret;
            single[row] = single[row].max(regret);
        }
    }
    let by_group = relative(&group, what, when_equal)?;
    let by_single = relative(&single, what, when_equal)?;
    let mix = |(group, single): (&f64, &f64)| strategy * group + (1.0 - strategy) * single;
    let compromise: Vec<f64> = by_group.iter().zip(&by_single).map(mix).collect();
    let mut order: Vec<usize> = (0..matrix.rows()).collect();
    order.sort_by(|one, other| compromise[*one].total_cmp(&compromise[*other]));
    let (has_advantage, is_stable) = match order.as_slice() {
        [first, second, ..] => (
            compromise[*second] - compromise[*first] >= 1.0 / (matrix.rows() as f64 - 1.0),
            group.iter().all(|other| group[*first] <= *other) || single.iter().all(|other| single[*first] <= *other),
        ),
        [_] | [] => (true, true),
    };
    Ok(Vikor { group_regret: group, single_regret: single, compromise, has_advantage, is_stable })
}

fn relative(values: &[f64], what: &'static str, when_equal: WhenEqual) -> Result<Vec<f64>, EvaluationError> {
    let low = values.iter().copied().fold(f64::INFINITY, f64::min);
    let high = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    match (low < high, when_equal) {
        (true, _) => Ok(values.iter().map(|value| (value - low) / (high - low)).collect()),
        (false, WhenEqual::Score(score)) => Ok(vec![score; values.len()]),
        (false, WhenEqual::Refuse) => Err(EvaluationError::NoSpread { what }),
    }
}

#[cfg(test)]
mod tests {
    use super::super::matrix::table;
    use super::*;

    #[test]
    fn three_subjects_by_hand() {
        let rows = [[10.0, 5.0], [8.0, 1.0], [6.0, 3.0]];
        let matrix = table(&rows);
        let directions = [Direction::Up, Direction::Down];
        let weights = Weights::from_given(&[0.5, 0.5]).unwrap();
        let found = vikor(&matrix, &weights, &directions, 0.5, WhenEqual::Refuse).unwrap();
        assert_eq!(found.group_regret, [0.5, 0.25, 0.75]);
        assert_eq!(found.single_regret, [0.5, 0.25, 0.5]);
        assert_eq!(found.compromise, [0.75, 0.0, 1.0]);
        assert!(found.has_advantage && found.is_stable);
    }
}
