//! Settings of passwords, locks, sessions and records: a closed list of what can be set. How far and on what basis is data
//! ([`SettingRules`], from `presets/accounts.toml`). Never reads a file, never holds the value that counts.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Setting {
    /// Characters of a password, at least.
    PasswordLength,
    /// Of capital and small letters, digits and signs, how many kinds at least.
    PasswordClasses,
    /// Days after which a password must be changed.
    PasswordDays,
    /// How many earlier passwords are not used again.
    PasswordsKept,
    /// Wrong passwords or codes in a row after which an account is locked.
    FailuresMax,
    LockMinutes,
    /// Minutes without a request after which a session ends.
    IdleMinutes,
    /// Hours after which a session ends however busy it is.
    SessionHours,
    /// 1: a login ends the other sessions of the account.
    SingleSession,
    /// Days after which a one-time password that was not changed opens nothing any more.
    OneTimeDays,
    /// Days without a login after which an account is disabled.
    UnusedDays,
    /// Days from the grant that an administrator may work without a second factor; 0: not one.
    SecondFactorDays,
    /// Days before the end of a role, an account or a password from which on it is told.
    NoticeDays,
    /// Days that the record of operations is kept at least.
    LogDays,
}

/// Where a number comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RuleOrigin {
    /// A law gives the number.
    Law,
    /// Usual in hardening documents; the standard asks for the measure and gives no number.
    Hardening,
    /// A choice of this product.
    Example,
}

impl RuleOrigin {
    pub fn in_words(self) -> &'static str {
        match self {
            RuleOrigin::Law => "法定要求",
            RuleOrigin::Hardening => "常见加固要求",
            RuleOrigin::Example => "示例",
        }
    }
}

/// How far a setting may be set, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SettingRule {
    pub setting: Setting,
    /// What counts until somebody sets it.
    pub default: i64,
    pub min: i64,
    pub max: i64,
    pub origin: RuleOrigin,
    /// In Chinese: where the numbers were seen.
    pub basis: String,
}

/// The rules of all settings, checked: none is missing, and none is looser than a law.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettingRules(BTreeMap<Setting, SettingRule>);

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{}”须在 {min}—{max}{} 之间，不能设为 {value}；{}：{basis}", .setting.in_words(), .setting.unit(), .origin.in_words())]
pub struct SettingFault {
    pub setting: Setting,
    pub value: i64,
    pub min: i64,
    pub max: i64,
    pub origin: RuleOrigin,
    pub basis: String,
}

/// What is wrong with a file of rules, in Chinese.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RulesFault {
    #[error("缺少“{}”的规则；请补写一条 [[rule]]", .0.in_words())]
    Missing(Setting),
    #[error("“{}”写了两条规则；请只留一条", .0.in_words())]
    Twice(Setting),
    #[error("“{}”的默认值 {default} 不在 {min}—{max} 之间；请检查", .setting.in_words())]
    Default { setting: Setting, default: i64, min: i64, max: i64 },
    #[error("“{}”没有写依据；请补写 basis", .0.in_words())]
    NoBasis(Setting),
    #[error("“{}”的下限 {min} 低于法定的 {floor}{}；不能放宽", .setting.in_words(), .setting.unit())]
    BelowLaw { setting: Setting, min: i64, floor: i64 },
}

impl Setting {
    pub const ALL: [Setting; 14] = [
        Setting::PasswordLength,
        Setting::PasswordClasses,
        Setting::PasswordDays,
        Setting::PasswordsKept,
        Setting::FailuresMax,
        Setting::LockMinutes,
        Setting::IdleMinutes,
        Setting::SessionHours,
        Setting::SingleSession,
        Setting::OneTimeDays,
        Setting::UnusedDays,
        Setting::SecondFactorDays,
        Setting::NoticeDays,
        Setting::LogDays,
    ];

