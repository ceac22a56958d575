//! A supply network as a page: dependences on their lists, who is reached when somebody fails, and the links to draw.

use engine::exchange::{Dependence, RiskList, supply_network};
use engine::formula::{Value, World};
use jiff::Timestamp;
use rust_decimal::Decimal;

use crate::registers::certainty_in_words;
use crate::view::{DependenceView, NetworkFirm, NetworkLink, NetworkView, PairingQuery};
use crate::{Actor, App, AppError, Result};

impl App {
    pub async fn network_view(&self, actor: &Actor, query: &PairingQuery, now: Timestamp) -> Result<NetworkView> {
        let ground = self.ground(query, now).await?;
        let found = ground.pack.networks.iter().find(|known| known.code.as_str() == query.code).cloned();
        let network = found
            .ok_or_else(|| AppError::not_found(format!("机制包“{}”中的供应链“{}”", ground.pack.name, query.code)))?;
        // Who depends on whom is a picture of all firms together.
        let named = (ground.period, network.name.as_str());
        self.demand_whole(actor, &ground.pack, &[&network.register], named, now).await?;
        let outcome = {
            let world = World { pack: &ground.pack, facts: &ground.facts, calendar: &self.calendar };
            supply_network(&network, ground.period, world).map_err(|error| AppError::bad_input(error.to_string()))?
        };
        let firm = |place: u32| outcome.firms.get(place as usize).map_or("—", |key| key.as_ref()).to_string();
        let plain = |value: Decimal| value.round_dp(4).normalize().to_string();
        let dependence = |entry: &Dependence| DependenceView {
            buyer: firm(entry.buyer),
            product: entry.product.clone(),
            suppliers: entry.suppliers,
            largest: firm(entry.largest),
            largest_share: plain(entry.largest_share),
            concentration: plain(entry.concentration),
            impact: plain(entry.impact),
            risk: plain(entry.risk),
            list: match entry.list {
                RiskList::Red => "red",
                RiskList::Amber => "amber",
                RiskList::None => "none",
            }
            .to_string(),
            list_in_words: entry.list.in_words().to_string(),
            is_single_source: entry.is_single_source(),
        };
        let mut links = Vec::new();
        if let Some(rows) = ground.facts.rows(&ground.pack, &network.register, ground.period) {
            for row in 0..rows.keys().len() {
                let text = |code: &model::pack::Code| match rows.column(code).and_then(|column| column.get(row)) {
                    Some(Value::Text(text)) => text.to_string(),
                    Some(Value::Number(number)) => number.normalize().to_string(),
                    Some(Value::Flag(_) | Value::Date(_)) | None => String::new(),
                };
                links.push(NetworkLink {
                    supplier: text(&network.supplier),
                    buyer: text(&network.buyer),
                    product: text(&network.product),
                    amount: text(&network.amount),
                });
            }
        }
        let reached = outcome.firms.iter().zip(&outcome.reached);
        Ok(NetworkView {
            pack: ground.pack.code.to_string(),
            pack_name: ground.pack.name.clone(),
            version: ground.pack.version.clone(),
            name: network.name.clone(),
            basis: network.basis.clone(),
            certainty_in_words: certainty_in_words(ground.pack.certainty).to_string(),
            dataset: ground.dataset,
            known_by: now,
            steps: network.steps,
            firms: reached.map(|(key, reached)| NetworkFirm { key: key.to_string(), reached: *reached }).collect(),
            dependences: outcome.dependences.iter().map(dependence).collect(),
            links,
        })
    }
}
