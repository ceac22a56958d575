//! Trades whose money and rights stand in a ledger: deposits and orders are holds, a settlement posts them, pays and
//! writes the register, all together or not at all.

use std::collections::BTreeMap;

use app::view::{
    AuditQuery, CaseAct, CaseOpenRequest, CaseRequest, CaseView, LedgerAct, LedgerHolding, LedgerJournalQuery,
    LedgerPost, LedgerPostLine, LedgerQuery, LedgerStatementQuery, RegisterBookQuery, RowRemoveRequest, RowSaveRequest,
};
use app::{Actor, App, AppError, CertificateFile, LedgerFormat};
use model::Dataset;
use model::people::{Assignment, Role};

use crate::support::{Site, at, open, site};

const PACK: &str = "energy_right";
const LEDGER: (&str, &str) = (PACK, "trade");

fn staff() -> Actor {
    Actor::new("centre")
}

fn who(name: &str) -> Actor {
    Actor::new(format!("user-{name}"))
}

fn text(text: &str) -> String {
    text.to_string()
}

fn request(act: CaseAct) -> CaseRequest {
    static COUNT: std::sync::atomic::AtomicUsize = std::sync::atomic::AtomicUsize::new(0);
    let number = COUNT.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    CaseRequest { key: format!("key-{number:08}"), act }
}

async fn act(app: &App, actor: &Actor, number: &str, when: &str, what: CaseAct) -> app::Result<CaseView> {
    app.act_in_case(actor, number, &request(what), at(when)).await
}

#[track_caller]
fn refused(told: app::Result<CaseView>) -> String {
    match told {
        Err(AppError::Conflict { message }) => message,
        other => panic!("{other:?}"),
    }
}

/// Money and rights that come from outside.
async fn pay_in(app: &App, key: &str, firms: &[(&str, &str, &str)], when: &str) {
    let line = |(firm, asset, amount): &(&str, &str, &str)| LedgerPostLine {
        kind: text("转入"),
        to: LedgerHolding { kind: text("交易账户"), holder: text(firm), label: text(firm) },
        asset: text(asset),
        amount: text(amount),
        ..LedgerPostLine::default()
    };
    let voucher = LedgerPost {
        key: text(key),
        document: text("示例回单"),
        lines: firms.iter().map(line).collect(),
        ..LedgerPost::default()
    };
    app.post_ledger(&staff(), LEDGER, Some(Dataset::Real), &voucher, at(when)).await.unwrap();
}

/// 可用, by account and asset.
async fn available(app: &App) -> BTreeMap<String, String> {
    let query = LedgerQuery { dataset: Some(Dataset::Real), ..LedgerQuery::default() };
    let view = app.ledger_view(&staff(), LEDGER, &query, at("2026-12-31T00:00:00Z")).await.unwrap();
    let mut found = BTreeMap::new();
    for account in &view.accounts {
        for balance in &account.balances {
            let asset = view.assets.iter().find(|asset| asset.id == balance.asset).unwrap();
            found.insert(format!("{} {}", account.label, asset.label), balance.available.clone());
        }
    }
    found
}

/// The calls of one register, one for each pollutant, take their own rows only.
#[tokio::test]
async fn a_row_is_traded_in_the_call_that_it_belongs_to() {
    let site = site().await;
    let app = &site.app;
    let init = Actor::new("init");
    let now = at("2026-11-24T02:00:00Z");
    app.load_demo(&init, at("2026-11-24T01:00:00Z"), |_| {}).await.unwrap();
    app.add_user(&init, "centre", "交易中心", Some("County-plan-2026"), now).await.unwrap();
    app.set_pack_role(&init, ("pollutant_right", "rights_clerk"), "centre", true, now).await.unwrap();
    let values = [("number", "PW-1"), ("pollutant", "氨氮"), ("vintage", "A1")];
    let values = values.iter().map(|(field, value)| (text(field), text(value))).collect();
    let row = RowSaveRequest { values, key: None, seen: None, accept_warnings: true, note: None };
    let book = RegisterBookQuery { dataset: Some(Dataset::Real), period: None };
    assert!(app.save_row(&staff(), ("pollutant_right", "nox_lot"), &book, &row, now).await.unwrap().accepted);
    let terms = |exchange: &str| CaseOpenRequest {
        dataset: Some(Dataset::Real),
        pack: text("pollutant_right"),
        exchange: text(exchange),
        row: text("PW-1"),
        number: None,
        title: Some(text("氨氮第一批")),
        seller: Some(text("交易中心")),
        seller_code: None,
        floor: Some(text("40000")),
        quantity: Some(text("1")),
    };
    let wrong = app.open_case(&staff(), &terms("nox_call"), now).await;
    assert!(
        matches!(&wrong, Err(AppError::Conflict { message }) if message.contains("不是“氮氧化物集合竞价”的标的")),
        "{wrong:?}"
    );
    app.open_case(&staff(), &terms("ammonia_call"), now).await.unwrap();
}

