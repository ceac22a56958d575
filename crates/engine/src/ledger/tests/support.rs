//! A small ledger of land quotas for the tests.

use std::sync::Arc;

use jiff::civil::{Date, date};
use jiff::{SignedDuration, Timestamp};
use model::ledger::{
    Account, AccountId, AccountName, Act, Asset, AssetId, AssetName, Bounds, Line, Move, Refusal, Voucher,
};
use model::pack::{
    AccountKind, Approval, AssetKind, Code, Constant, EntryAct, EntryKind, ExpiryRule, FileId, Holder, Ledger,
    SourceSpan, Vintage,
};
use model::{HolidayYear, UnitOfMeasure, WorkingCalendar};

use super::super::{Book, Receipt};

pub const OUTSIDE: AccountId = AccountId(0);
pub const POOL: AccountId = AccountId(1);
pub const COUNTY: AccountId = AccountId(2);
pub const PROJECT: AccountId = AccountId(3);
/// Held by the same one as PROJECT.
pub const OWN: AccountId = AccountId(4);
pub const ASSET: AssetId = AssetId(0);
pub const DAY: Date = date(2026, 3, 1);

/// Hours after a fixed moment; the ledger begins in hour 3.
pub fn hour(hours: i64) -> Timestamp {
    "2026-03-01T00:00:00Z".parse::<Timestamp>().unwrap() + SignedDuration::from_hours(hours)
}

pub fn code(text: &str) -> Code {
    Code::new(text).unwrap()
}

pub fn line(kind: &str, movement: Move) -> Line {
    Line { kind: code(kind), movement }
}

pub fn transfer(from: AccountId, to: AccountId, amount: i64) -> Move {
    Move::Transfer { from, to, asset: ASSET, amount }
}

pub struct Bank {
    pub book: Book,
    pub rules: Ledger,
    pub clock: Timestamp,
    log: String,
}

impl Bank {
    pub fn new() -> Bank {
        let mut bank = Bank {
            book: Book::new(code("l")).with_calendar(calendar()),
            rules: rules(),
            clock: hour(3),
            log: String::new(),
        };
        for (kind, holder, label, bounds) in [
            ("outside", "", "外部", Bounds::FREE),
            ("pool", "", "市级指标池", Bounds::NOT_NEGATIVE),
            ("county", "370703", "寒亭区", Bounds::NOT_NEGATIVE),
            ("project", "P1", "项目一", Bounds::NOT_NEGATIVE),
            ("own", "P1", "项目一自有", Bounds::NOT_NEGATIVE),
        ] {
            let name = AccountName { kind: code(kind), holder: holder.to_string() };
            let account = Account { name, label: label.to_string(), bounds };
            bank.book.open_account(account, "甲", hour(3)).unwrap();
        }
        bank.asset("2026", Some(date(2026, 12, 31)));
        bank
    }

    pub fn asset(&mut self, vintage: &str, last_day: Option<Date>) -> AssetId {
        let name = AssetName { kind: code("land"), vintage: vintage.to_string(), jurisdiction: String::new() };
        let unit = UnitOfMeasure::try_from("亩".to_string()).unwrap();
        let asset = Asset { name, label: format!("用地指标（{vintage}）"), unit, decimals: 2, last_day };
        self.book.define_asset(asset, "甲", self.clock).unwrap()
    }

    pub fn act(&self, key: &str, act: Act) -> Voucher {
        Voucher {
            key: key.to_string(),
            actor: "甲".to_string(),
            effective: DAY,
            basis: "示例办法第三条".to_string(),
            document: "示例〔2026〕1号".to_string(),
            note: String::new(),
            corrects: None,
            act,
        }
    }

    pub fn voucher(&self, key: &str, lines: Vec<Line>) -> Voucher {
        self.act(key, Act::Post(lines))
    }

    pub fn transfer(&self, key: &str, from: AccountId, to: AccountId, amount: i64) -> Voucher {
        self.voucher(key, vec![line("move", transfer(from, to, amount))])
    }

    pub fn grant(&mut self, amount: i64) {
        self.grant_on(DAY, amount);
    }

