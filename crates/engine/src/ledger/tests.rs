//! What the ledger promises, one statement a test.

mod laws;
mod support;
mod year;

use jiff::civil::date;
use model::ledger::{Act, LineId, Move, Refusal};

use super::*;
use support::*;

#[test]
fn what_is_not_there_cannot_be_spent() {
    let mut bank = Bank::new();
    bank.grant(100);
    let refused = bank.refused(bank.transfer("a", POOL, COUNTY, 101));
    assert!(matches!(refused, Refusal::Insufficient { .. }));
    assert_eq!(refused.to_string(), "“用地指标（2026）”可用余额不足：“市级指标池”可用 1.00 亩，本次需要 1.01 亩");
    bank.posted(bank.transfer("a", POOL, COUNTY, 100));
    assert_eq!((bank.now(POOL), bank.now(COUNTY), bank.now(OUTSIDE)), (0, 100, -100));
}

#[test]
fn a_batch_is_posted_whole_or_not_at_all() {
    let mut bank = Bank::new();
    bank.grant(100);
    let (head, before) = (bank.book.head(), bank.book.seq());
    let lines = vec![line("move", transfer(POOL, COUNTY, 60)), line("move", transfer(POOL, PROJECT, 60))];
    bank.refused(bank.voucher("b", lines));
    assert_eq!((bank.now(POOL), bank.now(COUNTY), bank.book.seq(), bank.book.head()), (100, 0, before, head));
    // What comes in by one line may go out by another: the batch counts as a whole.
    let lines = vec![line("move", transfer(COUNTY, PROJECT, 30)), line("move", transfer(POOL, COUNTY, 30))];
    bank.posted(bank.voucher("c", lines));
    assert_eq!((bank.now(POOL), bank.now(COUNTY), bank.now(PROJECT)), (70, 0, 30));
}

#[test]
fn a_key_is_used_once() {
    let mut bank = Bank::new();
    bank.grant(100);
    let first = bank.posted(bank.transfer("k", POOL, COUNTY, 10));
    let again = bank.posted(bank.transfer("k", POOL, COUNTY, 10));
    assert!(again.is_repeated && !first.is_repeated);
    assert_eq!((again.seq, &again.digest, bank.now(COUNTY)), (first.seq, &first.digest, 10));
    assert!(matches!(bank.refused(bank.transfer("k", POOL, COUNTY, 11)), Refusal::KeyReused { .. }));
}

#[test]
fn a_hold_is_posted_in_parts_and_given_back() {
    let mut bank = Bank::new();
    bank.grant(100);
    let hold = Move::Hold { from: POOL, to: COUNTY, asset: ASSET, amount: 80, until: hour(10) };
    let seq = bank.posted(bank.voucher("h", vec![line("deposit", hold)])).seq;
    let hold = LineId { seq, line: 0 };
    assert!(matches!(bank.refused(bank.transfer("x", POOL, COUNTY, 21)), Refusal::Insufficient { .. }));
    bank.posted(bank.voucher("p", vec![line("deposit", Move::PostHold { hold, amount: 30 })]));
    let balance = bank.book.balance_now(POOL, ASSET);
    assert_eq!((balance.posted, balance.held_out, balance.available()), (70, 50, 20));
    let more = bank.voucher("q", vec![line("deposit", Move::PostHold { hold, amount: 51 })]);
    assert!(matches!(bank.refused(more), Refusal::HoldTooSmall { .. }));
    bank.posted(bank.voucher("v", vec![line("deposit", Move::VoidHold { hold })]));
    assert_eq!(bank.book.balance_now(POOL, ASSET).available(), 70);
    let late = bank.voucher("w", vec![line("deposit", Move::VoidHold { hold })]);
    assert!(matches!(bank.refused(late), Refusal::HoldEnded { .. }));
}

