//! Call auction (集合竞价): many buyers and sellers, one uniform price, in whole lots.
//!
//! The price clears the largest volume; among such prices the smallest imbalance, then the one nearest to the reference
//! price, then the lower one. Every number that decides is in the outcome, so that a loser can compute it again. Never
//! looks at who somebody is: only price, quantity and time of an order count.

use std::cmp::Ordering;

use model::pack::Margin;
use rust_decimal::Decimal;

/// 买入 or 卖出.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    Buy,
    Sell,
}

/// An order in the order of arrival; `quantity` in whole lots.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Order {
    pub id: String,
    pub bidder: String,
    pub side: Side,
    /// The most that a buyer pays, the least that a seller takes.
    pub price: Decimal,
    pub quantity: u64,
}

/// What came of one order.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Fill {
    pub order: Order,
    pub filled: u64,
    pub reason: FillReason,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FillReason {
    /// The limit is better than the uniform price, or all orders at it fit.
    Whole,
    /// The limit is the uniform price, where not all of the longer side fits.
    Margin,
    /// A better order took all that there was.
    Crowded,
    /// The limit is worse than the uniform price.
    OutOfPrice,
    /// No price suits both sides.
    NoPrice,
}

impl FillReason {
    pub fn in_words(self) -> &'static str {
        match self {
            FillReason::Whole => "报价优于成交价或恰为成交价，全部成交",
            FillReason::Margin => "报价恰为成交价，数量多的一方按规则分配",
            FillReason::Crowded => "数量不够，已由报价更优或在先的申报用完",
            FillReason::OutOfPrice => "报价劣于成交价",
            FillReason::NoPrice => "没有买卖双方都能接受的价格",
        }
    }
}

/// What would be bought and sold at one of the prices that were named.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct PriceRow {
    pub price: Decimal,
    pub bought: u64,
    pub sold: u64,
}

impl PriceRow {
    pub fn volume(&self) -> u64 {
        self.bought.min(self.sold)
    }

    pub fn imbalance(&self) -> u64 {
        self.bought.abs_diff(self.sold)
    }
}

/// Which rule settled the price.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PriceReason {
    Volume,
    Imbalance,
    Reference,
    Lower,
}

impl PriceReason {
    pub fn in_words(self) -> &'static str {
        match self {
            PriceReason::Volume => "成交量最大",
            PriceReason::Imbalance => "成交量相同，买卖差额最小",
            PriceReason::Reference => "成交量和差额都相同，离参考价最近",
            PriceReason::Lower => "以上都相同，取较低的价格",
        }
    }
}

/// Everything that a call auction decided. Sums of bought and sold lots are equal.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct CallOutcome {
    /// All prices that somebody named, upwards.
    pub prices: Vec<PriceRow>,
    /// None when no price suits both sides.
    pub price: Option<(Decimal, PriceReason)>,
    pub volume: u64,
    /// In the order of arrival.
    pub fills: Vec<Fill>,
}

/// Why orders cannot be put together.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CallError {
    #[error("申报数量合计超出可以精确计算的范围，请核对数量和最小交易单位")]
    TooMuch,
}

/// Clears `orders`, which stand in the order of arrival.
pub fn clear(orders: &[Order], reference: Decimal, margin: Margin) -> Result<CallOutcome, CallError> {
    let prices = price_rows(orders)?;
    let best = prices.iter().filter(|row| row.volume() > 0).min_by(|one, other| compare(one, other, reference));
    let Some(best) = best.cloned() else {
        let fills =
            orders.iter().map(|order| Fill { order: order.clone(), filled: 0, reason: FillReason::NoPrice }).collect();
        return Ok(CallOutcome { prices, price: None, volume: 0, fills });
    };
    let reason = reason(&prices, &best, reference);
    let volume = best.volume();
    let mut fills: Vec<Fill> =
        orders.iter().map(|order| Fill { order: order.clone(), filled: 0, reason: FillReason::OutOfPrice }).collect();
    for side in [Side::Buy, Side::Sell] {
        fill(&mut fills, side, best.price, volume, margin);
    }
    Ok(CallOutcome { prices, price: Some((best.price, reason)), volume, fills })
}

