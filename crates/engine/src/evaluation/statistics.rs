//! Means, deviations, quantiles, shapes and correlations of columns. Missing values are left out, and the count says so.

use super::error::{EvaluationError, same_length};
use super::lanes::extent;
use super::matrix::Column;
use super::rank::{Better, Ties, places};

/// What a deviation divides by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Divisor {
    /// n − 1: the subjects are a sample (COINr, Compind, spreadsheet STDEV.S).
    Sample,
    /// n: the subjects are all there are (AMPI, spreadsheet STDEV.P).
    Population,
}

/// How a quantile falls between two values (Hyndman and Fan 1996).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quantile {
    /// Type 1: the smallest value that at least this share reaches; always a value that is there.
    Inverse,
    /// Type 6: (n + 1)p, as SPSS and spreadsheet QUARTILE.EXC.
    Weibull,
    /// Type 7: (n − 1)p + 1, as R, NumPy and spreadsheet QUARTILE.INC.
    Linear,
    /// Type 8: (n + 1/3)p + 1/3, nearly unbiased for the median.
    MedianUnbiased,
}

/// Correlation of two columns over the rows where both are there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Correlation {
    Pearson,
    /// Pearson of average ranks.
    Spearman,
    /// Kendall's τ-b, which allows for ties.
    Kendall,
}

/// Count, mean and deviation of a column.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Moments {
    pub count: usize,
    pub mean: f64,
    pub deviation: f64,
}

/// Mean and deviation; a single value has deviation 0 when the divisor is n, and none when it is n − 1.
pub fn moments(column: &Column, divisor: Divisor) -> Result<Moments, EvaluationError> {
    let count = column.len() - column.missing_count();
    let less = match divisor {
        Divisor::Sample => 1,
        Divisor::Population => 0,
    };
    if count <= less {
        return Err(EvaluationError::NoValue { what: "标准差" });
    }
    let mean = column.present().sum::<f64>() / count as f64;
    let square: f64 = column.present().map(|value| (value - mean) * (value - mean)).sum();
    Ok(Moments { count, mean, deviation: libm::sqrt(square / (count - less) as f64) })
}

/// Smallest and largest value.
pub fn bounds(column: &Column) -> Result<(f64, f64), EvaluationError> {
    extent(column.raw()).ok_or(EvaluationError::NoValue { what: "最小值和最大值" })
}

pub fn mean(column: &Column) -> Result<f64, EvaluationError> {
    Ok(moments(column, Divisor::Population)?.mean)
}

/// Quantile of the values that are there; `share` from 0 to 1.
pub fn quantile(column: &Column, share: f64, kind: Quantile) -> Result<f64, EvaluationError> {
    let mut sorted: Vec<f64> = column.present().collect();
    sorted.sort_unstable_by(f64::total_cmp);
    quantile_of_sorted(&sorted, share, kind)
}

pub(crate) fn quantile_of_sorted(sorted: &[f64], share: f64, kind: Quantile) -> Result<f64, EvaluationError> {
    if !(0.0..=1.0).contains(&share) {
        return Err(EvaluationError::Choice { what: "分位", value: share, wanted: "在 0 与 1 之间" });
    }
    let (Some(first), Some(last)) = (sorted.first(), sorted.last()) else {
        return Err(EvaluationError::NoValue { what: "分位数" });
    };
    let count = sorted.len() as f64;
    let place = match kind {
        Quantile::Inverse => {
            // A share such as 0.3 of 10 is exactly the third value, whatever the last bit says.
            let place = (count * share - 1e-9).ceil().max(1.0);
            return Ok(sorted[place as usize - 1]);
        }
        Quantile::Weibull => (count + 1.0) * share,
        Quantile::Linear => (count - 1.0) * share + 1.0,
        Quantile::MedianUnbiased => (count + 1.0 / 3.0) * share + 1.0 / 3.0,
    };
    if place <= 1.0 {
        return Ok(*first);
    }
    if place >= count {
        return Ok(*last);
    }
    let below = place.floor();
    let (low, high) = (sorted[below as usize - 1], sorted[below as usize]);
    Ok(low + (place - below) * (high - low))
}

pub fn median(column: &Column) -> Result<f64, EvaluationError> {
    quantile(column, 0.5, Quantile::Linear)
}

