//! Risk of supply networks (断链风险): concentration, single sources, how far a failure reaches, red and amber lists.
//!
//! A graph holds places of firms only. Never guesses a supplier: a link with an unknown firm is refused.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

/// Who is downstream of whom, as one row of targets for each firm (compressed sparse rows).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Graph {
    starts: Vec<u32>,
    targets: Vec<u32>,
}

/// A link that cannot be one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NetworkError {
    #[error("第 {link} 条供货关系的一方不在企业名录中；请先登记企业")]
    UnknownFirm { link: usize },
    #[error("第 {link} 条供货关系的供方和需方是同一家企业；请改正")]
    SelfLink { link: usize },
    #[error("第 {link} 条供货关系的金额应大于 0；没有供货的不登记")]
    Amount { link: usize },
    #[error("企业或供货关系超过 40 亿，超出可以处理的范围")]
    TooMany,
}

impl Graph {
    /// Links lead from supplier to buyer; the same one may come several times.
    pub fn of_links(firms: usize, links: &[(u32, u32)]) -> Result<Graph, NetworkError> {
        if u32::try_from(links.len()).is_err() || u32::try_from(firms).is_err() {
            return Err(NetworkError::TooMany);
        }
        let mut starts = vec![0_u32; firms + 1];
        for (link, (supplier, buyer)) in links.iter().enumerate() {
            if *supplier as usize >= firms || *buyer as usize >= firms {
                return Err(NetworkError::UnknownFirm { link: link + 1 });
            }
            if supplier == buyer {
                return Err(NetworkError::SelfLink { link: link + 1 });
            }
            starts[*supplier as usize + 1] += 1;
        }
        for firm in 0..firms {
            starts[firm + 1] += starts[firm];
        }
        let mut next = starts.clone();
        let mut targets = vec![0_u32; links.len()];
        for (supplier, buyer) in links {
            let place = &mut next[*supplier as usize];
            targets[*place as usize] = *buyer;
            *place += 1;
        }
        Ok(Graph { starts, targets })
    }

    pub fn firms(&self) -> usize {
        self.starts.len() - 1
    }

    pub fn buyers(&self, firm: u32) -> &[u32] {
        &self.targets[self.starts[firm as usize] as usize..self.starts[firm as usize + 1] as usize]
    }
}

/// Walks a graph again and again without clearing what it has seen.
#[derive(Debug)]
pub struct Walker<'graph> {
    graph: &'graph Graph,
    seen: Vec<u32>,
    round: u32,
    queue: Vec<u32>,
}

impl<'graph> Walker<'graph> {
    pub fn new(graph: &'graph Graph) -> Walker<'graph> {
        Walker { graph, seen: vec![0; graph.firms()], round: 0, queue: Vec::new() }
    }

    /// The firms that a failure of `from` reaches within so many steps downstream, nearest first; `from` is not among
    /// them, also where it lies on a circle.
    pub fn reach(&mut self, from: u32, steps: u32) -> &[u32] {
        if self.round == u32::MAX {
            self.seen.fill(0);
            self.round = 0;
        }
        self.round += 1;
        self.queue.clear();
        self.queue.push(from);
        self.seen[from as usize] = self.round;
        let mut first = 0;
        for _ in 0..steps {
            let end = self.queue.len();
            if first == end {
                break;
            }
            for place in first..end {
                for buyer in self.graph.buyers(self.queue[place]) {
                    let seen = &mut self.seen[*buyer as usize];
                    if *seen != self.round {
                        *seen = self.round;
                        self.queue.push(*buyer);
                    }
                }
            }
            first = end;
        }
        &self.queue[1..]
    }
}

/// What a buyer gets of a product from a supplier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Supply {
    pub supplier: u32,
    pub buyer: u32,
    pub product: String,
    pub amount: Decimal,
    /// How much of the buyer's output hangs on it, from 0 to 1.
    pub impact: Decimal,
}

/// How much one buyer depends on few suppliers for one product.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dependence {
    pub buyer: u32,
    pub product: String,
    pub suppliers: usize,
    /// Herfindahl and Hirschman's index of the suppliers' shares, from 0 to 1, ten decimals.
    pub concentration: Decimal,
    pub largest: u32,
    /// Of the largest supplier, from 0 to 1, ten decimals.
    pub largest_share: Decimal,
    pub impact: Decimal,
    /// Concentration × impact.
    pub risk: Decimal,
    pub list: RiskList,
}

