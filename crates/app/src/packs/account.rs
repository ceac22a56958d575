//! A formula of a pack over files: rows of a register or statistics → the value of each subject and the totals of places.
//!
//! Stores nothing. Cells are read as the register itself reads them; any cell that is wrong stops the run.

use std::sync::Arc;

use model::pack::{Formula, Pack, PlaceTotal};
use model::{Derivation, Period, WorkingCalendar};

use super::PackVersion;
use super::answer::{Answer, Bench};
use super::command::Asked;
use super::facts::{Given, unknown};
use super::over::{Files, add_concluded, given_by_files};
use crate::{AppError, Result};

/// One formula of one period over files.
pub struct Accounted {
    pack: Arc<Pack>,
    formula: Formula,
    period: Period,
    given: Given,
    calendar: WorkingCalendar,
}

impl PackVersion {
    /// Whether the pack has a formula of this name or code.
    pub fn has_formula(&self, name: &str) -> bool {
        let known = self.pack.iter().flat_map(|pack| &pack.formulas);
        known.into_iter().any(|known| known.name == name || known.code.as_str() == name)
    }

    /// Computes a formula, called by name or code, over files. What evaluations concluded for the same period may be
    /// given too: a formula may read grades.
    pub fn account_over(
        &self,
        name: &str,
        period: Period,
        files: &Files<'_>,
        calendar: &WorkingCalendar,
    ) -> Result<Accounted> {
        let pack = self.usable()?.clone();
        let formula = pack.formulas.iter().find(|known| known.name == name || known.code.as_str() == name);
        let formula = formula.cloned().ok_or_else(|| {
            AppError::bad_input(unknown("核算项", name, pack.formulas.iter().map(|known| known.name.as_str())))
        })?;
        let mut given = given_by_files(&pack, &formula.subject, &formula.name, period, files)?;
        add_concluded(&mut given, &pack, pack.evaluations.first(), ..=period, files)?;
        Ok(Accounted { formula, period, given, calendar: calendar.clone(), pack })
    }
}

impl Accounted {
    fn bench(&self) -> Bench<'_> {
        Bench { pack: &self.pack, given: &self.given, calendar: &self.calendar }
    }

    fn answer(&self, is_by_place: bool) -> Result<Answer> {
        let asked = [Asked { name: self.formula.name.clone(), decimals: None }];
        self.bench().compute(&asked, self.period, is_by_place, &[]).map_err(AppError::bad_input)
    }

    /// The value of each subject; below it what places come to, where the formula is added up.
    pub fn text(&self) -> Result<String> {
        let rows = self.answer(false)?.text();
        match self.formula.place_total {
            PlaceTotal::None => Ok(rows),
            PlaceTotal::By(_) => Ok(format!("{rows}\n按地区合计\n{}", self.answer(true)?.text())),
        }
    }

    /// How the value of one subject came about, or the total of a place.
    pub fn explain(&self, key: &str) -> Result<Vec<Derivation>> {
        self.bench().derivations(&self.formula.name, self.period, key, None).map_err(AppError::bad_input)
    }
}
