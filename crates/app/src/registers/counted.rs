//! The rows under a count that a register gives to an indicator: as they were known by a time, or as they were frozen
//! with a bulletin. A printed count is never explained from what stands in the register today.

use engine::register::together;
use model::{Derivation, SourceRef};
use serde::{Deserialize, Serialize};

use super::feed::{CountedValue, below};
use crate::reach::{NOT_YOURS, Reach};
use crate::view::RegisterBookQuery;
use crate::{Actor, App, Result};

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
            frozen
                .push(FrozenRows { observation: value.observation, rows: self.counted_derivation(None, value).await? });
        }
        Ok(frozen)
    }

    /// Puts the rows of registers under the values of a derivation that were counted from them.
    pub(crate) async fn with_rows(
        &self,
        actor: &Actor,
        derivation: &mut Derivation,
        counted: &[CountedValue],
    ) -> Result<()> {
        for node in counts(derivation) {
            let id = count_id(node);
            if let Some(found) = counted.iter().find(|value| Some(value.observation) == id) {
                put(node, self.counted_derivation(Some(actor), found).await?);
            }
        }
        Ok(())
    }

    /// The same from what was frozen. Cuts from before rows were frozen with them have none; theirs are looked up as
    /// they were known when the bulletin was made.
    pub(crate) async fn with_frozen_rows(
        &self,
        actor: &Actor,
        derivation: &mut Derivation,
        counted: &[CountedValue],
        frozen: &[FrozenRows],
    ) -> Result<()> {
        if frozen.is_empty() {
            return self.with_rows(actor, derivation, counted).await;
        }
        for node in counts(derivation) {
            let id = count_id(node);
            if let Some(found) = frozen.iter().find(|held| Some(held.observation) == id) {
                let value = counted.iter().find(|value| Some(value.observation) == id);
                put(node, self.frozen_for(actor, value, found).await?);
            }
        }
        Ok(())
    }

    /// Frozen rows do not say whose they are: whoever does not see all rows of the register sees the count alone.
    async fn frozen_for(&self, actor: &Actor, value: Option<&CountedValue>, frozen: &FrozenRows) -> Result<Derivation> {
        let sees_all = match value {
            _ if actor.is_host() => true,
            None => false,
            Some(value) => {
                let period = value.period.map(|period| period.to_string());
                let query = RegisterBookQuery { dataset: Some(value.dataset), period };
                let opened = self.opened(&value.pack, &value.register, &query, value.by).await?;
                let reach = self.reach(actor, &opened).await?;
                reach.sees_all_rows() && reach.listed(&opened.register).is_all()
            }
        };
        if sees_all {
            return Ok(frozen.rows.clone());
        }
        Ok(Derivation { inputs: vec![Derivation::leaf("逐行明细", NOT_YOURS)], ..frozen.rows.clone() })
    }

    /// The count by the places below, each with its rows; for nobody in particular where it is frozen.
    async fn counted_derivation(&self, actor: Option<&Actor>, value: &CountedValue) -> Result<Derivation> {
        let query =
            RegisterBookQuery { dataset: Some(value.dataset), period: value.period.map(|period| period.to_string()) };
        let mut opened = self.opened(&value.pack, &value.register, &query, value.by).await?;
        opened.period = value.year.unwrap_or(opened.period);
        let number = opened.register.measures.iter().position(|measure| measure.code.as_str() == value.measure);
        let Some(number) = number else {
            let gone = format!("机制包现行版本的名录“{}”不再有这个计数", opened.register.name);
            return Ok(Derivation { formula: Some(gone), ..Derivation::leaf(value.title.clone(), "—") });
        };
        let measure = &opened.register.measures[number];
        let reach = match actor {
            None => Reach::all(),
            Some(actor) => self.reach(actor, &opened).await?,
        };
        // The count is the indicator's and the same for all; the rows under it are not.
        let totals = self.measured(&opened, value.by, &Reach::all()).await?.swap_remove(number);
        let dictionaries = self.store.dictionaries(value.by).await?;
        let below = below(&dictionaries, &value.place, &totals);
        let rows = together(below.iter().map(|(_, found)| *found));
        let inputs = match below.as_slice() {
            [(place, found)] if ***place == *value.place => {
                self.counted_rows((&opened, &reach), measure, found, value.by).await?
            }
            several => {
                let mut inputs = Vec::new();
                for (place, found) in several {
                    inputs.push(Derivation {
                        unit: Some(measure.unit.to_string()),
                        inputs: self.counted_rows((&opened, &reach), measure, found, value.by).await?,
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
