//! A project passes from the county that reported it first to another one: three persons sign, the register follows in the
//! same moment, every year is split and explained.

use std::collections::BTreeMap;

use app::view::{
    AgreementAct, AgreementDraftRequest, AgreementPhaseView, AgreementRequest, AgreementTerms, AgreementView,
    DistinctRequest, LedgerAct, LedgerHolding, LedgerPost, LedgerPostLine, LedgerQuery, RegisterBookQuery,
    RowSaveRequest, RowStepRequest,
};
use app::{Actor, AgreementFile, App, AppError};
use jiff::civil::date;
use model::Dataset;
use model::people::{Assignment, Role};

use crate::support::{Site, at, demo};

const PACK: &str = "project_sharing";
const ANQIU: &str = "370784";
const ZHUCHENG: &str = "370782";
const WHEN: &str = "2026-11-25T03:00:00Z";

fn of(user: &str, role: Role, agency: Option<&str>, place: Option<&str>) -> Actor {
    let assignment = Assignment {
        user: user.to_string(),
        role,
        agency: agency.map(str::to_string),
        place: place.map(str::to_string),
        valid_from: date(2026, 1, 1),
        valid_to: None,
        deputy_of: None,
    };
    Actor::entered(user, vec![assignment], date(2026, 11, 25))
}

fn giver() -> Actor {
    of("anqiu", Role::CountyLiaison, None, Some(ANQIU))
}

fn taker() -> Actor {
    of("zhucheng", Role::CountyLiaison, None, Some(ZHUCHENG))
}

fn city() -> Actor {
    of("toucu", Role::Planner, None, None)
}

fn book() -> RegisterBookQuery {
    RegisterBookQuery { dataset: Some(Dataset::Real), period: None }
}

async fn save(app: &App, values: &[(&str, &str)]) {
    let values: BTreeMap<String, String> =
        values.iter().map(|(field, value)| ((*field).to_string(), (*value).to_string())).collect();
    let request = RowSaveRequest { values, key: None, seen: None, accept_warnings: true, note: None };
    let saved = app.save_row(&Actor::new("init"), (PACK, "project"), &book(), &request, at(WHEN)).await.unwrap();
    assert!(saved.accepted, "{:?}", saved.faults);
}

async fn project(app: &App, key: &str, title: &str, place: &str, reported: &str) {
    let values = [
        ("number", key),
        ("title", title),
        ("investor", "91370700MA0000001Y"),
        ("investor_name", title),
        ("investment", "12"),
        ("is_foreign", "否"),
        ("first_county", place),
        ("county", place),
        ("reported_on", reported),
    ];
    save(app, &values).await;
}

/// One project of 安丘, and people with the roles that sign.
async fn prepared() -> Site {
    let site = demo().await;
    project(&site.app, "P1", "海港新能源装备制造项目", "安丘市", "2026-03-01").await;
    let roles = [
        ("anqiu", "out_county"),
        ("zhucheng", "in_county"),
        ("toucu", "city_bureau"),
        // One person with all three roles, and one of the other county with the wrong place.
        ("shoujian", "out_county"),
        ("shoujian", "in_county"),
        ("shoujian", "city_bureau"),
    ];
    let init = Actor::new("init");
    for user in ["anqiu", "zhucheng", "toucu", "shoujian"] {
        site.app.add_user(&init, user, user, Some("County-plan-2026"), at(WHEN)).await.unwrap();
    }
    for (user, role) in roles {
        site.app.set_pack_role(&init, (PACK, role), user, true, at(WHEN)).await.unwrap();
    }
    site
}

fn key() -> String {
    static COUNT: std::sync::atomic::AtomicUsize = std::sync::atomic::AtomicUsize::new(0);
    format!("key-{:08}", COUNT.fetch_add(1, std::sync::atomic::Ordering::Relaxed))
}

fn shares(parts: &[&str]) -> Option<Vec<AgreementPhaseView>> {
    let shares = parts.iter().map(|part| (*part).to_string()).collect();
    Some(vec![AgreementPhaseView { name: "前五年".to_string(), years: Some(5), shares }])
}

fn draft(row: &str, rule: &str, phases: Option<Vec<AgreementPhaseView>>) -> AgreementDraftRequest {
    AgreementDraftRequest {
        dataset: Some(Dataset::Real),
        pack: PACK.to_string(),
        rule: rule.to_string(),
        row: row.to_string(),
        number: None,
        terms: AgreementTerms { taker: ZHUCHENG.to_string(), phases, note: None },
        key: key(),
    }
}

