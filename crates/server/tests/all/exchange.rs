//! What other programs rely on: a calendar by its address, and data in their forms.

use axum::http::Method;
use model::people::Role;
use serde_json::json;

use crate::client::{PASSWORD, user, with_roles};

#[tokio::test]
async fn a_calendar_needs_its_address_and_no_session() {
    let mut client = user().await;
    let made = client.json(Method::POST, "/api/calendar-feed", &json!({})).await.expect(200).json();
    let path = made["path"].as_str().unwrap();
    let since = client.get("/api/calendar-feed").await.expect(200).json();
    assert!(since["made_at"].is_string() && !since.to_string().contains(&path[14..40]), "told once: {since}");
    let csrf = client.csrf.clone();
    let cookie = client.cookie.take();
    let file = client.get(path).await.expect(200);
    assert_eq!(file.header("content-type"), "text/calendar; charset=utf-8");
    assert_eq!((file.header("cache-control"), file.header("set-cookie")), ("no-store", ""));
    assert!(file.text().starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"));
    client.get("/api/calendar/0000.ics").await.expect_problem(404, "not-found");
    client.json(Method::DELETE, "/api/calendar-feed", &json!({})).await.expect_problem(401, "unauthenticated");
    (client.cookie, client.csrf) = (cookie, csrf);
    client.json(Method::DELETE, "/api/calendar-feed", &json!({})).await.expect(204);
    client.get(path).await.expect_problem(404, "not-found");
}

#[tokio::test]
async fn data_go_out_in_the_forms_of_other_systems_and_come_in_by_their_content() {
    let client = user().await;
    for (form, kind, start) in [
        ("sdmx-csv", "text/csv", "STRUCTURE,STRUCTURE_ID,ACTION,FREQ,"),
        ("sdmx-json", "application/json", "{\n  \"meta\""),
        ("sdmx-structure", "application/json", "{\n  \"meta\""),
        ("dhis2", "application/json", "{\n  \"dataValues\""),
        ("datapackage", "application/zip", "PK"),
    ] {
        let reply = client.get(&format!("/api/observations/file/{form}")).await.expect(200);
        assert!(reply.header("content-type").starts_with(kind), "{form} {}", reply.header("content-type"));
        assert!(reply.header("content-disposition").starts_with("attachment; "), "{form}");
        assert!(reply.text().starts_with(start), "{form} {}", reply.text());
    }
    client.get("/api/observations/file/pdf").await.expect(404);
    let file = b"{\"dataValues\": [\n{\"dataElement\": \"no\", \"value\": \"1\"}]}";
    for preview in ["true", "false"] {
        let texts = [("preview", preview), ("grade", "B"), ("source", "S")];
        let reply = client.upload(Method::POST, "/api/observations", "x.json", file, &texts).await.expect(422).json();
        assert_eq!((&reply["accepted"], &reply["errors"][0]["line"]), (&false.into(), &2.into()), "{reply}");
        assert!(!reply.to_string().contains("等级") && !reply.to_string().contains("来源"), "told: {reply}");
    }
    let texts = [("format", "sdmx-csv")];
    client.upload(Method::POST, "/api/observations", "x.json", file, &texts).await.expect_problem(400, "bad-file");
}

#[tokio::test]
async fn an_instruction_is_followed_only_as_it_was_seen() {
    let mut client = with_roles(&[Role::Planner, Role::Liaison]).await;
    let reply = client.log_in("user-0", PASSWORD).await.expect(200);
    client.remember(&reply);
    let draft = json!({ "leader": "市长", "text": "请抓紧办理", "agency": "gongxin", "is_major": false });
    let made = client.json(Method::POST, "/api/instructions", &draft).await.expect(200).json();
    assert_eq!(made["version"], 0);
    (client.cookie, client.csrf) = (None, None);
    let reply = client.log_in("user-1", PASSWORD).await.expect(200);
    client.remember(&reply);
    let path = format!("/api/instructions/{}/acts", made["code"].as_str().unwrap());
    let act = async |tag: &str, body: serde_json::Value| {
        let request = axum::http::Request::post(&path)
            .header("content-type", "application/json")
            .header("cookie", client.cookie.clone().unwrap())
            .header("x-junxian-csrf", client.csrf.clone().unwrap())
            .header("if-match", tag);
        client.ask(request.body(axum::body::Body::from(body.to_string())).unwrap()).await
    };
    act("0", json!({ "do": "take_on" })).await.expect_problem(400, "bad-request");
    let taken = act("\"0\"", json!({ "do": "take_on" })).await.expect(200);
    assert_eq!((taken.header("etag"), &taken.json()["version"]), ("\"1\"", &json!(1)));
    let answer = json!({ "do": "answer", "text": "已开工" });
    act("\"0\"", answer.clone()).await.expect_problem(412, "stale");
    assert_eq!(act(taken.header("etag"), answer).await.expect(200).header("etag"), "\"2\"");
}

#[tokio::test]
async fn a_release_is_moved_only_as_it_was_seen_and_milestones_never_without_having_been_seen() {
    let mut client = with_roles(&[Role::Statistician, Role::Planner]).await;
    let reply = client.log_in("user-0", PASSWORD).await.expect(200);
    client.remember(&reply);
    let send = async |client: &crate::client::Client,
                      method: Method,
                      path: &str,
                      tag: Option<&str>,
                      body: &serde_json::Value| {
        let mut request = axum::http::Request::builder()
            .method(method)
            .uri(path)
            .header("content-type", "application/json")
            .header("cookie", client.cookie.clone().unwrap())
            .header("x-junxian-csrf", client.csrf.clone().unwrap());
        if let Some(tag) = tag {
            request = request.header("if-match", tag);
        }
        client.ask(request.body(axum::body::Body::from(body.to_string())).unwrap()).await
    };
    let day = |days: i64| (jiff::Timestamp::now() + jiff::SignedDuration::from_hours(24 * days)).to_string();
    let entry =
        |release: String| json!({ "indicator": "gdp", "period": "2026-Q3", "release": release, "reason": "顺延" });
    let made = send(&client, Method::POST, "/api/releases", None, &entry(day(5))).await.expect(200);
    assert_eq!((made.header("etag"), &made.json()["version"]), ("\"0\"", &json!(0)));
    let moved = send(&client, Method::POST, "/api/releases", Some("\"0\""), &entry(day(6))).await.expect(200);
    assert_eq!(moved.header("etag"), "\"1\"");
    let late = send(&client, Method::POST, "/api/releases", Some("\"0\""), &entry(day(7))).await;
    late.expect_problem(412, "stale");
    let other = json!({ "indicator": "gdp", "period": "2026-Q4", "release": day(9) });
    send(&client, Method::POST, "/api/releases", Some("\"0\""), &other).await.expect_problem(412, "stale");

    (client.cookie, client.csrf) = (None, None);
    let reply = client.log_in("user-1", PASSWORD).await.expect(200);
    client.remember(&reply);
    let set = json!({ "basis": "任务分解表", "steps": [] });
    let path = "/api/plans/p/targets/T1/milestones";
    send(&client, Method::PUT, path, None, &set).await.expect_problem(428, "version-missing");
    send(&client, Method::PUT, path, Some("\"0\""), &set).await.expect(404);
}

#[test]
fn what_is_json_is_not_said_to_be_bytes() {
    let document = serde_json::to_value(server::openapi()).unwrap();
    let operations = document["paths"].as_object().unwrap().iter();
    let operations = operations.flat_map(|(path, item)| item.as_object().unwrap().iter().map(move |one| (path, one)));
    for (path, (method, operation)) in operations {
        for (status, response) in operation["responses"].as_object().unwrap() {
            let schema = &response["content"]["application/json"]["schema"];
            let is_bytes = schema["type"] == "array" && schema["items"]["format"] == "int32";
            assert!(!is_bytes, "{method} {path} {status}");
        }
    }
}
