//! What stewards decided where two numbers have one name, as it was known by an instant: what is computed afterwards uses
//! the number that was chosen, and says so. The others stay in every list. A number that nobody had seen when it was
//! decided is none of those decided against: the ticket is open again, and documents say so.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use model::{Dataset, TargetOutcome};
use serde::{Deserialize, Serialize};
use store::{Dictionaries, StreamKind};

use crate::{App, Result};

/// What was decided: which of the figures that were seen then is the one to use.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Decided {
    pub at: Timestamp,
    pub by: String,
    pub seen: Vec<i64>,
    /// Nothing where none of them counts what is meant.
    pub observation: Option<i64>,
    pub reason: String,
}

/// Observations by their ids.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Settled {
    set_aside: BTreeSet<i64>,
    /// Why each that was chosen was.
    chosen: BTreeMap<i64, String>,
}

impl Settled {
    pub fn is_empty(&self) -> bool {
        self.set_aside.is_empty() && self.chosen.is_empty()
    }

    /// Decided against: nothing is judged by them.
    pub fn set_aside(&self) -> &BTreeSet<i64> {
        &self.set_aside
    }

    /// What of it concerns some observations.
    pub fn among(&self, used: &BTreeSet<i64>) -> Settled {
        Settled {
            set_aside: self.set_aside.intersection(used).copied().collect(),
            chosen: self
                .chosen
                .iter()
                .filter(|(id, _)| used.contains(id))
                .map(|(id, why)| (*id, why.clone()))
                .collect(),
        }
    }

    /// Says beside each target that is judged by a number that was chosen among several.
    pub fn tell(&self, outcomes: &mut [TargetOutcome], dictionaries: &Dictionaries) {
        for outcome in outcomes {
            let used: Vec<_> = outcome.actual.iter().chain(&outcome.latest).collect();
            let Some((held, why)) = used.iter().find_map(|held| Some((held, self.chosen.get(&held.id)?))) else {
                continue;
            };
            let indicator = dictionaries.indicators.iter().find(|one| one.code == held.indicator);
            let who = indicator.and_then(|one| one.steward.as_deref()).unwrap_or("县域科");
            let words =
                format!("不同来源的数值不一致，{who}核定采用{}的数：{why}", dictionaries.source_title(&held.source));
            outcome.notes.push(words.clone());
            outcome.derivation.notes.push(words);
        }
    }
}

impl App {
    /// What was decided by an instant; of each name the last decision counts.
    pub(crate) async fn settled(&self, dataset: Dataset, by: Timestamp) -> Result<Settled> {
        let mut last: BTreeMap<String, Decided> = BTreeMap::new();
        for (code, body) in self.store.kind_events(StreamKind::Conflict, dataset).await? {
            let decided: Decided = serde_json::from_str(&body)?;
            if decided.at <= by {
                last.insert(code, decided);
            }
        }
        let mut settled = Settled::default();
        for decided in last.into_values() {
            settled.set_aside.extend(decided.seen.into_iter().filter(|id| Some(*id) != decided.observation));
            settled.chosen.extend(decided.observation.map(|chosen| (chosen, decided.reason)));
        }
        Ok(settled)
    }
}
