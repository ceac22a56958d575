//! Analyses (分析) of packs: efficiency, structure, inequality and space of the subjects that this installation knows.
//!
//! Computed when asked and not stored. The result of a subject has an id that takes it apart down to the data.

mod page;
mod workbook;

pub(crate) use page::{borders_of, is_analysis_figure};
pub(crate) use workbook::workbook;