async fn drafted(app: &App) -> String {
    app.draft_agreement(&giver(), &draft("P1", "ningde", None), at(WHEN)).await.unwrap()
}

async fn act(app: &App, who: &Actor, number: &str, what: AgreementAct) -> app::Result<AgreementView> {
    app.act_on_agreement(who, number, &AgreementRequest { key: key(), act: what }, at(WHEN)).await
}

async fn sign(app: &App, who: &Actor, number: &str, place: usize) -> app::Result<AgreementView> {
    let terms = app.agreement_view(&Actor::new("init"), number, at(WHEN)).await.unwrap().terms;
    act(app, who, number, AgreementAct::Sign { place, terms }).await
}

#[track_caller]
fn refused<T: std::fmt::Debug>(told: app::Result<T>) -> String {
    match told {
        Err(AppError::Conflict { message } | AppError::Forbidden { message }) => message,
        other => panic!("{other:?}"),
    }
}

async fn in_force(app: &App, rule: &str) -> String {
    let number = app.draft_agreement(&giver(), &draft("P1", rule, None), at(WHEN)).await.unwrap();
    sign(app, &giver(), &number, 0).await.unwrap();
    sign(app, &taker(), &number, 1).await.unwrap();
    sign(app, &city(), &number, 2).await.unwrap();
    number
}

#[tokio::test]
async fn three_persons_sign_and_the_register_follows_in_the_same_moment() {
    let site = prepared().await;
    let app = &site.app;
    let number = drafted(app).await;
    assert_eq!(number, "XY2026-0001");
    // Who has no part in it.
    let other = of("gaomi", Role::CountyLiaison, None, Some("370785"));
    assert!(refused(app.agreement_view(&other, &number, at(WHEN)).await).contains("其他县市区"));
    assert!(app.agreement_shelf(&other, Dataset::Real, at(WHEN)).await.unwrap().agreements.is_empty());
    assert!(refused(sign(app, &taker(), &number, 0).await).contains("您没有"));
    let wrong_place = of("shoujian", Role::CountyLiaison, None, Some(ZHUCHENG));
    assert!(refused(sign(app, &wrong_place, &number, 0).await).contains("安丘市的人员"));
    assert!(refused(sign(app, &wrong_place, &number, 2).await).contains("市级单位的人员"));
    assert!(refused(sign(app, &city(), &number, 2).await).contains("还缺流出地、承接地签署"));
    // One person for two sides, also where the roles would allow it.
    sign(app, &wrong_place, &number, 1).await.unwrap();
    let both = of("shoujian", Role::CountyLiaison, None, Some(ANQIU));
    assert!(refused(sign(app, &both, &number, 0).await).contains("同一个人不能再签署流出地"));
    let view = sign(app, &giver(), &number, 0).await.unwrap();
    assert_eq!((view.stage.as_str(), view.standing.place_name.as_str()), ("signing", "安丘市"));
    let as_city = of("shoujian", Role::Planner, None, None);
    assert!(refused(sign(app, &as_city, &number, 2).await).contains("同一个人不能再签署市级"));

    let view = sign(app, &city(), &number, 2).await.unwrap();
    assert_eq!((view.stage.as_str(), view.effective_on), ("in_force", Some(date(2026, 11, 25))));
    assert_eq!((view.standing.place_name.as_str(), view.standing.state_name.as_str()), ("诸城市", "已流转"));
    let signers: Vec<_> = view.signers.iter().map(|signer| (signer.by.as_deref(), signer.at)).collect();
    assert_eq!(
        signers,
        [(Some("anqiu"), Some(at(WHEN))), (Some("shoujian"), Some(at(WHEN))), (Some("toucu"), Some(at(WHEN)))]
    );
    // The row: one, in its new county, with the whole story; both counties see it.
    for county in [&giver(), &taker()] {
        let row = app.register_row(county, (PACK, "project"), &book(), "P1", at(WHEN)).await.unwrap();
        assert_eq!(row.values["county"], "诸城市");
        assert_eq!(row.values["first_county"], "安丘市", "who reported first stays on record");
        let told: Vec<&str> = row.history.iter().map(|change| change.what.as_str()).collect();
        assert_eq!(told, ["流转：宁德五五分成", "修改", "新增"]);
    }
    assert!(refused(sign(app, &city(), &number, 2).await).contains("处于“生效”"));
    assert_eq!(
        app.verify().await.unwrap().faults,
        Vec::<String>::new(),
        "the chain vouches for the agreement and the row"
    );
    for file in [AgreementFile::Docx, AgreementFile::Pdf] {
        let made = app.agreement_document(&giver(), &number, file, at(WHEN)).await.unwrap();
        let again = app.agreement_document(&city(), &number, file, at("2027-01-01T00:00:00Z")).await.unwrap();
        assert!(made.bytes.len() > 1000 && made.bytes == again.bytes, "the same record gives the same file");
    }
}

