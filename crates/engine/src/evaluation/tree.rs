//! Trees of indicators of any depth (指标体系): scores of every node from the leaves up. Never normalises a leaf.

use super::aggregate::{Holes, Mean, aggregate_columns};
use super::error::{EvaluationError, same_length};
use super::matrix::{Column, Matrix};
use super::weight::Weights;

/// One node. A leaf is a column of the matrix of normalised indicators.
#[derive(Debug, Clone, PartialEq)]
pub enum Node {
    Leaf { column: usize },
    Branch { children: Vec<Node>, weights: Weights, mean: Mean, holes: Holes },
}

/// The score of one node, with its children in order.
#[derive(Debug, Clone, PartialEq)]
pub struct NodeScores {
    pub scores: Column,
    /// Share of weight that was there, by subject; 1 or 0 for a leaf.
    pub coverage: Vec<f64>,
    pub children: Vec<NodeScores>,
}

pub fn score_tree(matrix: &Matrix, node: &Node) -> Result<NodeScores, EvaluationError> {
    match node {
        Node::Leaf { column } => {
            if *column >= matrix.width() {
                return Err(EvaluationError::Shape {
                    what: "指标体系", expected: matrix.width(), found: column + 1
                });
            }
            let scores = matrix.column(*column).clone();
            let coverage = scores.raw().iter().map(|score| if score.is_nan() { 0.0 } else { 1.0 }).collect();
            Ok(NodeScores { scores, coverage, children: Vec::new() })
        }
        Node::Branch { children, weights, mean, holes } => {
            let children =
                children.iter().map(|child| score_tree(matrix, child)).collect::<Result<Vec<_>, EvaluationError>>()?;
            let columns: Vec<&Column> = children.iter().map(|child| &child.scores).collect();
            let found = aggregate_columns(&columns, matrix.rows(), weights, *mean, *holes)?;
            Ok(NodeScores { scores: found.scores, coverage: found.coverage, children })
        }
    }
}

/// The weight that each column has in the total, when all means are arithmetic: products down the tree, in column order.
/// A column that stands in the tree twice has the sum.
pub fn effective_weights(node: &Node, width: usize) -> Vec<f64> {
    let mut weights = vec![0.0; width];
    spread(node, 1.0, &mut weights);
    weights
}

fn spread(node: &Node, share: f64, weights: &mut [f64]) {
    match node {
        Node::Leaf { column } => {
            if let Some(weight) = weights.get_mut(*column) {
                *weight += share;
            }
        }
        Node::Branch { children, weights: shares, .. } => {
            for (child, own) in children.iter().zip(shares.shares()) {
                spread(child, share * own, weights);
            }
        }
    }
}

/// Groups of subjects with a tree (and so weights) of their own; totals come back in the order of all subjects.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupScores {
    pub totals: Column,
    /// Rows and node scores of each group, in the order of the trees. Rows of a node are those of its group.
    pub groups: Vec<(Vec<usize>, NodeScores)>,
}

/// `groups` says by row which tree counts.
pub fn score_groups(matrix: &Matrix, groups: &[usize], trees: &[Node]) -> Result<GroupScores, EvaluationError> {
    same_length("评价对象的分组", matrix.rows(), groups.len())?;
    if let Some(wrong) = groups.iter().find(|group| **group >= trees.len()) {
        return Err(EvaluationError::Shape { what: "分组的指标体系", expected: wrong + 1, found: trees.len() });
    }
    let mut totals = vec![f64::NAN; matrix.rows()];
    let mut outcome = Vec::with_capacity(trees.len());
    for (place, tree) in trees.iter().enumerate() {
        let rows: Vec<usize> = (0..groups.len()).filter(|row| groups[*row] == place).collect();
        let scores = score_tree(&matrix.select_rows(&rows), tree)?;
        for (row, total) in rows.iter().zip(scores.scores.raw()) {
            totals[*row] = *total;
        }
        outcome.push((rows, scores));
    }
    Ok(GroupScores { totals: Column::of(totals), groups: outcome })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn branch(children: Vec<Node>, weights: &[f64]) -> Node {
        let weights = Weights::from_given(weights).unwrap();
        Node::Branch { children, weights, mean: Mean::Arithmetic, holes: Holes::Spread }
    }

    fn leaf(column: usize) -> Node {
        Node::Leaf { column }
    }

    fn matrix() -> Matrix {
        Matrix::from_rows(&[vec![Some(80.0), Some(60.0), Some(40.0)], vec![Some(50.0), Some(70.0), None]]).unwrap()
    }

    #[test]
    fn a_tree_of_three_levels_by_hand() {
        let tree = branch(vec![branch(vec![leaf(0), leaf(1)], &[75.0, 25.0]), leaf(2)], &[60.0, 40.0]);
        let found = score_tree(&matrix(), &tree).unwrap();
        assert_eq!(found.children[0].scores.raw(), [75.0, 55.0]);
        assert!((found.scores.raw()[0] - 61.0).abs() < 1e-12);
        assert_eq!(found.scores.get(1), None);
        let effective = effective_weights(&tree, 3);
        for (ours, by_hand) in effective.iter().zip([0.45, 0.15, 0.4]) {
            assert!((ours - by_hand).abs() < 1e-15);
        }
    }

    #[test]
    fn published_weights_of_the_shanxi_table_sum_as_printed() {
        // TV-2.1: the weights of each area and their total 1.002.
        let areas = [0.130 + 0.093 + 0.064 + 0.039, 0.145, 0.049, 0.168, 0.082 + 0.106 + 0.033 + 0.093];
        assert!((areas[0] - 0.326_f64).abs() < 1e-12 && (areas[4] - 0.314_f64).abs() < 1e-12);
        assert!((areas.iter().sum::<f64>() - 1.002).abs() < 1e-12);
        // As weights of a tree they are divided by their sum, so rounding in print does no harm.
        let weights = Weights::from_given(&areas).unwrap();
        assert!((weights.shares().iter().sum::<f64>() - 1.0).abs() < 1e-15);
    }

    #[test]
    fn groups_have_weights_of_their_own() {
        let first = branch(vec![leaf(0), leaf(1)], &[50.0, 50.0]);
        let second = branch(vec![leaf(0), leaf(1)], &[10.0, 90.0]);
        let found = score_groups(&matrix(), &[0, 1], &[first.clone(), second]).unwrap();
        assert_eq!(found.totals.to_options(), [Some(70.0), Some(68.0)]);
        assert!(score_groups(&matrix(), &[0, 1], &[first]).is_err());
    }
}
