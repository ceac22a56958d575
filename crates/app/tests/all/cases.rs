//! A trade from listing to certificate over the database: what is due happens, nothing is lost, nobody acts for others.

use std::collections::BTreeMap;
use std::sync::Arc;

use app::view::{
    AuditQuery, CaseAct, CaseOpenRequest, CaseRequest, CaseView, RegisterBookQuery, RowSaveRequest, RowStepRequest,
};
use app::{Actor, App, AppError, CertificateFile, Rehearsal, RehearsalStage};
use jiff::Timestamp;
use model::Dataset;
use model::people::{Assignment, Role};
use rust_decimal::Decimal;

use crate::support::{at, open, site};

const PACK: &str = "rural_property";
const AUCTION: &str = "rural_auction";
const LOT: &str = "DC-001";

fn staff() -> Actor {
    Actor::new("centre")
}

fn who(name: &str) -> Actor {
    Actor::new(name)
}

/// A lot in the register, and a person with the role that conducts the trade.
async fn prepared(app: &App, dataset: Dataset) {
    let now = at("2026-11-24T02:00:00Z");
    // For the divisions.
    app.load_demo(&Actor::new("init"), at("2026-11-24T01:00:00Z"), |_| {}).await.unwrap();
    app.add_user(&Actor::new("init"), "centre", "交易中心", Some("County-plan-2026"), now).await.unwrap();
    app.add_user(&Actor::new("init"), "station", "交易站", Some("County-plan-2026"), now).await.unwrap();
    app.set_pack_role(&Actor::new("init"), (PACK, "county_centre"), "centre", true, now).await.unwrap();
    app.set_pack_role(&Actor::new("init"), (PACK, "township_station"), "station", true, now).await.unwrap();
    applied(app, dataset, LOT, "东村机动地经营权").await;
    reviewed(app, dataset, LOT).await;
}

/// A row in 申请.
async fn applied(app: &App, dataset: Dataset, number: &str, title: &str) {
    let now = at("2026-11-24T02:00:00Z");
    let values = [
        ("number", number),
        ("title", title),
        ("kind", "承包地经营权"),
        ("county", "寿光市"),
        ("seller", "东村经济合作社"),
        ("area", "100"),
        ("floor", "500"),
        ("resolved", "是"),
    ];
    let values: BTreeMap<String, String> =
        values.iter().map(|(field, value)| ((*field).to_string(), (*value).to_string())).collect();
    let request = RowSaveRequest { values, key: None, seen: None, accept_warnings: true, note: None };
    let book = RegisterBookQuery { dataset: Some(dataset), period: None };
    let saved = app.save_row(&staff(), (PACK, "rural_lot"), &book, &request, now).await.unwrap();
    assert!(saved.accepted, "{:?}", saved.faults);
}

fn book(dataset: Dataset) -> RegisterBookQuery {
    RegisterBookQuery { dataset: Some(dataset), period: None }
}

async fn row(app: &App, dataset: Dataset, number: &str) -> app::view::RegisterRowDetail {
    app.register_row(&staff(), (PACK, "rural_lot"), &book(dataset), number, at("2026-12-31T00:00:00Z")).await.unwrap()
}

async fn step(app: &App, actor: &Actor, dataset: Dataset, number: &str, code: &str) -> app::Result<()> {
    let seen = row(app, dataset, number).await.row.pulse;
    let request = RowStepRequest { key: text(number), step: text(code), note: Some(text("示例")), seen };
    app.take_step(actor, (PACK, "rural_lot"), &book(dataset), &request, at("2026-11-24T03:00:00Z")).await
}

async fn reviewed(app: &App, dataset: Dataset, number: &str) {
    step(app, &who("station"), dataset, number, "review").await.unwrap();
}

fn lot(dataset: Dataset, exchange: &str) -> CaseOpenRequest {
    CaseOpenRequest {
        dataset: Some(dataset),
        pack: PACK.to_string(),
        exchange: exchange.to_string(),
        row: LOT.to_string(),
        number: None,
        title: None,
        seller: None,
        floor: None,
        quantity: None,
    }
}

/// Every call is a command of its own.
fn request(act: CaseAct) -> CaseRequest {
    static COUNT: std::sync::atomic::AtomicUsize = std::sync::atomic::AtomicUsize::new(0);
    let number = COUNT.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    CaseRequest { key: format!("key-{number:08}"), act }
}

async fn act(app: &App, actor: &Actor, number: &str, when: &str, what: CaseAct) -> app::Result<CaseView> {
    app.act_in_case(actor, number, &request(what), at(when)).await
}

fn text(text: &str) -> String {
    text.to_string()
}

fn bid(price: &str) -> CaseAct {
    CaseAct::Bid { price: text(price) }
}

#[track_caller]
fn refused(told: app::Result<CaseView>) -> String {
    match told {
        Err(AppError::Conflict { message }) => message,
        other => panic!("{other:?}"),
    }
}

#[track_caller]
fn forbidden<T: std::fmt::Debug>(told: app::Result<T>) -> String {
    match told {
        Err(AppError::Forbidden { message }) => message,
        other => panic!("{other:?}"),
    }
}

/// Announced on Wednesday 25 November 2026; bidding on 7 December, 09:00 to 10:00 in China.
async fn announced(app: &App, exchange: &str) -> String {
    prepared(app, Dataset::Real).await;
    let number = app.open_case(&staff(), &lot(Dataset::Real, exchange), at("2026-11-25T00:30:00Z")).await.unwrap();
    let announce = CaseAct::Announce {
        notice_last: "2026-12-04".parse().unwrap(),
        opens: at("2026-12-07T01:00:00Z"),
        closes: at("2026-12-07T02:00:00Z"),
    };
    act(app, &staff(), &number, "2026-11-25T01:00:00Z", announce).await.unwrap();
    number
}

