//! What the settings say about an account at a moment. Reads nothing and writes nothing.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use model::people::Setting;
use store::StoredUser;

use crate::day_in_china;

pub(crate) struct Policy {
    pub settings: BTreeMap<Setting, i64>,
}

impl Policy {
    pub fn value(&self, setting: Setting) -> i64 {
        self.settings.get(&setting).copied().unwrap_or_else(|| setting.default_value())
    }

    pub fn minutes(&self, setting: Setting) -> SignedDuration {
        SignedDuration::from_mins(self.value(setting))
    }

    pub fn failures_max(&self) -> u32 {
        u32::try_from(self.value(Setting::FailuresMax)).unwrap_or(1)
    }

    fn days(&self, setting: Setting) -> SignedDuration {
        SignedDuration::from_hours(24 * self.value(setting))
    }

    /// A password from before its age was kept counts as fresh until it is changed.
    pub fn is_password_expired(&self, since: Option<Timestamp>, now: Timestamp) -> bool {
        since.is_some_and(|since| now.duration_since(since) > self.days(Setting::PasswordDays))
    }

    /// Why an account is not opened, in Chinese; nothing when it is.
    pub fn closed(&self, user: &StoredUser, now: Timestamp) -> Option<String> {
        if user.disabled_at.is_some() {
            return Some("账户已停用".to_string());
        }
        if let Some(day) = user.expires_on.filter(|day| *day < day_in_china(now)) {
            return Some(format!("账户已于 {day} 到期"));
        }
        let seen = [user.last_login, user.enabled_at, user.password_since].into_iter().flatten();
        let last = seen.fold(user.created_at, Timestamp::max);
        let limit = self.days(Setting::UnusedDays);
        (now.duration_since(last) > limit)
            .then(|| format!("账户超过 {} 天没有登录，已停用", self.value(Setting::UnusedDays)))
    }
}
