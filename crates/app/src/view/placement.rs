//! What the workbench of placements shows (项目落地安排): which project at which place, why, and what the limits are worth.

use jiff::Timestamp;
use model::{Dataset, Period};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{AllocationRunView, Named, ParameterUsedView, ProofView, RuleLine, SupposableView, SupposedParameter};

/// A placement that a pack declares, with the periods there are rows for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PlacementRow {
    pub pack: Named,
    pub version: String,
    pub placement: Named,
    pub basis: String,
    pub certainty: String,
    pub register: Named,
    pub real_periods: Vec<String>,
    pub demo_periods: Vec<String>,
    /// Frozen runs, newest first.
    pub runs: Vec<AllocationRunView>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, ToSchema, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PlacementQuestion {
    /// Number of a frozen run; the rest does not matter then.
    pub run: Option<i64>,
    #[serde(default)]
    #[schema(required = false)]
    #[param(required = false)]
    pub pack: String,
    /// The first one of the pack when it is missing.
    pub placement: Option<String>,
    /// The newest with rows when it is missing.
    pub period: Option<String>,
    /// `real` by default.
    #[param(value_type = Option<Dataset>, inline)]
    pub dataset: Option<Dataset>,
    #[schema(value_type = Option<String>, format = DateTime)]
    #[param(value_type = Option<String>, format = DateTime)]
    pub known_by: Option<Timestamp>,
}

/// A frozen run, or a dry run over what is known.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PlacementView {
    pub pack: Named,
    pub version: String,
    pub placement: Named,
    pub basis: String,
    pub certainty: String,
    pub note: String,
    #[schema(value_type = String)]
    pub period: Period,
    pub period_in_words: String,
    pub dataset: Dataset,
    #[schema(value_type = String, format = DateTime)]
    pub known_by: Timestamp,
    pub run: Option<AllocationRunView>,
    /// The run that stands for this period, of a dry run.
    pub standing: Option<i64>,
    pub map_approval: Option<String>,
    pub rules: Vec<RuleLine>,
    pub unit: String,
    /// What the ids of its figures begin with.
    pub figures: String,
    pub found: PlacementFound,
    pub parameters: Vec<ParameterUsedView>,
    /// Parameters that can be supposed.
    pub supposable: Vec<SupposableView>,
}

/// What came out, or why nothing did.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, ToSchema)]
pub struct PlacementFound {
    pub refused: Option<String>,
    /// Limits that cannot all be kept, each in words.
    pub conflict: Vec<String>,
    pub value: String,
    /// No placement is worth more.
    pub bound: String,
    pub placed: usize,
    pub projects: Vec<PlacedProject>,
    pub limits: Vec<PlacementLimit>,
    /// What came to each place.
    pub places: Vec<PlacementPlace>,
    pub proof: Vec<ProofView>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PlacementPlace {
    /// Division code.
    pub code: String,
    pub name: String,
    pub placed: usize,
    /// Sum of the values of what is placed there.
    pub value: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PlacementFreezeRequest {
    pub pack: String,
    pub version: String,
    pub placement: String,
    #[schema(value_type = String)]
    pub period: Period,
    pub dataset: Dataset,
    /// The instant of the dry run that is frozen.
    #[schema(value_type = String, format = DateTime)]
    pub known_by: Timestamp,
    pub replaces: Option<i64>,
    pub reason: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PlacedProject {
    pub project: String,
    /// Nothing where it is not placed.
    pub place: Option<String>,
    /// Key of the row that was chosen.
    pub row: Option<String>,
    pub value: Option<String>,
    pub reasons: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PlacementLimit {
    pub name: String,
    pub unit: String,
    pub is_floor: bool,
    pub bound: String,
    pub taken: String,
    /// What one unit more would bring, in a sentence; empty where it would bring nothing.
    pub words: String,
}

/// Other limits or parameters on the same rows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PlacementSupposition {
    pub question: PlacementQuestion,
    pub limits: Vec<SupposedLimit>,
    pub parameters: Vec<SupposedParameter>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SupposedLimit {
    /// As the outcome names it.
    pub name: String,
    pub bound: String,
}

/// Both side by side; never stored.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PlacementBeside {
    pub summary: Vec<String>,
    pub then: PlacementFound,
    /// Projects that go elsewhere.
    pub moved: Vec<MovedProject>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct MovedProject {
    pub project: String,
    pub now: Option<String>,
    pub then: Option<String>,
    pub reasons: Vec<String>,
}
