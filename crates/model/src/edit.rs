//! What a person decided about a draft. The draft stays as read; decisions are kept beside it, and
//! the reviewed plan is the draft with the decisions applied, in order.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{Plan, PlanMetadata, SoftTarget, Target, Task};

/// One decision. Never changed or deleted; it is taken back by a later `Undo`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Decision {
    /// Ascending within a plan, from 1.
    pub seq: i64,
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// User name.
    pub actor: String,
    pub action: DecisionAction,
    pub note: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(tag = "action", rename_all = "snake_case")]
pub enum DecisionAction {
    Confirm {
        kind: ItemKind,
        id: String,
    },
    /// Replaces an item; the id stays.
    Correct {
        item: Item,
    },
    /// Replaces one item by several of the same kind with new ids.
    Split {
        kind: ItemKind,
        id: String,
        items: Vec<Item>,
    },
    Add {
        item: Item,
    },
    Reject {
        kind: ItemKind,
        id: String,
    },
    /// Takes back the decision with that number.
    Undo {
        seq: i64,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ItemKind {
    Metadata,
    Task,
    Target,
    SoftTarget,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(tag = "kind", content = "item", rename_all = "snake_case")]
#[expect(clippy::large_enum_variant, reason = "a plan has hundreds of items, and most of them are targets")]
pub enum Item {
    Metadata(PlanMetadata),
    Task(Task),
    Target(Target),
    SoftTarget(SoftTarget),
}

impl Item {
    pub fn kind(&self) -> ItemKind {
        match self {
            Item::Metadata(_) => ItemKind::Metadata,
            Item::Task(_) => ItemKind::Task,
            Item::Target(_) => ItemKind::Target,
            Item::SoftTarget(_) => ItemKind::SoftTarget,
        }
    }

    pub fn id(&self) -> &str {
        match self {
            Item::Metadata(_) => "metadata",
            Item::Task(task) => &task.id,
            Item::Target(target) => &target.id,
            Item::SoftTarget(soft) => &soft.id,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ItemState {
    /// As read, nobody has looked.
    Draft,
    Confirmed,
    Corrected,
    Added,
    /// Replaced by others.
    Split,
    Rejected,
}

/// One item with its reading and what became of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct ReviewedItem {
    pub kind: ItemKind,
    pub id: String,
    pub state: ItemState,
    /// As the reader found it; nothing for items that a person added.
    pub draft: Option<Item>,
    /// As it stands; nothing once rejected or split.
    pub current: Option<Item>,
    /// Numbers of the decisions that concern it and still hold.
    pub decisions: Vec<i64>,
}

/// A draft with its decisions applied. Both stay visible.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct ReviewedPlan {
    /// The plan as it stands.
    pub plan: Plan,
    pub items: Vec<ReviewedItem>,
    /// How many items of the draft somebody has decided on, and how many there are.
    pub checked: usize,
    pub total: usize,
}

/// A decision that does not fit the plan.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    #[error("第{seq}号决定所指的条目“{id}”不存在，可能已被拆分或删除；请刷新后重试")]
    UnknownItem { seq: i64, id: String },
    #[error("第{seq}号决定新增的条目编号“{id}”已被使用，请换一个编号")]
    DuplicateItem { seq: i64, id: String },
    #[error("第{seq}号决定把一种条目换成另一种，只能同类替换")]
    KindMismatch { seq: i64 },
    #[error("第{seq}号决定要撤销的第{undone}号决定不存在")]
    UnknownDecision { seq: i64, undone: i64 },
    #[error("第{seq}号决定的拆分结果为空，至少要有一条")]
    EmptySplit { seq: i64 },
}

/// Applies the decisions to the draft.
///
/// Errors name the first decision that does not fit; nothing is skipped silently.
pub fn review(draft: &Plan, decisions: &[Decision]) -> Result<ReviewedPlan, EditError> {
    let undone = undone(decisions)?;
    let mut items = items_of(draft);
    let total = items.len();
    for decision in decisions.iter().filter(|decision| !undone.contains(&decision.seq)) {
        apply(&mut items, decision)?;
    }
    let checked = items.iter().filter(|item| item.draft.is_some() && item.state != ItemState::Draft).count();
    Ok(ReviewedPlan { plan: plan_of(draft, &items), items, checked, total })
}

/// Numbers of the decisions that a later decision takes back. An undo can itself be undone.
fn undone(decisions: &[Decision]) -> Result<BTreeSet<i64>, EditError> {
    let mut undone = BTreeSet::new();
    for decision in decisions.iter().rev() {
        if let DecisionAction::Undo { seq } = decision.action {
            if !decisions.iter().any(|other| other.seq == seq && seq < decision.seq) {
                return Err(EditError::UnknownDecision { seq: decision.seq, undone: seq });
            }
            if !undone.contains(&decision.seq) {
                undone.insert(seq);
            }
        }
    }
    Ok(undone)
}

fn items_of(draft: &Plan) -> Vec<ReviewedItem> {
    let as_read = |item: Item| ReviewedItem {
        kind: item.kind(),
        id: item.id().to_string(),
        state: ItemState::Draft,
        draft: Some(item.clone()),
        current: Some(item),
        decisions: Vec::new(),
    };
    let metadata = std::iter::once(Item::Metadata(draft.metadata.clone()));
    let tasks = draft.tasks.iter().cloned().map(Item::Task);
    let targets = draft.targets.iter().cloned().map(Item::Target);
    let soft = draft.soft_targets.iter().cloned().map(Item::SoftTarget);
    metadata.chain(tasks).chain(targets).chain(soft).map(as_read).collect()
}

fn apply(items: &mut Vec<ReviewedItem>, decision: &Decision) -> Result<(), EditError> {
    let seq = decision.seq;
    match &decision.action {
        DecisionAction::Confirm { kind, id } => {
            let item = find(items, seq, *kind, id)?;
            if item.state == ItemState::Draft {
                item.state = ItemState::Confirmed;
            }
            item.decisions.push(seq);
        }
        DecisionAction::Correct { item: new } => {
            let item = find(items, seq, new.kind(), new.id())?;
            item.state = if item.draft.is_some() { ItemState::Corrected } else { ItemState::Added };
            item.current = Some(new.clone());
            item.decisions.push(seq);
        }
        DecisionAction::Split { kind, id, items: parts } => {
            if parts.is_empty() {
                return Err(EditError::EmptySplit { seq });
            }
            if parts.iter().any(|part| part.kind() != *kind) {
                return Err(EditError::KindMismatch { seq });
            }
            let whole = find(items, seq, *kind, id)?;
            whole.state = ItemState::Split;
            whole.current = None;
            whole.decisions.push(seq);
            for part in parts {
                add(items, seq, part)?;
            }
        }
        DecisionAction::Add { item } => add(items, seq, item)?,
        DecisionAction::Reject { kind, id } => {
            let item = find(items, seq, *kind, id)?;
            item.state = ItemState::Rejected;
            item.current = None;
            item.decisions.push(seq);
        }
        DecisionAction::Undo { .. } => {}
    }
    Ok(())
}

fn find<'items>(
    items: &'items mut [ReviewedItem],
    seq: i64,
    kind: ItemKind,
    id: &str,
) -> Result<&'items mut ReviewedItem, EditError> {
    items
        .iter_mut()
        .find(|item| item.kind == kind && item.id == id && item.current.is_some())
        .ok_or_else(|| EditError::UnknownItem { seq, id: id.to_string() })
}

