//! The work of the year beside the collection cycle: the leader's page and how silent the plan is.

mod brief;
mod silence;
