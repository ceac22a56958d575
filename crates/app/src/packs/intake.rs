//! Registers of a test that take their rows from other packs (取数): filled from the tables of those packs before any
//! command runs.

use engine::formula::World;
use engine::register::{Giver, Intaken, beside, rows};
use model::pack::{Code, Cycle, Pack, Register};
use model::{Period, WorkingCalendar};

use super::facts::Given;

impl Given {
    /// Fills every register that takes its rows from packs, for one period; a register that was given rows keeps them.
    pub(super) fn take_in(&mut self, pack: &Pack, period: Period, calendar: &WorkingCalendar) {
        for register in pack.registers.iter().filter(|register| !register.intakes.is_empty()) {
            let about = (register.cycle != Cycle::Standing).then_some(period);
            if self.periods(&register.code).contains(&about) {
                continue;
            }
            let world = World { pack, facts: &self.facts, calendar };
            let found = self.intaken(pack, register, period, calendar).rows(register, period, world);
            let found = found.and_then(|taken| beside(register, taken, &[], &|row| row.key.to_string()));
            let found = found.and_then(|held| rows(register, &held).map_err(|error| vec![error.to_string()]));
            match found {
                Ok(rows) => {
                    self.put_rows(&register.code, about, rows);
                    self.taken.insert(register.code.clone(), Vec::new());
                }
                Err(problems) => {
                    self.taken.insert(register.code.clone(), problems);
                }
            }
        }
    }

    fn intaken(&self, pack: &Pack, register: &Register, period: Period, calendar: &WorkingCalendar) -> Intaken {
        let mut found = Intaken::default();
        let place_name = |code: &str| self.places.name(code).to_string();
        for intake in &register.intakes {
            let (giving, given): (&Pack, &Given) = match self.givers.get(&intake.pack) {
                Some((giving, given)) => (giving, given),
                None if intake.pack == pack.code => (pack, self),
                // Nothing was given of it.
                None => continue,
            };
            let Some(there) = giving.register(&intake.register) else { continue };
            for about in given.periods(&there.code).into_iter().filter_map(|about| within(about, period)) {
                let world = World { pack: giving, facts: &given.facts, calendar };
                found.add(intake, register, &Giver { register: there, period: about, world, place_name: &place_name });
            }
        }
        found
    }

    /// The other pack that a table is about, with what it has been given so far.
    pub(super) fn giver(&mut self, giving: std::sync::Arc<Pack>) -> &mut (std::sync::Arc<Pack>, Given) {
        let places = self.places.clone();
        let code: Code = giving.code.clone();
        self.givers.entry(code).or_insert_with(|| (giving, Given::of_places(places)))
    }
}

/// The period of a book that counts for a period: one in it, or the period itself where rows stand.
pub(crate) fn within(about: Option<Period>, period: Period) -> Option<Period> {
    match about {
        None => Some(period),
        Some(about) if period.first_day() <= about.first_day() && about.last_day() <= period.last_day() => Some(about),
        Some(_) => None,
    }
}