async fn bidders(app: &App, number: &str, names: &[&str]) {
    for (place, name) in names.iter().enumerate() {
        let bidder = text(name);
        let when = |minute: usize| format!("2026-11-26T0{}:{minute:02}:00Z", place + 1);
        let register = CaseAct::Register { bidder: bidder.clone(), priority: None, code: None };
        act(app, &who(&format!("user-{name}")), number, &when(0), register).await.unwrap();
        let qualify = CaseAct::Qualify { bidder: bidder.clone(), is_accepted: true, reason: String::new() };
        act(app, &staff(), number, &when(1), qualify).await.unwrap();
        let deposit = CaseAct::Deposit { bidder, refused: None };
        act(app, &staff(), number, &when(2), deposit).await.unwrap();
    }
}

#[tokio::test]
async fn a_lot_is_sold_and_the_register_the_record_and_the_certificate_agree() {
    let site = site().await;
    let app = &site.app;
    let number = announced(app, AUCTION).await;
    bidders(app, &number, &["甲", "乙", "丙"]).await;
    let early = act(app, &who("user-甲"), &number, "2026-12-06T16:30:00Z", bid("500")).await;
    assert!(refused(early).contains("才开始"));
    act(app, &who("user-甲"), &number, "2026-12-07T01:00:00Z", bid("500")).await.unwrap();
    let low = act(app, &who("user-乙"), &number, "2026-12-07T01:10:00Z", bid("505")).await;
    assert!(refused(low).contains("至少出 510"));
    // Three minutes before the end: five more minutes from then on.
    let view = act(app, &who("user-乙"), &number, "2026-12-07T01:57:00Z", bid("520")).await.unwrap();
    assert_eq!((view.closes, view.extensions), (Some(at("2026-12-07T02:02:00Z")), 1));
    assert_eq!(view.mine.as_ref().map(|mine| (mine.rank, mine.is_leading)), Some((Some(1), true)));
    // Others are numbers until the result is published.
    assert_eq!(view.bids.iter().map(|bid| bid.bidder.as_str()).collect::<Vec<_>>(), ["乙", "1号竞买人"]);
    assert!(view.log.iter().all(|line| !line.text.contains('甲')), "{:?}", view.log);
    let late = act(app, &who("user-丙"), &number, "2026-12-07T02:02:00.001Z", bid("600")).await;
    assert!(refused(late).contains("晚到 1 毫秒"), "a millisecond is too late");
    let view = app.case_view(&staff(), &number, at("2026-12-07T02:03:00Z")).await.unwrap();
    assert_eq!(view.phase, "objection", "what was due happened although the bid was refused");
    assert_eq!(
        view.winner.as_ref().map(|winner| (winner.bidder.as_str(), winner.total.as_str())),
        Some(("乙", "52000"))
    );
    let until = view.objections_until.unwrap();
    assert_eq!(until, "2026-12-14".parse::<jiff::civil::Date>().unwrap());
    let object = CaseAct::Object { by: text("李四"), text: text("面积不符") };
    act(app, &who("visitor"), &number, "2026-12-11T01:00:00Z", object).await.unwrap();
    let settle = || CaseAct::Settle;
    assert!(refused(act(app, &staff(), &number, "2026-12-14T01:00:00Z", settle()).await).contains("不能提前结算"));
    assert!(refused(act(app, &staff(), &number, "2026-12-15T01:00:00Z", settle()).await).contains("尚未答复"));
    let answer = CaseAct::AnswerObjection { number: 1, is_upheld: false, text: text("经测量相符") };
    act(app, &staff(), &number, "2026-12-15T01:30:00Z", answer).await.unwrap();
    let done = act(app, &staff(), &number, "2026-12-15T02:00:00Z", settle()).await.unwrap();
    assert_eq!((done.phase.as_str(), done.has_certificate), ("settled", true));
    let book = RegisterBookQuery { dataset: Some(Dataset::Real), period: None };
    let row = app.register_row(&staff(), (PACK, "rural_lot"), &book, LOT, at("2026-12-15T03:00:00Z")).await.unwrap();
    assert_eq!(row.values.get("buyer").map(String::as_str), Some("乙"));
    assert!(row.history.first().and_then(|change| change.note.as_deref()).unwrap().contains(&number));
    // The same record, the same bytes, also after everything was read anew.
    let once = app.case_certificate(&number, CertificateFile::Pdf).await.unwrap();
    let word = app.case_certificate(&number, CertificateFile::Docx).await.unwrap();
    let again = open(site.folder.path()).await;
    assert_eq!(again.case_certificate(&number, CertificateFile::Pdf).await.unwrap(), once);
    assert_eq!(again.case_certificate(&number, CertificateFile::Docx).await.unwrap(), word);
    assert_eq!(once.file_name, format!("交易鉴证书（{number}）.pdf"));
    if let Some(folder) = std::env::var_os("JUNXIAN_CERTIFICATES") {
        std::fs::write(std::path::Path::new(&folder).join("auction.pdf"), &once.bytes).unwrap();
        std::fs::write(std::path::Path::new(&folder).join("auction.docx"), &word.bytes).unwrap();
    }
    assert!(app.verify().await.unwrap().faults.is_empty(), "the audit chain vouches for all of it");
}

