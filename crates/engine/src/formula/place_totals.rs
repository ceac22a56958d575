//! Totals by place of a declared formula over a register (分地区合计): what the rows of each place come to together.
//!
//! A row without a result is named and left out, never counted as zero; a row that does not say where it belongs is in
//! no place. Never adds up places: a county that the rows name stands beside the city that they name.

use std::collections::BTreeMap;
use std::sync::Arc;

use model::pack::{FieldPath, Formula, PlaceTotal, Subject};
use model::{Derivation, Period, SourceRef};
use rust_decimal::Decimal;

use super::compute::{Computer, Subjects, World};
use super::explain::{At, Explainer, ROWS_SHOWN, shown_number, unit_in_words};
use super::{Column, Value};

/// So many rows are taken apart to the data under a total; of more the value of each is shown.
const ROWS_TAKEN_APART: usize = 20;

/// What the rows come to, place by place.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PlaceTotals {
    /// Sorted by division code; places with rows that the formula is about.
    pub places: Vec<OfPlace>,
    /// Rows that the formula is about and that name no place.
    pub nowhere: Vec<usize>,
}

/// The rows of one place. Rows are places among the subjects.
#[derive(Debug, Clone, PartialEq)]
pub struct OfPlace {
    pub place: Arc<str>,
    /// The sum of the known results; nothing when none is known, or when it fits no decimal.
    pub total: Option<Decimal>,
    pub counted: Vec<usize>,
    /// Rows that the formula is about and that have no result.
    pub missing: Vec<usize>,
}

/// Nothing when the formula is not added up by place. `subjects` are the rows of its register.
pub fn place_totals(formula: &Formula, subjects: &Subjects, period: Period, world: World<'_>) -> Option<PlaceTotals> {
    let (PlaceTotal::By(field), Subject::Register(register)) = (&formula.place_total, &formula.subject) else {
        return None;
    };
    let computer = Computer::new(subjects, world);
    let frame = computer.frame(period);
    let path = FieldPath { register: register.clone(), through: Vec::new(), field: field.clone() };
    let places = match computer.field(&path, &frame) {
        Some(Column::Text(places)) => places,
        Some(Column::Number(_) | Column::Flag(_) | Column::Date(_)) | None => vec![None; subjects.keys.len()],
    };
    let applies = computer.flags(&formula.condition, &frame, None);
    let values = computer.formula(formula, &frame);
    let mut found = PlaceTotals::default();
    let mut of_place: BTreeMap<Arc<str>, OfPlace> = BTreeMap::new();
    for (row, place) in places.into_iter().enumerate().filter(|(row, _)| applies[*row] == Some(true)) {
        let Some(place) = place else {
            found.nowhere.push(row);
            continue;
        };
        let entry = of_place.entry(place.clone());
        let held = entry.or_insert(OfPlace { place, total: None, counted: Vec::new(), missing: Vec::new() });
        match values.get(row) {
            Some(Value::Number(_)) => held.counted.push(row),
            Some(Value::Text(_) | Value::Flag(_) | Value::Date(_)) | None => held.missing.push(row),
        }
    }
    for held in of_place.values_mut().filter(|held| !held.counted.is_empty()) {
        held.total = held.counted.iter().try_fold(Decimal::ZERO, |sum, row| match values.get(*row) {
            Some(Value::Number(value)) => sum.checked_add(value),
            Some(Value::Text(_) | Value::Flag(_) | Value::Date(_)) | None => Some(sum),
        });
    }
    found.places = of_place.into_values().collect();
    Some(found)
}

