//! Headers, the embedded web app, and a real socket.

use axum::body::Body;
use axum::http::Request;
use server::Options;

use crate::client::{user, visitor};

#[tokio::test]
async fn every_answer_forbids_other_hosts_frames_and_guessing() {
    let client = user().await;
    for path in ["/", "/tasks/3.1", "/api/plans", "/api/nothing", "/missing.js", "/healthz"] {
        let reply = client.get(path).await;
        let policy = reply.header("content-security-policy");
        for part in ["default-src 'self'", "script-src 'self'", "frame-ancestors 'none'", "object-src 'none'"] {
            assert!(policy.contains(part), "{path}: {policy}");
        }
        assert!(!policy.contains("http"), "{policy}");
        assert_eq!(reply.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(reply.header("referrer-policy"), "same-origin", "{path}");
        assert_eq!(reply.header("cache-control") == "no-store", path.starts_with("/api"), "{path}");
    }
}

#[tokio::test]
async fn addresses_of_the_web_app_lead_to_its_page_and_missing_files_do_not() {
    let client = visitor(Options::default()).await;
    for path in ["/", "/plans/sample/tasks"] {
        let page = client.get(path).await.expect(200);
        assert!(page.header("content-type").starts_with("text/html"), "{path}");
        assert!(page.text().contains("郡县"), "{path}");
    }
    client.get("/assets/missing.js").await.expect(404);
    client.get("/../Cargo.toml").await.expect(404);
}

#[tokio::test]
async fn large_answers_are_compressed_when_asked() {
    let client = visitor(Options::default()).await;
    let ask = |encoding: Option<&str>| {
        let mut request = Request::builder().uri("/api/openapi.json");
        if let Some(encoding) = encoding {
            request = request.header("accept-encoding", encoding);
        }
        client.ask(request.body(Body::empty()).unwrap())
    };
    let (plain, packed) = (ask(None).await.expect(200), ask(Some("gzip")).await.expect(200));
    assert_eq!(packed.header("content-encoding"), "gzip");
    assert!(packed.body.len() * 4 < plain.body.len());
}

#[tokio::test]
async fn answers_of_the_api_are_no_pages() {
    let client = user().await;
    for path in ["/api/plans", "/api/nothing", "/api/openapi.json", "/api/plans/none"] {
        let reply = client.get(path).await;
        assert!(["application/json", "application/problem+json"].contains(&reply.header("content-type")), "{path}");
        assert_eq!(reply.header("content-disposition"), "attachment; filename=\"api.json\"", "{path}");
    }
    for path in ["/", "/healthz", "/api/plans", "/api/observations.csv"] {
        let reply = client.get(path).await.expect(200);
        assert_eq!(reply.header("cross-origin-resource-policy"), "same-origin", "{path}");
        let kind = reply.header("content-type");
        assert!(!kind.starts_with("text/") || kind.ends_with("charset=utf-8"), "{path}: {kind}");
        for told in ["server", "x-powered-by", "access-control-allow-origin"] {
            assert_eq!(reply.header(told), "", "{path}: {told}");
        }
    }
}
