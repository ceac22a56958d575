//! What a run of an evaluation concluded (评价结果): scores, places, grades, and everything needed to follow them.
//!
//! Data only. Scores carry ten significant digits; printing fewer is up to the page or document.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::Period;
use crate::pack::{Certainty, Code, Validity};

/// One evaluation of one period.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EvaluationOutcome {
    pub pack: Code,
    /// The version of the pack that was used.
    pub version: String,
    pub evaluation: Code,
    pub name: String,
    pub period: Period,
    pub pools: Vec<PoolOutcome>,
    /// Subjects that got no score, with the reason; in the order of the subjects.
    pub not_evaluated: Vec<NotEvaluated>,
    pub honours: Vec<HonourList>,
    /// Every parameter and table that the rules of this evaluation refer to, as it stood on the last day of the period.
    pub parameters: Vec<ParameterUsed>,
    /// How weights and totals were made, with the convention of each method, in words.
    #[serde(default)]
    pub conventions: Vec<String>,
    /// What rules of this evaluation would have needed and were not given, in words: places of the year before for a
    /// list of those who rose, earlier conclusions for years in a grade, others to be compared with.
    #[serde(default)]
    pub lacking: Vec<String>,
}

/// Subjects that were compared among themselves.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PoolOutcome {
    pub code: Code,
    pub name: String,
    pub indicators: Vec<IndicatorSummary>,
    /// From the best place to the worst; equal places by the order of the subjects.
    pub subjects: Vec<SubjectOutcome>,
    /// From the best grade to the worst.
    pub grades: Vec<GradeCount>,
    /// What the shares of grades were taken of, one number for each group they were taken among.
    pub share_bases: Vec<usize>,
}

/// One indicator over the pool.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct IndicatorSummary {
    pub code: Code,
    pub name: String,
    pub unit: String,
    /// Weight at its own level, by group where groups have weights of their own; the first one is the common weight.
    pub weights: Vec<Decimal>,
    /// How many subjects have a value.
    pub known: usize,
    /// Subjects whose value was moved as an outlier before scoring, with the value used.
    pub moved: Vec<(String, Decimal)>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GradeCount {
    pub code: Code,
    pub name: String,
    pub count: usize,
    /// The lowest total that got it by score or share.
    pub lowest: Option<Decimal>,
}

/// One subject with a score.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SubjectOutcome {
    /// Key of the row, or division code of the place.
    pub key: String,
    pub group: Option<Code>,
    pub indicators: Vec<IndicatorScore>,
    /// Scores of the dimensions, in the order of the document.
    pub branches: Vec<(Code, Decimal)>,
    /// Before bonus and penalty.
    pub base: Decimal,
    /// What counted of the bonuses and penalties, after their limits.
    pub bonus: Decimal,
    pub penalty: Decimal,
    /// Each item with the points it gave or took, before the common limits.
    pub adjustments: Vec<(Code, Decimal)>,
    /// Every criterion of the evaluation, in the order of the document.
    #[serde(default)]
    pub criteria: Vec<CriterionResult>,
    /// The conditions of direct entry (直通条件) that hold.
    #[serde(default)]
    pub direct: Vec<Code>,
    pub vetoes: Vec<Code>,
    pub total: Decimal,
    /// Half a place is possible where ties share the mean of their places.
    pub rank: Decimal,
    pub rank_in_group: Option<Decimal>,
    /// The place in the same pool a year before.
    pub rank_before: Option<Decimal>,
    pub grade: Option<Code>,
    /// For how many years in a row, this one included.
    pub years_in_grade: Vec<(Code, u16)>,
}

/// How one indicator of one subject was scored.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct IndicatorScore {
    pub code: Code,
    pub value: Option<Decimal>,
    /// The score before weighting.
    pub score: Option<Decimal>,
    /// What it adds to the total, where totals are sums.
    pub points: Option<Decimal>,
    /// What the score was compared with (基准值、目标值), where the method has such a number for each subject.
    pub reference: Option<Decimal>,
    /// What stood in for a missing value, why the value counts differently, or that there is nobody to compare it with.
    pub note: Option<String>,
}

/// Whether one subject meets one criterion.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CriterionResult {
    pub code: Code,
    pub state: CriterionState,
    /// The number and what it is held against, where the criterion has a threshold.
    pub value: Option<Decimal>,
    pub threshold: Option<Decimal>,
    /// How far the number is from the threshold, not negative; nothing when it is met or not known.
    pub gap: Option<Decimal>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CriterionState {
    Met,
    Unmet,
    /// A value is missing, so that nobody can tell.
    Unknown,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NotEvaluated {
    pub key: String,
    pub pool: Option<Code>,
    pub kind: NotEvaluatedKind,
    pub reason: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NotEvaluatedKind {
    /// 暂不评价, by a rule of exclusion.
    Excluded,
    /// A value is missing and the rule says that such subjects are not ranked.
    Missing,
    /// Belongs to no pool, or to no group that the evaluation knows.
    Unassigned,
}

/// A published list (先进县、进步县): keys from the best down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HonourList {
    pub code: Code,
    pub name: String,
    pub keys: Vec<String>,
    /// Keys that were equal across the end of the list and so made it longer.
    pub tied: Vec<String>,
    /// Why nobody could come onto it, where what it is judged by was not given.
    #[serde(default)]
    pub lacking: Option<String>,
}

/// A parameter or table in the version that counted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ParameterUsed {
    pub code: Code,
    pub name: String,
    /// As text: one number, or one for each choice, or the number of rows of a table. Nothing when none was in force.
    pub value: Option<String>,
    pub unit: String,
    pub validity: Option<Validity>,
    pub issuer: String,
    pub document: String,
    pub certainty: Option<Certainty>,
}
