//! Who comes through which door: every route with every role, against the reviewed table beside this file.

use std::collections::BTreeSet;
use std::fmt::Write;

use axum::http::Method;
use expect_test::expect_file;
use model::people::Role;
use serde_json::json;
use server::{ROUTES, openapi};

use crate::client::{Client, PASSWORD, code, with_roles};

/// Method, path as it is declared, path with its parameters filled in.
fn guarded() -> Vec<(Method, String, String)> {
    let document = serde_json::to_value(openapi()).unwrap();
    let mut found: Vec<(Method, String, String)> = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            if operation.get("security").is_some() {
                let filled: Vec<&str> =
                    path.split('/').map(|part| if part.starts_with('{') { "1" } else { part }).collect();
                found.push((method.to_uppercase().parse().unwrap(), path.clone(), filled.join("/")));
            }
        }
    }
    found.sort_by(|one, two| (&one.1, one.0.as_str()).cmp(&(&two.1, two.0.as_str())));
    found
}

#[test]
fn every_route_declares_what_it_asks_for() {
    let declared: BTreeSet<(String, String)> =
        ROUTES.iter().map(|(method, path, _)| (method.to_string(), path.to_string())).collect();
    assert_eq!(declared.len(), ROUTES.len(), "a route is declared twice");
    let served: BTreeSet<(String, String)> =
        guarded().into_iter().map(|(method, path, _)| (method.to_string(), path)).collect();
    let closed: Vec<_> = served.difference(&declared).collect();
    assert!(closed.is_empty(), "add these routes to crates/server/src/access.rs: {closed:?}");
    let stale: Vec<_> = declared.difference(&served).collect();
    assert!(stale.is_empty(), "these routes are gone: {stale:?}");
}

async fn entered(client: &mut Client, user: &str) {
    (client.cookie, client.csrf) = (None, None);
    let reply = client.log_in(user, PASSWORD).await.expect(200);
    client.remember(&reply);
}

/// Asks every door as every role; what the table says was looked at by a person. After a change of routes or roles:
/// `UPDATE_EXPECT=1 cargo test -p server access`, and read what changed.
#[tokio::test]
async fn every_role_comes_through_its_doors_and_no_other() {
    let mut client = with_roles(&Role::ALL).await;
    let mut table = String::new();
    let mut open: Vec<BTreeSet<Role>> = vec![BTreeSet::new(); guarded().len()];
    for role in Role::ALL {
        let user = format!("user-{}", Role::ALL.iter().position(|one| *one == role).unwrap());
        entered(&mut client, &user).await;
        let secret = if role.is_administrator() { Some(client.enrol().await) } else { None };
        for (place, (method, path, filled)) in guarded().into_iter().enumerate() {
            let reply = client.json(method.clone(), &filled, &json!({})).await;
            assert_ne!(reply.status, 401, "{method} {path} as {role:?}: {}", reply.text());
            let is_refused = reply.status == 403;
            if is_refused {
                assert_eq!(reply.json()["code"], "forbidden", "{method} {path} as {role:?}: {}", reply.text());
            } else {
                open[place].insert(role);
            }
            if path == "/api/session" && method == Method::DELETE {
                (client.cookie, client.csrf) = (None, None);
                let now = secret.as_deref().map(|secret| code(secret, 30)).unwrap_or_default();
                let reply = client.log_in_with(&user, PASSWORD, &now).await.expect(200);
                client.remember(&reply);
            }
        }
    }
    for ((method, path, _), roles) in guarded().into_iter().zip(open) {
        let words: Vec<&str> = roles.iter().map(|role| role.in_words()).collect();
        let words = if roles.len() == Role::ALL.len() { "所有岗位".to_string() } else { words.join("、") };
        writeln!(table, "{method:<6} {path}\n       {words}").unwrap();
    }
    expect_file!["access.txt"].assert_eq(&table);
}

/// What everybody does with their own account.
const OWN: [&str; 8] = [
    "/api/session",
    "/api/password",
    "/api/own-account",
    "/api/calendar-feed",
    "/api/second-factor",
    "/api/oidc/link-attempts",
    "/api/oidc/link",
    "/api/oidc/unlinking",
];

#[tokio::test]
async fn somebody_without_a_role_has_an_account_and_nothing_else() {
    let mut client = with_roles(&[]).await;
    entered(&mut client, "user-none").await;
    for (method, path, filled) in guarded() {
        if !OWN.contains(&path.as_str()) {
            let problem = client.json(method.clone(), &filled, &json!({})).await.expect_problem(403, "forbidden");
            assert!(problem["message"].as_str().unwrap().contains("没有任何岗位"), "{method} {path}: {problem}");
        }
    }
    client.get("/api/session").await.expect(200);
}