#[tokio::test]
async fn nobody_acts_for_others_and_parties_do_not_conduct() {
    let site = site().await;
    let app = &site.app;
    let number = announced(app, AUCTION).await;
    bidders(app, &number, &["甲"]).await;
    let stranger = act(app, &who("user-乙"), &number, "2026-11-26T04:00:00Z", bid("500")).await;
    assert!(refused(stranger).contains("没有在本项目报名"));
    let staff_by_bidder = act(app, &who("user-甲"), &number, "2026-11-27T01:00:00Z", CaseAct::Settle).await;
    assert!(forbidden(staff_by_bidder).contains("县级交易中心"), "the role is asked for");
    // Who conducts the trade may have registered somebody; then somebody else must conduct it.
    let register = CaseAct::Register { bidder: text("丁"), priority: None, code: None };
    act(app, &staff(), &number, "2026-11-27T01:00:00Z", register).await.unwrap();
    let suspend = CaseAct::Suspend { reason: text("核查") };
    assert!(refused(act(app, &staff(), &number, "2026-11-27T02:00:00Z", suspend).await).contains("交易一方"));
    let twice = app.open_case(&staff(), &lot(Dataset::Real, AUCTION), at("2026-11-30T00:00:00Z")).await;
    assert!(matches!(twice, Err(AppError::Conflict { ref message }) if message.contains("正在另一个项目中交易")));
    let no_role = app.open_case(&who("visitor"), &lot(Dataset::Real, AUCTION), at("2026-11-30T00:00:00Z")).await;
    assert!(forbidden(no_role).contains("办理角色"));
    let record = app.audit().await.unwrap();
    let refusals: Vec<_> = record.iter().filter(|entry| entry.action == "操作被拒").collect();
    assert_eq!(refusals.len(), 2, "{refusals:?}");
    assert_eq!(
        (refusals[0].actor.as_str(), refusals[0].object.as_str()),
        ("visitor", "register/rural_property/rural_lot/DC-001")
    );
}

#[tokio::test]
async fn nobody_lists_lots_without_the_right_to_and_nobody_conducts_an_exchange_without_its_role() {
    let site = site().await;
    let app = &site.app;
    prepared(app, Dataset::Real).await;
    let now = at("2026-11-25T00:30:00Z");
    let nobody = Actor::entered("visitor", Vec::new(), "2026-11-25".parse().unwrap());
    forbidden(app.lots(&nobody, (PACK, AUCTION), Dataset::Real, now).await);
    assert_eq!(app.lots(&staff(), (PACK, AUCTION), Dataset::Real, now).await.unwrap().lots.len(), 1);
    // Every exchange that is shipped names who conducts it.
    let shelf = app.case_shelf(&staff(), Dataset::Real, now).await.unwrap();
    assert!(shelf.exchanges.len() >= 4 && shelf.exchanges.iter().all(|exchange| !exchange.role.is_empty()));
}

#[tokio::test]
async fn a_county_lists_and_conducts_what_is_its_own_and_sees_nothing_of_another_before_it_is_announced() {
    let site = site().await;
    let app = &site.app;
    prepared(app, Dataset::Real).await;
    let now = at("2026-11-25T00:30:00Z");
    let county = |user: &str, place: &str| {
        let (place, deputy_of) = (Some(place.to_string()), None);
        let valid_from = "2026-01-01".parse().unwrap();
        let role = Role::CountyLiaison;
        let one = Assignment { user: user.into(), role, agency: None, place, valid_from, valid_to: None, deputy_of };
        Actor::entered(user, vec![one], "2026-11-25".parse().unwrap())
    };
    let (own, other) = (county("shouguang", "370783"), county("qingzhou", "370781"));
    for (user, name) in [("shouguang", "寿光"), ("qingzhou", "青州")] {
        app.add_user(&Actor::new("init"), user, name, Some("County-plan-2026"), now).await.unwrap();
        app.set_pack_role(&Actor::new("init"), (PACK, "county_centre"), user, true, now).await.unwrap();
    }
    let lots = async |actor: &Actor| app.lots(actor, (PACK, AUCTION), Dataset::Real, now).await.unwrap().lots.len();
    assert_eq!((lots(&own).await, lots(&other).await), (1, 0));
    forbidden(app.open_case(&other, &lot(Dataset::Real, AUCTION), now).await);
    let number = app.open_case(&own, &lot(Dataset::Real, AUCTION), now).await.unwrap();
    let firm = Actor::entered("firm", Vec::new(), "2026-11-25".parse().unwrap());
    let shown = async |actor: &Actor| app.case_shelf(actor, Dataset::Real, now).await.unwrap().cases.len();
    assert_eq!((shown(&own).await, shown(&other).await, shown(&firm).await), (1, 0, 0));
    for stranger in [&other, &firm] {
        let seen = app.case_view(stranger, &number, now).await;
        assert!(matches!(seen, Err(AppError::NotFound { .. })), "{seen:?}");
        assert!(matches!(app.demand_case(stranger, &number, now).await, Err(AppError::NotFound { .. })));
        let told = (Some("ocds-a1b2c3"), Some("示例市"));
        let out = app.cases_ocds(stranger, Dataset::Real, &[], told, now).await.unwrap();
        assert!(!String::from_utf8(out.bytes).unwrap().contains("东村"));
    }
    let announce = CaseAct::Announce {
        notice_last: "2026-12-04".parse().unwrap(),
        opens: at("2026-12-07T01:00:00Z"),
        closes: at("2026-12-07T02:00:00Z"),
    };
    let early = act(app, &other, &number, "2026-11-25T01:00:00Z", announce.clone()).await;
    assert!(matches!(early, Err(AppError::NotFound { .. })), "{early:?}");
    act(app, &own, &number, "2026-11-25T01:00:00Z", announce).await.unwrap();
    // A notice is for everybody; the trade stays with the county whose row it is.
    assert_eq!((shown(&other).await, shown(&firm).await), (1, 1));
    assert_eq!(app.case_view(&firm, &number, now).await.unwrap().phase, "notice");
    let suspend = CaseAct::Suspend { reason: text("无") };
    forbidden(act(app, &other, &number, "2026-11-25T02:00:00Z", suspend).await);
}

