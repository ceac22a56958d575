//! Explains one subject's value as a tree and as sentences: formula, values put in, where each came from.
//!
//! Shows what `compute.rs` computes, by computing the same steps again; never a second arithmetic.

use std::cell::Cell;
use std::sync::Arc;

use model::pack::{
    Band, BandEdge, Code, Count, Expression, ExpressionKind, FieldType, Formula, ParameterUse, PeriodShift, Provenance,
    RowAggregate, Statistic, Validity, WhenMissing,
};
use model::{Derivation, Period, SourceRef, UnitOfMeasure};
use rust_decimal::Decimal;

use super::choices::Closed;
use super::compute::{Computer, Frame, Subjects, World};
use super::facts::holds;
use super::words::{field_name, in_names, in_names_of_list, name_of, shift_in_words, with_replacements};
use super::{Column, Value, dates, tables};

/// More decimals than this help nobody; the exact value stays in the outcome.
const DECIMALS_SHOWN: u32 = 6;

/// Rows of registers that one derivation shows one by one; of the rest it says how many there are.
pub(super) const ROWS_SHOWN: usize = 300;

/// Formulas that one derivation opens up: formulas that name each other twice would otherwise double it at each level.
const FORMULAS_SHOWN: usize = 1000;

/// How the value of `expression` came about for the subject at place `row`.
pub fn explain(
    title: &str,
    expression: &Expression,
    row: usize,
    subjects: &Subjects,
    period: Period,
    world: World<'_>,
) -> Derivation {
    let explainer = Explainer::new(subjects, world);
    explainer.step(title.to_string(), expression, None, At { frame: &explainer.computer.frame(period), row })
}

/// How a declared formula came about, with its condition, its rule for missing values and its rounding.
pub fn explain_formula(
    formula: &Formula,
    row: usize,
    subjects: &Subjects,
    period: Period,
    world: World<'_>,
) -> Derivation {
    let explainer = Explainer::new(subjects, world);
    explainer.formula(formula, At { frame: &explainer.computer.frame(period), row })
}

/// The derivation as sentences, the result first, then what it was made of.
pub fn in_sentences(derivation: &Derivation) -> Vec<String> {
    let mut sentences = Vec::new();
    write_sentences(derivation, &mut sentences);
    sentences
}

fn write_sentences(derivation: &Derivation, sentences: &mut Vec<String>) {
    let unit = derivation.unit.as_ref().map(|unit| format!(" {unit}")).unwrap_or_default();
    let mut sentence = match &derivation.formula {
        Some(formula) => format!("{} = {formula} = {}{unit}", derivation.title, derivation.value),
        None => format!("{}：{}{unit}", derivation.title, derivation.value),
    };
    if let Some(SourceRef::Rule { basis, .. }) = &derivation.source {
        sentence.push_str(&format!("，依据{basis}"));
    }
    for note in &derivation.notes {
        sentence.push_str(&format!("（{note}）"));
    }
    if !sentences.contains(&sentence) {
        sentences.push(sentence);
    }
    for input in &derivation.inputs {
        write_sentences(input, sentences);
    }
}

pub(super) struct Explainer<'a> {
    pub(super) computer: Computer<'a>,
    /// How many more rows may be shown.
    rows_left: Cell<usize>,
    /// How many more formulas may be opened up.
    formulas_left: Cell<usize>,
}

/// The row of a frame that is explained.
#[derive(Clone, Copy)]
pub(super) struct At<'f> {
    pub(super) frame: &'f Frame<'f>,
    pub(super) row: usize,
}