#[test]
fn a_hold_ends_with_its_time() {
    let mut bank = Bank::new();
    bank.grant(100);
    let hold = Move::Hold { from: POOL, to: COUNTY, asset: ASSET, amount: 80, until: hour(10) };
    let seq = bank.posted(bank.voucher("h", vec![line("deposit", hold)])).seq;
    bank.clock = hour(9);
    bank.refused(bank.transfer("x", POOL, COUNTY, 100));
    bank.clock = hour(10);
    bank.posted(bank.transfer("x", POOL, COUNTY, 100));
    let hold = LineId { seq, line: 0 };
    let late = bank.voucher("w", vec![line("deposit", Move::PostHold { hold, amount: 1 })]);
    assert!(matches!(bank.refused(late), Refusal::HoldEnded { .. }));
    let at = |known| bank.book.balance(POOL, ASSET, AsOf { effective: None, known });
    assert_eq!((at(hour(5)).held_out, at(hour(10)).held_out), (80, 0));
}

#[test]
fn a_back_dated_entry_overdraws_no_day_of_the_past() {
    let mut bank = Bank::new();
    bank.grant_on(date(2026, 5, 1), 100);
    let mut early = bank.transfer("e", POOL, COUNTY, 50);
    early.effective = date(2026, 3, 1);
    assert!(matches!(
        bank.refused(early.clone()),
        Refusal::PastOverdraft { day, .. } if day == date(2026, 3, 1)
    ));
    early.effective = date(2026, 5, 1);
    bank.posted(early);
}

#[test]
fn balances_are_told_by_day_and_as_they_were_known() {
    let mut bank = Bank::new();
    bank.grant_on(date(2026, 1, 1), 100);
    bank.clock = hour(5);
    let mut late = bank.transfer("l", POOL, COUNTY, 40);
    late.effective = date(2026, 2, 1);
    bank.posted(late);
    let at = |day, known| bank.book.balance(POOL, ASSET, AsOf { effective: Some(day), known }).posted;
    assert_eq!(at(date(2026, 1, 31), hour(5)), 100);
    assert_eq!(at(date(2026, 2, 1), hour(5)), 60);
    assert_eq!(at(date(2026, 2, 1), hour(4)), 100);
    let statement = bank.book.statement(POOL, ASSET, (date(2026, 2, 1), date(2026, 2, 28)), hour(5));
    assert_eq!((statement.opening, statement.closing, statement.rows.len()), (100, 60, 1));
    assert_eq!((statement.rows[0].change, statement.rows[0].other), (-40, COUNTY));
}

#[test]
fn a_mistake_is_corrected_by_a_new_entry_that_names_it() {
    let mut bank = Bank::new();
    bank.grant(100);
    let seq = bank.posted(bank.transfer("m", POOL, COUNTY, 40)).seq;
    let lines = reversal(&bank.book, seq);
    let mut correction = bank.voucher("r", lines.clone());
    assert!(matches!(bank.refused(correction.clone()), Refusal::CorrectionUnnamed { .. }));
    correction.corrects = Some(seq);
    bank.posted(correction);
    assert_eq!((bank.now(POOL), bank.now(COUNTY)), (100, 0));
    let mut again = bank.voucher("s", lines);
    again.corrects = Some(seq);
    assert!(matches!(bank.refused(again), Refusal::ReversedTooMuch { .. }));
    let mut nothing = bank.transfer("n", POOL, COUNTY, 1);
    nothing.corrects = Some(1);
    assert!(matches!(bank.refused(nothing), Refusal::NothingToCorrect { seq: 1 }));
}

#[test]
fn a_closed_period_takes_no_more_entries() {
    let mut bank = Bank::new();
    bank.grant(100);
    bank.posted(bank.act("close", Act::Close { through: DAY }));
    let refused = bank.refused(bank.transfer("t", POOL, COUNTY, 1));
    assert!(matches!(refused, Refusal::PeriodClosed { .. }));
    let mut later = bank.transfer("t", POOL, COUNTY, 1);
    later.effective = DAY.tomorrow().unwrap();
    bank.posted(later);
    assert!(matches!(bank.refused(bank.act("again", Act::Close { through: DAY })), Refusal::AlreadyClosed { .. }));
}

