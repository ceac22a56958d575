//! Why a formula has no value for a subject. Data, so that pages and documents can word and link it.

use jiff::civil::Date;
use model::CalendarError;
use model::pack::{Code, SourceSpan};
use rust_decimal::Decimal;

/// One step that could not be computed for one subject; its result is missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// Place of the subject in the list of subjects.
    pub row: usize,
    /// The step of the formula.
    pub span: SourceSpan,
    pub kind: TroubleKind,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TroubleKind {
    #[error("{divisor}为 0，不能作除数")]
    DivisionByZero { divisor: String },
    #[error("{operand}为负数，不能开平方")]
    RootOfNegative { operand: String },
    #[error("{operand}不大于 0，不能取对数")]
    LogarithmOfNonPositive { operand: String },
    #[error("{operand}的结果超出可以表示的范围，请检查数据和计量单位")]
    OutOfRange { operand: String },
    #[error("参数“{name}”在{day}没有生效的值，请在机制包中补充")]
    NoParameter { name: String, day: Date },
    #[error("分段表“{name}”在{day}没有生效的版本，请在机制包中补充")]
    NoTable { name: String, day: Date },
    #[error("分段表“{name}”没有与 {operand} 对应的数")]
    OutsideTable { name: String, operand: Decimal },
    #[error("{0}")]
    Calendar(CalendarError),
    #[error("机制包里没有“{0}”，请重新检查机制包")]
    Unresolved(Code),
}
