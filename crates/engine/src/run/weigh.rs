//! Weights of the leaves and branches of a pool's tree, for each group. Never scores.

use model::pack::{self, Constant, EntropyShares, GroupWeight, IndicatorNode, Judgement, Pool, WeightMethod};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::score::{direction, exact};
use super::{Run, RunError};
use crate::evaluation::matrix::{Column, Matrix};
use crate::evaluation::normalise::Direction;
use crate::evaluation::weight::{self, Combination, CriticDirection, Loadings, RandomIndex, Weights, WhenNegative};

/// A node with the weight that holds for one group.
pub(super) struct Weighed<'a> {
    pub(super) node: &'a IndicatorNode,
    pub(super) weight: f64,
    pub(super) children: Vec<Weighed<'a>>,
}

impl Run<'_> {
    /// The tree of a pool with its weights. `columns` are the values of the leaves, for methods that take weights from
    /// the data; `group` chooses among weights that differ by group.
    pub(super) fn weigh<'pool>(
        &self,
        pool: &'pool Pool,
        columns: &[Column],
        group: Option<&model::pack::Code>,
    ) -> Result<Vec<Weighed<'pool>>, RunError> {
        let given = self.given(&pool.tree, group)?;
        let place = format!("{}的权重", pool.name);
        let leaves = pool.leaves();
        let directions: Vec<Direction> = leaves.iter().map(|rule| direction(rule.direction)).collect();
        let matrix = || self.step(&place, Matrix::new(columns.to_vec()));
        let measured = match &self.evaluation.weights {
            WeightMethod::Given { .. } => return Ok(given),
            WeightMethod::Points => return Ok(given.into_iter().map(of_one).collect()),
            WeightMethod::Equal => self.step(&place, Weights::equal(leaves.len()))?,
            WeightMethod::Entropy(shares) => {
                let shares = entropy_shares(shares, directions);
                self.step(&place, weight::entropy(&matrix()?, &shares))?.weights
            }
            WeightMethod::Critic { direction } => {
                let direction = match direction {
                    pack::CriticDirection::Turned => CriticDirection::Turned { directions },
                    pack::CriticDirection::Ignored => CriticDirection::Ignored,
                };
                self.step(&place, weight::critic(&matrix()?, &direction))?.weights
            }
            WeightMethod::PrincipalComponent { loadings } => {
                let when_negative = WhenNegative::Refuse;
                let loadings = match loadings {
                    pack::Loadings::First => Loadings::First { when_negative },
                    pack::Loadings::FirstSquared => Loadings::FirstSquared,
                    pack::Loadings::Explained => Loadings::Explained { eigenvalue_above: 1.0, when_negative },
                };
                self.step(&place, weight::principal(&matrix()?, &directions, loadings))?.weights
            }
            WeightMethod::Ahp { matrix, judgement, random_index, consistency_max } => {
                let float = |value: &Decimal| value.to_f64().unwrap_or(f64::NAN);
                let table: Vec<Vec<f64>> = matrix.iter().map(|row| row.iter().map(float).collect()).collect();
                let judgement = match judgement {
                    Judgement::Eigenvector => weight::Judgement::Eigenvector,
                    Judgement::GeometricMean => weight::Judgement::GeometricMean,
                    Judgement::ColumnMean => weight::Judgement::ColumnMean,
                };
                let random_index = match random_index {
                    pack::RandomIndex::Saaty1980 => RandomIndex::Saaty1980,
                    pack::RandomIndex::DoneganDodd1991 => RandomIndex::DoneganDodd1991,
                };
                let found = weight::analyse_hierarchy(&table, judgement, random_index);
                let found = self.step(&place, found)?;
                let ratio = exact(found.consistency_ratio).unwrap_or_default();
                if ratio > *consistency_max {
                    return Err(RunError::Inconsistent { ratio, limit: *consistency_max });
                }
                found.weights
            }
            WeightMethod::GivenTimesEntropy { shares, .. } => {
                let shares = entropy_shares(shares, directions);
                let entropy = self.step(&place, weight::entropy(&matrix()?, &shares))?.weights;
                let judged = self.step(&place, Weights::from_given(&leaf_shares(&given)))?;
                self.step(&place, weight::combine(&judged, &entropy, Combination::GeometricMean))?
            }
        };
        let mut of_leaves = measured.shares().iter().copied();
        Ok(given.into_iter().map(|node| reweighed(node, &mut of_leaves)).collect())
    }

    fn given<'pool>(
        &self,
        nodes: &'pool [IndicatorNode],
        group: Option<&model::pack::Code>,
    ) -> Result<Vec<Weighed<'pool>>, RunError> {
        let mut weighed = Vec::with_capacity(nodes.len());
        for node in nodes {
            let (weight, group_weights, children): (&Constant, &[GroupWeight], &[IndicatorNode]) = match node {
                IndicatorNode::Branch(branch) => (&branch.weight, &branch.group_weights, &branch.children),
                IndicatorNode::Leaf(rule) => (&rule.weight, &rule.group_weights, &[]),
            };
            let own = group_weights.iter().find(|entry| Some(&entry.group) == group).map(|entry| &entry.weight);
            let weight = self.constant(own.unwrap_or(weight))?.to_f64().unwrap_or(f64::NAN);
            weighed.push(Weighed { node, weight, children: self.given(children, group)? });
        }
        Ok(weighed)
    }
}

/// Weights of the leaves in the order of the document, each at its own level.
pub(super) fn of_leaves(nodes: &[Weighed<'_>]) -> Vec<f64> {
    let of = |node: &Weighed<'_>| if node.children.is_empty() { vec![node.weight] } else { of_leaves(&node.children) };
    nodes.iter().flat_map(of).collect()
}

/// Each leaf's part of the whole: products of shares down the tree.
pub(super) fn leaf_shares(nodes: &[Weighed<'_>]) -> Vec<f64> {
    fn spread(nodes: &[Weighed<'_>], whole: f64, shares: &mut Vec<f64>) {
        let sum: f64 = nodes.iter().map(|node| node.weight).sum();
        for node in nodes {
            let share = whole * node.weight / sum;
            if node.children.is_empty() { shares.push(share) } else { spread(&node.children, share, shares) }
        }
    }
    let mut shares = Vec::new();
    spread(nodes, 1.0, &mut shares);
    shares
}

/// The same tree where everything weighs 1.
fn of_one(node: Weighed<'_>) -> Weighed<'_> {
    Weighed { weight: 1.0, children: node.children.into_iter().map(of_one).collect(), ..node }
}

/// Leaves take the measured weights in order; a branch weighs what its leaves weigh together.
fn reweighed<'pool>(node: Weighed<'pool>, of_leaves: &mut impl Iterator<Item = f64>) -> Weighed<'pool> {
    if node.children.is_empty() {
        return Weighed { weight: of_leaves.next().unwrap_or(f64::NAN), ..node };
    }
    let mut children = Vec::with_capacity(node.children.len());
    for child in node.children {
        children.push(reweighed(child, of_leaves));
    }
    Weighed { node: node.node, weight: children.iter().map(|child| child.weight).sum(), children }
}

fn entropy_shares(shares: &EntropyShares, directions: Vec<Direction>) -> weight::EntropyShares {
    match shares {
        EntropyShares::Raw => weight::EntropyShares::Raw,
        EntropyShares::MinMax { shift } => {
            weight::EntropyShares::MinMax { directions, shift: shift.to_f64().unwrap_or(f64::NAN) }
        }
    }
}
