//! How sure the places of an evaluation are, as its page shows it.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// How sure the places are.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CertaintyView {
    pub seed: u64,
    pub runs: usize,
    /// How far each weight went up or down: 0.2 is a fifth.
    pub share: f64,
    /// Deviation of the relative error of each value: 0.01 is a hundredth.
    pub data_error: f64,
    pub confidence: f64,
    pub pools: Vec<PoolCertaintyView>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PoolCertaintyView {
    pub pool: String,
    pub intervals: Vec<IntervalView>,
    /// Keys; within a band a difference in place is not significant.
    pub bands: Vec<Vec<String>>,
    pub indicators: Vec<InfluenceView>,
    /// What moves places how much; empty when no place moves.
    pub doubts: Vec<DoubtView>,
}

/// How much of the movement of places one uncertain choice causes, in percent (Sobol indices).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct DoubtView {
    /// 权重、数据误差、无量纲化方法、缺数据的处理.
    pub name: String,
    /// Alone, with the middle nine tenths of resamples.
    pub first: String,
    pub first_low: String,
    pub first_high: String,
    /// Together with others.
    pub total: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct IntervalView {
    pub key: String,
    pub low: f64,
    pub high: f64,
    pub median: f64,
    pub best: u16,
    pub worst: u16,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct InfluenceView {
    pub code: String,
    pub name: String,
    /// Percent of the whole.
    pub effective_weight: String,
    pub correlation: Option<String>,
    pub mean_move: Option<String>,
    pub most_move: Option<String>,
}
