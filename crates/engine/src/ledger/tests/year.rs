//! A government year of one ledger, simulated with faults: crashes before and after a write, retries, duplicates, clocks
//! set back, users who act at once, a second process that is behind. One vintage comes to its last day in the year: what is
//! left is taken back or carried over. The same seed gives the same year; invariants are checked after every step, by an
//! independent program too every so often.
//!
//! `cargo xtask simulate --seed N --hours H` runs it for as long as you like.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use jiff::SignedDuration;
use jiff::Timestamp;
use jiff::civil::{Date, date};
use model::ledger::{AccountId, Act, AssetId, LineId, Move, Refusal, Voucher};
use rust_decimal::Decimal;

use super::super::{AsOf, Book, Receipt, ReceiptState, carry_over, exported, give_back, reversal};
use super::support::*;
use crate::random::SplitMix64;

const USERS: [&str; 4] = ["甲", "乙", "丙", "丁"];
const ACCOUNTS: u32 = 5;
const DAYS: i64 = 365;
/// Of the first vintage; the next one may be used beyond the end of the year that is simulated.
const LAST_DAY: Date = date(2026, 12, 31);
const NEXT: AssetId = AssetId(1);
/// Steps between two looks of the independent program.
const PROVED_EVERY: u32 = 50;

struct Year {
    seed: u64,
    random: SplitMix64,
    bank: Bank,
    began: Timestamp,
    /// What the disk has: whole writes only, as the database guarantees.
    disk: String,
    /// Number and digest of its last record: who writes must have read up to here.
    disk_head: (u64, String),
    /// Of another process, as far as it has read.
    other: Book,
    /// Answered to a user: must be there for ever.
    acknowledged: BTreeMap<String, (Voucher, Receipt)>,
    /// Sent by a user who has no answer yet.
    unanswered: Vec<Voucher>,
    proposals: Vec<u64>,
    holds: Vec<LineId>,
    sent: u64,
    counts: BTreeMap<&'static str, u64>,
}

impl Year {
    fn new(seed: u64) -> Year {
        let mut bank = Bank::new();
        assert_eq!(bank.asset("2027", Some(date(2027, 12, 31))), NEXT);
        let disk = bank.book.take_written();
        Year {
            seed,
            random: SplitMix64::new(seed),
            began: bank.clock,
            disk_head: head_of(&bank.book),
            other: read_back(seed, &disk),
            bank,
            disk,
            acknowledged: BTreeMap::new(),
            unanswered: Vec::new(),
            proposals: Vec::new(),
            holds: Vec::new(),
            sent: 0,
            counts: BTreeMap::new(),
        }
    }

