//! Bodies, accounts and rights as use cases: what the administrators see, propose and approve.

mod accounts;
mod agencies;
mod proposals;
mod words;
