//! What the screens of the collection cycle show: requests, answers, notices, burdens, instructions.

use jiff::Timestamp;
use jiff::civil::Date;
use model::collection::{Answer, Countersign, Field, Party};
use model::{Dataset, IndicatorNature};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{ComplaintView, LineError};

/// A request as somebody proposes it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct RequestDraft {
    pub dataset: Option<Dataset>,
    pub title: String,
    pub basis: String,
    pub purpose: String,
    /// Code of the agency that asks; the actor's own when absent.
    pub requester: Option<String>,
    /// Code of the agency that reviews.
    pub reviewer: String,
    /// Id of the task of the plan.
    pub task: Option<String>,
    /// As SDMX writes it: 2025-06.
    pub period: String,
    /// Codes of agencies or places.
    pub respondents: Vec<String>,
    pub fields: Vec<Field>,
    #[schema(value_type = String, format = DateTime)]
    pub due: Timestamp,
    #[schema(value_type = String, format = Date)]
    pub expires: Date,
    /// 会签 by the joint leads of the task; asked where the plan makes it possible when absent.
    #[serde(default)]
    pub countersign: Option<bool>,
}

/// What the check of a draft found (表单准入).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AdmissionView {
    /// Sentences; a draft with any is not sent.
    pub faults: Vec<String>,
    pub fields: Vec<FieldOriginView>,
    pub field_count: usize,
    pub known_count: usize,
    /// 自动带出 12 项，占 66.7%.
    pub reuse_in_words: String,
    /// Who confirms whose report before it is accepted.
    pub countersign: Option<Countersign>,
    /// What was counted without knowing; no fault.
    pub warnings: Vec<String>,
    /// Code of the request once it is stored.
    pub code: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct FieldOriginView {
    pub code: String,
    pub name: String,
    /// Why nobody types it; nothing for a field that is asked.
    pub known_why: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct RequestSummary {
    pub code: String,
    /// Grows with each decision; goes back as `If-Match`.
    pub version: u64,
    pub title: String,
    pub basis: String,
    pub purpose: String,
    pub requester: Party,
    pub reviewer: Party,
    pub period_in_words: String,
    /// proposed, in_force, refused, withdrawn.
    pub state: String,
    pub state_in_words: String,
    #[schema(value_type = String, format = Date)]
    pub issued: Date,
    #[schema(value_type = String, format = DateTime)]
    pub due: Timestamp,
    #[schema(value_type = String, format = Date)]
    pub expires: Date,
    pub proposed_by: String,
    pub field_count: usize,
    pub known_count: usize,
    pub respondent_count: usize,
    /// Answers that are submitted or agreed.
    pub answered_count: usize,
    pub agreed_count: usize,
}

/// One answer in a list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct FilingSummary {
    pub request: String,
    pub title: String,
    pub period_in_words: String,
    pub respondent: Party,
    pub reviewer: String,
    pub phase: String,
    pub phase_in_words: String,
    #[schema(value_type = String, format = DateTime)]
    pub due: Timestamp,
    /// Before any extension; the same where there was none.
    #[schema(value_type = String, format = DateTime)]
    pub original_due: Timestamp,
    pub is_extended: bool,
    /// 逾期 2 天; nothing when it is in time.
    pub late_in_words: Option<String>,
    pub filled_count: usize,
    pub field_count: usize,
    pub dispute_count: usize,
    /// What the respondent disputes and the reviewer has not answered: an accepted figure, or a return.
    pub contest_count: usize,
    pub deadlock_count: usize,
    pub waits_for_extension: bool,
    /// Joint leads that have not agreed (待会签); nothing before it is handed in.
    pub signatures_owed: Vec<String>,
    /// Those among them that said why not.
    pub objection_count: usize,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct RequestView {
    pub summary: RequestSummary,
    pub fields: Vec<FieldOriginView>,
    pub answers: Vec<FilingSummary>,
    pub countersign: Option<Countersign>,
    /// What is not asked any more, in sentences.
    pub narrowed: Vec<String>,
    /// 减负意见 about it, as far as the person may see them.
    pub complaints: Vec<ComplaintView>,
    /// approve, refuse, withdraw, narrow, review (accept or return several answers), complain.
    pub may: Vec<String>,
    pub reason: Option<String>,
}

/// 工作台 of the cycle: what waits for this person.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CollectionDesk {
    pub parties: Vec<Party>,
    pub is_planner: bool,
    pub to_fill: Vec<FilingSummary>,
    /// 待会签.
    pub to_sign: Vec<FilingSummary>,
    pub to_review: Vec<FilingSummary>,
    /// 分歧 to be decided, objections of joint leads among them.
    pub to_decide: Vec<FilingSummary>,
    pub to_approve: Vec<RequestSummary>,
    pub done: Vec<FilingSummary>,
    pub requests: Vec<RequestSummary>,
    pub notices: Vec<NoticeView>,
    /// What the calendar does not know and how it is counted meanwhile.
    pub warnings: Vec<String>,
    pub burdens: Vec<BurdenView>,
    pub burden_note: String,
    /// 减负意见, as far as the person may see them, newest first.
    pub complaints: Vec<ComplaintView>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct NoticeView {
    pub id: i64,
    pub is_read: bool,
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    pub kind_in_words: String,
    pub audience_in_words: String,
    pub agency: String,
    pub text: String,
    /// Code of the request that it is about.
    pub request: Option<String>,
    /// Code of the party that it is about.
    pub respondent: Option<String>,
    /// Code of the instruction that it is about.
    pub instruction: Option<String>,
    /// Id of the task whose milestone it is about.
    pub task: Option<String>,
}

/// 消息: reminders that are addressed to a person.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct NoticeList {
    /// Newest first.
    pub rows: Vec<NoticeView>,
    pub unread: usize,
}