/// One row for each price that was named: volume changes nowhere else.
fn price_rows(orders: &[Order]) -> Result<Vec<PriceRow>, CallError> {
    let mut prices: Vec<Decimal> = orders.iter().map(|order| order.price).collect();
    prices.sort_unstable();
    prices.dedup();
    let mut rows: Vec<PriceRow> = prices.iter().map(|price| PriceRow { price: *price, bought: 0, sold: 0 }).collect();
    let at = |price: Decimal| rows.partition_point(|row| row.price < price);
    let places: Vec<usize> = orders.iter().map(|order| at(order.price)).collect();
    for (order, place) in orders.iter().zip(places) {
        let row = &mut rows[place];
        let sum = match order.side {
            Side::Buy => &mut row.bought,
            Side::Sell => &mut row.sold,
        };
        *sum = sum.checked_add(order.quantity).ok_or(CallError::TooMuch)?;
    }
    // Who buys at a price buys at every lower one; who sells at a price sells at every higher one.
    for place in (1..rows.len()).rev() {
        rows[place - 1].bought = rows[place - 1].bought.checked_add(rows[place].bought).ok_or(CallError::TooMuch)?;
    }
    for place in 1..rows.len() {
        rows[place].sold = rows[place].sold.checked_add(rows[place - 1].sold).ok_or(CallError::TooMuch)?;
    }
    Ok(rows)
}

fn compare(one: &PriceRow, other: &PriceRow, reference: Decimal) -> Ordering {
    let distance = |row: &PriceRow| (row.price - reference).abs();
    (other.volume().cmp(&one.volume()))
        .then_with(|| one.imbalance().cmp(&other.imbalance()))
        .then_with(|| distance(one).cmp(&distance(other)))
        .then_with(|| one.price.cmp(&other.price))
}

fn reason(rows: &[PriceRow], best: &PriceRow, reference: Decimal) -> PriceReason {
    let others = || rows.iter().filter(|row| row.price != best.price && row.volume() == best.volume());
    let distance = |row: &PriceRow| (row.price - reference).abs();
    if others().next().is_none() {
        PriceReason::Volume
    } else if others().all(|row| row.imbalance() > best.imbalance()) {
        PriceReason::Imbalance
    } else if others().filter(|row| row.imbalance() == best.imbalance()).all(|row| distance(row) > distance(best)) {
        PriceReason::Reference
    } else {
        PriceReason::Lower
    }
}

fn fill(fills: &mut [Fill], side: Side, price: Decimal, volume: u64, margin: Margin) {
    let is_better = |order: &Order| match order.side {
        Side::Buy => order.price > price,
        Side::Sell => order.price < price,
    };
    let of_side: Vec<usize> = (0..fills.len()).filter(|place| fills[*place].order.side == side).collect();
    let (better, rest): (Vec<usize>, Vec<usize>) =
        of_side.into_iter().partition(|place| is_better(&fills[*place].order));
    let at_price: Vec<usize> = rest.into_iter().filter(|place| fills[*place].order.price == price).collect();
    // Better orders of the longer side can be more than the volume only where no price between would have cleared more;
    // then they, too, take turns: the best price first, then the earlier one.
    let mut left = volume;
    let mut by_price = better;
    by_price.sort_by(|one, other| {
        let (one_price, other_price) = (fills[*one].order.price, fills[*other].order.price);
        let better_first = match side {
            Side::Buy => other_price.cmp(&one_price),
            Side::Sell => one_price.cmp(&other_price),
        };
        better_first.then(one.cmp(other))
    });
    for place in by_price {
        let wanted = fills[place].order.quantity;
        let filled = wanted.min(left);
        left -= filled;
        fills[place].filled = filled;
        fills[place].reason = if filled == wanted { FillReason::Whole } else { FillReason::Crowded };
    }
    let wanted: u64 = at_price.iter().map(|place| fills[*place].order.quantity).sum();
    let quantities: Vec<u64> = at_price.iter().map(|place| fills[*place].order.quantity).collect();
    let shares = if wanted <= left {
        quantities.clone()
    } else {
        match margin {
            Margin::ProRata => pro_rata(&quantities, left),
            Margin::Time => by_time(&quantities, left),
        }
    };
    for ((place, filled), quantity) in at_price.into_iter().zip(shares).zip(quantities) {
        fills[place].filled = filled;
        fills[place].reason = match filled {
            0 if quantity > 0 => FillReason::Crowded,
            filled if filled == quantity => FillReason::Whole,
            _ => FillReason::Margin,
        };
    }
}

fn by_time(quantities: &[u64], total: u64) -> Vec<u64> {
    let mut left = total;
    quantities
        .iter()
        .map(|quantity| {
            let filled = left.min(*quantity);
            left -= filled;
            filled
        })
        .collect()
}

