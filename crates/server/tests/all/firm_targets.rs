//! Nobody gives an enterprise a target of an official statistic: every route that writes is either tried here with one, and
//! refused on record, or said to have no place for one.

use std::collections::BTreeSet;

use axum::http::Method;
use jiff::Timestamp;
use model::people::{Capability, Role};
use serde_json::{Value, json};
use server::ROUTES;

use crate::client::{Client, PASSWORD, SAMPLE, code, with_roles};

const ROLES: [Role; 5] = [
    Role::SystemAdministrator,
    Role::SecurityAdministrator,
    Role::AuditAdministrator,
    Role::Planner,
    Role::Statistician,
];
const FIRM: &str = "示例机械有限公司";
const CREDIT_CODE: &str = "91370700MA3C0000XT";

/// Routes that say of whom a figure is wanted or is, each tried below.
const TRIED: [(&str, &str); 4] = [
    ("POST", "/api/plans/{plan}/decisions"),
    ("POST", "/api/observations"),
    ("POST", "/api/collection/requests"),
    ("POST", "/api/instructions"),
];

/// Where the others begin, and why no target of a statistic can be given to an enterprise there.
const NO_PLACE: [(&str, &str); 33] = [
    ("/api/session", "the own account"),
    ("/api/password", "the own account"),
    ("/api/calendar-feed", "the own account"),
    ("/api/second-factor", "the own account"),
    ("/api/oidc", "the own account"),
    ("/api/notices", "what was read"),
    ("/api/plans/{plan}/text", "the text of a plan that is stored"),
    ("/api/plans/{plan}/stages", "the life of a plan"),
    ("/api/plans/{plan}/claims", "who checks a chapter"),
    ("/api/plans/{plan}/bulletins", "prints what stands"),
    ("/api/plans/{plan}/targets/{target}/milestones", "steps of a target that stands in the plan"),
    ("/api/plans", "reads a text into a draft; a target counts by a decision"),
    ("/api/comparison", "stores nothing"),
    ("/api/bulletins", "prints what stands"),
    ("/api/issues", "prints what stands"),
    ("/api/cuts", "freezes what stands"),
    ("/api/releases", "days of statistics, without a place"),
    ("/api/tickets", "chooses among figures that stand"),
    ("/api/registers", "fields of packs; none of those shipped is a target of a statistic, see below"),
    ("/api/allocation", "budgets of packs; none of those shipped is a statistic, see below"),
    ("/api/placement", "projects at places under quotas"),
    ("/api/evaluation", "scores what stands"),
    ("/api/objections", "answers to objections"),
    ("/api/ledgers", "quotas and money"),
    ("/api/cases", "trades of rights"),
    ("/api/agreements", "projects between counties"),
    ("/api/consents", "who may see results of the own enterprise"),
    ("/api/collection/requests/{request}", "answers to a request that was let through; fields are those of it"),
    ("/api/complaints", "answers to counties"),
    ("/api/instructions/{instruction}", "an instruction that was let through"),
    ("/api/proposals", "accounts and bodies"),
    ("/api/webhooks", "addresses of events"),
    ("/api/webhook-deliveries", "addresses of events"),
];

#[test]
fn every_route_that_writes_is_tried_or_has_no_place_for_a_target() {
    let writes =
        ROUTES.iter().filter(|(method, _, capability)| *method != "GET" && *capability != Capability::ReadPublished);
    let mut used = BTreeSet::new();
    for (method, path, _) in writes {
        if TRIED.contains(&(*method, *path)) {
            continue;
        }
        let why = NO_PLACE.iter().filter(|(start, _)| path.starts_with(start)).max_by_key(|(start, _)| start.len());
        let (start, _) =
            why.unwrap_or_else(|| panic!("{method} {path}: try it with an enterprise, or say why it has no place"));
        used.insert(*start);
    }
    let stale: Vec<_> = NO_PLACE.iter().filter(|(start, _)| !used.contains(start)).collect();
    assert!(stale.is_empty(), "{stale:?}");
    for (method, path) in TRIED {
        assert!(ROUTES.iter().any(|(held, route, _)| (*held, *route) == (method, path)), "{path}");
    }
}

