//! Placements (项目落地安排) over the rows of registers as they are known: which project at which place under quotas of
//! several kinds, why each of the others is not, what the limits are worth, and what if. Shown, never stored.

mod page;
mod run;
