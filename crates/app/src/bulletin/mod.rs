//! Bulletins (通报): freeze a cut, make and keep the files, list, hand out, issue.

mod attention;
mod counties;
mod create;
pub(crate) mod cut;
mod document;
mod files;
mod issue;
mod marks;
mod number;
pub(crate) mod picture;
mod registry;
mod target_table;
mod tracked;
