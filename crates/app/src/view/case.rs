//! What the screens of trades show: cases, bids as far as this person may see them, and what may be done next.

use jiff::Timestamp;
use jiff::civil::Date;
use model::Dataset;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::RuleLine;

/// 交易项目: kinds of trades that packs declare, and the cases there are.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CaseShelf {
    pub dataset: Dataset,
    pub exchanges: Vec<ExchangeRow>,
    /// The newest first.
    pub cases: Vec<CaseRow>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ExchangeRow {
    pub pack: String,
    pub pack_name: String,
    pub code: String,
    pub name: String,
    pub register: String,
    pub register_name: String,
    pub method_in_words: String,
    pub unit: String,
    pub certainty_in_words: String,
    /// Who conducts it.
    pub role: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CaseRow {
    pub number: String,
    pub title: String,
    pub exchange_name: String,
    pub seller: String,
    pub floor: String,
    pub unit: String,
    pub phase: String,
    pub phase_in_words: String,
    pub is_suspended: bool,
    /// Until when something can be done now, in words.
    pub deadline: Option<String>,
    /// Who got it at what price, in words.
    pub result: Option<String>,
    #[schema(value_type = String, format = DateTime)]
    pub opened_at: Timestamp,
}

/// Rows of the register that may be listed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct LotShelf {
    pub lots: Vec<LotRow>,
    /// The number that a new case would get.
    pub number: String,
}

/// A row as a listing; what the register does not say is empty.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct LotRow {
    pub row: String,
    pub title: String,
    pub seller: String,
    pub seller_code: String,
    pub floor: String,
    pub quantity: String,
    /// Why it cannot be listed now.
    pub refusal: Option<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct CaseOpenRequest {
    pub dataset: Option<Dataset>,
    pub pack: String,
    pub exchange: String,
    pub row: String,
    /// Given by the server when empty.
    pub number: Option<String>,
    /// Only what no field of the register says.
    pub title: Option<String>,
    pub seller: Option<String>,
    #[serde(default)]
    pub seller_code: Option<String>,
    pub floor: Option<String>,
    pub quantity: Option<String>,
}

/// What somebody wants done in a case.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct CaseRequest {
    /// The same key with the same content does nothing a second time.
    pub key: String,
    #[serde(flatten)]
    pub act: CaseAct,
}

#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(tag = "act", rename_all = "snake_case")]
pub enum CaseAct {
    /// 发布公告.
    Announce {
        #[schema(value_type = String, format = Date)]
        notice_last: Date,
        #[schema(value_type = String, format = DateTime)]
        opens: Timestamp,
        #[schema(value_type = String, format = DateTime)]
        closes: Timestamp,
    },
    /// 报名. `code` is the 统一社会信用代码, by which the account of a ledger is found; required where the trade has one.
    Register {
        bidder: String,
        priority: Option<String>,
        #[serde(default)]
        code: Option<String>,
    },
    /// 资格审查.
    Qualify { bidder: String, is_accepted: bool, reason: String },
    /// 保证金到账, or why it did not come; for trades without a ledger.
    Deposit { bidder: String, refused: Option<String> },
    /// 出价.
    Bid { price: String },
    /// 投递密封报价.
    Commit { digest: String },
    /// 开标.
    Open { price: String, salt: String },
    /// 申报.
    Order { is_buying: bool, price: String, quantity: u64 },
    /// 撤销申报.
    CancelOrder { order: String },
    /// 协商成交.
    Agree { bidder: String, price: String },
    /// 抽签.
    Draw,
    /// 答复优先权.
    AnswerPriority { is_exercised: bool },
    /// 异议.
    Object { by: String, text: String },
    /// 答复异议.
    AnswerObjection { number: usize, is_upheld: bool, text: String },
    /// 结算.
    Settle,
    /// 违约.
    Default { reason: String },
    /// 撤回.
    Withdraw { reason: String },
    /// 终结.
    Terminate { reason: String },
    /// 中止.
    Suspend { reason: String },
    /// 恢复.
    Resume,
}

