//! Issuing a bulletin (公文办理): its draft is edited, approved by another person, numbered, published and withdrawn.
//!
//! What may be done is decided by `engine::issuing`. The document that is published is made from the cut of its draft with
//! the changed paragraphs and the number in it, so that it rebuilds like any other.

use engine::issuing::{Issue, IssueCommand, IssueEvent, IssueRecorded, IssueRefusal, IssueState, next_number};
use jiff::Timestamp;
use model::Dataset;
use model::people::{Capability, DataClass, Role};
use serde::{Deserialize, Serialize};
use store::{NewBulletin, NewStream, StoreError, StoredStream, StreamChange, StreamEvents, StreamKind};

use super::cut::{Cut, file_view};
use super::document;
use super::files::PROGRAM;
use super::number::NumberRule;
use crate::actor::about;
use crate::view::{IssueAct, IssueLine, IssueParagraph, IssueSummary, IssueView, PublishedView};
use crate::{Actor, App, AppError, BulletinFile, Download, Result, day_in_china};

/// Numbers are asked for at the same moment this often before the person is told.
const TRIES: usize = 5;

/// What a stream of a document begins with.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Head {
    pub draft: i64,
    plan: String,
    title: String,
    drafted_by: String,
    paragraphs: Vec<String>,
}

pub(super) struct Loaded {
    code: String,
    dataset: Dataset,
    pub head: Head,
    pub issue: Issue,
}

impl App {
    /// Begins to issue a bulletin. Once for each.
    pub async fn begin_issue(&self, actor: &Actor, draft: i64, now: Timestamp) -> Result<IssueView> {
        self.demand(actor, Capability::WriteBulletin, &about(None, DataClass::Internal), "办理公文", now).await?;
        let stored = self.stored_bulletin(draft).await?;
        let cut: Cut = serde_json::from_str(&stored.cut)?;
        if let Some(number) = &cut.number {
            return Err(AppError::Conflict {
                message: format!("这份通报已有文号“{number}”，不能再次办理；请从没有文号的新通报开始"),
            });
        }
        if !cut.edits.is_empty() {
            return Err(AppError::Conflict {
                message: "这是已办理的公文，不能再次办理；请从新生成的通报开始".to_string(),
            });
        }
        let (document, _) = document::build(&cut)?;
        let head = Head {
            draft,
            plan: stored.plan,
            title: cut.title.clone(),
            drafted_by: stored.created_by,
            paragraphs: document::paragraphs(&document),
        };
        let code = format!("issue_{draft}");
        let stream = NewStream {
            kind: StreamKind::Issue,
            code: code.clone(),
            parent: None,
            dataset: cut.dataset,
            head: serde_json::to_string(&head)?,
            state: "drafting".to_string(),
        };
        let change = StreamChange { opened: vec![stream], ..StreamChange::default() };
        let audit = actor.audit("开始办理公文", format!("issue/{code}"), Some(&head.title), now);
        match self.store.change_streams(&change, &audit).await {
            Ok(()) => self.issue_view(actor, &code, now).await,
            Err(StoreError::Duplicate { .. }) => Err(AppError::Conflict {
                message: "这份通报已在办理，请到公文办理中继续".to_string(),
            }),
            Err(error) => Err(error.into()),
        }
    }

    /// Newest first.
    pub async fn issues(&self, actor: &Actor, dataset: Dataset, now: Timestamp) -> Result<Vec<IssueSummary>> {
        self.demand(actor, Capability::ReadInternal, &about(None, DataClass::Internal), "查看公文办理", now).await?;
        let persons = self.persons(now).await?;
        let mut found = Vec::new();
        for stream in self.store.streams(StreamKind::Issue, dataset, None).await? {
            let mut one = summary(&self.loaded_issue(stream).await?);
            one.drafted_by = persons.told(&one.drafted_by);
            found.push(one);
        }
        found.reverse();
        Ok(found)
    }

    pub async fn issue_view(&self, actor: &Actor, code: &str, now: Timestamp) -> Result<IssueView> {
        self.demand(actor, Capability::ReadInternal, &about(None, DataClass::Internal), "查看公文办理", now).await?;
        let loaded = self.issue_of(code).await?;
        self.told_by_name(self.shown(actor, &loaded), now).await
    }

    pub async fn act_on_issue(&self, actor: &Actor, code: &str, act: &IssueAct, now: Timestamp) -> Result<IssueView> {
        self.act_on_issue_if(actor, (code, None), act, now).await
    }

