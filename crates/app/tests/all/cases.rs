//! A trade from listing to certificate over the database: what is due happens, nothing is lost, nobody acts for others.

use std::collections::BTreeMap;

use app::view::{
    AuditQuery, CaseAct, CaseOpenRequest, CaseRequest, CaseView, RegisterBookQuery, RowSaveRequest, RowStepRequest,
};
use app::{Actor, App, AppError, CertificateFile};
use model::Dataset;
use model::people::{Assignment, Role};

use crate::support::{at, open, site};

pub(crate) const PACK: &str = "rural_property";
pub(crate) const AUCTION: &str = "rural_auction";
pub(crate) const LOT: &str = "DC-001";

pub(crate) fn staff() -> Actor {
    Actor::new("centre")
}

pub(crate) fn who(name: &str) -> Actor {
    Actor::new(name)
}

/// A lot in the register, and a person with the role that conducts the trade.
pub(crate) async fn prepared(app: &App, dataset: Dataset) {
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
pub(crate) async fn applied(app: &App, dataset: Dataset, number: &str, title: &str) {
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

pub(crate) fn book(dataset: Dataset) -> RegisterBookQuery {
    RegisterBookQuery { dataset: Some(dataset), period: None }
}

pub(crate) async fn row(app: &App, dataset: Dataset, number: &str) -> app::view::RegisterRowDetail {
    app.register_row(&staff(), (PACK, "rural_lot"), &book(dataset), number, at("2026-12-31T00:00:00Z")).await.unwrap()
}

pub(crate) async fn step(app: &App, actor: &Actor, dataset: Dataset, number: &str, code: &str) -> app::Result<()> {
    let seen = row(app, dataset, number).await.row.pulse;
    let request = RowStepRequest { key: text(number), step: text(code), note: Some(text("示例")), seen };
    app.take_step(actor, (PACK, "rural_lot"), &book(dataset), &request, at("2026-11-24T03:00:00Z")).await
}

pub(crate) async fn reviewed(app: &App, dataset: Dataset, number: &str) {
    step(app, &who("station"), dataset, number, "review").await.unwrap();
}

pub(crate) fn lot(dataset: Dataset, exchange: &str) -> CaseOpenRequest {
    CaseOpenRequest {
        dataset: Some(dataset),
        pack: PACK.to_string(),
        exchange: exchange.to_string(),
        row: LOT.to_string(),
        number: None,
        title: None,
        seller: None,
        seller_code: None,
        floor: None,
        quantity: None,
    }
}

/// Every call is a command of its own.
pub(crate) fn request(act: CaseAct) -> CaseRequest {
    static COUNT: std::sync::atomic::AtomicUsize = std::sync::atomic::AtomicUsize::new(0);
    let number = COUNT.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    CaseRequest { key: format!("key-{number:08}"), act }
}

pub(crate) async fn act(app: &App, actor: &Actor, number: &str, when: &str, what: CaseAct) -> app::Result<CaseView> {
    app.act_in_case(actor, number, &request(what), at(when)).await
}

pub(crate) fn text(text: &str) -> String {
    text.to_string()
}

pub(crate) fn bid(price: &str) -> CaseAct {
    CaseAct::Bid { price: text(price) }
}

#[track_caller]
pub(crate) fn refused(told: app::Result<CaseView>) -> String {
    match told {
        Err(AppError::Conflict { message }) => message,
        other => panic!("{other:?}"),
    }
}

#[track_caller]
pub(crate) fn forbidden<T: std::fmt::Debug>(told: app::Result<T>) -> String {
    match told {
        Err(AppError::Forbidden { message }) => message,
        other => panic!("{other:?}"),
    }
}

/// Announced on Wednesday 25 November 2026; bidding on 7 December, 09:00 to 10:00 in China.
pub(crate) async fn announced(app: &App, exchange: &str) -> String {
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

pub(crate) async fn bidders(app: &App, number: &str, names: &[&str]) {
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

/// 500 元 × 600 亩 are 30 万元, from which on the lot must have been published in a medium of the county.
#[tokio::test]
async fn a_large_lot_is_announced_only_when_it_was_published_where_the_rule_says() {
    let site = site().await;
    let app = &site.app;
    prepared(app, Dataset::Real).await;
    let save = async |values: &[(&str, &str)], seen: Option<i64>| {
        let mut all = BTreeMap::from(
            [
                ("number", "DC-077"),
                ("title", "西洼机动地经营权"),
                ("kind", "承包地经营权"),
                ("county", "寿光市"),
                ("seller", "西洼经济合作社"),
                ("area", "600"),
                ("floor", "500"),
                ("resolved", "是"),
            ]
            .map(|(field, value)| (text(field), text(value))),
        );
        all.extend(values.iter().map(|(field, value)| (text(field), text(value))));
        let key = seen.map(|_| text("DC-077"));
        let request = RowSaveRequest { values: all, key, seen, accept_warnings: true, note: None };
        let saved = app
            .save_row(&staff(), (PACK, "rural_lot"), &book(Dataset::Real), &request, at("2026-11-24T02:30:00Z"))
            .await
            .unwrap();
        assert!(saved.accepted, "{:?}", saved.faults);
    };
    save(&[("in_media", "否")], None).await;
    reviewed(app, Dataset::Real, "DC-077").await;
    let terms = CaseOpenRequest { row: text("DC-077"), ..lot(Dataset::Real, AUCTION) };
    let announce = || CaseAct::Announce {
        notice_last: jiff::civil::date(2026, 12, 4),
        opens: at("2026-12-07T01:00:00Z"),
        closes: at("2026-12-07T02:00:00Z"),
    };
    let number = app.open_case(&staff(), &terms, at("2026-11-24T04:00:00Z")).await.unwrap();
    let told = act(app, &staff(), &number, "2026-11-24T05:00:00Z", announce()).await;
    let Err(AppError::Conflict { message }) = told else { panic!("{told:?}") };
    assert_eq!(
        message,
        "还不能发布公告：“DC-077”应符合“大额标的已在县级媒体发布”；请先办妥；名录“农村产权标的”中该行还没有填的，先撤回挂牌、补填，再挂牌公告"
    );
    assert_eq!(app.case_view(&staff(), &number, at("2026-11-24T05:00:00Z")).await.unwrap().phase, "opened");
    let withdraw = CaseAct::Withdraw { reason: text("先在县级媒体发布") };
    act(app, &staff(), &number, "2026-11-24T05:10:00Z", withdraw).await.unwrap();
    step(app, &staff(), Dataset::Real, "DC-077", "return").await.unwrap();
    let seen = row(app, Dataset::Real, "DC-077").await.row.pulse;
    save(&[("in_media", "是"), ("media_issue", "寿光日报 2026-11-24")], Some(seen)).await;
    reviewed(app, Dataset::Real, "DC-077").await;
    let number = app.open_case(&staff(), &terms, at("2026-11-24T06:00:00Z")).await.unwrap();
    act(app, &staff(), &number, "2026-11-24T06:10:00Z", announce()).await.unwrap();
}