#[tokio::test]
async fn shares_that_sum_to_99_and_projects_of_others_are_refused() {
    let site = prepared().await;
    let app = &site.app;
    let short = draft("P1", "ningde", shares(&["60", "39"]));
    let told = refused(app.draft_agreement(&giver(), &short, at(WHEN)).await);
    assert_eq!(told, "阶段“前五年”的比例合计 99，应为 100，少 1；请改正");
    let other = draft("P1", "ningde", shares(&["60", "40"]));
    assert!(refused(app.draft_agreement(&giver(), &other, at(WHEN)).await).contains("应写明依据"));
    // The county that would like to have it cannot take it.
    assert!(refused(app.draft_agreement(&taker(), &draft("P1", "ningde", None), at(WHEN)).await).contains("您没有"));
    // A project that somebody reported before, under nearly the same name.
    project(app, "P2", "海港新能源装备制造项目二期", "安丘市", "2026-05-01").await;
    let told = refused(app.draft_agreement(&giver(), &draft("P2", "ningde", None), at(WHEN)).await);
    assert!(told.contains("先登记的一行疑似重复，先登记的受保护"), "{told}");
    assert!(app.agreement_shelf(&city(), Dataset::Real, at(WHEN)).await.unwrap().agreements.is_empty());
    // Somebody looked, and they are two: now it may pass.
    let apart =
        DistinctRequest { left: "P1".to_string(), right: "P2".to_string(), note: "两期分别立项".to_string() };
    app.set_distinct(&Actor::new("init"), (PACK, "project"), &book(), &apart, at(WHEN)).await.unwrap();
    app.draft_agreement(&giver(), &draft("P2", "ningde", None), at(WHEN)).await.unwrap();
    let number = drafted(app).await;
    let twice = app.draft_agreement(&giver(), &draft("P1", "zibo_capital", None), at(WHEN)).await;
    assert!(twice.unwrap_err().to_string().contains("只计一次"));
    // Sent again after a lost answer: the same agreement.
    let request = draft("P1", "ningde", None);
    let withdrawn = AgreementAct::Withdraw { reason: "重新商定".to_string() };
    assert!(refused(act(app, &taker(), &number, withdrawn.clone()).await).contains("您没有"));
    act(app, &giver(), &number, withdrawn).await.unwrap();
    let first = app.draft_agreement(&giver(), &request, at(WHEN)).await.unwrap();
    assert_eq!(app.draft_agreement(&giver(), &request, at(WHEN)).await.unwrap(), first);
}

#[tokio::test]
async fn other_terms_void_signatures_and_a_row_that_changed_is_not_signed_away() {
    let site = prepared().await;
    let app = &site.app;
    let number = drafted(app).await;
    let read = app.agreement_view(&taker(), &number, at(WHEN)).await.unwrap().terms;
    sign(app, &giver(), &number, 0).await.unwrap();
    let terms = AgreementTerms {
        taker: ZHUCHENG.to_string(),
        phases: shares(&["60", "40"]),
        note: Some("两地会商纪要".to_string()),
    };
    let view = act(app, &taker(), &number, AgreementAct::Redraft(terms)).await.unwrap();
    assert_eq!((view.stage.as_str(), view.is_of_rule), ("drafted", false));
    assert!(view.signers.iter().all(|signer| signer.by.is_none()));
    let old = act(app, &taker(), &number, AgreementAct::Sign { place: 1, terms: read }).await;
    assert!(refused(old).contains("条款已经修改"));
    sign(app, &giver(), &number, 0).await.unwrap();
    sign(app, &taker(), &number, 1).await.unwrap();
    // The project signed directly with its county meanwhile: it can no longer pass, and nothing is half done.
    let row = app.register_row(&Actor::new("zhucheng"), (PACK, "project"), &book(), "P1", at(WHEN)).await.unwrap();
    let step = RowStepRequest { key: "P1".to_string(), step: "sign".to_string(), note: None, seen: row.row.pulse };
    app.take_step(&Actor::new("zhucheng"), (PACK, "project"), &book(), &step, at(WHEN)).await.unwrap();
    assert!(refused(sign(app, &city(), &number, 2).await).contains("处于“新签约”，不能流转"));
    let view = app.agreement_view(&city(), &number, at(WHEN)).await.unwrap();
    assert_eq!((view.stage.as_str(), view.standing.place_name.as_str()), ("signing", "安丘市"));
}

