//! Splits a whole number of units among claims: in proportion to shares, between floors and caps, to the last unit.
//!
//! Nobody is treated by order: there is one rate, the same for all whose amount is not decided by a floor or a cap
//! (`amount = base + rate × share`), and the rate is the one that hands out everything. What a cap cuts off therefore
//! goes to those below their caps, as often as it takes. Whole units follow by largest remainder; equal remainders go to
//! the larger share, then to the earlier subject. Knows no names and no packs.

use num_bigint::BigInt;
use rust_decimal::Decimal;

/// What one subject brings.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Claim {
    /// One for each component, in their order; none is negative.
    pub values: Vec<Decimal>,
    /// Given before anything is split; not negative.
    pub base: Decimal,
    pub floor: Option<Decimal>,
    pub cap: Option<Decimal>,
}

/// How much there is, and how it is split.
#[derive(Debug, Clone, PartialEq)]
pub struct Terms {
    pub budget: Decimal,
    /// The smallest amount that is handed out; greater than zero.
    pub step: Decimal,
    /// Of the components.
    pub weights: Vec<Decimal>,
    /// Whether what nobody may take is kept; otherwise that is an error.
    pub keeps_surplus: bool,
}

/// What comes out, in whole steps.
#[derive(Debug, Clone, PartialEq)]
pub struct Split {
    pub parts: Vec<Part>,
    /// In steps.
    pub surplus: BigInt,
    /// Shares are numbers of this whole.
    pub share_total: BigInt,
    pub scaled: Scaled,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// Steps that are given.
    pub steps: BigInt,
    pub share: BigInt,
    pub state: PartState,
    /// Whether rounding gave one step more than the whole ones; nothing when there was nothing to round.
    pub rounded_up: Option<bool>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartState {
    Free,
    AtFloor,
    AtCap,
    /// No share: the base alone.
    BaseOnly,
}

/// All amounts as whole numbers of one fine unit, so that bases need not be whole steps.
#[derive(Debug, Clone, PartialEq)]
pub struct Scaled {
    /// Decimals of the fine unit.
    pub decimals: u32,
    /// Fine units of one step.
    pub step: BigInt,
    pub base: Vec<BigInt>,
    /// In fine units, whole steps: a floor is rounded up, a cap down.
    pub floor: Vec<BigInt>,
    pub cap: Vec<Option<BigInt>>,
    pub budget: BigInt,
}

/// Why nothing can be handed out. Numbers are in the unit of the budget.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum SplitError {
    #[error("没有分配对象")]
    Nobody,
    #[error("分配总额 {budget} 不是取整单位 {step} 的整数倍；请改总额或取整单位")]
    BudgetNotWhole { budget: Decimal, step: Decimal },
    #[error("取整单位应大于 0")]
    Step,
    #[error("第 {place} 个对象的{what}是负数 {value}；分配不接受负数，请核对数据或在公式里写明怎样处理")]
    Negative { place: usize, what: &'static str, value: Decimal },
    #[error("第 {place} 个对象的下限 {floor} 高于上限 {cap}（按取整单位计），两条规则冲突；请改其中一条")]
    FloorAboveCap { place: usize, floor: Decimal, cap: Decimal },
    #[error("“下限”与“总额”冲突：下限合计 {floors}，超过总额 {budget}，差 {gap}；请增加总额或降低下限")]
    FloorsExceed { floors: Decimal, budget: Decimal, gap: Decimal },
    #[error(
        "“基数”与“总额”冲突：基数（不低于下限、不高于上限）合计 {bases}，超过总额 {budget}，差 {gap}；请增加总额或降低基数"
    )]
    BasesExceed { bases: Decimal, budget: Decimal, gap: Decimal },
    #[error(
        "“上限”与“总额”冲突：全部给到上限也只能分出 {caps}，总额 {budget}，剩 {gap} 无处可分；请提高上限、减少总额，或规定结余留存（surplus = keep）"
    )]
    CapsBelow { caps: Decimal, budget: Decimal, gap: Decimal },
    #[error("第 {component} 个分配因素各对象合计为零，它的权重无从分配；请核对数据或删去这个因素")]
    NoTotal { component: usize },
    #[error("数字过大，不能精确计算")]
    TooLarge,
}

