//! What is shown of 形象进度 and its extensions.

use engine::milestone::Light;
use jiff::Timestamp;
use model::Dataset;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// 形象进度 of one target as of a day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct MilestonesView {
    pub target: String,
    /// Grows with each change; goes back as `If-Match`. 0 where nothing is set.
    pub version: u64,
    pub unit: String,
    /// What the milestones go back to; empty where there are none.
    pub basis: String,
    /// How the lights are given.
    pub rule: String,
    pub rows: Vec<MilestoneRow>,
    /// Bodies that are reminded: those that lead the task.
    pub reminded: Vec<String>,
    /// Why and when they are; nothing when nothing is owed.
    pub remind_in_words: Option<String>,
    pub may_set: bool,
    /// A change of what fell due already, waiting for a second person.
    pub proposal: Option<MilestoneProposal>,
    /// What was set so far, newest first.
    pub versions: Vec<MilestoneVersion>,
    /// Why this target has none.
    pub cannot: Option<String>,
    /// Newest first.
    pub log: Vec<MilestoneLine>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct MilestoneRow {
    /// As SDMX writes it; its last day is the day by which.
    pub period: String,
    pub period_in_words: String,
    pub value: String,
    /// By the last day of the period; — where nothing is known.
    pub actual: String,
    pub actual_period: Option<String>,
    /// Of the milestone: 94.9%.
    pub share: String,
    /// Of the whole target: 80.9%.
    pub share_of_total: String,
    pub light: Light,
    pub light_in_words: String,
    /// By when it was made up, and how far.
    pub made_up: Option<String>,
    /// The last one asked for. The period above stays as it was set.
    pub extension: Option<MilestoneExtension>,
    /// ask_extension, answer_extension.
    pub may: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct MilestoneExtension {
    pub until_in_words: String,
    pub reason: String,
    pub agency: String,
    /// 待答复, 已批准, 未批准.
    pub state_in_words: String,
    pub answer: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct MilestoneLine {
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    pub by: String,
    pub agency: String,
    pub text: String,
}

/// A change that waits.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct MilestoneProposal {
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    pub by: String,
    pub basis: String,
    pub reason: String,
    /// 2025年9月 970 改为 900.
    pub changes: Vec<String>,
    pub may_answer: bool,
}

/// What was set at one time.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct MilestoneVersion {
    /// From 1.
    pub number: usize,
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    pub by: String,
    /// The second person, where a period that was over was touched.
    pub approved_by: Option<String>,
    pub basis: String,
    pub reason: Option<String>,
    /// Against the version before.
    pub changes: Vec<String>,
}

/// All milestones of a target, in order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SetMilestones {
    pub dataset: Option<Dataset>,
    pub basis: String,
    /// Needed when something was set before.
    #[serde(default)]
    pub reason: String,
    pub steps: Vec<MilestoneDraft>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct MilestoneDraft {
    /// 2025-09.
    pub period: String,
    pub value: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum MilestoneAct {
    AskExtension {
        dataset: Option<Dataset>,
        period: String,
        until: String,
        reason: String,
    },
    AnswerExtension {
        dataset: Option<Dataset>,
        period: String,
        is_granted: bool,
        reason: String,
    },
    /// By another person than the one who proposed it.
    AnswerChange {
        dataset: Option<Dataset>,
        is_approved: bool,
        reason: String,
    },
}
