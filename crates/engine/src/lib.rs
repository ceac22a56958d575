//! Computes status, consistency, shares, growth and demo data from facts that are passed in.
//!
//! Pure: no file, clock, database or network, no randomness without a seed. Figures are exact
//! decimals; rounding happens only where a rule says so.

pub mod allocation;
pub mod analysis;
pub mod collection;
pub mod compare;
pub mod consent;
pub mod consistency;
pub mod demo;
pub mod evaluation;
pub mod exchange;
pub mod formula;
pub mod growth;
pub mod issuing;
pub mod ledger;
pub mod milestone;
pub mod placement;
pub mod register;
pub mod rounding;
pub mod run;
pub mod status;

mod demand;
mod explain;
mod facts;
mod figure;
mod judge;
mod no_data;
mod progress;
mod random;
mod required;
mod wording;
mod working;
mod yearly;

pub use demand::{gap_in_words, last_day_of};
pub use facts::Facts;
pub use figure::year_value;
pub use wording::unit_of_difference;
