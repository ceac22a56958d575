//! Sobol indices: how much of the variation of a result each uncertain choice causes, alone and with others. Never uses
//! an output that is not centred: adding a constant to the result changes nothing.
//!
//! First order by Saltelli 2010, B·(AB − A); total by Jansen 1999, (A − AB)²/2; both over the variance of A and B together.

use super::error::{EvaluationError, same_length};
use super::low_discrepancy::sobol_points;
use super::random::Random;
use super::statistics::{Quantile, quantile_of_sorted};
use super::wide::wide;

/// Where the base points come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sampling {
    /// The Sobol sequence as it is (SALib unscrambled).
    Sequence,
    /// The sequence moved by a random digital shift, so that its error can be judged.
    ShiftedSequence {
        seed: u64,
    },
    Random {
        seed: u64,
    },
}

/// Points at which the result has to be computed: for each base point A, then AB for every factor (A with that factor
/// from B), then B. Rows of `factors` numbers from 0 to 1, (factors + 2)·base of them.
pub fn sample(factors: usize, base: usize, sampling: Sampling) -> Result<Vec<f64>, EvaluationError> {
    let width = factors * 2;
    let points = match sampling {
        Sampling::Sequence => sobol_points(base, width, &[])?,
        Sampling::ShiftedSequence { seed } => {
            let mut random = Random::new(seed, 0);
            let shift: Vec<u32> = (0..width).map(|_| (random.bits() >> 32) as u32).collect();
            sobol_points(base, width, &shift)?
        }
        Sampling::Random { seed } => {
            let mut random = Random::new(seed, 0);
            (0..base * width).map(|_| random.unit()).collect()
        }
    };
    let mut rows = Vec::with_capacity(base * factors * (factors + 2));
    for point in points.chunks_exact(width.max(1)) {
        let (one, other) = point.split_at(factors);
        rows.extend_from_slice(one);
        for factor in 0..factors {
            rows.extend_from_slice(&one[..factor]);
            rows.push(other[factor]);
            rows.extend_from_slice(&one[factor + 1..]);
        }
        rows.extend_from_slice(other);
    }
    Ok(rows)
}

/// One factor's share of the variance.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SobolIndex {
    pub first: f64,
    pub total: f64,
    pub first_spread: Option<Spread>,
    pub total_spread: Option<Spread>,
}

/// How an index varies when base points are drawn again.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spread {
    /// Deviation (n − 1) over the resamples; SALib's interval is 1.96 of it at 95 %.
    pub deviation: f64,
    pub low: f64,
    pub high: f64,
}

/// Resampling of base points with a recorded seed; the interval holds the middle `confidence` of the resamples.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bootstrap {
    pub resamples: usize,
    pub confidence: f64,
    pub seed: u64,
}

/// `outputs` in the order of [`sample`]. When the result does not vary at all, no factor has a share: an error.
pub fn sobol_indices(
    outputs: &[f64],
    factors: usize,
    bootstrap: Option<Bootstrap>,
) -> Result<Vec<SobolIndex>, EvaluationError> {
    let what = "敏感性指数";
    let step = factors + 2;
    let base = outputs.len() / step;
    same_length("敏感性分析的结果", base * step, outputs.len())?;
    if base < 2 || factors == 0 {
        return Err(EvaluationError::NoValue { what });
    }
    if let Some(row) = outputs.iter().position(|value| !value.is_finite()) {
        return Err(EvaluationError::NotFinite { row, column: 0 });
    }
    let mean = outputs.iter().sum::<f64>() / outputs.len() as f64;
    if outputs.iter().all(|value| *value == outputs[0]) {
        return Err(EvaluationError::NoSpread { what });
    }
    // One row of terms for each base point, so that a resample is a sum of rows.
    let width = (2 * factors + 2).next_multiple_of(LANES);
    let mut terms = vec![0.0; base * width];
    for (run, row) in outputs.chunks_exact(step).zip(terms.chunks_exact_mut(width)) {
        let (one, other) = (run[0] - mean, run[step - 1] - mean);
        for factor in 0..factors {
            let mixed = run[factor + 1] - mean;
            row[factor] = other * (mixed - one);
            row[factors + factor] = (one - mixed) * (one - mixed);
        }
        row[2 * factors] = one + other;
        row[2 * factors + 1] = one * one + other * other;
    }
    let mut sums = vec![0.0; width];
    for row in terms.chunks_exact(width) {
        for (sum, term) in sums.iter_mut().zip(row) {
            *sum += term;
        }
    }
    let found = indices(&sums, factors, base);
    let mut spreads = vec![(None, None); factors];
    if let Some(bootstrap) = bootstrap {
        let mut firsts = vec![Vec::with_capacity(bootstrap.resamples); factors];
        let mut totals = firsts.clone();
        for resample in 0..bootstrap.resamples {
            wide!(draw_sums(&terms, &mut sums, base, &mut Random::new(bootstrap.seed, resample as u64)));
            for (factor, (first, total)) in indices(&sums, factors, base).into_iter().enumerate() {
                firsts[factor].push(first);
                totals[factor].push(total);
            }
        }
        for (factor, spread) in spreads.iter_mut().enumerate() {
            *spread = (
                spread_of(&mut firsts[factor], bootstrap.confidence)?,
                spread_of(&mut totals[factor], bootstrap.confidence)?,
            );
        }
    }
    let joined = found.into_iter().zip(spreads);
    Ok(joined
        .map(|((first, total), (first_spread, total_spread))| SobolIndex { first, total, first_spread, total_spread })
        .collect())
}

