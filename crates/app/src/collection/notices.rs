//! Sends the reminders that are due and shows a person those that are theirs.

use engine::collection::{Audience, Instruction, Notice, NoticeKind, clock_notices, latest, notices, sign_notices};
use jiff::Timestamp;
use jiff::civil::Date;
use model::people::{Assignment, Capability, DataClass, Role};
use model::{CalendarError, Dataset};
use store::{NewNotice, StoredNotice, StreamKind};

use super::loaded::RequestState;
use super::parties::{Acting, SUPERVISOR};
use crate::actor::about;
use crate::view::{NoticeList, NoticeView};
use crate::{Actor, App, AppError, Result, day_in_china};

/// So many are shown.
const SHOWN: usize = 50;

/// Who holds a post on the day of a round.
struct Posts {
    held: Vec<Assignment>,
    day: Date,
}

impl Posts {
    fn has(&self, audience: Audience, party: &str) -> bool {
        self.held.iter().filter(|one| one.is_in_force(self.day)).any(|one| {
            let is_of_party = one.place.as_deref().or(one.agency.as_deref()) == Some(party);
            match audience {
                Audience::Liaison => is_of_party && matches!(one.role, Role::Liaison | Role::CountyLiaison),
                Audience::Signer => is_of_party && one.role == Role::Signer,
                Audience::Supervisor => one.role == Role::Supervisor,
            }
        })
    }
}

impl App {
    /// Sends what is due outside quiet hours; how many went out. After a standstill only the latest of each answer does.
    pub async fn send_due_notices(&self, now: Timestamp) -> Result<usize> {
        self.send_notices_due(now, now).await
    }

    /// What was due at one moment, on record as of `now`. One that cannot be planned keeps no other back; it is told when
    /// the others are out.
    pub(super) async fn send_notices_due(&self, at: Timestamp, now: Timestamp) -> Result<usize> {
        let rules = &self.collection.remind;
        let calendar = &self.working_days();
        if !rules.is_open(at, calendar).map_err(|error| AppError::Conflict { message: error.to_string() })? {
            return Ok(0);
        }
        let held = self.store.assignments().await?.into_iter().map(|one| one.assignment).collect();
        let posts = &Posts { held, day: day_in_china(at) };
        let mut due = Vec::new();
        let mut troubles = Vec::new();
        for dataset in [Dataset::Real, Dataset::Demo] {
            for request in self.loaded_requests(dataset).await? {
                // What has expired asks nothing any more.
                if request.state != RequestState::InForce || request.request.expires < posts.day {
                    continue;
                }
                for answer in self.loaded_answers(&request).await? {
                    let party = &answer.response.respondent.party.code;
                    let has = |audience| posts.has(audience, party);
                    let planned = notices(&request.request, &answer.response, rules, calendar, &has);
                    let planned = planned.map(|planned| latest(planned, at));
                    take((&mut due, &mut troubles), planned, party, (StreamKind::Response, &answer.code));
                    for signer in request.request.signers_of(party) {
                        let has = |audience| posts.has(audience, &signer.code);
                        let planned = sign_notices(&request.request, &answer.response, signer, rules, calendar, &has);
                        let planned = planned.map(|planned| latest(planned, at));
                        take((&mut due, &mut troubles), planned, &signer.code, (StreamKind::Response, &answer.code));
                    }
                }
            }
            for stream in self.store.streams(StreamKind::Instruction, dataset, None).await? {
                let instruction: Instruction = serde_json::from_str(&stream.head)?;
                let log = self.instruction_log(&instruction.code).await?;
                let party = &instruction.agency.code;
                let has = |audience| posts.has(audience, party);
                let clocks = (&self.collection.clock, rules);
                let planned = clock_notices(&instruction, &log, at, clocks, calendar, &has);
                let planned = planned.map(|clocks| clocks.into_iter().flat_map(|clock| latest(clock, at)).collect());
                take((&mut due, &mut troubles), planned, party, (StreamKind::Instruction, &stream.code));
            }
        }
        let mut sent = 0;
        if !due.is_empty() {
            let audit = Actor::new("系统").audit("发出提醒", "notice", None, now);
            sent = self.store.send_notices(&due, &audit).await?;
        }
        if troubles.is_empty() {
            return Ok(sent);
        }
        let message = format!("已发出 {sent} 条提醒，另有 {} 项没有排出：{}", troubles.len(), troubles.join("；"));
        Err(AppError::Conflict { message })
    }

