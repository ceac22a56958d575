//! Log-in by the issuer of a city: there and back in one browser, every token that must not count, who then comes in and who
//! does not, and how an account is linked.

use app::{Actor, App};
use axum::http::{Method, Request};
use jiff::Timestamp;
use model::people::Role;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::client::{Client, PASSWORD, Reply, code, open_with_content, over};
use crate::issuer::{CLIENT, Issuer, SECRET, Sent, Signed};

const SYSTEM: &str = "xitong";
const SECURITY: &str = "anquan";
const AUDITOR: &str = "shenji";
const PLANNER: &str = "jihua";

/// A site that trusts the issuer, with a planner and the three administrators.
async fn site(issuer: &Issuer, more: &str) -> (Client, TempDir) {
    let content = tempfile::tempdir().unwrap();
    issuer.declare(content.path(), more);
    let folder = tempfile::tempdir().unwrap();
    let app = open_with_content(folder.path(), content.path()).await;
    let roles = [
        (PLANNER, Role::Planner),
        (SYSTEM, Role::SystemAdministrator),
        (SECURITY, Role::SecurityAdministrator),
        (AUDITOR, Role::AuditAdministrator),
    ];
    for (user, role) in roles {
        add(&app, user, role).await;
    }
    (over(app, folder), content)
}

async fn add(app: &App, user: &str, role: Role) {
    let (actor, now) = (Actor::new("setup"), Timestamp::now());
    app.add_user(&actor, user, user, Some(PASSWORD), now).await.unwrap();
    app.grant_role(&actor, user, role, (None, None), now).await.unwrap();
}

/// The value of a cookie that an answer sets.
fn set(reply: &Reply, name: &str) -> Option<String> {
    let lines = reply.headers.get_all("set-cookie").iter().filter_map(|line| line.to_str().ok());
    let found = lines.filter_map(|line| line.split(';').next()?.split_once('=')).find(|(known, _)| *known == name);
    found.map(|(_, value)| value.to_string())
}

/// Goes to the issuer: what it sees, and the token that the browser holds.
async fn leave(client: &Client, issuer: &Issuer) -> (Sent, String) {
    let reply = client.json(Method::POST, "/api/oidc/attempts", &json!({})).await.expect(200);
    let token = set(&reply, "junxian_oidc").unwrap();
    (issuer.visited(reply.json()["address"].as_str().unwrap()), token)
}

/// Comes back in a browser that holds this token, or none.
async fn back(client: &Client, held: Option<&str>, body: &Value) -> Reply {
    post(client, "/api/oidc/session", held, body).await
}

async fn post(client: &Client, path: &str, held: Option<&str>, body: &Value) -> Reply {
    let mut request = Request::post(path).header("content-type", "application/json");
    if let Some(held) = held {
        request = request.header("cookie", format!("junxian_oidc={held}"));
    }
    client.ask(request.body(body.to_string().into()).unwrap()).await
}

fn way(sent: &Sent, code: &str) -> Value {
    json!({ "state": sent.state(), "code": code })
}

/// Somebody whom the issuer calls `subject` comes all the way.
async fn come(client: &Client, issuer: &Issuer, subject: &str) -> (Reply, String) {
    let (sent, held) = leave(client, issuer).await;
    let granted = issuer.grant(&sent, json!({ "sub": subject }), Signed::Ec);
    (back(client, Some(&held), &way(&sent, &granted)).await, held)
}

async fn log_in(client: &mut Client, user: &str) {
    (client.cookie, client.csrf) = (None, None);
    let reply = client.log_in(user, PASSWORD).await.expect(200);
    client.remember(&reply);
}

fn take_session(client: &mut Client, reply: &Reply) {
    client.cookie = Some(format!("junxian_session={}", set(reply, "junxian_session").unwrap()));
    client.csrf = reply.json()["csrf"].as_str().map(str::to_string);
}