const LANES: usize = 4;

#[inline(always)]
fn draw_sums(terms: &[f64], sums: &mut [f64], base: usize, random: &mut Random) {
    // Four lanes at a time stay in registers over all draws; the drawn rows are remembered for the next lanes.
    let rows: Vec<u32> = (0..base).map(|_| random.below(base as u32)).collect();
    let width = sums.len();
    for (place, sums) in sums.as_chunks_mut::<LANES>().0.iter_mut().enumerate() {
        let mut kept = [0.0; LANES];
        for row in &rows {
            let start = *row as usize * width + place * LANES;
            if let Some(lanes) = terms[start..].first_chunk::<LANES>() {
                for lane in 0..LANES {
                    kept[lane] += lanes[lane];
                }
            }
        }
        *sums = kept;
    }
}

fn indices(sums: &[f64], factors: usize, base: usize) -> Vec<(f64, f64)> {
    let count = base as f64;
    let mean = sums[2 * factors] / (2.0 * count);
    let variance = sums[2 * factors + 1] / (2.0 * count) - mean * mean;
    let share = |sum: f64| if variance > 0.0 { sum / count / variance } else { 0.0 };
    (0..factors).map(|factor| (share(sums[factor]), 0.5 * share(sums[factors + factor]))).collect()
}

fn spread_of(values: &mut [f64], confidence: f64) -> Result<Option<Spread>, EvaluationError> {
    if values.len() < 2 {
        return Ok(None);
    }
    values.sort_unstable_by(f64::total_cmp);
    let count = values.len() as f64;
    let mean = values.iter().sum::<f64>() / count;
    let square: f64 = values.iter().map(|value| (value - mean) * (value - mean)).sum();
    let tail = (1.0 - confidence) / 2.0;
    Ok(Some(Spread {
        deviation: libm::sqrt(square / (count - 1.0)),
        low: quantile_of_sorted(values, tail, Quantile::Linear)?,
        high: quantile_of_sorted(values, 1.0 - tail, Quantile::Linear)?,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// y = x1 + 2·x2: variances 1 and 4, so shares .2 and .8; x3 does nothing.
    fn outputs(base: usize, add: f64) -> Vec<f64> {
        let rows = sample(3, base, Sampling::Sequence).unwrap();
        rows.chunks_exact(3).map(|row| row[0] + 2.0 * row[1] + add).collect()
    }

    #[test]
    fn shares_of_a_sum_are_known() {
        let found = sobol_indices(&outputs(1024, 0.0), 3, None).unwrap();
        for (index, wanted) in found.iter().zip([0.2, 0.8, 0.0]) {
            assert!((index.first - wanted).abs() < 5e-3 && (index.total - wanted).abs() < 5e-3, "{index:?}");
        }
    }

    #[test]
    fn a_constant_added_to_the_result_changes_nothing() {
        let plain = sobol_indices(&outputs(256, 0.0), 3, None).unwrap();
        let moved = sobol_indices(&outputs(256, 1000.0), 3, None).unwrap();
        for (one, other) in plain.iter().zip(&moved) {
            assert!((one.first - other.first).abs() < 1e-9);
        }
    }

    #[test]
    fn resampling_brackets_the_index_and_follows_its_seed() {
        let bootstrap = |seed| Some(Bootstrap { resamples: 200, confidence: 0.95, seed });
        let found = sobol_indices(&outputs(512, 0.0), 3, bootstrap(4)).unwrap();
        let spread = found[1].total_spread.unwrap();
        assert!(spread.low < found[1].total && found[1].total < spread.high);
        assert_eq!(found, sobol_indices(&outputs(512, 0.0), 3, bootstrap(4)).unwrap());
    }

    #[test]
    fn a_result_that_never_varies_is_refused() {
        assert!(sobol_indices(&[1.0; 40], 3, None).is_err());
    }
}
