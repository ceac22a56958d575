//! How an official document is issued (公文办理): drafted, edited with every change on record, approved by another person,
//! numbered, published, withdrawn with a reason. Decides and replays; writes nothing and knows no clock.
//!
//! A paragraph is edited as text in which every figure stands as `{S012 36.5}`: its short id and its value. A figure may
//! be moved or left out, never invented or rewritten: numbers come from the data alone.

use std::collections::BTreeSet;

use jiff::Timestamp;
use model::people::DataClass;
use serde::{Deserialize, Serialize};

mod tracked;

pub use tracked::{Revision, Touch, TrackedLine};

const PARAGRAPH_MAX: usize = 4000;
const REASON_MAX: usize = 500;

/// One paragraph before and after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct ParagraphChange {
    /// Place among the paragraphs of the draft as it was generated, from 0.
    pub paragraph: usize,
    pub before: String,
    /// Empty: the paragraph is left out. A line break begins another one.
    pub after: String,
    /// Numbers that were typed by hand, for the approver: no source can be told for them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub typed: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum IssueEvent {
    Edited {
        change: ParagraphChange,
    },
    Submitted {
        /// How far it is to be seen. What was sent before this was said is seen as far as the narrower of the two.
        #[serde(default = "narrower")]
        class: DataClass,
    },
    Returned {
        reason: String,
    },
    Approved,
    Numbered {
        number: String,
    },
    /// With the final document that was made for it.
    Published {
        class: DataClass,
        document: i64,
    },
    Withdrawn {
        reason: String,
    },
}

fn narrower() -> DataClass {
    DataClass::Internal
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssueRecorded {
    /// From 1.
    pub number: u64,
    pub at: Timestamp,
    pub by: String,
    pub event: IssueEvent,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum IssueState {
    Drafting,
    Submitted,
    Approved,
    Numbered,
    Published,
    Withdrawn,
}

impl IssueState {
    pub fn in_words(self) -> &'static str {
        match self {
            IssueState::Drafting => "起草修改",
            IssueState::Submitted => "待审核签发",
            IssueState::Approved => "已签发",
            IssueState::Numbered => "已编号",
            IssueState::Published => "已发布",
            IssueState::Withdrawn => "已撤回",
        }
    }
}

/// What somebody wants to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IssueCommand {
    Edit {
        paragraph: usize,
        /// The text that the editor saw.
        before: String,
        after: String,
    },
    /// Who approves it approves how far it may be seen as well.
    Submit {
        class: DataClass,
    },
    Return {
        reason: String,
    },
    Approve,
    Number {
        number: String,
    },
    Publish {
        document: i64,
    },
    Withdraw {
        reason: String,
    },
}

