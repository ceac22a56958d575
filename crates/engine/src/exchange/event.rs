//! What people ask of a case, what happened in it, and what it asks of the ledger. Shapes only.
//!
//! An event says everything that was worked out when it happened, so that a replay needs neither rules of that day nor a
//! calendar.

use jiff::Timestamp;
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::call::{CallOutcome, Order, Side};

/// The thing that is traded and on what terms. Fixed when the case is opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listing {
    /// 项目编号.
    pub case: String,
    /// The row of the register of lots.
    pub row: String,
    pub title: String,
    /// 转出方.
    pub seller: String,
    /// 统一社会信用代码 of the seller, where the register says it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub seller_code: String,
    /// 底价, a unit; the reference price of a call auction.
    pub floor: Decimal,
    /// How many units make up the lot (亩 × 年); what one lot of a call auction holds.
    pub quantity: Decimal,
    /// 年度或批次 of the right in the ledger; empty where there is none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub vintage: String,
}

/// What somebody wants done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum Command {
    /// 发布公告. Registration ends with `notice_last`; bidding is open from `opens` to `closes`, the last instant included.
    Announce { notice_last: Date, opens: Timestamp, closes: Timestamp },
    /// 报名. `priority` is the ground of a priority right that is claimed; `code` says who the bidder is, whatever they are
    /// called: the holder of the account in the ledger, where the exchange has one.
    Register {
        bidder: String,
        priority: Option<String>,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        code: String,
    },
    /// 资格审查.
    Qualify { bidder: String, is_accepted: bool, reason: String },
    /// The ledger's answer to a hold.
    HoldAnswered { hold: String, refused: Option<String> },
    /// 出价.
    Bid { bidder: String, price: Decimal },
    /// 投递密封报价: the digest of [`super::seal`].
    Commit { bidder: String, digest: String },
    /// 开标.
    Open { bidder: String, price: Decimal, salt: String },
    /// 申报 in a call auction.
    Order { order: String, bidder: String, side: Side, price: Decimal, quantity: u64 },
    /// 撤销申报.
    CancelOrder { order: String, bidder: String },
    /// The ledger has these holds of orders no more: the orders fall out, the rest is cleared anew.
    DropOrders { holds: Vec<String> },
    /// 协商成交.
    Agree { bidder: String, price: Decimal },
    /// 抽签 among those with a priority right.
    Draw { seed: u64 },
    /// 行使 or 放弃优先权.
    AnswerPriority { bidder: String, is_exercised: bool },
    /// 异议.
    Object { by: String, text: String },
    /// 答复异议.
    AnswerObjection { number: usize, is_upheld: bool, text: String },
    /// 结算 in one batch with the register.
    Settle,
    /// The ledger's answer to the batch.
    BatchAnswered { batch: String, refused: Option<String> },
    /// 违约 of the one who should sign and pay.
    Default { reason: String },
    /// 撤回.
    Withdraw { reason: String },
    /// 终结 by who conducts the trade, whatever was bid.
    Terminate { reason: String },
    /// 中止.
    Suspend { reason: String },
    /// 恢复.
    Resume,
    /// Nothing but time: what is due happens.
    Advance,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Event {
    Announced {
        round: u8,
        notice_last: Date,
        opens: Timestamp,
        closes: Timestamp,
    },
    Registered {
        bidder: String,
        priority: Option<String>,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        code: String,
    },
    Accepted {
        bidder: String,
        hold: Option<HoldRequest>,
    },
    Rejected {
        bidder: String,
        reason: String,
    },
    Held {
        hold: String,
    },
    HoldRefused {
        hold: String,
        reason: String,
    },
    NoticeEnded {
        ready: usize,
        next: AfterNotice,
        release: Vec<String>,
    },
    BidPlaced {
        bidder: String,
        price: Decimal,
        closes: Timestamp,
        is_extended: bool,
    },
    Committed {
        bidder: String,
        digest: String,
    },
    Opened {
        bidder: String,
        price: Decimal,
    },
    Ordered {
        order: Order,
        hold: HoldRequest,
    },
    OrderCancelled {
        order: String,
        release: Vec<String>,
    },
    /// 申报落空: their holds ended before the settlement. A new result follows in an event of its own.
    OrdersDropped {
        orders: Vec<Order>,
        holds: Vec<String>,
    },
    BiddingEnded {
        winner: Option<Winner>,
        unopened: Vec<String>,
        /// Deposits of bidders who did not open their sealed bids in time, where the rules forfeit them.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        forfeit: Vec<LedgerRequest>,
    },
    Cleared {
        outcome: Box<CallOutcome>,
        objections_until: Date,
        release: Vec<String>,
    },
    Agreed {
        winner: Winner,
    },
    Drawn {
        seed: u64,
        turns: Vec<String>,
        until: Timestamp,
    },
    PriorityAnswered {
        bidder: String,
        answer: PriorityAnswer,
        until: Option<Timestamp>,
    },
    /// 成交结果公示.
    Published {
        winner: Winner,
        objections_until: Date,
        release: Vec<String>,
    },
    Objected {
        number: usize,
        by: String,
        text: String,
    },
    ObjectionAnswered {
        number: usize,
        is_upheld: bool,
        text: String,
    },
    SettlementRequested {
        batch: Batch,
    },
    Settled {
        batch: String,
    },
    SettlementRefused {
        batch: String,
        reason: String,
    },
    /// `until` is for the next one with a priority right.
    Defaulted {
        bidder: String,
        reason: String,
        forfeit: Option<LedgerRequest>,
        until: Option<Timestamp>,
    },
    /// 流标 or ended for another reason.
    Failed {
        reason: FailReason,
        release: Vec<String>,
    },
    Withdrawn {
        reason: String,
        release: Vec<String>,
    },
    Terminated {
        reason: String,
        release: Vec<String>,
    },
    Suspended {
        reason: String,
    },
    Resumed {
        deadlines: Deadlines,
    },
}

