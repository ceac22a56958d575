//! Values that are far above what a plan demands about as much of: likely another thing is counted (口径不同).

use jiff::Timestamp;
use model::{Comparator, Observation, Plan};
use rust_decimal::Decimal;
use store::Dictionaries;

use super::conflicts::steward_of;
use crate::data::list::{indicator_name, place_name};
use crate::{App, Result};

/// A demand that a value can be held against: about so much (左右), so that far more is likely to be another thing.
pub(super) struct Demand {
    pub indicator: String,
    pub place: String,
    unit: String,
    years: (i16, i16),
    /// So much is demanded.
    aim: Decimal,
    /// What is above this is in doubt.
    most: Decimal,
    in_words: String,
    /// What the plan counts: its own word and, where somebody wrote one, the definition.
    definition: String,
}

/// A demand that a value is far above.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Exceeded {
    /// 约2500家.
    pub demand: String,
    /// 2.4: so many times as much.
    pub times: String,
    pub definition: String,
}

impl Demand {
    pub fn exceeded_by(&self, held: &Observation) -> Option<Exceeded> {
        let is_of = self.indicator == held.indicator && self.place == held.place && self.unit == held.unit;
        let is_in_term = (self.years.0..=self.years.1).contains(&held.period.year());
        if !is_of || !is_in_term || held.value <= self.most {
            return None;
        }
        let times = held.value.checked_div(self.aim)?;
        let times = times.round_dp_with_strategy(1, rust_decimal::RoundingStrategy::MidpointAwayFromZero);
        let (demand, definition) = (self.in_words.clone(), self.definition.clone());
        Some(Exceeded { demand, times: times.normalize().to_string(), definition })
    }
}

impl App {
    /// What the plans demand about as much of.
    pub(super) async fn demands(&self, dictionaries: &Dictionaries, now: Timestamp) -> Result<Vec<Demand>> {
        let mut found = Vec::new();
        for stored in self.store.plans(now).await? {
            let plan = self.reviewed_plan(&stored.code).await?;
            found.extend(demands(&plan, dictionaries, self.collection.doubt.target_times));
        }
        Ok(found)
    }

    /// What to say at once of values that are far above what a plan demands about as much of.
    pub(crate) async fn doubts_of(
        &self,
        observations: &[Observation],
        dictionaries: &Dictionaries,
        now: Timestamp,
    ) -> Result<Vec<String>> {
        let demands = self.demands(dictionaries, now).await?;
        let mut found = Vec::new();
        for held in observations {
            let Some(exceeded) = demands.iter().find_map(|one| one.exceeded_by(held)) else { continue };
            let indicator = indicator_name(dictionaries, &held.indicator);
            let place = place_name(dictionaries, &held.place);
            found.push(format!(
                "{place}{indicator}（{}）{}{}是方案目标“{}”的{}倍，来源“{}”，口径可能不同：已列入口径冲突，由{}核定，各数都保留",
                held.period.in_words(),
                held.value.normalize(),
                held.unit,
                exceeded.demand,
                exceeded.times,
                dictionaries.source_title(&held.source),
                steward_of(dictionaries, &held.indicator).unwrap_or_else(|| "县域科".to_string())
            ));
        }
        Ok(found)
    }
}

pub(super) fn demands(plan: &Plan, dictionaries: &Dictionaries, times: Decimal) -> Vec<Demand> {
    let Some(years) = plan.metadata.term else { return Vec::new() };
    let mut found = Vec::new();
    for target in plan.targets.iter().filter(|target| target.comparator == Comparator::About) {
        let aim = target.values.last().copied().filter(|aim| *aim > Decimal::ZERO);
        let most = aim.and_then(|aim| aim.checked_mul(times));
        let (Some(indicator), Some(aim), Some(most)) = (&target.indicator, aim, most) else { continue };
        let definition = match &target.definition {
            Some(card) => format!("{}：{}（{}）", target.subject, card.text, card.basis),
            None => format!("{}（方案没有另写口径）", target.subject),
        };
        for row in target.rows() {
            let Some(place) = dictionaries.places.iter().find(|held| held.name == row.place) else { continue };
            found.push(Demand {
                indicator: indicator.clone(),
                place: place.code.clone(),
                unit: target.unit.clone(),
                years,
                aim,
                most,
                in_words: target.demand_in_words(),
                definition: definition.clone(),
            });
        }
    }
    found
}
