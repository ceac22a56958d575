//! W9: a million transfers between ten thousand accounts without overdraft, in order, durable in batches. Prints the
//! processor time, the wall time, how many were refused and a hash of all balances; never judges them.
//! `ledger_bench COUNT BATCH [spread|hot] [postgres://…]`.

// An example is a program of its own; a failed measurement has nothing better to do than to stop.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

mod ledger_load;

use std::fmt::Write as _;
use std::time::Instant;

use engine::ledger::Book;
use jiff::Timestamp;
use model::ledger::Act;
use store::{Database, NewAudit, NewLedgerLines, Options, ServerAddress, Store};

use ledger_load::{Load, code, hash, open, processor_time, rules, transfer, voucher};

struct Writer {
    store: Store,
    last: (u64, String),
}

impl Writer {
    async fn append(&mut self, book: &mut Book, now: Timestamp) {
        let last = (book.seq(), book.head());
        let lines = NewLedgerLines {
            ledger: "w9".to_string(),
            after: std::mem::replace(&mut self.last, last.clone()),
            log: book.take_written(),
            last,
        };
        let audit = NewAudit {
            at: now,
            actor: "bench".to_string(),
            action: "记账".to_string(),
            object: "账本/w9".to_string(),
            note: None,
        };
        self.store.append_ledger(&lines, &audit).await.unwrap();
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let (count, batch): (u64, usize) = (arguments[1].parse().unwrap(), arguments[2].parse().unwrap());
    let load = Load::named(arguments.get(3));
    let folder = tempfile::tempdir_in(std::env::current_dir().unwrap()).unwrap();
    let path = folder.path().join("w9.db");
    let database = match arguments.get(4) {
        Some(url) => Database::Server(url.parse::<ServerAddress>().unwrap().for_folder(folder.path())),
        None => Database::File(path.clone()),
    };
    let store = Store::open(database, &Options::default()).await.unwrap();
    let now: Timestamp = "2026-03-01T00:00:00Z".parse().unwrap();
    let (mut book, rules) = (Book::new(code("w9")), rules());
    open(&mut book, &rules, now);
    let mut writer = Writer { store, last: (0, String::new()) };
    writer.append(&mut book, now).await;

    let mut refused = 0_u64;
    // Keys and movements are ready before the clock starts, as the other program has its numbers ready; one voucher is
    // filled in again and again.
    let mut keys = String::new();
    let mut movements = Vec::new();
    for place in 0..count {
        writeln!(keys, "t{place}").unwrap();
        movements.push(transfer(place, load));
    }
    let mut keys = keys.lines();
    let mut asked = voucher(String::new(), "bench", "move", movements[0]);
    let (cpu, wall) = (processor_time(), Instant::now());
    for movements in movements.chunks(batch) {
        for (movement, key) in movements.iter().zip(&mut keys) {
            asked.key.replace_range(.., key);
            let Act::Post(lines) = &mut asked.act else { unreachable!("made as a posting") };
            lines[0].movement = *movement;
            refused += u64::from(book.post(&asked, &rules, now).is_err());
        }
        writer.append(&mut book, now).await;
    }
    let (cpu, wall) = (processor_time() - cpu, wall.elapsed().as_secs_f64());

    // What was stored is the same book.
    let mut read = Book::new(code("w9"));
    for lines in writer.store.ledger_log("w9", 0).await.unwrap() {
        read.read(&lines.log).unwrap();
        assert_eq!(read.head(), lines.head);
    }
    assert_eq!(read.head(), book.head());
    let size = std::fs::metadata(&path).map_or(0, |file| file.len() / 1_000_000);
    println!("{cpu:.3}\t{wall:.3}\t{refused}\t{}\t{size}", hash(&book));
}