/// Begins to link whoever is logged in; the token that the browser holds.
async fn begin_link(client: &Client, issuer: &Issuer) -> (Sent, String) {
    let body = json!({ "password": PASSWORD });
    let reply = client.json(Method::POST, "/api/oidc/link-attempts", &body).await.expect(200);
    let held = set(&reply, "junxian_oidc").unwrap();
    (issuer.visited(reply.json()["address"].as_str().unwrap()), held)
}

async fn finish_link(client: &Client, held: &str, body: &Value) -> Reply {
    let request = Request::put("/api/oidc/link")
        .header("content-type", "application/json")
        .header("cookie", format!("{}; junxian_oidc={held}", client.cookie.as_deref().unwrap()))
        .header("x-junxian-csrf", client.csrf.as_deref().unwrap());
    client.ask(request.body(body.to_string().into()).unwrap()).await
}

/// Links an account with whom the issuer calls `subject`, by its holder.
async fn linked(client: &mut Client, issuer: &Issuer, user: &str, subject: &str) {
    log_in(client, user).await;
    let (sent, held) = begin_link(client, issuer).await;
    let granted = issuer.grant(&sent, json!({ "sub": subject }), Signed::Rsa);
    finish_link(client, &held, &way(&sent, &granted)).await.expect(204);
    (client.cookie, client.csrf) = (None, None);
}

/// All of it, as the host reads it.
async fn record(client: &Client) -> Vec<Value> {
    client.app.audit().await.unwrap().iter().map(|entry| serde_json::to_value(entry).unwrap()).collect()
}

async fn newest(client: &Client) -> String {
    let entry = record(client).await.remove(0);
    format!("{} {} {}", entry["action"], entry["object"], entry["note"])
}

#[tokio::test]
async fn without_an_issuer_nothing_of_it_is_offered() {
    let client = crate::client::user().await;
    assert_eq!(client.get("/api/oidc").await.expect(200).json(), json!({ "issuer": null }));
    let before = record(&client).await.len();
    for path in ["/api/oidc/attempts", "/api/oidc/session"] {
        client.json(Method::POST, path, &json!({})).await.expect_problem(409, "conflict");
    }
    client.json(Method::POST, "/api/oidc/session/code", &json!({ "code": "1" })).await.expect_problem(409, "conflict");
    let own = client.get("/api/own-account").await.expect(200).json();
    assert_eq!((&own["issuer"], &own["account"]["identity"]), (&Value::Null, &Value::Null));
    let body = json!({ "password": PASSWORD });
    client.json(Method::POST, "/api/oidc/link-attempts", &body).await.expect_problem(409, "conflict");
    assert_eq!(record(&client).await.len(), before);
}

#[tokio::test]
async fn whom_the_issuer_names_enters_the_linked_account_and_is_on_record() {
    let issuer = Issuer::start().await;
    let (mut client, _content) = site(&issuer, "name = \"城市门户\"").await;
    assert_eq!(client.get("/api/oidc").await.json()["issuer"], "城市门户");
    linked(&mut client, &issuer, PLANNER, "u-1001").await;

    let (sent, held) = leave(&client, &issuer).await;
    let query = |name: &str| sent.query[name].as_str();
    assert_eq!((query("response_type"), query("client_id"), query("scope")), ("code", CLIENT, "openid"));
    assert_eq!((query("code_challenge_method"), query("code_challenge").len()), ("S256", 43));
    assert_eq!(query("redirect_uri"), "https://junxian.test.gov.cn/oidc");
    let granted = issuer.grant(&sent, json!({}), Signed::Ec);
    let reply = back(&client, Some(&held), &way(&sent, &granted)).await.expect(200);
    assert_eq!(reply.json()["user"], PLANNER);
    let cookies: Vec<&str> = reply.headers.get_all("set-cookie").iter().map(|line| line.to_str().unwrap()).collect();
    assert!(cookies.iter().all(|line| line.contains("HttpOnly") && line.contains("SameSite=Strict")), "{cookies:?}");
    assert_eq!(set(&reply, "junxian_oidc").as_deref(), Some(""), "its way has ended");
    take_session(&mut client, &reply);
    client.get("/api/plans").await.expect(200);
    let told = newest(&client).await;
    assert!(told.contains("登录") && told.contains("user/jihua") && told.contains("经统一身份认证"), "{told}");
    // What it published was asked for once.
    assert_eq!(issuer.asked(), 1);

    // Neither the secret of the client nor what the browser held is kept anywhere.
    let whole = format!("{:?}", record(&client).await);
    let random = held.split_once('.').unwrap().1;
    assert!(!whole.contains(SECRET) && !whole.contains(random) && !whole.contains(&granted));
    for entry in std::fs::read_dir(client.folder()).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap_or_default();
        for word in [SECRET, random, sent.query["nonce"].as_str(), sent.state()] {
            assert!(!bytes.windows(word.len()).any(|part| part == word.as_bytes()), "{word}");
        }
    }
    assert_eq!(client.app.verify().await.unwrap().faults, Vec::<String>::new());
}

