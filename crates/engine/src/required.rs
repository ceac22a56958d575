//! The yearly rate that is still required to reach a level. Exact decimals: the root is found by
//! Newton's method and rounded to two places of a percentage at the end.

use rust_decimal::{Decimal, RoundingStrategy};

/// `(demanded / actual)^(1 / years) − 1` in percent, two places, half up. Nothing when it has no
/// meaning: no years left, values not above zero.
pub(crate) fn required_rate(demanded: Decimal, actual: Decimal, years: u32) -> Option<Decimal> {
    if years == 0 || actual <= Decimal::ZERO || demanded <= Decimal::ZERO {
        return None;
    }
    let factor = root(demanded.checked_div(actual)?, years)?;
    let rate = (factor - Decimal::ONE).checked_mul(Decimal::ONE_HUNDRED)?;
    Some(rate.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero))
}

/// The root of a positive number, to about 20 digits.
fn root(number: Decimal, degree: u32) -> Option<Decimal> {
    if degree == 1 {
        return Some(number);
    }
    let n = Decimal::from(degree);
    // Bernoulli: 1 + (a − 1) / n is never below the root, from where Newton's steps only fall.
    let mut guess = Decimal::ONE + (number - Decimal::ONE) / n;
    for _ in 0..200 {
        let mut power = Decimal::ONE;
        for _ in 1..degree {
            power = power.checked_mul(guess)?;
        }
        let next = ((n - Decimal::ONE).checked_mul(guess)? + number.checked_div(power)?).checked_div(n)?;
        if (next - guess).abs() < Decimal::new(1, 20) {
            return Some(next);
        }
        guess = next;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rate(demanded: i64, actual: i64, years: u32) -> Option<String> {
        required_rate(Decimal::from(demanded), Decimal::from(actual), years).map(|rate| rate.to_string())
    }

    #[test]
    fn one_year_left_is_plain_growth() {
        assert_eq!(rate(525, 500, 1).as_deref(), Some("5.00"));
    }

    #[test]
    fn two_years_take_the_square_root() {
        // 1.21 = 1.1²
        assert_eq!(rate(121, 100, 2).as_deref(), Some("10.00"));
        // √2 = 1.41421…
        assert_eq!(rate(2, 1, 2).as_deref(), Some("41.42"));
    }

    #[test]
    fn no_rate_without_years_or_without_a_level() {
        assert_eq!(rate(500, 400, 0), None);
        assert_eq!(rate(500, 0, 2), None);
    }
}
