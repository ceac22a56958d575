//! The ledger kernel (账本): admits vouchers, keeps every balance within its bounds, and writes the log that proves it.
//!
//! Pure: the clock is an argument, and the log is text that the caller stores. What was refused has changed nothing.
//! `docs/ledger-log.md` describes the log, so that other programs can check it.

mod admit;
mod approval;
mod balance;
mod book;
mod carry;
mod chain;
mod enter;
mod hand;
mod keys;
mod log;
mod look;
mod movement;
mod parse;
mod position;
mod repeat;
mod slip;
mod sweep;
mod take_back;
mod text;
mod words;

#[cfg(test)]
mod tests;

pub use approval::OpenProposal;
pub use balance::{AsOf, Balance, Statement, StatementAct, StatementRow};
pub use book::{Book, Receipt, ReceiptState};
pub use carry::{carry_over, give_back, reversal};
pub use chain::{Chain, LOG_FORMAT, exported};
pub use hand::Poster;
pub use look::{LineView, ProposalState, VoucherView, VoucherWhat};
pub use parse::LogFault;
pub use slip::{Clerk, Holding, Lot, Slip, SlipLine, SlipMove, constant_on, factored};
