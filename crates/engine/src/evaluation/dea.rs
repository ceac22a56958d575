//! Data envelopment analysis (DEA 数据包络分析): how much less input, or more output, the best practice would need or
//! give. Never picks an orientation or returns to scale.
//!
//! Inputs and outputs must not be negative or missing; every unit needs an input and an output above 0. Rows are scaled
//! by their means first, so units of measure change no efficiency.

use super::error::{EvaluationError, same_length};
use super::frontier::{Frontier, Optimum, Own, Program};
use super::matrix::Matrix;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Orientation {
    /// How far inputs could shrink: efficiency θ at most 1 (self-comparison).
    Input,
    /// How far outputs could grow: factor φ at least 1; efficiency is 1/φ.
    Output,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReturnsToScale {
    /// CCR (Charnes, Cooper, Rhodes 1978).
    Constant,
    /// BCC (Banker, Charnes, Cooper 1984).
    Variable,
    NonIncreasing,
    NonDecreasing,
}

/// The second stage: what is left to save or gain after the radial part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slacks {
    NotAsked,
    /// The sum in units of measure is made largest (Benchmarking); it depends on these units.
    InUnits,
    /// The sum relative to the mean of each input and output is made largest; it does not.
    ByMean,
}

/// Whether a unit may be compared with itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SelfComparison {
    Included,
    /// Super-efficiency (Andersen and Petersen 1993): may be above 1, or impossible under variable returns.
    Excluded,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DeaChoice {
    pub orientation: Orientation,
    pub returns: ReturnsToScale,
    pub slacks: Slacks,
    pub own: SelfComparison,
}

/// One unit's result.
#[derive(Debug, Clone, PartialEq)]
pub struct Efficiency {
    /// θ, or 1/φ.
    pub efficiency: f64,
    /// θ or φ itself, as orientation says.
    pub factor: f64,
    /// Units compared with, and their weights λ.
    pub peers: Vec<(usize, f64)>,
    /// In units of measure; empty when not asked.
    pub input_slacks: Vec<f64>,
    pub output_slacks: Vec<f64>,
}

/// Rows of both matrices are the same units. None where no comparison is possible.
pub fn dea(inputs: &Matrix, outputs: &Matrix, choice: &DeaChoice) -> Result<Vec<Option<Efficiency>>, EvaluationError> {
    let reference = Practice::new(inputs, outputs)?;
    against(&reference, &reference, choice, choice.own == SelfComparison::Excluded)
}

/// Malmquist's index of one unit between two years. Above 1 is progress, in every part.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Malmquist {
    /// Catching up: e1(1)/e0(0).
    pub efficiency_change: f64,
    /// Shift of the frontier: √(e0(1)/e1(1)·e0(0)/e1(0)), e0(1) being this year's unit before last year's frontier.
    pub technical_change: f64,
    pub malmquist: f64,
}

/// Two years of the same units in the same order. None where a comparison across years is impossible.
pub fn malmquist(
    before: (&Matrix, &Matrix),
    after: (&Matrix, &Matrix),
    orientation: Orientation,
    returns: ReturnsToScale,
) -> Result<Vec<Option<Malmquist>>, EvaluationError> {
    let old = Practice::new(before.0, before.1)?;
    let new = Practice::new(after.0, after.1)?;
    same_length("两年的评价对象", old.rows(), new.rows())?;
    same_length("投入产出指标", old.width(), new.width())?;
    let choice = DeaChoice { orientation, returns, slacks: Slacks::NotAsked, own: SelfComparison::Included };
    let own_old = against(&old, &old, &choice, false)?;
    let own_new = against(&new, &new, &choice, false)?;
    let new_by_old = against(&new, &old, &choice, false)?;
    let old_by_new = against(&old, &new, &choice, false)?;
    let index = |unit: usize| {
        let of = |found: &[Option<Efficiency>]| found[unit].as_ref().map(|found| found.efficiency);
        let (e00, e11) = (of(&own_old)?, of(&own_new)?);
        let (e01, e10) = (of(&new_by_old)?, of(&old_by_new)?);
        let efficiency_change = e11 / e00;
        let technical_change = libm::sqrt(e01 / e11 * (e00 / e10));
        Some(Malmquist { efficiency_change, technical_change, malmquist: efficiency_change * technical_change })
    };
    Ok((0..old.rows()).map(index).collect())
}