    /// Below this no file of rules goes: what a law says (网络安全法: six months), and what would make nonsense.
    pub fn floor(self) -> i64 {
        match self {
            Setting::LogDays => 180,
            Setting::SingleSession | Setting::SecondFactorDays | Setting::PasswordsKept => 0,
            Setting::PasswordLength
            | Setting::PasswordClasses
            | Setting::PasswordDays
            | Setting::FailuresMax
            | Setting::LockMinutes
            | Setting::IdleMinutes
            | Setting::SessionHours
            | Setting::OneTimeDays
            | Setting::UnusedDays
            | Setting::NoticeDays => 1,
        }
    }

    pub fn in_words(self) -> &'static str {
        match self {
            Setting::PasswordLength => "密码最短长度",
            Setting::PasswordClasses => "密码字符种类",
            Setting::PasswordDays => "密码有效期",
            Setting::PasswordsKept => "不得重复使用的旧密码",
            Setting::FailuresMax => "连续输错锁定次数",
            Setting::LockMinutes => "锁定时长",
            Setting::IdleMinutes => "无操作自动退出",
            Setting::SessionHours => "一次登录最长时间",
            Setting::SingleSession => "同一账户只允许一处登录",
            Setting::OneTimeDays => "一次性密码有效期",
            Setting::UnusedDays => "长期未登录停用",
            Setting::SecondFactorDays => "管理员启用动态口令的宽限",
            Setting::NoticeDays => "到期前提醒",
            Setting::LogDays => "操作记录保存期限",
        }
    }

    pub fn unit(self) -> &'static str {
        match self {
            Setting::PasswordLength => "位",
            Setting::PasswordClasses => "类",
            Setting::IdleMinutes | Setting::LockMinutes => "分钟",
            Setting::FailuresMax => "次",
            Setting::SessionHours => "小时",
            Setting::PasswordDays
            | Setting::OneTimeDays
            | Setting::UnusedDays
            | Setting::SecondFactorDays
            | Setting::NoticeDays
            | Setting::LogDays => "天",
            Setting::PasswordsKept => "个",
            Setting::SingleSession => "",
        }
    }
}

impl SettingRules {
    pub fn new(rules: Vec<SettingRule>) -> Result<SettingRules, RulesFault> {
        let mut held: BTreeMap<Setting, SettingRule> = BTreeMap::new();
        for rule in rules {
            let SettingRule { setting, default, min, max, .. } = rule;
            if rule.basis.trim().is_empty() {
                return Err(RulesFault::NoBasis(setting));
            }
            if min < setting.floor() {
                return Err(RulesFault::BelowLaw { setting, min, floor: setting.floor() });
            }
            if !(min..=max).contains(&default) {
                return Err(RulesFault::Default { setting, default, min, max });
            }
            if held.insert(setting, rule).is_some() {
                return Err(RulesFault::Twice(setting));
            }
        }
        match Setting::ALL.into_iter().find(|setting| !held.contains_key(setting)) {
            Some(missing) => Err(RulesFault::Missing(missing)),
            None => Ok(SettingRules(held)),
        }
    }

    /// In the order of [`Setting::ALL`].
    pub fn iter(&self) -> impl Iterator<Item = &SettingRule> {
        self.0.values()
    }

    /// The value that counts: what was set, or the nearest that the rules allow now.
    pub fn value(&self, setting: Setting, set: Option<i64>) -> i64 {
        let Some(rule) = self.0.get(&setting) else { return setting.floor() };
        set.unwrap_or(rule.default).clamp(rule.min, rule.max)
    }

    pub fn check(&self, setting: Setting, value: i64) -> Result<(), SettingFault> {
        match self.0.get(&setting) {
            Some(rule) if !(rule.min..=rule.max).contains(&value) => {
                let SettingRule { min, max, origin, basis, .. } = rule.clone();
                Err(SettingFault { setting, value, min, max, origin, basis })
            }
            _ => Ok(()),
        }
    }
}
