//! The facts that a judgement may use, indexed once. Chooses between versions of one value, never
//! between scopes.

use std::collections::{BTreeMap, BTreeSet};

use model::{Grade, Indicator, Observation, ObservationStatus, Period, Place, Scope, SeriesBreak, Source};

/// Observations already cut to one dataset and to what was known, with the dictionaries around them.
pub struct Facts<'data> {
    /// By indicator, then by place.
    observations: BTreeMap<&'data str, BTreeMap<&'data str, Vec<&'data Observation>>>,
    indicators: BTreeMap<&'data str, &'data Indicator>,
    places_by_code: BTreeMap<&'data str, &'data Place>,
    places_by_name: BTreeMap<&'data str, &'data Place>,
    breaks: &'data [SeriesBreak],
    sources: BTreeMap<&'data str, &'data Source>,
}

impl<'data> Facts<'data> {
    pub fn new(
        observations: &'data [Observation],
        indicators: &'data [Indicator],
        places: &'data [Place],
        breaks: &'data [SeriesBreak],
        sources: &'data [Source],
    ) -> Facts<'data> {
        let mut by_key: BTreeMap<&str, BTreeMap<&str, Vec<&Observation>>> = BTreeMap::new();
        for observation in observations {
            by_key.entry(&observation.indicator).or_default().entry(&observation.place).or_default().push(observation);
        }
        Facts {
            observations: by_key,
            indicators: indicators.iter().map(|indicator| (indicator.code.as_str(), indicator)).collect(),
            places_by_code: places.iter().map(|place| (place.code.as_str(), place)).collect(),
            places_by_name: places.iter().map(|place| (place.name.as_str(), place)).collect(),
            breaks,
            sources: sources.iter().map(|source| (source.id.as_str(), source)).collect(),
        }
    }

    /// The same without some observations: those that the steward of their indicator decided against.
    pub fn without(mut self, set_aside: &BTreeSet<i64>) -> Facts<'data> {
        if !set_aside.is_empty() {
            let held = self.observations.values_mut().flat_map(BTreeMap::values_mut);
            held.for_each(|held| held.retain(|observation| !set_aside.contains(&observation.id)));
        }
        self
    }

    pub fn indicator(&self, code: &str) -> Option<&'data Indicator> {
        self.indicators.get(code).copied()
    }

    pub fn place(&self, code: &str) -> Option<&'data Place> {
        self.places_by_code.get(code).copied()
    }

    pub fn place_named(&self, name: &str) -> Option<&'data Place> {
        self.places_by_name.get(name).copied()
    }

    pub fn source(&self, id: &str) -> Option<&'data Source> {
        self.sources.get(id).copied()
    }

    /// The name of an indicator, or its code when the dictionary lacks it.
    pub(crate) fn indicator_name(&self, code: &str) -> String {
        self.indicator(code).map_or_else(|| code.to_string(), |indicator| indicator.name.clone())
    }

    /// One value per period in time order, of the given scopes; the first scope is preferred.
    ///
    /// Suspect values (grade D) are left out: nothing is ever judged by them.
    pub fn series(&self, indicator: &str, place: &str, scopes: &[Scope]) -> Vec<&'data Observation> {
        let mut chosen: BTreeMap<Period, &'data Observation> = BTreeMap::new();
        let wanted =
            |observation: &&'data Observation| observation.grade != Grade::D && scopes.contains(&observation.scope);
        for observation in self.all(indicator, place).iter().copied().filter(wanted) {
            let better = chosen
                .get(&observation.period)
                .is_none_or(|held| version_rank(observation, scopes) > version_rank(held, scopes));
            if better {
                chosen.insert(observation.period, observation);
            }
        }
        chosen.into_values().collect()
    }

    /// The break that lies between two years of a series, if there is one.
    pub fn break_between(&self, indicator: &str, place: &str, from: i16, to: i16) -> Option<&'data SeriesBreak> {
        let (from, to) = (from.min(to), from.max(to));
        self.breaks.iter().find(|candidate| {
            candidate.indicator == indicator
                && candidate.place.as_deref().is_none_or(|code| code == place)
                && (from..to).contains(&candidate.after_year)
        })
    }

    pub(crate) fn all(&self, indicator: &str, place: &str) -> &[&'data Observation] {
        self.observations.get(indicator).and_then(|places| places.get(place)).map_or(&[], Vec::as_slice)
    }
}

/// Which version of a value stands: the wanted scope, then official before secondary, then final before provisional, then
/// the one known latest (a revision), then the better grade, then the later entry.
fn version_rank(observation: &Observation, scopes: &[Scope]) -> impl Ord + use<> {
    let scope = scopes.iter().position(|scope| *scope == observation.scope).unwrap_or(scopes.len());
    let is_secondary = observation.grade >= Grade::C;
    (
        std::cmp::Reverse(scope),
        std::cmp::Reverse(is_secondary),
        observation.status != ObservationStatus::Provisional,
        observation.known_since,
        std::cmp::Reverse(observation.grade),
        observation.id,
    )
}