/// A call auction of lots of 10 吨标准煤 with three firms; bidding on 1 December, 09:00 to 10:00 in China.
async fn call(site: &Site) -> String {
    let app = &site.app;
    let init = Actor::new("init");
    let now = at("2026-11-24T02:00:00Z");
    app.load_demo(&init, at("2026-11-24T01:00:00Z"), |_| {}).await.unwrap();
    app.add_user(&init, "centre", "交易中心", Some("County-plan-2026"), now).await.unwrap();
    let values = [("number", "YN-1"), ("reference", "80")];
    let values = values.iter().map(|(field, value)| (text(field), text(value))).collect();
    let row = RowSaveRequest { values, key: None, seen: None, accept_warnings: true, note: None };
    let book = RegisterBookQuery { dataset: Some(Dataset::Real), period: None };
    assert!(app.save_row(&staff(), (PACK, "right_lot"), &book, &row, now).await.unwrap().accepted);
    let terms = CaseOpenRequest {
        dataset: Some(Dataset::Real),
        pack: text(PACK),
        exchange: text("energy_call"),
        row: text("YN-1"),
        number: None,
        title: Some(text("用能权第一批")),
        seller: Some(text("交易中心")),
        seller_code: None,
        floor: Some(text("80")),
        quantity: Some(text("10")),
    };
    let opening = at("2026-11-25T00:30:00Z");
    let without = app.open_case(&staff(), &terms, opening).await;
    assert!(matches!(without, Err(AppError::Forbidden { .. })), "nobody conducts it without the role: {without:?}");
    app.set_pack_role(&init, (PACK, "trading_centre"), "centre", true, now).await.unwrap();
    let number = app.open_case(&staff(), &terms, opening).await.unwrap();
    // The lot stays as it was listed: nobody changes or removes the row while it is traded.
    let seen = app.register_row(&staff(), (PACK, "right_lot"), &book, "YN-1", opening).await.unwrap();
    let change = RowSaveRequest {
        values: [("number", "YN-1"), ("reference", "81"), ("intensity", "2")]
            .map(|(field, value)| (text(field), text(value)))
            .into(),
        key: Some(text("YN-1")),
        seen: Some(seen.row.pulse),
        accept_warnings: true,
        note: None,
    };
    let changed = app.save_row(&staff(), (PACK, "right_lot"), &book, &change, opening).await;
    assert!(matches!(&changed, Err(AppError::Conflict { message }) if message.contains(&number)), "{changed:?}");
    let removal = RowRemoveRequest { key: text("YN-1"), seen: seen.row.pulse, note: text("撤销") };
    let removed = app.remove_row(&staff(), (PACK, "right_lot"), &book, &removal, opening).await;
    assert!(matches!(&removed, Err(AppError::Conflict { message }) if message.contains(&number)), "{removed:?}");
    let announce = CaseAct::Announce {
        notice_last: "2026-11-30".parse().unwrap(),
        opens: at("2026-12-01T01:00:00Z"),
        closes: at("2026-12-01T02:00:00Z"),
    };
    act(app, &staff(), &number, "2026-11-25T01:00:00Z", announce).await.unwrap();
    for (place, name) in ["甲", "乙", "丙"].iter().enumerate() {
        let (bidder, when) = (text(name), format!("2026-11-26T0{}:00:00Z", place + 1));
        let register = CaseAct::Register { bidder: bidder.clone(), priority: None, code: Some(bidder.clone()) };
        act(app, &who(name), &number, &when, register).await.unwrap();
        let qualify = CaseAct::Qualify { bidder, is_accepted: true, reason: String::new() };
        act(app, &staff(), &number, &when, qualify).await.unwrap();
    }
    number
}

