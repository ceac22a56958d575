//! Applies decisions to a draft, in order. Nothing is skipped silently, and nothing of the draft is lost:
//! every item that was read stays in the list, with what became of it.

use std::collections::{BTreeMap, BTreeSet};

use super::{Decision, DecisionAction, EditError, Item, ItemKind, ItemState, ReviewedItem, ReviewedPlan};
use crate::{Plan, SoftTarget, Span, Target, Task};

/// Kind and id: what a decision touches.
pub(super) type Key = (ItemKind, String);

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
    let versions = versions(decisions);
    for item in &mut items {
        item.version = versions.get(&(item.kind, item.id.clone())).copied().unwrap_or(0);
    }
    move_to_heirs(&mut items);
    let checked = items.iter().filter(|item| item.draft.is_some() && item.state.is_checked()).count();
    Ok(ReviewedPlan { plan: plan_of(draft, &items), items, checked, total })
}

/// Numbers of the decisions that a later decision takes back. An undo can itself be undone.
pub fn undone(decisions: &[Decision]) -> Result<BTreeSet<i64>, EditError> {
    let known: BTreeSet<i64> = decisions.iter().map(|decision| decision.seq).collect();
    let mut undone = BTreeSet::new();
    for decision in decisions.iter().rev() {
        if let DecisionAction::Undo { seq } = decision.action {
            if !known.contains(&seq) || seq >= decision.seq {
                return Err(EditError::UnknownDecision { seq: decision.seq, undone: seq });
            }
            if !undone.contains(&decision.seq) {
                undone.insert(seq);
            }
        }
    }
    Ok(undone)
}

/// The items that a decision touches; an undo touches what the decision that it takes back touched.
pub(super) fn touched(decisions: &[Decision], action: &DecisionAction) -> Vec<Key> {
    let mut action = action;
    // Undoes point backwards, so this ends.
    while let DecisionAction::Undo { seq } = action {
        match decisions.iter().find(|decision| decision.seq == *seq) {
            Some(decision) => action = &decision.action,
            None => return Vec::new(),
        }
    }
    let of = |item: &Item| (item.kind(), item.id().to_string());
    match action {
        DecisionAction::Confirm { kind, id }
        | DecisionAction::Defer { kind, id }
        | DecisionAction::Reject { kind, id } => vec![(*kind, id.clone())],
        DecisionAction::Correct { item } | DecisionAction::Add { item } => vec![of(item)],
        DecisionAction::Split { kind, id, items } => {
            std::iter::once((*kind, id.clone())).chain(items.iter().map(of)).collect()
        }
        DecisionAction::Merge { kind, ids, item } => {
            ids.iter().map(|id| (*kind, id.clone())).chain(std::iter::once(of(item))).collect()
        }
        DecisionAction::Undo { .. } => Vec::new(),
    }
}

fn versions(decisions: &[Decision]) -> BTreeMap<Key, i64> {
    let mut versions = BTreeMap::new();
    for decision in decisions {
        for key in touched(decisions, &decision.action) {
            versions.insert(key, decision.seq);
        }
    }
    versions
}

fn items_of(draft: &Plan) -> Vec<ReviewedItem> {
    let as_read = |item: Item| ReviewedItem { draft: Some(item.clone()), ..new_item(item, ItemState::Draft) };
    let metadata = std::iter::once(Item::Metadata(draft.metadata.clone()));
    let tasks = draft.tasks.iter().cloned().map(Item::Task);
    let targets = draft.targets.iter().cloned().map(Item::Target);
    let soft = draft.soft_targets.iter().cloned().map(Item::SoftTarget);
    metadata.chain(tasks).chain(targets).chain(soft).map(as_read).collect()
}

fn new_item(item: Item, state: ItemState) -> ReviewedItem {
    ReviewedItem {
        kind: item.kind(),
        id: item.id().to_string(),
        state,
        draft: None,
        current: Some(item),
        decisions: Vec::new(),
        version: 0,
        origin: Vec::new(),
        heirs: Vec::new(),
    }
}

