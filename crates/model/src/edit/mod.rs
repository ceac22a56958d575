//! What a person decided about a draft. The draft stays as read; decisions are kept beside it, and
//! the reviewed plan is the draft with the decisions applied, in order. Nothing here is ever deleted.

mod admit;
mod fault;
mod replay;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{Plan, PlanMetadata, SoftTarget, Span, Target, Task};

pub use admit::admit;
pub use fault::ItemFault;
pub use replay::{review, undone};

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
    /// Looked at and left open (待定), for a colleague or for later.
    Defer {
        kind: ItemKind,
        id: String,
    },
    /// Replaces an item; the id stays.
    Correct {
        item: Item,
    },
    /// Replaces one item by several of the same kind with new ids, within the place of the first.
    Split {
        kind: ItemKind,
        id: String,
        items: Vec<Item>,
    },
    /// Replaces several items of one kind by one with a new id.
    Merge {
        kind: ItemKind,
        ids: Vec<String>,
        item: Item,
    },
    Add {
        item: Item,
    },
    Reject {
        kind: ItemKind,
        id: String,
    },
    /// Takes back the decision with that number. Taking back an undo does the decision again.
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

impl ItemKind {
    pub fn in_words(self) -> &'static str {
        match self {
            ItemKind::Metadata => "基本信息",
            ItemKind::Task => "任务",
            ItemKind::Target => "目标",
            ItemKind::SoftTarget => "软目标",
        }
    }
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

    /// Where it stands in the text; metadata stand in several places.
    pub fn span(&self) -> Option<Span> {
        match self {
            Item::Metadata(_) => None,
            Item::Task(task) => Some(task.span),
            Item::Target(target) => Some(target.span),
            Item::SoftTarget(soft) => Some(soft.span),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ItemState {
    /// As read, nobody has looked.
    Draft,
    /// Somebody looked and left it open.
    Deferred,
    Confirmed,
    Corrected,
    Added,
    /// Replaced by several others.
    Split,
    /// Replaced, together with others, by one.
    Merged,
    Rejected,
}

impl ItemState {
    pub fn in_words(self) -> &'static str {
        match self {
            ItemState::Draft => "未校对",
            ItemState::Deferred => "待定",
            ItemState::Confirmed => "已确认",
            ItemState::Corrected => "已更正",
            ItemState::Added => "人工新增",
            ItemState::Split => "已拆分",
            ItemState::Merged => "已合并",
            ItemState::Rejected => "已删除",
        }
    }

    /// Somebody has decided about it.
    pub fn is_checked(self) -> bool {
        match self {
            ItemState::Draft | ItemState::Deferred => false,
            ItemState::Confirmed
            | ItemState::Corrected
            | ItemState::Added
            | ItemState::Split
            | ItemState::Merged
            | ItemState::Rejected => true,
        }
    }
}

/// One item with its reading and what became of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct ReviewedItem {
    pub kind: ItemKind,
    pub id: String,
    pub state: ItemState,
    /// As the reader found it; nothing for items that a person added.
    pub draft: Option<Item>,
    /// As it stands; nothing once rejected, split or merged.
    pub current: Option<Item>,
    /// Numbers of the decisions that concern it and still hold.
    pub decisions: Vec<i64>,
    /// Number of the last decision that touched it, taken back or not; 0 as read. Who decides about an older
    /// version than this has not seen what a colleague did.
    pub version: i64,
    /// Ids of the items that it was split from or merged of.
    pub origin: Vec<String>,
    /// Ids of the items that stand for it since it was split or merged.
    pub heirs: Vec<String>,
}

/// A draft with its decisions applied. Both stay visible.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct ReviewedPlan {
    /// The plan as it stands.
    pub plan: Plan,
    /// In the order of the text within each kind; parts stand right after what they were split from.
    pub items: Vec<ReviewedItem>,
    /// How many items of the draft somebody has decided on, and how many there are.
    pub checked: usize,
    pub total: usize,
}

/// A decision that does not fit the plan.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    #[error("第{seq}号决定所指的条目“{id}”不存在，可能已被拆分、合并或删除；请刷新后重试")]
    UnknownItem { seq: i64, id: String },
    #[error("第{seq}号决定新增的条目编号“{id}”已被使用，请换一个编号")]
    DuplicateItem { seq: i64, id: String },
    #[error("第{seq}号决定把一种条目换成另一种，只能同类替换")]
    KindMismatch { seq: i64 },
    #[error("第{seq}号决定要撤销的第{undone}号决定不存在")]
    UnknownDecision { seq: i64, undone: i64 },
    #[error("第{undone}号决定已经撤销，无需再撤")]
    AlreadyUndone { undone: i64 },
    #[error("第{undone}号决定之后的第{by}号决定以它为基础，请先撤销第{by}号决定")]
    NeededBy { undone: i64, by: i64 },
    #[error("拆分至少要有两条；只改一条请用“更正”")]
    TooFewParts,
    #[error("拆分后的“{one}”与“{other}”完全相同；请改成各自的内容，或减少一条")]
    IdenticalParts { one: String, other: String },
    #[error("拆分出的“{id}”超出了原条目在文中的范围；请在原条目的文字之内标注")]
    PartOutside { id: String },
    #[error("合并至少要选两条不同的条目")]
    TooFewMerged,
    #[error("{kind}“{id}”在您打开之后又有第{by}号决定，请先看最新的内容再决定", kind = kind.in_words())]
    Stale { kind: ItemKind, id: String, by: i64 },
    #[error("任务“{task}”还有{count}条目标或软目标（{first}等）；请先把它们删去，或改归其他任务")]
    Orphans { task: String, count: usize, first: String },
    #[error("“{id}”：{fault}")]
    Item { id: String, fault: ItemFault },
}
