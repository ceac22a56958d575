//! Analytic hierarchy (AHP 层次分析法): weights from pairwise judgements, with Saaty's consistency check. Never accepts
//! a table whose halves contradict each other.

use super::eigen::leading;
use super::error::{EvaluationError, same_length};
use super::weight::Weights;

/// How priorities are taken from the table of judgements.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Judgement {
    /// The leading eigenvector (Saaty).
    Eigenvector,
    /// Geometric means of rows (方根法).
    GeometricMean,
    /// Means of columns divided by their sums (和积法).
    ColumnMean,
}

/// Mean consistency index of random tables, by the number of things compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RandomIndex {
    /// The table in Chinese textbooks and in Saaty 1980: .58 .90 1.12 1.24 1.32 1.41 1.45 1.49 for 3 to 10.
    Saaty1980,
    /// Donegan and Dodd 1991, ahpy's default: .4914 .8286 1.0591 1.1797 1.2519 1.3171 1.3733 1.4055 for 3 to 10.
    DoneganDodd1991,
}

impl RandomIndex {
    fn of(self, size: usize) -> Result<f64, EvaluationError> {
        let table = match self {
            RandomIndex::Saaty1980 => [0.0, 0.0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49],
            RandomIndex::DoneganDodd1991 => [0.0, 0.0, 0.4914, 0.8286, 1.0591, 1.1797, 1.2519, 1.3171, 1.3733, 1.4055],
        };
        let missing =
            EvaluationError::Choice { what: "判断矩阵的阶数", value: size as f64, wanted: "为 1 至 10" };
        size.checked_sub(1).and_then(|place| table.get(place).copied()).ok_or(missing)
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct Priorities {
    pub weights: Weights,
    /// λ max; for the two simple methods the mean of (A·w)/w.
    pub eigenvalue: f64,
    /// CI = (λ − n)/(n − 1).
    pub consistency_index: f64,
    pub random_index: f64,
    /// CR = CI/RI; below 0.1 counts as consistent. Up to two things are always consistent.
    pub consistency_ratio: f64,
}

/// `table[i][j]` says how much more i matters than j; `table[j][i]` must be its inverse to within 1 %, because
/// published tables print 0.33 for 1/3.
pub fn analyse_hierarchy(
    table: &[Vec<f64>],
    method: Judgement,
    index: RandomIndex,
) -> Result<Priorities, EvaluationError> {
    let size = table.len();
    let random_index = index.of(size)?;
    for (row, judgements) in table.iter().enumerate() {
        same_length("判断矩阵的列", size, judgements.len())?;
        for (column, value) in judgements.iter().enumerate() {
            let what = "判断矩阵";
            if !(value.is_finite() && *value > 0.0) {
                return Err(EvaluationError::Domain { what, row, column, value: *value, wanted: "大于 0" });
            }
            if (value * table[column][row] - 1.0).abs() > 0.0101 {
                let wanted = "与对称位置互为倒数";
                return Err(EvaluationError::Domain { what, row, column, value: *value, wanted });
            }
        }
    }
    let (eigenvalue, amounts) = match method {
        Judgement::Eigenvector => leading(table)?,
        Judgement::GeometricMean => {
            let mean = |row: &Vec<f64>| libm::exp(row.iter().map(|value| libm::log(*value)).sum::<f64>() / size as f64);
            with_eigenvalue(table, table.iter().map(mean).collect())
        }
        Judgement::ColumnMean => {
            let sums: Vec<f64> = (0..size).map(|column| table.iter().map(|row| row[column]).sum()).collect();
            let mean =
                |row: &Vec<f64>| row.iter().zip(&sums).map(|(value, sum)| value / sum).sum::<f64>() / size as f64;
            with_eigenvalue(table, table.iter().map(mean).collect())
        }
    };
    let consistency_index = if size > 2 { (eigenvalue - size as f64) / (size as f64 - 1.0) } else { 0.0 };
    let consistency_ratio = if size > 2 { consistency_index / random_index } else { 0.0 };
    let weights = Weights::from_given(&amounts)?;
    Ok(Priorities { weights, eigenvalue, consistency_index, random_index, consistency_ratio })
}

fn with_eigenvalue(table: &[Vec<f64>], amounts: Vec<f64>) -> (f64, Vec<f64>) {
    let ratio = |(row, amount): (&Vec<f64>, &f64)| {
        row.iter().zip(&amounts).map(|(value, other)| value * other).sum::<f64>() / amount
    };
    let sum: f64 = table.iter().zip(&amounts).map(ratio).sum();
    (sum / table.len() as f64, amounts)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn saaty() -> Vec<Vec<f64>> {
        let rows = [[1.0, 3.0, 5.0, 7.0], [1.0 / 3.0, 1.0, 3.0, 5.0], [0.2, 1.0 / 3.0, 1.0, 3.0]];
        let mut rows: Vec<Vec<f64>> = rows.iter().map(|row| row.to_vec()).collect();
        rows.push(vec![1.0 / 7.0, 0.2, 1.0 / 3.0, 1.0]);
        rows
    }

    #[test]
    fn three_ways_give_the_peers_three_answers() {
        let first = |method| analyse_hierarchy(&saaty(), method, RandomIndex::Saaty1980).unwrap().weights.shares()[0];
        assert!((first(Judgement::Eigenvector) - 0.565009053799047).abs() < 1e-12);
        assert!((first(Judgement::GeometricMean) - 0.563812769080717).abs() < 1e-12);
        assert!((first(Judgement::ColumnMean) - 0.557892475171887).abs() < 1e-12);
    }

    #[test]
    fn the_ratio_depends_on_the_table_that_is_named() {
        let of = |index| analyse_hierarchy(&saaty(), Judgement::Eigenvector, index).unwrap();
        let found = of(RandomIndex::Saaty1980);
        assert!((found.eigenvalue - 4.11698244344727).abs() < 1e-11);
        assert!((found.consistency_ratio - 0.0433268309063964).abs() < 1e-11);
        assert!((of(RandomIndex::DoneganDodd1991).consistency_ratio - 0.047060279768).abs() < 1e-9);
    }

    #[test]
    fn halves_that_contradict_each_other_are_refused() {
        let mut table = saaty();
        table[1][0] = 3.0;
        let message =
            analyse_hierarchy(&table, Judgement::Eigenvector, RandomIndex::Saaty1980).unwrap_err().to_string();
        assert_eq!(message, "判断矩阵：第 1 行第 2 列的数值 3 超出定义域，应与对称位置互为倒数");
    }
}
