//! Placements (项目落地安排) over the rows of registers as they are known: which project at which place under quotas of
//! several kinds, why each of the others is not, what the limits are worth, and what if.
//!
//! A dry run (测算) is shown and not stored; a frozen one is stored with its cut among the frozen allocations and is never
//! changed. What is supposed is never stored. Every figure of an outcome has an id that explains it.

mod export;
mod figures;
mod life;
mod page;
mod run;

pub(crate) use figures::is_placement_figure;
