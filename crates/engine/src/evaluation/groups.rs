//! Columns taken apart by group and put together again (分组). One pass over the rows each way; never sorts.

use super::error::{EvaluationError, same_length};
use super::matrix::Column;

/// Which group each row belongs to; groups are numbered from 0.
#[derive(Debug, Clone, PartialEq)]
pub struct Groups<'a> {
    numbers: &'a [u32],
    counts: Vec<usize>,
}

impl<'a> Groups<'a> {
    /// `count` groups, of which some may have nobody.
    pub fn new(numbers: &'a [u32], count: usize) -> Result<Groups<'a>, EvaluationError> {
        let mut counts = vec![0; count];
        for number in numbers {
            let Some(members) = counts.get_mut(*number as usize) else {
                let found = *number as usize + 1;
                return Err(EvaluationError::Shape { what: "分组", expected: count, found });
            };
            *members += 1;
        }
        Ok(Groups { numbers, counts })
    }

    /// How many rows each group has.
    pub fn counts(&self) -> &[usize] {
        &self.counts
    }

    /// One column for each group, its rows in their old order.
    pub fn split(&self, column: &Column) -> Result<Vec<Column>, EvaluationError> {
        same_length("分组的数值", self.numbers.len(), column.len())?;
        let mut parts: Vec<Vec<f64>> = self.counts.iter().map(|count| Vec::with_capacity(*count)).collect();
        for (number, value) in self.numbers.iter().zip(column.raw()) {
            parts[*number as usize].push(*value);
        }
        Ok(parts.into_iter().map(Column::of).collect())
    }

    /// The inverse of [`Groups::split`].
    pub fn join(&self, parts: &[Column]) -> Result<Column, EvaluationError> {
        for (part, count) in parts.iter().zip(&self.counts) {
            same_length("一个分组的数值", *count, part.len())?;
        }
        Ok(Column::of(self.join_with(parts, |part, place| part.raw()[place])?))
    }

    /// Any result by group in the order of all rows; `value` gives that of one place in its group.
    pub fn join_with<P, T>(&self, parts: &[P], value: impl Fn(&P, usize) -> T) -> Result<Vec<T>, EvaluationError> {
        same_length("分组的个数", self.counts.len(), parts.len())?;
        let mut next = vec![0; parts.len()];
        let mut joined = Vec::with_capacity(self.numbers.len());
        for number in self.numbers {
            let place = &mut next[*number as usize];
            joined.push(value(&parts[*number as usize], *place));
            *place += 1;
        }
        Ok(joined)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn split_and_join_undo_each_other_and_a_group_may_be_empty() {
        let column = Column::new(&[Some(1.0), None, Some(3.0), Some(4.0)]).unwrap();
        let groups = Groups::new(&[2, 0, 2, 0], 3).unwrap();
        let parts = groups.split(&column).unwrap();
        assert_eq!(parts[2].raw(), [1.0, 3.0]);
        assert_eq!((parts[0].to_options(), parts[1].len()), (vec![None, Some(4.0)], 0));
        assert_eq!(groups.join(&parts).unwrap(), column);
    }

    #[test]
    fn a_group_that_is_not_there_is_refused() {
        let message = Groups::new(&[0, 3], 2).unwrap_err().to_string();
        assert_eq!(message, "分组应有 2 项，实有 4 项");
        let groups = Groups::new(&[0, 1], 2).unwrap();
        assert!(groups.join(&[Column::default(), Column::default()]).is_err());
    }
}
