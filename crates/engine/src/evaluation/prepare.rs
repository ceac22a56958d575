//! What happens to raw figures before they are scored: denominators, screening, imputation. Never silently: every step
//! says what it changed.

use super::error::{EvaluationError, same_length};
use super::matrix::{Column, Matrix};
use super::statistics::{mean, median};

/// Divides by a denominator (population, area, GDP …) times a factor. A missing part gives missing; 0 and negative
/// denominators are errors that name the row.
pub fn denominate(column: &Column, denominator: &Column, factor: f64) -> Result<Column, EvaluationError> {
    let what = "分母";
    same_length(what, column.len(), denominator.len())?;
    for (row, value) in denominator.raw().iter().enumerate() {
        if *value == 0.0 {
            return Err(EvaluationError::ZeroDivisor { what, row });
        }
        if *value < 0.0 {
            return Err(EvaluationError::Domain { what, row, column: 0, value: *value, wanted: "大于 0" });
        }
    }
    let quotients = column.raw().iter().zip(denominator.raw()).map(|(value, by)| value / by * factor);
    Ok(Column::of(quotients.collect()))
}

/// How much data a subject needs in order to be evaluated.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Screening {
    /// A subject stays when the share of its indicators that are there is at least this (COINr drops strictly below).
    pub present_least: f64,
    /// The same for the share of present values that are not zero; 0 asks nothing.
    pub not_zero_least: f64,
}

/// The shares of each subject, and who stays.
#[derive(Debug, Clone, PartialEq)]
pub struct Screened {
    pub present: Vec<f64>,
    /// Of the present values; a subject without any has 0.
    pub not_zero: Vec<f64>,
    pub kept: Vec<usize>,
}

pub fn screen(matrix: &Matrix, screening: Screening) -> Result<Screened, EvaluationError> {
    if matrix.width() == 0 {
        return Err(EvaluationError::NoValue { what: "筛查" });
    }
    let width = matrix.width() as f64;
    let mut screened = Screened { present: Vec::new(), not_zero: Vec::new(), kept: Vec::new() };
    for row in 0..matrix.rows() {
        let values: Vec<f64> = matrix.columns().iter().filter_map(|column| column.get(row)).collect();
        let present = values.len() as f64 / width;
        let zeros = values.iter().filter(|value| **value == 0.0).count();
        let not_zero = if values.is_empty() { 0.0 } else { (values.len() - zeros) as f64 / values.len() as f64 };
        if present >= screening.present_least && not_zero >= screening.not_zero_least {
            screened.kept.push(row);
        }
        screened.present.push(present);
        screened.not_zero.push(not_zero);
    }
    Ok(screened)
}

/// How holes are filled (插补).
#[derive(Debug, Clone, PartialEq)]
pub enum Imputation {
    /// Holes stay.
    None,
    Mean,
    Median,
    /// The mean of the subject's group, group numbers by row.
    GroupMean {
        groups: Vec<usize>,
        when_empty: WhenGroupEmpty,
    },
    GroupMedian {
        groups: Vec<usize>,
        when_empty: WhenGroupEmpty,
    },
}

/// A group in which nobody has a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhenGroupEmpty {
    StayMissing,
    UseAll,
    Refuse,
}

/// The filled column and what was put where.
#[derive(Debug, Clone, PartialEq)]
pub struct Imputed {
    pub column: Column,
    pub filled: Vec<(usize, f64)>,
}

pub fn impute(column: &Column, method: &Imputation) -> Result<Imputed, EvaluationError> {
    if column.missing_count() == 0 {
        return Ok(Imputed { column: column.clone(), filled: Vec::new() });
    }
    let fills = match method {
        Imputation::None => vec![None; column.len()],
        Imputation::Mean => vec![Some(mean(column)?); column.len()],
        Imputation::Median => vec![Some(median(column)?); column.len()],
        Imputation::GroupMean { groups, when_empty } => by_group(column, groups, *when_empty, mean)?,
        Imputation::GroupMedian { groups, when_empty } => by_group(column, groups, *when_empty, median)?,
    };
    let mut filled = Vec::new();
    let mut values = column.raw().to_vec();
    for (row, fill) in fills.iter().enumerate() {
        if let (true, Some(fill)) = (values[row].is_nan(), fill) {
            values[row] = *fill;
            filled.push((row, *fill));
        }
    }
    Ok(Imputed { column: Column::of(values), filled })
}

type Centre = fn(&Column) -> Result<f64, EvaluationError>;

fn by_group(
    column: &Column,
    groups: &[usize],
    when_empty: WhenGroupEmpty,
    centre: Centre,
) -> Result<Vec<Option<f64>>, EvaluationError> {
    same_length("分组", column.len(), groups.len())?;
    let mut centres: Vec<Option<Option<f64>>> = vec![None; groups.iter().max().map_or(0, |most| most + 1)];
    let mut fills = Vec::with_capacity(groups.len());
    for group in groups {
        if centres[*group].is_none() {
            let rows = groups.iter().zip(column.raw()).filter(|(other, _)| *other == group);
            let members = Column::of(rows.map(|(_, value)| *value).collect());
            let found = if members.missing_count() < members.len() {
                Some(centre(&members)?)
            } else {
                match when_empty {
                    WhenGroupEmpty::StayMissing => None,
                    WhenGroupEmpty::UseAll => Some(centre(column)?),
                    WhenGroupEmpty::Refuse => return Err(EvaluationError::NoValue { what: "一个分组内" }),
                }
            };
            centres[*group] = Some(found);
        }
        fills.push(centres[*group].flatten());
    }
    Ok(fills)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zero_denominator_names_its_row() {
        let column = Column::complete(vec![10.0, 20.0]).unwrap();
        let by = Column::complete(vec![4.0, 0.0]).unwrap();
        assert_eq!(denominate(&column, &by, 1.0).unwrap_err().to_string(), "分母：第 2 行的除数为 0");
        let by = Column::new(&[Some(4.0), None]).unwrap();
        assert_eq!(denominate(&column, &by, 100.0).unwrap().to_options(), [Some(250.0), None]);
    }

    #[test]
    fn a_subject_exactly_at_the_threshold_stays() {
        let rows = [vec![Some(1.0), Some(0.0), None], vec![Some(1.0), None, None]];
        let matrix = Matrix::from_rows(&rows).unwrap();
        let screened = screen(&matrix, Screening { present_least: 2.0 / 3.0, not_zero_least: 0.5 }).unwrap();
        assert_eq!(screened.kept, [0]);
        assert_eq!(screened.not_zero, [0.5, 1.0]);
    }

    #[test]
    fn holes_are_filled_by_group_and_listed() {
        let column = Column::new(&[Some(1.0), Some(3.0), None, Some(10.0), None, None]).unwrap();
        let groups = vec![0, 0, 0, 1, 1, 2];
        let of = |when_empty| impute(&column, &Imputation::GroupMean { groups: groups.clone(), when_empty });
        assert_eq!(of(WhenGroupEmpty::StayMissing).unwrap().filled, [(2, 2.0), (4, 10.0)]);
        assert_eq!(of(WhenGroupEmpty::UseAll).unwrap().filled[2], (5, 14.0 / 3.0));
        assert!(of(WhenGroupEmpty::Refuse).is_err());
        assert_eq!(impute(&column, &Imputation::Median).unwrap().column.get(5), Some(3.0));
        assert_eq!(impute(&column, &Imputation::None).unwrap().column, column);
    }
}
