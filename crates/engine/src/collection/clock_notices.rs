//! Who is reminded of an instruction of a leader (批示): the agency before a clock ends, the agency and supervision after.
//!
//! Plans notices; sends none.

use jiff::{Timestamp, ToSpan};
use model::{CalendarError, WorkingCalendar};

use super::clock::{ClockRules, Instruction, InstructionEvent, InstructionRecorded};
use super::remind::{Audience, Notice, NoticeKind, Posts, RemindRules, Step, opening, shifted};
use crate::exchange::local;

/// Letters of an instruction that a notice quotes.
const QUOTED_MAX: usize = 30;

/// The notices of each clock that still runs, in the order in which they go out.
pub fn clock_notices(
    instruction: &Instruction,
    log: &[InstructionRecorded],
    at: Timestamp,
    (clock_rules, rules): (&ClockRules, &RemindRules),
    calendar: &WorkingCalendar,
    posts: Posts<'_>,
) -> Result<Vec<Vec<Notice>>, CalendarError> {
    let clocks = instruction.clocks(log, at, clock_rules).map_err(|_| CalendarError::OutOfRange)?;
    let whose = &instruction.agency.name;
    let text = quoted(&instruction.text);
    let mut found = Vec::new();
    for (place, clock) in clocks.iter().enumerate().filter(|(_, clock)| clock.done.is_none()) {
        let (due, name) = (clock.due, &clock.name);
        let key = format!("{}/{place}/{due}", instruction.code);
        // What was proposed as done waits for whoever checks, not for the agency.
        let waits = place + 1 == clocks.len() && is_proposed(log);
        let mut planned = Vec::new();
        let close = due.checked_sub(clock_rules.close_days.days()).map_err(|_| CalendarError::OutOfRange)?;
        let send_at = opening(close, rules, calendar)?.max(instruction.issued);
        if local(send_at).date() <= due {
            let step = Step { key: format!("{key}/-"), step: -1, kind: NoticeKind::Ahead, send_at };
            match waits {
                true => planned.push(step.to(
                    Audience::Supervisor,
                    "/check",
                    format!("批示“{text}”{name}将于{due}到期，{whose}已申请销号，等待核查"),
                )),
                false => {
                    planned.extend(step.to_liaison(format!("批示“{text}”{name}将于{due}到期，{whose}尚未办理"), posts))
                }
            }
        }
        let send_at = opening(shifted(due, 1)?, rules, calendar)?;
        let step = Step { key: format!("{key}/+"), step: 1, kind: NoticeKind::Overdue, send_at };
        if waits {
            let text = format!("批示“{text}”{name}已于{due}到期，{whose}已申请销号，等待核查");
            planned.push(step.to(Audience::Supervisor, "/check", text));
        } else {
            let late = format!("批示“{text}”{name}已于{due}到期，{whose}逾期未办理");
            planned.push(step.to(Audience::Liaison, "", late.clone()));
            planned.push(step.to(Audience::Supervisor, "/supervisor", late));
        }
        found.push(planned);
    }
    Ok(found)
}

/// Proposed as done, and neither cleared nor sent back since.
fn is_proposed(log: &[InstructionRecorded]) -> bool {
    let last = log.iter().rev().find(|one| !matches!(one.event, InstructionEvent::Answered { .. }));
    last.is_some_and(|one| matches!(one.event, InstructionEvent::DoneProposed { .. }))
}

fn quoted(text: &str) -> String {
    let mut quoted: String = text.chars().take(QUOTED_MAX).collect();
    if text.chars().count() > QUOTED_MAX {
        quoted.push('…');
    }
    quoted
}
