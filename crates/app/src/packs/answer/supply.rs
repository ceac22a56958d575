//! Answers of `network`: dependences with their lists, and how far a failure of each supplier reaches.

use engine::exchange::supply_network;
use model::Period;

use super::{Answer, Bench, Told, is_called};
use crate::packs::facts::unknown;

impl Bench<'_> {
    pub(super) fn network(&self, name: &str, period: Period) -> Told<Answer> {
        let known = || self.pack.networks.iter().map(|known| known.name.as_str());
        let found = self.pack.networks.iter().find(|known| is_called(name, &known.name, known.code.as_str()));
        let network = found.ok_or_else(|| unknown("供应链", name, known()))?;
        let outcome = supply_network(network, period, self.world()).map_err(|error| error.to_string())?;
        let firm = |place: u32| outcome.firms.get(place as usize).map_or("—", |key| key.as_ref()).to_string();
        let titles = ["需方", "产品", "供方数", "最大供方", "最大份额", "集中度", "断供影响", "风险", "清单"];
        let mut rows = vec![titles.map(str::to_string).to_vec()];
        for entry in &outcome.dependences {
            let numbers = [entry.largest_share, entry.concentration, entry.impact, entry.risk];
            let mut row = vec![firm(entry.buyer), entry.product.clone(), entry.suppliers.to_string()];
            row.push(firm(entry.largest));
            row.extend(numbers.map(|number| number.normalize().to_string()));
            let single = if entry.is_single_source() { "，单一来源" } else { "" };
            row.push(format!("{}{single}", entry.list.in_words()));
            rows.push(row);
        }
        let mut answer = Answer::default();
        answer.table(&rows, &[]);
        let mut reach = vec![vec!["供方".to_string(), format!("断供后 {} 步内波及（家）", network.steps)]];
        let reached = outcome.firms.iter().zip(&outcome.reached).filter(|(_, reached)| **reached > 0);
        reach.extend(reached.map(|(firm, reached)| vec![firm.to_string(), reached.to_string()]));
        answer.table(&reach, &[]);
        Ok(answer)
    }
}
