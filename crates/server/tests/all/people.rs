//! Administrators and official statistics over HTTP: who proposes, who approves, what is refused and stays on record.

use axum::http::Method;
use jiff::Timestamp;
use model::people::Role;
use serde_json::{Value, json};

use crate::client::{Client, PASSWORD, code, with_roles};

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
    let code = secret.map(|secret| code(secret, 0)).unwrap_or_default();
    let reply = client.log_in_with(user, PASSWORD, &code).await.expect(200);
    client.remember(&reply);
}

/// Logs an administrator in for the first time.
async fn administrator(client: &mut Client, user: &str) -> (Option<String>, Option<String>) {
    enter(client, user, None).await;
    client.enrol().await;
    (client.cookie.clone(), client.csrf.clone())
}

fn assignment(user: &str, role: &str) -> Value {
    json!({ "user": user, "role": role, "valid_from": Timestamp::now().to_string()[..10].to_string() })
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
    let now = code(&secret, 0);
    client.log_in_with(AUDITOR, PASSWORD, &now).await.expect(200);
    client.log_in_with(AUDITOR, PASSWORD, &now).await.expect_problem(401, "unauthenticated");
}

#[tokio::test]
async fn a_county_cannot_enter_gdp_and_the_attempt_is_on_record() {
    let mut client = with_roles(&ROLES).await;
    enter(&mut client, COUNTY, None).await;
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
    assert!(message.contains("寿光市") && message.contains("官方统计数据由统计部门录入"), "{message}");
    enter(&mut client, STATISTICIAN, None).await;
    let reply = client.upload(Method::POST, path, "gdp.csv", file.as_bytes(), &[]).await;
    let report = reply.expect(200).json();
    assert_eq!(report["inserted"], 1, "{report}");
    enter(&mut client, AUDITOR, None).await;
    client.enrol().await;
    let log = client.get("/api/audit").await.expect(200).json();
    let refused = log.as_array().unwrap().iter().find(|entry| entry["action"] == "操作被拒").unwrap();
    assert_eq!(refused["actor"], COUNTY);
    assert!(refused["note"].as_str().unwrap().contains("地区生产总值"), "{refused}");
}