#[test]
fn the_second_person_is_another_one() {
    let mut bank = Bank::new();
    bank.grant(100);
    let proposed = bank.posted(bank.voucher("p", vec![line("checked", transfer(POOL, COUNTY, 40))]));
    assert_eq!((proposed.state, bank.now(COUNTY)), (ReceiptState::Proposed, 0));
    let proposal = proposed.seq;
    let mut approval = bank.act("y", Act::Approve { proposal });
    assert!(matches!(bank.refused(approval.clone()), Refusal::SameActor { .. }));
    approval.actor = "乙".to_string();
    assert_eq!(bank.posted(approval.clone()).state, ReceiptState::Posted);
    assert_eq!(bank.now(COUNTY), 40);
    approval.key = "z".to_string();
    assert!(matches!(bank.refused(approval), Refusal::ProposalSettled { .. }));
}

#[test]
fn a_waiting_period_is_waited_for() {
    let mut bank = Bank::new();
    bank.grant(100);
    let proposal = bank.posted(bank.voucher("p", vec![line("delayed", transfer(POOL, COUNTY, 40))])).seq;
    let complete = bank.act("c", Act::Complete { proposal });
    assert!(matches!(bank.refused(complete.clone()), Refusal::NotApproved { .. }));
    let mut approval = bank.act("y", Act::Approve { proposal });
    approval.actor = "乙".to_string();
    assert_eq!(bank.posted(approval).state, ReceiptState::Approved { due: hour(40) });
    bank.clock = hour(39);
    assert!(matches!(bank.refused(complete.clone()), Refusal::TooEarly { .. }));
    assert_eq!(bank.book.open_proposals()[0].due, Some(hour(40)));
    bank.clock = hour(40);
    bank.posted(complete);
    assert_eq!((bank.now(COUNTY), bank.book.open_proposals().len()), (40, 0));
}

#[test]
fn what_expired_is_only_given_back_or_carried_over() {
    let mut bank = Bank::new();
    bank.grant(101);
    bank.posted(bank.transfer("t", POOL, COUNTY, 31));
    let next = bank.asset("2027", None);
    let mut late = bank.transfer("l", POOL, COUNTY, 1);
    late.effective = date(2027, 1, 1);
    assert!(matches!(bank.refused(late), Refusal::AssetExpired { .. }));
    let (pool, half) = ([code("pool"), code("county")], "0.5".parse().unwrap());
    let lines = carry_over(&bank.book, (ASSET, next), &pool, OUTSIDE, (&code("expire"), &code("grant")), half);
    let mut carry = bank.voucher("c", lines);
    assert!(matches!(bank.refused(carry.clone()), Refusal::NotYetExpired { .. }));
    carry.effective = date(2027, 1, 1);
    bank.posted(carry);
    let has = |account| (bank.book.balance_now(account, ASSET).posted, bank.book.balance_now(account, next).posted);
    assert_eq!((has(POOL), has(COUNTY), has(OUTSIDE)), ((0, 35), (0, 15), (0, -50)));
}

#[test]
fn own_amounts_are_used_first() {
    let mut bank = Bank::new();
    bank.grant(100);
    bank.posted(bank.transfer("own", POOL, OWN, 30));
    let from_pool = bank.voucher("u", vec![line("use_pool", transfer(POOL, PROJECT, 10))]);
    assert!(matches!(bank.refused(from_pool.clone()), Refusal::OwnFirst { .. }));
    bank.posted(bank.transfer("use", OWN, PROJECT, 30));
    bank.posted(from_pool);
}

#[test]
fn a_clock_that_was_set_back_stops_the_book() {
    let mut bank = Bank::new();
    bank.grant(100);
    let before = bank.book.seq();
    bank.clock = hour(2);
    assert!(matches!(bank.refused(bank.transfer("t", POOL, COUNTY, 1)), Refusal::ClockBack { .. }));
    assert_eq!(bank.book.seq(), before);
}

