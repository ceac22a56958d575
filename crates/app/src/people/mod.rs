//! Bodies, accounts and rights as use cases: what the administrators see, propose and approve.

mod accounts;
mod agencies;
mod agency_words;
mod left_behind;
pub(crate) mod persons;
mod proposals;
mod words;
