//! Matchings (供需对接) and supply networks (断链风险) over the rows of registers as they are known now. Shown, never stored.

mod matching;
mod network;

use std::sync::Arc;

use engine::formula::PackFacts;
use jiff::Timestamp;
use model::pack::Pack;
use model::{Dataset, Period};

use crate::registers::certainty_in_words;
use crate::view::{PairingQuery, PairingRow, PairingShelf};
use crate::{App, Result, day_in_china};

/// A pack with the rows that its rules look at.
struct Ground {
    pack: Arc<Pack>,
    facts: PackFacts,
    period: Period,
    dataset: Dataset,
}

impl App {
    /// What packs declare.
    pub fn pairing_shelf(&self) -> PairingShelf {
        let mut shelf = PairingShelf { matchings: Vec::new(), networks: Vec::new() };
        for (_, pack) in self.packs.newest_of_each() {
            let row = |code: &model::pack::Code, name: &str, basis: &str| PairingRow {
                pack: pack.code.to_string(),
                pack_name: pack.name.clone(),
                code: code.to_string(),
                name: name.to_string(),
                basis: basis.to_string(),
                certainty_in_words: certainty_in_words(pack.certainty).to_string(),
            };
            shelf.matchings.extend(pack.matchings.iter().map(|one| row(&one.code, &one.name, &one.basis)));
            shelf.networks.extend(pack.networks.iter().map(|one| row(&one.code, &one.name, &one.basis)));
        }
        shelf
    }

    async fn ground(&self, query: &PairingQuery, now: Timestamp) -> Result<Ground> {
        let pack = self.packs.newest(&query.pack)?.usable()?.clone();
        let dataset = query.dataset.unwrap_or(Dataset::Real);
        let period = Period::Year(day_in_china(now).year());
        let facts = self.register_facts(&pack, dataset, &[period], now).await?;
        Ok(Ground { pack, facts, period, dataset })
    }
}
