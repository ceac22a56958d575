//! Dated values (参数), step tables (分段表) and lists of choices (选项表); never a constant without a source.

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{BandEdge, Code, SourceSpan};
use crate::UnitOfMeasure;

/// How sure it is that a rule or a number is the official one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    /// 官方: the official text was seen.
    Official,
    /// 二手: a report, a paper or another implementation was seen.
    Secondary,
    /// 示例: made up to show how it works.
    Example,
}

impl Certainty {
    pub fn in_words(self) -> &'static str {
        match self {
            Certainty::Official => "官方",
            Certainty::Secondary => "二手",
            Certainty::Example => "示例",
        }
    }
}

/// First and last day on which something holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Validity {
    pub from: Date,
    /// Nothing when no end is known.
    pub to: Option<Date>,
}

impl Validity {
    pub fn contains(&self, day: Date) -> bool {
        self.from <= day && self.to.is_none_or(|last| day <= last)
    }

    pub fn overlaps(&self, other: &Validity) -> bool {
        self.to.is_none_or(|last| other.from <= last) && other.to.is_none_or(|last| self.from <= last)
    }
}

/// Where a value comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Provenance {
    /// 发布机构.
    pub issuer: String,
    /// 文号, or the name of the document where it has none.
    pub document: String,
    pub certainty: Certainty,
    /// May be empty.
    pub note: String,
}

/// A number that a document sets: a weight, a threshold, a price, a factor.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Parameter {
    pub code: Code,
    pub name: String,
    pub unit: UnitOfMeasure,
    /// 口径; may be empty.
    pub definition: String,
    /// Sorted by the first day; validities do not overlap.
    pub values: Vec<ParameterValue>,
    pub span: SourceSpan,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ParameterValue {
    pub validity: Validity,
    pub amount: ParameterAmount,
    pub provenance: Provenance,
    pub span: SourceSpan,
}

/// All values of one parameter are of the same kind.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ParameterAmount {
    Single(Decimal),
    /// One for each choice of `list` that has one, in the order of the list.
    ByChoice {
        list: Code,
        amounts: Vec<(Code, Decimal)>,
    },
}

impl Parameter {
    /// The value in force on a day.
    pub fn on(&self, day: Date) -> Option<&ParameterValue> {
        self.values.iter().find(|value| value.validity.contains(day))
    }
}

/// A number that an author may write in place or take from a parameter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Constant {
    Number(Decimal),
    Parameter(Code),
}

/// A closed list of choices (选项表) that fields and parameters share.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChoiceList {
    pub code: Code,
    pub name: String,
    pub choices: Vec<Choice>,
    pub span: SourceSpan,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    pub code: Code,
    pub name: String,
}

/// From one number to another by steps or by interpolation: points for a share, enthalpy for a pressure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Table {
    pub code: Code,
    pub name: String,
    pub operand_unit: UnitOfMeasure,
    pub unit: UnitOfMeasure,
    pub definition: String,
    pub reading: TableReading,
    /// Sorted by the first day; validities do not overlap.
    pub versions: Vec<TableVersion>,
    pub span: SourceSpan,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TableReading {
    /// The first row whose bound fits, as [`BandEdge`] says; `otherwise` where none does.
    Steps(BandEdge),
    /// Between two rows in proportion; missing outside of the table. Bounds are sorted upwards.
    Linear,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TableVersion {
    pub validity: Validity,
    /// At least one, in the order that `reading` needs.
    pub rows: Vec<TableRow>,
    /// What a step table yields where no row fits; missing without one.
    pub otherwise: Option<Decimal>,
    pub provenance: Provenance,
    pub span: SourceSpan,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableRow {
    pub bound: Decimal,
    pub value: Decimal,
}

impl Table {
    /// The version in force on a day.
    pub fn on(&self, day: Date) -> Option<&TableVersion> {
        self.versions.iter().find(|version| version.validity.contains(day))
    }
}
