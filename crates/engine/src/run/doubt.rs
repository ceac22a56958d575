//! What else a ranking rests on than its weights: errors of the data, the scale of scores, stand-ins for missing data;
//! and how much of the movement of places each of them causes (Sobol indices).
//!
//! Benchmarks and weights that come from the data stay as they are. Random only from the seed, which goes into the result.

use model::pack::{IndicatorRule, MissingIndicator, Normalise, Pool};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::certainty::{Part, noisy};
use super::score::{Scale, Scored};
use super::{Run, RunError};
use crate::evaluation::matrix::Column;
use crate::evaluation::normalise::{self, Normalisation, WhenEqual};
use crate::evaluation::outlier::treat;
use crate::evaluation::random::Random;
use crate::evaluation::simulation::Simulation;
use crate::evaluation::sobol::{Bootstrap, Sampling, sample, sobol_indices};
use crate::evaluation::statistics::{bounds, mean, median};
use crate::formula::Subjects;

/// Which choices are doubted beside the weights.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Doubts {
    /// Deviation of the relative error of each published value: 0.02 is two hundredths; 0 for none.
    pub data_error: f64,
}

/// One of the things that vary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    Weights,
    DataError,
    /// The rule's own scale, min–max and percentile in turn, onto the same range of scores.
    Scale,
    /// The rule's own treatment of missing data, the peers' mean and their median in turn.
    StandIn,
}

impl Doubt {
    const ALL: [Doubt; 4] = [Doubt::Weights, Doubt::DataError, Doubt::Scale, Doubt::StandIn];

    pub fn in_words(self) -> &'static str {
        match self {
            Doubt::Weights => "权重",
            Doubt::DataError => "数据误差",
            Doubt::Scale => "无量纲化方法",
            Doubt::StandIn => "缺数据的处理",
        }
    }
}

/// How much of the variance of the mean movement of places one doubt causes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DoubtShare {
    pub doubt: Doubt,
    /// Alone, with the middle nine tenths of the resamples.
    pub first: f64,
    pub first_low: f64,
    pub first_high: f64,
    /// Together with others.
    pub total: f64,
}

/// So many values of a choice.
const CHOICES: f64 = 3.0;

/// A point of the sample: numbers from 0 to 1, one for each doubt.
struct Point<'a>(&'a [f64]);

impl Point<'_> {
    /// The same number gives the same draw.
    fn stream(&self, doubt: usize) -> u64 {
        (self.0[doubt] * 4_294_967_296.0) as u64
    }

    fn choice(&self, doubt: usize) -> usize {
        ((self.0[doubt] * CHOICES) as usize).min(CHOICES as usize - 1)
    }
}

/// One indicator, ready to be scored again.
struct Doubted<'a> {
    rule: &'a IndicatorRule,
    /// As published.
    raw: Vec<f64>,
    /// With what the rule puts in place of missing values.
    filled: Vec<f64>,
    mean: f64,
    median: f64,
    scales: Vec<Scale>,
    /// The worst and the best score by the rule; the other scales keep to them.
    range: (f64, f64),
    fixed: Vec<bool>,
}

/// Everything that stays the same over the runs.
pub(super) struct Ground<'a, 'b> {
    pub(super) pool: &'a Pool,
    pub(super) rows: &'a [usize],
    pub(super) subjects: &'a Subjects,
    pub(super) scored: &'b [Scored],
    pub(super) parts: &'b [Part<'a>],
    /// The row of each subject of the outcome.
    pub(super) order: &'b [usize],
    pub(super) points: &'b [Decimal],
    pub(super) published: &'b Column,
    pub(super) share: f64,
    pub(super) runs: usize,
    pub(super) seed: u64,
}

