//! How much wider a limit must be before more can be had, and how much more then. Projects cannot be split, so that one
//! unit more often brings nothing; what does is found by trying, where all solutions can be gone through.

use super::Solution;
use super::bound::prices;
use super::exact::exhaust;
use super::problem::{Problem, RowKind};

/// Larger problems are answered by prices alone.
const CHOICES_MAX: usize = 200;
/// Of one going through.
const NODES_MAX: u32 = 10_000;
/// Any prices are good for leaving out what is no better; these are good enough.
const PRICE_STEPS: u32 = 200;

/// In the fine units of the problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Step {
    /// How much more of a cap, or less of a floor.
    pub by: i64,
    pub gain: i128,
}

/// Of each row the smallest widening that brings more, nothing where none does; nothing at all where that is not known.
pub(super) fn steps(problem: &Problem, solution: &Solution) -> Option<Vec<Option<Step>>> {
    if !solution.is_best || problem.choices.len() > CHOICES_MAX {
        return None;
    }
    (0..problem.rows.len()).map(|row| step(problem, solution, row)).collect()
}

fn step(problem: &Problem, solution: &Solution, row: usize) -> Option<Option<Step>> {
    let bound = problem.rows[row].bound;
    let widest = match problem.rows[row].kind {
        RowKind::Cap => all_of(problem, row) - bound,
        RowKind::Floor => bound,
    };
    if widest <= 0 {
        return Some(None);
    }
    let gain = |by: i64| -> Option<i128> {
        let mut wider = problem.clone();
        wider.rows[row].bound = match problem.rows[row].kind {
            RowKind::Cap => bound + by,
            RowKind::Floor => bound - by,
        };
        let known = Some((solution.value, solution.chosen.clone()));
        let found = exhaust(&wider, &prices(&wider, PRICE_STEPS), known, NODES_MAX)?;
        found.best.map(|(value, _)| value - solution.value)
    };
    if gain(widest)? == 0 {
        return Some(None);
    }
    // What can be had never falls when a limit widens.
    let (mut nothing, mut something) = (0, widest);
    while something - nothing > 1 {
        let middle = nothing + (something - nothing) / 2;
        match gain(middle)? {
            0 => nothing = middle,
            _ => something = middle,
        }
    }
    Some(Some(Step { by: something, gain: gain(something)? }))
}

/// What all projects together can take of a row at most.
fn all_of(problem: &Problem, row: usize) -> i64 {
    let most = |choices: &Vec<usize>| {
        let uses = choices.iter().flat_map(|choice| &problem.choices[*choice].uses);
        uses.filter(|used| used.row == row).map(|used| used.amount).max().unwrap_or(0)
    };
    problem.by_project().iter().map(most).sum()
}
