//! Administrators and official statistics over HTTP: who proposes, who approves, what is refused and stays on record.

use axum::body::Body;
use axum::http::{Method, Request};
use jiff::Timestamp;
use model::people::Role;
use serde_json::{Value, json};
use server::Options;

use crate::client::{Client, PASSWORD, USER, code, visitor, with_roles};

const ROLES: [Role; 5] = [
    Role::SystemAdministrator,
    Role::SecurityAdministrator,
    Role::AuditAdministrator,
    Role::CountyLiaison,
    Role::Statistician,
];
const SYSTEM: &str = "user-0";
const SECURITY: &str = "user-1";
const AUDITOR: &str = "user-2";
const COUNTY: &str = "user-3";
const STATISTICIAN: &str = "user-4";

/// Logs in, with a second factor where one is asked for; what the session was.
async fn enter(client: &mut Client, user: &str, secret: Option<&str>) {
    (client.cookie, client.csrf) = (None, None);
    let code = secret.map(|secret| code(secret, 30)).unwrap_or_default();
    let reply = client.log_in_with(user, PASSWORD, &code).await.expect(200);
    client.remember(&reply);
}

/// Logs an administrator in for the first time.
async fn administrator(client: &mut Client, user: &str) -> Entered {
    enter(client, user, None).await;
    client.enrol().await;
    (client.cookie.clone(), client.csrf.clone())
}

fn assignment(user: &str, role: &str) -> Value {
    json!({ "user": user, "role": role, "valid_from": today() })
}

/// The day in China, as the server counts it.
fn today() -> String {
    jiff::tz::offset(8).to_datetime(Timestamp::now()).date().to_string()
}

#[tokio::test]
async fn an_account_is_opened_by_two_administrators_and_neither_alone() {
    let mut client = with_roles(&ROLES).await;
    let security = administrator(&mut client, SECURITY).await;
    let changes = json!({ "changes": [
        { "kind": "open", "user": "xiaowang", "display_name": "小王" },
        { "kind": "grant", "assignment": assignment("xiaowang", "planner") },
    ] });
    client.json(Method::POST, "/api/proposals", &changes).await.expect_problem(403, "forbidden");
    let system = administrator(&mut client, SYSTEM).await;
    let proposal = client.json(Method::POST, "/api/proposals", &changes).await.expect(200).json();
    assert!(proposal["lines"][1].as_str().unwrap().contains("县域科"), "{proposal}");
    let decision = format!("/api/proposals/{}/decision", proposal["id"]);
    let approve = json!({ "is_approved": true });
    client.json(Method::POST, &decision, &approve).await.expect_problem(403, "forbidden");
    client.log_in("xiaowang", PASSWORD).await.expect_problem(401, "unauthenticated");
    (client.cookie, client.csrf) = security.clone();
    let answer = client.json(Method::POST, &decision, &approve).await.expect(200).json();
    let one_time = answer["one_time_passwords"][0]["password"].as_str().unwrap().to_string();
    client.json(Method::POST, &decision, &approve).await.expect_problem(409, "conflict");
    // Nobody gets two of the three roles, not even by two administrators.
    (client.cookie, client.csrf) = system;
    let both = json!({ "changes": [{ "kind": "grant", "assignment": assignment(AUDITOR, "system_administrator") }] });
    let problem = client.json(Method::POST, "/api/proposals", &both).await.expect_problem(409, "conflict");
    assert!(problem["message"].as_str().unwrap().contains("三员互斥"), "{problem}");
    let short = json!({ "changes": [{ "kind": "set", "setting": "log_days", "value": 179 }] });
    let problem = client.json(Method::POST, "/api/proposals", &short).await.expect_problem(422, "bad-input");
    assert!(problem["message"].as_str().unwrap().contains("180"), "{problem}");
    // No business data and no log for the system administrator.
    for path in ["/api/plans", "/api/observations", "/api/audit", "/api/registers"] {
        client.get(path).await.expect_problem(403, "forbidden");
    }
    (client.cookie, client.csrf) = (None, None);
    let reply = client.log_in("xiaowang", &one_time).await.expect(200);
    assert_eq!(reply.json()["must_change_password"], true);
    assert_eq!(reply.json()["roles"], json!(["planner"]));
}