async fn enter(client: &mut Client, user: &str, secret: Option<&str>) {
    (client.cookie, client.csrf) = (None, None);
    let code = secret.map(|secret| code(secret, 30)).unwrap_or_default();
    let reply = client.log_in_with(user, PASSWORD, &code).await.expect(200);
    client.remember(&reply);
}

/// Registers the enterprise as a body, as two administrators do.
async fn register_firm(client: &mut Client) {
    enter(client, "user-1", None).await;
    client.enrol().await;
    let security = (client.cookie.clone(), client.csrf.clone());
    enter(client, "user-0", None).await;
    client.enrol().await;
    let agency = json!({ "code": "shili_jixie", "names": [{ "name": FIRM }], "kind": "enterprise" });
    let changes = json!({ "changes": [{ "kind": "agency", "agency": agency }] });
    let proposal = client.json(Method::POST, "/api/proposals", &changes).await.expect(200).json();
    (client.cookie, client.csrf) = security;
    let decision = format!("/api/proposals/{}/decision", proposal["id"]);
    client.json(Method::POST, &decision, &json!({ "is_approved": true })).await.expect(200);
}

#[track_caller]
fn refused(reply: crate::client::Reply, statistic: &str) {
    let problem = reply.expect_problem(403, "forbidden");
    let message = problem["message"].as_str().unwrap();
    assert!(message.contains("是企业") && message.contains(&format!("“{statistic}”是官方统计指标")), "{message}");
    assert!(message.contains("不得把目标任务分解、下达到企业"), "{message}");
}

fn table(indicator: &str, place: &str) -> Vec<u8> {
    format!(
        "指标代码,地区,报告期,数值,单位,口径,等级,状态,来源\n{indicator},{place},2025,3.2,亿元,管理区,P,初步,统计局\n"
    )
    .into_bytes()
}

