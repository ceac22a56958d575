//! 沉默度: which tasks have one responsible body, of which something was ever heard, and since when nothing was.
//!
//! Measures tasks, targets and bodies, never persons. Beside it stand figures that others published, from
//! `presets/collection.toml`.

use std::collections::BTreeMap;

use engine::collection::{TaskPulse, silence};
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::Offset;
use model::people::{Capability, DataClass};
use model::{AgencyRef, Observation, Target, Task};

use crate::actor::about;
use crate::collection::year::Heard;
use crate::frame::{Frame, MISSING};
use crate::status::tasks::main_lead;
use crate::view::{AsOf, SilenceView, SilentRow};
use crate::{Actor, App, Result, day_in_china, time_in_words};

impl App {
    pub async fn silence(&self, actor: &Actor, plan: &str, as_of: &AsOf, now: Timestamp) -> Result<SilenceView> {
        self.demand(actor, Capability::ReadInternal, &about(None, DataClass::Internal), "查看沉默度", now).await?;
        let frame = self.frame(plan, as_of, now).await?;
        let (since, since_in_words) = begin(&frame);
        let heard = heard(&frame, since, self.heard_about_tasks(frame.dataset, frame.known_by).await?);
        let tasks: Vec<&Task> = frame.plan.tasks.iter().filter(|task| !task.duties.is_empty()).collect();
        let mut by_task: BTreeMap<&str, Vec<&Heard>> = BTreeMap::new();
        let mut by_target: BTreeMap<&str, Vec<&Heard>> = BTreeMap::new();
        for (one, target) in &heard {
            by_task.entry(&one.task).or_default().push(one);
            if let Some(target) = target {
                by_target.entry(target).or_default().push(one);
            }
        }
        let of_task = |id: &str| by_task.get(id).map(Vec::as_slice).unwrap_or_default();
        let mut pulses = Pulses::default();
        for task in &tasks {
            let row = SilentRow {
                about: frame.clause(&task.id),
                owner: owner(task),
                ..row(Some(task.id.clone()), task.title.clone())
            };
            pulses.add(row, of_task(&task.id));
        }
        let measured = silence(&pulses.pulses, since, frame.known_by);
        let tasks_silent = pulses.rows(&measured.days);
        let mut targets = Pulses::default();
        for target in &frame.plan.targets {
            let task = frame.task(&target.task);
            let of_target = by_target.get(target.id.as_str()).map(Vec::as_slice).unwrap_or_default();
            let row = SilentRow {
                about: frame.clause(&target.task),
                owner: task.and_then(owner),
                ..row(Some(target.task.clone()), label(&frame, target))
            };
            targets.add(row, of_target);
        }
        let targets_silent = targets.rows(&silence(&targets.pulses, since, frame.known_by).days);
        let mut agencies = Pulses::default();
        for agency in leads(&tasks) {
            let own: Vec<&&Task> = tasks.iter().filter(|task| is_led_by(task, &agency)).collect();
            let of_agency: Vec<&Heard> = own.iter().flat_map(|task| of_task(&task.id)).copied().collect();
            let silent = own.iter().filter(|task| of_task(&task.id).is_empty()).count();
            let about = format!("牵头 {} 条任务，其中 {silent} 条从未更新", own.len());
            agencies.add(SilentRow { about, ..row(None, agency) }, &of_agency);
        }
        let agencies_silent = agencies.rows(&silence(&agencies.pulses, since, frame.known_by).days);
        Ok(SilenceView {
            rule: format!(
                "任务的目标有了一期{since_in_words}之后获知的数据，或责任单位就该任务报送了填报表、反馈了批示，算一次更新；\
                 天数算到 {}。{since_in_words}后一直没有更新的，从{since_in_words}那天算起。主牵头单位只有一家或已经明确的，\
                 算有人负责",
                time_in_words(frame.known_by)
            ),
            since: day_in_china(since),
            ownerless: share(measured.tasks - measured.owned, measured.tasks),
            never_updated: share(measured.tasks - measured.updated, measured.tasks),
            longest: measured.days.first().map(|(_, days)| days.to_string()),
            benchmark: self.collection.silence.clone(),
            tasks: tasks_silent,
            targets: targets_silent,
            agencies: agencies_silent,
            frame: frame.view(),
            plan: frame.summary.clone(),
        })
    }
}

