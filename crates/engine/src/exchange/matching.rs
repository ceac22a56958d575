//! Two-sided matching (供需对接): who is put together with whom, by a stated mechanism and with a proof.
//!
//! Stable: deferred acceptance, the demands propose; nobody outside can name a pair that both would rather have. Optimal:
//! the largest sum of scores; prices show that no other assignment has more. Never decides who is eligible or what a
//! score is made of.

use std::cmp::Ordering;

use rust_decimal::Decimal;

/// A pair that is eligible. Places of demands and offers; the score is above zero.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    pub demand: usize,
    pub offer: usize,
    pub score: Decimal,
}

/// Who is matched: the place of an offer for each demand.
pub type Matched = Vec<Option<usize>>;

/// Prices that prove an optimum: for every candidate, what the demand gains and what a place of the offer costs are at
/// least the score; together they are the sum of the scores that were matched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prices {
    /// Of each demand, not negative.
    pub gains: Vec<Decimal>,
    /// Of one place of each offer, not negative; zero where a place is free.
    pub prices: Vec<Decimal>,
}

/// What cannot be matched.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MatchError {
    #[error("候选对中有一方不在名单内")]
    Unknown,
    #[error("候选对的得分应大于 0，现有 {score}；不合格的不列为候选")]
    Score { score: Decimal },
    #[error("同一对写了两次")]
    Twice,
    #[error("一次最多 {max} 个需求、{max} 个供给名额，现有 {found}；请分批对接")]
    TooMany { found: usize, max: usize },
    #[error("得分位数太多，超出可以精确计算的范围；请先取整到规定位数")]
    Digits,
}

/// More at once than any round of matching has; an optimum takes the cube of it.
const SIDE_MAX: usize = 3_000;

fn check(candidates: &[Candidate], demands: usize, places: &[u32]) -> Result<(), MatchError> {
    let mut pairs: Vec<(usize, usize)> = candidates.iter().map(|pair| (pair.demand, pair.offer)).collect();
    if pairs.iter().any(|(demand, offer)| *demand >= demands || *offer >= places.len()) {
        return Err(MatchError::Unknown);
    }
    if let Some(pair) = candidates.iter().find(|pair| pair.score <= Decimal::ZERO) {
        return Err(MatchError::Score { score: pair.score });
    }
    pairs.sort_unstable();
    if pairs.windows(2).any(|pair| pair[0] == pair[1]) {
        return Err(MatchError::Twice);
    }
    Ok(())
}

/// The better candidate first; of equal scores the one that stands earlier in the lists.
fn better(one: &Candidate, other: &Candidate) -> Ordering {
    other.score.cmp(&one.score).then(one.demand.cmp(&other.demand)).then(one.offer.cmp(&other.offer))
}

/// Deferred acceptance (Gale and Shapley 1962). Both sides rank by the score, equal ones by their place in the list.
/// `places` says how many demands each offer can serve.
pub fn stable(candidates: &[Candidate], demands: usize, places: &[u32]) -> Result<Matched, MatchError> {
    check(candidates, demands, places)?;
    let mut wishes: Vec<Vec<&Candidate>> = vec![Vec::new(); demands];
    for pair in candidates {
        wishes[pair.demand].push(pair);
    }
    wishes.iter_mut().for_each(|wishes| wishes.sort_by(|one, other| better(one, other)));
    let mut next = vec![0; demands];
    let mut taken: Vec<Vec<&Candidate>> = vec![Vec::new(); places.len()];
    let mut waiting: Vec<usize> = (0..demands).rev().collect();
    while let Some(demand) = waiting.pop() {
        let Some(pair) = wishes[demand].get(next[demand]).copied() else { continue };
        next[demand] += 1;
        let served = &mut taken[pair.offer];
        served.push(pair);
        served.sort_by(|one, other| better(one, other));
        if served.len() > places[pair.offer] as usize {
            waiting.extend(served.pop().map(|worst| worst.demand));
        }
    }
    let mut matched = vec![None; demands];
    for pair in taken.into_iter().flatten() {
        matched[pair.demand] = Some(pair.offer);
    }
    Ok(matched)
}

