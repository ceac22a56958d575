//! A year at work in the 演示 data set: a frozen quarter with a bulletin that went its whole way, entries of the calendar
//! of releases, two numbers for one name, a table that is late. Made by the use cases that people go through.

use jiff::civil::{Date, time};
use jiff::tz::Offset;
use jiff::{Timestamp, ToSpan};
use model::people::{DataClass, Role};
use model::{Dataset, Observation, Period, Source};
use rust_decimal::Decimal;
use store::{Entry, EntryKind, ObservationFilter, StreamKind};

use crate::collection::demo::somebody;
use crate::view::{BulletinRequest, FreezePeriod, IssueAct, MilestoneAct, MilestoneDraft, ReleaseDraft, SetMilestones};
use crate::{Actor, App, AppError, Result, day_in_china};

const PLAN: &str = "weifang_county_2024_2025";
/// The quarter of which the bulletin tells; the 演示 series cover it.
const QUARTER: (i16, i8) = (2025, 3);
/// Official statistics in the calendar, and in how many working days each comes out.
const RELEASES: [(&str, i64); 3] = [("gdp", 15), ("industrial_value_added_growth", 9), ("retail_sales", 10)];
/// 新建公共充电桩, and what is to be reached by when: made up.
const PILES: &str = "T22";
const MILESTONES: [(&str, &str); 5] =
    [("2024-12", "500"), ("2025-03", "650"), ("2025-06", "800"), ("2025-09", "970"), ("2025-12", "1138")];
/// The milestone for which more time was granted, and until when.
const EXTENDED: (&str, &str) = ("2025-09", "2025-11");
/// What two bodies count differently, in a month that nothing is judged by any more.
const DISPUTED: (&str, (i16, i8)) = ("technology_sme_registered", (2024, 6));

impl App {
    /// Once. What the calendar does not allow is told and left out.
    pub async fn load_demo_year(&self, planner: &str, now: Timestamp, progress: impl Fn(&str)) -> Result<()> {
        if !self.store.streams(StreamKind::PeriodCut, Dataset::Demo, None).await?.is_empty() {
            return Ok(());
        }
        let planner = somebody(planner, Role::Planner, (None, None), now);
        progress("生成演示催办、延期和批示（虚构，标明“演示”）");
        let told = |what: &str, made: Result<()>| match made {
            Ok(()) => Ok(()),
            Err(AppError::BadInput { message, .. } | AppError::Conflict { message }) => {
                progress(&format!("演示{what}没有生成：{message}"));
                Ok(())
            }
            Err(error) => Err(error),
        };
        told("催办", self.load_demo_late(&planner, now).await)?;
        told("会签", self.load_demo_countersign(&planner, now).await)?;
        progress("生成演示发布日历、口径冲突和形象进度");
        self.demo_releases(now).await?;
        self.demo_conflict(&planner, now).await?;
        self.demo_milestones(&planner, now).await?;
        progress("冻结演示数据，生成并签发演示通报");
        self.demo_bulletin(&planner, now).await
    }

    async fn demo_releases(&self, now: Timestamp) -> Result<()> {
        let statistician = somebody("演示统计经办", Role::Statistician, (None, None), now);
        let today = day_in_china(now);
        let held = self.store.dictionaries(now).await?;
        for (indicator, days) in RELEASES.iter().filter(|(code, _)| held.indicators.iter().any(|one| one.code == *code))
        {
            let period = match *indicator {
                "gdp" => Period::Quarter(today.year(), (today.month() - 1) / 3 + 1),
                _ => Period::Month(today.year(), today.month()),
            };
            let draft = ReleaseDraft {
                dataset: Some(Dataset::Demo),
                indicator: (*indicator).to_string(),
                period: period.to_string(),
                release: ten_o_clock(
                    self.calendar().shifted(today, *days).unwrap_or(today.saturating_add(days.days())),
                )?,
                reason: Some("演示".to_string()),
            };
            self.set_release(&statistician, &draft, now).await?;
        }
        Ok(())
    }

