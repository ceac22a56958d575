//! Why a subject has no value: what could not be computed, which facts are missing, which formula does not apply.
//!
//! Computes the same steps as `compute.rs`; never a value of its own.

use model::Period;
use model::pack::{Code, Expression, ExpressionKind, Formula, ParameterUse, RowAggregate, UnaryOperator};

use super::Value;
use super::compute::{Subjects, World};
use super::explain::{At, Explainer};
use super::words::name_of;

/// Rows of one register that are named; of more it is said how many there are.
const ROWS_NAMED: usize = 3;

const LACKING: &str = "缺少";

/// Why the subject at place `row` has no value; nothing when it has one.
pub fn missing_reasons(
    expression: &Expression,
    row: usize,
    subjects: &Subjects,
    period: Period,
    world: World<'_>,
) -> Vec<String> {
    let explainer = Explainer::new(subjects, world);
    let frame = explainer.computer.frame(period);
    let mut reasons: Vec<String> = Vec::new();
    if !explainer.computer.column(expression, &frame, None).is_known(row) {
        let troubles = explainer.computer.troubles.borrow();
        let here = troubles.iter().filter(|trouble| trouble.row == row);
        here.for_each(|trouble| add(&mut reasons, trouble.kind.to_string()));
        drop(troubles);
        explainer.absent(expression, At { frame: &frame, row }, &mut reasons);
    }
    reasons
}

fn add(reasons: &mut Vec<String>, reason: String) {
    if !reasons.contains(&reason) {
        reasons.push(reason);
    }
}

impl Explainer<'_> {
    /// Names the facts without which the expression has no value; of branches only the one that was taken.
    fn absent(&self, expression: &Expression, at: At<'_>, reasons: &mut Vec<String>) {
        let value = |expression: &Expression| self.computer.column(expression, at.frame, None).get(at.row);
        if value(expression).is_some() {
            return;
        }
        match &expression.kind {
            ExpressionKind::Formula(code) => match self.computer.world.pack.formula(code) {
                Some(formula) if self.may_open() => self.absent_in(formula, at, reasons),
                // What is below was met a thousand times already.
                Some(_) => {}
                None => add(reasons, self.lacking(expression, at)),
            },
            ExpressionKind::Parameter(ParameterUse::Keyed { key, .. }) if value(key).is_none() => {
                self.absent(key, at, reasons);
            }
            // That a table has no row for a number was told as what could not be computed.
            ExpressionKind::Table { operand, .. } => self.absent(operand, at, reasons),
            ExpressionKind::Rows { register, link, filter, aggregate } => {
                self.absent_rows(register, link, filter, aggregate, at, reasons);
            }
            ExpressionKind::If { condition, then, otherwise } => match value(condition) {
                Some(Value::Flag(true)) => self.absent(then, at, reasons),
                Some(Value::Flag(false)) => self.absent(otherwise, at, reasons),
                Some(Value::Number(_) | Value::Text(_) | Value::Date(_)) | None => self.absent(condition, at, reasons),
            },
            ExpressionKind::Bands { operand, edge, bands, otherwise } => {
                match self.step_of(operand, *edge, bands, at) {
                    Some(step) => self.absent(bands.get(step).map_or(otherwise, |band| &band.value), at, reasons),
                    None => {
                        self.absent(operand, at, reasons);
                        bands.iter().for_each(|band| self.absent(&band.bound, at, reasons));
                    }
                }
            }
            ExpressionKind::FirstKnown(operands) => {
                let mut choices: Vec<String> = Vec::new();
                for operand in operands {
                    let mut inside = Vec::new();
                    self.absent(operand, at, &mut inside);
                    // 缺少甲或乙: either would do.
                    let words = inside.join("，");
                    let words = words.strip_prefix(LACKING).filter(|_| !choices.is_empty()).unwrap_or(&words);
                    if !words.is_empty() {
                        add(&mut choices, words.to_string());
                    }
                }
                if !choices.is_empty() {
                    add(reasons, choices.join("或"));
                }
            }
            // Never missing; what it asks about may be.
            ExpressionKind::Unary { operator: UnaryOperator::IsMissing, .. } => {}
            ExpressionKind::Field(_)
            | ExpressionKind::Parameter(_)
            | ExpressionKind::Observed(_)
            | ExpressionKind::Measure(_)
            | ExpressionKind::Outcome { .. }
            | ExpressionKind::Shift { .. }
            | ExpressionKind::ParametersOf { .. }
            | ExpressionKind::Statistic { .. } => add(reasons, self.lacking(expression, at)),
            _ => expression.children().into_iter().for_each(|child| self.absent(child, at, reasons)),
        }
    }

    fn lacking(&self, expression: &Expression, at: At<'_>) -> String {
        format!("{LACKING}{}", self.leaf(expression, at).title)
    }

    fn absent_in(&self, formula: &Formula, at: At<'_>, reasons: &mut Vec<String>) {
        match self.computer.column(&formula.condition, at.frame, None).get(at.row) {
            Some(Value::Flag(true)) => self.absent(&formula.value, at, reasons),
            Some(Value::Flag(false)) => add(reasons, format!("{}不适用", formula.name)),
            Some(Value::Number(_) | Value::Text(_) | Value::Date(_)) | None => {
                self.absent(&formula.condition, at, reasons);
            }
        }
    }

    /// The rows of the subject that have no value themselves.
    fn absent_rows(
        &self,
        register: &Code,
        link: &Code,
        filter: &Expression,
        aggregate: &RowAggregate,
        at: At<'_>,
        reasons: &mut Vec<String>,
    ) {
        let name = name_of(self.computer.world.pack, register);
        let Some(inner) = self.computer.rows_of(register, link, at.frame) else {
            return add(reasons, format!("{}没有登记过{name}", at.frame.period.in_words()));
        };
        let rows = self.rows_that_count(filter, &inner, at.row);
        if rows.is_empty() {
            return add(reasons, format!("没有符合条件的{name}"));
        }
        let (RowAggregate::Sum(value)
        | RowAggregate::Mean(value)
        | RowAggregate::Minimum(value)
        | RowAggregate::Maximum(value)) = aggregate
        else {
            return;
        };
        let values = self.computer.column(value, &inner, None);
        let open: Vec<usize> = rows.into_iter().filter(|row| !values.is_known(*row)).collect();
        for row in open.iter().take(ROWS_NAMED) {
            let mut inside = Vec::new();
            self.absent(value, At { frame: &inner, row: *row }, &mut inside);
            let title = self.row_title(register, &inner, *row);
            match inside.is_empty() {
                true => add(reasons, format!("{title}没有结果")),
                false => add(reasons, format!("{title}{}", inside.join("，"))),
            }
        }
        if open.len() > ROWS_NAMED {
            add(reasons, format!("另有 {} 行{name}也没有结果", open.len() - ROWS_NAMED));
        }
    }
}
