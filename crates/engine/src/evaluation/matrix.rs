//! Columns and matrices of an evaluation: rows are subjects, columns are indicators. Never holds an infinite number.
//!
//! Inside the kernel a missing value is NaN, because that is compact and spreads by itself. Outside it is `None`:
//! a NaN that comes in is refused, and −0 becomes 0, so that equal values are equal bit by bit. Numbers so large or small
//! that their fourth powers would leave the range of numbers are refused too, so nothing that is computed from them
//! turns infinite on the way; no exact figure is near these bounds.

use rust_decimal::Decimal;

use super::error::{EvaluationError, same_length};
use super::lanes::is_complete;

/// One indicator over all subjects. Every value is finite, or missing.
#[derive(Debug, Clone, Default)]
pub struct Column {
    values: Vec<f64>,
}

impl Column {
    /// Refuses NaN, infinities and numbers beyond 10^60 or nearer to 0 than 10^−60; a missing value is `None`.
    pub fn new(values: &[Option<f64>]) -> Result<Column, EvaluationError> {
        let mut column = Vec::with_capacity(values.len());
        for (row, value) in values.iter().enumerate() {
            column.push(match value {
                Some(value) => computable(*value, row)?,
                None => f64::NAN,
            });
        }
        Ok(Column { values: column })
    }

    /// All values are there.
    pub fn complete(values: Vec<f64>) -> Result<Column, EvaluationError> {
        let computable = values.into_iter().enumerate().map(|(row, value)| computable(value, row));
        Ok(Column { values: computable.collect::<Result<_, _>>()? })
    }

    /// From exact figures; each becomes the nearest number of the kernel.
    pub fn from_decimals(values: &[Option<Decimal>]) -> Column {
        Column { values: values.iter().map(|value| value.map_or(f64::NAN, nearest)).collect() }
    }

    /// For results of the kernel, where NaN already means missing.
    pub(crate) fn of(values: Vec<f64>) -> Column {
        Column { values }
    }

    pub fn len(&self) -> usize {
        self.values.len()
    }

    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    pub fn get(&self, row: usize) -> Option<f64> {
        self.values.get(row).copied().filter(|value| !value.is_nan())
    }

    /// The values with NaN for missing: for kernels only.
    pub fn raw(&self) -> &[f64] {
        &self.values
    }

    pub fn to_options(&self) -> Vec<Option<f64>> {
        (0..self.len()).map(|row| self.get(row)).collect()
    }

    /// The values that are there, in row order.
    pub fn present(&self) -> impl Iterator<Item = f64> + '_ {
        self.values.iter().copied().filter(|value| !value.is_nan())
    }

    pub fn missing_count(&self) -> usize {
        self.values.iter().filter(|value| value.is_nan()).count()
    }
}

/// The value, with +0 for −0.
fn computable(value: f64, row: usize) -> Result<f64, EvaluationError> {
    if !value.is_finite() {
        return Err(EvaluationError::NotFinite { row, column: 0 });
    }
    if value == 0.0 || (1e-60..=1e60).contains(&value.abs()) {
        return Ok(value + 0.0);
    }
    let wanted = "为 0，或绝对值在 10^-60 与 10^60 之间";
    Err(EvaluationError::Domain { what: "数值", row, column: 0, value, wanted })
}

/// Missing equals missing: two columns are the same when every row is.
impl PartialEq for Column {
    fn eq(&self, other: &Column) -> bool {
        self.len() == other.len() && (0..self.len()).all(|row| self.get(row) == other.get(row))
    }
}

/// Columns of the same length.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Matrix {
    columns: Vec<Column>,
    rows: usize,
}

impl Matrix {
    pub fn new(columns: Vec<Column>) -> Result<Matrix, EvaluationError> {
        let rows = columns.first().map_or(0, Column::len);
        for column in &columns {
            same_length("各指标的评价对象", rows, column.len())?;
        }
        Ok(Matrix { columns, rows })
    }

    /// From rows of complete numbers; each row is one subject.
    pub fn from_rows(rows: &[Vec<Option<f64>>]) -> Result<Matrix, EvaluationError> {
        let width = rows.first().map_or(0, Vec::len);
        for row in rows {
            same_length("各行的指标", width, row.len())?;
        }
        let mut columns = Vec::with_capacity(width);
        for place in 0..width {
            let values: Vec<Option<f64>> = rows.iter().map(|row| row[place]).collect();
            columns.push(Column::new(&values).map_err(|error| in_column(error, place))?);
        }
        Matrix::new(columns)
    }

