//! 任务台账 and 任务详情.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::Timestamp;
use model::{AgencyRef, Plan, SoftTargetKind, Span, Status, Task, TextIndex};

use super::counted::{self, concerns};
use super::overview::OverviewCounts;
use super::parts::Part;
use super::rows::rows;
use crate::frame::Frame;
use crate::view::{AsOf, ListPart, Mark, MarkKind, TargetRowView, TaskDetail, TaskList, TaskRowView};
use crate::{App, AppError, Result, audit};

impl App {
    pub async fn tasks(&self, plan: &str, as_of: &AsOf, now: Timestamp) -> Result<TaskList> {
        self.tasks_in_part(plan, as_of, &ListPart::default(), now).await
    }

    pub async fn tasks_in_part(&self, plan: &str, as_of: &AsOf, part: &ListPart, now: Timestamp) -> Result<TaskList> {
        let part = Part::new("任务", plan, as_of, part)?;
        let frame = self.frame(plan, &part.question, now).await?;
        let (rows, next) = part.of(&frame, &task_rows(&frame), |row| &row.id)?;
        let (actions, agencies) = &*words(&frame);
        Ok(TaskList {
            frame: frame.view(),
            rows,
            next,
            actions: actions.clone(),
            agencies: agencies.clone(),
            places: frame.counties().cloned().collect(),
            clauses: OverviewCounts::of(&frame).clauses.clone(),
            plan: frame.summary.clone(),
        })
    }

    pub async fn task(&self, plan: &str, task: &str, as_of: &AsOf, now: Timestamp) -> Result<TaskDetail> {
        let frame = self.frame(plan, as_of, now).await?;
        let found = frame.task(task).cloned().ok_or_else(|| AppError::not_found(format!("任务“{task}”")))?;
        let all = rows(&frame);
        let own: Vec<&TargetRowView> = all.iter().filter(|row| row.target.task == found.id).collect();
        let row = task_row(&frame, &found, &own);
        let stored = self.store.plan_text(plan).await?;
        let text = stored.and_then(|held| TextIndex::new(&held.text).get(found.span).map(str::to_string));
        let history = self.store.audit_of(&format!("{plan}/{task}"), 100).await?;
        Ok(TaskDetail {
            frame: frame.view(),
            row,
            text,
            text_start: found.span.start,
            marks: marks(&frame.plan, found.span),
            targets: own.into_iter().cloned().collect(),
            soft_targets: frame
                .plan
                .soft_targets
                .iter()
                .filter(|soft| soft.task.as_deref() == Some(task))
                .cloned()
                .collect(),
            findings: frame.findings.iter().filter(|finding| concerns(&frame, finding, task)).cloned().collect(),
            history: history.into_iter().map(audit::view).collect(),
            plan: frame.summary.clone(),
        })
    }
}

fn push_new(list: &mut Vec<String>, word: &str) {
    if !list.iter().any(|held| held == word) {
        list.push(word.to_string());
    }
}

/// Titles of the actions and names of the agencies, in the order of the text.
fn words(frame: &Frame) -> Arc<(Vec<String>, Vec<String>)> {
    let all = || {
        let (mut actions, mut agencies) = (Vec::new(), Vec::new());
        for row in task_rows(frame).iter() {
            push_new(&mut actions, &row.action);
            for agency in row.task.duties.all() {
                push_new(&mut agencies, &agency.name);
            }
        }
        Arc::new((actions, agencies))
    };
    frame.made.words.get_or_init(all).clone()
}

/// All tasks in the order of the text.
pub(crate) fn task_rows(frame: &Frame) -> Arc<Vec<TaskRowView>> {
    let all = || {
        let rows = rows(frame);
        let mut own: BTreeMap<&str, Vec<&TargetRowView>> = BTreeMap::new();
        for row in rows.iter() {
            own.entry(&row.target.task).or_default().push(row);
        }
        let of = |task: &Task| own.get(task.id.as_str()).map(Vec::as_slice).unwrap_or_default();
        Arc::new(frame.plan.tasks.iter().map(|task| task_row(frame, task, of(task))).collect())
    };
    frame.made.tasks.get_or_init(all).clone()
}

