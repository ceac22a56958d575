//! Evaluates a checked formula for all subjects at once, column by column.
//!
//! Pure: facts, calendar and period come in as arguments. A missing operand makes a missing result; a step that cannot
//! be computed is told as a [`Trouble`] that names the subject. Nothing is rounded that the formula does not round.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

use jiff::civil::Date;
use model::pack::{
    BinaryOperator, Code, Expression, ExpressionKind, Formula, FormulaRounding, Pack, PeriodShift, Subject,
    UnaryOperator, WhenMissing,
};
use model::{Period, WorkingCalendar};
use rust_decimal::Decimal;

use super::factors::{FactorUse, Ledger};
use super::facts::PackFacts;
use super::trouble::{Trouble, TroubleKind};
use super::{Column, Value, dates, operators, tables, words};
use crate::register::jaccard;

/// Everything that a formula may depend on besides its subjects and period.
#[derive(Clone, Copy)]
pub struct World<'a> {
    pub pack: &'a Pack,
    pub facts: &'a PackFacts,
    pub calendar: &'a WorkingCalendar,
}

/// Who is computed, in order, and who is compared with whom.
#[derive(Debug, Clone)]
pub struct Subjects {
    pub kind: Subject,
    /// Keys of rows, or division codes of places.
    pub keys: Vec<Arc<str>>,
    /// The pool of each, where an evaluation has some; empty outside of evaluations.
    pub pools: Vec<Option<u32>>,
    /// The group within the pool; empty without groups.
    pub groups: Vec<Option<u32>>,
}

impl Subjects {
    pub fn new(kind: Subject, keys: Vec<Arc<str>>) -> Subjects {
        Subjects { kind, keys, pools: Vec::new(), groups: Vec::new() }
    }
}

/// Values in the order of the subjects, and why some are missing.
#[derive(Debug, Clone)]
pub struct Computed {
    pub values: Column,
    /// Sorted by subject, each once.
    pub troubles: Vec<Trouble>,
    /// Parameters and tables that decided something, sorted; [`super::factors_used`] words them.
    pub factors: Vec<FactorUse>,
}

/// The value of a formula's tree for every subject.
pub fn compute(expression: &Expression, subjects: &Subjects, period: Period, world: World<'_>) -> Computed {
    let computer = Computer::new(subjects, world);
    let values = computer.column(expression, &computer.frame(period), None);
    computer.finish(values)
}

/// The value of a declared formula (核算项): its condition, its rule for missing values and its rounding applied.
pub fn compute_formula(formula: &Formula, subjects: &Subjects, period: Period, world: World<'_>) -> Computed {
    let computer = Computer::new(subjects, world);
    let values = computer.formula(formula, &computer.frame(period));
    computer.finish(values)
}

pub(super) type Mask = Option<Rc<Vec<bool>>>;

/// A formula that was computed before, with what went wrong.
type Known = (Rc<Column>, Vec<Trouble>);

pub(super) struct Computer<'a> {
    pub(super) world: World<'a>,
    pub(super) subjects: &'a Subjects,
    pub(super) troubles: RefCell<Vec<Trouble>>,
    pub(super) factors: Ledger,
    /// Formulas of this pack that were needed, by period and by the rows they were computed for.
    known: RefCell<BTreeMap<KnownKey, Known>>,
}

/// Formula, period, day of the parameters where it is another one, and the rows.
type KnownKey = (Code, Period, Option<Date>, RowsId);

/// Where the keys of a frame stand in memory: all of them belong to the facts or to the subjects and outlive the
/// computer, so that no other rows can take the place.
type RowsId = (usize, usize);

/// Rows that an expression is evaluated over: the subjects, or the rows of another register that belong to them.
pub(super) struct Frame<'a> {
    pub(super) register: Option<&'a Code>,
    pub(super) keys: &'a [Arc<str>],
    pub(super) period: Period,
    /// The day whose parameters and tables count, where it is not the last one of the period.
    pub(super) parameters_on: Option<Date>,
    pub(super) outer: Option<Outer<'a>>,
}