fn year(year: i16, income: &str, input: Option<&str>, reason: Option<&str>) -> AgreementAct {
    AgreementAct::TellYear {
        year,
        income: income.to_string(),
        input: input.map(str::to_string),
        basis: "完税凭证".to_string(),
        reason: reason.map(str::to_string),
    }
}

#[tokio::test]
async fn inputs_come_back_first_the_rest_is_split_and_every_figure_is_explained() {
    let site = prepared().await;
    let app = &site.app;
    let number = in_force(app, "zibo_capital").await;
    assert!(refused(act(app, &giver(), &number, year(2026, "100", None, None)).await).contains("您没有"));
    assert!(refused(act(app, &city(), &number, year(2027, "100", None, None)).await).contains("还没有到"));
    act(app, &city(), &number, year(2026, "100", Some("150"), None)).await.unwrap();
    let later = at("2027-12-01T03:00:00Z");
    let request = AgreementRequest { key: key(), act: year(2027, "100", None, None) };
    let view = app.act_on_agreement(&city(), &number, &request, later).await.unwrap();
    let told = |view: &AgreementView| -> Vec<Vec<String>> {
        let texts = |year: &app::view::AgreementYearView| {
            let mut texts = vec![year.recovered.text.clone(), year.unrecovered.text.clone()];
            texts.extend(year.shares.iter().map(|share| share.text.clone()));
            texts
        };
        view.years.iter().map(texts).collect()
    };
    // 150 put in, 100 a year: as the worked test of the pack.
    assert_eq!(told(&view), [vec!["100", "50", "0", "0"], vec!["50", "0", "30", "20"]]);
    let id = view.years[1].shares[0].id.clone().unwrap();
    let why = app.explain(&giver(), &id, later).await.unwrap().derivation;
    assert_eq!((why.value.as_str(), why.formula.as_deref()), ("30", Some("可分享的收益 × 60%")));
    assert_eq!(why.inputs[0].value, "50");
    let other = of("gaomi", Role::CountyLiaison, None, Some("370785"));
    assert!(refused(app.explain(&other, &id, later).await).contains("其他县市区"));
    // A correction: the old figure keeps its explanation.
    let request = AgreementRequest { key: key(), act: year(2027, "200", None, Some("税务更正")) };
    let view = app.act_on_agreement(&city(), &number, &request, later).await.unwrap();
    assert_eq!(told(&view)[1], ["50", "0", "90", "60"]);
    assert_eq!(app.explain(&giver(), &id, later).await.unwrap().derivation.value, "30");
    let request = AgreementRequest { key: key(), act: AgreementAct::End { reason: "项目迁出".to_string() } };
    let view = app.act_on_agreement(&city(), &number, &request, later).await.unwrap();
    // What was not posted before the end still can be.
    assert_eq!((view.stage.as_str(), view.actions.as_slice()), ("ended", ["post_year".to_string()].as_slice()));
}

/// Balances of the counties in the ledger, and of the pool.
async fn balances(app: &App) -> Vec<(String, String)> {
    let query = LedgerQuery { dataset: Some(Dataset::Real), ..LedgerQuery::default() };
    let view = app.ledger_view(&Actor::new("init"), (PACK, "sharing"), &query, at(WHEN)).await.unwrap();
    let balance = |account: &app::view::LedgerAccount| {
        (account.label.clone(), account.balances.iter().map(|held| held.posted.text.clone()).collect::<String>())
    };
    view.accounts.iter().map(balance).collect()
}