#[tokio::test]
async fn an_administrator_without_a_second_factor_comes_no_further_and_a_code_counts_once() {
    let mut client = with_roles(&ROLES).await;
    enter(&mut client, AUDITOR, None).await;
    client.get("/api/audit").await.expect_problem(403, "must-set-second-factor");
    let wrong = json!({ "code": "000000" });
    client.json(Method::POST, "/api/second-factor", &json!({})).await.expect(200);
    client.json(Method::PUT, "/api/second-factor", &wrong).await.expect_problem(422, "bad-input");
    let secret = client.enrol().await;
    client.get("/api/audit").await.expect(200);
    (client.cookie, client.csrf) = (None, None);
    client.log_in(AUDITOR, PASSWORD).await.expect_problem(401, "second-factor");
    client.log_in_with(AUDITOR, PASSWORD, "abc").await.expect_problem(401, "unauthenticated");
    let now = code(&secret, 30);
    client.log_in_with(AUDITOR, PASSWORD, &now).await.expect(200);
    client.log_in_with(AUDITOR, PASSWORD, &now).await.expect_problem(401, "unauthenticated");
}

#[tokio::test]
async fn a_recovery_code_stands_in_for_the_telephone_once() {
    let mut client = with_roles(&ROLES).await;
    enter(&mut client, AUDITOR, None).await;
    let offer = client.json(Method::POST, "/api/second-factor", &json!({})).await.expect(200).json();
    assert_eq!(offer["needs_password"], false);
    let secret = offer["secret"].as_str().unwrap().to_string();
    let taken = client.json(Method::PUT, "/api/second-factor", &json!({ "code": code(&secret, 0) })).await;
    let codes: Vec<String> = serde_json::from_value(taken.expect(200).json()["codes"].clone()).unwrap();
    assert_eq!(codes.len(), 10);
    (client.cookie, client.csrf) = (None, None);
    // As somebody types it from paper.
    let typed = codes[3].replace('-', " ").to_uppercase();
    let reply = client.log_in_with(AUDITOR, PASSWORD, &typed).await.expect(200);
    client.log_in_with(AUDITOR, PASSWORD, &codes[3]).await.expect_problem(401, "unauthenticated");
    client.remember(&reply);
    assert_eq!(client.get("/api/own-account").await.expect(200).json()["recovery_codes_left"], 9);
    let log = client.get("/api/audit").await.expect(200).json();
    let used = log["entries"].as_array().unwrap().iter().find(|entry| entry["action"] == "登录").unwrap();
    assert!(used["note"].as_str().unwrap().contains("恢复码"), "{used}");
    // A page that was left open is not enough to put another telephone in the place of the first.
    let offer = client.json(Method::POST, "/api/second-factor", &json!({})).await.expect(200).json();
    assert_eq!(offer["needs_password"], true);
    let next = offer["secret"].as_str().unwrap().to_string();
    let without = json!({ "code": code(&next, 0) });
    client.json(Method::PUT, "/api/second-factor", &without).await.expect_problem(422, "bad-input");
    let wrong = json!({ "code": code(&next, 0), "password": "Wrong-Horse-9" });
    client.json(Method::PUT, "/api/second-factor", &wrong).await.expect_problem(422, "bad-input");
    let right = json!({ "code": code(&next, 0), "password": PASSWORD });
    client.json(Method::PUT, "/api/second-factor", &right).await.expect(200);
    (client.cookie, client.csrf) = (None, None);
    client.log_in_with(AUDITOR, PASSWORD, &codes[4]).await.expect_problem(401, "unauthenticated");
    client.log_in_with(AUDITOR, PASSWORD, &code(&next, 30)).await.expect(200);
}

#[tokio::test]
async fn wrong_codes_lock_the_account_as_wrong_passwords_do() {
    let mut client = with_roles(&ROLES).await;
    enter(&mut client, AUDITOR, None).await;
    let secret = client.enrol().await;
    (client.cookie, client.csrf) = (None, None);
    for _ in 0..5 {
        client.log_in_with(AUDITOR, PASSWORD, "abcdef").await.expect_problem(401, "unauthenticated");
    }
    let locked = client.log_in_with(AUDITOR, PASSWORD, &code(&secret, 30)).await;
    let locked = locked.expect_problem(401, "unauthenticated");
    assert!(locked["message"].as_str().unwrap().contains("锁定"), "{locked}");
}

