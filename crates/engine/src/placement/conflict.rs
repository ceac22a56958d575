//! Says which limits contradict each other when nothing can be placed.
//!
//! Limits are left out one after another as long as the rest can be proved to contradict (deletion filter, Chinneck
//! 1997). What remains is a contradiction that anyone can check from its prices; that it is the smallest one is not
//! claimed.

use super::bound::contradiction;
use super::problem::Problem;

const STEPS: u32 = 3_000;

/// Rows that cannot all be kept; nothing when no contradiction was proved.
pub fn conflict(problem: &Problem) -> Option<Vec<usize>> {
    let mut rows: Vec<usize> = (0..problem.rows.len()).collect();
    rows = priced(problem, &rows)?;
    let mut at = 0;
    while at < rows.len() {
        let without: Vec<usize> = rows.iter().copied().filter(|row| *row != rows[at]).collect();
        match priced(problem, &without) {
            // What the proof does not need can go at once, also further ahead.
            Some(fewer) => rows = fewer,
            None => at += 1,
        }
    }
    Some(rows)
}

/// Those of `rows` that a proof of their contradiction needs.
fn priced(problem: &Problem, rows: &[usize]) -> Option<Vec<usize>> {
    let held = only(problem, rows);
    let prices = contradiction(&held, STEPS)?;
    Some(rows.iter().enumerate().filter(|(at, _)| prices.scaled(*at) > 0).map(|(_, row)| *row).collect())
}

/// The problem with no other rows than these.
fn only(problem: &Problem, rows: &[usize]) -> Problem {
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