/// Whole parts first, then one lot each by the largest remainder, the earlier order first.
fn pro_rata(quantities: &[u64], total: u64) -> Vec<u64> {
    let sum: u128 = quantities.iter().map(|quantity| u128::from(*quantity)).sum();
    if sum == 0 {
        return vec![0; quantities.len()];
    }
    let exact = |quantity: u64| u128::from(quantity) * u128::from(total);
    let whole = |quantity: u64| u64::try_from(exact(quantity) / sum).unwrap_or(total);
    let mut shares: Vec<u64> = quantities.iter().map(|quantity| whole(*quantity)).collect();
    let mut order: Vec<usize> = (0..quantities.len()).collect();
    order.sort_by(|one, other| {
        let rest = |place: usize| exact(quantities[place]) % sum;
        rest(*other).cmp(&rest(*one)).then(one.cmp(other))
    });
    let mut left = total - shares.iter().sum::<u64>();
    for place in order {
        if left == 0 {
            break;
        }
        shares[place] += 1;
        left -= 1;
    }
    shares
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn order(id: usize, side: Side, price: i64, quantity: u64) -> Order {
        Order { id: format!("{id}"), bidder: format!("{id}"), side, price: Decimal::from(price), quantity }
    }

    fn cleared(orders: &[(Side, i64, u64)], reference: i64, margin: Margin) -> CallOutcome {
        let orders: Vec<Order> = orders
            .iter()
            .enumerate()
            .map(|(id, (side, price, quantity))| order(id, *side, *price, *quantity))
            .collect();
        clear(&orders, Decimal::from(reference), margin).unwrap()
    }

    #[test]
    fn the_price_clears_the_most() {
        use Side::{Buy, Sell};
        let outcome = cleared(&[(Buy, 12, 50), (Buy, 10, 50), (Sell, 9, 60), (Sell, 11, 50)], 0, Margin::Time);
        // At 9 and 10: 60; at 11: 50; at 12: 50.
        assert_eq!(outcome.price, Some((Decimal::from(9), PriceReason::Reference)));
        assert_eq!(outcome.volume, 60);
        assert_eq!(outcome.fills.iter().map(|fill| fill.filled).collect::<Vec<_>>(), [50, 10, 60, 0]);
        let nearer = cleared(&[(Buy, 12, 50), (Buy, 10, 50), (Sell, 9, 60), (Sell, 11, 50)], 11, Margin::Time);
        assert_eq!(nearer.price, Some((Decimal::from(10), PriceReason::Reference)));
    }

    #[test]
    fn among_equal_volumes_the_smallest_imbalance_decides_before_the_reference_price() {
        use Side::{Buy, Sell};
        // At 10: 50 are bought, 80 sold, 30 too many; at 12: 50 and 130. Both clear 50, 10 leaves less over; 12 is nearer to
        // the reference price.
        let orders = [(Buy, 12, 50), (Sell, 10, 80), (Sell, 12, 50)];
        let outcome = cleared(&orders, 12, Margin::Time);
        let rows: Vec<(u64, u64)> = outcome.prices.iter().map(|row| (row.volume(), row.imbalance())).collect();
        assert_eq!(rows, [(50, 30), (50, 80)]);
        assert_eq!(outcome.price, Some((Decimal::from(10), PriceReason::Imbalance)));
        assert_eq!(PriceReason::Imbalance.in_words(), "成交量相同，买卖差额最小");
        // With as much left over at both, the reference price decides, and where that is no nearer to one, the lower price.
        let even = [(Buy, 12, 50), (Sell, 10, 50)];
        assert_eq!(cleared(&even, 12, Margin::Time).price, Some((Decimal::from(12), PriceReason::Reference)));
        assert_eq!(cleared(&even, 11, Margin::Time).price, Some((Decimal::from(10), PriceReason::Lower)));
    }

    /// The price and its reason as the rules read, one after the other: each keeps those prices that are best by it, and the
    /// first one that leaves a single price is the reason.
    fn by_the_rules(orders: &[(Side, i64, u64)], reference: i64) -> Option<(Decimal, PriceReason)> {
        let sum = |price: i64, side: Side| -> i64 {
            let takes = |limit: i64| if side == Side::Buy { limit >= price } else { limit <= price };
            let own = orders.iter().filter(|order| order.0 == side && takes(order.1));
            own.map(|order| i64::try_from(order.2).unwrap()).sum()
        };
        let volume = |price: i64| sum(price, Side::Buy).min(sum(price, Side::Sell));
        let mut left: Vec<i64> = orders.iter().map(|order| order.1).filter(|price| volume(*price) > 0).collect();
        left.sort_unstable();
        left.dedup();
        let rules: [(PriceReason, &dyn Fn(i64) -> i64); 4] = [
            (PriceReason::Volume, &|price| -volume(price)),
            (PriceReason::Imbalance, &|price| (sum(price, Side::Buy) - sum(price, Side::Sell)).abs()),
            (PriceReason::Reference, &|price| (price - reference).abs()),
            (PriceReason::Lower, &|price| price),
        ];
        for (reason, worse) in rules {
            let least = left.iter().map(|price| worse(*price)).min()?;
            left.retain(|price| worse(*price) == least);
            if let [price] = left[..] {
                return Some((Decimal::from(price), reason));
            }
        }
        None
    }

    #[test]
    fn the_margin_is_shared_as_the_rule_says() {
        use Side::{Buy, Sell};
        let orders = [(Buy, 10, 30), (Buy, 10, 20), (Buy, 10, 20), (Sell, 10, 50)];
        let filled = |margin| cleared(&orders, 10, margin).fills.iter().map(|fill| fill.filled).collect::<Vec<_>>();
        // 50 × 30/70 = 21.43, 50 × 20/70 = 14.29: one lot is left, the largest remainder takes it.
        assert_eq!(filled(Margin::ProRata), [22, 14, 14, 50]);
        assert_eq!(filled(Margin::Time), [30, 20, 0, 50]);
    }

    #[test]
    fn no_common_price_no_trade() {
        let outcome = cleared(&[(Side::Buy, 8, 10), (Side::Sell, 9, 10)], 8, Margin::Time);
        assert_eq!((outcome.price, outcome.volume), (None, 0));
        assert!(outcome.fills.iter().all(|fill| fill.reason == FillReason::NoPrice));
    }

    #[test]
    fn sums_that_do_not_fit_are_refused() {
        let orders = [order(0, Side::Buy, 9, u64::MAX), order(1, Side::Buy, 9, 1)];
        assert_eq!(clear(&orders, Decimal::ONE, Margin::Time), Err(CallError::TooMuch));
    }

    fn orders() -> impl Strategy<Value = Vec<(Side, i64, u64)>> {
        let side = prop_oneof![Just(Side::Buy), Just(Side::Sell)];
        prop::collection::vec((side, 1..12i64, 0..9u64), 0..14)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1_000))]

        /// Few prices and small amounts, so that ties are common.
        #[test]
        fn the_price_and_its_reason_are_those_of_the_rules(
            orders in prop::collection::vec(
                (prop_oneof![Just(Side::Buy), Just(Side::Sell)], 1..6i64, 0..4u64), 0..9
            ),
            reference in 0..7i64,
        ) {
            let outcome = cleared(&orders, reference, Margin::Time);
            prop_assert_eq!(outcome.price, by_the_rules(&orders, reference));
        }

        /// Against brute force over a finer grid of prices: nothing between two named prices clears more.
        #[test]
        fn nothing_clears_more(orders in orders(), reference in 0..14i64, is_pro_rata: bool) {
            let margin = if is_pro_rata { Margin::ProRata } else { Margin::Time };
            let outcome = cleared(&orders, reference, margin);
            let volume_at = |price: Decimal| {
                let sum = |side: Side| -> u64 {
                    let takes = |limit: i64| match side {
                        Side::Buy => Decimal::from(limit) >= price,
                        Side::Sell => Decimal::from(limit) <= price,
                    };
                    orders.iter().filter(|order| order.0 == side && takes(order.1)).map(|order| order.2).sum()
                };
                (sum(Side::Buy).min(sum(Side::Sell)), sum(Side::Buy).abs_diff(sum(Side::Sell)))
            };
            let grid = (1..60).map(|step| Decimal::new(step * 25, 2));
            let most = grid.clone().map(|price| volume_at(price).0).max().unwrap_or(0);
            prop_assert_eq!(outcome.volume, most);
            if let Some((price, _)) = outcome.price {
                prop_assert_eq!(volume_at(price).0, most);
                let named = orders.iter().map(|order| Decimal::from(order.1));
                for other in named.filter(|other| volume_at(*other).0 == most) {
                    prop_assert!(volume_at(price).1 <= volume_at(other).1);
                }
            }
            let filled = |side: Side| -> u64 {
                outcome.fills.iter().filter(|fill| fill.order.side == side).map(|fill| fill.filled).sum()
            };
            prop_assert_eq!(filled(Side::Buy), outcome.volume);
            prop_assert_eq!(filled(Side::Sell), outcome.volume);
            for fill in &outcome.fills {
                prop_assert!(fill.filled <= fill.order.quantity);
                if let Some((price, _)) = outcome.price.filter(|_| fill.filled > 0) {
                    let suits = match fill.order.side {
                        Side::Buy => fill.order.price >= price,
                        Side::Sell => fill.order.price <= price,
                    };
                    prop_assert!(suits);
                }
            }
        }

        /// Nobody with a better limit is left out while a worse one is served.
        #[test]
        fn better_limits_come_first(orders in orders(), reference in 0..14i64) {
            let outcome = cleared(&orders, reference, Margin::ProRata);
            for better in &outcome.fills {
                for worse in &outcome.fills {
                    let is_better = better.order.side == worse.order.side && match better.order.side {
                        Side::Buy => better.order.price > worse.order.price,
                        Side::Sell => better.order.price < worse.order.price,
                    };
                    if is_better && worse.filled > 0 {
                        prop_assert_eq!(better.filled, better.order.quantity);
                    }
                }
            }
        }
    }
}