/// Why not, in Chinese.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IssueRefusal {
    #[error("公文{state}，不能{act}", state = .state.in_words())]
    WrongState { state: IssueState, act: &'static str },
    #[error("{act}要由没有起草、修改或送审过本文的另一人办理")]
    OwnWork { act: &'static str },
    #[error("第 {0} 段不存在，请刷新后再改")]
    NoParagraph(usize),
    #[error("第 {0} 段刚被他人改动，您的修改没有写入；请对照新的文字再改")]
    Overtaken(usize),
    #[error("第 {0} 段没有改动")]
    NothingChanged(usize),
    #[error("一段最多 {PARAGRAPH_MAX} 字，请分段")]
    TooLong,
    #[error("文中的数字标记“{0}”不完整，应为系统带出的样式，如 {{S012 36.5}}；请从原文复制")]
    BrokenFigure(String),
    #[error("数字“{0}”不是本文带出的数字，数字只能由系统从数据带出，不能改写")]
    UnknownFigure(String),
    #[error("{act}要写明理由，不超过 {REASON_MAX} 字")]
    Reason { act: &'static str },
    #[error("密级“{}”的公文不在本系统发布；请选公开或内部", .0.in_words())]
    Class(DataClass),
}

/// A document on its way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issue {
    pub drafted_by: String,
    /// As generated.
    pub original: Vec<String>,
    /// As edited so far.
    pub current: Vec<String>,
    pub state: IssueState,
    pub number: Option<String>,
    /// How far it may be seen once it is published, as it was sent for approval; nothing while it is being written.
    pub class: Option<DataClass>,
    /// How far it may be seen, and the final document.
    pub published: Option<(DataClass, i64)>,
    pub log: Vec<IssueRecorded>,
}

impl Issue {
    pub fn replayed(drafted_by: String, original: Vec<String>, log: Vec<IssueRecorded>) -> Issue {
        let mut issue = Issue {
            drafted_by,
            current: original.clone(),
            original,
            state: IssueState::Drafting,
            number: None,
            class: None,
            published: None,
            log: Vec::new(),
        };
        log.into_iter().for_each(|recorded| issue.record(recorded));
        issue
    }

    pub fn record(&mut self, recorded: IssueRecorded) {
        match &recorded.event {
            IssueEvent::Edited { change } => {
                if let Some(held) = self.current.get_mut(change.paragraph) {
                    held.clone_from(&change.after);
                }
            }
            IssueEvent::Submitted { class } => {
                self.class = Some(*class);
                self.state = IssueState::Submitted;
            }
            IssueEvent::Returned { .. } => {
                self.class = None;
                self.state = IssueState::Drafting;
            }
            IssueEvent::Approved => self.state = IssueState::Approved,
            IssueEvent::Numbered { number } => {
                self.number = Some(number.clone());
                self.state = IssueState::Numbered;
            }
            IssueEvent::Published { class, document } => {
                self.class = Some(*class);
                self.published = Some((*class, *document));
                self.state = IssueState::Published;
            }
            IssueEvent::Withdrawn { .. } => self.state = IssueState::Withdrawn,
        }
        self.log.push(recorded);
    }

    /// Paragraphs that differ from the generated ones, with their text.
    pub fn edits(&self) -> Vec<(usize, String)> {
        let pairs = self.original.iter().zip(&self.current).enumerate();
        pairs.filter(|(_, (old, new))| old != new).map(|(place, (_, new))| (place, new.clone())).collect()
    }

    /// Everybody who wrote it or sent it for approval.
    fn writers(&self) -> BTreeSet<&str> {
        let wrote =
            |one: &&IssueRecorded| matches!(one.event, IssueEvent::Edited { .. } | IssueEvent::Submitted { .. });
        let mut writers: BTreeSet<&str> = self.log.iter().filter(wrote).map(|one| one.by.as_str()).collect();
        writers.insert(&self.drafted_by);
        writers
    }

    /// Whether somebody may approve what others wrote.
    pub fn is_written_by(&self, user: &str) -> bool {
        self.writers().contains(user)
    }

    pub fn decide(&self, at: Timestamp, by: &str, command: &IssueCommand) -> Result<IssueRecorded, IssueRefusal> {
        use IssueState as S;
        let (act, wanted): (&'static str, &[IssueState]) = match command {
            IssueCommand::Edit { .. } => ("修改", &[S::Drafting]),
            IssueCommand::Submit { .. } => ("送审", &[S::Drafting]),
            IssueCommand::Return { .. } => ("退回", &[S::Submitted, S::Approved]),
            IssueCommand::Approve => ("签发", &[S::Submitted]),
            IssueCommand::Number { .. } => ("编号", &[S::Approved]),
            IssueCommand::Publish { .. } => ("发布", &[S::Numbered]),
            IssueCommand::Withdraw { .. } => ("撤回", &[S::Published]),
        };
        if !wanted.contains(&self.state) {
            return Err(IssueRefusal::WrongState { state: self.state, act });
        }
        let event = match command {
            IssueCommand::Edit { paragraph, before, after } => {
                IssueEvent::Edited { change: self.changed(*paragraph, before, after)? }
            }
            IssueCommand::Submit { class: class @ DataClass::Sensitive } => return Err(IssueRefusal::Class(*class)),
            IssueCommand::Submit { class } => IssueEvent::Submitted { class: *class },
            IssueCommand::Return { reason } => IssueEvent::Returned { reason: reason_of(reason, act)? },
            IssueCommand::Approve if self.is_written_by(by) => return Err(IssueRefusal::OwnWork { act }),
            IssueCommand::Approve => IssueEvent::Approved,
            IssueCommand::Number { number } => IssueEvent::Numbered { number: number.clone() },
            IssueCommand::Publish { document } => {
                let class = self.class.ok_or(IssueRefusal::WrongState { state: self.state, act })?;
                IssueEvent::Published { class, document: *document }
            }
            IssueCommand::Withdraw { reason } => IssueEvent::Withdrawn { reason: reason_of(reason, act)? },
        };
        Ok(IssueRecorded { number: self.log.len() as u64 + 1, at, by: by.to_string(), event })
    }

    fn changed(&self, paragraph: usize, before: &str, after: &str) -> Result<ParagraphChange, IssueRefusal> {
        let held = self.current.get(paragraph).ok_or(IssueRefusal::NoParagraph(paragraph + 1))?;
        if held != before {
            return Err(IssueRefusal::Overtaken(paragraph + 1));
        }
        let after = after.trim().to_string();
        if after == *held {
            return Err(IssueRefusal::NothingChanged(paragraph + 1));
        }
        if after.chars().count() > PARAGRAPH_MAX {
            return Err(IssueRefusal::TooLong);
        }
        let known: BTreeSet<(String, String)> =
            self.original.iter().filter_map(|text| pieces(text).ok()).flatten().filter_map(figure_of).collect();
        let new = pieces(&after)?;
        for piece in &new {
            if let Piece::Figure { id, value } = piece
                && !known.contains(&(id.clone(), value.clone()))
            {
                return Err(IssueRefusal::UnknownFigure(format!("{id} {value}")));
            }
        }
        let old: BTreeSet<String> = pieces(held)?.iter().flat_map(numbers).collect();
        let typed = new.iter().flat_map(numbers).filter(|number| !old.contains(number)).collect();
        Ok(ParagraphChange { paragraph, before: held.clone(), after, typed })
    }
}

fn reason_of(reason: &str, act: &'static str) -> Result<String, IssueRefusal> {
    let reason = reason.trim();
    if reason.is_empty() || reason.chars().count() > REASON_MAX {
        return Err(IssueRefusal::Reason { act });
    }
    Ok(reason.to_string())
}

/// A stretch of an edited paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    Words(String),
    Figure { id: String, value: String },
}

