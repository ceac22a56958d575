//! The linear programs of efficiency analysis: few rows, many columns. A dense revised simplex that looks at a small pool
//! of columns first and at all of them only to prove that it is done. Never gives an answer that it has not proved.
//!
//! min c·x with A·x = b, x ≥ 0. The columns of A are the units, which all programs of one analysis share, and a few own
//! columns of each program (the efficiency, slacks, artificial ones). Units that ever improve a program join the pool;
//! in the end the pool is the frontier and little else, so most programs are priced against tens of columns, not
//! thousands. The last step of every program prices all columns, which is the proof of the optimum.

use super::error::EvaluationError;
use super::wide::wide;

/// Columns priced side by side.
const LANES: usize = 8;
/// A reduced cost nearer to 0 than this does not improve; data are scaled to about 1.
const COST_LEAST: f64 = 1e-11;
const PIVOT_LEAST: f64 = 1e-10;
/// Steps without progress before the rule changes to Bland's, which cannot cycle.
const STALLED_MOST: usize = 60;
const STEPS_MOST: usize = 20_000;

/// The shared columns.
pub(crate) struct Frontier {
    rows: usize,
    all: Blocks,
    pool: Blocks,
    /// Number of the unit behind each column of the pool.
    members: Vec<usize>,
}

/// Columns in blocks: for each block of units, one array of lanes a row.
struct Blocks {
    rows: usize,
    count: usize,
    lanes: Vec<[f64; LANES]>,
}

impl Blocks {
    fn new(rows: usize) -> Blocks {
        Blocks { rows, count: 0, lanes: Vec::new() }
    }

    fn push(&mut self, column: impl Iterator<Item = f64>) {
        let (block, lane) = (self.count / LANES, self.count % LANES);
        if lane == 0 {
            self.lanes.resize((block + 1) * self.rows, [0.0; LANES]);
        }
        for (row, value) in column.enumerate() {
            self.lanes[block * self.rows + row][lane] = value;
        }
        self.count += 1;
    }

    fn value(&self, column: usize, row: usize) -> f64 {
        self.lanes[column / LANES * self.rows + row][column % LANES]
    }

    /// The column with the largest y·A, if that is above the bound; `allowed` may refuse a column.
    #[inline(always)]
    fn best(&self, duals: &[f64], least: f64, allowed: impl Fn(usize) -> bool) -> Option<(usize, f64)> {
        let mut best: Option<(usize, f64)> = None;
        for (block, lanes) in self.lanes.chunks_exact(self.rows).enumerate() {
            let mut gains = [0.0; LANES];
            for (row, dual) in lanes.iter().zip(duals) {
                for lane in 0..LANES {
                    gains[lane] += dual * row[lane];
                }
            }
            let bound = best.map_or(least, |(_, gain)| gain);
            if gains.iter().fold(false, |any, gain| any | (*gain > bound)) {
                for (lane, gain) in gains.iter().enumerate() {
                    let column = block * LANES + lane;
                    let is_best = *gain > best.map_or(least, |(_, gain)| gain);
                    if is_best && column < self.count && allowed(column) {
                        best = Some((column, *gain));
                    }
                }
            }
        }
        best
    }
}

/// A column of one program only.
#[derive(Debug, Clone)]
pub(crate) struct Own {
    pub column: Vec<f64>,
    pub cost: f64,
    /// Cost in the second stage, in which the first optimum is kept.
    pub second_cost: f64,
    /// Only there to begin with: must end at 0.
    pub is_artificial: bool,
}

/// One program.
pub(crate) struct Program<'a> {
    pub own: &'a [Own],
    pub right: &'a [f64],
    /// Own columns that form the first basis, one for each row, with only one number in each: that of its row.
    pub start: &'a [usize],
    /// A unit that may not be used (super-efficiency).
    pub excluded: Option<usize>,
    pub has_second_stage: bool,
}

/// A column of the basis.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Variable {
    Own(usize),
    Unit(usize),
}

pub(crate) struct Optimum {
    /// Value of each own column.
    pub own: Vec<f64>,
    /// Units in use with their amounts, in the order of units.
    pub units: Vec<(usize, f64)>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Feasible,
    First,
    Second,
}

struct State<'a> {
    program: &'a Program<'a>,
    basis: Vec<Variable>,
    values: Vec<f64>,
    inverse: Vec<f64>,
    rows: usize,
}

impl Frontier {
    pub fn new(columns: &[Vec<f64>]) -> Frontier {
        let rows = columns.first().map_or(0, Vec::len);
        let mut all = Blocks::new(rows);
        for column in columns {
            all.push(column.iter().copied());
        }
        Frontier { rows, all, pool: Blocks::new(rows), members: Vec::new() }
    }

