//! A book: everything that a log says, ready to be asked and to be continued.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use model::WorkingCalendar;
use model::ledger::{Account, AccountId, AccountName, Asset, AssetId, AssetName, LineId, Refusal, Voucher};
use model::pack::{Code, Ledger};

use super::chain::Chain;
use super::enter::{whole_microseconds, with_whole_microseconds};
use super::keys::{KeyId, Keys};
use super::log::Verb;
use super::movement::Scratch;
use super::position::{BoundsId, Holds, How, KnownBounds, Position, StoredLine};
use super::repeat::{Form, Head, HeadId, Heads};
use super::text::{TextId, Texts};
use super::words;

/// The log of one ledger in memory. Grows only through [`Book::post`], [`Book::open_account`], [`Book::define_asset`]
/// and [`Book::read`]; each appends lines to the log that [`Book::take_written`] hands out to be stored.
///
/// When storing fails, the book is ahead of the log and must be thrown away and read again.
#[derive(Debug, Clone)]
pub struct Book {
    pub(super) code: Code,
    /// Waiting periods are counted in its working days.
    pub(super) calendar: Arc<WorkingCalendar>,
    pub(super) assets: Vec<Asset>,
    pub(super) asset_of: BTreeMap<AssetName, AssetId>,
    pub(super) accounts: Vec<Opened>,
    /// As many as accounts.
    pub(super) homes: Vec<Home>,
    pub(super) bounds: KnownBounds,
    pub(super) account_of: BTreeMap<AccountName, AccountId>,
    pub(super) positions: Vec<Position>,
    pub(super) holds: Holds,
    pub(super) lines: Vec<StoredLine>,
    pub(super) entries: Vec<Entry>,
    pub(super) heads: Heads,
    pub(super) keys: Keys,
    /// Open holds by the time at which they end.
    pub(super) expiring: BTreeSet<(Timestamp, u32)>,
    /// Numbers of proposals that are not settled.
    pub(super) proposals: BTreeSet<u64>,
    pub(super) closed: Option<Date>,
    /// The latest time that was passed in: an earlier one is refused.
    pub(super) seen: Timestamp,
    pub(super) texts: Texts,
    pub(super) chain: Chain,
    pub(super) written: String,
    /// Of the last record, where it is a posting: the next one need not say it again.
    pub(super) last_head: Option<HeadId>,
    pub(super) time_text: (Timestamp, String),
    /// Empty between two vouchers.
    pub(super) scratch: Scratch,
}

#[derive(Debug, Clone)]
pub(super) struct Opened {
    pub account: Account,
    /// Where its balance of each asset is, sorted by asset.
    pub positions: Vec<(AssetId, u32)>,
}

/// What every movement asks of an account, small so that those of all accounts stay near the processor.
#[derive(Debug, Clone, Copy)]
pub(super) struct Home {
    /// Its kind.
    pub kind: TextId,
    pub bounds: BoundsId,
    /// One of its positions, the first that it had: most accounts have no other.
    pub first: Option<(AssetId, u32)>,
}

/// One line of the log; the first has number 1. Small, because a book may have millions.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub head: HeadId,
    pub chain: Chain,
    pub body: EntryBody,
}

#[derive(Debug, Clone)]
pub(super) enum EntryBody {
    Asset,
    Account,
    Voucher(VoucherEntry),
}

#[derive(Debug, Clone)]
pub(super) struct VoucherEntry {
    pub key: KeyId,
    pub lines: Range<u32>,
    /// Nothing for a posting, which most are.
    pub beyond: Option<Box<Beyond>>,
}

/// What a voucher is beyond a plain posting.
#[derive(Debug, Clone)]
pub(super) struct Beyond {
    pub verb: Verb,
    /// The day that its lines are about, where it is that of the proposal which it makes count.
    pub about: Option<Date>,
    pub state: EntryState,
}

impl VoucherEntry {
    pub fn verb(&self) -> Verb {
        self.beyond.as_ref().map_or(Verb::Post, |beyond| beyond.verb)
    }

    pub fn state(&self) -> EntryState {
        self.beyond.as_ref().map_or(EntryState::Posted, |beyond| beyond.state)
    }