/// What somebody has read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ReadNotices {
    /// Id of the newest that was shown.
    pub up_to: i64,
}

/// 本月填报负担 of one respondent.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct BurdenView {
    pub respondent: Party,
    pub request_count: usize,
    pub field_count: usize,
    pub known_count: usize,
    pub minutes: u64,
    /// 66.7%; — when nothing is asked.
    pub reuse_in_words: String,
}

/// The page on which an answer is filled and reviewed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct FilingView {
    /// Grows with each change; the `ETag` of the answer.
    pub version: u64,
    pub summary: FilingSummary,
    pub basis: String,
    pub purpose: String,
    pub requester: String,
    #[schema(value_type = String, format = DateTime)]
    pub original_due: Timestamp,
    #[schema(value_type = String, format = Date)]
    pub expires: Date,
    pub last_period_in_words: String,
    pub returned_because: Option<String>,
    /// Against the last return.
    pub contest: Option<ContestView>,
    pub extension: Option<ExtensionView>,
    pub fields: Vec<FilingField>,
    /// 会签; empty where none is asked.
    pub signatures: Vec<SignatureView>,
    /// save, submit, take_back, return, accept, dispute, answer_dispute, decide, ask_extension, answer_extension, sign,
    /// object, overrule, contest_return, answer_contest, decide_return.
    pub may: Vec<String>,
    pub log: Vec<LogLine>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ContestView {
    pub reason: String,
    pub by: String,
    /// Why the reviewer keeps to the return.
    pub answer: Option<String>,
    /// 待审核单位答复, 待裁定.
    pub state_in_words: String,
}

/// What one joint lead said.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SignatureView {
    pub signer: Party,
    pub state: SignatureState,
    pub state_in_words: String,
    pub by: Option<String>,
    #[schema(value_type = Option<String>, format = DateTime)]
    pub at: Option<Timestamp>,
    pub reason: Option<String>,
    /// It objected, or kept silent beyond its last day: the planning section may let the answer go on.
    pub may_overrule: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SignatureState {
    Owed,
    Signed,
    Objected,
    Overruled,
}