#[tokio::test]
async fn who_bids_is_told_to_nobody_not_even_in_the_audit_before_the_result_is() {
    let site = site().await;
    let app = &site.app;
    let number = announced(app, AUCTION).await;
    let priority = Some(text("承包户赵六"));
    let register = CaseAct::Register { bidder: text("甲"), priority, code: None };
    act(app, &who("user-甲"), &number, "2026-11-25T01:10:00Z", register).await.unwrap();
    let qualify =
        CaseAct::Qualify { bidder: text("甲"), is_accepted: false, reason: text("甲公司注册资本不足") };
    act(app, &staff(), &number, "2026-11-25T01:20:00Z", qualify).await.unwrap();
    bidders(app, &number, &["乙", "丙", "丁"]).await;
    act(app, &who("user-丁"), &number, "2026-12-07T01:10:00Z", bid("500")).await.unwrap();
    let told = |view: &CaseView| serde_json::to_string(&view).unwrap();
    let when = at("2026-12-07T01:20:00Z");
    let seen = told(&app.case_view(&who("visitor"), &number, when).await.unwrap());
    for secret in ["甲", "乙", "丙", "丁", "赵六", "注册资本"] {
        assert!(!seen.contains(secret), "{secret} in {seen}");
    }
    let own = told(&app.case_view(&who("user-甲"), &number, when).await.unwrap());
    assert!(own.contains("注册资本") && own.contains("赵六") && !own.contains('乙'));
    // The auditor reads everything, and who conducts the trade may know: only the audit keeps quiet.
    let auditor = Actor::new("auditor");
    let seen = format!("{:?}", app.audit_for(&auditor, &AuditQuery::default()).await.unwrap());
    for secret in ["甲", "乙", "丙", "丁", "赵六", "注册资本"] {
        assert!(!seen.contains(secret), "{secret} in {seen}");
    }
    assert!(seen.contains("交易：出价") && seen.contains("4号竞买人：500"), "{seen}");
    let own = app.audit_for(&who("user-丁"), &AuditQuery::default()).await.unwrap().entries;
    assert!(own.iter().any(|entry| entry.action == "交易：出价" && entry.actor == "user-丁"));
    app.advance_cases(at("2026-12-07T02:00:02Z")).await.unwrap();
    let seen = format!("{:?}", app.audit_for(&auditor, &AuditQuery::default()).await.unwrap());
    assert!(seen.contains("user-丁"), "after the result was published it says who did what");
    let log = told(&app.case_view(&who("visitor"), &number, at("2026-12-07T02:01:00Z")).await.unwrap());
    assert!(log.contains("注册资本") && log.contains("赵六"));
    assert!(app.verify().await.unwrap().faults.is_empty());
}

