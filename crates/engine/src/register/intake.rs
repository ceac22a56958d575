//! Rows that are taken from another pack (取数): one line for each row there, what has the same key added up. What stands
//! in the way is told with its row; nothing is left out silently.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use model::pack::{Code, Field, FieldType, Intake, IntakeAmount, Register, Subject};
use model::{Period, UnitOfMeasure};
use rust_decimal::{Decimal, RoundingStrategy};

use super::rows::{Row, key_of, stored};
use crate::formula::{Column, Rows, Subjects, Value, World, compute_formula, missing_reasons};

/// The register that gives, for one period, with everything that its formulas look at.
pub struct Giver<'a> {
    pub register: &'a Register,
    pub period: Period,
    pub world: World<'a>,
    /// How a place is called, by its code.
    pub place_name: &'a dyn Fn(&str) -> String,
}

/// What several givers and periods come to.
#[derive(Debug, Default)]
pub struct Intaken {
    lines: BTreeMap<Arc<str>, Vec<Option<Value>>>,
    /// Why something has no line, in sentences.
    problems: Vec<String>,
}

impl Intaken {
    /// How many rows of the giver made or raised a line.
    pub fn add(&mut self, intake: &Intake, here: &Register, giver: &Giver<'_>) -> usize {
        let Some(rows) = giver.world.facts.rows(giver.world.pack, &giver.register.code, giver.period) else { return 0 };
        let results = match intake.amount.as_ref().map(|amount| results(amount, here, giver, rows)).transpose() {
            Ok(results) => results,
            Err(problem) => {
                self.tell(intake, problem);
                return 0;
            }
        };
        let mut counted = 0;
        for (row, key) in rows.keys().iter().enumerate() {
            let result = results.as_ref().map(|results| results[row].clone());
            let line = match result {
                Some(Ok(None)) => continue,
                Some(Ok(Some(result))) if result.is_zero() => continue,
                Some(Ok(Some(result))) => line(intake, here, (giver, rows, row), Some(result)),
                Some(Err(why)) => Err(why),
                None => line(intake, here, (giver, rows, row), None),
            };
            match line.and_then(|(key, line)| self.put(here, intake, key, line)) {
                Ok(()) => counted += 1,
                Err(why) => self.tell(intake, format!("{}“{key}”{why}", giver.period.in_words())),
            }
        }
        counted
    }

    fn tell(&mut self, intake: &Intake, problem: String) {
        self.problems.push(format!("{}：{problem}", intake.name));
    }

    fn put(&mut self, here: &Register, intake: &Intake, key: Arc<str>, line: Vec<Option<Value>>) -> Result<(), String> {
        let Some(held) = self.lines.get_mut(&key) else {
            self.lines.insert(key, line);
            return Ok(());
        };
        for ((field, held), more) in here.fields.iter().zip(held).zip(line) {
            match (held, more) {
                (Some(Value::Number(held)), Some(Value::Number(more)))
                    if intake.amount.as_ref().is_some_and(|amount| amount.field == field.code) =>
                {
                    *held = held.checked_add(more).ok_or("金额过大，不能相加")?;
                }
                (Some(Value::Text(held)), Some(Value::Text(more)))
                    if matches!(field.field_type, FieldType::Text { .. }) =>
                {
                    if !held.split('、').any(|part| part == &*more) {
                        *held = format!("{held}、{more}").into();
                    }
                }
                (held, more) if *held == more => {}
                _ => return Err(format!("与同一主键的另一行“{}”不一致", field.name)),
            }
        }
        Ok(())
    }