/// Refuses what no efficiency can be computed of.
pub(super) fn checked(inputs: &Matrix, outputs: &Matrix) -> Result<(), EvaluationError> {
    Practice::new(inputs, outputs).map(|_| ())
}

/// How many times the smallest amount of one input or output the largest may be.
const WIDEST: f64 = 1e9;

/// Checked inputs and outputs.
struct Practice<'a> {
    inputs: &'a Matrix,
    outputs: &'a Matrix,
}

impl<'a> Practice<'a> {
    fn new(inputs: &'a Matrix, outputs: &'a Matrix) -> Result<Practice<'a>, EvaluationError> {
        same_length("产出的评价对象", inputs.rows(), outputs.rows())?;
        for (what, matrix) in [("效率分析的投入", inputs), ("效率分析的产出", outputs)] {
            matrix.complete(what)?;
            if matrix.width() == 0 {
                return Err(EvaluationError::NoValue { what });
            }
            for (column, values) in matrix.columns().iter().enumerate() {
                if let Some(row) = values.raw().iter().position(|value| *value < 0.0) {
                    let value = values.raw()[row];
                    return Err(EvaluationError::Domain { what, row, column, value, wanted: "不小于 0" });
                }
            }
            for (column, values) in matrix.columns().iter().enumerate() {
                let most = values.raw().iter().copied().fold(0.0, f64::max);
                // Further apart, the smallest would drown in the rounding of the largest.
                let is_lost = |value: &f64| *value > 0.0 && *value * WIDEST < most;
                if let Some(row) = values.raw().iter().position(is_lost) {
                    let (value, wanted) = (values.raw()[row], "不小于该项最大值的十亿分之一");
                    return Err(EvaluationError::Domain { what, row, column, value, wanted });
                }
            }
            let is_empty = |row: &usize| matrix.columns().iter().all(|column| column.raw()[*row] == 0.0);
            if let Some(row) = (0..matrix.rows()).find(is_empty) {
                return Err(EvaluationError::Domain {
                    what, row, column: 0, value: 0.0, wanted: "至少有一项大于 0"
                });
            }
        }
        Ok(Practice { inputs, outputs })
    }

    fn rows(&self) -> usize {
        self.inputs.rows()
    }

    fn width(&self) -> usize {
        self.inputs.width() + self.outputs.width()
    }

    /// Means of inputs and outputs; 1 for one that is 0 everywhere.
    fn scales(&self) -> Vec<f64> {
        let columns = self.inputs.columns().iter().chain(self.outputs.columns());
        let mean = |sum: f64| if sum > 0.0 { sum / self.rows() as f64 } else { 1.0 };
        columns.map(|column| mean(column.raw().iter().sum())).collect()
    }

    fn scaled(&self, row: usize, scales: &[f64]) -> Vec<f64> {
        let columns = self.inputs.columns().iter().chain(self.outputs.columns());
        columns.zip(scales).map(|(column, scale)| column.raw()[row] / scale).collect()
    }
}

