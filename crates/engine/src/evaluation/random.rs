//! Seeded random numbers of evaluations: PCG 64 (O'Neill 2014), whose numbers are fixed by its definition. Not for secrets.
//!
//! The steps from bits to numbers are written here and not taken from a library, because a library may change them
//! between versions, and a recorded seed must give the same ranks years later.

use rand_pcg::Pcg64Mcg;
use rand_pcg::rand_core::{Rng, SeedableRng};

/// One stream of numbers. The same seed and stream give the same numbers on every machine.
pub(crate) struct Random {
    source: Pcg64Mcg,
    spare: u32,
    has_spare: bool,
}

impl Random {
    /// Streams of one seed are independent: replication 7 is the same whether or not 1 to 6 were run.
    pub fn new(seed: u64, stream: u64) -> Random {
        let mut bytes = [0; 16];
        bytes[..8].copy_from_slice(&mix(seed).to_le_bytes());
        bytes[8..].copy_from_slice(&mix(seed ^ mix(stream.wrapping_add(1))).to_le_bytes());
        Random { source: Pcg64Mcg::from_seed(bytes), spare: 0, has_spare: false }
    }

    #[inline(always)]
    pub fn bits(&mut self) -> u64 {
        self.source.next_u64()
    }

    /// At least 0 and below 1.
    #[inline(always)]
    pub fn unit(&mut self) -> f64 {
        (self.bits() >> 11) as f64 * (1.0 / 9_007_199_254_740_992.0)
    }

    #[inline(always)]
    fn half(&mut self) -> u32 {
        if self.has_spare {
            self.has_spare = false;
            return self.spare;
        }
        let bits = self.bits();
        self.spare = (bits >> 32) as u32;
        self.has_spare = true;
        bits as u32
    }

    /// From 0 to below `bound`, every number equally likely (Lemire 2019).
    #[inline(always)]
    pub fn below(&mut self, bound: u32) -> u32 {
        let mut product = u64::from(self.half()) * u64::from(bound);
        if (product as u32) < bound {
            let least = bound.wrapping_neg() % bound;
            while (product as u32) < least {
                product = u64::from(self.half()) * u64::from(bound);
            }
        }
        (product >> 32) as u32
    }

    /// Every order equally likely (Fisher and Yates).
    #[inline(always)]
    pub fn shuffle<T>(&mut self, values: &mut [T]) {
        for last in (1..values.len()).rev() {
            let other = self.below(last as u32 + 1) as usize;
            values.swap(last, other);
        }
    }

    /// Normal with mean 0 and deviation 1 (polar method).
    pub fn normal(&mut self) -> f64 {
        loop {
            let first = 2.0 * self.unit() - 1.0;
            let second = 2.0 * self.unit() - 1.0;
            let square = first * first + second * second;
            if square > 0.0 && square < 1.0 {
                return first * libm::sqrt(-2.0 * libm::log(square) / square);
            }
        }
    }
}

/// SplitMix64's last step: near seeds become far apart.
fn mix(seed: u64) -> u64 {
    let mut mixed = seed.wrapping_add(0x9E37_79B9_7F4A_7C15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ (mixed >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_below_a_bound_are_even() {
        let mut random = Random::new(7, 0);
        let mut counts = [0_u32; 5];
        for _ in 0..50_000 {
            counts[random.below(5) as usize] += 1;
        }
        // Standard deviation of each count is about 89.
        assert!(counts.iter().all(|count| count.abs_diff(10_000) < 400), "{counts:?}");
    }

    #[test]
    fn normal_numbers_have_mean_zero_and_deviation_one() {
        let mut random = Random::new(7, 1);
        let drawn: Vec<f64> = (0..40_000).map(|_| random.normal()).collect();
        let mean = drawn.iter().sum::<f64>() / 40_000.0;
        let square = drawn.iter().map(|value| value * value).sum::<f64>() / 40_000.0;
        assert!(mean.abs() < 0.02 && (square - 1.0).abs() < 0.03, "{mean} {square}");
    }

    #[test]
    fn every_order_comes_up_equally_often() {
        let mut random = Random::new(7, 2);
        let mut counts = std::collections::BTreeMap::new();
        for _ in 0..24_000 {
            let mut order = [0, 1, 2, 3];
            random.shuffle(&mut order);
            *counts.entry(order).or_insert(0_u32) += 1;
        }
        // Standard deviation of each count is about 31.
        assert!(counts.len() == 24 && counts.values().all(|count| count.abs_diff(1000) < 140), "{counts:?}");
    }

    #[test]
    fn a_stream_does_not_depend_on_the_streams_before_it() {
        let first = Random::new(2024, 3).bits();
        let mut other = Random::new(2024, 2);
        other.bits();
        assert_eq!(first, Random::new(2024, 3).bits());
        assert_ne!(first, other.bits());
    }
}