fn order(is_buying: bool, price: &str, quantity: u64) -> CaseAct {
    CaseAct::Order { is_buying, price: text(price), quantity }
}

#[tokio::test]
async fn orders_are_holds_and_a_settlement_pays_everybody_and_writes_the_register() {
    let site = site().await;
    let number = call(&site).await;
    let app = &site.app;
    // 丙 has no account, 甲 too little money: both are refused and nothing is left of it.
    let funds = [("甲", "资金", "27000"), ("乙", "用能权指标", "250")];
    pay_in(app, "in-1", &funds, "2026-11-27T01:00:00Z").await;
    let events = app.case_view(&staff(), &number, at("2026-12-01T01:05:00Z")).await.unwrap().version;
    let unknown = refused(act(app, &who("丙"), &number, "2026-12-01T01:06:00Z", order(true, "75", 10)).await);
    assert!(unknown.contains("还没有“丙”的账户") && unknown.contains("都没有变"), "{unknown}");
    let poor = refused(act(app, &who("甲"), &number, "2026-12-01T01:07:00Z", order(true, "90.01", 30)).await);
    assert!(poor.contains("可用 27000.00 元，本次需要 27003.00 元"), "{poor}");
    let view = app.case_view(&staff(), &number, at("2026-12-01T01:08:00Z")).await.unwrap();
    // The end of the notice fell due meanwhile, and nothing else happened.
    assert_eq!((view.version, view.order_count), (events + 1, 0), "{:?}", view.log);
    pay_in(app, "in-2", &[("丙", "资金", "7500")], "2026-12-01T01:09:00Z").await;
    act(app, &who("甲"), &number, "2026-12-01T01:10:00Z", order(true, "90", 30)).await.unwrap();
    assert_eq!(available(app).await["甲 · 交易账户 资金"], "0.00");
    act(app, &who("乙"), &number, "2026-12-01T01:20:00Z", order(false, "70", 20)).await.unwrap();
    let view = act(app, &who("丙"), &number, "2026-12-01T01:30:00Z", order(true, "75", 10)).await.unwrap();
    assert_eq!((view.orders.len(), view.order_count), (1, 3), "others' orders are sealed until the end");
    // A cancelled order gives back what it held.
    let more = act(app, &who("乙"), &number, "2026-12-01T01:31:00Z", order(false, "99", 5)).await.unwrap();
    assert_eq!(available(app).await["乙 · 交易账户 用能权指标"], "0.00");
    let id = more.orders.iter().find(|order| order.price == "99").unwrap().id.clone();
    act(app, &who("乙"), &number, "2026-12-01T01:32:00Z", CaseAct::CancelOrder { order: id }).await.unwrap();
    assert_eq!(available(app).await["乙 · 交易账户 用能权指标"], "50.00");
    let shown = serde_json::to_string(&app.case_view(&staff(), &number, at("2026-12-01T01:40:00Z")).await.unwrap());
    assert!(!shown.unwrap().contains("\"90\""), "also to who conducts the trade");
    let audit = format!("{:?}", app.audit_for(&Actor::new("auditor"), &AuditQuery::default()).await.unwrap());
    assert!(audit.contains("/账本/energy_right__trade") && !audit.contains("user-甲"), "{audit}");
    // 丙's price was too low: released by the clock, with the end of bidding.
    app.advance_cases(at("2026-12-01T02:00:02Z")).await.unwrap();
    assert_eq!(available(app).await["丙 · 交易账户 资金"], "7500.00");
    let view = app.case_view(&staff(), &number, at("2026-12-01T02:01:00Z")).await.unwrap();
    assert_eq!((view.phase.as_str(), view.orders.len()), ("objection", 4), "the cancelled one too");
    let result = view.call_result.unwrap();
    assert!(result.contains("成交价 90") && result.contains("成交 20 手"), "{result}");
    act(app, &staff(), &number, "2026-12-07T01:00:00Z", CaseAct::Settle).await.unwrap();
    // 20 lots of 10 at 90.
    let after = available(app).await;
    let of = |name: &str| after.get(name).map(String::as_str);
    assert_eq!(of("甲 · 交易账户 资金"), Some("9000.00"));
    assert_eq!(of("甲 · 交易账户 用能权指标"), Some("200.00"));
    assert_eq!(of("乙 · 交易账户 资金"), Some("18000.00"));
    assert_eq!(of("乙 · 交易账户 用能权指标"), Some("50.00"));
    assert_eq!(
        (of("结算账户 资金"), of("结算账户 用能权指标")),
        (Some("0.00"), Some("0.00")),
        "empty after every batch"
    );
    let book = RegisterBookQuery { dataset: Some(Dataset::Real), period: None };
    let row = app.register_row(&staff(), (PACK, "right_lot"), &book, "YN-1", at("2026-12-07T03:00:00Z")).await.unwrap();
    let value = |field: &str| row.values.get(field).map(String::as_str);
    assert_eq!((value("price"), value("volume")), (Some("90"), Some("200")));
    let page = app.case_certificate(&number, CertificateFile::Pdf).await.unwrap();
    assert_eq!(page.file_name, format!("集合竞价成交确认书（{number}）.pdf"));
    if let Some(folder) = std::env::var_os("JUNXIAN_CERTIFICATES") {
        std::fs::write(std::path::Path::new(&folder).join("call.pdf"), &page.bytes).unwrap();
    }
    let report = app.verify().await.unwrap();
    assert!(report.faults.is_empty(), "{:?}", report.faults);
    // Read anew, the ledger says the same.
    assert_eq!(available(&open(site.folder.path()).await).await, after);
}

