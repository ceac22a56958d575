//! What the screens and the command line show: plain data with figures that know where they come from.
//!
//! These types are the contract with the web app (through OpenAPI). Nothing is computed here.

mod account;
mod agreement;
mod allocation;
mod analysis;
mod audit;
mod bulletin;
mod calendar;
mod case;
mod certainty;
pub(crate) mod collection;
mod complaint;
mod consent;
mod data;
mod evaluation;
mod issue;
mod ledgers;
mod milestone;
mod newer;
mod objection;
mod pack;
mod pairing;
mod part;
mod people;
mod placement;
mod public;
mod registers;
mod webhook;
mod year;

use jiff::Timestamp;
use jiff::civil::Date;
use model::people::{Capability, Role};
use model::{
    AgencyRef, Conflict, Dataset, Derivation, Duties, Finding, Indicator, LifeCycleStage, Period, Place, PlanMetadata,
    Scope, SoftTarget, Source, Span, Status, StatusPreset, Target, TargetOutcome, Task,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub use crate::plans::view::*;
pub use account::*;
pub use agreement::*;
pub use allocation::*;
pub use analysis::*;
pub use audit::*;
pub use bulletin::*;
pub use calendar::*;
pub use case::*;
pub use certainty::*;
pub use collection::*;
pub use complaint::*;
pub use consent::*;
pub use data::*;
pub use evaluation::*;
pub use issue::*;
pub use ledgers::*;
pub use milestone::*;
pub use newer::*;
pub use objection::*;
pub use pack::*;
pub use pairing::*;
pub use part::*;
pub use people::*;
pub use placement::*;
pub use public::*;
pub use registers::*;
pub use webhook::*;
pub use year::*;

/// A number as shown, with the id that answers 从哪来.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Figure {
    /// As printed; 「—」 when there is none.
    pub text: String,
    pub unit: Option<String>,
    /// `model::FigureId`; nothing when there is nothing to explain.
    pub id: Option<String>,
    /// Why there is no value.
    pub missing: Option<String>,
}

/// The question that every status page asks. Missing parts take the defaults of the server.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct AsOf {
    /// Judged as of this day; the last day of the plan's term by default, or today if that is earlier.
    #[param(value_type = Option<String>, format = Date)]
    #[schema(value_type = Option<String>, format = Date)]
    pub as_of: Option<Date>,
    /// With what was known then; now by default.
    #[param(value_type = Option<String>, format = DateTime)]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub known_by: Option<Timestamp>,
    /// `real` by default.
    pub dataset: Option<Dataset>,
    /// Code of a status preset; `time_share` by default.
    pub preset: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SessionView {
    pub user: String,
    pub display_name: String,
    pub must_change_password: bool,
    #[schema(value_type = Option<String>, format = DateTime)]
    pub last_login: Option<Timestamp>,
    /// Sent back as header `x-junxian-csrf` with every change.
    pub csrf: String,
    /// The password was given once, or is too old; nothing else is possible before.
    pub password_reason: Option<String>,
    /// An administrator without a second factor; nothing else is possible before.
    pub must_set_second_factor: bool,
    /// What ends soon (a role, the account, the password), in Chinese, one line each.
    pub notices: Vec<String>,
    /// Roles in force today.
    pub roles: Vec<Role>,
    /// What they allow, for menus and buttons; the server asks again.
    pub capabilities: Vec<Capability>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PlanSummary {
    pub code: String,
    pub metadata: PlanMetadata,
    pub stage: LifeCycleStage,
    pub stage_in_words: String,
    #[schema(value_type = String, format = DateTime)]
    pub imported_at: Timestamp,
    pub imported_by: String,
    pub file_name: Option<String>,
    /// 示例: made up to show the product.
    pub is_sample: bool,
    /// The official text is stored, so clauses can be shown.
    pub has_text: bool,
    /// Tasks with or without duties; 0 in cuts from before it was counted.
    #[serde(default)]
    pub clause_count: usize,
    /// Tasks that carry duties.
    pub task_count: usize,
    pub target_count: usize,
    pub row_count: usize,
    pub checked: usize,
    pub total: usize,
}

/// A row of the list of plans: the summary with its counts as figures.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PlanListRow {
    #[serde(flatten)]
    pub summary: PlanSummary,
    pub clauses: Figure,
    pub tasks: Figure,
    pub targets: Figure,
    pub rows: Figure,
    pub items: Figure,
    pub items_checked: Figure,
}

