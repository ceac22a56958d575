//! Goes through all solutions of a problem that is small enough, leaving out what prices prove to be no better.
//!
//! Exact integers; nodes are counted, never timed. What it finds is not trusted: whoever calls it recounts it.

use std::collections::BTreeMap;

use super::bound::{PRICE_SCALE, Prices, reduced};
use super::problem::{Chosen, Problem, RowKind};

/// What going through all solutions gave.
pub(super) struct Exhausted {
    /// Nothing when no solution keeps all rows.
    pub best: Option<(i128, Chosen)>,
    /// How many nodes that took.
    pub nodes: u32,
}

/// Starts from a solution that is known; nothing when it would take more than so many nodes.
pub(super) fn exhaust(
    problem: &Problem,
    prices: &Prices,
    known: Option<(i128, Chosen)>,
    nodes_max: u32,
) -> Option<Exhausted> {
    let left = |choice: &usize| reduced(problem, prices, *choice, true);
    let mut order: Vec<(i128, Vec<usize>)> = problem
        .by_project()
        .into_iter()
        .filter(|choices| !choices.is_empty())
        .map(|mut choices| {
            choices.sort_by_key(|choice| (-left(choice), *choice));
            let mut worths: Vec<i128> = choices.iter().map(left).chain([0]).collect();
            worths.sort_unstable_by(|one, other| other.cmp(one));
            (worths[0] - worths[1], choices)
        })
        .collect();
    // Whose place is clear comes first: the others are then few.
    order.sort_by_key(|(lead, choices)| (-lead, choices[0]));
    let mut rest: Vec<i128> = vec![0; order.len() + 1];
    for depth in (0..order.len()).rev() {
        rest[depth] = rest[depth + 1] + order[depth].1.first().map(left).unwrap_or(0).max(0);
    }
    let slack: Vec<i64> =
        problem.rows.iter().map(|row| if row.kind == RowKind::Cap { row.bound } else { -row.bound }).collect();
    let paid = |(row, slack): (usize, &i64)| i128::from(prices.scaled(row)) * i128::from(*slack);
    let order: Vec<Vec<usize>> = order.into_iter().map(|(_, choices)| choices).collect();
    let most: Vec<BTreeMap<usize, i64>> = order.iter().map(|choices| most_of(problem, choices)).collect();
    let mut reach = slack.clone();
    most.iter().flatten().for_each(|(row, amount)| reach[*row] += amount);
    if (0..reach.len()).any(|row| problem.rows[row].kind == RowKind::Floor && reach[row] < 0) {
        return Some(Exhausted { best: known, nodes: 1 });
    }
    let mut branch = Branch {
        problem,
        prices,
        order,
        most,
        reach,
        rest,
        paid: slack.iter().enumerate().map(paid).sum(),
        slack,
        value: 0,
        chosen: vec![None; problem.projects],
        best: known,
        nodes_left: nodes_max,
    };
    branch.go(0).then_some(Exhausted { nodes: nodes_max - branch.nodes_left, best: branch.best })
}

/// What the choices of one project can add to each floor at most.
fn most_of(problem: &Problem, choices: &[usize]) -> BTreeMap<usize, i64> {
    let mut most = BTreeMap::new();
    let uses = choices.iter().flat_map(|choice| &problem.choices[*choice].uses);
    for used in uses.filter(|used| problem.rows[used.row].kind == RowKind::Floor) {
        let known = most.entry(used.row).or_insert(used.amount);
        *known = used.amount.max(*known);
    }
    most
}

struct Branch<'a> {
    problem: &'a Problem,
    prices: &'a Prices,
    order: Vec<Vec<usize>>,
    /// What each project of the order can add to floors at most.
    most: Vec<BTreeMap<usize, i64>>,
    /// Of floors: what is above when the projects from here on add the most that each can. Below zero there is no way to
    /// fill the floor any more.
    reach: Vec<i64>,
    /// What the projects from here on are worth at most after payment.
    rest: Vec<i128>,
    /// Prices times what is left of the rows.
    paid: i128,
    slack: Vec<i64>,
    value: i128,
    chosen: Chosen,
    best: Option<(i128, Chosen)>,
    nodes_left: u32,
}

impl Branch<'_> {
    /// Whether all below was gone through.
    fn go(&mut self, depth: usize) -> bool {
        let Some(left) = self.nodes_left.checked_sub(1) else { return false };
        self.nodes_left = left;
        let most = self.value + (self.paid + self.rest[depth]).div_euclid(i128::from(PRICE_SCALE));
        if self.best.as_ref().is_some_and(|(value, _)| most <= *value) {
            return true;
        }
        let Some(choices) = self.order.get(depth).cloned() else {
            let is_kept = |row: usize| self.problem.rows[row].kind == RowKind::Cap || self.slack[row] >= 0;
            if (0..self.slack.len()).all(is_kept) && self.best.as_ref().is_none_or(|(value, _)| self.value > *value) {
                self.best = Some((self.value, self.chosen.clone()));
            }
            return true;
        };
        let most = self.most[depth].clone();
        most.iter().for_each(|(row, amount)| self.reach[*row] -= amount);
        let is_done = self.project(depth, choices, &most);
        most.iter().for_each(|(row, amount)| self.reach[*row] += amount);
        is_done
    }

    /// The project at a depth: at each of its places, and nowhere. `most` is what it could add to floors.
    fn project(&mut self, depth: usize, choices: Vec<usize>, most: &BTreeMap<usize, i64>) -> bool {
        for choice in choices {
            let wanted = &self.problem.choices[choice];
            let is_short = wanted
                .uses
                .iter()
                .any(|used| self.problem.rows[used.row].kind == RowKind::Cap && self.slack[used.row] < used.amount);
            if is_short {
                continue;
            }
            self.turn(choice, 1);
            self.chosen[wanted.project] = Some(choice);
            let is_done = self.is_lost(most) || self.go(depth + 1);
            self.chosen[wanted.project] = None;
            self.turn(choice, -1);
            if !is_done {
                return false;
            }
        }
        self.is_lost(most) || self.go(depth + 1)
    }

    /// Whether a floor of those that a project could have filled cannot be filled any more.
    fn is_lost(&self, most: &BTreeMap<usize, i64>) -> bool {
        most.keys().any(|row| self.reach[*row] < 0)
    }

    /// Takes a choice, or gives it back.
    fn turn(&mut self, choice: usize, sign: i64) {
        let wanted = &self.problem.choices[choice];
        self.value += i128::from(sign * wanted.value);
        for used in &wanted.uses {
            let change = match self.problem.rows[used.row].kind {
                RowKind::Cap => -sign * used.amount,
                RowKind::Floor => sign * used.amount,
            };
            self.slack[used.row] += change;
            self.reach[used.row] += change;
            self.paid += i128::from(self.prices.scaled(used.row)) * i128::from(change);
        }
    }
}
