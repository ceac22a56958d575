//! Laws that hold for any vouchers in any order.

use jiff::SignedDuration;
use model::ledger::{AccountId, Act, LineId, Move, Voucher};
use proptest::prelude::*;

use super::super::{AsOf, Book, exported, reversal};
use super::support::*;

/// What a user might try, with small numbers, so that it often meets what is there.
#[derive(Debug, Clone)]
enum Try {
    Grant(u8, i64),
    Transfer(u8, u8, i64),
    Two(u8, u8, u8, i64),
    Hold(u8, u8, i64, u8),
    PostHold(u8, i64),
    VoidHold(u8),
    Propose(bool, u8, u8, i64),
    Approve(u8),
    Reject(u8),
    Complete(u8),
    Correct(u8),
    Close(u8),
}

fn tries() -> impl Strategy<Value = Vec<(Try, u8, u8, bool)>> {
    let account = || 0_u8..5;
    let amount = || 1_i64..200;
    let one = prop_oneof![
        3 => (1_u8..5, amount()).prop_map(|(to, amount)| Try::Grant(to, amount)),
        5 => (account(), account(), amount()).prop_map(|(from, to, amount)| Try::Transfer(from, to, amount)),
        2 => (account(), account(), account(), amount()).prop_map(|(a, b, c, amount)| Try::Two(a, b, c, amount)),
        2 => (account(), account(), amount(), 1_u8..30).prop_map(|(a, b, amount, h)| Try::Hold(a, b, amount, h)),
        2 => (0_u8..60, amount()).prop_map(|(back, amount)| Try::PostHold(back, amount)),
        1 => (0_u8..60).prop_map(Try::VoidHold),
        2 => (any::<bool>(), account(), account(), amount()).prop_map(|(w, a, b, amount)| Try::Propose(w, a, b, amount)),
        2 => (0_u8..20).prop_map(Try::Approve),
        1 => (0_u8..20).prop_map(Try::Reject),
        1 => (0_u8..20).prop_map(Try::Complete),
        1 => (0_u8..40).prop_map(Try::Correct),
        1 => (0_u8..20).prop_map(Try::Close),
    ];
    // What, day of March, hours since the one before, whether another person does it.
    prop::collection::vec((one, 1_u8..29, 0_u8..12, any::<bool>()), 1..80)
}

fn voucher(bank: &Bank, number: usize, attempt: &(Try, u8, u8, bool)) -> Voucher {
    let (what, day, _, is_other) = attempt;
    let account = |number: u8| AccountId(number.into());
    let back = |back: u8| bank.book.seq().saturating_sub(back.into()).max(1);
    let (kind, act): (&str, Act) = match *what {
        Try::Grant(to, amount) => ("grant", Act::Post(vec![line("grant", transfer(OUTSIDE, account(to), amount))])),
        Try::Transfer(from, to, amount) => {
            ("move", Act::Post(vec![line("move", transfer(account(from), account(to), amount))]))
        }
        Try::Two(a, b, c, amount) => (
            "two",
            Act::Post(vec![
                line("move", transfer(account(a), account(b), amount)),
                line("move", transfer(account(b), account(c), amount / 2 + 1)),
            ]),
        ),
        Try::Hold(a, b, amount, hours) => {
            let until = bank.clock + SignedDuration::from_hours(hours.into());
            let hold = Move::Hold { from: account(a), to: account(b), asset: ASSET, amount, until };
            ("hold", Act::Post(vec![line("deposit", hold)]))
        }
        Try::PostHold(ago, amount) => {
            let hold = LineId { seq: back(ago), line: 0 };
            ("post", Act::Post(vec![line("deposit", Move::PostHold { hold, amount })]))
        }
        Try::VoidHold(ago) => {
            let hold = LineId { seq: back(ago), line: 0 };
            ("void", Act::Post(vec![line("deposit", Move::VoidHold { hold })]))
        }
        Try::Propose(waits, a, b, amount) => {
            let kind = if waits { "delayed" } else { "checked" };
            ("propose", Act::Post(vec![line(kind, transfer(account(a), account(b), amount))]))
        }
        Try::Approve(ago) => ("approve", Act::Approve { proposal: back(ago) }),
        Try::Reject(ago) => ("reject", Act::Reject { proposal: back(ago) }),
        Try::Complete(ago) => ("complete", Act::Complete { proposal: back(ago) }),
        Try::Correct(ago) => ("correct", Act::Post(reversal(&bank.book, back(ago)))),
        Try::Close(days) => {
            ("close", Act::Close { through: jiff::civil::date(2026, 2, 10) + jiff::Span::new().days(i64::from(days)) })
        }
    };
    let mut voucher = bank.act(&format!("{kind}{number}"), act);
    voucher.effective = jiff::civil::date(2026, 3, i8::try_from(*day).unwrap());
    if let Try::Correct(ago) = what {
        voucher.corrects = Some(back(*ago));
    }
    if *is_other {
        voucher.actor = "乙".to_string();
    }
    voucher
}

