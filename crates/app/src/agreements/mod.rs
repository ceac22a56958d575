//! Agreements on sharing about rows that pass from one county to another (项目流转): drafted, signed by both counties and
//! the city, in force, ended. Rules, roles and fields come from packs.
//!
//! When the last one signs, the row passes to the other county and to its new state in the same transaction. A row is in
//! one agreement at a time, so that it counts once. What a year brings to each side is posted to the ledger that the rule
//! names.

mod act;
mod desk;
mod document;
mod draft;
mod figures;
mod posting;
mod see;
mod sides;
mod words;

pub use document::AgreementFile;
pub(crate) use figures::is_agreement_figure;
