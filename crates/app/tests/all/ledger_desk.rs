//! The desk of a ledger: many writers at once, two programs on one database, no amount spent twice.

use std::sync::Arc;

use app::{Actor, AppError, Desk};
use jiff::Timestamp;
use jiff::civil::date;
use model::UnitOfMeasure;
use model::ledger::{Account, AccountId, AccountName, Act, Asset, AssetId, AssetName, Bounds, Line, Move, Voucher};
use model::pack::{Approval, Code, EntryAct, EntryKind, ExpiryRule, FileId, Ledger, SourceSpan};
use store::{Options, Store};

fn code(text: &str) -> Code {
    Code::new(text).unwrap()
}

fn rules() -> Ledger {
    let span = SourceSpan { file: FileId(0), start: 0, end: 0 };
    let entry = EntryKind {
        code: code("move"),
        name: "划转".to_string(),
        act: EntryAct::Transfer,
        from: vec![code("outside"), code("pool")],
        to: vec![code("pool"), code("county")],
        assets: vec![code("land")],
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
        code: code("land_quota"),
        name: "用地指标".to_string(),
        definition: String::new(),
        basis: String::new(),
        closing: code("clerk"),
        assets: Vec::new(),
        accounts: Vec::new(),
        entries: vec![entry],
        span,
    }
}

fn now() -> Timestamp {
    "2026-03-01T08:00:00Z".parse().unwrap()
}

async fn transfer(desk: &Desk, key: String, from: u32, to: u32, amount: i64) -> app::Result<engine::ledger::Receipt> {
    let work = move |book: &mut engine::ledger::Book, now: Timestamp| {
        for (kind, label, bounds) in [
            ("outside", "外部", Bounds::FREE),
            ("pool", "市级指标池", Bounds::NOT_NEGATIVE),
            ("county", "寒亭区", Bounds::NOT_NEGATIVE),
        ] {
            let name = AccountName { kind: code(kind), holder: String::new() };
            book.open_account(Account { name, label: label.to_string(), bounds }, "张三", now)?;
        }
        let name = AssetName { kind: code("land"), vintage: "2026".to_string(), jurisdiction: String::new() };
        let unit = UnitOfMeasure::try_from("亩".to_string()).unwrap();
        let asset = Asset { name, label: "用地指标".to_string(), unit, decimals: 2, last_day: None };
        book.define_asset(asset, "张三", now)?;
        let movement = Move::Transfer { from: AccountId(from), to: AccountId(to), asset: AssetId(0), amount };
        let voucher = Voucher {
            key: key.clone(),
            actor: "张三".to_string(),
            effective: date(2026, 3, 1),
            basis: String::new(),
            document: String::new(),
            note: String::new(),
            corrects: None,
            act: Act::Post(vec![Line { kind: code("move"), movement }]),
        };
        book.post(&voucher, &rules(), now)
    };
    desk.ask(&Actor::new("张三"), now(), Box::new(work)).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_writers_share_a_commit_and_nothing_is_spent_twice() {
    let folder = tempfile::tempdir().unwrap();
    let path = crate::support::database(folder.path());
    let store = Store::open(&path, &Options::default()).await.unwrap();
    // Two desks on one database, as the server and a command at the same time.
    let other = Store::open(&path, &Options::default()).await.unwrap();
    let desks =
        [Arc::new(Desk::new(store.clone(), code("land_quota"))), Arc::new(Desk::new(other, code("land_quota")))];
    transfer(&desks[0], "grant".to_string(), 0, 1, 1_000).await.unwrap();
    // 150 ask for 10 each, every one of them three times: at both desks and once more.
    let mut asked = Vec::new();
    for number in 0..150 {
        for desk in [&desks[0], &desks[1], &desks[0]] {
            let desk = desk.clone();
            asked.push(tokio::spawn(async move { transfer(&desk, format!("t{number}"), 1, 2, 10).await }));
        }
    }
    let mut seqs = std::collections::BTreeMap::new();
    let mut refused = 0;
    for answer in asked {
        match answer.await.unwrap() {
            Ok(receipt) => *seqs.entry(receipt.seq).or_insert(0) += 1,
            Err(AppError::Conflict { message }) => {
                assert!(message.contains("可用余额不足"), "{message}");
                refused += 1;
            }
            Err(other) => panic!("{other}"),
        }
    }
    assert_eq!((seqs.len(), refused), (100, 150), "exactly what was there was given, each answer the same");
    assert!(seqs.values().all(|times| *times == 3));
    let balance = |desk: Arc<Desk>| async move {
        desk.look(|book| (book.balance_now(AccountId(1), AssetId(0)).posted, book.head())).await.unwrap()
    };
    let (first, second) = (balance(desks[0].clone()).await, balance(desks[1].clone()).await);
    assert_eq!((first.0, &first), (0, &second));
    let commits = store.audit_head().await.unwrap();
    assert!(commits < 101, "{commits} commits for 101 vouchers: nothing was committed together");
    assert!(store.verify().await.unwrap().faults.is_empty());
}
