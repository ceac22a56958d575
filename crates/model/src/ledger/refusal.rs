//! Why a voucher was refused, in a sentence for the one who submitted it: what is wrong, where, what to do.

use jiff::civil::Date;

use super::LineId;

/// A refused voucher has changed nothing and uses up neither its key nor a number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("凭证没有任何分录，请至少填写一笔")]
    Empty,
    #[error("一张凭证最多 {max} 笔分录，本次 {lines} 笔，请拆成几张")]
    TooManyLines { lines: usize, max: usize },
    /// What the line says cannot be understood by the rules of the ledger.
    #[error("第 {line} 笔：{what}")]
    Unclear { line: usize, what: String },
    #[error("第 {line} 笔的数量应大于 0")]
    NotPositive { line: usize },
    #[error("第 {line} 笔的转出与转入是同一账户“{account}”")]
    SameAccount { line: usize, account: String },
    #[error("第 {line} 笔所写账户（编号 {account}）不存在，请先开户")]
    UnknownAccount { line: usize, account: u32 },
    #[error("第 {line} 笔所写标的（编号 {asset}）不存在，请先登记")]
    UnknownAsset { line: usize, asset: u32 },
    #[error("本账本没有名为“{kind}”的业务类型，可用：{known}")]
    UnknownKind { kind: String, known: String },
    #[error("“{kind}”只能从{expected}转出，“{account}”不属于其中")]
    WrongFrom { kind: String, account: String, expected: String },
    #[error("“{kind}”只能转入{expected}，“{account}”不属于其中")]
    WrongTo { kind: String, account: String, expected: String },
    #[error("“{kind}”不能用于“{asset}”，可用于：{expected}")]
    WrongAsset { kind: String, asset: String, expected: String },
    #[error("“{kind}”只在同一持有人的账户之间办理，“{from}”与“{to}”的持有人不同")]
    DifferentHolder { kind: String, from: String, to: String },
    #[error("“{kind}”是{expected}业务，不能用来{asked}")]
    WrongAct { kind: String, expected: &'static str, asked: &'static str },
    /// `why` says who posts it.
    #[error("第 {line} 笔：“{kind}”{why}")]
    NotByHand { line: usize, kind: String, why: String },
    #[error("第 {}-{} 笔是“{kind}”，应按原业务办理，不能改按“{asked}”", of.seq, of.line + 1)]
    OtherKind { of: LineId, kind: String, asked: String },
    #[error("“{kind}”的冻结应按{expected}划转，不能按“{asked}”")]
    HoldPostedAs { kind: String, expected: String, asked: String },
    #[error("{what}最多 {max} 个字，本次 {length} 个字，请缩短")]
    TextTooLong { what: &'static str, max: usize, length: usize },
    #[error("“{kind}”应写明文号")]
    DocumentMissing { kind: String },
    #[error("应写明办理人")]
    ActorMissing,
    #[error("应写明幂等编号，且不超过 {max} 个字符")]
    KeyInvalid { max: usize },
    #[error("“{asset}”可用余额不足：“{account}”可用 {available}，本次需要 {needed}")]
    Insufficient { account: String, asset: String, available: String, needed: String },
    #[error(
        "“{account}”的“{asset}”在 {day} 的余额将为 {balance}，低于下限 {min}；倒填日期的凭证不能使过去任何一天透支"
    )]
    PastOverdraft { account: String, asset: String, day: Date, balance: String, min: String },
    #[error("“{account}”的“{asset}”将达到 {balance}，超过上限 {max}")]
    AboveMaximum { account: String, asset: String, balance: String, max: String },
    #[error("“{asset}”已于 {last_day} 到期，只能办理收回或者结转")]
    AssetExpired { asset: String, last_day: Date },
    #[error("“{asset}”要到 {last_day} 之后才能办理“{kind}”")]
    NotYetExpired { asset: String, kind: String, last_day: Date },
    #[error("“{holder}”自有的“{own}”还有 {available}，应先用完自有的，再办理“{kind}”")]
    OwnFirst { kind: String, holder: String, own: String, available: String },
    /// The rules ask something of the receiver that it does not keep.
    #[error("{why}")]
    ReceiverUnfit { why: String },
    #[error("账期已结至 {through}，生效日期应在此之后，本次为 {effective}；需要更正的，以新的日期作更正分录")]
    PeriodClosed { through: Date, effective: Date },
    #[error("账期已结至 {through}，不能再结至 {asked}")]
    AlreadyClosed { through: Date, asked: Date },
    #[error("还有生效日期不晚于 {through} 的待批凭证（第 {proposal} 号），请先办结再结账")]
    ProposalOpen { through: Date, proposal: u64 },
    #[error("幂等编号“{key}”已用于内容不同的第 {seq} 号凭证；如是新业务，请换用新的编号")]
    KeyReused { key: String, seq: u64 },
    #[error("第 {seq} 号记录不是待批的凭证")]
    NotAProposal { seq: u64 },
    #[error("第 {seq} 号凭证已{state}，不能再办理")]
    ProposalSettled { seq: u64, state: &'static str },
    #[error("复核人“{actor}”就是提交人，应由另一人复核")]
    SameActor { actor: String },
    #[error("第 {seq} 号凭证尚未复核，不能生效")]
    NotApproved { seq: u64 },
    #[error("第 {seq} 号凭证的等待期到 {due} 为止，现在不能生效")]
    TooEarly { seq: u64, due: String },
    #[error("第 {seq} 号凭证要等 {days} 个工作日，但{reason}")]
    WaitUnknown { seq: u64, days: u16, reason: String },
    #[error("第 {}-{} 笔冻结不存在", hold.seq, hold.line + 1)]
    UnknownHold { hold: LineId },
    #[error("第 {}-{} 笔冻结已{state}，不能再办理", hold.seq, hold.line + 1)]
    HoldEnded { hold: LineId, state: &'static str },
    #[error("第 {}-{} 笔冻结只剩 {left}，不足 {asked}", hold.seq, hold.line + 1)]
    HoldTooSmall { hold: LineId, left: String, asked: String },
    #[error("冻结期限 {until} 已过，应晚于现在")]
    HoldInPast { until: String },
    #[error("冲销第 {}-{} 笔的凭证，应写明更正的是第 {} 号凭证", of.seq, of.line + 1, of.seq)]
    CorrectionUnnamed { of: LineId },
    #[error("第 {seq} 号记录不是已入账的凭证，无从更正")]
    NothingToCorrect { seq: u64 },
    #[error("第 {}-{} 笔不是转账，不能冲销", of.seq, of.line + 1)]
    NotReversible { of: LineId },
    #[error("第 {}-{} 笔尚可冲销 {left}，不足 {asked}", of.seq, of.line + 1)]
    ReversedTooMuch { of: LineId, left: String, asked: String },
    #[error("系统时钟早于上一笔记录（{last}），为免次序错乱暂停记账；请校准服务器时间后重试")]
    ClockBack { last: String },
    #[error("生效日期 {day} 超出可记账的年份（1949—9999 年）")]
    DayOutOfRange { day: Date },
    #[error("“{label}”的小数位数最多 {max} 位")]
    DecimalsTooMany { label: String, max: u8 },
    #[error("“{kind}”类账户的下限高于上限")]
    BoundsCrossed { kind: String },
}
