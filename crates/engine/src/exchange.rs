//! Exchanges (交易): a case from listing to certificate, and how a price is found.
//!
//! A case is a list of events; its state follows from them alone. Time, calendar and seeds come in as arguments; balances
//! stay with the ledger, which is asked and answers. Beside it: sharing of what a transferred project yields, and
//! matching of demands with offers.

mod agreement;
mod award;
mod bidding;
mod call;
mod case;
mod certificate;
mod decide;
mod event;
mod matching;
mod network;
mod pairing;
mod posting;
mod refusal;
mod row_steps;
mod rules;
mod sharing;
mod signing;
mod supply;

#[cfg(test)]
mod tests;

pub use agreement::{ShareError, YearOf, YearShare, share};
pub use award::turns_by_lot;
pub use bidding::seal;
pub use call::{CallError, CallOutcome, Fill, FillReason, Order, PriceReason, PriceRow, Side, clear};
pub use case::{
    Bid, Bidder, Case, Hold, HoldState, Objection, OrderEntry, Phase, ReplayFault, Review, Seal, State, is_same_party,
    local,
};
pub use certificate::Certificate;
pub use decide::{Asked, ledger_requests};
pub use event::{
    Account, AfterNotice, Asset, Batch, Command, Deadlines, Event, FailReason, HoldRequest, LedgerRequest, Listing,
    PriorityAnswer, Recorded, Winner, WinningGround,
};
pub use matching::{Candidate, MatchError, Matched, Prices, blocking, is_proof, optimal, stable, total};
pub use network::{Dependence, Graph, NetworkError, RiskList, Supply, Walker, dependences};
pub use pairing::{Pair, Pairing, PairingError, all_pairs, pair_up};
pub use posting::{HoldGone, Posting, asked_by};
pub use refusal::{Moment, Refusal};
pub use row_steps::{RowStep, row_steps};
pub use rules::{DepositRule, ExtensionRule, MethodRule, PriorityRule, Rules, RulesError, hold_months};
pub use sharing::{PostedYear, YearPosting};
pub use signing::{
    Signature, Signing, SigningCommand, SigningEvent, SigningFault, SigningRecord, SigningRefusal, SigningStage,
    TermPhase, Terms, ToldYear,
};
pub use supply::{NetworkOutcome, SupplyError, supply_network};
