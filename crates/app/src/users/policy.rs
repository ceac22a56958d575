//! What the settings say about an account at a moment. Reads nothing and writes nothing.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use model::people::{Assignment, Setting, SettingRules};
use store::{StoredAssignment, StoredUser};

use crate::day_in_china;

pub(crate) struct Policy {
    pub rules: Arc<SettingRules>,
    /// What was set; the default of the rules counts for the rest.
    pub settings: BTreeMap<Setting, i64>,
}

impl Policy {
    pub fn value(&self, setting: Setting) -> i64 {
        self.rules.value(setting, self.settings.get(&setting).copied())
    }

    pub fn minutes(&self, setting: Setting) -> SignedDuration {
        SignedDuration::from_mins(self.value(setting))
    }

    pub fn hours(&self, setting: Setting) -> SignedDuration {
        SignedDuration::from_hours(self.value(setting))
    }

    fn days(&self, setting: Setting) -> SignedDuration {
        SignedDuration::from_hours(24 * self.value(setting))
    }

    /// A password from before its age was kept counts as fresh until it is changed.
    pub fn is_password_expired(&self, since: Option<Timestamp>, now: Timestamp) -> bool {
        since.is_some_and(|since| now.duration_since(since) > self.days(Setting::PasswordDays))
    }

    /// The day on which a password has to be changed.
    pub fn password_until(&self, since: Option<Timestamp>) -> Option<Date> {
        since.map(|since| day_in_china(since + self.days(Setting::PasswordDays)))
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

    /// Why a one-time password opens nothing any more, in Chinese; nothing while it does, and for a password of one's own.
    pub fn one_time_over(&self, user: &StoredUser, now: Timestamp) -> Option<String> {
        let since = user.password_since.filter(|_| user.must_change_password)?;
        let is_over = now.duration_since(since) > self.days(Setting::OneTimeDays);
        is_over.then(|| format!("一次性密码超过 {} 天没有修改，已失效", self.value(Setting::OneTimeDays)))
    }

    /// From when on an administrator without a second factor comes no further; nothing for everybody else.
    pub fn second_factor_from(&self, held: &[StoredAssignment], day: Date) -> Option<Timestamp> {
        let mine = held.iter().filter(|one| one.assignment.role.is_administrator() && one.assignment.is_in_force(day));
        mine.map(|one| one.granted_at + self.days(Setting::SecondFactorDays)).min()
    }

    /// Days left until a day, when they are few enough to be told.
    pub fn told(&self, until: Option<Date>, today: Date) -> Option<i64> {
        let left = i64::from(today.until(until?).ok()?.get_days());
        (0..=self.value(Setting::NoticeDays)).contains(&left).then_some(left)
    }

    /// Days left of a role, when they are few enough to be told and nothing follows it.
    pub fn ends_soon(&self, one: &Assignment, others: &[StoredAssignment], today: Date) -> Option<i64> {
        let left = one.days_left(today).filter(|left| *left <= self.value(Setting::NoticeDays))?;
        let goes_on = |other: &StoredAssignment| {
            let other = &other.assignment;
            let is_same = (other.role, &other.agency, &other.place) == (one.role, &one.agency, &one.place);
            let is_later = other.valid_to.is_none_or(|to| Some(to) > one.valid_to);
            let next = one.valid_to.and_then(|to| to.tomorrow().ok());
            is_same && other.user == one.user && is_later && next.is_some_and(|next| other.valid_from <= next)
        };
        (!others.iter().any(goes_on)).then_some(left)
    }
}
