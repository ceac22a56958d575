//! The tree of indicators of an evaluation (评价指标体系): weights, how values become scores, how scores come together.
//!
//! Every choice is stated; an engine that lacks one must refuse it, not replace it.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{Code, Constant, DeviationRule, Expression, QuantileMethod, RankTies, SourceSpan};
use crate::UnitOfMeasure;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IndicatorNode {
    Branch(Branch),
    Leaf(Box<IndicatorRule>),
}

/// A dimension (一级指标、二级指标) with what it consists of.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Branch {
    pub code: Code,
    pub name: String,
    pub weight: Constant,
    pub group_weights: Vec<GroupWeight>,
    pub aggregation: Aggregation,
    /// At least one.
    pub children: Vec<IndicatorNode>,
    pub span: SourceSpan,
}

/// The weight that holds for one group instead of the common one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GroupWeight {
    pub group: Code,
    pub weight: Constant,
}

/// One measured thing and its way to a score.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct IndicatorRule {
    pub code: Code,
    pub name: String,
    pub unit: UnitOfMeasure,
    /// Yields a number in `unit`.
    pub value: Expression,
    pub direction: Direction,
    pub normalise: Normalise,
    pub outliers: Outliers,
    pub when_missing: MissingIndicator,
    pub weight: Constant,
    pub group_weights: Vec<GroupWeight>,
    pub definition: String,
    pub basis: String,
    pub span: SourceSpan,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// 正向: more is better.
    Up,
    /// 逆向: less is better.
    Down,
}

/// How a value becomes a score. Peers are the subjects of the same pool that have a value.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Normalise {
    /// The value is the score already, such as points out of a table.
    Given,
    /// value ÷ benchmark (down: benchmark ÷ value), held between floor and cap. The benchmark is in the indicator's unit.
    Ratio { benchmark: Expression, floor: Option<Constant>, cap: Option<Constant> },
    /// From the worst to the best among peers onto low…high.
    MinMax { low: Decimal, high: Decimal, when_equal: WhenEqual },
    /// Mean 0 and deviation 1 among peers, moved onto `mean` and `deviation`.
    ZScore { mean: Decimal, deviation: Decimal, is_sample: bool, when_equal: WhenEqual },
    /// Number of peers minus place plus one.
    Rank { ties: RankTies },
    /// Share of the other peers that are worse, 0…1.
    Percentile,
    /// 线性功效系数: base + span × (x − unallowed) ÷ (satisfactory − unallowed).
    LinearEfficacy { unallowed: Expression, satisfactory: Expression, base: Decimal, span: Decimal, ends: Ends },
    /// 指数功效系数: base at the unallowed value, base + span at the satisfactory one, exponential between.
    ExponentialEfficacy { unallowed: Expression, satisfactory: Expression, base: Decimal, span: Decimal, ends: Ends },
    /// value ÷ target (down: target ÷ value); closed at 1 when `ends` says so.
    TargetRatio { target: Expression, ends: Ends },
    /// From the worst peer to the target onto 0…1.
    TargetDistance { target: Expression, ends: Ends },
    /// Between two fixed posts onto low…high.
    Goalposts { low_post: Expression, high_post: Expression, low: Decimal, high: Decimal, ends: Ends },
}

/// What happens when all peers are equal, so that a range or a deviation is zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WhenEqual {
    /// The evaluation stops and says so.
    Refuse,
    Score(Decimal),
}

/// Whether scores may leave the range that the method aims at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ends {
    Open,
    Closed,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outliers {
    Keep,
    /// Values beyond two quantiles of the peers are moved onto them.
    Winsorise {
        lower: Decimal,
        upper: Decimal,
        method: QuantileMethod,
    },
    /// Values beyond `times` interquartile ranges outside the quartiles are moved onto that bound.
    Tukey {
        times: Decimal,
        method: QuantileMethod,
    },
}

/// What a missing value does.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MissingIndicator {
    /// The subject is not ranked, and the list of those not ranked says why.
    NotRanked,
    /// The score is the mean score of the peers.
    PeerMeanScore,
    /// The value is the mean of the peers' values.
    PeerMean,
    PeerMedian,
    /// The value of the year before; not ranked when that is missing too.
    LastYear,
    /// The score is this one, before weighting.
    Score(Decimal),
    /// So many points of the total, which may be negative (缺数据扣 3 分).
    Points(Decimal),
    /// The weight is shared out over the siblings that have a value.
    ShareWeight,
}

