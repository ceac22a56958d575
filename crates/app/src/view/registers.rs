//! What the screens of registers show. Everything on them is made from the declarations of a pack.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use model::Dataset;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Figure, LineError};

/// Which rows are meant: of which period and dataset.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct RegisterBookQuery {
    /// `real` by default.
    pub dataset: Option<Dataset>,
    /// As SDMX writes it: 2024, 2024-H1, 2024-Q3, 2024-05. The newest with rows by default; none for a register that
    /// stands.
    pub period: Option<String>,
}

/// Which rows to list.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct RegisterRowsQuery {
    /// Division code; a city stands for everything in it.
    pub place: Option<String>,
    /// Code of a state.
    pub state: Option<String>,
    /// Part of the key or of a text.
    pub search: Option<String>,
    /// JSON object: code of a field -> stored value.
    pub values: Option<String>,
    /// Code of a count or sum of the register: only the rows that it counts today.
    pub measure: Option<String>,
    /// Code of a field, with a minus before it for the largest first; by place and key when absent.
    pub sort: Option<String>,
    /// `next` of the page before; the first page without.
    pub cursor: Option<String>,
    /// Rows of a page: 20 by default, at most 500.
    pub limit: Option<usize>,
}

/// 名录: all packs that declare registers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct RegisterShelf {
    pub dataset: Dataset,
    pub packs: Vec<RegisterPack>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct RegisterPack {
    pub code: String,
    pub name: String,
    pub version: String,
    pub basis: String,
    pub certainty_in_words: String,
    pub note: String,
    pub registers: Vec<RegisterSummary>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct RegisterSummary {
    pub code: String,
    pub name: String,
    pub definition: String,
    pub basis: String,
    pub cycle_in_words: String,
    pub fields: usize,
    /// Newest first.
    pub periods: Vec<RegisterPeriod>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct RegisterPeriod {
    /// Nothing for a register that stands.
    pub period: Option<String>,
    pub in_words: String,
    pub rows: Figure,
}

/// What came of taking the rows of a period anew (取数).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct RegisterIntakeReport {
    pub sources: Vec<RegisterIntakeSource>,
    pub inserted: usize,
    pub changed: usize,
    pub removed: usize,
    pub unchanged: usize,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct RegisterIntakeSource {
    pub name: String,
    /// Name of the pack.
    pub pack: String,
    /// In words; none where that pack has nothing for the period.
    pub periods: Vec<String>,
    /// Rows there that made or raised a line.
    pub rows: usize,
}

/// A register as its forms and tables need it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct RegisterForm {
    pub pack: String,
    pub pack_name: String,
    pub version: String,
    pub certainty_in_words: String,
    pub register: String,
    pub name: String,
    /// With its period.
    pub title: String,
    pub definition: String,
    pub basis: String,
    pub dataset: Dataset,
    pub period: Option<String>,
    pub period_in_words: Option<String>,
    /// Those that the person sees.
    pub fields: Vec<RegisterFieldView>,
    /// Names of those that the person does not see; they are nowhere else in the answer.
    pub hidden_fields: Vec<String>,
    /// Which rows the person sees; nothing when all.
    pub scope_in_words: Option<String>,
    /// Whether the person may add rows at all.
    pub may_edit: bool,
    /// Where the rows are taken from (取数); people add and remove none in a register that has any.
    pub intakes: Vec<String>,
    pub states: Vec<RegisterStateView>,
    pub roles: Vec<RegisterRole>,
    /// Messages of the rules that rows keep.
    pub rules: Vec<RegisterRuleView>,
    pub has_duplicate_rules: bool,
    /// Counts whose rows can be listed: code and name.
    pub counts: Vec<RegisterOption>,
    /// Places that rows may be listed by, in official order.
    pub places: Vec<RegisterOption>,
    /// The largest file that may hang on a row, in bytes.
    pub attachment_max: u64,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct RegisterFieldView {
    pub code: String,
    pub name: String,
    pub kind: RegisterFieldKind,
    pub unit: Option<String>,
    pub is_required: bool,
    pub is_key: bool,
    /// Taken from another pack (取数): nobody fills it in.
    pub is_taken: bool,
    /// 口径.
    pub definition: String,
    /// How to fill it in.
    pub hint: String,
    /// Of a choice, a flag or a place.
    pub options: Vec<RegisterOption>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RegisterFieldKind {
    Text,
    Number,
    Money,
    Date,
    Flag,
    Choice,
    Reference,
    Place,
    Agency,
    Enterprise,
    File,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RegisterOption {
    /// As it is stored.
    pub code: String,
    pub name: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RegisterStateView {
    pub code: String,
    pub name: String,
    pub is_final: bool,
    pub is_editable: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RegisterRole {
    pub code: String,
    pub name: String,
    /// Whether the user who asks has it.
    pub is_mine: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RegisterRuleView {
    pub message: String,
    /// The row is refused; otherwise it is accepted with a warning.
    pub is_refusing: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct RegisterPage {
    pub form: RegisterForm,
    /// All rows of the book that the person sees by state, whatever the filter.
    pub states: Vec<RegisterStateCount>,
    pub rows: Vec<RegisterRowView>,
    pub total: usize,
    pub count: Figure,
    /// `cursor` of the page behind this one; nothing at the end.
    pub next: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct RegisterStateCount {
    /// Nothing in a register without states.
    pub state: Option<String>,
    pub name: String,
    pub count: Figure,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct RegisterRowView {
    pub key: String,
    pub name: String,
    /// In the order of the fields; 「—」 when missing.
    pub cells: Vec<String>,
    pub state: Option<String>,
    pub state_name: Option<String>,
    #[schema(value_type = String, format = DateTime)]
    pub state_since: Timestamp,
    /// The earliest deadline among the steps that the row waits for.
    pub due: Option<RegisterDue>,
    /// Whoever has seen this number has seen every change so far; sent back with changes.
    pub pulse: i64,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct RegisterDue {
    /// Nothing when it cannot be counted; `in_words` says why.
    #[schema(value_type = Option<String>, format = Date)]
    pub on: Option<Date>,
    pub is_overdue: bool,
    pub in_words: String,
}

/// One row with everything about it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct RegisterRowDetail {
    pub form: RegisterForm,
    pub row: RegisterRowView,
    /// Code of a field -> text as it is typed; missing ones are absent.
    pub values: BTreeMap<String, String>,
    /// Nothing when the user may change it; otherwise why not and what to do.
    pub edit_refusal: Option<String>,
    pub steps: Vec<RegisterStepView>,
    /// Newest first.
    pub history: Vec<RegisterChangeView>,
    /// Files that the row holds, then those that it held.
    pub files: Vec<RegisterFileView>,
    pub warnings: Vec<FieldFault>,
    pub duplicates: Vec<DuplicateView>,
}

/// A file on a row and the change that put it there.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct RegisterFileView {
    /// Code of the field.
    pub field: String,
    pub field_name: String,
    pub name: String,
    /// 1.2 MB.
    pub size: String,
    /// SHA-256.
    pub digest: String,
    pub short_digest: String,
    pub media_type: String,
    pub actor: String,
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// False for a file that was replaced or taken off.
    pub is_current: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct RegisterStepView {
    pub code: String,
    pub name: String,
    pub to: String,
    pub role: String,
    pub is_note_required: bool,
    pub basis: String,
    /// Why it cannot be taken; empty when it can.
    pub refusals: Vec<String>,
    pub due: Option<RegisterDue>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct RegisterChangeView {
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    pub actor: String,
    /// 新增、修改、删除, or the name of the step.
    pub what: String,
    pub state_name: Option<String>,
    pub note: Option<String>,
    pub changes: Vec<RowFieldChange>,
    pub pack_version: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RowFieldChange {
    pub field: String,
    pub unit: Option<String>,
    /// 「—」 when there was none.
    pub before: String,
    pub after: String,
}

/// What is wrong with one field, or with the row as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FieldFault {
    /// Code; nothing for the row.
    pub field: Option<String>,
    pub message: String,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct RowSaveRequest {
    /// Code of a field -> text as typed; an absent or blank field is missing.
    pub values: BTreeMap<String, String>,
    /// Key and `pulse` of the row that is changed; nothing for a new one.
    pub key: Option<String>,
    pub seen: Option<i64>,
    pub note: Option<String>,
    /// The writer has read the warnings and means it.
    #[serde(default)]
    pub accept_warnings: bool,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct RowSaveAnswer {
    /// False when nothing was saved: for the faults, or because the warnings wait to be accepted.
    pub accepted: bool,
    pub key: Option<String>,
    pub faults: Vec<FieldFault>,
    pub warnings: Vec<FieldFault>,
    /// What was understood in another way than written, such as a converted unit.
    pub notes: Vec<FieldFault>,
    pub duplicates: Vec<DuplicateView>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct RowRemoveRequest {
    pub key: String,
    pub seen: i64,
    /// Why; required.
    pub note: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct RowStepRequest {
    pub key: String,
    pub step: String,
    pub note: Option<String>,
    pub seen: i64,
}

/// Two rows that are probably the same thing, side by side.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct DuplicateView {
    /// Name of the rule that found them.
    pub rule: String,
    /// Likeness of the texts compared, such as 87%.
    pub similarity: String,
    pub left: DuplicateSide,
    pub right: DuplicateSide,
    /// Codes of the fields in which they differ.
    pub differing: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct DuplicateSide {
    /// False for a row that the person does not see: then only the place it lies in is told.
    pub is_within: bool,
    /// Empty for a row that is not seen.
    pub key: String,
    pub name: String,
    pub cells: Vec<String>,
    pub state_name: Option<String>,
    /// 0 for a row that is not saved yet.
    pub pulse: i64,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct DuplicateList {
    pub pairs: Vec<DuplicateView>,
    pub total: usize,
    /// Pairs that somebody found to be two things and that are left out.
    pub distinct: usize,
    /// False when there are too many rows alike to list all pairs.
    pub is_complete: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct DistinctRequest {
    pub left: String,
    pub right: String,
    /// Why; required.
    pub note: String,
}

/// What an Excel or CSV file would change, or did.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct RegisterImportReport {
    /// False for a preview and whenever there is an error.
    pub accepted: bool,
    pub inserted: usize,
    pub changed: usize,
    pub unchanged: usize,
    /// Line by line; with any of them nothing is imported.
    pub errors: Vec<LineError>,
    pub warnings: Vec<LineError>,
    /// The first of the rows that are new or change.
    pub differences: Vec<RowDifference>,
    /// Sent back to import what was previewed; refused when a row has changed since.
    pub basis: i64,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct RowDifference {
    pub line: usize,
    pub key: String,
    pub name: String,
    pub is_new: bool,
    pub changes: Vec<RowFieldChange>,
}

/// Counts and sums of a register, by place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct RegisterCounts {
    pub measures: Vec<RegisterMeasureView>,
    pub places: Vec<RegisterPlaceCounts>,
    /// Everything together.
    pub total: Vec<Figure>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct RegisterMeasureView {
    pub code: String,
    pub name: String,
    pub unit: String,
    pub definition: String,
    /// Code of the indicator that takes its values from here.
    pub indicator: Option<String>,
    /// Which rows count, in words.
    pub condition: String,
}

/// The register that a figure is counted from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct RegisterLink {
    pub pack: String,
    pub register: String,
    /// Name with its period.
    pub name: String,
    pub dataset: Dataset,
    pub period: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct RegisterPlaceCounts {
    pub place: String,
    pub name: String,
    /// In the order of the measures.
    pub figures: Vec<Figure>,
}
