//! Allocations (分配): a budget or quota split among subjects by declared shares, with caps and floors.
//!
//! Exact integers throughout; every result is checked after the fact from the amounts alone. Pure: facts come in as
//! arguments.

mod explain;
mod proof;
mod run;
mod split;
mod what_if;

pub(crate) use explain::parameter_leaf;
pub use explain::{Allocated, AllocationFigure};
pub use run::{AllocationError, allocation};
pub use split::{Claim, Split, SplitError, Terms, split};
pub use what_if::{Supposed, with_supposed, with_supposed_parameters};