/// Somebody of the city, or of a county.
fn person(user: &str, role: Role, place: Option<&str>) -> Actor {
    let (valid_from, place) = ("2026-01-01".parse().unwrap(), place.map(str::to_string));
    let (user, deputy_of) = (user.to_string(), None);
    let one = Assignment { user: user.clone(), role, agency: None, place, valid_from, valid_to: None, deputy_of };
    Actor::entered(user, vec![one], "2026-12-01".parse().unwrap())
}

#[tokio::test]
async fn the_ledger_tells_who_bids_only_when_the_case_does() {
    let site = site().await;
    let number = call(&site).await;
    let app = &site.app;
    let funds = [("甲", "资金", "27000"), ("乙", "用能权指标", "250")];
    pay_in(app, "in-1", &funds, "2026-11-27T01:00:00Z").await;
    act(app, &who("甲"), &number, "2026-12-01T01:10:00Z", order(true, "90", 20)).await.unwrap();
    let query = LedgerQuery { dataset: Some(Dataset::Real), ..LedgerQuery::default() };
    let journal = LedgerJournalQuery { dataset: Some(Dataset::Real), ..LedgerJournalQuery::default() };
    let of = |account: &str| LedgerStatementQuery {
        dataset: Some(Dataset::Real),
        account: text(account),
        asset: Some(text("资金")),
        ..LedgerStatementQuery::default()
    };
    let planner = person("planner", Role::Planner, None);
    let county = person("county", Role::CountyLiaison, Some("370783"));
    let during = at("2026-12-01T01:30:00Z");
    // What was paid in is no secret; that 甲 holds 18000 of it for this trade is.
    let view = app.ledger_view(&planner, LEDGER, &query, during).await.unwrap();
    assert_eq!((view.holds.len(), view.holds[0].line.from.as_str()), (1, "公示前保密"));
    let balances: Vec<_> = view.accounts.iter().filter(|account| account.kind != "outside").collect();
    let held = balances.iter().flat_map(|account| &account.balances).map(|balance| balance.held_out.as_str());
    assert!(held.clone().count() >= 2 && held.clone().all(|held| held == "公示前保密"), "{balances:?}");
    let told = app.ledger_journal(&planner, LEDGER, &journal, during).await.unwrap();
    assert_eq!(told.vouchers[0].document, number);
    let seen = serde_json::to_string(&(&view, &told)).unwrap();
    assert!(!seen.contains("18000.00") && !seen.contains("9000.00") && !seen.contains("user-甲"), "{seen}");
    for account in ["甲 · 交易账户", "结算账户"] {
        let statement = app.ledger_statement(&planner, LEDGER, &of(account), during).await.unwrap();
        assert!(statement.rows.iter().all(|row| row.document != number), "{:?}", statement.rows);
    }
    let refused = app.export_ledger(&planner, LEDGER, Some(Dataset::Real), LedgerFormat::Log, during).await;
    assert!(matches!(&refused, Err(AppError::Conflict { message }) if message.contains(&number)), "{refused:?}");
    // A county has no account here: the clearing account, common to all, makes nothing its own.
    assert!(app.ledger_view(&county, LEDGER, &query, during).await.unwrap().holds.is_empty());
    // Who conducts the trade knows.
    let own = app.ledger_view(&staff(), LEDGER, &query, during).await.unwrap();
    assert_eq!((own.holds[0].line.from.as_str(), own.holds[0].line.amount.as_str()), ("甲 · 交易账户", "18000.00"));
    app.export_ledger(&staff(), LEDGER, Some(Dataset::Real), LedgerFormat::Log, during).await.unwrap();
    act(app, &who("乙"), &number, "2026-12-01T01:40:00Z", order(false, "90", 20)).await.unwrap();
    app.advance_cases(at("2026-12-01T02:00:02Z")).await.unwrap();
    let after = at("2026-12-01T02:30:00Z");
    let view = app.ledger_view(&planner, LEDGER, &query, after).await.unwrap();
    assert!(view.holds.iter().any(|hold| hold.line.from == "甲 · 交易账户"), "published: {:?}", view.holds);
    // To a county the clearing account still does not name whose money went through it.
    assert!(app.ledger_view(&county, LEDGER, &query, after).await.unwrap().holds.is_empty());
    let statement = app.ledger_statement(&county, LEDGER, &of("结算账户"), after).await.unwrap();
    assert!(!statement.rows.is_empty() && statement.rows.iter().all(|row| row.other == "其他持有人"), "{statement:?}");
    app.export_ledger(&planner, LEDGER, Some(Dataset::Real), LedgerFormat::Log, after).await.unwrap();
}

