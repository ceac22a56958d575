//! σ- and β-convergence (收敛): do differences shrink, and do the poorer grow faster. Never leaves a subject out silently:
//! a missing value is an error, because panels must be the same subjects in every year.

use super::error::{EvaluationError, same_length};
use super::matrix::{Column, Matrix};
use super::statistics::{Divisor, moments};

/// Spread of one year.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spread {
    /// Deviation of logarithms.
    pub log_deviation: f64,
    /// Deviation over mean (变异系数).
    pub variation: f64,
}

/// One spread for each year (a column); falling values are σ-convergence.
pub fn sigma(years: &Matrix, divisor: Divisor) -> Result<Vec<Spread>, EvaluationError> {
    let logs = logarithms(years)?;
    let mut spreads = Vec::with_capacity(years.width());
    for (column, log) in years.columns().iter().zip(&logs) {
        let plain = moments(column, divisor)?;
        let log_deviation = moments(&Column::of(log.clone()), divisor)?.deviation;
        spreads.push(Spread { log_deviation, variation: plain.deviation / plain.mean });
    }
    Ok(spreads)
}

/// Absolute β-convergence across subjects.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Beta {
    pub intercept: f64,
    /// Below 0: the poorer grew faster.
    pub beta: f64,
    pub standard_error: f64,
    pub r_squared: f64,
    /// −ln(1 + β·T)/T a year; none when 1 + β·T is not above 0.
    pub speed: Option<f64>,
}

/// (ln y_T − ln y_0)/T = a + β·ln y_0 by least squares, T years between the two columns.
pub fn beta(first: &Column, last: &Column, years: f64) -> Result<Beta, EvaluationError> {
    same_length("期末数值", first.len(), last.len())?;
    super::normalise::above_zero("间隔年数", years)?;
    let logs = logarithms(&Matrix::new(vec![first.clone(), last.clone()])?)?;
    let count = first.len() as f64;
    if first.len() < 3 {
        return Err(EvaluationError::Choice {
            what: "收敛分析的对象个数", value: count, wanted: "不少于 3"
        });
    }
    let growth: Vec<f64> = logs[1].iter().zip(&logs[0]).map(|(last, first)| (last - first) / years).collect();
    let mean = |values: &[f64]| values.iter().sum::<f64>() / count;
    let (mean_start, mean_growth) = (mean(&logs[0]), mean(&growth));
    let (mut square, mut product, mut whole) = (0.0, 0.0, 0.0);
    for (start, growth) in logs[0].iter().zip(&growth) {
        square += (start - mean_start) * (start - mean_start);
        product += (start - mean_start) * (growth - mean_growth);
        whole += (growth - mean_growth) * (growth - mean_growth);
    }
    if square == 0.0 {
        return Err(EvaluationError::NoSpread { what: "期初" });
    }
    let beta = product / square;
    let intercept = mean_growth - beta * mean_start;
    let residual = logs[0].iter().zip(&growth).map(|(start, growth)| growth - intercept - beta * start);
    let left: f64 = residual.map(|error| error * error).sum();
    let inside = 1.0 + beta * years;
    Ok(Beta {
        intercept,
        beta,
        standard_error: libm::sqrt(left / (count - 2.0) / square),
        r_squared: if whole > 0.0 { 1.0 - left / whole } else { 0.0 },
        speed: (inside > 0.0).then(|| -libm::log(inside) / years),
    })
}

/// β of a panel with effects of subject and year.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PanelBeta {
    pub beta: f64,
    /// Clustered by subject, without a small-sample factor (CR0).
    pub cluster_error: f64,
    /// The same times √(n/(n − 1)).
    pub cluster_error_corrected: f64,
}

