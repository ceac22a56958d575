//! W9 for many writers: each asks the desk of one ledger for a single transfer at a time and waits until it is on the
//! disk. Prints the processor time, the wall time, how many were refused, a hash of all balances, the size of the file
//! and how many commits there were; never judges them. `ledger_desk_bench COUNT WRITERS`.

// An example is a program of its own; a failed measurement has nothing better to do than to stop.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use app::{Actor, Desk};
use engine::ledger::{Book, Receipt};
use jiff::Timestamp;
use jiff::civil::date;
use model::UnitOfMeasure;
use model::ledger::{Account, AccountId, AccountName, Act, Asset, AssetId, AssetName, Bounds, Line, Move, Voucher};
use model::pack::{Approval, Code, EntryAct, EntryKind, ExpiryRule, FileId, Ledger, SourceSpan};
use store::{Options, Store};

const ACCOUNTS: u64 = 10_000;
const OPENING: i64 = 20_000;

/// The generator that every program of the comparison uses: SplitMix64 of the seed and the place.
fn below(seed: u64, place: u64, bound: u64) -> u64 {
    let mut mixed = ((seed << 40) ^ place).wrapping_add(0x9E37_79B9_7F4A_7C15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    (((mixed ^ (mixed >> 31)) >> 32) * bound) >> 32
}

fn transfer(place: u64) -> Move {
    let from = below(50, place, ACCOUNTS);
    let to = below(51, place, ACCOUNTS - 1);
    let to = if to >= from { to + 1 } else { to };
    let account = |number: u64| AccountId(u32::try_from(number).unwrap());
    let amount = 1 + i64::try_from(below(52, place, 2000)).unwrap();
    Move::Transfer { from: account(from), to: account(to), asset: AssetId(0), amount }
}

fn code(text: &str) -> Code {
    Code::new(text).unwrap()
}

fn rules() -> Ledger {
    let span = SourceSpan { file: FileId(0), start: 0, end: 0 };
    let entry = |name: &str, from: &str| EntryKind {
        code: code(name),
        name: name.to_string(),
        act: EntryAct::Transfer,
        from: vec![code(from)],
        to: vec![code("holder")],
        assets: vec![code("unit")],
        is_same_holder: false,
        role: code("clerk"),
        factor: None,
        by_formula: None,
        sweep: Default::default(),
        own_first: None,
        posts_as: Vec::new(),
        approval: Approval::None,
        expiry: ExpiryRule::WhileUsable,
        is_document_required: false,
        basis: String::new(),
        span,
    };
    Ledger {
        code: code("w9"),
        name: String::new(),
        definition: String::new(),
        basis: String::new(),
        closing: code("clerk"),
        assets: Vec::new(),
        accounts: Vec::new(),
        entries: vec![entry("issue", "outside"), entry("move", "holder")],
        span,
    }
}

fn voucher(key: String, actor: &str, kind: &str, movement: Move) -> Voucher {
    Voucher {
        key,
        actor: actor.to_string(),
        effective: date(2026, 3, 1),
        basis: String::new(),
        document: String::new(),
        note: String::new(),
        corrects: None,
        act: Act::Post(vec![Line { kind: code(kind), movement }]),
    }
}

/// Ten thousand accounts with something on each.
fn opening(book: &mut Book, rules: &Ledger, now: Timestamp) -> Receipt {
    let account = |kind: &str, holder: String, bounds| {
        let label = format!("{kind}{holder}");
        Account { name: AccountName { kind: code(kind), holder }, label, bounds }
    };
    for holder in 0..ACCOUNTS {
        book.open_account(account("holder", holder.to_string(), Bounds::NOT_NEGATIVE), "bench", now).unwrap();
    }
    let outside = book.open_account(account("outside", String::new(), Bounds::FREE), "bench", now).unwrap();
    let name = AssetName { kind: code("unit"), vintage: String::new(), jurisdiction: String::new() };
    let asset = Asset { name, label: "unit".to_string(), unit: UnitOfMeasure::none(), decimals: 0, last_day: None };
    let asset = book.define_asset(asset, "bench", now).unwrap();
    let mut receipt = None;
    for holder in 0..ACCOUNTS {
        let to = AccountId(u32::try_from(holder).unwrap());
        let movement = Move::Transfer { from: outside, to, asset, amount: OPENING };
        receipt = Some(book.post(&voucher(format!("i{holder}"), "bench", "issue", movement), rules, now).unwrap());
    }
    receipt.unwrap()
}

/// Of all threads, in seconds: a tick of the kernel is a hundredth.
fn processor_time() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks = |place: usize| fields.get(place).and_then(|ticks| ticks.parse::<f64>().ok()).unwrap_or(0.0);
    (ticks(11) + ticks(12)) / 100.0
}

#[tokio::main]
async fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let (count, writers): (u64, u64) = (arguments[1].parse().unwrap(), arguments[2].parse().unwrap());
    let folder = tempfile::tempdir_in(std::env::current_dir().unwrap()).unwrap();
    let path = folder.path().join("w9.db");
    let store = Store::open(&path, &Options::default()).await.unwrap();
    let now: Timestamp = "2026-03-01T00:00:00Z".parse().unwrap();
    let desk = Arc::new(Desk::new(store.clone(), code("w9")));
    let rules = Arc::new(rules());
    let held = rules.clone();
    let begun = desk.ask(&Actor::new("bench"), now, Box::new(move |book, now| Ok(opening(book, &held, now)))).await;
    begun.unwrap();

    let refused = Arc::new(AtomicU64::new(0));
    let (cpu, wall) = (processor_time(), Instant::now());
    let asking = (0..writers).map(|writer| {
        let (desk, rules, refused) = (desk.clone(), rules.clone(), refused.clone());
        tokio::spawn(async move {
            let actor = Actor::new(format!("writer{writer}"));
            for place in (writer..count).step_by(usize::try_from(writers).unwrap()) {
                let asked = voucher(format!("t{place}"), &actor.user, "move", transfer(place));
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
    let balance = |holder: u64| book.balance_now(AccountId(u32::try_from(holder).unwrap()), AssetId(0)).posted;
    let hash = (0..ACCOUNTS).map(balance).fold(0_i128, |hash, balance| (hash * 1_000_003 + balance) % ((1 << 61) - 1));
    let (refused, size) = (refused.load(Ordering::Relaxed), std::fs::metadata(&path).map_or(0, |file| file.len()));
    println!("{cpu:.3}\t{wall:.3}\t{refused}\t{hash}\t{}\t{}", size / 1_000_000, commits.len() - 1);
}
