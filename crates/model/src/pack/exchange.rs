//! Exchanges (交易) as a pack declares them: how a lot is announced, bid for, confirmed and settled; and agreements on
//! sharing what a transferred project yields.
//!
//! Declarations only: cases, bids and balances live elsewhere.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{Code, Constant, Expression, LedgerPosting, SourceSpan};
use crate::UnitOfMeasure;

/// The rules of one kind of trade.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Exchange {
    pub code: Code,
    pub name: String,
    pub basis: String,
    /// The register whose rows are traded (标的名录).
    pub register: Code,
    /// What a row says about the lot.
    #[serde(default)]
    pub lot: LotFields,
    /// States in which a row may be listed; with none given, every one that is not the last.
    #[serde(default)]
    pub from: Vec<Code>,
    /// What must be true of a row for it to be listed.
    #[serde(default)]
    pub condition: Option<Expression>,
    /// What must be true of the row for a notice to be published.
    #[serde(default)]
    pub announce_condition: Option<Expression>,
    /// Steps that the row takes with its case.
    #[serde(default)]
    pub takes: RowSteps,
    /// Who conducts it (经办角色).
    pub role: Code,
    /// Of the price, such as 元/亩.
    pub unit: UnitOfMeasure,
    pub method: Method,
    pub notice: Notice,
    /// 保证金.
    pub deposit: Deposit,
    pub priority: Priority,
    /// 成交公示, in working days.
    pub objection_days: Constant,
    /// Money and rights stand in a ledger; nothing where they are paid outside and their receipt is recorded.
    #[serde(default)]
    pub settlement: Option<Settlement>,
    pub span: SourceSpan,
}

/// 名录环节: which steps of its register a row takes because of what happens in its case, in the same transaction.
/// Nobody takes them by hand.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowSteps {
    /// With the first notice.
    pub announced: Option<Code>,
    /// With the first bidder who registers.
    pub registered: Option<Code>,
    /// When the notice ends and bidding or negotiation begins.
    pub bidding: Option<Code>,
    pub settled: Option<Code>,
    pub failed: Option<Code>,
    /// When a case that was announced is withdrawn or terminated. By hand too, for a row that is in no case.
    pub withdrawn: Option<Code>,
}

impl RowSteps {
    /// Those that only a case takes.
    pub fn of_cases(&self) -> impl Iterator<Item = &Code> {
        let RowSteps { announced, registered, bidding, settled, failed, withdrawn: _ } = self;
        [announced, registered, bidding, settled, failed].into_iter().flatten()
    }
}

/// 结算账本: which ledger of the same pack carries deposits and settlement, and by which of its words. A deposit is a hold
/// for the clearing account; a settlement posts the holds and pays the rest in one voucher, after which the clearing
/// account is as it was before.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Settlement {
    pub ledger: Code,
    /// The asset that prices are paid in, in yuan.
    pub money: Code,
    /// The asset that is traded; nothing where a row of the register is the right.
    pub right: Option<Code>,
    /// Accounts of buyers and sellers, found by the names that they trade under.
    pub account: Code,
    /// The one account through which a settlement goes.
    pub clearing: Code,
    /// The kind of entry that holds from `account` for `clearing`; releases are entries of this kind too.
    pub hold: Code,
    /// The kind of entry that pays from and to both.
    pub pay: Code,
    /// A hold that nobody released ends by itself after so many months.
    pub hold_months: Constant,
    pub span: SourceSpan,
}

/// Fields of the register that say what a listing needs; what no field says, a person fills in.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LotFields {
    pub title: Option<Code>,
    /// 转出方.
    pub seller: Option<Code>,
    /// 统一社会信用代码 of the seller.
    #[serde(default)]
    pub seller_code: Option<Code>,
    /// 底价, of a unit.
    pub floor: Option<Code>,
    /// How many units make up the lot.
    pub quantity: Option<Code>,
    /// 年度或批次 of the right in the ledger.
    #[serde(default)]
    pub vintage: Option<Code>,
    /// 受让方: who got the lot is written here when the trade is settled.
    pub buyer: Option<Code>,
    /// 成交价 of a unit and 成交数量 in units, written likewise.
    #[serde(default)]
    pub price: Option<Code>,
    #[serde(default)]
    pub volume: Option<Code>,
}

/// How a price is found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// 网络竞价, upwards by at least a step.
    Ascending { step: Constant, extension: Option<Extension> },
    /// 密封报价: digests before the end, prices afterwards. The highest one wins, the earlier of equal ones.
    Sealed {
        opening_minutes: Constant,
        #[serde(default)]
        unopened: Unopened,
    },
    /// 集合竞价: one uniform price.
    Call { margin: Margin },
}

/// What becomes of the deposit of a bidder who does not open a sealed bid in time. The bid is void in any case.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unopened {
    /// It goes back.
    #[default]
    Void,
    /// It is forfeited to the seller: otherwise a ring opens only the cheapest bid that wins.
    Forfeit,
}

/// A bid within `window` minutes of the end moves the end to `minutes` after the bid.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Extension {
    pub window: Constant,
    pub minutes: Constant,
}

