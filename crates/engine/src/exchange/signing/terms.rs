//! The text of an agreement: places, phases and shares. Checks that shares sum to 100; knows nothing of who signs.

use model::digest;
use model::pack::{Agreement, AgreementPhase};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::SigningRefusal;

pub(super) const YEARS_MAX: u16 = 200;

/// What is agreed on about one row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// Division codes of the parties, in their order.
    pub places: Vec<String>,
    pub phases: Vec<TermPhase>,
    /// Why the phases are not those of the rule; empty where they are.
    pub note: String,
}

/// Shares in percent, in the order of the parties.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TermPhase {
    pub name: String,
    /// Without end where nothing is said; only the last one.
    pub years: Option<u16>,
    pub shares: Vec<Decimal>,
}

impl Terms {
    /// The rule as it stands, between these places.
    pub fn of(rule: &Agreement, places: Vec<String>) -> Terms {
        let phase = |phase: &AgreementPhase| TermPhase {
            name: phase.name.clone(),
            years: phase.years,
            shares: phase.shares.clone(),
        };
        Terms { places, phases: rule.phases.iter().map(phase).collect(), note: String::new() }
    }

    /// Names this text of the agreement, so that nobody signs another one than they read.
    pub fn digest(&self) -> String {
        // Cannot fail: texts and numbers only.
        digest(serde_json::to_string(self).unwrap_or_default().as_bytes())
    }

    pub fn is_of_rule(&self, rule: &Agreement) -> bool {
        self.phases == Terms::of(rule, Vec::new()).phases
    }

    pub(super) fn check(&self, rule: &Agreement) -> Result<(), SigningRefusal> {
        if self.places.len() != rule.parties.len() || self.places.iter().any(String::is_empty) {
            return Err(SigningRefusal::PlaceMissing { parties: rule.parties.join("、") });
        }
        for (place, own) in self.places.iter().enumerate() {
            if self.places[..place].contains(own) {
                return Err(SigningRefusal::SamePlace { parties: rule.parties.join("、") });
            }
        }
        if self.phases.is_empty() {
            return Err(SigningRefusal::NoPhase);
        }
        for (place, phase) in self.phases.iter().enumerate() {
            phase.check(rule, place + 1 == self.phases.len())?;
        }
        if !self.is_of_rule(rule) && self.note.trim().is_empty() {
            return Err(SigningRefusal::NoGround { rule: rule.name.clone() });
        }
        Ok(())
    }
}

impl TermPhase {
    fn check(&self, rule: &Agreement, is_last: bool) -> Result<(), SigningRefusal> {
        let phase = || self.name.clone();
        if self.name.trim().is_empty() {
            return Err(SigningRefusal::NamelessPhase);
        }
        match self.years {
            None if !is_last => return Err(SigningRefusal::EndlessPhase { phase: phase() }),
            Some(years) if years == 0 || years > YEARS_MAX => {
                return Err(SigningRefusal::PhaseYears { phase: phase(), years });
            }
            _ => {}
        }
        if self.shares.len() != rule.parties.len() {
            return Err(SigningRefusal::SharesMissing { phase: phase(), parties: rule.parties.join("、") });
        }
        let range = Decimal::ZERO..=Decimal::ONE_HUNDRED;
        for (party, share) in rule.parties.iter().zip(&self.shares) {
            if !range.contains(share) || share.normalize().scale() > 2 {
                return Err(SigningRefusal::ShareRange { phase: phase(), party: party.clone(), share: *share });
            }
        }
        let sum: Decimal = self.shares.iter().sum();
        if sum != Decimal::ONE_HUNDRED {
            let gap = Decimal::ONE_HUNDRED - sum;
            let word = if gap > Decimal::ZERO { "少" } else { "多" };
            return Err(SigningRefusal::ShareSum {
                phase: phase(),
                sum: sum.normalize(),
                word,
                gap: gap.abs().normalize(),
            });
        }
        Ok(())
    }
}