#[tokio::test]
async fn a_token_that_is_not_of_this_issuer_for_this_program_and_this_way_opens_nothing() {
    let issuer = Issuer::start().await;
    let (mut client, _content) = site(&issuer, "").await;
    linked(&mut client, &issuer, PLANNER, "u-1001").await;
    let now = Timestamp::now().as_second();
    for (claims, signed, problem, word) in [
        (json!({ "nonce": "0000" }), Signed::Ec, "oidc-token", "本次登录"),
        (json!({ "nonce": null }), Signed::Ec, "oidc-token", "本次登录"),
        (json!({ "aud": "another" }), Signed::Ec, "oidc-token", "不是发给本系统"),
        (json!({ "aud": [CLIENT, "another"] }), Signed::Ec, "oidc-token", "不是发给本系统"),
        (json!({ "iss": "https://other.gov.cn" }), Signed::Ec, "oidc-token", "平台签发"),
        (json!({ "exp": now - 1 }), Signed::Ec, "oidc-clock", "时间不一致"),
        (json!({ "iat": now + 600 }), Signed::Ec, "oidc-clock", "校准"),
        (json!({ "iat": now - 7200 }), Signed::Ec, "oidc-clock", "时间不一致"),
        (json!({}), Signed::Foreign, "oidc-token", "签名不对"),
        (json!({}), Signed::ForeignName, "oidc-token", "密钥不是平台公布"),
        (json!({}), Signed::Shared, "oidc-token", "算法"),
        (json!({}), Signed::Nothing, "oidc-token", ""),
    ] {
        let (sent, held) = leave(&client, &issuer).await;
        let granted = issuer.grant(&sent, claims.clone(), signed);
        let reply = back(&client, Some(&held), &way(&sent, &granted)).await;
        assert_eq!(set(&reply, "junxian_session"), None, "{claims}");
        let told = reply.expect_problem(401, problem);
        assert!(told["message"].as_str().unwrap().contains(word), "{claims}: {told}");
        let entry = newest(&client).await;
        assert!(entry.contains("登录失败") && entry.contains("令牌") && entry.contains("地址 local"), "{entry}");
    }
    // The same by the same way, whole: what was refused above was refused for its fault alone.
    for signed in [Signed::Ec, Signed::Rsa] {
        let (sent, held) = leave(&client, &issuer).await;
        let granted = issuer.grant(&sent, json!({}), signed);
        back(&client, Some(&held), &way(&sent, &granted)).await.expect(200);
    }
}