#[tokio::test]
async fn no_route_takes_an_enterprise_for_a_statistic_and_each_attempt_is_on_record() {
    let mut client = with_roles(&ROLES).await;
    client
        .app
        .import_plan(&app::Actor::new("setup"), "方案.txt", SAMPLE.as_bytes(), Some("sample"), true, Timestamp::now())
        .await
        .unwrap();
    register_firm(&mut client).await;
    let mut attempts = 0;

    // A target of the plan: corrected, and added.
    enter(&mut client, "user-3", None).await;
    let review = client.get("/api/plans/sample").await.expect(200).json();
    let items = review["items"].as_array().unwrap();
    let target = items.iter().find(|item| item["kind"] == "target").unwrap()["current"]["item"].clone();
    let decide = |item: Value, action: &str| {
        json!({ "action": { "action": action, "item": { "kind": "target", "item": item } }, "note": null,
            "seen": review["revision"], "accept_unknown": true })
    };
    for (indicator, subject, of, statistic) in [
        (json!("gdp"), "经营目标", FIRM, "地区生产总值"),
        (Value::Null, "规上产值", FIRM, "规模以上工业产值、增加值和效益"),
        (Value::Null, "GDP贡献", CREDIT_CODE, "地区生产总值"),
    ] {
        let mut item = target.clone();
        (item["indicator"], item["subject"], item["places"]) = (indicator, json!(subject), json!([of]));
        for action in ["correct", "add"] {
            let reply = client.json(Method::POST, "/api/plans/sample/decisions", &decide(item.clone(), action)).await;
            refused(reply, statistic);
            attempts += 1;
        }
    }
    let after = client.get("/api/plans/sample").await.expect(200).json();
    assert_eq!(after["revision"], review["revision"], "nothing was decided");
    // What is no statistic may be wanted of an enterprise.
    let mut free = target.clone();
    (free["subject"], free["places"]) = (json!("带动就业"), json!([FIRM]));
    client.json(Method::POST, "/api/plans/sample/decisions", &decide(free, "correct")).await.expect(200);

    // A request for data, by the code of the statistic and by its name.
    let field = |indicator: Value, name: &str| {
        json!({ "code": "f", "name": name, "unit": "亿元", "definition": "本月", "is_required": true, "indicator": indicator,
            "kind": { "is": "number", "min": null, "max": null, "decimals": 2, "nature": "flow" } })
    };
    for (field, statistic) in [
        (field(json!("industrial_output"), "产值"), "规模以上工业总产值"),
        (field(Value::Null, "地区生产总值目标"), "地区生产总值"),
    ] {
        let draft = json!({ "title": "任务分解表", "basis": "无", "purpose": "分解", "reviewer": "gongxin", "period": "2026-10",
            "respondents": ["shili_jixie"], "fields": [field], "due": "2030-01-01T00:00:00Z", "expires": "2030-01-31" });
        for path in ["/api/collection/requests?dry=true", "/api/collection/requests"] {
            refused(client.json(Method::POST, path, &draft).await, statistic);
            attempts += 1;
        }
    }

    // An instruction of a leader.
    let word =
        json!({ "leader": "市长", "text": "全年规上产值要达到5亿元", "agency": "shili_jixie", "is_major": false });
    refused(client.json(Method::POST, "/api/instructions", &word).await, "规模以上工业产值、增加值和效益");
    attempts += 1;

    // A value of it, even by the statistician.
    enter(&mut client, "user-4", None).await;
    for (indicator, of, statistic) in
        [("gdp", FIRM, "地区生产总值"), ("industrial_output", CREDIT_CODE, "规模以上工业总产值")]
    {
        let reply = client.upload(Method::POST, "/api/observations", "表.csv", &table(indicator, of), &[]).await;
        refused(reply, statistic);
        attempts += 1;
    }

    // The auditor reads every one of them.
    enter(&mut client, "user-2", None).await;
    client.enrol().await;
    let log = client.get("/api/audit?limit=200").await.expect(200).json();
    let entries = log["entries"].as_array().unwrap();
    let of_firm = |entry: &&Value| {
        entry["action"] == "操作被拒" && entry["note"].as_str().is_some_and(|note| note.contains("是企业"))
    };
    assert_eq!(entries.iter().filter(of_firm).count(), attempts, "{entries:#?}");
}

#[tokio::test]
async fn no_register_and_no_budget_of_the_shipped_packs_is_a_target_of_a_statistic() {
    let mut client = with_roles(&[Role::Planner]).await;
    enter(&mut client, "user-0", None).await;
    let dictionary = client.get("/api/dictionary").await.expect(200).json();
    let official: Vec<&str> = dictionary["indicators"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|one| one["is_official_statistic"] == true)
        .map(|one| one["name"].as_str().unwrap())
        .collect();
    assert!(official.len() > 20, "{official:?}");
    let mut fields = 0;
    for pack in client.get("/api/packs").await.expect(200).json().as_array().unwrap() {
        let path = format!("/api/packs/{}/{}", pack["code"].as_str().unwrap(), pack["version"].as_str().unwrap());
        let page = client.get(&path).await.expect(200).json();
        for section in page["sections"].as_array().unwrap() {
            let kind = section["kind"].as_str().unwrap();
            for line in section["lines"].as_array().unwrap() {
                let text = line["text"].as_str().unwrap();
                fields += usize::from(kind == "名录");
                let is_aim = ["目标", "任务", "下达"].iter().any(|word| text.contains(word));
                let names = official.iter().any(|name| text.contains(name)) || text.contains("GDP");
                assert!(kind != "名录" || !(is_aim && names), "{path}: {text}");
                assert!(!(kind.contains("分配") && is_aim && names), "{path}: {text}");
            }
        }
    }
    assert!(fields > 100, "{fields}");
}
