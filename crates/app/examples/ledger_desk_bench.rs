//! W9 for many writers: each asks the desk of one ledger for a single transfer at a time and waits until it is on the
//! disk. Prints the processor time, the wall time, how many were refused, a hash of all balances, the size of the file
//! and how many commits there were; never judges them. `ledger_desk_bench COUNT WRITERS [spread|hot]`.

// An example is a program of its own; a failed measurement has nothing better to do than to stop.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

#[path = "../../store/examples/ledger_load/mod.rs"]
mod ledger_load;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use app::{Actor, Desk};
use engine::ledger::Book;
use jiff::Timestamp;
use store::{Options, Store};

use ledger_load::{Load, code, hash, open, processor_time, rules, transfer, voucher};

#[tokio::main]
async fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let (count, writers): (u64, u64) = (arguments[1].parse().unwrap(), arguments[2].parse().unwrap());
    let load = Load::named(arguments.get(3));
    let folder = tempfile::tempdir_in(std::env::current_dir().unwrap()).unwrap();
    let path = folder.path().join("w9.db");
    let store = Store::open(&path, &Options::default()).await.unwrap();
    let now: Timestamp = "2026-03-01T00:00:00Z".parse().unwrap();
    let desk = Arc::new(Desk::new(store.clone(), code("w9")));
    let rules = Arc::new(rules());
    let held = rules.clone();
    let begun = desk.ask(&Actor::new("bench"), now, Box::new(move |book, now| Ok(open(book, &held, now)))).await;
    begun.unwrap();

    let refused = Arc::new(AtomicU64::new(0));
    let (cpu, wall) = (processor_time(), Instant::now());
    let asking = (0..writers).map(|writer| {
        let (desk, rules, refused) = (desk.clone(), rules.clone(), refused.clone());
        tokio::spawn(async move {
            let actor = Actor::new(format!("writer{writer}"));
            for place in (writer..count).step_by(usize::try_from(writers).unwrap()) {
                let asked = voucher(format!("t{place}"), &actor.user, "move", transfer(place, load));
                let rules = rules.clone();
                let work = move |book: &mut Book, now: Timestamp| book.post(&asked, &rules, now);
                match desk.ask(&actor, now, Box::new(work)).await {
                    Ok(receipt) => assert!(!receipt.is_repeated),
                    Err(_) => {
                        refused.fetch_add(1, Ordering::Relaxed);
                    }
                }
            }
        })
    });
    for asked in asking.collect::<Vec<_>>() {
        asked.await.unwrap();
    }
    let (cpu, wall) = (processor_time() - cpu, wall.elapsed().as_secs_f64());

    // What is on the disk, read back.
    let commits = store.ledger_log("w9", 0).await.unwrap();
    let mut book = Book::new(code("w9"));
    for lines in &commits {
        book.read(&lines.log).unwrap();
        assert_eq!(book.head(), lines.head);
    }
    let (refused, size) = (refused.load(Ordering::Relaxed), std::fs::metadata(&path).map_or(0, |file| file.len()));
    println!("{cpu:.3}\t{wall:.3}\t{refused}\t{}\t{}\t{}", hash(&book), size / 1_000_000, commits.len() - 1);
}
