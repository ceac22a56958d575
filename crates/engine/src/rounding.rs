//! Shares in percent under the two conventions in use: 倒挤 (they add up to 100, the largest takes the
//! residue) and 统计 (each rounded by itself, with a note when they do not add up).

use model::Derivation;
use rust_decimal::{Decimal, RoundingStrategy};

/// How shares are rounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rounding {
    /// 倒挤.
    LargestTakesResidue,
    /// 统计.
    Plain,
}

impl Rounding {
    pub fn in_words(self) -> &'static str {
        match self {
            Rounding::LargestTakesResidue => "倒挤（最大项吸收尾差，合计100%）",
            Rounding::Plain => "统计（四舍五入，不作机械调整）",
        }
    }
}

/// The note that goes with plainly rounded shares that do not add up.
pub const NOTE: &str = "部分数据因四舍五入，总计与分项合计不等";

/// Rounded shares in the order of the amounts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shares {
    pub values: Vec<Decimal>,
    /// The shares do not add up to 100 and `NOTE` must be printed.
    pub note_is_due: bool,
}

/// Shares that have no meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SharesRefused {
    #[error("合计为零，没有比例可算")]
    NothingToShare,
    #[error("有负数或过大的数，不能计算比例")]
    OutOfRange,
}

/// Shares of each amount in the total, in percent with so many decimals.
pub fn shares<Amount: Copy + Into<Decimal>>(
    amounts: &[Amount],
    decimals: u32,
    convention: Rounding,
) -> Result<Shares, SharesRefused> {
    let amounts: Vec<Decimal> = amounts.iter().map(|amount| (*amount).into()).collect();
    if amounts.iter().any(|amount| *amount < Decimal::ZERO) {
        return Err(SharesRefused::OutOfRange);
    }
    let add = |sum: Decimal, amount: &Decimal| sum.checked_add(*amount);
    let total = amounts.iter().try_fold(Decimal::ZERO, add).ok_or(SharesRefused::OutOfRange)?;
    if total.is_zero() {
        return Err(SharesRefused::NothingToShare);
    }
    let share = |amount: &Decimal| {
        let exact = amount.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(total)?;
        Some(exact.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero))
    };
    let mut values: Vec<Decimal> = amounts.iter().map(share).collect::<Option<_>>().ok_or(SharesRefused::OutOfRange)?;
    let residue = Decimal::ONE_HUNDRED - values.iter().sum::<Decimal>();
    match convention {
        Rounding::Plain => Ok(Shares { note_is_due: !residue.is_zero(), values }),
        Rounding::LargestTakesResidue => {
            // Of equal largest amounts the first one takes it.
            let largest = amounts.iter().enumerate().rev().max_by_key(|(_, amount)| **amount);
            if let Some(value) = largest.and_then(|(place, _)| values.get_mut(place)) {
                *value += residue;
            }
            Ok(Shares { values, note_is_due: false })
        }
    }
}

/// The derivation of one share.
pub fn explain(title: &str, part: Derivation, whole: Derivation, share: Decimal, convention: Rounding) -> Derivation {
    Derivation {
        formula: Some(format!("部分 ÷ 总计 × 100，{}", convention.in_words())),
        unit: Some("%".to_string()),
        inputs: vec![part, whole],
        ..Derivation::leaf(title, share.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check<Amount: Copy + Into<Decimal>>(amounts: &[Amount], decimals: u32, convention: Rounding, expected: &str) {
        let shares = shares(amounts, decimals, convention).unwrap();
        let printed: Vec<String> = shares.values.iter().map(Decimal::to_string).collect();
        assert_eq!(printed.join(" "), expected);
    }

    #[test]
    fn the_published_example_of_222_items() {
        check(&[24_u64, 162, 17, 10, 9], 1, Rounding::LargestTakesResidue, "10.8 72.9 7.7 4.5 4.1");
        check(&[24_u64, 162, 17, 10, 9], 1, Rounding::Plain, "10.8 73.0 7.7 4.5 4.1");
    }

    #[test]
    fn the_example_of_35_items_in_both_conventions() {
        check(&[9_u64, 18, 6, 2], 1, Rounding::LargestTakesResidue, "25.7 51.5 17.1 5.7");
        check(&[9_u64, 18, 6, 2], 1, Rounding::Plain, "25.7 51.4 17.1 5.7");
    }

    #[test]
    fn amounts_with_decimals_are_shared_too() {
        let amounts: Vec<Decimal> = ["106.68", "49.84", "30.39"].iter().map(|text| text.parse().unwrap()).collect();
        check(&amounts, 2, Rounding::LargestTakesResidue, "57.07 26.67 16.26");
    }

    #[test]
    fn plain_shares_that_do_not_add_up_need_the_note() {
        assert!(shares(&[1_u64, 1, 1], 1, Rounding::Plain).unwrap().note_is_due);
        assert!(!shares(&[1_u64, 1], 1, Rounding::Plain).unwrap().note_is_due);
    }

    #[test]
    fn with_a_residue_taker_shares_always_add_up_to_100() {
        let mut random = crate::random::SplitMix64::new(222);
        for _ in 0..500 {
            let count = random.between(1, 12);
            let amounts: Vec<u64> = (0..count).map(|_| random.between(0, 5000).unsigned_abs()).collect();
            let Ok(shares) = shares(&amounts, 1, Rounding::LargestTakesResidue) else {
                assert_eq!(amounts.iter().sum::<u64>(), 0);
                continue;
            };
            assert_eq!(shares.values.iter().sum::<Decimal>(), Decimal::ONE_HUNDRED, "{amounts:?}");
        }
    }

    #[test]
    fn nothing_cannot_be_shared() {
        assert_eq!(shares(&[0_u64, 0], 1, Rounding::Plain), Err(SharesRefused::NothingToShare));
        assert_eq!(shares::<u64>(&[], 1, Rounding::Plain), Err(SharesRefused::NothingToShare));
    }
}
