//! Bodies, accounts, proposals and settings as the administrators see them, and the own account.

use jiff::Timestamp;
use jiff::civil::Date;
use model::people::{AccessChange, Agency, Role, Setting};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Named;

/// A body as it is today.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AgencyView {
    pub agency: Agency,
    /// The name that holds today.
    pub name: String,
    pub kind_in_words: String,
    pub parent_name: Option<String>,
    pub place_name: Option<String>,
    /// Exists today.
    pub is_current: bool,
    /// Who answers today for what it was charged with, when it is gone.
    pub heirs: Vec<Named>,
}

/// How a body was described before.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AgencyChange {
    pub agency: Agency,
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    pub by: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AgencyRequest {
    pub agency: Agency,
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
    pub has_second_factor: bool,
    pub assignments: Vec<AssignmentView>,
    pub pack_roles: Vec<PackRoleView>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AssignmentView {
    pub id: i64,
    pub role: Role,
    /// 县市区联络员（寿光市）.
    pub in_words: String,
    #[schema(value_type = String, format = Date)]
    pub valid_from: Date,
    #[schema(value_type = Option<String>, format = Date)]
    pub valid_to: Option<Date>,
    pub deputy_of: Option<String>,
    pub is_in_force: bool,
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
}

/// What a user sees of their own account.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct OwnAccount {
    pub account: UserRow,
    #[schema(value_type = Option<String>, format = DateTime)]
    pub password_since: Option<Timestamp>,
    /// Day from which the password must be changed.
    #[schema(value_type = Option<String>, format = Date)]
    pub password_until: Option<Date>,
    pub idle_minutes: i64,
    pub capabilities: Vec<Named>,
}
