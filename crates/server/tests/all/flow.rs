//! The main job over HTTP: text in, reviewed, status, bulletin, documents out.

use axum::http::Method;
use serde_json::{Value, json};

use crate::client::{SAMPLE, user};

#[tokio::test]
async fn from_the_official_text_to_the_bulletin() {
    let client = user().await;
    let form = [("code", "sample")];
    let plan = client.upload(Method::POST, "/api/plans", "方案.txt", SAMPLE.as_bytes(), &form).await.expect(200).json();
    assert_eq!(plan["code"], "sample");
    assert!(plan["target_count"].as_u64().unwrap() > 0, "{plan}");

    // A person confirms one item; both readings stay.
    let review = client.get("/api/plans/sample").await.expect(200).json();
    assert_eq!(review["text"], SAMPLE);
    let items = review["items"].as_array().unwrap();
    let target = items.iter().find(|item| item["kind"] == "target").unwrap();
    let decision = json!({ "action": { "action": "confirm", "kind": "target", "id": target["id"] }, "note": "核对无误", "seen": 0 });
    let path = "/api/plans/sample/decisions";
    let review = client.json(Method::POST, path, &decision).await.expect(200).json();
    assert_eq!(review["summary"]["checked"], 1);
    assert_eq!(review["decisions"][0]["actor"], "jihua");
    let unknown = json!({ "action": { "action": "confirm", "kind": "target", "id": "T9999" }, "seen": 1 });
    client.json(Method::POST, path, &unknown).await.expect_problem(409, "conflict");

    // The same item decided upon from an old screen is refused; the new words of nobody are asked about.
    let late = json!({ "action": { "action": "reject", "kind": "target", "id": target["id"] }, "seen": 0 });
    client.json(Method::POST, path, &late).await.expect_problem(409, "stale");
    let mut item = target["current"].clone();
    item["item"]["unit"] = json!("坨");
    let strange = json!({ "action": { "action": "correct", "item": item }, "seen": 1 });
    let problem = client.json(Method::POST, path, &strange).await.expect_problem(422, "unknown-word");
    assert_eq!(problem["unknown"][0]["word"], "坨");
    let news = client.get("/api/plans/sample/news?pulse=0").await.expect(200).json();
    let pulse = &news["pulse"];
    assert_eq!(news["state"]["revision"], 1);
    let news = client.get(&format!("/api/plans/sample/news?pulse={pulse}")).await.expect(200).json();
    assert!(news["state"].is_null(), "{news}");
    for (format, magic) in [("xlsx", &b"PK"[..]), ("json", b"{"), ("akn", b"<?xml"), ("stratml", b"<?xml")] {
        let file = client.get(&format!("/api/plans/sample/export/{format}")).await.expect(200);
        assert!(file.body.starts_with(magic), "{format}");
    }
    client.get("/api/plans/sample/export/pdf").await.expect_problem(404, "not-found");
    client.get("/api/comparison?old=sample@draft&new=sample").await.expect(200);
    let form = [("old", "sample")];
    let amended = SAMPLE.replace("800个", "900个");
    let reply = client.upload(Method::POST, "/api/comparison", "新.txt", amended.as_bytes(), &form).await.expect(200);
    assert!(reply.text().contains("由800个上调为900个"));
    client.upload(Method::POST, "/api/comparison", "新.txt", b"x", &[]).await.expect_problem(400, "bad-request");

    let stage = json!({ "stage": "issued", "note": null });
    let stages = client.json(Method::POST, "/api/plans/sample/stages", &stage).await;
    assert!(stages.status.is_success() || stages.status == 409, "{}", stages.text());

    // Status, with figures that say where they come from.
    let overview = client.get("/api/plans/sample/overview?as_of=2026-06-30").await.expect(200).json();
    assert_eq!(overview["frame"]["as_of"], "2026-06-30");
    let targets = client.get("/api/plans/sample/targets?as_of=2026-06-30").await.expect(200).json();
    let row = &targets["rows"][0];
    let id = row["status_figure"]["id"].as_str().unwrap();
    let explanation = client.get(&format!("/api/figures?id={}", encoded(id))).await.expect(200).json();
    assert_eq!(explanation["derivation"]["value"], row["status_figure"]["text"]);
    let tasks = client.get("/api/plans/sample/tasks").await.expect(200).json();
    let task = tasks["rows"][0]["id"].as_str().unwrap();
    client.get(&format!("/api/plans/sample/tasks/{task}")).await.expect(200);
    let ledger = client.get("/api/plans/sample/tasks.xlsx").await.expect(200);
    assert!(ledger.body.starts_with(b"PK"));
    assert!(ledger.header("content-disposition").contains("filename*=UTF-8''%E4%BB%BB%E5%8A%A1"));

    // The bulletin and its files; the same file twice is the same bytes.
    let request = json!({ "as_of": "2026-06-30", "number": "示字〔2026〕1号", "rounding": "plain" });
    let path = "/api/plans/sample/bulletins";
    let bulletin = client.json(Method::POST, path, &request).await.expect(200).json();
    let id = bulletin["id"].as_i64().unwrap();
    for (file, kind, magic) in [
        ("file.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", &b"PK"[..]),
        ("file.pdf", "application/pdf", b"%PDF"),
        ("file.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", b"PK"),
    ] {
        let path = format!("/api/bulletins/{id}/{file}");
        let first = client.get(&path).await.expect(200);
        assert_eq!(first.header("content-type"), kind);
        assert!(first.body.starts_with(magic), "{file}");
        assert_eq!(first.body, client.get(&path).await.expect(200).body, "{file}");
    }
    let listed = client.get(path).await.expect(200).json();
    assert_eq!(listed[0]["cut"], bulletin["cut"]);
    let short = &bulletin["figures"][0]["short"];
    client.get(&format!("/api/figures?id=B{id}-{}", short.as_str().unwrap())).await.expect(200);

    let audit = client.get("/api/audit").await.expect(200).json();
    let actions: Vec<&str> =
        audit["entries"].as_array().unwrap().iter().filter_map(|entry| entry["action"].as_str()).collect();
    assert!(actions.iter().any(|action| action.contains("通报")), "{actions:?}");
}

