//! The pack language: HCL text → checked `model::pack::Pack`, with diagnostics for its author.
//!
//! Pure: texts come in as arguments. Nothing is read, written or computed here.

mod agreement;
mod allocation;
mod analysis;
mod check;
mod complete;
mod coverage;
mod criterion;
mod cycle;
mod diagnostic;
mod evaluation;
mod exchange;
mod fault;
mod formula;
mod grade;
mod indicator;
mod intake;
mod item;
mod ledger;
mod lexical;
mod life_cycle;
mod matching;
mod names;
mod network;
mod parameter;
mod placement;
mod posting;
mod register;
mod render;
mod same;
mod shape;
mod source;
mod syntax;
mod value;
mod walk;
pub mod words;

pub use check::{Checked, check};
pub use complete::{Completion, complete};
pub use diagnostic::Diagnostic;
pub use fault::{Fault, Severity};
pub use render::render;
pub use source::{Position, Source};