/// ln y_(t+1) − ln y_t on ln y_t with both means taken out. Columns are consecutive years.
pub fn panel_beta(years: &Matrix) -> Result<PanelBeta, EvaluationError> {
    if years.width() < 3 || years.rows() < 2 {
        let value = years.width() as f64;
        return Err(EvaluationError::Choice {
            what: "面板收敛的年数", value, wanted: "不少于 3，且对象不少于 2"
        });
    }
    let logs = logarithms(years)?;
    let growth: Vec<Vec<f64>> =
        logs.windows(2).map(|pair| pair[1].iter().zip(&pair[0]).map(|(next, now)| next - now).collect()).collect();
    let level = without_means(&logs[..logs.len() - 1]);
    let growth = without_means(&growth);
    let pairs = || level.iter().flatten().zip(growth.iter().flatten());
    let square: f64 = level.iter().flatten().map(|value| value * value).sum();
    if square == 0.0 {
        return Err(EvaluationError::NoSpread { what: "面板收敛" });
    }
    let beta = pairs().map(|(level, growth)| level * growth).sum::<f64>() / square;
    let mut variance = 0.0;
    for row in 0..years.rows() {
        let score: f64 =
            level.iter().zip(&growth).map(|(level, growth)| level[row] * (growth[row] - beta * level[row])).sum();
        variance += score * score;
    }
    let count = years.rows() as f64;
    let cluster_error = libm::sqrt(variance) / square;
    Ok(PanelBeta { beta, cluster_error, cluster_error_corrected: cluster_error * libm::sqrt(count / (count - 1.0)) })
}

/// Takes out the means of subjects and of years.
fn without_means(years: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let (width, rows) = (years.len() as f64, years.first().map_or(0, Vec::len));
    let of_year: Vec<f64> = years.iter().map(|year| year.iter().sum::<f64>() / rows as f64).collect();
    let whole = of_year.iter().sum::<f64>() / width;
    let of_row: Vec<f64> = (0..rows).map(|row| years.iter().map(|year| year[row]).sum::<f64>() / width).collect();
    let left = |(year, mean): (&Vec<f64>, &f64)| {
        year.iter().zip(&of_row).map(|(value, own)| value - mean - own + whole).collect()
    };
    years.iter().zip(&of_year).map(left).collect()
}

fn logarithms(years: &Matrix) -> Result<Vec<Vec<f64>>, EvaluationError> {
    let what = "收敛分析";
    years.complete(what)?;
    let mut logs = Vec::with_capacity(years.width());
    for (place, column) in years.columns().iter().enumerate() {
        if let Some(row) = column.raw().iter().position(|value| *value <= 0.0) {
            let value = column.raw()[row];
            return Err(EvaluationError::Domain { what, row, column: place, value, wanted: "大于 0" });
        }
        logs.push(column.raw().iter().map(|value| libm::log(*value)).collect());
    }
    Ok(logs)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halving_distances_converge_at_the_known_speed() {
        // ln y halves its distance to 0 in ten years: β = −.5/10, speed = ln 2/10.
        let first: Vec<f64> = [-2.0, -1.0, 0.0, 1.0].iter().map(|log| libm::exp(*log)).collect();
        let last: Vec<f64> = [-1.0, -0.5, 0.0, 0.5].iter().map(|log| libm::exp(*log)).collect();
        let found = beta(&Column::complete(first).unwrap(), &Column::complete(last).unwrap(), 10.0).unwrap();
        assert!((found.beta + 0.05).abs() < 1e-14);
        assert!((found.speed.unwrap() - libm::log(2.0) / 10.0).abs() < 1e-13);
        assert!((found.r_squared - 1.0).abs() < 1e-13);
    }

    #[test]
    fn spreads_by_hand() {
        let years = Matrix::new(vec![Column::complete(vec![1.0, 3.0]).unwrap()]).unwrap();
        let found = sigma(&years, Divisor::Population).unwrap()[0];
        assert_eq!(found.variation, 0.5);
        assert!((found.log_deviation - libm::log(3.0) / 2.0).abs() < 1e-15);
    }
}