#[tokio::test]
async fn tries_at_the_same_moment_are_all_counted() {
    let client = with_roles(&ROLES).await;
    let one = || client.log_in(COUNTY, "Wrong-Horse-9");
    let tries = tokio::join!(one(), one(), one(), one(), one());
    for reply in [tries.0, tries.1, tries.2, tries.3, tries.4] {
        reply.expect_problem(401, "unauthenticated");
    }
    let locked = client.log_in(COUNTY, PASSWORD).await.expect_problem(401, "unauthenticated");
    assert!(locked["message"].as_str().unwrap().contains("锁定"), "{locked}");
}

#[tokio::test]
async fn nobody_proposes_away_the_last_administrator_or_a_deputy_of_nothing() {
    let mut client = with_roles(&ROLES).await;
    administrator(&mut client, SYSTEM).await;
    let accounts = client.get("/api/accounts").await.expect(200).json();
    let auditor = accounts.as_array().unwrap().iter().find(|row| row["user"] == AUDITOR).unwrap().clone();
    let end = json!({ "kind": "end", "assignment": auditor["assignments"][0]["id"], "on": today(), "reason": "轮岗" });
    let disable = json!({ "kind": "disable", "user": AUDITOR });
    for change in [&end, &disable] {
        let problem = client.json(Method::POST, "/api/proposals", &json!({ "changes": [change] })).await;
        let problem = problem.expect_problem(409, "conflict");
        assert!(problem["message"].as_str().unwrap().contains("没有“审计管理员”"), "{problem}");
    }
    let next = json!({ "kind": "open", "user": "shenji2", "display_name": "接任" });
    let granted = json!({ "kind": "grant", "assignment": assignment("shenji2", "audit_administrator") });
    let handed_on = json!({ "changes": [next, granted, end] });
    client.json(Method::POST, "/api/proposals", &handed_on).await.expect(200);
    let mut deputy = assignment(STATISTICIAN, "county_liaison");
    (deputy["place"], deputy["deputy_of"], deputy["valid_to"]) = (json!("370785"), json!(COUNTY), json!("2099-01-31"));
    let grant = json!({ "changes": [{ "kind": "grant", "assignment": deputy }] });
    let problem = client.json(Method::POST, "/api/proposals", &grant).await.expect_problem(409, "conflict");
    assert!(problem["message"].as_str().unwrap().contains("没有这一岗位"), "{problem}");
    deputy["place"] = json!("370783");
    let grant = json!({ "changes": [{ "kind": "grant", "assignment": deputy }] });
    client.json(Method::POST, "/api/proposals", &grant).await.expect(200);
}

/// A cookie and the token that goes with it.
type Entered = (Option<String>, Option<String>);

fn agency(body: &Value) -> Value {
    json!({ "kind": "agency", "agency": body })
}

/// Proposed by the one administrator and approved by the other; who proposed stays logged in.
async fn agree(client: &mut Client, (system, security): (&Entered, &Entered), changes: &[Value]) -> Value {
    (client.cookie, client.csrf) = system.clone();
    let proposal = client.json(Method::POST, "/api/proposals", &json!({ "changes": changes })).await.expect(200).json();
    (client.cookie, client.csrf) = security.clone();
    let decision = format!("/api/proposals/{}/decision", proposal["id"]);
    client.json(Method::POST, &decision, &json!({ "is_approved": true })).await.expect(200);
    (client.cookie, client.csrf) = system.clone();
    proposal
}

fn body(code: &str, name: &str) -> Value {
    json!({ "code": code, "names": [{ "name": name }], "kind": "city_department", "place": "370700" })
}

