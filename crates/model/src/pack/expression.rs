//! Formulas (公式) after checking: every name is resolved, every number has a unit, every place is known.
//!
//! Pure data. Nothing here computes: `crates/pack` builds these trees, `crates/engine` evaluates them. The promises
//! that an evaluator may rely on are written beside each variant; the checker keeps them.
//!
//! *Missing* is a value of every type. Unless a variant says otherwise, a missing operand makes the result missing.

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{Code, SourceSpan};
use crate::{Conversion, UnitOfMeasure};

/// One node of a formula.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Expression {
    pub kind: ExpressionKind,
    /// Type of the result; for a number also its unit, so that a derivation can print every step.
    pub yields: ValueType,
    pub span: SourceSpan,
}

/// What a formula can yield.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ValueType {
    Number(UnitOfMeasure),
    /// Also choices, places, agencies, enterprises and references: all of them are compared by their code.
    Text,
    Flag,
    Date,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExpressionKind {
    Number(Decimal),
    Text(String),
    Flag(bool),
    Date(Date),
    /// First day of the period that is computed.
    PeriodStart,
    /// Last day of the period that is computed.
    PeriodEnd,
    /// A field of the row that is computed, or of the row that an enclosing [`ExpressionKind::Rows`] goes over.
    Field(FieldPath),
    Parameter(ParameterUse),
    /// Another formula or indicator of this pack, for the same subject and period. Never a cycle.
    Formula(Code),
    /// An indicator of the statistics dictionary, observed for the subject's place and the period.
    Observed(Code),
    /// A count or sum that a register of this pack yields for the subject's place and the period.
    Measure(Code),
    /// What an evaluation of this pack concluded about the subject in the period; a text for the grade, a number otherwise.
    Outcome {
        evaluation: Code,
        part: OutcomePart,
    },
    /// The operand as of another period. Inside it, every field, formula and observation is that period's.
    /// Missing when there is no such period on record.
    Shift {
        operand: Box<Expression>,
        shift: PeriodShift,
    },
    /// The operand with the parameters and tables of the last day of another year, and the facts of the period that is
    /// computed: constant prices (不变价).
    ParametersOf {
        operand: Box<Expression>,
        year: i16,
    },
    /// A number about all peers. Peers with a missing operand are left out of it; with none left it is missing.
    Statistic {
        statistic: Statistic,
        population: Population,
        operand: Box<Expression>,
    },
    /// A number about the rows of another register that belong to the subject: of the same period when that register
    /// is kept by period, all of them otherwise.
    Rows {
        register: Code,
        /// Field of `register` that holds the subject's key; of a place, also one that lies in it.
        link: Code,
        /// A flag; rows where it is false or missing are left out.
        filter: Box<Expression>,
        aggregate: RowAggregate,
    },
    Unary {
        operator: UnaryOperator,
        operand: Box<Expression>,
    },
    /// Both sides already have the same unit where the operator needs it: the checker puts a `Convert` in between.
    Binary {
        operator: BinaryOperator,
        left: Box<Expression>,
        right: Box<Expression>,
    },
    /// The same quantity in another unit.
    Convert {
        operand: Box<Expression>,
        conversion: Conversion,
    },
    /// The same number with another unit, because an empirical formula says so; computes nothing.
    Relabel {
        operand: Box<Expression>,
    },
    /// Rounded to so many decimals (negative: to tens, hundreds …), because the rule says so at this place.
    Round {
        operand: Box<Expression>,
        decimals: i8,
        mode: RoundingMode,
    },
    /// The smallest of at least two; missing when any is missing.
    Smallest(Vec<Expression>),
    /// The largest of at least two; missing when any is missing.
    Largest(Vec<Expression>),
    /// The first of at least two that is not missing.
    FirstKnown(Vec<Expression>),
    /// Whether the text is one of these.
    OneOf {
        operand: Box<Expression>,
        choices: Vec<String>,
    },
    /// Whether the text begins with one of these: codes of industries and places are hierarchical.
    StartsWith {
        operand: Box<Expression>,
        beginnings: Vec<String>,
    },
    /// How alike two texts are, from 0 to 1: the neighbouring pairs of characters that both have among those that either has
    /// (Jaccard).
    Alike {
        left: Box<Expression>,
        right: Box<Expression>,
    },
    /// A missing condition makes the result missing; only the chosen branch is evaluated, so that
    /// `if(用地面积 > 0, 税金 / 用地面积, 0)` divides by nothing.
    If {
        condition: Box<Expression>,
        then: Box<Expression>,
        otherwise: Box<Expression>,
    },
    /// Steps written in the formula itself. `bands` go from the best bound downwards as `edge` says. A bound that has no
    /// value makes the result missing where no bound before it was reached.
    Bands {
        operand: Box<Expression>,
        edge: BandEdge,
        bands: Vec<Band>,
        otherwise: Box<Expression>,
    },
    /// A table of the pack (分段表), in force on the last day of the period.
    Table {
        table: Code,
        operand: Box<Expression>,
    },
    /// Distance from one date to another; negative when `to` is earlier.
    DateDistance {
        measure: DateMeasure,
        from: Box<Expression>,
        to: Box<Expression>,
    },
    /// A date so many whole days, months, years or working days later.
    DateShift {
        date: Box<Expression>,
        measure: DateMeasure,
        amount: Box<Expression>,
    },
    /// The calendar year of a date, as a plain number.
    YearOf(Box<Expression>),
}

