//! A plan (规划、实施方案、行动方案) as read from its official text: outline, tasks, duties, soft
//! targets, and what was set aside. Targets have a file of their own.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{Span, Target};

/// What the reader found in one text. A draft until a person has reviewed it (see `edit`).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Plan {
    pub metadata: PlanMetadata,
    /// SHA-256 of the text as received (decoded, unchanged), in UTF-8.
    pub text_digest: String,
    pub outline: Vec<Heading>,
    pub conventions: Vec<DutyConvention>,
    pub tasks: Vec<Task>,
    pub targets: Vec<Target>,
    pub soft_targets: Vec<SoftTarget>,
    /// Every other number of the text, with the reason why it is not a target.
    pub residue: Vec<Residue>,
    /// Suggested corrections of the text; the text itself stays as received.
    pub corrections: Vec<Correction>,
}

impl Plan {
    /// The number of a clause as printed with those above it: 三（一）2; 未编号 where the text has none.
    pub fn clause_label(&self, task: &str) -> String {
        crate::ClauseNumbers::of(self).label(task)
    }

    /// The subject of a target as the product words it: the corrections suggested for its task are taken over and
    /// brackets are full width. `Target::subject` stays as received.
    pub fn subject_in_words(&self, target: &Target) -> String {
        let task = self.tasks.iter().find(|task| task.id == target.task);
        let mut subject = target.subject.clone();
        for correction in &self.corrections {
            if task.is_some_and(|task| task.span.contains(&correction.span)) {
                subject = subject.replace(&correction.text, &correction.suggestion);
            }
        }
        subject.replace('(', "\u{ff08}").replace(')', "\u{ff09}")
    }
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct PlanMetadata {
    pub title: String,
    /// Title of the notice that carries the plan (关于印发…的通知), if there is one.
    pub carrier_title: Option<String>,
    pub document_number: Option<String>,
    pub issuer: Option<String>,
    #[schema(value_type = Option<String>, format = Date)]
    pub date: Option<Date>,
    pub addressees: Option<String>,
    /// First and last year of the plan's term.
    pub term: Option<(i16, i16)>,
    /// The place whose plan it is, as named in the text: 潍坊市.
    pub place: Option<String>,
    /// 此件公开发布 and the like.
    pub disclosure: Option<String>,
    /// Where these were found, by field name, and `boilerplate` for page furniture set aside.
    pub spans: Vec<(String, Span)>,
}

/// A numbered or named heading of the outline.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Heading {
    /// Path of ordinals: 3.1.2. Run-on numbers keep the printed number.
    pub id: String,
    pub level: u8,
    /// As printed: 一、 (一) 1. Empty for unnumbered headings.
    pub label: String,
    pub title: String,
    /// Label and title.
    pub span: Span,
    pub body_end: usize,
    pub parent: Option<String>,
    pub kind: HeadingKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum HeadingKind {
    Section,
    /// Has measures below.
    Group,
    Task,
    /// Looks back at what was done; no targets there.
    Review,
}

/// A rule stated once for the whole document: 列第一位者为牵头单位,下同.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct DutyConvention {
    pub rule: String,
    pub span: Option<Span>,
}

/// One leaf measure (重点任务、举措).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Task {
    pub id: String,
    pub title: String,
    /// From its label to the end of its duty note.
    pub span: Span,
    #[serde(rename = "type")]
    pub task_type: TaskType,
    pub duties: Duties,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum TaskType {
    Task,
    Goal,
    Principle,
    Guarantee,
    Definition,
    Supplementary,
}

/// Who answers for a task.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Duties {
    /// 牵头. In the order of the text; the first is the main lead only when a person says so.
    pub lead: Vec<AgencyRef>,
    /// 配合.
    pub cooperate: Vec<AgencyRef>,
    /// 责任单位 without a role.
    pub undifferentiated: Vec<AgencyRef>,
    /// 指导: they guide and do not answer for the task.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub guide: Vec<AgencyRef>,
    /// Not printed here: a rule of the document holds for this task too (以下均需各县落实,不再列出).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub implied: Vec<AgencyRef>,
    /// The whole note with its brackets.
    pub span: Option<Span>,
    pub style: DutyStyle,
    /// Name of the main lead (主牵头) once a person has decided.
    pub main_lead: Option<String>,
}

impl Duties {
    pub fn none() -> Duties {
        Duties {
            lead: Vec::new(),
            cooperate: Vec::new(),
            undifferentiated: Vec::new(),
            guide: Vec::new(),
            implied: Vec::new(),
            span: None,
            style: DutyStyle::None,
            main_lead: None,
        }
    }

    pub fn is_empty(&self) -> bool {
        self.lead.is_empty() && self.cooperate.is_empty() && self.undifferentiated.is_empty()
    }

