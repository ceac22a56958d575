//! Bodies that plans, duties and accounts name, with what became of them. A renamed body keeps its code; one that was
//! split or merged ends and names its heirs. Never says what a body may do.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Agency {
    /// ASCII snake_case, never reused.
    pub code: String,
    /// Names in the order of their days; the first one has no day before which it did not hold.
    pub names: Vec<DatedName>,
    /// Other words that texts and tables use for it: full name, short name.
    #[serde(default)]
    pub aliases: Vec<String>,
    pub kind: AgencyKind,
    /// Code of the body it belongs to; a 垂管 body has its own line above and none here.
    #[serde(default)]
    pub parent: Option<String>,
    /// Division code of the place whose body it is.
    #[serde(default)]
    pub place: Option<String>,
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Date)]
    pub valid_from: Option<Date>,
    /// Last day; nothing while it exists.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Date)]
    pub valid_to: Option<Date>,
    #[serde(default)]
    pub successors: Vec<Succession>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct DatedName {
    pub name: String,
    /// Nothing for the first name.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Date)]
    pub since: Option<Date>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Succession {
    /// Code of the body that goes on.
    pub agency: String,
    pub kind: SuccessionKind,
    #[schema(value_type = String, format = Date)]
    pub on: Date,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SuccessionKind {
    /// 分设: one of several heirs.
    Split,
    /// 合并: the heir of several.
    Merged,
    /// 职责划转: everything went to one other body.
    Transferred,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum AgencyKind {
    /// 市政府部门.
    CityDepartment,
    /// 党委部门.
    PartyBody,
    /// 垂直管理单位: outside the tree of the city.
    Vertical,
    /// 县市区政府及其部门.
    CountyGovernment,
    /// 开发区管委会.
    Zone,
    /// 乡镇街道.
    Town,
    Enterprise,
    /// 金融机构: banks and others that lend.
    Bank,
    /// 研究机构.
    Research,
}

impl AgencyKind {
    pub const ALL: [AgencyKind; 9] = [
        AgencyKind::CityDepartment,
        AgencyKind::PartyBody,
        AgencyKind::Vertical,
        AgencyKind::CountyGovernment,
        AgencyKind::Zone,
        AgencyKind::Town,
        AgencyKind::Enterprise,
        AgencyKind::Bank,
        AgencyKind::Research,
    ];

    pub fn in_words(self) -> &'static str {
        match self {
            AgencyKind::CityDepartment => "市直部门",
            AgencyKind::PartyBody => "党委部门",
            AgencyKind::Vertical => "垂管单位",
            AgencyKind::CountyGovernment => "县市区",
            AgencyKind::Zone => "开发区",
            AgencyKind::Town => "乡镇街道",
            AgencyKind::Enterprise => "企业",
            AgencyKind::Bank => "金融机构",
            AgencyKind::Research => "研究机构",
        }
    }
}

/// What is wrong with the description of a body, in Chinese.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AgencyFault {
    #[error("单位代码“{0}”不合规，应为小写字母、数字和下划线，以字母开头")]
    Code(String),
    #[error("单位没有名称；请填写")]
    NoName,
    #[error("更名日期须依次递增，最早的名称不写日期")]
    NameOrder,
    #[error("撤销日期 {to} 早于设立日期 {from}；请检查")]
    Backwards { from: Date, to: Date },
    #[error("列出了承继单位，却没有撤销日期；请补写撤销日期")]
    HeirWithoutEnd,
    #[error("承继日期 {on} 早于设立日期；请检查")]
    HeirTooEarly { on: Date },
    #[error("单位不能承继自己，也不能隶属自己")]
    OwnHeir,
    #[error("垂管单位不隶属本市；请去掉上级单位")]
    VerticalWithParent,
}

impl Agency {
    /// The name that held on a day.
    pub fn name_on(&self, day: Date) -> &str {
        let held = self.names.iter().rev().find(|name| name.since.is_none_or(|since| since <= day));
        held.or_else(|| self.names.first()).map_or(self.code.as_str(), |name| name.name.as_str())
    }

    pub fn exists_on(&self, day: Date) -> bool {
        self.valid_from.is_none_or(|from| from <= day) && self.valid_to.is_none_or(|to| day <= to)
    }

    /// Whether a text that says `word` means this body, by any name it ever had.
    pub fn is_called(&self, word: &str) -> bool {
        self.code == word || self.names.iter().any(|name| name.name == word) || self.aliases.iter().any(|it| it == word)
    }

    pub fn check(&self) -> Result<(), AgencyFault> {
        let fits = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_';
        let starts = self.code.chars().next().is_some_and(|letter| letter.is_ascii_lowercase());
        if !starts || !self.code.chars().all(fits) || self.code.len() > 64 {
            return Err(AgencyFault::Code(self.code.clone()));
        }
        if self.names.is_empty() || self.names.iter().any(|name| name.name.trim().is_empty()) {
            return Err(AgencyFault::NoName);
        }
        let ordered = self.names.windows(2).all(|pair| match (pair[0].since, pair[1].since) {
            (None, Some(_)) => true,
            (Some(before), Some(after)) => before < after,
            (_, None) => false,
        });
        if !ordered || self.names.first().is_some_and(|name| name.since.is_some()) {
            return Err(AgencyFault::NameOrder);
        }
        if let (Some(from), Some(to)) = (self.valid_from, self.valid_to)
            && to < from
        {
            return Err(AgencyFault::Backwards { from, to });
        }
        if !self.successors.is_empty() && self.valid_to.is_none() {
            return Err(AgencyFault::HeirWithoutEnd);
        }
        if self.parent.as_deref() == Some(&self.code) || self.successors.iter().any(|heir| heir.agency == self.code) {
            return Err(AgencyFault::OwnHeir);
        }
        if let Some(heir) = self.successors.iter().find(|heir| self.valid_from.is_some_and(|from| heir.on < from)) {
            return Err(AgencyFault::HeirTooEarly { on: heir.on });
        }
        if self.kind == AgencyKind::Vertical && self.parent.is_some() {
            return Err(AgencyFault::VerticalWithParent);
        }
        Ok(())
    }
}

/// The body that a word means; one that exists on the day before one that does not.
pub fn agency_named<'a>(agencies: &'a [Agency], word: &str, day: Date) -> Option<&'a Agency> {
    let called = || agencies.iter().filter(|agency| agency.is_called(word));
    called().find(|agency| agency.exists_on(day)).or_else(|| called().next())
}

/// The bodies that answer on a day for what a body was charged with: itself while it exists, then its heirs and theirs.
pub fn heirs<'a>(agencies: &'a [Agency], code: &str, day: Date) -> Vec<&'a Agency> {
    let mut found: Vec<&Agency> = Vec::new();
    let mut seen = vec![code.to_string()];
    let mut open = vec![code.to_string()];
    while let Some(code) = open.pop() {
        let Some(agency) = agencies.iter().find(|agency| agency.code == code) else { continue };
        if agency.exists_on(day) {
            found.push(agency);
            continue;
        }
        for heir in agency.successors.iter().filter(|heir| heir.on <= day) {
            if !seen.contains(&heir.agency) {
                seen.push(heir.agency.clone());
                open.push(heir.agency.clone());
            }
        }
    }
    found.sort_by(|left, right| left.code.cmp(&right.code));
    found
}