    /// To change it.
    pub fn beyond(&mut self) -> &mut Beyond {
        self.beyond.get_or_insert_with(|| Box::new(Beyond { verb: Verb::Post, about: None, state: EntryState::Posted }))
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum EntryState {
    /// Its lines count.
    Posted,
    /// Its lines wait for the second person.
    Proposed,
    /// Agreed to; its lines count from a later entry on, at or after `due`.
    Approved {
        due: Timestamp,
    },
    /// A later entry made its lines count.
    Completed,
    Rejected,
    /// Has no lines of its own.
    Remark,
}

/// What became of a voucher.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    pub seq: u64,
    /// Head of the chain after it: whoever keeps it can prove that the log was not changed up to here.
    pub digest: Chain,
    pub state: ReceiptState,
    /// The same voucher had been submitted before; nothing was done now.
    pub is_repeated: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReceiptState {
    Posted,
    /// Waits for a second person.
    Proposed,
    /// Waits until then.
    Approved {
        due: Timestamp,
    },
    Rejected,
    Closed,
}

impl Book {
    pub fn new(code: Code) -> Book {
        Book {
            chain: Chain::begin(code.as_str()),
            code,
            calendar: Arc::default(),
            assets: Vec::new(),
            asset_of: BTreeMap::new(),
            accounts: Vec::new(),
            homes: Vec::new(),
            bounds: KnownBounds::default(),
            account_of: BTreeMap::new(),
            positions: Vec::new(),
            holds: Holds::default(),
            lines: Vec::new(),
            entries: Vec::new(),
            heads: Heads::default(),
            keys: Keys::default(),
            expiring: BTreeSet::new(),
            proposals: BTreeSet::new(),
            closed: None,
            seen: Timestamp::MIN,
            texts: Texts::default(),
            written: String::new(),
            last_head: None,
            scratch: Scratch::default(),
            time_text: (Timestamp::MIN, String::new()),
        }
    }

    /// Counts waiting periods by this calendar from now on. A book without one refuses what would have to wait.
    pub fn with_calendar(mut self, calendar: Arc<WorkingCalendar>) -> Book {
        self.calendar = calendar;
        self
    }

    pub fn code(&self) -> &Code {
        &self.code
    }

    /// Number of the last line of the log.
    pub fn seq(&self) -> u64 {
        self.entries.len() as u64
    }

    /// Digest of the last line of the log.
    pub fn head(&self) -> String {
        self.chain.to_string()
    }

    /// The same as a number.
    pub fn chain(&self) -> Chain {
        self.chain
    }

    /// The latest time that it knows; an earlier one is refused.
    pub fn seen(&self) -> Timestamp {
        self.seen
    }

    /// Lines of the log that were added since the last call, each ended by a line feed.
    pub fn take_written(&mut self) -> String {
        std::mem::take(&mut self.written)
    }

    /// The last day of what is closed.
    pub fn closed_through(&self) -> Option<Date> {
        self.closed
    }

    pub fn accounts(&self) -> impl Iterator<Item = (AccountId, &Account)> {
        (0..).map(AccountId).zip(self.accounts.iter().map(|opened| &opened.account))
    }

    pub fn assets(&self) -> impl Iterator<Item = (AssetId, &Asset)> {
        (0..).map(AssetId).zip(&self.assets)
    }

    pub fn account(&self, id: AccountId) -> Option<&Account> {
        self.accounts.get(id.0 as usize).map(|opened| &opened.account)
    }

    pub fn asset(&self, id: AssetId) -> Option<&Asset> {
        self.assets.get(id.0 as usize)
    }

    pub fn account_named(&self, name: &AccountName) -> Option<AccountId> {
        self.account_of.get(name).copied()
    }

    pub fn asset_named(&self, name: &AssetName) -> Option<AssetId> {
        self.asset_of.get(name).copied()
    }

    /// Opens an account, or finds the one with the same name.
    pub fn open_account(&mut self, account: Account, actor: &str, now: Timestamp) -> Result<AccountId, Refusal> {
        if let Some(id) = self.account_named(&account.name) {
            return Ok(id);
        }
        let now = whole_microseconds(now);
        self.check_clock(now)?;
        if actor.trim().is_empty() {
            return Err(Refusal::ActorMissing);
        }
        self.enter_account(account, actor, now)
    }

    /// Defines an asset, or finds the one with the same name.
    pub fn define_asset(&mut self, asset: Asset, actor: &str, now: Timestamp) -> Result<AssetId, Refusal> {
        if let Some(id) = self.asset_named(&asset.name) {
            return Ok(id);
        }
        let now = whole_microseconds(now);
        self.check_clock(now)?;
        if actor.trim().is_empty() {
            return Err(Refusal::ActorMissing);
        }
        self.enter_asset(asset, actor, now)
    }

    /// Does what a voucher asks for, whole or not at all.
    ///
    /// `rules` are those in force now; what was admitted under earlier rules stays.
    pub fn post(&mut self, voucher: &Voucher, rules: &Ledger, now: Timestamp) -> Result<Receipt, Refusal> {
        let voucher = &*with_whole_microseconds(voucher);
        let now = whole_microseconds(now);
        let key = self.keys.look(&voucher.key);
        if let Some(seq) = key.seq {
            return self.repeated(seq, voucher);
        }
        self.check_clock(now)?;
        self.seen = now;
        self.release_due(now);
        let verb = self.admit(voucher, rules, now)?;
        // What is committed together begins with a whole record.
        let form = if self.written.is_empty() { Form::Whole } else { Form::Short };
        let seq = self.enter_voucher(voucher, key, (verb, form), now)?;
        Ok(self.receipt(seq, false))
    }

    /// What was answered to the voucher with this key.
    pub fn receipt_of(&self, key: &str) -> Option<Receipt> {
        self.keys.look(key).seq.map(|seq| self.receipt(seq, true))
    }

    fn repeated(&self, seq: u64, voucher: &Voucher) -> Result<Receipt, Refusal> {
        if self.voucher(seq).as_ref() == Some(voucher) {
            Ok(self.receipt(seq, true))
        } else {
            Err(Refusal::KeyReused { key: voucher.key.clone(), seq })
        }
    }

    /// The answer is the one that was given then, also when a proposal has gone on since.
    fn receipt(&self, seq: u64, is_repeated: bool) -> Receipt {
        let entry = &self.entries[seq as usize - 1];
        let state = match &entry.body {
            EntryBody::Asset | EntryBody::Account => ReceiptState::Posted,
            EntryBody::Voucher(voucher) => match voucher.verb() {
                Verb::Post | Verb::Complete { .. } | Verb::Approve { due: None, .. } => ReceiptState::Posted,
                Verb::Propose { .. } => ReceiptState::Proposed,
                Verb::Approve { due: Some(due), .. } => ReceiptState::Approved { due },
                Verb::Reject { .. } => ReceiptState::Rejected,
                Verb::Close { .. } => ReceiptState::Closed,
            },
        };
        Receipt { seq, digest: entry.chain, state, is_repeated }
    }

    pub(super) fn check_clock(&self, now: Timestamp) -> Result<(), Refusal> {
        if now < self.seen { Err(Refusal::ClockBack { last: words::time(self.seen) }) } else { Ok(()) }
    }

    pub(super) fn voucher_entry(&self, seq: u64) -> Option<&VoucherEntry> {
        let place = usize::try_from(seq.checked_sub(1)?).ok()?;
        match &self.entries.get(place)?.body {
            EntryBody::Voucher(voucher) => Some(voucher),
            EntryBody::Asset | EntryBody::Account => None,
        }
    }

    /// What the entry with this number says beside its key and its lines.
    pub(super) fn head_of(&self, seq: u64) -> Option<&Head> {
        let place = usize::try_from(seq.checked_sub(1)?).ok()?;
        Some(self.heads.get(self.entries.get(place)?.head))
    }

    /// Number of the line in `lines`, where the log has such a line.
    pub(super) fn line_at(&self, id: LineId) -> Option<u32> {
        let voucher = self.voucher_entry(id.seq)?;
        let place = voucher.lines.start + u32::from(id.line);
        voucher.lines.contains(&place).then_some(place)
    }

    pub(super) fn line_id(&self, place: u32) -> LineId {
        let entry = self.lines[place as usize].entry;
        let start = match &self.entries[entry as usize].body {
            EntryBody::Voucher(voucher) => voucher.lines.start,
            EntryBody::Asset | EntryBody::Account => place,
        };
        LineId { seq: u64::from(entry) + 1, line: u16::try_from(place - start).unwrap_or(u16::MAX) }
    }

    /// Holds that ended by time stand back at the disposal of their account.
    pub(super) fn release_due(&mut self, now: Timestamp) {
        while let Some((until, place)) = self.expiring.first().copied().filter(|(until, _)| *until <= now) {
            self.expiring.remove(&(until, place));
            let line = &mut self.lines[place as usize];
            let left = i128::from(std::mem::take(&mut line.left));
            let (from, to) = (line.from, line.to);
            debug_assert!(matches!(line.how, How::Hold { .. }));
            self.holds.add(from, to, -left);
        }
    }
}
