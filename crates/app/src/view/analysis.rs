//! What an analysis (分析) shows: figures for all, a line a subject, groups and years, who is left out, conventions.

use jiff::Timestamp;
use model::{Dataset, Period};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Named;

/// Which analysis of which period. Missing parts take defaults.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, ToSchema, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct AnalysisQuestion {
    pub pack: String,
    /// The newest by default.
    pub version: Option<String>,
    /// The first of the pack by default.
    pub analysis: Option<String>,
    /// The newest that can be analysed by default.
    pub period: Option<String>,
    /// `real` by default.
    #[param(value_type = Option<Dataset>, inline)]
    pub dataset: Option<Dataset>,
    /// With what was known then; now by default.
    #[param(value_type = Option<String>, format = DateTime)]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub known_by: Option<Timestamp>,
}

/// One analysis of the newest version of a pack.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AnalysisEntry {
    pub pack: Named,
    pub version: String,
    pub analysis: Named,
    pub method: String,
    pub subject: String,
    pub basis: String,
    pub certainty: String,
}

/// The id of the result of a subject is `figures` + KEY.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AnalysisView {
    pub pack: Named,
    pub version: String,
    /// 官方、二手、示例.
    pub certainty: String,
    pub note: String,
    pub analysis: Named,
    pub analyses: Vec<Named>,
    pub basis: String,
    pub definition: String,
    /// What was done, in words.
    pub method: String,
    pub subject: String,
    pub is_of_places: bool,
    #[schema(value_type = String)]
    pub period: Period,
    pub period_in_words: String,
    /// Periods with data, newest first.
    pub periods: Vec<String>,
    pub dataset: Dataset,
    /// Why there is no result; nothing when there is one.
    pub refused: Option<String>,
    pub conventions: Vec<String>,
    pub figures: Vec<AnalysisFigureView>,
    pub columns: Vec<AnalysisColumnView>,
    pub rows: Vec<AnalysisRowView>,
    pub tables: Vec<AnalysisTableView>,
    pub left_out: Vec<AnalysisGapView>,
    pub parameters: Vec<String>,
    /// What ids of results begin with.
    pub figure_root: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AnalysisFigureView {
    pub name: String,
    pub value: Option<String>,
    pub note: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AnalysisColumnView {
    pub name: String,
    pub unit: String,
    pub is_number: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AnalysisRowView {
    pub key: String,
    pub name: String,
    /// In the order of the columns; nothing where there is none.
    pub cells: Vec<Option<String>>,
    pub reasons: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AnalysisTableView {
    pub name: String,
    pub columns: Vec<String>,
    pub rows: Vec<Vec<Option<String>>>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AnalysisGapView {
    pub key: String,
    pub name: String,
    pub reason: String,
}
