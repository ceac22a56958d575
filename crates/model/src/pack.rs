//! A pack (机制包): declarations of registers, formulas and evaluations, after checking.
//!
//! Never holds a fact or a result, and never reads a file: `crates/pack` makes these values from text, `crates/engine`
//! runs them. Inside a pack things refer to each other by code; names are for people.

mod code;
mod expression;
mod source;

pub use code::{Code, CodeError};
pub use expression::{
    Band, BandEdge, BinaryOperator, DateMeasure, Expression, ExpressionKind, FieldPath, OutcomePart, ParameterUse,
    PeriodShift, Population, QuantileMethod, RankTies, RoundingMode, RowAggregate, Statistic, UnaryOperator, ValueType,
};
pub use source::{FileId, SourceSpan};
