//! Answers of `match`: who is put together with whom, on what score, and why others are not.

use engine::exchange::{Pair, Pairing, all_pairs, blocking, is_proof, pair_up, total};
use engine::formula::World;
use model::Period;
use model::pack::{Matching, MatchingMethod};
use rust_decimal::Decimal;

use super::{Answer, Bench, Told, is_called};
use crate::packs::facts::unknown;

impl Bench<'_> {
    pub(super) fn matching(&self, name: &str, period: Period) -> Told<Answer> {
        let known = || self.pack.matchings.iter().map(|known| known.name.as_str());
        let found = self.pack.matchings.iter().find(|known| is_called(name, &known.name, known.code.as_str()));
        let matching = found.ok_or_else(|| unknown("对接", name, known()))?;
        let mut facts = self.given.facts.clone();
        if facts.rows(self.pack, &matching.register, period).is_none() {
            let rows = all_pairs(matching, self.pack, &facts, period).map_err(|error| error.to_string())?;
            let is_standing = self
                .pack
                .register(&matching.register)
                .is_some_and(|register| register.cycle == model::pack::Cycle::Standing);
            facts.add_rows(matching.register.clone(), (!is_standing).then_some(period), rows);
        }
        let world = World { pack: self.pack, facts: &facts, calendar: self.calendar };
        let pairing = pair_up(matching, period, world).map_err(|error| error.to_string())?;
        Ok(answer(matching, &pairing))
    }
}

fn in_words(value: Decimal) -> String {
    value.normalize().to_string()
}

fn answer(matching: &Matching, pairing: &Pairing) -> Answer {
    let mut answer = Answer::default();
    let parts = matching.parts.iter().map(|part| part.name.clone());
    let mut rows = vec![["需求", "供给", "得分"].map(str::to_string).into_iter().chain(parts).collect::<Vec<String>>()];
    let is_matched = |demand: usize, offer: usize| pairing.matched[demand] == Some(offer);
    for pair in pairing.pairs.iter().filter(|pair| pair.unmet.is_empty() && is_matched(pair.demand, pair.offer)) {
        let points = pair.parts.iter().map(|points| points.map_or("—".to_string(), in_words));
        let head = [pairing.demands[pair.demand].to_string(), pairing.offers[pair.offer].to_string()];
        rows.push(head.into_iter().chain([in_words(pair.score)]).chain(points).collect());
    }
    answer.table(&rows, &[]);
    let mut others = Vec::new();
    for pair in pairing.pairs.iter().filter(|pair| !is_matched(pair.demand, pair.offer)) {
        let why = pair_reason(matching, pairing, pair);
        others.push(vec![pairing.demands[pair.demand].to_string(), pairing.offers[pair.offer].to_string(), why]);
    }
    if !others.is_empty() {
        answer.say("未配成的对");
        answer.table(&others, &[]);
    }
    let sum = in_words(total(&pairing.candidates, &pairing.matched));
    match &pairing.prices {
        None => {
            let count = blocking(&pairing.candidates, &pairing.matched, &pairing.places).len();
            answer.say(format!("总得分 {sum}；双方都更愿意彼此的未配成对：{count} 对"));
        }
        Some(prices) => {
            let holds = is_proof(&pairing.candidates, &pairing.matched, &pairing.places, prices);
            let word = if holds { "最优已证明" } else { "最优没有证明" };
            answer.say(format!("总得分 {sum}；{word}：每一候选对的得分不超过需求所得与供给价格之和"));
            let price = |(offer, price): (&std::sync::Arc<str>, &Decimal)| vec![offer.to_string(), in_words(*price)];
            let mut table = vec![vec!["供给".to_string(), "一个名额的价格".to_string()]];
            table.extend(pairing.offers.iter().zip(&prices.prices).map(price));
            answer.table(&table, &[]);
        }
    }
    answer
}

/// Why a pair was not matched, with what its texts have in common where a rule compares some.
pub(crate) fn pair_reason(matching: &Matching, pairing: &Pairing, pair: &Pair) -> String {
    let why = refused(matching, pairing, pair);
    match likeness(pair) {
        None => why,
        Some(told) => format!("{why}；{told}"),
    }
}

/// What the texts that a rule compares have in common; nothing where they share nothing or none is compared.
pub(crate) fn likeness(pair: &Pair) -> Option<String> {
    (!pair.shared.is_empty()).then(|| format!("相同的字：{}", pair.shared.join("、")))
}

fn refused(matching: &Matching, pairing: &Pairing, pair: &Pair) -> String {
    if !pair.unmet.is_empty() {
        let unmet = pair.unmet.iter().map(|place| matching.requirements[*place].name.as_str());
        format!("不合格：{}", unmet.collect::<Vec<&str>>().join("、"))
    } else if pair.score <= Decimal::ZERO {
        "得分为 0".to_string()
    } else {
        outscored(matching, pairing, pair.demand, pair.offer, pair.score)
    }
}

/// Why an eligible pair was not matched, in numbers that both sides can look up.
fn outscored(matching: &Matching, pairing: &Pairing, demand: usize, offer: usize, score: Decimal) -> String {
    let score_of = |demand: usize, offer: usize| {
        let found = pairing.candidates.iter().find(|pair| pair.demand == demand && pair.offer == offer);
        found.map_or(Decimal::ZERO, |pair| pair.score)
    };
    if let Some(prices) = &pairing.prices {
        let (gain, price) = (prices.gains[demand], prices.prices[offer]);
        return format!("得 {} 分，不高于需求所得 {} 加名额价格 {}", in_words(score), in_words(gain), in_words(price));
    }
    debug_assert_eq!(matching.method, MatchingMethod::Stable);
    match pairing.matched[demand].map(|own| (own, score_of(demand, own))) {
        Some((own, better)) if better >= score => {
            format!("得 {} 分，需求已配“{}”，得 {} 分", in_words(score), pairing.offers[own], in_words(better))
        }
        Some(_) | None => {
            let served = (0..pairing.demands.len()).filter(|other| pairing.matched[*other] == Some(offer));
            let named =
                served.map(|other| format!("“{}”{} 分", pairing.demands[other], in_words(score_of(other, offer))));
            format!("得 {} 分，供给的名额给了{}", in_words(score), named.collect::<Vec<String>>().join("、"))
        }
    }
}
