//! Where the leaves of a formula come from: fields, parameters, places, measures, conclusions of evaluations.
//!
//! Reads facts only. What is not on record is missing.

use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

use model::pack::{
    Code, Count, Expression, FieldPath, FieldType, OutcomePart, ParameterAmount, ParameterUse, PeriodShift,
};
use rust_decimal::Decimal;

use super::compute::{Computer, Frame, Mask, is_active};
use super::facts::{Conclusion, holds, place_field};
use super::trouble::TroubleKind;
use super::{Column, Value, dates};

impl Computer<'_> {
    pub(super) fn field(&self, path: &FieldPath, frame: &Frame<'_>) -> Option<Column> {
        if frame.register != Some(&path.register) {
            match frame.outer.as_ref() {
                Some(outer) => return Some(self.field(path, outer.frame)?.gathered(&outer.subject_of_row)),
                // Places read the register that keeps one row for each of them: its keys are division codes too.
                None if frame.register.is_none() => {}
                None => return None,
            }
        }
        let pack = self.world.pack;
        let mut register = &path.register;
        let mut rows = self.world.facts.rows(pack, register, frame.period)?;
        let mut places = rows.places(frame.keys);
        for reference in &path.through {
            let Some(Column::Text(keys)) = rows.column(reference) else { return None };
            let FieldType::Reference { register: target } = &pack.register(register)?.field(reference)?.field_type
            else {
                return None;
            };
            register = target;
            let target_rows = self.world.facts.rows(pack, register, frame.period)?;
            let follow = |place: usize| keys[place].as_ref().and_then(|key| target_rows.place(key));
            places = places.into_iter().map(|place| place.and_then(follow)).collect();
            rows = target_rows;
        }
        Some(rows.column(&path.field)?.gathered(&places))
    }

    pub(super) fn parameter(
        &self,
        parameter: &ParameterUse,
        expression: &Expression,
        frame: &Frame<'_>,
        mask: Mask,
    ) -> Column {
        let length = frame.keys.len();
        let day = frame.parameter_day();
        let (ParameterUse::Single(code) | ParameterUse::Keyed { parameter: code, .. }) = parameter;
        let declared = self.world.pack.parameter(code);
        let Some(amount) = declared.and_then(|declared| declared.on(day)).map(|value| &value.amount) else {
            let name = declared.map_or_else(|| code.to_string(), |declared| declared.name.clone());
            self.tell_all(expression, &TroubleKind::NoParameter { name, day }, length, &mask);
            return Column::missing(&expression.yields, length);
        };
        match (parameter, amount) {
            (ParameterUse::Single(_), ParameterAmount::Single(amount)) => {
                if (0..length).any(|row| is_active(&mask, row)) {
                    self.factors.note(code, None, day);
                }
                Column::repeated(Value::Number(*amount), length)
            }
            (ParameterUse::Keyed { key, .. }, ParameterAmount::ByChoice { amounts, .. }) => {
                let places: BTreeMap<&str, usize> =
                    amounts.iter().enumerate().map(|(place, (choice, _))| (choice.as_str(), place)).collect();
                let keys = self.texts(key, frame, mask.clone());
                let mut is_used = vec![false; amounts.len()];
                let amount = |(row, key): (usize, &Option<Arc<str>>)| {
                    let place = *places.get(&**key.as_ref()?)?;
                    is_used[place] |= is_active(&mask, row);
                    Some(amounts[place].1)
                };
                let column = Column::Number(keys.iter().enumerate().map(amount).collect());
                for ((choice, _), _) in amounts.iter().zip(&is_used).filter(|(_, is_used)| **is_used) {
                    self.factors.note(code, Some(choice.as_str()), day);
                }
                column
            }
            // The checker matches keys and kinds of parameters.
            (ParameterUse::Single(_), ParameterAmount::ByChoice { .. })
            | (ParameterUse::Keyed { .. }, ParameterAmount::Single(_)) => Column::missing(&expression.yields, length),
        }
    }

    /// The division code of each row of the frame.
    pub(super) fn places(&self, frame: &Frame<'_>) -> Vec<Option<Arc<str>>> {
        let missing = || vec![None; frame.keys.len()];
        let Some(register) = frame.register else {
            return frame.keys.iter().cloned().map(Some).collect();
        };
        let Some(field) = place_field(self.world.pack, register) else { return missing() };
        let path = FieldPath { register: register.clone(), through: Vec::new(), field: field.clone() };
        match self.field(&path, frame) {
            Some(Column::Text(places)) => places,
            Some(Column::Number(_) | Column::Flag(_) | Column::Date(_)) | None => missing(),
        }
    }

    /// A count or sum of a register, attributed to the subject's place. Nothing when the register was never filled in.
    pub(super) fn measure(&self, code: &Code, frame: &Frame<'_>) -> Option<Column> {
        let pack = self.world.pack;
        let (register, measure) = pack.registers.iter().find_map(|register| {
            register.measures.iter().find(|measure| measure.code == *code).map(|measure| (register, measure))
        })?;
        let rows = self.world.facts.rows(pack, &register.code, frame.period)?;
        let (period, parameters_on) = (frame.period, frame.parameters_on);
        let inner = Frame { register: Some(&register.code), keys: rows.keys(), period, parameters_on, outer: None };
        let counted = self.flags(&measure.condition, &inner, None);
        let amounts = match &measure.count {
            Count::Rows => vec![Some(Decimal::ONE); rows.keys().len()],
            Count::Sum(value) => {
                let mask = counted.iter().map(|flag| *flag == Some(true)).collect();
                self.numbers(value, &inner, Some(Rc::new(mask)))
            }
        };
        let Some(Column::Text(row_places)) = rows.column(&measure.place) else { return None };
        let mut total_of_place: BTreeMap<&str, Option<Decimal>> = BTreeMap::new();
        for ((place, counted), amount) in row_places.iter().zip(counted).zip(amounts) {
            let (Some(place), Some(true)) = (place, counted) else { continue };
            let total = total_of_place.entry(place).or_insert(Some(Decimal::ZERO));
            *total = total.zip(amount).and_then(|(total, amount)| total.checked_add(amount));
        }
        let total = |place: &str| {
            let mut inside = total_of_place.iter().filter(|(inner, _)| holds(place, inner));
            inside.try_fold(Decimal::ZERO, |sum, (_, total)| sum.checked_add((*total)?))
        };
        let places = self.places(frame);
        Some(Column::Number(places.iter().map(|place| place.as_ref().and_then(|place| total(place))).collect()))
    }

    pub(super) fn conclusion(&self, evaluation: &Code, part: &OutcomePart, frame: &Frame<'_>) -> Column {
        let find = |key: &Arc<str>| self.world.facts.conclusion(evaluation, frame.period, key);
        match part {
            OutcomePart::Score => Column::Number(frame.keys.iter().map(|key| find(key)?.score).collect()),
            OutcomePart::Rank => Column::Number(frame.keys.iter().map(|key| find(key)?.rank).collect()),
            OutcomePart::Grade => {
                let grade = |found: &Conclusion| found.grade.as_ref().map(|grade| Arc::from(grade.as_str()));
                Column::Text(frame.keys.iter().map(|key| find(key).and_then(grade)).collect())
            }
            OutcomePart::YearsInGrade(grade) => {
                let years = |key: &Arc<str>| {
                    let has_grade = |years_back: u8| -> Option<bool> {
                        let period = match years_back {
                            0 => Some(frame.period),
                            _ => dates::earlier(frame.period, PeriodShift::YearsBack(years_back)),
                        }?;
                        let found = self.world.facts.conclusion(evaluation, period, key)?;
                        Some(found.grade.as_ref() == Some(grade))
                    };
                    has_grade(0)?;
                    let years = (0..=u8::MAX).take_while(|years_back| has_grade(*years_back) == Some(true)).count();
                    Some(Decimal::from(years))
                };
                Column::Number(frame.keys.iter().map(years).collect())
            }
        }
    }
}
