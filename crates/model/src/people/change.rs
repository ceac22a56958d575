//! Changes of accounts and rights as they are proposed by one administrator and approved by another. Changes nothing.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::agency::Agency;
use super::assignment::{Assignment, AssignmentFault};
use super::policy::Setting;
use super::role::Role;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum AccessChange {
    /// Opens an account; its one-time password is made when the change is approved.
    Open {
        user: String,
        display_name: String,
        #[serde(default)]
        #[schema(value_type = Option<String>, format = Date)]
        expires_on: Option<Date>,
    },
    Grant {
        assignment: Assignment,
    },
    End {
        /// Number of the assignment.
        assignment: i64,
        /// The last day that it counts.
        #[schema(value_type = String, format = Date)]
        on: Date,
        reason: String,
    },
    /// A 办理角色 of a pack.
    PackRole {
        user: String,
        pack: String,
        role: String,
        is_granted: bool,
    },
    /// Makes a new one-time password and unlocks the account.
    ResetPassword {
        user: String,
    },
    /// Forgets the second factor; it is set up anew at the next login.
    ResetSecondFactor {
        user: String,
    },
    Disable {
        user: String,
    },
    /// Opens a disabled or expired account again.
    Enable {
        user: String,
        #[serde(default)]
        #[schema(value_type = Option<String>, format = Date)]
        expires_on: Option<Date>,
    },
    /// Whoever the issuer of log-ins knows under this identifier enters this account from now on. Gives no rights.
    LinkIdentity {
        user: String,
        /// `sub` of the issuer.
        subject: String,
        /// Filled in by the program: the issuer that is declared when this is proposed.
        #[serde(default)]
        issuer: String,
    },
    /// Nobody enters the account by the issuer any more.
    UnlinkIdentity {
        user: String,
    },
    Set {
        setting: Setting,
        value: i64,
    },
    /// A body as it is to be described from now on. By its names and aliases it reaches rows.
    Agency {
        agency: Box<Agency>,
        /// How it was described when this was proposed; filled in by the program, nothing for a new body.
        #[serde(default)]
        before: Option<Box<Agency>>,
    },
}

/// Why changes cannot be carried out, in Chinese.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ChangeFault {
    #[error(transparent)]
    Assignment(#[from] AssignmentFault),
    #[error("变更后自 {from} 起没有“{}”；请先授予另一个在用账户，其岗位和账户的截止日期不早于原有安排，再终止或停用", .role.in_words())]
    Unheld { role: Role, from: Date },
    #[error(
        "“{word}”是或曾是单位“{other}”的名称、别名或代码，不能用于“{asked}”；如“{asked}”承继“{other}”，请先登记“{other}”的撤销日期和承继单位"
    )]
    NameTaken { word: String, other: String, asked: String },
    #[error("统一身份“{subject}”已关联用户“{user}”，一个统一身份只能关联一个账户；请先解除原关联")]
    IdentityTaken { subject: String, user: String },
    #[error("用户“{user}”已关联统一身份“{subject}”；请先解除原关联")]
    HasIdentity { user: String, subject: String },
    #[error("用户“{0}”没有关联统一身份")]
    NoIdentity(String),
    #[error("没有代码为“{0}”的单位；请先登记，或在同一份申请中登记")]
    UnknownAgency(String),
    #[error("单位“{0}”在申请提出后已有变更；请退回，按现在的登记重新提出")]
    AgencyChanged(String),
}

impl AccessChange {
    /// 开户、授予岗位…, the name of its audit entry.
    pub fn action(&self) -> &'static str {
        match self {
            AccessChange::Open { .. } => "新增用户",
            AccessChange::Grant { .. } => "授予岗位",
            AccessChange::End { .. } => "终止岗位",
            AccessChange::PackRole { is_granted: true, .. } => "授予办理角色",
            AccessChange::PackRole { is_granted: false, .. } => "收回办理角色",
            AccessChange::ResetPassword { .. } => "重置密码",
            AccessChange::ResetSecondFactor { .. } => "重置动态口令",
            AccessChange::Disable { .. } => "停用账户",
            AccessChange::Enable { .. } => "启用账户",
            AccessChange::LinkIdentity { .. } => "关联统一身份",
            AccessChange::UnlinkIdentity { .. } => "解除统一身份关联",
            AccessChange::Set { .. } => "修改安全参数",
            AccessChange::Agency { .. } => "登记单位",
        }
    }

    /// The account that it is about; nothing for a setting or a body, and for an end, which knows the number only.
    pub fn user(&self) -> Option<&str> {
        match self {
            AccessChange::Open { user, .. }
            | AccessChange::PackRole { user, .. }
            | AccessChange::ResetPassword { user }
            | AccessChange::ResetSecondFactor { user }
            | AccessChange::LinkIdentity { user, .. }
            | AccessChange::UnlinkIdentity { user }
            | AccessChange::Disable { user }
            | AccessChange::Enable { user, .. } => Some(user),
            AccessChange::Grant { assignment } => Some(&assignment.user),
            AccessChange::End { .. } | AccessChange::Set { .. } | AccessChange::Agency { .. } => None,
        }
    }
}
