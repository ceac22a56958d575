//! Why something is not done about an agreement, in Chinese, with what to do.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::decide::SCALE_MAX;
use super::terms::YEARS_MAX;
use crate::exchange::agreement::ShareError;
use crate::exchange::refusal::Moment;

/// Why something is not done.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SigningRefusal {
    #[error("协议处于“{stage}”，不能{action}")]
    WrongStage { stage: &'static str, action: &'static str },
    #[error("服务器时间 {now} 早于上一次办理的时间 {last}，时钟被拨回；请校准时钟后再办")]
    ClockBack { now: Moment, last: Moment },
    #[error("编号“{key}”已用于另一次内容不同的办理；请刷新页面后重新提交")]
    KeyReused { key: String },
    #[error("没有写全{parties}各是哪个县；请补填")]
    PlaceMissing { parties: String },
    #[error("{parties}不能是同一个县；请改正")]
    SamePlace { parties: String },
    #[error("协议没有分享阶段；至少写一个")]
    NoPhase,
    #[error("有一个分享阶段没有名称；请补填")]
    NamelessPhase,
    #[error("阶段“{phase}”没有写年数，后面的阶段轮不到；写上年数，或移到最后")]
    EndlessPhase { phase: String },
    #[error("阶段“{phase}”的年数 {years} 应在 1 至 {YEARS_MAX} 之间")]
    PhaseYears { phase: String, years: u16 },
    #[error("阶段“{phase}”没有写全{parties}的比例；不分享的一方写 0")]
    SharesMissing { phase: String, parties: String },
    #[error("阶段“{phase}”中{party}的比例 {share} 应在 0 至 100 之间，最多两位小数")]
    ShareRange { phase: String, party: String, share: Decimal },
    #[error("阶段“{phase}”的比例合计 {sum}，应为 100，{word} {gap}；请改正")]
    ShareSum { phase: String, sum: Decimal, word: &'static str, gap: Decimal },
    #[error("分享阶段与“{rule}”规定的不同，应写明依据；请填写说明")]
    NoGround { rule: String },
    #[error("{signer}已由“{by}”于 {at} 签署，不用再签")]
    AlreadySigned { signer: String, by: String, at: Moment },
    #[error("“{by}”已经签署{signer}，同一个人不能再签署{other}；请由另一人签署")]
    SamePerson { by: String, signer: String, other: String },
    #[error("市级最后签署，还缺{missing}签署")]
    CityFirst { missing: String },
    #[error("协议的条款已经修改，您看到的不是现在的文本；请刷新，看过新的条款后再签署")]
    OtherTerms,
    #[error("协议没有第 {0} 个签署方")]
    NoSigner(usize),
    #[error("协议 {effective} 生效，不分享 {year} 年的收益")]
    BeforeEffect { year: i16, effective: Date },
    #[error("{year} 年还没有到，不能登记收益")]
    NotYet { year: i16 },
    #[error("没有写明依据；登记年度收益应写完税凭证或文件")]
    NoBasis,
    #[error("{year} 年已经登记过，改正应写明理由")]
    NoReason { year: i16 },
    #[error("没有写明理由；请填写")]
    NoWords,
    #[error("{0} 的小数超过 {SCALE_MAX} 位；请核对")]
    TooFine(Decimal),
    #[error("{0}")]
    Share(#[from] ShareError),
}
