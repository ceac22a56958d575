//! Which joint lead is reminded of a report that waits for its word (会签), and who hears of it next when it keeps silent.
//!
//! Plans notices; sends none. The ladder is that of the answers themselves, counted from the last day on which a joint lead
//! is in time.

use model::CalendarError;
use model::WorkingCalendar;
use model::collection::{Party, Request};

use super::remind::{Audience, Notice, NoticeKind, Posts, RemindRules, Step, opening, reached, shifted};
use super::response::{Phase, Response};
use crate::exchange::local;

/// The notices to one joint lead that has said nothing, in the order in which they go out.
pub fn sign_notices(
    request: &Request,
    response: &Response,
    signer: &Party,
    rules: &RemindRules,
    calendar: &WorkingCalendar,
    posts: Posts<'_>,
) -> Result<Vec<Notice>, CalendarError> {
    let Some(submitted) = response.submitted_at.filter(|_| response.phase == Phase::Submitted) else {
        return Ok(Vec::new());
    };
    let is_owed = response.signatures_owed(request).contains(&signer);
    if !is_owed || response.signatures.contains_key(&signer.code) {
        return Ok(Vec::new());
    }
    let (whose, whom) = (&response.respondent.party, &signer.name);
    let table = format!("{}提交的“{}”（{}）", whose.name, request.title, request.period.in_words());
    // A report that came back and was handed in again is asked for again.
    let round = response.log.iter().rposition(|one| one.at == submitted).unwrap_or_default();
    let key = format!("{}/{}/sign/{}/{round}", request.code, whose.code, signer.code);
    let day = response.sign_day(request);
    let mut planned = Vec::new();
    let send_at = opening(local(submitted).date(), rules, calendar)?.max(submitted);
    let step = Step { key: format!("{key}/-"), step: -1, kind: NoticeKind::Ahead, send_at };
    planned.extend(step.to_liaison(format!("{table}等待{whom}会签，请于{day}前会签"), posts));
    for (days, wanted) in &rules.after {
        let send_at = opening(shifted(day, *days)?, rules, calendar)?;
        let late = format!("{table}应于{day}前会签，{whom}逾期 {days} 天未会签");
        let step = Step { key: format!("{key}/+{days}"), step: *days, kind: NoticeKind::Overdue, send_at };
        match *wanted {
            Audience::Liaison => planned.extend(step.to_liaison(late, posts)),
            Audience::Signer | Audience::Supervisor => {
                let told = reached(*wanted, posts);
                planned.push(step.to(told, "", format!("{late}，提醒{}", told.in_words())));
                planned.push(step.to(Audience::Liaison, "/liaison", format!("{late}，已提醒{}", told.in_words())));
            }
        }
    }
    planned.retain(|notice| local(notice.send_at).date() <= request.expires);
    planned.sort_by(|left, right| (left.send_at, left.step, &left.key).cmp(&(right.send_at, right.step, &right.key)));
    Ok(planned)
}