/// A case as one person sees it now.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CaseView {
    pub number: String,
    pub dataset: Dataset,
    pub pack: String,
    pub pack_name: String,
    pub pack_version: String,
    pub certainty_in_words: String,
    pub exchange: String,
    pub exchange_name: String,
    pub basis: String,
    /// The rules in words, as the page of the pack tells them.
    pub rules: Vec<RuleLine>,
    pub register: String,
    pub row: String,
    pub title: String,
    pub seller: String,
    /// 底价 or 参考价, of a unit.
    pub floor: String,
    pub quantity: String,
    pub floor_total: String,
    pub unit: String,
    pub deposit: Option<String>,
    /// `ascending`, `sealed` or `call`.
    pub method: String,
    pub method_in_words: String,
    pub phase: String,
    pub phase_in_words: String,
    pub round: u8,
    pub suspended: Option<String>,
    /// Of the server; what is left is counted from it.
    #[schema(value_type = String, format = DateTime)]
    pub now: Timestamp,
    /// Number of the last event.
    pub version: u64,
    #[schema(value_type = Option<String>, format = Date)]
    pub notice_last: Option<Date>,
    #[schema(value_type = Option<String>, format = DateTime)]
    pub opens: Option<Timestamp>,
    #[schema(value_type = Option<String>, format = DateTime)]
    pub closes: Option<Timestamp>,
    #[schema(value_type = Option<String>, format = DateTime)]
    pub opening_until: Option<Timestamp>,
    #[schema(value_type = Option<String>, format = DateTime)]
    pub priority_until: Option<Timestamp>,
    #[schema(value_type = Option<String>, format = Date)]
    pub objections_until: Option<Date>,
    /// How often the end of bidding was moved.
    pub extensions: usize,
    pub step: Option<String>,
    /// The least that would be accepted now.
    pub least: Option<String>,
    /// The newest first.
    pub bids: Vec<CaseBid>,
    pub bidders: Vec<CaseBidder>,
    pub mine: Option<MyPart>,
    /// Sealed bids that were handed in, and how many are open.
    pub sealed: usize,
    pub opened: usize,
    /// Own orders until the call is over; all of them, with what came of each, afterwards.
    pub orders: Vec<CaseOrder>,
    pub order_count: usize,
    pub call_prices: Vec<CallPriceView>,
    pub call_result: Option<String>,
    pub turns: Vec<CaseTurn>,
    /// With which anybody can draw again.
    pub seed: Option<String>,
    pub winner: Option<CaseWinner>,
    pub objections: Vec<CaseObjection>,
    pub failure: Option<String>,
    pub settlement_refused: Option<String>,
    /// What happened, the newest first; nothing that is still sealed.
    pub log: Vec<CaseLogLine>,
    /// Codes of what this person may do now.
    pub actions: Vec<String>,
    /// How money is dealt with.
    pub money_note: String,
    /// Code of the ledger of the pack that carries deposits and settlement; nothing where money is paid outside.
    pub ledger: Option<String>,
    pub has_certificate: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CaseBid {
    pub bidder: String,
    pub price: String,
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    pub is_mine: bool,
    pub has_extended: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CaseBidder {
    /// From 1, by registration.
    pub place: usize,
    /// 1号竞买人 for those who may not know the name yet.
    pub label: String,
    /// Nothing for those who may not know it yet.
    pub name: Option<String>,
    pub priority: Option<String>,
    /// For who conducts the trade and the bidder themselves.
    pub code: Option<String>,
    /// The account of the ledger that would be held, for who conducts the trade; or that there is none.
    pub account: Option<String>,
    pub review: String,
    pub deposit: String,
    /// Waits for the review, or for the deposit.
    pub is_waiting: bool,
    pub is_deposit_waiting: bool,
}

/// What this person has in the case.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct MyPart {
    pub bidder: String,
    pub label: String,
    /// Why this person may not bid; nothing when they may.
    pub not_ready: Option<String>,
    /// Own highest bid, and its place among those of all bidders.
    pub best: Option<String>,
    pub rank: Option<usize>,
    pub is_leading: bool,
    pub is_sealed: bool,
    pub is_opened: bool,
    pub is_my_turn: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CaseOrder {
    pub id: String,
    pub bidder: String,
    pub is_mine: bool,
    pub is_buying: bool,
    pub price: String,
    pub quantity: u64,
    pub filled: Option<u64>,
    pub reason: String,
    pub is_cancelled: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CallPriceView {
    pub price: String,
    pub bought: u64,
    pub sold: u64,
    pub volume: u64,
    pub imbalance: u64,
    pub is_chosen: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CaseTurn {
    pub bidder: String,
    pub answer: Option<String>,
    pub is_asked: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CaseWinner {
    pub bidder: String,
    pub price: String,
    pub total: String,
    pub ground: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CaseObjection {
    pub number: usize,
    pub by: String,
    pub text: String,
    pub is_upheld: Option<bool>,
    pub answer: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CaseLogLine {
    pub number: u64,
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    pub text: String,
}

/// How far a case is: whoever waits learns that something happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CasePulse {
    pub version: u64,
    #[schema(value_type = String, format = DateTime)]
    pub now: Timestamp,
}
