//! The frozen cut (数据切片) of a bulletin: everything that its files are made from, as one JSON document.

use jiff::Timestamp;
use jiff::civil::Date;
use model::Dataset;
use serde::{Deserialize, Serialize};
use store::StoredBulletin;

use crate::Result;
use crate::frame::FrozenFrame;
use crate::view::{BulletinFigure, BulletinView, RoundingChoice};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Cut {
    /// Version of this layout.
    pub format: u32,
    pub title: String,
    pub number: Option<String>,
    pub issuer: Option<String>,
    pub date: Date,
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
}

/// What a list shows; the rest of the cut is skipped.
#[derive(Deserialize)]
struct Head {
    title: String,
    number: Option<String>,
    as_of: Date,
    known_by: Timestamp,
    dataset: Dataset,
    figures: Vec<BulletinFigure>,
}

pub(crate) fn view(stored: &StoredBulletin) -> Result<BulletinView> {
    let head: Head = serde_json::from_str(&stored.cut)?;
    Ok(BulletinView {
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
