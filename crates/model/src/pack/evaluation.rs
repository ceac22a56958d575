//! Evaluations (综合评价): who is compared with whom, what is added and taken away, how grades are cut.
//!
//! Declarations only; scores are computed in `crates/engine`.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{
    Aggregation, BandEdge, Code, Constant, Cycle, Expression, IndicatorNode, IndicatorRule, RankTies, RoundingMode,
    SourceSpan, Subject, WeightMethod,
};
use crate::UnitOfMeasure;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Evaluation {
    pub code: Code,
    pub name: String,
    pub basis: String,
    pub definition: String,
    pub subject: Subject,
    pub cycle: Cycle,
    /// A flag; subjects for which it is not true are outside of the evaluation and not listed.
    pub condition: Expression,
    /// Listed as not evaluated (暂不评价), with the reason. The first that applies counts.
    pub exclusions: Vec<Exclusion>,
    /// At least one; a subject belongs to the first whose condition is true.
    pub pools: Vec<Pool>,
    pub grouping: Grouping,
    pub weights: WeightMethod,
    /// How the first level comes together to the total.
    pub aggregation: Aggregation,
    pub adjustments: Vec<Adjustment>,
    /// All bonuses together count at most so much.
    pub bonus_max: Option<Constant>,
    pub penalty_max: Option<Constant>,
    /// What must hold whatever the score (门槛条件).
    pub criteria: Vec<Criterion>,
    /// The grade of whoever misses a criterion; nothing when criteria are only reported.
    pub unmet_grade: Option<Code>,
    pub direct: Vec<DirectEntry>,
    pub vetoes: Vec<Veto>,
    pub rounding: ScoreRounding,
    pub ties: Ties,
    pub share_base: ShareBase,
    pub share_count: ShareCount,
    /// From the best to the worst; none when the evaluation only ranks.
    pub grades: Vec<Grade>,
    pub consecutive: Vec<ConsecutiveYears>,
    pub honours: Vec<Honour>,
    /// Working days of publicity with a right to object (公示), as in force at the end of the period; zero when there is
    /// none.
    pub publicity_days: Constant,
    #[serde(default)]
    pub peers: Peers,
    pub span: SourceSpan,
}

/// Whether a place sees how the others came out. Whoever is bound to no place sees all.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Peers {
    /// Places are compared with each other, and see each other.
    #[default]
    Seen,
    /// A place sees its own row until the result is final (定稿).
    SeenWhenFinal,
}

impl Evaluation {
    /// Whether the rules ask for publicity at all.
    pub fn has_publicity(&self) -> bool {
        self.publicity_days != Constant::Number(Decimal::ZERO)
    }
}

/// Subjects that are scored and graded among themselves (规上、规下).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Pool {
    pub code: Code,
    pub name: String,
    pub condition: Expression,
    /// The first level of indicators. Without any, the total is the number of criteria that are met.
    pub tree: Vec<IndicatorNode>,
    pub span: SourceSpan,
}

impl Pool {
    /// The indicators in the order of the document.
    pub fn leaves(&self) -> Vec<&IndicatorRule> {
        self.tree.iter().flat_map(IndicatorNode::leaves).collect()
    }
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Exclusion {
    pub code: Code,
    pub reason: String,
    pub condition: Expression,
    pub basis: String,
    pub span: SourceSpan,
}

/// Groups have weights of their own on the same tree; ranks run through all groups of a pool. The text is a field of
/// the subject's row, or of the row that a register keeps about the subject's place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Grouping {
    None,
    /// By a text that is a choice of `list`.
    By {
        list: Code,
        value: Box<Expression>,
    },
}

/// Points added to or taken from the total.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Adjustment {
    pub code: Code,
    pub name: String,
    pub kind: AdjustmentKind,
    /// Points, not negative; missing counts as none.
    pub value: Expression,
    /// This item counts at most so much.
    pub max: Option<Constant>,
    pub basis: String,
    pub span: SourceSpan,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AdjustmentKind {
    /// 加分.
    Bonus,
    /// 扣分.
    Penalty,
}

