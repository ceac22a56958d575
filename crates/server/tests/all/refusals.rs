//! What the server refuses, and how it says so.

use axum::http::Method;
use serde_json::json;
use server::{BODY_LIMIT, Options, openapi};

use crate::client::{NEWCOMER, PASSWORD, SAMPLE, USER, user, visitor};

/// Every operation of the OpenAPI document: method, path with its parameters filled in, whether it asks for a session.
fn operations() -> Vec<(Method, String, bool)> {
    let document = serde_json::to_value(openapi()).unwrap();
    let mut operations = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        let path = path.replace("{plan}", "p").replace("{id}", "1").replace("{code}", "370702");
        for (method, operation) in item.as_object().unwrap() {
            let method = method.to_uppercase().parse().unwrap();
            operations.push((method, path.clone(), operation.get("security").is_some()));
        }
    }
    operations
}

#[tokio::test]
async fn nothing_but_the_door_opens_without_a_session() {
    let client = visitor(Options::default()).await;
    let mut open = Vec::new();
    for (method, path, is_guarded) in operations() {
        if is_guarded {
            let reply = client.json(method.clone(), &path, &json!({})).await;
            assert_eq!(reply.status, 401, "{method} {path}");
            reply.expect_problem(401, "unauthenticated");
        } else {
            open.push(format!("{method} {path}"));
        }
    }
    open.sort();
    // The address of a calendar is its own key; an issuer of log-ins is a door as the password is.
    let doors = [
        "GET /api/calendar/{file}",
        "GET /api/oidc",
        "GET /api/openapi.json",
        "GET /healthz",
        "POST /api/oidc/attempts",
        "POST /api/oidc/session",
        "POST /api/oidc/session/code",
        "POST /api/session",
    ];
    assert_eq!(open, doors);
    assert!(operations().len() > 30);
}

#[tokio::test]
async fn every_change_needs_the_token_of_the_session() {
    let mut client = user().await;
    let right = client.csrf.take();
    for wrong in [None, Some(String::new()), Some("0".repeat(right.as_ref().unwrap().len()))] {
        client.csrf = wrong;
        for (method, path, is_guarded) in operations() {
            if is_guarded && method != Method::GET {
                client.json(method, &path, &json!({})).await.expect_problem(403, "csrf");
            }
        }
    }
    client.get("/api/session").await.expect(200);
    client.csrf = right;
    client.json(Method::DELETE, "/api/session", &json!({})).await.expect(204);
    client.get("/api/session").await.expect_problem(401, "unauthenticated");
}

#[tokio::test]
async fn beyond_its_changes_of_a_minute_an_account_waits_and_others_do_not() {
    let mut client = user().await;
    let change = json!({});
    let mut refused = None;
    // Twice as many as one account may send in a minute, in case a minute ends meanwhile.
    for _ in 0..2_400 {
        let reply = client.json(Method::POST, "/api/observations", &change).await;
        if reply.status.as_u16() == 429 {
            refused = Some(reply);
            break;
        }
    }
    let refused = refused.unwrap();
    let wait: u64 = refused.header("retry-after").parse().unwrap();
    assert!((1..=60).contains(&wait), "{wait}");
    let problem = refused.expect_problem(429, "too-many-requests");
    assert!(problem["message"].as_str().unwrap().contains("秒后再试"), "{problem}");
    client.get("/api/session").await.expect(200);
    let newcomer = client.one_time_password.clone();
    let entered = client.log_in(NEWCOMER, &newcomer).await.expect(200);
    client.remember(&entered);
    assert_ne!(client.json(Method::POST, "/api/observations", &change).await.status.as_u16(), 429);
}

#[tokio::test]
async fn a_one_time_password_opens_only_the_change_of_password() {
    let mut client = visitor(Options::default()).await;
    let one_time = client.one_time_password.clone();
    let reply = client.log_in(NEWCOMER, &one_time).await.expect(200);
    client.remember(&reply);
    assert_eq!(client.get("/api/session").await.expect(200).json()["must_change_password"], true);
    for (method, path, is_guarded) in operations() {
        if is_guarded && !path.ends_with("/session") && !path.ends_with("/password") {
            client.json(method, &path, &json!({})).await.expect_problem(403, "must-change-password");
        }
    }
    let change = |current: &str, new: &str| json!({ "current": current, "new": new });
    let path = "/api/password";
    assert!(client.json(Method::POST, path, &change("wrong", PASSWORD)).await.status.is_client_error());
    client.json(Method::POST, path, &change(&one_time, "short")).await.expect_problem(422, "bad-input");
    client.json(Method::POST, path, &change(&one_time, PASSWORD)).await.expect(204);
    client.log_in(NEWCOMER, &one_time).await.expect_problem(401, "unauthenticated");
    let reply = client.log_in(NEWCOMER, PASSWORD).await.expect(200);
    client.remember(&reply);
    client.get("/api/plans").await.expect(200);
}

