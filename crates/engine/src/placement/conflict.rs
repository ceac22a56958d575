//! Says which limits contradict each other when nothing can be placed.
//!
//! Limits are left out one after another, in their order, as long as the rest still contradict (deletion filter, Chinneck
//! 1997). Where projects could even be split, prices prove it and anyone can check them; where only whole projects do not
//! fit, going through all solutions does. Steps and nodes are counted, never timed, so that the answer is the same on every
//! machine. That what remains is the smallest contradiction is not claimed.

use super::bound::{Prices, contradiction};
use super::exact::exhaust;
use super::problem::{Problem, RowKind};

const STEPS: u32 = 3_000;
/// Of one going through; there is one for every row.
const NODES_MAX: u32 = 20_000;
/// Of all of them; limits that were not tried by then stay named.
const NODES_ALL: u32 = 4_000_000;

/// Rows that cannot all be kept even where projects could be split; nothing when prices prove no contradiction.
pub fn conflict(problem: &Problem) -> Option<Vec<usize>> {
    needed(&mut |rows| priced(problem, rows), priced(problem, &all(problem))?)
}

/// Rows that whole projects cannot all keep, though parts of them might; nothing when that was not proved. `is_proved` says
/// that all rows together were found to contradict already.
pub fn whole_conflict(problem: &Problem, is_proved: bool) -> Option<Vec<usize>> {
    let mut left = NODES_ALL;
    let mut proof = |rows: &[usize]| tried(problem, rows, &mut left);
    let rows = if is_proved { all(problem) } else { proof(&all(problem))? };
    needed(&mut proof, rows)
}

fn all(problem: &Problem) -> Vec<usize> {
    (0..problem.rows.len()).collect()
}

/// Whether some rows contradict each other, as those of them that the proof needs.
type Proof<'a> = dyn FnMut(&[usize]) -> Option<Vec<usize>> + 'a;

fn needed(proof: &mut Proof<'_>, mut rows: Vec<usize>) -> Option<Vec<usize>> {
    let mut at = 0;
    while at < rows.len() {
        let without: Vec<usize> = rows.iter().copied().filter(|row| *row != rows[at]).collect();
        match proof(&without) {
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

/// All of `rows` where going through all solutions found none, within the nodes that are `left`.
fn tried(problem: &Problem, rows: &[usize], left: &mut u32) -> Option<Vec<usize>> {
    let mut held = only(problem, rows);
    // Worth nothing, so that the first solution ends it.
    held.choices.iter_mut().for_each(|choice| choice.value = 0);
    let most = NODES_MAX.min(*left);
    let found = exhaust(&held, &Prices::none(held.rows.len()), None, most);
    *left -= found.as_ref().map_or(most, |found| found.nodes);
    found?.best.is_none().then(|| rows.to_vec())
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
