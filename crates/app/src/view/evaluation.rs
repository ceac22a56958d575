//! What the screens of evaluations show. Numbers are texts as shown; their ids are `figures` and a path.

use jiff::Timestamp;
use jiff::civil::Date;
use model::{Dataset, Derivation, Period};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Which evaluation: a frozen run by its number, or the rules and facts of a period. Missing parts take defaults.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, ToSchema, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct EvaluationQuestion {
    /// Number of a frozen run; the rest does not matter then.
    pub run: Option<i64>,
    pub pack: Option<String>,
    /// The one in force in the period by default.
    pub version: Option<String>,
    /// The first of the pack by default.
    pub evaluation: Option<String>,
    /// 2025, 2025-H1, 2025-Q3, 2025-06; the newest with data by default.
    pub period: Option<String>,
    /// `real` by default.
    #[param(value_type = Option<Dataset>, inline)]
    pub dataset: Option<Dataset>,
    /// With what was known then; now by default.
    #[param(value_type = Option<String>, format = DateTime)]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub known_by: Option<Timestamp>,
}

/// A code with what people call it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Named {
    pub code: String,
    pub name: String,
}

/// An evaluation that can be run, with what was frozen of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct EvaluationRow {
    pub pack: Named,
    pub versions: Vec<String>,
    pub evaluation: Named,
    /// 工业企业, 县（市、区）.
    pub subject: String,
    pub basis: String,
    pub certainty: String,
    /// Periods with data in that dataset, newest first.
    pub real_periods: Vec<String>,
    pub demo_periods: Vec<String>,
    /// Newest first.
    pub runs: Vec<RunView>,
}

/// A frozen run and where it stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct RunView {
    pub id: i64,
    pub pack: String,
    pub version: String,
    pub evaluation: String,
    #[schema(value_type = String)]
    pub period: Period,
    pub dataset: Dataset,
    pub state: String,
    /// 已冻结、公示中、已定稿、已替换.
    pub state_in_words: String,
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Timestamp,
    pub created_by: String,
    /// SHA-256 of the cut and of the outcome.
    pub cut: String,
    pub outcome: String,
    pub replaces: Option<i64>,
    pub reason: Option<String>,
    pub events: Vec<RunEventView>,
    /// Last day on which anyone may object; nothing when it is not published.
    #[schema(value_type = Option<String>, format = Date)]
    pub objections_until: Option<Date>,
    pub open_objections: usize,
    /// Nothing when the step can be taken; otherwise why not.
    pub publish: Option<String>,
    pub finish: Option<String>,
    /// The same of 定稿 of everything but what open objections hold.
    pub finish_rest: Option<String>,
    pub object: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct RunEventView {
    pub state_in_words: String,
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    pub actor: String,
    pub note: Option<String>,
    #[schema(value_type = Option<String>, format = Date)]
    pub first_day: Option<Date>,
    #[schema(value_type = Option<String>, format = Date)]
    pub last_day: Option<Date>,
}

/// An outcome as a page. The id of a figure is `figures` + `total/-/KEY`, `value/INDICATOR/KEY` and so on; a trial has none.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct EvaluationView {
    pub pack: Named,
    pub version: String,
    pub evaluation: Named,
    pub basis: String,
    pub subject: String,
    #[schema(value_type = String)]
    pub period: Period,
    pub period_in_words: String,
    pub dataset: Dataset,
    #[schema(value_type = String, format = DateTime)]
    pub known_by: Timestamp,
    /// Whether the statistics are those of a frozen period, with its digest, in a sentence.
    pub frozen_basis: String,
    /// 官方、二手、示例 of the rules.
    pub certainty: String,
    pub note: String,
    /// 试算: other weights than the rules; never official.
    pub is_trial: bool,
    /// Subjects are places, so that a map can show them.
    pub is_by_place: bool,
    /// 审图号 of the map, where there is one.
    pub map_approval: Option<String>,
    pub figures: Option<String>,
    pub run: Option<RunView>,
    /// The run that stands for the same evaluation and period, when this is a dry run.
    pub standing: Option<i64>,
    /// Which subjects the person sees, and why no others; nothing when all.
    pub scope_in_words: Option<String>,
    /// How weights come about and how scores come together.
    pub method: Vec<String>,
    pub groups: Vec<Named>,
    pub pools: Vec<PoolView>,
    pub not_evaluated: Vec<NotEvaluatedView>,
    pub honours: Vec<HonourView>,
    /// What rules would have needed of earlier years and was not given.
    pub lacking: Vec<String>,
    pub parameters: Vec<ParameterUsedView>,
    pub publicity_days: i64,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PoolView {
    pub code: String,
    pub name: String,
    /// Nodes of the tree, dimensions before what they consist of.
    pub nodes: Vec<NodeView>,
    /// How many are ranked in all; the person may see fewer.
    pub ranked: usize,
    pub subjects: Vec<SubjectView>,
    pub grades: Vec<GradeView>,
    pub share_bases: Vec<usize>,
}

