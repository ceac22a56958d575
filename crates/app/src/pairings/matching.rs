//! A matching as a page: every pair with its points, and why it was or was not put together.

use std::collections::BTreeSet;
use std::sync::Arc;

use engine::exchange::{Pair, Pairing, all_pairs, blocking, is_proof, pair_up, total};
use engine::formula::World;
use jiff::Timestamp;
use model::pack::{FieldType, Matching, MatchingMethod, Subject};
use rust_decimal::Decimal;

use super::Ground;
use crate::packs::answer::pairing::{likeness, pair_reason};
use crate::registers::certainty_in_words;
use crate::view::{MatchingView, PairView, PairingQuery, PriceOfPlace};
use crate::{Actor, App, AppError, Result};

impl App {
    pub async fn matching_view(&self, actor: &Actor, query: &PairingQuery, now: Timestamp) -> Result<MatchingView> {
        let mut ground = self.ground(query, now).await?;
        let found = ground.pack.matchings.iter().find(|known| known.code.as_str() == query.code).cloned();
        let matching = found
            .ok_or_else(|| AppError::not_found(format!("机制包“{}”中的对接“{}”", ground.pack.name, query.code)))?;
        let wrong = |error: engine::exchange::PairingError| AppError::bad_input(error.to_string());
        let rows = ground.facts.rows(&ground.pack, &matching.register, ground.period);
        if rows.is_none_or(|rows| rows.keys().is_empty()) {
            let pairs = all_pairs(&matching, &ground.pack, &ground.facts, ground.period).map_err(wrong)?;
            let register = ground.pack.register(&matching.register);
            let is_standing = register.is_some_and(|register| register.cycle == model::pack::Cycle::Standing);
            let period = (!is_standing).then_some(ground.period);
            ground.facts.add_rows(matching.register.clone(), period, pairs);
        }
        let pairing = {
            let world = World { pack: &ground.pack, facts: &ground.facts, calendar: &self.calendar };
            pair_up(&matching, ground.period, world).map_err(wrong)?
        };
        let (proof, is_proved) = proof(&pairing);
        let own = self.own_sides(actor, &ground, &matching).await?;
        let is_own = |pair: &PairView| {
            own.as_ref().is_none_or(|(demands, offers)| demands.contains(&pair.demand) || offers.contains(&pair.offer))
        };
        let mut pairs = pairs(&matching, &pairing);
        pairs.retain(is_own);
        let count = |of: fn(&PairView) -> &str| pairs.iter().map(of).collect::<BTreeSet<_>>().len();
        let (demands, offers, matched) = match &own {
            None => (pairing.demands.len(), pairing.offers.len(), pairing.matched.iter().flatten().count()),
            Some(_) => (
                count(|pair| &pair.demand),
                count(|pair| &pair.offer),
                pairs.iter().filter(|pair| pair.is_matched).count(),
            ),
        };
        let mut prices = prices(&pairing);
        prices.retain(|price| own.as_ref().is_none_or(|(_, offers)| offers.contains(&price.offer)));
        let weight = |part: &model::pack::ScorePart| {
            let weight = engine::run::words::constant_in_words(&part.weight, &ground.pack, ground.period);
            format!("{}（权重 {weight}）", part.name)
        };
        Ok(MatchingView {
            pack: ground.pack.code.to_string(),
            pack_name: ground.pack.name.clone(),
            version: ground.pack.version.clone(),
            name: matching.name.clone(),
            basis: matching.basis.clone(),
            certainty_in_words: certainty_in_words(ground.pack.certainty).to_string(),
            method_in_words: match matching.method {
                MatchingMethod::Stable => "稳定匹配：需求一方先选，没有一对未配成的双方都更愿意彼此".to_string(),
                MatchingMethod::Optimal => "总得分最大：所有配对的得分之和最大".to_string(),
            },
            dataset: ground.dataset,
            known_by: now,
            requirements: matching.requirements.iter().map(|one| one.name.clone()).collect(),
            parts: matching.parts.iter().map(weight).collect(),
            demands,
            offers,
            matched,
            total: total(&pairing.candidates, &pairing.matched).normalize().to_string(),
            proof,
            is_proved,
            pairs,
            prices,
        })
    }
}

/// Keys of demands and of offers.
type Sides = (BTreeSet<String>, BTreeSet<String>);

impl App {
    /// The demands and offers that somebody reaches; nothing where all are. A pair is seen from either side.
    async fn own_sides(&self, actor: &Actor, ground: &Ground, matching: &Matching) -> Result<Option<Sides>> {
        let register = ground.pack.register(&matching.register);
        let mut sides = Vec::new();
        for code in [&matching.demand, &matching.offer] {
            let field = register.and_then(|register| register.field(code));
            let Some(FieldType::Reference { register }) = field.map(|field| &field.field_type) else { continue };
            let subject = Subject::Register(register.clone());
            sides.push(self.within(actor, &ground.pack, &subject, (ground.period, ground.dataset)).await?);
        }
        let [demands, offers] = sides.as_slice() else { return Ok(None) };
        if demands.is_all() && offers.is_all() {
            return Ok(None);
        }
        Ok(Some((demands.keys(), offers.keys())))
    }
}

fn proof(pairing: &Pairing) -> (String, bool) {
    match &pairing.prices {
        None => {
            let count = blocking(&pairing.candidates, &pairing.matched, &pairing.places).len();
            (format!("逐对复核：双方都更愿意彼此的未配成对有 {count} 对"), count == 0)
        }
        Some(prices) => {
            let holds = is_proof(&pairing.candidates, &pairing.matched, &pairing.places, prices);
            let told = "逐对复核：每一候选对的得分都不超过需求所得与供给名额价格之和，两者合计等于总得分";
            (if holds { told.to_string() } else { "复核没有通过，结果不能采用".to_string() }, holds)
        }
    }
}

fn pairs(matching: &Matching, pairing: &Pairing) -> Vec<PairView> {
    let is_matched = |pair: &Pair| pair.unmet.is_empty() && pairing.matched[pair.demand] == Some(pair.offer);
    let mut ordered: Vec<&Pair> = pairing.pairs.iter().collect();
    ordered.sort_by(|one, other| {
        let rank = |pair: &Pair| (pair.demand, !is_matched(pair), !pair.unmet.is_empty());
        rank(one).cmp(&rank(other)).then(other.score.cmp(&one.score)).then(one.offer.cmp(&other.offer))
    });
    let view = |pair: &Pair| PairView {
        demand: pairing.demands[pair.demand].to_string(),
        offer: pairing.offers[pair.offer].to_string(),
        is_matched: is_matched(pair),
        score: pair.score.normalize().to_string(),
        points: pair
            .parts
            .iter()
            .map(|points| {
                points.map_or("—".to_string(), |points: Decimal| points.round_dp(4).normalize().to_string())
            })
            .collect(),
        reason: match is_matched(pair) {
            true => likeness(pair).unwrap_or_default(),
            false => pair_reason(matching, pairing, pair),
        },
    };
    ordered.into_iter().map(view).collect()
}

fn prices(pairing: &Pairing) -> Vec<PriceOfPlace> {
    let Some(prices) = &pairing.prices else { return Vec::new() };
    let one = |((offer, places), price): ((&Arc<str>, &u32), &Decimal)| PriceOfPlace {
        offer: offer.to_string(),
        places: *places,
        price: price.normalize().to_string(),
    };
    pairing.offers.iter().zip(&pairing.places).zip(&prices.prices).map(one).collect()
}
