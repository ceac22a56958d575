//! Lists of a plan that may be long, whole or in parts of one instant. Their order is that of the text.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::frame::Frame;
use crate::paging::{self, List};
use crate::view::{AsOf, ListPart};
use crate::{AppError, Result};

/// Where a reader is.
#[derive(Serialize, Deserialize)]
struct Place {
    by: Timestamp,
    as_of: Date,
    /// Id of the row behind which to go on.
    after: String,
}

/// The part of a list that is asked for.
pub(crate) struct Part {
    list: List,
    limit: Option<usize>,
    after: Option<String>,
    /// What the frame is to be asked: the instant and the day of the first part.
    pub question: AsOf,
}

impl Part {
    /// # Errors
    /// The cursor belongs to another list or to another question.
    pub fn new(name: &str, plan: &str, as_of: &AsOf, part: &ListPart) -> Result<Part> {
        let list = List::new(name, &(plan, as_of))?;
        let place: Option<Place> = list.place(part.cursor.as_deref())?;
        let limit = part.limit.map(|limit| paging::limit(Some(limit), paging::PAGE_SIZE));
        Ok(match place {
            None => Part { list, limit, after: None, question: as_of.clone() },
            Some(Place { by, as_of: day, after }) => Part {
                list,
                limit,
                after: Some(after),
                question: AsOf { known_by: Some(by), as_of: Some(day), ..as_of.clone() },
            },
        })
    }

    pub fn is_first(&self) -> bool {
        self.after.is_none()
    }

    /// The rows, and the cursor of the part behind them.
    pub fn of<Row: Clone>(
        &self,
        frame: &Frame,
        rows: &[Row],
        id: impl Fn(&Row) -> &str,
    ) -> Result<(Vec<Row>, Option<String>)> {
        let first = match self.after.as_deref() {
            None => 0,
            Some(after) => {
                let found = rows.iter().position(|row| id(row) == after);
                found.ok_or_else(|| AppError::not_found(format!("列表中编号为“{after}”的行")))? + 1
            }
        };
        let rest = rows.get(first..).unwrap_or_default();
        let part = &rest[..self.limit.unwrap_or(rest.len()).min(rest.len())];
        let next = match part.last().filter(|_| part.len() < rest.len()) {
            None => None,
            Some(last) => {
                let after = id(last).to_string();
                Some(self.list.cursor(&Place { by: frame.known_by, as_of: frame.as_of, after })?)
            }
        };
        Ok((part.to_vec(), next))
    }
}