    fn chance(&mut self, percent: i64) -> bool {
        self.random.between(1, 100) <= percent
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> Option<T> {
        let last = i64::try_from(from.len()).unwrap() - 1;
        (last >= 0).then(|| from[usize::try_from(self.random.between(0, last)).unwrap()])
    }

    fn account(&mut self) -> AccountId {
        AccountId(u32::try_from(self.random.between(0, i64::from(ACCOUNTS) - 1)).unwrap())
    }

    fn count(&mut self, what: &'static str) {
        *self.counts.entry(what).or_default() += 1;
    }

    fn today(&self) -> Date {
        jiff::tz::offset(8).to_datetime(self.bank.clock).date()
    }

    /// Mostly the vintage that may be used on the day.
    fn vintage(&mut self) -> AssetId {
        let is_over = self.today() > LAST_DAY;
        if self.chance(15) == is_over { ASSET } else { NEXT }
    }

    fn new_voucher(&mut self) -> Voucher {
        self.sent += 1;
        let asset = self.vintage();
        let transfer = |from, to, amount| Move::Transfer { from, to, asset, amount };
        let mut is_today = false;
        let amount = self.random.between(1, 5_000);
        let (from, to) = (self.account(), self.account());
        let mut corrects = None;
        let post = |kind: &str, movement| Act::Post(vec![line(kind, movement)]);
        let act = match self.random.between(0, 99) {
            0..=14 => post("grant", transfer(OUTSIDE, to, amount * 3)),
            15..=44 => post("move", transfer(from, to, amount)),
            45..=54 => {
                let third = self.account();
                Act::Post(vec![
                    line("move", transfer(from, to, amount)),
                    line("move", transfer(to, third, amount / 2 + 1)),
                ])
            }
            55..=64 => {
                let until = self.bank.clock + SignedDuration::from_hours(self.random.between(1, 24 * 40));
                post("deposit", Move::Hold { from, to, asset, amount, until })
            }
            65..=72 => match self.pick(&self.holds.clone()) {
                Some(hold) if self.chance(60) => post("deposit", Move::PostHold { hold, amount: amount / 2 + 1 }),
                Some(hold) => post("deposit", Move::VoidHold { hold }),
                None => post("move", transfer(from, to, amount)),
            },
            73..=79 => post(if self.chance(50) { "checked" } else { "delayed" }, transfer(from, to, amount)),
            80..=90 => match self.pick(&self.proposals.clone()) {
                Some(proposal) if self.chance(60) => Act::Approve { proposal },
                Some(proposal) if self.chance(80) => Act::Complete { proposal },
                Some(proposal) => Act::Reject { proposal },
                None => post("move", transfer(from, to, amount)),
            },
            91..=93 => {
                let seq = u64::try_from(self.random.between(1, i64::try_from(self.bank.book.seq()).unwrap())).unwrap();
                corrects = Some(seq);
                Act::Post(reversal(&self.bank.book, seq))
            }
            94..=96 => {
                // Refused before the last day, and where nothing is free.
                is_today = true;
                let kinds = ["pool", "county", "project", "own"].map(code);
                let (out, into, half) = (code("expire"), code("grant"), Decimal::new(5, 1));
                Act::Post(if self.chance(50) {
                    give_back(&self.bank.book, ASSET, &kinds, OUTSIDE, &out)
                } else {
                    carry_over(&self.bank.book, (ASSET, NEXT), &kinds, OUTSIDE, (&out, &into), half)
                })
            }
            _ if self.chance(10) => {
                let days = self.random.between(20, 60);
                Act::Close { through: self.today() - jiff::Span::new().days(days) }
            }
            _ => post("move", transfer(from, to, amount)),
        };
        let mut voucher = self.bank.act(&format!("k{}", self.sent), act);
        let days_ago = if is_today { 0 } else { self.random.between(0, 40) };
        voucher.effective = self.today() - jiff::Span::new().days(days_ago);
        voucher.actor = USERS[usize::try_from(self.random.between(0, 3)).unwrap()].to_string();
        voucher.corrects = corrects;
        voucher
    }

    /// The process starts again from what the disk has.
    fn restart(&mut self) {
        self.bank.book = read_back(self.seed, &self.disk);
        self.count("restarts");
        for (voucher, receipt) in self.acknowledged.values() {
            let known = self.bank.book.receipt_of(&voucher.key);
            let is_kept = known.is_some_and(|known| known.seq == receipt.seq && known.digest == receipt.digest);
            assert!(is_kept, "seed {}: {} was acknowledged and is lost", self.seed, voucher.key);
        }
    }

    /// Writes what a book has added behind `before`, unless another process has written there already.
    fn write(&mut self, (before, after): (&(u64, String), (u64, String)), written: &str) -> bool {
        if written.is_empty() {
            return true;
        }
        if *before != self.disk_head {
            self.count("overtaken");
            return false;
        }
        self.disk.push_str(written);
        self.disk_head = after;
        true
    }

    /// Another process posts; more often than not it is behind, and then writes nothing.
    fn other_process(&mut self) {
        if self.chance(40) {
            self.other = read_back(self.seed, &self.disk);
        }
        let voucher = self.new_voucher();
        let before = head_of(&self.other);
        let Ok(receipt) = self.other.post(&voucher, &self.bank.rules, self.bank.clock) else {
            return self.count("refused");
        };
        let written = self.other.take_written();
        if self.write((&before, head_of(&self.other)), &written) {
            self.count("written by another process");
            self.answer(voucher, receipt);
        } else {
            self.other = read_back(self.seed, &self.disk);
            self.unanswered.push(voucher);
        }
    }

    /// Several users ask at once; what they ask for is written together, or the machine stops in between. Of the year, as
    /// much is over as of its steps.
    fn step(&mut self, (done, all): (u32, u32)) {
        if self.chance(30) {
            self.bank.clock += SignedDuration::from_mins(self.random.between(1, 60 * 24));
        }
        let due = SignedDuration::from_hours(24 * DAYS * i64::from(done) / i64::from(all));
        self.bank.clock = self.bank.clock.max(self.began + due);
        if self.chance(10) {
            self.other_process();
        }
        let before = head_of(&self.bank.book);
        let users = self.random.between(1, 6);
        let mut asked = Vec::new();
        for _ in 0..users {
            let voucher = match self.random.between(0, 9) {
                // A retry of one that has no answer, or a second click on one that has.
                0..=2 if !self.unanswered.is_empty() => self.unanswered.remove(0),
                3 if !self.acknowledged.is_empty() => {
                    let keys: Vec<&String> = self.acknowledged.keys().collect();
                    let place =
                        usize::try_from(self.random.between(0, i64::try_from(keys.len()).unwrap() - 1)).unwrap();
                    self.acknowledged[keys[place]].0.clone()
                }
                _ => self.new_voucher(),
            };
            asked.push(voucher);
        }
        if self.chance(5) {
            self.clock_back(&asked[0]);
        }
        let mut answers: Vec<(Voucher, Receipt)> = Vec::new();
        for voucher in asked {
            match self.bank.book.post(&voucher, &self.bank.rules, self.bank.clock) {
                Ok(receipt) => answers.push((voucher, receipt)),
                Err(Refusal::KeyReused { key, .. }) => panic!("seed {}: {key} was never sent twice", self.seed),
                Err(Refusal::AssetExpired { .. }) => self.count("refused as expired"),
                Err(_) => self.count("refused"),
            }
        }
        let written = self.bank.book.take_written();
        let after = head_of(&self.bank.book);
        let fate = self.random.between(0, 99);
        let is_written = fate > 3 && self.write((&before, after), &written);
        match fate {
            0..=3 => {
                // Stopped before the write, or within it: nothing of it is there.
                self.unanswered.extend(answers.into_iter().map(|(voucher, _)| voucher));
                self.restart();
            }
            4..=7 => {
                // Stopped after the write, before the answer.
                self.unanswered.extend(answers.into_iter().map(|(voucher, _)| voucher));
                self.restart();
            }
            _ if is_written => {
                for (voucher, receipt) in answers {
                    self.answer(voucher, receipt);
                }
            }
            // The book is behind the disk: it is read again, and the users ask again.
            _ => {
                self.unanswered.extend(answers.into_iter().map(|(voucher, _)| voucher));
                self.restart();
            }
        }
        self.check();
    }

    fn answer(&mut self, voucher: Voucher, receipt: Receipt) {
        self.count(if receipt.is_repeated { "repeated" } else { "posted" });
        if let Some((_, before)) = self.acknowledged.get(&voucher.key) {
            let is_same = (before.seq, &before.digest, before.state) == (receipt.seq, &receipt.digest, receipt.state);
            assert!(is_same, "seed {}: {} was answered in two ways", self.seed, voucher.key);
        } else {
            if receipt.state == ReceiptState::Proposed {
                self.proposals.push(receipt.seq);
            }
            if let Act::Post(lines) = &voucher.act
                && lines.first().is_some_and(|line| line.kind.as_str() == "expire")
            {
                let is_carried = lines.iter().any(|line| line.kind.as_str() == "grant");
                self.count(if is_carried { "carried over" } else { "taken back" });
            }
            if matches!(&voucher.act, Act::Post(lines) if matches!(lines.first().map(|line| line.movement), Some(Move::Hold { .. })))
            {
                self.holds.push(LineId { seq: receipt.seq, line: 0 });
            }
            // Users work on what is recent.
            let (old_proposals, old_holds) =
                (self.proposals.len().saturating_sub(20), self.holds.len().saturating_sub(20));
            self.proposals.drain(..old_proposals);
            self.holds.drain(..old_holds);
            self.acknowledged.insert(voucher.key.clone(), (voucher, receipt));
        }
    }

    fn clock_back(&mut self, voucher: &Voucher) {
        let before = (self.bank.book.seq(), self.bank.book.head());
        let mut again = voucher.clone();
        again.key = format!("back-{}", self.sent);
        let earlier = self.bank.clock - SignedDuration::from_hours(24 * 400);
        let answer = self.bank.book.post(&again, &self.bank.rules, earlier);
        assert!(matches!(answer, Err(Refusal::ClockBack { .. })), "seed {}: {answer:?}", self.seed);
        assert_eq!(before, (self.bank.book.seq(), self.bank.book.head()), "seed {}", self.seed);
        self.count("clock set back");
    }

    fn check(&self) {
        for asset in [ASSET, NEXT] {
            let mut sum = 0;
            let mut held = 0;
            for id in (0..ACCOUNTS).map(AccountId) {
                let balance = self.bank.book.balance_now(id, asset);
                sum += balance.posted;
                held += balance.held_out - balance.held_in;
                assert!(id == OUTSIDE || balance.available() >= 0, "seed {}: {id:?} is overdrawn", self.seed);
            }
            assert_eq!((sum, held), (0, 0), "seed {}: the sums are not zero", self.seed);
        }
    }

    /// By the program that shares nothing with this one, from the disk alone.
    fn prove(&self) {
        let proof = ledger_check::check(&exported("l", &self.disk));
        assert!(proof.is_ok(), "seed {}: {proof:?}", self.seed);
    }

    /// No account was ever below zero on any day, by the entries themselves.
    fn check_days(&self) {
        let mut day = date(2026, 1, 1);
        while day < date(2027, 6, 1) {
            for (id, asset) in (1..ACCOUNTS).flat_map(|id| [(AccountId(id), ASSET), (AccountId(id), NEXT)]) {
                let as_of = AsOf { effective: Some(day), known: self.bank.clock };
                let posted = self.bank.book.balance(id, asset, as_of).posted;
                assert!(posted >= 0, "seed {}: {id:?} has {posted} of {asset:?} on {day}", self.seed);
            }
            day += jiff::Span::new().days(7);
        }
    }
}

fn head_of(book: &Book) -> (u64, String) {
    (book.seq(), book.head())
}

fn read_back(seed: u64, disk: &str) -> Book {
    let mut book = Book::new(code("l")).with_calendar(calendar());
    if let Err(fault) = book.read(disk) {
        panic!("seed {seed}: the log cannot be read back: {fault}");
    }
    book
}

fn year(seed: u64, steps: u32) -> BTreeMap<&'static str, u64> {
    let mut year = Year::new(seed);
    for step in 1..=steps {
        year.step((step, steps));
        if step % PROVED_EVERY == 0 {
            year.prove();
        }
    }
    let hours = year.bank.clock.duration_since(year.began).as_hours();
    assert!(hours >= 24 * DAYS, "seed {seed}: {hours} hours are no year");
    year.restart();
    year.check_days();
    year.prove();
    year.counts
}

#[test]
fn a_year_with_faults_keeps_every_promise() {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    if let (Some(first), Some(seconds)) = (number("JUNXIAN_SIMULATE_SEED"), number("JUNXIAN_SIMULATE_SECONDS")) {
        let (began, mut seed) = (Instant::now(), first);
        while began.elapsed() < Duration::from_secs(seconds) {
            println!("seed {seed}: {:?}", year(seed, 800));
            seed += 1;
        }
        return;
    }
    let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
    for seed in 1..=6 {
        println!("seed {seed}");
        for (what, count) in year(seed, 250) {
            *counts.entry(what).or_default() += count;
        }
    }
    // Each kind of fault did happen: else nothing was tested.
    for (what, least) in [
        ("posted", 1_000),
        ("repeated", 20),
        ("refused", 20),
        ("restarts", 20),
        ("clock set back", 20),
        ("written by another process", 20),
        ("overtaken", 20),
        ("refused as expired", 20),
        ("taken back", 2),
        ("carried over", 2),
    ] {
        assert!(counts.get(what).is_some_and(|count| *count >= least), "{what}: {counts:?}");
    }
}
