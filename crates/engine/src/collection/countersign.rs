//! 会签: what the joint leads (联合牵头) of a task may say of the one report that the main lead handed in, before it is
//! accepted. What they and the main lead cannot settle goes up to the planning section.

use super::decide::{Answered, Desk, with_reason};
use super::event::{CellOrigin, Event};
use super::refusal::Refusal;
use super::response::{Phase, Stand};
use crate::exchange::local;

impl Desk<'_> {
    pub fn sign(&self) -> Answered<Vec<Event>> {
        let signer = self.as_signer()?;
        if self.stand_of(&signer) == Some(&Stand::Signed) {
            return Err(Refusal::SignedAlready { agency: self.asked.agency.name.clone() });
        }
        Ok(vec![Event::Signed { signer }])
    }

    pub fn object(&self, reason: &str) -> Answered<Vec<Event>> {
        let signer = self.as_signer()?;
        with_reason(reason, "会签不同意")?;
        Ok(vec![Event::Objected { signer, reason: reason.trim().to_string() }])
    }

    pub fn overrule(&self, signer: &str, reason: &str) -> Answered<Vec<Event>> {
        self.as_planner()?;
        self.in_phase(&[Phase::Submitted], "裁定会签意见", "提交之后才有会签")?;
        with_reason(reason, "裁定会签意见")?;
        let signers = self.request.signers_of(&self.response.respondent.party.code);
        let named = signers.iter().find(|one| one.code == signer);
        let name = named.map_or_else(|| signer.to_string(), |one| one.name.clone());
        let may = match self.stand_of(signer) {
            Some(Stand::Objected { .. }) => true,
            Some(Stand::Signed | Stand::Overruled { .. }) => false,
            None => named.is_some() && local(self.asked.at).date() > self.response.sign_day(self.request),
        };
        if !may {
            return Err(Refusal::NothingToOverrule { agency: name });
        }
        Ok(vec![Event::Overruled { signer: signer.to_string(), reason: reason.trim().to_string() }])
    }

    /// Accepted only when every joint lead has agreed or was overruled.
    pub fn is_signed(&self) -> Answered<()> {
        let owed = self.response.signatures_owed(self.request);
        match owed.is_empty() {
            true => Ok(()),
            false => {
                let names: Vec<String> = owed.iter().map(|one| format!("“{}”", one.name)).collect();
                Err(Refusal::SignaturesOwed { owed: names.join("、") })
            }
        }
    }

    /// The code of the joint lead for which somebody speaks; never one of those who wrote the answer.
    fn as_signer(&self) -> Answered<String> {
        let signers = self.request.signers_of(&self.response.respondent.party.code);
        let agency = self.asked.agency;
        if !signers.iter().any(|one| one.code == agency.code) {
            return Err(Refusal::NotASigner { agency: agency.name.clone() });
        }
        self.in_phase(&[Phase::Submitted], "会签", "提交之后、审定之前会签")?;
        let by = self.asked.by;
        let wrote = self.response.cells.values().any(|cell| cell.by == by && cell.origin != CellOrigin::Prefilled);
        let handed_in = self.response.log.iter().rev().find(|one| matches!(one.event, Event::Submitted { .. }));
        if wrote || handed_in.is_some_and(|one| one.by == by) {
            return Err(Refusal::SignsOwnWork);
        }
        Ok(agency.code.clone())
    }

    fn stand_of(&self, signer: &str) -> Option<&Stand> {
        self.response.signatures.get(signer).map(|signature| &signature.stand)
    }
}