impl SignatureState {
    pub fn in_words(self) -> &'static str {
        match self {
            SignatureState::Owed => "待会签",
            SignatureState::Signed => "同意",
            SignatureState::Objected => "不同意",
            SignatureState::Overruled => "已裁定",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ExtensionView {
    #[schema(value_type = String, format = DateTime)]
    pub until: Timestamp,
    pub reason: String,
    pub by: String,
    /// 待答复, 已批准, 未批准.
    pub state_in_words: String,
    pub answer: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct FilingField {
    pub code: String,
    pub name: String,
    pub unit: String,
    pub definition: String,
    pub is_number: bool,
    pub is_required: bool,
    pub chars_max: Option<usize>,
    /// The value of the last period; — when there is none.
    pub last: String,
    /// 比上期: 增加 12.3（5.6%）; — when there is nothing to compare.
    pub change: String,
    /// 中位数 of the others who handed theirs in; — when there are too few of them for this person.
    pub peers_median: String,
    /// Why it is not typed.
    pub known_why: Option<String>,
    /// As it stands; for a known field the value that is filled in.
    pub value: Option<String>,
    pub note: Option<String>,
    /// To be sent back as `base` with a change.
    pub version: u64,
    pub by: Option<String>,
    pub origin_in_words: Option<String>,
    /// pending, accepted, disputed (by the reviewer), contested (by the respondent), deadlocked, decided; nothing for an empty cell.
    pub review: Option<String>,
    pub review_in_words: Option<String>,
    /// The value of whoever disputes the one that stands.
    pub other_value: Option<String>,
    pub reasons: Vec<String>,
    /// Errors and doubts, as the submission would tell them.
    pub remarks: Vec<FieldRemark>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct FieldRemark {
    pub is_error: bool,
    pub message: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct LogLine {
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    pub by: String,
    pub agency: String,
    pub text: String,
}

/// A cell as the browser saves it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CellDraft {
    pub field: String,
    /// As typed; empty clears the cell.
    pub value: String,
    pub note: Option<String>,
    pub base: u64,
    /// Pasted from a table.
    #[serde(default)]
    pub is_pasted: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum FilingCommand {
    Save {
        cells: Vec<CellDraft>,
    },
    Submit,
    TakeBack {
        reason: String,
    },
    Return {
        reason: String,
    },
    /// No fields: all that are left.
    Accept {
        fields: Vec<String>,
    },
    Dispute {
        field: String,
        value: String,
        reason: String,
    },
    AnswerDispute {
        field: String,
        is_accepted: bool,
        reason: String,
    },
    Decide {
        field: String,
        value: String,
        reason: String,
    },
    ContestReturn {
        reason: String,
    },
    AnswerContest {
        is_accepted: bool,
        reason: String,
    },
    DecideReturn {
        stands: bool,
        reason: String,
    },
    AskExtension {
        #[schema(value_type = String, format = DateTime)]
        until: Timestamp,
        reason: String,
    },
    AnswerExtension {
        is_granted: bool,
        reason: String,
    },
    /// 会签同意.
    Sign,
    /// 会签不同意.
    Object {
        reason: String,
    },
    /// 裁定: the answer goes on over the objection or the silence of a joint lead.
    Overrule {
        signer: String,
        reason: String,
    },
}

/// What became of a command.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct FilingReply {
    pub answer: FilingView,
    /// Cells that were not saved, and why; the others were.
    pub refused: Vec<LineError>,
    /// Of a sheet: what was saved and needs a note (说明) before it can be submitted.
    #[serde(default)]
    pub doubts: Vec<LineError>,
}

/// Approve, refuse or withdraw a request.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum RequestCommand {
    Approve,
    Refuse {
        reason: String,
    },
    Withdraw {
        reason: String,
    },
    /// 精简: codes of fields and of respondents that are not asked any more.
    Narrow {
        fields: Vec<String>,
        respondents: Vec<String>,
        reason: String,
    },
}

/// Accept several answers of one request at once.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct BatchAccept {
    /// Codes of the parties.
    pub respondents: Vec<String>,
}

/// Return several answers of one request at once.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct BatchReturn {
    /// Codes of the parties.
    pub respondents: Vec<String>,
    /// The same for all.
    pub reason: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct BatchReply {
    /// So many were accepted, or returned.
    pub done: usize,
    /// Respondent and why not.
    pub refused: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct InstructionDraft {
    pub dataset: Option<Dataset>,
    /// Office, never a name: 市长.
    pub leader: String,
    pub text: String,
    /// Code of the agency.
    pub agency: String,
    pub task: Option<String>,
    pub is_major: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct InstructionView {
    pub code: String,
    /// What was done to it so far; goes back as `If-Match`.
    pub version: u64,
    pub leader: String,
    pub text: String,
    pub agency: Party,
    pub task: Option<String>,
    pub urgency_in_words: String,
    #[schema(value_type = String, format = DateTime)]
    pub issued: Timestamp,
    pub by: String,
    /// 待签收, 办理中, 待核查, 已销号.
    pub state_in_words: String,
    pub is_cleared: bool,
    pub clocks: Vec<ClockView>,
    /// take_on, answer, propose_done, check.
    pub may: Vec<String>,
    pub log: Vec<LogLine>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ClockView {
    pub name: String,
    #[schema(value_type = String, format = Date)]
    pub due: Date,
    pub state: String,
    pub state_in_words: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum InstructionAct {
    TakeOn,
    Answer { text: String },
    ProposeDone { text: String },
    Check { is_done: bool, reason: String },
}

/// The codes and names that a draft chooses from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CollectionChoices {
    pub agencies: Vec<Party>,
    pub counties: Vec<Party>,
    pub indicators: Vec<IndicatorChoice>,
    pub clocks: ClockWords,
}

/// The clocks of instructions in words, as the city's rules set them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ClockWords {
    pub all: String,
    pub ordinary: String,
    pub major: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct IndicatorChoice {
    pub code: String,
    pub name: String,
    pub unit: String,
    pub definition: String,
    pub nature: IndicatorNature,
    pub is_official_statistic: bool,
}

/// The text of a value as people read it.
pub(crate) fn answer_text(answer: &Answer) -> String {
    match answer {
        Answer::Number { value } => value.normalize().to_string(),
        Answer::Text { text } => text.clone(),
    }
}
