//! The collection cycle: requests are proposed and approved, answers filled, reviewed and agreed, reminders sent,
//! instructions of leaders followed.
//!
//! What may be done is decided by `engine::collection`; here its decisions are stored and shown. A figure that was agreed
//! becomes an observation in the same transaction.

mod answer;
mod background;
mod batch;
mod burden;
mod complaints;
mod countersign;
mod days;
pub(crate) mod demo;
mod demo_countersign;
mod demo_late;
mod desk;
mod instructions;
mod loaded;
mod log;
mod narrow;
mod notices;
mod parties;
mod requests;
pub(crate) mod rules;
mod sheet;
mod table;
pub(crate) mod year;

/// Requests and answers change hands this often in vain before the person is told that somebody else was faster.
const TRIES: usize = 3;
