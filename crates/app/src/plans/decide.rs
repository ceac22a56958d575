//! Decisions of a person about a draft. The draft stays; a decision that does not fit is refused.

use jiff::Timestamp;
use model::{DecisionAction, Item, ItemKind, Plan};

use crate::view::PlanReview;
use crate::{Actor, App, Result};

impl App {
    pub async fn decide(
        &self,
        actor: &Actor,
        plan: &str,
        action: DecisionAction,
        note: Option<String>,
        now: Timestamp,
    ) -> Result<PlanReview> {
        let stored = self.store.plan(plan, now).await?;
        let audit = actor.audit(title(&action), object(plan, &stored.draft, &action), note.as_deref(), now);
        let check = |draft: &Plan, decisions: &[model::Decision]| model::review(draft, decisions).map(|_| ());
        self.store.add_decision(plan, &action, note.as_deref(), &audit, check).await??;
        self.review(plan).await
    }
}

fn title(action: &DecisionAction) -> String {
    let named = |kind: ItemKind, id: &str| match kind {
        ItemKind::Metadata => "方案信息".to_string(),
        ItemKind::Task => format!("任务 {id}"),
        ItemKind::Target => format!("目标 {id}"),
        ItemKind::SoftTarget => format!("定性目标 {id}"),
    };
    match action {
        DecisionAction::Confirm { kind, id } => format!("确认{}", named(*kind, id)),
        DecisionAction::Correct { item } => format!("更正{}", named(item.kind(), item.id())),
        DecisionAction::Split { kind, id, items } => format!("拆分{}为 {} 条", named(*kind, id), items.len()),
        DecisionAction::Add { item } => format!("新增{}", named(item.kind(), item.id())),
        DecisionAction::Reject { kind, id } => format!("删去{}", named(*kind, id)),
        DecisionAction::Undo { seq } => format!("撤销第 {seq} 号决定"),
    }
}

/// `plan/task` or `plan/task/target`, so that the history of a task has all that concerns it.
fn object(plan: &str, draft: &Plan, action: &DecisionAction) -> String {
    let of_item = |item: &Item| match item {
        Item::Metadata(_) => plan.to_string(),
        Item::Task(task) => format!("{plan}/{}", task.id),
        Item::Target(target) => format!("{plan}/{}/{}", target.task, target.id),
        Item::SoftTarget(soft) => match &soft.task {
            Some(task) => format!("{plan}/{task}/{}", soft.id),
            None => format!("{plan}/{}", soft.id),
        },
    };
    let of_id = |kind: ItemKind, id: &str| match kind {
        ItemKind::Metadata => plan.to_string(),
        ItemKind::Task => format!("{plan}/{id}"),
        ItemKind::Target => match draft.targets.iter().find(|target| target.id == id) {
            Some(target) => format!("{plan}/{}/{id}", target.task),
            None => format!("{plan}/{id}"),
        },
        ItemKind::SoftTarget => match draft.soft_targets.iter().find(|soft| soft.id == id) {
            Some(soft) => of_item(&Item::SoftTarget(soft.clone())),
            None => format!("{plan}/{id}"),
        },
    };
    match action {
        DecisionAction::Confirm { kind, id }
        | DecisionAction::Split { kind, id, .. }
        | DecisionAction::Reject { kind, id } => of_id(*kind, id),
        DecisionAction::Correct { item } | DecisionAction::Add { item } => of_item(item),
        DecisionAction::Undo { .. } => plan.to_string(),
    }
}
