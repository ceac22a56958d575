//! May this request be sent at all (表单准入)? Finds everything that is wrong with it, and for each field where its value
//! is known already.
//!
//! Never decides for the planner: a request without faults still needs an approval.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;
use model::collection::{Field, Party, Request};
use model::{CalendarError, Indicator, Period, WorkingCalendar};

use super::admission_fields::{official, origin, shape, unit};
use super::naming::NameRules;
use crate::exchange::local;

/// Letters of a title, of other sentences, of the name of a field, and of its definition.
const TITLE_MAX: usize = 100;
const SENTENCE_MAX: usize = 300;
const NAME_MAX: usize = 60;
const DEFINITION_MAX: usize = 500;
const FIELDS_MAX: usize = 200;

/// What a city sets for requests.
#[derive(Debug, Clone, PartialEq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AdmissionRules {
    /// Where the rules were seen; 示例 for those of this product.
    pub basis: String,
    /// Working days from the day after issue to the due day, at least; against 上午发通知下午就要.
    pub working_days_min: i64,
    /// A request lives no longer than this.
    pub months_max: i32,
    /// Names this much alike (0 to 1) are taken for one thing until somebody says why they are not.
    pub similar_from: f64,
    /// Letters that 区别 has at least: a sign is no reason.
    #[serde(default)]
    pub distinct_chars_min: usize,
    #[serde(default)]
    pub names: NameRules,
    pub forbidden: Vec<Forbidden>,
}

/// What a request may not demand, found by a word in the name or the definition of a field.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Forbidden {
    pub words: Vec<String>,
    /// Words that hold one of them and demand nothing: 产业定位.
    #[serde(default)]
    pub unless: Vec<String>,
    /// What is demanded, for the message: 上传照片.
    pub what: String,
    pub basis: String,
}

/// What is known when a request is checked.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    pub indicators: &'a [Indicator],
    /// Fields that other requests in force ask of any of the same respondents for a period that overlaps.
    pub asked: &'a [KnownField],
    /// Codes of indicators that have a value for every respondent and the period.
    pub valued: &'a [String],
    /// The body that answers for an indicator (一数一源), where it is one that could review.
    pub stewards: &'a BTreeMap<String, Party>,
    /// The task that the request names is one of a plan; asked only where it names one.
    pub task_exists: bool,
}

/// A field that somebody asks already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownField {
    /// Code of the request.
    pub request: String,
    pub title: String,
    pub period: Period,
    pub field: Field,
}

/// Where the value of a field comes from.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Origin {
    /// Filled in by the program and not to be typed: an official statistic or a value that is known.
    Known {
        indicator: String,
        is_official: bool,
    },
    /// Another request asks it; the answer there fills it here.
    Asked {
        request: String,
        field: String,
    },
    New,
}

impl Origin {
    /// Why nobody types the value here.
    pub fn why_not_typed(&self) -> Option<&'static str> {
        match self {
            Origin::Known { is_official: true, .. } => Some("是法定统计数，由统计部门提供，不由各地填报"),
            Origin::Known { is_official: false, .. } => Some("该期数据已有，自动带出"),
            Origin::Asked { .. } => Some("已在另一张表中填报，自动带出"),
            Origin::New => None,
        }
    }
}

/// What the check found.
#[derive(Debug, Clone, PartialEq)]
pub struct Admission {
    pub faults: Vec<AdmissionFault>,
    /// One for each field, in order.
    pub origins: Vec<Origin>,
}

