//! Registers (名录): cells → typed values, rows → what formulas read; rules, duplicates, life cycle and counts.
//!
//! Pure. Never stores a row, never reads a file or the clock: the day, the calendar and the directory come in as
//! arguments.

mod attachment;
mod cell;
mod check;
mod credit_code;
mod date;
mod demo;
mod demo_details;
mod duplicates;
mod fault;
mod intake;
mod kept;
mod life;
mod measure;
mod number;
mod pick;
mod rows;
mod similarity;
mod width;

#[cfg(test)]
mod row_tests;
#[cfg(test)]
mod tests;

pub use attachment::{Attachment, size_in_words};
pub use cell::{AgencyName, Cell, Directory, PlaceName, read, shown};
pub use check::{Breach, breaches, unique_values};
pub use credit_code::{CreditCodeFault, check_digit, checked_credit_code};
pub use demo::{DemoField, DemoRows, credit_code, demo_rows};
pub use demo_details::{DemoDetail, DemoDetails, demo_details};
pub use duplicates::{Duplicate, Duplicates, duplicates, duplicates_of};
pub use fault::CellFault;
pub use intake::{Giver, Intaken};
pub use kept::beside;
pub use life::{Due, Offer, Refusal, Taken, days_on, due, missing_files, offers};
pub use measure::{Measured, measured, together};
pub use number::quantity;
pub use rows::{KEY_SEPARATOR, Row, STATE, from_stored, key_of, rows, stored};
pub use similarity::{bigrams, jaccard, nearest, shared, similarity};
pub(crate) use width::narrowed;
