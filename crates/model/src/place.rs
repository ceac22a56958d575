//! Places (地区): provinces, cities, counties and zones, by their division code (GB/T 2260).

use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Place {
    /// Six digits by GB/T 2260 for places that have a code, otherwise an own code.
    pub code: String,
    pub name: String,
    pub kind: PlaceKind,
    /// Code of the place it lies in.
    pub parent: Option<String>,
    /// Position in the official order; screens never sort by pinyin.
    pub order: i32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PlaceKind {
    Province,
    City,
    /// 县、市、区.
    County,
    /// 开发区: not a county, no code of its own.
    Zone,
}
