//! What the screens of consent show (数据授权): to the enterprise, to the bank, and to those who are told of all together.

use jiff::Timestamp;
use jiff::civil::Date;
use model::{Dataset, Period};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Named;

/// The page of an enterprise: what it may agree to, what it agreed to, who looked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ConsentShelf {
    pub dataset: Dataset,
    /// Bodies that the person acts for.
    pub firms: Vec<Named>,
    pub items: Vec<ConsentItemView>,
    /// Financial bodies that may be named.
    pub banks: Vec<Named>,
    pub purposes: Vec<PurposeView>,
    pub days_default: i64,
    pub days_max: i64,
    pub basis: String,
    #[schema(value_type = String, format = Date)]
    pub today: Date,
    /// The newest first.
    pub consents: Vec<ConsentView>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PurposeView {
    pub code: String,
    pub name: String,
    pub definition: String,
}

/// What can be shown, and for which years the enterprise has a row.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ConsentItemView {
    pub code: String,
    pub name: String,
    /// Names of the label and of the results.
    pub results: Vec<String>,
    pub held: Vec<ConsentHeld>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ConsentHeld {
    /// Code of the body.
    pub firm: String,
    #[schema(value_type = String)]
    pub period: Period,
    pub period_in_words: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ConsentView {
    pub id: i64,
    pub firm: String,
    pub bank: String,
    pub item: String,
    pub purpose: String,
    pub period_in_words: String,
    #[schema(value_type = String, format = Date)]
    pub first_day: Date,
    #[schema(value_type = String, format = Date)]
    pub last_day: Date,
    /// `waiting`, `valid`, `withdrawn`, `over`.
    pub state: String,
    pub state_in_words: String,
    pub days_left: Option<i64>,
    pub given_by: String,
    #[schema(value_type = String, format = DateTime)]
    pub given_at: Timestamp,
    #[schema(value_type = Option<String>, format = DateTime)]
    pub withdrawn_at: Option<Timestamp>,
    pub withdrawn_why: Option<String>,
    /// 谁在何时看过, the newest first.
    pub looks: Vec<ConsentLookView>,
    pub look_count: i64,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ConsentLookView {
    pub who: String,
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    pub what: String,
    pub is_refused: bool,
}

/// What an enterprise agrees to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ConsentRequest {
    pub dataset: Dataset,
    /// Code of the own body.
    pub firm: String,
    pub bank: String,
    pub item: String,
    pub purpose: String,
    #[schema(value_type = String)]
    pub period: Period,
    #[schema(value_type = String, format = Date)]
    pub first_day: Date,
    #[schema(value_type = String, format = Date)]
    pub last_day: Date,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct WithdrawalRequest {
    #[serde(default)]
    pub why: Option<String>,
}

/// The page of a bank: enterprises that agreed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ConsentedShelf {
    pub dataset: Dataset,
    pub bodies: Vec<String>,
    /// Those that hold first, then the newest.
    pub rows: Vec<ConsentedRow>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ConsentedRow {
    pub id: i64,
    pub firm: String,
    pub item: String,
    pub purpose: String,
    pub period_in_words: String,
    /// Nothing where the consent does not hold, or where there is no result.
    pub label: Option<String>,
    pub label_name: String,
    #[schema(value_type = String, format = Date)]
    pub first_day: Date,
    #[schema(value_type = String, format = Date)]
    pub last_day: Date,
    pub state: String,
    pub state_in_words: String,
    pub days_left: Option<i64>,
    /// Why it cannot be looked at.
    pub refusal: Option<String>,
}

/// Declared results about one enterprise.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ConsentReport {
    pub dataset: Dataset,
    pub item: String,
    pub firm: String,
    /// 统一社会信用代码.
    pub key: String,
    pub period_in_words: String,
    pub label: ConsentResult,
    pub results: Vec<ConsentResult>,
    pub pack_name: String,
    pub version: String,
    pub basis: String,
    pub certainty_in_words: String,
    pub note: String,
    /// Versions of the factors and limits that decided the results, without their values.
    pub factors: Vec<ConsentFactor>,
    /// Under which consent; nothing for the enterprise itself.
    pub consent: Option<ConsentTerms>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ConsentTerms {
    pub id: i64,
    pub bank: String,
    pub purpose: String,
    #[schema(value_type = String, format = Date)]
    pub first_day: Date,
    #[schema(value_type = String, format = Date)]
    pub last_day: Date,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ConsentResult {
    pub name: String,
    /// 「—」 where there is none.
    pub value: String,
    pub unit: String,
    pub basis: String,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
pub struct ConsentFactor {
    pub name: String,
    pub document: String,
    pub validity: String,
}

/// All enterprises together, as those are told who see no single one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ConsentAggregates {
    pub dataset: Dataset,
    pub items: Vec<Named>,
    pub item: String,
    #[schema(value_type = String)]
    pub period: Period,
    #[schema(value_type = Vec<String>)]
    pub periods: Vec<Period>,
    pub period_in_words: String,
    pub pack_name: String,
    pub version: String,
    pub certainty_in_words: String,
    pub group_min: usize,
    pub basis: String,
    /// Enterprises with a label; nothing where there are too few to be told.
    pub total: Option<usize>,
    /// Whether some have no label.
    pub has_open: bool,
    pub tables: Vec<ConsentTable>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ConsentTable {
    pub title: String,
    /// Name and unit of each sum.
    pub sums: Vec<String>,
    pub rows: Vec<ConsentGroup>,
    /// What was told together, or why nothing is told.
    pub note: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ConsentGroup {
    pub name: String,
    pub count: usize,
    pub sums: Vec<String>,
}
