//! How sure a ranking is: places under many other weights, bands without a clear order, each indicator left out.
//!
//! Without doubts, scores of indicators stay as the rules give them; only weights vary, each times a number between 1 − share and
//! 1 + share, and every level keeps its sum. Random only from the seed, which goes into the result.

use std::collections::BTreeMap;
use std::sync::Arc;

use model::pack::{Code, Evaluation, Pool};
use model::{EvaluationOutcome, Period, PoolOutcome};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::doubt::{DoubtShare, Doubts, Ground};
use super::score::exact;
use super::weigh::{Weighed, leaf_shares};
use super::{Run, RunError, assign};
use crate::evaluation::matrix::Column;
use crate::evaluation::random::Random;
use crate::evaluation::rank::{Better, Ties, places};
use crate::evaluation::simulation::{RankInterval, Simulation};
use crate::evaluation::statistics::{Correlation, correlate};
use crate::formula::{Subjects, World};

/// What is tried.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CertaintySettings {
    /// How far each weight may go up or down: 0.2 is a fifth.
    pub share: f64,
    pub runs: usize,
    pub seed: u64,
    /// 0.9: the middle nine tenths of places; also when one is clearly ahead of another.
    pub confidence: f64,
    /// What varies beside the weights; nothing when only they do.
    pub doubts: Option<Doubts>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct PoolCertainty {
    pub pool: Code,
    /// In the order of the outcome's subjects; nothing for a pool of one.
    pub intervals: Vec<(String, RankInterval)>,
    /// Keys from the top of the ranking; within a band a difference in place is not significant.
    pub bands: Vec<Vec<String>>,
    pub indicators: Vec<Influence>,
    /// What moves places how much; empty when only weights vary or no place moves.
    pub doubts: Vec<DoubtShare>,
}

/// What one indicator does to the ranking.
#[derive(Debug, Clone, PartialEq)]
pub struct Influence {
    pub code: Code,
    /// Its part of the whole, 0…1: the product of shares down the tree.
    pub effective_weight: f64,
    /// Pearson's correlation of its scores with the totals; nothing when either does not vary.
    pub correlation: Option<f64>,
    /// Places moved when it is left out, on average and at most; nothing when it is the only one.
    pub mean_move: Option<f64>,
    pub most_move: Option<f64>,
}

/// For each pool of the outcome. `keys`, period and world are those that gave the outcome.
///
/// # Errors
/// As for a run; also more than 20,000 subjects in a pool, or settings outside of their range.
pub fn certainty(
    evaluation: &Evaluation,
    keys: &[Arc<str>],
    period: Period,
    world: World<'_>,
    outcome: &EvaluationOutcome,
    settings: CertaintySettings,
) -> Result<Vec<PoolCertainty>, RunError> {
    let run = Run { evaluation, period, world };
    let subjects = run.assign(keys).subjects;
    let mut found = Vec::with_capacity(outcome.pools.len());
    for (number, (pool, ranked)) in evaluation.pools.iter().zip(&outcome.pools).enumerate() {
        let rows = assign::rows_of_pool(&subjects, number as u32);
        found.push(run.pool_certainty(pool, ranked, &rows, &subjects, settings)?);
    }
    Ok(found)
}

/// The members of a group with the scores of their indicators and the tree that weighs them.
pub(super) struct Part<'a> {
    pub(super) tree: Vec<Weighed<'a>>,
    pub(super) columns: Vec<Column>,
    /// Places among the subjects of the outcome.
    pub(super) members: Vec<usize>,
}

