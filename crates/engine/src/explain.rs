//! Builds the derivation (从哪来) of a status: rule → figures → observations → words of the plan.
//! Shows what the judgement used; computes nothing of its own.

use model::{Derivation, Observation, SourceRef};
use rust_decimal::Decimal;

use crate::Facts;
use crate::figure::Figure;
use crate::judge::Judgement;
use crate::status::{StatusInput, nature_in_words};
use crate::wording::{day, grade_in_words};
use crate::working;

/// The tree under one row's status.
pub(crate) fn explain(input: &StatusInput<'_, '_>, judgement: &Judgement<'_>) -> Derivation {
    let target = input.target;
    let judged = working::judged(input, judgement);
    let worked = working::worked(input, judgement, &judged);
    let mut inputs = judged;
    if let (None, Some(latest)) = (&judgement.actual, judgement.latest) {
        let mut leaf = observation_leaf(latest, input.facts);
        leaf.notes.push("未用于判断".to_string());
        inputs.push(leaf);
    }
    let mut words = judgement.worked.years.iter();
    for year in &judgement.years {
        let mut node = Derivation::leaf(format!("{}年", year.year), year.status.in_words());
        node.notes.extend(words.next().cloned());
        if let Some(actual) = &year.actual {
            node.inputs.push(summary_leaf(actual, input.facts));
        }
        inputs.push(node);
    }
    inputs.extend(worked);
    inputs.push(demand_leaf(input));
    let measured = match &target.indicator {
        Some(code) => input.facts.indicator_name(code),
        None => input.subject.clone(),
    };
    Derivation {
        title: format!("{}{measured}完成状态（截至{}）", input.row.place, input.as_of),
        value: judgement.status.in_words().to_string(),
        unit: None,
        formula: Some(format!("{}；{}", input.preset.description, nature_in_words(target.nature))),
        source: Some(SourceRef::Rule {
            code: input.preset.code.clone(),
            name: input.preset.name.clone(),
            basis: input.preset.basis.clone(),
        }),
        notes: std::iter::once(judgement.reason.clone()).chain(judgement.notes.iter().cloned()).collect(),
        inputs,
    }
}

/// The words of the plan that set the demand, with the definition of what is counted.
fn demand_leaf(input: &StatusInput<'_, '_>) -> Derivation {
    let target = input.target;
    let mut leaf = Derivation::leaf("目标值", target.demand_in_words());
    leaf.source = Some(SourceRef::Clause {
        task: target.task.clone(),
        label: input.clause.clone(),
        span: target.span,
        text: target.text.clone(),
    });
    if let Some(card) = &target.definition {
        leaf.notes.push(format!("口径：{}（依据：{}）", card.text, card.basis));
    }
    if let Some(tolerance) = target.tolerance {
        leaf.notes.push(format!("容差：{}%", tolerance.normalize()));
    }
    leaf
}

pub(crate) fn figure_node(title: &str, figure: &Figure<'_>, facts: &Facts<'_>) -> Derivation {
    if let ([single], None) = (figure.parts.as_slice(), &figure.label) {
        let mut leaf = observation_leaf(single, facts);
        leaf.title = format!("{title}：{}", leaf.title);
        return leaf;
    }
    sum_node(title, figure, figure.value, facts)
}

/// A sum with the observations that it is made of.
pub(crate) fn sum_node(title: &str, figure: &Figure<'_>, sum: Decimal, facts: &Facts<'_>) -> Derivation {
    Derivation {
        unit: figure.parts.first().map(|part| part.unit.clone()),
        formula: Some("各期合计".to_string()),
        inputs: figure.parts.iter().map(|part| observation_leaf(part, facts)).collect(),
        ..Derivation::leaf(format!("{title}：{}", figure.period_in_words()), sum.normalize().to_string())
    }
}

/// An observation with its source.
pub(crate) fn observation_leaf(observation: &Observation, facts: &Facts<'_>) -> Derivation {
    let place = facts.place(&observation.place).map_or(observation.place.as_str(), |place| place.name.as_str());
    let mut leaf = Derivation::leaf(
        format!(
            "{place}{}（{}，{}口径）",
            facts.indicator_name(&observation.indicator),
            observation.period.in_words(),
            observation.scope.in_words()
        ),
        observation.value.normalize().to_string(),
    );
    leaf.unit = Some(observation.unit.clone());
    leaf.source = Some(SourceRef::Observation {
        id: observation.id,
        source: source_in_words(&observation.source, facts),
        grade: grade_in_words(observation.grade).to_string(),
        known_since: day(observation.known_since),
    });
    leaf.notes.extend(observation.note.clone());
    leaf
}

/// A figure of one year: a stored value as a leaf, a sum without its parts.
fn summary_leaf(observation: &Observation, facts: &Facts<'_>) -> Derivation {
    let mut leaf = observation_leaf(observation, facts);
    if observation.id == 0 {
        leaf.source = None;
    }
    leaf
}

fn source_in_words(id: &str, facts: &Facts<'_>) -> String {
    match facts.source(id) {
        Some(source) if source.title != id => format!("{id} {}", source.title),
        Some(_) | None => id.to_string(),
    }
}
