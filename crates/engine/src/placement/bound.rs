//! Prices of limits, and the bound that they prove: no solution is worth more.
//!
//! Whatever prices are put on the limits, pricing every use and letting each project choose freely gives at least the
//! value of the best solution (Lagrangian relaxation, Geoffrion 1974). Prices are looked for with subgradient steps in
//! floating point; what they prove is then computed in exact integers from the prices alone, so nobody has to trust the
//! search. With negative bounds on a problem without values the same prices prove that limits contradict each other.

use super::problem::{Problem, RowKind};

/// Prices are whole multiples of 1 / 2^20.
pub const PRICE_SCALE: i64 = 1 << 20;
const PRICE_MAX: f64 = 1e9;

/// Prices of the rows, not negative.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prices(Vec<i64>);

impl Prices {
    pub fn none(rows: usize) -> Prices {
        Prices(vec![0; rows])
    }

    /// In 1 / [`PRICE_SCALE`].
    pub fn scaled(&self, row: usize) -> i64 {
        self.0[row]
    }

    pub fn of(&self, row: usize) -> f64 {
        self.0[row] as f64 / PRICE_SCALE as f64
    }

    fn rounded(prices: &[f64]) -> Prices {
        // A number in range rounds to an integer; never `as` from one that is not finite.
        let one = |price: &f64| {
            if price.is_finite() { libm::round(price.clamp(0.0, PRICE_MAX) * PRICE_SCALE as f64) as i64 } else { 0 }
        };
        Prices(prices.iter().map(one).collect())
    }
}

/// What a choice is worth after its uses are paid, in 1 / [`PRICE_SCALE`].
pub(super) fn reduced(problem: &Problem, prices: &Prices, choice: usize, with_value: bool) -> i128 {
    let choice = &problem.choices[choice];
    let value = if with_value { i128::from(choice.value) * i128::from(PRICE_SCALE) } else { 0 };
    choice.uses.iter().fold(value, |sum, used| {
        let paid = i128::from(prices.0[used.row]) * i128::from(used.amount);
        match problem.rows[used.row].kind {
            RowKind::Cap => sum - paid,
            RowKind::Floor => sum + paid,
        }
    })
}

/// The bound that the prices prove, in 1 / [`PRICE_SCALE`]; exact.
fn proved(problem: &Problem, prices: &Prices, of_project: &[Vec<usize>], with_value: bool) -> i128 {
    let rows: i128 = (problem.rows.iter().zip(&prices.0))
        .map(|(row, price)| {
            let paid = i128::from(*price) * i128::from(row.bound);
            if row.kind == RowKind::Cap { paid } else { -paid }
        })
        .sum();
    let best = |choices: &Vec<usize>| {
        let values = choices.iter().map(|choice| reduced(problem, prices, *choice, with_value));
        values.max().unwrap_or(0).max(0)
    };
    rows + of_project.iter().map(best).sum::<i128>()
}

/// No solution is worth more than this.
pub fn bound(problem: &Problem, prices: &Prices) -> i128 {
    proved(problem, prices, &problem.by_project(), true).div_euclid(i128::from(PRICE_SCALE))
}

/// So small a part of the bound is the noise of the search for prices.
const NOISE: i128 = 10_000;

/// Whether the bound would be farther off without the price of this row: by more than the search for prices leaves to
/// chance. A price that does not matter is a leftover of the search and tells nothing about the limit.
pub fn matters(problem: &Problem, prices: &Prices, row: usize) -> bool {
    if prices.0[row] == 0 {
        return false;
    }
    let of_project = problem.by_project();
    let with = proved(problem, prices, &of_project, true);
    let mut without = prices.clone();
    without.0[row] = 0;
    proved(problem, &without, &of_project, true) - with > with.abs() / NOISE
}

/// Whether the prices prove that no solution keeps all rows: what every choice pays is less than what the floors demand.
pub fn contradicts(problem: &Problem, prices: &Prices) -> bool {
    proved(problem, prices, &problem.by_project(), false) < 0
}

/// Prices with a low bound after so many steps. The same for the same problem, on every machine.
pub fn prices(problem: &Problem, steps: u32) -> Prices {
    let mut descent = Descent::new(problem, true);
    let mut best = (descent.value(), descent.price.clone());
    let (mut size, mut stalled) = (0.05, 0);
    for _ in 0..steps {
        let value = descent.value();
        if value < best.0 - 1e-9 {
            best = (value, descent.price.clone());
            stalled = 0;
        } else {
            stalled += 1;
            if stalled > 20 {
                (size, stalled) = (size * 0.7, 0);
                descent.price.clone_from(&best.1);
            }
        }
        if size < 1e-7 || !descent.step(size * best.0.abs().max(1.0)) {
            break;
        }
    }
    Prices::rounded(&best.1)
}

