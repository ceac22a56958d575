//! Ledgers (账本) in use: posting by names, approval, closing, balances, statements, logs. One desk a ledger, where
//! everyone's vouchers queue up and are committed together.
//!
//! Holds no rules of its own: those come from packs, balances from the engine, durability from the store.

mod desk;
mod explain;
mod file;
mod hand;
mod opened;
mod plain;
mod post;
mod receivers;
mod secret;
mod settle;
mod show;
mod statement;
pub(crate) mod table;
mod terms;
mod within;
mod words;

pub(crate) use desk::Pending;
pub use desk::{Desk, Work};
pub(crate) use explain::is_ledger_figure;
pub use file::LedgerFormat;
pub(crate) use opened::{Desks, OpenedLedger};
pub(crate) use post::slip;
pub(crate) use receivers::{received, refusal};
pub(crate) use settle::{Settled, free_key, settlement};
pub(crate) use words::{account_label, amount_text, asset_label, bounds_in_words, rules_in_words};