    /// A second number for a figure of the demo, from another source that says that it is made up.
    async fn demo_conflict(&self, planner: &Actor, now: Timestamp) -> Result<()> {
        let (indicator, (year, month)) = DISPUTED;
        let filter = ObservationFilter {
            indicator: Some(indicator.to_string()),
            place: None,
            period: Some(Period::Month(year, month).to_string()),
            grade: None,
            dataset: Some(Dataset::Demo),
            all_versions: false,
            by: now,
            reach: store::ClassReach::all(),
            offset: 0,
            limit: 1,
        };
        let (rows, _) = self.store.observations(&filter).await?;
        let Some(held) = rows.into_iter().next().map(|row| row.observation) else { return Ok(()) };
        let source = Source {
            id: "DEMO2".to_string(),
            title: "演示数据（另一来源，非真实）".to_string(),
            publisher: "本系统".to_string(),
            kind: "演示".to_string(),
            url: None,
        };
        let entry = Entry {
            kind: EntryKind::Source,
            code: source.id.clone(),
            position: 9_001,
            body: serde_json::to_string(&source)?,
        };
        // Twice as many, as where one counts those in the register and the other all that ever were.
        let other =
            Observation { id: 0, value: held.value * Decimal::TWO, source: source.id, known_since: now, ..held };
        let audit = planner.audit("载入演示口径冲突", "data", Some("演示"), now);
        self.store.load(&[entry], &[other], &audit).await?;
        Ok(())
    }

    async fn demo_milestones(&self, planner: &Actor, now: Timestamp) -> Result<()> {
        let step = |(period, value): &(&str, &str)| MilestoneDraft {
            period: (*period).to_string(),
            value: (*value).to_string(),
        };
        let set = SetMilestones {
            dataset: Some(Dataset::Demo),
            basis: "任务分解表（演示）".to_string(),
            reason: String::new(),
            steps: MILESTONES.iter().map(step).collect(),
        };
        self.set_milestones(planner, (PLAN, PILES, 0), &set, now).await?;
        let bureau = somebody("演示发改经办", Role::Liaison, (Some("fagai"), None), now);
        let (period, until) = (EXTENDED.0.to_string(), EXTENDED.1.to_string());
        let reason = "电网接入工程滞后（演示）".to_string();
        let dataset = Some(Dataset::Demo);
        let ask = MilestoneAct::AskExtension { dataset, period: period.clone(), until, reason };
        self.act_on_milestone(&bureau, (PLAN, PILES), &ask, now).await?;
        let reason = "同意，原定节点保留（演示）".to_string();
        let grant = MilestoneAct::AnswerExtension { dataset, period, is_granted: true, reason };
        self.act_on_milestone(planner, (PLAN, PILES), &grant, now).await?;
        Ok(())
    }

    async fn demo_bulletin(&self, planner: &Actor, now: Timestamp) -> Result<()> {
        let quarter = Period::Quarter(QUARTER.0, QUARTER.1);
        let freeze = FreezePeriod { dataset: Some(Dataset::Demo), period: quarter.to_string() };
        let cut = self.freeze_period(planner, &freeze, now).await?;
        let year = FreezePeriod { dataset: Some(Dataset::Demo), period: Period::Year(QUARTER.0).to_string() };
        self.freeze_period(planner, &year, now).await?;
        let request = BulletinRequest {
            dataset: Some(Dataset::Demo),
            as_of: Some(quarter.last_day()),
            period_cut: Some(cut.code),
            ..BulletinRequest::default()
        };
        let bulletin = self.create_bulletin(planner, PLAN, &request, now).await?;
        let issue = self.begin_issue(planner, bulletin.id, now).await?;
        let code = issue.summary.code;
        let leader = somebody("演示分管市领导", Role::Leader, (None, None), now);
        let mut acts = Vec::new();
        if let Some(last) = issue.paragraphs.last() {
            let (paragraph, before) = (last.place, last.current.clone());
            let after = format!("{before}（本文为演示，数字均非真实。）");
            acts.push((planner, IssueAct::Edit { paragraph, before, after }));
        }
        acts.push((planner, IssueAct::Submit { class: DataClass::Internal }));
        acts.push((&leader, IssueAct::Approve));
        acts.push((planner, IssueAct::Number));
        acts.push((planner, IssueAct::Publish));
        for (actor, act) in &acts {
            self.act_on_issue(actor, &code, act, now).await?;
        }
        Ok(())
    }
}

fn ten_o_clock(day: Date) -> Result<Timestamp> {
    let range = |error: jiff::Error| AppError::bad_input(error.to_string());
    Offset::constant(8).to_timestamp(day.to_datetime(time(10, 0, 0, 0))).map_err(range)
}