#[test]
fn faulty_lines_are_refused_with_a_sentence() {
    let mut bank = Bank::new();
    bank.grant(100);
    let unknown = model::ledger::AccountId(99);
    let cases = [
        (vec![], "凭证没有任何分录，请至少填写一笔"),
        (vec![line("move", transfer(POOL, COUNTY, 0))], "第 1 笔的数量应大于 0"),
        (vec![line("move", transfer(POOL, COUNTY, -5))], "第 1 笔的数量应大于 0"),
        (vec![line("move", transfer(POOL, POOL, 5))], "第 1 笔的转出与转入是同一账户“市级指标池”"),
        (vec![line("move", transfer(POOL, unknown, 5))], "第 1 笔所写账户（编号 99）不存在，请先开户"),
        (vec![line("grant", transfer(POOL, COUNTY, 5))], "“下达”只能从“外部”转出，“市级指标池”不属于其中"),
        (vec![line("deposit", transfer(POOL, COUNTY, 5))], "“保证金”是冻结业务，不能用来划转"),
    ];
    for (place, (lines, sentence)) in cases.into_iter().enumerate() {
        let refused = bank.refused(bank.voucher(&format!("f{place}"), lines));
        assert_eq!(refused.to_string(), sentence);
    }
    let amount_max = bank.voucher("big", vec![line("grant", transfer(OUTSIDE, POOL, i64::MAX))]);
    bank.posted(amount_max);
    let amount_max = bank.voucher("big2", vec![line("grant", transfer(OUTSIDE, POOL, i64::MAX))]);
    bank.posted(amount_max);
    assert_eq!(bank.now(POOL), 100 + 2 * i128::from(i64::MAX));
}

#[test]
fn the_log_is_read_back_to_the_same_book_and_a_changed_line_is_found() {
    let mut bank = Bank::new();
    bank.grant(100);
    bank.posted(bank.transfer("a", POOL, COUNTY, 10));
    bank.posted(bank.voucher("p", vec![line("checked", transfer(POOL, COUNTY, 40))]));
    bank.posted(bank.transfer("备注\t带制表符", POOL, COUNTY, 11));
    let log = bank.log();
    let mut read = Book::new(bank.book.code().clone());
    read.read(&log).unwrap();
    assert_eq!((read.head(), read.seq()), (bank.book.head(), bank.book.seq()));
    assert_eq!(read.balance_now(COUNTY, ASSET), bank.book.balance_now(COUNTY, ASSET));

    let lines: Vec<&str> = log.lines().collect();
    let mut dropped = lines.clone();
    dropped.remove(7);
    assert_eq!(Book::new(code("l")).read(&dropped.join("\n")).unwrap_err().seq, 8);
    let mut swapped = lines.clone();
    swapped.swap(7, 8);
    assert_eq!(Book::new(code("l")).read(&swapped.join("\n")).unwrap_err().seq, 8);
    let forged = log.replace("move t 1 2 0 10\n", "move t 1 2 0 99999\n");
    assert_ne!(forged, log);
    let fault = Book::new(code("l")).read(&forged).unwrap_err();
    assert!(fault.what.contains("可用余额不足"), "{fault}");
}

