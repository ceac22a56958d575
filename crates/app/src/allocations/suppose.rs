//! What if (假设): another budget or other parameters on the same facts, beside the plan. Never stored.

use engine::allocation::{Supposed, with_supposed};
use jiff::Timestamp;
use model::AllocationOutcome;
use rust_decimal::Decimal;

use super::page::{proof_views, shown};
use super::run::{Ran, budget_of};
use super::seen::restrict_supposed;
use crate::view::{SupposedGrantView, SuppositionRequest, SuppositionView};
use crate::{Actor, App, AppError, Result};

impl App {
    pub async fn suppose_allocation(
        &self,
        actor: &Actor,
        request: &SuppositionRequest,
        now: Timestamp,
    ) -> Result<SuppositionView> {
        let ran = self.allocated(&request.question, now).await?;
        let within = self.within_allocation(actor, &ran).await?;
        let mut supposed = Supposed { budget: budget_of(request.budget.as_deref())?, ..Supposed::default() };
        for changed in &request.parameters {
            let wrong = || AppError::bad_input(format!("“{}”不是数字；请只写数值，不写单位", changed.value));
            let value = Decimal::from_str_exact(changed.value.trim()).map_err(|_| wrong())?;
            supposed.parameters.push((changed.code.clone(), value));
        }
        if supposed == Supposed::default() {
            return Err(AppError::bad_input("没有改动；请改总额或某个参数后再测算"));
        }
        crate::blocking(move || {
            let mut view = beside(&ran, &supposed)?;
            restrict_supposed(&mut view, &ran, &within)?;
            Ok(view)
        })
        .await
    }
}

fn beside(ran: &Ran, supposed: &Supposed) -> Result<SuppositionView> {
    let day = ran.cut.period.last_day();
    let pack = with_supposed(&ran.pack, &ran.cut.allocation, supposed, day).map_err(AppError::bad_input)?;
    let other = match ran.outcome_of(&pack)? {
        Ok(other) => other,
        Err(refused) => {
            return Ok(SuppositionView {
                summary: Vec::new(),
                refused: Some(refused),
                rows: Vec::new(),
                proof: Vec::new(),
            });
        }
    };
    let now = ran.outcome.as_ref().ok();
    let amount = |outcome: Option<&AllocationOutcome>, key: &str| {
        outcome.and_then(|outcome| outcome.grant(key)).map(|grant| grant.amount)
    };
    let row = |key: &str| {
        let (before, after) = (amount(now, key), amount(Some(&other), key));
        // Who is outside gets nothing; without a plan there is nothing to compare with.
        let change = now.is_some().then(|| after.unwrap_or_default() - before.unwrap_or_default());
        SupposedGrantView {
            key: key.to_string(),
            name: ran.cut.name(key),
            now: before.map(shown),
            then: after.map(shown),
            change: change.map(shown),
            reasons: other.grant(key).map(|grant| grant.reasons.clone()).unwrap_or_default(),
        }
    };
    let keys = ran.cut.subjects.iter().map(|subject| subject.key.as_str());
    let takes_part = |key: &&str| amount(now, key).is_some() || amount(Some(&other), key).is_some();
    let rows: Vec<SupposedGrantView> = keys.filter(takes_part).map(row).collect();
    Ok(SuppositionView {
        summary: now.map(|now| summary(now, &other)).unwrap_or_default(),
        refused: None,
        rows,
        proof: proof_views(&other.proof),
    })
}

fn summary(now: &AllocationOutcome, other: &AllocationOutcome) -> Vec<String> {
    let unit = &now.unit;
    let mut lines = Vec::new();
    if now.budget != other.budget {
        lines.push(format!("总额由 {} 变为 {} {unit}", shown(now.budget), shown(other.budget)));
    }
    let mut keys: Vec<&str> = now.grants.iter().chain(&other.grants).map(|grant| grant.key.as_str()).collect();
    keys.sort_unstable();
    keys.dedup();
    let of = |outcome: &AllocationOutcome, key: &str| outcome.grant(key).map(|grant| grant.amount).unwrap_or_default();
    let changes: Vec<Decimal> = keys.iter().map(|key| of(other, key) - of(now, key)).collect();
    let told = |word: &str, more: &str, chosen: Vec<Decimal>| {
        let sum: Decimal = chosen.iter().map(Decimal::abs).sum();
        (!chosen.is_empty()).then(|| format!("{} 个{word}，合计{more} {} {unit}", chosen.len(), shown(sum)))
    };
    let of_sign = |sign: fn(&&Decimal) -> bool| changes.iter().filter(sign).copied().collect::<Vec<Decimal>>();
    lines.extend(told("增加", "多得", of_sign(|change| **change > Decimal::ZERO)));
    lines.extend(told("减少", "少得", of_sign(|change| **change < Decimal::ZERO)));
    let same = changes.iter().filter(|change| change.is_zero()).count();
    if same > 0 {
        lines.push(format!("{same} 个不变"));
    }
    if now.surplus != other.surplus {
        lines.push(format!("留存由 {} 变为 {} {unit}", shown(now.surplus), shown(other.surplus)));
    }
    lines
}
