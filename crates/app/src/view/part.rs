//! A list of a large plan in parts, in its total order; what is in them is elsewhere.

use serde::{Deserialize, Serialize};
use utoipa::IntoParams;

use crate::{AppError, Result};

/// Which part of a list is wanted. Whoever asks for the next part names the `known_by` of the first one: a list is of one
/// instant, whatever is written meanwhile.
#[derive(Debug, Clone, Default, Serialize, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ListPart {
    /// How many rows at most, from 1; all of them by default.
    pub limit: Option<usize>,
    /// Id of the row after which the part begins: `next` of the part before. The first row by default.
    pub after: Option<String>,
}

impl ListPart {
    /// The rows, and the id after which more follow.
    pub(crate) fn of<Row: Clone>(&self, rows: &[Row], id: impl Fn(&Row) -> &str) -> Result<(Vec<Row>, Option<String>)> {
        let first = match self.after.as_deref() {
            None => 0,
            Some(after) => {
                let found = rows.iter().position(|row| id(row) == after);
                found.ok_or_else(|| AppError::not_found(format!("列表中编号为“{after}”的行")))? + 1
            }
        };
        let rest = rows.get(first..).unwrap_or_default();
        match self.limit {
            Some(0) => Err(AppError::bad_input("每次取的行数应为 1 或更多")),
            Some(limit) if limit < rest.len() => {
                let part = &rest[..limit];
                Ok((part.to_vec(), part.last().map(|row| id(row).to_string())))
            }
            Some(_) | None => Ok((rest.to_vec(), None)),
        }
    }

    /// Whether it begins the list.
    pub(crate) fn is_first(&self) -> bool {
        self.after.is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_come_to_the_whole() {
        let rows: Vec<String> = (0..7).map(|number| format!("r{number}")).collect();
        let part = |limit: Option<usize>, after: Option<&str>| {
            ListPart { limit, after: after.map(str::to_string) }.of(&rows, |row| row)
        };
        assert_eq!(part(None, None).unwrap(), (rows.clone(), None));
        let (mut all, mut after) = (Vec::new(), None);
        loop {
            let (some, next) = part(Some(3), after.as_deref()).unwrap();
            assert!(!some.is_empty());
            all.extend(some);
            after = next;
            if after.is_none() {
                break;
            }
        }
        assert_eq!(all, rows);
        assert_eq!(part(Some(7), None).unwrap().1, None, "nothing follows the last row");
        assert_eq!(part(Some(1), Some("r6")).unwrap(), (Vec::new(), None));
        assert!(part(Some(0), None).is_err() && part(None, Some("r7")).is_err());
    }
}
