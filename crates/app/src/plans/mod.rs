//! Plans (方案): import, review, decisions, stages.

mod decide;
mod exchange;
mod import;
mod review;
mod stage;

pub use exchange::{ExchangeFormat, compare_plans};
pub use import::ModelOrigin;