#[tokio::test]
async fn what_fell_due_while_nothing_ran_is_taken_up_in_order_and_a_suspension_stops_the_clock() {
    let site = site().await;
    let number = announced(&site.app, AUCTION).await;
    bidders(&site.app, &number, &["甲"]).await;
    site.app.close().await;
    // Too few bidders; nobody was there when the notice ended.
    let app = open(site.folder.path()).await;
    assert_eq!(app.advance_cases(at("2026-12-04T15:59:59Z")).await.unwrap(), (0, vec![]));
    assert_eq!(app.advance_cases(at("2026-12-07T01:00:00Z")).await.unwrap(), (1, vec![]));
    assert_eq!(app.advance_cases(at("2026-12-07T01:00:01Z")).await.unwrap(), (0, vec![]), "once");
    let view = app.case_view(&staff(), &number, at("2026-12-07T01:01:00Z")).await.unwrap();
    assert_eq!(view.phase, "awaiting_second_notice");
    let second = |last: &str| CaseAct::Announce {
        notice_last: last.parse().unwrap(),
        opens: at("2026-12-15T01:00:00Z"),
        closes: at("2026-12-15T02:00:00Z"),
    };
    let short = act(&app, &staff(), &number, "2026-12-07T03:00:00Z", second("2026-12-11")).await;
    assert!(refused(short).contains("最早写到 2026-12-14"));
    act(&app, &staff(), &number, "2026-12-07T03:00:00Z", second("2026-12-14")).await.unwrap();
    let suspend = CaseAct::Suspend { reason: text("权属争议") };
    act(&app, &staff(), &number, "2026-12-08T01:00:00Z", suspend).await.unwrap();
    assert_eq!(app.advance_cases(at("2026-12-16T01:00:00Z")).await.unwrap(), (0, vec![]), "the clock stands still");
    let resumed = act(&app, &staff(), &number, "2026-12-16T01:00:00Z", CaseAct::Resume).await.unwrap();
    assert!(resumed.notice_last.unwrap() > "2026-12-16".parse().unwrap(), "the rest of the notice is still to come");
    app.advance_cases(at("2026-12-24T01:00:00Z")).await.unwrap();
    let view = app.case_view(&staff(), &number, at("2026-12-24T01:01:00Z")).await.unwrap();
    assert_eq!(view.phase, "negotiation", "still too few after the last notice: 协商");
    let agree = |price: &str| CaseAct::Agree { bidder: text("甲"), price: text(price) };
    assert!(refused(act(&app, &staff(), &number, "2026-12-24T02:00:00Z", agree("400")).await).contains("低于底价"));
    let agreed = act(&app, &staff(), &number, "2026-12-24T02:00:00Z", agree("550")).await.unwrap();
    assert_eq!(agreed.winner.unwrap().ground, "协商成交");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn bids_of_one_instant_and_of_two_programs_are_put_in_order_and_none_is_lost() {
    let site = site().await;
    let number = announced(&site.app, AUCTION).await;
    bidders(&site.app, &number, &["甲", "乙", "丙"]).await;
    let folder = site.folder.path().to_path_buf();
    let apps = [Arc::new(site.app), Arc::new(open(&folder).await)];
    let when: Timestamp = at("2026-12-07T01:00:00Z");
    let mut asked = Vec::new();
    for place in 0..30_u32 {
        let app = apps[place as usize % 2].clone();
        let actor = who(["user-甲", "user-乙", "user-丙"][place as usize % 3]);
        let number = number.clone();
        let price = (500 + 10 * place).to_string();
        let what = request(bid(&price));
        asked.push(tokio::spawn(async move {
            // Each is sent twice, as by an impatient hand.
            let first = app.act_in_case(&actor, &number, &what, when).await;
            let second = app.act_in_case(&actor, &number, &what, when).await;
            assert_eq!(first.is_ok(), second.is_ok(), "{first:?} {second:?}");
            (price, first.is_ok())
        }));
    }
    let mut accepted = Vec::new();
    for answer in asked {
        let (price, is_accepted) = answer.await.unwrap();
        if is_accepted {
            accepted.push(price.parse::<Decimal>().unwrap());
        }
    }
    let view = apps[1].case_view(&staff(), &number, when).await.unwrap();
    let mut bids: Vec<Decimal> = view.bids.iter().map(|bid| bid.price.parse().unwrap()).collect();
    bids.reverse();
    assert!(bids.windows(2).all(|pair| pair[1] >= pair[0] + Decimal::from(10)), "{bids:?}");
    accepted.sort_unstable();
    assert_eq!(bids, accepted, "what was acknowledged is on record, and nothing else");
    assert_eq!(bids.last(), Some(&Decimal::from(790)), "the highest one is never refused");
    assert!(apps[0].verify().await.unwrap().faults.is_empty());
}

#[tokio::test]
async fn a_sealed_bid_is_read_by_nobody_before_it_is_opened() {
    let site = site().await;
    let app = &site.app;
    let number = announced(app, "rural_sealed").await;
    bidders(app, &number, &["甲", "乙", "丙"]).await;
    let seal =
        |name: &str, price: &str, salt: &str| engine::exchange::seal(&number, name, price.parse().unwrap(), salt);
    let commit = |name: &str, price: &str| CaseAct::Commit { digest: seal(name, price, "一个口令") };
    for (name, price) in [("甲", "54321"), ("乙", "600")] {
        let sent = act(app, &who(&format!("user-{name}")), &number, "2026-12-07T01:30:00Z", commit(name, price)).await;
        assert!(sent.unwrap().mine.unwrap().is_sealed);
    }
    // Not in what people see, not in the export, not in the audit, not in the file of the database.
    let shown = serde_json::to_string(&app.case_view(&staff(), &number, at("2026-12-07T01:31:00Z")).await.unwrap());
    assert!(!shown.unwrap().contains("54321"));
    let who_publishes = (Some("ocds-a1b2c3"), Some("示例市"));
    let out = app.cases_ocds(&staff(), Dataset::Real, &[], who_publishes, at("2026-12-07T01:31:00Z")).await.unwrap();
    let out = String::from_utf8(out.bytes).unwrap();
    assert!(!out.contains("54321"));
    assert!(out.contains("electronicSubmission") && !out.contains("electronicAuction"), "nobody outbids a sealed bid");
    app.close().await;
    for file in std::fs::read_dir(site.folder.path()).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        assert!(!bytes.windows(5).any(|window| window == b"54321"));
    }
    let app = &open(site.folder.path()).await;
    let opening = |price: &str| CaseAct::Open { price: text(price), salt: text("一个口令") };
    let early = act(app, &who("user-甲"), &number, "2026-12-07T02:00:00Z", opening("54321")).await;
    assert!(refused(early).contains("截止前不开标"));
    let other = act(app, &who("user-甲"), &number, "2026-12-07T02:05:00Z", opening("54320")).await;
    assert!(refused(other).contains("不符"));
    let own = act(app, &who("user-甲"), &number, "2026-12-07T02:05:00Z", opening("54321.00")).await.unwrap();
    assert_eq!((own.bids.len(), own.opening_until), (1, Some(at("2026-12-07T02:30:00Z"))), "who opened sees it");
    // 乙 still chooses whether to open: nobody is told what 甲 opened, not who conducts the trade either.
    for other in ["user-乙", "centre", "visitor"] {
        let view = app.case_view(&who(other), &number, at("2026-12-07T02:06:00Z")).await.unwrap();
        assert!(view.bids.is_empty() && view.opened == 1, "{other}");
        assert!(!serde_json::to_string(&view).unwrap().contains("54321"), "{other}");
    }
    let out = app.cases_ocds(&staff(), Dataset::Real, &[], who_publishes, at("2026-12-07T02:06:00Z")).await.unwrap();
    assert!(!String::from_utf8(out.bytes).unwrap().contains("54321"));
    let audit = format!("{:?}", app.audit_for(&Actor::new("auditor"), &AuditQuery::default()).await.unwrap());
    assert!(audit.contains("交易：开标") && !audit.contains("54321"), "{audit}");
    // 乙 does not open in time: the bid is void and the deposit forfeited; 丙 never bid and gets it back.
    app.advance_cases(at("2026-12-07T02:31:00Z")).await.unwrap();
    let view = app.case_view(&who("visitor"), &number, at("2026-12-07T02:32:00Z")).await.unwrap();
    assert_eq!(view.winner.unwrap().bidder, "甲");
    assert_eq!(view.bids.iter().map(|bid| bid.price.as_str()).collect::<Vec<_>>(), ["54321"], "now it is told");
    assert!(view.log.iter().any(|line| line.text.contains("没有按时开标而作废 1 份，保证金归转出方")));
    let deposits: Vec<&str> = view.bidders.iter().map(|bidder| bidder.deposit.as_str()).collect();
    assert_eq!(deposits, ["已到账", "已划转", "退还"]);
}

