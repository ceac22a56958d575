//! How the result of one subject came about: its numbers down to the data, the method and the conventions.

use std::sync::Arc;

use model::pack::{Analysis, AnalysisMethod, Expression, ExpressionKind, Pack};
use model::{AnalysisOutcome, Derivation, Period, SourceRef};

use super::{inside, periods_of};
use crate::formula::{World, explain};

/// Nothing when the subject is neither among the rows nor left out. `keys`, period and world are those that gave the
/// outcome.
pub fn explain_analysis(
    rule: &Analysis,
    outcome: &AnalysisOutcome,
    key: &str,
    keys: &[Arc<str>],
    world: World<'_>,
    names: &dyn Fn(&str) -> String,
) -> Option<Derivation> {
    let name = names(key);
    let source = SourceRef::Rule { code: rule.code.to_string(), name: rule.name.clone(), basis: rule.basis.clone() };
    let source = Some(source).filter(|_| !rule.basis.is_empty());
    let mut derivation = match (outcome.row(key), outcome.left_out.iter().find(|gap| gap.key == key)) {
        (Some(row), _) => {
            let first = outcome.columns.first()?;
            let value = row.cells.first()?.in_words();
            let mut derivation = Derivation::leaf(format!("{name}的{}", first.name), value);
            derivation.unit = Some(first.unit.clone()).filter(|unit| !unit.is_empty());
            derivation.notes.clone_from(&row.reasons);
            for (column, cell) in outcome.columns.iter().zip(&row.cells).skip(1) {
                let mut leaf = Derivation::leaf(column.name.clone(), cell.in_words());
                leaf.unit = Some(column.unit.clone()).filter(|unit| !unit.is_empty());
                derivation.inputs.push(leaf);
            }
            derivation
        }
        (None, Some(gap)) => {
            let mut derivation = Derivation::leaf(format!("{name}没有结果"), "—");
            derivation.notes.push(gap.reason.clone());
            derivation
        }
        (None, None) => return None,
    };
    derivation.source = source;
    let subjects = inside(rule, keys, outcome.period, world);
    let place = subjects.keys.iter().position(|known| **known == *key)?;
    let periods: Vec<Period> = match &rule.method {
        // First and last say enough; the years between are in the table.
        AnalysisMethod::Convergence { .. } => {
            let periods = periods_of(rule, outcome.period);
            periods.first().into_iter().chain(periods.last()).copied().collect()
        }
        _ => periods_of(rule, outcome.period),
    };
    for period in &periods {
        for variable in &rule.variables {
            let when = if periods.len() > 1 { period.in_words() } else { String::new() };
            let title = format!("{when}{}（{}）", variable.name, variable.role.in_words());
            let mut step = explain(&title, &variable.value, place, &subjects, *period, world);
            if let Some(name) = statistic(&variable.value, world.pack) {
                // Under its own name and period, so that its source can be put beside it.
                let title = format!("{name}（{}）", period.in_words());
                step.inputs = vec![explain(&title, &variable.value, place, &subjects, *period, world)];
            }
            derivation.inputs.push(step);
        }
    }
    let mut how = Derivation::leaf("口径", outcome.method.clone());
    how.notes.clone_from(&outcome.conventions);
    derivation.inputs.push(how);
    Some(derivation)
}

/// The name of the statistic that an expression is, as it stands.
fn statistic<'pack>(expression: &Expression, pack: &'pack Pack) -> Option<&'pack str> {
    let ExpressionKind::Observed(code) = &expression.kind else { return None };
    pack.observed.iter().find(|declared| declared.code == *code).map(|declared| declared.name.as_str())
}
