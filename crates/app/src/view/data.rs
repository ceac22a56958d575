//! Observations as the data page lists them, dictionaries, and what an import came to.

use model::{Conflict, Dataset, Indicator, Observation, Place, Source, StatusPreset};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Figure;

/// 数据.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ObservationQuery {
    pub indicator: Option<String>,
    pub place: Option<String>,
    pub period: Option<String>,
    pub grade: Option<String>,
    pub dataset: Option<Dataset>,
    /// With superseded values.
    pub all_versions: Option<bool>,
    /// `next` of the page before; the first page without.
    pub cursor: Option<String>,
    /// Rows of a page: 20 by default, at most 500.
    pub limit: Option<usize>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ObservationPage {
    pub rows: Vec<ObservationView>,
    pub total: usize,
    /// The same number with what it is made of.
    pub count: Figure,
    /// `cursor` of the page behind this one; nothing at the end.
    pub next: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ObservationView {
    pub observation: Observation,
    pub indicator_name: String,
    pub place_name: String,
    pub period_in_words: String,
    pub scope_in_words: String,
    pub grade_in_words: String,
    pub status_in_words: String,
    /// 初步核算 v1: of an official statistic, in a list.
    pub version_in_words: Option<String>,
    /// 公开, 内部 or 敏感.
    pub class_in_words: String,
    pub source_title: String,
    pub figure: Figure,
    /// 冻结后修订, with the frozen period, where it was recorded after the period was frozen.
    pub after_freeze: Option<String>,
}

/// Dictionaries that the data page needs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Dictionary {
    pub indicators: Vec<Indicator>,
    pub places: Vec<Place>,
    pub sources: Vec<Source>,
    pub conflicts: Vec<Conflict>,
    pub presets: Vec<StatusPreset>,
}

/// Result of an import: all or nothing.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ImportReport {
    pub accepted: bool,
    pub inserted: usize,
    /// Same key and same value as already known.
    pub unchanged: usize,
    /// Same key, other value: kept as a newer version beside the old one.
    pub revised: usize,
    /// Of all: entered before their release, seen by 统计 alone until then.
    #[serde(default)]
    pub embargoed: usize,
    /// Nothing was written: the numbers say what an import would do.
    #[serde(default)]
    pub is_preview: bool,
    /// What of the file was left aside, in words.
    #[serde(default)]
    pub notes: Vec<String>,
    pub errors: Vec<LineError>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct LineError {
    /// As the user's program counts, header is line 1.
    pub line: usize,
    pub column: Option<String>,
    pub message: String,
}