#[tokio::test]
async fn the_way_back_counts_once_in_the_browser_that_went_and_in_no_other() {
    let issuer = Issuer::start().await;
    let (mut client, _content) = site(&issuer, "").await;
    linked(&mut client, &issuer, PLANNER, "u-1001").await;
    let (sent, held) = leave(&client, &issuer).await;
    let (other, other_held) = leave(&client, &issuer).await;
    let granted = issuer.grant(&sent, json!({}), Signed::Ec);
    let late = format!("{}.{}", Timestamp::now().as_second() - 700, held.split_once('.').unwrap().1);
    for (browser, body) in [
        (None, way(&sent, &granted)),
        (Some(other_held.as_str()), way(&sent, &granted)),
        (Some("x"), way(&sent, &granted)),
        (Some(late.as_str()), way(&sent, &granted)),
        (Some(held.as_str()), way(&other, &granted)),
        (Some(held.as_str()), json!({ "code": granted })),
        (Some(held.as_str()), json!({ "state": "", "code": granted })),
    ] {
        let problem = back(&client, browser, &body).await.expect_problem(401, "oidc-state");
        assert!(problem["message"].as_str().unwrap().contains("同一个浏览器"), "{problem}");
        assert!(newest(&client).await.contains("浏览器不符"));
    }
    // A code that was granted to one way is worth nothing on another, though both are of this browser's issuer.
    let stolen = back(&client, Some(&other_held), &way(&other, &granted)).await;
    stolen.expect_problem(401, "oidc-code");
    let denied = json!({ "state": sent.state(), "error": "access_denied" });
    back(&client, Some(&held), &denied).await.expect_problem(401, "oidc-denied");

    back(&client, Some(&held), &way(&sent, &granted)).await.expect(200);
    // The issuer takes no code twice.
    back(&client, Some(&held), &way(&sent, &granted)).await.expect_problem(401, "oidc-code");
    // And if it did: the way itself counts once.
    let again = issuer.grant(&sent, json!({}), Signed::Ec);
    let problem = back(&client, Some(&held), &way(&sent, &again)).await.expect_problem(401, "unauthenticated");
    assert!(problem["message"].as_str().unwrap().contains("已用过"), "{problem}");
    assert!(newest(&client).await.contains("已用过"));
}

#[tokio::test]
async fn whom_nobody_knows_and_what_is_closed_stays_outside() {
    let issuer = Issuer::start().await;
    let (mut client, _content) = site(&issuer, "").await;
    let accounts = client.app.accounts(Timestamp::now()).await.unwrap().len();
    let (reply, _) = come(&client, &issuer, "u-9999").await;
    let problem = reply.expect_problem(401, "unauthenticated");
    assert!(problem["message"].as_str().unwrap().contains("u-9999"), "{problem}");
    assert!(newest(&client).await.contains("没有关联账户"));
    assert_eq!(client.app.accounts(Timestamp::now()).await.unwrap().len(), accounts, "nobody is made up");

    linked(&mut client, &issuer, PLANNER, "u-1001").await;
    for _ in 0..5 {
        client.log_in(PLANNER, "Wrong-Horse-99").await.expect(401);
    }
    let problem = come(&client, &issuer, "u-1001").await.0.expect_problem(401, "unauthenticated");
    assert!(problem["message"].as_str().unwrap().contains("锁定"), "{problem}");
    assert!(newest(&client).await.contains("锁定中"));

    // Disabled by two administrators: the link is there still and opens nothing.
    let host = Actor::new("host");
    let change = model::people::AccessChange::Disable { user: PLANNER.to_string() };
    client.app.reset_password(&host, PLANNER, Timestamp::now()).await.unwrap();
    let (system, security) = administrators(&mut client).await;
    agree(&mut client, (&system, &security), &[serde_json::to_value(change).unwrap()]).await;
    let problem = come(&client, &issuer, "u-1001").await.0.expect_problem(401, "unauthenticated");
    assert!(problem["message"].as_str().unwrap().contains("停用"), "{problem}");
    assert!(newest(&client).await.contains("停用"));
}

type Session = (Option<String>, Option<String>);

async fn administrators(client: &mut Client) -> (Session, Session) {
    let mut sessions = Vec::new();
    for user in [SYSTEM, SECURITY] {
        log_in(client, user).await;
        client.enrol().await;
        sessions.push((client.cookie.clone(), client.csrf.clone()));
    }
    let security = sessions.pop().unwrap();
    (sessions.pop().unwrap(), security)
}

