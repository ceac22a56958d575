//! Evaluations (评价): packs × facts → an outcome that anyone can check, dispute and publish.
//!
//! A dry run (试算) is computed and not stored; a frozen run is stored with its cut and never changed. A correction is a
//! new run beside it. Every figure of an outcome has an id that explains it.

mod certainty;
mod compare;
pub(crate) mod cut;
mod export;
mod figures;
mod gather;
mod held;
mod life;
mod list;
mod newer;
mod objections;
mod page;
mod run;
mod subject;
mod trial;
mod used;

pub(crate) use cut::{CutObserved, CutRegister, CutSubject, RuleFile, checked_rules, facts_of};
pub(crate) use export::parameter_table;
pub(crate) use figures::{is_evaluation_figure, say_sources};
pub(crate) use gather::{Gathered, subjects_of};
pub(crate) use life::dataset_in_words;
pub(crate) use page::{parameter_view, subject_in_words, validity_in_words};
pub(crate) use run::{Runs, fits};