    /// All agencies that answer for the task by its own note, in the order lead, cooperate, undifferentiated.
    pub fn all(&self) -> impl Iterator<Item = &AgencyRef> {
        self.lead.iter().chain(&self.cooperate).chain(&self.undifferentiated)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DutyStyle {
    /// In brackets at the end of the measure.
    Bracket,
    /// On a line of its own: 责任单位:….
    Line,
    /// Taken from a convention of the document.
    Convention,
    None,
}

/// An agency as named in a text, full form restored (省发展改革委、科技厅 → 省科技厅).
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, utoipa::ToSchema)]
pub struct AgencyRef {
    pub name: String,
    /// A class such as 市直有关部门 that must be resolved to named agencies (待明确).
    pub is_open: bool,
}

/// A commitment without a number: 县县双高速, 每年推出一批典型案例.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct SoftTarget {
    pub id: String,
    pub task: Option<String>,
    pub kind: SoftTargetKind,
    pub span: Span,
    pub text: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SoftTargetKind {
    /// 全覆盖、县县….
    Coverage,
    /// 每年推出一批….
    RecurringDeliverable,
    /// A named deliverable with a finish verb.
    Deliverable,
    /// 与经济增长同步、居全国前列.
    Relational,
    /// Numeral in a direction phrase, no commitment.
    Direction,
    Qualitative,
}

/// A number that is no target, and why.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Residue {
    pub span: Span,
    pub text: String,
    pub reason: ResidueReason,
}

/// Why a number was set aside (GUIDE F).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ResidueReason {
    /// 已完成成效.
    Achievement,
    /// 奖补参数.
    Incentive,
    /// 分类门槛.
    Threshold,
    /// 行动、工程名称.
    ProgrammeName,
    /// 口号.
    Slogan,
    /// 数字是名称的一部分: 5G, 四星级以上, 一县一策.
    PartOfName,
    /// 数量上限.
    Cap,
    /// 定义、资格条件、服务承诺.
    Definition,
    /// 日期、年份.
    Date,
    /// 文号.
    DocumentNumber,
    /// 条款序号、枚举.
    Enumeration,
    /// 期限、有效期.
    Validity,
    /// 网页页眉页脚.
    Boilerplate,
    /// 政策表述中的数量, 不构成承诺.
    Mention,
    /// 规则没有把握; 请人工判断.
    Undecided,
}

impl ResidueReason {
    /// What the checking screen shows.
    pub fn in_words(self) -> &'static str {
        match self {
            ResidueReason::Achievement => "已取得的成效",
            ResidueReason::Incentive => "奖补、支持政策参数",
            ResidueReason::Threshold => "分类门槛、限定条件",
            ResidueReason::ProgrammeName => "行动、工程、专项名称",
            ResidueReason::Slogan => "口号、概括性提法",
            ResidueReason::PartOfName => "名称的组成部分",
            ResidueReason::Cap => "数量上限",
            ResidueReason::Definition => "定义、资格条件、服务承诺",
            ResidueReason::Date => "日期、年份",
            ResidueReason::DocumentNumber => "文号",
            ResidueReason::Enumeration => "条款序号、列举",
            ResidueReason::Validity => "时限、有效期",
            ResidueReason::Boilerplate => "网页页眉页脚，不属于文件",
            ResidueReason::Mention => "一般表述中的数量，不构成目标",
            ResidueReason::Undecided => "规则没有把握，请人工判断",
        }
    }
}

/// A suggested correction of the text (漏字、大小写), listed beside it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Correction {
    pub span: Span,
    pub text: String,
    pub suggestion: String,
    /// In Chinese, for the person who checks.
    pub reason: String,
}

/// Life of a plan (起草→印发→分解→执行→中期→收官→归档→接续).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum LifeCycleStage {
    Drafting,
    Issued,
    Decomposed,
    Executing,
    MidTerm,
    Closing,
    Archived,
    Succeeded,
}

impl LifeCycleStage {
    pub const ALL: [LifeCycleStage; 8] = [
        LifeCycleStage::Drafting,
        LifeCycleStage::Issued,
        LifeCycleStage::Decomposed,
        LifeCycleStage::Executing,
        LifeCycleStage::MidTerm,
        LifeCycleStage::Closing,
        LifeCycleStage::Archived,
        LifeCycleStage::Succeeded,
    ];

    pub fn in_words(self) -> &'static str {
        match self {
            LifeCycleStage::Drafting => "起草",
            LifeCycleStage::Issued => "印发",
            LifeCycleStage::Decomposed => "分解",
            LifeCycleStage::Executing => "执行",
            LifeCycleStage::MidTerm => "中期",
            LifeCycleStage::Closing => "收官",
            LifeCycleStage::Archived => "归档",
            LifeCycleStage::Succeeded => "接续",
        }
    }
}
