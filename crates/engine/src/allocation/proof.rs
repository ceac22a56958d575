//! Checks a split after the fact, from claims, terms and the amounts alone, in exact integers.
//!
//! Shares nothing with the way the amounts were found, and trusts no state that was reported with them.

use model::ProofLine;
use num_bigint::BigInt;
use rust_decimal::Decimal;

use super::split::{Claim, Terms};

/// The promises of the rule, each with whether it holds and the figures behind it.
pub fn proof(claims: &[Claim], terms: &Terms, amounts: &[Decimal], surplus: Decimal) -> Vec<ProofLine> {
    let given: Decimal = amounts.iter().sum();
    let held = Held::new(claims, terms, amounts);
    let line = |claim: &str, holds: bool, figures: String| ProofLine { claim: claim.to_string(), holds, figures };
    let (floors, caps) = (
        claims.iter().filter(|claim| claim.floor.is_some()).count(),
        claims.iter().filter(|claim| claim.cap.is_some()).count(),
    );
    vec![
        line(
            "合计等于总额",
            given + surplus == terms.budget,
            if surplus.is_zero() {
                format!("分出 {}，总额 {}", given.normalize(), terms.budget.normalize())
            } else {
                format!("分出 {}，留存 {}，总额 {}", given.normalize(), surplus.normalize(), terms.budget.normalize())
            },
        ),
        line(
            "都是取整单位的整数倍，没有负数",
            amounts.iter().all(|amount| *amount >= Decimal::ZERO && (amount % terms.step).is_zero()),
            format!("取整单位 {}", terms.step.normalize()),
        ),
        line(
            "没有低于下限的，没有高于上限的",
            (0..claims.len()).all(|place| held.is_within(place)),
            format!("有下限 {floors} 个，有上限 {caps} 个"),
        ),
        line(
            "份额大的不少于份额小的（上限、下限起作用的除外）",
            held.is_monotone(),
            format!("比较 {} 个对象", claims.len()),
        ),
        line(
            "不受上下限约束的，每份所得相同（相差不到一个取整单位）",
            held.has_one_rate(),
            format!("这样的对象 {} 个", held.free().count()),
        ),
        line(
            "有结余的，有份额的都已到上限",
            surplus.is_zero()
                || (0..claims.len()).all(|place| held.share[place] == BigInt::from(0) || held.at_cap(place)),
            if surplus.is_zero() { "没有结余".to_string() } else { format!("结余 {}", surplus.normalize()) },
        ),
    ]
}

struct Held<'a> {
    claims: &'a [Claim],
    step: Decimal,
    amounts: &'a [Decimal],
    share: Vec<BigInt>,
}

