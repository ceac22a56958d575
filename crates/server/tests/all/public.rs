//! The pages for readers without an account: every one of them is walked on a site full of what is not public, and none of
//! it is found.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use app::view::{BulletinRequest, IssueAct, RegisterBookQuery};
use app::{Actor, App};
use axum::body::Body;
use axum::http::Request;
use jiff::Timestamp;
use model::Dataset;
use model::people::DataClass;
use serde_json::json;

use crate::client::{Client, over};

const PLAN: &str = "weifang_county_2024_2025";
/// Stand only in what is not public.
const PHONE: &str = "13900001111";
const INNER_ROW: &str = "内部记录七七七";
const INNER_VALUE: &str = "98765.4";
const INNER_SOURCE: &str = "内部填报材料";
const WAITING_VALUE: &str = "87654.3";

const PACK: &str = r#"
pack "公开试点" {
  code       = "open_pilot"
  version    = "2026.1"
  basis      = "试点〔2026〕1号"
  valid_from = "2026-01-01"
  certainty  = example
}
register "示范名单" {
  code       = "shown"
  class      = public
  basis      = "试点〔2026〕1号"
  cycle      = standing
  key        = [编号]
  definition = "公布的示范单位"

  field "编号" {
    code     = "number"
    type     = text
    required = true
  }
  field "联系电话" {
    code  = "phone"
    type  = text
    class = sensitive
  }
  field "名称" {
    code = "name"
    type = text
  }
}
register "内部台账" {
  code       = "inner"
  basis      = "试点〔2026〕1号"
  cycle      = standing
  key        = [事项]
  definition = "不公开的台账"

  field "事项" {
    code     = "matter"
    type     = text
    required = true
  }
}
"#;

/// A bulletin on its way to its readers of a class; its code.
async fn published(app: &App, class: DataClass, day: &str, now: Timestamp) -> String {
    let (one, other) = (Actor::new("甲"), Actor::new("乙"));
    let request = BulletinRequest {
        dataset: Some(Dataset::Real),
        issuer: Some("示例办公室".into()),
        date: Some(day.parse().unwrap()),
        as_of: Some("2025-12-31".parse().unwrap()),
        ..BulletinRequest::default()
    };
    let id = app.create_bulletin(&one, PLAN, &request, now).await.unwrap().id;
    let code = app.begin_issue(&one, id, now).await.unwrap().summary.code;
    app.act_on_issue(&one, &code, &IssueAct::Submit { class }, now).await.unwrap();
    app.act_on_issue(&other, &code, &IssueAct::Approve, now).await.unwrap();
    app.act_on_issue(&one, &code, &IssueAct::Number, now).await.unwrap();
    app.act_on_issue(&one, &code, &IssueAct::Publish, now).await.unwrap();
    code
}

/// The demo, a pack with a public register, and in every corner something that nobody outside may read.
async fn full() -> (Client, String, String) {
    let folder = tempfile::tempdir().unwrap();
    let pack = folder.path().join("packs/open_pilot/2026.1");
    std::fs::create_dir_all(&pack).unwrap();
    std::fs::write(pack.join("pack.hcl"), PACK).unwrap();
    let app = crate::client::open(folder.path()).await;
    let (actor, now) = (Actor::new("设置"), Timestamp::now());
    app.load_demo(&actor, now, |_| {}).await.unwrap();
    let book = RegisterBookQuery { dataset: Some(Dataset::Real), ..RegisterBookQuery::default() };
    for (register, values) in [
        ("shown", json!({ "number": "A1", "name": "甲示范<b>单位", "phone": PHONE })),
        ("inner", json!({ "matter": INNER_ROW })),
    ] {
        let request = serde_json::from_value(json!({ "values": values })).unwrap();
        let saved = app.save_row(&actor, ("open_pilot", register), &book, &request, now).await.unwrap();
        assert!(saved.accepted, "{saved:?}");
    }
    let day = |hours: i64| now.checked_add(jiff::SignedDuration::from_hours(hours)).unwrap();
    let release = app::view::ReleaseDraft {
        indicator: "gdp".into(),
        period: "2025".into(),
        release: day(48),
        reason: None,
        dataset: None,
    };
    let file = format!(
        "指标,地区,报告期,数值,单位,口径,等级,状态,来源,获知日期\n\
         地区生产总值,寿光市,2024,{INNER_VALUE},亿元,管理区,P,初步,{INNER_SOURCE},2026-03-01\n"
    );
    let report = app.import_observations(&actor, "内.csv", file.as_bytes(), Dataset::Real, now).await.unwrap();
    assert!(report.accepted, "{:?}", report.errors);
    app.set_release(&actor, &release, now).await.unwrap();
    let file = format!(
        "指标,地区,报告期,数值,单位,口径,等级,状态,来源,获知日期\n\
         地区生产总值,诸城市,2025,{WAITING_VALUE},亿元,管理区,A,最终,S01,2026-03-01\n"
    );
    let report = app.import_observations(&actor, "待.csv", file.as_bytes(), Dataset::Real, now).await.unwrap();
    assert_eq!((report.accepted, report.embargoed), (true, 1));
    let shown = published(&app, DataClass::Public, "2026-11-20", now).await;
    let hidden = published(&app, DataClass::Internal, "2026-11-21", now).await;
    (over(app, folder), shown, hidden)
}