impl Run<'_> {
    fn pool_certainty(
        &self,
        pool: &Pool,
        ranked: &PoolOutcome,
        rows: &[usize],
        subjects: &Subjects,
        settings: CertaintySettings,
    ) -> Result<PoolCertainty, RunError> {
        let mut found = PoolCertainty {
            pool: pool.code.clone(),
            intervals: Vec::new(),
            bands: Vec::new(),
            indicators: Vec::new(),
            doubts: Vec::new(),
        };
        // Without indicators there is no weight that could vary.
        if ranked.subjects.is_empty() || pool.tree.is_empty() {
            return Ok(found);
        }
        let place_of: BTreeMap<&str, usize> =
            rows.iter().enumerate().map(|(place, row)| (&*subjects.keys[*row], place)).collect();
        let leaves = pool.leaves();
        let mut scored = Vec::with_capacity(leaves.len());
        for rule in &leaves {
            scored.push(self.score(rule, rows, subjects)?);
        }
        // The order of the outcome is the order of everything here.
        let order: Vec<usize> =
            ranked.subjects.iter().filter_map(|one| place_of.get(one.key.as_str()).copied()).collect();
        let values: Vec<Column> = scored
            .iter()
            .map(|scored| Column::from_decimals(&order.iter().map(|place| scored.values[*place]).collect::<Vec<_>>()))
            .collect();
        let mut groups: BTreeMap<Option<Code>, Vec<usize>> = BTreeMap::new();
        for (place, subject) in ranked.subjects.iter().enumerate() {
            groups.entry(subject.group.clone()).or_default().push(place);
        }
        let mut parts = Vec::with_capacity(groups.len());
        for (group, members) in groups {
            let tree = self.weigh(pool, &values, group.as_ref())?;
            let of_members: Vec<usize> = members.iter().map(|place| order[*place]).collect();
            let columns = self.columns(pool, &tree, &of_members, &mut scored)?;
            parts.push(Part { tree, columns, members });
        }
        let points: Vec<Decimal> = ranked.subjects.iter().map(|one| one.bonus - one.penalty).collect();
        let published: Vec<f64> = ranked.subjects.iter().map(|one| one.rank.to_f64().unwrap_or(f64::NAN)).collect();
        let published = Column::of(published);
        found.indicators = self.influences(pool, &parts, &points, &published)?;
        if ranked.subjects.len() < 2 {
            return Ok(found);
        }
        let simulation = match settings.doubts {
            Some(doubts) => {
                let ground = Ground {
                    pool,
                    rows,
                    subjects,
                    scored: &scored,
                    parts: &parts,
                    order: &order,
                    points: &points,
                    published: &published,
                    share: settings.share,
                    runs: settings.runs,
                    seed: settings.seed,
                };
                let (simulation, shares) = self.doubted(&ground, doubts)?;
                found.doubts = shares;
                simulation
            }
            None => self.under_other_weights(pool, &parts, &points, settings)?,
        };
        let key = |place: usize| ranked.subjects[place].key.clone();
        let intervals = self.step(&pool.name, simulation.intervals(settings.confidence))?;
        found.intervals =
            intervals.into_iter().enumerate().filter_map(|(place, one)| Some((key(place), one?))).collect();
        let bands = self.step(&pool.name, simulation.bands(&published, settings.confidence))?;
        found.bands = bands.into_iter().map(|band| band.into_iter().map(key).collect()).collect();
        Ok(found)
    }

    /// Places of every run in which only the weights vary.
    fn under_other_weights(
        &self,
        pool: &Pool,
        parts: &[Part<'_>],
        points: &[Decimal],
        settings: CertaintySettings,
    ) -> Result<Simulation, RunError> {
        let mut simulation = self.step(&pool.name, Simulation::new(points.len(), settings.runs))?;
        for number in 0..settings.runs {
            let totals = self.totals_of(&pool.name, parts, points, |part| {
                // The same noise for every group, so that an indicator gains or loses for all.
                noisy(&part.tree, settings.share, &mut Random::new(settings.seed, number as u64))
            })?;
            simulation.put(number, &totals);
        }
        Ok(simulation)
    }

    /// Totals of everybody with the trees that `tree` makes, rounded as they are before ranking.
    pub(super) fn totals_of<'a>(
        &self,
        name: &str,
        parts: &[Part<'a>],
        points: &[Decimal],
        tree: impl Fn(&Part<'a>) -> Vec<Weighed<'a>>,
    ) -> Result<Vec<f64>, RunError> {
        let mut totals = vec![f64::NAN; points.len()];
        for part in parts {
            let aggregated = self.aggregate(name, &tree(part), &part.columns)?;
            for (place, total) in part.members.iter().zip(aggregated.totals) {
                let total = exact(total).and_then(|total| total.checked_add(points[*place]));
                totals[*place] = total.and_then(|total| self.before_ranking(total).to_f64()).unwrap_or(f64::NAN);
            }
        }
        Ok(totals)
    }

    fn influences(
        &self,
        pool: &Pool,
        parts: &[Part<'_>],
        points: &[Decimal],
        published: &Column,
    ) -> Result<Vec<Influence>, RunError> {
        let leaves = pool.leaves();
        let totals = self.totals_of(&pool.name, parts, points, |part| copied(&part.tree))?;
        let totals = Column::of(totals);
        let shares = parts.first().map(|part| leaf_shares(&part.tree)).unwrap_or_default();
        let mut found = Vec::with_capacity(leaves.len());
        for (number, rule) in leaves.iter().enumerate() {
            let mut scores = vec![f64::NAN; points.len()];
            for part in parts {
                for (place, score) in part.members.iter().zip(part.columns[number].raw()) {
                    scores[*place] = *score;
                }
            }
            let correlation = self.step(&rule.name, correlate(&Column::of(scores), &totals, Correlation::Pearson))?;
            let moves =
                if leaves.len() > 1 { self.moves_without(pool, parts, points, published, number)? } else { None };
            found.push(Influence {
                code: rule.code.clone(),
                effective_weight: shares.get(number).copied().unwrap_or_default(),
                correlation,
                mean_move: moves.map(|(mean, _)| mean),
                most_move: moves.map(|(_, most)| most),
            });
        }
        Ok(found)
    }

    /// How far places move when one leaf is left out.
    fn moves_without(
        &self,
        pool: &Pool,
        parts: &[Part<'_>],
        points: &[Decimal],
        published: &Column,
        leaf: usize,
    ) -> Result<Option<(f64, f64)>, RunError> {
        let without: Vec<Part<'_>> = parts
            .iter()
            .map(|part| {
                let mut columns = part.columns.clone();
                columns.remove(leaf);
                Part { tree: left_out(&part.tree, leaf, &mut 0), columns, members: part.members.clone() }
            })
            .collect();
        if without.iter().any(|part| part.tree.iter().map(|node| node.weight).sum::<f64>() <= 0.0) {
            return Ok(None);
        }
        let totals = self.totals_of(&pool.name, &without, points, |part| copied(&part.tree))?;
        let found = places(&Column::of(totals), Better::High, Ties::Competition);
        let moves: Vec<f64> = found
            .raw()
            .iter()
            .zip(published.raw())
            .map(|(new, old)| (new - old).abs())
            .filter(|change| !change.is_nan())
            .collect();
        let most = moves.iter().copied().fold(0.0, f64::max);
        Ok(Some((moves.iter().sum::<f64>() / moves.len().max(1) as f64, most)))
    }
}

/// The tree of a part as it is.
pub(super) fn own_tree<'a>(part: &Part<'a>) -> Vec<Weighed<'a>> {
    copied(&part.tree)
}

fn copied<'a>(nodes: &[Weighed<'a>]) -> Vec<Weighed<'a>> {
    nodes
        .iter()
        .map(|node| Weighed { node: node.node, weight: node.weight, children: copied(&node.children) })
        .collect()
}

