//! Plans (方案): import, review, decisions, stages.

mod decide;
mod import;
mod review;
mod stage;

pub use import::ModelOrigin;
