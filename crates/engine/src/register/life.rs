//! The life cycle of a row: which steps it offers to whom, why not, and until when.
//!
//! Never takes a step and never reads a clock: the history, the roles of the person and the day come in as arguments.

use jiff::ToSpan;
use jiff::civil::Date;
use model::pack::{Code, Constant, Deadline, Field, FieldType, Pack, Presence, Register, Step, Subject};
use model::{CalendarError, Period, WorkingCalendar};
use rust_decimal::prelude::ToPrimitive;

use super::rows::Row;
use crate::formula::{Column, Subjects, Value, World, compute, in_names, missing_reasons};

/// A step that leaves the state of a row, for one person.
#[derive(Debug, Clone, PartialEq)]
pub struct Offer<'a> {
    pub step: &'a Step,
    /// Why this person cannot take it now; empty when they can.
    pub refusals: Vec<Refusal>,
}

/// Why a step cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("由“{role}”办理，您没有这个办理角色；请由有此角色的人办理")]
    Role { role: String },
    #[error("您办理过本行的“{step}”，按不相容岗位规定不能再办此环节；请由他人办理")]
    Separation { step: String },
    #[error("条件不满足：{condition}；请先补正该行数据")]
    Condition { condition: String },
    #[error("缺少必需的附件“{name}”；请先打开该行上传并保存")]
    File { name: String },
    #[error("条件无法判断：{condition}（{reason}）；请先补全该行数据")]
    Unknown { condition: String, reason: String },
}

/// A step that was taken on a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    pub step: Code,
    pub actor: String,
}

/// When a step is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Due {
    None,
    On(Date),
    /// The holidays of a year that matters were never entered.
    Unknown(CalendarError),
    /// The parameter that says how many days had no value on the day from which they count.
    NoValue(String),
}

/// All steps that leave the state of a row. `history` is oldest first, `row` is among the facts of `world`.
pub fn offers<'a>(
    register: &'a Register,
    row: &Row,
    person: (&str, &[Code]),
    history: &[Taken],
    period: Period,
    world: World<'_>,
) -> Vec<Offer<'a>> {
    let (user, roles) = person;
    let Some(state) = &row.state else { return Vec::new() };
    let subjects = Subjects::new(Subject::Register(register.code.clone()), vec![row.key.clone()]);
    let steps = register.life.steps.iter().filter(|step| step.from.contains(state));
    let offer = |step: &'a Step| {
        let mut refusals = Vec::new();
        if !roles.contains(&step.role) {
            let role = world.pack.roles.iter().find(|role| role.code == step.role);
            refusals.push(Refusal::Role { role: role.map_or_else(|| step.role.to_string(), |role| role.name.clone()) });
        }
        for other in &step.separate_from {
            let last = history.iter().rev().find(|taken| taken.step == *other);
            if last.is_some_and(|taken| taken.actor == user) {
                let name = register.life.steps.iter().find(|step| step.code == *other).map(|step| step.name.clone());
                refusals.push(Refusal::Separation { step: name.unwrap_or_else(|| other.to_string()) });
            }
        }
        // A row may wait for its files where it can still be changed; it goes no further without them.
        let leads_on = register.life.states.iter().any(|state| state.code == step.to && !state.is_editable);
        if leads_on {
            refusals.extend(missing_files(register, row).map(|field| Refusal::File { name: field.name.clone() }));
        }
        let flag = match compute(&step.condition, &subjects, period, world).values {
            Column::Flag(values) => values.first().copied().flatten(),
            Column::Number(_) | Column::Text(_) | Column::Date(_) => None,
        };
        match flag {
            Some(true) => {}
            Some(false) => refusals.push(Refusal::Condition { condition: in_names(&step.condition, world.pack) }),
            None => refusals.push(Refusal::Unknown {
                condition: in_names(&step.condition, world.pack),
                reason: missing_reasons(&step.condition, 0, &subjects, period, world).join("，"),
            }),
        }
        Offer { step, refusals }
    };
    steps.map(offer).collect()
}

/// Required files that a row has not got.
pub fn missing_files<'a>(register: &'a Register, row: &'a Row) -> impl Iterator<Item = &'a Field> {
    let is_missing = |(field, value): &(&Field, &Option<Value>)| {
        field.field_type == FieldType::File && field.presence == Presence::Required && value.is_none()
    };
    register.fields.iter().zip(&row.values).filter(is_missing).map(|(field, _)| field)
}

/// Until when a step is due for a row that entered its state on a day.
///
/// The first day is not counted (《民法典》第二百零一条). A time limit in calendar days that ends on a day off ends on the
/// next working day (第二百零三条). A number that is a parameter counts as it was in force on the day of entry.
pub fn due(deadline: &Deadline, pack: &Pack, entered: Date, calendar: &WorkingCalendar) -> Due {
    let (constant, is_working) = match deadline {
        Deadline::None => return Due::None,
        Deadline::WorkingDays(days) => (days, true),
        Deadline::Days(days) => (days, false),
    };
    let days = match days_on(constant, pack, entered) {
        Ok(days) => days,
        Err(why) => return Due::NoValue(why),
    };
    let day = if is_working {
        calendar.shifted(entered, days)
    } else {
        let last = entered.checked_add(days.days()).map_err(|_| CalendarError::OutOfRange);
        last.and_then(|day| next_working_day(day, calendar))
    };
    day.map_or_else(Due::Unknown, Due::On)
}

/// A number of days of the rules of a pack, as in force on a day.
///
/// # Errors
/// In words: a parameter without a value on that day.
pub fn days_on(constant: &Constant, pack: &Pack, day: Date) -> Result<i64, String> {
    let days = crate::ledger::constant_on(constant, pack, day)?;
    // The checker let whole numbers through only.
    days.to_i64().ok_or_else(|| format!("{days} 不是天数"))
}

fn next_working_day(mut day: Date, calendar: &WorkingCalendar) -> Result<Date, CalendarError> {
    while !calendar.is_working_day(day)? {
        day = day.tomorrow().map_err(|_| CalendarError::OutOfRange)?;
    }
    Ok(day)
}
