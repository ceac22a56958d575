//! Explains one subject's value as a tree and as sentences: formula, values put in, where each came from.
//!
//! Shows what `compute.rs` computes, by computing the same steps again; never a second arithmetic.

use std::sync::Arc;

use model::pack::{Expression, ExpressionKind, Formula, ParameterUse, Provenance, Statistic, Validity, WhenMissing};
use model::{Derivation, Period, SourceRef};
use rust_decimal::Decimal;

use super::compute::{Computer, Frame, Subjects, World};
use super::words::{field_name, in_names, name_of, shift_in_words, with_replacements};
use super::{Value, dates, tables};

/// More decimals than this help nobody; the exact value stays in the outcome.
const DECIMALS_SHOWN: u32 = 6;

/// How the value of `expression` came about for the subject at place `row`.
pub fn explain(
    title: &str,
    expression: &Expression,
    row: usize,
    subjects: &Subjects,
    period: Period,
    world: World<'_>,
) -> Derivation {
    let explainer = Explainer { computer: Computer::new(subjects, world), row };
    explainer.step(title.to_string(), expression, &explainer.computer.frame(period))
}

/// How a declared formula came about, with its condition, its rule for missing values and its rounding.
pub fn explain_formula(
    formula: &Formula,
    row: usize,
    subjects: &Subjects,
    period: Period,
    world: World<'_>,
) -> Derivation {
    let explainer = Explainer { computer: Computer::new(subjects, world), row };
    explainer.formula(formula, &explainer.computer.frame(period))
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

/// Why the subject at place `row` has no value: what could not be computed, or which facts are missing.
pub fn missing_reasons(
    expression: &Expression,
    row: usize,
    subjects: &Subjects,
    period: Period,
    world: World<'_>,
) -> Vec<String> {
    let explainer = Explainer { computer: Computer::new(subjects, world), row };
    let frame = explainer.computer.frame(period);
    let is_known = explainer.computer.column(expression, &frame, None).is_known(row);
    let mut reasons: Vec<String> = Vec::new();
    if !is_known {
        let troubles = explainer.computer.troubles.borrow();
        reasons.extend(troubles.iter().filter(|trouble| trouble.row == row).map(|trouble| trouble.kind.to_string()));
        drop(troubles);
        let mut inputs = Vec::new();
        explainer.collect(expression, &frame, &mut inputs);
        inputs.iter().for_each(|input| write_missing(input, &mut reasons));
        reasons.dedup();
    }
    reasons
}

/// Names the leaves without a value; a leaf whose own inputs are missing is explained by them.
fn write_missing(derivation: &Derivation, reasons: &mut Vec<String>) {
    if derivation.value != "—" {
        return;
    }
    let before = reasons.len();
    derivation.inputs.iter().for_each(|input| write_missing(input, reasons));
    let reason = format!("缺少{}", derivation.title);
    if reasons.len() == before && derivation.inputs.is_empty() && !reasons.contains(&reason) {
        reasons.push(reason);
    }
}

struct Explainer<'a> {
    computer: Computer<'a>,
    row: usize,
}