#[tokio::test]
async fn when_the_disk_fails_between_ledger_and_case_neither_has_changed() {
    if crate::support::server(std::path::Path::new("")).is_some() {
        eprintln!("skipped: the fault is put into a file of SQLite");
        return;
    }
    let site = site().await;
    let number = call(&site).await;
    let app = &site.app;
    let funds = [("甲", "资金", "18000"), ("乙", "用能权指标", "200")];
    pay_in(app, "in-1", &funds, "2026-11-27T01:00:00Z").await;
    act(app, &who("甲"), &number, "2026-12-01T01:10:00Z", order(true, "90", 20)).await.unwrap();
    act(app, &who("乙"), &number, "2026-12-01T01:20:00Z", order(false, "90", 20)).await.unwrap();
    app.advance_cases(at("2026-12-01T02:00:02Z")).await.unwrap();
    let before = available(app).await;
    let version = app.case_view(&staff(), &number, at("2026-12-07T00:59:00Z")).await.unwrap().version;
    let file = site.folder.path().join("junxian.db");
    let saboteur = sqlx::SqlitePool::connect(&format!("sqlite://{}", file.display())).await.unwrap();
    let book = RegisterBookQuery { dataset: Some(Dataset::Real), period: None };
    for table in ["ledger_commit", "exchange_event", "exchange_current"] {
        let verb = if table == "exchange_current" { "UPDATE ON" } else { "INSERT ON" };
        let sql = format!("CREATE TRIGGER broken BEFORE {verb} {table} BEGIN SELECT RAISE(ABORT, 'disk'); END");
        sqlx::query(sqlx::AssertSqlSafe(sql)).execute(&saboteur).await.unwrap();
        let told = act(app, &staff(), &number, "2026-12-07T01:00:00Z", CaseAct::Settle).await;
        assert!(told.is_err(), "{table}: {told:?}");
        sqlx::query("DROP TRIGGER broken").execute(&saboteur).await.unwrap();
        let view = app.case_view(&staff(), &number, at("2026-12-07T01:00:01Z")).await.unwrap();
        assert_eq!((view.phase.as_str(), view.version), ("objection", version), "{table}");
        assert_eq!(available(app).await, before, "{table}");
        let row = app.register_row(&staff(), (PACK, "right_lot"), &book, "YN-1", at("2026-12-07T03:00:00Z")).await;
        assert_eq!(row.unwrap().values.get("price").map(String::as_str).unwrap_or_default(), "", "{table}");
    }
    // The next attempt goes through, once.
    let done = act(app, &staff(), &number, "2026-12-07T01:10:00Z", CaseAct::Settle).await.unwrap();
    assert_eq!(done.phase, "settled");
    assert_eq!(available(app).await["乙 · 交易账户 资金"], "18000.00");
    assert!(app.verify().await.unwrap().faults.is_empty());
}