/// What one administrator proposes and the other approves.
async fn agree(client: &mut Client, (system, security): (&Session, &Session), changes: &[Value]) -> Value {
    (client.cookie, client.csrf) = system.clone();
    let proposal = client.json(Method::POST, "/api/proposals", &json!({ "changes": changes })).await.expect(200).json();
    (client.cookie, client.csrf) = security.clone();
    let path = format!("/api/proposals/{}/decision", proposal["id"]);
    let answer = client.json(Method::POST, &path, &json!({ "is_approved": true })).await.expect(200).json();
    (client.cookie, client.csrf) = (None, None);
    answer
}

#[tokio::test]
async fn two_administrators_link_an_account_and_its_one_time_password_is_not_asked_for() {
    let issuer = Issuer::start().await;
    let (mut client, _content) = site(&issuer, "").await;
    let (system, security) = administrators(&mut client).await;
    let link = |user: &str, subject: &str| json!({ "kind": "link_identity", "user": user, "subject": subject });
    let answer = agree(
        &mut client,
        (&system, &security),
        &[
            json!({ "kind": "open", "user": "xiaowang", "display_name": "小王" }),
            json!({ "kind": "grant", "assignment": { "user": "xiaowang", "role": "planner", "valid_from": "2026-01-01" } }),
            link("xiaowang", "u-2002"),
        ],
    )
    .await;
    let line = answer["proposal"]["lines"][2].as_str().unwrap();
    assert!(line.contains("u-2002") && line.contains(&issuer.address()), "{line}");
    let reply = come(&client, &issuer, "u-2002").await.0.expect(200);
    assert_eq!((&reply.json()["user"], &reply.json()["must_change_password"]), (&"xiaowang".into(), &false.into()));
    take_session(&mut client, &reply);
    client.get("/api/plans").await.expect(200);

    // One identity, one account, both ways; and nothing that is no name.
    (client.cookie, client.csrf) = system.clone();
    for (change, status, word) in [
        (link(PLANNER, "u-2002"), 409, "只能关联一个账户"),
        (link("xiaowang", "u-3003"), 409, "请先解除"),
        (link(PLANNER, ""), 422, "sub"),
        (link(PLANNER, "张三"), 422, "sub"),
        (json!({ "kind": "unlink_identity", "user": PLANNER }), 409, "没有关联"),
    ] {
        let reply = client.json(Method::POST, "/api/proposals", &json!({ "changes": [change] })).await;
        let problem = reply.expect(status).json();
        assert!(problem["message"].as_str().unwrap().contains(word), "{problem}");
    }
    // Ended by two, with the sessions that it opened.
    let unlink = json!({ "kind": "unlink_identity", "user": "xiaowang" });
    agree(&mut client, (&system, &security), &[unlink]).await;
    take_session(&mut client, &reply);
    client.get("/api/plans").await.expect(401);
    come(&client, &issuer, "u-2002").await.0.expect_problem(401, "unauthenticated");
    let told: Vec<Value> = record(&client).await;
    for action in ["关联统一身份", "解除统一身份关联"] {
        assert!(told.iter().any(|entry| entry["action"] == action && entry["object"] == "user/xiaowang"), "{action}");
    }
    // Free again.
    agree(&mut client, (&system, &security), &[link(PLANNER, "u-2002")]).await;
    assert_eq!(come(&client, &issuer, "u-2002").await.0.expect(200).json()["user"], PLANNER);
    assert_eq!(client.app.verify().await.unwrap().faults, Vec::<String>::new());
}

