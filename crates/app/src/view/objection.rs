//! Objections (申诉) to a published evaluation: what may be disputed, what was claimed and answered.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Named;

/// A value of a subject that may be disputed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct DisputableView {
    /// Names the value in an objection.
    pub place: String,
    pub name: String,
    pub unit: String,
    /// 「—」 when it is missing.
    pub value: String,
}

/// 申诉.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ObjectionRequest {
    pub subject: String,
    /// As in [`DisputableView`].
    pub place: String,
    /// What it should be, a plain number, date or word; empty for missing.
    pub value: String,
    pub reason: String,
    /// What proves it: name and number of the document.
    pub evidence: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ObjectionView {
    pub id: i64,
    pub run: i64,
    pub subject: Named,
    /// 用地面积（亩）.
    pub fact: String,
    pub before: String,
    pub claimed: String,
    pub reason: String,
    pub evidence: String,
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    pub actor: String,
    pub answer: Option<AnswerView>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AnswerView {
    pub is_accepted: bool,
    pub note: String,
    /// The corrected run.
    pub run: Option<i64>,
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    pub actor: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AnswerRequest {
    pub accept: bool,
    pub note: String,
    /// What the value becomes, where the evidence shows something else than was claimed.
    pub value: Option<String>,
}