fn against(
    judged: &Practice<'_>,
    reference: &Practice<'_>,
    choice: &DeaChoice,
    is_excluded: bool,
) -> Result<Vec<Option<Efficiency>>, EvaluationError> {
    let scales = reference.scales();
    let has_sum = choice.returns != ReturnsToScale::Constant;
    let columns: Vec<Vec<f64>> = (0..reference.rows())
        .map(|row| {
            let mut column = reference.scaled(row, &scales);
            column.extend(has_sum.then_some(1.0));
            column
        })
        .collect();
    let mut frontier = Frontier::new(&columns);
    let mut form = Form::new(judged.inputs.width(), judged.outputs.width(), choice, &scales);
    let mut found = Vec::with_capacity(judged.rows());
    for row in 0..judged.rows() {
        form.set(&judged.scaled(row, &scales));
        let program = Program {
            own: &form.own,
            right: &form.right,
            start: &form.start,
            excluded: is_excluded.then_some(row),
            has_second_stage: choice.slacks != Slacks::NotAsked,
        };
        // Without a unit that gives the outputs at all, they could only shrink to nothing: there is no comparison.
        let compared = |optimum: &Optimum| choice.orientation == Orientation::Input || optimum.own[0] > 0.0;
        found.push(frontier.solve(&program)?.filter(compared).map(|optimum| {
            let factor = optimum.own[0];
            let slacks: Vec<f64> =
                optimum.own[1..=scales.len()].iter().zip(&scales).map(|(slack, scale)| slack * scale).collect();
            let (input_slacks, output_slacks) = match choice.slacks {
                Slacks::NotAsked => (Vec::new(), Vec::new()),
                Slacks::InUnits | Slacks::ByMean => (slacks[..form.inputs].to_vec(), slacks[form.inputs..].to_vec()),
            };
            Efficiency {
                efficiency: if choice.orientation == Orientation::Input { factor } else { 1.0 / factor },
                factor,
                peers: optimum.units,
                input_slacks,
                output_slacks,
            }
        }));
    }
    Ok(found)
}

/// The own columns of a program: the factor, the slack of each input and output, that of the sum of weights, and
/// artificial ones where no slack can begin.
struct Form {
    inputs: usize,
    orientation: Orientation,
    own: Vec<Own>,
    right: Vec<f64>,
    start: Vec<usize>,
}

impl Form {
    fn new(inputs: usize, outputs: usize, choice: &DeaChoice, scales: &[f64]) -> Form {
        let width = inputs + outputs;
        let has_sum = choice.returns != ReturnsToScale::Constant;
        let rows = width + usize::from(has_sum);
        let one = |row: usize, value: f64, second_cost: f64, is_artificial: bool| {
            let mut column = vec![0.0; rows];
            column[row] = value;
            Own { column, cost: 0.0, second_cost, is_artificial }
        };
        // Less input at the same output, or more output: θ is made small, φ large.
        let cost = if choice.orientation == Orientation::Input { 1.0 } else { -1.0 };
        let mut own = vec![Own { column: vec![0.0; rows], cost, second_cost: 0.0, is_artificial: false }];
        for (row, scale) in scales.iter().enumerate() {
            let worth = if choice.slacks == Slacks::InUnits { -scale } else { -1.0 };
            own.push(one(row, if row < inputs { 1.0 } else { -1.0 }, worth, false));
        }
        let mut start: Vec<usize> = (1..=width).collect();
        if choice.orientation == Orientation::Input {
            // An output cannot be short at the start, so something artificial fills it.
            for row in inputs..width {
                start[row] = own.len();
                own.push(one(row, 1.0, 0.0, true));
            }
        }
        match choice.returns {
            ReturnsToScale::Constant => {}
            ReturnsToScale::NonIncreasing => {
                start.push(own.len());
                own.push(one(width, 1.0, 0.0, false));
            }
            ReturnsToScale::Variable => {
                start.push(own.len());
                own.push(one(width, 1.0, 0.0, true));
            }
            ReturnsToScale::NonDecreasing => {
                own.push(one(width, -1.0, 0.0, false));
                start.push(own.len());
                own.push(one(width, 1.0, 0.0, true));
            }
        }
        let mut right = vec![0.0; rows];
        if has_sum {
            right[width] = 1.0;
        }
        Form { inputs, orientation: choice.orientation, own, right, start }
    }