#[tokio::test]
async fn what_a_running_trade_holds_is_out_of_reach_of_the_ledger_page() {
    let site = site().await;
    let number = call(&site).await;
    let app = &site.app;
    let funds = [("甲", "资金", "27000"), ("乙", "用能权指标", "250")];
    pay_in(app, "in-1", &funds, "2026-11-27T01:00:00Z").await;
    act(app, &who("甲"), &number, "2026-12-01T01:10:00Z", order(true, "90", 20)).await.unwrap();
    act(app, &who("乙"), &number, "2026-12-01T01:20:00Z", order(false, "90", 20)).await.unwrap();
    let during = at("2026-12-01T01:30:00Z");
    let query = LedgerQuery { dataset: Some(Dataset::Real), ..LedgerQuery::default() };
    let view = app.ledger_view(&staff(), LEDGER, &query, during).await.unwrap();
    let hold = view.holds.iter().find(|hold| hold.line.from == "甲 · 交易账户").unwrap();
    assert_eq!(hold.case.as_deref(), Some(number.as_str()));
    assert!(hold.post_refusal.as_deref().is_some_and(|why| why.starts_with("“交易冻结”只由交易“")), "{hold:?}");
    let ask = async |key: &str, line: LedgerPostLine, when| {
        let voucher =
            LedgerPost { key: text(key), document: text("示例1号"), lines: vec![line], ..LedgerPost::default() };
        app.post_ledger(&staff(), LEDGER, Some(Dataset::Real), &voucher, when).await
    };
    let back = |act, of: &str| LedgerPostLine { act, of: text(of), ..LedgerPostLine::default() };
    let account = |name: &str| LedgerHolding { kind: text("交易账户"), holder: text(name), label: String::new() };
    let by_hand = |kind: &str| LedgerPostLine {
        kind: text(kind),
        from: account("乙"),
        to: account("甲"),
        asset: text("用能权指标"),
        amount: text("50"),
        ..LedgerPostLine::default()
    };
    let held = LedgerPostLine {
        act: LedgerAct::Hold,
        to: LedgerHolding { kind: text("结算账户"), ..LedgerHolding::default() },
        until: Some(at("2027-12-01T01:30:00Z")),
        ..by_hand("交易冻结")
    };
    let id = hold.line.id.clone();
    let records = view.records;
    for (line, words) in [
        (back(LedgerAct::VoidHold, &id), number.as_str()),
        (back(LedgerAct::PostHold, &id), number.as_str()),
        (by_hand("交收"), "“交收”只由交易“"),
        (held, "“交易冻结”只由交易“"),
    ] {
        let told = ask("by-hand", line, during).await.unwrap_err().to_string();
        assert!(told.contains(words), "{told}");
    }
    assert_eq!(app.ledger_view(&staff(), LEDGER, &query, during).await.unwrap().records, records);
    // The trade itself goes on, and once it is over a mistake is corrected with the number of a decision.
    app.advance_cases(at("2026-12-01T02:00:02Z")).await.unwrap();
    act(app, &staff(), &number, "2026-12-07T01:00:00Z", CaseAct::Settle).await.unwrap();
    let after = at("2026-12-07T02:00:00Z");
    let journal = LedgerJournalQuery { dataset: Some(Dataset::Real), ..LedgerJournalQuery::default() };
    let told = app.ledger_journal(&staff(), LEDGER, &journal, after).await.unwrap();
    let paid = told.vouchers[0].lines.iter().find(|line| line.kind_name == "交收").unwrap().id.clone();
    let bare = LedgerPost { key: text("bare"), lines: vec![back(LedgerAct::Reverse, &paid)], ..LedgerPost::default() };
    let refused = app.post_ledger(&staff(), LEDGER, Some(Dataset::Real), &bare, after).await.unwrap_err().to_string();
    assert_eq!(refused, "“交收”应写明文号");
    let posted = ask("again", back(LedgerAct::PostHold, &id), after).await.unwrap_err().to_string();
    assert!(posted.contains("“交易冻结”只由交易“"), "{posted}");
}

