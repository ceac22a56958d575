//! Location quotient (区位商), structural similarity (产业结构相似系数) and coupling coordination (耦合协调度).
//! Never scales its input: shares and subsystem scores come in as they are.

use super::error::{EvaluationError, same_length};
use super::matrix::{Column, Matrix};
use super::normalise::above_zero;
use super::weight::Weights;

/// How far a place is specialised in an industry.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Quotient {
    /// (local/local total)/(wide/wide total).
    pub quotient: f64,
    /// What is beyond local need: local − local total·wide/wide total, 0 when the quotient is not above 1.
    pub outward: f64,
}

/// All four are amounts of the same figure (jobs, output …); the totals and the wide amount must be above 0.
pub fn location_quotient(
    local: f64,
    local_total: f64,
    wide: f64,
    wide_total: f64,
) -> Result<Quotient, EvaluationError> {
    above_zero("本地合计", local_total)?;
    above_zero("上级区域该行业数值", wide)?;
    above_zero("上级区域合计", wide_total)?;
    let quotient = local / local_total / (wide / wide_total);
    let outward = if quotient > 1.0 { local - local_total * wide / wide_total } else { 0.0 };
    Ok(Quotient { quotient, outward })
}

/// UNIDO's coefficient Σxy/√(Σx²·Σy²) of two structures (shares or amounts by industry, the scale does not matter);
/// 1 is the same structure. A structure of zeros only is an error.
pub fn structural_similarity(first: &[f64], second: &[f64]) -> Result<f64, EvaluationError> {
    let what = "产业结构相似系数";
    same_length(what, first.len(), second.len())?;
    for values in [first, second] {
        for (row, value) in values.iter().enumerate() {
            if !(value.is_finite() && *value >= 0.0) {
                return Err(EvaluationError::Domain { what, row, column: 0, value: *value, wanted: "不小于 0" });
            }
        }
    }
    let product: f64 = first.iter().zip(second).map(|(one, other)| one * other).sum();
    let square = |values: &[f64]| values.iter().map(|value| value * value).sum::<f64>();
    let divisor = libm::sqrt(square(first)) * libm::sqrt(square(second));
    if divisor > 0.0 { Ok((product / divisor).min(1.0)) } else { Err(EvaluationError::NoValue { what }) }
}

/// Two published formulas for the coupling degree C of n subsystems u in (0, 1].
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Coupling {
    /// C = (Πu / (Σu/n)^n)^exponent; 1/n gives the usual n·(Πu)^(1/n)/Σu.
    Classic { exponent: f64 },
    /// Wang Shujia and others 2021: √[(1 − mean |ui − uj|)·(Π u/max u)^(1/(n − 1))], which spreads over 0…1.
    Modified,
}

/// C, T and D of one subject.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Coordination {
    pub coupling: f64,
    /// T = Σw·u.
    pub development: f64,
    /// D = √(C·T).
    pub coordination: f64,
    /// How many of the given bounds D reaches; 0 is the lowest band.
    pub band: usize,
}

/// A row of `subsystems` is one subject; a subject with a hole has none. `bounds` from low to high, usually .2 .4 .6 .8.
pub fn coordinate(
    subsystems: &Matrix,
    weights: &Weights,
    coupling: Coupling,
    bounds: &[f64],
) -> Result<Vec<Option<Coordination>>, EvaluationError> {
    same_length("子系统的权重", subsystems.width(), weights.len())?;
    if subsystems.width() < 2 {
        let value = subsystems.width() as f64;
        return Err(EvaluationError::Choice { what: "子系统个数", value, wanted: "不少于 2" });
    }
    for (place, column) in subsystems.columns().iter().enumerate() {
        in_unit(column, place)?;
    }
    let found = (0..subsystems.rows()).map(|row| {
        let values: Vec<f64> = subsystems.columns().iter().filter_map(|column| column.get(row)).collect();
        if values.len() < subsystems.width() {
            return None;
        }
        let coupling = couple(&values, coupling);
        let development: f64 = values.iter().zip(weights.shares()).map(|(value, weight)| value * weight).sum();
        let coordination = libm::sqrt(coupling * development);
        let band = bounds.iter().filter(|bound| coordination >= **bound).count();
        Some(Coordination { coupling, development, coordination, band })
    });
    Ok(found.collect())
}

fn in_unit(column: &Column, place: usize) -> Result<(), EvaluationError> {
    match column.raw().iter().position(|value| *value <= 0.0 || *value > 1.0) {
        Some(row) => {
            let wanted = "大于 0 且不大于 1";
            let value = column.raw()[row];
            Err(EvaluationError::Domain { what: "耦合协调度", row, column: place, value, wanted })
        }
        None => Ok(()),
    }
}

fn couple(values: &[f64], kind: Coupling) -> f64 {
    let count = values.len() as f64;
    let mean = values.iter().sum::<f64>() / count;
    match kind {
        // The product of ratios to the mean does not underflow.
        Coupling::Classic { exponent } => {
            libm::pow(values.iter().map(|value| value / mean).product::<f64>(), exponent).min(1.0)
        }
        Coupling::Modified => {
            let most = values.iter().copied().fold(0.0, f64::max);
            let mut distance = 0.0;
            for first in 0..values.len() {
                for second in 0..first {
                    distance += (values[first] - values[second]).abs();
                }
            }
            let nearness = 1.0 - distance / (count * (count - 1.0) / 2.0);
            let ratios: f64 = values.iter().map(|value| value / most).product();
            libm::sqrt(nearness * libm::pow(ratios, 1.0 / (count - 1.0)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::matrix::table;
    use super::*;

    #[test]
    fn the_worked_location_quotient() {
        // TV-10.1.
        let found = location_quotient(8.0, 40.0, 200.0, 2000.0).unwrap();
        assert_eq!((found.quotient, found.outward), (2.0, 4.0));
        assert_eq!(location_quotient(2.0, 40.0, 200.0, 2000.0).unwrap().outward, 0.0);
    }

    #[test]
    fn the_published_similarities_of_yulin_counties() {
        // TV-10.2: shares of the three sectors in 2015.
        let similar = |first: &[f64], second: &[f64]| structural_similarity(first, second).unwrap();
        let far = similar(&[17.35, 11.79, 70.86], &[22.6, 39.0, 38.4]);
        let near = similar(&[27.66, 26.84, 45.50], &[29.87, 25.92, 44.21]);
        assert!((far - 0.8165).abs() < 5e-5, "{far}");
        assert!((near - 0.9990).abs() < 5e-5, "{near}");
        assert!((similar(&[1.0, 2.0], &[10.0, 20.0]) - 1.0).abs() < 1e-15);
    }

    #[test]
    fn both_coupling_formulas_on_one_published_row() {
        let rows = [[0.518_406_444_464_773_9, 0.165_601_654_874_882_38, 0.540_370_140_273_977_3]];
        let weights = Weights::equal(3).unwrap();
        let of = |kind| coordinate(&table(&rows), &weights, kind, &[0.2, 0.4, 0.6, 0.8]).unwrap()[0].unwrap();
        let classic = of(Coupling::Classic { exponent: 1.0 / 3.0 });
        assert!((classic.coupling - 0.880_402_204_327_828_7).abs() < 1e-12);
        assert!((classic.coordination - 0.599_428_978_580_690_4).abs() < 1e-12);
        assert_eq!(classic.band, 2);
        let modified = of(Coupling::Modified);
        assert!((modified.coupling - 0.637_769_004_313_255_4).abs() < 1e-12);
        assert!((modified.coordination - 0.510_186_400_831_650_6).abs() < 1e-12);
    }
}
