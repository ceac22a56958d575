//! The compiled `junxian` as a person at a terminal sees it, above all with bad input.

#![allow(clippy::unwrap_used, reason = "the lint knows tests but not their helpers")]

mod backup;
mod bad_input;
mod frame;
mod interrupted;
mod job;
mod packs;
mod support;
mod wording;
