//! Cases told as stories, and laws that every story keeps.

mod laws;
mod stories;

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::{Date, date};
use jiff::tz::Offset;
use model::pack::{WhenAllDefault, WhenFew};
use model::{HolidayYear, WorkingCalendar};
use rust_decimal::Decimal;

use super::*;

/// 2025 without holidays: weekends only.
pub(super) fn calendar() -> WorkingCalendar {
    let year = |year| HolidayYear { year, basis: "示例".to_string(), holidays: vec![], workdays: vec![] };
    WorkingCalendar::new(vec![year(2025), year(2026)]).unwrap()
}

/// `03-03 09:00` or `03-03 09:00:00.001`, in 2025, Chinese time.
pub(super) fn at(text: &str) -> Timestamp {
    let (day, time) = text.split_once(' ').unwrap();
    let full = format!("2025-{day}T{}", if time.len() == 5 { format!("{time}:00") } else { time.to_string() });
    let local: jiff::civil::DateTime = full.parse().unwrap();
    Offset::constant(8).to_timestamp(local).unwrap()
}

pub(super) fn day(month: i8, day: i8) -> Date {
    date(2025, month, day)
}

pub(super) fn rules(method: MethodRule) -> Rules {
    Rules {
        method,
        notice_days: 7,
        notice_months_max: Some(6),
        second_notice_days: Some(5),
        bidders_min: 3,
        when_few: WhenFew::Negotiate,
        deposit: DepositRule::Share(Decimal::from(20)),
        priority: Some(PriorityRule { hours: 24, when_all_default: WhenAllDefault::Fail }),
        objection_days: 5,
    }
}

pub(super) fn ascending() -> Rules {
    rules(MethodRule::Ascending {
        step: Decimal::from(10),
        extension: Some(ExtensionRule { window_minutes: 5, minutes: 5 }),
    })
}

pub(super) fn listing() -> Listing {
    Listing {
        case: "2025-001".to_string(),
        row: "地块一".to_string(),
        title: "东村机动地经营权".to_string(),
        seller: "东村经济合作社".to_string(),
        seller_code: String::new(),
        floor: Decimal::from(500),
        quantity: Decimal::from(100),
        vintage: String::new(),
    }
}

/// A case with a ledger that holds balances, refuses what is not covered and asks nobody.
pub(super) struct Desk {
    pub(super) case: Case,
    pub(super) calendar: WorkingCalendar,
    pub(super) ledger: Ledger,
    keys: usize,
}

#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Ledger {
    pub(super) free: BTreeMap<(Account, Asset), Decimal>,
    pub(super) holds: BTreeMap<String, HoldRequest>,
}

impl Ledger {
    fn of(&mut self, account: Account, asset: Asset) -> &mut Decimal {
        self.free.entry((account, asset)).or_insert(Decimal::ZERO)
    }

    fn carry_out(&mut self, request: &LedgerRequest) -> Result<(), String> {
        match request {
            LedgerRequest::Hold(hold) => {
                let free = self.of(Account::Of(hold.owner.clone()), hold.asset);
                if *free < hold.amount {
                    return Err(format!("余额 {free} 不足 {}", hold.amount));
                }
                *free -= hold.amount;
                self.holds.insert(hold.id.clone(), hold.clone());
            }
            LedgerRequest::Post { hold, to, amount } => {
                let held = self.holds.remove(hold).ok_or(format!("没有冻结 {hold}"))?;
                if *amount > held.amount {
                    return Err("超过冻结额".to_string());
                }
                *self.of(Account::Of(held.owner.clone()), held.asset) += held.amount - amount;
                *self.of(to.clone(), held.asset) += amount;
            }
            LedgerRequest::Void { hold } => {
                let held = self.holds.remove(hold).ok_or(format!("没有冻结 {hold}"))?;
                *self.of(Account::Of(held.owner.clone()), held.asset) += held.amount;
            }
            LedgerRequest::Transfer { from, to, asset, amount, .. } => {
                let free = self.of(from.clone(), *asset);
                if *free < *amount {
                    return Err(format!("余额 {free} 不足 {amount}"));
                }
                *free -= amount;
                *self.of(to.clone(), *asset) += amount;
            }
        }
        Ok(())
    }