    pub fn grant_on(&mut self, day: Date, amount: i64) {
        let mut grant = self.voucher("grant", vec![line("grant", transfer(OUTSIDE, POOL, amount))]);
        grant.effective = day;
        self.posted(grant);
    }

    #[track_caller]
    pub fn posted(&mut self, voucher: Voucher) -> Receipt {
        match self.book.post(&voucher, &self.rules, self.clock) {
            Ok(receipt) => receipt,
            Err(refusal) => panic!("{refusal}"),
        }
    }

    #[track_caller]
    pub fn refused(&mut self, voucher: Voucher) -> Refusal {
        let before = (self.book.seq(), self.book.head());
        let refusal = self.book.post(&voucher, &self.rules, self.clock).expect_err("refused");
        assert_eq!(before, (self.book.seq(), self.book.head()), "a refusal writes nothing");
        refusal
    }

    pub fn now(&self, account: AccountId) -> i128 {
        self.book.balance_now(account, ASSET).posted
    }

    pub fn log(&mut self) -> String {
        self.log.push_str(&self.book.take_written());
        self.log.clone()
    }
}

/// Years without any holiday but weekends.
pub fn calendar() -> Arc<WorkingCalendar> {
    let year = |year| HolidayYear { year, basis: "示例".to_string(), holidays: Vec::new(), workdays: Vec::new() };
    Arc::new(WorkingCalendar::new((2026..2030).map(year).collect()).unwrap())
}

fn rules() -> Ledger {
    let span = SourceSpan { file: FileId(0), start: 0, end: 0 };
    let codes = |codes: &[&str]| codes.iter().map(|text| code(text)).collect::<Vec<_>>();
    let all = ["pool", "county", "project", "own"];
    let entry = |kind: &str, name: &str, from: &[&str], to: &[&str]| EntryKind {
        code: code(kind),
        name: name.to_string(),
        act: EntryAct::Transfer,
        from: codes(from),
        to: codes(to),
        assets: codes(&["land"]),
        is_same_holder: false,
        role: code("clerk"),
        factor: None,
        by_result: None,
        sweep: Default::default(),
        own_first: None,
        posts_as: Vec::new(),
        approval: Approval::None,
        expiry: ExpiryRule::WhileUsable,
        is_document_required: true,
        basis: String::new(),
        span,
    };
    let second = |days: u16| Approval::SecondPerson { role: code("checker"), wait_days: Constant::Number(days.into()) };
    Ledger {
        code: code("l"),
        name: "用地指标".to_string(),
        definition: String::new(),
        basis: String::new(),
        closing: code("clerk"),
        assets: vec![AssetKind {
            code: code("land"),
            name: "用地指标".to_string(),
            unit: UnitOfMeasure::try_from("亩".to_string()).unwrap(),
            decimals: 2,
            vintage: Vintage::Year { usable_years_after: Some(Constant::Number(0.into())) },
            is_by_place: false,
            definition: String::new(),
            span,
        }],
        accounts: [("outside", "外部"), ("pool", "指标池"), ("county", "县级"), ("project", "项目"), ("own", "自有")]
            .map(|(kind, name)| AccountKind {
                code: code(kind),
                name: name.to_string(),
                holder: Holder::One,
                min: None,
                max: None,
                definition: String::new(),
                span,
            })
            .into(),
        entries: vec![
            entry("grant", "下达", &["outside"], &all),
            entry("move", "划转", &all, &all),
            EntryKind { act: EntryAct::Hold, ..entry("deposit", "保证金", &all, &all) },
            EntryKind { approval: second(0), ..entry("checked", "复核划转", &all, &all) },
            EntryKind { approval: second(1), ..entry("delayed", "等待划转", &all, &all) },
            EntryKind { expiry: ExpiryRule::AfterLastDay, ..entry("expire", "到期转出", &all, &["outside"]) },
            EntryKind { own_first: Some(code("own")), ..entry("use_pool", "调剂使用", &["pool"], &["project"]) },
        ],
        span,
    }
}
