//! Double-entry ledgers (账本): assets, accounts, vouchers and the reasons for refusing one.
//!
//! Never holds a balance: `crates/engine` computes balances from the vouchers. Not to be mistaken for a register
//! (台账、名录): a ledger moves whole numbers between accounts so that every asset always sums to zero.

mod account;
mod amount;
mod asset;
mod refusal;
mod voucher;

pub use account::{Account, AccountId, AccountName, Bounds};
pub use amount::{Amount, AmountError};
pub use asset::{Asset, AssetId, AssetName};
pub use refusal::Refusal;
pub use voucher::{Act, Line, LineId, Move, Voucher};
