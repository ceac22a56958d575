//! What a certificate of a trade (交易鉴证书) says, taken from a settled case. Data only; layout is in `crates/report`.

use jiff::civil::Date;
use model::digest;
use rust_decimal::Decimal;

use super::case::{Case, Phase};
use super::event::WinningGround;

#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Certificate {
    pub case: String,
    pub title: String,
    pub seller: String,
    pub buyer: String,
    pub ground: WinningGround,
    /// Of a unit.
    pub price: Decimal,
    pub quantity: Decimal,
    /// Yuan.
    pub total: Decimal,
    pub published_on: Date,
    pub settled_on: Date,
    pub bidders: usize,
    pub bids: usize,
    /// SHA-256 of all events as JSON, one a line: who keeps the record can prove that it is the one that was certified.
    pub record_digest: String,
}

impl Case {
    /// SHA-256 of the record so far, one event a line as JSON.
    pub fn record_digest(&self) -> String {
        // Events are plain data; their JSON cannot fail.
        let line = |recorded| serde_json::to_string(recorded).unwrap_or_default();
        let lines: Vec<String> = self.log().iter().map(line).collect();
        digest(lines.join("\n").as_bytes())
    }

    /// Only a settled case of one lot has a certificate; a call auction has one for each fill.
    pub fn certificate(&self) -> Option<Certificate> {
        let state = self.state();
        if state.phase != Phase::Settled {
            return None;
        }
        let winner = state.winner.as_ref()?;
        Some(Certificate {
            case: self.listing.case.clone(),
            title: self.listing.title.clone(),
            seller: self.listing.seller.clone(),
            buyer: winner.bidder.clone(),
            ground: winner.ground,
            price: winner.price,
            quantity: self.listing.quantity,
            total: self.total(winner.price)?,
            published_on: state.published_on?,
            settled_on: state.settled_on?,
            bidders: state.bidders.len(),
            bids: state.bids.len() + state.seals.iter().filter(|seal| seal.opened.is_some()).count(),
            record_digest: self.record_digest(),
        })
    }
}