/// How the scores of children become the score of the parent.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Aggregation {
    /// Σ score × weight ÷ Σ weight.
    WeightedMean,
    /// Σ score × weight: a ratio to the benchmark times points gives points.
    WeightedSum,
    /// Weighted geometric mean; every score must be positive.
    Geometric,
    /// Weighted harmonic mean; every score must be positive.
    Harmonic,
    Median,
    Copeland,
    Borda,
    Topsis {
        scaling: TopsisScaling,
    },
    /// `strategy` is the weight of the majority, usually 0.5.
    Vikor {
        strategy: Decimal,
    },
    /// `resolution` is usually 0.5.
    GreyRelation {
        resolution: Decimal,
    },
    /// Mean less (or more) variance over mean: balance counts (MPI; AMPI with goalposts).
    MazziottaPareto {
        imbalance: Imbalance,
        deviation: DeviationRule,
    },
    /// Weights of places from the best score of a subject down (OWA); weights of indicators do not count.
    Ordered {
        by_place: Vec<Decimal>,
    },
    /// Weights that favour each subject most (BoD); weights of indicators do not count.
    BenefitOfDoubt,
}

/// What imbalance among its scores does to a subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Imbalance {
    Lowers,
    Raises,
}

/// Where the weights of the leaves come from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WeightMethod {
    /// As written at each node; they sum to `total` on each level.
    Given {
        total: Decimal,
    },
    Equal,
    /// Every indicator and dimension weighs 1: scores are points that are added up (评分表).
    Points,
    Entropy(EntropyShares),
    Critic {
        direction: CriticDirection,
    },
    PrincipalComponent {
        loadings: Loadings,
    },
    /// Judgements of pairs: row of `matrix` over column, in the order of the indicators.
    Ahp {
        matrix: Vec<Vec<Decimal>>,
        judgement: Judgement,
        random_index: RandomIndex,
        consistency_max: Decimal,
    },
    /// √(w₁·w₂) ÷ Σ√(w₁·w₂) of the given weights and of the entropy weights.
    GivenTimesEntropy {
        total: Decimal,
        shares: EntropyShares,
    },
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EntropyShares {
    /// Values as they are, direction ignored; all must be positive or zero.
    Raw,
    /// Min–max by direction first, then this is added to every value.
    MinMax { shift: Decimal },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Judgement {
    Eigenvector,
    /// 方根法.
    GeometricMean,
    /// 和积法.
    ColumnMean,
}

/// Mean consistency of random judgements, which the consistency ratio is taken of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RandomIndex {
    /// 0.58、0.90、1.12… for 3, 4, 5 things, as in Chinese textbooks.
    #[serde(rename = "saaty_1980")]
    Saaty1980,
    /// 0.4914、0.8286、1.0591…
    #[serde(rename = "donegan_dodd_1991")]
    DoneganDodd1991,
}

/// Whether CRITIC turns down indicators before it takes correlations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CriticDirection {
    Turned,
    Ignored,
}

/// How loadings of principal components become weights. A negative one refuses the method where it would count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Loadings {
    /// Of the first component.
    First,
    /// Of the first component, squared.
    FirstSquared,
    /// Of all components with an eigenvalue above 1, by the variance that they explain.
    Explained,
}

/// How TOPSIS scales the scores before it measures distances.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TopsisScaling {
    AsGiven,
    /// x ÷ √Σx².
    Vector,
    MinMax,
    /// x ÷ Σx.
    Sum,
}

impl IndicatorNode {
    pub fn code(&self) -> &Code {
        match self {
            IndicatorNode::Branch(branch) => &branch.code,
            IndicatorNode::Leaf(rule) => &rule.code,
        }
    }

    /// The indicators below, in the order of the document.
    pub fn leaves(&self) -> Vec<&IndicatorRule> {
        match self {
            IndicatorNode::Branch(branch) => branch.children.iter().flat_map(IndicatorNode::leaves).collect(),
            IndicatorNode::Leaf(rule) => vec![rule],
        }
    }
}