/// Splits the budget. See the head of this file for the rule.
///
/// # Errors
/// Rules that contradict each other are refused with both of them named; nothing is bent silently.
pub fn split(claims: &[Claim], terms: &Terms) -> Result<Split, SplitError> {
    let scaled = Scaled::of(claims, terms)?;
    let (shares, share_total) = shares(claims, &terms.weights)?;
    let count = claims.len();
    let zero = BigInt::from(0);
    let held = |at: &Fraction, place: usize| clamped(at, place, &scaled, &shares);
    let start = Fraction { over: zero.clone(), under: BigInt::from(1) };
    let at_start = exact_sum(&start, &scaled, &shares);
    if at_start > scaled.budget {
        let floors: BigInt = scaled.floor.iter().sum();
        let (budget, gap) = (terms.budget, |sum: &BigInt| scaled.amount(&(sum - &scaled.budget)));
        return Err(if floors > scaled.budget {
            SplitError::FloorsExceed { floors: scaled.amount(&floors)?, budget, gap: gap(&floors)? }
        } else {
            SplitError::BasesExceed { bases: scaled.amount(&at_start)?, budget, gap: gap(&at_start)? }
        });
    }
    let is_bounded = |place: usize| shares[place] == zero || scaled.cap[place].is_some();
    if (0..count).all(is_bounded) {
        let most = |place: usize| match (&scaled.cap[place], shares[place] > zero) {
            (Some(cap), true) => cap.clone().max(held(&start, place)),
            (Some(_) | None, _) => held(&start, place),
        };
        let caps: BigInt = (0..count).map(most).sum();
        let whole_caps = &caps / &scaled.step * &scaled.step;
        if whole_caps < scaled.budget && !terms.keeps_surplus {
            let gap = scaled.amount(&(&scaled.budget - &caps))?;
            return Err(SplitError::CapsBelow { caps: scaled.amount(&caps)?, budget: terms.budget, gap });
        }
        if whole_caps <= scaled.budget {
            let surplus = (&scaled.budget - &whole_caps) / &scaled.step;
            let amounts: Vec<BigInt> = (0..count).map(most).collect();
            let states = (0..count).map(|place| end_state(place, &amounts[place], &scaled, &shares)).collect();
            return Ok(finished(
                Wanted { amounts, under: BigInt::from(1), states },
                surplus,
                shares,
                share_total,
                scaled,
            ));
        }
    }
    let rate_from = last_rate_within(&shares, &scaled);
    let states: Vec<PartState> = (0..count).map(|place| state(&rate_from, place, &scaled, &shares)).collect();
    let is_free = |place: &usize| states[*place] == PartState::Free;
    let bound: BigInt = (0..count).filter(|place| !is_free(place)).map(|place| held(&rate_from, place)).sum();
    let bases: BigInt = (0..count).filter(is_free).map(|place| &scaled.base[place]).sum();
    let share_sum: BigInt = (0..count).filter(is_free).map(|place| &shares[place]).sum();
    let rest = &scaled.budget - bound - bases;
    let under = if share_sum == zero { BigInt::from(1) } else { share_sum };
    let wanted = |place: usize| match states[place] {
        PartState::Free => &scaled.base[place] * &under + &rest * &shares[place],
        PartState::AtFloor | PartState::AtCap | PartState::BaseOnly => held(&rate_from, place) * &under,
    };
    let amounts = (0..count).map(wanted).collect();
    Ok(finished(Wanted { amounts, under, states }, zero, shares, share_total, scaled))
}

/// Amounts in fine units over a common denominator, before rounding.
struct Wanted {
    amounts: Vec<BigInt>,
    under: BigInt,
    states: Vec<PartState>,
}

