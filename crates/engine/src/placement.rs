//! Placements (项目落地): which project at which place under quotas of several kinds, worth as much as possible.
//!
//! A good solution is looked for, recounted in exact integers, and held against a bound that prices of the quotas prove;
//! the prices are the shadow prices. Pure: the same problem gives the same solution on every machine.

mod bound;
mod conflict;
mod exact;
mod explain;
mod problem;
mod run;
mod search;
mod steps;
mod words;

pub use bound::{PRICE_SCALE, Prices, bound, contradicts};
pub use conflict::{conflict, whole_conflict};
pub use explain::{Placed, PlacementFigure};
pub use problem::{Choice, Chosen, Problem, Recount, Row, RowKind, Use};
pub use run::{LimitChange, PlacementError, placement};

/// A problem that takes more nodes is left as the search found it.
const NODES_MAX: u32 = 100_000;
/// Steps of the search for prices.
const PRICE_STEPS: u32 = 3_000;

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Solution {
    pub chosen: Chosen,
    pub value: i128,
    /// No solution is worth more; proved by `prices`, or by going through all solutions.
    pub bound: i128,
    /// Whether all solutions were gone through, so that this is the best.
    pub is_best: bool,
    pub prices: Prices,
}

/// Why there is no solution.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoSolution {
    /// A number is out of range, in words.
    Range(String),
    /// These rows cannot all be kept; proved.
    Conflict(Vec<usize>),
    /// No solution of whole projects keeps all of these rows, though parts of projects might; all were gone through.
    Whole(Vec<usize>),
    /// Neither a solution nor a contradiction was found.
    Unknown,
    /// The search reported a solution that does not keep these rows: a fault of this program.
    Broken(Vec<usize>),
}

/// Looks for the solution that is worth most.
///
/// # Errors
/// Limits that contradict each other are named; a solution that does not pass the recount is never returned.
pub fn place(problem: &Problem) -> Result<Solution, NoSolution> {
    problem.check().map_err(NoSolution::Range)?;
    let prices = bound::prices(problem, PRICE_STEPS);
    let bound = bound(problem, &prices);
    let found = search::search(problem, &prices, bound).map(|chosen| (problem.recount(&chosen).value, chosen));
    let exhausted = exact::exhaust(problem, &prices, found.clone(), NODES_MAX);
    let is_best = exhausted.is_some();
    let Some((_, chosen)) = exhausted.map_or(found, |exhausted| exhausted.best) else {
        let whole = || whole_conflict(problem, is_best).map(NoSolution::Whole);
        return Err(conflict(problem).map(NoSolution::Conflict).or_else(whole).unwrap_or(NoSolution::Unknown));
    };
    let recount = problem.recount(&chosen);
    if !recount.broken.is_empty() {
        return Err(NoSolution::Broken(recount.broken));
    }
    let bound = if is_best { recount.value } else { bound };
    Ok(Solution { chosen, value: recount.value, bound, is_best, prices })
}

#[cfg(test)]
mod tests;
