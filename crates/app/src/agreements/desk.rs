//! Reads agreements from their records, and stores what a command brings about.

use std::sync::Arc;

use engine::exchange::{Asked, Signing, SigningCommand, SigningRecord, SigningRefusal};
use jiff::Timestamp;
use model::pack::{Agreement, Pack};
use store::{NewAgreementEvents, NewAudit, Passing, StoreError, StoredAgreement};

use super::words::{command_in_words, command_note, stage_word};
use crate::contest::{ATTEMPTS_MAX, steady};
use crate::registers::Handover;
use crate::{Actor, App, AppError, Result};

/// An agreement with what the database says about it.
pub(super) struct Held {
    pub stored: StoredAgreement,
    pub signing: Signing,
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
        let stored = self.store.agreement(number).await?.ok_or_else(missing)?;
        let rule: Agreement = serde_json::from_str(&stored.agreement.rule)?;
        let mut log: Vec<SigningRecord> = Vec::new();
        for line in self.store.agreement_events(number).await? {
            log.push(serde_json::from_str(&line)?);
        }
        let signing = Signing::replay(rule, &log).map_err(|fault| AppError::Internal {
            message: format!("协议“{number}”不能读取：{fault}；请停止办理，用“junxian verify”检查数据是否被改动"),
        })?;
        Ok(Held { stored, signing })
    }

    /// The pack that an agreement was drafted under.
    pub(super) fn pack_of(&self, held: &Held) -> Result<Arc<Pack>> {
        let agreement = &held.stored.agreement;
        Ok(self.packs.usable(&agreement.pack, &agreement.pack_version)?.usable()?.clone())
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
            let lines = lines(&records)?;
            let sides = sides_of(&after);
            let new = NewAgreementEvents {
                number,
                after: held.signing.log().len() as u64,
                events: &lines,
                stage: &stage_word(after.stage())?,
                is_over: after.stage().is_over(),
                sides: (&sides.0, &sides.1),
                passing: passed.as_ref().map(Passed::passing),
            };
            match self.store.append_agreement(new, &audit).await {
                Ok(Ok(())) => return Ok(()),
                Ok(Err(_)) => {
                    trouble = Some(format!(
                        "名录中的“{}”正由他人改动或已删除，本次没有办理，协议和名录都没有变；请核对该行后重试",
                        held.stored.agreement.row
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

/// Who gives and who takes.
pub(super) fn sides_of(signing: &Signing) -> (String, String) {
    let place = |at: usize| signing.terms().and_then(|terms| terms.places.get(at)).cloned().unwrap_or_default();
    (place(0), place(1))
}
