//! Recomputes a ledger from its exported log alone: the hash chain and every balance. Proves the log or names the first
//! fault. Does the same with the chain of an exported record of operations (`record`).
//!
//! Shares no code with the program that wrote them; `docs/ledger-log.md` and `docs/audit-log.md` are all that it knows. Works
//! only on text.

pub mod record;
mod short;
mod state;

use sha2::{Digest, Sha256};
use short::Whole;
use state::State;

/// What a log proves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    pub ledger: String,
    pub records: u64,
    pub head: String,
    pub balances: Vec<Row>,
}

/// One account of one asset, in the smallest unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub account: String,
    pub asset: String,
    pub decimals: u32,
    pub balance: i128,
    pub held: i128,
}

/// The first line that cannot stand. Lines are counted from 1, the head line included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    pub line: usize,
    pub what: String,
}

/// Checks an exported log: a first line `junxian-ledger/1` (or `/2` where it has shortened records), tab, code of the
/// ledger; then for each record its digest, a tab and the record; a last line `end`, tab, number of records, tab, digest
/// of the last one.
pub fn check(log: &str) -> Result<Proof, Fault> {
    let mut lines = log.lines().zip(1_usize..);
    let fault = |line: usize, what: &str| Fault { line, what: what.to_string() };
    let (first, _) = lines.next().ok_or_else(|| fault(1, "文件是空的"))?;
    let whole_only = first.strip_prefix("junxian-ledger/1\t");
    let Some(ledger) = whole_only.or_else(|| first.strip_prefix("junxian-ledger/2\t")) else {
        return Err(fault(1, "首行应为 junxian-ledger/1 或者 junxian-ledger/2、制表符、账本代码"));
    };
    // The first digest is the same for both: a log of the one becomes one of the other by going on.
    let mut head = sha256(format!("junxian-ledger/1\t{ledger}").as_bytes());
    let mut state = State::default();
    let mut whole = Whole::default();
    let mut ended = false;
    for (line, number) in lines {
        if ended {
            return Err(fault(number, "结尾行之后还有内容"));
        }
        if let Some(end) = line.strip_prefix("end\t") {
            if end != format!("{}\t{head}", state.records) {
                return Err(fault(number, "结尾行所记的条数或者摘要与前文不符，前文有缺失"));
            }
            ended = true;
            continue;
        }
        let (digest, record) = line.split_once('\t').ok_or_else(|| fault(number, "缺少摘要"))?;
        head = sha256(format!("{head}\n{record}").as_bytes());
        if digest != head {
            return Err(fault(number, "摘要与内容不符：本行或者上一行被改动、删除、调换"));
        }
        let of_line = |what| Fault { line: number, what };
        whole.next(record).map_err(of_line)?;
        if whole.any_short() && whole_only.is_some() {
            return Err(fault(number, "有简写记录，首行应为 junxian-ledger/2"));
        }
        state.record(whole.text()).map_err(of_line)?;
    }
    if !ended {
        return Err(fault(log.lines().count() + 1, "缺少结尾行，文件不完整"));
    }
    if !whole.any_short() && whole_only.is_none() {
        return Err(fault(1, "没有简写记录，首行应为 junxian-ledger/1"));
    }
    let balances = state.finish().map_err(|what| Fault { line: log.lines().count(), what })?;
    Ok(Proof { ledger: ledger.to_string(), records: state.records, head, balances })
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// An amount in the smallest unit, with its decimals.
pub fn decimal(units: i128, decimals: u32) -> String {
    let digits = format!("{:0>width$}", units.unsigned_abs(), width = decimals as usize + 1);
    let (whole, rest) = digits.split_at(digits.len() - decimals as usize);
    let sign = if units < 0 { "-" } else { "" };
    if rest.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{rest}") }
}
