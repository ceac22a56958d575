//! Laws that every ledger of every shipped pack keeps, whatever is asked of it: each asset sums to zero, no account leaves
//! its bounds on any day, what was refused has changed nothing, and the log proves it to a program that shares nothing
//! with this one.
//!
//! Slips are made up from the declarations with a fixed seed; they mean nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use engine::ledger::{AsOf, Book, Clerk, Holding, Lot, ReceiptState, Slip, SlipLine, SlipMove, exported};
use jiff::civil::Date;
use jiff::{Span, Timestamp};
use model::ledger::{Act, LineId, Refusal, Voucher};
use model::pack::{Code, EntryAct, EntryKind, Holder, Ledger, Pack, Vintage};
use model::{HolidayYear, WorkingCalendar};
use rust_decimal::Decimal;

use crate::checked;
use crate::laws::{Dice, shipped};

const SEEDS: u64 = 12;
const SLIPS: usize = 320;

/// Working days without any holiday but weekends.
fn calendar() -> Arc<WorkingCalendar> {
    let year = |year| HolidayYear { year, basis: "示例".to_string(), holidays: Vec::new(), workdays: Vec::new() };
    Arc::new(WorkingCalendar::new((2015..2040).map(year).collect()).unwrap())
}

struct Desk<'a> {
    pack: &'a Pack,
    rules: &'a Ledger,
    places: BTreeMap<String, String>,
    book: Book,
    dice: Dice,
    now: Timestamp,
    first_day: Date,
    /// Lines that can be gone back to.
    lines: Vec<LineId>,
    waiting: Vec<u64>,
    posted: BTreeSet<Code>,
}

