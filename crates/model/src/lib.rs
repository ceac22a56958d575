//! The nouns of the product: place, agency, period, plan, target, observation, status, derivation.
//!
//! Nothing here reads a file, a clock, a database or the network, and nothing is rendered.
//! Values are valid by construction where that is cheap; the rest is checked by `check` functions.
//!
//! Serialisation is derived on purpose: a plan draft and a cut *are* documents, stored and
//! exchanged as JSON (see `docs/decisions/0001-json-documents.md`).

mod allocation;
mod analysis;
mod calendar;
mod clause;
pub mod collection;
mod derivation;
mod edit;
mod finding;
pub mod ledger;
mod observation;
mod outcome;
pub mod pack;
pub mod people;
mod period;
mod place;
mod placement;
mod plan;
mod span;
mod status;
mod target;
mod unit;

pub use allocation::{AllocationOutcome, Binding, Grant, ProofLine, Rounding, ShareSummary};
pub use analysis::{
    AnalysisCell, AnalysisColumn, AnalysisFigure, AnalysisGap, AnalysisOutcome, AnalysisRow, AnalysisTable,
};
pub use calendar::{CalendarError, HolidayYear, WorkingCalendar};
pub use clause::{ClauseNumbers, UNNUMBERED};
pub use derivation::{Derivation, FigureId, FigureIdError, SourceRef};
pub use edit::{
    Decision, DecisionAction, EditError, Item, ItemFault, ItemKind, ItemState, ReviewedItem, ReviewedPlan, admit,
    review, undone,
};
pub use finding::{Finding, FindingKind, Weight};
pub use observation::{
    Conflict, Dataset, Grade, Indicator, IndicatorNature, Observation, ObservationStatus, Scope, SeriesBreak, Source,
};
pub use outcome::{
    CriterionResult, CriterionState, EvaluationOutcome, GradeCount, HonourList, IndicatorScore, IndicatorSummary,
    NotEvaluated, NotEvaluatedKind, ParameterUsed, PoolOutcome, SubjectOutcome,
};
pub use period::{Period, PeriodError};
pub use place::{Place, PlaceKind};
pub use placement::{LimitStep, LimitUse, PlacementOutcome, ProjectPlaced};
pub use plan::{
    AgencyRef, Correction, Duties, DutyConvention, DutyStyle, Heading, HeadingKind, LifeCycleStage, Plan, PlanMetadata,
    Residue, ResidueReason, SoftTarget, SoftTargetKind, Task, TaskType,
};
pub use span::{Span, TextIndex, digest};
pub use status::{PresetRule, Status, StatusPreset, TargetOutcome, YearOutcome};
pub use target::{
    Approach, Bound, Comparator, DefinitionCard, Direction, Nature, NotComparable, PeriodKind, Strength, Target,
    TargetPeriod, TargetRow,
};
pub use unit::{Base, Conversion, Dimension, UnitError, UnitOfMeasure};