    /// The same where the document still is what was seen: its version, when somebody says which.
    pub async fn act_on_issue_if(
        &self,
        actor: &Actor,
        (code, seen): (&str, Option<u64>),
        act: &IssueAct,
        now: Timestamp,
    ) -> Result<IssueView> {
        let loaded = self.issue_of(code).await?;
        if seen.is_some_and(|seen| seen != loaded.issue.log.len() as u64) {
            return Err(overtaken());
        }
        let (word, action) = words(act);
        if !holds(actor, word) {
            let message = match word {
                "approve" | "return" => "签发和退回由县域科或市领导办理",
                _ => "起草、修改、编号、发布和撤回由县域科办理",
            };
            return Err(self.refused(actor, &format!("issue/{code}"), message, now).await);
        }
        let command = match act.clone() {
            IssueAct::Number => return self.number_issue(actor, loaded, now).await,
            IssueAct::Publish => {
                // Asked before the files are made, which takes a while.
                let command = IssueCommand::Publish { document: 0 };
                if let Err(refusal) = loaded.issue.decide(now, &actor.user, &command) {
                    return Err(self.told_issue(actor, code, refusal, now).await);
                }
                let document = self.final_document(actor, &loaded, now).await?;
                IssueCommand::Publish { document }
            }
            IssueAct::Submit { class } => IssueCommand::Submit { class },
            IssueAct::Edit { paragraph, before, after } => IssueCommand::Edit { paragraph, before, after },
            IssueAct::Return { reason } => IssueCommand::Return { reason },
            IssueAct::Approve => IssueCommand::Approve,
            IssueAct::Withdraw { reason } => IssueCommand::Withdraw { reason },
        };
        self.write_issue(actor, loaded, &command, (action, Vec::new()), now).await
    }

    /// The number is taken in the same transaction in which it is given; two at one moment get two numbers.
    async fn number_issue(&self, actor: &Actor, mut loaded: Loaded, now: Timestamp) -> Result<IssueView> {
        let cut: Cut = serde_json::from_str(&self.stored_bulletin(loaded.head.draft).await?.cut)?;
        if loaded.dataset == Dataset::Real && cut.issuer.is_none() {
            return Err(AppError::bad_input(
                "生成这份通报时没有填写发文机关，不能编号；请填好发文机关重新生成，再办理新的一份",
            ));
        }
        let rule = NumberRule::load(self.config.content_dir.as_deref())?;
        let mark = if loaded.dataset == Dataset::Demo { &rule.demo_mark } else { &rule.mark };
        for _ in 0..TRIES {
            let held = self.store.streams(StreamKind::DocumentNumber, loaded.dataset, None).await?;
            let number = next_number(mark, day_in_china(now).year(), held.iter().map(|one| one.code.as_str()));
            let stream = NewStream {
                kind: StreamKind::DocumentNumber,
                code: number.clone(),
                parent: None,
                dataset: loaded.dataset,
                head: serde_json::to_string(&loaded.code)?,
                state: "given".to_string(),
            };
            let command = IssueCommand::Number { number };
            let code = loaded.code.clone();
            match self.write_issue(actor, loaded, &command, ("编定文号", vec![stream]), now).await {
                // Another document took this number at the same moment.
                Err(AppError::Conflict { message }) if message == TAKEN => loaded = self.issue_of(&code).await?,
                other => return other,
            }
        }
        Err(AppError::Conflict { message: "编号正忙，请稍后再试".to_string() })
    }

    async fn write_issue(
        &self,
        actor: &Actor,
        mut loaded: Loaded,
        command: &IssueCommand,
        (action, opened): (&str, Vec<NewStream>),
        now: Timestamp,
    ) -> Result<IssueView> {
        let recorded = match loaded.issue.decide(now, &actor.user, command) {
            Ok(recorded) => recorded,
            Err(refusal) => return Err(self.told_issue(actor, &loaded.code, refusal, now).await),
        };
        let after = loaded.issue.log.len() as u64;
        let body = serde_json::to_string(&recorded)?;
        loaded.issue.record(recorded);
        let events = StreamEvents {
            kind: StreamKind::Issue,
            code: loaded.code.clone(),
            after,
            events: vec![body],
            state: state_word(loaded.issue.state).to_string(),
        };
        let change = StreamChange { opened, events: vec![events], ..StreamChange::default() };
        let note = loaded.issue.number.clone().unwrap_or_else(|| loaded.head.title.clone());
        let audit = actor.audit(action, format!("issue/{}", loaded.code), Some(&note), now);
        match self.store.change_streams(&change, &audit).await {
            Ok(()) => self.told_by_name(self.shown(actor, &loaded), now).await,
            Err(StoreError::Overtaken { .. }) => Err(overtaken()),
            Err(StoreError::Duplicate { .. }) => Err(AppError::Conflict { message: TAKEN.to_string() }),
            Err(error) => Err(error.into()),
        }
    }

