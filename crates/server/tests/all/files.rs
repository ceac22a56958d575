//! Files of rows over HTTP: in as parts of a form, out as attachments under their Chinese names, to who may see the row.

use std::path::Path;

use axum::http::Method;
use serde_json::{Value, json};
use server::Options;

use crate::client::{Client, PASSWORD, Reply, USER, visitor, visitor_of};

const REGISTER: &str = "/api/registers/pilot/permit";
const PDF: &[u8] = b"%PDF-1.7\n1\n%%EOF\n";

/// A register of one name and one file.
const PACK: &str = r#"
pack "附件试点" {
  code       = "pilot"
  version    = "2026.1"
  basis      = "试点〔2026〕1号"
  valid_from = "2026-01-01"
  certainty  = example
}
register "许可" {
  code       = "permit"
  basis      = "试点〔2026〕1号"
  cycle      = standing
  key        = [编号]
  definition = "一件许可"

  field "编号" {
    code     = "number"
    type     = text
    required = true
  }
  field "证书" {
    code = "proof"
    type = file
  }
}
"#;

async fn ready() -> Client {
    let prepare = |folder: &Path| {
        let folder = folder.join("packs/pilot/2026.1");
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("pack.hcl"), PACK).unwrap();
    };
    let mut client = visitor_of(Options::default(), prepare).await;
    let reply = client.log_in(USER, PASSWORD).await.expect(200);
    client.remember(&reply);
    client
}