fn add(items: &mut Vec<ReviewedItem>, seq: i64, item: &Item) -> Result<(), EditError> {
    if items.iter().any(|other| other.kind == item.kind() && other.id == item.id()) {
        return Err(EditError::DuplicateItem { seq, id: item.id().to_string() });
    }
    items.push(ReviewedItem {
        kind: item.kind(),
        id: item.id().to_string(),
        state: ItemState::Added,
        draft: None,
        current: Some(item.clone()),
        decisions: vec![seq],
    });
    Ok(())
}

/// The draft with its items replaced by the current ones; tasks and targets in the order of the text.
fn plan_of(draft: &Plan, items: &[ReviewedItem]) -> Plan {
    let mut metadata = draft.metadata.clone();
    let mut tasks: Vec<Task> = Vec::new();
    let mut targets: Vec<Target> = Vec::new();
    let mut soft_targets: Vec<SoftTarget> = Vec::new();
    for item in items.iter().filter_map(|item| item.current.clone()) {
        match item {
            Item::Metadata(current) => metadata = current,
            Item::Task(task) => tasks.push(task),
            Item::Target(target) => targets.push(target),
            Item::SoftTarget(soft) => soft_targets.push(soft),
        }
    }
    tasks.sort_by_key(|task| task.span);
    targets.sort_by_key(|target| target.span);
    soft_targets.sort_by_key(|soft| soft.span);
    Plan { metadata, tasks, targets, soft_targets, ..draft.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Duties, Span, TaskType};

    fn task(id: &str, start: usize) -> Task {
        Task {
            id: id.to_string(),
            title: format!("任务{id}"),
            span: Span::new(start, start + 10),
            task_type: TaskType::Task,
            duties: Duties::none(),
        }
    }

    fn draft() -> Plan {
        Plan {
            metadata: PlanMetadata { title: "示例方案".to_string(), ..PlanMetadata::default() },
            text_digest: String::new(),
            outline: Vec::new(),
            conventions: Vec::new(),
            tasks: vec![task("1", 0), task("2", 20)],
            targets: Vec::new(),
            soft_targets: Vec::new(),
            residue: Vec::new(),
            corrections: Vec::new(),
        }
    }

    fn decide(actions: Vec<DecisionAction>) -> Vec<Decision> {
        let decision = |(index, action)| Decision {
            seq: index as i64 + 1,
            at: Timestamp::UNIX_EPOCH,
            actor: "张三".to_string(),
            action,
            note: None,
        };
        actions.into_iter().enumerate().map(decision).collect()
    }

    fn titles(plan: &Plan) -> Vec<&str> {
        plan.tasks.iter().map(|task| task.title.as_str()).collect()
    }

    #[test]
    fn the_draft_stays_visible_beside_a_correction() {
        let mut corrected = task("1", 0);
        corrected.title = "改过的任务".to_string();
        let reviewed =
            review(&draft(), &decide(vec![DecisionAction::Correct { item: Item::Task(corrected) }])).unwrap();
        assert_eq!(titles(&reviewed.plan), ["改过的任务", "任务2"]);
        let item = reviewed.items.iter().find(|item| item.id == "1").unwrap();
        assert_eq!(item.state, ItemState::Corrected);
        assert_eq!(item.draft, Some(Item::Task(task("1", 0))));
        assert_eq!((reviewed.checked, reviewed.total), (1, 3));
    }

    #[test]
    fn a_split_replaces_one_by_several_in_text_order() {
        let split = DecisionAction::Split {
            kind: ItemKind::Task,
            id: "1".to_string(),
            items: vec![Item::Task(task("1b", 5)), Item::Task(task("1a", 0))],
        };
        let reviewed = review(&draft(), &decide(vec![split])).unwrap();
        assert_eq!(titles(&reviewed.plan), ["任务1a", "任务1b", "任务2"]);
    }

    #[test]
    fn undo_takes_back_and_undo_of_undo_restores() {
        let reject = DecisionAction::Reject { kind: ItemKind::Task, id: "2".to_string() };
        let undone = review(&draft(), &decide(vec![reject.clone(), DecisionAction::Undo { seq: 1 }])).unwrap();
        assert_eq!(titles(&undone.plan), ["任务1", "任务2"]);
        let redone = decide(vec![reject, DecisionAction::Undo { seq: 1 }, DecisionAction::Undo { seq: 2 }]);
        assert_eq!(titles(&review(&draft(), &redone).unwrap().plan), ["任务1"]);
    }

    #[test]
    fn a_decision_about_nothing_is_an_error() {
        let confirm = DecisionAction::Confirm { kind: ItemKind::Task, id: "9".to_string() };
        let error = review(&draft(), &decide(vec![confirm])).unwrap_err();
        assert_eq!(error, EditError::UnknownItem { seq: 1, id: "9".to_string() });
    }
}
