//! Runs an allocation of a pack: rules × facts → who gets what and why, with the proof.
//!
//! Decides nothing about amounts itself: [`super::split`] does, and [`super::proof`] checks it afterwards.

use std::sync::Arc;

use model::pack::{Allocation, Budget, Constant, Expression, ParameterAmount, Surplus};
use model::{AllocationOutcome, Binding, Grant, Period, Rounding, ShareSummary};
use num_bigint::BigInt;
use rust_decimal::Decimal;

use super::proof::proof;
use super::split::{Claim, PartState, Split, SplitError, Terms, split};
use crate::formula::{Column, Subjects, World, compute, missing_reasons, name_of};
use crate::run::parameters_of_allocation;

/// Why nothing is allocated. Nothing is handed out in part.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum AllocationError {
    #[error("{0}")]
    Split(String),
    #[error("{missing}；缺失不等于零，请补充数据，或在公式里写明缺失时怎样算")]
    Missing { missing: String },
    #[error("参数“{name}”在{day}没有生效的值，不能分配；请在机制包中补充")]
    NoParameter { name: String, day: jiff::civil::Date },
    #[error("分配结果没有通过复核：{claim}（{figures}）；结果不予采用，请反馈给维护人员")]
    Unproved { claim: String, figures: String },
}

/// Splits the budget of one period. `keys` are all rows of the register, or all places, in order; `names` says how a
/// subject is called.
///
/// # Errors
/// Rules that contradict each other, missing values and negative values stop the allocation and are named.
pub fn allocation(
    rule: &Allocation,
    keys: &[Arc<str>],
    period: Period,
    world: World<'_>,
    names: &dyn Fn(&str) -> String,
) -> Result<AllocationOutcome, AllocationError> {
    let everyone = Subjects::new(rule.subject.clone(), keys.to_vec());
    let takes_part = match compute(&rule.condition, &everyone, period, world).values {
        Column::Flag(flags) => flags.into_iter().map(|flag| flag == Some(true)).collect(),
        Column::Number(_) | Column::Text(_) | Column::Date(_) => vec![false; keys.len()],
    };
    let chosen = |wanted: bool| {
        let of = keys.iter().zip(&takes_part).filter(move |(_, takes)| **takes == wanted);
        of.map(|(key, _)| key.clone()).collect::<Vec<Arc<str>>>()
    };
    let run = Run { rule, subjects: Subjects::new(rule.subject.clone(), chosen(true)), period, world, names };
    let terms = Terms {
        budget: match &rule.budget {
            Budget::Constant(constant) => run.constant(constant)?,
            Budget::Formula(formula) => run.common(formula, &everyone)?,
        },
        step: rule.step,
        weights: rule.factors.iter().map(|factor| run.constant(&factor.weight)).collect::<Result<_, _>>()?,
        keeps_surplus: rule.surplus == Surplus::Keep,
    };
    let claims = run.claims()?;
    let found = split(&claims, &terms).map_err(|error| run.in_words(error))?;
    let amount = |steps: &BigInt| found.scaled.amount_of_steps(steps).map_err(|error| run.in_words(error));
    let amounts = found.parts.iter().map(|part| amount(&part.steps)).collect::<Result<Vec<Decimal>, _>>()?;
    let surplus = amount(&found.surplus)?;
    let proof = proof(&claims, &terms, &amounts, surplus);
    if let Some(line) = proof.iter().find(|line| !line.holds) {
        return Err(AllocationError::Unproved { claim: line.claim.clone(), figures: line.figures.clone() });
    }
    let grants = run.grants(&claims, &terms, &found, &amounts)?;
    let shares = rule.factors.iter().enumerate().map(|(at, factor)| ShareSummary {
        code: factor.code.clone(),
        name: factor.name.clone(),
        unit: factor.unit.to_string(),
        weight: terms.weights[at],
        total: claims.iter().map(|claim| claim.values[at]).sum::<Decimal>().normalize(),
    });
    Ok(AllocationOutcome {
        pack: world.pack.code.clone(),
        version: world.pack.version.clone(),
        allocation: rule.code.clone(),
        name: rule.name.clone(),
        period,
        unit: rule.unit.to_string(),
        step: rule.step,
        budget: terms.budget,
        surplus,
        grants,
        outside: chosen(false).iter().map(ToString::to_string).collect(),
        shares: shares.collect(),
        proof,
        parameters: parameters_of_allocation(rule, world.pack, period.last_day()),
    })
}

