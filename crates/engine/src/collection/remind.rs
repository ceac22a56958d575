//! Who is reminded of an answer, when, and who hears of it next when it stays away (催办、逐级提醒).
//!
//! Plans notices; sends none. Only those who answer for the table hear of it, outside quiet hours, on working days.

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::Offset;
use jiff::{Timestamp, ToSpan};
use model::collection::Request;
use model::{CalendarError, WorkingCalendar};

use super::response::{Phase, Response};
use crate::exchange::local;

/// When reminders go out.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RemindRules {
    /// Where the rules were seen; 示例 for those of this product.
    pub basis: String,
    /// Days before the due day, each one notice to the liaison.
    pub before: Vec<i64>,
    /// Days after it and who hears of it then.
    pub after: Vec<(i64, Audience)>,
    /// Notices go out between these times of a working day; the end is not included.
    pub from: Time,
    pub until: Time,
}

/// Who hears of it: the next step of the ladder only when the one before did not help.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize, utoipa::ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// 联络员.
    Liaison,
    /// 分管负责人 of the same agency.
    Signer,
    /// 督查.
    Supervisor,
}

impl Audience {
    pub fn in_words(self) -> &'static str {
        match self {
            Audience::Liaison => "联络员",
            Audience::Signer => "分管负责人",
            Audience::Supervisor => "督查机构",
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum NoticeKind {
    /// 临期提醒.
    Ahead,
    /// 逾期催办.
    Overdue,
}

/// A notice that is planned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// The same notice has the same key, so that it goes out once.
    pub key: String,
    pub kind: NoticeKind,
    pub audience: Audience,
    pub send_at: Timestamp,
    pub text: String,
}

/// All notices of an answer that is still owed, in the order in which they go out.
///
/// What is planned is planned from the due time that holds now, extensions included; an answer that was handed in gets
/// none. A notice whose key was sent stays sent.
pub fn notices(
    request: &Request,
    response: &Response,
    rules: &RemindRules,
    calendar: &WorkingCalendar,
) -> Result<Vec<Notice>, CalendarError> {
    if matches!(response.phase, Phase::Submitted | Phase::Agreed) {
        return Ok(Vec::new());
    }
    let due = response.due(request);
    let day = local(due).date();
    let whose = &response.respondent.party.name;
    let code = &response.respondent.party.code;
    let mut planned = Vec::new();
    for days in &rules.before {
        let send = shifted(day, -days)?;
        // A reminder from before the request was sent helps nobody.
        if send <= request.issued {
            continue;
        }
        let send_at = opening(send, rules, calendar)?;
        if send_at >= due {
            continue;
        }
        let text = format!("“{}”（{}）将于{day}截止，{whose}尚未提交", request.title, request.period.in_words());
        planned.push(Notice {
            key: format!("{}/{code}/{day}/-{days}", request.code),
            kind: NoticeKind::Ahead,
            audience: Audience::Liaison,
            send_at,
            text,
        });
    }
    for (days, audience) in &rules.after {
        let send_at = opening(shifted(day, *days)?, rules, calendar)?;
        let text = format!(
            "“{}”（{}）已于{day}截止，{whose}逾期 {days} 天未提交，提醒{}",
            request.title,
            request.period.in_words(),
            audience.in_words()
        );
        planned.push(Notice {
            key: format!("{}/{code}/{day}/+{days}", request.code),
            kind: NoticeKind::Overdue,
            audience: *audience,
            send_at,
            text,
        });
    }
    planned.retain(|notice| local(notice.send_at).date() <= request.expires);
    planned.sort_by(|left, right| (left.send_at, &left.key).cmp(&(right.send_at, &right.key)));
    Ok(planned)
}

fn shifted(day: Date, days: i64) -> Result<Date, CalendarError> {
    day.checked_add(days.days()).map_err(|_| CalendarError::OutOfRange)
}

/// The first moment on or after a day at which a notice may go out.
fn opening(day: Date, rules: &RemindRules, calendar: &WorkingCalendar) -> Result<Timestamp, CalendarError> {
    let mut day = day;
    while !calendar.is_working_day(day)? {
        day = day.tomorrow().map_err(|_| CalendarError::OutOfRange)?;
    }
    instant(day.to_datetime(rules.from))
}

/// China keeps one time all year.
fn instant(time: DateTime) -> Result<Timestamp, CalendarError> {
    Offset::constant(8).to_timestamp(time).map_err(|_| CalendarError::OutOfRange)
}

impl RemindRules {
    /// Whether a notice may go out now.
    pub fn is_open(&self, now: Timestamp, calendar: &WorkingCalendar) -> Result<bool, CalendarError> {
        let now = local(now);
        Ok(calendar.is_working_day(now.date())? && (self.from..self.until).contains(&now.time()))
    }
}
