//! Enters decided vouchers: everything that must hold whatever the rules of the day say. Used for new vouchers and for
//! the ones of a log alike.

use std::borrow::Cow;

use jiff::{SignedDuration, Timestamp};
use model::ledger::{Account, AccountId, Act, Asset, AssetId, Line, LineId, Move, Refusal, Voucher};
use model::pack::Code;

use super::book::{Beyond, Book, Entry, EntryBody, EntryState, Home, Opened, VoucherEntry};
use super::keys::Looked;
use super::log::Verb;
use super::movement::Keep;
use super::position::How;
use super::repeat::{Form, Head};
use super::text::{TextField, TextId};
use super::words;

/// A voucher with more lines than this is refused.
const LINES_MAX: usize = 10_000;
/// A key with more bytes than this is refused.
const KEY_MAX: usize = 120;

impl Book {
    pub(super) fn enter_asset(&mut self, asset: Asset, actor: &str, now: Timestamp) -> Result<AssetId, Refusal> {
        if asset.decimals > 18 {
            return Err(Refusal::DecimalsTooMany { label: asset.label, max: 18 });
        }
        self.seen = now;
        self.write(|book, out| book.asset_line(out, &asset, actor, now));
        let id = AssetId(u32::try_from(self.assets.len()).expect("fewer than four billion assets"));
        self.asset_of.insert(asset.name.clone(), id);
        self.assets.push(asset);
        self.finish(actor, now, EntryBody::Asset);
        Ok(id)
    }

    pub(super) fn enter_account(
        &mut self,
        account: Account,
        actor: &str,
        now: Timestamp,
    ) -> Result<AccountId, Refusal> {
        if let (Some(min), Some(max)) = (account.bounds.min, account.bounds.max)
            && min > max
        {
            return Err(Refusal::BoundsCrossed { kind: account.label });
        }
        self.seen = now;
        self.write(|book, out| book.account_line(out, &account, actor, now));
        let id = AccountId(u32::try_from(self.accounts.len()).expect("fewer than four billion accounts"));
        self.account_of.insert(account.name.clone(), id);
        let kind = self.texts.keep(TextField::Kind, account.name.kind.as_str());
        let bounds = self.bounds.keep(account.bounds);
        self.accounts.push(Opened { account, positions: Vec::new() });
        self.homes.push(Home { kind, bounds, first: None });
        self.finish(actor, now, EntryBody::Account);
        Ok(id)
    }

    /// On a refusal nothing has changed. `now` is in whole microseconds.
    pub(super) fn enter_voucher(
        &mut self,
        voucher: &Voucher,
        key: Looked,
        (verb, form): (Verb, Form),
        now: Timestamp,
    ) -> Result<u64, Refusal> {
        self.check_head(voucher)?;
        let entry = u32::try_from(self.entries.len()).expect("fewer than four billion entries");
        let first = u32::try_from(self.lines.len()).expect("fewer than four billion lines");
        let head = Head {
            time: now,
            actor: self.texts.keep(TextField::Actor, &voucher.actor),
            day: voucher.effective,
            basis: self.texts.keep(TextField::Basis, &voucher.basis),
            document: self.texts.keep(TextField::Document, &voucher.document),
            note: self.texts.keep(TextField::Note, &voucher.note),
            corrects: voucher.corrects,
        };
        let head_id = self.heads.keep(&head);
        let mut body = VoucherEntry { key: self.keys.next(), lines: first..first, beyond: None };
        let state = match verb {
            Verb::Post => EntryState::Posted,
            Verb::Propose { .. } => EntryState::Proposed,
            Verb::Approve { .. } | Verb::Reject { .. } | Verb::Complete { .. } | Verb::Close { .. } => {
                EntryState::Remark
            }
        };
        if verb != Verb::Post {
            body.beyond = Some(Box::new(Beyond { verb, about: None, state }));
        }
        // The entry is in place while its lines are counted, because they look up their day in it.
        self.entries.push(Entry { head: head_id, chain: self.chain, body: EntryBody::Voucher(body) });
        match self.carry_out(entry, voucher, verb, now) {
            Ok(decided) => {
                let end = u32::try_from(self.lines.len()).expect("fewer than four billion lines");
                let seq = u64::from(entry) + 1;
                self.write(|book, out| book.voucher_line(out, voucher, (decided, form), (seq, &head)));
                self.last_head = matches!(decided, Verb::Post).then_some(head_id);
                let entry = &mut self.entries[entry as usize];
                entry.chain = self.chain;
                if let EntryBody::Voucher(body) = &mut entry.body {
                    body.lines = first..end;
                    if decided != verb {
                        body.beyond().verb = decided;
                    }
                }
                self.keys.add(&voucher.key, key, seq);
                if matches!(decided, Verb::Propose { .. }) {
                    self.proposals.insert(seq);
                }
                Ok(seq)
            }
            Err(refusal) => {
                self.entries.pop();
                Err(refusal)
            }
        }
    }

