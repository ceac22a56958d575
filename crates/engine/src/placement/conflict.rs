//! Says which limits contradict each other when nothing can be placed.
//!
//! Limits are left out one after another as long as the rest can be proved to contradict (deletion filter, Chinneck
//! 1997). What remains is a contradiction that anyone can check from its prices; that it is the smallest one is not
//! claimed.

use super::bound::{Prices, contradiction};
use super::exact::exhaust;
use super::problem::{Problem, RowKind};

const STEPS: u32 = 3_000;
/// Of one going through; there is one for every row.
const NODES_MAX: u32 = 20_000;

/// Rows that cannot all be kept; nothing when no contradiction was proved. Prices prove it where projects could even be
/// split; else, of a problem that is small enough, that no solution is left.
pub fn conflict(problem: &Problem) -> Option<Vec<usize>> {
    needed(problem, &priced).or_else(|| needed(problem, &tried))
}

/// Whether some rows contradict each other, as those of them that the proof needs.
type Proof = dyn Fn(&Problem, &[usize]) -> Option<Vec<usize>>;

fn needed(problem: &Problem, proof: &Proof) -> Option<Vec<usize>> {
    let all: Vec<usize> = (0..problem.rows.len()).collect();
    let mut rows = proof(problem, &all)?;
    let mut at = 0;
    while at < rows.len() {
        let without: Vec<usize> = rows.iter().copied().filter(|row| *row != rows[at]).collect();
        match proof(problem, &without) {
            // What the proof does not need can go at once, also further ahead.
            Some(fewer) => rows = fewer,
            None => at += 1,
        }
    }
    Some(rows)
}

/// Those of `rows` that a proof by prices needs. What one cap alone is too small for is no choice.
fn priced(problem: &Problem, rows: &[usize]) -> Option<Vec<usize>> {
    let mut held = only(problem, rows);
    let mut is_needed = vec![false; rows.len()];
    let limits = held.rows.clone();
    held.choices.retain(|choice| {
        let mut too_small = choice
            .uses
            .iter()
            .filter(|used| limits[used.row].kind == RowKind::Cap && used.amount > limits[used.row].bound);
        match too_small.next() {
            Some(used) => {
                is_needed[used.row] = true;
                false
            }
            None => true,
        }
    });
    let prices = contradiction(&held, STEPS)?;
    let is_needed = |at: usize| is_needed[at] || prices.scaled(at) > 0;
    Some(rows.iter().enumerate().filter(|(at, _)| is_needed(*at)).map(|(_, row)| *row).collect())
}

/// All of `rows` where going through all solutions found none.
fn tried(problem: &Problem, rows: &[usize]) -> Option<Vec<usize>> {
    let mut held = only(problem, rows);
    // Worth nothing, so that the first solution ends it.
    held.choices.iter_mut().for_each(|choice| choice.value = 0);
    let found = exhaust(&held, &Prices::none(held.rows.len()), None, NODES_MAX)?;
    found.best.is_none().then(|| rows.to_vec())
}

/// The problem with no other rows than these.
pub(super) fn only(problem: &Problem, rows: &[usize]) -> Problem {
    let mut held = Problem { rows: rows.iter().map(|row| problem.rows[*row]).collect(), ..problem.clone() };
    let mut stands: Vec<Option<usize>> = vec![None; problem.rows.len()];
    for (at, row) in rows.iter().enumerate() {
        stands[*row] = Some(at);
    }
    for choice in &mut held.choices {
        choice.uses.retain(|used| stands[used.row].is_some());
        for used in &mut choice.uses {
            used.row = stands[used.row].unwrap_or_default();
        }
    }
    held
}