#[tokio::test]
async fn a_name_comes_to_a_body_by_two_administrators_and_never_from_another_body() {
    let mut client = with_roles(&ROLES).await;
    let security = administrator(&mut client, SECURITY).await;
    let system = administrator(&mut client, SYSTEM).await;
    let (mut one, mut other) = (body("jia", "甲局"), body("yi", "乙局"));
    one["aliases"] = json!(["甲办"]);
    // One alone changes nothing, and there is no other way.
    client.json(Method::POST, "/api/agencies", &json!({ "agency": one })).await.expect(405);
    client.json(Method::POST, "/api/proposals", &json!({ "changes": [agency(&one)] })).await.expect(200);
    client.get("/api/agencies/jia").await.expect_problem(404, "not-found");
    agree(&mut client, (&system, &security), &[agency(&one), agency(&other)]).await;
    // Who decides sees what is different.
    one["aliases"] = json!([]);
    let proposal = agree(&mut client, (&system, &security), &[agency(&one)]).await;
    assert_eq!(proposal["lines"][0], "变更单位“甲局”（代码 jia）：去掉别名“甲办”");
    other["aliases"] = json!(["甲办", "甲局"]);
    let taken = json!({ "changes": [agency(&other)] });
    let problem = client.json(Method::POST, "/api/proposals", &taken).await.expect_problem(409, "conflict");
    assert!(problem["message"].as_str().unwrap().contains("“甲办”是或曾是单位“甲局”的名称"), "{problem}");
    // Nor from one that has ended, unless it is its heir.
    one["valid_to"] = json!("2020-12-31");
    agree(&mut client, (&system, &security), &[agency(&one)]).await;
    client.json(Method::POST, "/api/proposals", &taken).await.expect_problem(409, "conflict");
    one["successors"] = json!([{ "agency": "yi", "kind": "transferred", "on": "2021-01-01" }]);
    agree(&mut client, (&system, &security), &[agency(&one), agency(&other)]).await;
    // It does not rise again beside the one that has its name now.
    (one["valid_to"], one["successors"]) = (Value::Null, json!([]));
    let risen = json!({ "changes": [agency(&one)] });
    client.json(Method::POST, "/api/proposals", &risen).await.expect_problem(409, "conflict");
}

#[tokio::test]
async fn an_approval_of_a_body_is_of_the_difference_that_was_shown() {
    let mut client = with_roles(&ROLES).await;
    let security = administrator(&mut client, SECURITY).await;
    let system = administrator(&mut client, SYSTEM).await;
    let mut one = body("jia", "甲局");
    agree(&mut client, (&system, &security), &[agency(&one)]).await;
    one["aliases"] = json!(["甲办"]);
    let early = json!({ "changes": [agency(&one)] });
    let early = client.json(Method::POST, "/api/proposals", &early).await.expect(200).json();
    one["aliases"] = json!(["甲中心"]);
    agree(&mut client, (&system, &security), &[agency(&one)]).await;
    (client.cookie, client.csrf) = security;
    let decision = format!("/api/proposals/{}/decision", early["id"]);
    let problem = client.json(Method::POST, &decision, &json!({ "is_approved": true })).await;
    let problem = problem.expect_problem(409, "conflict");
    assert!(problem["message"].as_str().unwrap().contains("“甲局”在申请提出后已有变更"), "{problem}");
    let page = client.get("/api/agencies/jia").await.expect(200).json();
    assert_eq!(page["agency"]["agency"]["aliases"], json!(["甲中心"]));
    let unknown =
        json!({ "code": "bing", "names": [{ "name": "丙局" }], "kind": "city_department", "parent": "nirgends" });
    (client.cookie, client.csrf) = system;
    let unknown = json!({ "changes": [agency(&unknown)] });
    let problem = client.json(Method::POST, "/api/proposals", &unknown).await.expect_problem(409, "conflict");
    assert!(problem["message"].as_str().unwrap().contains("nirgends"), "{problem}");
}