#[tokio::test]
async fn a_row_takes_its_steps_with_its_case_and_is_nobody_elses_to_change_meanwhile() {
    let site = site().await;
    let app = &site.app;
    prepared(app, Dataset::Real).await;
    let state = async || row(app, Dataset::Real, LOT).await.row.state_name;
    applied(app, Dataset::Real, "DC-002", "南村果园经营权").await;
    let early = CaseOpenRequest { row: text("DC-002"), ..lot(Dataset::Real, AUCTION) };
    let told = app.open_case(&staff(), &early, at("2026-11-25T00:30:00Z")).await;
    assert!(
        matches!(&told, Err(AppError::Conflict { message }) if message.contains("处于“申请”，到“审核通过”")),
        "{told:?}"
    );
    let shelf = app.lots(&staff(), (PACK, AUCTION), Dataset::Real, at("2026-11-25T00:30:00Z")).await.unwrap();
    let refusals: Vec<bool> = shelf.lots.iter().map(|lot| lot.refusal.is_some()).collect();
    assert_eq!(refusals, [false, true]);
    // What a case does is not done by hand.
    let by_hand = step(app, &staff(), Dataset::Real, LOT, "publish").await;
    assert!(
        matches!(&by_hand, Err(AppError::Conflict { message }) if message.contains("随交易项目办理")),
        "{by_hand:?}"
    );
    // Who reviewed does not announce.
    let number = app.open_case(&staff(), &lot(Dataset::Real, AUCTION), at("2026-11-25T00:30:00Z")).await.unwrap();
    app.set_pack_role(&Actor::new("init"), (PACK, "county_centre"), "station", true, at("2026-11-25T00:40:00Z"))
        .await
        .unwrap();
    let announce = || CaseAct::Announce {
        notice_last: "2026-12-04".parse().unwrap(),
        opens: at("2026-12-07T01:00:00Z"),
        closes: at("2026-12-07T02:00:00Z"),
    };
    let same = act(app, &who("station"), &number, "2026-11-25T01:00:00Z", announce()).await;
    assert!(refused(same).contains("您办理过本行的“审核”"));
    assert_eq!(app.case_view(&staff(), &number, at("2026-11-25T01:00:00Z")).await.unwrap().phase, "opened");
    act(app, &staff(), &number, "2026-11-25T01:00:00Z", announce()).await.unwrap();
    assert_eq!(state().await.as_deref(), Some("已发布"));
    // The terms stay as they were announced.
    let seen = row(app, Dataset::Real, LOT).await;
    assert!(seen.edit_refusal.as_ref().is_some_and(|refusal| refusal.contains(&number)), "{:?}", seen.edit_refusal);
    let by_hand = step(app, &staff(), Dataset::Real, LOT, "withdraw").await;
    assert!(matches!(&by_hand, Err(AppError::Conflict { message }) if message.contains(&number)), "{by_hand:?}");
    bidders(app, &number, &["甲", "乙", "丙"]).await;
    assert_eq!(state().await.as_deref(), Some("受让登记"));
    let history = row(app, Dataset::Real, LOT).await.history;
    assert!(history.iter().all(|change| !change.actor.contains('甲')), "the row does not tell who registered");
    act(app, &who("user-甲"), &number, "2026-12-07T01:00:00Z", bid("500")).await.unwrap();
    assert_eq!(state().await.as_deref(), Some("竞价或协商"));
    app.advance_cases(at("2026-12-07T02:00:02Z")).await.unwrap();
    act(app, &staff(), &number, "2026-12-15T02:00:00Z", CaseAct::Settle).await.unwrap();
    assert_eq!(state().await.as_deref(), Some("合同公示结算"));
    // Sold once: the same row is not listed again, and whoever settled does not certify.
    let twice = app.open_case(&staff(), &lot(Dataset::Real, AUCTION), at("2026-12-16T00:30:00Z")).await;
    assert!(matches!(&twice, Err(AppError::Conflict { message }) if message.contains("成交")), "{twice:?}");
    assert!(step(app, &staff(), Dataset::Real, LOT, "certify").await.is_err());
    step(app, &who("station"), Dataset::Real, LOT, "certify").await.unwrap();
    assert_eq!(state().await.as_deref(), Some("已鉴证"));
    assert!(app.verify().await.unwrap().faults.is_empty());
}