fn figure_of(piece: Piece) -> Option<(String, String)> {
    match piece {
        Piece::Figure { id, value } => Some((id, value)),
        Piece::Words(_) => None,
    }
}

/// A figure as an edited paragraph writes it.
pub fn marked(id: &str, value: &str) -> String {
    format!("{{{id} {value}}}")
}

/// Splits an edited paragraph into words and figures.
pub fn pieces(text: &str) -> Result<Vec<Piece>, IssueRefusal> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some((words, more)) = rest.split_once('{') {
        if words.contains('}') {
            return Err(IssueRefusal::BrokenFigure(words.to_string()));
        }
        if !words.is_empty() {
            found.push(Piece::Words(words.to_string()));
        }
        let broken = || IssueRefusal::BrokenFigure(format!("{{{}", more.chars().take(12).collect::<String>()));
        let (inside, after) = more.split_once('}').ok_or_else(broken)?;
        let (id, value) = inside.split_once(' ').ok_or_else(broken)?;
        let is_id = id.starts_with('S') && id[1..].chars().all(|each| each.is_ascii_digit()) && id.len() > 1;
        if !is_id || value.is_empty() || value.contains('{') {
            return Err(broken());
        }
        found.push(Piece::Figure { id: id.to_string(), value: value.to_string() });
        rest = after;
    }
    if rest.contains('}') {
        return Err(IssueRefusal::BrokenFigure(rest.to_string()));
    }
    if !rest.is_empty() {
        found.push(Piece::Words(rest.to_string()));
    }
    Ok(found)
}

/// Numbers among words: 36.5.
fn numbers(piece: &Piece) -> Vec<String> {
    let Piece::Words(words) = piece else { return Vec::new() };
    let is_part = |each: char| each.is_ascii_digit() || each == '.' || ('０'..='９').contains(&each);
    let split = words.split(|each| !is_part(each));
    split.map(|each| each.trim_matches('.').to_string()).filter(|each| !each.is_empty()).collect()
}

/// The next number of a series by the rule mark〔year〕serial号, given the numbers that exist.
pub fn next_number<'a>(mark: &str, year: i16, existing: impl Iterator<Item = &'a str>) -> String {
    let head = format!("{mark}〔{year}〕");
    let serial = |number: &str| number.strip_prefix(&head)?.strip_suffix('号')?.parse::<u64>().ok();
    let last = existing.filter_map(serial).max().unwrap_or_default();
    format!("{head}{}号", last + 1)
}

#[cfg(test)]
mod tests;