#[tokio::test]
async fn a_body_that_was_merged_is_told_for_any_day() {
    let mut client = with_roles(&ROLES).await;
    let security = administrator(&mut client, SECURITY).await;
    let system = administrator(&mut client, SYSTEM).await;
    let mut old = body("liangshi", "市粮食局");
    let heir = body("fagai_liang", "市粮食和储备局");
    agree(&mut client, (&system, &security), &[agency(&old), agency(&heir)]).await;
    old["valid_to"] = json!("2018-12-31");
    old["successors"] = json!([{ "agency": "fagai_liang", "kind": "merged", "on": "2019-01-01" }]);
    agree(&mut client, (&system, &security), &[agency(&old)]).await;
    let page = client.get("/api/agencies/liangshi?on=2018-06-30").await.expect(200).json();
    assert_eq!((&page["agency"]["is_current"], &page["agency"]["heirs"]), (&json!(true), &json!([])));
    let page = client.get("/api/agencies/liangshi").await.expect(200).json();
    assert_eq!(page["agency"]["is_current"], false);
    assert_eq!(page["agency"]["heirs"][0]["name"], "市粮食和储备局");
    assert_eq!(page["changes"].as_array().unwrap().len(), 2, "{page}");
    let page = client.get("/api/agencies/fagai_liang").await.expect(200).json();
    assert_eq!(page["predecessors"][0]["code"], "liangshi");
    let events: Vec<&str> =
        page["events"].as_array().unwrap().iter().map(|event| event["in_words"].as_str().unwrap()).collect();
    assert!(events.contains(&"“市粮食局”并入"), "{events:?}");
    client.get("/api/agencies/nirgends").await.expect_problem(404, "not-found");
}

#[tokio::test]
async fn the_record_is_kept_for_longer_than_the_law_says_and_never_deleted() {
    let mut client = with_roles(&ROLES).await;
    administrator(&mut client, AUDITOR).await;
    let kept = client.get("/api/audit/retention").await.expect(200).json();
    assert_eq!((&kept["days"], &kept["is_reached"]), (&json!(1095), &json!(false)), "{kept}");
    assert!(kept["basis"].as_str().unwrap().contains("法定要求"), "{kept}");
    assert!(kept["entries"].as_i64().unwrap() > 10);
    client.json(Method::DELETE, "/api/audit", &json!({})).await.expect(405);
}

#[tokio::test]
async fn neither_a_county_nor_a_bureau_enters_gdp_and_the_attempt_is_on_record() {
    let mut client =
        with_roles(&[Role::AuditAdministrator, Role::CountyLiaison, Role::Statistician, Role::Liaison]).await;
    let [auditor, county, statistician, bureau] = ["user-0", "user-1", "user-2", "user-3"];
    enter(&mut client, county, None).await;
    let template = client.get("/api/observations.csv?template=true").await.expect(200).text();
    let header: Vec<&str> = template.trim_start_matches('\u{feff}').lines().next().unwrap().split(',').collect();
    let cell = |title: &&str| match *title {
        "指标代码" => "gdp",
        "地区代码" => "370783",
        "报告期" => "2025",
        "数值" => "1100.5",
        "单位" => "亿元",
        "口径" => "管理区",
        "等级" => "P",
        "来源" => "S01",
        _ => "",
    };
    let line: Vec<&str> = header.iter().map(cell).collect();
    let file = format!("{}\n{}\n", header.join(","), line.join(","));
    let path = "/api/observations";
    let reply = client.upload(Method::POST, path, "gdp.csv", file.as_bytes(), &[]).await;
    let problem = reply.expect_problem(403, "forbidden");
    let message = problem["message"].as_str().unwrap();
    assert!(message.contains("您的岗位（县市区联络员）不能导入数据"), "{message}");
    enter(&mut client, bureau, None).await;
    let reply = client.upload(Method::POST, path, "gdp.csv", file.as_bytes(), &[]).await;
    let problem = reply.expect_problem(403, "forbidden");
    let message = problem["message"].as_str().unwrap();
    assert!(message.contains("寿光市") && message.contains("官方统计数据由统计部门录入"), "{message}");
    enter(&mut client, statistician, None).await;
    let reply = client.upload(Method::POST, path, "gdp.csv", file.as_bytes(), &[]).await;
    let report = reply.expect(200).json();
    assert_eq!(report["inserted"], 1, "{report}");
    enter(&mut client, auditor, None).await;
    client.enrol().await;
    let log = client.get("/api/audit").await.expect(200).json();
    let refused = |actor: &str| {
        let entries = log["entries"].as_array().unwrap().iter();
        entries.clone().find(|entry| entry["action"] == "操作被拒" && entry["actor"] == actor).unwrap()["note"].clone()
    };
    assert!(refused(bureau).as_str().unwrap().contains("地区生产总值"), "{}", refused(bureau));
    assert!(refused(county).as_str().unwrap().contains("导入数据"), "{}", refused(county));
}

