//! Ledgers (账本) in use: one desk a ledger, where everyone's vouchers queue up and are committed together.
//!
//! Holds no rules of its own: those come from packs, balances from the engine, durability from the store.

mod desk;

pub use desk::{Desk, Work};