    /// The optimum, or none when nothing is feasible.
    pub fn solve(&mut self, program: &Program<'_>) -> Result<Option<Optimum>, EvaluationError> {
        let mut state = State {
            program,
            basis: program.start.iter().map(|own| Variable::Own(*own)).collect(),
            values: vec![0.0; self.rows],
            inverse: vec![0.0; self.rows * self.rows],
            rows: self.rows,
        };
        self.invert(&mut state)?;
        if program.start.iter().any(|own| program.own[*own].is_artificial) {
            self.improve(&mut state, Stage::Feasible)?;
            let left = state.basis.iter().zip(&state.values);
            let artificial: f64 =
                left.filter(|(column, _)| state.is_artificial(**column)).map(|(_, value)| value).sum();
            if artificial > 1e-9 {
                return Ok(None);
            }
        }
        self.improve(&mut state, Stage::First)?;
        if program.has_second_stage {
            self.improve(&mut state, Stage::Second)?;
        }
        self.invert(&mut state)?;
        let mut optimum = Optimum { own: vec![0.0; program.own.len()], units: Vec::new() };
        for (variable, value) in state.basis.iter().zip(&state.values) {
            match variable {
                Variable::Own(own) => optimum.own[*own] = value.max(0.0),
                Variable::Unit(unit) => optimum.units.push((*unit, value.max(0.0))),
            }
        }
        optimum.units.sort_unstable_by_key(|(unit, _)| *unit);
        Ok(Some(optimum))
    }

    fn improve(&mut self, state: &mut State<'_>, stage: Stage) -> Result<(), EvaluationError> {
        let mut stalled = 0;
        let mut direction = vec![0.0; self.rows];
        for step in 0..STEPS_MOST {
            if step % 64 == 63 {
                self.invert(state)?;
            }
            let Some(entering) = self.entering(state, stage, stalled > STALLED_MOST) else { return Ok(()) };
            for (row, value) in direction.iter_mut().enumerate() {
                *value = (0..self.rows)
                    .map(|inner| state.inverse[row * self.rows + inner] * self.element(state, entering, inner))
                    .sum();
            }
            let Some(leaving) = state.leaving(&direction, stage, stalled > STALLED_MOST) else {
                return Err(EvaluationError::NotConverged {
                    what: "效率分析（目标没有下界）", rounds: step
                });
            };
            let moved = state.pivot(entering, leaving, &direction);
            stalled = if moved > 1e-12 { 0 } else { stalled + 1 };
        }
        Err(EvaluationError::NotConverged { what: "效率分析", rounds: STEPS_MOST })
    }

    /// The column that improves most, from the pool if there is one; a unit found outside joins the pool.
    fn entering(&mut self, state: &State<'_>, stage: Stage, is_careful: bool) -> Option<Variable> {
        let duals = state.duals(|variable| state.cost(variable, stage));
        // In the second stage only columns that keep the first optimum may come in.
        let first = (stage == Stage::Second).then(|| state.duals(|variable| state.cost(variable, Stage::First)));
        let mut best: Option<(Variable, f64)> = None;
        for (number, own) in state.program.own.iter().enumerate() {
            let variable = Variable::Own(number);
            if own.is_artificial || state.basis.contains(&variable) {
                continue;
            }
            let product = |duals: &[f64]| own.column.iter().zip(duals).map(|(value, dual)| value * dual).sum::<f64>();
            let keeps = first.as_ref().is_none_or(|first| own.cost - product(first) <= KEEP);
            let gain = product(&duals) - state.cost(variable, stage);
            if keeps && gain > best.map_or(COST_LEAST, |(_, gain)| gain) {
                best = Some((variable, gain));
                if is_careful {
                    return Some(variable);
                }
            }
        }
        let least = best.map_or(COST_LEAST, |(_, gain)| gain);
        let excluded = state.program.excluded;
        let keeps = |blocks: &Blocks, column: usize| {
            first.as_ref().is_none_or(|first| {
                -first.iter().enumerate().map(|(row, dual)| dual * blocks.value(column, row)).sum::<f64>() <= KEEP
            })
        };
        let (members, pool) = (&self.members, &self.pool);
        let found = wide!(pool.best(&duals, least, |column| Some(members[column]) != excluded && keeps(pool, column)));
        if let Some((column, _)) = found {
            return Some(Variable::Unit(self.members[column]));
        }
        if let Some((variable, _)) = best {
            return Some(variable);
        }
        let all = &self.all;
        let found = wide!(all.best(&duals, COST_LEAST, |column| Some(column) != excluded && keeps(all, column)));
        let (unit, _) = found?;
        if !self.members.contains(&unit) {
            self.pool.push((0..self.rows).map(|row| self.all.value(unit, row)));
            self.members.push(unit);
        }
        Some(Variable::Unit(unit))
    }

