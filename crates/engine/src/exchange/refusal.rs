//! Why a case refuses what somebody asks: what is wrong and what to do. Nothing has changed after a refusal.

use jiff::Timestamp;
use jiff::civil::Date;
use model::CalendarError;
use rust_decimal::Decimal;

use super::call::CallError;
use super::case::local;

/// An instant as people in China read it, to the millisecond where it is not a whole second.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment(pub Timestamp);

impl std::fmt::Display for Moment {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let at = local(self.0);
        write!(formatter, "{} {:02}:{:02}:{:02}", at.date(), at.hour(), at.minute(), at.second())?;
        match at.millisecond() {
            0 => Ok(()),
            milliseconds => write!(formatter, ".{milliseconds:03}"),
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("项目处于“{phase}”，不能{action}{hint}", hint = what_to_do(.hint))]
    WrongPhase { phase: &'static str, action: &'static str, hint: &'static str },
    #[error("服务器时间 {now} 早于上一次办理的时间 {last}，时钟被拨回；请校准时钟后再办")]
    ClockBack { now: Moment, last: Moment },
    #[error("编号“{key}”已用于另一次内容不同的办理；请刷新页面后重新提交")]
    KeyReused { key: String },
    #[error("{0}")]
    Calendar(#[from] CalendarError),
    #[error("底价和数量应大于 0，现为 {floor} 和 {quantity}；请改正标的")]
    BadListing { floor: Decimal, quantity: Decimal },
    #[error("公告期自次日起应不少于 {needed} 个工作日，写到 {last} 只有 {given} 个；最早写到 {earliest}")]
    NoticeTooShort { needed: i64, given: i64, last: Date, earliest: Date },
    #[error("公告期最长 {months} 个月，写到 {last} 超过了；最晚写到 {latest}")]
    NoticeTooLong { months: i32, last: Date, latest: Date },
    #[error("竞价从 {opens} 开始，公告期 {last} 才结束；竞价应在公告期满之后开始")]
    BiddingTooEarly { opens: Moment, last: Date },
    #[error("竞价的截止时间 {closes} 不晚于开始时间 {opens}；请改正")]
    BiddingTooShort { opens: Moment, closes: Moment },
    #[error("报名已于 {last} 截止")]
    RegistrationOver { last: Date },
    #[error("“{bidder}”已经报名，不用再报")]
    AlreadyRegistered { bidder: String },
    #[error("“{bidder}”是转出方，不能竞买自己的标的")]
    SellerBids { bidder: String },
    #[error("转出方以代码认定，报名也要填统一社会信用代码或证件代码，以免转出方换个名称竞买自己的标的")]
    CodeMissing,
    #[error("本项交易没有优先权，报名时不写优先权依据")]
    NoPriorityRight,
    #[error("“{bidder}”没有报名；请先在公告期内报名")]
    NotRegistered { bidder: String },
    #[error("“{bidder}”的资格已经审查过，不能再改")]
    AlreadyReviewed { bidder: String },
    #[error("要写明理由；请填写后再办")]
    ReasonMissing,
    #[error("没有编号为“{id}”的{what}，或已经答复过")]
    NothingPending { what: &'static str, id: String },
    #[error("“{bidder}”{why}，不能参加竞价")]
    NotReady { bidder: String, why: &'static str },
    #[error("竞价 {opens} 才开始，现在 {now}")]
    NotOpen { opens: Moment, now: Moment },
    #[error("竞价已于 {closes} 截止，这次出价晚到 {late} 毫秒，不予接受")]
    TooLate { closes: Moment, late: i64 },
    #[error("出价 {price} 低于底价 {floor}；请不低于 {floor}")]
    BelowFloor { price: Decimal, floor: Decimal },
    #[error("出价 {price} 不够：当前最高 {highest}，阶梯 {step}，至少出 {least}")]
    BelowStep { price: Decimal, highest: Decimal, step: Decimal, least: Decimal },
    #[error("价格 {price} 应大于 0")]
    NotPositive { price: Decimal },
    #[error("数额太大，超出可以精确计算的范围；请核对")]
    TooLarge,
    #[error("密封值应为 64 位十六进制的摘要；请用开标工具生成")]
    NotADigest,
    #[error("“{bidder}”没有投递密封报价")]
    NotCommitted { bidder: String },
    #[error("“{bidder}”已经开标，不用再开")]
    AlreadyOpened { bidder: String },
    #[error("竞价 {closes} 才截止，截止前不开标")]
    OpeningTooEarly { closes: Moment },
    #[error("开标已于 {until} 截止，没有按时开标的报价作废")]
    OpeningOver { until: Moment },
    #[error("价格和密码与 {bidder} 投递的密封值不符；请核对价格（写法与投递时一致）和密码")]
    SealBroken { bidder: String },
    #[error("申报数量应为大于 0 的整数手")]
    NoQuantity,
    #[error("申报编号“{order}”已经用过")]
    OrderExists { order: String },
    #[error("{0}")]
    Call(#[from] CallError),
    #[error("没有“{bidder}”的申报“{order}”，或已经撤销")]
    UnknownOrder { order: String, bidder: String },
    #[error("现在轮到“{turn}”答复优先权，请等待")]
    NotYourTurn { turn: String },
    #[error("“{bidder}”没有优先权")]
    NoSuchHolder { bidder: String },
    #[error("优先权答复已于 {until} 截止，视为放弃")]
    PriorityOver { until: Moment },
    #[error("公示已于 {until} 截止，不再受理异议")]
    ObjectionsOver { until: Date },
    #[error("异议要写明事实和理由")]
    ObjectionEmpty,
    #[error("没有第 {number} 号异议，或已经答复")]
    NoObjection { number: usize },
    #[error("第 {number} 号异议尚未答复，不能结算；请先答复")]
    ObjectionOpen { number: usize },
    #[error("公示到 {until} 才结束，不能提前结算")]
    ObjectionWindow { until: Date },
    #[error("“{by}”是交易一方，不能办理这一步；请由交易机构办理")]
    PartyActs { by: String },
    #[error("现在没有到期的事项")]
    NothingDue,
}

fn what_to_do(words: &str) -> String {
    if words.is_empty() { String::new() } else { format!("；{words}") }
}
