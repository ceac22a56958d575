//! Ledgers (账本) in use: posting by names, approval, closing, balances, statements, logs. One desk a ledger, where
//! everyone's vouchers queue up and are committed together.
//!
//! Holds no rules of its own: those come from packs, balances from the engine, durability from the store.

mod desk;
mod explain;
mod opened;
mod post;
mod settle;
mod show;
mod statement;
mod words;

pub use desk::{Desk, Work};
pub(crate) use explain::is_ledger_figure;
pub(crate) use opened::Desks;
