//! Agreements on sharing (利益分享协议): what each place gets of a transferred project, year by year.
//!
//! Inputs of the place that says so are paid back first; what is left is split by the phase of the year. Exact: the parts
//! of a year add up to what there was. Never decides what counts as income.

use model::pack::{Agreement, AgreementClock};
use rust_decimal::Decimal;

/// What one year brought and what was put in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct YearOf {
    pub year: i16,
    /// To be shared; not negative.
    pub income: Decimal,
    /// Put in by the place that is paid back first; not negative.
    pub input: Decimal,
}

/// How a year is split.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YearShare {
    pub year: i16,
    pub income: Decimal,
    /// Paid back first, to the place of the agreement.
    pub recovered: Decimal,
    /// Inputs that are still to be paid back afterwards.
    pub unrecovered: Decimal,
    /// The phase by which the rest is split; nothing before the first and after the last phase.
    pub phase: Option<usize>,
    /// In the order of the parties; `recovered` is not in them.
    pub shares: Vec<Decimal>,
    /// What no phase says anything about.
    pub unshared: Decimal,
}

/// Why an agreement cannot be worked out.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ShareError {
    #[error("{year}年的数为负，分享的收益和投入都不能小于 0；请核对，退库等冲减在发生的年份先行抵扣")]
    Negative { year: i16 },
    #[error("{year}年写了两次，或没有按年份先后排列；请改正")]
    YearOrder { year: i16 },
    #[error("协议没有先行收回投入的约定，但{year}年登记了投入；请删去投入或改正协议")]
    NoRecovery { year: i16 },
    #[error("{year}年的数太大，超出可以精确计算的范围；请核对")]
    TooLarge { year: i16 },
}

/// Splits what the years brought; `years` upwards, years without income may be left out.
pub fn share(agreement: &Agreement, years: &[YearOf]) -> Result<Vec<YearShare>, ShareError> {
    let mut shared: Vec<YearShare> = Vec::with_capacity(years.len());
    let mut unrecovered = Decimal::ZERO;
    // The year that the first phase counts from.
    let mut first_year: Option<i16> = None;
    for entry in years {
        let year = entry.year;
        if entry.income < Decimal::ZERO || entry.input < Decimal::ZERO {
            return Err(ShareError::Negative { year });
        }
        if shared.last().is_some_and(|last| last.year >= year) {
            return Err(ShareError::YearOrder { year });
        }
        if agreement.recovery.is_none() && entry.input > Decimal::ZERO {
            return Err(ShareError::NoRecovery { year });
        }
        unrecovered = unrecovered.checked_add(entry.input).ok_or(ShareError::TooLarge { year })?;
        let recovered = entry.income.min(unrecovered);
        unrecovered -= recovered;
        let rest = entry.income - recovered;
        let starts = match agreement.clock {
            AgreementClock::FirstIncome => entry.income > Decimal::ZERO,
            AgreementClock::Recovered => rest > Decimal::ZERO,
        };
        if starts && first_year.is_none() {
            first_year = Some(year);
        }
        let phase = first_year.and_then(|first| phase_of(agreement, i32::from(year) - i32::from(first)));
        let shares = match phase.map(|place| &agreement.phases[place]) {
            Some(phase) => split(rest, &phase.shares).ok_or(ShareError::TooLarge { year })?,
            None => vec![Decimal::ZERO; agreement.parties.len()],
        };
        let unshared = if phase.is_some() { Decimal::ZERO } else { rest };
        shared.push(YearShare { year, income: entry.income, recovered, unrecovered, phase, shares, unshared });
    }
    Ok(shared)
}

/// The phase of the year that is `elapsed` years after the first one.
fn phase_of(agreement: &Agreement, elapsed: i32) -> Option<usize> {
    let mut end = 0;
    agreement.phases.iter().position(|phase| match phase.years {
        None => true,
        Some(years) => {
            end += i32::from(years);
            elapsed < end
        }
    })
}

/// The last one takes what is left, so that the parts add up.
fn split(amount: Decimal, shares: &[Decimal]) -> Option<Vec<Decimal>> {
    let (_, firsts) = shares.split_last()?;
    let mut parts = Vec::with_capacity(shares.len());
    let mut left = amount;
    for share in firsts {
        let part = amount.checked_mul(*share)? / Decimal::ONE_HUNDRED;
        left -= part;
        parts.push(part);
    }
    parts.push(left);
    Some(parts)
}