impl Dependence {
    pub fn is_single_source(&self) -> bool {
        self.suppliers == 1
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RiskList {
    Red,
    Amber,
    None,
}

impl RiskList {
    pub fn in_words(self) -> &'static str {
        match self {
            RiskList::Red => "红色清单",
            RiskList::Amber => "黄色清单",
            RiskList::None => "—",
        }
    }
}

/// Dependences by buyer and product, the largest risk first. `red` and `amber` are the least risks of the lists.
pub fn dependences(
    firms: usize,
    supplies: &[Supply],
    red: Decimal,
    amber: Decimal,
) -> Result<Vec<Dependence>, NetworkError> {
    let mut groups: BTreeMap<(u32, &str), BTreeMap<u32, Decimal>> = BTreeMap::new();
    let mut impacts: BTreeMap<(u32, &str), Decimal> = BTreeMap::new();
    for (link, supply) in supplies.iter().enumerate() {
        if supply.supplier as usize >= firms || supply.buyer as usize >= firms {
            return Err(NetworkError::UnknownFirm { link: link + 1 });
        }
        if supply.supplier == supply.buyer {
            return Err(NetworkError::SelfLink { link: link + 1 });
        }
        if supply.amount <= Decimal::ZERO {
            return Err(NetworkError::Amount { link: link + 1 });
        }
        let key = (supply.buyer, supply.product.as_str());
        *groups.entry(key).or_default().entry(supply.supplier).or_default() += supply.amount;
        let impact = impacts.entry(key).or_default();
        *impact = supply.impact.max(*impact);
    }
    let mut found = Vec::with_capacity(groups.len());
    for ((buyer, product), amounts) in groups {
        let total: Decimal = amounts.values().sum();
        let squares: Decimal = amounts.values().map(|amount| (amount / total) * (amount / total)).sum();
        // Of equal ones the first in the register.
        let largest = amounts.iter().fold(None, |best: Option<(u32, Decimal)>, (supplier, amount)| match best {
            Some((_, most)) if most >= *amount => best,
            Some(_) | None => Some((*supplier, *amount)),
        });
        let Some((largest, most)) = largest else { continue };
        let impact = impacts.get(&(buyer, product)).copied().unwrap_or_default();
        let concentration = squares.round_dp(10);
        let risk = (concentration * impact).round_dp(10);
        let list = if risk >= red {
            RiskList::Red
        } else if risk >= amber {
            RiskList::Amber
        } else {
            RiskList::None
        };
        found.push(Dependence {
            buyer,
            product: product.to_string(),
            suppliers: amounts.len(),
            concentration,
            largest,
            largest_share: (most / total).round_dp(10),
            impact,
            risk,
            list,
        });
    }
    found.sort_by(|one, other| other.risk.cmp(&one.risk).then(one.buyer.cmp(&other.buyer)));
    Ok(found)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    fn supply(supplier: u32, buyer: u32, product: &str, amount: i64, impact: &str) -> Supply {
        let impact = impact.parse().unwrap();
        Supply { supplier, buyer, product: product.to_string(), amount: Decimal::from(amount), impact }
    }

    #[test]
    fn concentration_and_single_source_make_the_lists() {
        let supplies = [
            supply(0, 3, "芯片", 100, "0.9"),
            supply(0, 4, "钢材", 50, "0.8"),
            supply(1, 4, "钢材", 30, "0.8"),
            supply(1, 4, "钢材", 20, "0.8"),
            supply(2, 5, "包装", 10, "0.1"),
        ];
        let limits = ("0.6".parse().unwrap(), "0.3".parse().unwrap());
        let found = dependences(6, &supplies, limits.0, limits.1).unwrap();
        let lists: Vec<(u32, &str, RiskList)> =
            found.iter().map(|entry| (entry.buyer, entry.product.as_str(), entry.list)).collect();
        assert_eq!(lists, [(3, "芯片", RiskList::Red), (4, "钢材", RiskList::Amber), (5, "包装", RiskList::None)]);
        // Halves from two suppliers: 0.25 + 0.25 = 0.5, times 0.8.
        assert_eq!((found[1].concentration, found[1].risk), ("0.5".parse().unwrap(), "0.4".parse().unwrap()));
        assert!(found[0].is_single_source() && !found[1].is_single_source());
    }

    #[test]
    fn impossible_links_are_refused() {
        assert_eq!(Graph::of_links(2, &[(0, 2)]), Err(NetworkError::UnknownFirm { link: 1 }));
        assert_eq!(Graph::of_links(2, &[(0, 1), (1, 1)]), Err(NetworkError::SelfLink { link: 2 }));
        let none = [supply(0, 1, "钢材", 0, "1")];
        assert_eq!(dependences(2, &none, Decimal::ONE, Decimal::ONE), Err(NetworkError::Amount { link: 1 }));
    }

    #[test]
    fn a_failure_reaches_downstream_step_by_step() {
        let graph = Graph::of_links(5, &[(0, 1), (1, 2), (2, 0), (2, 3), (3, 4)]).unwrap();
        let mut walker = Walker::new(&graph);
        assert_eq!(walker.reach(0, 1), [1]);
        assert_eq!(walker.reach(0, 3), [1, 2, 3]);
        assert_eq!(walker.reach(0, 9), [1, 2, 3, 4]);
        assert_eq!(walker.reach(4, 3), [] as [u32; 0]);
    }

    proptest! {
        /// Beside sets of firms, step by step.
        #[test]
        fn reach_is_that_of_sets(links in prop::collection::vec((0..12u32, 0..12u32), 0..40), from in 0..12u32, steps in 0..5u32) {
            let links: Vec<(u32, u32)> = links.into_iter().filter(|(supplier, buyer)| supplier != buyer).collect();
            let graph = Graph::of_links(12, &links).unwrap();
            let mut reached = BTreeSet::from([from]);
            for _ in 0..steps {
                let next = links.iter().filter(|(supplier, _)| reached.contains(supplier)).map(|(_, buyer)| *buyer);
                let next: Vec<u32> = next.collect();
                reached.extend(next);
            }
            reached.remove(&from);
            let mut walker = Walker::new(&graph);
            for _ in 0..2 {
                let found: BTreeSet<u32> = walker.reach(from, steps).iter().copied().collect();
                prop_assert_eq!(&found, &reached);
            }
        }

        #[test]
        fn concentration_lies_between_an_even_split_and_one(amounts in prop::collection::vec(1..10_000i64, 1..9)) {
            let supplies: Vec<Supply> = amounts
                .iter()
                .enumerate()
                .map(|(place, amount)| supply(u32::try_from(place).unwrap() + 1, 0, "件", *amount, "1"))
                .collect();
            let found = dependences(20, &supplies, Decimal::ONE, Decimal::ONE).unwrap();
            let even = Decimal::ONE / Decimal::from(amounts.len());
            prop_assert!(found[0].concentration <= Decimal::ONE);
            prop_assert!(found[0].concentration >= even - Decimal::new(1, 9));
        }
    }
}
