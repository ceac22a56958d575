//! An analysis of a pack over files: rows of a register or statistics → figures, a line a subject, and what they rest on.
//!
//! Stores nothing. Cells are read as the register itself reads them; any cell that is wrong stops the run.

use std::sync::Arc;

use jiff::civil::Date;
use model::pack::{Analysis, Pack};
use model::{AnalysisOutcome, Derivation, Period, WorkingCalendar};

use super::PackVersion;
use super::answer::Bench;
use super::command::AnalysisAsked;
use super::facts::{Given, unknown};
use super::over::{Files, add_concluded, given_by_files};
use crate::{AppError, Result};

/// One analysis of one period over files.
pub struct Analysed {
    pack: Arc<Pack>,
    rule: Analysis,
    given: Given,
    calendar: WorkingCalendar,
    pub outcome: AnalysisOutcome,
}

impl PackVersion {
    /// Whether the pack has an analysis of this name or code.
    pub fn has_analysis(&self, name: &str) -> bool {
        let known = self.pack.iter().flat_map(|pack| &pack.analyses);
        known.into_iter().any(|known| known.name == name || known.code.as_str() == name)
    }

    /// Runs an analysis, called by name or code, over files. Borders are those of the shipped boundaries.
    pub fn analyse_over(
        &self,
        name: &str,
        period: Period,
        files: &Files<'_>,
        calendar: &WorkingCalendar,
    ) -> Result<Analysed> {
        let pack = self.usable()?.clone();
        let rule = pack.analyses.iter().find(|known| known.name == name || known.code.as_str() == name);
        let rule = rule.cloned().ok_or_else(|| {
            AppError::bad_input(unknown("分析", name, pack.analyses.iter().map(|known| known.name.as_str())))
        })?;
        let mut given = given_by_files(&pack, &rule.subject, &rule.name, period, files)?;
        add_concluded(&mut given, &pack, pack.evaluations.first(), ..=period, files)?;
        let bench = Bench { pack: &pack, given: &given, calendar };
        let outcome = bench.analysed(&rule, period).map_err(AppError::bad_input)?;
        let outcome = outcome.map_err(|error| AppError::bad_input(error.to_string()))?;
        Ok(Analysed { rule, given, calendar: calendar.clone(), outcome, pack })
    }
}

impl Analysed {
    fn bench(&self) -> Bench<'_> {
        Bench { pack: &self.pack, given: &self.given, calendar: &self.calendar }
    }

    /// Everything, six decimals.
    pub fn text(&self) -> Result<String> {
        let asked = AnalysisAsked::everything(&self.outcome, Some(6));
        let answer = self.bench().analyse(&self.rule.name, self.outcome.period, &asked, &[]);
        Ok(answer.map_err(AppError::bad_input)?.text())
    }

    /// The outcome as data.
    pub fn json(&self) -> Result<String> {
        Ok(serde_json::to_string_pretty(&self.outcome)?)
    }

    /// Figures, rows, tables and conventions as a workbook.
    pub fn xlsx(&self, day: Date) -> Result<Vec<u8>> {
        let bench = self.bench();
        let names = |key: &str| bench.name_of_subject(&self.rule.subject, key);
        crate::analyses::workbook(&self.outcome, &names, &self.pack.name, day, false)
    }

    /// How the result of one subject came about.
    pub fn explain(&self, key: &str) -> Result<Vec<Derivation>> {
        self.bench().analysis_derivations(&self.rule, self.outcome.period, key).map_err(AppError::bad_input)
    }
}
