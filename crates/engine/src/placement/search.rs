//! Looks for a good solution: simulated annealing over the projects that prices leave open.
//!
//! Caps are never broken on the way; floors cost a penalty until they are met. Steps are counted, never timed, and random
//! numbers are seeded, so the same problem gives the same solution on every machine. What it finds is not trusted: whoever
//! calls it recounts it.

use super::bound::{PRICE_SCALE, Prices, reduced};
use super::problem::{Chosen, Problem, RowKind};
use crate::random::SplitMix64;

const NONE: u32 = u32::MAX;
/// Open projects for each price that is not zero, one round each.
const OPEN_FOR_EACH_PRICE: [usize; 5] = [2, 3, 4, 3, 2];
const FINE_SCALE: i64 = 1024;
const STEPS_MAX: u64 = 5_000_000;
/// Between two changes of the temperature.
const SWEEP: u64 = 1024;

/// The best solution that keeps all rows, if any was found.
pub fn search(problem: &Problem, prices: &Prices, bound: i128) -> Option<Chosen> {
    let open = Open::of(problem, prices);
    let mut best: Option<(i64, Vec<u32>)> = None;
    for (round, count) in (0..).zip(OPEN_FOR_EACH_PRICE) {
        let mut walk = Walk::new(problem, prices, &open, count, round);
        walk.anneal();
        let found = walk.best.take().map(|at| Walk::polished(problem, prices, &open, at));
        best = [best, found].into_iter().flatten().max_by_key(|(value, _)| *value);
        if best.as_ref().is_some_and(|(value, _)| i128::from(*value) >= bound) {
            break;
        }
    }
    if best.is_none() {
        let mut walk = Walk::new(problem, prices, &open, usize::MAX, 99);
        walk.anneal();
        best = walk.best.take().map(|at| Walk::polished(problem, prices, &open, at));
    }
    best.map(|(_, at)| at.into_iter().map(|choice| (choice != NONE).then_some(choice as usize)).collect())
}

/// What prices say about each project.
struct Open {
    of_project: Vec<Vec<usize>>,
    /// Value after payment of the best choice, not below zero (not placed).
    most: Vec<f64>,
    best: Vec<u32>,
    /// How far the second best is behind, not placed being one of them.
    lead: Vec<f64>,
    /// Value after payment of each choice.
    left: Vec<f64>,
    /// Rows with a price.
    priced: usize,
}

impl Open {
    fn of(problem: &Problem, prices: &Prices) -> Open {
        let scaled = |choice: usize| reduced(problem, prices, choice, true) as f64 / PRICE_SCALE as f64;
        let left: Vec<f64> = (0..problem.choices.len()).map(scaled).collect();
        let of_project = problem.by_project();
        let (mut most, mut best, mut lead) = (Vec::new(), Vec::new(), Vec::new());
        for choices in &of_project {
            let (mut first, mut second, mut which) = (0.0, f64::NEG_INFINITY, NONE);
            for choice in choices {
                if left[*choice] > first {
                    (second, first, which) = (first, left[*choice], *choice as u32);
                } else if left[*choice] > second {
                    second = left[*choice];
                }
            }
            most.push(first);
            best.push(which);
            lead.push(if choices.is_empty() { f64::INFINITY } else { first - second });
        }
        let priced = (0..problem.rows.len()).filter(|row| prices.scaled(*row) > 0).count();
        Open { of_project, most, best, lead, left, priced }
    }

    /// The lead below which so many projects are open.
    fn threshold(&self, for_each: usize) -> f64 {
        let mut leads: Vec<f64> = self.lead.iter().copied().filter(|lead| lead.is_finite()).collect();
        leads.sort_by(f64::total_cmp);
        let wanted = self.priced.saturating_mul(for_each).max(24);
        leads.get(wanted.min(leads.len()).saturating_sub(1)).copied().unwrap_or(0.0).max(1e-6)
    }
}

