//! What the screens and commands of ledgers (账本) ask and show. Everything is made from the declarations of a pack.

use jiff::Timestamp;
use jiff::civil::Date;
use model::Dataset;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Figure, LineError, Named};

/// Which ledger is meant: that of real entries or that for 演示.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct LedgerQuery {
    /// `real` by default.
    pub dataset: Option<Dataset>,
    /// 生效日期: with entries about this day and earlier ones; today by default.
    #[param(value_type = Option<String>, format = Date)]
    #[schema(value_type = Option<String>, format = Date)]
    pub as_of: Option<Date>,
    /// 含以后生效: where no day is said, with entries about days to come as well.
    pub ahead: Option<bool>,
    /// 已知截止: with what was recorded then; now by default.
    #[param(value_type = Option<String>, format = DateTime)]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub known_by: Option<Timestamp>,
}

/// 账本: all packs that declare ledgers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct LedgerShelf {
    pub dataset: Dataset,
    pub ledgers: Vec<LedgerSummary>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct LedgerSummary {
    pub pack: Named,
    pub ledger: Named,
    pub version: String,
    pub basis: String,
    pub certainty_in_words: String,
    pub definition: String,
    /// Lines of the log.
    pub records: u64,
    pub accounts: usize,
    /// Proposals that wait for someone.
    pub open: usize,
    #[schema(value_type = Option<String>, format = Date)]
    pub closed_through: Option<Date>,
}

/// One ledger with the balances of all accounts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct LedgerView {
    pub pack: Named,
    pub ledger: Named,
    pub version: String,
    pub basis: String,
    pub certainty_in_words: String,
    pub note: String,
    pub definition: String,
    pub dataset: Dataset,
    /// Nothing where entries about days to come are counted.
    #[schema(value_type = Option<String>, format = Date)]
    pub as_of: Option<Date>,
    #[schema(value_type = String, format = DateTime)]
    pub known_by: Timestamp,
    #[schema(value_type = Option<String>, format = Date)]
    pub closed_through: Option<Date>,
    pub closing_role: Named,
    pub may_close: bool,
    /// Lines of the log, and the digest of the last one.
    pub records: u64,
    pub digest: String,
    pub assets: Vec<LedgerAsset>,
    pub accounts: Vec<LedgerAccount>,
    pub proposals: Vec<LedgerProposal>,
    pub holds: Vec<LedgerHold>,
    pub rules: LedgerRules,
}

/// What the forms need to know of the pack.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct LedgerRules {
    pub assets: Vec<LedgerAssetKind>,
    pub accounts: Vec<LedgerAccountKind>,
    pub entries: Vec<LedgerEntryKind>,
    /// Counties that may hold accounts, in official order.
    pub counties: Vec<Named>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct LedgerAssetKind {
    pub code: String,
    pub name: String,
    pub unit: String,
    pub decimals: u8,
    /// `none`, `year` or `lot`.
    pub vintage: String,
    pub is_by_place: bool,
    pub definition: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct LedgerAccountKind {
    pub code: String,
    pub name: String,
    /// `one`, `county`, `project`, `enterprise` or `person`.
    pub holder: String,
    pub holder_in_words: String,
    /// Bounds of the balance, in words; may be empty.
    pub bounds: String,
    pub definition: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct LedgerEntryKind {
    pub code: String,
    pub name: String,
    /// `transfer` or `hold`.
    pub act: String,
    /// Codes of kinds of accounts and assets.
    pub from: Vec<String>,
    pub to: Vec<String>,
    pub assets: Vec<String>,
    pub role: Named,
    /// Whether the one who asks has the role.
    pub is_mine: bool,
    pub second_role: Option<Named>,
    /// Working days.
    pub wait_days: Option<u16>,
    /// 2 倍, as it is applied today; nothing where amounts are posted as asked for.
    pub factor: Option<String>,
    /// The formula that says how much; such an entry is posted for a period at once.
    pub by_result: Option<Named>,
    /// Why it is not posted by hand, where a trade, an agreement or a carry-over posts it; nothing where people do.
    pub not_by_hand: Option<String>,
    /// 整批办理 in words; nothing where it is posted by hand.
    pub sweep: Option<String>,
    pub is_document_required: bool,
    pub basis: String,
    /// The rules in a sentence, for the form.
    pub in_words: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct LedgerAsset {
    pub id: u32,
    pub kind: String,
    pub vintage: String,
    pub place: String,
    pub label: String,
    pub unit: String,
    pub decimals: u8,
    #[schema(value_type = Option<String>, format = Date)]
    pub last_day: Option<Date>,
    pub is_expired: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct LedgerAccount {
    pub id: u32,
    pub kind: String,
    pub kind_name: String,
    pub holder: String,
    pub label: String,
    pub balances: Vec<LedgerBalance>,
}

/// Amounts as printed, with all decimals of the asset.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct LedgerBalance {
    pub asset: u32,
    /// 余额, with the id that answers 从哪来.
    pub posted: Figure,
    /// 已冻结.
    pub held_out: String,
    /// 待转入.
    pub held_in: String,
    /// 可用.
    pub available: String,
}

/// One line of a voucher by names.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct LedgerLine {
    /// 12-1: voucher and line, from 1.
    pub id: String,
    pub kind: String,
    pub kind_name: String,
    pub act: String,
    pub from: String,
    pub to: String,
    pub asset: String,
    pub amount: String,
    pub unit: String,
    /// What is left of a hold, or can still be taken back.
    pub left: String,
    /// The hold or transfer that it is about.
    pub of: Option<String>,
    #[schema(value_type = Option<String>, format = DateTime)]
    pub until: Option<Timestamp>,
}

/// 待批凭证.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct LedgerProposal {
    pub voucher: LedgerVoucher,
    pub second_role: Option<Named>,
    /// When it may take effect; nothing while the second person has not agreed.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub due: Option<Timestamp>,
    /// Why the one who asks cannot agree to it now; nothing when it is possible.
    pub approve_refusal: Option<String>,
    pub may_reject: bool,
    pub may_complete: bool,
}

/// 冻结.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct LedgerHold {
    pub line: LedgerLine,
    #[schema(value_type = String, format = DateTime)]
    pub until: Timestamp,
    pub may_settle: bool,
    /// The running trade that alone may post it or give it back.
    pub case: Option<String>,
    /// Why it cannot be posted by hand; what no trade holds any more can be given back.
    pub post_refusal: Option<String>,
    /// Codes of the kinds of entries as which it may be posted; empty where it is posted as what it is.
    pub posts_as: Vec<String>,
}