#[tokio::test]
async fn an_administrator_needs_the_second_factor_after_the_issuer_too() {
    let issuer = Issuer::start().await;
    let (mut client, _content) = site(&issuer, "").await;
    let (system, security) = administrators(&mut client).await;
    let link = json!({ "kind": "link_identity", "user": AUDITOR, "subject": "u-1" });
    agree(&mut client, (&system, &security), &[link]).await;
    // Without one: nothing but setting it up.
    let reply = come(&client, &issuer, "u-1").await.0.expect(200);
    assert_eq!(reply.json()["must_set_second_factor"], true);
    take_session(&mut client, &reply);
    client.get("/api/audit").await.expect_problem(403, "must-set-second-factor");
    let secret = client.enrol().await;
    client.get("/api/audit").await.expect(200);
    (client.cookie, client.csrf) = (None, None);

    let (reply, held) = come(&client, &issuer, "u-1").await;
    assert_eq!(set(&reply, "junxian_session"), None);
    reply.expect_problem(401, "second-factor");
    let next = |code: &str| json!({ "code": code });
    let path = "/api/oidc/session/code";
    let wrong = post(&client, path, Some(&held), &next("000000")).await.expect_problem(401, "unauthenticated");
    assert!(wrong["message"].as_str().unwrap().contains("再错"), "{wrong}");
    // In another browser the code opens nothing.
    let right = code(&secret, 30);
    post(&client, path, None, &next(&right)).await.expect_problem(401, "oidc-state");
    let (_, other) = leave(&client, &issuer).await;
    post(&client, path, Some(&other), &next(&right)).await.expect_problem(401, "unauthenticated");
    let reply = post(&client, path, Some(&held), &next(&right)).await.expect(200);
    take_session(&mut client, &reply);
    client.get("/api/audit").await.expect(200);
    assert!(newest(&client).await.contains("经统一身份认证，使用动态口令"));
    post(&client, path, Some(&held), &next(&right)).await.expect_problem(401, "unauthenticated");
}

#[tokio::test]
async fn an_account_is_linked_by_its_holder_who_proves_it_again() {
    let issuer = Issuer::start().await;
    let (mut client, _content) = site(&issuer, "").await;
    log_in(&mut client, PLANNER).await;
    let wrong = json!({ "password": "Wrong-Horse-99" });
    client.json(Method::POST, "/api/oidc/link-attempts", &wrong).await.expect_problem(422, "bad-input");
    let secret = client.enrol().await;
    let without = json!({ "password": PASSWORD });
    let problem = client.json(Method::POST, "/api/oidc/link-attempts", &without).await.expect_problem(422, "bad-input");
    assert!(problem["message"].as_str().unwrap().contains("动态口令"), "{problem}");
    let body = json!({ "password": PASSWORD, "code": code(&secret, 30) });
    let reply = client.json(Method::POST, "/api/oidc/link-attempts", &body).await.expect(200);
    let sent = issuer.visited(reply.json()["address"].as_str().unwrap());
    let held = set(&reply, "junxian_oidc").unwrap();
    let granted = issuer.grant(&sent, json!({ "sub": "u-7" }), Signed::Ec);

    // It is no log-in, and no link of somebody else's account.
    back(&client, Some(&held), &way(&sent, &granted)).await.expect_problem(401, "oidc-state");
    let own: Session = (client.cookie.clone(), client.csrf.clone());
    (client.cookie, client.csrf) = (None, None);
    log_in(&mut client, SYSTEM).await;
    client.enrol().await;
    finish_link(&client, &held, &way(&sent, &granted)).await.expect_problem(409, "conflict");
    (client.cookie, client.csrf) = own;
    let granted = issuer.grant(&sent, json!({ "sub": "u-7" }), Signed::Ec);
    finish_link(&client, &held, &way(&sent, &granted)).await.expect(204);
    let account = client.get("/api/own-account").await.expect(200).json();
    assert_eq!((&account["account"]["identity"], &account["issuer"]), (&"u-7".into(), &"统一身份认证".into()));
    // Once.
    let granted = issuer.grant(&sent, json!({ "sub": "u-8" }), Signed::Ec);
    finish_link(&client, &held, &way(&sent, &granted)).await.expect_problem(409, "conflict");

    client.json(Method::POST, "/api/oidc/unlinking", &wrong).await.expect_problem(422, "bad-input");
    client.json(Method::POST, "/api/oidc/unlinking", &without).await.expect(204);
    assert!(newest(&client).await.contains("解除统一身份关联"));
    come(&client, &issuer, "u-7").await.0.expect_problem(401, "unauthenticated");
}