impl<'a> Desk<'a> {
    fn new(pack: &'a Pack, rules: &'a Ledger, seed: u64) -> Desk<'a> {
        let first_day = pack.validity.from;
        let places = [("370702", "潍城区"), ("370703", "寒亭区"), ("370724", "临朐县")];
        Desk {
            pack,
            rules,
            places: places.map(|(code, name)| (code.to_string(), name.to_string())).into(),
            book: Book::new(rules.code.clone()).with_calendar(calendar()),
            dice: Dice::new(seed),
            now: jiff::tz::offset(8).to_timestamp(first_day.at(9, 0, 0, 0)).unwrap(),
            first_day,
            lines: Vec::new(),
            waiting: Vec::new(),
            posted: BTreeSet::new(),
        }
    }

    fn today(&self) -> Date {
        jiff::tz::offset(8).to_datetime(self.now).date()
    }

    fn pick<T: Clone>(&mut self, from: &[T]) -> Option<T> {
        (!from.is_empty()).then(|| from[self.dice.below(from.len())].clone())
    }

    fn holding(&mut self, kinds: &[Code], holder: &str) -> Holding {
        let kind = self.pick(kinds).unwrap();
        let held_by = self.rules.account(&kind).unwrap().holder;
        let holder = match held_by {
            Holder::One => String::new(),
            Holder::County => {
                let codes: Vec<String> = self.places.keys().cloned().collect();
                self.pick(&codes).unwrap()
            }
            Holder::Project | Holder::Enterprise | Holder::Agency | Holder::Person => holder.to_string(),
        };
        Holding { kind: kind.to_string(), label: format!("持有人{holder}"), holder }
    }

    fn lot(&mut self, kind: &EntryKind) -> Lot {
        let asset = self.pick(&kind.assets).unwrap();
        let asset = self.rules.asset(&asset).unwrap();
        let vintage = match asset.vintage {
            Vintage::None => String::new(),
            Vintage::Year { .. } => (self.first_day.year() + i16::from(self.dice.below(4) == 0)).to_string(),
            Vintage::Lot { .. } => ["A", "B"][self.dice.below(2)].to_string(),
        };
        let place = if asset.is_by_place { "370703".to_string() } else { String::new() };
        Lot { kind: asset.code.to_string(), vintage, place }
    }

    fn slip(&mut self, number: usize) -> Slip {
        let entries = &self.rules.entries;
        // Every other time one that has not come off yet, so that all come to it.
        let missing: Vec<&EntryKind> = entries.iter().filter(|kind| !self.posted.contains(&kind.code)).collect();
        let kind = match self.dice.below(2) {
            0 if !missing.is_empty() => missing[self.dice.below(missing.len())],
            _ => &entries[self.dice.below(entries.len())],
        };
        let holders = ["甲", "乙", "丙"];
        let holder = holders[self.dice.below(3)];
        let other = if kind.is_same_holder { holder } else { holders[self.dice.below(3)] };
        let (from, mut to, asset) = (self.holding(&kind.from, holder), self.holding(&kind.to, other), self.lot(kind));
        if kind.is_same_holder {
            to.holder.clone_from(&from.holder);
        }
        let amount = Decimal::from(1 + self.dice.below(200)) / Decimal::from([1, 1, 2, 4][self.dice.below(4)]);
        // More comes into being than is asked for later.
        let is_source = kind.from.iter().any(|code| self.rules.account(code).is_some_and(|kind| kind.min.is_none()));
        let amount = if is_source { amount * Decimal::from(20) } else { amount };
        // One asks for few of what counts many times.
        let amount = if kind.factor.is_some() { Decimal::from(1 + self.dice.below(3)) } else { amount };
        let back = self.pick(&self.lines.clone());
        let part = (self.dice.below(2) == 0).then_some(amount);
        let movement = match (kind.act, self.dice.below(8), back) {
            (_, 0, Some(of)) => SlipMove::Reverse { of, amount: part },
            (EntryAct::Hold, 1 | 2, Some(hold)) => SlipMove::PostHold { hold, amount: part },
            (EntryAct::Hold, 3, Some(hold)) => SlipMove::VoidHold { hold },
            (EntryAct::Hold, ..) => {
                let until = self.now + jiff::SignedDuration::from_hours(1 + self.dice.below(24 * 90) as i64);
                SlipMove::Hold { from, to, asset, amount, until }
            }
            (EntryAct::Transfer, ..) => SlipMove::Transfer { from, to, asset, amount },
        };
        let corrects = match movement {
            SlipMove::Reverse { of, .. } => Some(of.seq),
            _ => None,
        };
        let days_ago = [0, 0, 0, 20][self.dice.below(4)];
        Slip {
            key: format!("k{number}"),
            actor: ["甲", "乙"][self.dice.below(2)].to_string(),
            effective: self.today().checked_sub(Span::new().days(days_ago)).unwrap().max(self.first_day),
            basis: String::new(),
            document: "示例〔2026〕1号".to_string(),
            note: String::new(),
            corrects,
            lines: vec![SlipLine { kind: kind.code.to_string(), movement }],
        }
    }

    /// The second person, or the end of a waiting period.
    fn settle(&mut self, number: usize) {
        let Some(proposal) = self.pick(&self.waiting.clone()) else { return };
        let open = self.book.open_proposals().into_iter().find(|open| open.seq == proposal);
        let act = match open {
            Some(open) if open.due.is_some() => Act::Complete { proposal },
            _ if self.dice.below(6) == 0 => Act::Reject { proposal },
            _ => Act::Approve { proposal },
        };
        let voucher = Voucher {
            key: format!("s{number}"),
            actor: ["甲", "乙"][self.dice.below(2)].to_string(),
            effective: self.today(),
            basis: "示例".to_string(),
            document: String::new(),
            note: String::new(),
            corrects: None,
            act,
        };
        let before = (self.book.seq(), self.book.head());
        if self.book.post(&voucher, self.rules, self.now).is_err() {
            assert_eq!(before, (self.book.seq(), self.book.head()));
        }
        let open: BTreeSet<u64> = self.book.open_proposals().iter().map(|open| open.seq).collect();
        self.waiting.retain(|proposal| open.contains(proposal));
    }

    fn act(&mut self, number: usize) -> Result<(), Refusal> {
        let slip = self.slip(number);
        let clerk = Clerk { pack: self.pack, ledger: self.rules, places: &self.places };
        let before = (self.book.seq(), self.book.head(), self.book.accounts().count());
        let receipt = match clerk.post(&mut self.book, &slip, self.now) {
            Ok(receipt) => receipt,
            Err(refusal) => {
                let after = (self.book.seq(), self.book.head(), self.book.accounts().count());
                assert_eq!(before, after, "a refusal leaves nothing: {refusal}");
                assert!(!refusal.to_string().is_empty());
                return Err(refusal);
            }
        };
        if receipt.state == ReceiptState::Proposed {
            self.waiting.push(receipt.seq);
        }
        let kind = Code::new(&slip.lines[0].kind).unwrap();
        if !matches!(slip.lines[0].movement, SlipMove::Reverse { .. }) {
            self.posted.insert(kind);
        }
        self.lines.push(LineId { seq: receipt.seq, line: 0 });
        Ok(())
    }

    fn check(&self, place: &str) {
        for (asset, described) in self.book.assets() {
            assert_eq!(self.book.total(asset), 0, "{place} {}", described.label);
            for (id, account) in self.book.accounts() {
                let now = self.book.balance_now(id, asset);
                let (least, most) = (account.bounds.min, account.bounds.max);
                assert!(least.is_none_or(|least| now.available() >= i128::from(least)), "{place} {}", account.label);
                assert!(most.is_none_or(|most| now.posted <= i128::from(most)), "{place} {}", account.label);
            }
        }
    }

    /// At the ends of months, as it is known at the end.
    fn check_days(&self, place: &str) {
        let mut day = self.first_day;
        while day <= self.today() {
            for (asset, described) in self.book.assets() {
                let as_of = AsOf { effective: Some(day), known: self.now };
                let mut sum = 0;
                for (id, account) in self.book.accounts() {
                    let posted = self.book.balance(id, asset, as_of).posted;
                    assert!(
                        account.bounds.min.is_none_or(|least| posted >= i128::from(least)),
                        "{place} {} {day}",
                        account.label
                    );
                    sum += posted;
                }
                assert_eq!(sum, 0, "{place} {} {day}", described.label);
            }
            day = day.checked_add(Span::new().months(1)).unwrap();
        }
    }
}