impl Run<'_> {
    /// Places of all runs in which everything varies at once, and the share of each doubt. Nothing about shares where no
    /// place ever moves.
    pub(super) fn doubted(
        &self,
        ground: &Ground<'_, '_>,
        doubts: Doubts,
    ) -> Result<(Simulation, Vec<DoubtShare>), RunError> {
        let name = &ground.pool.name;
        let mut leaves = Vec::with_capacity(ground.scored.len());
        for (rule, scored) in ground.pool.leaves().into_iter().zip(ground.scored) {
            leaves.push(self.doubted_leaf(rule, scored, ground)?);
        }
        let count = Doubt::ALL.len();
        let step = count + 2;
        // Two of the points of each base are free draws; the others differ from them in one doubt.
        let base = (ground.runs / 2).max(2);
        let sampling = Sampling::ShiftedSequence { seed: ground.seed };
        let points = self.step(name, sample(count, base, sampling))?;
        let mut all = self.step(name, Simulation::new(ground.points.len(), base * step))?;
        let mut free = self.step(name, Simulation::new(ground.points.len(), base * 2))?;
        for (number, point) in points.chunks_exact(count).enumerate() {
            let totals = self.totals_at(ground, &leaves, &Point(point), doubts)?;
            all.put(number, &totals);
            let (of_base, place) = (number / step, number % step);
            if place == 0 || place == step - 1 {
                free.put(of_base * 2 + usize::from(place > 0), &totals);
            }
        }
        let moves = self.step(name, all.place_changes(ground.published))?;
        if moves.iter().all(|moved| *moved == moves[0]) {
            return Ok((free, Vec::new()));
        }
        let bootstrap = Bootstrap { resamples: 200, confidence: 0.9, seed: ground.seed };
        let found = self.step(name, sobol_indices(&moves, count, Some(bootstrap)))?;
        let share = |(doubt, index): (&Doubt, &crate::evaluation::sobol::SobolIndex)| {
            let spread = index.first_spread.as_ref();
            DoubtShare {
                doubt: *doubt,
                first: index.first,
                first_low: spread.map_or(index.first, |spread| spread.low),
                first_high: spread.map_or(index.first, |spread| spread.high),
                total: index.total,
            }
        };
        Ok((free, Doubt::ALL.iter().zip(&found).map(share).collect()))
    }

    fn doubted_leaf<'a>(
        &self,
        rule: &'a IndicatorRule,
        scored: &Scored,
        ground: &Ground<'_, '_>,
    ) -> Result<Doubted<'a>, RunError> {
        let raw = Column::from_decimals(&scored.values);
        let mut again = Scored::empty(scored.values.clone());
        let filled = self.filled(rule, scored.values.clone(), ground.rows, ground.subjects, &mut again);
        let filled = Column::from_decimals(&filled);
        let scales = self.scales(rule, &filled, ground.rows, ground.subjects)?;
        let known = raw.present().next().is_some();
        let (mean, median) = match known {
            true => (self.step(&rule.name, mean(&raw))?, self.step(&rule.name, median(&raw))?),
            false => (f64::NAN, f64::NAN),
        };
        let scores = Column::of(scored.scores.clone());
        let range =
            if scores.present().next().is_some() { self.step(&rule.name, bounds(&scores))? } else { (0.0, 0.0) };
        Ok(Doubted {
            rule,
            raw: raw.raw().to_vec(),
            filled: filled.raw().to_vec(),
            mean,
            median,
            scales,
            range,
            fixed: scored.fixed_points.iter().map(Option::is_some).collect(),
        })
    }

    fn totals_at(
        &self,
        ground: &Ground<'_, '_>,
        leaves: &[Doubted<'_>],
        point: &Point<'_>,
        doubts: Doubts,
    ) -> Result<Vec<f64>, RunError> {
        let mut scores = Vec::with_capacity(leaves.len());
        for (number, leaf) in leaves.iter().enumerate() {
            scores.push(self.scores_at(leaf, number, point, ground.seed, doubts)?);
        }
        let is_own = point.choice(3) == 0;
        let varied: Vec<Part<'_>> = ground
            .parts
            .iter()
            .map(|part| {
                let column = |(leaf, (given, scores)): (&Doubted<'_>, (&Column, &Vec<f64>))| {
                    let value = |(at, place): (usize, &usize)| {
                        let row = ground.order[*place];
                        // Points that stand in for a score are no score.
                        if is_own && leaf.fixed[row] { given.raw()[at] } else { scores[row] }
                    };
                    Column::of(part.members.iter().enumerate().map(value).collect())
                };
                Part {
                    tree: noisy(&part.tree, ground.share, &mut Random::new(ground.seed, point.stream(0))),
                    columns: leaves.iter().zip(part.columns.iter().zip(&scores)).map(column).collect(),
                    members: part.members.clone(),
                }
            })
            .collect();
        self.totals_of(&ground.pool.name, &varied, ground.points, super::certainty::own_tree)
    }

    fn scores_at(
        &self,
        leaf: &Doubted<'_>,
        number: usize,
        point: &Point<'_>,
        seed: u64,
        doubts: Doubts,
    ) -> Result<Vec<f64>, RunError> {
        let stand_in = match point.choice(3) {
            0 => None,
            1 => Some(leaf.mean),
            _ => Some(leaf.median),
        };
        let mut random = Random::new(seed.wrapping_add(1 + number as u64), point.stream(1));
        let values = leaf.raw.iter().zip(&leaf.filled).map(|(raw, filled)| {
            // Drawn for everybody, so that a draw does not depend on who lacks data.
            let error = 1.0 + doubts.data_error * random.normal();
            match (raw.is_nan(), stand_in) {
                (false, _) => raw * error,
                (true, None) => *filled,
                (true, Some(stand_in)) => stand_in,
            }
        });
        let column = Column::of(values.collect());
        if column.missing_count() == column.len() {
            return Ok(vec![f64::NAN; column.len()]);
        }
        let treated = self.step(&leaf.rule.name, treat(&column, &super::score::outliers(&leaf.rule.outliers)))?.column;
        let (low, high) = leaf.range;
        let is_given = matches!(leaf.rule.normalise, Normalise::Given);
        let mut scores = match point.choice(2) {
            1 if !is_given => {
                let method = Normalisation::MinMax { low, high, when_equal: WhenEqual::Score(high) };
                self.onto(leaf, &treated, &method)?
            }
            2 if !is_given => {
                let shares = self.onto(leaf, &treated, &Normalisation::Percentile)?;
                shares.into_iter().map(|share| low + (high - low) * share).collect()
            }
            _ => {
                let mut scores = vec![f64::NAN; treated.len()];
                self.score_by(leaf.rule, &treated, &leaf.scales, &mut scores)?;
                scores
            }
        };
        let known: Vec<f64> = scores.iter().copied().filter(|score| !score.is_nan()).collect();
        let mean = known.iter().sum::<f64>() / known.len().max(1) as f64;
        for row in (0..scores.len()).filter(|row| column.raw()[*row].is_nan()) {
            match &leaf.rule.when_missing {
                MissingIndicator::PeerMeanScore => scores[row] = mean,
                MissingIndicator::Score(score) => scores[row] = score.to_f64().unwrap_or(f64::NAN),
                MissingIndicator::NotRanked
                | MissingIndicator::PeerMean
                | MissingIndicator::PeerMedian
                | MissingIndicator::LastYear
                | MissingIndicator::Points(_)
                | MissingIndicator::ShareWeight => {}
            }
        }
        Ok(scores)
    }

    fn onto(&self, leaf: &Doubted<'_>, column: &Column, method: &Normalisation) -> Result<Vec<f64>, RunError> {
        let direction = super::score::direction(leaf.rule.direction);
        let found = self.step(&leaf.rule.name, normalise::normalise(column, direction, method))?;
        Ok(found.scores.raw().to_vec())
    }
}
