//! Four eyes and waiting periods: proposals, the second person's word, taking effect.

use jiff::civil::{Date, Time};
use jiff::{SignedDuration, Timestamp};
use model::CalendarError;
use model::ledger::{Move, Refusal};

use super::book::{Book, EntryBody, EntryState};
use super::log::Verb;
use super::movement::Keep;
use super::text::TextId;
use super::words;

/// A proposal that is not settled yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenProposal {
    pub seq: u64,
    pub effective: Date,
    /// When it may take effect; empty while the second person has not agreed.
    pub due: Option<Timestamp>,
}

impl Book {
    /// From the first to the last.
    pub fn open_proposals(&self) -> Vec<OpenProposal> {
        self.proposals
            .iter()
            .filter_map(|seq| {
                let entry = self.voucher_entry(*seq)?;
                let due = match entry.state() {
                    EntryState::Approved { due } => Some(due),
                    EntryState::Proposed => None,
                    EntryState::Posted | EntryState::Completed | EntryState::Rejected | EntryState::Remark => {
                        return None;
                    }
                };
                Some(OpenProposal { seq: *seq, effective: self.head_of(*seq)?.day, due })
            })
            .collect()
    }

    /// When a proposal that is approved now may take effect: at the beginning of the day, in China, after its working days.
    /// Nothing when it need not wait.
    pub(super) fn due_after(&self, proposal: u64, now: Timestamp) -> Result<Option<Timestamp>, Refusal> {
        let days = match self.voucher_entry(proposal).map(|entry| entry.verb()) {
            Some(Verb::Propose { wait_days }) if wait_days > 0 => wait_days,
            // What is no proposal is complained about when it is approved.
            Some(_) | None => return Ok(None),
        };
        let unknown = |error: CalendarError| Refusal::WaitUnknown { seq: proposal, days, reason: error.to_string() };
        let china = jiff::tz::offset(8);
        let last = self.calendar.shifted(china.to_datetime(now).date(), days.into()).map_err(unknown)?;
        let next = last.tomorrow().map_err(|_| unknown(CalendarError::OutOfRange))?;
        china.to_timestamp(next.to_datetime(Time::midnight())).map(Some).map_err(|_| unknown(CalendarError::OutOfRange))
    }

    /// `due` was worked out when the second person agreed; a log says what it was then.
    pub(super) fn approve(
        &mut self,
        entry: u32,
        (proposal, due): (u64, Option<Timestamp>),
        actor: &str,
        now: Timestamp,
    ) -> Result<Verb, Refusal> {
        let state = self.open_proposal(proposal)?;
        if state != EntryState::Proposed {
            return Err(Refusal::ProposalSettled { seq: proposal, state: words::state(state) });
        }
        if self.head_of(proposal).is_some_and(|head| self.texts.get(head.actor) == actor) {
            return Err(Refusal::SameActor { actor: actor.to_string() });
        }
        let wait = match self.voucher_entry(proposal).map(|entry| entry.verb()) {
            Some(Verb::Propose { wait_days }) => wait_days,
            Some(
                Verb::Post | Verb::Approve { .. } | Verb::Reject { .. } | Verb::Complete { .. } | Verb::Close { .. },
            )
            | None => return Err(Refusal::NotAProposal { seq: proposal }),
        };
        let Some(due) = due else {
            if wait > 0 {
                return Err(Refusal::WaitUnknown {
                    seq: proposal, days: wait, reason: "没有写到期时间".to_string()
                });
            }
            self.take_effect(entry, proposal)?;
            return Ok(Verb::Approve { proposal, due: None });
        };
        // Working days are never fewer than days.
        if wait == 0 || due.duration_since(now) < SignedDuration::from_hours(24 * i64::from(wait)) {
            let reason = format!("所写到期时间 {} 与等待期不符", words::time(due));
            return Err(Refusal::WaitUnknown { seq: proposal, days: wait, reason });
        }
        self.set_state(proposal, EntryState::Approved { due });
        Ok(Verb::Approve { proposal, due: Some(due) })
    }

    /// The lines of the proposal count from now on, as lines of the entry that makes them count.
    pub(super) fn take_effect(&mut self, entry: u32, proposal: u64) -> Result<(), Refusal> {
        let (Some(waiting), Some(head)) = (self.voucher_entry(proposal), self.head_of(proposal)) else {
            return Err(Refusal::NotAProposal { seq: proposal });
        };
        let (effective, places) = (head.day, waiting.lines.clone());
        self.check_open(effective)?;
        if let EntryBody::Voucher(voucher) = &mut self.entries[entry as usize].body {
            voucher.beyond().about = Some(effective);
        }
        let lines: Vec<(TextId, Move)> = places
            .filter_map(|place| {
                let kind = self.lines[place as usize].kind;
                self.line_as_submitted(place).map(|line| (kind, line.movement))
            })
            .collect();
        self.count_lines(entry, effective, &lines, Keep::Yes)?;
        self.set_state(proposal, EntryState::Completed);
        Ok(())
    }

    /// The state of a proposal that is not settled.
    pub(super) fn open_proposal(&self, seq: u64) -> Result<EntryState, Refusal> {
        let entry = self.voucher_entry(seq).ok_or(Refusal::NotAProposal { seq })?;
        if !matches!(entry.verb(), Verb::Propose { .. }) {
            return Err(Refusal::NotAProposal { seq });
        }
        match entry.state() {
            state @ (EntryState::Proposed | EntryState::Approved { .. }) => Ok(state),
            state @ (EntryState::Completed | EntryState::Rejected | EntryState::Posted | EntryState::Remark) => {
                Err(Refusal::ProposalSettled { seq, state: words::state(state) })
            }
        }
    }

    pub(super) fn set_state(&mut self, seq: u64, state: EntryState) {
        if let Some(EntryBody::Voucher(entry)) = self.entries.get_mut(seq as usize - 1).map(|entry| &mut entry.body) {
            entry.beyond().state = state;
        }
        if matches!(state, EntryState::Completed | EntryState::Rejected) {
            self.proposals.remove(&seq);
        }
    }

    /// The first open proposal that is about this day or an earlier one.
    pub(super) fn open_before(&self, through: Date) -> Option<u64> {
        self.open_proposals().into_iter().find(|proposal| proposal.effective <= through).map(|proposal| proposal.seq)
    }
}
