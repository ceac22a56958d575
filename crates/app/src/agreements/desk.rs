//! Reads agreements from their records, and stores what a command brings about.

use std::sync::Arc;

use engine::exchange::{Asked, Signing, SigningCommand, SigningRecord, SigningRefusal};
use jiff::Timestamp;
use model::Dataset;
use model::pack::{Agreement, Pack};
use serde::{Deserialize, Serialize};
use store::{NewAudit, Passing, StoreError, StoredStream, StreamChange, StreamEvents, StreamHold, StreamKind};

use super::words::{command_in_words, command_note, stage_word};
use crate::contest::{ATTEMPTS_MAX, steady};
use crate::registers::Handover;
use crate::{Actor, App, AppError, Result};

/// What an agreement begins with.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Head {
    pub pack: String,
    pub pack_version: String,
    pub register: String,
    pub row: String,
    /// What the row was called then.
    pub title: String,
    /// As it was when the agreement was drafted.
    pub rule: Agreement,
}

/// An agreement as it stands.
pub(super) struct Held {
    pub number: String,
    pub dataset: Dataset,
    pub drafted_at: Timestamp,
    pub drafted_by: String,
    pub head: Head,
    pub signing: Signing,
}

impl Held {
    /// Division code of who gives.
    pub fn giver(&self) -> &str {
        self.side(0)
    }

    /// Division code of who takes.
    pub fn taker(&self) -> &str {
        self.side(1)
    }

    /// Division codes, in the order of the parties.
    pub fn places(&self) -> Vec<String> {
        self.signing.terms().map(|terms| terms.places.clone()).unwrap_or_default()
    }

    /// Each side sees it; with no places given everybody does.
    pub fn is_seen_from(&self, places: Option<&[String]>) -> bool {
        places.is_none_or(|places| places.iter().any(|place| [self.giver(), self.taker()].contains(&place.as_str())))
    }

    fn side(&self, place: usize) -> &str {
        self.signing.terms().and_then(|terms| terms.places.get(place)).map_or("", String::as_str)
    }
}

/// A project is counted once: no row is in two agreements at a time.
pub(super) fn hold(number: &str, dataset: Dataset, head: &Head, is_over: bool) -> Result<StreamHold> {
    let row = serde_json::to_string(&(dataset, &head.pack, &head.register, &head.row))?;
    Ok(StreamHold {
        kind: StreamKind::Agreement,
        code: number.to_string(),
        held: (!is_over).then_some(row),
        taken: format!("“{}”已有一份没有终止的流转协议，一个项目只计一次；请在那一份中办理", head.row),
    })
}

impl From<SigningRefusal> for AppError {
    fn from(refusal: SigningRefusal) -> AppError {
        AppError::Conflict { message: refusal.to_string() }
    }
}

/// A row that passes to the other side, with what its history calls that.
pub(super) struct Passed {
    pub handover: Handover,
    pub step: String,
    pub to: String,
    pub audit: NewAudit,
}

impl Passed {
    fn passing(&self) -> Passing<'_> {
        Passing { saving: self.handover.saving(), step: &self.step, to: &self.to, audit: &self.audit }
    }
}

impl App {
    pub(super) async fn held_agreement(&self, number: &str) -> Result<Held> {
        let missing = || AppError::not_found(format!("协议“{number}”"));
        self.replayed(self.store.stream(StreamKind::Agreement, number).await?.ok_or_else(missing)?).await
    }

    /// All agreements of a dataset, the newest first.
    pub(super) async fn held_agreements(&self, dataset: Dataset) -> Result<Vec<Held>> {
        let mut found = Vec::new();
        for stream in self.store.streams(StreamKind::Agreement, dataset, None).await?.into_iter().rev() {
            found.push(self.replayed(stream).await?);
        }
        Ok(found)
    }

    async fn replayed(&self, stream: StoredStream) -> Result<Held> {
        let number = stream.code;
        let head: Head = serde_json::from_str(&stream.head)?;
        let mut log: Vec<SigningRecord> = Vec::new();
        for line in self.store.stream_events(StreamKind::Agreement, &number).await? {
            log.push(serde_json::from_str(&line)?);
        }
        let signing = Signing::replay(head.rule.clone(), &log).map_err(|fault| AppError::Internal {
            message: format!("协议“{number}”不能读取：{fault}；请停止办理，用“junxian verify”检查数据是否被改动"),
        })?;
        Ok(Held { number, dataset: stream.dataset, drafted_at: stream.at, drafted_by: stream.actor, head, signing })
    }

    /// The pack that an agreement was drafted under.
    pub(super) fn pack_of(&self, held: &Held) -> Result<Arc<Pack>> {
        Ok(self.packs.usable(&held.head.pack, &held.head.pack_version)?.usable()?.clone())
    }

    /// Decides a command on the agreement as it stands and stores what it brings about. Another program on the same
    /// database may write too; then the agreement is read again and the command decided anew.
    pub(super) async fn change_agreement(
        &self,
        actor: &Actor,
        (number, key): (&str, &str),
        command: &SigningCommand,
        now: Timestamp,
    ) -> Result<()> {
        let mut trouble = None;
        for _ in 0..ATTEMPTS_MAX {
            let held = self.held_agreement(number).await?;
            let at = held.signing.log().last().map_or(now, |last| steady(now, last.at));
            let records = held.signing.decide(Asked { at, by: &actor.user, key }, command)?;
            if records.is_empty() {
                // Done already.
                return Ok(());
            }
            let mut after = held.signing.clone();
            records.iter().cloned().for_each(|record| after.record(record));
            let passed = self.passed(actor, &held, &records, now).await?;
            let note = command_note(&held.signing, command);
            let audit = actor.audit(command_in_words(command), format!("agreement/{number}"), note.as_deref(), at);
            let is_over = after.stage().is_over();
            let freed = is_over.then(|| hold(number, held.dataset, &held.head, is_over)).transpose()?;
            let new = StreamChange {
                events: vec![StreamEvents {
                    kind: StreamKind::Agreement,
                    code: number.to_string(),
                    after: held.signing.log().len() as u64,
                    events: lines(&records)?,
                    state: stage_word(after.stage())?,
                }],
                holds: freed.into_iter().collect(),
                ..StreamChange::default()
            };
            let written = match &passed {
                Some(passed) => self.store.change_streams_passing(&new, passed.passing(), &audit).await,
                None => self.store.change_streams(&new, &audit).await.map(Ok),
            };
            match written {
                Ok(Ok(())) => return Ok(()),
                Ok(Err(_)) => {
                    trouble = Some(format!(
                        "名录中的“{}”正由他人改动或已删除，本次没有办理，协议和名录都没有变；请核对该行后重试",
                        held.head.row
                    ));
                }
                Err(StoreError::Overtaken { .. }) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Err(AppError::Unavailable {
            message: trouble.unwrap_or_else(|| format!("协议“{number}”：另一程序一直在办理，本次没有办成；请重试")),
        })
    }
}

pub(super) fn lines(records: &[SigningRecord]) -> Result<Vec<String>> {
    Ok(records.iter().map(serde_json::to_string).collect::<std::result::Result<_, _>>()?)
}
