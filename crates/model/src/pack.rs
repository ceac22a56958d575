//! A pack (机制包): declarations of registers, formulas and evaluations, after checking.
//!
//! Never holds a fact or a result, and never reads a file: `crates/pack` makes these values from text, `crates/engine`
//! runs them. Inside a pack things refer to each other by code; names are for people.

mod allocation;
mod analysis;
mod code;
mod evaluation;
mod exchange;
mod expression;
mod formula;
mod indicator;
mod ledger;
mod parameter;
mod placement;
mod register;
mod source;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use allocation::{Allocation, AllocationFactor, Budget, Surplus};
pub use analysis::{
    Analysis, AnalysisMethod, AnalysisVariable, ChanceRule, CouplingForm, DeviationRule, EfficiencyOrientation,
    EfficiencyReturns, NeighbourRule, SlackRule, TheilForm, VariableRole,
};
pub use code::{Code, CodeError};
pub use evaluation::{
    Adjustment, AdjustmentKind, ConsecutiveYears, Criterion, CriterionTest, DirectEntry, Evaluation, Exclusion, Grade,
    GradeCut, Grouping, Honour, HonourKind, Peers, Pool, RoundingPlace, ScoreRounding, ShareBase, ShareCount,
    ShortList, TieBreak, Ties, Veto, VetoEffect,
};
pub use exchange::{
    Agreement, AgreementClock, AgreementPhase, Deposit, Exchange, Extension, LotFields, Margin, Matching,
    MatchingMethod, Method, Network, Notice, Priority, Requirement, RowSteps, ScorePart, Settlement, Transfer,
    Unopened, WhenAllDefault, WhenFew,
};
pub use expression::{
    Band, BandEdge, BinaryOperator, DateMeasure, Expression, ExpressionKind, FieldPath, OutcomePart, ParameterUse,
    PeriodShift, Population, QuantileMethod, RankTies, RoundingMode, RowAggregate, Statistic, UnaryOperator, ValueType,
};
pub use formula::{Cycle, Formula, FormulaRounding, Observed, PlaceLevel, PlaceTotal, Subject, WhenMissing};
pub use indicator::{
    Aggregation, Branch, CriticDirection, Direction, Ends, EntropyShares, GroupWeight, Imbalance, IndicatorNode,
    IndicatorRule, Judgement, Loadings, MissingIndicator, Normalise, Outliers, RandomIndex, TopsisScaling,
    WeightMethod, WhenEqual,
};
pub use ledger::{
    AccountKind, Approval, AssetKind, ByFormula, EntryAct, EntryKind, ExpiryRule, Factor, Holder, Ledger,
    LedgerPosting, Receiver, Side, Sweep, Vintage,
};
pub use parameter::{
    Certainty, Choice, ChoiceList, Constant, Parameter, ParameterAmount, ParameterValue, Provenance, Table,
    TableReading, TableRow, TableVersion, Validity,
};
pub use placement::{Placement, Quota, QuotaFloor};
pub use register::{
    Count, Deadline, DuplicateRule, Field, FieldType, Intake, IntakeAmount, LifeCycle, Measure, NearRule, Presence,
    Register, RuleStrength, State, Step, UniqueRule, UnlessDuplicate, ValidationRule,
};
pub use source::{FileId, SourceFile, SourceSpan};

/// One version of one mechanism. Several versions of a pack stand side by side; an outcome names the one it used.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Pack {
    pub code: Code,
    pub name: String,
    /// As its folder is called, such as `2024.1`.
    pub version: String,
    /// 依据: document and clause.
    pub basis: String,
    pub validity: Validity,
    /// The least certain thing in it that decides something.
    pub certainty: Certainty,
    /// What a user must know before relying on it; may be empty.
    pub note: String,
    /// In the order of [`FileId`].
    pub files: Vec<SourceFile>,
    pub roles: Vec<Role>,
    pub choices: Vec<ChoiceList>,
    pub parameters: Vec<Parameter>,
    pub tables: Vec<Table>,
    pub observed: Vec<Observed>,
    pub registers: Vec<Register>,
    pub formulas: Vec<Formula>,
    pub evaluations: Vec<Evaluation>,
    pub exchanges: Vec<Exchange>,
    pub agreements: Vec<Agreement>,
    pub matchings: Vec<Matching>,
    #[serde(default)]
    pub allocations: Vec<Allocation>,
    #[serde(default)]
    pub placements: Vec<Placement>,
    pub networks: Vec<Network>,
    #[serde(default)]
    pub ledgers: Vec<Ledger>,
    pub analyses: Vec<Analysis>,
}

/// Who may take a step (办理角色).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Role {
    pub code: Code,
    pub name: String,
    pub span: SourceSpan,
}

impl Pack {
    /// Whether the rules are in force on a day.
    pub fn is_in_force(&self, day: Date) -> bool {
        self.validity.contains(day)
    }

    pub fn register(&self, code: &Code) -> Option<&Register> {
        self.registers.iter().find(|register| register.code == *code)
    }

    pub fn parameter(&self, code: &Code) -> Option<&Parameter> {
        self.parameters.iter().find(|parameter| parameter.code == *code)
    }

    pub fn table(&self, code: &Code) -> Option<&Table> {
        self.tables.iter().find(|table| table.code == *code)
    }

    pub fn formula(&self, code: &Code) -> Option<&Formula> {
        self.formulas.iter().find(|formula| formula.code == *code)
    }

    pub fn evaluation(&self, code: &Code) -> Option<&Evaluation> {
        self.evaluations.iter().find(|evaluation| evaluation.code == *code)
    }

    pub fn exchange(&self, code: &Code) -> Option<&Exchange> {
        self.exchanges.iter().find(|exchange| exchange.code == *code)
    }

    pub fn ledger(&self, code: &Code) -> Option<&Ledger> {
        self.ledgers.iter().find(|ledger| ledger.code == *code)
    }

    pub fn placement(&self, code: &Code) -> Option<&Placement> {
        self.placements.iter().find(|placement| placement.code == *code)
    }

    pub fn allocation(&self, code: &Code) -> Option<&Allocation> {
        self.allocations.iter().find(|allocation| allocation.code == *code)
    }
}
