//! What a run of an analysis (分析) found about each subject and about all of them, with its conventions.
//!
//! Data only. Numbers are rounded to ten significant digits; the shape is the same for every method.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::pack::Code;
use crate::{ParameterUsed, Period};

/// One analysis of one period.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AnalysisOutcome {
    pub pack: Code,
    pub version: String,
    pub analysis: Code,
    pub name: String,
    pub period: Period,
    /// What was done, in words.
    pub method: String,
    /// Every choice that decided something: orientation, returns to scale, weights, seed …
    pub conventions: Vec<String>,
    /// About all subjects together.
    pub figures: Vec<AnalysisFigure>,
    /// Of `rows`; the first is the result that people compare.
    pub columns: Vec<AnalysisColumn>,
    /// In the order of the subjects.
    pub rows: Vec<AnalysisRow>,
    /// Groups, years, pairs.
    pub tables: Vec<AnalysisTable>,
    /// Subjects without a result, and why.
    pub left_out: Vec<AnalysisGap>,
    pub parameters: Vec<ParameterUsed>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AnalysisFigure {
    pub name: String,
    pub value: Option<Decimal>,
    /// How it is to be read; may be empty.
    pub note: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AnalysisColumn {
    pub name: String,
    /// Empty for a plain number or a text.
    pub unit: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AnalysisRow {
    pub key: String,
    /// In the order of the columns.
    pub cells: Vec<AnalysisCell>,
    /// Why it is so, in sentences.
    pub reasons: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AnalysisCell {
    Number(Decimal),
    Text(String),
    Missing,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AnalysisTable {
    pub name: String,
    /// The first names what the lines are about.
    pub columns: Vec<String>,
    pub rows: Vec<Vec<AnalysisCell>>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnalysisGap {
    pub key: String,
    pub reason: String,
}

impl AnalysisOutcome {
    pub fn row(&self, key: &str) -> Option<&AnalysisRow> {
        self.rows.iter().find(|row| row.key == key)
    }
}

impl AnalysisCell {
    pub fn of(value: Option<Decimal>) -> AnalysisCell {
        value.map_or(AnalysisCell::Missing, AnalysisCell::Number)
    }

    /// With as many decimals as it has; 「—」 when there is none.
    pub fn in_words(&self) -> String {
        match self {
            AnalysisCell::Number(number) => number.normalize().to_string(),
            AnalysisCell::Text(text) => text.clone(),
            AnalysisCell::Missing => "—".to_string(),
        }
    }
}