/// One change of life-cycle stage.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct StageChange {
    pub stage: LifeCycleStage,
    pub stage_in_words: String,
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    pub actor: String,
    pub note: Option<String>,
}

/// How many rows have which status.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct StatusCount {
    pub status: Status,
    pub label: String,
    pub color: String,
    pub count: Figure,
    pub share: Figure,
}

/// The frame of every status page: as of when, with which rule, from which data.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AsOfView {
    #[schema(value_type = String, format = Date)]
    pub as_of: Date,
    #[schema(value_type = String, format = DateTime)]
    pub known_by: Timestamp,
    pub dataset: Dataset,
    pub preset: StatusPreset,
}

/// 工作台.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Overview {
    pub plan: PlanSummary,
    pub frame: AsOfView,
    pub counts: Vec<StatusCount>,
    /// Rows that are behind, worst first, at most ten.
    pub behind: Vec<TargetRowView>,
    /// What waits for a decision of the planning section.
    pub open_points: Vec<Finding>,
    pub open_point_total: Figure,
    /// Tasks with or without duties.
    pub clauses: Figure,
    /// Tasks that carry duties.
    pub tasks: Figure,
    /// Rows of targets.
    pub rows: Figure,
    /// Share of the targets with published figures, percent.
    pub coverage: Figure,
    pub recent: Vec<AuditView>,
    pub bulletins: Vec<BulletinView>,
    /// Load per agency: tasks led and cooperated in, heaviest first.
    pub agencies: Vec<AgencyLoad>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AgencyLoad {
    pub agency: String,
    pub is_open: bool,
    pub lead: Figure,
    pub cooperate: Figure,
    pub undifferentiated: Figure,
}

/// A row of 任务台账.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct TaskRowView {
    pub id: String,
    /// As printed, with its parents: 三（一）2.
    pub clause: String,
    pub title: String,
    /// Title of the enclosing action (行动) or section.
    pub action: String,
    pub task: Task,
    pub main_lead: Option<AgencyRef>,
    /// Counties that the text of the task's targets names.
    pub places: Vec<String>,
    pub target_count: Figure,
    /// Worst status of its rows; nothing when it has no targets.
    pub status: Option<Status>,
    /// Every status that one of its rows has.
    pub statuses: Vec<Status>,
    pub open_points: Figure,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct TaskList {
    pub plan: PlanSummary,
    pub frame: AsOfView,
    pub rows: Vec<TaskRowView>,
    /// `cursor` of the part behind this one; nothing at the end.
    pub next: Option<String>,
    /// How many rows there are in all parts.
    pub clauses: Figure,
    pub actions: Vec<String>,
    pub agencies: Vec<String>,
    pub places: Vec<Place>,
}

/// 任务详情.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct TaskDetail {
    pub plan: PlanSummary,
    pub frame: AsOfView,
    pub row: TaskRowView,
    /// Words of the clause; nothing when the text is not stored.
    pub text: Option<String>,
    /// Offset of `text` in the whole text, in code points.
    pub text_start: usize,
    /// What was found in it, in order, spans in code points of the whole text.
    pub marks: Vec<Mark>,
    pub targets: Vec<TargetRowView>,
    pub soft_targets: Vec<SoftTarget>,
    pub findings: Vec<Finding>,
    pub history: Vec<AuditView>,
}

/// A coloured stretch of text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Mark {
    pub span: Span,
    pub kind: MarkKind,
    /// Id of the target, task or soft target; empty for residue.
    pub id: String,
    /// What the pointer shows.
    pub label: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum MarkKind {
    Target,
    SoftTarget,
    Duty,
    Residue,
    Correction,
}