/// Addresses of our own pages in a page.
fn links(text: &str) -> BTreeSet<String> {
    let parts = text.split("href=\"").skip(1).filter_map(|part| part.split('"').next());
    parts.filter(|address| address.starts_with("/public")).map(|address| address.replace("&amp;", "&")).collect()
}

#[tokio::test]
async fn every_public_page_is_walked_and_nothing_else_is_on_it() {
    let (client, shown, hidden) = full().await;
    let mut waiting: BTreeSet<String> = ["/public".to_string()].into();
    let mut pages: BTreeMap<String, String> = BTreeMap::new();
    while let Some(path) = waiting.pop_first() {
        let reply = client.get(&path).await.expect(200);
        assert_eq!(reply.header("set-cookie"), "", "{path}");
        assert_eq!(reply.header("cache-control"), "public, max-age=300", "{path}");
        assert!(reply.header("content-security-policy").starts_with("default-src 'none'; style-src 'self'"), "{path}");
        assert!(reply.header("etag").len() > 60, "{path}");
        let text = reply.text();
        if !path.contains("/documents/") {
            assert!(!text.contains("<script") && !text.contains("style=\""), "{path}");
            waiting.extend(links(&text).into_iter().filter(|link| !pages.contains_key(link)));
        }
        pages.insert(path, text);
    }
    for wanted in [
        "/public/sources",
        "/public/map",
        "/public/style.css",
        "/public/plans/weifang_county_2024_2025",
        "/public/registers/open_pilot/shown",
    ] {
        assert!(pages.contains_key(wanted), "{wanted}: {:?}", pages.keys());
    }
    assert!(pages.contains_key(&format!("/public/documents/{shown}/file.pdf")), "{:?}", pages.keys());
    for (path, text) in pages.iter().filter(|(path, _)| !path.contains("/documents/")) {
        for secret in
            [PHONE, INNER_ROW, INNER_VALUE, INNER_SOURCE, WAITING_VALUE, "演示", "内部台账", "联系电话", &hidden]
        {
            assert!(!text.contains(secret), "{path} tells {secret}");
        }
    }
    // Names and codes of firms are in no register that is public.
    for path in pages.keys() {
        assert!(!path.contains("mu_benefit") && !path.contains("sample"), "{path}");
    }
    let register = &pages["/public/registers/open_pilot/shown"];
    assert!(register.contains("甲示范&lt;b&gt;单位") && register.contains("共 1 条"), "{register}");
    let plan = &pages["/public/plans/weifang_county_2024_2025"];
    assert!(plan.contains("未公开") && plan.contains("暂无公开数据") && plan.contains("亿元（2"), "{plan}");
    assert!(pages["/public/map"].contains("审图号：GS") && pages["/public/map"].contains("<svg"));
    assert!(pages["/public/sources"].contains("统计公报"));

    // What is not there is not there, whoever guesses its name.
    for path in [
        format!("/public/documents/{hidden}/file.pdf"),
        format!("/public/documents/{shown}/file.xlsx"),
        "/public/registers/open_pilot/inner".to_string(),
        "/public/registers/mu_benefit/industrial_enterprise".to_string(),
        "/public/plans/sample_2026".to_string(),
        "/public/plans/no".to_string(),
    ] {
        let reply = client.get(&path).await.expect(404);
        assert!(reply.text().contains("没有这个页面") && reply.header("set-cookie").is_empty(), "{path}");
    }

    // A cache asks whether its copy still holds.
    let tag = client.get("/public/sources").await.header("etag").to_string();
    let asked = Request::get("/public/sources").header("if-none-match", tag).body(Body::empty()).unwrap();
    assert!(client.ask(asked).await.expect(304).body.is_empty());

    let mut last = client.get("/public/style.css").await;
    for _ in 0..400 {
        if last.status != 200 {
            break;
        }
        last = client.get("/public/style.css").await;
    }
    assert_eq!(last.status, 429);
    let seconds: u64 = last.header("retry-after").parse().unwrap();
    assert!((1..=60).contains(&seconds));
}

#[tokio::test]
async fn an_empty_site_has_public_pages_that_say_so() {
    let folder = tempfile::tempdir().unwrap();
    let app = crate::client::open(Path::new(folder.path())).await;
    let client = over(app, folder);
    let text = client.get("/public").await.expect(200).text();
    assert!(text.contains("还没有公开的方案") && text.contains("还没有公开的通报") && !text.contains("/public/map"));
    client.get("/public/map").await.expect(404);
}