struct Run<'a> {
    rule: &'a Allocation,
    /// Those that take part.
    subjects: Subjects,
    period: Period,
    world: World<'a>,
    names: &'a dyn Fn(&str) -> String,
}

impl Run<'_> {
    fn constant(&self, constant: &Constant) -> Result<Decimal, AllocationError> {
        let Constant::Parameter(code) = constant else {
            let Constant::Number(number) = constant else { return Ok(Decimal::ZERO) };
            return Ok(*number);
        };
        let day = self.period.last_day();
        let value = self.world.pack.parameter(code).and_then(|parameter| parameter.on(day));
        match value.map(|value| &value.amount) {
            Some(ParameterAmount::Single(amount)) => Ok(*amount),
            Some(ParameterAmount::ByChoice { .. }) | None => {
                Err(AllocationError::NoParameter { name: name_of(self.world.pack, code), day })
            }
        }
    }

    fn name(&self, place: usize) -> String {
        self.subjects.keys.get(place).map(|key| (self.names)(key)).unwrap_or_default()
    }

    /// The one number that a formula gives for everybody.
    fn common(&self, formula: &Expression, everyone: &Subjects) -> Result<Decimal, AllocationError> {
        let Column::Number(values) = compute(formula, everyone, self.period, self.world).values else {
            return Err(AllocationError::Missing { missing: "总额没有得出数".to_string() });
        };
        let first = values.first().copied().flatten().ok_or_else(|| {
            let why = missing_reasons(formula, 0, everyone, self.period, self.world).join("，");
            AllocationError::Missing { missing: format!("总额缺失（{why}），不能分配") }
        })?;
        match values.iter().all(|value| *value == Some(first)) {
            true => Ok(first.normalize()),
            false => Err(AllocationError::Split(
                "总额的公式对各个对象得出不同的数；总额只能由合计（sum(all, …)）、参数和数得出，请修改机制包"
                    .to_string(),
            )),
        }
    }

    /// One number for every subject that takes part.
    fn known(&self, what: &str, expression: &Expression) -> Result<Vec<Decimal>, AllocationError> {
        let Column::Number(values) = compute(expression, &self.subjects, self.period, self.world).values else {
            return Err(AllocationError::Missing { missing: format!("{what}没有得出数") });
        };
        let one = |(place, value): (usize, Option<Decimal>)| {
            value.ok_or_else(|| {
                let why = missing_reasons(expression, place, &self.subjects, self.period, self.world).join("，");
                AllocationError::Missing {
                    missing: format!("“{}”的{what}缺失（{why}），不能分配", self.name(place))
                }
            })
        };
        values.into_iter().enumerate().map(one).collect()
    }

    fn claims(&self) -> Result<Vec<Claim>, AllocationError> {
        let mut claims = vec![Claim::default(); self.subjects.keys.len()];
        for factor in &self.rule.factors {
            let values = self.known(&format!("“{}”", factor.name), &factor.value)?;
            claims.iter_mut().zip(values).for_each(|(claim, value)| claim.values.push(value));
        }
        if let Some(base) = &self.rule.base {
            claims.iter_mut().zip(self.known("基数", base)?).for_each(|(claim, value)| claim.base = value);
        }
        if let Some(floor) = &self.rule.floor {
            claims.iter_mut().zip(self.known("下限", floor)?).for_each(|(claim, value)| claim.floor = Some(value));
        }
        if let Some(cap) = &self.rule.cap {
            claims.iter_mut().zip(self.known("上限", cap)?).for_each(|(claim, value)| claim.cap = Some(value));
        }
        Ok(claims)
    }

    /// Subjects and factors by their names instead of their places.
    fn in_words(&self, error: SplitError) -> AllocationError {
        let words = error.to_string();
        AllocationError::Split(match error {
            SplitError::Negative { place, .. } | SplitError::FloorAboveCap { place, .. } => {
                words.replacen(&format!("第 {place} 个对象"), &format!("“{}”", self.name(place - 1)), 1)
            }
            SplitError::NoTotal { component } => {
                let name = self.rule.factors.get(component - 1).map(|factor| factor.name.as_str()).unwrap_or_default();
                words.replacen(&format!("第 {component} 个分配因素"), &format!("分配因素“{name}”"), 1)
            }
            SplitError::Nobody
            | SplitError::BudgetNotWhole { .. }
            | SplitError::Step
            | SplitError::FloorsExceed { .. }
            | SplitError::BasesExceed { .. }
            | SplitError::CapsBelow { .. }
            | SplitError::TooLarge => words,
        })
    }

    fn grants(
        &self,
        claims: &[Claim],
        terms: &Terms,
        found: &Split,
        amounts: &[Decimal],
    ) -> Result<Vec<Grant>, AllocationError> {
        let scaled = &found.scaled;
        let nothing = BigInt::from(0);
        let whole = if found.share_total == nothing { BigInt::from(1) } else { found.share_total.clone() };
        let rest = &scaled.budget - scaled.base.iter().sum::<BigInt>();
        let mut grants = Vec::with_capacity(claims.len());
        for (place, (claim, part)) in claims.iter().zip(&found.parts).enumerate() {
            let share = fraction(&(&part.share * BigInt::from(100)), &whole, 6);
            let extra = terms.step.scale() + 2;
            let by_share = (&scaled.base[place] * &whole + &rest * &part.share) * BigInt::from(10).pow(extra);
            let by_share = fraction(&by_share, &(&whole * BigInt::from(10).pow(extra + scaled.decimals)), extra);
            let mut grant = Grant {
                key: self.subjects.keys[place].to_string(),
                values: claim.values.iter().map(Decimal::normalize).collect(),
                share: share.unwrap_or_default(),
                base: claim.base.normalize(),
                by_share: by_share.unwrap_or_default(),
                floor: claim.floor.map(|floor| floor.normalize()),
                cap: claim.cap.map(|cap| cap.normalize()),
                binding: match part.state {
                    PartState::Free => Binding::Share,
                    PartState::AtFloor => Binding::Floor,
                    PartState::AtCap => Binding::Cap,
                    PartState::BaseOnly => Binding::Base,
                },
                rounding: match part.rounded_up {
                    None => Rounding::Exact,
                    Some(true) => Rounding::Up,
                    Some(false) => Rounding::Down,
                },
                amount: amounts[place],
                reasons: Vec::new(),
            };
            grant.reasons = self.reasons(&grant, terms, found.surplus != nothing);
            grants.push(grant);
        }
        Ok(grants)
    }

    /// Sentences for the subject itself.
    fn reasons(&self, grant: &Grant, terms: &Terms, has_surplus: bool) -> Vec<String> {
        let unit = self.rule.unit.to_string();
        let told = |amount: Decimal| format!("{} {unit}", amount.normalize());
        let mut reasons = Vec::new();
        if !grant.base.is_zero() {
            reasons.push(format!("基数 {}，先于按因素分的", told(grant.base)));
        }
        match grant.share.is_zero() {
            true => reasons.push("分配因素的值为零，没有份额".to_string()),
            false => {
                reasons.push(format!("份额占 {}%，单按份额应得 {}", grant.share.normalize(), told(grant.by_share)));
            }
        }
        let moved = grant.amount - grant.by_share;
        match (grant.binding, grant.floor, grant.cap) {
            (Binding::Cap, _, Some(cap)) => {
                let more = grant.by_share - grant.amount;
                reasons.push(format!("到上限 {}，按上限", told(cap)));
                if more > terms.step {
                    let goes = if has_surplus { "留存" } else { "再分给未到上限的" };
                    reasons.push(format!("超出上限的 {}{goes}", told(more)));
                }
            }
            (Binding::Floor, Some(floor), _) => reasons.push(format!("不足下限 {}，补到下限", told(floor))),
            (Binding::Share, ..) if moved.abs() > terms.step => {
                let (word, why) = if moved > Decimal::ZERO {
                    ("多得", "别的对象到了上限，余下的按份额再分")
                } else {
                    ("少得", "要补足别的对象的下限")
                };
                reasons.push(format!("{why}，因此{word} {}", told(moved.abs())));
            }
            (Binding::Share | Binding::Base | Binding::Cap | Binding::Floor, ..) => {}
        }
        match grant.rounding {
            Rounding::Exact => {}
            Rounding::Up => reasons.push(format!("取整到 {}：余数较大，进一个单位", told(terms.step))),
            Rounding::Down => reasons.push(format!("取整到 {}：余数较小，舍去", told(terms.step))),
        }
        reasons
    }
}

/// A quotient with so many decimals, rounded down.
fn fraction(over: &BigInt, under: &BigInt, decimals: u32) -> Option<Decimal> {
    let whole = over * BigInt::from(10).pow(decimals) / under;
    Decimal::try_from_i128_with_scale(i128::try_from(whole).ok()?, decimals).ok()
}