#[test]
fn whatever_is_asked_every_ledger_keeps_its_sums_its_bounds_and_its_log() {
    let mut ledgers = 0;
    for (path, text) in shipped() {
        let pack = checked(&path, text);
        for rules in &pack.ledgers {
            ledgers += 1;
            let mut posted: BTreeSet<Code> = BTreeSet::new();
            let mut refused: BTreeMap<String, usize> = BTreeMap::new();
            for seed in 0..SEEDS {
                let place = format!("{path} {} {seed}", rules.name);
                let mut desk = Desk::new(&pack, rules, seed);
                for number in 0..SLIPS {
                    // Slowly while amounts are used, then so fast that the longest vintage comes to its last day.
                    let most_days = if number * 3 > SLIPS * 2 { 40 } else { 8 };
                    desk.now += jiff::SignedDuration::from_hours(desk.dice.below(24 * most_days) as i64);
                    if desk.dice.below(3) == 0 {
                        desk.settle(number);
                    } else if let Err(refusal) = desk.act(number) {
                        *refused.entry(refusal.to_string()).or_default() += 1;
                    }
                    if number % 4 == 0 {
                        desk.check(&place);
                    }
                }
                desk.check_days(&place);
                let log = desk.book.take_written();
                let mut read = Book::new(desk.book.code().clone());
                read.read(&log).unwrap();
                assert_eq!(read.head(), desk.book.head(), "{place}");
                let proof = ledger_check::check(&exported(rules.code.as_str(), &log)).unwrap();
                assert_eq!(proof.head, desk.book.head(), "{place}");
                posted.append(&mut desk.posted);
            }
            let never: Vec<&str> = rules
                .entries
                .iter()
                .filter(|kind| kind.by_formula.is_none() && !posted.contains(&kind.code))
                .map(|kind| kind.name.as_str())
                .collect();
            assert!(never.is_empty(), "{path} {}: never posted {never:?}; {refused:#?}", rules.name);
        }
    }
    assert!(ledgers > 5, "{ledgers}");
}
