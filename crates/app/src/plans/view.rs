//! What the checking screen, the comparison and the downloads of a plan show: plain data, the contract with the
//! web app. Nothing is computed here.

use engine::compare::{FieldChange, ItemChange};
use jiff::Timestamp;
use model::{
    Correction, Decision, DecisionAction, Duties, Heading, Plan, Residue, ReviewedItem, Span, Target, TargetPeriod,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::view::PlanSummary;

/// A plan for the screens 方案导入与校对: what never changes, and where the check stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PlanReview {
    /// As received; nothing when the text is not stored.
    pub text: Option<String>,
    pub outline: Vec<Heading>,
    pub residue: Vec<ResidueView>,
    pub corrections: Vec<Correction>,
    #[serde(flatten)]
    pub state: ReviewState,
}

/// Where the check of a plan stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ReviewState {
    pub summary: PlanSummary,
    /// Number of the last decision; goes back as `seen` with the next one.
    pub revision: i64,
    /// Grows with every change that this screen shows.
    pub pulse: i64,
    /// In the order of the text within each kind.
    pub items: Vec<ItemView>,
    pub decisions: Vec<DecisionView>,
    pub chapters: Vec<ChapterView>,
    /// Who can be asked to check a chapter.
    pub people: Vec<Person>,
}

/// The answer to "anything new?": nothing while the pulse stands still.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ReviewNews {
    pub pulse: i64,
    pub state: Option<ReviewState>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ItemView {
    #[serde(flatten)]
    pub item: ReviewedItem,
    /// Number of its clause as printed, 三（一）2; empty where the text gives none.
    pub clause: String,
    /// Id of the chapter it stands in; empty before the first heading.
    pub chapter: String,
    /// What the machine is unsure of, in Chinese, the gravest first.
    pub doubts: Vec<String>,
    /// Orders the work: the higher the sooner; 0 where nothing is in doubt.
    pub urgency: u32,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct DecisionView {
    #[serde(flatten)]
    pub decision: Decision,
    /// Display name of the one who decided.
    pub by: String,
    /// In Chinese: 更正目标 T03.
    pub what: String,
    /// Not taken back.
    pub holds: bool,
}

/// A part of the plan that one person can check, and how far it is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ChapterView {
    /// Id of the heading; empty for what stands before the first one.
    pub id: String,
    pub title: String,
    pub total: usize,
    pub checked: usize,
    /// Looked at and left open (待定).
    pub deferred: usize,
    pub checker: Option<Person>,
    #[schema(value_type = Option<String>, format = DateTime)]
    pub claimed_at: Option<Timestamp>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Person {
    pub user: String,
    pub name: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ResidueView {
    #[serde(flatten)]
    pub residue: Residue,
    pub reason_in_words: String,
}

/// One decision as it is sent.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct DecisionRequest {
    pub action: DecisionAction,
    pub note: Option<String>,
    /// `revision` of the screen that the decision was made on. A newer change of the same item refuses it.
    pub seen: i64,
    /// Units of measure and agencies that nobody has used before are meant as written.
    #[serde(default)]
    pub accept_unknown: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ClaimRequest {
    pub chapter: String,
    /// User name; nothing gives the chapter back.
    pub checker: Option<String>,
    /// Who held it on the screen.
    pub seen: Option<String>,
}

/// A word that is neither in the plan nor in the word lists.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct UnknownWord {
    pub word: String,
    /// Known ones that are alike, the most alike first.
    pub nearest: Vec<String>,
}

/// What the machine makes of words that a person selected.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SelectionReading {
    pub span: Span,
    pub text: String,
    /// The first target in it, with its place in the whole text; its id and task are left open.
    pub target: Option<Target>,
    pub duties: Option<Duties>,
    pub period: Option<TargetPeriod>,
}

/// Everything about a plan in one file: the reading, the decisions and the result.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PlanFile {
    pub format: String,
    pub code: String,
    /// As it stands after review.
    pub plan: Plan,
    /// As the machine read it.
    pub draft: Plan,
    pub items: Vec<ReviewedItem>,
    pub decisions: Vec<DecisionView>,
}

/// Two versions side by side.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ComparisonView {
    pub old: VersionView,
    pub new: VersionView,
    pub metadata: Vec<FieldChange>,
    pub tasks: Vec<ComparedItem>,
    pub targets: Vec<ComparedItem>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct VersionView {
    pub title: String,
    /// 校对后、机器读取稿 or the name of a file.
    pub label: String,
    pub tasks: usize,
    pub targets: usize,
    /// Without the text the wording cannot be compared.
    pub has_text: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ComparedItem {
    #[serde(flatten)]
    pub change: ItemChange,
    /// Number of the clause, in the new version where it is there.
    pub clause: String,
    /// What the item says in either version, in one line.
    pub old: Option<String>,
    pub new: Option<String>,
    /// Words of the clause that came and went; empty where nothing changed or a text is missing.
    pub wording: Vec<WordingPiece>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct WordingPiece {
    pub kind: WordingKind,
    pub text: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum WordingKind {
    Same,
    Removed,
    Added,
}
