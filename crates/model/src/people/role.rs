//! Roles and what each may do. A closed list: a role is a duty of the plan's year, not a setting.

use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// 县域科: owns the plan.
    Planner,
    /// 联络员 of an agency.
    Liaison,
    /// 联络员 of a county or zone.
    CountyLiaison,
    /// 分管领导 of an agency or a county: signs what leaves it.
    Signer,
    /// 市领导.
    Leader,
    /// 统计: the only one who enters official statistics.
    Statistician,
    /// 督查.
    Supervisor,
    Enterprise,
    /// 金融机构: what is public, and the results that enterprises agreed to show it (数据授权).
    Bank,
    /// 研究机构: what is public.
    Researcher,
    /// 系统管理员: bodies and accounts, no business data.
    SystemAdministrator,
    /// 安全管理员: approves what the system administrator proposes.
    SecurityAdministrator,
    /// 审计管理员: reads the record of everything, changes nothing.
    AuditAdministrator,
}

/// What an assignment of a role must name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    Nothing,
    Agency,
    Place,
    /// One of the two.
    AgencyOrPlace,
}

/// What can be done, as routes and use cases ask for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Capability {
    /// Own session, password and second factor.
    OwnAccount,
    /// Plans, published figures, dictionaries, rules of packs.
    ReadPublished,
    /// Progress, registers, evaluations, drafts: what the row and class of the thing allow.
    ReadInternal,
    /// Import and check plans, move them through their life.
    EditPlan,
    /// What is asked for: requests for data and their answers.
    EnterData,
    /// Files of observations that are not official statistics; they stand as soon as they are imported.
    ImportData,
    /// Official statistics: as the statistics bureau published them.
    EnterStatistics,
    EditRegister,
    /// Steps of a life cycle; which ones is said by the 办理角色 of the pack.
    TakeStep,
    /// Run, freeze and publish evaluations, answer objections.
    Evaluate,
    /// Freeze and hand down the split of a budget.
    Allocate,
    /// Object to a figure of an evaluation.
    Object,
    WriteBulletin,
    /// Agree that a bank sees results of the own enterprise, and withdraw it (数据授权).
    GiveConsent,
    /// Results that enterprises agreed to show to the own body.
    ReadConsented,
    /// Results of all enterprises together; which bodies are told is said by the site's rules.
    ReadAggregates,
    /// Sign up and bid in a case; who conducts it is said by the 办理角色 of the pack.
    Trade,
    /// Enter, take on, answer and check instructions of leaders (批示).
    FollowInstruction,
    /// Own entries; more by role.
    ReadLog,
    ReadAccounts,
    /// Bodies, and proposals about accounts and roles.
    ProposeAccounts,
    /// Decides what was proposed.
    ApproveAccounts,
}

impl Role {
    pub const ALL: [Role; 13] = [
        Role::Planner,
        Role::Liaison,
        Role::CountyLiaison,
        Role::Signer,
        Role::Leader,
        Role::Statistician,
        Role::Supervisor,
        Role::Enterprise,
        Role::Bank,
        Role::Researcher,
        Role::SystemAdministrator,
        Role::SecurityAdministrator,
        Role::AuditAdministrator,
    ];

