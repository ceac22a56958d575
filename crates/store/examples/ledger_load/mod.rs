//! The load of W9, for every program that is measured with it: who transfers what to whom, the rules and the accounts.

// A failed measurement has nothing better to do than to stop.
#![allow(clippy::unwrap_used)]

use engine::ledger::{Book, Receipt};
use jiff::Timestamp;
use jiff::civil::date;
use model::UnitOfMeasure;
use model::ledger::{Account, AccountId, AccountName, Act, Asset, AssetId, AssetName, Bounds, Line, Move, Voucher};
use model::pack::{Approval, Code, EntryAct, EntryKind, ExpiryRule, FileId, Ledger, SourceSpan};

const ACCOUNTS: u64 = 10_000;
const OPENING: i64 = 20_000;

/// Which accounts money goes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Load {
    Spread,
    /// All to one account, which is the worst that can happen to a design that locks accounts.
    Hot,
}

impl Load {
    pub fn named(word: Option<&String>) -> Load {
        if word.is_some_and(|word| word == "hot") { Load::Hot } else { Load::Spread }
    }
}

/// The generator that every program of the comparison uses: SplitMix64 of the seed and the place.
fn below(seed: u64, place: u64, bound: u64) -> u64 {
    let mut mixed = ((seed << 40) ^ place).wrapping_add(0x9E37_79B9_7F4A_7C15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    (((mixed ^ (mixed >> 31)) >> 32) * bound) >> 32
}

fn account(number: u64) -> AccountId {
    AccountId(u32::try_from(number).unwrap())
}

pub fn transfer(place: u64, load: Load) -> Move {
    let from = below(50, place, ACCOUNTS);
    let to = below(51, place, ACCOUNTS - 1);
    let to = if to >= from { to + 1 } else { to };
    let (from, to) = match load {
        Load::Spread => (from, to),
        Load::Hot => (1 + from % (ACCOUNTS - 1), 0),
    };
    let amount = 1 + i64::try_from(below(52, place, 2000)).unwrap();
    Move::Transfer { from: account(from), to: account(to), asset: AssetId(0), amount }
}

pub fn code(text: &str) -> Code {
    Code::new(text).unwrap()
}

pub fn rules() -> Ledger {
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
        by_result: None,
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

pub fn voucher(key: String, actor: &str, kind: &str, movement: Move) -> Voucher {
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

/// Ten thousand accounts with something on each; what became of the last voucher.
pub fn open(book: &mut Book, rules: &Ledger, now: Timestamp) -> Receipt {
    let named = |kind: &str, holder: String, bounds| {
        let label = format!("{kind}{holder}");
        Account { name: AccountName { kind: code(kind), holder }, label, bounds }
    };
    for holder in 0..ACCOUNTS {
        book.open_account(named("holder", holder.to_string(), Bounds::NOT_NEGATIVE), "bench", now).unwrap();
    }
    let outside = book.open_account(named("outside", String::new(), Bounds::FREE), "bench", now).unwrap();
    let name = AssetName { kind: code("unit"), vintage: String::new(), jurisdiction: String::new() };
    let asset = Asset { name, label: "unit".to_string(), unit: UnitOfMeasure::none(), decimals: 0, last_day: None };
    let asset = book.define_asset(asset, "bench", now).unwrap();
    let issued = (0..ACCOUNTS).map(|holder| {
        let movement = Move::Transfer { from: outside, to: account(holder), asset, amount: OPENING };
        book.post(&voucher(format!("i{holder}"), "bench", "issue", movement), rules, now).unwrap()
    });
    issued.last().unwrap()
}

/// Of the balances of all accounts.
pub fn hash(book: &Book) -> i128 {
    let balances = (0..ACCOUNTS).map(|holder| book.balance_now(account(holder), AssetId(0)).posted);
    balances.fold(0, |hash, balance| (hash * 1_000_003 + balance) % ((1 << 61) - 1))
}

/// Of all threads, in seconds: a tick of the kernel is a hundredth.
pub fn processor_time() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks = |place: usize| fields.get(place).and_then(|ticks| ticks.parse::<f64>().ok()).unwrap_or(0.0);
    (ticks(11) + ticks(12)) / 100.0
}