/// A field of `register`, reached from its row through fields that refer to other registers.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct FieldPath {
    pub register: Code,
    /// Reference fields to follow, in order; empty for a field of the row itself.
    pub through: Vec<Code>,
    pub field: Code,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ParameterUse {
    /// The value in force on the last day of the period.
    Single(Code),
    /// The value for a key, such as the grid factor of a province. Missing when the parameter has no such key.
    Keyed { parameter: Code, key: Box<Expression> },
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OutcomePart {
    /// A plain number.
    Score,
    /// A plain number; missing for a subject that was not ranked.
    Rank,
    /// The code of the grade.
    Grade,
    /// How many years in a row, this one included, the subject has had this grade; zero when it has another one now.
    YearsInGrade(Code),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PeriodShift {
    /// The same part of an earlier year: 1 is 上年同期. At least 1.
    YearsBack(u8),
    /// Earlier periods of the same length: 1 is 上期. At least 1.
    PeriodsBack(u8),
    /// A fixed base year (以 2020 年为基期).
    Year(i16),
}

/// Statistics over peers. Each states its convention; nothing is left to a library's default.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Statistic {
    /// How many peers have a value. The operand may be of any type.
    Count,
    Sum,
    Mean,
    /// Σ value × weight ÷ Σ weight over peers that have both. Missing when the weights sum to zero.
    WeightedMean {
        weight: Box<Expression>,
    },
    /// Mean of the two middle values when their number is even.
    Median,
    /// `share` is between 0 and 1.
    Quantile {
        share: Decimal,
        method: QuantileMethod,
    },
    Minimum,
    Maximum,
    /// Divided by n.
    StandardDeviation,
    /// Divided by n − 1; missing for fewer than two.
    SampleStandardDeviation,
    /// Place of the subject, 1 is the best.
    Rank {
        ties: RankTies,
        is_largest_first: bool,
    },
}

/// Definitions of a quantile, numbered as in Hyndman and Fan (1996).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QuantileMethod {
    /// Type 1: the smallest value that at least this share does not exceed.
    InverseDistribution,
    /// Type 6: positions (n + 1) p.
    Weibull,
    /// Type 7: positions (n − 1) p + 1, as spreadsheets and most statistics packages do.
    Linear,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RankTies {
    /// 1, 2, 2, 4.
    Competition,
    /// 1, 2, 2, 3.
    Dense,
    /// 1, 2.5, 2.5, 4.
    Average,
}

/// Who the peers of a subject are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Population {
    /// Every subject of the register, or of the evaluation.
    All,
    /// Subjects of the same pool. Only inside an evaluation.
    Pool,
    /// Subjects of the same pool and group. Only inside an evaluation that declares groups.
    Group,
    /// Subjects with the same value of a field, such as the same industry; those without one have no peers.
    Same(FieldPath),
}

