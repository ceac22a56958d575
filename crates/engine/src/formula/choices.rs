//! From the code of a choice, grade or state to its official name. Facts hold codes, people read names; never the other
//! way round.

use model::pack::{
    ChoiceList, Code, Evaluation, Expression, ExpressionKind, FieldType, Formula, OutcomePart, Pack, ParameterAmount,
    Register,
};

use super::Value;

/// What a formula concluded, as people read it: a choice by its official name.
pub fn result_in_words(formula: &Formula, value: &Value, pack: &Pack) -> String {
    let list = formula.choices.as_ref().and_then(|code| Closed::list(pack, code));
    match value {
        Value::Text(text) => list.and_then(|list| list.name(text)).unwrap_or(text).to_string(),
        Value::Number(_) | Value::Flag(_) | Value::Date(_) => value.in_words(),
    }
}

/// A closed list that a text is taken from.
#[derive(Clone, Copy)]
pub(super) enum Closed<'pack> {
    Choices(&'pack ChoiceList),
    Grades(&'pack Evaluation),
    States(&'pack Register),
}

impl<'pack> Closed<'pack> {
    /// A list of choices by its code.
    pub(super) fn list(pack: &'pack Pack, code: &Code) -> Option<Closed<'pack>> {
        pack.choices.iter().find(|list| list.code == *code).map(Closed::Choices)
    }

    /// The list by which the values of a parameter differ.
    pub(super) fn of_parameter(pack: &'pack Pack, parameter: &Code) -> Option<Closed<'pack>> {
        match &pack.parameter(parameter)?.values.first()?.amount {
            ParameterAmount::ByChoice { list, .. } => Closed::list(pack, list),
            ParameterAmount::Single(_) => None,
        }
    }

    /// The list that the result of an expression is taken from; nothing for free texts, numbers, flags and dates.
    pub(super) fn of(expression: &Expression, pack: &'pack Pack) -> Option<Closed<'pack>> {
        match &expression.kind {
            ExpressionKind::Field(path) => {
                let mut register = pack.register(&path.register)?;
                for reference in &path.through {
                    let FieldType::Reference { register: target } = &register.field(reference)?.field_type else {
                        return None;
                    };
                    register = pack.register(target)?;
                }
                match register.field(&path.field).map(|field| &field.field_type) {
                    Some(FieldType::Choice { list }) => Closed::list(pack, list),
                    // The state of a row is read like a field without being declared as one.
                    None if path.field.as_str() == "state" => Some(Closed::States(register)),
                    Some(_) | None => None,
                }
            }
            ExpressionKind::Formula(code) => Closed::list(pack, pack.formula(code)?.choices.as_ref()?),
            ExpressionKind::Outcome { evaluation, part: OutcomePart::Grade } => {
                pack.evaluation(evaluation).map(Closed::Grades)
            }
            ExpressionKind::Shift { operand, .. } | ExpressionKind::ParametersOf { operand, .. } => {
                Closed::of(operand, pack)
            }
            ExpressionKind::If { then, otherwise, .. } => {
                Closed::of(then, pack).or_else(|| Closed::of(otherwise, pack))
            }
            ExpressionKind::FirstKnown(operands) => operands.iter().find_map(|operand| Closed::of(operand, pack)),
            ExpressionKind::Bands { bands, otherwise, .. } => {
                let values = bands.iter().map(|band| &band.value);
                values.chain([otherwise.as_ref()]).find_map(|value| Closed::of(value, pack))
            }
            _ => None,
        }
    }

    /// The name of a code; nothing where the list has no such code.
    pub(super) fn name(self, code: &str) -> Option<&'pack str> {
        match self {
            Closed::Choices(list) => {
                list.choices.iter().find(|choice| choice.code.as_str() == code).map(|choice| choice.name.as_str())
            }
            Closed::Grades(evaluation) => {
                evaluation.grades.iter().find(|grade| grade.code.as_str() == code).map(|grade| grade.name.as_str())
            }
            Closed::States(register) => {
                let mut states = register.life.states.iter();
                states.find(|state| state.code.as_str() == code).map(|state| state.name.as_str())
            }
        }
    }
}
