//! Formulas (核算): evaluates the checked expressions of a pack for all subjects at once, and explains one of them.
//!
//! Pure. Exact decimals, except the few steps in `inexact.rs`. Never parses and never checks: `crates/pack` does.

mod choices;
mod column;
mod compute;
mod dates;
mod explain;
mod factors;
mod facts;
mod inexact;
mod leaves;
mod operators;
mod peers;
mod place_totals;
mod reasons;
mod statistics;
mod tables;
mod trouble;
mod words;

#[cfg(test)]
mod tests;

pub use choices::result_in_words;
pub use column::{Column, Value};
pub use compute::{Computed, Subjects, World, compute, compute_formula};
pub use dates::earlier;
pub use explain::{explain, explain_formula, in_sentences};
pub use factors::{FactorUse, factors_used};
pub use facts::{Conclusion, PackFacts, Rows, RowsError};
pub(crate) use operators::rounded;
pub use place_totals::{OfPlace, PlaceTotals, explain_place_total, place_totals};
pub use reasons::missing_reasons;
pub(crate) use statistics::{mean, median, ranks};
#[cfg(test)]
pub(crate) use tests::pack as test_pack;
pub use trouble::{Trouble, TroubleKind};
pub use words::{in_names, name_of};
