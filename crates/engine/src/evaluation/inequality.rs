//! Gini and Theil with their decomposition by groups (基尼系数、泰尔指数). Never compares pair by pair: one sort and
//! running sums give the same sums of differences.
//!
//! Missing values are errors here, because leaving a subject out changes what is unequal; select rows first.

use super::error::{EvaluationError, same_length};
use super::matrix::Column;
use super::normalise::above_zero;

/// Dagum's decomposition (1997).
#[derive(Debug, Clone, PartialEq)]
pub struct Gini {
    /// Σ|x − y|/(2n²·mean).
    pub gini: f64,
    pub within: f64,
    /// Net differences between groups.
    pub between: f64,
    /// Overlap between groups (超变密度).
    pub transvariation: f64,
    /// Gini of each group, and of each pair of groups (`pairs[j][h]`, symmetric, own Gini on the diagonal).
    pub pairs: Vec<Vec<f64>>,
}

/// Groups are numbered from 0 without gaps. The three parts sum to the whole. Values must not be negative.
pub fn gini(values: &Column, groups: &[usize]) -> Result<Gini, EvaluationError> {
    let what = "基尼系数";
    check(values, groups.len(), what, 0.0)?;
    let group_count = groups.iter().max().map_or(0, |most| most + 1);
    let mut order: Vec<(f64, u32)> =
        values.raw().iter().zip(groups).map(|(value, group)| (*value, *group as u32)).collect();
    order.sort_unstable_by(|one, other| one.0.total_cmp(&other.0));
    // lower[j][h]: Σ(x − y) over x in h and y in j that stand before it.
    let mut lower = vec![0.0; group_count * group_count];
    let (mut counts, mut sums) = (vec![0.0; group_count], vec![0.0; group_count]);
    for (value, group) in &order {
        let group = *group as usize;
        let row = &mut lower[group * group_count..(group + 1) * group_count];
        for ((difference, count), sum) in row.iter_mut().zip(&counts).zip(&sums) {
            *difference += count * value - sum;
        }
        counts[group] += 1.0;
        sums[group] += value;
    }
    if counts.contains(&0.0) {
        return Err(EvaluationError::NoValue { what: "一个分组内" });
    }
    let (whole, total) = (counts.iter().sum::<f64>(), sums.iter().sum::<f64>());
    let mut found = Gini {
        gini: lower.iter().sum::<f64>() / (whole * total),
        within: 0.0,
        between: 0.0,
        transvariation: 0.0,
        pairs: vec![vec![0.0; group_count]; group_count],
    };
    for one in 0..group_count {
        for other in 0..group_count {
            let both = lower[one * group_count + other] + lower[other * group_count + one];
            let distance = both / (counts[one] * counts[other]);
            let (mean_one, mean_other) = (sums[one] / counts[one], sums[other] / counts[other]);
            if distance == 0.0 {
                continue;
            }
            let gini = distance / (mean_one + mean_other);
            found.pairs[one][other] = gini;
            let part = gini * counts[one] / whole * (sums[other] / total);
            if one == other {
                found.within += part;
            } else {
                // Mean gain minus mean loss over their sum: differences of means over mean differences.
                let affluence = (mean_one - mean_other).abs() / distance;
                found.between += part * affluence;
                found.transvariation += part * (1.0 - affluence);
            }
        }
    }
    Ok(found)
}

/// Which of Theil's two measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TheilKind {
    /// T: weighted by shares of the amount, sensitive to the top; a zero counts 0 by its limit.
    T,
    /// L, mean logarithmic deviation: weighted by shares of people, sensitive to the bottom; values above 0.
    L,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Theil {
    pub theil: f64,
    pub within: f64,
    pub between: f64,
    /// The measure inside each group, and its part of `within`.
    pub groups: Vec<(f64, f64)>,
}

/// `values` are per head and `people` their weights; equal weights when every subject counts the same.
pub fn theil(values: &Column, people: &[f64], groups: &[usize], kind: TheilKind) -> Result<Theil, EvaluationError> {
    let what = "泰尔指数";
    let least = if kind == TheilKind::T { 0.0 } else { f64::MIN_POSITIVE };
    check(values, groups.len(), what, least)?;
    same_length("人口权重", values.len(), people.len())?;
    for weight in people {
        above_zero("人口权重", *weight)?;
    }
    let group_count = groups.iter().max().map_or(0, |most| most + 1);
    let all: Vec<usize> = (0..values.len()).collect();
    let (mean, heads, theil) = measure(values.raw(), people, &all, kind);
    let mut found = Theil { theil, within: 0.0, between: 0.0, groups: Vec::with_capacity(group_count) };
    for group in 0..group_count {
        let rows: Vec<usize> = all.iter().copied().filter(|row| groups[*row] == group).collect();
        if rows.is_empty() {
            return Err(EvaluationError::NoValue { what: "一个分组内" });
        }
        let (own_mean, own_heads, inside) = measure(values.raw(), people, &rows, kind);
        let head_share = own_heads / heads;
        let ratio = own_mean / mean;
        let (share, between) = match kind {
            TheilKind::T if ratio == 0.0 => (0.0, 0.0),
            TheilKind::T => (head_share * ratio, head_share * ratio * libm::log(ratio)),
            TheilKind::L => (head_share, -head_share * libm::log(ratio)),
        };
        found.within += share * inside;
        found.between += between;
        found.groups.push((inside, share * inside));
    }
    Ok(found)
}