fn finished(wanted: Wanted, surplus: BigInt, shares: Vec<BigInt>, share_total: BigInt, scaled: Scaled) -> Split {
    let zero = BigInt::from(0);
    let under = &wanted.under * &scaled.step;
    let mut steps: Vec<BigInt> = wanted.amounts.iter().map(|amount| amount / &under).collect();
    let remainders: Vec<BigInt> = wanted.amounts.iter().map(|amount| amount % &under).collect();
    let given: BigInt = steps.iter().sum();
    let mut left = &scaled.budget / &scaled.step - &surplus - given;
    let mut order: Vec<usize> = (0..steps.len()).filter(|place| remainders[*place] > zero).collect();
    order.sort_by(|one, other| {
        let by_remainder = remainders[*other].cmp(&remainders[*one]);
        by_remainder.then_with(|| shares[*other].cmp(&shares[*one])).then(one.cmp(other))
    });
    let mut rounded: Vec<Option<bool>> = remainders.iter().map(|rest| (*rest > zero).then_some(false)).collect();
    for place in order {
        if left <= zero {
            break;
        }
        steps[place] += 1;
        rounded[place] = Some(true);
        left -= 1;
    }
    let parts = steps.into_iter().zip(shares).zip(wanted.states).zip(rounded);
    let parts = parts.map(|(((steps, share), state), rounded_up)| Part { steps, share, state, rounded_up }).collect();
    Split { parts, surplus, share_total, scaled }
}

/// A rate that is not negative: fine units for one number of share.
struct Fraction {
    over: BigInt,
    under: BigInt,
}

/// `base + rate × share` between floor and cap, in fine units; used where a bound decides, so that it is exact.
fn clamped(rate: &Fraction, place: usize, scaled: &Scaled, shares: &[BigInt]) -> BigInt {
    let plain = &scaled.base[place] + &rate.over * &shares[place] / &rate.under;
    let raised = plain.max(scaled.floor[place].clone());
    match &scaled.cap[place] {
        Some(cap) => raised.min(cap.clone()),
        None => raised,
    }
}

fn state(rate: &Fraction, place: usize, scaled: &Scaled, shares: &[BigInt]) -> PartState {
    let plain = &scaled.base[place] * &rate.under + &rate.over * &shares[place];
    let has_share = shares[place] > BigInt::from(0);
    if scaled.cap[place].as_ref().is_some_and(|cap| plain >= cap * &rate.under) {
        PartState::AtCap
    } else if plain < &scaled.floor[place] * &rate.under {
        PartState::AtFloor
    } else if has_share {
        PartState::Free
    } else {
        PartState::BaseOnly
    }
}

fn end_state(place: usize, amount: &BigInt, scaled: &Scaled, shares: &[BigInt]) -> PartState {
    if scaled.cap[place].as_ref() == Some(amount) {
        PartState::AtCap
    } else if *amount == scaled.floor[place] && scaled.base[place] < *amount {
        PartState::AtFloor
    } else if shares[place] > BigInt::from(0) {
        PartState::Free
    } else {
        PartState::BaseOnly
    }
}

/// The largest rate at which a floor or a cap begins or ends to bind and no more than the budget is handed out.
fn last_rate_within(shares: &[BigInt], scaled: &Scaled) -> Fraction {
    let zero = BigInt::from(0);
    let mut turns: Vec<Fraction> = vec![Fraction { over: zero.clone(), under: BigInt::from(1) }];
    for (place, share) in shares.iter().enumerate().filter(|(_, share)| **share > zero) {
        for bound in [Some(&scaled.floor[place]), scaled.cap[place].as_ref()].into_iter().flatten() {
            let over = bound - &scaled.base[place];
            if over > zero {
                turns.push(Fraction { over, under: share.clone() });
            }
        }
    }
    turns.sort_by(|one, other| (&one.over * &other.under).cmp(&(&other.over * &one.under)));
    let fits = |at: &Fraction| exact_sum(at, scaled, shares) <= &scaled.budget * &at.under;
    let count = turns.partition_point(fits);
    turns.swap_remove(count.max(1) - 1)
}

/// The sum of all amounts at a rate, times the denominator of the rate.
fn exact_sum(rate: &Fraction, scaled: &Scaled, shares: &[BigInt]) -> BigInt {
    let one = |place: usize| {
        let plain = &scaled.base[place] * &rate.under + &rate.over * &shares[place];
        let raised = plain.max(&scaled.floor[place] * &rate.under);
        match &scaled.cap[place] {
            Some(cap) => raised.min(cap * &rate.under),
            None => raised,
        }
    };
    (0..shares.len()).map(one).sum()
}