    pub fn in_words(self) -> &'static str {
        match self {
            Role::Planner => "县域科",
            Role::Liaison => "部门联络员",
            Role::CountyLiaison => "县市区联络员",
            Role::Signer => "分管领导",
            Role::Leader => "市领导",
            Role::Statistician => "统计",
            Role::Supervisor => "督查",
            Role::Enterprise => "企业",
            Role::Bank => "金融机构",
            Role::Researcher => "研究机构",
            Role::SystemAdministrator => "系统管理员",
            Role::SecurityAdministrator => "安全管理员",
            Role::AuditAdministrator => "审计管理员",
        }
    }

    pub fn named(word: &str) -> Option<Role> {
        let by_code = serde_json::from_value(serde_json::Value::String(word.to_string())).ok();
        by_code.or_else(|| Role::ALL.into_iter().find(|role| role.in_words() == word))
    }

    /// 三员.
    pub fn is_administrator(self) -> bool {
        matches!(self, Role::SystemAdministrator | Role::SecurityAdministrator | Role::AuditAdministrator)
    }

    pub fn bound(self) -> Bound {
        match self {
            Role::Liaison | Role::Enterprise | Role::Bank => Bound::Agency,
            Role::CountyLiaison => Bound::Place,
            Role::Signer => Bound::AgencyOrPlace,
            Role::Planner
            | Role::Leader
            | Role::Statistician
            | Role::Supervisor
            | Role::Researcher
            | Role::SystemAdministrator
            | Role::SecurityAdministrator
            | Role::AuditAdministrator => Bound::Nothing,
        }
    }

    /// The whole table of roles and capabilities.
    pub fn can(self, capability: Capability) -> bool {
        use Capability as C;
        match self {
            Role::Planner => {
                // Consent is the enterprise's own, and what it shows is for the bank that it names.
                !matches!(
                    capability,
                    C::EnterStatistics
                        | C::ReadAccounts
                        | C::ProposeAccounts
                        | C::ApproveAccounts
                        | C::GiveConsent
                        | C::ReadConsented
                )
            }
            // A county's numbers become official by what it fills in and a bureau accepts, not by a file of its own.
            Role::Liaison if matches!(capability, C::ImportData | C::ReadAggregates) => true,
            Role::Liaison | Role::CountyLiaison => matches!(
                capability,
                C::OwnAccount
                    | C::ReadPublished
                    | C::ReadInternal
                    | C::EnterData
                    | C::EditRegister
                    | C::TakeStep
                    | C::Trade
                    | C::FollowInstruction
                    | C::Object
                    | C::ReadLog
            ),
            Role::Signer => matches!(
                capability,
                C::OwnAccount | C::ReadPublished | C::ReadInternal | C::TakeStep | C::Object | C::ReadLog
            ),
            Role::Leader => matches!(capability, C::OwnAccount | C::ReadPublished | C::ReadInternal | C::ReadLog),
            Role::Supervisor => matches!(
                capability,
                C::OwnAccount | C::ReadPublished | C::ReadInternal | C::FollowInstruction | C::ReadLog
            ),
            Role::Statistician => matches!(
                capability,
                C::OwnAccount
                    | C::ReadPublished
                    | C::ReadInternal
                    | C::EnterData
                    | C::ImportData
                    | C::EnterStatistics
                    | C::ReadLog
            ),
            Role::Enterprise => {
                matches!(capability, C::OwnAccount | C::ReadPublished | C::GiveConsent | C::Trade | C::ReadLog)
            }
            Role::Bank => {
                matches!(capability, C::OwnAccount | C::ReadPublished | C::ReadConsented | C::ReadLog)
            }
            Role::Researcher => matches!(capability, C::OwnAccount | C::ReadPublished | C::ReadLog),
            Role::SystemAdministrator => matches!(capability, C::OwnAccount | C::ReadAccounts | C::ProposeAccounts),
            Role::SecurityAdministrator => matches!(capability, C::OwnAccount | C::ReadAccounts | C::ApproveAccounts),
            Role::AuditAdministrator => matches!(capability, C::OwnAccount | C::ReadAccounts | C::ReadLog),
        }
    }
}

impl Capability {
    pub const ALL: [Capability; 22] = [
        Capability::OwnAccount,
        Capability::ReadPublished,
        Capability::ReadInternal,
        Capability::EditPlan,
        Capability::EnterData,
        Capability::ImportData,
        Capability::EnterStatistics,
        Capability::EditRegister,
        Capability::TakeStep,
        Capability::Evaluate,
        Capability::Allocate,
        Capability::Object,
        Capability::WriteBulletin,
        Capability::GiveConsent,
        Capability::ReadConsented,
        Capability::ReadAggregates,
        Capability::Trade,
        Capability::FollowInstruction,
        Capability::ReadLog,
        Capability::ReadAccounts,
        Capability::ProposeAccounts,
        Capability::ApproveAccounts,
    ];

    pub fn in_words(self) -> &'static str {
        match self {
            Capability::OwnAccount => "使用本人账户",
            Capability::ReadPublished => "查看公开内容",
            Capability::ReadInternal => "查看内部内容",
            Capability::EditPlan => "导入和校对方案",
            Capability::EnterData => "录入数据",
            Capability::ImportData => "导入数据",
            Capability::EnterStatistics => "录入官方统计数据",
            Capability::EditRegister => "维护名录",
            Capability::TakeStep => "办理环节",
            Capability::Evaluate => "运行、冻结和公布评价",
            Capability::Allocate => "编制和下达分配方案",
            Capability::Object => "提出异议",
            Capability::WriteBulletin => "生成通报",
            Capability::GiveConsent => "办理数据授权",
            Capability::ReadConsented => "查看已获授权的结果",
            Capability::ReadAggregates => "查看企业结果汇总",
            Capability::Trade => "参与交易",
            Capability::FollowInstruction => "办理批示",
            Capability::ReadLog => "查看操作记录",
            Capability::ReadAccounts => "查看用户与权限",
            Capability::ProposeAccounts => "提出账户和权限变更",
            Capability::ApproveAccounts => "审批账户和权限变更",
        }
    }

    /// The roles that have it, in the order of the list.
    pub fn roles(self) -> Vec<Role> {
        Role::ALL.into_iter().filter(|role| role.can(self)).collect()
    }
}
