//! What the screens of allocations show. Numbers are texts as shown; their ids are `figures` and a path.

use jiff::Timestamp;
use jiff::civil::Date;
use model::{Dataset, Period};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Named, ParameterUsedView, RuleLine};

/// Which allocation: a frozen run by its number, or the rules and facts of a period. Missing parts take defaults.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, ToSchema, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct AllocationQuestion {
    /// Number of a frozen run; the rest does not matter then.
    pub run: Option<i64>,
    pub pack: Option<String>,
    /// The one in force in the period by default.
    pub version: Option<String>,
    /// The first of the pack by default.
    pub allocation: Option<String>,
    /// 2025, 2025-H1, 2025-Q3, 2025-06; the newest with data by default.
    pub period: Option<String>,
    /// `real` by default.
    #[param(value_type = Option<Dataset>, inline)]
    pub dataset: Option<Dataset>,
    /// With what was known then; now by default.
    #[param(value_type = Option<String>, format = DateTime)]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub known_by: Option<Timestamp>,
    /// The budget that was handed down; that of the pack by default.
    pub budget: Option<String>,
}

/// An allocation that can be run, with what was frozen of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AllocationRow {
    pub pack: Named,
    pub versions: Vec<String>,
    pub allocation: Named,
    pub subject: String,
    pub basis: String,
    pub certainty: String,
    /// Periods with data in that dataset, newest first.
    pub real_periods: Vec<String>,
    pub demo_periods: Vec<String>,
    /// Newest first.
    pub runs: Vec<AllocationRunView>,
}

/// A frozen run and where it stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AllocationRunView {
    pub id: i64,
    pub pack: String,
    pub version: String,
    pub allocation: String,
    #[schema(value_type = String)]
    pub period: Period,
    pub dataset: Dataset,
    pub state: String,
    /// 已冻结、已下达、已被替换.
    pub state_in_words: String,
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Timestamp,
    pub created_by: String,
    /// SHA-256 of cut and outcome.
    pub cut: String,
    pub outcome: String,
    pub replaces: Option<i64>,
    pub reason: Option<String>,
    pub events: Vec<AllocationEventView>,
    /// Why it cannot be handed down; nothing when it can.
    pub issue: Option<String>,
    /// The ledger that its pack names; nothing where it names none, and in lists.
    pub ledger: Option<AllocationLedgerView>,
}

/// A run in the ledger of its pack.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AllocationLedgerView {
    pub pack: String,
    pub ledger: String,
    pub name: String,
    /// The voucher that posted it; nothing while it is not posted, or was taken back as a whole.
    pub seq: Option<u64>,
    /// Why it cannot be posted; nothing when it can.
    pub post: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AllocationPostRequest {
    /// Number of the decision.
    pub document: String,
    /// Nothing: today.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Date)]
    pub effective: Option<Date>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AllocationEventView {
    pub state_in_words: String,
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    pub actor: String,
    pub note: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AllocationView {
    pub pack: Named,
    pub version: String,
    pub allocation: Named,
    pub basis: String,
    pub subject: String,
    #[schema(value_type = String)]
    pub period: Period,
    pub period_in_words: String,
    pub dataset: Dataset,
    #[schema(value_type = String, format = DateTime)]
    pub known_by: Timestamp,
    pub certainty: String,
    pub note: String,
    /// The rules in words.
    pub rules: Vec<RuleLine>,
    /// What ids of figures begin with.
    pub figures: String,
    pub run: Option<AllocationRunView>,
    /// The run that stands for this period, of a dry run.
    pub standing: Option<i64>,
    pub is_by_place: bool,
    pub map_approval: Option<String>,
    pub unit: String,
    pub budget: BudgetView,
    /// Why nothing is allocated, with the rules that contradict each other; the outcome is empty then.
    pub refused: Option<String>,
    pub given: String,
    /// Nothing when all is handed out.
    pub surplus: Option<String>,
    pub factors: Vec<AllocationFactorView>,
    pub has_base: bool,
    pub has_floor: bool,
    pub has_cap: bool,
    pub grants: Vec<GrantView>,
    pub outside: Vec<Named>,
    pub proof: Vec<ProofView>,
    pub parameters: Vec<ParameterUsedView>,
    /// Parameters with one number, which a supposition may change.
    pub supposable: Vec<SupposableView>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct BudgetView {
    pub amount: String,
    /// 参数“新增限额总额”（示例），or 录入，with the document.
    pub source: String,
    /// Whether somebody put it in instead of that of the pack.
    pub is_entered: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AllocationFactorView {
    pub code: String,
    pub name: String,
    pub unit: String,
    pub weight: String,
    pub total: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct GrantView {
    pub key: String,
    pub name: String,
    /// Division code.
    pub place: Option<String>,
    /// In the order of the factors.
    pub values: Vec<String>,
    /// In percent.
    pub share: String,
    pub by_share: String,
    pub base: String,
    pub floor: Option<String>,
    pub cap: Option<String>,
    /// 按份额、上限、下限、只有基数.
    pub binding: String,
    pub amount: String,
    pub reasons: Vec<String>,
}

/// Something that was checked after the fact, from the amounts alone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ProofView {
    pub claim: String,
    pub holds: bool,
    pub figures: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SupposableView {
    pub code: String,
    pub name: String,
    pub unit: String,
    pub value: String,
}

/// What if (假设): other numbers on the same facts. Shown, never stored.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SuppositionRequest {
    pub question: AllocationQuestion,
    pub budget: Option<String>,
    pub parameters: Vec<SupposedParameter>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SupposedParameter {
    pub code: String,
    pub value: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SuppositionView {
    /// 总额 100000 → 120000 万元；8 个增加、合计多 20000，4 个不变.
    pub summary: Vec<String>,
    /// Why nothing would be allocated; the rows are empty then.
    pub refused: Option<String>,
    pub rows: Vec<SupposedGrantView>,
    pub proof: Vec<ProofView>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SupposedGrantView {
    pub key: String,
    pub name: String,
    pub now: Option<String>,
    pub then: Option<String>,
    pub change: Option<String>,
    pub reasons: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AllocationFreezeRequest {
    pub pack: String,
    pub version: String,
    pub allocation: String,
    #[schema(value_type = String)]
    pub period: Period,
    pub dataset: Dataset,
    /// The instant of the dry run that is frozen.
    #[schema(value_type = String, format = DateTime)]
    pub known_by: Timestamp,
    pub budget: Option<String>,
    /// The document that the budget was handed down by; needed where a budget was put in.
    pub budget_basis: Option<String>,
    pub replaces: Option<i64>,
    pub reason: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AllocationIssueRequest {
    /// The state on the screen of the one who asks.
    pub seen: String,
    /// Name and number of the document that hands it down.
    pub document: String,
}