/// Skewness and excess kurtosis by the second of the three common definitions (G1 and G2: COINr, Excel, SPSS).
/// Needs four values and some spread; otherwise none.
pub fn shape(column: &Column) -> Option<(f64, f64)> {
    let moments = moments(column, Divisor::Population).ok()?;
    if moments.count < 4 || moments.deviation == 0.0 {
        return None;
    }
    let count = moments.count as f64;
    let mut cube = 0.0;
    let mut fourth = 0.0;
    for value in column.present() {
        let distance = (value - moments.mean) / moments.deviation;
        cube += distance * distance * distance;
        fourth += distance * distance * distance * distance;
    }
    let skew = cube / count * libm::sqrt(count * (count - 1.0)) / (count - 2.0);
    let excess = fourth / count - 3.0;
    let kurtosis = ((count + 1.0) * excess + 6.0) * (count - 1.0) / ((count - 2.0) * (count - 3.0));
    Some((skew, kurtosis))
}

/// Correlation over complete pairs; none when fewer than two pairs or when one side does not vary.
pub fn correlate(left: &Column, right: &Column, kind: Correlation) -> Result<Option<f64>, EvaluationError> {
    same_length("相关分析的另一列", left.len(), right.len())?;
    let pairs: (Vec<f64>, Vec<f64>) = left
        .raw()
        .iter()
        .zip(right.raw())
        .filter(|(left, right)| !left.is_nan() && !right.is_nan())
        .map(|(left, right)| (*left, *right))
        .unzip();
    Ok(match kind {
        Correlation::Pearson => pearson(&pairs.0, &pairs.1),
        Correlation::Spearman => pearson(&average_places(pairs.0), &average_places(pairs.1)),
        Correlation::Kendall => kendall(&pairs.0, &pairs.1),
    })
}

fn average_places(values: Vec<f64>) -> Vec<f64> {
    places(&Column::of(values), Better::Low, Ties::Average).raw().to_vec()
}

pub(crate) fn pearson(left: &[f64], right: &[f64]) -> Option<f64> {
    let count = left.len() as f64;
    if left.len() < 2 {
        return None;
    }
    let (mean_left, mean_right) = (left.iter().sum::<f64>() / count, right.iter().sum::<f64>() / count);
    let (mut product, mut square_left, mut square_right) = (0.0, 0.0, 0.0);
    for (left, right) in left.iter().zip(right) {
        let (left, right) = (left - mean_left, right - mean_right);
        product += left * right;
        square_left += left * left;
        square_right += right * right;
    }
    let divisor = libm::sqrt(square_left) * libm::sqrt(square_right);
    if divisor > 0.0 { Some((product / divisor).clamp(-1.0, 1.0)) } else { None }
}

fn kendall(left: &[f64], right: &[f64]) -> Option<f64> {
    let (mut balance, mut pairs_left, mut pairs_right) = (0.0, 0.0, 0.0);
    for first in 0..left.len() {
        for second in first + 1..left.len() {
            let one = sign(left[first] - left[second]);
            let other = sign(right[first] - right[second]);
            balance += one * other;
            pairs_left += one * one;
            pairs_right += other * other;
        }
    }
    let divisor = libm::sqrt(pairs_left * pairs_right);
    if divisor > 0.0 { Some(balance / divisor) } else { None }
}

fn sign(difference: f64) -> f64 {
    f64::from(u8::from(difference > 0.0)) - f64::from(u8::from(difference < 0.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(values: &[f64]) -> Column {
        Column::complete(values.to_vec()).unwrap()
    }

    #[test]
    fn quantiles_differ_by_kind_as_peers_do() {
        let values = column(&[1.0, 2.0, 3.0, 4.0, 10.0]);
        let of = |kind| quantile(&values, 0.9, kind).unwrap();
        assert!((of(Quantile::Linear) - 7.6).abs() < 1e-12);
        assert_eq!(of(Quantile::Inverse), 10.0);
        assert_eq!(of(Quantile::Weibull), 10.0);
        assert_eq!(quantile(&column(&[3.0, 1.0, 2.0]), 1.0 / 3.0, Quantile::Inverse).unwrap(), 1.0);
    }

    #[test]
    fn correlations_of_a_small_table_by_hand() {
        let left = column(&[1.0, 2.0, 3.0, 4.0]);
        let right = column(&[1.0, 3.0, 2.0, 4.0]);
        let of = |kind| correlate(&left, &right, kind).unwrap().unwrap();
        assert!((of(Correlation::Pearson) - 0.8).abs() < 1e-15);
        assert!((of(Correlation::Spearman) - 0.8).abs() < 1e-15);
        // Five pairs agree, one does not: (5 − 1) / 6.
        assert!((of(Correlation::Kendall) - 4.0 / 6.0).abs() < 1e-15);
        assert_eq!(correlate(&left, &column(&[5.0; 4]), Correlation::Pearson).unwrap(), None);
    }

    #[test]
    fn one_value_has_no_sample_deviation() {
        assert!(moments(&column(&[5.0]), Divisor::Sample).is_err());
        assert_eq!(moments(&column(&[5.0]), Divisor::Population).unwrap().deviation, 0.0);
    }
}
