//! What a command about an agreement brings about, or why not. Records nothing itself.

use std::collections::BTreeMap;

use model::digest;

use super::{Signing, SigningCommand, SigningEvent, SigningRecord, SigningRefusal, SigningStage};
use crate::exchange::agreement::{YearOf, share};
use crate::exchange::case::local;
use crate::exchange::decide::Asked;
use crate::exchange::refusal::Moment;

/// Amounts finer than this are nobody's account.
pub(super) const SCALE_MAX: u32 = 6;

impl Signing {
    /// What a command brings about; nothing when it was done already under the same key.
    ///
    /// # Errors
    /// Why not, in Chinese; nothing has changed then.
    pub fn decide(&self, asked: Asked<'_>, command: &SigningCommand) -> Result<Vec<SigningRecord>, SigningRefusal> {
        let mark = digest(serde_json::to_string(command).unwrap_or_default().as_bytes());
        if let Some(done) = self.log.iter().find(|record| record.key == asked.key) {
            if done.command == mark {
                return Ok(Vec::new());
            }
            return Err(SigningRefusal::KeyReused { key: asked.key.to_string() });
        }
        if let Some(last) = self.log.last().filter(|last| asked.at < last.at) {
            return Err(SigningRefusal::ClockBack { now: Moment(asked.at), last: Moment(last.at) });
        }
        let events = self.events(asked, command)?;
        let record = |(number, event): (u64, SigningEvent)| SigningRecord {
            number,
            at: asked.at,
            by: asked.by.to_string(),
            key: asked.key.to_string(),
            command: mark.clone(),
            event,
        };
        Ok((self.log.len() as u64 + 1..).zip(events).map(record).collect())
    }

    fn events(&self, asked: Asked<'_>, command: &SigningCommand) -> Result<Vec<SigningEvent>, SigningRefusal> {
        let is_open = matches!(self.stage, SigningStage::Drafted | SigningStage::Signing);
        let within = |is_so: bool, action: &'static str| match is_so {
            true => Ok(()),
            false => Err(SigningRefusal::WrongStage { stage: self.stage.in_words(), action }),
        };
        let said = |text: &str| match text.trim().is_empty() {
            true => Err(SigningRefusal::NoWords),
            false => Ok(text.trim().to_string()),
        };
        match command {
            SigningCommand::Draft { terms } => {
                within(is_open, "修改条款")?;
                terms.check(&self.rule)?;
                Ok(vec![SigningEvent::Drafted { terms: terms.clone() }])
            }
            SigningCommand::Sign { place, terms_digest } => {
                within(is_open, "签署")?;
                self.sign(asked.by, *place, terms_digest)
            }
            SigningCommand::TellYear { year, income, input, basis, reason } => {
                within(self.stage == SigningStage::InForce, "登记年度收益")?;
                let of = YearOf { year: *year, income: *income, input: *input };
                self.tell(asked, of, basis.trim(), reason.trim())
            }
            SigningCommand::End { reason } => {
                within(self.stage == SigningStage::InForce, "终止；没有生效的可以撤回")?;
                Ok(vec![SigningEvent::Ended { reason: said(reason)? }])
            }
            SigningCommand::Withdraw { reason } => {
                within(is_open, "撤回")?;
                Ok(vec![SigningEvent::Withdrawn { reason: said(reason)? }])
            }
        }
    }

    /// Why a person cannot sign at a place now, whatever text they read.
    pub fn sign_refusal(&self, by: &str, place: usize) -> Option<SigningRefusal> {
        if place >= self.signers() {
            return Some(SigningRefusal::NoSigner(place + 1));
        }
        let signer = |place: usize| self.signer(place).to_string();
        if let Some(held) = self.signatures.iter().find(|held| held.place == place) {
            return Some(SigningRefusal::AlreadySigned {
                signer: signer(place),
                by: held.by.clone(),
                at: Moment(held.at),
            });
        }
        if let Some(held) = self.signatures.iter().find(|held| held.by == by) {
            return Some(SigningRefusal::SamePerson {
                by: by.to_string(),
                signer: signer(held.place),
                other: signer(place),
            });
        }
        let city = self.rule.parties.len();
        let missing: Vec<&str> = (0..city)
            .filter(|party| *party != place && !self.signatures.iter().any(|held| held.place == *party))
            .map(|party| self.signer(party))
            .collect();
        (place == city && !missing.is_empty()).then(|| SigningRefusal::CityFirst { missing: missing.join("、") })
    }

    fn sign(&self, by: &str, place: usize, read: &str) -> Result<Vec<SigningEvent>, SigningRefusal> {
        if let Some(refusal) = self.sign_refusal(by, place) {
            return Err(refusal);
        }
        if self.terms.as_ref().is_none_or(|terms| terms.digest() != read) {
            return Err(SigningRefusal::OtherTerms);
        }
        let mut events = vec![SigningEvent::Signed { place }];
        if place == self.rule.parties.len() {
            events.push(SigningEvent::TookEffect);
        }
        Ok(events)
    }

    fn tell(
        &self,
        asked: Asked<'_>,
        of: YearOf,
        basis: &str,
        reason: &str,
    ) -> Result<Vec<SigningEvent>, SigningRefusal> {
        let year = of.year;
        if let Some(effective) = self.effective_on.filter(|effective| year < effective.year()) {
            return Err(SigningRefusal::BeforeEffect { year, effective });
        }
        if year > local(asked.at).year() {
            return Err(SigningRefusal::NotYet { year });
        }
        if let Some(amount) = [of.income, of.input].into_iter().find(|amount| amount.normalize().scale() > SCALE_MAX) {
            return Err(SigningRefusal::TooFine(amount));
        }
        if basis.is_empty() {
            return Err(SigningRefusal::NoBasis);
        }
        if self.years.contains_key(&year) && reason.is_empty() {
            return Err(SigningRefusal::NoReason { year });
        }
        let mut years: BTreeMap<i16, YearOf> = self.years.iter().map(|(year, told)| (*year, told.of)).collect();
        years.insert(year, of);
        share(&self.agreed(), &years.into_values().collect::<Vec<_>>())?;
        Ok(vec![SigningEvent::YearTold {
            year,
            income: of.income,
            input: of.input,
            basis: basis.to_string(),
            reason: reason.to_string(),
        }])
    }
}
