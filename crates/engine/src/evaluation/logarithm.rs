//! Sums with logarithms over whole columns, several values at a time. Never differs between machines.
//!
//! Single logarithms go through `libm`. An entropy over a national panel takes millions, where a call for each value
//! costs more than all the rest; so here is the same function written without branches (Cephes' rational form), which
//! the compiler can lay out for vectors. It uses only + − × ÷, so every machine gives the same bits; a test holds it
//! to within two units in the last place of `libm::log`.

use super::wide::wide;

/// Σy, Σ y·ln y with 0·ln 0 = 0, the extremes and the number of zeros.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct LnSums {
    pub sum: f64,
    pub product: f64,
    pub least: f64,
    pub most: f64,
    pub zeros: usize,
}

/// Eight running sums in a fixed order, whatever the width of the machine's vectors.
const LANES: usize = 8;

pub(crate) fn ln_sums(values: &[f64]) -> LnSums {
    wide!(sums(values))
}

#[inline(always)]
fn sums(values: &[f64]) -> LnSums {
    let mut sum = [0.0; LANES];
    let mut product = [0.0; LANES];
    let mut least = [f64::INFINITY; LANES];
    let mut most = [f64::NEG_INFINITY; LANES];
    let mut zeros = [0.0; LANES];
    let (blocks, rest) = values.as_chunks::<LANES>();
    for block in blocks {
        for lane in 0..LANES {
            let value = block[lane];
            sum[lane] += value;
            product[lane] += value * ln(if value > 0.0 { value } else { 1.0 });
            least[lane] = if value < least[lane] { value } else { least[lane] };
            most[lane] = if value > most[lane] { value } else { most[lane] };
            zeros[lane] += if value == 0.0 { 1.0 } else { 0.0 };
        }
    }
    for (lane, value) in rest.iter().enumerate() {
        sum[lane] += value;
        product[lane] += value * ln(if *value > 0.0 { *value } else { 1.0 });
        least[lane] = least[lane].min(*value);
        most[lane] = most[lane].max(*value);
        zeros[lane] += if *value == 0.0 { 1.0 } else { 0.0 };
    }
    LnSums {
        sum: sum.iter().sum(),
        product: product.iter().sum(),
        least: least.iter().copied().fold(f64::INFINITY, f64::min),
        most: most.iter().copied().fold(f64::NEG_INFINITY, f64::max),
        zeros: zeros.iter().sum::<f64>() as usize,
    }
}

/// Natural logarithm of a normal positive number: x = 2^k·m with m from √½ to √2, then m's series in m − 1.
#[inline(always)]
fn ln(value: f64) -> f64 {
    const SQRT_HALF: f64 = std::f64::consts::FRAC_1_SQRT_2;
    let bits = value.to_bits();
    // The exponent as a number without an integer conversion: 2^52 + exponent has it in its low bits.
    let biased = f64::from_bits((bits >> 52) | 0x4330_0000_0000_0000) - 4_503_599_627_370_496.0;
    let half = f64::from_bits((bits & 0x000F_FFFF_FFFF_FFFF) | 0x3FE0_0000_0000_0000);
    let is_low = half < SQRT_HALF;
    let power = biased - 1022.0 - if is_low { 1.0 } else { 0.0 };
    let x = if is_low { half + half } else { half } - 1.0;
    let upper = ((((1.018_756_638_045_809_3e-4 * x + 4.974_949_949_767_47e-1) * x + 4.705_791_198_788_817) * x
        + 14.498_922_534_161_093)
        * x
        + 17.936_867_850_781_983)
        * x
        + 7.708_387_337_558_854;
    let lower = ((((x + 11.287_358_718_916_746) * x + 45.227_914_583_753_225) * x + 82.987_526_691_277_67) * x
        + 71.154_475_061_856_39)
        * x
        + 23.125_162_012_676_535;
    let square = x * x;
    let tail = x * (square * (upper / lower)) - power * 2.121_944_400_546_905_8e-4 - 0.5 * square;
    (x + tail) + power * 0.693_359_375
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_vector_logarithm_is_within_two_units_of_libm() {
        let mut random = super::super::random::Random::new(1, 0);
        let mut worst: u64 = 0;
        for round in 0..200_000 {
            let value = match round % 4 {
                0 => random.unit() + 0.5,
                1 => random.unit() * 1e6 + 1e-3,
                2 => 1e-300 * (1.0 + random.unit()),
                _ => 1.0 + (random.unit() - 0.5) * 1e-6,
            };
            let (ours, theirs) = (ln(value), libm::log(value));
            worst = worst.max(ours.to_bits().abs_diff(theirs.to_bits()));
        }
        assert!(worst <= 2, "{worst} units");
        assert_eq!(ln(1.0), 0.0);
    }

    #[test]
    fn sums_are_those_of_a_plain_loop() {
        let values: Vec<f64> = (0..37).map(|number| f64::from(number) * 0.7).collect();
        let found = ln_sums(&values);
        let plain: f64 = values.iter().filter(|value| **value > 0.0).map(|value| value * libm::log(*value)).sum();
        assert!((found.product - plain).abs() < 1e-11);
        assert_eq!((found.zeros, found.least, found.most), (1, 0.0, 36.0 * 0.7));
    }
}
