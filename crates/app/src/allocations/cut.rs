//! The frozen cut (数据切片) of an allocation or a placement: rules as text, rows, statistics and the budget, so that the
//! outcome can be computed again from nothing else.

use std::sync::Arc;

use engine::allocation::{Supposed, with_supposed};
use engine::formula::PackFacts;
use jiff::Timestamp;
use model::pack::{Code, Pack};
use model::{Dataset, HolidayYear, Period, WorkingCalendar};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::evaluations::{CutObserved, CutRegister, CutSubject, Gathered, RuleFile, checked_rules, facts_of};
use crate::packs::PackVersion;
use crate::{AppError, Result};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct AllocationCut {
    /// Version of this layout.
    pub format: u32,
    /// Version of the program that froze it.
    pub program: String,
    pub pack: String,
    pub version: String,
    /// Code of the allocation or placement; no two of a pack have the same.
    pub allocation: Code,
    pub period: Period,
    pub dataset: Dataset,
    pub known_by: Timestamp,
    /// Nothing where the budget is that of the pack.
    pub budget: Option<EnteredBudget>,
    /// The text of the rules, so that a lost folder loses no explanation.
    pub rules: Vec<RuleFile>,
    pub holidays: Vec<HolidayYear>,
    /// Subjects in their order, with what people call them and the place they are or lie in; places of a placement.
    pub subjects: Vec<CutSubject>,
    pub registers: Vec<CutRegister>,
    pub observed: Vec<CutObserved>,
}

/// A budget that somebody put in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct EnteredBudget {
    pub amount: Decimal,
    /// The document that it was handed down by; a dry run need not have one.
    pub basis: Option<String>,
}

const PROGRAM: &str = env!("CARGO_PKG_VERSION");

/// What a cut is about: period, dataset, and what was known by then.
pub(crate) type CutFrame = (Period, Dataset, Timestamp);

impl AllocationCut {
    /// What was gathered for rules, with the text of the rules.
    pub fn of(
        found: &PackVersion,
        rule: &Code,
        (period, dataset, known_by): CutFrame,
        calendar: &WorkingCalendar,
        (subjects, held): (Vec<CutSubject>, Gathered),
    ) -> AllocationCut {
        AllocationCut {
            format: 1,
            program: PROGRAM.to_string(),
            pack: found.code.clone(),
            version: found.version.clone(),
            allocation: rule.clone(),
            period,
            dataset,
            known_by,
            budget: None,
            rules: found
                .sources
                .iter()
                .map(|file| RuleFile { path: file.path.clone(), text: file.text.clone() })
                .collect(),
            holidays: calendar.years().cloned().collect(),
            subjects,
            registers: held.registers,
            observed: held.observed,
        }
    }

    pub fn keys(&self) -> Vec<Arc<str>> {
        self.subjects.iter().map(|subject| Arc::from(subject.key.as_str())).collect()
    }

    pub fn name(&self, key: &str) -> String {
        let found = self.subjects.iter().find(|subject| subject.key == key);
        found.map_or_else(|| key.to_string(), |subject| subject.name.clone())
    }

    pub fn place(&self, key: &str) -> Option<String> {
        self.subjects.iter().find(|subject| subject.key == key).and_then(|subject| subject.place.clone())
    }

    pub fn calendar(&self) -> Result<WorkingCalendar> {
        WorkingCalendar::new(self.holidays.clone()).map_err(|error| AppError::bad_input(error.to_string()))
    }

    pub fn facts(&self) -> Result<PackFacts> {
        facts_of(&self.registers, &self.observed)
    }

    /// The rules, checked again from their text.
    pub fn checked_pack(&self) -> Result<Pack> {
        checked_rules(&self.rules, (&self.pack, &self.version), &self.program)
    }

    /// The pack with the budget that was put in.
    pub fn with_budget(&self, pack: &Pack) -> Result<Pack> {
        let Some(entered) = &self.budget else { return Ok(pack.clone()) };
        let basis = Some(entered.basis.clone().unwrap_or_else(|| "录入，未注明文件".to_string()));
        let supposed = Supposed { budget: Some(entered.amount), basis, parameters: Vec::new() };
        with_supposed(pack, &self.allocation, &supposed, self.period.last_day()).map_err(AppError::bad_input)
    }
}