/// 凭证.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct LedgerVoucher {
    pub seq: u64,
    #[schema(value_type = String, format = DateTime)]
    pub recorded: Timestamp,
    pub actor: String,
    pub key: String,
    #[schema(value_type = String, format = Date)]
    pub effective: Date,
    pub basis: String,
    pub document: String,
    pub note: String,
    pub corrects: Option<u64>,
    pub what: String,
    /// The proposal that it settles.
    pub proposal: Option<u64>,
    pub lines: Vec<LedgerLine>,
    pub digest: String,
    /// Whether anything of it can still be taken back.
    pub may_be_corrected: bool,
}

/// Which vouchers to list, newest first.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct LedgerJournalQuery {
    pub dataset: Option<Dataset>,
    /// `next` of the page before; the first page without.
    pub cursor: Option<String>,
    /// Vouchers of a page: 20 by default, at most 500.
    pub limit: Option<usize>,
    /// Part of a basis, a document, a note, an actor or the name of an account.
    pub search: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct LedgerJournal {
    pub total: usize,
    pub vouchers: Vec<LedgerVoucher>,
    /// `cursor` of the page behind this one; nothing at the end.
    pub next: Option<String>,
}

/// Which statement: of which account and asset, over which days.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct LedgerStatementQuery {
    pub dataset: Option<Dataset>,
    /// Number of the account, or its label.
    pub account: String,
    /// Number of the asset, or its label; the only one of the account where nothing is said.
    pub asset: Option<String>,
    #[param(value_type = Option<String>, format = Date)]
    #[schema(value_type = Option<String>, format = Date)]
    pub first: Option<Date>,
    #[param(value_type = Option<String>, format = Date)]
    #[schema(value_type = Option<String>, format = Date)]
    pub last: Option<Date>,
    #[param(value_type = Option<String>, format = DateTime)]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub known_by: Option<Timestamp>,
}

/// 对账单.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct LedgerStatement {
    pub pack: Named,
    pub ledger: Named,
    pub dataset: Dataset,
    pub account: String,
    pub asset: String,
    pub unit: String,
    #[schema(value_type = Option<String>, format = Date)]
    pub first: Option<Date>,
    #[schema(value_type = Option<String>, format = Date)]
    pub last: Option<Date>,
    #[schema(value_type = String, format = DateTime)]
    pub known_by: Timestamp,
    pub opening: String,
    pub closing: String,
    pub total_in: String,
    pub total_out: String,
    pub rows: Vec<LedgerStatementRow>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct LedgerStatementRow {
    pub id: String,
    #[schema(value_type = String, format = Date)]
    pub effective: Date,
    #[schema(value_type = String, format = DateTime)]
    pub recorded: Timestamp,
    pub actor: String,
    pub kind: String,
    pub act: String,
    pub other: String,
    /// One of the three; holds do not change the balance.
    pub incoming: String,
    pub outgoing: String,
    pub held: String,
    pub balance: String,
    pub basis: String,
    pub document: String,
    pub note: String,
    pub corrects: Option<u64>,
}

