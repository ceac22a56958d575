//! Answers about allocations: who gets what, beside what is supposed, with reasons and proof. Never splits anything.

use std::sync::Arc;

use engine::allocation::{Allocated, AllocationFigure, Supposed, allocation, with_supposed};
use engine::formula::World;
use model::pack::{Allocation, Pack};
use model::{AllocationOutcome, Binding, Derivation, Grant, Period};
use rust_decimal::Decimal;

use super::{Answer, Bench, Told, is_called, number};
use crate::packs::command::{AllocationAsked, Asked};
use crate::packs::facts::unknown;

/// Columns that every allocation has, besides its factors.
const COLUMNS: [&str; 8] = ["分到", "份额", "按份额", "基数", "下限", "上限", "约束", "理由"];

impl Bench<'_> {
    pub(super) fn allocation(&self, name: &str) -> Told<&Allocation> {
        let known = &self.pack.allocations;
        let found = known.iter().find(|known| is_called(name, &known.name, known.code.as_str()));
        found.ok_or_else(|| unknown("分配", name, known.iter().map(|known| known.name.as_str())))
    }

    /// The outcome under the rules of `pack`, or in words why there is none.
    pub(in crate::packs) fn allocated(
        &self,
        rule: &Allocation,
        pack: &Pack,
        period: Period,
    ) -> Told<Result<AllocationOutcome, String>> {
        let keys = self.keys(&rule.subject, period)?;
        let rule = pack.allocation(&rule.code).unwrap_or(rule);
        let names = |key: &str| self.shown_key(&rule.subject, key).to_string();
        let world = World { pack, facts: &self.given.facts, calendar: self.calendar };
        Ok(allocation(rule, &keys, period, world, &names).map_err(|error| error.to_string()))
    }

    pub(in crate::packs) fn allocate(
        &self,
        name: &str,
        period: Period,
        asked: &AllocationAsked,
        only: &[String],
    ) -> Told<Answer> {
        let rule = self.allocation(name)?;
        let mut answer = Answer::default();
        let outcome = match self.allocated(rule, self.pack, period)? {
            Ok(outcome) => outcome,
            Err(error) => {
                answer.say(format!("不能分配：{error}"));
                return Ok(answer);
            }
        };
        let keys: Vec<Arc<str>> = outcome.grants.iter().map(|grant| Arc::from(grant.key.as_str())).collect();
        let shown = self.only(&rule.subject, &keys, only)?;
        let grants: Vec<&Grant> =
            outcome.grants.iter().filter(|grant| shown.iter().any(|key| **key == *grant.key)).collect();
        if asked.supposed == Supposed::default() {
            self.grants(rule, &outcome, &grants, &asked.columns, &mut answer)?;
        } else {
            let day = period.last_day();
            let pack = with_supposed(self.pack, &rule.code, &asked.supposed, day)?;
            match self.allocated(rule, &pack, period)? {
                Ok(other) => self.beside(rule, &outcome, &other, &grants, &mut answer),
                Err(error) => answer.say(format!("按假设不能分配：{error}")),
            }
        }
        if !outcome.outside.is_empty() && only.is_empty() {
            let names = outcome.outside.iter().map(|key| self.shown_key(&rule.subject, key));
            answer.say(format!("不在分配范围：{}", names.collect::<Vec<&str>>().join(" ")));
        }
        if asked.shows_proof {
            for line in &outcome.proof {
                let word = if line.holds { "成立" } else { "不成立" };
                answer.say(format!("复核{word}：{}（{}）", line.claim, line.figures));
            }
        }
        Ok(answer)
    }

    fn grants(
        &self,
        rule: &Allocation,
        outcome: &AllocationOutcome,
        grants: &[&Grant],
        columns: &[Asked],
        answer: &mut Answer,
    ) -> Told<()> {
        let usual = [Asked { name: "分到".to_string(), decimals: None }];
        let columns = if columns.is_empty() { &usual } else { columns };
        let mut header = vec![self.key_title(&rule.subject)];
        header.extend(columns.iter().map(|column| column.name.clone()));
        let mut rows = vec![header];
        for grant in grants {
            let mut row = vec![self.shown_key(&rule.subject, &grant.key).to_string()];
            for column in columns {
                row.push(cell(rule, grant, column)?);
            }
            rows.push(row);
        }
        let about: Vec<Option<Arc<str>>> = grants.iter().map(|grant| Some(Arc::from(grant.key.as_str()))).collect();
        answer.table(&rows, &about);
        if grants.len() == outcome.grants.len() {
            let given: Decimal = outcome.grants.iter().map(|grant| grant.amount).sum();
            let mut total = format!("合计 {} {}", given.normalize(), outcome.unit);
            if !outcome.surplus.is_zero() {
                total.push_str(&format!("，留存 {} {}", outcome.surplus.normalize(), outcome.unit));
            }
            answer.say(total);
        }
        Ok(())
    }

    fn beside(
        &self,
        rule: &Allocation,
        outcome: &AllocationOutcome,
        other: &AllocationOutcome,
        grants: &[&Grant],
        answer: &mut Answer,
    ) {
        let mut rows = vec![vec![self.key_title(&rule.subject), "现在".into(), "假设".into(), "增减".into()]];
        for grant in grants {
            let supposed = other.grant(&grant.key).map(|found| found.amount);
            rows.push(vec![
                self.shown_key(&rule.subject, &grant.key).to_string(),
                number(Some(grant.amount), None),
                number(supposed, None),
                number(supposed.map(|supposed| supposed - grant.amount), None),
            ]);
        }
        let about: Vec<Option<Arc<str>>> = grants.iter().map(|grant| Some(Arc::from(grant.key.as_str()))).collect();
        answer.table(&rows, &about);
        let sum = |outcome: &AllocationOutcome| outcome.grants.iter().map(|grant| grant.amount).sum::<Decimal>();
        answer.say(format!(
            "合计现在 {} {unit}，假设 {} {unit}",
            sum(outcome).normalize(),
            sum(other).normalize(),
            unit = outcome.unit
        ));
    }

    /// How the amount of one subject came about: reasons, then factors down to the data.
    pub(in crate::packs) fn allocation_derivations(
        &self,
        rule: &Allocation,
        period: Period,
        key: &str,
    ) -> Told<Vec<Derivation>> {
        let outcome = match self.allocated(rule, self.pack, period)? {
            Ok(outcome) => outcome,
            Err(error) => return Ok(vec![Derivation::leaf("不能分配", error)]),
        };
        let keys: Vec<Arc<str>> = outcome.grants.iter().map(|grant| Arc::from(grant.key.as_str())).collect();
        let only = self.only(&rule.subject, &keys, &[key.to_string()])?;
        let Some(place) = keys.iter().position(|known| only.contains(known)) else { return Ok(Vec::new()) };
        let grant = &outcome.grants[place];
        let names = |key: &str| self.shown_key(&rule.subject, key).to_string();
        let allocated = Allocated { rule, outcome: &outcome, world: self.world(), names: &names };
        Ok(allocated.derivation(AllocationFigure::Amount { key: &grant.key }).into_iter().collect())
    }
}

fn cell(rule: &Allocation, grant: &Grant, column: &Asked) -> Told<String> {
    if let Some(at) = rule.factors.iter().position(|factor| is_called(&column.name, &factor.name, factor.code.as_str()))
    {
        return Ok(number(grant.values.get(at).copied(), column.decimals));
    }
    Ok(match column.name.as_str() {
        "分到" => number(Some(grant.amount), column.decimals),
        "份额" => number(Some(grant.share), column.decimals),
        "按份额" => number(Some(grant.by_share), column.decimals),
        "基数" => number(Some(grant.base), column.decimals),
        "下限" => number(grant.floor, column.decimals),
        "上限" => number(grant.cap, column.decimals),
        "约束" => match grant.binding {
            Binding::Share => "按份额",
            Binding::Floor => "下限",
            Binding::Cap => "上限",
            Binding::Base => "只有基数",
        }
        .to_string(),
        "理由" => grant.reasons.join("；"),
        other => {
            let factors = rule.factors.iter().map(|factor| factor.name.as_str());
            return Err(unknown("列", other, COLUMNS.into_iter().chain(factors)));
        }
    })
}