fn measure(values: &[f64], people: &[f64], rows: &[usize], kind: TheilKind) -> (f64, f64, f64) {
    let heads: f64 = rows.iter().map(|row| people[*row]).sum();
    let mean = rows.iter().map(|row| people[*row] * values[*row]).sum::<f64>() / heads;
    let term = |row: &usize| {
        let ratio = values[*row] / mean;
        let part = match kind {
            TheilKind::T if values[*row] == 0.0 => 0.0,
            TheilKind::T => ratio * libm::log(ratio),
            TheilKind::L => -libm::log(ratio),
        };
        people[*row] * part
    };
    (mean, heads, rows.iter().map(term).sum::<f64>() / heads)
}

fn check(values: &Column, groups: usize, what: &'static str, least: f64) -> Result<(), EvaluationError> {
    same_length("评价对象的分组", values.len(), groups)?;
    for (row, value) in values.raw().iter().enumerate() {
        if value.is_nan() {
            return Err(EvaluationError::Missing { what, row, column: 0 });
        }
        if *value < least {
            let wanted = if least == 0.0 { "不小于 0" } else { "大于 0" };
            return Err(EvaluationError::Domain { what, row, column: 0, value: *value, wanted });
        }
    }
    above_zero("不平衡测度的合计", values.raw().iter().sum())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_gini_by_hand() {
        let values = Column::complete(vec![1.0, 3.0, 2.0, 6.0]).unwrap();
        // Σ|x − y| over ordered pairs: 2·(2 + 1 + 5 + 1 + 3 + 4) = 32; 32/(2·16·3) = 1/3.
        let found = gini(&values, &[0, 0, 1, 1]).unwrap();
        assert!((found.gini - 1.0 / 3.0).abs() < 1e-15);
        // Groups {1,3} and {2,6}: own Gini .25 and .25; between them 2.5/6.
        assert!((found.pairs[0][0] - 0.25).abs() < 1e-15 && (found.pairs[1][1] - 0.25).abs() < 1e-15);
        assert!((found.pairs[0][1] - 2.5 / 6.0).abs() < 1e-15);
        assert!((found.within - (0.25 * 0.5 / 3.0 + 0.25 * 0.5 * 2.0 / 3.0)).abs() < 1e-15);
        assert!((found.within + found.between + found.transvariation - found.gini).abs() < 1e-15);
    }

    #[test]
    fn the_fast_sums_equal_the_sum_over_pairs() {
        let mut random = super::super::random::Random::new(11, 0);
        let values: Vec<f64> = (0..60).map(|_| f64::from(random.below(40))).collect();
        let groups: Vec<usize> = (0..60).map(|_| random.below(3) as usize).collect();
        let found = gini(&Column::complete(values.clone()).unwrap(), &groups).unwrap();
        let mean = values.iter().sum::<f64>() / 60.0;
        let mut pairs = 0.0;
        for one in &values {
            for other in &values {
                pairs += (one - other).abs();
            }
        }
        assert!((found.gini - pairs / (2.0 * 3600.0 * mean)).abs() < 1e-13);
        assert!((found.within + found.between + found.transvariation - found.gini).abs() < 1e-13);
    }

    #[test]
    fn theil_parts_sum_and_equal_values_are_equal() {
        let values = Column::complete(vec![1.0, 2.0, 4.0, 8.0]).unwrap();
        for kind in [TheilKind::T, TheilKind::L] {
            let found = theil(&values, &[1.0, 2.0, 1.0, 1.0], &[0, 0, 1, 1], kind).unwrap();
            assert!((found.within + found.between - found.theil).abs() < 1e-15 && found.theil > 0.0);
        }
        let same = Column::complete(vec![5.0; 3]).unwrap();
        assert_eq!(theil(&same, &[1.0; 3], &[0, 0, 0], TheilKind::T).unwrap().theil, 0.0);
        let zero = Column::complete(vec![0.0, 1.0]).unwrap();
        assert!(theil(&zero, &[1.0; 2], &[0, 0], TheilKind::T).is_ok());
        assert!(theil(&zero, &[1.0; 2], &[0, 0], TheilKind::L).is_err());
    }
}
