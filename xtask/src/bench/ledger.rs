//! `cargo xtask bench ledger`: W9, the ledger beside a plain SQLite design that does the same durable work on the same
//! transfers. Refused transfers and all balances must agree: else the times say nothing.

use std::fmt::Write as _;
use std::process::Command;

use anyhow::{Result, bail};

use super::{ask, example, machine};
use crate::root;
use crate::run::target;

/// What is measured: words for it, transfers, transfers in a batch, the kind of load.
const ROWS: [(&str, &str, &str, &str); 3] = [
    ("batches of 1 000", "1000000", "1000", "spread"),
    ("batches of 1 000, all to one account", "1000000", "1000", "hot"),
    ("one transfer a commit", "20000", "1", "spread"),
];

/// Of the first row, as the published reference of the workload has it.
const REFERENCE: (&str, &str) = ("15288", "1042545381314341032");

pub fn bench() -> Result<String> {
    let ours = example("store", "ledger_bench")?;
    let folder = target().join("bench-ledger");
    std::fs::create_dir_all(&folder)?;
    let script = root().join("xtask/bench/ledger.py");
    let mut page = format!("# The ledger beside a plain SQLite design\n\nMeasured {}.\n\n", machine()?);
    page += "Both sync every batch to the disk. The plain design keeps balances and transfers in two tables; ours keeps a\n\
             log with a hash chain, keys, two times and an audit entry for each batch. The last columns prove that both\n\
             did the same.\n\n\
             | W9 | transfers | ours, CPU s | wall s | MB | plain SQLite, CPU s | wall s | MB | ours ÷ plain, CPU | refused | hash of all balances |\n\
             |---|---|---|---|---|---|---|---|---|---|---|\n";
    for (place, (what, count, batch, load)) in ROWS.into_iter().enumerate() {
        println!("… {what}");
        let our = ask(Command::new(&ours).args([count, batch, load]).current_dir(&folder))?;
        let peer = ask(Command::new("python3").arg(&script).args([count, batch, load]).current_dir(&folder))?;
        let ([cpu, wall, refused, hash, size], [cpu_peer, wall_peer, refused_peer, hash_peer, size_peer]) =
            (our.as_slice(), peer.as_slice())
        else {
            bail!("{what}: printed other fields: {our:?}, {peer:?}");
        };
        if (refused, hash) != (refused_peer, hash_peer) {
            bail!("{what}: the results differ: {our:?}, {peer:?}");
        }
        if place == 0 && (refused.as_str(), hash.as_str()) != REFERENCE {
            bail!("{what}: both differ from the reference: {our:?}");
        }
        let ratio = cpu.parse::<f64>()? / cpu_peer.parse::<f64>()?;
        let row = format!(
            "| {what} | {count} | {cpu} | {wall} | {size} | {cpu_peer} | {wall_peer} | {size_peer} | {ratio:.2} | {refused} | {hash} |"
        );
        println!("{row}");
        writeln!(page, "{row}")?;
    }
    Ok(page)
}
