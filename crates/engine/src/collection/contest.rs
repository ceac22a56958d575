//! 条块: a value is official when respondent and reviewer agree. Either may dispute with a reason: the reviewer what was
//! handed in, the respondent what was accepted and a return it holds for wrong. What they cannot settle goes up to the
//! planning section.

use model::collection::Answer;

use super::decide::{Answered, Desk, with_reason};
use super::event::{Event, Side};
use super::refusal::Refusal;
use super::response::{Phase, Review};

impl Desk<'_> {
    pub fn dispute(&self, field: &str, value: &Answer, reason: &str) -> Answered<Vec<Event>> {
        let side = match self.response.phase {
            Phase::Agreed => {
                self.as_respondent("提出异议")?;
                Side::Respondent
            }
            Phase::Filling | Phase::Submitted | Phase::Returned => {
                self.as_reviewer("提出异议")?;
                self.in_phase(&[Phase::Submitted], "提出异议", "提交之后才能提出异议")?;
                Side::Reviewer
            }
        };
        with_reason(reason, "提出异议")?;
        let (cell, asked) = self.held(field)?;
        let name = || asked.name.clone();
        match (&cell.review, side) {
            (Review::Decided { .. }, Side::Respondent) => return Err(Refusal::Ruled { field: name() }),
            (Review::Pending | Review::Disputed { .. } | Review::Deadlocked { .. }, Side::Respondent) => {
                return Err(Refusal::DisputeWaits { field: name() });
            }
            (Review::Accepted | Review::Decided { .. }, Side::Reviewer) => {
                return Err(Refusal::Settled { field: name() });
            }
            (Review::Accepted, Side::Respondent)
            | (Review::Pending | Review::Disputed { .. } | Review::Deadlocked { .. }, Side::Reviewer) => {}
        }
        if cell.value.as_ref() == Some(value) {
            return Err(Refusal::SameValue { field: name() });
        }
        self.fits(asked, value)?;
        let (field, value, reason) = (field.to_string(), value.clone(), reason.trim().to_string());
        Ok(vec![Event::Disputed { field, value, reason, side }])
    }

    pub fn answer_dispute(&self, field: &str, is_accepted: bool, reason: &str) -> Answered<Vec<Event>> {
        let side = self.response.disputed_by(field);
        match side.unwrap_or_default() {
            Side::Reviewer => self.as_respondent("答复异议")?,
            Side::Respondent => self.as_reviewer("答复异议")?,
        }
        let (_, asked) = self.held(field)?;
        if side.is_none() {
            return Err(Refusal::NoDispute { field: asked.name.clone() });
        }
        if is_accepted {
            return Ok(vec![Event::DisputeAccepted { field: field.to_string() }]);
        }
        with_reason(reason, "坚持原值")?;
        Ok(vec![Event::Deadlocked { field: field.to_string(), reason: reason.trim().to_string() }])
    }

    pub fn decide_deadlock(&self, field: &str, value: &Answer, reason: &str) -> Answered<Vec<Event>> {
        self.as_planner()?;
        let (cell, asked) = self.held(field)?;
        let Review::Deadlocked { .. } = cell.review else {
            return Err(Refusal::NoDeadlock { field: asked.name.clone() });
        };
        with_reason(reason, "裁定")?;
        self.fits(asked, value)?;
        Ok(vec![Event::Decided { field: field.to_string(), value: value.clone(), reason: reason.trim().to_string() }])
    }

    pub fn contest_return(&self, reason: &str) -> Answered<Vec<Event>> {
        self.as_respondent("对退回提出异议")?;
        self.in_phase(&[Phase::Returned], "对退回提出异议", "被退回后才能提出")?;
        with_reason(reason, "对退回提出异议")?;
        let since = self.response.since_return();
        if since.iter().any(|event| matches!(event, Event::Saved { .. })) {
            return Err(Refusal::ChangedSinceReturn);
        }
        if since.iter().any(|event| matches!(event, Event::ReturnContested { .. })) {
            return Err(Refusal::ContestedAlready);
        }
        Ok(vec![Event::ReturnContested { reason: reason.trim().to_string() }])
    }

    pub fn answer_contest(&self, is_accepted: bool, reason: &str) -> Answered<Vec<Event>> {
        self.as_reviewer("答复对退回的异议")?;
        if self.response.contest.as_ref().is_none_or(|contest| contest.answer.is_some()) {
            return Err(Refusal::NoContest);
        }
        let reason = reason.trim().to_string();
        if is_accepted {
            return Ok(vec![Event::ContestAccepted { reason }]);
        }
        with_reason(&reason, "坚持退回")?;
        Ok(vec![Event::ContestRefused { reason }])
    }

    pub fn decide_return(&self, stands: bool, reason: &str) -> Answered<Vec<Event>> {
        self.as_planner()?;
        if self.response.contest.as_ref().is_none_or(|contest| contest.answer.is_none()) {
            return Err(Refusal::NoContest);
        }
        with_reason(reason, "裁定")?;
        Ok(vec![Event::ReturnDecided { stands, reason: reason.trim().to_string() }])
    }

    pub fn as_planner(&self) -> Answered<()> {
        match self.asked.is_planner {
            true => Ok(()),
            false => Err(Refusal::NotThePlanner { agency: self.asked.agency.name.clone() }),
        }
    }
}
