//! What one indicator does to the result: leave it out, its effective weight, its correlation with the total.

use super::error::EvaluationError;
use super::matrix::{Column, Matrix};
use super::rank::{Better, Ties, rank};
use super::rounding::Rounding;
use super::statistics::{Correlation, correlate};
use super::tree::{Node, effective_weights, score_tree};
use super::weight::Weights;

/// The tree without the node at a path (child numbers from the top); weights beside it are scaled up. A branch that loses
/// its last child goes too. None when nothing is left or there is no such node.
pub fn without(node: &Node, path: &[usize]) -> Option<Node> {
    let Node::Branch { children, weights, mean, holes } = node else { return None };
    let (place, rest) = path.split_first()?;
    let child = children.get(*place)?;
    let replaced = if rest.is_empty() { None } else { without(child, rest) };
    let (mut kept, mut shares) = (Vec::new(), Vec::new());
    for (other, (child, share)) in children.iter().zip(weights.shares()).enumerate() {
        if other != *place {
            kept.push(child.clone());
            shares.push(*share);
        } else if let Some(replaced) = &replaced {
            kept.push(replaced.clone());
            shares.push(*share);
        }
    }
    let weights = Weights::from_given(&shares).ok()?;
    Some(Node::Branch { children: kept, weights, mean: *mean, holes: *holes })
}

/// The result without one node.
#[derive(Debug, Clone, PartialEq)]
pub struct Removal {
    pub path: Vec<usize>,
    pub places: Column,
    /// Mean and largest change of place against the full tree, over subjects with both places.
    pub mean_change: f64,
    pub most_change: f64,
}

/// Leaves out each node in turn.
pub fn remove_each(
    matrix: &Matrix,
    tree: &Node,
    paths: &[Vec<usize>],
    ties: Ties,
    rounding: Rounding,
) -> Result<Vec<Removal>, EvaluationError> {
    let places_of = |tree: &Node| {
        let scores = score_tree(matrix, tree)?.scores;
        Ok(rank(&scores, Better::High, ties, rounding).1)
    };
    let full = places_of(tree)?;
    let mut removals = Vec::with_capacity(paths.len());
    for path in paths {
        let rest = without(tree, path).ok_or(EvaluationError::NoValue { what: "去掉该项后的指标体系" })?;
        let places = places_of(&rest)?;
        let changes: Vec<f64> = full
            .raw()
            .iter()
            .zip(places.raw())
            .map(|(one, other)| (one - other).abs())
            .filter(|c| !c.is_nan())
            .collect();
        let mean_change = if changes.is_empty() { 0.0 } else { changes.iter().sum::<f64>() / changes.len() as f64 };
        let most_change = changes.iter().copied().fold(0.0, f64::max);
        removals.push(Removal { path: path.clone(), places, mean_change, most_change });
    }
    Ok(removals)
}

/// Paths of all leaves, from left to right.
pub fn leaf_paths(node: &Node) -> Vec<Vec<usize>> {
    match node {
        Node::Leaf { .. } => vec![Vec::new()],
        Node::Branch { children, .. } => children
            .iter()
            .enumerate()
            .flat_map(|(place, child)| {
                leaf_paths(child).into_iter().map(move |path| [vec![place], path].concat()).collect::<Vec<_>>()
            })
            .collect(),
    }
}

/// An indicator's declared and measured influence.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Influence {
    /// Product of weights down the tree.
    pub effective_weight: f64,
    /// Correlation with the total; none when either does not vary. Far below the others: the indicator is silent.
    pub correlation: Option<f64>,
}

pub fn influences(
    matrix: &Matrix,
    tree: &Node,
    totals: &Column,
    kind: Correlation,
) -> Result<Vec<Influence>, EvaluationError> {
    let weights = effective_weights(tree, matrix.width());
    let mut influences = Vec::with_capacity(matrix.width());
    for (column, effective_weight) in matrix.columns().iter().zip(weights) {
        influences.push(Influence { effective_weight, correlation: correlate(column, totals, kind)? });
    }
    Ok(influences)
}

#[cfg(test)]
mod tests {
    use super::super::aggregate::{Holes, Mean};
    use super::super::matrix::table;
    use super::*;

    fn branch(children: Vec<Node>, weights: &[f64]) -> Node {
        let weights = Weights::from_given(weights).unwrap();
        Node::Branch { children, weights, mean: Mean::Arithmetic, holes: Holes::Spread }
    }

    fn tree() -> Node {
        let leaf = |column| Node::Leaf { column };
        branch(vec![branch(vec![leaf(0), leaf(1)], &[1.0, 1.0]), leaf(2)], &[1.0, 1.0])
    }

    #[test]
    fn leaving_out_scales_the_others_up() {
        assert_eq!(leaf_paths(&tree()), [vec![0, 0], vec![0, 1], vec![1]]);
        let rest = without(&tree(), &[0, 1]).unwrap();
        assert_eq!(effective_weights(&rest, 3), [0.5, 0.0, 0.5]);
        let rest = without(&without(&tree(), &[0, 0]).unwrap(), &[0, 0]).unwrap();
        assert_eq!(effective_weights(&rest, 3), [0.0, 0.0, 1.0]);
        assert_eq!(without(&tree(), &[5]), None);
    }

    #[test]
    fn the_indicator_that_decides_moves_most_places() {
        let matrix = table(&[[1.0, 1.0, 9.0], [2.0, 2.0, 5.0], [3.0, 3.0, 1.0]]);
        let paths = leaf_paths(&tree());
        let found = remove_each(&matrix, &tree(), &paths, Ties::Competition, Rounding::TenDigits).unwrap();
        assert_eq!(found.iter().map(|removal| removal.most_change).collect::<Vec<_>>(), [0.0, 0.0, 2.0]);
        let totals = score_tree(&matrix, &tree()).unwrap().scores;
        let found = influences(&matrix, &tree(), &totals, Correlation::Pearson).unwrap();
        assert_eq!(found[2].effective_weight, 0.5);
        assert!((found[2].correlation.unwrap() - 1.0).abs() < 1e-12);
    }
}