    pub fn rows(&self) -> usize {
        self.rows
    }

    pub fn width(&self) -> usize {
        self.columns.len()
    }

    pub fn column(&self, place: usize) -> &Column {
        &self.columns[place]
    }

    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    pub fn get(&self, row: usize, column: usize) -> Option<f64> {
        self.columns[column].get(row)
    }

    /// Only these subjects, in this order.
    pub fn select_rows(&self, rows: &[usize]) -> Matrix {
        let columns = self
            .columns
            .iter()
            .map(|column| Column::of(rows.iter().map(|row| column.values[*row]).collect()))
            .collect();
        Matrix { columns, rows: rows.len() }
    }

    /// For methods that cannot work with holes.
    pub(crate) fn complete(&self, what: &'static str) -> Result<(), EvaluationError> {
        for (column, values) in self.columns.iter().enumerate() {
            if !is_complete(&values.values) {
                let row = values.values.iter().position(|value| value.is_nan()).unwrap_or(0);
                return Err(EvaluationError::Missing { what, row, column });
            }
        }
        Ok(())
    }
}

/// Puts the place of a column into an error that only knew the row.
pub(crate) fn in_column(error: EvaluationError, column: usize) -> EvaluationError {
    match error {
        EvaluationError::NotFinite { row, .. } => EvaluationError::NotFinite { row, column },
        EvaluationError::Domain { what, row, value, wanted, .. } => {
            EvaluationError::Domain { what, row, column, value, wanted }
        }
        EvaluationError::Missing { what, row, .. } => EvaluationError::Missing { what, row, column },
        other @ (EvaluationError::Shape { .. }
        | EvaluationError::NoValue { .. }
        | EvaluationError::NoSpread { .. }
        | EvaluationError::ZeroDivisor { .. }
        | EvaluationError::Choice { .. }
        | EvaluationError::NotConverged { .. }) => other,
    }
}

/// The nearest number. Up to 15 digits one exact division is enough; beyond, the text is read.
fn nearest(value: Decimal) -> f64 {
    const EXACT: i128 = 1 << 53;
    let mantissa = value.mantissa();
    let scale = value.scale();
    if mantissa.abs() < EXACT && scale <= 22 {
        let mut power = 1.0;
        for _ in 0..scale {
            power *= 10.0;
        }
        return mantissa as f64 / power + 0.0;
    }
    // A decimal prints as a plain number, which always reads.
    value.to_string().parse().unwrap_or(f64::NAN)
}

/// Small tables of tests.
#[cfg(test)]
pub(crate) fn table<const WIDTH: usize>(rows: &[[f64; WIDTH]]) -> Matrix {
    let rows: Vec<Vec<Option<f64>>> = rows.iter().map(|row| row.iter().map(|value| Some(*value)).collect()).collect();
    Matrix::from_rows(&rows).unwrap()
}

/// The table on which the conventions of peers were compared: five subjects, a zero in the last indicator.
#[cfg(test)]
pub(crate) const PROBE: [[f64; 5]; 5] = [
    [250.0, 16.0, 12.0, 5.0, 0.0],
    [200.0, 16.0, 8.0, 3.0, 2.0],
    [300.0, 32.0, 16.0, 4.0, 4.0],
    [275.0, 32.0, 8.0, 4.0, 1.0],
    [225.0, 16.0, 16.0, 2.0, 3.0],
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nan_is_refused_at_the_door_and_zero_has_one_sign() {
        let refused = Column::new(&[Some(1.0), Some(f64::NAN)]);
        assert_eq!(refused.unwrap_err().to_string(), "第 2 行第 1 列不是有限的数；没有数据请留空");
        let refused = Column::complete(vec![1.0, 1e300]).unwrap_err();
        assert!(matches!(refused, EvaluationError::Domain { row: 1, .. }), "{refused}");
        let zero = Column::new(&[Some(-0.0), None]).unwrap();
        assert_eq!(zero.raw()[0].to_bits(), 0.0_f64.to_bits());
        assert_eq!(zero.to_options(), [Some(0.0), None]);
    }

    #[test]
    fn decimals_become_the_nearest_number() {
        let texts = ["0.1", "-24.097", "12345678901234567890.1234", "0.0000000000000000000000000001"];
        for text in texts {
            let value: Decimal = text.parse().unwrap();
            assert_eq!(Column::from_decimals(&[Some(value)]).raw()[0], text.parse::<f64>().unwrap(), "{text}");
        }
    }
}
