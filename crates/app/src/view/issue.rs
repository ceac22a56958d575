//! What the screens of issuing show: a document on its way, its changes, and what is published.

use jiff::Timestamp;
use model::Dataset;
use model::people::DataClass;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::BulletinFileView;
use engine::issuing::{IssueState, ParagraphChange};

/// A document on its way, as a list shows it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct IssueSummary {
    pub code: String,
    pub plan: String,
    /// The generated draft.
    pub draft: i64,
    pub title: String,
    pub dataset: Dataset,
    pub state: IssueState,
    pub state_in_words: String,
    pub drafted_by: String,
    /// 文号.
    pub number: Option<String>,
    /// How far it may be seen once it is published, as it was sent for approval; nothing while it is being written.
    pub class: Option<DataClass>,
    pub class_in_words: Option<String>,
    /// The final document with its files.
    pub document: Option<i64>,
    #[schema(value_type = Option<String>, format = DateTime)]
    pub published_at: Option<Timestamp>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct IssueView {
    /// Grows with each act; the `ETag` of the document.
    pub version: u64,
    pub summary: IssueSummary,
    pub paragraphs: Vec<IssueParagraph>,
    /// Newest first.
    pub log: Vec<IssueLine>,
    /// edit, submit, return, approve, number, publish, withdraw.
    pub may: Vec<String>,
    /// The rule of the number and where it comes from.
    pub number_rule: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct IssueParagraph {
    /// From 0.
    pub place: usize,
    /// Figures stand as {S012 36.5}.
    pub original: String,
    pub current: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct IssueLine {
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    pub by: String,
    pub text: String,
    pub change: Option<ParagraphChange>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum IssueAct {
    Edit {
        paragraph: usize,
        /// The text that the editor saw.
        before: String,
        after: String,
    },
    /// With how far it is to be seen, 公开 or 内部; who approves it approves that as well.
    Submit {
        class: DataClass,
    },
    Return {
        reason: String,
    },
    Approve,
    Number,
    /// As far as it was approved.
    Publish,
    Withdraw {
        reason: String,
    },
}

/// A published document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PublishedView {
    pub code: String,
    pub title: String,
    pub number: String,
    pub dataset: Dataset,
    pub class_in_words: String,
    #[schema(value_type = String, format = DateTime)]
    pub published_at: Timestamp,
    pub files: Vec<BulletinFileView>,
}