/// The day of the document, otherwise the instant of the import.
fn begin(frame: &Frame) -> (Timestamp, &'static str) {
    let day = frame.summary.metadata.date.and_then(|day| Offset::constant(8).to_timestamp(DateTime::from(day)).ok());
    day.map_or((frame.summary.imported_at, "方案导入"), |day| (day, "方案印发"))
}

/// What was heard of each task, and of which of its targets. A figure counts from the day since which it is known; of the
/// figures of a target the first and the last tell all.
fn heard(frame: &Frame, since: Timestamp, told: Vec<Heard>) -> Vec<(Heard, Option<&str>)> {
    let mut heard: Vec<(Heard, Option<&str>)> = told.into_iter().map(|one| (one, None)).collect();
    let mut figures: BTreeMap<&str, Vec<&Observation>> = BTreeMap::new();
    for held in frame.observations.iter().filter(|held| held.known_since >= since && held.known_since <= frame.known_by)
    {
        figures.entry(&held.indicator).or_default().push(held);
    }
    for target in &frame.plan.targets {
        let of_indicator = target.indicator.as_deref().and_then(|indicator| figures.get(indicator));
        let is_place = |code: &str| frame.place(code).is_some_and(|place| target.places.contains(&place.name));
        let own: Vec<&Observation> =
            of_indicator.into_iter().flatten().copied().filter(|held| is_place(&held.place)).collect();
        let first = own.iter().min_by_key(|held| held.known_since);
        // Of equals the one that comes last.
        for held in first.into_iter().chain(own.iter().max_by_key(|held| held.known_since)) {
            let what =
                format!("{}数据，来源：{}", held.period.in_words(), frame.dictionaries.source_title(&held.source));
            heard.push((Heard { task: target.task.clone(), at: held.known_since, what }, Some(&target.id)));
        }
    }
    heard
}

#[derive(Default)]
struct Pulses {
    pulses: Vec<TaskPulse>,
    rows: BTreeMap<String, SilentRow>,
}

impl Pulses {
    fn add(&mut self, mut row: SilentRow, heard: &[&Heard]) {
        // Not every label is unique; the place in the list is.
        let key = format!("{:05}", self.pulses.len());
        let last = heard.iter().max_by_key(|one| one.at);
        row.last = last.map(|one| one.at);
        row.what = last.map(|one| one.what.clone());
        self.pulses.push(TaskPulse {
            task: key.clone(),
            has_owner: row.owner.is_some(),
            first_update: heard.iter().map(|one| one.at).min(),
            last_update: row.last,
        });
        self.rows.insert(key, row);
    }

    fn rows(&self, days: &[(String, i64)]) -> Vec<SilentRow> {
        let row = |(key, days): &(String, i64)| {
            self.rows.get(key).map(|row| SilentRow { days: days.to_string(), ..row.clone() })
        };
        days.iter().filter_map(row).collect()
    }
}

fn row(task: Option<String>, label: String) -> SilentRow {
    SilentRow { task, label, about: String::new(), owner: None, days: MISSING.to_string(), last: None, what: None }
}

fn label(frame: &Frame, target: &Target) -> String {
    format!("{}{}", frame.plan.subject_in_words(target), target.demand_in_words())
}

/// 市直有关部门 is nobody until it is made clear who that is.
fn owner(task: &Task) -> Option<String> {
    main_lead(task).filter(|agency| !agency.is_open).map(|agency| agency.name)
}

/// In the order of the text, each once.
fn leads(tasks: &[&Task]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for agency in tasks.iter().flat_map(|task| task.duties.lead.iter()) {
        if !agency.is_open && !names.contains(&agency.name) {
            names.push(agency.name.clone());
        }
    }
    names
}

fn is_led_by(task: &Task, name: &str) -> bool {
    task.duties.lead.iter().any(|agency: &AgencyRef| agency.name == name)
}

/// Percent with one decimal; 「—」 of nothing.
fn share(part: usize, all: usize) -> String {
    match (part * 1000 + all / 2).checked_div(all) {
        Some(share) => format!("{}.{}%", share / 10, share % 10),
        None => MISSING.to_string(),
    }
}