/// Who gets the lot at which price of a unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Winner {
    pub bidder: String,
    pub price: Decimal,
    pub ground: WinningGround,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WinningGround {
    HighestBid,
    Priority,
    Negotiation,
}

impl WinningGround {
    pub fn in_words(self) -> &'static str {
        match self {
            WinningGround::HighestBid => "最高报价",
            WinningGround::Priority => "同等条件行使优先权",
            WinningGround::Negotiation => "协商成交",
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AfterNotice {
    Bidding,
    SecondNotice,
    Negotiation,
    Failed,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PriorityAnswer {
    Exercised,
    Waived,
    /// The time for an answer is over.
    Lapsed,
}

impl PriorityAnswer {
    pub fn in_words(self) -> &'static str {
        match self {
            PriorityAnswer::Exercised => "行使优先权",
            PriorityAnswer::Waived => "放弃优先权",
            PriorityAnswer::Lapsed => "逾期未答复，视为放弃",
        }
    }
}

/// Why a case ended without a trade.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FailReason {
    TooFewBidders,
    NoBid,
    NoCommonPrice,
    AllDefaulted,
    ObjectionUpheld,
    /// Holds of orders ended before the settlement, and what is left does not trade.
    HoldsGone,
}

impl FailReason {
    pub fn in_words(self) -> &'static str {
        match self {
            FailReason::TooFewBidders => "合格的竞买人不够",
            FailReason::NoBid => "无人出价",
            FailReason::NoCommonPrice => "没有买卖双方都能接受的价格",
            FailReason::AllDefaulted => "成交人全部违约",
            FailReason::ObjectionUpheld => "异议成立",
            FailReason::HoldsGone => "申报的冻结到期退出，其余申报不能成交",
        }
    }
}

/// Deadlines that a suspension moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Deadlines {
    pub notice_last: Option<Date>,
    pub opens: Option<Timestamp>,
    pub closes: Option<Timestamp>,
    pub opening_until: Option<Timestamp>,
    pub priority_until: Option<Timestamp>,
    pub objections_until: Option<Date>,
}

/// What an account is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Asset {
    /// Yuan.
    Money,
    /// Units of the right that is traded.
    Right,
}

/// An account by whose it is; which account of the ledger that is, the caller knows.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Account {
    Of(String),
    /// 交易中心结算账户; empty after every batch.
    Clearing,
}

/// 冻结: the amount stays with its owner, who cannot use it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HoldRequest {
    pub id: String,
    pub owner: String,
    pub asset: Asset,
    pub amount: Decimal,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "ask", rename_all = "snake_case")]
pub enum LedgerRequest {
    Hold(HoldRequest),
    /// Takes `amount` of a hold to `to` and gives the rest back.
    Post {
        hold: String,
        to: Account,
        amount: Decimal,
    },
    Void {
        hold: String,
    },
    Transfer {
        id: String,
        from: Account,
        to: Account,
        asset: Asset,
        amount: Decimal,
    },
}

/// All or nothing, together with the change of the register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Batch {
    /// The idempotency key.
    pub id: String,
    pub requests: Vec<LedgerRequest>,
    /// The rows that change hands: row and new holder.
    pub rows: Vec<(String, String)>,
}

/// An event in its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recorded {
    /// From 1, without gaps.
    pub number: u64,
    pub at: Timestamp,
    /// The one who asked.
    pub by: String,
    /// Idempotency key of the command that it came from, and the digest of that command.
    pub key: String,
    pub command: String,
    pub event: Event,
}
