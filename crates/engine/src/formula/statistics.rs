//! Statistics over peers (均值、中位数、分位数、位次). Exact decimals, except deviations, which need a root.

use model::pack::{QuantileMethod, RankTies};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::inexact::square_root;

/// Nothing for no values, and where a sum fits no decimal.
pub(super) fn sum(values: &[Decimal]) -> Option<Decimal> {
    (!values.is_empty()).then_some(())?;
    values.iter().try_fold(Decimal::ZERO, |sum, value| sum.checked_add(*value))
}

pub(crate) fn mean(values: &[Decimal]) -> Option<Decimal> {
    sum(values)?.checked_div(Decimal::from(values.len()))
}

/// Σ value × weight ÷ Σ weight; nothing when the weights sum to zero.
pub(super) fn weighted_mean(values: &[(Decimal, Decimal)]) -> Option<Decimal> {
    let mut total = Decimal::ZERO;
    let mut weights = Decimal::ZERO;
    for (value, weight) in values {
        total = total.checked_add(value.checked_mul(*weight)?)?;
        weights = weights.checked_add(*weight)?;
    }
    total.checked_div(weights)
}

/// `degrees` is n for a population, n − 1 for a sample.
pub(super) fn deviation(values: &[Decimal], is_sample: bool) -> Option<Decimal> {
    let degrees = values.len().checked_sub(usize::from(is_sample)).filter(|degrees| *degrees > 0)?;
    let mean = mean(values)?;
    let squares = values.iter().try_fold(Decimal::ZERO, |sum, value| {
        let distance = value.checked_sub(mean)?;
        sum.checked_add(distance.checked_mul(distance)?)
    })?;
    square_root(squares.checked_div(Decimal::from(degrees))?)
}

/// `sorted` rises; `share` is between 0 and 1.
pub(super) fn quantile(sorted: &[Decimal], share: Decimal, method: QuantileMethod) -> Option<Decimal> {
    let count = Decimal::from(sorted.len());
    let last = Decimal::from(sorted.len().checked_sub(1)?);
    match method {
        QuantileMethod::InverseDistribution => {
            let place = (count * share).ceil().to_usize()?.max(1);
            sorted.get(place - 1).copied()
        }
        QuantileMethod::Weibull => between(sorted, (count + Decimal::ONE) * share - Decimal::ONE),
        QuantileMethod::Linear => between(sorted, last * share),
    }
}

/// The value at a fractional place counted from zero; the ends hold beyond them.
fn between(sorted: &[Decimal], place: Decimal) -> Option<Decimal> {
    let last = sorted.len().checked_sub(1)?;
    let place = place.clamp(Decimal::ZERO, Decimal::from(last));
    let below = place.floor().to_usize()?;
    let (lower, upper) = (sorted[below], sorted[(below + 1).min(last)]);
    lower.checked_add((upper - lower).checked_mul(place - place.floor())?)
}

pub(crate) fn median(sorted: &[Decimal]) -> Option<Decimal> {
    let half = sorted.len() / 2;
    if sorted.len() % 2 == 1 {
        return sorted.get(half).copied();
    }
    mean(sorted.get(half.checked_sub(1)?..=half)?)
}

/// Place of each value, 1 is the best.
pub(crate) fn ranks(values: &[Decimal], ties: RankTies, is_largest_first: bool) -> Vec<Decimal> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|first, second| {
        let rising = values[*first].cmp(&values[*second]);
        if is_largest_first { rising.reverse() } else { rising }
    });
    let mut ranks = vec![Decimal::ZERO; values.len()];
    let mut start = 0;
    let mut different = 0usize;
    while start < order.len() {
        let value = values[order[start]];
        let ties_after = order[start..].iter().take_while(|place| values[**place] == value).count();
        different += 1;
        let rank = match ties {
            RankTies::Competition => Decimal::from(start + 1),
            RankTies::Dense => Decimal::from(different),
            RankTies::Average => Decimal::from(2 * start + 1 + ties_after) / Decimal::TWO,
        };
        for place in &order[start..start + ties_after] {
            ranks[*place] = rank;
        }
        start += ties_after;
    }
    ranks
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(text: &str) -> Vec<Decimal> {
        text.split(' ').map(|number| number.parse().unwrap()).collect()
    }

    fn printed(value: Option<Decimal>) -> String {
        value.map_or("—".to_string(), |value| value.normalize().to_string())
    }

    #[test]
    fn quantiles_follow_their_definition() {
        let sorted = numbers("1 2 3 4");
        for (share, method, wanted) in [
            ("0.25", QuantileMethod::InverseDistribution, "1"),
            ("0.26", QuantileMethod::InverseDistribution, "2"),
            ("0", QuantileMethod::InverseDistribution, "1"),
            ("0.25", QuantileMethod::Weibull, "1.25"),
            ("0.05", QuantileMethod::Weibull, "1"),
            ("0.25", QuantileMethod::Linear, "1.75"),
            ("1", QuantileMethod::Linear, "4"),
        ] {
            assert_eq!(printed(quantile(&sorted, share.parse().unwrap(), method)), wanted, "{share} {method:?}");
        }
        assert_eq!(quantile(&[], Decimal::ONE, QuantileMethod::Linear), None);
    }

    #[test]
    fn ties_share_a_place() {
        let values = numbers("90 80 80 70");
        for (ties, wanted) in
            [(RankTies::Competition, "1 2 2 4"), (RankTies::Dense, "1 2 2 3"), (RankTies::Average, "1 2.5 2.5 4")]
        {
            assert_eq!(ranks(&values, ties, true), numbers(wanted));
        }
        assert_eq!(ranks(&values, RankTies::Competition, false), numbers("4 2 2 1"));
    }

    #[test]
    fn means_and_deviations() {
        let values = numbers("2 4 4 4 5 5 7 9");
        assert_eq!(printed(mean(&values)), "5");
        assert_eq!(printed(median(&values)), "4.5");
        assert_eq!(printed(deviation(&values, false)), "2");
        assert_eq!(printed(deviation(&values, true)), "2.138089935");
        assert_eq!(deviation(&values[..1], true), None);
        assert_eq!(mean(&[]), None);
        let weighted = [(Decimal::ONE, Decimal::ONE), (Decimal::TWO, Decimal::from(3))];
        assert_eq!(printed(weighted_mean(&weighted)), "1.75");
        assert_eq!(weighted_mean(&[(Decimal::ONE, Decimal::ZERO)]), None);
    }
}