#[tokio::test]
async fn a_trade_with_bids_is_terminated_with_a_reason_and_everything_held_goes_back() {
    let site = site().await;
    let app = &site.app;
    let number = announced(app, AUCTION).await;
    bidders(app, &number, &["甲", "乙", "丙"]).await;
    act(app, &who("user-甲"), &number, "2026-12-07T01:00:00Z", bid("500")).await.unwrap();
    let terminate = |reason: &str| CaseAct::Terminate { reason: text(reason) };
    let withdraw = CaseAct::Withdraw { reason: text("村集体改变主意") };
    assert!(refused(act(app, &staff(), &number, "2026-12-07T01:05:00Z", withdraw).await).contains("终结"));
    forbidden(act(app, &who("user-乙"), &number, "2026-12-07T01:05:00Z", terminate("不想买了")).await);
    assert!(refused(act(app, &staff(), &number, "2026-12-07T01:06:00Z", terminate(" ")).await).contains("理由"));
    let suspend = CaseAct::Suspend { reason: text("收到举报") };
    let view = act(app, &staff(), &number, "2026-12-07T01:10:00Z", suspend).await.unwrap();
    assert_eq!(view.actions, ["resume", "terminate"], "withdrawing would be refused");
    let view = act(app, &staff(), &number, "2026-12-08T01:10:00Z", terminate("查实串通")).await.unwrap();
    assert_eq!((view.phase.as_str(), view.phase_in_words.as_str()), ("terminated", "已终结"));
    assert!(view.bidders.iter().all(|bidder| bidder.deposit == "退还"), "{:?}", view.bidders);
    assert!(view.log[0].text.contains("终结：查实串通"), "{:?}", view.log[0]);
    let told = (Some("ocds-a1b2c3"), Some("示例市"));
    let out = app.cases_ocds(&staff(), Dataset::Real, &[], told, at("2026-12-08T02:00:00Z")).await.unwrap().bytes;
    let made: serde_json::Value = serde_json::from_slice(&out).unwrap();
    assert_eq!(made["releases"][0]["tender"]["status"], "cancelled");
    assert!(made["releases"][0]["tender"]["description"].as_str().unwrap().contains("终结：查实串通"));
    // The row went back to where it was listed from, and may be listed again.
    assert_eq!(row(app, Dataset::Real, LOT).await.row.state_name.as_deref(), Some("审核通过"));
    app.open_case(&staff(), &lot(Dataset::Real, AUCTION), at("2026-12-08T03:00:00Z")).await.unwrap();
    assert_eq!(app.advance_cases(at("2027-01-08T01:00:00Z")).await.unwrap(), (0, vec![]));
}

#[tokio::test]
async fn rehearsals_reach_every_stage_by_the_rules_and_stay_in_the_demo() {
    let site = site().await;
    let app = &site.app;
    prepared(app, Dataset::Demo).await;
    let now = at("2026-11-25T02:00:00Z");
    let rehearsal = |dataset: Dataset, stage: RehearsalStage, bidders: usize| Rehearsal {
        lot: lot(dataset, AUCTION),
        bidders: ["甲", "乙", "丙"]
            .iter()
            .take(bidders)
            .map(|name| (format!("user-{name}"), text(name), None))
            .collect(),
        stage,
        minutes: 20,
    };
    let real = app.rehearse(&staff(), &rehearsal(Dataset::Real, RehearsalStage::Bidding, 3), now).await;
    assert!(matches!(real, Err(AppError::BadInput { .. })));
    // A rehearsal that cannot be carried through leaves no case behind.
    let mut twice = rehearsal(Dataset::Demo, RehearsalStage::Bidding, 2);
    twice.bidders[1] = twice.bidders[0].clone();
    let told = app.rehearse(&staff(), &twice, now).await;
    assert!(matches!(told, Err(AppError::BadInput { .. })), "{told:?}");
    assert_eq!(app.case_shelf(&staff(), Dataset::Demo, now).await.unwrap().cases, []);
    let number = app.rehearse(&staff(), &rehearsal(Dataset::Demo, RehearsalStage::Bidding, 3), now).await.unwrap();
    let view = act(app, &who("user-丙"), &number, "2026-11-25T02:10:00Z", bid("500")).await.unwrap();
    assert_eq!((view.phase.as_str(), view.mine.unwrap().rank), ("bidding", Some(1)));
    // No bid may end it; the lot is free again afterwards.
    app.advance_cases(at("2026-11-25T02:21:00Z")).await.unwrap();
    let settle = act(app, &staff(), &number, "2026-12-03T02:00:00Z", CaseAct::Settle).await.unwrap();
    assert_eq!(settle.phase, "settled");
    let again = app.rehearse(&staff(), &rehearsal(Dataset::Demo, RehearsalStage::Few, 2), now).await;
    assert!(matches!(again, Err(AppError::Conflict { ref message }) if message.contains("成交")), "{again:?}");
    applied(app, Dataset::Demo, "DC-002", "南村果园经营权").await;
    reviewed(app, Dataset::Demo, "DC-002").await;
    let rehearsal = |dataset: Dataset, stage: RehearsalStage, bidders: usize| {
        let mut other = rehearsal(dataset, stage, bidders);
        other.lot.row = text("DC-002");
        other
    };
    let few = app.rehearse(&staff(), &rehearsal(Dataset::Demo, RehearsalStage::Few, 2), now).await.unwrap();
    let view = app.case_view(&staff(), &few, now).await.unwrap();
    assert_eq!(view.phase_in_words, "待第二次公告");
    let withdraw = CaseAct::Withdraw { reason: text("演练结束") };
    act(app, &staff(), &few, "2026-11-25T03:00:00Z", withdraw).await.unwrap();
    let settled = app.rehearse(&staff(), &rehearsal(Dataset::Demo, RehearsalStage::Settled, 3), now).await.unwrap();
    assert!(app.case_view(&staff(), &settled, now).await.unwrap().has_certificate);
    let page = app.case_certificate(&settled, CertificateFile::Docx).await.unwrap();
    assert!(!page.bytes.is_empty());
    assert!(app.verify().await.unwrap().faults.is_empty());
}

