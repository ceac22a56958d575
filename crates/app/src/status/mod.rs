//! Status pages: overview, tasks, targets, counties, map. Each is a view of one frame.

pub(crate) mod counted;
pub(crate) mod county;
pub(crate) mod map;
pub(crate) mod overview;
mod parts;
mod plans;
pub(crate) mod rows;
pub(crate) mod tally;
mod targets;
pub(crate) mod tasks;