/// Every weight times its own random number; each level keeps its sum.
pub(super) fn noisy<'a>(nodes: &[Weighed<'a>], share: f64, random: &mut Random) -> Vec<Weighed<'a>> {
    let sum: f64 = nodes.iter().map(|node| node.weight).sum();
    let mut varied: Vec<Weighed<'a>> = nodes
        .iter()
        .map(|node| {
            let weight = node.weight * (1.0 + share * (2.0 * random.unit() - 1.0));
            Weighed { node: node.node, weight, children: noisy(&node.children, share, random) }
        })
        .collect();
    scale(&mut varied, sum);
    varied
}

/// The tree without one leaf; those beside it carry its weight, and an empty branch goes too.
fn left_out<'a>(nodes: &[Weighed<'a>], leaf: usize, next: &mut usize) -> Vec<Weighed<'a>> {
    let sum: f64 = nodes.iter().map(|node| node.weight).sum();
    let mut kept = Vec::with_capacity(nodes.len());
    for node in nodes {
        if node.children.is_empty() {
            let is_it = *next == leaf;
            *next += 1;
            if !is_it {
                kept.push(Weighed { node: node.node, weight: node.weight, children: Vec::new() });
            }
        } else {
            let children = left_out(&node.children, leaf, next);
            if !children.is_empty() {
                kept.push(Weighed { node: node.node, weight: node.weight, children });
            }
        }
    }
    scale(&mut kept, sum);
    kept
}

fn scale(nodes: &mut [Weighed<'_>], sum: f64) {
    let now: f64 = nodes.iter().map(|node| node.weight).sum();
    if now > 0.0 {
        nodes.iter_mut().for_each(|node| node.weight *= sum / now);
    }
}
