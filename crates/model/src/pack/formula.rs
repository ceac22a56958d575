//! Formulas (核算项) and the statistics they read: one value per subject and period; never evaluated here.

use serde::{Deserialize, Serialize};

use super::{Code, Expression, RoundingMode, SourceSpan};
use crate::UnitOfMeasure;

/// What is computed about: the rows of a register, or places of the gazetteer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    Register(Code),
    Place(PlaceLevel),
}

/// Levels of places (行政层级).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlaceLevel {
    City,
    /// 县(市、区).
    County,
    /// 乡镇(街道).
    Township,
}

impl PlaceLevel {
    /// Whether places of this level consist of places of the other one, or are on the same.
    pub fn holds(self, other: PlaceLevel) -> bool {
        match (self, other) {
            (PlaceLevel::City, _) => true,
            (PlaceLevel::County, PlaceLevel::County | PlaceLevel::Township) => true,
            (PlaceLevel::Township, PlaceLevel::Township) => true,
            (PlaceLevel::County, PlaceLevel::City) => false,
            (PlaceLevel::Township, PlaceLevel::City | PlaceLevel::County) => false,
        }
    }
}

/// How often something is kept or computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cycle {
    /// Rows stand until they are changed; there is no period.
    Standing,
    Year,
    HalfYear,
    Quarter,
    Month,
}

/// A statistic of the dictionary that formulas of this pack may read, with the unit they expect.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Observed {
    /// Code in the dictionary.
    pub code: Code,
    pub name: String,
    pub unit: UnitOfMeasure,
    pub span: SourceSpan,
}

/// A value computed for every subject (核算项): a number, or a conclusion drawn from numbers (a label, a yes or no, a day).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Formula {
    pub code: Code,
    pub name: String,
    pub subject: Subject,
    pub cycle: Cycle,
    /// Of a number; 无量纲 for a text, a flag or a date.
    pub unit: UnitOfMeasure,
    /// Yields a number in `unit`, or a text, a flag or a date.
    pub value: Expression,
    /// The list of which a text is the code of a choice; nothing for a free text and for everything else.
    pub choices: Option<Code>,
    /// A flag: subjects for which it is not true have no value, and no message about it.
    pub condition: Expression,
    pub when_missing: WhenMissing,
    pub rounding: FormulaRounding,
    pub place_total: PlaceTotal,
    pub definition: String,
    pub basis: String,
    pub span: SourceSpan,
}

/// What a missing operand does to the result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WhenMissing {
    /// The result is missing, and says which operand was.
    Missing,
    /// The whole result counts as zero, because the rule says so; the derivation says so too. Only of a number.
    Zero,
}

/// Where the rule prescribes rounding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FormulaRounding {
    Exact,
    To { decimals: i8, mode: RoundingMode },
}

/// Whether results of a register's rows are also added up by place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlaceTotal {
    None,
    /// By this place field of the register.
    By(Code),
}
