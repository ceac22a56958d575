//! Outliers (异常值): values so far out that they alone would set the scale. Never drops a subject.
//!
//! Missing values take no part and stay missing. Every changed value is listed with what it was.

use super::error::EvaluationError;
use super::matrix::Column;
use super::statistics::{Quantile, bounds, quantile, shape};

#[derive(Debug, Clone, PartialEq)]
pub enum Outliers {
    /// Nothing is changed.
    Keep,
    /// Values below the lower or above the upper quantile move onto it (缩尾).
    Winsorise { lower: f64, upper: f64, kind: Quantile },
    /// Values beyond k quartile distances from the quartiles move onto the fence (Tukey; k is usually 1.5).
    Tukey { k: f64, kind: Quantile },
    /// COINr's rule: while |skewness| is at least `skew` and kurtosis at least `kurtosis`, the outermost value (all that
    /// equal it) moves onto its neighbour, at most `most` times; when that is not enough the original column is
    /// log-transformed instead: ln(x − min + 0.01·(max − min)).
    Shape { skew: f64, kurtosis: f64, most: usize, then: WhenStillOut },
}

/// What follows when moving values is not enough.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhenStillOut {
    /// The logarithm of the original column, as COINr's `log_CT`.
    Logarithm,
    /// The moved values stay.
    KeepMoved,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Treated {
    pub column: Column,
    /// Row, value before, value after. Empty when the whole column was log-transformed.
    pub moved: Vec<(usize, f64, f64)>,
    pub is_logarithm: bool,
    /// Skewness and kurtosis before and after, where they exist.
    pub before: Option<(f64, f64)>,
    pub after: Option<(f64, f64)>,
}

pub fn treat(column: &Column, method: &Outliers) -> Result<Treated, EvaluationError> {
    let mut is_logarithm = false;
    let treated = match *method {
        Outliers::Keep => column.clone(),
        Outliers::Winsorise { lower, upper, kind } => {
            held_between(column, quantile(column, lower, kind)?, quantile(column, upper, kind)?)
        }
        Outliers::Tukey { k, kind } => {
            let (first, third) = (quantile(column, 0.25, kind)?, quantile(column, 0.75, kind)?);
            held_between(column, first - k * (third - first), third + k * (third - first))
        }
        Outliers::Shape { skew, kurtosis, most, then } => {
            let is_out =
                |column: &Column| shape(column).is_some_and(|found| found.0.abs() >= skew && found.1 >= kurtosis);
            let mut moved = column.clone();
            let mut rounds = 0;
            while rounds < most && is_out(&moved) {
                moved = move_outermost(&moved)?;
                rounds += 1;
            }
            if is_out(&moved) && then == WhenStillOut::Logarithm {
                is_logarithm = true;
                moved = logarithm(column)?;
            }
            moved
        }
    };
    let mut moved = Vec::new();
    if !is_logarithm {
        for (row, (before, after)) in column.raw().iter().zip(treated.raw()).enumerate() {
            if before != after && !before.is_nan() {
                moved.push((row, *before, *after));
            }
        }
    }
    Ok(Treated { moved, is_logarithm, before: shape(column), after: shape(&treated), column: treated })
}

fn held_between(column: &Column, low: f64, high: f64) -> Column {
    let hold = |value: &f64| {
        if *value < low {
            low
        } else if *value > high {
            high
        } else {
            *value
        }
    };
    Column::of(column.raw().iter().map(hold).collect())
}

/// The largest when the column leans right, else the smallest; all values that equal it move together.
fn move_outermost(column: &Column) -> Result<Column, EvaluationError> {
    let leans_right = shape(column).is_some_and(|found| found.0 >= 0.0);
    let (low, high) = bounds(column)?;
    let outermost = if leans_right { high } else { low };
    let rest = Column::of(column.present().filter(|value| *value != outermost).collect());
    let (next_low, next_high) = bounds(&rest)?;
    let next = if leans_right { next_high } else { next_low };
    let change = |value: &f64| if *value == outermost { next } else { *value };
    Ok(Column::of(column.raw().iter().map(change).collect()))
}

fn logarithm(column: &Column) -> Result<Column, EvaluationError> {
    let (low, high) = bounds(column)?;
    let shift = 0.01 * (high - low);
    Ok(Column::of(column.raw().iter().map(|value| libm::log(value - low + shift)).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tukey_moves_a_far_value_onto_the_fence() {
        let column = Column::new(&[Some(1.0), Some(2.0), Some(3.0), Some(4.0), Some(100.0), None]).unwrap();
        let treated = treat(&column, &Outliers::Tukey { k: 1.5, kind: Quantile::Linear }).unwrap();
        // Quartiles 2 and 4: the upper fence is 4 + 1.5 × 2.
        assert_eq!(treated.moved, [(4, 100.0, 7.0)]);
        assert_eq!(treated.column.missing_count(), 1);
    }

    #[test]
    fn the_shape_rule_moves_only_as_many_as_it_must() {
        let mut values: Vec<f64> = (1..=20).map(f64::from).collect();
        values.push(1000.0);
        let column = Column::complete(values).unwrap();
        let rule = Outliers::Shape { skew: 2.0, kurtosis: 3.5, most: 5, then: WhenStillOut::Logarithm };
        let treated = treat(&column, &rule).unwrap();
        assert_eq!(treated.moved, [(20, 1000.0, 20.0)]);
        assert!(treated.before.unwrap().0 > 2.0 && treated.after.unwrap().0.abs() < 2.0);
    }
}
