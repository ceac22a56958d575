//! What is asked of whom: a request for data (数据需求、调度表), its fields and its respondents.
//!
//! Words follow GSBPM: a respondent answers a request. Shapes only; whether a request may be sent is decided in `engine`.

use jiff::Timestamp;
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::{IndicatorNature, Period};

/// A request for data. Without a basis, a purpose, an audience and an expiry none is sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Request {
    /// ASCII snake_case, never reused.
    pub code: String,
    pub title: String,
    /// 依据: document and clause.
    pub basis: String,
    pub purpose: String,
    pub requester: Party,
    /// Reviews the answers (条线审核); never one of the respondents.
    pub reviewer: Party,
    /// Id of the task of the plan that it serves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub task: Option<String>,
    #[schema(value_type = String)]
    pub period: Period,
    pub respondents: Vec<Respondent>,
    pub fields: Vec<Field>,
    #[schema(value_type = String, format = Date)]
    pub issued: Date,
    /// The last instant at which an answer is in time.
    #[schema(value_type = String, format = DateTime)]
    pub due: Timestamp,
    /// 有效期止: after this day it asks nothing any more.
    #[schema(value_type = String, format = Date)]
    pub expires: Date,
    /// 会签, where the task has joint leads and nobody chose to do without.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub countersign: Option<Countersign>,
}

impl Request {
    pub fn field(&self, code: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.code == code)
    }

    /// Who confirms the answer of a respondent before it is accepted.
    pub fn signers_of(&self, party: &str) -> &[Party] {
        let asked = self.countersign.as_ref().filter(|asked| asked.lead.code == party);
        asked.map_or(&[], |asked| &asked.signers)
    }
}

/// 会签: the main lead (主牵头) of a task hands in one report, the joint leads (联合牵头) confirm it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Countersign {
    /// The respondent whose answer is confirmed.
    pub lead: Party,
    /// In the order of the plan; never the reviewer, whose acceptance is its word.
    pub signers: Vec<Party>,
}

/// A body that takes part: an agency by its code, or a county by its place code. The name is that of the day on which
/// the request was made.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Party {
    pub code: String,
    pub name: String,
}

/// Who answers: the liaison of an agency, or that of a county.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Respondent {
    #[serde(flatten)]
    pub party: Party,
    /// Place code, when it answers for a county.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
}

/// One thing that is asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Field {
    pub code: String,
    pub name: String,
    /// Unit of measure; empty for text.
    pub unit: String,
    /// 口径.
    pub definition: String,
    pub kind: FieldKind,
    pub is_required: bool,
    /// Code of the indicator of the dictionary that it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub indicator: Option<String>,
    /// Why it is not the similar indicator or field that is known already.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub distinct: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum FieldKind {
    Number {
        #[schema(value_type = Option<String>)]
        min: Option<Decimal>,
        #[schema(value_type = Option<String>)]
        max: Option<Decimal>,
        decimals: u32,
        /// A flow is reported to date (1—N月累计).
        nature: IndicatorNature,
    },
    Text {
        chars_max: usize,
    },
}

/// What a respondent wrote in a field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Answer {
    Number {
        #[schema(value_type = String)]
        value: Decimal,
    },
    Text {
        text: String,
    },
}

impl std::fmt::Display for Answer {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Answer::Number { value } => write!(formatter, "{value}"),
            Answer::Text { text } => formatter.write_str(text),
        }
    }
}