/// A dimension or an indicator.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct NodeView {
    pub code: String,
    pub name: String,
    /// 0 for the first level.
    pub depth: usize,
    pub parent: Option<String>,
    pub is_indicator: bool,
    pub unit: String,
    pub weight: String,
    /// Weights of groups that have their own.
    pub group_weights: Vec<GroupWeightView>,
    /// How it is scored, and how its benchmark comes about.
    pub rules: Vec<String>,
    /// How many have a value.
    pub known: usize,
    /// Place among the indicators of a subject; nothing for a dimension.
    pub column: Option<usize>,
    pub moved: Vec<String>,
    /// Why it is not final: an objection is open. Nothing otherwise.
    pub held: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct GroupWeightView {
    pub group: String,
    pub weight: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SubjectView {
    pub key: String,
    pub name: String,
    /// Division code of the place it is or lies in.
    pub place: Option<String>,
    pub group: Option<String>,
    pub total: String,
    pub base: String,
    pub bonus: String,
    pub penalty: String,
    pub rank: String,
    pub rank_in_group: Option<String>,
    pub rank_before: Option<String>,
    pub grade: Option<String>,
    /// 连续 D 类年数 with the count.
    pub years_in_grade: Vec<(String, u16)>,
    pub vetoes: Vec<String>,
    /// Conditions that must hold whatever the score, in the order of the rules.
    pub criteria: Vec<CriterionView>,
    /// Conditions of direct entry (直通条件) that hold.
    pub direct: Vec<String>,
    /// In the order of the indicators.
    pub cells: Vec<CellView>,
    /// Scores of dimensions by code.
    pub branches: Vec<(String, String)>,
}

/// Whether one subject meets one criterion, and how far it is from it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CriterionView {
    pub name: String,
    /// 达到、未达到、待查.
    pub state: String,
    pub value: Option<String>,
    pub threshold: Option<String>,
    /// How much is lacking; nothing when it is met or not known.
    pub gap: Option<String>,
    pub unit: String,
    /// 佐证材料.
    pub evidence: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CellView {
    pub value: Option<String>,
    pub score: Option<String>,
    pub points: Option<String>,
    pub reference: Option<String>,
    pub note: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct GradeView {
    pub code: String,
    pub name: String,
    /// How it is cut.
    pub rule: String,
    pub count: usize,
    pub lowest: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct NotEvaluatedView {
    pub key: String,
    pub name: String,
    pub pool: Option<String>,
    /// 暂不评价、缺数据、不属于任何评价池.
    pub kind: String,
    pub reason: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct HonourView {
    pub code: String,
    pub name: String,
    pub subjects: Vec<Named>,
    /// Those who were equal across the end of the list and so made it longer.
    pub tied: Vec<Named>,
    /// Why nobody could come onto it.
    pub lacking: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ParameterUsedView {
    pub name: String,
    /// 「—」 when none was in force.
    pub value: String,
    pub unit: String,
    pub validity: String,
    pub source: String,
    /// 官方、二手、示例; nothing when none was in force.
    pub certainty: Option<String>,
}

/// Weights that are tried.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct TrialRequest {
    /// The dry run or frozen run that it starts from.
    pub question: EvaluationQuestion,
    pub weights: Vec<TrialWeightView>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct TrialWeightView {
    pub pool: String,
    pub node: String,
    pub group: Option<String>,
    pub weight: String,
}

/// A trial and what it moves.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct TrialView {
    pub evaluation: EvaluationView,
    pub changes: ChangesView,
}

/// What differs between two outcomes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ChangesView {
    pub before: String,
    pub after: String,
    /// Subjects that both rank.
    pub compared: usize,
    /// Spearman's correlation of places over the subjects that both rank; nothing for fewer than three.
    pub correlation: Option<String>,
    /// How many of each cause, in words, the most important first.
    pub summary: Vec<String>,
    pub subjects: Vec<SubjectChangeView>,
    /// Benchmarks of a pool that moved: 单位用地税收的基准值 10.2 → 10.4.
    pub references: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SubjectChangeView {
    pub key: String,
    pub name: String,
    pub cause: String,
    /// 本身数值变化、计分参照变化、他人变化.
    pub cause_in_words: String,
    pub total: (String, String),
    pub rank: (String, String),
    pub grade: (String, String),
    /// Places gained; negative for lost, nothing when one side has no place.
    pub rise: Option<String>,
    pub details: Vec<String>,
}

/// One other method beside the rules.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct MethodView {
    pub pool: String,
    pub name: String,
    /// Why it cannot be computed.
    pub refused: Option<String>,
    pub correlation: Option<String>,
    pub mean_move: Option<String>,
    pub most_move: Option<String>,
    /// Places by key, in the order of the ranking by the rules.
    pub ranks: Vec<(String, String)>,
}

/// One subject explained.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SubjectExplanation {
    pub key: String,
    pub name: String,
    pub sentences: Vec<String>,
    /// What would bring it up.
    pub lift: Vec<String>,
    pub derivation: Derivation,
    /// Of the year before, where that was frozen.
    pub year_before: Vec<String>,
}

/// A run to freeze.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct FreezeRequest {
    pub pack: String,
    pub version: String,
    pub evaluation: String,
    #[schema(value_type = String)]
    pub period: Period,
    pub dataset: Dataset,
    /// The instant of the dry run that was looked at.
    #[schema(value_type = String, format = DateTime)]
    pub known_by: Timestamp,
    /// The standing run that is replaced, with the reason; nothing for the first.
    pub replaces: Option<i64>,
    pub reason: Option<String>,
}

/// A step of a run. `seen` is the state on the screen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct RunStepRequest {
    pub seen: String,
    pub note: Option<String>,
    /// Of 定稿: without the indicators that open objections hold.
    #[serde(default)]
    pub except_disputed: bool,
}