    pub(super) fn sum(&self, asset: Asset) -> Decimal {
        let free: Decimal = self.free.iter().filter(|((_, known), _)| *known == asset).map(|(_, amount)| amount).sum();
        let held: Decimal = self.holds.values().filter(|hold| hold.asset == asset).map(|hold| hold.amount).sum();
        free + held
    }
}

impl Desk {
    pub(super) fn new(rules: Rules, listing: Listing) -> Desk {
        Desk { case: Case::open(rules, listing).unwrap(), calendar: calendar(), ledger: Ledger::default(), keys: 0 }
    }

    pub(super) fn give(&mut self, owner: &str, asset: Asset, amount: i64) {
        *self.ledger.of(Account::Of(owner.to_string()), asset) += Decimal::from(amount);
    }

    pub(super) fn phase(&self) -> Phase {
        self.case.state().phase
    }

    /// Submits, and lets the ledger answer what is asked of it.
    pub(super) fn try_at(&mut self, when: &str, command: Command) -> Result<(), Refusal> {
        self.try_when(at(when), command)
    }

    pub(super) fn try_when(&mut self, when: Timestamp, command: Command) -> Result<(), Refusal> {
        self.keys += 1;
        let key = format!("k{}", self.keys);
        let by = "交易中心".to_string();
        let before = self.case.log().len();
        let told = self.case.submit(Asked { at: when, by: &by, key: &key }, &command, &self.calendar);
        let events: Vec<Event> = self.case.log()[before..].iter().map(|recorded| recorded.event.clone()).collect();
        for event in events {
            for request in ledger_requests(&event) {
                let told = self.ledger.carry_out(&request);
                if let LedgerRequest::Hold(hold) = request {
                    self.try_when(when, Command::HoldAnswered { hold: hold.id, refused: told.err() })?;
                } else {
                    told.unwrap();
                }
            }
            if let Event::SettlementRequested { batch } = event {
                let kept = self.ledger.clone();
                let told: Result<(), String> =
                    batch.requests.iter().try_for_each(|request| self.ledger.carry_out(request));
                if told.is_err() {
                    self.ledger = kept;
                }
                self.try_when(when, Command::BatchAnswered { batch: batch.id, refused: told.err() })?;
            }
        }
        told.map(|_| ())
    }

    #[track_caller]
    pub(super) fn at(&mut self, when: &str, command: Command) -> &mut Desk {
        if let Err(refusal) = self.try_at(when, command.clone()) {
            panic!("{when} {command:?}: {refusal}");
        }
        self
    }

    #[track_caller]
    pub(super) fn refused(&mut self, when: &str, command: Command) -> String {
        // What is due happens in any case.
        let _ = self.try_at(when, Command::Advance);
        let before = (self.case.clone(), self.ledger.clone());
        let refusal = self.try_at(when, command.clone()).expect_err("refused");
        assert_eq!((&self.case, &self.ledger), (&before.0, &before.1), "a refusal changes nothing");
        refusal.to_string()
    }

    /// Announced on Monday 3 March until Wednesday 12 March; bidding on the 13th, 09:00 to 10:00.
    pub(super) fn announced(&mut self) -> &mut Desk {
        self.at("03-03 09:00", announce())
    }

    pub(super) fn bidder(&mut self, name: &str, priority: Option<&str>) -> &mut Desk {
        self.give(name, Asset::Money, 200_000);
        self.at("03-04 09:00", register(name, priority));
        self.at("03-04 09:00", accept(name))
    }
}

pub(super) fn announce() -> Command {
    Command::Announce { notice_last: day(3, 12), opens: at("03-13 09:00"), closes: at("03-13 10:00") }
}

pub(super) fn register(name: &str, priority: Option<&str>) -> Command {
    Command::Register { bidder: name.to_string(), priority: priority.map(str::to_string), code: String::new() }
}

pub(super) fn accept(name: &str) -> Command {
    Command::Qualify { bidder: name.to_string(), is_accepted: true, reason: String::new() }
}

pub(super) fn bid(name: &str, price: i64) -> Command {
    Command::Bid { bidder: name.to_string(), price: Decimal::from(price) }
}

pub(super) fn answer(name: &str, is_exercised: bool) -> Command {
    Command::AnswerPriority { bidder: name.to_string(), is_exercised }
}