#[cfg(test)]
mod tests {
    use model::pack::{AgreementPhase, Code, FileId, SourceSpan};
    use proptest::prelude::*;

    use super::*;

    fn agreement(recovery: Option<usize>, clock: AgreementClock, phases: &[(Option<u16>, i64)]) -> Agreement {
        let span = SourceSpan { file: FileId(0), start: 0, end: 0 };
        Agreement {
            code: Code::new("a").unwrap(),
            name: "协议".to_string(),
            basis: "示例".to_string(),
            unit: "万元".parse().unwrap(),
            parties: vec!["流出地".to_string(), "承接地".to_string()],
            recovery,
            clock,
            phases: phases
                .iter()
                .map(|(years, first)| AgreementPhase {
                    name: String::new(),
                    years: *years,
                    shares: vec![Decimal::from(*first), Decimal::from(100 - first)],
                    span,
                })
                .collect(),
            transfer: None,
            posting: None,
            span,
        }
    }

    fn years(incomes: &[i64], input: i64) -> Vec<YearOf> {
        let year = |(place, income): (usize, &i64)| YearOf {
            year: 2021 + i16::try_from(place).unwrap(),
            income: Decimal::from(*income),
            input: if place == 0 { Decimal::from(input) } else { Decimal::ZERO },
        };
        incomes.iter().enumerate().map(year).collect()
    }

    fn firsts(shared: &[YearShare]) -> Vec<Decimal> {
        shared.iter().map(|year| year.shares[0]).collect()
    }

    #[test]
    fn five_by_five_for_five_years() {
        let ningde = agreement(None, AgreementClock::FirstIncome, &[(Some(5), 50)]);
        let shared = share(&ningde, &years(&[1000; 6], 0)).unwrap();
        assert_eq!(firsts(&shared), [500, 500, 500, 500, 500, 0].map(Decimal::from));
        assert_eq!((shared[5].phase, shared[5].unshared), (None, Decimal::from(1000)));
    }

    #[test]
    fn inputs_come_back_first() {
        let zibo = agreement(Some(0), AgreementClock::Recovered, &[(Some(20), 60)]);
        let shared = share(&zibo, &years(&[100; 22], 150)).unwrap();
        assert_eq!((shared[0].recovered, shared[0].shares[0]), (Decimal::from(100), Decimal::ZERO));
        assert_eq!((shared[1].recovered, shared[1].shares[0]), (Decimal::from(50), Decimal::from(30)));
        assert_eq!(shared[1].shares[1], Decimal::from(20));
        // Twenty years from the second one: the last is the twenty-first.
        assert_eq!((shared[20].shares[0], shared[21].shares[0]), (Decimal::from(60), Decimal::ZERO));
    }

    #[test]
    fn what_cannot_be_shared_is_refused() {
        let plain = agreement(None, AgreementClock::FirstIncome, &[(None, 50)]);
        assert_eq!(share(&plain, &years(&[-1], 0)), Err(ShareError::Negative { year: 2021 }));
        assert_eq!(share(&plain, &years(&[1], 1)), Err(ShareError::NoRecovery { year: 2021 }));
        let twice = [years(&[1], 0), years(&[1], 0)].concat();
        assert_eq!(share(&plain, &twice), Err(ShareError::YearOrder { year: 2021 }));
    }

    proptest! {
        #[test]
        fn parts_add_up(incomes in prop::collection::vec(0..100_000i64, 0..30), input in 0..200_000i64, first in 0..=100i64, years_of in 1..10u16) {
            let agreement = agreement(Some(1), AgreementClock::Recovered, &[(Some(years_of), first), (Some(3), 50)]);
            let shared = share(&agreement, &years(&incomes, input)).unwrap();
            let mut recovered = Decimal::ZERO;
            for year in &shared {
                let sum: Decimal = year.shares.iter().sum();
                prop_assert_eq!(year.recovered + sum + year.unshared, year.income);
                recovered += year.recovered;
            }
            prop_assert!(recovered <= Decimal::from(input));
        }
    }
}
