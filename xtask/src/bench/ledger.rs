//! `cargo xtask bench ledger`: W9, the ledger beside a plain SQLite design that does the same durable work on the same
//! transfers. Refused transfers and all balances must agree: else the times say nothing.

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

use anyhow::{Result, bail};

use super::{ask, example, machine};
use crate::postgres::Server;
use crate::root;
use crate::run::target;

/// What is measured: words for it, transfers, transfers in a batch, the kind of load.
const ROWS: [(&str, &str, &str, &str); 3] = [
    ("batches of 1 000", "1000000", "1000", "spread"),
    ("batches of 1 000, all to one account", "1000000", "1000", "hot"),
    ("one transfer a commit", "20000", "1", "spread"),
];

/// Writers that ask at once for single transfers, each waiting until its own is on the disk.
const WRITERS: [&str; 2] = ["16", "64"];

/// Of the first row, as the published reference of the workload has it.
const REFERENCE: (&str, &str) = ("15288", "1042545381314341032");

pub fn bench() -> Result<String> {
    let ours = example("store", "ledger_bench")?;
    let folder = target().join("bench-ledger");
    std::fs::create_dir_all(&folder)?;
    let script = root().join("xtask/bench/ledger.py");
    let mut page = format!("# The ledger beside a plain SQLite design\n\nMeasured {}.\n\n", machine()?);
    page += "Both sync every batch to the disk. The plain design keeps balances and transfers in two tables; ours keeps a\n\
             log with a hash chain, keys, two times and an audit entry for each batch. Both have the transfers ready before the\n\
             clock starts. The last columns prove that both\n\
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
    page += "\nSingle transfers by many writers at once, each waiting until its own is on the disk before it asks for the next,\n\
             through the desk of the product, which commits for all who wait (`crates/app/src/ledgers/desk.rs`); the plain\n\
             design commits each by itself:\n\n\
             | W9 | transfers | commits | ours, CPU s | wall s | plain SQLite, CPU s | wall s | ours ÷ plain, CPU | refused | hash of all balances |\n\
             |---|---|---|---|---|---|---|---|---|---|\n";
    for row in many_writers(&folder)? {
        println!("{row}");
        writeln!(page, "{row}")?;
    }
    page += "\nOn PostgreSQL with full sync, processor time of program and server together, beside a design that keeps accounts,\n\
             transfers and moves with the balance after each in tables and works in PL/pgSQL inside the server (no program\n\
             outside is counted for it):\n\n\
             | W9 | transfers | ours, CPU s | wall s | moves in tables, CPU s | wall s | ours ÷ tables, CPU | refused | hash of all balances |\n\
             |---|---|---|---|---|---|---|---|---|\n";
    let row = on_server(&ours, &folder)?;
    println!("{row}");
    writeln!(page, "{row}")?;
    Ok(page)
}

fn many_writers(folder: &Path) -> Result<Vec<String>> {
    let desk = example("app", "ledger_desk_bench")?;
    let (_, count, batch, load) = ROWS[2];
    println!("… many writers");
    let script = root().join("xtask/bench/ledger.py");
    let peer = ask(Command::new("python3").arg(&script).args([count, batch, load]).current_dir(folder))?;
    let [cpu_peer, wall_peer, refused_peer, hash_peer, _] = peer.as_slice() else {
        bail!("many writers: the plain design printed other fields: {peer:?}");
    };
    let mut rows = Vec::new();
    for writers in WRITERS {
        let our = ask(Command::new(&desk).args([count, writers]).current_dir(folder))?;
        let [cpu, wall, refused, hash, _, commits] = our.as_slice() else {
            bail!("{writers} writers: printed other fields: {our:?}");
        };
        // Nothing is refused, so that the order in which the writers come does not matter.
        if (refused, hash) != (refused_peer, hash_peer) {
            bail!("{writers} writers: the results differ: {our:?}, {peer:?}");
        }
        let ratio = cpu.parse::<f64>()? / cpu_peer.parse::<f64>()?;
        rows.push(format!(
            "| {writers} writers | {count} | {commits} | {cpu} | {wall} | {cpu_peer} | {wall_peer} | {ratio:.2} | {refused} | {hash} |"
        ));
    }
    Ok(rows)
}

fn on_server(ours: &Path, folder: &Path) -> Result<String> {
    let (what, count, batch, load) = ROWS[0];
    println!("… {what}, on PostgreSQL");
    let server = Server::start_durable()?;
    let pid = server.pid().to_string();
    let before = server.processor_time();
    let our = ask(Command::new(ours).args([count, batch, load, &server.url]).current_dir(folder))?;
    let of_server = server.processor_time() - before;
    let script = root().join("xtask/bench/ledger_server.py");
    let peer = ask(Command::new("python3").arg(&script).args([&server.url, &pid, count, batch]).current_dir(folder))?;
    let ([cpu, wall, refused, hash, _], [cpu_peer, wall_peer, refused_peer, hash_peer, _]) =
        (our.as_slice(), peer.as_slice())
    else {
        bail!("{what}: printed other fields: {our:?}, {peer:?}");
    };
    if (refused, hash) != (refused_peer, hash_peer) || (refused.as_str(), hash.as_str()) != REFERENCE {
        bail!("{what}: the results differ: {our:?}, {peer:?}");
    }
    let cpu = cpu.parse::<f64>()? + of_server;
    let ratio = cpu / cpu_peer.parse::<f64>()?;
    Ok(format!("| {what} | {count} | {cpu:.3} | {wall} | {cpu_peer} | {wall_peer} | {ratio:.2} | {refused} | {hash} |"))
}
