//! A log that was changed in any way is not proved, and the first fault is named.

use ledger_check::{Fault, check};
use sha2::{Digest, Sha256};

const RECORDS: [&str; 12] = [
    "1\t2026-03-01T00:00:00.000000Z\t张三\taccount\t0\toutside\t\t外部\t\t",
    "2\t2026-03-01T00:00:00.000000Z\t张三\taccount\t1\tpool\t\t市级指标池\t0\t",
    "3\t2026-03-01T00:00:00.000000Z\t张三\taccount\t2\tcounty\t370703\t寒亭区\t0\t6000",
    "4\t2026-03-01T00:00:00.000000Z\t张三\tasset\t0\tland\t2026\t\t用地指标\t亩\t2\t2026-12-31",
    "5\t2026-03-01T01:00:00.000000Z\t张三\tpost\tk1\t2026-03-01\t第三条\t1号\t\t\t\tgrant t 0 1 0 10000",
    "6\t2026-03-01T02:00:00.000000Z\t张三\tpost\tk2\t2026-03-02\t\t\t\t\t\tmove t 1 2 0 3000",
    "7\t2026-03-01T03:00:00.000000Z\t张三\tpost\tk3\t2026-03-03\t\t\t\t\t\tdeposit h 1 2 0 2000 2026-03-05T00:00:00.000000Z",
    "8\t2026-03-01T04:00:00.000000Z\t张三\tpost\tk4\t2026-03-03\t\t\t\t\t\tdeposit p 7.0 500",
    "9\t2026-03-01T05:00:00.000000Z\t张三\tpropose\tk5\t2026-03-04\t\t\t\t\t1\tmove t 1 2 0 100",
    "10\t2026-03-01T06:00:00.000000Z\t李四\tapprove\tk6\t2026-03-04\t\t\t\t\t9 2026-03-02T06:00:00.000000Z\t",
    "11\t2026-03-02T06:00:00.000000Z\t李四\tcomplete\tk7\t2026-03-04\t\t\t\t\t9\t",
    "12\t2026-03-02T07:00:00.000000Z\t张三\tpost\tk8\t2026-03-06\t\t\t\t6\t\tmove r 6.0 1000",
];

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The export of these records with digests that fit: what a forger would hand out who knows the format.
fn exported(records: &[String]) -> String {
    let is_short = records.iter().any(|record| record.contains("\t="));
    let mut text = format!("junxian-ledger/{}\tland_quota\n", if is_short { 2 } else { 1 });
    let mut head = sha256(b"junxian-ledger/1\tland_quota");
    for record in records {
        head = sha256(format!("{head}\n{record}").as_bytes());
        text += &format!("{head}\t{record}\n");
    }
    text + &format!("end\t{}\t{head}\n", records.len())
}

fn records() -> Vec<String> {
    RECORDS.iter().map(|record| record.to_string()).collect()
}

/// The same with what records say again left out: the sixth has all of the fifth but time, day, clause and number; the
/// seventh has actor, clause, number, note and what is corrected of the sixth.
fn shortened() -> Vec<String> {
    let mut records = records();
    records[5] = "6\t=62\t2026-03-01T02:00:00.000000Z\t2026-03-02\t\t\tk2\tmove t 1 2 0 3000".into();
    records[6] =
        "7\t=7a\t2026-03-01T03:00:00.000000Z\t2026-03-03\tk3\tdeposit h 1 2 0 2000 2026-03-05T00:00:00.000000Z".into();
    records
}

#[test]
fn a_whole_log_is_proved_with_every_balance() {
    let proof = check(&exported(&records())).unwrap();
    assert_eq!((proof.ledger.as_str(), proof.records), ("land_quota", 12));
    let balances: Vec<_> = proof.balances.iter().map(|row| (row.account.as_str(), row.balance, row.held)).collect();
    assert_eq!(balances, [("外部", -10_000, 0), ("市级指标池", 7_400, 1_500), ("寒亭区", 2_600, 0)]);
    assert_eq!(ledger_check::decimal(-7_405, 2), "-74.05");
    // Shortened records say the same.
    let short = check(&exported(&shortened())).unwrap();
    assert_eq!((short.records, short.balances), (proof.records, proof.balances));
}

#[test]
fn any_changed_byte_is_found_in_its_line() {
    for records in [records(), shortened()] {
        let log = exported(&records).into_bytes();
        // Every byte of the log, the digests and the end included.
        for place in 0..log.len() {
            let mut damaged = log.clone();
            damaged[place] ^= 1;
            let Ok(text) = String::from_utf8(damaged) else { continue };
            let Err(fault) = check(&text) else { panic!("byte {place} was changed unseen") };
            let line = log[..place].iter().filter(|byte| **byte == b'\n').count() + 1;
            // A changed first line shows in the second: it is part of every digest that follows. A changed end of a line
            // joins two lines or takes the end of the file away.
            assert!(fault.line.abs_diff(line) <= 1, "byte {place} of line {line}: {fault:?}");
        }
    }
}