#[tokio::test]
async fn cases_go_out_as_releases_that_the_schema_of_the_standard_accepts() {
    let site = site().await;
    let app = &site.app;
    prepared(app, Dataset::Demo).await;
    let now = at("2026-11-25T02:00:00Z");
    let release: serde_json::Value = serde_json::from_str(include_str!("../schemas/ocds_release.json")).unwrap();
    let package: serde_json::Value =
        serde_json::from_str(include_str!("../schemas/ocds_release_package.json")).unwrap();
    let address = release["id"].as_str().unwrap().to_string();
    let stages = [
        (RehearsalStage::Notice, "active", &["tender"][..]),
        (RehearsalStage::Bidding, "active", &["tender"][..]),
        (RehearsalStage::Publicity, "complete", &["tender", "award"][..]),
        (RehearsalStage::Settled, "complete", &["tender", "award", "contract"][..]),
    ];
    for (place, (stage, status, tags)) in stages.into_iter().enumerate() {
        let row = format!("DC-10{place}");
        applied(app, Dataset::Demo, &row, &format!("东村第 {place} 宗")).await;
        reviewed(app, Dataset::Demo, &row).await;
        let rehearsal = Rehearsal {
            lot: CaseOpenRequest { row, ..lot(Dataset::Demo, AUCTION) },
            bidders: ["甲", "乙", "丙"].iter().map(|name| (format!("user-{name}"), text(name), None)).collect(),
            stage,
            minutes: 20,
        };
        let number = app.rehearse(&staff(), &rehearsal, now).await.unwrap();
        let out = app
            .cases_ocds(
                &staff(),
                Dataset::Demo,
                std::slice::from_ref(&number),
                (Some("ocds-a1b2c3"), Some("示例市")),
                now,
            )
            .await;
        let bytes = out.unwrap().bytes;
        let made: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
        let faults = crate::json_schema::faults(&package, &made, &[(&address, &release)]);
        assert_eq!(faults, Vec::<String>::new(), "{stage:?}");
        let first = &made["releases"][0];
        assert_eq!(
            (&first["tender"]["status"], &first["tag"]),
            (&status.into(), &serde_json::json!(tags)),
            "{stage:?}"
        );
        assert_eq!(first["ocid"], format!("ocds-a1b2c3-{number}"));
        assert_eq!(first["tender"]["minValue"]["amount"], 50_000);
        if stage == RehearsalStage::Bidding {
            assert!(!String::from_utf8(bytes).unwrap().contains("\"甲\""), "bidders are numbers until the result");
        }
        if stage == RehearsalStage::Settled {
            assert_eq!(first["awards"][0]["value"]["amount"], 52_000);
            assert_eq!(first["contracts"][0]["awardID"], first["awards"][0]["id"]);
            assert_eq!(first["awards"][0]["suppliers"][0]["name"], "丙");
        } else if stage == RehearsalStage::Publicity {
            let object = CaseAct::Object { by: text("李四"), text: text("面积不符") };
            act(app, &who("visitor"), &number, "2026-11-25T03:00:00Z", object).await.unwrap();
            let upheld = CaseAct::AnswerObjection { number: 1, is_upheld: true, text: text("属实") };
            act(app, &staff(), &number, "2026-11-25T03:30:00Z", upheld).await.unwrap();
        }
    }
    let wrong = app.cases_ocds(&staff(), Dataset::Demo, &[], (Some("OCDS"), Some("示例市")), now).await;
    assert!(matches!(wrong, Err(AppError::BadInput { ref message, .. }) if message.contains("前缀")));
    // Nobody set a publisher: real data stay in, 演示 data say that they are an example.
    let unset = app.cases_ocds(&staff(), Dataset::Real, &[], (None, None), now).await;
    assert!(
        matches!(unset, Err(AppError::BadInput { ref message, .. }) if message.contains("presets/publication.toml"))
    );
    let example = app.cases_ocds(&staff(), Dataset::Demo, &[], (None, None), now).await.unwrap().bytes;
    let example: serde_json::Value = serde_json::from_slice(&example).unwrap();
    assert!(example["publisher"]["name"].as_str().unwrap().starts_with("示例"));
}

#[tokio::test]
async fn a_site_sets_who_publishes_its_cases() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("presets")).unwrap();
    let file = folder.path().join("presets/publication.toml");
    std::fs::write(&file, "[ocds]\nprefix = \"ocds-a1b2c3\"\npublisher = \"某市公共资源交易中心\"\n").unwrap();
    let site = crate::support::site_with(Some(folder.path())).await;
    let out =
        site.app.cases_ocds(&staff(), Dataset::Real, &[], (None, None), at("2026-11-25T02:00:00Z")).await.unwrap();
    let out = String::from_utf8(out.bytes).unwrap();
    assert!(out.contains("某市公共资源交易中心") && out.contains("urn:ocds:ocds-a1b2c3"), "{out}");
}
