//! 减负意见: what counties say of requests for data, and what is answered.

use engine::collection::ComplaintKind;
use jiff::Timestamp;
use model::collection::Party;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What a county says of a request.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ComplaintDraft {
    /// Code of the county; the actor's own where it is one of the respondents and nothing is said.
    pub county: Option<String>,
    pub kind: ComplaintKind,
    /// Codes of fields; empty for the whole form.
    #[serde(default)]
    pub fields: Vec<String>,
    pub reason: String,
    /// The body that asks is not told which county it is.
    #[serde(default)]
    pub is_anonymous: bool,
}

/// What the planning section says to it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ComplaintAnswer {
    /// 采纳: the request is to be narrowed or withdrawn; otherwise it stays, and the opinion says why.
    pub is_accepted: bool,
    pub opinion: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ComplaintView {
    pub code: String,
    /// 1 once it is answered; the `ETag`.
    pub version: u64,
    pub request: String,
    pub title: String,
    pub requester: String,
    /// Nothing where the county is not told to this person.
    pub from: Option<Party>,
    /// Told in the county and in the planning section alone.
    pub by: Option<String>,
    pub is_anonymous: bool,
    pub kind_in_words: String,
    /// Names of fields; empty for the whole form.
    pub fields: Vec<String>,
    pub reason: String,
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// open, accepted, settled, explained.
    pub state: String,
    pub state_in_words: String,
    /// From the day on which it was said to the answer, or to today.
    pub days_unanswered: i64,
    pub opinion: Option<String>,
    #[schema(value_type = Option<String>, format = DateTime)]
    pub answered_at: Option<Timestamp>,
    pub may_answer: bool,
}