/// Prices that prove a contradiction among the rows, if so many steps find any.
pub fn contradiction(problem: &Problem, steps: u32) -> Option<Prices> {
    let mut descent = Descent::new(problem, false);
    let mut size = 1.0;
    for number in 0..steps {
        if descent.value() < 0.0 {
            // Only the proportion matters: large prices lose nothing when they are rounded.
            let most = descent.price.iter().copied().fold(0.0, f64::max);
            let grown: Vec<f64> = descent.price.iter().map(|price| price / most * 1e6).collect();
            let found = Prices::rounded(&grown);
            if contradicts(problem, &found) {
                return Some(found);
            }
        }
        if number % 50 == 49 {
            size *= 0.9;
        }
        if !descent.step_of_length(size) {
            return None;
        }
    }
    None
}

/// Subgradient steps on prices, each row in its own size.
struct Descent<'a> {
    problem: &'a Problem,
    of_project: Vec<Vec<usize>>,
    with_value: bool,
    price: Vec<f64>,
    /// One over the bound of the row, so that an acre and a ton weigh alike.
    scale: Vec<f64>,
    slope: Vec<f64>,
    direction: Vec<f64>,
}

impl<'a> Descent<'a> {
    fn new(problem: &'a Problem, with_value: bool) -> Descent<'a> {
        let rows = problem.rows.len();
        Descent {
            problem,
            of_project: problem.by_project(),
            with_value,
            price: vec![0.0; rows],
            scale: problem.rows.iter().map(|row| 1.0 / (row.bound as f64).max(1.0)).collect(),
            slope: vec![0.0; rows],
            direction: vec![0.0; rows],
        }
    }

    /// The bound at the present prices; the slope is left behind.
    fn value(&mut self) -> f64 {
        let problem = self.problem;
        let sign = |row: usize| if problem.rows[row].kind == RowKind::Cap { 1.0 } else { -1.0 };
        let mut value = 0.0;
        for (number, row) in problem.rows.iter().enumerate() {
            self.slope[number] = sign(number) * row.bound as f64;
            value += self.price[number] * self.slope[number];
        }
        for choices in &self.of_project {
            let (mut most, mut best) = (0.0, None);
            for number in choices {
                let choice = &problem.choices[*number];
                let mut left = if self.with_value { choice.value as f64 } else { 0.0 };
                for used in &choice.uses {
                    left -= sign(used.row) * self.price[used.row] * used.amount as f64;
                }
                if left > most {
                    (most, best) = (left, Some(choice));
                }
            }
            value += most;
            for used in best.iter().flat_map(|choice| &choice.uses) {
                self.slope[used.row] -= sign(used.row) * used.amount as f64;
            }
        }
        value
    }

    /// Follows the smoothed slope down; `wanted` is how much lower the bound should get.
    fn step(&mut self, wanted: f64) -> bool {
        let length = self.smoothed();
        self.walk(length, wanted)
    }

    fn step_of_length(&mut self, length: f64) -> bool {
        let square = self.smoothed();
        self.walk(square, length * libm::sqrt(square))
    }

    fn smoothed(&mut self) -> f64 {
        let mut square = 0.0;
        for row in 0..self.price.len() {
            self.direction[row] = 0.7 * self.direction[row] + 0.3 * self.slope[row] * self.scale[row];
            // A row that is not scarce has no price to lower, and no say in the length of the step.
            if self.price[row] == 0.0 && self.direction[row] > 0.0 {
                self.direction[row] = 0.0;
            }
            square += self.direction[row] * self.direction[row];
        }
        square
    }

    fn walk(&mut self, square: f64, wanted: f64) -> bool {
        if square < 1e-18 {
            return false;
        }
        let step = wanted / square;
        for row in 0..self.price.len() {
            self.price[row] = (self.price[row] - step * self.direction[row] * self.scale[row]).clamp(0.0, PRICE_MAX);
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::super::problem::{Choice, Row, Use};
    use super::*;

    #[test]
    fn a_price_that_the_bound_does_not_need_does_not_matter() {
        let choice = |project, value| Choice {
            project,
            place: 0,
            value,
            uses: vec![Use { row: 0, amount: 60 }, Use { row: 1, amount: 1000 }],
        };
        // Land for one of the two, energy for both a hundred times over.
        let cap = |bound| Row { kind: RowKind::Cap, bound };
        let problem = Problem {
            projects: 2,
            places: 1,
            choices: vec![choice(0, 9000), choice(1, 8000)],
            rows: vec![cap(100), cap(200_000)],
        };
        let per_acre = PRICE_SCALE * 8000 / 60;
        let leftover = PRICE_SCALE / 100_000;
        let found = Prices(vec![per_acre, leftover]);
        assert!(matters(&problem, &found, 0));
        assert!(!matters(&problem, &found, 1), "two units in all are noise beside {}", bound(&problem, &found));
        assert!(!matters(&problem, &Prices(vec![per_acre, 0]), 1));
    }
}
