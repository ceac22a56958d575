//! 到期事项 as a calendar that a telephone or a mail program reads: an address with a secret for each account, and behind it
//! what falls due for that account and nothing else. Writes nothing but the address.

mod ics;
mod plan;

use jiff::Timestamp;
use jiff::tz::Offset;
use model::people::{Assignment, Capability};
use model::{Dataset, digest};

use self::ics::{Due, When, calendar};
use crate::users::new_token;
use crate::view::{CalendarAddress, CalendarFeedView, FilingSummary};
use crate::{Actor, App, AppError, Download, Result, day_in_china};

impl App {
    /// Whether there is an address, and since when. The address itself is shown when it is made and never again.
    pub async fn calendar_feed(&self, actor: &Actor) -> Result<CalendarFeedView> {
        Ok(CalendarFeedView { made_at: self.store.calendar_feed(&actor.user).await? })
    }

    /// A new address; an earlier one leads nowhere from now on.
    pub async fn make_calendar_feed(&self, actor: &Actor, now: Timestamp) -> Result<CalendarAddress> {
        let token = new_token()?;
        let audit = actor.audit("生成日历订阅地址", format!("user/{}", actor.user), None, now);
        self.store.make_calendar_feed(&actor.user, &digest(token.as_bytes()), &audit).await?;
        Ok(CalendarAddress { path: format!("/api/calendar/{token}.ics") })
    }

    pub async fn end_calendar_feed(&self, actor: &Actor, now: Timestamp) -> Result<()> {
        let audit = actor.audit("撤销日历订阅地址", format!("user/{}", actor.user), None, now);
        if self.store.end_calendar_feed(&actor.user, &audit).await? {
            return Ok(());
        }
        Err(AppError::not_found("日历订阅地址"))
    }

    /// The calendar behind an address, with the rights that its owner has today. A closed account has none.
    pub async fn calendar_file(&self, token: &str, now: Timestamp) -> Result<Download> {
        let gone = || AppError::not_found("这个日历订阅地址");
        let name = self.store.calendar_owner(&digest(token.as_bytes())).await?.ok_or_else(gone)?;
        let user = self.store.user(&name).await?.ok_or_else(gone)?;
        if self.policy().await?.closed(&user, now).is_some() {
            return Err(gone());
        }
        let held: Vec<Assignment> =
            self.store.assignments_of(&name).await?.into_iter().map(|held| held.assignment).collect();
        let actor = Actor::entered(&name, held, day_in_china(now));
        let mut dues = self.dues(&actor, now).await?;
        dues.sort_by(|one, other| (start(one.when), &one.uid).cmp(&(start(other.when), &other.uid)));
        let text = calendar("郡县 到期事项", &dues, now);
        Ok(Download { file_name: "到期事项.ics".to_string(), bytes: text.into_bytes() })
    }

    async fn dues(&self, actor: &Actor, now: Timestamp) -> Result<Vec<Due>> {
        let mut dues = Vec::new();
        if actor.holds(Capability::ReadPublished).is_ok() {
            for release in self.releases(Dataset::Real, now).await?.into_iter().filter(|one| !one.is_released) {
                dues.push(Due {
                    uid: format!("{}@junxian", release.code),
                    when: When::Instant(release.release),
                    summary: format!("发布：{}（{}）", release.indicator_name, release.period_in_words),
                    description: release.reason.map(|reason| format!("调整原因：{reason}")).unwrap_or_default(),
                    category: "发布日历",
                });
            }
        }
        // Asked first, so that a calendar that is fetched every hour leaves no record of refusals.
        if actor.holds(Capability::ReadInternal).is_err() {
            return Ok(dues);
        }
        let desk = self.collection_desk(actor, Dataset::Real, now).await?;
        let filing = |kind: &str, what: &'static str, line: &FilingSummary| Due {
            uid: format!("{kind}-{}-{}@junxian", line.request, line.respondent.code),
            when: When::Instant(line.due),
            summary: format!("{what}：{}（{}）", line.title, line.respondent.name),
            description: [
                Some(format!("报告期：{}", line.period_in_words)),
                Some(format!("状态：{}", line.phase_in_words)),
                line.is_extended.then(|| "已批准延期".to_string()),
                line.late_in_words.clone(),
            ]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join("\n"),
            category: what,
        };
        dues.extend(desk.to_fill.iter().map(|line| filing("fill", "填报", line)));
        dues.extend(desk.to_sign.iter().map(|line| filing("sign", "会签", line)));
        dues.extend(desk.to_review.iter().map(|line| filing("review", "审核", line)));
        dues.extend(desk.to_decide.iter().map(|line| filing("decide", "裁定分歧", line)));
        for instruction in self.instructions(actor, Dataset::Real, now).await? {
            for (number, clock) in instruction.clocks.iter().enumerate() {
                if !clock.state.starts_with("done") {
                    dues.push(Due {
                        uid: format!("{}-{number}@junxian", instruction.code),
                        when: When::Day(clock.due),
                        // What a leader wrote does not leave the system: calendars lie on other people's machines.
                        summary: format!("批示{}：{}", clock.name, instruction.agency.name),
                        description: format!(
                            "{}批示，{}；内容请登录系统查看",
                            instruction.leader, clock.state_in_words
                        ),
                        category: "批示",
                    });
                }
            }
        }
        dues.extend(self.plan_dues(actor, now).await?);
        Ok(dues)
    }
}

/// For the order of the list.
fn start(when: When) -> Timestamp {
    match when {
        When::Instant(time) => time,
        When::Day(day) => Offset::constant(8).to_timestamp(day.into()).unwrap_or(Timestamp::MAX),
    }
}
