//! What can go wrong in an evaluation, worded for the author of the rule. Rows and columns count from 1 in messages.

/// Why an evaluation step refused its input. Indices count from 0 in the fields.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum EvaluationError {
    #[error("第 {} 行第 {} 列不是有限的数；没有数据请留空", row + 1, column + 1)]
    NotFinite { row: usize, column: usize },
    #[error("{what}应有 {expected} 项，实有 {found} 项")]
    Shape { what: &'static str, expected: usize, found: usize },
    #[error("{what}没有可用的数值")]
    NoValue { what: &'static str },
    #[error("{what}的数值全部相等，不能拉开差距；请声明全部相等时取多少分")]
    NoSpread { what: &'static str },
    #[error("{what}：第 {} 行第 {} 列的数值 {value} 超出定义域，应{wanted}", row + 1, column + 1)]
    Domain { what: &'static str, row: usize, column: usize, value: f64, wanted: &'static str },
    #[error("{what}：第 {} 行第 {} 列没有数据；请先补齐、剔除或改用允许缺失的方法", row + 1, column + 1)]
    Missing { what: &'static str, row: usize, column: usize },
    #[error("{what}：第 {} 行的除数为 0", row + 1)]
    ZeroDivisor { what: &'static str, row: usize },
    #[error("{what}的取值 {value} 不合要求，应{wanted}")]
    Choice { what: &'static str, value: f64, wanted: &'static str },
    #[error("{what}计算 {rounds} 轮仍未收敛")]
    NotConverged { what: &'static str, rounds: usize },
}

/// Lists must be as long as the thing they describe.
pub(crate) fn same_length(what: &'static str, expected: usize, found: usize) -> Result<(), EvaluationError> {
    if expected == found { Ok(()) } else { Err(EvaluationError::Shape { what, expected, found }) }
}
