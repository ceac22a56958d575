//! Who is reminded of an answer, when, and who hears of it next when it stays away (催办、逐级提醒).
//!
//! Plans notices; sends none. Only those who answer for the table hear of it, outside quiet hours, on working days. Who
//! owes the table hears of every step; where nobody holds a post, the next one of the ladder is told instead.

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

/// Whether somebody holds a post, in the agency that is reminded or, of supervisors, at all.
pub type Posts<'a> = &'a dyn Fn(Audience) -> bool;

/// A notice that is planned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// The same notice has the same key, so that it goes out once.
    pub key: String,
    /// Days from the last day; notices of one step go out together.
    pub step: i64,
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
    posts: Posts<'_>,
) -> Result<Vec<Notice>, CalendarError> {
    // Whoever disputes a return waits for the word of others.
    if matches!(response.phase, Phase::Submitted | Phase::Agreed) || response.contest.is_some() {
        return Ok(Vec::new());
    }
    let due = response.due(request);
    let day = local(due).date();
    let whose = &response.respondent.party.name;
    let table = format!("“{}”（{}）", request.title, request.period.in_words());
    let key = format!("{}/{}/{day}", request.code, response.respondent.party.code);
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
        let text = format!("{table}将于{day}截止，{whose}尚未提交");
        let step = Step { key: format!("{key}/-{days}"), step: -days, kind: NoticeKind::Ahead, send_at };
        planned.extend(step.to_liaison(text, posts));
    }
    for (days, wanted) in &rules.after {
        let send_at = opening(shifted(day, *days)?, rules, calendar)?;
        let late = format!("{table}已于{day}截止，{whose}逾期 {days} 天未提交");
        let step = Step { key: format!("{key}/+{days}"), step: *days, kind: NoticeKind::Overdue, send_at };
        if *wanted == Audience::Liaison {
            planned.extend(step.to_liaison(format!("{late}，提醒{}", wanted.in_words()), posts));
            continue;
        }
        let told = reached(*wanted, posts);
        let text = match told == *wanted {
            true => format!("{late}，提醒{}", told.in_words()),
            false => format!("{late}，{}无人在岗，提醒{}", wanted.in_words(), told.in_words()),
        };
        planned.push(step.to(told, "", text));
        planned.push(step.to(Audience::Liaison, "/liaison", format!("{late}，已提醒{}", told.in_words())));
    }
    planned.retain(|notice| local(notice.send_at).date() <= request.expires);
    planned.sort_by(|left, right| (left.send_at, left.step, &left.key).cmp(&(right.send_at, right.step, &right.key)));
    Ok(planned)
}

/// Those of the last step that is due: after a standstill nobody is told what has been overtaken.
pub fn latest(planned: Vec<Notice>, at: Timestamp) -> Vec<Notice> {
    let due = |notice: &Notice| notice.send_at <= at;
    let last = planned.iter().rev().find(|notice| due(notice)).map(|notice| notice.step);
    planned.into_iter().filter(|notice| due(notice) && Some(notice.step) == last).collect()
}

/// The first of the ladder from `wanted` on whose post somebody holds. Supervision is never passed over: the planning
/// section reads what goes there.
pub(super) fn reached(wanted: Audience, posts: Posts<'_>) -> Audience {
    let ladder = [Audience::Liaison, Audience::Signer, Audience::Supervisor];
    let mut from = ladder.into_iter().skip_while(|one| *one != wanted);
    from.find(|one| posts(*one)).unwrap_or(Audience::Supervisor)
}

/// One step of a ladder, of which several may hear.
#[derive(Debug)]
pub(super) struct Step {
    pub key: String,
    pub step: i64,
    pub kind: NoticeKind,
    pub send_at: Timestamp,
}

impl Step {
    pub fn to(&self, audience: Audience, mark: &str, text: String) -> Notice {
        let (key, step) = (format!("{}{mark}", self.key), self.step);
        Notice { key, step, kind: self.kind, audience, send_at: self.send_at, text }
    }

    /// To the liaison, who reads it even where they come into their post later; and to the next one meanwhile.
    pub fn to_liaison(&self, text: String, posts: Posts<'_>) -> Vec<Notice> {
        let told = reached(Audience::Liaison, posts);
        let mut planned = Vec::new();
        if told != Audience::Liaison {
            let text = format!("{text}；{}无人在岗，请{}安排", Audience::Liaison.in_words(), told.in_words());
            planned.push(self.to(told, "/instead", text));
        }
        planned.push(self.to(Audience::Liaison, "", text));
        planned
    }
}

pub(super) fn shifted(day: Date, days: i64) -> Result<Date, CalendarError> {
    day.checked_add(days.days()).map_err(|_| CalendarError::OutOfRange)
}

/// The first moment on or after a day at which a notice may go out.
pub(super) fn opening(day: Date, rules: &RemindRules, calendar: &WorkingCalendar) -> Result<Timestamp, CalendarError> {
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
