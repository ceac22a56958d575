//! Files of rows over HTTP: in as parts of a form, out as attachments under their Chinese names, to who may see the row.

use axum::http::Method;
use serde_json::{Value, json};

use crate::client::{Client, Reply, user, visitor};

const REGISTER: &str = "/api/registers/strong_county/self_check";
const PDF: &[u8] = b"%PDF-1.7\n1\n%%EOF\n";

async fn fill(client: &Client, register: &str, values: Value) {
    let body = json!({ "values": values, "accept_warnings": true });
    let path = format!("/api/registers/strong_county/{register}/row");
    let answer = client.json(Method::POST, &path, &body).await.expect(200).json();
    assert_eq!(answer["accepted"], true, "{answer}");
}

/// A row of a self-check needs what it refers to.
async fn ready() -> Client {
    let client = user().await;
    let version = json!({"version_code": "V1", "kind": "工业强县", "document": "文", "issuer": "机构", "valid_from": "2026-01-01"});
    fill(&client, "criteria_version", version).await;
    let criterion =
        json!({"criterion_code": "C1", "version": "V1", "kind": "门槛", "content": "条件", "comparison": "是否具备"});
    fill(&client, "title_criterion", criterion).await;
    fill(&client, "title_bid", json!({"bid_code": "B1", "county": "寿光市", "kind": "工业强县"})).await;
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
    let request = json!({"values": {"check_code": "Z1", "bid": "B1", "criterion": "C1"}});
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
    let stranger = visitor(server::Options::default()).await;
    stranger.get(&address).await.expect_problem(401, "unauthenticated");
    client.get(&address.replace("key=Z1", "key=Z2")).await.expect_problem(404, "not-found");
    client.get(&address.replace("field=proof", "field=points")).await.expect_problem(404, "not-found");
    let mut forged = ready().await;
    forged.csrf = None;
    assert_ne!(send(&forged, &request, &[("proof", "a.pdf", PDF)]).await.status.as_u16(), 200);
}

#[tokio::test]
async fn a_form_that_is_no_form_and_a_file_that_is_none_are_told_apart() {
    let client = ready().await;
    let request = json!({"values": {"check_code": "Z1", "bid": "B1", "criterion": "C1"}});
    let answer = send(&client, &request, &[("proof", "程序.pdf", b"MZ")]).await.expect(200).json();
    assert_eq!((&answer["accepted"], &answer["faults"][0]["field"]), (&json!(false), &json!("proof")));
    send(&client, &json!("nothing"), &[]).await.expect_problem(400, "bad-request");
    let path = format!("{REGISTER}/row/files");
    client.send(Method::POST, &path, Some("text/plain"), b"x".to_vec()).await.expect_problem(400, "bad-request");
    let large = vec![b'0'; 51 * 1024 * 1024];
    send(&client, &request, &[("proof", "大.pdf", &large)]).await.expect_problem(413, "too-large");
}