impl<'a> Explainer<'a> {
    pub(super) fn new(subjects: &'a Subjects, world: World<'a>) -> Explainer<'a> {
        Explainer {
            computer: Computer::new(subjects, world),
            rows_left: Cell::new(ROWS_SHOWN),
            formulas_left: Cell::new(FORMULAS_SHOWN),
        }
    }

    /// Whether one more formula may be opened up.
    pub(super) fn may_open(&self) -> bool {
        let left = self.formulas_left.get();
        self.formulas_left.set(left.saturating_sub(1));
        left > 0
    }

    /// A step that people see: its formula in names and in values, and the steps it is made of.
    fn step(&self, title: String, expression: &Expression, list: Option<Closed<'_>>, at: At<'_>) -> Derivation {
        let before = self.computer.troubles.borrow().len();
        let value = self.value(expression, list, at);
        let troubles = self.computer.troubles.borrow_mut().split_off(before);
        let here = troubles.into_iter().filter(|trouble| trouble.row == at.row);
        let mut notes: Vec<String> = here.map(|trouble| trouble.kind.to_string()).collect();
        notes.dedup();
        if is_leaf(expression) {
            let mut leaf = self.leaf(expression, at);
            leaf.title = title;
            return leaf;
        }
        let mut inputs = Vec::new();
        self.collect(expression, at, &mut inputs);
        Derivation {
            title,
            value,
            unit: unit_of(expression),
            formula: Some(self.formula_text(expression, list, at)),
            source: None,
            notes,
            inputs,
        }
    }

    pub(super) fn formula(&self, formula: &Formula, at: At<'_>) -> Derivation {
        let pack = self.computer.world.pack;
        let list = formula.choices.as_ref().and_then(|code| Closed::list(pack, code));
        let mut derivation = self.step(formula.name.clone(), &formula.value, list, at);
        let before = self.computer.troubles.borrow().len();
        let final_value = self.computer.formula(formula, at.frame).get(at.row);
        self.computer.troubles.borrow_mut().truncate(before);
        derivation.value = shown(final_value.as_ref(), list);
        derivation.unit = unit_in_words(&formula.unit);
        if self.value(&formula.condition, None, at) != "是" {
            derivation.notes = vec![format!("不属于核算范围：{}", in_names(&formula.condition, pack))];
        } else if formula.when_missing == WhenMissing::Zero && !derivation.notes.is_empty() {
            derivation.notes.push("按规则缺数据计为 0".to_string());
        }
        if !formula.basis.is_empty() {
            let (code, name) = (formula.code.to_string(), formula.name.clone());
            derivation.source = Some(SourceRef::Rule { code, name, basis: formula.basis.clone() });
        }
        derivation
    }

    /// 实缴税金 ÷ 用地面积 = 600 ÷ 10. The second part shows only the branches that were taken.
    fn formula_text(&self, expression: &Expression, list: Option<Closed<'_>>, at: At<'_>) -> String {
        let names = in_names_of_list(expression, self.computer.world.pack, list);
        let needs_units = self.converts(expression, at);
        let mut taken = self.taken(expression, at);
        while let ExpressionKind::Convert { operand, .. } | ExpressionKind::Relabel { operand } = &taken.kind {
            taken = self.taken(operand, at);
        }
        // A branch that is a value is the result, which follows.
        if taken.children().is_empty() || (is_leaf(taken) && !needs_units) {
            return names;
        }
        let values = match is_leaf(taken) {
            true => self.value_in_formula(taken, needs_units, at),
            false => self.values_text(taken, needs_units, list, at),
        };
        if values == names { names } else { format!("{names} = {values}") }
    }

    fn values_text(&self, taken: &Expression, needs_units: bool, list: Option<Closed<'_>>, at: At<'_>) -> String {
        let replaced = |step: &Expression| {
            let inner = self.taken(step, at);
            if is_leaf(inner) {
                return Some(self.value_in_formula(inner, needs_units, at));
            }
            if std::ptr::eq(inner, step) {
                return None;
            }
            let text = self.values_text(inner, needs_units, list, at);
            Some(if text.contains(' ') { format!("({text})") } else { text })
        };
        with_replacements(taken, self.computer.world.pack, list, &replaced)
    }

    /// A number in the middle of a formula: with its unit where units change on the way; 20% is written as one word.
    fn value_in_formula(&self, step: &Expression, needs_units: bool, at: At<'_>) -> String {
        let value = self.value(step, None, at);
        match step.unit().filter(|_| value != "—") {
            Some(unit) if unit.is_same_measure(&UnitOfMeasure::none()) => value,
            Some(unit) if unit.is_dimensionless() => format!("{value}{unit}"),
            Some(unit) if needs_units => format!("{value} {unit}"),
            Some(_) | None => value,
        }
    }

    /// What is left of an 如果, a band or a stand-in once it is known which part of it counts.
    fn taken<'e>(&self, expression: &'e Expression, at: At<'_>) -> &'e Expression {
        let value = |expression: &Expression| self.computer.column(expression, at.frame, None).get(at.row);
        let inner = match &expression.kind {
            ExpressionKind::If { condition, then, otherwise } => match value(condition) {
                Some(Value::Flag(true)) => Some(then.as_ref()),
                Some(Value::Flag(false)) => Some(otherwise.as_ref()),
                Some(Value::Number(_) | Value::Text(_) | Value::Date(_)) | None => None,
            },
            ExpressionKind::Bands { operand, edge, bands, otherwise } => self
                .step_of(operand, *edge, bands, at)
                .map(|band| bands.get(band).map_or(otherwise.as_ref(), |band| &band.value)),
            ExpressionKind::FirstKnown(operands) => operands.iter().find(|operand| value(operand).is_some()),
            _ => None,
        };
        inner.map_or(expression, |inner| self.taken(inner, at))
    }

    /// The band that the operand falls into, the one behind the last for the rest; nothing when that is not known.
    pub(super) fn step_of(&self, operand: &Expression, edge: BandEdge, bands: &[Band], at: At<'_>) -> Option<usize> {
        let number = |expression: &Expression| match self.computer.column(expression, at.frame, None).get(at.row) {
            Some(Value::Number(number)) => Some(number),
            Some(Value::Text(_) | Value::Flag(_) | Value::Date(_)) | None => None,
        };
        tables::step(number(operand)?, edge, bands.iter().map(|band| number(&band.bound)))
    }

    /// Whether a step changes a unit on the way, so that its numbers alone do not multiply out.
    fn converts(&self, expression: &Expression, at: At<'_>) -> bool {
        let taken = self.taken(expression, at);
        !is_leaf(taken)
            && (matches!(taken.kind, ExpressionKind::Convert { .. })
                || taken.children().into_iter().any(|child| self.converts(child, at)))
    }

    /// The value in words; `list` is what a text written in the expression itself is a code of.
    fn value(&self, expression: &Expression, list: Option<Closed<'_>>, at: At<'_>) -> String {
        let list = Closed::of(expression, self.computer.world.pack).or(list);
        shown(self.computer.column(expression, at.frame, None).get(at.row).as_ref(), list)
    }

    /// The leaves below a step; of an 如果 or a band only the branch that was taken.
    fn collect(&self, expression: &Expression, at: At<'_>, inputs: &mut Vec<Derivation>) {
        if is_leaf(expression) {
            let leaf = self.leaf(expression, at);
            if !inputs.contains(&leaf) {
                inputs.push(leaf);
            }
            return;
        }
        let value = |expression: &Expression| self.computer.column(expression, at.frame, None).get(at.row);
        match &expression.kind {
            ExpressionKind::If { condition, then, otherwise } => {
                self.collect(condition, at, inputs);
                match value(condition) {
                    Some(Value::Flag(true)) => self.collect(then, at, inputs),
                    Some(Value::Flag(false)) => self.collect(otherwise, at, inputs),
                    Some(Value::Number(_) | Value::Text(_) | Value::Date(_)) | None => {}
                }
            }
            ExpressionKind::Bands { operand, edge, bands, otherwise } => {
                self.collect(operand, at, inputs);
                let step = self.step_of(operand, *edge, bands, at);
                // The bounds that decided; one that is written in the formula is read there.
                for band in bands.iter().take(step.map_or(bands.len(), |step| step + 1)) {
                    if !matches!(band.bound.kind, ExpressionKind::Number(_)) {
                        self.collect(&band.bound, at, inputs);
                    }
                }
                if let Some(step) = step {
                    self.collect(bands.get(step).map_or(otherwise, |band| &band.value), at, inputs);
                }
            }
            // Only the value that was taken; without any, all that could have been.
            ExpressionKind::FirstKnown(operands) => match operands.iter().find(|operand| value(operand).is_some()) {
                Some(taken) => self.collect(taken, at, inputs),
                None => operands.iter().for_each(|operand| self.collect(operand, at, inputs)),
            },
            _ => expression.children().into_iter().for_each(|child| self.collect(child, at, inputs)),
        }
    }

    pub(super) fn leaf(&self, expression: &Expression, at: At<'_>) -> Derivation {
        let pack = self.computer.world.pack;
        let frame = at.frame;
        let mut leaf = Derivation::leaf(in_names(expression, pack), self.value(expression, None, at));
        leaf.unit = unit_of(expression);
        match &expression.kind {
            ExpressionKind::Field(path) => {
                leaf.title = field_name(pack, &path.register, &path.through, &path.field);
                let register = name_of(pack, &path.register);
                let key: Option<&Arc<str>> = frame.keys.get(at.row).filter(|_| frame.register == Some(&path.register));
                leaf.notes = match (key, leaf.value.as_str()) {
                    (Some(key), "—") => vec![format!("{register}“{key}”{}没有填报", frame.period.in_words())],
                    (Some(key), _) => vec![format!("{register}“{key}”{}", frame.period.in_words())],
                    (None, _) => vec![format!("{register}{}", frame.period.in_words())],
                };
            }
            ExpressionKind::Parameter(parameter) => {
                let (ParameterUse::Single(code) | ParameterUse::Keyed { parameter: code, .. }) = parameter;
                if let ParameterUse::Keyed { key, .. } = parameter {
                    leaf.title = format!("{}（{}）", name_of(pack, code), self.key_name(code, key, at));
                }
                let day = frame.parameter_day();
                if let Some(value) = pack.parameter(code).and_then(|parameter| parameter.on(day)) {
                    leaf.source = Some(rule(code.as_str(), &leaf.title, &value.provenance));
                    leaf.notes = vec![validity_in_words(&value.validity)];
                    leaf.notes.extend(Some(&value.provenance.note).filter(|note| !note.is_empty()).cloned());
                }
            }
            ExpressionKind::Formula(code) => match pack.formula(code) {
                Some(formula) if self.may_open() => leaf = self.formula(formula, at),
                Some(_) => leaf.notes.push("推导太长，这里不再展开，请单独查看这一项".to_string()),
                None => {
                    let leaves = pack.evaluations.iter().flat_map(|evaluation| &evaluation.pools);
                    if let Some(rule) = leaves.flat_map(|pool| pool.leaves()).find(|rule| rule.code == *code) {
                        leaf = self.step(rule.name.clone(), &rule.value, None, at);
                    }
                }
            },
            ExpressionKind::Shift { operand, shift } => {
                if let Some(period) = dates::earlier(frame.period, *shift) {
                    let (register, keys, parameters_on) = (frame.register, frame.keys, frame.parameters_on);
                    let earlier = Frame { register, keys, period, parameters_on, outer: None };
                    let title = format!("{}{}", shift_in_words(*shift), in_names(operand, pack));
                    leaf = self.step(title, operand, None, At { frame: &earlier, row: at.row });
                }
            }
            ExpressionKind::ParametersOf { operand, year } => {
                if let Some(then) = dates::earlier(frame.period, PeriodShift::Year(*year)) {
                    let (register, keys, period) = (frame.register, frame.keys, frame.period);
                    let parameters_on = Some(then.last_day());
                    let revalued = Frame { register, keys, period, parameters_on, outer: None };
                    let title = in_names(expression, pack);
                    leaf = self.step(title, operand, None, At { frame: &revalued, row: at.row });
                }
            }
            ExpressionKind::Statistic { statistic, population, operand } => {
                let peers = self.computer.peers(population, frame);
                let own = peers.get(at.row).copied().flatten();
                let values = self.computer.column(operand, frame, None);
                let known =
                    (0..values.len()).filter(|row| own.is_some() && peers[*row] == own && values.is_known(*row));
                leaf.notes = vec![format!("有数据的对象 {} 个", known.count())];
                if matches!(statistic, Statistic::Rank { .. }) {
                    self.collect(operand, at, &mut leaf.inputs);
                }
            }
            ExpressionKind::Observed(code) => {
                leaf.title = format!("{}（{}）", name_of(pack, code), frame.period.in_words());
                if leaf.value == "—" {
                    leaf.notes = vec!["没有公布或没有登记".to_string()];
                }
            }
            ExpressionKind::Table { table, operand } => {
                self.collect(operand, at, &mut leaf.inputs);
                let day = frame.parameter_day();
                if let Some((table, version)) = pack.table(table).and_then(|table| Some((table, table.on(day)?))) {
                    leaf.source = Some(rule(table.code.as_str(), &table.name, &version.provenance));
                    leaf.notes = vec![validity_in_words(&version.validity)];
                }
            }
            ExpressionKind::Rows { register, link, filter, aggregate } => {
                self.rows(register, link, filter, aggregate, at, &mut leaf);
            }
            ExpressionKind::Measure(code) => self.measure(code, at, &mut leaf),
            ExpressionKind::Outcome { .. } => {
                leaf.notes = vec![format!("按{}的登记计", frame.period.in_words())];
            }
            _ => {}
        }
        leaf
    }

    /// The official name of the choice that a parameter is looked up by.
    fn key_name(&self, parameter: &Code, key: &Expression, at: At<'_>) -> String {
        let pack = self.computer.world.pack;
        let list = Closed::of_parameter(pack, parameter);
        match self.computer.column(key, at.frame, None).get(at.row) {
            Some(key) => shown(Some(&key), list),
            None => format!("{}未填", in_names(key, pack)),
        }
    }

    /// The rows that belong to the subject, each with its own derivation down to its factors.
    fn rows(
        &self,
        register: &Code,
        link: &Code,
        filter: &Expression,
        aggregate: &RowAggregate,
        at: At<'_>,
        leaf: &mut Derivation,
    ) {
        let period = at.frame.period.in_words();
        let name = name_of(self.computer.world.pack, register);
        let Some(inner) = self.computer.rows_of(register, link, at.frame) else {
            leaf.notes = vec![format!("{period}没有登记过{name}")];
            return;
        };
        let rows = self.rows_that_count(filter, &inner, at.row);
        leaf.notes = vec![format!("按{period}登记的{name} {} 行计", rows.len())];
        let (RowAggregate::Sum(value)
        | RowAggregate::Mean(value)
        | RowAggregate::Minimum(value)
        | RowAggregate::Maximum(value)) = aggregate
        else {
            self.list(register, &inner, &rows, None, leaf);
            return;
        };
        self.list(register, &inner, &rows, Some(value), leaf);
    }

    /// The rows that a register counts or adds up for the subject's place.
    fn measure(&self, code: &Code, at: At<'_>, leaf: &mut Derivation) {
        let pack = self.computer.world.pack;
        let period = at.frame.period;
        leaf.notes = vec![format!("按{}的登记计", period.in_words())];
        let mut measures = pack.registers.iter().flat_map(|register| {
            register
                .measures
                .iter()
                .map(move |measure| (register, measure))
                .filter(|(_, measure)| measure.code == *code)
        });
        let Some((register, measure)) = measures.next() else { return };
        let Some(rows) = self.computer.world.facts.rows(pack, &register.code, period) else {
            leaf.notes = vec![format!("{}没有登记过{}", period.in_words(), register.name)];
            return;
        };
        let place = self.computer.places(at.frame).get(at.row).cloned().flatten();
        let (Some(place), Some(Column::Text(places))) = (place, rows.column(&measure.place)) else { return };
        let parameters_on = at.frame.parameters_on;
        let inner = Frame { register: Some(&register.code), keys: rows.keys(), period, parameters_on, outer: None };
        let counted = self.computer.flags(&measure.condition, &inner, None);
        let is_counted = |row: &usize| {
            counted[*row] == Some(true) && places[*row].as_ref().is_some_and(|inside| holds(&place, inside))
        };
        let rows: Vec<usize> = (0..places.len()).filter(is_counted).collect();
        leaf.notes = vec![format!("按{}登记的{} {} 行计", period.in_words(), register.name, rows.len())];
        let value = match &measure.count {
            Count::Rows => None,
            Count::Sum(value) => Some(value.as_ref()),
        };
        self.list(&register.code, &inner, &rows, value, leaf);
    }

    /// One input a row: how its value came about, or that it counts as one.
    fn list(
        &self,
        register: &Code,
        inner: &Frame<'_>,
        rows: &[usize],
        value: Option<&Expression>,
        leaf: &mut Derivation,
    ) {
        let shown = rows.len().min(self.rows_left.get());
        self.rows_left.set(self.rows_left.get() - shown);
        if shown < rows.len() {
            leaf.notes.push(format!("以下列出 {shown} 行，其余 {} 行请逐行查看", rows.len() - shown));
        }
        for row in &rows[..shown] {
            let title = self.row_title(register, inner, *row);
            leaf.inputs.push(match value {
                Some(value) => self.step(title, value, None, At { frame: inner, row: *row }),
                None => Derivation::leaf(title, "1"),
            });
        }
    }

    /// The rows of a frame that belong to a subject and pass the filter.
    pub(super) fn rows_that_count(&self, filter: &Expression, inner: &Frame<'_>, subject: usize) -> Vec<usize> {
        let chosen = self.computer.flags(filter, inner, None);
        let subject_of_row = inner.outer.iter().flat_map(|outer| &outer.subject_of_row);
        subject_of_row
            .enumerate()
            .filter(|(row, of_row)| **of_row == Some(subject) && chosen[*row] == Some(true))
            .map(|(row, _)| row)
            .collect()
    }

    /// 企业“甲”（甲公司）: by the key, and the first text or choice that is not part of it.
    pub(super) fn row_title(&self, register: &Code, frame: &Frame<'_>, row: usize) -> String {
        let pack = self.computer.world.pack;
        let key = frame.keys.get(row).map(|key| key.to_string()).unwrap_or_default();
        let named = pack.register(register).and_then(|declared| {
            let mut telling = declared.fields.iter().filter(|field| {
                matches!(field.field_type, FieldType::Text { .. } | FieldType::Choice { .. })
                    && !declared.key.contains(&field.code)
            });
            let field = telling.next()?;
            let list = match &field.field_type {
                FieldType::Choice { list } => Closed::list(pack, list),
                _ => None,
            };
            let column = self.computer.world.facts.rows(pack, register, frame.period)?.column(&field.code)?;
            column.get(row).map(|value| format!("（{}）", shown(Some(&value), list)))
        });
        format!("{}“{key}”{}", name_of(pack, register), named.unwrap_or_default())
    }
}

