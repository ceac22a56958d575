//! Rounding of scores, where a rule says so. Never rounds by itself.

/// What is rounded before places are given. A difference in the last bits of a sum must not decide who leads.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Rounding {
    /// Full precision, as COINr ranks.
    None,
    /// To ten significant digits: the standard of this kernel for scores that went through roots and logarithms.
    TenDigits,
    /// To so many decimals, halves away from zero, when the rule ranks printed scores.
    Decimals(u8),
}

/// Applies the rounding to one score; missing stays missing.
pub fn round(score: f64, rounding: Rounding) -> f64 {
    match rounding {
        Rounding::None => score,
        Rounding::TenDigits => ten_digits(score),
        Rounding::Decimals(decimals) => {
            let power = power_of_ten(i32::from(decimals));
            half_away(score * power, score.abs() * power) / power
        }
    }
}

/// The nearest number with ten significant digits, halves away from zero.
pub fn ten_digits(score: f64) -> f64 {
    let size = score.abs();
    if size == 0.0 || !size.is_finite() {
        return score;
    }
    let mut exponent = 0;
    let mut bound = 1.0;
    if size >= 1.0 {
        while exponent < 10 && size >= bound * 10.0 {
            bound *= 10.0;
            exponent += 1;
        }
    } else {
        while exponent > -10 && size < bound {
            exponent -= 1;
            bound = 1.0 / power_of_ten(-exponent);
        }
    }
    if exponent.abs() == 10 {
        // Far from one: the text is exact and rare enough.
        return format!("{score:.9e}").parse().unwrap_or(score);
    }
    let power = power_of_ten(9 - exponent);
    half_away(score * power, size * power) / power
}

/// A score that is a half but for the last bits counts as a half: 2.675 is printed as 2.68.
fn half_away(scaled: f64, size: f64) -> f64 {
    let nudge = size * f64::EPSILON;
    (scaled + if scaled < 0.0 { -nudge } else { nudge }).round()
}

fn power_of_ten(exponent: i32) -> f64 {
    let mut power = 1.0;
    for _ in 0..exponent {
        power *= 10.0;
    }
    power
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_digits_are_kept_at_any_size() {
        assert_eq!(ten_digits(2.0 / 3.0 * 100.0), 66.666_666_67);
        assert_eq!(ten_digits(-1.0 / 3.0), -0.333_333_333_3);
        assert_eq!(ten_digits(1.234_567_890_12e15), 1.234_567_89e15);
        assert_eq!(ten_digits(9.876_543_210_98e-15), 9.876_543_211e-15);
        assert_eq!(ten_digits(0.1 + 0.2), 0.3);
    }

    #[test]
    fn halves_go_away_from_zero_as_people_expect() {
        assert_eq!(round(2.675, Rounding::Decimals(2)), 2.68);
        assert_eq!(round(-2.5, Rounding::Decimals(0)), -3.0);
        assert!(round(f64::NAN, Rounding::TenDigits).is_nan());
    }
}
