//! The rows under a count that a register gives to an indicator: as they were known by a time, or as they were frozen
//! with a bulletin. A printed count is never explained from what stands in the register today.

use engine::register::together;
use model::{Derivation, SourceRef};
use serde::{Deserialize, Serialize};

use super::feed::{CountedValue, below};
use crate::view::RegisterBookQuery;
use crate::{App, Result};

/// The rows under a count as they stood when a bulletin was made, and the rule by which they were counted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct FrozenRows {
    /// Id of the value, below zero.
    pub observation: i64,
    pub rows: Derivation,
}

impl App {
    /// The rows under all counts of a frame, to be kept with a cut.
    pub(crate) async fn frozen_rows(&self, counted: &[CountedValue]) -> Result<Vec<FrozenRows>> {
        let mut frozen = Vec::with_capacity(counted.len());
        for value in counted {
            frozen.push(FrozenRows { observation: value.observation, rows: self.counted_derivation(value).await? });
        }
        Ok(frozen)
    }

    /// Puts the rows of registers under the values of a derivation that were counted from them.
    pub(crate) async fn with_rows(&self, derivation: &mut Derivation, counted: &[CountedValue]) -> Result<()> {
        for node in counts(derivation) {
            let id = count_id(node);
            if let Some(found) = counted.iter().find(|value| Some(value.observation) == id) {
                put(node, self.counted_derivation(found).await?);
            }
        }
        Ok(())
    }

    /// The same from what was frozen. Cuts from before rows were frozen with them have none; theirs are looked up as
    /// they were known when the bulletin was made.
    pub(crate) async fn with_frozen_rows(
        &self,
        derivation: &mut Derivation,
        counted: &[CountedValue],
        frozen: &[FrozenRows],
    ) -> Result<()> {
        if frozen.is_empty() {
            return self.with_rows(derivation, counted).await;
        }
        for node in counts(derivation) {
            let id = count_id(node);
            if let Some(found) = frozen.iter().find(|held| Some(held.observation) == id) {
                put(node, found.rows.clone());
            }
        }
        Ok(())
    }

    /// The count by the places below, each with its rows.
    async fn counted_derivation(&self, value: &CountedValue) -> Result<Derivation> {
        let query =
            RegisterBookQuery { dataset: Some(value.dataset), period: value.period.map(|period| period.to_string()) };
        let opened = self.opened(&value.pack, &value.register, &query, value.by).await?;
        let number = opened.register.measures.iter().position(|measure| measure.code.as_str() == value.measure);
        let Some(number) = number else {
            let gone = format!("机制包现行版本的名录“{}”不再有这个计数", opened.register.name);
            return Ok(Derivation { formula: Some(gone), ..Derivation::leaf(value.title.clone(), "—") });
        };
        let measure = &opened.register.measures[number];
        let totals = self.measured(&opened, value.by).await?.swap_remove(number);
        let dictionaries = self.store.dictionaries(value.by).await?;
        let below = below(&dictionaries, &value.place, &totals);
        let rows = together(below.iter().map(|(_, found)| *found));
        let inputs = match below.as_slice() {
            [(place, found)] if ***place == *value.place => {
                self.counted_rows(&opened, measure, found, value.by).await?
            }
            several => {
                let mut inputs = Vec::new();
                for (place, found) in several {
                    inputs.push(Derivation {
                        unit: Some(measure.unit.to_string()),
                        inputs: self.counted_rows(&opened, measure, found, value.by).await?,
                        ..Derivation::leaf(opened.place_name(place), super::counts::total_text(found))
                    });
                }
                inputs
            }
        };
        Ok(Derivation {
            unit: Some(measure.unit.to_string()),
            formula: Some(super::counts::rule_in_words(&opened, measure)),
            inputs,
            ..Derivation::leaf(measure.name.clone(), super::counts::total_text(&rows))
        })
    }
}

fn put(node: &mut Derivation, rows: Derivation) {
    node.formula = rows.formula;
    node.inputs = rows.inputs;
}

/// Values that registers gave have ids below zero.
fn count_id(node: &Derivation) -> Option<i64> {
    match &node.source {
        Some(SourceRef::Observation { id, .. }) if *id < 0 => Some(*id),
        _ => None,
    }
}

/// The parts of a derivation that are counts of registers.
fn counts(derivation: &mut Derivation) -> Vec<&mut Derivation> {
    if count_id(derivation).is_some() {
        return vec![derivation];
    }
    derivation.inputs.iter_mut().flat_map(counts).collect()
}