/// A row of 目标 with its status.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct TargetRowView {
    pub id: String,
    pub clause: String,
    pub task_title: String,
    pub target: Target,
    /// The subject as the product words it; `target.subject` is as received.
    pub subject: String,
    pub place: String,
    pub place_code: Option<String>,
    /// 不低于1100亿元.
    pub demand: String,
    /// The same words with the clause that sets them.
    pub demand_figure: Figure,
    pub due: String,
    pub lead: Vec<AgencyRef>,
    /// All agencies of its task, by what they answer for.
    pub duties: Duties,
    pub indicator: Option<Indicator>,
    pub outcome: TargetOutcome,
    pub status_label: String,
    pub status_color: String,
    pub status_figure: Figure,
    pub actual: Figure,
    /// Period of `actual` in words.
    pub actual_period: Option<String>,
    pub latest: Figure,
    pub latest_period: Option<String>,
    pub achieved_share: Figure,
    pub time_share: Figure,
    pub gap: Figure,
    pub required_rate: Figure,
    /// One result per year for targets that are judged year by year.
    pub years: Vec<YearView>,
    /// The register that its value is counted from.
    pub register: Option<RegisterLink>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct YearView {
    pub year: i16,
    pub status: Status,
    pub status_label: String,
    pub actual: Figure,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct TargetList {
    pub plan: PlanSummary,
    pub frame: AsOfView,
    pub counts: Vec<StatusCount>,
    pub rows: Vec<TargetRowView>,
    /// `cursor` of the part behind this one; nothing at the end.
    pub next: Option<String>,
    /// How many rows there are in all parts.
    pub total: Figure,
    /// With the first part only.
    pub findings: Vec<Finding>,
    /// How many findings wait for a decision, and how many are only to be read.
    pub open_total: Figure,
    pub notice_total: Figure,
}

/// 县市区 page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CountyView {
    pub plan: PlanSummary,
    pub frame: AsOfView,
    pub place: Place,
    pub neighbours: Vec<Place>,
    pub townships: Figure,
    pub target_total: Figure,
    pub task_total: Figure,
    /// Targets set for this county.
    pub targets: Vec<TargetRowView>,
    /// Tasks whose clause names it.
    pub tasks: Vec<TaskRowView>,
    /// Value of the latest full year, or else the latest one, per indicator: those that the plan sets targets for first.
    pub profile: Vec<ProfileRow>,
    pub conflicts: Vec<ConflictView>,
    pub rankings: Vec<RankingEntry>,
}

/// Values of one thing that sources give differently, with how that is handled.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ConflictView {
    pub conflict: Conflict,
    pub values: Figure,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ProfileRow {
    pub indicator: Indicator,
    pub value: Figure,
    pub period: Option<String>,
    pub scope: Option<String>,
    pub grade: Option<String>,
    /// All values in time order, for the small chart.
    pub series: Vec<SeriesPoint>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SeriesPoint {
    #[schema(value_type = String)]
    pub period: Period,
    pub scope: Scope,
    pub value: Figure,
    /// Why it cannot be compared with the value of the same scope before it (数据断点).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub break_before: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct RankingEntry {
    pub publisher: String,
    pub edition: String,
    pub list: String,
    pub rank: Figure,
    /// Id and title.
    pub source: String,
}

/// 地图: places coloured by one indicator in one period.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct MapView {
    pub frame: AsOfView,
    pub indicator: Indicator,
    pub period: String,
    /// Periods that have values for this indicator, newest first.
    pub periods: Vec<String>,
    /// Indicators that have values for counties.
    pub indicators: Vec<Indicator>,
    /// All counties in official order; missing ones with the reason.
    pub rows: Vec<MapRow>,
    /// 审图号.
    pub map_approval: String,
    /// Remarks on scope and comparability.
    pub notes: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct MapRow {
    pub place: Place,
    pub value: Figure,
    /// As a plain number for colouring only.
    pub number: Option<f64>,
    /// Among the counties that have a value.
    pub rank: Figure,
    pub scope: Option<String>,
    pub grade: Option<String>,
}

/// Answer to 从哪来.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Explanation {
    pub id: String,
    pub derivation: Derivation,
    /// Sources named in the derivation.
    pub sources: Vec<Source>,
}

/// Every failure of the API.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Problem {
    /// Stable, in English kebab-case: not-found, unauthenticated, bad-file, conflict.
    pub code: String,
    /// In Chinese: what is wrong, where, what to do.
    pub message: String,
    pub details: Vec<LineError>,
    /// Words that nobody has used before, when that is the reason.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unknown: Vec<UnknownWord>,
}