#[test]
fn the_first_line_says_whether_records_are_shortened() {
    for (records, line, what) in [(records(), 1, "没有简写记录"), (shortened(), 7, "有简写记录")] {
        let log = exported(&records);
        let (of, to) = if log.starts_with("junxian-ledger/1") { ("/1", "/2") } else { ("/2", "/1") };
        let fault = check(&log.replacen(of, to, 1)).unwrap_err();
        assert_eq!(fault.line, line, "{fault:?}");
        assert!(fault.what.contains(what), "{fault:?}");
    }
}

#[test]
fn a_shortened_record_stands_after_a_posting_and_in_one_form_only() {
    let forge = |number: usize, record: &str| -> Fault {
        let mut records = shortened();
        records[number - 1] = record.to_string();
        check(&exported(&records)).expect_err(record)
    };
    let cases = [
        (5, "5\t=7f\tk1\tgrant t 0 1 0 10000", "不是 post"),
        (6, "6\t=00\tk2\tmove t 1 2 0 3000", "标记"),
        (6, "6\t=6\tk2\tmove t 1 2 0 3000", "标记"),
        (6, "6\t=ff\tk2\tmove t 1 2 0 3000", "标记"),
        (6, "6\t=62\t2026-03-01T02:00:00.000000Z\t2026-03-02\t\t\tk2", "不全"),
        (6, "6\t=7f\tk2\tmove t 1 2 0 3000\t", "过多"),
        (6, "6\t=60\t2026-03-01T02:00:00.000000Z\t张三\t2026-03-02\t\t\tk2\tmove t 1 2 0 3000", "相同的字段"),
        (6, "6\t=7f\tk2\tmove t 1 2 0 30000", "超出余额上下限"),
    ];
    for (number, record, what) in cases {
        let fault = forge(number, record);
        assert_eq!(fault.line, number + 1, "{fault:?}");
        assert!(fault.what.contains(what), "{fault:?} should say {what}");
    }
}

#[test]
fn dropped_swapped_repeated_and_cut_lines_are_found() {
    let log = exported(&records());
    let lines: Vec<&str> = log.lines().collect();
    for place in 1..lines.len() {
        let mut dropped = lines.clone();
        dropped.remove(place);
        assert!(check(&dropped.join("\n")).is_err(), "line {place} was dropped unseen");
        let mut repeated = lines.clone();
        repeated.insert(place, lines[place]);
        assert!(check(&repeated.join("\n")).is_err(), "line {place} was repeated unseen");
        assert!(check(&lines[..place].join("\n")).is_err(), "everything from line {place} on was cut off unseen");
    }
    for place in 1..lines.len() - 1 {
        let mut swapped = lines.clone();
        swapped.swap(place, place + 1);
        assert!(check(&swapped.join("\n")).is_err(), "line {place} was swapped unseen");
    }
}

#[test]
fn a_forger_who_makes_the_digests_fit_still_breaks_a_law() {
    let forge = |number: usize, from: &str, to: &str| -> Fault {
        let mut records = records();
        let forged = records[number - 1].replacen(from, to, 1);
        assert_ne!(forged, records[number - 1]);
        records[number - 1] = forged;
        check(&exported(&records)).expect_err(&format!("{from} → {to} in {number}"))
    };
    let cases = [
        (forge(6, "1 2 0 3000", "1 2 0 30000"), 7, "超出余额上下限"),
        (forge(6, "1 2 0 3000", "1 2 0 6001"), 7, "超出余额上下限"),
        (forge(6, "1 2 0 3000", "1 2 0 -3000"), 7, "不是正数"),
        (forge(6, "2026-03-02", "2026-02-01"), 7, "在 2026-02-01 超出余额上下限"),
        (forge(6, "k2", "k1"), 7, "幂等编号"),
        (forge(6, "02:00", "00:30"), 7, "早于上一条"),
        (forge(8, "p 7.0 500", "p 7.0 2001"), 9, "冻结已办结或者不足"),
        (forge(10, "李四", "张三"), 11, "同为"),
        (forge(11, "06:00:00", "05:59:59"), 12, "等待期未满"),
        // The end of the waiting period is set as early as one likes.
        (forge(10, "9 2026-03-02T06:00:00", "9 2026-03-02T05:59:59"), 11, "等待期不足提交时所写的 1 个工作日"),
        (forge(10, "9 2026-03-02T06:00:00", "9 2026-03-01T06:00:01"), 11, "等待期不足"),
        (forge(9, "\t1\tmove", "\t5\tmove"), 11, "等待期不足提交时所写的 5 个工作日"),
        (forge(12, "r 6.0 1000", "r 6.0 3001"), 13, "冲销超过原数"),
        (forge(12, "r 6.0", "r 5.0"), 13, "更正"),
        (forge(12, "12\t", "13\t"), 13, "编号应为 12"),
    ];
    for (fault, line, what) in cases {
        assert_eq!(fault.line, line, "{fault:?}");
        assert!(fault.what.contains(what), "{fault:?} should say {what}");
    }
}
