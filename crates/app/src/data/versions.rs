//! Which version of a value an observation is: 初步核算 v1, 最终核实 v2.

use std::collections::BTreeMap;

use model::{Indicator, ObservationStatus};
use store::Dictionaries;

use crate::{App, Result};

/// Observations with the version of their value that each is, in words.
pub(crate) struct Versions(BTreeMap<i64, String>);

impl Versions {
    pub fn of(&self, observation: i64) -> Option<&str> {
        self.0.get(&observation).map(String::as_str)
    }
}

impl App {
    /// Counted over all versions of a value, whoever asks: a number is called the same by everybody.
    pub(crate) async fn versions(&self, observations: &[i64], dictionaries: &Dictionaries) -> Result<Versions> {
        let mut found = BTreeMap::new();
        for held in self.store.version_numbers(observations).await? {
            let indicator = dictionaries.indicators.iter().find(|one| one.code == held.indicator);
            found.insert(held.observation, format!("{} v{}", status_in_words(indicator, held.status), held.number));
        }
        Ok(Versions(found))
    }
}

/// 核算 is done for accounts alone, as the dictionary says; other statistics are 初步数 and 最终数.
fn status_in_words(indicator: Option<&Indicator>, status: ObservationStatus) -> &'static str {
    match (indicator.is_some_and(|one| one.is_account), status) {
        (true, ObservationStatus::Provisional) => "初步核算",
        (true, ObservationStatus::Final) => "最终核实",
        (true | false, ObservationStatus::Revised) => "修订",
        (false, ObservationStatus::Provisional | ObservationStatus::Final) => status.in_words(),
    }
}