/// Pairs that both would rather have than what they got: none, if the matching is stable. Anybody can look for theirs.
pub fn blocking<'a>(candidates: &'a [Candidate], matched: &Matched, places: &[u32]) -> Vec<&'a Candidate> {
    let got = |demand: usize| {
        let offer = matched.get(demand).copied().flatten()?;
        candidates.iter().find(|pair| pair.demand == demand && pair.offer == offer)
    };
    let served =
        |offer: usize| candidates.iter().filter(move |pair| pair.offer == offer && matched[pair.demand] == Some(offer));
    let wants = |pair: &Candidate| got(pair.demand).is_none_or(|now| better(pair, now) == Ordering::Less);
    let is_free_for = |pair: &Candidate| {
        served(pair.offer).count() < places[pair.offer] as usize
            || served(pair.offer).any(|now| better(pair, now) == Ordering::Less)
    };
    let is_matched = |pair: &Candidate| matched[pair.demand] == Some(pair.offer);
    candidates.iter().filter(|pair| !is_matched(pair) && wants(pair) && is_free_for(pair)).collect()
}

/// The sum of the scores of what is matched.
pub fn total(candidates: &[Candidate], matched: &Matched) -> Decimal {
    candidates.iter().filter(|pair| matched[pair.demand] == Some(pair.offer)).map(|pair| pair.score).sum()
}

/// The assignment with the largest sum of scores (Kuhn and Munkres, with potentials), and prices that prove it.
pub fn optimal(candidates: &[Candidate], demands: usize, places: &[u32]) -> Result<(Matched, Prices), MatchError> {
    check(candidates, demands, places)?;
    // An offer with several places stands once for each, but never more often than there are demands for it.
    let mut wanted = vec![0_usize; places.len()];
    candidates.iter().for_each(|pair| wanted[pair.offer] += 1);
    let mut columns: Vec<usize> = Vec::new();
    let mut first_column = Vec::with_capacity(places.len());
    for (offer, count) in places.iter().enumerate() {
        first_column.push(columns.len());
        columns.extend(std::iter::repeat_n(offer, (*count as usize).min(wanted[offer])));
    }
    let found = demands.max(columns.len());
    if found > SIDE_MAX {
        return Err(MatchError::TooMany { found, max: SIDE_MAX });
    }
    let scale = candidates.iter().map(|pair| pair.score.scale()).max().unwrap_or(0);
    let whole = |score: Decimal| -> Option<i64> {
        let factor = 10_i128.checked_pow(scale - score.scale())?;
        i64::try_from(score.mantissa().checked_mul(factor)?).ok().filter(|score| *score < i64::MAX / 10_000)
    };
    let mut costs: Vec<Vec<(usize, i64)>> = vec![Vec::new(); demands];
    let mut highest = vec![0_i64; places.len()];
    for pair in candidates {
        let score = whole(pair.score).ok_or(MatchError::Digits)?;
        highest[pair.offer] = highest[pair.offer].max(score);
        let start = first_column[pair.offer];
        let end = first_column.get(pair.offer + 1).copied().unwrap_or(columns.len());
        costs[pair.demand].extend((start..end).map(|column| (column, -score)));
    }
    let (assigned, potentials) = assign(&costs, columns.len());
    let matched: Matched =
        assigned.iter().map(|column| column.and_then(|column| columns.get(column)).copied()).collect();
    let mut prices = vec![0_i64; places.len()];
    for (offer, start) in first_column.iter().enumerate() {
        let end = first_column.get(offer + 1).copied().unwrap_or(columns.len());
        // The places of one offer are alike: the cheapest one says what one more would be worth.
        let of_offer = potentials[*start..end].iter().map(|potential| -potential);
        prices[offer] = match places[offer] {
            // Without a place no price costs anything: one that is out of reach for everybody.
            0 => highest[offer],
            count if served(&matched, offer) < count as usize => 0,
            _ => of_offer.min().unwrap_or(0),
        };
    }
    let back = |amount: i64| Decimal::from_i128_with_scale(i128::from(amount), scale).normalize();
    let mut gains = vec![0_i64; demands];
    for pair in candidates {
        let score = whole(pair.score).ok_or(MatchError::Digits)?;
        gains[pair.demand] = gains[pair.demand].max(score - prices[pair.offer]);
    }
    let proof = Prices { gains: gains.into_iter().map(back).collect(), prices: prices.into_iter().map(back).collect() };
    Ok((matched, proof))
}

