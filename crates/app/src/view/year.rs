//! What the pages of the year show: the leader's page and the silence page.

use engine::collection::SilenceBenchmark;
use jiff::Timestamp;
use jiff::civil::Date;
use model::Dataset;
use model::collection::Party;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    AsOfView, Figure, FilingSummary, InstructionView, ObservationView, PlanSummary, StatusCount, TargetRowView,
};

/// 领导页: which are behind, why, who, by when, on one page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct LeaderBrief {
    pub plan: PlanSummary,
    pub frame: AsOfView,
    pub counts: Vec<StatusCount>,
    /// Rows of targets.
    pub rows: Figure,
    /// Share of the targets with published figures, percent.
    pub coverage: Figure,
    /// At most three, the least achieved first.
    pub behind: Vec<BehindItem>,
    /// How many are behind in all.
    pub behind_total: Figure,
    /// Answers that are owed after their time, the longest first.
    pub late: Vec<FilingSummary>,
    /// Instructions of leaders that are not cleared, what is due first comes first.
    pub instructions: Vec<InstructionView>,
    /// The newest day of which a figure of this page tells; nothing without any figure.
    #[schema(value_type = Option<String>, format = Date)]
    pub newest_figure: Option<Date>,
}

/// One of the three.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct BehindItem {
    pub row: TargetRowView,
    /// 主牵头单位, where one is named.
    pub owner: Option<String>,
    /// Why it is behind, as the rule found it.
    pub why: String,
    /// What the responsible bodies wrote about it, newest first, at most two.
    pub words: Vec<TaskWords>,
    /// The last day of the target, where the plan says one.
    #[schema(value_type = Option<String>, format = Date)]
    pub due: Option<Date>,
    /// 2025-12-31 到期，还有 61 天.
    pub due_in_words: String,
    /// Title and publisher of the source of the figure, with its period.
    pub source: Option<String>,
}

/// What a responsible body wrote about a task when it answered a request.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct TaskWords {
    /// Name of the field: 存在问题.
    pub field: String,
    pub text: String,
    pub by: Party,
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// Code of the request.
    pub request: String,
}

/// 沉默度: who answers for what, and since when nothing was heard.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SilenceView {
    pub plan: PlanSummary,
    pub frame: AsOfView,
    /// What counts as an update, and since when days are counted.
    pub rule: String,
    #[schema(value_type = String, format = Date)]
    pub since: Date,
    /// Share of the tasks without one responsible body, as printed: 77.1%.
    pub ownerless: String,
    /// Share of the tasks of which nothing was ever heard.
    pub never_updated: String,
    /// Days of the task that has been silent longest.
    pub longest: Option<String>,
    pub benchmark: SilenceBenchmark,
    /// Longest silence first.
    pub tasks: Vec<SilentRow>,
    pub targets: Vec<SilentRow>,
    /// Agencies that lead; bodies are measured, never persons.
    pub agencies: Vec<SilentRow>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SilentRow {
    /// Id of the task that it belongs to; nothing for an agency.
    pub task: Option<String>,
    pub label: String,
    /// 三（一）2; of an agency the number of the tasks it leads, in words.
    pub about: String,
    /// 主牵头单位.
    pub owner: Option<String>,
    /// As printed: 36.
    pub days: String,
    #[schema(value_type = Option<String>, format = DateTime)]
    pub last: Option<Timestamp>,
    /// What was heard last.
    pub what: Option<String>,
}

/// A period to be frozen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct FreezePeriod {
    pub dataset: Option<Dataset>,
    /// As SDMX writes it: 2025-Q3.
    pub period: String,
}

/// Why a frozen period is opened again.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ReopenPeriod {
    pub reason: String,
}

/// 冻结数据: the figures of a period as they were known at an instant.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CutView {
    pub code: String,
    /// 0 as it was frozen, 1 once it was reopened; goes back as `If-Match`.
    pub version: u64,
    pub dataset: Dataset,
    pub period: String,
    pub period_in_words: String,
    #[schema(value_type = String, format = DateTime)]
    pub frozen_at: Timestamp,
    pub frozen_by: String,
    /// How many figures.
    pub count: usize,
    /// SHA-256.
    pub digest: String,
    /// The figures of today, as they were known then, give the same digest.
    pub is_intact: bool,
    #[schema(value_type = Option<String>, format = DateTime)]
    pub reopened_at: Option<Timestamp>,
    pub reopened_by: Option<String>,
    pub reason: Option<String>,
    pub may_reopen: bool,
}

/// From when a statistic may be seen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ReleaseDraft {
    pub dataset: Option<Dataset>,
    pub indicator: String,
    pub period: String,
    #[schema(value_type = String, format = DateTime)]
    pub release: Timestamp,
    /// Needed when a release is moved.
    pub reason: Option<String>,
}

/// An entry of 发布日历.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ReleaseView {
    pub code: String,
    /// Grows each time it is moved; goes back as `If-Match`.
    pub version: u64,
    pub indicator: String,
    pub indicator_name: String,
    pub period: String,
    pub period_in_words: String,
    #[schema(value_type = String, format = DateTime)]
    pub release: Timestamp,
    pub is_released: bool,
    pub state_in_words: String,
    pub reason: Option<String>,
    pub by: String,
}

/// 两数一名: a name with two numbers, for its steward to decide.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct TicketView {
    pub code: String,
    /// Grows with each number and each decision; goes back as `If-Match`.
    pub version: u64,
    pub indicator: String,
    /// 寿光市地区生产总值（2025年）.
    pub subject: String,
    /// The body that answers for the number.
    pub steward: Option<String>,
    /// 约2500家: a target that one of the figures is far above.
    pub demand: Option<String>,
    /// 2.4: so many times as much as the target, to one decimal.
    pub demand_times: Option<String>,
    /// What the dictionary counts and what the plan counts.
    pub definitions: Vec<String>,
    pub figures: Vec<ObservationView>,
    /// The reason of the decision; nothing while it is open.
    pub decision: Option<String>,
    pub decided_by: Option<String>,
    #[schema(value_type = Option<String>, format = DateTime)]
    pub decided_at: Option<Timestamp>,
    /// Id of the figure that was decided on.
    pub chosen: Option<i64>,
    pub state_in_words: String,
    pub may_decide: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct DecideTicket {
    pub dataset: Option<Dataset>,
    pub code: String,
    /// Id of one of its figures; nothing where none counts what is meant, which only a ticket with a demand allows.
    #[serde(default)]
    pub observation: Option<i64>,
    pub reason: String,
}
