//! 减负意见: a county says of a request for data that it asks twice or too much; the planning section answers with a word of
//! its own: it agrees, and whoever asks narrows or withdraws the request, or it explains. Who asked sees both.
//!
//! Pure: who acts, the clock and what became of the request come in. Forms are spoken of, never persons.

use jiff::Timestamp;
use jiff::civil::Date;
use model::collection::Party;
use serde::{Deserialize, Serialize};

use crate::exchange::local;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Complaint {
    pub code: String,
    /// Code of the request that it is about.
    pub request: String,
    /// The county that says so.
    pub from: Party,
    pub kind: ComplaintKind,
    /// Codes of fields; empty for the whole form.
    pub fields: Vec<String>,
    pub reason: String,
    /// The body that asks is not told which county it was.
    pub is_anonymous: bool,
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// Who wrote it; told in the county and in the planning section alone.
    pub by: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ComplaintKind {
    /// 重复要数.
    Duplicate,
    /// 负担过重.
    Burden,
    /// 没有依据、不合规定.
    Unfounded,
}

impl ComplaintKind {
    pub fn in_words(self) -> &'static str {
        match self {
            ComplaintKind::Duplicate => "重复要数",
            ComplaintKind::Burden => "负担过重",
            ComplaintKind::Unfounded => "依据不足",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ComplaintRecorded {
    pub at: Timestamp,
    pub by: String,
    pub event: ComplaintEvent,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum ComplaintEvent {
    /// 采纳: the request is to be narrowed or withdrawn by whoever asks.
    Accepted { opinion: String },
    /// 说明: it stays as it is, and why.
    Explained { opinion: String },
}

/// What became of the request since.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Remedy {
    None,
    /// 撤销.
    Withdrawn,
    /// 精简: what the complaint names is not asked of the county any more.
    Narrowed,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ComplaintState {
    /// 待答复.
    Open,
    /// 已采纳，待整改.
    Accepted,
    /// 已整改.
    Settled,
    /// 已说明.
    Explained,
}

impl ComplaintState {
    pub fn in_words(self) -> &'static str {
        match self {
            ComplaintState::Open => "待答复",
            ComplaintState::Accepted => "已采纳，待精简或撤销",
            ComplaintState::Settled => "已精简或撤销",
            ComplaintState::Explained => "已说明",
        }
    }

    pub fn word(self) -> &'static str {
        match self {
            ComplaintState::Open => "open",
            ComplaintState::Accepted => "accepted",
            ComplaintState::Settled => "settled",
            ComplaintState::Explained => "explained",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ComplaintRefusal {
    #[error("减负意见由县域科答复")]
    NotThePlanner,
    #[error("{what}没有填写；请写明后再提交")]
    TextMissing { what: &'static str },
    #[error("{what}超过 {max} 字；请写要点")]
    TextTooLong { what: &'static str, max: usize },
    #[error("这条意见已经答复，不能再改")]
    AnsweredAlready,
}

/// So many characters of a reason or an answer.
pub const COMPLAINT_MAX: usize = 500;

/// A reason or an answer as it is kept.
pub fn complaint_text(what: &'static str, text: &str) -> Result<String, ComplaintRefusal> {
    let text = text.trim();
    if text.is_empty() {
        return Err(ComplaintRefusal::TextMissing { what });
    }
    if text.chars().count() > COMPLAINT_MAX {
        return Err(ComplaintRefusal::TextTooLong { what, max: COMPLAINT_MAX });
    }
    Ok(text.to_string())
}

impl Complaint {
    /// The planning section answers, once.
    pub fn answer(
        &self,
        log: &[ComplaintRecorded],
        (by, is_planner): (&str, bool),
        (is_accepted, opinion): (bool, &str),
        now: Timestamp,
    ) -> Result<ComplaintRecorded, ComplaintRefusal> {
        if !is_planner {
            return Err(ComplaintRefusal::NotThePlanner);
        }
        if !log.is_empty() {
            return Err(ComplaintRefusal::AnsweredAlready);
        }
        let opinion = complaint_text("答复意见", opinion)?;
        let event = match is_accepted {
            true => ComplaintEvent::Accepted { opinion },
            false => ComplaintEvent::Explained { opinion },
        };
        Ok(ComplaintRecorded { at: now, by: by.to_string(), event })
    }

    pub fn state(&self, log: &[ComplaintRecorded], remedy: Remedy) -> ComplaintState {
        match (log.last().map(|one| &one.event), remedy) {
            (None, Remedy::None) => ComplaintState::Open,
            // Whoever asks may give way before anybody has answered: then there is nothing left to answer.
            (None | Some(ComplaintEvent::Accepted { .. }), Remedy::Withdrawn | Remedy::Narrowed) => {
                ComplaintState::Settled
            }
            (Some(ComplaintEvent::Accepted { .. }), Remedy::None) => ComplaintState::Accepted,
            (Some(ComplaintEvent::Explained { .. }), _) => ComplaintState::Explained,
        }
    }

    /// Whole days from the day on which it was said to the answer, or to today where there is none.
    pub fn days_unanswered(&self, log: &[ComplaintRecorded], today: Date) -> i64 {
        let until = log.first().map_or(today, |one| local(one.at).date());
        let days = (until - local(self.at).date()).get_days();
        i64::from(days).max(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn complaint() -> Complaint {
        Complaint {
            code: "complaint_1".into(),
            request: "2026_10_1".into(),
            from: Party { code: "370785".into(), name: "高密市".into() },
            kind: ComplaintKind::Duplicate,
            fields: vec![],
            reason: "上月已报".into(),
            is_anonymous: true,
            at: at("2026-11-25T17:00:00Z"),
            by: "gaomi".into(),
        }
    }

    #[test]
    fn the_planning_section_answers_once_with_a_word_of_its_own() {
        let (one, now) = (complaint(), at("2026-11-30T01:00:00Z"));
        let answer = |log: &[ComplaintRecorded], who, said| one.answer(log, who, said, now);
        assert_eq!(answer(&[], ("keji", false), (true, "同意")), Err(ComplaintRefusal::NotThePlanner));
        assert_eq!(answer(&[], ("jihua", true), (true, " ")), Err(ComplaintRefusal::TextMissing { what: "答复意见" }));
        let long = "长".repeat(COMPLAINT_MAX + 1);
        assert!(matches!(answer(&[], ("jihua", true), (false, &long)), Err(ComplaintRefusal::TextTooLong { .. })));
        let log = vec![answer(&[], ("jihua", true), (true, "同意精简")).unwrap()];
        assert_eq!(answer(&log, ("jihua", true), (false, "又不同意")), Err(ComplaintRefusal::AnsweredAlready));
    }

    #[test]
    fn what_is_agreed_to_is_open_until_the_request_is_narrowed() {
        let (one, now) = (complaint(), at("2026-11-30T01:00:00Z"));
        assert_eq!(one.state(&[], Remedy::None), ComplaintState::Open);
        assert_eq!(one.state(&[], Remedy::Withdrawn), ComplaintState::Settled);
        let log = vec![one.answer(&[], ("jihua", true), (true, "同意精简"), now).unwrap()];
        assert_eq!(one.state(&log, Remedy::None), ComplaintState::Accepted);
        assert_eq!(one.state(&log, Remedy::Narrowed), ComplaintState::Settled);
        let log = vec![one.answer(&[], ("jihua", true), (false, "法定报表"), now).unwrap()];
        assert_eq!(one.state(&log, Remedy::Withdrawn), ComplaintState::Explained);
    }

    #[test]
    fn days_are_those_of_the_calendar_in_china() {
        let one = complaint();
        // 17:00 in Greenwich is the next day in China.
        assert_eq!(one.days_unanswered(&[], "2026-11-26".parse().unwrap()), 0);
        assert_eq!(one.days_unanswered(&[], "2026-11-30".parse().unwrap()), 4);
        assert_eq!(one.days_unanswered(&[], "2026-11-20".parse().unwrap()), 0, "a clock that was put back");
        let log = vec![one.answer(&[], ("jihua", true), (true, "同意"), at("2026-11-27T01:00:00Z")).unwrap()];
        assert_eq!(one.days_unanswered(&log, "2026-12-30".parse().unwrap()), 1);
    }
}
