//! Settings of passwords, locks, sessions and records, each with its limits: what GB/T 22239-2019 level 3 asks for can
//! be made stricter and never looser.

use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Setting {
    /// Minutes without a request after which a session ends.
    IdleMinutes,
    /// Wrong passwords in a row after which an account is locked.
    FailuresMax,
    LockMinutes,
    /// Days after which a password must be changed.
    PasswordDays,
    /// How many earlier passwords are not used again.
    PasswordsKept,
    /// Days without a login after which an account is disabled.
    UnusedDays,
    /// 1: a login ends the other sessions of the account.
    SingleSession,
    /// Days that the record of operations is kept at least.
    LogDays,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{}”须在 {min}—{max}{} 之间，不能设为 {value}；{}", .setting.in_words(), .setting.unit(), .setting.basis())]
pub struct SettingFault {
    pub setting: Setting,
    pub value: i64,
    pub min: i64,
    pub max: i64,
}

impl Setting {
    pub const ALL: [Setting; 8] = [
        Setting::IdleMinutes,
        Setting::FailuresMax,
        Setting::LockMinutes,
        Setting::PasswordDays,
        Setting::PasswordsKept,
        Setting::UnusedDays,
        Setting::SingleSession,
        Setting::LogDays,
    ];

    pub fn default_value(self) -> i64 {
        match self {
            Setting::IdleMinutes => 15,
            Setting::FailuresMax => 5,
            Setting::LockMinutes => 30,
            Setting::PasswordDays | Setting::UnusedDays => 90,
            Setting::PasswordsKept => 5,
            Setting::SingleSession => 0,
            Setting::LogDays => 1095,
        }
    }

    /// Least and greatest value.
    pub fn limits(self) -> (i64, i64) {
        match self {
            Setting::IdleMinutes => (5, 30),
            Setting::FailuresMax => (3, 5),
            Setting::LockMinutes => (30, 1440),
            Setting::PasswordDays => (7, 90),
            Setting::PasswordsKept => (5, 24),
            Setting::UnusedDays => (30, 90),
            Setting::SingleSession => (0, 1),
            Setting::LogDays => (180, 36_500),
        }
    }

    pub fn in_words(self) -> &'static str {
        match self {
            Setting::IdleMinutes => "无操作自动退出",
            Setting::FailuresMax => "连续输错锁定次数",
            Setting::LockMinutes => "锁定时长",
            Setting::PasswordDays => "密码有效期",
            Setting::PasswordsKept => "不得重复使用的旧密码",
            Setting::UnusedDays => "长期未登录停用",
            Setting::SingleSession => "同一账户只允许一处登录",
            Setting::LogDays => "操作记录保存期限",
        }
    }

    pub fn unit(self) -> &'static str {
        match self {
            Setting::IdleMinutes | Setting::LockMinutes => "分钟",
            Setting::FailuresMax => "次",
            Setting::PasswordDays | Setting::UnusedDays | Setting::LogDays => "天",
            Setting::PasswordsKept => "个",
            Setting::SingleSession => "",
        }
    }

    /// Where the limit comes from.
    pub fn basis(self) -> &'static str {
        match self {
            Setting::LogDays => "网络安全法要求网络日志留存不少于六个月",
            Setting::SingleSession => "0 为不限，1 为只允许一处",
            Setting::IdleMinutes
            | Setting::FailuresMax
            | Setting::LockMinutes
            | Setting::PasswordDays
            | Setting::PasswordsKept
            | Setting::UnusedDays => "GB/T 22239—2019 第三级身份鉴别和访问控制的要求只能从严",
        }
    }

    pub fn check(self, value: i64) -> Result<(), SettingFault> {
        let (min, max) = self.limits();
        if (min..=max).contains(&value) { Ok(()) } else { Err(SettingFault { setting: self, value, min, max }) }
    }
}