    /// Puts one unit's scaled inputs and outputs in.
    fn set(&mut self, unit: &[f64]) {
        for (row, value) in unit.iter().enumerate() {
            let is_factored = (row < self.inputs) == (self.orientation == Orientation::Input);
            self.own[0].column[row] = if is_factored { -value } else { 0.0 };
            self.right[row] = if is_factored { 0.0 } else { *value };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::matrix::table;
    use super::*;

    /// Inputs 2, 4, 8 for outputs 2, 6, 8, and a wasteful unit of 8 for 4.
    fn units() -> (Matrix, Matrix) {
        (table(&[[2.0], [4.0], [8.0], [8.0]]), table(&[[2.0], [6.0], [8.0], [4.0]]))
    }

    fn factors(orientation: Orientation, returns: ReturnsToScale) -> Vec<f64> {
        let (inputs, outputs) = units();
        let choice = DeaChoice { orientation, returns, slacks: Slacks::NotAsked, own: SelfComparison::Included };
        dea(&inputs, &outputs, &choice).unwrap().into_iter().map(|found| found.unwrap().factor).collect()
    }

    fn near(found: &[f64], wanted: &[f64]) {
        for (one, other) in found.iter().zip(wanted) {
            assert!((one - other).abs() < 1e-12, "{found:?} {wanted:?}");
        }
    }

    #[test]
    fn one_input_and_one_output_by_hand() {
        // The best ratio is 1.5.
        let constant = factors(Orientation::Input, ReturnsToScale::Constant);
        near(&constant, &[2.0 / 3.0, 1.0, 2.0 / 3.0, 1.0 / 3.0]);
        let grown = factors(Orientation::Output, ReturnsToScale::Constant);
        near(&grown, &[1.5, 1.0, 1.5, 3.0]);
        // Under variable returns output 4 needs 3, half way between the first two; 8 units give 8.
        near(&factors(Orientation::Input, ReturnsToScale::Variable), &[1.0, 1.0, 1.0, 0.375]);
        near(&factors(Orientation::Output, ReturnsToScale::Variable), &[1.0, 1.0, 1.0, 2.0]);
        near(&factors(Orientation::Input, ReturnsToScale::NonIncreasing), &[2.0 / 3.0, 1.0, 1.0, 1.0 / 3.0]);
        near(&factors(Orientation::Input, ReturnsToScale::NonDecreasing), &[1.0, 1.0, 2.0 / 3.0, 0.375]);
    }

    #[test]
    fn slack_is_what_the_radial_part_leaves() {
        // The second unit makes the same from the same first input and twice the second.
        let inputs = table(&[[1.0, 1.0], [1.0, 2.0]]);
        let outputs = table(&[[1.0], [1.0]]);
        let choice = DeaChoice {
            orientation: Orientation::Input,
            returns: ReturnsToScale::Constant,
            slacks: Slacks::InUnits,
            own: SelfComparison::Included,
        };
        let found = dea(&inputs, &outputs, &choice).unwrap()[1].clone().unwrap();
        near(&[found.factor], &[1.0]);
        near(&found.input_slacks, &[0.0, 1.0]);
        assert_eq!(found.peers.iter().filter(|(_, share)| *share > 1e-12).count(), 1);
    }

    #[test]
    fn without_itself_the_best_is_above_one_or_cannot_be_compared() {
        let (inputs, outputs) = units();
        let choice = DeaChoice {
            orientation: Orientation::Input,
            returns: ReturnsToScale::Constant,
            slacks: Slacks::NotAsked,
            own: SelfComparison::Excluded,
        };
        let found = dea(&inputs, &outputs, &choice).unwrap();
        near(&[found[1].as_ref().unwrap().factor], &[1.5]);
        let variable = DeaChoice { returns: ReturnsToScale::Variable, ..choice };
        assert_eq!(dea(&inputs, &outputs, &variable).unwrap()[2], None);
    }

    #[test]
    fn a_frontier_that_moves_is_progress_for_all() {
        let (inputs, outputs) = units();
        let doubled = table(&[[4.0], [12.0], [16.0], [8.0]]);
        let found =
            malmquist((&inputs, &outputs), (&inputs, &doubled), Orientation::Input, ReturnsToScale::Constant).unwrap();
        for index in found {
            let index = index.unwrap();
            near(&[index.efficiency_change, index.technical_change, index.malmquist], &[1.0, 2.0, 2.0]);
        }
    }

    #[test]
    fn a_unit_without_output_is_named() {
        let refused = dea(
            &table(&[[1.0], [2.0]]),
            &table(&[[1.0], [0.0]]),
            &DeaChoice {
                orientation: Orientation::Output,
                returns: ReturnsToScale::Constant,
                slacks: Slacks::NotAsked,
                own: SelfComparison::Included,
            },
        );
        let message = refused.unwrap_err().to_string();
        assert_eq!(message, "效率分析的产出：第 2 行第 1 列的数值 0 超出定义域，应至少有一项大于 0");
    }
}
