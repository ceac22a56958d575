//! Ledgers (账本) as a pack declares them: kinds of assets, kinds of accounts, kinds of entries with their rules.
//!
//! Declarations only: vouchers and balances live elsewhere.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{Code, Constant, Expression, RoundingMode, SourceSpan};
use crate::UnitOfMeasure;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Ledger {
    pub code: Code,
    pub name: String,
    pub definition: String,
    pub basis: String,
    /// Who may close a period (办理角色).
    pub closing: Code,
    pub assets: Vec<AssetKind>,
    pub accounts: Vec<AccountKind>,
    pub entries: Vec<EntryKind>,
    pub span: SourceSpan,
}

impl Ledger {
    pub fn asset(&self, code: &Code) -> Option<&AssetKind> {
        self.assets.iter().find(|asset| asset.code == *code)
    }

    pub fn account(&self, code: &Code) -> Option<&AccountKind> {
        self.accounts.iter().find(|account| account.code == *code)
    }

    pub fn entry(&self, code: &Code) -> Option<&EntryKind> {
        self.entries.iter().find(|entry| entry.code == *code)
    }
}

/// What is moved (标的).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AssetKind {
    pub code: Code,
    pub name: String,
    pub unit: UnitOfMeasure,
    /// Digits after the point, at most 9.
    pub decimals: u8,
    pub vintage: Vintage,
    /// Whether places issue their own, which do not add up.
    pub is_by_place: bool,
    pub definition: String,
    pub span: SourceSpan,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Vintage {
    /// One asset for ever.
    None,
    /// One for each year; may be used until the end of the year that is so many years later.
    Year { usable_years_after: Option<Constant> },
    /// One for each lot, named by those who issue it; may be used for so many months from the day of issue, by the rule of
    /// that day.
    Lot { usable_months: Option<Constant> },
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AccountKind {
    pub code: Code,
    pub name: String,
    pub holder: Holder,
    /// Bounds of the balance of every asset, in its unit.
    pub min: Option<Decimal>,
    pub max: Option<Decimal>,
    pub definition: String,
    pub span: SourceSpan,
}

/// Who holds accounts of a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Holder {
    /// One account only: a pool, what was used up, the world outside.
    One,
    County,
    Project,
    Enterprise,
    /// A body that is neither a county nor an enterprise: the treasury of a province or city.
    Agency,
    Person,
}

impl Holder {
    pub fn in_words(self) -> &'static str {
        match self {
            Holder::One => "单一",
            Holder::County => "县市区",
            Holder::Project => "项目",
            Holder::Enterprise => "企业",
            Holder::Agency => "单位",
            Holder::Person => "个人",
        }
    }
}

/// A kind of entry (业务类型): 下达、划转、使用、冻结、收回、结转.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EntryKind {
    pub code: Code,
    pub name: String,
    pub act: EntryAct,
    /// Who may submit it (办理角色).
    pub role: Code,
    /// Kinds of accounts; at least one each.
    pub from: Vec<Code>,
    pub to: Vec<Code>,
    /// Kinds of assets; at least one.
    pub assets: Vec<Code>,
    pub is_same_holder: bool,
    /// What one asks for is multiplied by it before it is posted: 2× replacement.
    pub factor: Option<Factor>,
    /// The formula (核算项) that says how much: its subjects hold the accounts of `by_formula`, each gets what the formula
    /// yields. Such an entry is posted for all subjects of a period at once and not by hand.
    pub by_formula: Option<ByFormula>,
    /// The holder of `to` must have nothing left on its account of this kind, of the same kind of asset (自用优先).
    pub own_first: Option<Code>,
    /// Who may receive it (转入方的条件); nothing where the rules say nothing.
    #[serde(default)]
    pub receiver: Option<Receiver>,
    /// Of a hold: the kinds of transfers as which it is posted, with all that they ask for (second person, own use first,
    /// factor, document). A hold without any is posted as what it is.
    #[serde(default)]
    pub posts_as: Vec<Code>,
    pub approval: Approval,
    pub expiry: ExpiryRule,
    /// Whether all that expired may be moved at once (整批到期办理).
    #[serde(default)]
    pub sweep: Sweep,
    pub is_document_required: bool,
    pub basis: String,
    pub span: SourceSpan,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EntryAct {
    Transfer,
    /// Holds, posts of holds and their release.
    Hold,
}

impl EntryAct {
    pub fn in_words(self) -> &'static str {
        match self {
            EntryAct::Transfer => "划转",
            EntryAct::Hold => "冻结",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ByFormula {
    pub formula: Code,
    pub side: Side,
}

/// One of the two accounts of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    From,
    To,
}

/// The ledger to which a program posts as a whole: what a year of an agreement brings to each county (分享入账), what a plan that
/// was handed down grants (分配入账).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LedgerPosting {
    pub ledger: Code,
    /// A transfer from one pool to holders of accounts of one kind.
    pub entry: Code,
    pub span: SourceSpan,
}

/// The holder of the account that receives is the key of a row of a register for which a condition is true.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Receiver {
    pub register: Code,
    pub condition: Expression,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Factor {
    pub value: Constant,
    pub rounding: RoundingMode,
}

/// What is done with everything that is left of all vintages that have expired.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sweep {
    /// One voucher a line, by hand.
    #[default]
    None,
    /// 到期收回: goes to the one account of `to`.
    Return,
    /// 结转: goes there too, and so many percent of it are issued again from there as the vintage of the next year, by
    /// another kind of entry. Fractions of the smallest unit are cut off.
    Carry { into: Code, percent: Constant },
}

/// Whether a second person must agree, who that may be, and how many working days must then pass until it has effect, by
/// the rule of the day that the entry is about.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Approval {
    None,
    SecondPerson { role: Code, wait_days: Constant },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExpiryRule {
    /// Only until the last day of the asset.
    WhileUsable,
    /// Only after it: 收回、结转.
    AfterLastDay,
    Always,
}