fn apply(items: &mut Vec<ReviewedItem>, decision: &Decision) -> Result<(), EditError> {
    let seq = decision.seq;
    match &decision.action {
        DecisionAction::Confirm { kind, id } => {
            let place = find(items, seq, *kind, id)?;
            settle(&mut items[place], seq);
        }
        DecisionAction::Defer { kind, id } => {
            let place = find(items, seq, *kind, id)?;
            items[place].state = ItemState::Deferred;
            items[place].decisions.push(seq);
        }
        DecisionAction::Correct { item } => {
            let place = find(items, seq, item.kind(), item.id())?;
            items[place].current = Some(item.clone());
            settle(&mut items[place], seq);
        }
        DecisionAction::Split { kind, id, items: parts } => {
            if parts.is_empty() {
                return Err(EditError::TooFewParts);
            }
            if parts.iter().any(|part| part.kind() != *kind) {
                return Err(EditError::KindMismatch { seq });
            }
            let place = find(items, seq, *kind, id)?;
            let heirs = parts.iter().map(|part| part.id().to_string()).collect();
            retire(&mut items[place], ItemState::Split, heirs, seq);
            for (ordinal, part) in parts.iter().enumerate() {
                insert(items, place + 1 + ordinal, seq, part, vec![id.clone()])?;
            }
        }
        DecisionAction::Merge { kind, ids, item } => {
            if item.kind() != *kind {
                return Err(EditError::KindMismatch { seq });
            }
            let mut last = 0;
            for id in ids {
                let place = find(items, seq, *kind, id)?;
                retire(&mut items[place], ItemState::Merged, vec![item.id().to_string()], seq);
                last = last.max(place);
            }
            insert(items, last + 1, seq, item, ids.clone())?;
        }
        DecisionAction::Add { item } => {
            let before = |held: &ReviewedItem| held.kind == item.kind() && place_of(held) <= item.span();
            let of_kind = |held: &ReviewedItem| held.kind <= item.kind();
            let place =
                items.iter().rposition(before).or_else(|| items.iter().rposition(|held| held.kind < item.kind()));
            let place = place.or_else(|| items.iter().rposition(of_kind)).map_or(0, |place| place + 1);
            insert(items, place, seq, item, Vec::new())?;
        }
        DecisionAction::Reject { kind, id } => {
            let place = find(items, seq, *kind, id)?;
            retire(&mut items[place], ItemState::Rejected, Vec::new(), seq);
        }
        DecisionAction::Undo { .. } => {}
    }
    Ok(())
}

fn place_of(item: &ReviewedItem) -> Option<Span> {
    item.current.as_ref().or(item.draft.as_ref()).and_then(Item::span)
}

/// A person stands behind it now; what it is called depends on what was read.
fn settle(item: &mut ReviewedItem, seq: i64) {
    item.state = match &item.draft {
        None => ItemState::Added,
        Some(_) if item.draft != item.current => ItemState::Corrected,
        Some(_) => ItemState::Confirmed,
    };
    item.decisions.push(seq);
}

fn retire(item: &mut ReviewedItem, state: ItemState, heirs: Vec<String>, seq: i64) {
    item.state = state;
    item.current = None;
    item.heirs = heirs;
    item.decisions.push(seq);
}

fn find(items: &[ReviewedItem], seq: i64, kind: ItemKind, id: &str) -> Result<usize, EditError> {
    let held = items.iter().position(|item| item.kind == kind && item.id == id && item.current.is_some());
    held.ok_or_else(|| EditError::UnknownItem { seq, id: id.to_string() })
}

fn insert(
    items: &mut Vec<ReviewedItem>,
    place: usize,
    seq: i64,
    item: &Item,
    origin: Vec<String>,
) -> Result<(), EditError> {
    if items.iter().any(|other| other.kind == item.kind() && other.id == item.id()) {
        return Err(EditError::DuplicateItem { seq, id: item.id().to_string() });
    }
    let new = ReviewedItem { decisions: vec![seq], origin, ..new_item(item.clone(), ItemState::Added) };
    items.insert(place.min(items.len()), new);
    Ok(())
}

/// What pointed to an item that was split or merged points to what stands for it now.
fn move_to_heirs(items: &mut [ReviewedItem]) {
    struct Heir {
        span: Option<Span>,
        is_current: bool,
        heirs: Vec<String>,
    }
    let of_kind = |items: &[ReviewedItem], kind: ItemKind| -> BTreeMap<String, Heir> {
        let held = items.iter().filter(|item| item.kind == kind);
        let heir = |item: &ReviewedItem| Heir {
            span: place_of(item),
            is_current: item.current.is_some(),
            heirs: item.heirs.clone(),
        };
        held.map(|item| (item.id.clone(), heir(item))).collect()
    };
    let tasks = of_kind(items, ItemKind::Task);
    let targets = of_kind(items, ItemKind::Target);
    if !tasks.values().chain(targets.values()).any(|held| !held.heirs.is_empty()) {
        return;
    }
    let task_for = |id: &str, span: Span| -> String {
        let mut id = id.to_string();
        while let Some(held) = tasks.get(&id).filter(|held| !held.is_current) {
            let holds =
                |heir: &&String| tasks.get(*heir).and_then(|held| held.span).is_some_and(|place| place.contains(&span));
            match held.heirs.iter().find(holds).or_else(|| held.heirs.first()) {
                Some(heir) => id = heir.clone(),
                None => break,
            }
        }
        id
    };
    let linked_to = |ids: &[String], own: &str| -> Vec<String> {
        let mut open: Vec<String> = ids.iter().rev().cloned().collect();
        let mut linked: Vec<String> = Vec::new();
        while let Some(id) = open.pop() {
            match targets.get(&id) {
                Some(held) if !held.heirs.is_empty() => open.extend(held.heirs.iter().rev().cloned()),
                Some(_) | None if id != own && !linked.contains(&id) => linked.push(id),
                Some(_) | None => {}
            }
        }
        linked
    };
    for item in items.iter_mut() {
        match &mut item.current {
            Some(Item::Target(target)) => {
                target.task = task_for(&target.task, target.span);
                target.linked = linked_to(&target.linked, &target.id);
            }
            Some(Item::SoftTarget(soft)) => soft.task = soft.task.as_deref().map(|task| task_for(task, soft.span)),
            Some(Item::Metadata(_) | Item::Task(_)) | None => {}
        }
    }
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