    /// The rows, by key. `world` is that of the register itself, for what its references lead to.
    ///
    /// # Errors
    /// Everything that stands in the way.
    pub fn rows(mut self, here: &Register, period: Period, world: World<'_>) -> Result<Vec<Row>, Vec<String>> {
        for (place, field) in here.fields.iter().enumerate() {
            let FieldType::Reference { register } = &field.field_type else { continue };
            let named = self.lines.values().filter_map(|line| line[place].as_ref().map(stored));
            let named: BTreeSet<String> = named.collect();
            let known: BTreeSet<&str> = match world.facts.rows(world.pack, register, period) {
                Some(rows) => rows.keys().iter().map(|key| &**key).collect(),
                None => BTreeSet::new(),
            };
            let name = world.pack.register(register).map_or(register.as_str(), |register| register.name.as_str());
            let absent = named.iter().filter(|named| !known.contains(named.as_str()));
            self.problems.extend(absent.map(|absent| format!("名录“{name}”中没有“{absent}”；请先在该名录登记")));
        }
        for (place, field) in here.fields.iter().enumerate() {
            let FieldType::Choice { list } = &field.field_type else { continue };
            let list = world.pack.choices.iter().find(|known| known.code == *list);
            let is_known =
                |text: &str| list.is_some_and(|list| list.choices.iter().any(|one| one.code.as_str() == text));
            let given = self.lines.values().filter_map(|line| line[place].as_ref().map(stored));
            let unknown: BTreeSet<String> = given.filter(|text| !is_known(text)).collect();
            self.problems.extend(unknown.iter().map(|text| format!("“{}”没有选项“{text}”；请更正机制包", field.name)));
        }
        if !self.problems.is_empty() {
            return Err(self.problems);
        }
        let round = |(field, value): (&Field, Option<Value>)| match value {
            Some(Value::Number(number)) => Some(Value::Number(rounded(&field.field_type, number))),
            other => other,
        };
        let row = |(key, values): (Arc<str>, Vec<Option<Value>>)| Row {
            key,
            state: None,
            values: here.fields.iter().zip(values).map(round).collect(),
        };
        Ok(self.lines.into_iter().map(row).collect())
    }
}

/// Of one row: its result in the unit of the amount, nothing for a row that the formula is not about, or why it has none.
type Answered = Result<Option<Decimal>, String>;

/// The result of every row.
fn results(amount: &IntakeAmount, here: &Register, giver: &Giver<'_>, rows: &Rows) -> Result<Vec<Answered>, String> {
    let subject = Subject::Register(giver.register.code.clone());
    let formula = giver.world.pack.formula(&amount.value).filter(|formula| formula.subject == subject);
    let (unit, values, reasons): (&UnitOfMeasure, Column, Vec<Vec<String>>) = match formula {
        Some(formula) => {
            let subjects = Subjects::new(subject, rows.keys().to_vec());
            let values = compute_formula(formula, &subjects, giver.period, giver.world).values;
            let why = |row| match values.is_known(row) {
                true => Vec::new(),
                false => missing_reasons(&formula.value, row, &subjects, giver.period, giver.world),
            };
            let reasons = (0..rows.keys().len()).map(why).collect();
            (&formula.unit, values, reasons)
        }
        None => {
            let field = giver.register.field(&amount.value).ok_or_else(|| {
                format!("名录“{}”没有核算项或字段“{}”；请更正机制包", giver.register.name, amount.value)
            })?;
            let (FieldType::Number { unit, .. } | FieldType::Money { unit, .. }) = &field.field_type else {
                return Err(format!("“{}”不是数，不能取数；请更正机制包", field.name));
            };
            let values = rows.column(&field.code).cloned().unwrap_or(Column::Number(vec![None; rows.keys().len()]));
            (unit, values, vec![vec![format!("缺少{}", field.name)]; rows.keys().len()])
        }
    };
    let field = here.field(&amount.field).map(|field| &field.field_type);
    let Some(FieldType::Number { unit: wanted, .. } | FieldType::Money { unit: wanted, .. }) = field else {
        return Err("没有可记入的数；请更正机制包".to_string());
    };
    let conversion = unit.conversion_to(wanted);
    let conversion = conversion.ok_or_else(|| format!("结果以“{unit}”为单位，不能换算为“{wanted}”；请更正机制包"))?;
    let answered = |(row, reasons): (usize, Vec<String>)| match values.get(row) {
        Some(Value::Number(number)) => {
            conversion.apply(number).map(Some).ok_or_else(|| "的结果过大，不能换算".to_string())
        }
        Some(_) => Err("的结果不是数".to_string()),
        None if reasons.is_empty() => Ok(None),
        None => Err(format!("没有结果：{}", reasons.join("，"))),
    };
    Ok(reasons.into_iter().enumerate().map(answered).collect())
}

