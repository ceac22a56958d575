//! Exchanges (交易): how a price is found.

mod call;

pub use call::{CallError, CallOutcome, Fill, FillReason, Order, PriceReason, PriceRow, Side, clear};