    /// The document with its changed paragraphs and its number. One that was made before and not published is taken up.
    async fn final_document(&self, actor: &Actor, loaded: &Loaded, now: Timestamp) -> Result<i64> {
        let draft = self.stored_bulletin(loaded.head.draft).await?;
        let mut cut: Cut = serde_json::from_str(&draft.cut)?;
        cut.edits = loaded.issue.edits();
        // A document made from demonstration data never shows an official number.
        cut.number = loaded.issue.number.clone().filter(|_| cut.dataset == Dataset::Real);
        let text = serde_json::to_string(&cut)?;
        let digest = model::digest(text.as_bytes());
        let made = self.store.bulletins(&draft.plan).await?;
        if let Some(held) = made.iter().find(|held| held.cut_digest == digest) {
            return Ok(held.id);
        }
        let title = cut.title.clone();
        let files = self.make_files(cut).await?;
        let new = NewBulletin { plan: draft.plan, cut: text, program: PROGRAM.to_string(), files };
        Ok(self
            .store
            .add_bulletin(&new, &actor.audit("排定公文", format!("issue/{}", loaded.code), Some(&title), now))
            .await?
            .id)
    }

    /// What this person may read of what is published; newest first.
    pub async fn published(&self, actor: &Actor, dataset: Dataset) -> Result<Vec<PublishedView>> {
        let mut found = Vec::new();
        for stream in self.store.streams(StreamKind::Issue, dataset, None).await? {
            let loaded = self.loaded_issue(stream).await?;
            let Some((class, document)) = open_to(actor, &loaded.issue) else { continue };
            let Some(published_at) = published_at(&loaded.issue) else { continue };
            let files = self.stored_bulletin(document).await?.files;
            found.push(PublishedView {
                code: loaded.code,
                title: loaded.head.title,
                number: loaded.issue.number.clone().unwrap_or_default(),
                dataset: loaded.dataset,
                class_in_words: class.in_words().to_string(),
                published_at,
                files: files.iter().map(file_view).collect(),
            });
        }
        found.reverse();
        Ok(found)
    }

    /// A file of what is published, for those who may read it.
    pub async fn published_file(&self, actor: &Actor, code: &str, file: BulletinFile) -> Result<Download> {
        let loaded = self.issue_of(code).await?;
        match open_to(actor, &loaded.issue) {
            Some((_, document)) => self.bulletin_file(document, file).await,
            // Whether there is something that one may not read is not told.
            None => Err(AppError::not_found(format!("已发布的公文“{code}”"))),
        }
    }

    pub(super) async fn issue_of(&self, code: &str) -> Result<Loaded> {
        let missing = || AppError::not_found(format!("公文“{code}”"));
        self.loaded_issue(self.store.stream(StreamKind::Issue, code).await?.ok_or_else(missing)?).await
    }

    async fn loaded_issue(&self, stream: StoredStream) -> Result<Loaded> {
        let head: Head = serde_json::from_str(&stream.head)?;
        let bodies = self.store.stream_events(StreamKind::Issue, &stream.code).await?;
        let log = bodies.iter().map(|body| Ok(serde_json::from_str(body)?)).collect::<Result<Vec<IssueRecorded>>>()?;
        let issue = Issue::replayed(head.drafted_by.clone(), head.paragraphs.clone(), log);
        Ok(Loaded { code: stream.code, dataset: stream.dataset, head, issue })
    }

    async fn told_issue(&self, actor: &Actor, code: &str, refusal: IssueRefusal, now: Timestamp) -> AppError {
        let message = refusal.to_string();
        match refusal {
            IssueRefusal::OwnWork { .. } => self.refused(actor, &format!("issue/{code}"), &message, now).await,
            IssueRefusal::WrongState { .. } => AppError::Conflict { message },
            IssueRefusal::Overtaken(_) => AppError::Stale { message },
            IssueRefusal::NoParagraph(_)
            | IssueRefusal::NothingChanged(_)
            | IssueRefusal::TooLong
            | IssueRefusal::BrokenFigure(_)
            | IssueRefusal::UnknownFigure(_)
            | IssueRefusal::Reason { .. }
            | IssueRefusal::Class(_) => AppError::bad_input(message),
        }
    }

    async fn told_by_name(&self, view: IssueView, now: Timestamp) -> Result<IssueView> {
        let persons = self.persons(now).await?;
        let line = |line: IssueLine| IssueLine { by: persons.told(&line.by), ..line };
        let drafted_by = persons.told(&view.summary.drafted_by);
        Ok(IssueView {
            summary: IssueSummary { drafted_by, ..view.summary },
            log: view.log.into_iter().map(line).collect(),
            ..view
        })
    }

