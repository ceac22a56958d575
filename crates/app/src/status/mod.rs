//! Status pages: overview, tasks, targets, counties, map. Each is a view of one frame.

mod county;
pub(crate) mod map;
pub(crate) mod overview;
pub(crate) mod rows;
pub(crate) mod tally;
mod targets;
pub(crate) mod tasks;