/// All entries of the record, as the auditor reads them.
async fn record(client: &Client) -> Vec<Value> {
    let mut entries = Vec::new();
    let mut path = "/api/audit?limit=30".to_string();
    loop {
        let answer = client.get(&path).await.expect(200).json();
        entries.extend(answer["entries"].as_array().unwrap().iter().cloned());
        let Some(next) = answer["next"].as_str() else { return entries };
        path = format!("/api/audit?limit=30&cursor={next}");
    }
}

#[tokio::test]
async fn neither_passwords_nor_tokens_nor_codes_are_on_record() {
    let mut client = with_roles(&ROLES).await;
    let (wrong, next) = ("Falsch-geraten-7", "Junxian-2027-next");
    client.log_in(COUNTY, wrong).await.expect(401);
    enter(&mut client, COUNTY, None).await;
    let mut secrets = vec![PASSWORD.to_string(), wrong.to_string(), next.to_string()];
    let token = |client: &Client| client.cookie.clone().unwrap().split_once('=').unwrap().1.to_string();
    secrets.extend([token(&client), client.csrf.clone().unwrap()]);
    let change = json!({ "current": PASSWORD, "new": next });
    client.json(Method::POST, "/api/password", &change).await.expect(204);
    enter(&mut client, AUDITOR, None).await;
    let secret = client.enrol().await;
    secrets.extend([token(&client), client.csrf.clone().unwrap(), code(&secret, 0), secret]);
    let record = record(&client).await;
    let actions: Vec<&str> = record.iter().map(|entry| entry["action"].as_str().unwrap()).collect();
    for action in ["登录失败", "登录", "修改密码", "启用动态口令"] {
        assert!(actions.contains(&action), "{actions:?}");
    }
    let text = serde_json::to_string(&record).unwrap();
    for secret in secrets {
        // Six digits may stand in a number by chance; as a word of their own they do not.
        let is_told = text.split(|letter: char| !letter.is_alphanumeric() && letter != '-').any(|word| word == secret);
        assert!(!is_told, "{secret}");
    }
}

#[tokio::test]
async fn every_file_that_goes_out_is_on_record() {
    let mut client = with_roles(&ROLES).await;
    enter(&mut client, COUNTY, None).await;
    client.get("/api/observations").await.expect(200);
    client.get("/api/observations.csv?place=370783").await.expect(200);
    client.get("/api/observations.xlsx").await.expect(200);
    enter(&mut client, AUDITOR, None).await;
    client.enrol().await;
    let exported: Vec<Value> = record(&client).await.into_iter().filter(|entry| entry["action"] == "导出").collect();
    let objects: Vec<&str> = exported.iter().map(|entry| entry["object"].as_str().unwrap()).collect();
    assert_eq!(objects, ["/api/observations.xlsx", "/api/observations.csv"]);
    assert!(exported.iter().all(|entry| entry["actor"] == COUNTY), "{exported:?}");
}

#[tokio::test]
async fn the_record_has_the_address_of_the_browser_behind_a_proxy() {
    for (behind_tls, expected) in [(true, "203.0.113.7"), (false, "local")] {
        let mut client = visitor(Options { behind_tls, ..Options::default() }).await;
        let body = json!({ "username": USER, "password": PASSWORD }).to_string();
        let request = Request::builder().method(Method::POST).uri("/api/session");
        let request = request.header("content-type", "application/json");
        // What the browser says itself stands before what the proxy saw.
        let request = request.header("x-forwarded-for", "10.9.9.9, 203.0.113.7");
        let reply = client.ask(request.body(Body::from(body)).unwrap()).await.expect(200);
        client.remember(&reply);
        let log = client.get("/api/audit").await.expect(200).json();
        let login = log["entries"].as_array().unwrap().iter().find(|entry| entry["action"] == "登录").unwrap();
        assert_eq!(login["note"], format!("地址 {expected}"));
    }
}
