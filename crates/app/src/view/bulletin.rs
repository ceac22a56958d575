//! Bulletins: how one is asked for, its files and figures, and whether it can be made again.

use jiff::Timestamp;
use jiff::civil::Date;
use model::Dataset;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct BulletinRequest {
    #[schema(value_type = Option<String>, format = Date)]
    pub as_of: Option<Date>,
    pub dataset: Option<Dataset>,
    pub preset: Option<String>,
    pub rounding: Option<RoundingChoice>,
    /// 发文字号; 「〔〕号」 left open when missing.
    pub number: Option<String>,
    /// 发文机关; the document says that it is to be filled in when missing.
    pub issuer: Option<String>,
    /// 成文日期; today by default.
    #[schema(value_type = Option<String>, format = Date)]
    pub date: Option<Date>,
    /// 主送机关; those of the plan by default.
    pub addressee: Option<String>,
    /// 抄送机关.
    pub copy_to: Option<String>,
    /// 印发机关; with it, or with 抄送, the document has a 版记.
    pub printed_by: Option<String>,
    /// 印发日期; the date of the document by default.
    #[schema(value_type = Option<String>, format = Date)]
    pub printed_on: Option<Date>,
    /// Indicator of the map; the one with the most published county values by default.
    pub map_indicator: Option<String>,
    /// Code of a frozen period: written from its figures, as they were known when it was frozen.
    #[serde(default)]
    pub period_cut: Option<String>,
}

/// How printed shares are rounded (users.md 3.2: both are in use, the one used is named).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RoundingChoice {
    /// 倒挤: the largest item takes the residue, shares add to 100.
    #[default]
    Residual,
    /// 统计: plain rounding, with the note.
    Plain,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct BulletinView {
    pub id: i64,
    pub plan: String,
    pub title: String,
    pub number: Option<String>,
    #[schema(value_type = String, format = Date)]
    pub as_of: Date,
    #[schema(value_type = String, format = DateTime)]
    pub known_by: Timestamp,
    pub dataset: Dataset,
    /// SHA-256 of the frozen cut.
    pub cut: String,
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Timestamp,
    pub created_by: String,
    /// What the document leaves open, as it says itself: 发文机关.
    pub to_fill: Vec<String>,
    /// As made on that day; none for a bulletin from before files were kept.
    pub files: Vec<BulletinFileView>,
    /// Short id in the document → what it is.
    pub figures: Vec<BulletinFigure>,
}

/// A file that was made and stored together with its bulletin.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct BulletinFileView {
    /// `docx`, `pdf`, `xlsx`.
    pub kind: String,
    pub name: String,
    pub size: i64,
    /// SHA-256.
    pub digest: String,
    /// Version of the program that made it.
    pub program: String,
}

/// The stored files held against what this program makes of the same cut.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct BulletinRebuild {
    pub id: i64,
    /// Version of the program that compares.
    pub program: String,
    pub files: Vec<RebuiltFile>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RebuiltFile {
    pub stored: BulletinFileView,
    /// SHA-256 of the file as this program makes it.
    pub digest: String,
    pub is_same: bool,
    /// In Chinese, for the person who asked.
    pub finding: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct BulletinFigure {
    /// S001 in the document.
    pub short: String,
    pub text: String,
    /// `model::FigureId`.
    pub id: String,
}