/// Something that must hold whatever the score. Where it is not known whether it holds, it does not count as met.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Criterion {
    pub code: Code,
    pub name: String,
    pub test: CriterionTest,
    /// What proves it (佐证材料); may be empty.
    pub evidence: String,
    pub basis: String,
    pub span: SourceSpan,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CriterionTest {
    /// A flag.
    Condition(Box<Expression>),
    /// A number held against a threshold, both in `unit`; the distance to it can be told.
    Threshold { value: Box<Expression>, unit: UnitOfMeasure, edge: BandEdge, threshold: Box<Expression> },
}

impl CriterionTest {
    pub fn expressions(&self) -> Vec<&Expression> {
        match self {
            CriterionTest::Condition(condition) => vec![condition],
            CriterionTest::Threshold { value, threshold, .. } => vec![value, threshold],
        }
    }
}

/// 直通条件: who meets it has this grade whatever the score; criteria and vetoes hold all the same.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DirectEntry {
    pub code: Code,
    pub name: String,
    pub condition: Expression,
    pub grade: Code,
    pub basis: String,
    pub span: SourceSpan,
}

/// 一票否决.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Veto {
    pub code: Code,
    pub name: String,
    pub condition: Expression,
    pub effect: VetoEffect,
    pub basis: String,
    pub span: SourceSpan,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VetoEffect {
    /// Gets this grade whatever the score. Counts towards the shares like everybody else.
    Grade(Code),
    /// Gets this grade at best.
    AtBest(Code),
    /// May not be on any list of honours.
    NoHonour,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ScoreRounding {
    /// Scores are compared to ten significant digits and printed with two decimals.
    TenDigits,
    To {
        decimals: u8,
        mode: RoundingMode,
        place: RoundingPlace,
    },
}

/// Rounding before ranking makes ties; after it, it only prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RoundingPlace {
    BeforeRanking,
    AfterRanking,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Ties {
    pub ranks: RankTies,
    /// Tried in order while totals are equal.
    pub breaks: Vec<TieBreak>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TieBreak {
    pub value: Expression,
    pub is_largest_first: bool,
}

/// The number that shares of grades are taken of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ShareBase {
    /// Only the ranked.
    Ranked,
    /// The ranked and those listed as not evaluated (暂不评价).
    WithNotEvaluated,
}

/// Who the shares are taken among.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ShareCount {
    Pool,
    /// Each group of a pool by itself.
    Group,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Grade {
    pub code: Code,
    pub name: String,
    pub cut: GradeCut,
    pub span: SourceSpan,
}

/// Grades are cut from the best down, except `ShareAtLeast`, which is cut from the worst up before the rest is filled.
/// Equal totals get the same grade: the better one, except where that would break `ShareAtMost`, then the worse one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GradeCut {
    /// Total ≥ this.
    ScoreAtLeast(Constant),
    /// Total > this.
    ScoreAbove(Constant),
    /// At most so many percent, rounded down to whole subjects.
    ShareAtMost(Constant),
    /// At least so many percent, rounded up to whole subjects.
    ShareAtLeast(Constant),
    /// So many percent counted from the best down, the boundary rounded half up.
    Share(Constant),
    /// Everybody who got no other grade.
    Rest,
}

/// How many years in a row a subject has had a grade (连续两年 D).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ConsecutiveYears {
    pub code: Code,
    pub name: String,
    pub grade: Code,
    pub span: SourceSpan,
}

/// A published list: 先进县, 进步县.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Honour {
    pub code: Code,
    pub name: String,
    pub kind: HonourKind,
    pub size: ShortList,
    pub basis: String,
    pub span: SourceSpan,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HonourKind {
    /// By total.
    Leaders,
    /// By rise in rank against the year before; subjects without a rank then are left out.
    Improvers { may_lead_too: bool },
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ShortList {
    /// Of each pool.
    Top(Constant),
    /// So many of each group, by the code of the choice.
    TopOfGroup(Vec<(Code, Decimal)>),
}