struct Walk<'a> {
    problem: &'a Problem,
    candidates: Vec<Vec<u32>>,
    /// Projects that may move.
    open: Vec<u32>,
    hot: f64,
    cold: f64,
    random: SplitMix64,
    /// What a unit missing from a floor costs, in 1 / [`FINE_SCALE`].
    penalty: Vec<i64>,
    /// What all that is missing costs.
    fine: i64,
    at: Vec<u32>,
    /// Caps: what is left. Floors: what is above, negative when something is missing.
    slack: Vec<i64>,
    /// Movable projects at each place, with where each stands in the list.
    at_place: Vec<Vec<u32>>,
    stand: Vec<u32>,
    value: i64,
    missing: usize,
    best: Option<Vec<u32>>,
    best_value: i64,
}

impl<'a> Walk<'a> {
    fn new(problem: &'a Problem, prices: &Prices, open: &Open, for_each: usize, seed: u64) -> Walk<'a> {
        let threshold = open.threshold(for_each);
        let is_near = |project: usize, choice: usize| open.most[project] - open.left[choice] <= threshold;
        let candidates: Vec<Vec<u32>> = (0..problem.projects)
            .map(|project| {
                let near = open.of_project[project].iter().filter(|choice| is_near(project, **choice));
                near.map(|choice| *choice as u32).collect()
            })
            .collect();
        let mut walk = Walk {
            problem,
            candidates,
            open: Vec::new(),
            hot: threshold * 2.5,
            cold: threshold * 0.15,
            random: SplitMix64::new(20_260_101 + seed),
            penalty: penalties(problem, prices),
            at: vec![NONE; problem.projects],
            slack: problem
                .rows
                .iter()
                .map(|row| if row.kind == RowKind::Cap { row.bound } else { -row.bound })
                .collect(),
            at_place: vec![Vec::new(); problem.places],
            stand: vec![0; problem.projects],
            value: 0,
            fine: 0,
            missing: 0,
            best: None,
            best_value: i64::MIN,
        };
        walk.count_missing();
        // What is far ahead is settled first, the furthest first; what no longer fits stays open.
        let mut settled: Vec<usize> =
            (0..problem.projects).filter(|project| open.lead[*project] > threshold * 3.0).collect();
        settled.sort_by(|one, other| open.lead[*other].total_cmp(&open.lead[*one]).then(one.cmp(other)));
        let mut is_settled = vec![false; problem.projects];
        for project in settled {
            let choice = open.best[project];
            if choice == NONE {
                is_settled[project] = true;
            } else if walk.fits(choice) {
                walk.put(project as u32, choice, false);
                is_settled[project] = true;
            }
        }
        walk.open = (0..problem.projects)
            .filter(|project| !is_settled[*project] && !walk.candidates[*project].is_empty())
            .map(|project| project as u32)
            .collect();
        walk
    }

    fn count_missing(&mut self) {
        let misses = self.slack.iter().map(|slack| (-*slack).max(0));
        self.missing = misses.clone().filter(|misses| *misses > 0).count();
        self.fine = misses.zip(&self.penalty).map(|(misses, penalty)| misses * penalty).sum();
    }

    fn fits(&self, choice: u32) -> bool {
        self.blocking(choice).is_none()
    }

    /// The first cap that is too short for a choice.
    fn blocking(&self, choice: u32) -> Option<usize> {
        let uses = &self.problem.choices[choice as usize].uses;
        let is_short =
            |row: usize, amount: i64| self.problem.rows[row].kind == RowKind::Cap && self.slack[row] < amount;
        uses.iter().find(|used| is_short(used.row, used.amount)).map(|used| used.row)
    }

    /// Puts a project that is nowhere.
    fn put(&mut self, project: u32, choice: u32, is_movable: bool) {
        let taken = &self.problem.choices[choice as usize];
        self.at[project as usize] = choice;
        self.value += taken.value;
        for used in &taken.uses {
            self.move_slack(used.row, used.amount);
        }
        if is_movable {
            let list = &mut self.at_place[taken.place];
            self.stand[project as usize] = list.len() as u32;
            list.push(project);
        }
    }

    /// Takes a movable project away.
    fn take(&mut self, project: u32) {
        let taken = &self.problem.choices[self.at[project as usize] as usize];
        self.at[project as usize] = NONE;
        self.value -= taken.value;
        for used in &taken.uses {
            self.move_slack(used.row, -used.amount);
        }
        let list = &mut self.at_place[taken.place];
        let stand = self.stand[project as usize];
        list.swap_remove(stand as usize);
        if let Some(moved) = list.get(stand as usize) {
            self.stand[*moved as usize] = stand;
        }
    }

    fn move_slack(&mut self, row: usize, amount: i64) {
        let slack = &mut self.slack[row];
        match self.problem.rows[row].kind {
            RowKind::Cap => *slack -= amount,
            RowKind::Floor => {
                let missed = (-*slack).max(0);
                *slack += amount;
                let misses = (-*slack).max(0);
                self.missing = self.missing + usize::from(misses > 0) - usize::from(missed > 0);
                self.fine += self.penalty[row] * (misses - missed);
            }
        }
    }

    fn anneal(&mut self) {
        let count = self.open.len() as u64;
        let steps = (count * count * 400).clamp(2 * SWEEP, STEPS_MAX);
        self.keep();
        if self.open.is_empty() {
            return;
        }
        let cooling = libm::pow(self.cold / self.hot, SWEEP as f64 / steps as f64);
        let mut temperature = self.hot;
        for step in 0..steps {
            if step % SWEEP == SWEEP - 1 {
                temperature *= cooling;
            }
            self.try_move(temperature);
        }
    }

    fn below(&mut self, count: usize) -> usize {
        self.random.between(0, count as i64 - 1) as usize
    }

    /// Moves one project, with at most one other that makes room for it.
    fn try_move(&mut self, temperature: f64) {
        let drawn = self.below(self.open.len());
        let project = self.open[drawn];
        let of = self.candidates[project as usize].len();
        let which = self.below(of + 1);
        let old = self.at[project as usize];
        let new = if which == of { NONE } else { self.candidates[project as usize][which] };
        if new == old || (new == NONE && self.below(4) != 0) {
            return;
        }
        let (before, fined) = (self.value, self.fine);
        if old != NONE {
            self.take(project);
        }
        let (mut other, mut other_old) = (NONE, NONE);
        if new != NONE && !self.fits(new) {
            let place = self.problem.choices[new as usize].place;
            if !self.at_place[place].is_empty() {
                let drawn = self.below(self.at_place[place].len());
                other = self.at_place[place][drawn];
                other_old = self.at[other as usize];
                self.take(other);
            }
            if !self.fits(new) {
                self.undo((project, old), (other, other_old));
                return;
            }
        }
        if new != NONE {
            self.put(project, new, true);
        }
        let other_new = if other == NONE { NONE } else { self.best_place(other) };
        if other_new != NONE {
            self.put(other, other_new, true);
        }
        let gain = (self.value - before) as f64 - (self.fine - fined) as f64 / FINE_SCALE as f64;
        let is_taken = gain >= 0.0
            || (gain > -30.0 * temperature && {
                let drawn = self.below(1 << 30) as f64 / (1u64 << 30) as f64;
                drawn < libm::exp(gain / temperature)
            });
        if is_taken {
            self.keep();
            return;
        }
        if other_new != NONE {
            self.take(other);
        }
        if new != NONE {
            self.take(project);
        }
        self.undo((project, old), (other, other_old));
    }

    fn undo(&mut self, (project, old): (u32, u32), (other, other_old): (u32, u32)) {
        if other != NONE {
            self.put(other, other_old, true);
        }
        if old != NONE {
            self.put(project, old, true);
        }
    }

    /// Where a project that had to go is worth most now.
    fn best_place(&self, project: u32) -> u32 {
        let mut found = NONE;
        let mut most = 0;
        for choice in &self.candidates[project as usize] {
            let value = self.problem.choices[*choice as usize].value;
            if value > most && self.fits(*choice) {
                (most, found) = (value, *choice);
            }
        }
        found
    }

    fn keep(&mut self) {
        if self.missing == 0 && self.value > self.best_value {
            self.best_value = self.value;
            match &mut self.best {
                Some(best) => best.copy_from_slice(&self.at),
                None => self.best = Some(self.at.clone()),
            }
        }
    }

    /// The solution after every single move and every exchange that makes it better, with all projects and choices.
    fn polished(problem: &'a Problem, prices: &Prices, open: &Open, at: Vec<u32>) -> (i64, Vec<u32>) {
        let mut walk = Walk::new(problem, prices, open, usize::MAX, 0);
        walk.candidates =
            open.of_project.iter().map(|choices| choices.iter().map(|choice| *choice as u32).collect()).collect();
        walk.reset(&at);
        loop {
            let before = walk.value;
            for project in 0..problem.projects as u32 {
                walk.improve(project);
            }
            if walk.value == before {
                return (walk.value, walk.at);
            }
        }
    }

    fn reset(&mut self, at: &[u32]) {
        self.slack =
            self.problem.rows.iter().map(|row| if row.kind == RowKind::Cap { row.bound } else { -row.bound }).collect();
        self.count_missing();
        self.at_place.iter_mut().for_each(Vec::clear);
        self.at.fill(NONE);
        self.value = 0;
        for (project, choice) in at.iter().enumerate().filter(|(_, choice)| **choice != NONE) {
            self.put(project as u32, *choice, true);
        }
    }

    /// The best move of one project, alone or in exchange for one that is then placed elsewhere.
    fn improve(&mut self, project: u32) {
        for at in 0..self.candidates[project as usize].len() {
            let (old, new) = (self.at[project as usize], self.candidates[project as usize][at]);
            if new == old {
                continue;
            }
            let before = self.value;
            if old != NONE {
                self.take(project);
            }
            if self.fits(new) {
                self.put(project, new, true);
                if self.value > before && self.missing == 0 {
                    continue;
                }
                self.take(project);
            } else {
                let place = self.problem.choices[new as usize].place;
                for other in self.at_place[place].clone() {
                    let other_old = self.at[other as usize];
                    self.take(other);
                    if self.fits(new) {
                        self.put(project, new, true);
                        let other_new = self.best_place(other);
                        if other_new != NONE {
                            self.put(other, other_new, true);
                        }
                        if self.value > before && self.missing == 0 {
                            break;
                        }
                        if other_new != NONE {
                            self.take(other);
                        }
                        self.take(project);
                    }
                    self.put(other, other_old, true);
                }
            }
            if self.at[project as usize] == NONE && old != NONE {
                self.put(project, old, true);
            }
        }
    }
}

/// What a missing unit costs: twice its price, and at least what one unit is worth at best.
fn penalties(problem: &Problem, prices: &Prices) -> Vec<i64> {
    let most = problem.choices.iter().map(|choice| choice.value.abs()).max().unwrap_or(0).max(1);
    let mut largest: Vec<i64> = vec![0; problem.rows.len()];
    for used in problem.choices.iter().flat_map(|choice| &choice.uses) {
        largest[used.row] = largest[used.row].max(used.amount);
    }
    let penalty = |row: usize| {
        let of_one = most.saturating_mul(FINE_SCALE) / largest[row].max(1);
        let priced = prices.scaled(row).saturating_mul(2) / (PRICE_SCALE / FINE_SCALE);
        // All that can be missing costs no more than 64 bits hold.
        of_one.max(priced).max(1).min((1 << 56) / problem.rows[row].bound.max(1)).max(1)
    };
    (0..problem.rows.len()).map(penalty).collect()
}