/// The value is an expression over fields of the rows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RowAggregate {
    /// Zero when no row belongs to the subject: an empty register is known to be empty.
    Count,
    /// Zero without rows; missing when the value of any row is missing.
    Sum(Box<Expression>),
    /// Missing without rows.
    Mean(Box<Expression>),
    Minimum(Box<Expression>),
    Maximum(Box<Expression>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnaryOperator {
    Negate,
    Not,
    Absolute,
    Floor,
    Ceiling,
    /// Missing, with a message, for a negative number. Inexact: computed in binary, rounded to ten significant digits.
    SquareRoot,
    /// Of a plain number. Inexact likewise.
    Exponential,
    /// Of a positive plain number. Inexact likewise.
    NaturalLogarithm,
    /// Whether the operand is missing; itself never missing.
    IsMissing,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BinaryOperator {
    Add,
    Subtract,
    Multiply,
    /// Division by zero makes the result missing, with a message that names the subject and the divisor.
    Divide,
    /// Exact for a whole exponent; inexact otherwise, and then both sides are plain numbers.
    Power,
    Equal,
    NotEqual,
    Less,
    AtMost,
    Greater,
    AtLeast,
    /// False when either side is false, even if the other is missing.
    And,
    /// True when either side is true, even if the other is missing.
    Or,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RoundingMode {
    /// 四舍五入, away from zero.
    HalfUp,
    /// 四舍六入五成双, GB/T 8170.
    HalfEven,
    /// 舍去, towards zero.
    Down,
    /// 进一, away from zero.
    Up,
}

/// Which side of a step belongs to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BandEdge {
    /// Bounds are lower ends: the first band with operand ≥ bound counts. Bounds are sorted from the largest down.
    AtLeast,
    /// The first band with operand > bound counts. Bounds are sorted from the largest down.
    Above,
    /// Bounds are upper ends: the first band with operand ≤ bound counts. Bounds are sorted from the smallest up.
    AtMost,
    /// The first band with operand < bound counts. Bounds are sorted from the smallest up.
    Below,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Band {
    /// A number or a parameter, in the unit of the operand.
    pub bound: Expression,
    /// All bands and the `otherwise` of a formula have one type and unit.
    pub value: Expression,
}

/// How dates are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateMeasure {
    Days,
    /// Whole months that have passed: from 31 January to 28 February is none, to 1 March is one.
    Months,
    /// Whole years that have passed: the anniversary counts, 29 February has its own on 28 February of a common year.
    Years,
    /// By the official holiday calendar.
    WorkingDays,
}

impl Expression {
    /// The expressions directly inside, in the order of evaluation.
    pub fn children(&self) -> Vec<&Expression> {
        match &self.kind {
            ExpressionKind::Number(_)
            | ExpressionKind::Text(_)
            | ExpressionKind::Flag(_)
            | ExpressionKind::Date(_)
            | ExpressionKind::PeriodStart
            | ExpressionKind::PeriodEnd
            | ExpressionKind::Field(_)
            | ExpressionKind::Parameter(ParameterUse::Single(_))
            | ExpressionKind::Formula(_)
            | ExpressionKind::Observed(_)
            | ExpressionKind::Measure(_)
            | ExpressionKind::Outcome { .. } => Vec::new(),
            ExpressionKind::Parameter(ParameterUse::Keyed { key, .. }) => vec![key],
            ExpressionKind::Statistic { statistic: Statistic::WeightedMean { weight }, operand, .. } => {
                vec![operand, weight]
            }
            ExpressionKind::Rows { filter, aggregate, .. } => match aggregate {
                RowAggregate::Count => vec![filter],
                RowAggregate::Sum(value)
                | RowAggregate::Mean(value)
                | RowAggregate::Minimum(value)
                | RowAggregate::Maximum(value) => vec![filter, value],
            },
            ExpressionKind::Shift { operand, .. }
            | ExpressionKind::ParametersOf { operand, .. }
            | ExpressionKind::Statistic { operand, .. }
            | ExpressionKind::Unary { operand, .. }
            | ExpressionKind::Convert { operand, .. }
            | ExpressionKind::Relabel { operand }
            | ExpressionKind::Round { operand, .. }
            | ExpressionKind::OneOf { operand, .. }
            | ExpressionKind::StartsWith { operand, .. }
            | ExpressionKind::Table { operand, .. }
            | ExpressionKind::YearOf(operand) => vec![operand],
            ExpressionKind::Binary { left, right, .. } | ExpressionKind::Alike { left, right } => vec![left, right],
            ExpressionKind::Smallest(operands)
            | ExpressionKind::Largest(operands)
            | ExpressionKind::FirstKnown(operands) => operands.iter().collect(),
            ExpressionKind::If { condition, then, otherwise } => vec![condition, then, otherwise],
            ExpressionKind::Bands { operand, bands, otherwise, .. } => {
                let steps = bands.iter().flat_map(|band| [&band.bound, &band.value]);
                [&**operand].into_iter().chain(steps).chain([&**otherwise]).collect()
            }
            ExpressionKind::DateDistance { from, to, .. } => vec![from, to],
            ExpressionKind::DateShift { date, amount, .. } => vec![date, amount],
        }
    }

    /// Calls `visitor` for this expression and everything inside, parents first.
    ///
    /// The checker bounds the depth of a formula, so that recursion is safe.
    pub fn visit<'tree>(&'tree self, visitor: &mut impl FnMut(&'tree Expression)) {
        visitor(self);
        for child in self.children() {
            child.visit(visitor);
        }
    }

    /// The unit of the result; nothing for a text, flag or date.
    pub fn unit(&self) -> Option<&UnitOfMeasure> {
        match &self.yields {
            ValueType::Number(unit) => Some(unit),
            ValueType::Text | ValueType::Flag | ValueType::Date => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::FileId;

    fn node(kind: ExpressionKind, unit: &str) -> Expression {
        let span = SourceSpan { file: FileId(0), start: 0, end: 1 };
        Expression { kind, yields: ValueType::Number(unit.parse().unwrap()), span }
    }

    fn field(name: &str, unit: &str) -> Expression {
        let register = Code::new("enterprise").unwrap();
        let path = FieldPath { register, through: Vec::new(), field: Code::new(name).unwrap() };
        node(ExpressionKind::Field(path), unit)
    }

    fn quotient() -> Expression {
        let (left, right) = (Box::new(field("tax", "万元")), Box::new(field("land", "亩")));
        node(ExpressionKind::Binary { operator: BinaryOperator::Divide, left, right }, "万元/亩")
    }

    #[test]
    fn visiting_reaches_every_node_parents_first() {
        let operand = Box::new(quotient());
        let statistic = Statistic::WeightedMean { weight: Box::new(field("staff", "人")) };
        let mean = node(ExpressionKind::Statistic { statistic, population: Population::Pool, operand }, "万元/亩");
        let mut units = Vec::new();
        mean.visit(&mut |node| units.extend(node.unit().map(ToString::to_string)));
        assert_eq!(units, ["万元/亩", "万元/亩", "万元", "亩", "人"]);
    }

    #[test]
    fn formulas_survive_json() {
        let json = serde_json::to_string(&quotient()).unwrap();
        assert_eq!(serde_json::from_str::<Expression>(&json).unwrap(), quotient());
        assert!(json.contains("\"number\":\"万元/亩\""), "{json}");
    }
}
