//! What people do with an answer to a request, and what happened. Shapes only.

use jiff::Timestamp;
use model::collection::Answer;
use serde::{Deserialize, Serialize};

/// What somebody wants done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum Command {
    /// 暂存: cells as typed or read from a sheet.
    Save { drafts: Vec<Draft> },
    /// 提交.
    Submit,
    /// 撤回 before the review has begun.
    TakeBack { reason: String },
    /// 退回 for correction.
    Return { reason: String },
    /// 通过; no fields means all that are left.
    Accept { fields: Vec<String> },
    /// 提出异议: one side holds another value to be right (条块不一致). The reviewer says so of what was handed in, the
    /// respondent of what was accepted.
    Dispute { field: String, value: Answer, reason: String },
    /// The other side takes that value, or keeps to the one that stands with a reason.
    AnswerDispute { field: String, is_accepted: bool, reason: String },
    /// 裁定 by the planning section when both keep to their value.
    Decide { field: String, value: Answer, reason: String },
    /// The respondent holds a return for wrong.
    ContestReturn { reason: String },
    /// The reviewer takes its return back, or keeps to it with a reason.
    AnswerContest { is_accepted: bool, reason: String },
    /// 裁定 by the planning section when both keep to their word about a return.
    DecideReturn { stands: bool, reason: String },
    /// 申请延期.
    AskExtension { until: Timestamp, reason: String },
    /// 批准 or 不批准延期.
    AnswerExtension { is_granted: bool, reason: String },
    /// 会签同意 by a joint lead.
    Sign,
    /// 会签不同意.
    Object { reason: String },
    /// The planning section lets the answer go on over an objection, or without a joint lead that kept silent too long.
    Overrule { signer: String, reason: String },
}

/// A cell as somebody wants to save it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Draft {
    pub field: String,
    /// Nothing empties the cell.
    pub value: Option<Answer>,
    /// 说明, needed where the value raises a doubt.
    #[serde(default)]
    pub note: Option<String>,
    /// The version of the cell that its author saw; 0 for an empty one.
    pub base: u64,
    pub origin: CellOrigin,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum CellOrigin {
    Typed,
    /// From an Excel sheet or pasted.
    Sheet,
    /// Known already.
    Prefilled,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Event {
    Saved {
        cells: Vec<Saved>,
    },
    Submitted {
        is_late: bool,
    },
    TakenBack {
        reason: String,
    },
    Returned {
        reason: String,
    },
    Accepted {
        fields: Vec<String>,
    },
    Disputed {
        field: String,
        value: Answer,
        reason: String,
        /// Who began; in records from before it was the reviewer alone.
        #[serde(default)]
        side: Side,
    },
    DisputeAccepted {
        field: String,
    },
    /// Goes up to the planning section.
    Deadlocked {
        field: String,
        reason: String,
    },
    Decided {
        field: String,
        value: Answer,
        reason: String,
    },
    ReturnContested {
        reason: String,
    },
    /// The return is taken back; the answer is under review again as it was.
    ContestAccepted {
        reason: String,
    },
    /// Goes up to the planning section.
    ContestRefused {
        reason: String,
    },
    ReturnDecided {
        stands: bool,
        reason: String,
    },
    /// Every value is agreed; it is official from here on.
    Completed,
    ExtensionAsked {
        until: Timestamp,
        reason: String,
    },
    ExtensionAnswered {
        is_granted: bool,
        reason: String,
    },
    /// By the joint lead of this code.
    Signed {
        signer: String,
    },
    Objected {
        signer: String,
        reason: String,
    },
    Overruled {
        signer: String,
        reason: String,
    },
}

/// The two who have to agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    #[default]
    Reviewer,
    Respondent,
}

/// A cell that was saved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Saved {
    pub field: String,
    pub value: Option<Answer>,
    pub note: Option<String>,
    pub origin: CellOrigin,
}

/// An event in its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recorded {
    /// From 1, without gaps.
    pub number: u64,
    pub at: Timestamp,
    pub by: String,
    /// The agency for which that person acted.
    pub agency: String,
    pub event: Event,
}
