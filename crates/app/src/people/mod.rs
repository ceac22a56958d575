//! Bodies, accounts and rights as use cases: what the administrators see, propose and approve.

mod agencies;