impl Admission {
    /// Fields that nobody has to type.
    pub fn known_count(&self) -> usize {
        self.origins.iter().filter(|origin| !matches!(origin, Origin::New)).count()
    }
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AdmissionFault {
    #[error("没有写{what}；没有依据、用途、对象和期限的表不得下发")]
    Missing { what: &'static str },
    #[error("“{agency}”既填报又审核；请换一个审核单位")]
    ReviewsItself { agency: String },
    #[error("填报对象“{agency}”重复")]
    RespondentTwice { agency: String },
    #[error("字段代码“{code}”重复；请改名或删去一个")]
    FieldTwice { code: String },
    #[error("字段“{field}”要求{what}；按{basis}，不得强制要求，请删去")]
    Forbidden { field: String, what: String, basis: String },
    #[error("字段“{field}”与已有的“{known}”（{place}）相似；同一个数请直接引用，口径确有不同请写明不同在哪里")]
    Similar { field: String, known: String, place: String },
    #[error("字段“{field}”的区别只写了 {given} 字；请写明与“{known}”的口径不同在哪里，不少于 {min} 字")]
    Unexplained { field: String, known: String, given: usize, min: usize },
    #[error(
        "字段“{field}”要的是法定统计数“{known}”，由统计部门提供，不得要求填报；需要时请引用字典指标，由系统自动带出"
    )]
    Official { field: String, known: String },
    #[error("没有编号为“{task}”的任务；请从列表中选择")]
    UnknownTask { task: String },
    #[error("{what}有 {given} 字，至多 {max} 字；请写短些")]
    TooLong { what: String, given: usize, max: usize },
    #[error("共 {given} 个字段，至多 {max} 个；请分成几张表")]
    TooManyFields { given: usize, max: usize },
    #[error("字段“{field}”的{what}是 {given}，应在 {min}—{max} 之间")]
    OutOfBounds { field: String, what: &'static str, given: usize, min: usize, max: usize },
    #[error("字段“{field}”的计量单位“{unit}”无法识别，谁都填不了；{why}")]
    UnknownUnit { field: String, unit: String, why: String },
    #[error("字段“{field}”引用的指标“{indicator}”不在口径字典中")]
    UnknownIndicator { field: String, indicator: String },
    #[error("字段“{field}”的计量单位是“{unit}”，指标“{indicator}”是“{expected}”；请改成一致")]
    OtherUnit { field: String, unit: String, indicator: String, expected: String },
    #[error("字段“{field}”的数由“{steward}”负责，应由它审核；请改审核单位")]
    OtherSteward { field: String, steward: String },
    #[error("字段“{field}”是全市数，只能由一个单位填报；请分成几个字段或只留一个单位")]
    SeveralAnswers { field: String },
    #[error("字段“{field}”是数值，没有写计量单位")]
    NoUnit { field: String },
    #[error("字段“{field}”的下限 {min} 高于上限 {max}")]
    BoundsCrossed { field: String, min: String, max: String },
    #[error("自{issued}下发到{due}截止只有 {given} 个工作日，至少要 {needed} 个；最早可定在{earliest}")]
    TooSoon { issued: Date, due: Date, given: i64, needed: i64, earliest: Date },
    #[error("有效期止{expires}早于截止日{due}")]
    ExpiresBeforeDue { expires: Date, due: Date },
    #[error("有效期止{expires}超过下发后 {months} 个月；最晚{latest}")]
    LivesTooLong { expires: Date, months: i32, latest: Date },
    #[error("{0}")]
    Calendar(#[from] CalendarError),
}

/// Checks a request.
pub fn admit(request: &Request, known: Known<'_>, rules: &AdmissionRules, calendar: &WorkingCalendar) -> Admission {
    let mut faults = Vec::new();
    for (text, what) in [
        (&request.title, "表名"),
        (&request.basis, "依据"),
        (&request.purpose, "用途"),
        (&request.reviewer.code, "审核单位"),
    ] {
        if text.trim().is_empty() {
            faults.push(AdmissionFault::Missing { what });
        }
    }
    if request.respondents.is_empty() {
        faults.push(AdmissionFault::Missing { what: "填报对象" });
    }
    if request.fields.is_empty() {
        faults.push(AdmissionFault::Missing { what: "字段" });
    }
    lengths(request, &mut faults);
    if let Some(task) = request.task.as_ref().filter(|_| !known.task_exists) {
        faults.push(AdmissionFault::UnknownTask { task: task.clone() });
    }
    respondents(request, &mut faults);
    dates(request, rules, calendar, &mut faults);
    let mut origins = Vec::with_capacity(request.fields.len());
    for (place, field) in request.fields.iter().enumerate() {
        if request.fields[..place].iter().any(|other| other.code == field.code) {
            faults.push(AdmissionFault::FieldTwice { code: field.code.clone() });
        }
        shape(field, rules, &mut faults);
        let origin = origin(field, request.period, known, rules, &mut faults);
        if origin == Origin::New {
            unit(field, &mut faults);
            official(field, request, known, &mut faults);
        }
        origins.push(origin);
    }
    Admission { faults, origins }
}

fn lengths(request: &Request, faults: &mut Vec<AdmissionFault>) {
    let mut bound = |what: String, text: &str, max: usize| {
        let given = text.chars().count();
        if given > max {
            faults.push(AdmissionFault::TooLong { what, given, max });
        }
    };
    bound("表名".to_string(), &request.title, TITLE_MAX);
    bound("依据".to_string(), &request.basis, SENTENCE_MAX);
    bound("用途".to_string(), &request.purpose, SENTENCE_MAX);
    for (place, field) in request.fields.iter().enumerate() {
        let what = |part: &str| format!("第 {} 个字段的{part}", place + 1);
        bound(what("名称"), &field.name, NAME_MAX);
        bound(what("口径"), &field.definition, DEFINITION_MAX);
        bound(what("区别"), field.distinct.as_deref().unwrap_or_default(), SENTENCE_MAX);
    }
    let given = request.fields.len();
    if given > FIELDS_MAX {
        faults.push(AdmissionFault::TooManyFields { given, max: FIELDS_MAX });
    }
}

fn respondents(request: &Request, faults: &mut Vec<AdmissionFault>) {
    for (place, respondent) in request.respondents.iter().enumerate() {
        if request.respondents[..place].contains(respondent) {
            faults.push(AdmissionFault::RespondentTwice { agency: respondent.party.name.clone() });
        }
        if respondent.party.code == request.reviewer.code {
            faults.push(AdmissionFault::ReviewsItself { agency: respondent.party.name.clone() });
        }
    }
}

fn dates(request: &Request, rules: &AdmissionRules, calendar: &WorkingCalendar, faults: &mut Vec<AdmissionFault>) {
    let due = local(request.due).date();
    match (calendar.distance(request.issued, due), calendar.shifted(request.issued, rules.working_days_min)) {
        (Ok(given), Ok(earliest)) if given < rules.working_days_min => faults.push(AdmissionFault::TooSoon {
            issued: request.issued,
            due,
            given,
            needed: rules.working_days_min,
            earliest,
        }),
        (Ok(_), Ok(_)) => {}
        (Err(error), _) | (_, Err(error)) => faults.push(error.into()),
    }
    if request.expires < due {
        faults.push(AdmissionFault::ExpiresBeforeDue { expires: request.expires, due });
    }
    match request.issued.checked_add(rules.months_max.months()) {
        Ok(latest) if request.expires > latest => {
            faults.push(AdmissionFault::LivesTooLong { expires: request.expires, months: rules.months_max, latest })
        }
        Ok(_) => {}
        Err(_) => faults.push(CalendarError::OutOfRange.into()),
    }
}