#[tokio::test]
async fn the_cookie_is_closed_to_scripts_and_other_sites() {
    let client = visitor(Options::default()).await;
    let cookie = client.log_in(USER, PASSWORD).await.expect(200).header("set-cookie").to_string();
    for part in ["HttpOnly", "SameSite=Strict", "Path=/"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    assert!(!cookie.contains("Secure"));
    let client = visitor(Options { behind_tls: true, ..Options::default() }).await;
    let cookie = client.log_in(USER, PASSWORD).await.expect(200).header("set-cookie").to_string();
    assert!(cookie.contains("; Secure"), "{cookie}");
}

#[tokio::test]
async fn what_is_too_large_is_refused() {
    let client = user().await;
    let large = vec![b'a'; BODY_LIMIT + 1];
    let reply = client.upload(Method::POST, "/api/plans", "a.txt", &large, &[]).await;
    let problem = reply.expect_problem(413, "too-large");
    assert!(problem["message"].as_str().unwrap().contains("100MB"));
    // Just below the limit the server reads it; what it holds is another question.
    let nearly = vec![0; BODY_LIMIT - 1024];
    client.upload(Method::POST, "/api/plans", "a.bin", &nearly, &[]).await.expect_problem(400, "bad-file");
    let json = json!({ "current": "a".repeat(5 * 1024 * 1024), "new": "b" });
    client.json(Method::POST, "/api/password", &json).await.expect_problem(413, "too-large");
}

#[tokio::test]
async fn malformed_requests_get_a_problem_in_chinese() {
    let client = user().await;
    let plan = "/api/plans/none";
    client.get(plan).await.expect_problem(404, "not-found");
    client.get("/api/bulletins/one").await.expect_problem(404, "not-found");
    client.get("/api/nothing").await.expect_problem(404, "not-found");
    client.get(&format!("{plan}/targets?as_of=yesterday")).await.expect_problem(400, "bad-request");
    client.send(Method::DELETE, "/api/plans", None, Vec::new()).await.expect_problem(405, "method-not-allowed");
    let path = format!("{plan}/decisions");
    let kind = Some("application/json");
    client.send(Method::POST, &path, kind, b"{".to_vec()).await.expect_problem(400, "bad-request");
    client.upload(Method::POST, "/api/plans", "空.txt", b"", &[]).await.expect_problem(400, "bad-file");
    let reply =
        client.upload(Method::POST, "/api/observations", "表.csv", b"a,b\n1,2\n", &[("dataset", "other")]).await;
    reply.expect_problem(400, "bad-request");
    // Cut off in the middle, as when the network fails.
    let form = b"--cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\nabc".to_vec();
    let kind = Some("multipart/form-data; boundary=cut");
    client.send(Method::POST, "/api/plans", kind, form).await.expect_problem(400, "bad-request");
}

#[tokio::test]
async fn the_same_text_is_imported_once() {
    let client = user().await;
    let upload = || client.upload(Method::POST, "/api/plans", "方案.txt", SAMPLE.as_bytes(), &[("code", "sample")]);
    upload().await.expect(200);
    upload().await.expect_problem(409, "conflict");
    assert_eq!(client.get("/api/plans").await.expect(200).json().as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn behind_tls_the_cookie_is_bound_to_its_host_and_browsers_stay_on_tls() {
    let mut client = visitor(Options { behind_tls: true, ..Options::default() }).await;
    let reply = client.log_in(USER, PASSWORD).await.expect(200);
    let cookie = reply.header("set-cookie").to_string();
    assert!(cookie.starts_with("__Host-junxian_session=") && cookie.contains("; Secure"), "{cookie}");
    assert!(!cookie.contains("Domain"), "{cookie}");
    client.remember(&reply);
    let reply = client.get("/api/session").await.expect(200);
    assert!(reply.header("strict-transport-security").starts_with("max-age=31536000"));
    // A cookie that any host of the domain could have set opens nothing.
    client.cookie = client.cookie.map(|cookie| cookie.replace("__Host-", ""));
    client.get("/api/session").await.expect_problem(401, "unauthenticated");
    let plain = visitor(Options::default()).await.get("/").await;
    assert_eq!(plain.header("strict-transport-security"), "");
}

#[tokio::test]
async fn a_body_of_another_type_is_refused() {
    let client = user().await;
    let kind = "unsupported-media-type";
    for other in [None, Some("text/plain"), Some("application/x-www-form-urlencoded")] {
        client.send(Method::POST, "/api/password", other, b"{}".to_vec()).await.expect_problem(415, kind);
        client.send(Method::POST, "/api/plans", other, b"{}".to_vec()).await.expect_problem(415, kind);
    }
    let json = Some("application/json");
    client.send(Method::POST, "/api/plans", json, b"{}".to_vec()).await.expect_problem(415, kind);
    let large = json!({ "username": "a".repeat(20_000), "password": PASSWORD });
    client.json(Method::POST, "/api/session", &large).await.expect_problem(413, "too-large");
}

#[tokio::test]
async fn a_parameter_given_twice_is_refused() {
    let client = user().await;
    client.get("/api/audit?limit=1").await.expect(200);
    client.get("/api/audit?limit=1&limit=2").await.expect_problem(400, "bad-request");
}
