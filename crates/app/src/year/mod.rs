//! The work of the year beside the collection cycle: the leader's page, how silent the plan is, frozen periods, the
//! calendar of releases, two numbers for one name.

mod brief;
mod conflicts;
mod demo;
mod exceeded;
pub(crate) mod freeze;
mod releases;
pub(crate) mod settled;
mod silence;

pub(crate) use releases::bind_to_release;
