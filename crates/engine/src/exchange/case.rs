//! A case (交易项目): what happened so far, and the state that follows from it alone.
//!
//! Events are applied as they are; whether something is allowed is decided in `decide.rs`. No clock, no balances.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::Offset;
use rust_decimal::{Decimal, RoundingStrategy};

use super::call::{CallOutcome, Order};
use super::decide::later;
use super::event::{
    AfterNotice, Batch, Deadlines, Event, FailReason, HoldRequest, LedgerRequest, Listing, PriorityAnswer, Recorded,
    Winner,
};
use super::refusal::Refusal;
use super::rules::{DepositRule, MethodRule, Rules};

/// Where a case is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    Opened,
    Notice,
    AwaitingSecondNotice,
    Bidding,
    Negotiation,
    Drawing,
    Priority,
    Objection,
    Settling,
    Settled,
    Failed,
    Withdrawn,
    Terminated,
}

impl Phase {
    pub fn in_words(self) -> &'static str {
        match self {
            Phase::Opened => "已受理",
            Phase::Notice => "公告报名",
            Phase::AwaitingSecondNotice => "待第二次公告",
            Phase::Bidding => "竞价",
            Phase::Negotiation => "协商",
            Phase::Drawing => "待抽签",
            Phase::Priority => "行使优先权",
            Phase::Objection => "成交公示",
            Phase::Settling => "结算中",
            Phase::Settled => "已成交",
            Phase::Failed => "流标",
            Phase::Withdrawn => "已撤回",
            Phase::Terminated => "已终结",
        }
    }

    /// Those after which nothing more happens in a case.
    pub const FINAL: [Phase; 4] = [Phase::Settled, Phase::Failed, Phase::Withdrawn, Phase::Terminated];

    pub fn is_final(self) -> bool {
        Phase::FINAL.contains(&self)
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bidder {
    pub name: String,
    /// 统一社会信用代码; empty where none was asked for.
    pub code: String,
    /// The ground of a priority right.
    pub priority: Option<String>,
    pub review: Review,
    /// Of the deposit.
    pub hold: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Review {
    Waiting,
    Accepted,
    Rejected(String),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hold {
    pub request: HoldRequest,
    pub state: HoldState,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HoldState {
    Asked,
    Held,
    Refused(String),
    Released,
    Posted,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bid {
    pub bidder: String,
    pub price: Decimal,
    pub at: Timestamp,
}

/// 密封报价; the last one that a bidder handed in counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seal {
    pub bidder: String,
    pub digest: String,
    pub at: Timestamp,
    pub opened: Option<Decimal>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderEntry {
    pub order: Order,
    pub hold: String,
    pub is_cancelled: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Objection {
    pub number: usize,
    pub by: String,
    pub text: String,
    /// Upheld or not, and the answer.
    pub answer: Option<(bool, String)>,
}

/// Everything that follows from the events.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct State {
    pub phase: Phase,
    /// 1 or 2.
    pub round: u8,
    pub deadlines: Deadlines,
    pub bidders: Vec<Bidder>,
    pub holds: BTreeMap<String, Hold>,
    pub bids: Vec<Bid>,
    pub seals: Vec<Seal>,
    pub orders: Vec<OrderEntry>,
    pub cleared: Option<CallOutcome>,
    /// The highest bid, whoever gets the lot in the end.
    pub highest: Option<Winner>,
    pub seed: Option<u64>,
    /// Holders of a priority right by the draw, and the place of the one whose turn it is.
    pub turns: Vec<String>,
    pub turn: usize,
    pub answers: Vec<(String, PriorityAnswer)>,
    pub winner: Option<Winner>,
    pub published_on: Option<Date>,
    pub settled_on: Option<Date>,
    pub objections: Vec<Objection>,
    pub batch: Option<Batch>,
    pub batches: usize,
    /// What the ledger said about the last batch that it refused.
    pub batch_refused: Option<String>,
    pub defaults: Vec<(String, String)>,
    pub failed: Option<FailReason>,
    /// Since when, and why.
    pub suspended: Option<(Timestamp, String)>,
}

/// One trade from listing to certificate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    pub rules: Rules,
    pub listing: Listing,
    pub(crate) log: Vec<Recorded>,
    pub(crate) state: State,
}

/// The events are not those of one case in their order.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReplayFault {
    #[error("交易记录第 {found} 条应为第 {expected} 条，记录有缺失或被改动")]
    Number { expected: u64, found: u64 },
    #[error("交易记录第 {number} 条的时间早于前一条，记录被改动")]
    Time { number: u64 },
}

/// Whether two parties, each by name and code, are one: by their codes where both are known, and by their names without
/// the spaces and the width of brackets that people type as they like.
pub fn is_same_party((name, code): (&str, &str), (other_name, other_code): (&str, &str)) -> bool {
    let plain = |name: &str| -> String {
        let letters = name.chars().filter(|letter| !letter.is_whitespace());
        letters
            .map(|letter| match letter {
                '（' => '(',
                '）' => ')',
                other => other,
            })
            .collect()
    };
    (!code.is_empty() && code == other_code) || plain(name) == plain(other_name)
}

/// The time that people in China read, from an instant.
pub fn local(at: Timestamp) -> DateTime {
    Offset::constant(8).to_datetime(at)
}

/// Amounts of money are kept to the 分, half up.
pub(crate) fn cents(amount: Decimal) -> Decimal {
    amount.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero)
}

impl Case {
    pub fn open(rules: Rules, listing: Listing) -> Result<Case, Refusal> {
        if listing.floor <= Decimal::ZERO || listing.quantity <= Decimal::ZERO {
            return Err(Refusal::BadListing { floor: listing.floor, quantity: listing.quantity });
        }
        listing.floor.checked_mul(listing.quantity).ok_or(Refusal::TooLarge)?;
        Ok(Case { rules, listing, log: Vec::new(), state: State::new() })
    }

    /// The same events give the same state.
    pub fn replay(rules: Rules, listing: Listing, log: &[Recorded]) -> Result<Case, ReplayFault> {
        let mut case = Case { rules, listing, log: Vec::with_capacity(log.len()), state: State::new() };
        for recorded in log {
            let expected = case.log.len() as u64 + 1;
            if recorded.number != expected {
                return Err(ReplayFault::Number { expected, found: recorded.number });
            }
            if case.log.last().is_some_and(|last| recorded.at < last.at) {
                return Err(ReplayFault::Time { number: recorded.number });
            }
            case.record(recorded.clone());
        }
        Ok(case)
    }

    /// Takes up an event that was decided and stored.
    pub fn record(&mut self, recorded: Recorded) {
        self.state.apply(&recorded.event, recorded.at);
        self.log.push(recorded);
    }

    pub fn state(&self) -> &State {
        &self.state
    }

    pub fn log(&self) -> &[Recorded] {
        &self.log
    }

    /// The lowest price of the whole lot, or the price that was bid times the quantity, in yuan.
    pub fn total(&self, price: Decimal) -> Option<Decimal> {
        price.checked_mul(self.listing.quantity).map(cents)
    }

    /// Until when sealed bids are opened, once bidding has an end.
    pub fn opening_until(&self) -> Option<Timestamp> {
        let MethodRule::Sealed { opening_minutes, .. } = self.rules.method else { return None };
        let deadlines = self.state.deadlines;
        deadlines.opening_until.or_else(|| deadlines.closes.map(|closes| later(closes, opening_minutes)))
    }

    /// Whether opened bids may be told: not while others may still choose whether to open theirs.
    pub fn tells_opened_bids(&self) -> bool {
        self.log.iter().any(|recorded| matches!(recorded.event, Event::BiddingEnded { .. }))
    }

    pub fn deposit(&self) -> Option<Decimal> {
        match self.rules.deposit {
            DepositRule::None => None,
            DepositRule::Amount(amount) => Some(cents(amount)),
            DepositRule::Share(share) => {
                self.total(self.listing.floor).map(|total| cents(total * share / Decimal::ONE_HUNDRED))
            }
        }
    }
}

impl State {
    pub(crate) fn new() -> State {
        State {
            phase: Phase::Opened,
            round: 0,
            deadlines: Deadlines::default(),
            bidders: Vec::new(),
            holds: BTreeMap::new(),
            bids: Vec::new(),
            seals: Vec::new(),
            orders: Vec::new(),
            cleared: None,
            highest: None,
            seed: None,
            turns: Vec::new(),
            turn: 0,
            answers: Vec::new(),
            winner: None,
            published_on: None,
            settled_on: None,
            objections: Vec::new(),
            batch: None,
            batches: 0,
            batch_refused: None,
            defaults: Vec::new(),
            failed: None,
            suspended: None,
        }
    }

    /// The code of a party of the case, empty where none is known.
    pub(crate) fn code_of<'a>(&'a self, listing: &'a Listing, name: &str) -> &'a str {
        match self.bidder(name) {
            Some(bidder) => &bidder.code,
            None if listing.seller == name => &listing.seller_code,
            None => "",
        }
    }

    pub fn bidder(&self, name: &str) -> Option<&Bidder> {
        self.bidders.iter().find(|bidder| bidder.name == name)
    }

    /// Why somebody may not bid; nothing when they may.
    pub fn not_ready(&self, name: &str) -> Option<&'static str> {
        let Some(bidder) = self.bidder(name) else { return Some("没有报名") };
        match (&bidder.review, &bidder.hold) {
            (Review::Waiting, _) => Some("的资格尚未审查"),
            (Review::Rejected(_), _) => Some("的资格审查未通过"),
            (Review::Accepted, None) => None,
            (Review::Accepted, Some(hold)) => match self.holds.get(hold).map(|hold| &hold.state) {
                Some(HoldState::Held) => None,
                Some(HoldState::Asked) => Some("的保证金尚未到账"),
                Some(HoldState::Refused(_)) => Some("的保证金没有冻结成功"),
                Some(HoldState::Posted) => Some("的保证金已经划转"),
                Some(HoldState::Released) | None => Some("的保证金已经退还"),
            },
        }
    }

    pub fn ready(&self) -> impl Iterator<Item = &Bidder> {
        self.bidders.iter().filter(|bidder| self.not_ready(&bidder.name).is_none())
    }

    /// Whose turn it is to answer.
    pub fn whose_turn(&self) -> Option<&str> {
        self.turns.get(self.turn).map(String::as_str)
    }

    /// Whether somebody's deposit is asked for and has not come.
    pub fn awaits_deposits(&self) -> bool {
        self.bidders
            .iter()
            .filter_map(|bidder| self.holds.get(bidder.hold.as_ref()?))
            .any(|hold| hold.state == HoldState::Asked)
    }

    /// Holds that are asked for or held, by id.
    pub(crate) fn live_holds(&self) -> impl Iterator<Item = (&String, &Hold)> {
        self.holds.iter().filter(|(_, hold)| matches!(hold.state, HoldState::Asked | HoldState::Held))
    }

    fn released(&mut self, ids: &[String]) {
        for id in ids {
            self.set_hold(id, HoldState::Released);
        }
    }

    fn set_hold(&mut self, id: &str, state: HoldState) {
        if let Some(hold) = self.holds.get_mut(id) {
            hold.state = state;
        }
    }

    fn asked(&mut self, request: &HoldRequest) {
        self.holds.insert(request.id.clone(), Hold { request: request.clone(), state: HoldState::Asked });
    }

    /// Exhaustive on purpose: a new event must say what it does.
    pub(crate) fn apply(&mut self, event: &Event, at: Timestamp) {
        match event {
            Event::Announced { round, notice_last, opens, closes } => {
                self.phase = Phase::Notice;
                self.round = *round;
                self.deadlines.notice_last = Some(*notice_last);
                self.deadlines.opens = Some(*opens);
                self.deadlines.closes = Some(*closes);
            }
            Event::Registered { bidder, priority, code } => self.bidders.push(Bidder {
                name: bidder.clone(),
                code: code.clone(),
                priority: priority.clone(),
                review: Review::Waiting,
                hold: None,
            }),
            Event::Accepted { bidder, hold } => {
                hold.iter().for_each(|hold| self.asked(hold));
                if let Some(found) = self.bidders.iter_mut().find(|known| known.name == *bidder) {
                    found.review = Review::Accepted;
                    found.hold = hold.as_ref().map(|hold| hold.id.clone());
                }
            }
            Event::Rejected { bidder, reason } => {
                if let Some(found) = self.bidders.iter_mut().find(|known| known.name == *bidder) {
                    found.review = Review::Rejected(reason.clone());
                }
            }
            Event::Held { hold } => self.set_hold(hold, HoldState::Held),
            Event::HoldRefused { hold, reason } => self.set_hold(hold, HoldState::Refused(reason.clone())),
            Event::NoticeEnded { next, release, .. } => {
                self.released(release);
                self.phase = match next {
                    AfterNotice::Bidding => Phase::Bidding,
                    AfterNotice::SecondNotice => Phase::AwaitingSecondNotice,
                    AfterNotice::Negotiation => Phase::Negotiation,
                    AfterNotice::Failed => Phase::Failed,
                };
                if *next == AfterNotice::Failed {
                    self.failed = Some(FailReason::TooFewBidders);
                }
            }
            Event::BidPlaced { bidder, price, closes, .. } => {
                self.bids.push(Bid { bidder: bidder.clone(), price: *price, at });
                self.deadlines.closes = Some(*closes);
            }
            Event::Committed { bidder, digest } => {
                self.seals.retain(|seal| seal.bidder != *bidder);
                self.seals.push(Seal { bidder: bidder.clone(), digest: digest.clone(), at, opened: None });
            }
            Event::Opened { bidder, price } => {
                if let Some(seal) = self.seals.iter_mut().find(|seal| seal.bidder == *bidder) {
                    seal.opened = Some(*price);
                }
            }
            Event::Ordered { order, hold } => {
                self.asked(hold);
                self.orders.push(OrderEntry { order: order.clone(), hold: hold.id.clone(), is_cancelled: false });
            }
            Event::OrderCancelled { order, release } => {
                self.released(release);
                if let Some(entry) = self.orders.iter_mut().find(|entry| entry.order.id == *order) {
                    entry.is_cancelled = true;
                }
            }
            Event::OrdersDropped { orders, holds } => {
                self.released(holds);
                self.cleared = None;
                for entry in self.orders.iter_mut().filter(|entry| orders.contains(&entry.order)) {
                    entry.is_cancelled = true;
                }
            }
            Event::BiddingEnded { winner, forfeit, .. } => {
                for request in forfeit {
                    if let LedgerRequest::Post { hold, .. } = request {
                        self.set_hold(hold, HoldState::Posted);
                    }
                }
                self.highest = winner.clone();
                self.phase = Phase::Drawing;
            }
            Event::Cleared { outcome, objections_until, release } => {
                self.released(release);
                self.cleared = Some((**outcome).clone());
                self.published_on = Some(local(at).date());
                self.deadlines.objections_until = Some(*objections_until);
                self.phase = Phase::Objection;
            }
            Event::Agreed { winner } => self.highest = Some(winner.clone()),
            Event::Drawn { seed, turns, until } => {
                self.seed = Some(*seed);
                self.turns = turns.clone();
                self.turn = 0;
                self.deadlines.priority_until = Some(*until);
                self.phase = Phase::Priority;
            }
            Event::PriorityAnswered { bidder, answer, until } => {
                self.answers.push((bidder.clone(), *answer));
                self.turn += 1;
                self.deadlines.priority_until = *until;
            }
            Event::Published { winner, objections_until, release } => {
                self.released(release);
                self.winner = Some(winner.clone());
                self.published_on = Some(local(at).date());
                self.deadlines.objections_until = Some(*objections_until);
                self.phase = Phase::Objection;
            }
            Event::Objected { number, by, text } => {
                self.objections.push(Objection { number: *number, by: by.clone(), text: text.clone(), answer: None })
            }
            Event::ObjectionAnswered { number, is_upheld, text } => {
                if let Some(objection) = self.objections.iter_mut().find(|known| known.number == *number) {
                    objection.answer = Some((*is_upheld, text.clone()));
                }
            }
            Event::SettlementRequested { batch } => {
                self.batch = Some(batch.clone());
                self.batches += 1;
                self.batch_refused = None;
                self.phase = Phase::Settling;
            }
            Event::Settled { .. } => {
                let ids: Vec<String> = self.live_holds().map(|(id, _)| id.clone()).collect();
                let posted: Vec<String> = self.batch.iter().flat_map(Batch::posted).cloned().collect();
                self.released(&ids);
                posted.iter().for_each(|id| self.set_hold(id, HoldState::Posted));
                self.settled_on = Some(local(at).date());
                self.phase = Phase::Settled;
            }
            Event::SettlementRefused { reason, .. } => {
                self.batch = None;
                self.batch_refused = Some(reason.clone());
                self.phase = Phase::Objection;
            }
            Event::Defaulted { bidder, reason, forfeit, until } => {
                self.deadlines.priority_until = *until;
                self.defaults.push((bidder.clone(), reason.clone()));
                if forfeit.is_some() {
                    let hold = self.bidder(bidder).and_then(|bidder| bidder.hold.clone());
                    hold.iter().for_each(|id| self.set_hold(id, HoldState::Posted));
                }
                self.winner = None;
                self.batch_refused = None;
                // Who is next follows in an event of its own; until then turns go on.
                self.phase = Phase::Priority;
            }
            Event::Failed { reason, release } => {
                self.released(release);
                self.failed = Some(*reason);
                self.winner = None;
                self.phase = Phase::Failed;
            }
            Event::Withdrawn { release, .. } => {
                self.released(release);
                self.suspended = None;
                self.phase = Phase::Withdrawn;
            }
            Event::Terminated { release, .. } => {
                self.released(release);
                self.suspended = None;
                self.winner = None;
                self.phase = Phase::Terminated;
            }
            Event::Suspended { reason } => self.suspended = Some((at, reason.clone())),
            Event::Resumed { deadlines } => {
                self.suspended = None;
                self.deadlines = *deadlines;
            }
        }
    }
}
