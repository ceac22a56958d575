//! Rows of registers as formulas and evaluations read them: one cut, of one dataset, as known by one time.

use engine::formula::{Column, PackFacts, Subjects, World, compute};
use engine::register::{Row, rows};
use jiff::Timestamp;
use model::pack::{Cycle, Expression, ExpressionKind, Pack, Register, Subject};
use model::{Dataset, Period};
use store::Book;

use super::book::{Opened, typed};
use crate::{App, AppError, Result};

impl App {
    /// The rows of all registers of a pack that a computation for `periods` may look at, as known by a time.
    ///
    /// Registers that are kept by period give the rows of each period that has the right length; the others give the
    /// rows as they stood. Statistics and earlier conclusions are added by the caller.
    pub async fn register_facts(
        &self,
        pack: &Pack,
        dataset: Dataset,
        periods: &[Period],
        by: Timestamp,
    ) -> Result<PackFacts> {
        let mut facts = PackFacts::default();
        for register in &pack.registers {
            let periods: Vec<Option<Period>> = match register.cycle {
                Cycle::Standing => vec![None],
                Cycle::Year | Cycle::HalfYear | Cycle::Quarter | Cycle::Month => {
                    periods.iter().copied().map(Some).collect()
                }
            };
            for period in periods {
                let held = self.register_rows(pack, register, dataset, period, by).await?;
                // A period without a row was never recorded: what it would have been is missing, not nothing.
                if !held.is_empty() || period.is_none() {
                    add(&mut facts, register, period, &held)?;
                }
            }
        }
        Ok(facts)
    }

    /// The rows of one register as known by a time, in the order of their keys.
    pub async fn register_rows(
        &self,
        pack: &Pack,
        register: &Register,
        dataset: Dataset,
        period: Option<Period>,
        by: Timestamp,
    ) -> Result<Vec<Row>> {
        let book = Book { dataset, pack: pack.code.to_string(), register: register.code.to_string(), period };
        self.store.rows_by(&book, by).await?.iter().map(|row| typed(register, row)).collect()
    }
}

pub(super) fn add(facts: &mut PackFacts, register: &Register, period: Option<Period>, held: &[Row]) -> Result<()> {
    let held = rows(register, held)
        .map_err(|error| AppError::Internal { message: format!("名录“{}”：{error}", register.name) })?;
    facts.add_rows(register.code.clone(), period, held);
    Ok(())
}

impl App {
    /// Whether a condition holds for each of these rows; nothing where that cannot be told.
    pub(crate) async fn holds_for(
        &self,
        opened: &Opened,
        rows: &[Row],
        condition: &Expression,
        now: Timestamp,
    ) -> Result<Vec<Option<bool>>> {
        let mut facts = if looks_around(condition) {
            self.facts_with(opened, rows, now).await?
        } else {
            let mut facts = PackFacts::default();
            add(&mut facts, &opened.register, opened.book.period, rows)?;
            facts
        };
        facts.seen_on(crate::day_in_china(now));
        let world = World { pack: &opened.pack, facts: &facts, calendar: &self.calendar };
        let keys = rows.iter().map(|row| row.key.clone()).collect();
        let subjects = Subjects::new(Subject::Register(opened.register.code.clone()), keys);
        Ok(match compute(condition, &subjects, opened.period, world).values {
            Column::Flag(values) => values,
            Column::Number(_) | Column::Text(_) | Column::Date(_) => vec![None; rows.len()],
        })
    }
}

/// Whether a condition looks further than at the fields of its own row.
pub(super) fn looks_around(expression: &Expression) -> bool {
    let here = match &expression.kind {
        ExpressionKind::Field(path) => !path.through.is_empty(),
        ExpressionKind::Formula(_)
        | ExpressionKind::Observed(_)
        | ExpressionKind::Measure(_)
        | ExpressionKind::Outcome { .. }
        | ExpressionKind::Shift { .. }
        | ExpressionKind::Statistic { .. }
        | ExpressionKind::Rows { .. } => true,
        _ => false,
    };
    here || expression.children().into_iter().any(looks_around)
}
