//! Bodies, accounts and rights as use cases: what the administrators see, propose and approve.

mod accounts;
mod agencies;
mod agency_words;
mod left_behind;
mod proposals;
mod words;
