//! What the screens of transfers show (项目流转): agreements, who signs, how a year is split.

use jiff::Timestamp;
use jiff::civil::Date;
use model::Dataset;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{DuplicateView, Figure, Named, RuleLine};

/// Rules of transfers that packs declare, and the agreements that the person sees.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AgreementShelf {
    pub dataset: Dataset,
    pub rules: Vec<AgreementRule>,
    /// The newest first.
    pub agreements: Vec<AgreementRow>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AgreementRule {
    pub pack: String,
    pub pack_name: String,
    pub code: String,
    pub name: String,
    pub basis: String,
    pub certainty_in_words: String,
    pub register: String,
    pub register_name: String,
    pub parties: Vec<String>,
    pub phases: Vec<AgreementPhaseView>,
    /// Whose inputs are paid back first.
    pub recovery: Option<String>,
    /// 办理角色 that sign, in the order of the parties, the city last.
    pub signers: Vec<String>,
    /// Why the person cannot draft one; nothing when they can.
    pub draft_refusal: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AgreementPhaseView {
    pub name: String,
    /// Without end where nothing is said.
    pub years: Option<u16>,
    /// Percent, in the order of the parties.
    pub shares: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AgreementRow {
    pub number: String,
    pub title: String,
    pub rule_name: String,
    pub pack_name: String,
    /// 安丘市 → 诸城市.
    pub giver: String,
    pub taker: String,
    pub stage: String,
    pub stage_in_words: String,
    pub signed: usize,
    pub signers: usize,
    #[schema(value_type = String, format = DateTime)]
    pub drafted_at: Timestamp,
    #[schema(value_type = Option<String>, format = Date)]
    pub effective_on: Option<Date>,
}

/// Rows that may be transferred, and the number that a new agreement would get.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct TransferableRows {
    pub rows: Vec<TransferableRow>,
    /// Counties that may take a row.
    pub places: Vec<AgreementPlace>,
    pub number: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct TransferableRow {
    pub row: String,
    pub title: String,
    pub place: String,
    pub place_name: String,
    /// Why it cannot be transferred now.
    pub refusal: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AgreementPlace {
    pub code: String,
    pub name: String,
}

/// One agreement as a person may see it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AgreementView {
    pub number: String,
    pub dataset: Dataset,
    pub pack: String,
    pub pack_name: String,
    pub pack_version: String,
    pub certainty_in_words: String,
    pub rule_code: String,
    pub rule_name: String,
    pub basis: String,
    pub unit: String,
    pub rules: Vec<RuleLine>,
    pub register: String,
    pub register_name: String,
    pub row: String,
    pub title: String,
    pub stage: String,
    pub stage_in_words: String,
    #[schema(value_type = String, format = DateTime)]
    pub drafted_at: Timestamp,
    pub drafted_by: String,
    #[schema(value_type = Option<String>, format = Date)]
    pub effective_on: Option<Date>,
    /// Why it ended or was withdrawn.
    pub reason: String,
    /// Names the text as it stands; whoever signs sends it back.
    pub terms: String,
    pub parties: Vec<AgreementParty>,
    pub recovery: Option<String>,
    pub phases: Vec<AgreementPhaseView>,
    pub is_of_rule: bool,
    /// Why the phases are not those of the rule.
    pub note: String,
    pub signers: Vec<AgreementSigner>,
    pub standing: RowStanding,
    /// To which years are posted; nothing where the rule names none.
    pub ledger: Option<Named>,
    pub years: Vec<AgreementYearView>,
    /// Why years cannot be split; nothing when they can.
    pub years_refused: Option<String>,
    pub log: Vec<AgreementLogLine>,
    /// What this person may try: redraft, tell_year, end, withdraw.
    pub actions: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AgreementParty {
    pub name: String,
    pub place: String,
    pub place_name: String,
}

/// A signature, or the place for one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AgreementSigner {
    pub place: usize,
    /// 流出地（安丘市）, 市级.
    pub name: String,
    /// 办理角色.
    pub role: String,
    pub by: Option<String>,
    /// Name of the account.
    pub by_name: Option<String>,
    #[schema(value_type = Option<String>, format = DateTime)]
    pub at: Option<Timestamp>,
    /// Why the person cannot sign here now; nothing when they can, or when it is signed.
    pub refusal: Option<String>,
}

/// The row that is transferred, as it stands now.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct RowStanding {
    /// False when it was taken out of the register.
    pub stands: bool,
    pub place_name: String,
    pub state_name: String,
    /// 首报县 and 首报日期; empty where the rule knows none.
    pub first: String,
    pub reported: String,
    /// Names of the fields whose cells the duplicates show.
    pub fields: Vec<String>,
    pub duplicates: Vec<DuplicateView>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AgreementYearView {
    pub year: i16,
    pub income: Figure,
    pub input: String,
    pub recovered: Figure,
    /// To be paid back in later years.
    pub unrecovered: Figure,
    /// Nothing before the first and after the last phase.
    pub phase: Option<String>,
    /// In the order of the parties.
    pub shares: Vec<Figure>,
    pub unshared: Figure,
    pub basis: String,
    pub reason: String,
    /// Number of the last entry in the ledger.
    pub posted: Option<u64>,
    /// Whether an entry is due: none was made, or its amounts are no longer those of the year.
    pub is_due: bool,
    pub by: String,
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AgreementLogLine {
    pub number: u64,
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    pub by: String,
    pub text: String,
}

/// 草拟.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AgreementDraftRequest {
    pub dataset: Option<Dataset>,
    pub pack: String,
    pub rule: String,
    pub row: String,
    /// The next one when it is missing.
    pub number: Option<String>,
    #[serde(flatten)]
    pub terms: AgreementTerms,
    /// The same key with the same content does nothing a second time.
    pub key: String,
}

/// What is agreed on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AgreementTerms {
    /// Division code of the county that takes the row.
    pub taker: String,
    /// Those of the rule when they are missing.
    pub phases: Option<Vec<AgreementPhaseView>>,
    /// Why the phases are not those of the rule.
    pub note: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AgreementRequest {
    /// The same key with the same content does nothing a second time.
    pub key: String,
    #[serde(flatten)]
    pub act: AgreementAct,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "act", rename_all = "snake_case")]
pub enum AgreementAct {
    /// 修改条款; signatures under the former text no longer count.
    Redraft(AgreementTerms),
    /// 签署, for a party by its place, or for the city after the last of them.
    Sign { place: usize, terms: String },
    /// 登记年度收益.
    TellYear { year: i16, income: String, input: Option<String>, basis: String, reason: Option<String> },
    /// 分享入账: what the year brings to each side is posted to the ledger that the rule names.
    PostYear { year: i16 },
    /// 终止.
    End { reason: String },
    /// 撤回.
    Withdraw { reason: String },
}