/// Who is served where not all orders at the uniform price fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Margin {
    /// In proportion to quantity; lots that are left go to the largest remainder.
    ProRata,
    /// First come, first served.
    Time,
}

/// 公告.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Notice {
    /// At least so many working days.
    pub days: Constant,
    /// At most so many months.
    pub months_max: Option<Constant>,
    /// Working days of the second notice at least; nothing where there is no second notice.
    pub second_days: Option<Constant>,
    /// Bidding needs so many qualified bidders.
    pub bidders_min: Constant,
    pub when_few: WhenFew,
}

/// With fewer bidders than bidding needs, after the last notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WhenFew {
    /// 协商, with whoever there is; without anybody the lot is passed in.
    Negotiate,
    /// 流标.
    Fail,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Deposit {
    None,
    /// Percent of the lowest total price.
    Share(Constant),
    /// Yuan.
    Amount(Constant),
}

/// 优先权.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Priority {
    None,
    /// Holders may take the lot at the highest bid; several draw lots for their turns.
    Match {
        /// Each has so many hours.
        hours: Constant,
        when_all_default: WhenAllDefault,
    },
}

/// When everybody who took the lot by priority defaulted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WhenAllDefault {
    /// 流标.
    Fail,
    /// The highest bidder gets it.
    HighestBidder,
}

/// What the places of a transferred project share, and for how long (利益分享协议).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agreement {
    pub code: Code,
    pub name: String,
    pub basis: String,
    /// Of what is shared.
    pub unit: UnitOfMeasure,
    /// 分享双方, in the order of the text.
    pub parties: Vec<String>,
    /// Whose inputs are paid back before anything is shared (先行收回投入); a place among `parties`.
    pub recovery: Option<usize>,
    pub clock: AgreementClock,
    /// One after the other; at least one. Nothing is shared after the last one.
    pub phases: Vec<AgreementPhase>,
    /// Nothing for one that is only worked out.
    #[serde(default)]
    pub transfer: Option<Transfer>,
    /// Nothing for one whose years are not posted.
    #[serde(default)]
    pub posting: Option<LedgerPosting>,
    pub span: SourceSpan,
}

/// Rows that pass from the first party of an agreement to the second one, and who signs for it (流转).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Transfer {
    pub register: Code,
    /// The county that a row counts for: the first party before, the second one afterwards.
    pub place: Code,
    /// The county that reported the row first; nobody else gives it away.
    pub first: Option<Code>,
    /// The day of the first report.
    pub reported: Option<Code>,
    /// States in which a row may be transferred, and the one that it is in afterwards.
    pub from: Vec<Code>,
    pub to: Code,
    /// Roles that sign, in the order of the parties.
    pub signers: Vec<Code>,
    /// The role that signs last, for the city.
    pub confirms: Code,
    pub span: SourceSpan,
}

/// When the first year of the first phase is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AgreementClock {
    /// The first year with something to share, whoever gets it.
    FirstIncome,
    /// The first year in which something is left after inputs are paid back.
    Recovered,
}

/// Shares in percent in the order of the parties. Invariant, kept by the checker: they sum to 100.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgreementPhase {
    pub name: String,
    /// Without end where nothing is said; only the last one.
    pub years: Option<u16>,
    pub shares: Vec<Decimal>,
    pub span: SourceSpan,
}

/// Demands and offers that are put together (供需对接).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Matching {
    pub code: Code,
    pub name: String,
    pub basis: String,
    /// The register with a row for each pair.
    pub register: Code,
    /// Its fields that refer to the demand and to the offer.
    pub demand: Code,
    pub offer: Code,
    /// A number of the offer: how many demands it serves; one where nothing is said.
    pub places: Option<Code>,
    pub method: MatchingMethod,
    pub requirements: Vec<Requirement>,
    /// At least one; their weights sum to 100.
    pub parts: Vec<ScorePart>,
    pub span: SourceSpan,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MatchingMethod {
    /// Deferred acceptance: no pair would both rather have each other.
    Stable,
    /// The largest sum of scores.
    Optimal,
}

/// A pair that does not keep it is not eligible.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Requirement {
    pub code: Code,
    pub name: String,
    /// A flag of the register of pairs.
    pub condition: Expression,
    pub span: SourceSpan,
}

/// A number from 0 to 100 of the register of pairs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ScorePart {
    pub code: Code,
    pub name: String,
    pub value: Expression,
    pub weight: Constant,
    pub span: SourceSpan,
}

/// Who supplies whom with what, and when a dependence is a risk (断链风险).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Network {
    pub code: Code,
    pub name: String,
    pub basis: String,
    /// The register with a row for each supply.
    pub register: Code,
    /// Its fields; the first two refer to the same register of firms.
    pub supplier: Code,
    pub buyer: Code,
    pub product: Code,
    pub amount: Code,
    /// How much of the buyer's output hangs on it, from 0 to 1.
    pub impact: Expression,
    /// Least risks of the lists: concentration × impact, from 0 to 1.
    pub red: Constant,
    pub amber: Constant,
    /// How many steps downstream a failure is followed.
    pub steps: u8,
    pub span: SourceSpan,
}
