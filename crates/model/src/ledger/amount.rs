//! Amounts: whole numbers of the smallest unit of an asset, and how they are written.

use std::fmt;

use rust_decimal::Decimal;

/// An amount at the scale of an asset; displays with exactly its decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Amount {
    pub units: i128,
    pub decimals: u8,
}

/// The number cannot be an amount of the asset.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AmountError {
    #[error("数量 {number} 的小数多于 {decimals} 位，本指标按 {decimals} 位小数登记")]
    TooFine { number: Decimal, decimals: u8 },
    #[error("数量 {number} 超出可登记的范围")]
    TooLarge { number: Decimal },
}

impl Amount {
    /// A decimal in whole units, exactly: what does not fit is refused, never rounded.
    pub fn units_of(number: Decimal, decimals: u8) -> Result<i64, AmountError> {
        let number = number.normalize();
        if number.scale() > u32::from(decimals) {
            return Err(AmountError::TooFine { number, decimals });
        }
        let factor = 10_i128.checked_pow(u32::from(decimals) - number.scale());
        factor
            .and_then(|factor| number.mantissa().checked_mul(factor))
            .and_then(|units| i64::try_from(units).ok())
            .ok_or(AmountError::TooLarge { number })
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.units < 0 { "-" } else { "" };
        let digits = self.units.unsigned_abs();
        if self.decimals == 0 {
            return write!(f, "{sign}{digits}");
        }
        let factor = 10_u128.pow(u32::from(self.decimals.min(30)));
        let width = usize::from(self.decimals);
        write!(f, "{sign}{}.{:0width$}", digits / factor, digits % factor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_exact_or_refused() {
        let number = |text: &str| text.parse::<Decimal>().unwrap();
        assert_eq!(Amount::units_of(number("12.5"), 2), Ok(1250));
        assert_eq!(Amount::units_of(number("12.500"), 2), Ok(1250));
        assert_eq!(Amount::units_of(number("-3"), 0), Ok(-3));
        assert!(matches!(Amount::units_of(number("0.001"), 2), Err(AmountError::TooFine { .. })));
        assert!(matches!(Amount::units_of(number("92233720368547758.08"), 2), Err(AmountError::TooLarge { .. })));
        assert_eq!(Amount::units_of(number("92233720368547758.07"), 2), Ok(i64::MAX));
    }

    #[test]
    fn amounts_are_written_with_all_their_decimals() {
        for (units, decimals, text) in [(1250, 2, "12.50"), (-5, 2, "-0.05"), (7, 0, "7"), (0, 4, "0.0000")] {
            assert_eq!(Amount { units, decimals }.to_string(), text);
        }
    }
}
