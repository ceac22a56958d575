//! What the screens of matchings (供需对接) and supply networks (断链风险) show: results that whoever lost can check.

use jiff::Timestamp;
use model::Dataset;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Matchings and networks that packs declare.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PairingShelf {
    pub matchings: Vec<PairingRow>,
    pub networks: Vec<PairingRow>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PairingRow {
    pub pack: String,
    pub pack_name: String,
    pub code: String,
    pub name: String,
    pub basis: String,
    pub certainty_in_words: String,
}

/// Which one, over which data.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PairingQuery {
    pub pack: String,
    pub code: String,
    /// `real` by default.
    #[param(value_type = Option<Dataset>, inline)]
    pub dataset: Option<Dataset>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct MatchingView {
    pub pack: String,
    pub pack_name: String,
    pub version: String,
    pub name: String,
    pub basis: String,
    pub certainty_in_words: String,
    pub method_in_words: String,
    pub dataset: Dataset,
    /// Rows as known then.
    #[schema(value_type = String, format = DateTime)]
    pub known_by: Timestamp,
    pub requirements: Vec<String>,
    /// Names of the parts of a score with their weights.
    pub parts: Vec<String>,
    pub demands: usize,
    pub offers: usize,
    pub matched: usize,
    pub total: String,
    /// What shows that the result is the right one.
    pub proof: String,
    pub is_proved: bool,
    /// By demand, the matched pair first, then by score.
    pub pairs: Vec<PairView>,
    /// What one place of each offer costs; for the largest sum only.
    pub prices: Vec<PriceOfPlace>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PairView {
    pub demand: String,
    pub offer: String,
    pub is_matched: bool,
    pub score: String,
    /// Points by part; 「—」 where a value is missing.
    pub points: Vec<String>,
    /// Why it was not matched, in numbers that both can look up.
    pub reason: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PriceOfPlace {
    pub offer: String,
    pub places: u32,
    pub price: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct NetworkView {
    pub pack: String,
    pub pack_name: String,
    pub version: String,
    pub name: String,
    pub basis: String,
    pub certainty_in_words: String,
    pub dataset: Dataset,
    #[schema(value_type = String, format = DateTime)]
    pub known_by: Timestamp,
    pub steps: u8,
    pub firms: Vec<NetworkFirm>,
    /// The largest risk first.
    pub dependences: Vec<DependenceView>,
    pub links: Vec<NetworkLink>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct NetworkFirm {
    pub key: String,
    /// Firms that a failure of this one reaches.
    pub reached: usize,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct DependenceView {
    pub buyer: String,
    pub product: String,
    pub suppliers: usize,
    pub largest: String,
    pub largest_share: String,
    pub concentration: String,
    pub impact: String,
    pub risk: String,
    /// `red`, `amber` or `none`.
    pub list: String,
    pub list_in_words: String,
    pub is_single_source: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct NetworkLink {
    pub supplier: String,
    pub buyer: String,
    pub product: String,
    pub amount: String,
}
