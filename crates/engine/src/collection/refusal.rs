//! Why something cannot be done with an answer: what is wrong and what to do. Nothing has changed after a refusal.

use model::collection::Answer;

use crate::exchange::Moment;

/// Why a whole command is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("本表处于“{phase}”，不能{action}；{hint}")]
    WrongPhase { phase: &'static str, action: &'static str, hint: &'static str },
    #[error("本表由“{respondent}”填报，“{agency}”不能{action}")]
    NotTheRespondent { respondent: String, agency: String, action: &'static str },
    #[error("本表由“{reviewer}”审核，“{agency}”不能{action}")]
    NotTheReviewer { reviewer: String, agency: String, action: &'static str },
    #[error("裁定由方案牵头单位办理，“{agency}”不能裁定")]
    NotThePlanner { agency: String },
    #[error("您填写过本表的“{field}”，不能再由您审核；请由他人审核")]
    ReviewsOwnWork { field: String },
    #[error("本次需求已于{expires}到期，不再填报")]
    Expired { expires: jiff::civil::Date },
    #[error("服务器时间 {now} 早于上一次办理的时间 {last}，时钟被拨回；请校准时钟后再办")]
    ClockBack { now: Moment, last: Moment },
    #[error("{what}要写明理由")]
    ReasonMissing { what: &'static str },
    #[error("还有 {count} 处需要改正，未提交；请看各格下的提示", count = .remarks.len())]
    NotReady { remarks: Vec<super::Remark> },
    #[error("本表没有字段“{field}”")]
    UnknownField { field: String },
    #[error("“{field}”已经审定，不能再改")]
    Settled { field: String },
    #[error("“{field}”已经裁定，不再提出异议")]
    Ruled { field: String },
    #[error("“{field}”的异议还没有了结，不用再提")]
    DisputeWaits { field: String },
    #[error("退回后已经改过本表，不再对退回提出异议；请改好后直接提交")]
    ChangedSinceReturn,
    #[error("对这次退回的异议已经提出或裁定，不用再提")]
    ContestedAlready,
    #[error("没有等待办理的对退回的异议")]
    NoContest,
    #[error("“{field}”没有待答复的异议")]
    NoDispute { field: String },
    #[error("“{field}”没有待裁定的分歧；双方都坚持时才裁定")]
    NoDeadlock { field: String },
    #[error("审核已经开始，不能撤回；需要改动请由审核单位退回")]
    ReviewBegun,
    #[error("延期应晚于现在的截止时间 {due}")]
    ExtensionTooShort { due: Moment },
    #[error("本次需求{expires}到期，延期不能晚于这一天")]
    ExtensionPastExpiry { expires: jiff::civil::Date },
    #[error("已有一份延期申请在等待答复，不用再报")]
    ExtensionWaits,
    #[error("没有等待答复的延期申请")]
    NoExtension,
    #[error("“{agency}”不在本表的会签单位之列，不能会签")]
    NotASigner { agency: String },
    #[error("您填写或提交过本表，不能再由您会签；请由他人会签")]
    SignsOwnWork,
    #[error("“{agency}”已经会签同意，不用再签")]
    SignedAlready { agency: String },
    #[error("还有{owed}没有会签同意，不能审核通过")]
    SignaturesOwed { owed: String },
    #[error("“{agency}”没有提出不同意见，也没有超过会签期限，不用裁定")]
    NothingToOverrule { agency: String },
    #[error("“{field}”提出的值与填报值相同，没有分歧")]
    SameValue { field: String },
}

/// Why one cell was not saved; the others were.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CellRefusal {
    #[error("本表没有字段“{field}”；请下载最新的模板")]
    Unknown { field: String },
    #[error("“{field}”{why}，不用填")]
    Known { field: String, why: &'static str },
    #[error("“{field}”已经审定，不能再改")]
    Settled { field: String },
    #[error("“{field}”已被{by}于 {at} 改为“{theirs}”；您填的“{mine}”没有覆盖它，请核对后重新保存")]
    Stale { field: String, by: String, at: Moment, theirs: String, mine: String },
    #[error("“{field}”{fault}")]
    Fault { field: String, fault: String },
}

/// A value as a message quotes it.
pub(super) fn quoted(value: Option<&Answer>) -> String {
    value.map_or_else(|| "空".to_string(), Answer::to_string)
}