async fn send(client: &Client, request: &Value, parts: &[(&str, &str, &[u8])]) -> Reply {
    let mut body =
        format!("--cut\r\nContent-Disposition: form-data; name=\"request\"\r\n\r\n{request}\r\n").into_bytes();
    for (field, name, bytes) in parts {
        let head = format!("--cut\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\n\r\n");
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(b"--cut--\r\n");
    let path = format!("{REGISTER}/row/files");
    client.send(Method::POST, &path, Some("multipart/form-data; boundary=cut"), body).await
}

#[tokio::test]
async fn a_file_goes_in_with_its_row_and_out_as_attachment_under_its_name() {
    let client = ready().await;
    let request = json!({"values": {"number": "Z1"}});
    let answer = send(&client, &request, &[("proof", "佐证 材料.pdf", PDF)]).await.expect(200).json();
    assert_eq!(answer["accepted"], true, "{answer}");
    let row = client.get(&format!("{REGISTER}/row?key=Z1")).await.expect(200).json();
    let file = &row["files"][0];
    assert_eq!(
        (&file["name"], &file["size"], &file["actor"]),
        (&json!("佐证 材料.pdf"), &json!("1 KB"), &json!("jihua"))
    );
    let digest = file["digest"].as_str().unwrap();
    let address = format!("{REGISTER}/row/file?key=Z1&field=proof&digest={digest}");
    let given = client.get(&address).await.expect(200);
    assert_eq!(given.body, PDF);
    assert_eq!(given.header("content-type"), "application/pdf");
    assert_eq!(given.header("x-content-type-options"), "nosniff");
    assert_eq!(
        given.header("content-disposition"),
        "attachment; filename=\"junxian.pdf\"; filename*=UTF-8''%E4%BD%90%E8%AF%81%20%E6%9D%90%E6%96%99.pdf"
    );

    // Nobody without a session, no file of another row or field, no change without the token.
    let stranger = visitor(Options::default()).await;
    stranger.get(&address).await.expect_problem(401, "unauthenticated");
    client.get(&address.replace("key=Z1", "key=Z2")).await.expect_problem(404, "not-found");
    client.get(&address.replace("field=proof", "field=number")).await.expect_problem(404, "not-found");
    let mut forged = ready().await;
    forged.csrf = None;
    assert_ne!(send(&forged, &request, &[("proof", "a.pdf", PDF)]).await.status.as_u16(), 200);
}

#[tokio::test]
async fn a_form_that_is_no_form_and_a_file_that_is_none_are_told_apart() {
    let client = ready().await;
    let request = json!({"values": {"number": "Z1"}});
    let answer = send(&client, &request, &[("proof", "程序.pdf", b"MZ")]).await.expect(200).json();
    assert_eq!((&answer["accepted"], &answer["faults"][0]["field"]), (&json!(false), &json!("proof")));
    send(&client, &json!("nothing"), &[]).await.expect_problem(400, "bad-request");
    let path = format!("{REGISTER}/row/files");
    client
        .send(Method::POST, &path, Some("text/plain"), b"x".to_vec())
        .await
        .expect_problem(415, "unsupported-media-type");
    let large = vec![b'0'; server::BODY_LIMIT + 1024];
    send(&client, &request, &[("proof", "大.pdf", &large)]).await.expect_problem(413, "too-large");
}

#[tokio::test]
async fn a_row_is_changed_only_as_it_was_read() {
    let client = ready().await;
    send(&client, &json!({"values": {"number": "Z9"}}), &[]).await.expect(200);
    let tag = client.get(&format!("{REGISTER}/row?key=Z9")).await.expect(200).header("etag").to_string();
    let change = async |tag: &str| {
        let body = json!({ "key": "Z9", "values": { "number": "Z9" }, "accept_warnings": true });
        let request = axum::http::Request::post(format!("{REGISTER}/row"))
            .header("content-type", "application/json")
            .header("cookie", client.cookie.clone().unwrap())
            .header("x-junxian-csrf", client.csrf.clone().unwrap())
            .header("if-match", tag)
            .body(axum::body::Body::from(body.to_string()))
            .unwrap();
        client.ask(request).await
    };
    change("*").await.expect_problem(400, "bad-request");
    change("\"999999\"").await.expect_problem(412, "stale");
    assert_eq!(change(&tag).await.expect(200).json()["accepted"], true);
}

async fn named(client: &Client, key: &str, path: &str, body: &Value) -> Reply {
    let request = axum::http::Request::post(path)
        .header("content-type", "application/json")
        .header("cookie", client.cookie.clone().unwrap())
        .header("x-junxian-csrf", client.csrf.clone().unwrap())
        .header("idempotency-key", key)
        .body(axum::body::Body::from(body.to_string()))
        .unwrap();
    client.ask(request).await
}

#[tokio::test]
async fn a_named_request_is_done_once_and_answered_again() {
    let client = ready().await;
    let path = format!("{REGISTER}/row");
    let row = json!({ "values": { "number": "Z5" } });
    // The browser goes away in the middle: what was begun is ended, and told to whoever asks again.
    for looks in 1..6 {
        let (key, body) = (format!("gone-{looks}"), json!({ "values": { "number": format!("Y{looks}") } }));
        {
            let mut gone = std::pin::pin!(named(&client, &key, &path, &body));
            for _ in 0..looks {
                let waker = std::task::Waker::noop();
                let _looked = gone.as_mut().poll(&mut std::task::Context::from_waker(waker));
                tokio::task::yield_now().await;
            }
        }
        let mut told = named(&client, &key, &path, &body).await;
        // It is still under way.
        for _ in 0..500 {
            if told.status == 409 {
                tokio::time::sleep(std::time::Duration::from_millis(20)).await;
                told = named(&client, &key, &path, &body).await;
            }
        }
        assert_eq!(told.expect(200).json()["accepted"], true, "{looks}");
    }
    let first = named(&client, "one", &path, &row).await.expect(200);
    assert_eq!((&first.json()["accepted"], first.header("idempotency-replayed")), (&true.into(), ""));
    let again = named(&client, "one", &path, &row).await.expect(200);
    assert_eq!(again.header("idempotency-replayed"), "true");
    assert_eq!((again.text(), again.header("content-type")), (first.text(), first.header("content-type")));
    // Under another name it is done, and there is such a row already.
    let second = named(&client, "two", &path, &row).await;
    assert!(second.status != 200 || second.json()["accepted"] == false, "{}", second.text());

    named(&client, "one", &path, &json!({ "values": { "number": "Z6" } })).await.expect_problem(422, "bad-input");
    named(&client, "a b", &path, &row).await.expect_problem(422, "bad-input");
    // What was refused did nothing: its name is free.
    named(&client, "three", "/api/registers/pilot/no/row", &row).await.expect_problem(404, "not-found");
    let later = named(&client, "three", &path, &json!({ "values": { "number": "Z7" } })).await.expect(200);
    assert_eq!((&later.json()["accepted"], later.header("idempotency-replayed")), (&true.into(), ""));
    // A secret is told once and kept nowhere.
    named(&client, "four", "/api/calendar-feed", &json!({})).await.expect_problem(400, "bad-request");
}