impl<'a> Held<'a> {
    fn new(claims: &'a [Claim], terms: &Terms, amounts: &'a [Decimal]) -> Held<'a> {
        let whole = |value: Decimal| BigInt::from(value.mantissa()) * BigInt::from(10).pow(28 - value.scale());
        let totals: Vec<BigInt> = (0..terms.weights.len())
            .map(|at| claims.iter().map(|claim| whole(claim.values[at])).sum::<BigInt>())
            .map(|total| if total == BigInt::from(0) { BigInt::from(1) } else { total })
            .collect();
        // weight × value ÷ total, times the product of all totals.
        let all: BigInt = totals.iter().product();
        let share = claims.iter().map(|claim| {
            let parts = claim.values.iter().zip(&terms.weights).zip(&totals);
            parts.map(|((value, weight), total)| whole(*weight) * whole(*value) * (&all / total)).sum()
        });
        Held { claims, step: terms.step, amounts, share: share.collect() }
    }

    fn floor(&self, place: usize) -> Decimal {
        let floor = self.claims[place].floor.unwrap_or_default();
        (floor / self.step).ceil() * self.step
    }

    fn cap(&self, place: usize) -> Option<Decimal> {
        self.claims[place].cap.map(|cap| (cap / self.step).floor() * self.step)
    }

    fn is_within(&self, place: usize) -> bool {
        self.amounts[place] >= self.floor(place) && self.cap(place).is_none_or(|cap| self.amounts[place] <= cap)
    }

    fn at_cap(&self, place: usize) -> bool {
        self.cap(place) == Some(self.amounts[place])
    }

    fn at_floor(&self, place: usize) -> bool {
        self.claims[place].floor.is_some() && self.amounts[place] == self.floor(place)
    }

    fn free(&self) -> impl Iterator<Item = usize> + '_ {
        let is_free =
            |place: &usize| self.share[*place] > BigInt::from(0) && !self.at_cap(*place) && !self.at_floor(*place);
        (0..self.claims.len()).filter(is_free)
    }

    /// Of two subjects with the same base, the one with the larger share gets no less.
    fn is_monotone(&self) -> bool {
        let mut order: Vec<usize> = (0..self.claims.len()).collect();
        order.sort_by(|one, other| {
            self.claims[*one].base.cmp(&self.claims[*other].base).then(self.share[*one].cmp(&self.share[*other]))
        });
        let same_base = |group: &[usize]| {
            let mut most_before: Option<Decimal> = None;
            group.chunk_by(|one, other| self.share[*one] == self.share[*other]).all(|equals| {
                let holds = equals
                    .iter()
                    .all(|place| self.at_cap(*place) || most_before.is_none_or(|most| self.amounts[*place] >= most));
                let own = equals.iter().filter(|place| !self.at_floor(**place)).map(|place| self.amounts[*place]);
                most_before = most_before.into_iter().chain(own).max();
                holds
            })
        };
        order.chunk_by(|one, other| self.claims[*one].base == self.claims[*other].base).all(same_base)
    }

    /// The rate that follows from all free subjects together fits each of them to less than one step.
    fn has_one_rate(&self) -> bool {
        let whole = |value: Decimal| BigInt::from(value.mantissa()) * BigInt::from(10).pow(28 - value.scale());
        let above = |place: usize| whole(self.amounts[place]) - whole(self.claims[place].base);
        let (rest, shares) = self.free().fold((BigInt::from(0), BigInt::from(0)), |(rest, shares), place| {
            (rest + above(place), shares + &self.share[place])
        });
        // Not exactly the rate of the rule: those that rounding brought to a bound are not counted here, each of them
        // moves the sum by less than a step.
        let slack = whole(self.step) * &shares * BigInt::from(1 + self.claims.len() - self.free().count());
        self.free().all(|place| {
            let difference = above(place) * &shares - &rest * &self.share[place];
            difference < slack && difference > -slack.clone()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn failed(amounts: &[i64], surplus: i64) -> Vec<String> {
        let claims: Vec<Claim> = [(30, Some(25)), (50, None), (20, None)]
            .map(|(value, cap): (i64, Option<i64>)| Claim {
                values: vec![Decimal::from(value)],
                cap: cap.map(Decimal::from),
                floor: Some(Decimal::from(5)),
                ..Claim::default()
            })
            .to_vec();
        let terms = Terms {
            budget: Decimal::from(100),
            step: Decimal::from(1),
            weights: vec![Decimal::from(1)],
            keeps_surplus: true,
        };
        let amounts: Vec<Decimal> = amounts.iter().map(|amount| Decimal::from(*amount)).collect();
        let lines = proof(&claims, &terms, &amounts, Decimal::from(surplus));
        lines.into_iter().filter(|line| !line.holds).map(|line| line.claim).collect()
    }

    #[test]
    fn a_right_split_passes_and_every_wrong_one_is_named() {
        assert_eq!(failed(&[25, 54, 21], 0), Vec::<String>::new());
        assert_eq!(failed(&[25, 54, 20], 0), ["合计等于总额"]);
        assert!(failed(&[26, 53, 21], 0).contains(&"没有低于下限的，没有高于上限的".to_string()));
        assert!(failed(&[25, 21, 54], 0).contains(&"份额大的不少于份额小的（上限、下限起作用的除外）".to_string()));
        assert!(failed(&[25, 60, 15], 0)[0].starts_with("不受上下限约束的"));
        assert!(failed(&[25, 53, 21], 1).contains(&"有结余的，有份额的都已到上限".to_string()));
    }
}