pub(super) struct Outer<'a> {
    pub(super) frame: &'a Frame<'a>,
    /// The subject that each row belongs to.
    pub(super) subject_of_row: Vec<Option<usize>>,
}

impl<'a> Frame<'a> {
    /// The surroundings of a frame over the same rows.
    fn outer(&self) -> Option<Outer<'a>> {
        let outer = self.outer.as_ref()?;
        Some(Outer { frame: outer.frame, subject_of_row: outer.subject_of_row.clone() })
    }

    /// The day on which parameters and tables must be in force.
    pub(super) fn parameter_day(&self) -> Date {
        self.parameters_on.unwrap_or_else(|| self.period.last_day())
    }
}

impl<'a> Computer<'a> {
    pub(super) fn new(subjects: &'a Subjects, world: World<'a>) -> Computer<'a> {
        Computer {
            world,
            subjects,
            troubles: RefCell::default(),
            factors: Ledger::default(),
            known: RefCell::default(),
        }
    }

    pub(super) fn frame(&self, period: Period) -> Frame<'a> {
        let register = match &self.subjects.kind {
            Subject::Register(code) => Some(code),
            Subject::Place(_) => None,
        };
        Frame { register, keys: &self.subjects.keys, period, parameters_on: None, outer: None }
    }

    fn finish(self, values: Column) -> Computed {
        let mut troubles = self.troubles.into_inner();
        troubles.sort_by_key(|trouble| (trouble.row, trouble.span));
        troubles.dedup();
        Computed { values, troubles, factors: self.factors.into_uses() }
    }

    /// `mask` names the rows whose result matters: only they are worth a message.
    pub(super) fn column(&self, expression: &Expression, frame: &Frame<'_>, mask: Mask) -> Column {
        let length = frame.keys.len();
        let missing = || Column::missing(&expression.yields, length);
        match &expression.kind {
            ExpressionKind::Number(number) => Column::repeated(Value::Number(*number), length),
            ExpressionKind::Text(text) => Column::repeated(Value::Text(text.as_str().into()), length),
            ExpressionKind::Flag(flag) => Column::repeated(Value::Flag(*flag), length),
            ExpressionKind::Date(date) => Column::repeated(Value::Date(*date), length),
            ExpressionKind::PeriodStart => Column::repeated(Value::Date(frame.period.first_day()), length),
            ExpressionKind::PeriodEnd => Column::repeated(Value::Date(self.world.facts.end_of(frame.period)), length),
            ExpressionKind::Field(path) => self.field(path, frame).unwrap_or_else(missing),
            ExpressionKind::Parameter(parameter) => self.parameter(parameter, expression, frame, mask),
            ExpressionKind::Formula(code) => self.named(code, expression, frame, mask),
            ExpressionKind::Observed(code) => {
                let places = self.places(frame);
                let value = |place: &Option<Arc<str>>| {
                    place.as_ref().and_then(|place| self.world.facts.observed(code, place, frame.period))
                };
                Column::Number(places.iter().map(value).collect())
            }
            ExpressionKind::Measure(code) => self.measure(code, frame).unwrap_or_else(missing),
            ExpressionKind::Outcome { evaluation, part } => self.conclusion(evaluation, part, frame),
            ExpressionKind::Shift { operand, shift } => match dates::earlier(frame.period, *shift) {
                None => missing(),
                Some(period) => {
                    let parameters_on = frame.parameters_on;
                    let earlier = Frame {
                        register: frame.register,
                        keys: frame.keys,
                        period,
                        parameters_on,
                        outer: frame.outer(),
                    };
                    self.column(operand, &earlier, mask)
                }
            },
            ExpressionKind::ParametersOf { operand, year } => {
                match dates::earlier(frame.period, PeriodShift::Year(*year)) {
                    None => missing(),
                    Some(then) => {
                        let parameters_on = Some(then.last_day());
                        let (register, keys, period) = (frame.register, frame.keys, frame.period);
                        let revalued = Frame { register, keys, period, parameters_on, outer: frame.outer() };
                        self.column(operand, &revalued, mask)
                    }
                }
            }
            ExpressionKind::Statistic { statistic, population, operand } => {
                self.statistic(statistic, population, operand, frame)
            }
            ExpressionKind::Rows { register, link, filter, aggregate } => {
                self.rows(register, link, filter, aggregate, frame).unwrap_or_else(missing)
            }
            ExpressionKind::Unary { operator: operator @ UnaryOperator::IsMissing, operand } => {
                // Whoever asks whether a value is missing has dealt with the reason.
                let before = self.troubles.borrow().len();
                let values = self.column(operand, frame, mask);
                self.troubles.borrow_mut().truncate(before);
                operators::unary(*operator, &values).0
            }
            ExpressionKind::Unary { operator, operand } => {
                let values = self.column(operand, frame, mask.clone());
                self.told(operators::unary(*operator, &values), operand, &mask)
            }
            ExpressionKind::Binary { operator, left, right } => self.binary(*operator, left, right, frame, mask),
            ExpressionKind::Convert { operand, conversion } => {
                let values = self.numbers(operand, frame, mask.clone());
                let converted = |value: Decimal| conversion.apply(value);
                self.mapped(&values, converted, operand, &mask)
            }
            ExpressionKind::Relabel { operand } => self.column(operand, frame, mask),
            ExpressionKind::Round { operand, decimals, mode } => {
                let values = self.numbers(operand, frame, mask.clone());
                self.mapped(&values, |value| operators::rounded(value, *decimals, *mode), operand, &mask)
            }
            ExpressionKind::Smallest(operands) | ExpressionKind::Largest(operands) => {
                let columns: Vec<_> = operands.iter().map(|inner| self.numbers(inner, frame, mask.clone())).collect();
                let is_largest = matches!(expression.kind, ExpressionKind::Largest(_));
                operators::extreme(&columns, is_largest, length)
            }
            ExpressionKind::FirstKnown(operands) => self.first_known(operands, expression, frame, mask),
            ExpressionKind::OneOf { operand, choices } => {
                let values = self.texts(operand, frame, mask);
                operators::text_test(&values, |text| choices.iter().any(|choice| choice == text))
            }
            ExpressionKind::StartsWith { operand, beginnings } => {
                let values = self.texts(operand, frame, mask);
                operators::text_test(&values, |text| beginnings.iter().any(|beginning| text.starts_with(beginning)))
            }
            ExpressionKind::Alike { left, right } => {
                let (left, right) = (self.texts(left, frame, mask.clone()), self.texts(right, frame, mask));
                let alike = |(left, right): (&Option<Arc<str>>, &Option<Arc<str>>)| {
                    Some(jaccard(left.as_deref()?, right.as_deref()?))
                };
                Column::Number(left.iter().zip(&right).map(alike).collect())
            }
            ExpressionKind::If { condition, then, otherwise } => {
                let conditions = self.flags(condition, frame, mask.clone());
                let branch = conditions.iter().map(|flag| flag.map(|flag| usize::from(!flag))).collect();
                self.branches(&[then, otherwise], branch, expression, frame, &mask)
            }
            ExpressionKind::Bands { operand, edge, bands, otherwise } => {
                let values = self.numbers(operand, frame, mask.clone());
                let bounds: Vec<Vec<Option<Decimal>>> =
                    bands.iter().map(|band| self.numbers(&band.bound, frame, mask.clone())).collect();
                let branch = (0..length)
                    .map(|row| tables::step(values[row]?, *edge, bounds.iter().map(|bound| bound[row])))
                    .collect();
                let branches: Vec<&Expression> =
                    bands.iter().map(|band| &band.value).chain([otherwise.as_ref()]).collect();
                self.branches(&branches, branch, expression, frame, &mask)
            }
            ExpressionKind::Table { table, operand } => {
                let values = self.numbers(operand, frame, mask.clone());
                let day = frame.parameter_day();
                let Some(table) = self.world.pack.table(table) else {
                    self.tell_all(expression, &TroubleKind::Unresolved(table.clone()), length, &mask);
                    return missing();
                };
                let Some(version) = table.on(day) else {
                    let kind = TroubleKind::NoTable { name: table.name.clone(), day };
                    self.tell_all(expression, &kind, length, &mask);
                    return missing();
                };
                if values.iter().enumerate().any(|(row, value)| value.is_some() && is_active(&mask, row)) {
                    self.factors.note(&table.code, None, day);
                }
                let look_up = |(row, value): (usize, &Option<Decimal>)| {
                    let operand = (*value)?;
                    let found = tables::look_up(operand, table.reading, version);
                    if found.is_none() {
                        let kind = TroubleKind::OutsideTable { name: table.name.clone(), operand: operand.normalize() };
                        self.tell(row, expression, kind, &mask);
                    }
                    found
                };
                Column::Number(values.iter().enumerate().map(look_up).collect())
            }
            ExpressionKind::DateDistance { measure, from, to } => {
                let (from, to) = (self.days(from, frame, mask.clone()), self.days(to, frame, mask.clone()));
                let distance = |row: usize| {
                    let distance = dates::distance(*measure, from[row]?, to[row]?, self.world.calendar);
                    let distance = distance.map_err(|error| {
                        self.tell(row, expression, TroubleKind::Calendar(error), &mask);
                    });
                    distance.ok().map(Decimal::from)
                };
                Column::Number((0..length).map(distance).collect())
            }
            ExpressionKind::DateShift { date, measure, amount } => {
                let days = self.days(date, frame, mask.clone());
                let amounts = self.numbers(amount, frame, mask.clone());
                let shifted = |row: usize| {
                    let shifted = dates::shifted(*measure, days[row]?, amounts[row]?, self.world.calendar);
                    let shifted = shifted.map_err(|error| {
                        self.tell(row, expression, TroubleKind::Calendar(error), &mask);
                    });
                    shifted.ok()
                };
                Column::Date((0..length).map(shifted).collect())
            }
            ExpressionKind::YearOf(operand) => {
                let days = self.days(operand, frame, mask);
                Column::Number(days.iter().map(|day| day.map(|day| Decimal::from(day.year()))).collect())
            }
        }
    }

    /// Condition, rule for missing values and rounding of a declared formula.
    pub(super) fn formula(&self, formula: &Formula, frame: &Frame<'_>) -> Column {
        let applies = self.flags(&formula.condition, frame, None);
        let applies: Vec<bool> = applies.iter().map(|flag| *flag == Some(true)).collect();
        let before = self.troubles.borrow().len();
        let mask = Some(Rc::new(applies.clone()));
        if formula.value.unit().is_none() {
            // A conclusion: nothing to round, and nought is no stand-in for it.
            let found = self.column(&formula.value, frame, mask);
            let mut values = Column::missing(&formula.value.yields, frame.keys.len());
            values.overlay(&found, |row| applies[row]);
            return values;
        }
        let mut values = self.numbers(&formula.value, frame, mask);
        if formula.when_missing == WhenMissing::Zero {
            self.troubles.borrow_mut().truncate(before);
        }
        for (value, applies) in values.iter_mut().zip(&applies) {
            *value = match (*applies, *value, formula.when_missing) {
                (false, _, _) => None,
                (true, None, WhenMissing::Zero) => Some(Decimal::ZERO),
                (true, value, WhenMissing::Missing | WhenMissing::Zero) => value,
            };
        }
        match formula.rounding {
            FormulaRounding::Exact => Column::Number(values),
            FormulaRounding::To { decimals, mode } => {
                self.mapped(&values, |value| operators::rounded(value, decimals, mode), &formula.value, &None)
            }
        }
    }

    /// Another formula or indicator of the pack; the checker has excluded cycles.
    fn named(&self, code: &Code, expression: &Expression, frame: &Frame<'_>, mask: Mask) -> Column {
        if let Some(outer) = frame.outer.as_ref().filter(|_| self.is_about_outer(code, frame)) {
            return self.named(code, expression, outer.frame, None).gathered(&outer.subject_of_row);
        }
        // A formula looks at nothing outside of its own register, so that its value does not depend on who asks.
        let key = (code.clone(), frame.period, frame.parameters_on, (frame.keys.as_ptr().addr(), frame.keys.len()));
        let found = self.known.borrow().get(&key).cloned();
        let (values, troubles) = match found {
            Some(found) => found,
            None => {
                let before = self.troubles.borrow().len();
                let Some(values) = self.evaluated(code, frame) else {
                    let kind = TroubleKind::Unresolved(code.clone());
                    self.tell_all(expression, &kind, frame.keys.len(), &mask);
                    return Column::missing(&expression.yields, frame.keys.len());
                };
                let mut troubles = self.troubles.borrow_mut().split_off(before);
                // One that is named twice tells its troubles twice; a chain of such would double them at each level.
                troubles.sort_by_key(|trouble| (trouble.row, trouble.span));
                troubles.dedup();
                let entry = (Rc::new(values), troubles);
                self.known.borrow_mut().insert(key, entry.clone());
                entry
            }
        };
        let wanted = troubles.into_iter().filter(|trouble| is_active(&mask, trouble.row));
        self.troubles.borrow_mut().extend(wanted);
        Rc::unwrap_or_clone(values)
    }

    fn evaluated(&self, code: &Code, frame: &Frame<'_>) -> Option<Column> {
        if let Some(formula) = self.world.pack.formula(code) {
            return Some(self.formula(formula, frame));
        }
        let evaluations = self.world.pack.evaluations.iter();
        let mut leaves = evaluations.flat_map(|evaluation| &evaluation.pools).flat_map(|pool| pool.leaves());
        let rule = leaves.find(|rule| rule.code == *code)?;
        Some(self.column(&rule.value, frame, None))
    }

    /// Whether a formula inside `Rows` is about the subject rather than about the row.
    fn is_about_outer(&self, code: &Code, frame: &Frame<'_>) -> bool {
        match self.world.pack.formula(code).map(|formula| &formula.subject) {
            Some(Subject::Register(register)) => Some(register) != frame.register,
            Some(Subject::Place(_)) | None => true,
        }
    }

    fn binary(
        &self,
        operator: BinaryOperator,
        left: &Expression,
        right: &Expression,
        frame: &Frame<'_>,
        mask: Mask,
    ) -> Column {
        match operator {
            BinaryOperator::Add
            | BinaryOperator::Subtract
            | BinaryOperator::Multiply
            | BinaryOperator::Divide
            | BinaryOperator::Power => {
                let lefts = self.numbers(left, frame, mask.clone());
                let rights = self.numbers(right, frame, mask.clone());
                self.told(operators::arithmetic(operator, &lefts, &rights), right, &mask)
            }
            BinaryOperator::And | BinaryOperator::Or => {
                let lefts = self.flags(left, frame, mask.clone());
                let rights = self.flags(right, frame, mask);
                operators::logic(operator == BinaryOperator::And, &lefts, &rights)
            }
            BinaryOperator::Equal
            | BinaryOperator::NotEqual
            | BinaryOperator::Less
            | BinaryOperator::AtMost
            | BinaryOperator::Greater
            | BinaryOperator::AtLeast => {
                let lefts = self.column(left, frame, mask.clone());
                operators::compare(operator, &lefts, &self.column(right, frame, mask))
            }
        }
    }

    fn first_known(&self, operands: &[Expression], expression: &Expression, frame: &Frame<'_>, mask: Mask) -> Column {
        let before = self.troubles.borrow().len();
        let mut values = Column::missing(&expression.yields, frame.keys.len());
        for operand in operands {
            let open: Vec<bool> = (0..values.len()).map(|row| is_active(&mask, row) && !values.is_known(row)).collect();
            let open = Rc::new(open);
            let found = self.column(operand, frame, Some(open.clone()));
            values.overlay(&found, |row| open[row]);
        }
        // A value that another one stands in for needs no message.
        let troubles = self.troubles.borrow_mut().split_off(before);
        let left = troubles.into_iter().filter(|trouble| !values.is_known(trouble.row));
        let left: Vec<Trouble> = left.collect();
        self.troubles.borrow_mut().extend(left);
        values
    }

    /// Each row takes its value from the branch that was chosen for it.
    fn branches(
        &self,
        branches: &[&Expression],
        chosen: Vec<Option<usize>>,
        expression: &Expression,
        frame: &Frame<'_>,
        mask: &Mask,
    ) -> Column {
        let mut values = Column::missing(&expression.yields, frame.keys.len());
        for (number, branch) in branches.iter().enumerate() {
            let is_here = |row: usize| chosen[row] == Some(number) && is_active(mask, row);
            let here: Vec<bool> = (0..chosen.len()).map(is_here).collect();
            if here.iter().any(|here| *here) {
                let here = Rc::new(here);
                let found = self.column(branch, frame, Some(here.clone()));
                values.overlay(&found, |row| here[row]);
            }
        }
        values
    }

    pub(super) fn numbers(&self, expression: &Expression, frame: &Frame<'_>, mask: Mask) -> Vec<Option<Decimal>> {
        match self.column(expression, frame, mask) {
            Column::Number(values) => values,
            Column::Text(_) | Column::Flag(_) | Column::Date(_) => vec![None; frame.keys.len()],
        }
    }

    pub(super) fn flags(&self, expression: &Expression, frame: &Frame<'_>, mask: Mask) -> Vec<Option<bool>> {
        match self.column(expression, frame, mask) {
            Column::Flag(values) => values,
            Column::Number(_) | Column::Text(_) | Column::Date(_) => vec![None; frame.keys.len()],
        }
    }

    pub(super) fn texts(&self, expression: &Expression, frame: &Frame<'_>, mask: Mask) -> Vec<Option<Arc<str>>> {
        match self.column(expression, frame, mask) {
            Column::Text(values) => values,
            Column::Number(_) | Column::Flag(_) | Column::Date(_) => vec![None; frame.keys.len()],
        }
    }

    fn days(&self, expression: &Expression, frame: &Frame<'_>, mask: Mask) -> Vec<Option<Date>> {
        match self.column(expression, frame, mask) {
            Column::Date(values) => values,
            Column::Number(_) | Column::Text(_) | Column::Flag(_) => vec![None; frame.keys.len()],
        }
    }

    /// One number for another; what fits no decimal is told and missing.
    fn mapped(
        &self,
        values: &[Option<Decimal>],
        function: impl Fn(Decimal) -> Option<Decimal>,
        operand: &Expression,
        mask: &Mask,
    ) -> Column {
        let mut faults = Vec::new();
        let values = values.iter().enumerate().map(|(row, value)| {
            let result = function((*value)?);
            if result.is_none() {
                faults.push((row, operators::Fault::OutOfRange));
            }
            result
        });
        let values = values.collect();
        self.told((Column::Number(values), faults), operand, mask)
    }

    fn told(&self, (values, faults): operators::Faulty, named: &Expression, mask: &Mask) -> Column {
        if !faults.is_empty() {
            let name = words::in_names(named, self.world.pack);
            for (row, fault) in faults {
                self.tell(row, named, fault.named(name.clone()), mask);
            }
        }
        values
    }

    fn tell(&self, row: usize, step: &Expression, kind: TroubleKind, mask: &Mask) {
        if is_active(mask, row) {
            self.troubles.borrow_mut().push(Trouble { row, span: step.span, kind });
        }
    }

    pub(super) fn tell_all(&self, step: &Expression, kind: &TroubleKind, length: usize, mask: &Mask) {
        for row in 0..length {
            self.tell(row, step, kind.clone(), mask);
        }
    }
}

pub(super) fn is_active(mask: &Mask, row: usize) -> bool {
    mask.as_ref().is_none_or(|mask| mask.get(row).copied().unwrap_or(false))
}
