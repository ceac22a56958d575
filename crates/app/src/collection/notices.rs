//! Sends the reminders that are due and shows a person those that are theirs.

use engine::collection::{Audience, NoticeKind, notices};
use jiff::Timestamp;
use model::Dataset;
use model::people::Role;
use store::{NewNotice, StoredNotice, StreamKind};

use super::loaded::RequestState;
use super::parties::{Acting, SUPERVISOR};
use crate::view::NoticeView;
use crate::{Actor, App, AppError, Result};

/// So many are shown.
const SHOWN: usize = 50;

impl App {
    /// Sends what is due outside quiet hours; how many went out. After a standstill only the latest of each answer does.
    pub async fn send_due_notices(&self, now: Timestamp) -> Result<usize> {
        self.send_notices_due(now, now).await
    }

    /// What was due at one moment, on record as of `now`.
    pub(super) async fn send_notices_due(&self, at: Timestamp, now: Timestamp) -> Result<usize> {
        let rules = &self.collection.remind;
        let calendar = self.calendar();
        let unknown = |error: model::CalendarError| AppError::Conflict { message: error.to_string() };
        if !rules.is_open(at, calendar).map_err(unknown)? {
            return Ok(0);
        }
        let mut due = Vec::new();
        for dataset in [Dataset::Real, Dataset::Demo] {
            for held in self.loaded_requests(dataset).await? {
                if held.state != RequestState::InForce {
                    continue;
                }
                for answer in self.loaded_answers(&held).await? {
                    let planned = notices(&held.request, &answer.response, rules, calendar).map_err(unknown)?;
                    let Some(last) = planned.into_iter().rfind(|notice| notice.send_at <= at) else { continue };
                    let party = &answer.response.respondent.party;
                    due.push(NewNotice {
                        key: last.key,
                        agency: match last.audience {
                            Audience::Liaison | Audience::Signer => party.code.clone(),
                            Audience::Supervisor => SUPERVISOR.to_string(),
                        },
                        audience: audience_word(last.audience).to_string(),
                        kind: match last.kind {
                            NoticeKind::Ahead => "ahead".to_string(),
                            NoticeKind::Overdue => "overdue".to_string(),
                        },
                        text: last.text,
                        about: (StreamKind::Response, answer.code.clone()),
                    });
                }
            }
        }
        if due.is_empty() {
            return Ok(0);
        }
        let audit = Actor::new("系统").audit("发出提醒", "notice", None, now);
        Ok(self.store.send_notices(&due, &audit).await?)
    }

    /// The notices to this person, newest first.
    pub(super) async fn notices_for(&self, acting: &Acting) -> Result<Vec<NoticeView>> {
        let all = self.store.notices(None, SHOWN * 20).await?;
        let is_signer = acting.roles.contains(&Role::Signer);
        let is_liaison = acting.roles.iter().any(|role| matches!(role, Role::Liaison | Role::CountyLiaison));
        let is_mine = |notice: &StoredNotice| match notice.notice.audience.as_str() {
            "liaison" => is_liaison && acting.is(&notice.notice.agency),
            "signer" => is_signer && acting.is(&notice.notice.agency),
            _ => acting.roles.contains(&Role::Supervisor),
        };
        let mine = all.into_iter().filter(|notice| acting.is_planner || is_mine(notice)).take(SHOWN);
        Ok(mine.map(view).collect())
    }
}

fn audience_word(audience: Audience) -> &'static str {
    match audience {
        Audience::Liaison => "liaison",
        Audience::Signer => "signer",
        Audience::Supervisor => "supervisor",
    }
}

fn view(stored: StoredNotice) -> NoticeView {
    let notice = stored.notice;
    let about = notice.about.1.split_once('/');
    NoticeView {
        at: stored.at,
        kind_in_words: if notice.kind == "ahead" { "临期提醒" } else { "逾期催办" }.to_string(),
        audience_in_words: match notice.audience.as_str() {
            "liaison" => Audience::Liaison,
            "signer" => Audience::Signer,
            _ => Audience::Supervisor,
        }
        .in_words()
        .to_string(),
        request: about.map(|(request, _)| request.to_string()),
        respondent: about.map(|(_, party)| party.to_string()),
        agency: notice.agency,
        text: notice.text,
    }
}
