//! The frozen cut (数据切片) of a bulletin: everything that its files are made from, as one JSON document.

use jiff::Timestamp;
use jiff::civil::Date;
use model::Dataset;
use serde::{Deserialize, Serialize};
use store::{StoredBulletin, StoredFile};

use crate::Result;
use crate::frame::FrozenFrame;
use crate::registers::counted::FrozenRows;
use crate::view::{BulletinFigure, BulletinFileView, BulletinView, RoundingChoice};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Cut {
    /// Version of this layout.
    pub format: u32,
    pub title: String,
    pub number: Option<String>,
    pub issuer: Option<String>,
    pub date: Date,
    /// 主送机关; those of the plan when missing.
    #[serde(default)]
    pub addressee: Option<String>,
    /// 抄送机关 and 印发机关 of the 版记.
    #[serde(default)]
    pub copy_to: Option<String>,
    #[serde(default)]
    pub printed_by: Option<String>,
    #[serde(default)]
    pub printed_on: Option<Date>,
    pub as_of: Date,
    pub known_by: Timestamp,
    pub dataset: Dataset,
    pub rounding: RoundingChoice,
    /// Indicator and period of the map; nothing when no county has data.
    pub map: Option<(String, String)>,
    /// GeoJSON, so that the map needs nothing but the cut.
    pub boundaries: String,
    pub figures: Vec<BulletinFigure>,
    pub frame: FrozenFrame,
    /// The rows under the counts of registers; nothing in cuts from before they were frozen.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub counted_rows: Vec<FrozenRows>,
    /// Paragraphs that people changed before it was issued: their place and their text.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub edits: Vec<(usize, String)>,
    /// The frozen period that it was written from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period_cut: Option<NamedCut>,
    /// Figures of one name with two values, in sentences.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub conflicts: Vec<String>,
    /// Joint reports that wait for a signature or were objected to (会签), in sentences.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub countersigns: Vec<String>,
}

/// A frozen period as a document names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct NamedCut {
    pub code: String,
    pub period: String,
    pub frozen_on: Date,
    /// SHA-256.
    pub digest: String,
}

/// What a list shows; the rest of the cut is skipped.
#[derive(Deserialize)]
struct Head {
    title: String,
    number: Option<String>,
    issuer: Option<String>,
    #[serde(default)]
    copy_to: Option<String>,
    #[serde(default)]
    printed_by: Option<String>,
    as_of: Date,
    known_by: Timestamp,
    dataset: Dataset,
    figures: Vec<BulletinFigure>,
}

/// What a real document still needs before it can be issued; a demonstration never is.
fn to_fill(head: &Head) -> Vec<String> {
    if head.dataset == Dataset::Demo {
        return Vec::new();
    }
    let open = [
        ("发文机关", head.issuer.is_none()),
        ("发文字号", head.number.is_none()),
        ("印发机关", head.copy_to.is_some() && head.printed_by.is_none()),
    ];
    open.into_iter().filter(|(_, is_open)| *is_open).map(|(name, _)| name.to_string()).collect()
}

pub(crate) fn view(stored: &StoredBulletin) -> Result<BulletinView> {
    let head: Head = serde_json::from_str(&stored.cut)?;
    Ok(BulletinView {
        to_fill: to_fill(&head),
        files: stored.files.iter().map(file_view).collect(),
        id: stored.id,
        plan: stored.plan.clone(),
        title: head.title,
        number: head.number,
        as_of: head.as_of,
        known_by: head.known_by,
        dataset: head.dataset,
        cut: stored.cut_digest.clone(),
        created_at: stored.created_at,
        created_by: stored.created_by.clone(),
        figures: head.figures,
    })
}

pub(super) fn file_view(stored: &StoredFile) -> BulletinFileView {
    BulletinFileView {
        kind: stored.kind.clone(),
        name: stored.name.clone(),
        size: stored.size,
        digest: stored.digest.clone(),
        program: stored.program.clone(),
    }
}
