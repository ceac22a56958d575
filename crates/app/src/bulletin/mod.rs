//! Bulletins (通报): freeze a cut, list, hand out files rendered from the cut alone.

mod create;
pub(crate) mod cut;
mod document;
mod files;
mod picture;
mod registry;