/// Postings of one commit: the first is whole, the others say only what is new. What the versions before wrote is whole
/// throughout, and may stand before them.
#[test]
fn records_that_are_committed_together_leave_out_what_the_one_before_says() {
    let mut bank = Bank::new();
    bank.grant(100);
    let before = bank.log();
    bank.posted(bank.transfer("a", POOL, COUNTY, 10));
    bank.posted(bank.transfer("b", POOL, COUNTY, 11));
    let mut other = bank.transfer("c", POOL, COUNTY, 12);
    (other.actor, other.note) = ("乙".to_string(), "说明".to_string());
    bank.posted(other);
    bank.refused(bank.transfer("d", POOL, COUNTY, 100_000));
    bank.posted(bank.voucher("e", vec![line("checked", transfer(POOL, COUNTY, 1))]));
    bank.posted(bank.transfer("f", POOL, COUNTY, 13));
    let log = bank.log();
    let added: Vec<&str> = log[before.len()..].lines().collect();
    let head = "甲\tpost\ta\t2026-03-01\t示例办法第三条\t示例〔2026〕1号\t\t\t\t";
    assert_eq!(added[0], format!("8\t2026-03-01T03:00:00.000000Z\t{head}move t 1 2 0 10"));
    assert_eq!(added[1], "9\t=7f\tb\tmove t 1 2 0 11");
    assert_eq!(added[2], "10\t=5d\t乙\t说明\tc\tmove t 1 2 0 12");
    // A proposal and what follows it are whole.
    assert!(added[3].contains("\tpropose\te\t") && added[4].contains("\tpost\tf\t"), "{added:?}");

    let mut read = Book::new(code("l"));
    read.read(&log).unwrap();
    assert_eq!((read.head(), read.balance_now(COUNTY, ASSET)), (bank.book.head(), bank.book.balance_now(COUNTY, ASSET)));
    assert_eq!(read.voucher(10), bank.book.voucher(10));
    for (log, format) in [(&before, "junxian-ledger/1\t"), (&log, "junxian-ledger/2\t")] {
        let exported = exported("l", log);
        assert!(exported.starts_with(format));
        ledger_check::check(&exported).unwrap();
    }

    // The same vouchers one by one are the log of the versions before: it is read, and gone on with.
    let mut single = Bank::new();
    single.grant(100);
    for key in ["a", "b"] {
        single.log();
        single.posted(single.transfer(key, POOL, COUNTY, 10));
    }
    assert!(!single.log().contains("\t="));
    let mut read = Book::new(code("l"));
    read.read(&single.log()).unwrap();
    assert_eq!(read.head(), single.book.head());

    for (from, to) in [
        ("=7f\tb", "=00\tb"),
        ("=7f\tb", "=7F\tb"),
        ("=7f\tb", "=ff\tb"),
        ("=7f\tb", "=7e\t2026-03-01T03:00:00.000000Z\tb"),
        ("=5d\t乙\t说明", "=7f"),
        ("=5d\t乙\t说明", "=5d\t乙"),
        ("move t 1 2 0 11", "move t 1 2 0 11\t"),
    ] {
        let forged = log.replacen(from, to, 1);
        let mut read = Book::new(code("l"));
        let is_same = read.read(&forged).is_ok() && read.head() == bank.book.head();
        assert!(forged != log && !is_same, "{from} → {to}");
    }
    let after_account: String = before.lines().take(3).map(|line| format!("{line}\n")).collect();
    let fault = Book::new(code("l")).read(&(after_account + "4\t=7f\tb\tmove t 1 2 0 11")).unwrap_err();
    assert_eq!((fault.seq, fault.what.as_str()), (4, "格式无法识别"));
}

/// What is taken back with a refused slip leaves the record before as it was for the next one.
#[test]
fn a_refusal_between_two_postings_changes_neither() {
    let mut bank = Bank::new();
    bank.grant(100);
    bank.log();
    bank.posted(bank.transfer("a", POOL, COUNTY, 10));
    let mark = bank.book.mark();
    let name = model::ledger::AccountName { kind: code("county"), holder: "370704".to_string() };
    let account = model::ledger::Account { name, label: "坊子区".to_string(), bounds: model::ledger::Bounds::FREE };
    bank.book.open_account(account, "甲", bank.clock).unwrap();
    bank.book.take_back(&mark);
    bank.posted(bank.transfer("b", POOL, COUNTY, 11));
    assert!(bank.log().ends_with("9\t=7f\tb\tmove t 1 2 0 11\n"));
    let mut read = Book::new(code("l"));
    read.read(&bank.log()).unwrap();
    assert_eq!(read.head(), bank.book.head());
}