fn served(matched: &Matched, offer: usize) -> usize {
    matched.iter().filter(|found| **found == Some(offer)).count()
}

/// Whether prices prove that nothing has a larger sum; one pass over the candidates, for everybody to repeat.
pub fn is_proof(candidates: &[Candidate], matched: &Matched, places: &[u32], proof: &Prices) -> bool {
    let covers = |pair: &Candidate| proof.gains[pair.demand] + proof.prices[pair.offer] >= pair.score;
    let not_negative = proof.gains.iter().chain(&proof.prices).all(|amount| *amount >= Decimal::ZERO);
    let fits = places.iter().enumerate().all(|(offer, count)| served(matched, offer) <= *count as usize);
    let cost: Decimal = proof.gains.iter().sum::<Decimal>()
        + proof.prices.iter().zip(places).map(|(price, count)| price * Decimal::from(*count)).sum::<Decimal>();
    not_negative && fits && candidates.iter().all(covers) && cost == total(candidates, matched)
}

/// The cheapest assignment of rows to columns or, at no cost, to nothing; potentials of the columns, none above zero.
///
/// Shortest augmenting paths with potentials: one row after the other finds the cheapest way in, others move over.
/// Nothing stands as one column of its own for each row.
fn assign(costs: &[Vec<(usize, i64)>], columns: usize) -> (Vec<Option<usize>>, Vec<i64>) {
    let rows = costs.len();
    let width = columns + rows;
    let mut row_potential = vec![0_i64; rows];
    let mut potential = vec![0_i64; width];
    let mut holder: Vec<Option<usize>> = vec![None; width];
    for first in 0..rows {
        let mut least = vec![i64::MAX; width];
        let mut from: Vec<Option<usize>> = vec![None; width];
        let mut is_done = vec![false; width];
        let (mut row, mut at): (usize, Option<usize>) = (first, None);
        let end = loop {
            let base = at.map_or(0, |column| least[column]);
            let mut edge = |column: usize, cost: i64| {
                let slack = base + cost - row_potential[row] - potential[column];
                if !is_done[column] && slack < least[column] {
                    least[column] = slack;
                    from[column] = at;
                }
            };
            costs[row].iter().for_each(|(column, cost)| edge(*column, *cost));
            edge(columns + row, 0);
            let open = (0..width).filter(|column| !is_done[*column] && least[*column] < i64::MAX);
            // There is always the row's own column.
            let Some(nearest) = open.min_by_key(|column| (least[*column], *column)) else { break None };
            is_done[nearest] = true;
            match holder[nearest] {
                None => break Some(nearest),
                Some(next) => {
                    row = next;
                    at = Some(nearest);
                }
            }
        };
        let Some(end) = end else { continue };
        let length = least[end];
        row_potential[first] += length;
        for column in (0..width).filter(|column| is_done[*column] && *column != end) {
            let gap = length - least[column];
            potential[column] -= gap;
            if let Some(row) = holder[column] {
                row_potential[row] += gap;
            }
        }
        let mut column = end;
        while let Some(before) = from[column] {
            holder[column] = holder[before];
            column = before;
        }
        holder[column] = Some(first);
    }
    let mut assigned = vec![None; rows];
    for (column, row) in holder.iter().enumerate().take(columns) {
        if let Some(row) = row {
            assigned[*row] = Some(column);
        }
    }
    potential.truncate(columns);
    (assigned, potential)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn pairs(scores: &[(usize, usize, i64)]) -> Vec<Candidate> {
        let pair = |(demand, offer, score): &(usize, usize, i64)| Candidate {
            demand: *demand,
            offer: *offer,
            score: Decimal::from(*score),
        };
        scores.iter().map(pair).collect()
    }

    #[test]
    fn stable_and_optimal_may_differ() {
        // The best pair stays together in the stable matching; the largest sum parts it.
        let candidates = pairs(&[(0, 0, 10), (0, 1, 9), (1, 0, 8)]);
        assert_eq!(stable(&candidates, 2, &[1, 1]).unwrap(), [Some(0), None]);
        let (matched, proof) = optimal(&candidates, 2, &[1, 1]).unwrap();
        assert_eq!(matched, [Some(1), Some(0)]);
        assert!(is_proof(&candidates, &matched, &[1, 1], &proof));
        assert_eq!(blocking(&candidates, &matched, &[1, 1]), [&candidates[0]]);
    }

    #[test]
    fn places_are_respected() {
        let candidates = pairs(&[(0, 0, 5), (1, 0, 7), (2, 0, 6)]);
        assert_eq!(stable(&candidates, 3, &[2]).unwrap(), [None, Some(0), Some(0)]);
        let (matched, proof) = optimal(&candidates, 3, &[2]).unwrap();
        assert_eq!(matched, [None, Some(0), Some(0)]);
        // One more place would serve the first demand: it is worth 5.
        assert_eq!(proof.prices, [Decimal::from(5)]);
    }

    #[test]
    fn what_cannot_be_matched_is_refused() {
        assert_eq!(stable(&pairs(&[(0, 1, 5)]), 1, &[1]), Err(MatchError::Unknown));
        assert_eq!(stable(&pairs(&[(0, 0, 0)]), 1, &[1]), Err(MatchError::Score { score: Decimal::ZERO }));
        assert_eq!(stable(&pairs(&[(0, 0, 1), (0, 0, 2)]), 1, &[1]), Err(MatchError::Twice));
    }

    /// All assignments, for small cases.
    fn best_by_trial(candidates: &[Candidate], demand: usize, demands: usize, left: &mut Vec<u32>) -> Decimal {
        if demand == demands {
            return Decimal::ZERO;
        }
        let mut best = best_by_trial(candidates, demand + 1, demands, left);
        for pair in candidates.iter().filter(|pair| pair.demand == demand) {
            if left[pair.offer] > 0 {
                left[pair.offer] -= 1;
                best = best.max(pair.score + best_by_trial(candidates, demand + 1, demands, left));
                left[pair.offer] += 1;
            }
        }
        best
    }

    prop_compose! {
        fn markets()(demands in 0..6usize, offers in 1..5usize)(
            scores in prop::collection::vec(prop::option::of(1..12i64), demands * offers),
            places in prop::collection::vec(0..3u32, offers),
            demands in Just(demands),
        ) -> (Vec<Candidate>, usize, Vec<u32>) {
            let offers = places.len();
            let found = scores.iter().enumerate().filter_map(|(place, score)| Some((place / offers, place % offers, (*score)?)));
            let candidates = pairs(&found.collect::<Vec<_>>());
            (candidates, demands, places)
        }
    }

    proptest! {
        #[test]
        fn nobody_can_name_a_blocking_pair((candidates, demands, places) in markets()) {
            let matched = stable(&candidates, demands, &places).unwrap();
            prop_assert!(blocking(&candidates, &matched, &places).is_empty());
            for (offer, count) in places.iter().enumerate() {
                prop_assert!(served(&matched, offer) <= *count as usize);
            }
        }

        #[test]
        fn the_optimum_is_that_of_all_trials_and_proven((candidates, demands, places) in markets()) {
            let (matched, proof) = optimal(&candidates, demands, &places).unwrap();
            let best = best_by_trial(&candidates, 0, demands, &mut places.clone());
            prop_assert_eq!(total(&candidates, &matched), best);
            prop_assert!(is_proof(&candidates, &matched, &places, &proof), "{proof:?}");
        }
    }
}