    fn shown(&self, actor: &Actor, loaded: &Loaded) -> IssueView {
        let issue = &loaded.issue;
        let paragraphs = issue.original.iter().zip(&issue.current).enumerate();
        let is_other = !issue.is_written_by(&actor.user);
        let acts = match issue.state {
            IssueState::Drafting => vec!["edit", "submit"],
            IssueState::Submitted if is_other => vec!["approve", "return"],
            IssueState::Submitted => vec!["return"],
            IssueState::Approved => vec!["number", "return"],
            IssueState::Numbered => vec!["publish"],
            IssueState::Published => vec!["withdraw"],
            IssueState::Withdrawn => Vec::new(),
        };
        let rule = NumberRule::load(self.config.content_dir.as_deref());
        IssueView {
            version: issue.log.len() as u64,
            summary: summary(loaded),
            paragraphs: paragraphs
                .map(|(place, (original, current))| IssueParagraph {
                    place,
                    original: original.clone(),
                    current: current.clone(),
                })
                .collect(),
            log: issue.log.iter().rev().map(line).collect(),
            may: acts.into_iter().filter(|word| holds(actor, word)).map(str::to_string).collect(),
            number_rule: rule.map_or_else(
                |error| error.to_string(),
                |rule| format!("{}〔年份〕顺序号，顺序号按年连续（{}）", rule.mark, rule.basis),
            ),
        }
    }
}

fn overtaken() -> AppError {
    AppError::Stale {
        message: "这份公文刚被他人办理，您的操作没有生效；请刷新后再试".to_string()
    }
}

const TAKEN: &str = "文号已被占用";

/// What the role allows; whether the state and four eyes allow it is asked apart.
fn holds(actor: &Actor, word: &str) -> bool {
    let writes = actor.holds(Capability::WriteBulletin).is_ok();
    match word {
        "approve" | "return" => writes || actor.roles().contains(&Role::Leader),
        _ => writes,
    }
}

fn words(act: &IssueAct) -> (&'static str, &'static str) {
    match act {
        IssueAct::Edit { .. } => ("edit", "修改公文"),
        IssueAct::Submit { .. } => ("submit", "公文送审"),
        IssueAct::Return { .. } => ("return", "退回公文"),
        IssueAct::Approve => ("approve", "签发公文"),
        IssueAct::Number => ("number", "编定文号"),
        IssueAct::Publish => ("publish", "发布公文"),
        IssueAct::Withdraw { .. } => ("withdraw", "撤回公文"),
    }
}

fn state_word(state: IssueState) -> &'static str {
    match state {
        IssueState::Drafting => "drafting",
        IssueState::Submitted => "submitted",
        IssueState::Approved => "approved",
        IssueState::Numbered => "numbered",
        IssueState::Published => "published",
        IssueState::Withdrawn => "withdrawn",
    }
}

/// The class and the final document, when it is published and this person may read it.
fn open_to(actor: &Actor, issue: &Issue) -> Option<(DataClass, i64)> {
    let (class, document) = issue.published.filter(|_| issue.state == IssueState::Published)?;
    actor.sees(&about(None, class)).then_some((class, document))
}

fn published_at(issue: &Issue) -> Option<Timestamp> {
    let found = issue.log.iter().rev().find(|one| matches!(one.event, IssueEvent::Published { .. }));
    found.map(|one| one.at)
}

fn summary(loaded: &Loaded) -> IssueSummary {
    let issue = &loaded.issue;
    IssueSummary {
        code: loaded.code.clone(),
        plan: loaded.head.plan.clone(),
        draft: loaded.head.draft,
        title: loaded.head.title.clone(),
        dataset: loaded.dataset,
        state: issue.state,
        state_in_words: issue.state.in_words().to_string(),
        drafted_by: issue.drafted_by.clone(),
        number: issue.number.clone(),
        class: issue.class,
        class_in_words: issue.class.map(|class| class.in_words().to_string()),
        document: issue.published.map(|(_, document)| document),
        published_at: published_at(issue),
    }
}

fn line(one: &IssueRecorded) -> IssueLine {
    let (text, change) = match &one.event {
        IssueEvent::Edited { change } => (format!("修改第 {} 段", change.paragraph + 1), Some(change.clone())),
        IssueEvent::Submitted { class } => (format!("送审（公开范围：{}）", class.in_words()), None),
        IssueEvent::Returned { reason } => (format!("退回修改：{reason}"), None),
        IssueEvent::Approved => ("签发".to_string(), None),
        IssueEvent::Numbered { number } => (format!("编号：{number}"), None),
        IssueEvent::Published { class, .. } => (format!("发布（{}）", class.in_words()), None),
        IssueEvent::Withdrawn { reason } => (format!("撤回：{reason}"), None),
    };
    IssueLine { at: one.at, by: one.by.clone(), text, change }
}