#[tokio::test]
async fn a_year_is_posted_to_the_ledger_once_and_put_right_by_one_entry() {
    let site = prepared().await;
    let app = &site.app;
    let number = in_force(app, "ningde").await;
    let post = AgreementAct::PostYear { year: 2026 };
    assert!(refused(act(app, &city(), &number, post.clone()).await).contains("2026 年还没有登记收益"));
    let view = act(app, &city(), &number, year(2026, "100.01", None, None)).await.unwrap();
    assert_eq!(view.ledger.as_ref().map(|ledger| ledger.name.as_str()), Some("招商分享台账"));
    assert_eq!((view.years[0].posted, view.years[0].is_due), (None, true));
    assert!(refused(act(app, &giver(), &number, post.clone()).await).contains("您没有"));
    // Two at once, and once more: one entry for both counties, whose parts add up.
    let who = city();
    let (one, other) = tokio::join!(act(app, &who, &number, post.clone()), act(app, &who, &number, post.clone()));
    let seq = one.unwrap().years[0].posted;
    assert_eq!((seq.is_some(), other.unwrap().years[0].posted), (true, seq));
    let view = act(app, &city(), &number, post.clone()).await.unwrap();
    assert_eq!((view.years[0].posted, view.years[0].is_due), (seq, false));
    let told = |texts: [&str; 3]| -> Vec<(String, String)> {
        ["项目留存收益", "诸城市 · 县分享收益", "安丘市 · 县分享收益"]
            .into_iter()
            .zip(texts)
            .map(|(label, text)| (label.to_string(), text.to_string()))
            .collect()
    };
    assert_eq!(balances(app).await, told(["-100.01", "50.01", "50.00"]));
    // Nobody posts or takes back by hand what the agreement posts.
    let by_hand = LedgerPostLine {
        kind: "分享入账".to_string(),
        to: LedgerHolding { holder: "安丘市".to_string(), ..LedgerHolding::default() },
        amount: "1".to_string(),
        ..LedgerPostLine::default()
    };
    let of = format!("{}-1", seq.unwrap());
    for line in [by_hand, LedgerPostLine { act: LedgerAct::Reverse, of, ..LedgerPostLine::default() }] {
        let voucher = LedgerPost { key: key(), lines: vec![line], ..LedgerPost::default() };
        let told = app.post_ledger(&city(), (PACK, "sharing"), None, &voucher, at(WHEN)).await.unwrap_err().to_string();
        assert!(told.contains("“分享入账”只由协议“") && told.contains("请在协议中办理"), "{told}");
    }
    // Told again: the entry is due once more, takes the former one back and posts the new parts together.
    let view = act(app, &city(), &number, year(2026, "80", None, Some("税务更正"))).await.unwrap();
    assert_eq!((view.years[0].posted, view.years[0].is_due), (seq, true));
    let view = act(app, &city(), &number, post.clone()).await.unwrap();
    assert!(view.years[0].posted > seq && !view.years[0].is_due);
    assert_eq!(balances(app).await, told(["-80.00", "40.00", "40.00"]));
    // A year in which nobody gets anything is not posted; one that was, and is nothing now, is taken back.
    act(app, &city(), &number, year(2026, "0", None, Some("收益全部退库"))).await.unwrap();
    let view = act(app, &city(), &number, post.clone()).await.unwrap();
    assert_eq!((balances(app).await, view.years[0].is_due), (told(["0.00", "0.00", "0.00"]), false));
    assert_eq!(app.verify().await.unwrap().faults, Vec::<String>::new());
    // Nothing is posted before it is in force.
    project(app, "P9", "滨海化工新材料项目", "安丘市", "2026-04-01").await;
    let number = app.draft_agreement(&giver(), &draft("P9", "ningde", None), at(WHEN)).await.unwrap();
    assert!(refused(act(app, &city(), &number, post).await).contains("处于“草拟”"));
}

#[tokio::test]
async fn a_project_that_another_county_recorded_first_is_not_signed_twice() {
    let site = prepared().await;
    let app = &site.app;
    // 诸城 types an earlier day, and is later all the same.
    project(app, "P9", "海港新能源装备制造基地项目", "诸城市", "2020-01-01").await;
    let read = async |key: &str| app.register_row(&city(), (PACK, "project"), &book(), key, at(WHEN)).await.unwrap();
    let sign = async |key: &str| {
        let request = RowStepRequest {
            key: key.to_string(),
            step: "sign".to_string(),
            note: None,
            seen: read(key).await.row.pulse,
        };
        app.take_step(&Actor::new("zhucheng"), (PACK, "project"), &book(), &request, at(WHEN)).await
    };
    let told = refused(sign("P9").await);
    assert!(told.contains("与安丘市于") && told.contains("先登记的受保护，一个项目只计一次"), "{told}");
    // Whoever reported it later cannot say that they are two: only the city can.
    let apart = DistinctRequest { left: "P1".into(), right: "P9".into(), note: "两地分别立项".into() };
    app.set_distinct(&Actor::new("zhucheng"), (PACK, "project"), &book(), &apart, at(WHEN)).await.unwrap();
    assert!(refused(sign("P9").await).contains("由“市投资促进局”"));
    sign("P1").await.unwrap();
    assert!(refused(sign("P9").await).contains("先登记的受保护"), "also when the first one has signed");
    app.set_distinct(&Actor::new("toucu"), (PACK, "project"), &book(), &apart, at(WHEN)).await.unwrap();
    sign("P9").await.unwrap();
}
