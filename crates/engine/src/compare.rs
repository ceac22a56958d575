//! Compares two versions of a plan (draft and issued, old and amended), task by task and target by target.
//!
//! Clauses are recognised by number, title and contents, so that a moved clause is not shown as deleted and added.
//! Never decides which version is right, and never looks at the wording between tasks.

mod matching;
mod metadata;
mod targets;
mod tasks;

use model::{ClauseNumbers, Plan};
use serde::{Deserialize, Serialize};

/// What differs. Lists follow the text of the new version; what was removed stands where it used to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct PlanComparison {
    pub metadata: Vec<FieldChange>,
    pub tasks: Vec<ItemChange>,
    pub targets: Vec<ItemChange>,
}

impl PlanComparison {
    pub fn is_empty(&self) -> bool {
        self.metadata.is_empty() && self.tasks.is_empty() && self.targets.is_empty()
    }
}

/// A task or a target that is not the same in both versions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct ItemChange {
    pub kind: ChangeKind,
    /// Id in the old version; none when added.
    pub old_id: Option<String>,
    /// Id in the new version; none when removed.
    pub new_id: Option<String>,
    /// Title or indicator, in the new version when it is there.
    pub name: String,
    pub fields: Vec<FieldChange>,
    /// All of it in one Chinese sentence.
    pub sentence: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    Added,
    Removed,
    /// To another section, another task, or another place in the order; fields may have changed too.
    Moved,
    Changed,
    /// Only the number changed, because clauses before it came or went.
    Renumbered,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct FieldChange {
    pub field: ChangedField,
    pub old: Option<String>,
    pub new: Option<String>,
    /// In Chinese, without a full stop.
    pub sentence: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ChangedField {
    Title,
    DocumentNumber,
    Issuer,
    Date,
    Term,
    /// Number of the clause.
    Clause,
    /// An agency came, went, or has another role.
    Agency,
    MainLead,
    Indicator,
    Comparator,
    Value,
    Unit,
    Period,
    Places,
    Strength,
}

impl FieldChange {
    /// `name由“旧”改为“新”`, with words for what is missing on a side.
    fn of(field: ChangedField, name: &str, old: Option<String>, new: Option<String>) -> Option<FieldChange> {
        let sentence = match (&old, &new) {
            (old, new) if old == new => return None,
            (Some(old), Some(new)) => format!("{name}由“{old}”改为“{new}”"),
            (None, Some(new)) => format!("{name}明确为“{new}”"),
            (Some(old), None) => format!("{name}“{old}”被删去"),
            (None, None) => return None,
        };
        Some(FieldChange { field, old, new, sentence })
    }
}

/// Lists what became different from the old to the new version.
pub fn compare(old: &Plan, new: &Plan) -> PlanComparison {
    let clauses = [ClauseNumbers::of(old), ClauseNumbers::of(new)];
    let tasks = tasks::matched(old, new);
    PlanComparison {
        metadata: metadata::changes(&old.metadata, &new.metadata),
        tasks: tasks::changes(&tasks, &clauses, old, new),
        targets: targets::changes(&tasks, &clauses, old, new),
    }
}

/// Puts changes into the order of the new text: each beside its place there, removed ones after what stood before them.
fn in_text_order(mut changes: Vec<(usize, usize, ItemChange)>) -> Vec<ItemChange> {
    changes.sort_by_key(|(new_place, old_place, _)| (*new_place, *old_place));
    changes.into_iter().map(|(_, _, change)| change).collect()
}
