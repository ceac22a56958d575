//! From scores of leaves to totals, up a weighed tree. Never normalises and never ranks.

use model::pack::{self, Aggregation, Code, IndicatorNode};
use rust_decimal::prelude::ToPrimitive;

use super::weigh::Weighed;
use super::{Run, RunError};
use crate::evaluation::aggregate::{
    GreyReference, Holes, Mean, TopsisScaling, aggregate_columns, borda, copeland, grey_relation, topsis, vikor,
};
use crate::evaluation::balance::{Penalty, benefit_of_doubt, mazziotta_pareto, ordered_mean};
use crate::evaluation::matrix::{Column, Matrix};
use crate::evaluation::normalise::{Direction, WhenEqual};
use crate::evaluation::statistics::Divisor;
use crate::evaluation::weight::Weights;

/// Totals of the rows that were passed in, scores of branches, and how much one point of each leaf adds to the total.
pub(super) struct Aggregated {
    pub(super) totals: Vec<f64>,
    pub(super) branches: Vec<(Code, Vec<f64>)>,
    /// By leaf in order of the document; nothing where totals are not sums of it.
    pub(super) factors: Vec<Option<f64>>,
}

impl Aggregated {
    /// Totals that do not come from indicators.
    pub(super) fn without_tree(totals: Vec<f64>) -> Aggregated {
        Aggregated { totals, branches: Vec::new(), factors: Vec::new() }
    }
}

impl Run<'_> {
    /// `scores` are the columns of the leaves, in the order of the document.
    pub(super) fn aggregate(
        &self,
        place: &str,
        tree: &[Weighed<'_>],
        scores: &[Column],
    ) -> Result<Aggregated, RunError> {
        let mut aggregated = Aggregated { totals: Vec::new(), branches: Vec::new(), factors: Vec::new() };
        let mut leaves = scores.iter();
        let how = &self.evaluation.aggregation;
        let total = self.level(place, how, tree, &mut leaves, Some(1.0), &mut aggregated)?;
        aggregated.totals = total.raw().to_vec();
        Ok(aggregated)
    }

    /// One level of the tree. `factor` is what one point of this level adds to the total.
    fn level<'scores>(
        &self,
        place: &str,
        how: &Aggregation,
        nodes: &[Weighed<'_>],
        leaves: &mut impl Iterator<Item = &'scores Column>,
        factor: Option<f64>,
        aggregated: &mut Aggregated,
    ) -> Result<Column, RunError> {
        let sum: f64 = nodes.iter().map(|node| node.weight).sum();
        let mut columns = Vec::with_capacity(nodes.len());
        for node in nodes {
            let own = match how {
                Aggregation::WeightedMean => factor.map(|factor| factor * node.weight / sum),
                Aggregation::WeightedSum => factor.map(|factor| factor * node.weight),
                Aggregation::Geometric
                | Aggregation::Harmonic
                | Aggregation::Median
                | Aggregation::Copeland
                | Aggregation::Borda
                | Aggregation::Topsis { .. }
                | Aggregation::Vikor { .. }
                | Aggregation::GreyRelation { .. }
                | Aggregation::MazziottaPareto { .. }
                | Aggregation::Ordered { .. }
                | Aggregation::BenefitOfDoubt => None,
            };
            match node.node {
                IndicatorNode::Leaf(_) => {
                    aggregated.factors.push(own);
                    columns.push(leaves.next().cloned().unwrap_or_default());
                }
                IndicatorNode::Branch(branch) => {
                    let slot = aggregated.branches.len();
                    aggregated.branches.push((branch.code.clone(), Vec::new()));
                    let column =
                        self.level(&branch.name, &branch.aggregation, &node.children, leaves, own, aggregated)?;
                    aggregated.branches[slot].1 = column.raw().to_vec();
                    columns.push(column);
                }
            }
        }
        self.together(place, how, nodes, &columns, sum)
    }

    fn together(
        &self,
        place: &str,
        how: &Aggregation,
        nodes: &[Weighed<'_>],
        columns: &[Column],
        sum: f64,
    ) -> Result<Column, RunError> {
        let given: Vec<f64> = nodes.iter().map(|node| node.weight).collect();
        let weights = self.step(place, Weights::from_given(&given))?;
        let rows = columns.first().map_or(0, Column::len);
        let mean = |mean: Mean| {
            // Missing leaves that are still here are those whose weight the others share.
            let holes = Holes::Reweigh { weight_least: 0.0 };
            let columns: Vec<&Column> = columns.iter().collect();
            self.step(place, aggregate_columns(&columns, rows, &weights, mean, holes)).map(|found| found.scores)
        };
        // Scores already count upwards, whatever the direction of the indicator.
        let up = vec![Direction::Up; columns.len()];
        let matrix = || self.step(place, Matrix::new(columns.to_vec()));
        let float = |value: &rust_decimal::Decimal| value.to_f64().unwrap_or(f64::NAN);
        Ok(match how {
            Aggregation::WeightedMean => mean(Mean::Arithmetic)?,
            Aggregation::WeightedSum => {
                Column::of(mean(Mean::Arithmetic)?.raw().iter().map(|score| score * sum).collect())
            }
            Aggregation::Geometric => mean(Mean::Geometric)?,
            Aggregation::Harmonic => mean(Mean::Harmonic)?,
            Aggregation::Median => mean(Mean::Median)?,
            Aggregation::Copeland => {
                let found = self.step(place, copeland(&matrix()?, &given, &up))?;
                Column::of(found.scores.iter().map(|score| *score as f64).collect())
            }
            Aggregation::Borda => Column::of(self.step(place, borda(&matrix()?, &weights, &up))?),
            Aggregation::Topsis { scaling } => {
                let scaling = match scaling {
                    pack::TopsisScaling::AsGiven => TopsisScaling::AsGiven,
                    pack::TopsisScaling::Vector => TopsisScaling::Vector,
                    pack::TopsisScaling::MinMax => TopsisScaling::MinMax,
                    pack::TopsisScaling::Sum => TopsisScaling::Sum,
                };
                self.step(place, topsis(&matrix()?, &weights, &up, scaling, WhenEqual::Refuse))?.closeness
            }
            Aggregation::Vikor { strategy } => {
                let found = self.step(place, vikor(&matrix()?, &weights, &up, float(strategy), WhenEqual::Refuse))?;
                // The compromise measure is a regret: less is better.
                Column::of(found.compromise.iter().map(|regret| 1.0 - regret).collect())
            }
            Aggregation::GreyRelation { resolution } => {
                let best = GreyReference::Best;
                Column::of(self.step(place, grey_relation(&matrix()?, &weights, &best, float(resolution)))?.degrees)
            }
            Aggregation::MazziottaPareto { imbalance, deviation } => {
                let penalty = match imbalance {
                    pack::Imbalance::Lowers => Penalty::Lowers,
                    pack::Imbalance::Raises => Penalty::Raises,
                };
                let divisor = match deviation {
                    pack::DeviationRule::Population => Divisor::Population,
                    pack::DeviationRule::Sample => Divisor::Sample,
                };
                self.step(place, mazziotta_pareto(&matrix()?, &weights, penalty, divisor))?
            }
            Aggregation::Ordered { by_place } => {
                let by_place: Vec<f64> = by_place.iter().map(float).collect();
                self.step(place, ordered_mean(&matrix()?, &by_place))?
            }
            Aggregation::BenefitOfDoubt => self.step(place, benefit_of_doubt(&matrix()?))?,
        })
    }
}
