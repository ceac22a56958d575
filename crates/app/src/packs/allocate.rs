//! An allocation of a pack over files: rows of a register as CSV or Excel → who gets what, why, and the proof.
//!
//! Stores nothing. Cells are read as the register itself reads them; any cell that is wrong stops the run.

use std::sync::Arc;

use engine::allocation::Supposed;
use model::pack::{Allocation, Pack};
use model::{AllocationOutcome, Derivation, Period, WorkingCalendar};

use super::PackVersion;
use super::answer::Bench;
use super::command::{AllocationAsked, Asked};
use super::facts::{Given, unknown};
use super::over::{Files, given_by_files};
use crate::{AppError, Result};

/// One allocation of one period over the rows of files.
pub struct Allocated {
    pack: Arc<Pack>,
    rule: Allocation,
    given: Given,
    calendar: WorkingCalendar,
    pub outcome: AllocationOutcome,
}

impl PackVersion {
    /// Whether the pack has an allocation of this name or code.
    pub fn has_allocation(&self, name: &str) -> bool {
        let known = self.pack.iter().flat_map(|pack| &pack.allocations);
        known.into_iter().any(|known| known.name == name || known.code.as_str() == name)
    }

    /// Runs an allocation, called by name or code, over files.
    pub fn allocate_over(
        &self,
        name: &str,
        period: Period,
        files: &Files<'_>,
        calendar: &WorkingCalendar,
    ) -> Result<Allocated> {
        let pack = self.usable()?.clone();
        let rule = pack.allocations.iter().find(|known| known.name == name || known.code.as_str() == name);
        let rule = rule.cloned().ok_or_else(|| {
            AppError::bad_input(unknown("分配", name, pack.allocations.iter().map(|known| known.name.as_str())))
        })?;
        if !files.concluded.is_empty() {
            return Err(AppError::bad_input(format!("“{}”是分配，不看往年结论；请去掉 --concluded", rule.name)));
        }
        let given = given_by_files(&pack, &rule.subject, &rule.name, period, files)?;
        let bench = Bench { pack: &pack, given: &given, calendar };
        let outcome = bench.allocated(&rule, &pack, period).map_err(AppError::bad_input)?;
        let outcome = outcome.map_err(AppError::bad_input)?;
        Ok(Allocated { rule, given, calendar: calendar.clone(), outcome, pack })
    }
}

impl Allocated {
    fn bench(&self) -> Bench<'_> {
        Bench { pack: &self.pack, given: &self.given, calendar: &self.calendar }
    }

    /// Who gets what and the proof; with something supposed, the amounts side by side.
    pub fn text(&self, supposed: &[String]) -> Result<String> {
        let mut all = Supposed::default();
        for word in supposed {
            super::command::suppose(word, &mut all).map_err(AppError::bad_input)?;
        }
        let asked = |(name, decimals): (&str, Option<u32>)| Asked { name: name.to_string(), decimals };
        let columns =
            [("分到", None), ("份额", Some(2)), ("按份额", Some(2)), ("下限", None), ("上限", None), ("约束", None)];
        let asked =
            AllocationAsked { columns: columns.map(asked).to_vec(), supposed: all, shows_proof: supposed.is_empty() };
        let answer = self.bench().allocate(&self.rule.name, self.outcome.period, &asked, &[]);
        Ok(answer.map_err(AppError::bad_input)?.text())
    }

    /// The outcome as data, with reasons and proof.
    pub fn json(&self) -> Result<String> {
        Ok(serde_json::to_string_pretty(&self.outcome)?)
    }

    /// How the amount of one subject came about.
    pub fn explain(&self, key: &str) -> Result<Vec<Derivation>> {
        self.bench().allocation_derivations(&self.rule, self.outcome.period, key).map_err(AppError::bad_input)
    }
}