/// How the total of a place came about, row by row. `name` is how people call the place.
pub fn explain_place_total(
    formula: &Formula,
    found: &OfPlace,
    name: &str,
    subjects: &Subjects,
    period: Period,
    world: World<'_>,
) -> Derivation {
    let explainer = Explainer::new(subjects, world);
    let frame = explainer.computer.frame(period);
    let value = found.total.map_or_else(|| "—".to_string(), shown_number);
    let mut derivation = Derivation::leaf(format!("{name}{}合计（{}）", formula.name, period.in_words()), value);
    derivation.unit = unit_in_words(&formula.unit);
    if !formula.basis.is_empty() {
        let (code, name) = (formula.code.to_string(), formula.name.clone());
        derivation.source = Some(SourceRef::Rule { code, name, basis: formula.basis.clone() });
    }
    derivation.formula = Some(format!("{}在{name}的 {} 行相加", formula.name, found.counted.len()));
    if found.total.is_none() && !found.counted.is_empty() {
        derivation.notes.push("合计超出可以表示的范围，请检查数据和计量单位".to_string());
    }
    if !found.missing.is_empty() {
        derivation.notes.push(format!("另有 {} 行没有结果，未计入合计，不按 0 计", found.missing.len()));
    }
    let rows = || found.counted.iter().chain(&found.missing);
    let is_whole = rows().count() <= ROWS_TAKEN_APART;
    let values = explainer.computer.formula(formula, &frame);
    for row in rows().take(ROWS_SHOWN) {
        let title = match &formula.subject {
            Subject::Register(register) => explainer.row_title(register, &frame, *row),
            Subject::Place(_) => subjects.keys[*row].to_string(),
        };
        let mut input = if is_whole {
            explainer.formula(formula, At { frame: &frame, row: *row })
        } else {
            let value = values.get(*row).map_or_else(|| "—".to_string(), |value| value.in_words());
            let mut leaf = Derivation::leaf(String::new(), value);
            leaf.unit = unit_in_words(&formula.unit);
            leaf
        };
        input.title = format!("{title}{}", formula.name);
        derivation.inputs.push(input);
    }
    let left = rows().count().saturating_sub(ROWS_SHOWN);
    if left > 0 {
        derivation.notes.push(format!("以下列出 {ROWS_SHOWN} 行，其余 {left} 行请逐行查看"));
    }
    derivation
}

#[cfg(test)]
mod tests {
    use super::super::tests::{FIRMS, facts, pack};
    use super::*;

    fn total(found: &OfPlace) -> (String, Option<String>, usize, usize) {
        let total = found.total.map(|total| total.normalize().to_string());
        (found.place.to_string(), total, found.counted.len(), found.missing.len())
    }

    #[test]
    fn rows_add_up_by_place_and_a_row_without_a_result_is_told() {
        let mut pack = pack();
        pack.formulas[0].place_total = PlaceTotal::By(model::pack::Code::new("county").unwrap());
        let facts = facts();
        let calendar = model::WorkingCalendar::default();
        let world = World { pack: &pack, facts: &facts, calendar: &calendar };
        let keys: Vec<Arc<str>> = FIRMS.iter().map(|key| Arc::from(*key)).collect();
        let subjects = Subjects::new(pack.formulas[0].subject.clone(), keys);
        let found = place_totals(&pack.formulas[0], &subjects, Period::Year(2024), world).unwrap();
        // 甲 200/10 + 乙 600/10; 丁 has no tax on record; 丙 divides by no land.
        let totals: Vec<_> = found.places.iter().map(total).collect();
        assert_eq!(totals, [("370782".to_string(), None, 0, 1), ("370783".to_string(), Some("80".to_string()), 2, 1)]);
        assert_eq!(found.nowhere, Vec::<usize>::new());
        let period = Period::Year(2024);
        let derivation = explain_place_total(&pack.formulas[0], &found.places[1], "寿光市", &subjects, period, world);
        assert_eq!(derivation.value, "80");
        assert_eq!(derivation.unit.as_deref(), Some("万元/亩"));
        assert_eq!(derivation.notes, ["另有 1 行没有结果，未计入合计，不按 0 计"]);
        let inputs: Vec<&str> = derivation.inputs.iter().map(|input| input.value.as_str()).collect();
        assert_eq!(inputs, ["20", "60", "—"]);
    }

    #[test]
    fn a_formula_that_is_not_added_up_has_no_totals() {
        let (pack, facts) = (pack(), facts());
        let calendar = model::WorkingCalendar::default();
        let subjects = Subjects::new(pack.formulas[0].subject.clone(), Vec::new());
        let world = World { pack: &pack, facts: &facts, calendar: &calendar };
        assert_eq!(place_totals(&pack.formulas[0], &subjects, Period::Year(2024), world), None);
    }
}