#[tokio::test]
async fn a_bidder_is_who_the_code_says_and_the_reviewer_sees_whose_account_that_is() {
    let site = site().await;
    let number = call(&site).await;
    let app = &site.app;
    let firms = [("91370700MA0000001Y", "丁公司", "5000")];
    let line = |(code, name, amount): &(&str, &str, &str)| LedgerPostLine {
        kind: text("转入"),
        to: LedgerHolding { kind: text("交易账户"), holder: text(code), label: text(name) },
        asset: text("资金"),
        amount: text(amount),
        ..LedgerPostLine::default()
    };
    let lines = firms.iter().map(line).collect();
    let voucher = LedgerPost { key: text("in-ding"), document: text("示例回单"), lines, ..LedgerPost::default() };
    app.post_ledger(&staff(), LEDGER, Some(Dataset::Real), &voucher, at("2026-11-26T05:00:00Z")).await.unwrap();
    let register = |bidder: &str, code: &str| CaseAct::Register {
        bidder: text(bidder),
        priority: None,
        code: (!code.is_empty()).then(|| text(code)),
    };
    let when = "2026-11-26T06:00:00Z";
    // The name alone freezes nobody's money.
    let bare = app.act_in_case(&who("戊"), &number, &request(register("丁公司", "")), at(when)).await;
    assert!(
        matches!(&bare, Err(AppError::BadInput { message, .. }) if message.contains("统一社会信用代码")),
        "{bare:?}"
    );
    act(app, &who("戊"), &number, when, register("丁公司", "91370700MA0000002X")).await.unwrap();
    let view = app.case_view(&staff(), &number, at(when)).await.unwrap();
    let told = |view: &CaseView| view.bidders.last().unwrap().account.clone();
    assert_eq!(told(&view).as_deref(), Some("账本中没有代码为“91370700MA0000002X”的账户"));
    // The same firm twice, under a name with a space or the same code.
    for (bidder, code) in [("丁 公司", "91370700MA0000003W"), ("另一名称", "91370700MA0000002X"), ("交易 中心", "1")]
    {
        let twice = act(app, &who("己"), &number, when, register(bidder, code)).await;
        let message = refused(twice);
        assert!(message.contains("已经报名") || message.contains("转出方"), "{message}");
    }
    act(app, &who("丁"), &number, when, register("丁公司（正）", "91370700MA0000001Y")).await.unwrap();
    let view = app.case_view(&staff(), &number, at(when)).await.unwrap();
    assert_eq!(told(&view).as_deref(), Some("丁公司 · 交易账户（91370700MA0000001Y）"));
    let other = app.case_view(&who("甲"), &number, at(when)).await.unwrap();
    assert!(other.bidders.iter().all(|bidder| bidder.account.is_none()), "for who conducts the trade alone");
    assert!(!serde_json::to_string(&other).unwrap().contains("91370700MA0000001Y"));
    let qualify = CaseAct::Qualify { bidder: text("丁公司（正）"), is_accepted: true, reason: String::new() };
    act(app, &staff(), &number, when, qualify).await.unwrap();
    act(app, &who("丁"), &number, "2026-12-01T01:10:00Z", order(true, "75", 5)).await.unwrap();
    assert_eq!(available(app).await["丁公司 · 交易账户 资金"], "1250.00", "the account of the code, whatever the name");
}
