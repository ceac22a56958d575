//! What the rows of the tables mean: the values of their columns, each read from its word.

use model::{Approach, Comparator, PeriodKind};
use serde::Deserialize;

use super::Row;
use crate::tables::Column;

#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Comparison {
    pub comparator: Comparator,
    pub strict: bool,
    pub approach: Option<Approach>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum UnitKind {
    Count,
    Physical,
    Share,
    Money,
    Time,
    Mention,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RoleWord {
    Lead,
    Cooperate,
    Responsible,
    Guide,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SectionKind {
    Goal,
    Principle,
    Review,
    Guarantee,
    Definition,
    Supplementary,
    General,
}

/// Why a clause holds no target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cue {
    Incentive,
    Cap,
    Achievement,
    Definition,
    /// Counts for spans of time only.
    Validity,
    Threshold,
}

pub(super) fn comparison(row: &Row) -> Result<Comparison, String> {
    let comparator = match row.comparator.as_str() {
        "at_least" => Comparator::AtLeast,
        "at_most" => Comparator::AtMost,
        "equal" => Comparator::Equal,
        "about" => Comparator::About,
        other => return Err(other.to_string()),
    };
    let approach = match row.approach.as_str() {
        "" => None,
        "below" => Some(Approach::Below),
        "above" => Some(Approach::Above),
        other => return Err(other.to_string()),
    };
    Ok(Comparison { comparator, strict: row.strict, approach })
}

pub(super) fn unit_kind(row: &Row) -> Result<UnitKind, String> {
    match row.kind.as_str() {
        "count" => Ok(UnitKind::Count),
        "physical" => Ok(UnitKind::Physical),
        "share" => Ok(UnitKind::Share),
        "money" => Ok(UnitKind::Money),
        "time" => Ok(UnitKind::Time),
        "mention" => Ok(UnitKind::Mention),
        other => Err(other.to_string()),
    }
}

pub(super) fn period_kind(row: &Row) -> Result<PeriodKind, String> {
    match row.kind.as_str() {
        "each-year" => Ok(PeriodKind::EachYear),
        "annual-average" => Ok(PeriodKind::AnnualAverage),
        "cumulative" => Ok(PeriodKind::Cumulative),
        "in-year" => Ok(PeriodKind::InYear),
        other => Err(other.to_string()),
    }
}

pub(super) fn role_word(row: &Row) -> Result<RoleWord, String> {
    match row.role.as_str() {
        "lead" => Ok(RoleWord::Lead),
        "cooperate" => Ok(RoleWord::Cooperate),
        "responsible" => Ok(RoleWord::Responsible),
        "guide" => Ok(RoleWord::Guide),
        other => Err(other.to_string()),
    }
}

pub(super) fn section_kind(row: &Row) -> Result<SectionKind, String> {
    match row.kind.as_str() {
        "goal" => Ok(SectionKind::Goal),
        "principle" => Ok(SectionKind::Principle),
        "review" => Ok(SectionKind::Review),
        "guarantee" => Ok(SectionKind::Guarantee),
        "definition" => Ok(SectionKind::Definition),
        "supplementary" => Ok(SectionKind::Supplementary),
        "general" => Ok(SectionKind::General),
        other => Err(other.to_string()),
    }
}

pub(super) fn column(row: &Row) -> Result<Column, String> {
    match row.kind.as_str() {
        "indicator" => Ok(Column::Indicator),
        "unit" => Ok(Column::Unit),
        "target" => Ok(Column::Target(None)),
        "base" => Ok(Column::Base),
        "task" => Ok(Column::Task),
        "lead" => Ok(Column::Lead),
        "responsible" => Ok(Column::Responsible),
        "cooperate" => Ok(Column::Cooperate),
        other => Err(other.to_string()),
    }
}

pub(super) fn cue(row: &Row) -> Result<Cue, String> {
    match row.reason.as_str() {
        "incentive" => Ok(Cue::Incentive),
        "cap" => Ok(Cue::Cap),
        "achievement" => Ok(Cue::Achievement),
        "definition" => Ok(Cue::Definition),
        "validity" => Ok(Cue::Validity),
        "threshold" => Ok(Cue::Threshold),
        other => Err(other.to_string()),
    }
}
