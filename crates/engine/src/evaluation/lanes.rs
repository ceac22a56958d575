//! Sums and extremes of whole columns in eight lanes of fixed order, so that vectors of any width give the same bits.

use super::wide::wide;

const LANES: usize = 8;

/// Σ term(x).
#[inline(always)]
pub(crate) fn fold(values: &[f64], term: impl Fn(f64) -> f64) -> f64 {
    let mut sums = [0.0; LANES];
    let (blocks, rest) = values.as_chunks::<LANES>();
    for block in blocks {
        for lane in 0..LANES {
            sums[lane] += term(block[lane]);
        }
    }
    for (lane, value) in rest.iter().enumerate() {
        sums[lane] += term(*value);
    }
    sums.iter().sum()
}

/// Smallest and largest of the values that are there; none when all are missing.
pub(crate) fn extent(values: &[f64]) -> Option<(f64, f64)> {
    let (least, most) = wide!(extent_in_lanes(values));
    (least <= most).then_some((least, most))
}

#[inline(always)]
fn extent_in_lanes(values: &[f64]) -> (f64, f64) {
    let mut least = [f64::INFINITY; LANES];
    let mut most = [f64::NEG_INFINITY; LANES];
    let (blocks, rest) = values.as_chunks::<LANES>();
    for block in blocks {
        for lane in 0..LANES {
            // A missing value is neither smaller nor larger.
            least[lane] = if block[lane] < least[lane] { block[lane] } else { least[lane] };
            most[lane] = if block[lane] > most[lane] { block[lane] } else { most[lane] };
        }
    }
    for value in rest {
        least[0] = if *value < least[0] { *value } else { least[0] };
        most[0] = if *value > most[0] { *value } else { most[0] };
    }
    (least.into_iter().fold(f64::INFINITY, f64::min), most.into_iter().fold(f64::NEG_INFINITY, f64::max))
}

/// Whether no value is missing.
pub(crate) fn is_complete(values: &[f64]) -> bool {
    wide!(count_missing(values)) == 0
}

#[inline(always)]
fn count_missing(values: &[f64]) -> u64 {
    values.iter().map(|value| u64::from(value.is_nan())).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn extremes_pass_over_what_is_missing() {
        let mut values: Vec<f64> = (0..19).map(|number| f64::from((number * 7) % 19) - 3.0).collect();
        values[2] = f64::NAN;
        values[18] = f64::NAN;
        let plain = values.iter().copied().filter(|value| !value.is_nan());
        let (least, most) = (plain.clone().fold(f64::INFINITY, f64::min), plain.fold(f64::NEG_INFINITY, f64::max));
        assert_eq!(extent(&values), Some((least, most)));
        assert!(!is_complete(&values) && is_complete(&[1.0]));
        assert_eq!(extent(&[f64::NAN, f64::NAN]), None);
        assert_eq!(extent(&[]), None);
    }
}