    fn element(&self, state: &State<'_>, variable: Variable, row: usize) -> f64 {
        match variable {
            Variable::Own(own) => state.program.own[own].column[row],
            Variable::Unit(unit) => self.all.value(unit, row),
        }
    }

    /// Computes the inverse of the basis anew (Gauss and Jordan with row exchange), and the values from it.
    fn invert(&self, state: &mut State<'_>) -> Result<(), EvaluationError> {
        let size = self.rows;
        let mut left = vec![0.0; size * size];
        for (place, variable) in state.basis.iter().enumerate() {
            for row in 0..size {
                left[row * size + place] = self.element(state, *variable, row);
            }
        }
        let mut right = vec![0.0; size * size];
        for row in 0..size {
            right[row * size + row] = 1.0;
        }
        for place in 0..size {
            let pivot = (place..size)
                .max_by(|one, other| left[one * size + place].abs().total_cmp(&left[other * size + place].abs()))
                .unwrap_or(place);
            if left[pivot * size + place].abs() < 1e-14 {
                return Err(EvaluationError::NotConverged { what: "效率分析（矩阵奇异）", rounds: place });
            }
            for column in 0..size {
                left.swap(pivot * size + column, place * size + column);
                right.swap(pivot * size + column, place * size + column);
            }
            let divisor = left[place * size + place];
            for column in 0..size {
                left[place * size + column] /= divisor;
                right[place * size + column] /= divisor;
            }
            for row in (0..size).filter(|row| *row != place) {
                let factor = left[row * size + place];
                if factor != 0.0 {
                    for column in 0..size {
                        left[row * size + column] -= factor * left[place * size + column];
                        right[row * size + column] -= factor * right[place * size + column];
                    }
                }
            }
        }
        state.inverse = right;
        for row in 0..size {
            state.values[row] =
                (0..size).map(|inner| state.inverse[row * size + inner] * state.program.right[inner]).sum();
        }
        Ok(())
    }
}

/// A reduced cost of the first stage up to this counts as 0 in the second.
const KEEP: f64 = 1e-10;

impl State<'_> {
    fn is_artificial(&self, variable: Variable) -> bool {
        matches!(variable, Variable::Own(own) if self.program.own[own].is_artificial)
    }

    fn cost(&self, variable: Variable, stage: Stage) -> f64 {
        match (variable, stage) {
            (Variable::Own(own), Stage::Feasible) => f64::from(u8::from(self.program.own[own].is_artificial)),
            (Variable::Own(own), Stage::First) => self.program.own[own].cost,
            (Variable::Own(own), Stage::Second) => self.program.own[own].second_cost,
            (Variable::Unit(_), _) => 0.0,
        }
    }

    fn duals(&self, cost: impl Fn(Variable) -> f64) -> Vec<f64> {
        let mut duals = vec![0.0; self.rows];
        for (row, variable) in self.basis.iter().enumerate() {
            let cost = cost(*variable);
            if cost != 0.0 {
                for (dual, value) in duals.iter_mut().zip(&self.inverse[row * self.rows..(row + 1) * self.rows]) {
                    *dual += cost * value;
                }
            }
        }
        duals
    }

    /// The row whose value reaches 0 first. Among equal ones the largest pivot, or the first variable when careful.
    fn leaving(&self, direction: &[f64], stage: Stage, is_careful: bool) -> Option<usize> {
        let mut best: Option<(usize, f64)> = None;
        for (row, step) in direction.iter().enumerate() {
            let is_stuck = stage != Stage::Feasible && self.is_artificial(self.basis[row]);
            // An artificial column stands at 0 and must not rise, whichever way the step would move it.
            if is_stuck && step.abs() > PIVOT_LEAST {
                return Some(row);
            }
            if *step <= PIVOT_LEAST {
                continue;
            }
            let ratio = self.values[row].max(0.0) / step;
            let is_better = best.is_none_or(|(other, least)| {
                if (ratio - least).abs() <= 1e-13 * (1.0 + least) {
                    if is_careful { self.basis[row] < self.basis[other] } else { *step > direction[other] }
                } else {
                    ratio < least
                }
            });
            if is_better {
                best = Some((row, ratio));
            }
        }
        best.map(|(row, _)| row)
    }

    /// Gives how far the entering column moved.
    fn pivot(&mut self, entering: Variable, leaving: usize, direction: &[f64]) -> f64 {
        let size = self.rows;
        let moved = (self.values[leaving] / direction[leaving]).max(0.0);
        for column in 0..size {
            self.inverse[leaving * size + column] /= direction[leaving];
        }
        for row in (0..size).filter(|row| *row != leaving) {
            let factor = direction[row];
            self.values[row] -= factor * moved;
            for column in 0..size {
                self.inverse[row * size + column] -= factor * self.inverse[leaving * size + column];
            }
        }
        self.values[leaving] = moved;
        self.basis[leaving] = entering;
        moved
    }
}
