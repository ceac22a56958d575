//! An agreement on sharing on its way: drafted, signed by its parties and by the city, in force, ended (草拟、签署、生效、终止).
//!
//! A case is a list of records; its state follows from them alone. Who may sign for whom is known to the caller; that no
//! person signs twice, that the city signs last and that shares sum to 100 is decided here. Never changes a register.

mod decide;
mod refusal;
mod terms;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use model::digest;
use model::pack::{Agreement, AgreementPhase};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

pub use refusal::SigningRefusal;
pub use terms::{TermPhase, Terms};

use super::agreement::{ShareError, YearOf, YearShare, share};
use super::case::local;

/// What somebody asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SigningCommand {
    /// The first text, or another one; signatures under the former text no longer count.
    Draft {
        terms: Terms,
    },
    /// Signs for a party by its place, or for the city, which comes after the last of them.
    Sign {
        place: usize,
        terms_digest: String,
    },
    /// What a year brought; told again, it replaces what was told before.
    TellYear {
        year: i16,
        income: Decimal,
        input: Decimal,
        basis: String,
        reason: String,
    },
    End {
        reason: String,
    },
    Withdraw {
        reason: String,
    },
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SigningEvent {
    Drafted { terms: Terms },
    Signed { place: usize },
    TookEffect,
    YearTold { year: i16, income: Decimal, input: Decimal, basis: String, reason: String },
    Ended { reason: String },
    Withdrawn { reason: String },
}

/// One line of the record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SigningRecord {
    /// From 1, without gaps.
    pub number: u64,
    pub at: Timestamp,
    pub by: String,
    pub key: String,
    /// Of the command that brought it about.
    pub command: String,
    pub event: SigningEvent,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SigningStage {
    Drafted,
    Signing,
    InForce,
    Ended,
    Withdrawn,
}

impl SigningStage {
    pub fn in_words(self) -> &'static str {
        match self {
            SigningStage::Drafted => "草拟",
            SigningStage::Signing => "签署中",
            SigningStage::InForce => "生效",
            SigningStage::Ended => "终止",
            SigningStage::Withdrawn => "撤回",
        }
    }

    /// Nothing follows; the row is free for another agreement.
    pub fn is_over(self) -> bool {
        matches!(self, SigningStage::Ended | SigningStage::Withdrawn)
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    /// Place of the party; one more than the last for the city.
    pub place: usize,
    pub by: String,
    pub at: Timestamp,
}

/// What a year brought, as told last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToldYear {
    pub of: YearOf,
    pub basis: String,
    /// Why it was told again; empty the first time.
    pub reason: String,
    pub by: String,
    pub at: Timestamp,
}

/// Why a stored record is none.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("第 {number} 条记录不连续")]
pub struct SigningFault {
    pub number: u64,
}

/// An agreement about one row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signing {
    pub rule: Agreement,
    log: Vec<SigningRecord>,
    stage: SigningStage,
    terms: Option<Terms>,
    signatures: Vec<Signature>,
    effective_on: Option<Date>,
    years: BTreeMap<i16, ToldYear>,
    reason: String,
}

impl Signing {
    pub fn new(rule: Agreement) -> Signing {
        Signing {
            rule,
            log: Vec::new(),
            stage: SigningStage::Drafted,
            terms: None,
            signatures: Vec::new(),
            effective_on: None,
            years: BTreeMap::new(),
            reason: String::new(),
        }
    }

    /// # Errors
    /// When numbers have gaps.
    pub fn replay(rule: Agreement, log: &[SigningRecord]) -> Result<Signing, SigningFault> {
        let mut signing = Signing::new(rule);
        for (number, record) in (1..).zip(log) {
            if record.number != number {
                return Err(SigningFault { number: record.number });
            }
            signing.record(record.clone());
        }
        Ok(signing)
    }

    pub fn log(&self) -> &[SigningRecord] {
        &self.log
    }

    pub fn stage(&self) -> SigningStage {
        self.stage
    }

    pub fn terms(&self) -> Option<&Terms> {
        self.terms.as_ref()
    }

    /// Those under the present text.
    pub fn signatures(&self) -> &[Signature] {
        &self.signatures
    }

    pub fn effective_on(&self) -> Option<Date> {
        self.effective_on
    }

    pub fn years(&self) -> impl Iterator<Item = &ToldYear> {
        self.years.values()
    }

    /// Why it ended or was withdrawn.
    pub fn reason(&self) -> &str {
        &self.reason
    }

    /// How many sign: the parties and the city.
    pub fn signers(&self) -> usize {
        self.rule.parties.len() + 1
    }

    /// A party, or 市级.
    pub fn signer(&self, place: usize) -> &str {
        self.rule.parties.get(place).map_or("市级", String::as_str)
    }

    /// Digest over the whole record.
    pub fn record_digest(&self) -> String {
        let lines: Vec<String> =
            self.log.iter().map(|record| serde_json::to_string(record).unwrap_or_default()).collect();
        digest(lines.join("\n").as_bytes())
    }

    /// The rule with what was agreed on.
    pub fn agreed(&self) -> Agreement {
        let mut agreed = self.rule.clone();
        if let Some(terms) = &self.terms {
            let span = self.rule.span;
            let phase = |phase: &TermPhase| AgreementPhase {
                name: phase.name.clone(),
                years: phase.years,
                shares: phase.shares.clone(),
                span,
            };
            agreed.phases = terms.phases.iter().map(phase).collect();
        }
        agreed
    }

    /// How the years told are split.
    ///
    /// # Errors
    /// None for a record that was decided here.
    pub fn shared(&self) -> Result<Vec<YearShare>, ShareError> {
        let years: Vec<YearOf> = self.years.values().map(|told| told.of).collect();
        share(&self.agreed(), &years)
    }

    pub fn record(&mut self, record: SigningRecord) {
        match &record.event {
            SigningEvent::Drafted { terms } => {
                self.stage = SigningStage::Drafted;
                self.terms = Some(terms.clone());
                self.signatures.clear();
            }
            SigningEvent::Signed { place } => {
                self.stage = SigningStage::Signing;
                self.signatures.push(Signature { place: *place, by: record.by.clone(), at: record.at });
            }
            SigningEvent::TookEffect => {
                self.stage = SigningStage::InForce;
                self.effective_on = Some(local(record.at).date());
            }
            SigningEvent::YearTold { year, income, input, basis, reason } => {
                let told = ToldYear {
                    of: YearOf { year: *year, income: *income, input: *input },
                    basis: basis.clone(),
                    reason: reason.clone(),
                    by: record.by.clone(),
                    at: record.at,
                };
                self.years.insert(*year, told);
            }
            SigningEvent::Ended { reason } => {
                self.stage = SigningStage::Ended;
                self.reason.clone_from(reason);
            }
            SigningEvent::Withdrawn { reason } => {
                self.stage = SigningStage::Withdrawn;
                self.reason.clone_from(reason);
            }
        }
        self.log.push(record);
    }
}