impl Explainer<'_> {
    /// A step that people see: its formula in names and in values, and the steps it is made of.
    fn step(&self, title: String, expression: &Expression, frame: &Frame<'_>) -> Derivation {
        let before = self.computer.troubles.borrow().len();
        let value = self.value(expression, frame);
        let troubles = self.computer.troubles.borrow_mut().split_off(before);
        let here = troubles.into_iter().filter(|trouble| trouble.row == self.row);
        let mut notes: Vec<String> = here.map(|trouble| trouble.kind.to_string()).collect();
        notes.dedup();
        if is_leaf(expression) {
            let mut leaf = self.leaf(expression, frame);
            leaf.title = title;
            return leaf;
        }
        let mut inputs = Vec::new();
        self.collect(expression, frame, &mut inputs);
        Derivation {
            title,
            value,
            unit: unit_of(expression),
            formula: Some(self.formula_text(expression, frame)),
            source: None,
            notes,
            inputs,
        }
    }

    fn formula(&self, formula: &Formula, frame: &Frame<'_>) -> Derivation {
        let mut derivation = self.step(formula.name.clone(), &formula.value, frame);
        let before = self.computer.troubles.borrow().len();
        let final_value = self.computer.formula(formula, frame).get(self.row);
        self.computer.troubles.borrow_mut().truncate(before);
        derivation.value = shown(final_value.as_ref());
        derivation.unit = Some(formula.unit.to_string()).filter(|_| !formula.unit.is_dimensionless());
        if self.value(&formula.condition, frame) != "是" {
            derivation.notes =
                vec![format!("不属于核算范围：{}", in_names(&formula.condition, self.computer.world.pack))];
        } else if formula.when_missing == WhenMissing::Zero && !derivation.notes.is_empty() {
            derivation.notes.push("按规则缺数据计为 0".to_string());
        }
        if !formula.basis.is_empty() {
            let (code, name) = (formula.code.to_string(), formula.name.clone());
            derivation.source = Some(SourceRef::Rule { code, name, basis: formula.basis.clone() });
        }
        derivation
    }

    /// 实缴税金 ÷ 用地面积 = 600 ÷ 10.
    fn formula_text(&self, expression: &Expression, frame: &Frame<'_>) -> String {
        let pack = self.computer.world.pack;
        let names = in_names(expression, pack);
        let replaced = |step: &Expression| is_leaf(step).then(|| self.value(step, frame));
        let values = with_replacements(expression, pack, &replaced);
        if values == names { names } else { format!("{names} = {values}") }
    }

    fn value(&self, expression: &Expression, frame: &Frame<'_>) -> String {
        shown(self.computer.column(expression, frame, None).get(self.row).as_ref())
    }

    /// The leaves below a step; of an 如果 or a band only the branch that was taken.
    fn collect(&self, expression: &Expression, frame: &Frame<'_>, inputs: &mut Vec<Derivation>) {
        if is_leaf(expression) {
            let leaf = self.leaf(expression, frame);
            if !inputs.contains(&leaf) {
                inputs.push(leaf);
            }
            return;
        }
        match &expression.kind {
            ExpressionKind::If { condition, then, otherwise } => {
                self.collect(condition, frame, inputs);
                match self.computer.column(condition, frame, None).get(self.row) {
                    Some(Value::Flag(true)) => self.collect(then, frame, inputs),
                    Some(Value::Flag(false)) => self.collect(otherwise, frame, inputs),
                    Some(Value::Number(_) | Value::Text(_) | Value::Date(_)) | None => {}
                }
            }
            ExpressionKind::Bands { operand, edge, bands, otherwise } => {
                self.collect(operand, frame, inputs);
                if let Some(Value::Number(number)) = self.computer.column(operand, frame, None).get(self.row) {
                    let band = tables::band(number, *edge, bands.iter().map(|band| band.bound));
                    self.collect(band.map_or(otherwise, |band| &bands[band].value), frame, inputs);
                }
            }
            _ => expression.children().into_iter().for_each(|child| self.collect(child, frame, inputs)),
        }
    }

    fn leaf(&self, expression: &Expression, frame: &Frame<'_>) -> Derivation {
        let pack = self.computer.world.pack;
        let mut leaf = Derivation::leaf(in_names(expression, pack), self.value(expression, frame));
        leaf.unit = unit_of(expression);
        match &expression.kind {
            ExpressionKind::Field(path) => {
                leaf.title = field_name(pack, &path.register, &path.through, &path.field);
                let register = name_of(pack, &path.register);
                let key: Option<&Arc<str>> =
                    frame.keys.get(self.row).filter(|_| frame.register == Some(&path.register));
                leaf.notes = match (key, leaf.value.as_str()) {
                    (Some(key), "—") => vec![format!("{register}“{key}”{}没有填报", frame.period.in_words())],
                    (Some(key), _) => vec![format!("{register}“{key}”{}", frame.period.in_words())],
                    (None, _) => vec![format!("{register}{}", frame.period.in_words())],
                };
            }
            ExpressionKind::Parameter(ParameterUse::Single(code) | ParameterUse::Keyed { parameter: code, .. }) => {
                let day = frame.period.last_day();
                if let Some(value) = pack.parameter(code).and_then(|parameter| parameter.on(day)) {
                    leaf.source = Some(rule(code.as_str(), &leaf.title, &value.provenance));
                    leaf.notes = vec![validity_in_words(&value.validity)];
                }
            }
            ExpressionKind::Formula(code) => match pack.formula(code) {
                Some(formula) => leaf = self.formula(formula, frame),
                None => {
                    let leaves = pack.evaluations.iter().flat_map(|evaluation| &evaluation.pools);
                    if let Some(rule) = leaves.flat_map(|pool| pool.leaves()).find(|rule| rule.code == *code) {
                        leaf = self.step(rule.name.clone(), &rule.value, frame);
                    }
                }
            },
            ExpressionKind::Shift { operand, shift } => {
                if let Some(period) = dates::earlier(frame.period, *shift) {
                    let earlier = Frame { register: frame.register, keys: frame.keys, period, outer: None };
                    let title = format!("{}{}", shift_in_words(*shift), in_names(operand, pack));
                    leaf = self.step(title, operand, &earlier);
                }
            }
            ExpressionKind::Statistic { statistic, population, operand } => {
                let peers = self.computer.peers(population, frame);
                let own = peers.get(self.row).copied().flatten();
                let values = self.computer.column(operand, frame, None);
                let known =
                    (0..values.len()).filter(|row| own.is_some() && peers[*row] == own && values.is_known(*row));
                leaf.notes = vec![format!("有数据的对象 {} 个", known.count())];
                if matches!(statistic, Statistic::Rank { .. }) {
                    self.collect(operand, frame, &mut leaf.inputs);
                }
            }
            ExpressionKind::Observed(code) => {
                leaf.title = format!("{}（{}）", name_of(pack, code), frame.period.in_words());
                if leaf.value == "—" {
                    leaf.notes = vec!["没有公布或没有登记".to_string()];
                }
            }
            ExpressionKind::Table { table, operand } => {
                self.collect(operand, frame, &mut leaf.inputs);
                let day = frame.period.last_day();
                if let Some((table, version)) = pack.table(table).and_then(|table| Some((table, table.on(day)?))) {
                    leaf.source = Some(rule(table.code.as_str(), &table.name, &version.provenance));
                    leaf.notes = vec![validity_in_words(&version.validity)];
                }
            }
            ExpressionKind::Measure(_) | ExpressionKind::Outcome { .. } | ExpressionKind::Rows { .. } => {
                leaf.notes = vec![format!("按{}的登记计", frame.period.in_words())];
            }
            _ => {}
        }
        leaf
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
            | ExpressionKind::Statistic { .. }
            | ExpressionKind::Rows { .. }
            | ExpressionKind::Table { .. }
    )
}

fn unit_of(expression: &Expression) -> Option<String> {
    expression.unit().filter(|unit| !unit.is_dimensionless()).map(ToString::to_string)
}

/// As shown in a derivation: exact up to six decimals, marked 约 beyond; 「—」 for missing.
fn shown(value: Option<&Value>) -> String {
    match value {
        None => "—".to_string(),
        Some(Value::Number(number)) => shown_number(*number),
        Some(value @ (Value::Text(_) | Value::Flag(_) | Value::Date(_))) => value.in_words(),
    }
}

fn shown_number(number: Decimal) -> String {
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
