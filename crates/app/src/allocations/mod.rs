//! Allocations (分配): packs × facts × a budget → who gets what, with reasons and proof.
//!
//! A dry run (测算) is computed and not stored; a frozen run is stored with its cut and never changed, an adjustment is a
//! new run beside it. Every figure of an outcome has an id that explains it.

mod cut;
mod export;
mod figures;
mod life;
mod list;
mod page;
mod posting;
mod run;
mod seen;
mod suppose;
mod workbook;

pub(crate) use cut::{AllocationCut, CutFrame};
pub(crate) use figures::is_allocation_figure;
pub(crate) use life::{key_of, replaced, run_view};
pub(crate) use page::{proof_views, shown};
pub(crate) use posting::source_of;
pub(crate) use run::Runs;
pub(crate) use workbook::{Workbook, number};