fn last_time(log: &str) -> jiff::Timestamp {
    // A shortened record need not say it.
    let time = |line: &str| line.split('\t').find_map(|field| field.parse().ok());
    log.lines().rev().find_map(time).unwrap()
}

/// Every day and every asset sums to zero, and nothing that may not is below zero on any day.
fn check(bank: &Bank) {
    let as_of = |day| AsOf { effective: Some(jiff::civil::date(2026, 3, day)), known: bank.clock };
    for day in 1..29 {
        let mut sum = 0;
        for (id, _) in bank.book.accounts() {
            let balance = bank.book.balance(id, ASSET, as_of(day));
            sum += balance.posted;
            assert!(id == OUTSIDE || balance.posted >= 0, "{id:?} has {} on day {day}", balance.posted);
        }
        assert_eq!(sum, 0, "day {day}");
    }
    let mut held = 0;
    for (id, _) in bank.book.accounts() {
        let asked = bank.book.balance(id, ASSET, AsOf { effective: None, known: bank.clock });
        let kept = bank.book.balance_now(id, ASSET);
        assert_eq!(asked, kept, "the balance that is kept is the sum of the entries");
        assert!(id == OUTSIDE || kept.available() >= 0);
        held += kept.held_out - kept.held_in;
    }
    assert_eq!(held, 0);
    assert_eq!(bank.book.total(ASSET), 0);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, ..ProptestConfig::default() })]

    #[test]
    fn any_vouchers_keep_the_sums_the_bounds_and_the_log(tries in tries()) {
        let mut bank = Bank::new();
        let mut accepted = Vec::new();
        for (number, attempt) in tries.iter().enumerate() {
            bank.clock += SignedDuration::from_hours(attempt.2.into());
            let asked = voucher(&bank, number, attempt);
            let before = (bank.book.seq(), bank.book.head());
            match bank.book.post(&asked, &bank.rules, bank.clock) {
                Ok(receipt) => {
                    prop_assert_eq!(receipt.seq, before.0 + 1);
                    accepted.push((asked, receipt));
                }
                Err(_) => prop_assert_eq!(before, (bank.book.seq(), bank.book.head())),
            }
            check(&bank);
        }
        // Sending everything again changes nothing and answers the same.
        for (asked, receipt) in &accepted {
            let again = bank.book.post(asked, &bank.rules, bank.clock).unwrap();
            prop_assert!(again.is_repeated);
            prop_assert_eq!((again.seq, &again.digest, again.state), (receipt.seq, &receipt.digest, receipt.state));
        }
        // The log gives the same book.
        let log = bank.log();
        let mut read = Book::new(bank.book.code().clone());
        read.read(&log).unwrap();
        prop_assert_eq!(read.head(), bank.book.head());
        for (id, _) in bank.book.accounts() {
            let as_of = AsOf { effective: None, known: bank.clock };
            prop_assert_eq!(read.balance(id, ASSET, as_of), bank.book.balance(id, ASSET, as_of));
        }
        // A program that shares nothing with this one comes to the same balances.
        let proof = match ledger_check::check(&exported("l", &log)) {
            Ok(proof) => proof,
            Err(fault) => panic!("{fault:?}\n{log}"),
        };
        prop_assert_eq!(&proof.head, &bank.book.head());
        for (id, account) in bank.book.accounts() {
            let balance = bank.book.balance(id, ASSET, AsOf { effective: None, known: last_time(&log) });
            let told = proof.balances.iter().find(|row| row.account == account.label);
            let (posted, held) = told.map_or((0, 0), |row| (row.balance, row.held));
            prop_assert_eq!((posted, held), (balance.posted, balance.held_out), "{}", account.label);
        }
        // What was submitted is what the book says was submitted.
        for (asked, receipt) in &accepted {
            prop_assert_eq!(read.voucher(receipt.seq), Some(asked.clone()));
        }
    }
}