    fn finish(&mut self, actor: &str, now: Timestamp, body: EntryBody) {
        let actor = self.texts.keep(TextField::Actor, actor);
        let head = self.heads.keep(&Head::opening(now, actor));
        self.entries.push(Entry { head, chain: self.chain, body });
        self.last_head = None;
    }

    fn check_head(&self, voucher: &Voucher) -> Result<(), Refusal> {
        if voucher.key.trim().is_empty() || voucher.key.len() > KEY_MAX {
            return Err(Refusal::KeyInvalid { max: KEY_MAX });
        }
        if voucher.actor.trim().is_empty() {
            return Err(Refusal::ActorMissing);
        }
        if !(1949..=9999).contains(&voucher.effective.year()) {
            return Err(Refusal::DayOutOfRange { day: voucher.effective });
        }
        if let Some(seq) = voucher.corrects {
            let is_posted = self.voucher_entry(seq).is_some_and(|entry| {
                let counts = match entry.state() {
                    EntryState::Posted | EntryState::Remark => true,
                    EntryState::Proposed
                    | EntryState::Approved { .. }
                    | EntryState::Completed
                    | EntryState::Rejected => false,
                };
                counts && !entry.lines.is_empty()
            });
            if !is_posted {
                return Err(Refusal::NothingToCorrect { seq });
            }
        }
        Ok(())
    }

    /// Returns the verb with its due time as the book computes it.
    fn carry_out(&mut self, entry: u32, voucher: &Voucher, verb: Verb, now: Timestamp) -> Result<Verb, Refusal> {
        match verb {
            Verb::Post | Verb::Propose { .. } => {
                let Act::Post(lines) = &voucher.act else { return Err(Refusal::Empty) };
                self.check_open(voucher.effective)?;
                check_lines(lines, voucher.corrects)?;
                let kept = self.kept(lines);
                let counted = match verb {
                    // Refused now rather than by the second person; what is available may still change until then.
                    Verb::Propose { .. } => self
                        .count_lines(entry, voucher.effective, &kept, Keep::No)
                        .and_then(|()| self.keep_lines(entry, &kept)),
                    Verb::Post
                    | Verb::Approve { .. }
                    | Verb::Reject { .. }
                    | Verb::Complete { .. }
                    | Verb::Close { .. } => self.count_lines(entry, voucher.effective, &kept, Keep::Yes),
                };
                self.scratch.give_lines(kept);
                counted.map(|()| verb)
            }
            Verb::Approve { proposal, due } => self.approve(entry, (proposal, due), &voucher.actor, now),
            Verb::Reject { proposal } => {
                self.open_proposal(proposal)?;
                self.set_state(proposal, EntryState::Rejected);
                Ok(verb)
            }
            Verb::Complete { proposal } => {
                match self.open_proposal(proposal)? {
                    EntryState::Approved { due } if due <= now => {}
                    EntryState::Approved { due } => {
                        return Err(Refusal::TooEarly { seq: proposal, due: words::time(due) });
                    }
                    EntryState::Proposed
                    | EntryState::Posted
                    | EntryState::Completed
                    | EntryState::Rejected
                    | EntryState::Remark => return Err(Refusal::NotApproved { seq: proposal }),
                }
                self.take_effect(entry, proposal)?;
                Ok(verb)
            }
            Verb::Close { through } => {
                if let Some(closed) = self.closed.filter(|closed| *closed >= through) {
                    return Err(Refusal::AlreadyClosed { through: closed, asked: through });
                }
                if let Some(proposal) = self.open_before(through) {
                    return Err(Refusal::ProposalOpen { through, proposal });
                }
                self.closed = Some(through);
                Ok(verb)
            }
        }
    }