#[tokio::test]
async fn data_go_in_whole_or_not_at_all_and_come_out_in_the_same_layout() {
    let client = user().await;
    let template = client.get("/api/observations.csv?template=true").await.expect(200);
    assert_eq!(template.header("content-type"), "text/csv; charset=utf-8");
    let header = template.text().trim_start_matches('\u{feff}').trim_end().to_string();
    assert!(header.contains("指标"), "{header}");
    let columns = header.lines().next().unwrap();
    let file = format!("{columns}\n{}\n", ",".repeat(columns.matches(',').count()).replacen("", "不存在的指标", 1));
    let reply = client.upload(Method::POST, "/api/observations", "表.csv", file.as_bytes(), &[]).await;
    let report = reply.expect(422).json();
    assert_eq!(report["accepted"], false, "{report}");
    assert_eq!(report["errors"][0]["line"], 2, "{report}");
    let page = client.get("/api/observations?limit=5").await.expect(200).json();
    assert_eq!((&page["total"], &page["next"]), (&0.into(), &serde_json::Value::Null));
    for path in ["/api/observations", "/api/audit"] {
        let refused = client.get(&format!("{path}?cursor=abc")).await.expect_problem(422, "bad-input");
        assert!(refused["message"].as_str().unwrap().contains("翻页标记"), "{refused}");
    }
    assert!(client.get("/api/observations.xlsx").await.expect(200).body.starts_with(b"PK"));
    client.get("/api/dictionary").await.expect(200);
}

/// Percent-encoded for a query.
fn encoded(text: &str) -> String {
    let byte = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'~' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    text.bytes().map(byte).collect()
}

#[test]
fn the_committed_document_is_the_one_that_the_routes_give() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../web/openapi.json");
    let committed: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let document = serde_json::to_value(server::openapi()).unwrap();
    assert!(committed == document, "web/openapi.json is old; run `junxian openapi -o web/openapi.json`");
}
