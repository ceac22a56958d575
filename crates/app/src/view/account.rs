//! What an accounting table (核算表) shows.

use jiff::Timestamp;
use model::{Dataset, Period};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Named;

/// Which table. Missing parts take defaults.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, ToSchema, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct AccountQuestion {
    pub pack: String,
    /// The newest by default.
    pub version: Option<String>,
    /// What is accounted for, as `subjects` of the table names it; the smallest places by default.
    pub subject: Option<String>,
    /// One formula over the periods instead of all formulas of one period.
    pub formula: Option<String>,
    /// Totals of places instead of rows, of the formulas that are added up.
    pub by_place: Option<bool>,
    /// The newest with data by default.
    pub period: Option<String>,
    /// `real` by default.
    #[param(value_type = Option<Dataset>, inline)]
    pub dataset: Option<Dataset>,
    /// With what was known then; now by default.
    #[param(value_type = Option<String>, format = DateTime)]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub known_by: Option<Timestamp>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AccountView {
    pub pack: Named,
    pub version: String,
    /// 官方、二手、示例.
    pub certainty: String,
    pub note: String,
    pub subject: String,
    pub subject_code: String,
    /// Everything that the pack accounts for.
    pub subjects: Vec<Named>,
    #[schema(value_type = String)]
    pub period: Period,
    pub period_in_words: String,
    /// Periods with data, newest first.
    pub periods: Vec<String>,
    /// The formula that stands over the periods; nothing when formulas stand side by side.
    pub formula: Option<String>,
    pub formulas: Vec<Named>,
    pub dataset: Dataset,
    pub is_by_place: bool,
    /// Whether there is anything to see by place.
    pub has_place_totals: bool,
    pub columns: Vec<AccountColumn>,
    pub rows: Vec<AccountRow>,
    /// What totals leave out, in words.
    pub notes: Vec<String>,
}

/// The id of a figure of the column is `figures` + `CODE/KEY`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AccountColumn {
    pub code: String,
    pub name: String,
    pub unit: String,
    /// In words.
    pub formula: String,
    pub figures: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AccountRow {
    pub key: String,
    pub name: String,
    /// In the order of the columns; nothing where there is no value.
    pub values: Vec<Option<String>>,
    /// Why, for each value that is missing.
    pub missing: Vec<Option<String>>,
}
