//! Whether one more decision may stand. Older decisions are never judged again; what they left stays as it is.

use std::collections::BTreeSet;

use super::fault::fault;
use super::replay::{review, touched, undone};
use super::{Decision, DecisionAction, EditError, Item, ItemKind, ReviewedPlan};
use crate::{Plan, TextIndex};

/// Checks the last of the decisions against the plan, the text and what its author had `seen`: the number of the
/// last decision on their screen. Gives the plan with it.
pub fn admit(draft: &Plan, text: Option<&str>, decisions: &[Decision], seen: i64) -> Result<ReviewedPlan, EditError> {
    let Some((last, earlier)) = decisions.split_last() else { return review(draft, decisions) };
    let before = review(draft, earlier)?;
    for (kind, id) in touched(decisions, &last.action) {
        let held = before.items.iter().find(|item| item.kind == kind && item.id == id);
        if let Some(item) = held.filter(|item| item.version > seen) {
            return Err(EditError::Stale { kind, id, by: item.version });
        }
    }
    if let DecisionAction::Undo { seq } = last.action
        && undone(earlier)?.contains(&seq)
    {
        return Err(EditError::AlreadyUndone { undone: seq });
    }
    shape(&last.action, &before)?;
    let after = review(draft, decisions).map_err(|error| needed_by(error, last))?;
    let index = text.map(TextIndex::new);
    let has_task = |id: &str| after.plan.tasks.iter().any(|task| task.id == id);
    for item in sent(&last.action) {
        if let Some(fault) = fault(item, index.as_ref(), has_task) {
            return Err(EditError::Item { id: item.id().to_string(), fault });
        }
    }
    orphans(&before.plan, &after.plan)?;
    Ok(after)
}

/// A decision that fitted before and does not fit without the one taken back depends on it.
fn needed_by(error: EditError, last: &Decision) -> EditError {
    match (&last.action, &error) {
        (
            DecisionAction::Undo { seq: undone },
            EditError::UnknownItem { seq, .. } | EditError::DuplicateItem { seq, .. },
        ) if *seq != last.seq => EditError::NeededBy { undone: *undone, by: *seq },
        _ => error,
    }
}

/// The items that come with a decision.
fn sent(action: &DecisionAction) -> Vec<&Item> {
    match action {
        DecisionAction::Correct { item } | DecisionAction::Add { item } | DecisionAction::Merge { item, .. } => {
            vec![item]
        }
        DecisionAction::Split { items, .. } => items.iter().collect(),
        DecisionAction::Confirm { .. }
        | DecisionAction::Defer { .. }
        | DecisionAction::Reject { .. }
        | DecisionAction::Undo { .. } => Vec::new(),
    }
}

/// Splits give at least two different parts within the place of the whole; merges take at least two items.
fn shape(action: &DecisionAction, before: &ReviewedPlan) -> Result<(), EditError> {
    match action {
        DecisionAction::Split { kind, id, items } => {
            if items.len() < 2 {
                return Err(EditError::TooFewParts);
            }
            for (place, part) in items.iter().enumerate() {
                if let Some(same) = items.iter().take(place).find(|other| nameless(other) == nameless(part)) {
                    let (one, other) = (same.id().to_string(), part.id().to_string());
                    return Err(EditError::IdenticalParts { one, other });
                }
            }
            let whole = before.items.iter().find(|item| item.kind == *kind && item.id == *id);
            let whole = whole.and_then(|item| item.current.as_ref()).and_then(Item::span);
            let outside = |part: &&Item| match (whole, part.span()) {
                (Some(whole), Some(span)) => !whole.contains(&span),
                (None, _) | (_, None) => false,
            };
            match items.iter().find(outside) {
                Some(part) => Err(EditError::PartOutside { id: part.id().to_string() }),
                None => Ok(()),
            }
        }
        DecisionAction::Merge { ids, .. } => {
            let different: BTreeSet<&String> = ids.iter().collect();
            if different.len() < 2 || different.len() != ids.len() { Err(EditError::TooFewMerged) } else { Ok(()) }
        }
        DecisionAction::Confirm { .. }
        | DecisionAction::Defer { .. }
        | DecisionAction::Correct { .. }
        | DecisionAction::Add { .. }
        | DecisionAction::Reject { .. }
        | DecisionAction::Undo { .. } => Ok(()),
    }
}

/// Without its id, to tell whether two parts say the same.
fn nameless(item: &Item) -> Item {
    let mut item = item.clone();
    match &mut item {
        Item::Metadata(_) => {}
        Item::Task(task) => task.id.clear(),
        Item::Target(target) => target.id.clear(),
        Item::SoftTarget(soft) => soft.id.clear(),
    }
    item
}

/// No target may lose its task through this decision.
fn orphans(before: &Plan, after: &Plan) -> Result<(), EditError> {
    let lost = |plan: &Plan| -> BTreeSet<(ItemKind, String, String)> {
        let tasks: BTreeSet<&str> = plan.tasks.iter().map(|task| task.id.as_str()).collect();
        let targets = plan.targets.iter().map(|target| (ItemKind::Target, &target.id, Some(&target.task)));
        let soft = plan.soft_targets.iter().map(|soft| (ItemKind::SoftTarget, &soft.id, soft.task.as_ref()));
        let named = targets.chain(soft).filter_map(|(kind, id, task)| Some((kind, id.clone(), task?.clone())));
        named.filter(|(_, _, task)| !tasks.contains(task.as_str())).collect()
    };
    let old = lost(before);
    let new: Vec<(ItemKind, String, String)> = lost(after).into_iter().filter(|entry| !old.contains(entry)).collect();
    match new.first() {
        Some((_, first, task)) => {
            let count = new.iter().filter(|(_, _, other)| other == task).count();
            Err(EditError::Orphans { task: task.clone(), count, first: first.clone() })
        }
        None => Ok(()),
    }
}
