//! Free disposal hull (FDH 自由处置包): efficiency beside real units only, never beside mixtures of them.
//!
//! Needs no linear programme: a unit is compared with every unit that gives at least as much of every output (input
//! orientation), or takes at most as much of every input (output orientation). Conventions are those of [`super::dea`].

use super::dea::{Efficiency, Orientation, checked};
use super::error::EvaluationError;
use super::matrix::Matrix;

/// Rows of both matrices are the same units. None where a unit that is not compared with itself has nobody to be
/// compared with. Slacks are those beside the unit that it is compared with.
pub fn free_disposal(
    inputs: &Matrix,
    outputs: &Matrix,
    orientation: Orientation,
    is_self_excluded: bool,
) -> Result<Vec<Option<Efficiency>>, EvaluationError> {
    checked(inputs, outputs)?;
    let of =
        |matrix: &Matrix, row: usize| -> Vec<f64> { matrix.columns().iter().map(|column| column.raw()[row]).collect() };
    let (all_inputs, all_outputs): (Vec<Vec<f64>>, Vec<Vec<f64>>) =
        (0..inputs.rows()).map(|row| (of(inputs, row), of(outputs, row))).unzip();
    let mut found = Vec::with_capacity(inputs.rows());
    for row in 0..inputs.rows() {
        let (own_inputs, own_outputs) = (&all_inputs[row], &all_outputs[row]);
        let mut best: Option<(f64, usize)> = None;
        // The unit itself first, so that a copy of it does not stand in its place.
        for other in std::iter::once(row).chain((0..inputs.rows()).filter(|other| *other != row)) {
            if other == row && is_self_excluded {
                continue;
            }
            let factor = match orientation {
                Orientation::Input => factor(&all_inputs[other], own_inputs, &all_outputs[other], own_outputs),
                Orientation::Output => {
                    let reached = expansion(own_outputs, &all_outputs[other], &all_inputs[other], own_inputs);
                    reached.filter(|reached| *reached > 0.0)
                }
            };
            let is_better = |factor: f64, best: f64| match orientation {
                Orientation::Input => factor < best,
                Orientation::Output => factor > best,
            };
            if let Some(factor) = factor
                && best.is_none_or(|(known, _)| is_better(factor, known))
            {
                best = Some((factor, other));
            }
        }
        found.push(best.map(|(factor, peer)| {
            let (shrink, grow) = if orientation == Orientation::Input { (factor, 1.0) } else { (1.0, factor) };
            let left = |own: f64, used: f64| (own - used).max(0.0);
            Efficiency {
                efficiency: if orientation == Orientation::Input { factor } else { 1.0 / factor },
                factor,
                peers: vec![(peer, 1.0)],
                input_slacks: own_inputs
                    .iter()
                    .zip(&all_inputs[peer])
                    .map(|(own, used)| left(own * shrink, *used))
                    .collect(),
                output_slacks: own_outputs
                    .iter()
                    .zip(&all_outputs[peer])
                    .map(|(own, given)| left(*given, own * grow))
                    .collect(),
            }
        }));
    }
    Ok(found)
}

/// How far the own inputs could shrink to what the other takes; nothing when it gives less of an output.
fn factor(other_inputs: &[f64], own_inputs: &[f64], other_outputs: &[f64], own_outputs: &[f64]) -> Option<f64> {
    if other_outputs.iter().zip(own_outputs).any(|(other, own)| other < own) {
        return None;
    }
    // An input that the unit does not use at all cannot be used by whom it is compared with.
    let mut most = 0.0f64;
    for (other, own) in other_inputs.iter().zip(own_inputs) {
        match (*own > 0.0, *other > 0.0) {
            (true, _) => most = most.max(other / own),
            (false, true) => return None,
            (false, false) => {}
        }
    }
    Some(most)
}

/// How far the own outputs could grow to what the other gives; nothing when it takes more of an input.
fn expansion(own_outputs: &[f64], other_outputs: &[f64], other_inputs: &[f64], own_inputs: &[f64]) -> Option<f64> {
    if other_inputs.iter().zip(own_inputs).any(|(other, own)| other > own) {
        return None;
    }
    let ratios = own_outputs.iter().zip(other_outputs).filter(|(own, _)| **own > 0.0).map(|(own, other)| other / own);
    ratios.reduce(f64::min)
}

#[cfg(test)]
mod tests {
    use super::super::matrix::table;
    use super::*;

    /// Inputs 2, 4, 8 for outputs 2, 6, 8, and a wasteful unit of 8 for 4.
    fn factors(orientation: Orientation, is_self_excluded: bool) -> Vec<Option<f64>> {
        let (inputs, outputs) = (table(&[[2.0], [4.0], [8.0], [8.0]]), table(&[[2.0], [6.0], [8.0], [4.0]]));
        let found = free_disposal(&inputs, &outputs, orientation, is_self_excluded).unwrap();
        found.into_iter().map(|unit| unit.map(|unit| unit.factor)).collect()
    }

    #[test]
    fn only_real_units_count() {
        // The last could give its 4 with the 4 of the second, which no mixture undercuts here.
        assert_eq!(factors(Orientation::Input, false), [Some(1.0), Some(1.0), Some(1.0), Some(0.5)]);
        assert_eq!(factors(Orientation::Output, false), [Some(1.0), Some(1.0), Some(1.0), Some(2.0)]);
    }

    #[test]
    fn without_itself_the_largest_has_nobody_to_be_compared_with() {
        assert_eq!(factors(Orientation::Input, true), [Some(2.0), Some(2.0), None, Some(0.5)]);
        assert_eq!(factors(Orientation::Output, true)[0], None);
    }
}