/// The line that a row makes, with its key.
fn line(
    intake: &Intake,
    here: &Register,
    (giver, rows, row): (&Giver<'_>, &Rows, usize),
    result: Option<Decimal>,
) -> Result<(Arc<str>, Vec<Option<Value>>), String> {
    let mut line: Vec<Option<Value>> = vec![None; here.fields.len()];
    let place = |code: &Code| here.fields.iter().position(|field| field.code == *code);
    for (code, there) in &intake.fields {
        let Some(place) = place(code) else { continue };
        let field = giver.register.field(there);
        let field = field.ok_or_else(|| format!("没有字段“{there}”可取；请更正机制包"))?;
        let held = rows.column(there).and_then(|column| column.get(row));
        line[place] = match held {
            None if intake_needs(here, code) => return Err(format!("缺少{}", field.name)),
            None => None,
            Some(value) => Some(copied(&here.fields[place], field, value, giver)?),
        };
    }
    for (code, text) in &intake.fixed {
        if let Some(place) = place(code) {
            line[place] = Some(Value::Text(text.as_str().into()));
        }
    }
    if let (Some(amount), Some(result)) = (&intake.amount, result) {
        if let (true, Some((one, other))) = (result < Decimal::ZERO, &amount.swap)
            && let (Some(one), Some(other)) = (place(one), place(other))
        {
            line.swap(one, other);
        }
        if let Some(place) = place(&amount.field) {
            line[place] = Some(Value::Number(if amount.swap.is_some() { result.abs() } else { result }));
        }
    }
    let key = key_of(here, &line).map_err(|error| error.to_string())?;
    Ok((key.ok_or("缺少主键")?, line))
}

fn intake_needs(here: &Register, code: &Code) -> bool {
    let is_required = |field: &Field| field.presence == model::pack::Presence::Required;
    here.key.contains(code) || here.field(code).is_some_and(is_required)
}

/// A place or a choice becomes its name where a text or a reference takes it.
fn copied(here: &Field, there: &Field, value: Value, giver: &Giver<'_>) -> Result<Value, String> {
    match (&here.field_type, &there.field_type) {
        (FieldType::Text { .. } | FieldType::Reference { .. }, FieldType::Place { .. }) => {
            Ok(Value::Text((giver.place_name)(&stored(&value)).into()))
        }
        (FieldType::Text { .. } | FieldType::Reference { .. }, FieldType::Choice { list }) => {
            let list = giver.world.pack.choices.iter().find(|known| known.code == *list);
            let code = stored(&value);
            let choice = list.and_then(|list| list.choices.iter().find(|one| one.code.as_str() == code));
            Ok(Value::Text(choice.map_or(code, |choice| choice.name.clone()).into()))
        }
        (FieldType::Text { .. } | FieldType::Reference { .. }, _) => Ok(Value::Text(stored(&value).into())),
        (FieldType::Place { .. }, FieldType::Place { .. })
        | (FieldType::Choice { .. }, FieldType::Choice { .. })
        | (FieldType::Agency, FieldType::Agency)
        | (FieldType::Date, FieldType::Date)
        | (FieldType::Flag, FieldType::Flag)
        | (FieldType::Enterprise, FieldType::Enterprise) => Ok(value),
        _ => Err(format!("的“{}”与“{}”类型不同，不能取数；请更正机制包", there.name, here.name)),
    }
}

/// As fine as the field keeps it, half up: money to the 分.
fn rounded(field_type: &FieldType, number: Decimal) -> Decimal {
    let decimals = match field_type {
        FieldType::Number { decimals, .. } => decimals.map(u32::from),
        FieldType::Money { unit, .. } => {
            let cent: UnitOfMeasure = "元".parse().expect("a known unit");
            let in_unit = cent.conversion_to(unit).and_then(|conversion| conversion.apply(Decimal::new(1, 2)));
            in_unit.map(|cent| cent.normalize().scale())
        }
        _ => None,
    };
    decimals.map_or(number, |decimals| {
        number.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero).normalize()
    })
}
