//! Who answers for what, and since when nothing was heard: owners, first updates, days silent.
//!
//! Measures tasks and agencies, never persons.

use jiff::Timestamp;

/// What somebody else published about plans, for comparison.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SilenceBenchmark {
    /// 没有负责单位.
    pub ownerless: PublishedFigure,
    /// 从未更新.
    pub never_updated: PublishedFigure,
}

/// A figure of somebody else as it was published, with where and of what.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PublishedFigure {
    pub value: String,
    pub source: String,
}

/// What is known of the life of one task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskPulse {
    pub task: String,
    /// One agency answers for it (主牵头); several leads without one are nobody.
    pub has_owner: bool,
    pub first_update: Option<Timestamp>,
    pub last_update: Option<Timestamp>,
}

#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, utoipa::ToSchema)]
pub struct Silence {
    pub tasks: usize,
    pub owned: usize,
    pub updated: usize,
    /// Tasks and their days without an update, longest first; since the plan was issued when there was none.
    pub days: Vec<(String, i64)>,
}

/// Counts at an instant. `since` is when the plan was put into force.
pub fn silence(tasks: &[TaskPulse], since: Timestamp, now: Timestamp) -> Silence {
    let mut days: Vec<(String, i64)> = tasks
        .iter()
        .map(|task| {
            let heard = task.last_update.unwrap_or(since);
            (task.task.clone(), (now.duration_since(heard).as_hours() / 24).max(0))
        })
        .collect();
    // Equal silence keeps the order of the plan.
    days.sort_by_key(|(_, days)| std::cmp::Reverse(*days));
    Silence {
        tasks: tasks.len(),
        owned: tasks.iter().filter(|task| task.has_owner).count(),
        updated: tasks.iter().filter(|task| task.first_update.is_some()).count(),
        days,
    }
}
