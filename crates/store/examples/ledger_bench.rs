//! W9: a million transfers between ten thousand accounts without overdraft, in order, durable in batches. Prints the
//! processor time, the wall time, how many were refused and a hash of all balances; never judges them.
//! `ledger_bench COUNT BATCH [spread|hot] [postgres://…]`.

// An example is a program of its own; a failed measurement has nothing better to do than to stop.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::fmt::Write as _;
use std::time::Instant;

use engine::ledger::Book;
use jiff::Timestamp;
use jiff::civil::date;
use model::UnitOfMeasure;
use model::ledger::{Account, AccountId, AccountName, Act, Asset, AssetId, AssetName, Bounds, Line, Move, Voucher};
use model::pack::{Approval, Code, EntryAct, EntryKind, ExpiryRule, FileId, Ledger, SourceSpan};
use store::{Database, NewAudit, NewLedgerLines, Options, ServerAddress, Store};

const ACCOUNTS: u64 = 10_000;
const OPENING: i64 = 20_000;

/// The generator that every program of the comparison uses: SplitMix64 of the seed and the place.
fn raw(seed: u64, place: u64) -> u64 {
    let mut mixed = ((seed << 40) ^ place).wrapping_add(0x9E37_79B9_7F4A_7C15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ (mixed >> 31)
}

fn below(seed: u64, place: u64, bound: u64) -> u64 {
    ((raw(seed, place) >> 32) * bound) >> 32
}

fn transfer(place: u64, is_hot: bool) -> (u32, u32, i64) {
    let from = below(50, place, ACCOUNTS);
    let to = below(51, place, ACCOUNTS - 1);
    let to = if to >= from { to + 1 } else { to };
    let amount = 1 + below(52, place, 2000);
    // All to one account, which is the worst that can happen to a design that locks accounts.
    let (from, to) = if is_hot { (1 + from % (ACCOUNTS - 1), 0) } else { (from, to) };
    (u32::try_from(from).unwrap(), u32::try_from(to).unwrap(), i64::try_from(amount).unwrap())
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

fn voucher(key: String, lines: Vec<Line>) -> Voucher {
    Voucher {
        key,
        actor: "bench".to_string(),
        effective: date(2026, 3, 1),
        basis: String::new(),
        document: String::new(),
        note: String::new(),
        corrects: None,
        act: Act::Post(lines),
    }
}

fn opened(now: Timestamp) -> Book {
    let mut book = Book::new(code("w9"));
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
    for holder in 0..ACCOUNTS {
        let to = AccountId(u32::try_from(holder).unwrap());
        let movement = Move::Transfer { from: outside, to, asset, amount: OPENING };
        let issue = voucher(format!("i{holder}"), vec![Line { kind: code("issue"), movement }]);
        book.post(&issue, &rules(), now).unwrap();
    }
    book
}

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

/// Of all threads, in seconds: a tick of the kernel is a hundredth.
fn processor_time() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks = |place: usize| fields.get(place).and_then(|ticks| ticks.parse::<f64>().ok()).unwrap_or(0.0);
    (ticks(11) + ticks(12)) / 100.0
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let (count, batch): (u64, u64) = (arguments[1].parse().unwrap(), arguments[2].parse().unwrap());
    let is_hot = arguments.get(3).is_some_and(|word| word == "hot");
    let folder = tempfile::tempdir_in(std::env::current_dir().unwrap()).unwrap();
    let path = folder.path().join("w9.db");
    let database = match arguments.get(4) {
        Some(url) => Database::Server(url.parse::<ServerAddress>().unwrap().for_folder(folder.path())),
        None => Database::File(path.clone()),
    };
    let store = Store::open(database, &Options::default()).await.unwrap();
    let now: Timestamp = "2026-03-01T00:00:00Z".parse().unwrap();
    let mut book = opened(now);
    let mut writer = Writer { store, last: (0, String::new()) };
    writer.append(&mut book, now).await;

    let rules = rules();
    let mut refused = 0_u64;
    // One voucher that is filled in again and again, as the other program has its numbers ready.
    let nothing = Move::Transfer { from: AccountId(0), to: AccountId(0), asset: AssetId(0), amount: 0 };
    let mut asked = voucher(String::new(), vec![Line { kind: code("move"), movement: nothing }]);
    let (cpu, wall) = (processor_time(), Instant::now());
    for start in (0..count).step_by(usize::try_from(batch).unwrap()) {
        for place in start..(start + batch).min(count) {
            let (from, to, amount) = transfer(place, is_hot);
            let movement = Move::Transfer { from: AccountId(from), to: AccountId(to), asset: AssetId(0), amount };
            asked.key.clear();
            write!(asked.key, "t{place}").unwrap();
            let Act::Post(lines) = &mut asked.act else { unreachable!("made as a posting") };
            lines[0].movement = movement;
            refused += u64::from(book.post(&asked, &rules, now).is_err());
        }
        writer.append(&mut book, now).await;
    }
    let (cpu, wall) = (processor_time() - cpu, wall.elapsed().as_secs_f64());

    let balances =
        (0..ACCOUNTS).map(|holder| book.balance_now(AccountId(u32::try_from(holder).unwrap()), AssetId(0)).posted);
    let hash = balances.fold(0_i128, |hash, balance| (hash * 1_000_003 + balance) % ((1 << 61) - 1));
    // What was stored is the same book.
    let mut read = Book::new(code("w9"));
    for lines in writer.store.ledger_log("w9", 0).await.unwrap() {
        read.read(&lines.log).unwrap();
        assert_eq!(read.head(), lines.head);
    }
    assert_eq!(read.head(), book.head());
    let size = std::fs::metadata(&path).map_or(0, |file| file.len() / 1_000_000);
    println!("{cpu:.3}\t{wall:.3}\t{refused}\t{hash}\t{size}");
}