    pub(super) fn check_open(&self, effective: jiff::civil::Date) -> Result<(), Refusal> {
        match self.closed {
            Some(through) if effective <= through => Err(Refusal::PeriodClosed { through, effective }),
            Some(_) | None => Ok(()),
        }
    }

    fn kept(&mut self, lines: &[Line]) -> Vec<(TextId, Move)> {
        let mut kept = self.scratch.take_lines();
        kept.extend(lines.iter().map(|line| (self.texts.keep(TextField::Kind, line.kind.as_str()), line.movement)));
        kept
    }

    /// The voucher with this number as it was submitted.
    pub fn voucher(&self, seq: u64) -> Option<Voucher> {
        let (entry, head) = (self.voucher_entry(seq)?, self.head_of(seq)?);
        let text = |id: TextId| self.texts.get(id).to_string();
        let act = match entry.verb() {
            Verb::Post | Verb::Propose { .. } => {
                Act::Post(entry.lines.clone().map(|place| self.line_as_submitted(place)).collect::<Option<_>>()?)
            }
            Verb::Approve { proposal, .. } => Act::Approve { proposal },
            Verb::Reject { proposal } => Act::Reject { proposal },
            Verb::Complete { proposal } => Act::Complete { proposal },
            Verb::Close { through } => Act::Close { through },
        };
        Some(Voucher {
            key: self.keys.get(entry.key).to_string(),
            actor: text(head.actor),
            effective: head.day,
            basis: text(head.basis),
            document: text(head.document),
            note: text(head.note),
            corrects: head.corrects,
            act,
        })
    }

    pub(super) fn line_as_submitted(&self, place: u32) -> Option<Line> {
        let line = &self.lines[place as usize];
        let (from, to) = (&self.positions[line.from as usize], &self.positions[line.to as usize]);
        let (asset, amount) = (from.asset, line.amount);
        let (from, to) = (from.account, to.account);
        let id = |place: u32| -> LineId { self.line_id(place) };
        let movement = match line.how {
            How::Transfer => Move::Transfer { from, to, asset, amount },
            How::Hold { until } => Move::Hold { from, to, asset, amount, until },
            How::Post { hold } => Move::PostHold { hold: id(hold), amount },
            How::Void { hold } => Move::VoidHold { hold: id(hold) },
            How::Reverse { of } => Move::Reverse { of: id(of), amount },
        };
        Some(Line { kind: Code::new(self.texts.get(line.kind)).ok()?, movement })
    }
}

fn check_lines(lines: &[Line], corrects: Option<u64>) -> Result<(), Refusal> {
    if lines.is_empty() {
        return Err(Refusal::Empty);
    }
    if lines.len() > LINES_MAX {
        return Err(Refusal::TooManyLines { lines: lines.len(), max: LINES_MAX });
    }
    for line in lines {
        if let Move::Reverse { of, .. } = line.movement
            && corrects != Some(of.seq)
        {
            return Err(Refusal::CorrectionUnnamed { of });
        }
    }
    Ok(())
}

/// The voucher as the log can write it.
pub(super) fn with_whole_microseconds(voucher: &Voucher) -> Cow<'_, Voucher> {
    let is_finer =
        |line: &Line| matches!(line.movement, Move::Hold { until, .. } if until != whole_microseconds(until));
    match &voucher.act {
        Act::Post(lines) if lines.iter().any(is_finer) => {
            let mut whole = voucher.clone();
            if let Act::Post(lines) = &mut whole.act {
                for line in lines {
                    if let Move::Hold { until, .. } = &mut line.movement {
                        *until = whole_microseconds(*until);
                    }
                }
            }
            Cow::Owned(whole)
        }
        Act::Post(_) | Act::Approve { .. } | Act::Reject { .. } | Act::Complete { .. } | Act::Close { .. } => {
            Cow::Borrowed(voucher)
        }
    }
}

/// Times in a log have six digits after the second.
pub(super) fn whole_microseconds(time: Timestamp) -> Timestamp {
    let below = time.subsec_nanosecond().rem_euclid(1000);
    if below == 0 {
        return time;
    }
    time.checked_sub(SignedDuration::from_nanos(below.into())).unwrap_or(time)
}