    /// The notices to this person about the things of a data set, newest first.
    pub(super) async fn notices_for(
        &self,
        (actor, acting): (&Actor, &Acting),
        dataset: Dataset,
    ) -> Result<Vec<NoticeView>> {
        let all = self.store.notices(dataset, SHOWN * 20).await?;
        let mine = all.into_iter().filter(|notice| acting.is_planner || is_addressed(acting, notice)).take(SHOWN);
        self.notice_views(actor, mine.collect()).await
    }

    /// 消息: those that are addressed to this person, newest first, and how many are new.
    pub async fn notice_list(&self, actor: &Actor, dataset: Dataset, now: Timestamp) -> Result<NoticeList> {
        self.demand(actor, Capability::ReadInternal, &about(None, DataClass::Internal), "查看提醒", now).await?;
        let acting = self.acting(actor, now).await?;
        let all = self.store.notices(dataset, SHOWN * 20).await?;
        let mine = all.into_iter().filter(|notice| is_addressed(&acting, notice)).take(SHOWN);
        let rows = self.notice_views(actor, mine.collect()).await?;
        Ok(NoticeList { unread: rows.iter().filter(|one| !one.is_read).count(), rows })
    }

    /// Those up to here are read. Nobody reads for another.
    pub async fn read_notices(&self, actor: &Actor, up_to: i64, now: Timestamp) -> Result<()> {
        self.demand(actor, Capability::ReadInternal, &about(None, DataClass::Internal), "查看提醒", now).await?;
        Ok(self.store.read_notices(&actor.user, up_to).await?)
    }

    async fn notice_views(&self, actor: &Actor, notices: Vec<StoredNotice>) -> Result<Vec<NoticeView>> {
        let read = self.store.notices_read(&actor.user).await?;
        let mut found = Vec::new();
        for stored in notices {
            let (kind, code) = &stored.notice.about;
            let task = if *kind == StreamKind::Milestone { self.milestone_task(code).await? } else { None };
            found.push(view(stored, task, read));
        }
        Ok(found)
    }
}

/// Whether a notice was sent to a post that this person holds. What goes to supervision the planning section reads too:
/// there is not always somebody there.
fn is_addressed(acting: &Acting, notice: &StoredNotice) -> bool {
    let is_signer = acting.roles.contains(&Role::Signer);
    let is_liaison = acting.roles.iter().any(|role| matches!(role, Role::Liaison | Role::CountyLiaison));
    match notice.notice.audience.as_str() {
        "liaison" => is_liaison && acting.is(&notice.notice.agency),
        "signer" => is_signer && acting.is(&notice.notice.agency),
        _ => acting.supervises(),
    }
}

/// Adds what was planned to what goes out, or the reason why nothing was.
fn take(
    (due, troubles): (&mut Vec<NewNotice>, &mut Vec<String>),
    planned: std::result::Result<Vec<Notice>, CalendarError>,
    party: &str,
    (kind, code): (StreamKind, &str),
) {
    let planned = match planned {
        Ok(planned) => planned,
        Err(error) => return troubles.push(format!("{code}：{error}")),
    };
    due.extend(planned.into_iter().map(|notice| NewNotice {
        key: notice.key,
        agency: match notice.audience {
            Audience::Liaison | Audience::Signer => party.to_string(),
            Audience::Supervisor => SUPERVISOR.to_string(),
        },
        audience: audience_word(notice.audience).to_string(),
        kind: match notice.kind {
            NoticeKind::Ahead => "ahead".to_string(),
            NoticeKind::Overdue => "overdue".to_string(),
        },
        text: notice.text,
        about: (kind, code.to_string()),
    }));
}

fn audience_word(audience: Audience) -> &'static str {
    match audience {
        Audience::Liaison => "liaison",
        Audience::Signer => "signer",
        Audience::Supervisor => "supervisor",
    }
}

fn view(stored: StoredNotice, task: Option<String>, read: i64) -> NoticeView {
    let notice = stored.notice;
    let (kind, code) = &notice.about;
    let about = code.split_once('/').filter(|_| *kind == StreamKind::Response);
    NoticeView {
        id: stored.id,
        is_read: stored.id <= read,
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
        instruction: (*kind == StreamKind::Instruction).then(|| code.clone()),
        task,
        agency: notice.agency,
        text: notice.text,
    }
}