/// `own` are the rows of its targets.
fn task_row(frame: &Frame, task: &Task, own: &[&TargetRowView]) -> TaskRowView {
    let named: BTreeSet<&str> = own.iter().flat_map(|row| row.target.places.iter().map(String::as_str)).collect();
    TaskRowView {
        id: task.id.clone(),
        clause: frame.clause(&task.id),
        title: task.title.clone(),
        action: action_of(&frame.plan, &task.id).unwrap_or_else(|| task.title.clone()),
        main_lead: main_lead(task),
        places: frame
            .counties()
            .filter(|place| named.contains(place.name.as_str()))
            .map(|place| place.name.clone())
            .collect(),
        target_count: counted::figure(frame, &format!("task_rows/{}", task.id)),
        status: worst(own.iter().map(|row| row.outcome.status)),
        statuses: Status::ALL
            .into_iter()
            .filter(|status| own.iter().any(|row| row.outcome.status == *status))
            .collect(),
        open_points: counted::figure(frame, &format!("task_open/{}", task.id)),
        task: task.clone(),
    }
}

/// The one that a person named; a single lead needs no decision.
pub(crate) fn main_lead(task: &Task) -> Option<AgencyRef> {
    match (&task.duties.main_lead, task.duties.lead.as_slice()) {
        (Some(name), _) => task.duties.all().find(|agency| agency.name == *name).cloned(),
        (None, [single]) => Some(single.clone()),
        (None, _) => None,
    }
}

/// What needs attention first: behind, then unknown.
pub(crate) fn worst(statuses: impl Iterator<Item = Status>) -> Option<Status> {
    let rank = |status: &Status| match status {
        Status::Behind => 0,
        Status::NoData => 1,
        Status::OnTrack => 2,
        Status::Ahead => 3,
        Status::Done => 4,
    };
    statuses.min_by_key(rank)
}

pub(crate) fn task_of<'plan>(plan: &'plan Plan, id: &str) -> Option<&'plan Task> {
    plan.tasks.iter().find(|task| task.id == id)
}

/// Title of the heading above.
pub(crate) fn action_of(plan: &Plan, task: &str) -> Option<String> {
    let own = plan.outline.iter().find(|heading| heading.id == task);
    let parent = own.and_then(|heading| heading.parent.as_ref());
    plan.outline.iter().find(|heading| Some(&heading.id) == parent).map(|heading| heading.title.clone())
}

/// What was found within a clause, in order.
fn marks(plan: &Plan, within: Span) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut mark = |span: Span, kind: MarkKind, id: &str, label: String| {
        if within.contains(&span) {
            marks.push(Mark { span, kind, id: id.to_string(), label });
        }
    };
    for target in &plan.targets {
        mark(
            target.span,
            MarkKind::Target,
            &target.id,
            format!("目标：{}{}", plan.subject_in_words(target), target.demand_in_words()),
        );
    }
    for soft in &plan.soft_targets {
        mark(soft.span, MarkKind::SoftTarget, &soft.id, format!("定性目标：{}", soft_in_words(soft.kind)));
    }
    for task in &plan.tasks {
        if let Some(span) = task.duties.span {
            mark(span, MarkKind::Duty, &task.id, "责任单位".to_string());
        }
    }
    for residue in &plan.residue {
        mark(residue.span, MarkKind::Residue, "", format!("不作为目标：{}", residue.reason.in_words()));
    }
    for correction in &plan.corrections {
        let label = format!("建议更正为“{}”：{}", correction.suggestion, correction.reason);
        mark(correction.span, MarkKind::Correction, "", label);
    }
    marks.sort_by_key(|mark| mark.span);
    marks
}

fn soft_in_words(kind: SoftTargetKind) -> &'static str {
    match kind {
        SoftTargetKind::Coverage => "全覆盖",
        SoftTargetKind::RecurringDeliverable => "定期成果",
        SoftTargetKind::Deliverable => "成果",
        SoftTargetKind::Relational => "相对要求",
        SoftTargetKind::Direction => "方向性表述",
        SoftTargetKind::Qualitative => "定性要求",
    }
}