#[tokio::test]
async fn a_reset_password_ends_the_way_to_a_link_that_was_begun_before() {
    let issuer = Issuer::start().await;
    let (mut client, _content) = site(&issuer, "").await;
    log_in(&mut client, PLANNER).await;
    let (sent, held) = begin_link(&client, &issuer).await;
    let one_time = client.app.reset_password(&Actor::new("host"), PLANNER, Timestamp::now()).await.unwrap();
    (client.cookie, client.csrf) = (None, None);
    let reply = client.log_in(PLANNER, &one_time).await.expect(200);
    client.remember(&reply);
    let body = json!({ "current": one_time, "new": "County-Plan-2026x" });
    client.json(Method::POST, "/api/password", &body).await.expect(204);
    (client.cookie, client.csrf) = (None, None);
    let reply = client.log_in(PLANNER, "County-Plan-2026x").await.expect(200);
    client.remember(&reply);
    let granted = issuer.grant(&sent, json!({}), Signed::Ec);
    finish_link(&client, &held, &way(&sent, &granted)).await.expect_problem(409, "conflict");
}

#[tokio::test]
async fn an_issuer_that_is_not_there_or_not_the_declared_one_is_said_to_be_unavailable() {
    // Nobody listens there any more.
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let (client, _content) = site(&Issuer::at(&format!("http://127.0.0.1:{port}")), "").await;
    let problem =
        client.json(Method::POST, "/api/oidc/attempts", &json!({})).await.expect_problem(503, "oidc-unreachable");
    assert!(problem["message"].as_str().unwrap().contains("用用户名和密码登录"), "{problem}");

    // It does not know this program, or not by this secret.
    let other = Issuer::start().await;
    let (client, content) = site(&other, "").await;
    drop(client);
    std::fs::write(content.path().join("presets/oidc.secret"), "another").unwrap();
    let folder = tempfile::tempdir().unwrap();
    let client = over(open_with_content(folder.path(), content.path()).await, folder);
    let (sent, held) = leave(&client, &other).await;
    let granted = other.grant(&sent, json!({}), Signed::Ec);
    let problem = back(&client, Some(&held), &way(&sent, &granted)).await.expect_problem(503, "oidc-unreachable");
    assert!(problem["message"].as_str().unwrap().contains("密钥"), "{problem}");
    assert!(newest(&client).await.contains("密钥"));

    // Another one answers there under its own name.
    let path = content.path().join("presets/oidc.toml");
    let declared = std::fs::read_to_string(&path).unwrap().replace(&other.address(), &format!("{}/", other.address()));
    std::fs::write(&path, declared).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let client = over(open_with_content(folder.path(), content.path()).await, folder);
    let problem =
        client.json(Method::POST, "/api/oidc/attempts", &json!({})).await.expect_problem(503, "oidc-unreachable");
    assert!(problem["message"].as_str().unwrap().contains("不一致"), "{problem}");
}

#[tokio::test]
async fn over_tls_only_an_issuer_that_a_trusted_authority_vouches_for_is_asked() {
    let (issuer, own) = Issuer::start_over_tls().await;
    let (_, foreign) = Issuer::start_over_tls().await;
    for (pem, is_trusted) in [(&own, true), (&foreign, false)] {
        let content = tempfile::tempdir().unwrap();
        issuer.declare(content.path(), "authorities = \"ca.pem\"");
        std::fs::write(content.path().join("presets/ca.pem"), pem).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let client = over(open_with_content(folder.path(), content.path()).await, folder);
        let reply = client.json(Method::POST, "/api/oidc/attempts", &json!({})).await;
        if is_trusted {
            issuer.visited(reply.expect(200).json()["address"].as_str().unwrap());
        } else {
            let problem = reply.expect_problem(503, "oidc-unreachable");
            assert!(problem["message"].as_str().unwrap().contains("证书没有通过核验"), "{problem}");
            assert_eq!(issuer.asked(), 1);
        }
    }
}
