//! Roots, exponentials and logarithms: the few steps that have no exact decimal result.
//!
//! Computed in binary through `libm`, which gives the same digits on every machine, and rounded to ten significant
//! digits. Never used for sums of money or quantities.

use rust_decimal::prelude::{FromPrimitive, ToPrimitive};
use rust_decimal::{Decimal, RoundingStrategy};

const SIGNIFICANT_DIGITS: u32 = 10;

pub(super) fn square_root(value: Decimal) -> Option<Decimal> {
    through_binary(value, libm::sqrt)
}

pub(super) fn exponential(value: Decimal) -> Option<Decimal> {
    through_binary(value, libm::exp)
}

pub(super) fn natural_logarithm(value: Decimal) -> Option<Decimal> {
    through_binary(value, libm::log)
}

pub(super) fn power(base: Decimal, exponent: Decimal) -> Option<Decimal> {
    let exponent = exponent.to_f64()?;
    through_binary(base, |base| libm::pow(base, exponent))
}

/// Nothing when the result is not a number or fits no decimal.
fn through_binary(value: Decimal, function: impl Fn(f64) -> f64) -> Option<Decimal> {
    let result = function(value.to_f64()?);
    let decimal = if result.is_finite() { Decimal::from_f64(result) } else { None }?;
    decimal.round_sf_with_strategy(SIGNIFICANT_DIGITS, RoundingStrategy::MidpointNearestEven)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn results_have_ten_significant_digits() {
        assert_eq!(square_root(decimal("2")), Some(decimal("1.414213562")));
        assert_eq!(exponential(decimal("0.5")), Some(decimal("1.648721271")));
        assert_eq!(natural_logarithm(decimal("0.6")), Some(decimal("-0.5108256238")));
        assert_eq!(power(decimal("1024"), decimal("0.1")), Some(decimal("2")));
    }

    #[test]
    fn impossible_results_are_nothing() {
        assert_eq!(square_root(decimal("-1")), None);
        assert_eq!(natural_logarithm(decimal("0")), None);
        assert_eq!(exponential(decimal("1000")), None);
    }
}
