//! Bodies, accounts, proposals and settings as the administrators see them, and the own account.

use jiff::Timestamp;
use jiff::civil::Date;
use model::people::{AccessChange, Agency, AgencyEvent, Role, RuleOrigin, Setting};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Named;

/// A body as it was on a day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AgencyView {
    pub agency: Agency,
    /// The name that held on the day asked for, today where nothing was asked.
    pub name: String,
    pub kind_in_words: String,
    pub parent_name: Option<String>,
    pub place_name: Option<String>,
    /// Existed on that day.
    pub is_current: bool,
    /// Who answered on that day for what it was charged with, when it is gone.
    pub heirs: Vec<Named>,
}

/// One body with what became of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AgencyPage {
    pub agency: AgencyView,
    /// The day that `agency` is told for.
    #[schema(value_type = String, format = Date)]
    pub on: Date,
    /// Set up, renamed, split, merged, ended, taken over; earliest first.
    pub events: Vec<AgencyEvent>,
    /// Bodies that it took over from.
    pub predecessors: Vec<Named>,
    /// Who holds a role for it today.
    pub holders: Vec<RoleHolder>,
    /// How it was written down, newest first.
    pub changes: Vec<AgencyChange>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct RoleHolder {
    pub user: String,
    pub display_name: String,
    pub assignment: AssignmentView,
}

/// How a body was described before.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AgencyChange {
    pub agency: Agency,
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    pub by: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum AccountState {
    Active,
    /// Has a one-time password that was never used.
    New,
    Locked,
    /// Disabled by hand, by its last day, or because it was not used.
    Closed,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct UserRow {
    pub user: String,
    pub display_name: String,
    pub state: AccountState,
    pub state_in_words: String,
    #[schema(value_type = Option<String>, format = DateTime)]
    pub last_login: Option<Timestamp>,
    #[schema(value_type = Option<String>, format = Date)]
    pub expires_on: Option<Date>,
    /// Days left of the account, when they are few.
    pub expires_in_days: Option<i64>,
    pub has_second_factor: bool,
    /// By which name (`sub`) the issuer of log-ins knows the holder; nothing without a link or an issuer.
    pub identity: Option<String>,
    pub assignments: Vec<AssignmentView>,
    pub pack_roles: Vec<PackRoleView>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AssignmentView {
    pub id: i64,
    pub role: Role,
    /// Codes of what it is held for.
    pub agency: Option<String>,
    pub place: Option<String>,
    /// 县市区联络员（寿光市）.
    pub in_words: String,
    #[schema(value_type = String, format = Date)]
    pub valid_from: Date,
    #[schema(value_type = Option<String>, format = Date)]
    pub valid_to: Option<Date>,
    pub deputy_of: Option<String>,
    pub is_in_force: bool,
    /// Days left, when they are few and nothing follows.
    pub ends_in_days: Option<i64>,
    pub granted_by: String,
    /// Why it ended before its last day.
    pub end_reason: Option<String>,
}

/// A 办理角色.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PackRoleView {
    pub pack: Named,
    pub role: Named,
}

/// What can be proposed, and who may what.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AccessGuide {
    pub roles: Vec<RoleCard>,
    pub capabilities: Vec<Named>,
    /// Every 办理角色 that a pack declares.
    pub pack_roles: Vec<PackRoleView>,
    pub places: Vec<Named>,
    pub settings: Vec<SettingView>,
    /// Name of the issuer of log-ins; nothing where the site declares none.
    pub issuer: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct RoleCard {
    pub role: Role,
    pub name: String,
    pub needs_agency: bool,
    pub needs_place: bool,
    /// Codes.
    pub capabilities: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SettingView {
    pub setting: Setting,
    pub name: String,
    pub unit: String,
    pub value: i64,
    pub min: i64,
    pub max: i64,
    pub origin: RuleOrigin,
    /// 法定要求, 常见加固要求, 示例.
    pub origin_in_words: String,
    /// Where the limits come from.
    pub basis: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ProposalView {
    pub id: i64,
    /// Each change in words.
    pub lines: Vec<String>,
    pub note: Option<String>,
    pub by: String,
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    pub decision: Option<ProposalDecisionView>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ProposalDecisionView {
    pub is_approved: bool,
    pub note: Option<String>,
    pub by: String,
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ProposalRequest {
    pub changes: Vec<AccessChange>,
    pub note: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ProposalDecisionRequest {
    pub is_approved: bool,
    pub note: Option<String>,
}

/// What a decision came to. One-time passwords are shown this once.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ProposalAnswer {
    pub proposal: ProposalView,
    pub one_time_passwords: Vec<OneTimePassword>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct OneTimePassword {
    pub user: String,
    pub password: String,
}

/// A secret for the app on the telephone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SecondFactorOffer {
    /// Base 32, to be typed in.
    pub secret: String,
    /// `otpauth://totp/…`
    pub address: String,
    /// The address as QR code, SVG.
    pub picture: String,
    /// A factor counts already: to replace it the password is asked for.
    pub needs_password: bool,
}

/// Codes that stand in for a lost telephone, each once. Shown this once.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct RecoveryCodes {
    pub codes: Vec<String>,
}

/// How long the record of operations is kept.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct LogRetention {
    /// Days that are asked for.
    pub days: i64,
    pub basis: String,
    /// Entries there are, and since when.
    pub entries: i64,
    #[schema(value_type = Option<String>, format = DateTime)]
    pub first_at: Option<Timestamp>,
    /// The record reaches back that far already. Nothing is deleted afterwards either.
    pub is_reached: bool,
}

/// What a user sees of their own account.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct OwnAccount {
    pub account: UserRow,
    /// Name of the issuer of log-ins; nothing where the site declares none.
    pub issuer: Option<String>,
    #[schema(value_type = Option<String>, format = DateTime)]
    pub password_since: Option<Timestamp>,
    /// Day from which the password must be changed.
    #[schema(value_type = Option<String>, format = Date)]
    pub password_until: Option<Date>,
    pub idle_minutes: i64,
    /// Recovery codes that are still unused.
    pub recovery_codes_left: i64,
    /// Who stands in for the user, now or later.
    pub deputies: Vec<RoleHolder>,
    pub capabilities: Vec<Named>,
}
