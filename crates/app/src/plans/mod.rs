//! Plans (方案): import, review, decisions, sharing out, stages, comparison, downloads.

mod chapters;
mod claim;
mod compare;
mod decide;
mod doubts;
mod exchange;
mod export;
mod import;
mod known;
mod leads;
mod numbers;
mod reading;
mod review;
mod stage;
pub(crate) mod view;
mod words;

pub use compare::{Version, compare_plans};
pub use exchange::ExchangeFormat;
pub use export::PlanExport;
pub use import::ModelOrigin;
