//! What the rules of an evaluation read: fields of registers and statistics, through all formulas.

use std::collections::BTreeSet;

use model::pack::{Code, Evaluation, Expression, ExpressionKind, Pack};

use super::cut::FactPlace;

/// What the rules read, through all formulas.
#[derive(Default)]
pub(super) struct Used {
    pub fields: BTreeSet<Code>,
    pub observed: BTreeSet<Code>,
    formulas: BTreeSet<Code>,
}

impl Used {
    pub fn of(rules: &Evaluation, pack: &Pack) -> Used {
        let mut used = Used::default();
        for expression in engine::run::expressions(rules) {
            used.visit(expression, pack);
        }
        used
    }

    /// What one expression reads.
    pub fn by(expression: &Expression, pack: &Pack) -> Used {
        let mut used = Used::default();
        used.visit(expression, pack);
        used
    }

    pub fn has(&self, place: &FactPlace) -> bool {
        match place {
            FactPlace::Field { field, .. } => self.fields.contains(field),
            FactPlace::Observed { indicator, .. } => self.observed.contains(indicator),
        }
    }

    fn visit(&mut self, expression: &Expression, pack: &Pack) {
        let mut formulas = Vec::new();
        expression.visit(&mut |step| match &step.kind {
            ExpressionKind::Field(path) => {
                self.fields.insert(path.through.first().unwrap_or(&path.field).clone());
            }
            ExpressionKind::Observed(code) => {
                self.observed.insert(code.clone());
            }
            ExpressionKind::Formula(code) => formulas.push(code),
            _ => {}
        });
        for code in formulas {
            if self.formulas.insert(code.clone())
                && let Some(formula) = pack.formula(code)
            {
                self.visit(&formula.value, pack);
                self.visit(&formula.condition, pack);
            }
        }
    }
}