/// Whole numbers in the proportion of the shares: weight × value ÷ total of the component, on a common denominator.
fn shares(claims: &[Claim], weights: &[Decimal]) -> Result<(Vec<BigInt>, BigInt), SplitError> {
    let decimals = claims.iter().flat_map(|claim| &claim.values).map(Decimal::scale).max().unwrap_or(0);
    let whole = |value: &Decimal| fine(value, decimals);
    let weight_decimals = weights.iter().map(Decimal::scale).max().unwrap_or(0);
    let zero = BigInt::from(0);
    let totals: Vec<BigInt> =
        (0..weights.len()).map(|at| claims.iter().map(|claim| whole(&claim.values[at])).sum()).collect();
    if let Some(at) = (0..weights.len()).find(|at| totals[*at] == zero && !weights[*at].is_zero()) {
        return Err(SplitError::NoTotal { component: at + 1 });
    }
    let others: Vec<BigInt> = (0..weights.len())
        .map(|at| {
            (0..weights.len())
                .filter(|other| *other != at && totals[*other] != zero)
                .map(|other| &totals[other])
                .product()
        })
        .collect();
    let share = |claim: &Claim| -> BigInt {
        let one = |at: usize| fine(&weights[at], weight_decimals) * whole(&claim.values[at]) * &others[at];
        (0..weights.len()).map(one).sum()
    };
    let shares: Vec<BigInt> = claims.iter().map(share).collect();
    let total = shares.iter().sum();
    Ok((shares, total))
}

fn fine(value: &Decimal, decimals: u32) -> BigInt {
    let missing = decimals.saturating_sub(value.scale());
    BigInt::from(value.mantissa()) * BigInt::from(10).pow(missing)
}

impl Scaled {
    fn of(claims: &[Claim], terms: &Terms) -> Result<Scaled, SplitError> {
        if claims.is_empty() {
            return Err(SplitError::Nobody);
        }
        if terms.step <= Decimal::ZERO {
            return Err(SplitError::Step);
        }
        for (place, claim) in (1..).zip(claims) {
            let checked = [("基数", Some(&claim.base)), ("下限", claim.floor.as_ref()), ("上限", claim.cap.as_ref())];
            let values = claim.values.iter().map(|value| ("分配因素", Some(value)));
            for (what, value) in checked.into_iter().chain(values) {
                if let Some(value) = value.filter(|value| **value < Decimal::ZERO) {
                    return Err(SplitError::Negative { place, what, value: *value });
                }
            }
        }
        let all = claims.iter().flat_map(|claim| [Some(claim.base), claim.floor, claim.cap]).flatten();
        let decimals = all.chain([terms.step, terms.budget]).map(|value| value.scale()).max().unwrap_or(0);
        let step = fine(&terms.step, decimals);
        let budget = fine(&terms.budget, decimals);
        if &budget % &step != BigInt::from(0) || terms.budget < Decimal::ZERO {
            return Err(SplitError::BudgetNotWhole { budget: terms.budget, step: terms.step });
        }
        let up = |value: Decimal| (fine(&value, decimals) + &step - BigInt::from(1)) / &step * &step;
        let down = |value: Decimal| fine(&value, decimals) / &step * &step;
        let floor: Vec<BigInt> = claims.iter().map(|claim| claim.floor.map(up).unwrap_or_default()).collect();
        let cap: Vec<Option<BigInt>> = claims.iter().map(|claim| claim.cap.map(down)).collect();
        let base = claims.iter().map(|claim| fine(&claim.base, decimals)).collect();
        let scaled = Scaled { decimals, step, base, floor, cap, budget };
        for place in 0..claims.len() {
            if let Some(cap) = scaled.cap[place].as_ref().filter(|cap| **cap < scaled.floor[place]) {
                let (floor, cap) = (scaled.amount(&scaled.floor[place])?, scaled.amount(cap)?);
                return Err(SplitError::FloorAboveCap { place: place + 1, floor, cap });
            }
        }
        Ok(scaled)
    }

    /// A number of fine units in the unit of the budget.
    pub fn amount(&self, fine: &BigInt) -> Result<Decimal, SplitError> {
        let whole = i128::try_from(fine).map_err(|_| SplitError::TooLarge)?;
        Decimal::try_from_i128_with_scale(whole, self.decimals)
            .map(|amount| amount.normalize())
            .map_err(|_| SplitError::TooLarge)
    }

    /// A number of steps in the unit of the budget.
    pub fn amount_of_steps(&self, steps: &BigInt) -> Result<Decimal, SplitError> {
        self.amount(&(steps * &self.step))
    }
}

#[cfg(test)]
mod tests;