/// Steps that a derivation shows by name and value instead of taking them apart in place.
fn is_leaf(expression: &Expression) -> bool {
    matches!(
        expression.kind,
        ExpressionKind::Field(_)
            | ExpressionKind::Parameter(_)
            | ExpressionKind::Formula(_)
            | ExpressionKind::Observed(_)
            | ExpressionKind::Measure(_)
            | ExpressionKind::Outcome { .. }
            | ExpressionKind::Shift { .. }
            | ExpressionKind::ParametersOf { .. }
            | ExpressionKind::Statistic { .. }
            | ExpressionKind::Rows { .. }
            | ExpressionKind::Table { .. }
    )
}

fn unit_of(expression: &Expression) -> Option<String> {
    expression.unit().and_then(unit_in_words)
}

/// Nothing for a plain number; a percentage has its sign.
pub(super) fn unit_in_words(unit: &UnitOfMeasure) -> Option<String> {
    Some(unit).filter(|unit| !unit.is_same_measure(&UnitOfMeasure::none())).map(ToString::to_string)
}

/// As shown in a derivation: exact up to six decimals, marked 约 beyond; 「—」 for missing.
fn shown(value: Option<&Value>, list: Option<Closed<'_>>) -> String {
    match value {
        None => "—".to_string(),
        Some(Value::Number(number)) => shown_number(*number),
        Some(Value::Text(text)) => list.and_then(|list| list.name(text)).unwrap_or(text).to_string(),
        Some(value @ (Value::Flag(_) | Value::Date(_))) => value.in_words(),
    }
}

pub(super) fn shown_number(number: Decimal) -> String {
    let number = number.normalize();
    if number.scale() <= DECIMALS_SHOWN {
        return number.to_string();
    }
    format!("约{}", number.round_dp(DECIMALS_SHOWN).normalize())
}

fn rule(code: &str, name: &str, provenance: &Provenance) -> SourceRef {
    let basis = format!("{}{}（{}）", provenance.issuer, provenance.document, provenance.certainty.in_words());
    SourceRef::Rule { code: code.to_string(), name: name.to_string(), basis }
}

fn validity_in_words(validity: &Validity) -> String {
    match validity.to {
        Some(to) => format!("{}至{to}有效", validity.from),
        None => format!("{}起有效", validity.from),
    }
}