/// 记账: one voucher by names. Posted whole or not at all.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, ToSchema)]
pub struct LedgerPost {
    /// 幂等编号: the same key with the same content is posted once, however often it is sent.
    pub key: String,
    #[schema(value_type = Option<String>, format = Date)]
    pub effective: Option<Date>,
    /// 依据; that of the kind of entry when empty.
    #[serde(default)]
    pub basis: String,
    /// 文号.
    #[serde(default)]
    pub document: String,
    #[serde(default)]
    pub note: String,
    /// The voucher that it corrects.
    #[serde(default)]
    pub corrects: Option<u64>,
    pub lines: Vec<LedgerPostLine>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum LedgerAct {
    #[default]
    Transfer,
    Hold,
    PostHold,
    VoidHold,
    Reverse,
}

/// A line by names. Which fields are needed depends on what it does.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct LedgerPostLine {
    pub act: LedgerAct,
    /// Name or code of the kind of entry.
    pub kind: String,
    pub from: LedgerHolding,
    pub to: LedgerHolding,
    /// Name or code of the kind of asset; the only one when empty.
    pub asset: String,
    pub vintage: String,
    /// The place that issued it.
    pub place: String,
    /// As asked for, before the factor of the kind of entry; of a hold or a transfer that is gone back to, all that is
    /// left when empty.
    pub amount: String,
    /// End of a hold.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub until: Option<Timestamp>,
    /// The hold that is posted or given back, the transfer that is taken back: 12-1.
    pub of: String,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct LedgerHolding {
    /// Name or code of the kind of account; the only one when empty.
    pub kind: String,
    /// Code or name of who holds it.
    pub holder: String,
    /// How the holder is called, where the account is new.
    pub label: String,
}

/// 开户.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, ToSchema)]
pub struct LedgerOpenRequest {
    pub kind: String,
    pub holder: String,
    pub label: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum LedgerDecision {
    Approve,
    Reject,
    Complete,
}

/// 复核、退回、生效.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct LedgerDecideRequest {
    pub key: String,
    pub proposal: u64,
    pub decision: LedgerDecision,
    #[serde(default)]
    pub document: String,
    #[serde(default)]
    pub note: String,
}

/// 整批到期收回 or 结转.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct LedgerSweepRequest {
    /// The same key does nothing a second time.
    pub key: String,
    /// Name or code of the kind of entry.
    pub kind: String,
    /// Today when nothing is said; everything that expired before that day is moved.
    #[schema(value_type = Option<String>, format = Date)]
    pub effective: Option<Date>,
    #[serde(default)]
    pub document: String,
    #[serde(default)]
    pub note: String,
}

/// 结账.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct LedgerCloseRequest {
    pub key: String,
    #[schema(value_type = String, format = Date)]
    pub through: Date,
    #[serde(default)]
    pub document: String,
    #[serde(default)]
    pub note: String,
}

/// 按核算结果记账.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, ToSchema)]
pub struct LedgerSettleRequest {
    /// Name or code of a kind of entry whose amount comes from a formula.
    pub kind: String,
    /// As SDMX writes it.
    pub period: String,
    /// 年度 or 批次 of the asset; the year of the period when empty.
    #[serde(default)]
    pub vintage: String,
    /// The last day of the period when absent.
    #[schema(value_type = Option<String>, format = Date)]
    pub effective: Option<Date>,
    #[serde(default)]
    pub document: String,
    #[serde(default)]
    pub note: String,
}

/// What became of the vouchers of a file.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, ToSchema)]
pub struct LedgerFileReport {
    pub vouchers: Vec<LedgerVoucherReport>,
    /// Nothing was posted when a row has a fault of form; a voucher that the ledger refused is told with its first row.
    pub errors: Vec<LineError>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct LedgerVoucherReport {
    /// As the file calls it.
    pub name: String,
    pub line: usize,
    pub receipt: LedgerReceipt,
}

/// What became of a voucher.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct LedgerReceipt {
    pub seq: u64,
    pub digest: String,
    pub state_in_words: String,
    #[schema(value_type = Option<String>, format = DateTime)]
    pub due: Option<Timestamp>,
    /// The same had been submitted before; nothing was done now.
    pub is_repeated: bool,
}
