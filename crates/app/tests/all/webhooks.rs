//! Other systems are told of events: from the outbox that is written with the event, signed, again when it did not arrive,
//! and only hosts that were declared.

use app::view::{ReleaseDraft, WebhookDraft};
use app::{Actor, AppError, signature};
use jiff::civil::date;
use jiff::{SignedDuration, Timestamp};
use model::people::{Assignment, Role};
use store::{NewAudit, Options, Store};

use crate::support::{Site, actor, at, database, now, open_with, site_with};

/// A site whose machine may tell one host of an inner network.
async fn site() -> (Site, tempfile::TempDir) {
    let content = tempfile::tempdir().unwrap();
    let presets = content.path().join("presets");
    std::fs::create_dir(&presets).unwrap();
    std::fs::write(presets.join("webhooks.toml"), "[[host]]\nname = \"hooks.gov.cn\"\nport = 8080\nprivate = true\n")
        .unwrap();
    let site = site_with(Some(content.path())).await;
    let folder = tempfile::tempdir().unwrap();
    let demo = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../demo");
    for name in ["indicators.csv", "places.csv", "sources.csv"] {
        std::fs::copy(demo.join(name), folder.path().join(name)).unwrap();
    }
    site.app.load_content(&actor(), folder.path(), at("2026-11-25T01:00:00Z")).await.unwrap();
    (site, content)
}

fn draft(address: &str, events: &[&str]) -> WebhookDraft {
    WebhookDraft { address: address.to_string(), events: events.iter().map(|event| (*event).to_string()).collect() }
}

fn release(period: &str, release: Timestamp, reason: Option<&str>) -> ReleaseDraft {
    ReleaseDraft {
        indicator: "gdp".into(),
        period: period.into(),
        release,
        reason: reason.map(str::to_string),
        dataset: None,
    }
}

fn later(minutes: i64) -> Timestamp {
    now() + SignedDuration::from_mins(minutes)
}

const ADDRESS: &str = "http://hooks.gov.cn:8080/in";

#[tokio::test]
async fn an_event_is_told_once_and_signed() {
    let (site, _content) = site().await;
    let secret = site
        .app
        .add_webhook(&actor(), &draft(ADDRESS, &["release.scheduled", "release.moved", "release.due"]), now())
        .await
        .unwrap()
        .secret;
    assert!(site.app.parcels(now()).await.unwrap().is_empty());
    site.app.set_release(&actor(), &release("2026-Q3", later(60), None), now()).await.unwrap();
    // An event that was refused is not told.
    site.app.set_release(&actor(), &release("2026-Q3", later(90), None), now()).await.unwrap_err();

    let parcels = site.app.parcels(now()).await.unwrap();
    assert_eq!(parcels.len(), 1);
    let parcel = &parcels[0];
    assert_eq!(
        (parcel.target.host.as_str(), parcel.target.port, parcel.target.path.as_str()),
        ("hooks.gov.cn", 8080, "/in")
    );
    let body: serde_json::Value = serde_json::from_str(&parcel.body).unwrap();
    assert_eq!(
        (&body["event"], &body["object"], &body["dataset"]),
        (&"release.scheduled".into(), &"release/release_gdp_2026-Q3".into(), &"real".into())
    );
    let header =
        |name: &str| parcel.headers.iter().find(|(known, _)| *known == name).map(|(_, value)| value.clone()).unwrap();
    assert_eq!(header("junxian-signature"), signature(&secret, now(), &parcel.body).unwrap());
    assert!(!parcel.body.contains(&secret));

    // Another process finds nothing while this one has it, and it comes back when this one died.
    assert!(site.app.parcels(later(1)).await.unwrap().is_empty());
    let again = site.app.parcels(later(3)).await.unwrap();
    assert_eq!((again.len(), again[0].delivery, again[0].tries), (1, parcel.delivery, 2));
    site.app.record_delivery((again[0].delivery, again[0].tries), Ok("200".into()), later(3)).await.unwrap();
    assert!(site.app.parcels(later(30)).await.unwrap().is_empty());

    // The moment itself is an event too, and each move is.
    site.app.set_release(&actor(), &release("2026-Q3", later(100), Some("核算推迟")), later(31)).await.unwrap();
    site.app.set_release(&actor(), &release("2026-Q3", later(120), Some("再推迟")), later(32)).await.unwrap();
    let events = async |now| -> Vec<String> {
        let parcels = site.app.parcels(now).await.unwrap();
        let mut events = Vec::new();
        for parcel in parcels {
            site.app.record_delivery((parcel.delivery, parcel.tries), Ok("204".into()), now).await.unwrap();
            events.push(parcel.headers.iter().find(|(name, _)| *name == "junxian-event").unwrap().1.clone());
        }
        events
    };
    assert_eq!(events(later(33)).await, ["release.moved", "release.moved"]);
    assert_eq!(events(later(101)).await, Vec::<String>::new());
    assert_eq!(events(later(121)).await, ["release.due"]);
    assert_eq!(events(later(122)).await, Vec::<String>::new());
}

#[test]
fn the_signature_is_the_one_that_other_programs_compute() {
    // printf '1764036000.{"a":1}' | openssl dgst -sha256 -hmac geheim
    let said = signature("geheim", "2025-11-25T02:00:00Z".parse().unwrap(), "{\"a\":1}").unwrap();
    assert_eq!(said, "t=1764036000,v1=4ded0bb5856dea7ee163442cc7e4d2ed65613ee9b8693346b03fbe448f76afdd");
}

#[tokio::test]
async fn what_does_not_arrive_is_tried_ever_more_rarely_then_given_up_and_sent_again_on_demand() {
    let (site, _content) = site().await;
    site.app.add_webhook(&actor(), &draft(ADDRESS, &["release.scheduled"]), now()).await.unwrap();
    site.app.set_release(&actor(), &release("2026-Q3", later(100_000), None), now()).await.unwrap();
    let mut time = now();
    let mut waits = Vec::new();
    for _ in 0..20 {
        let Some(parcel) = site.app.parcels(time).await.unwrap().pop() else { break };
        site.app.record_delivery((parcel.delivery, parcel.tries), Err("拒绝连接".into()), time).await.unwrap();
        let desk = site.app.webhooks().await.unwrap();
        let Some(next) = desk.deliveries[0].next_try else { break };
        waits.push(next.duration_since(time).as_mins());
        time = next;
    }
    assert_eq!(waits, [1, 5, 30, 120, 360, 720, 1440]);
    let desk = site.app.webhooks().await.unwrap();
    let given_up = &desk.deliveries[0];
    assert_eq!(
        (given_up.state_in_words.as_str(), given_up.last_answer.as_deref(), given_up.tries),
        ("已放弃", Some("拒绝连接"), 8)
    );
    assert!(given_up.may_repeat && site.app.parcels(time).await.unwrap().is_empty());
    site.app.repeat_delivery(&actor(), given_up.id, time).await.unwrap();
    assert_eq!(site.app.parcels(time).await.unwrap().len(), 1);
}

#[tokio::test]
async fn only_the_system_administrator_chooses_and_only_among_declared_hosts() {
    let (site, _content) = site().await;
    for address in
        ["http://hooks.gov.cn/in", "http://127.0.0.1:8080/", "https://hooks.gov.cn:8080/in", "http://other.cn/"]
    {
        let refused = site.app.add_webhook(&actor(), &draft(address, &["period.frozen"]), now()).await;
        assert!(matches!(refused, Err(AppError::BadInput { .. })), "{address} {refused:?}");
    }
    let unknown = site.app.add_webhook(&actor(), &draft(ADDRESS, &["everything"]), now()).await;
    assert!(matches!(unknown, Err(AppError::BadInput { .. })));
    let of = |role| {
        let assignment = Assignment {
            user: "某人".into(),
            role,
            agency: None,
            place: None,
            valid_from: date(2026, 1, 1),
            valid_to: None,
            deputy_of: None,
        };
        Actor::entered("某人", vec![assignment], date(2026, 11, 25))
    };
    for role in [Role::Planner, Role::SecurityAdministrator, Role::AuditAdministrator, Role::Leader] {
        let refused = site.app.add_webhook(&of(role), &draft(ADDRESS, &["period.frozen"]), now()).await;
        assert!(matches!(refused, Err(AppError::Forbidden { .. })), "{role:?}");
    }
    let made = site
        .app
        .add_webhook(&of(Role::SystemAdministrator), &draft(ADDRESS, &["release.scheduled"]), now())
        .await
        .unwrap();
    // The secret is in no list and in no record.
    let desk = serde_json::to_string(&site.app.webhooks().await.unwrap()).unwrap();
    assert!(!desk.contains(&made.secret) && desk.contains("hooks.gov.cn"));
    let log = site.app.audit().await.unwrap();
    assert!(!serde_json::to_string(&log).unwrap().contains(&made.secret));

    site.app.set_release(&actor(), &release("2026-Q3", later(100), None), now()).await.unwrap();
    site.app.end_webhook(&of(Role::SystemAdministrator), made.id, now()).await.unwrap();
    assert!(site.app.parcels(now()).await.unwrap().is_empty(), "an address that ended is told nothing");
    let desk = site.app.webhooks().await.unwrap();
    assert_eq!(desk.deliveries[0].state_in_words, "已放弃");
    assert!(site.app.repeat_delivery(&actor(), desk.deliveries[0].id, now()).await.is_err());
}

/// The keys of addresses as the database has them.
async fn kept(site: &Site) -> Vec<(i64, String)> {
    let store = Store::open(database(site.folder.path()), &Options::default()).await.unwrap();
    let kept = store.webhooks().await.unwrap().into_iter().map(|hook| (hook.id, hook.secret)).collect();
    store.close().await;
    kept
}

fn signed(parcel: &app::Parcel) -> String {
    parcel.headers.iter().find(|(name, _)| *name == "junxian-signature").unwrap().1.clone()
}

#[tokio::test]
async fn keys_of_signatures_are_sealed_and_forgotten_with_their_address() {
    let (site, _content) = site().await;
    let events = ["release.scheduled"];
    let added = site.app.add_webhook(&actor(), &draft(ADDRESS, &events), now()).await.unwrap();
    let held = kept(&site).await;
    assert!(held[0].1.starts_with("v1.") && !held[0].1.contains(&added.secret), "{held:?}");
    site.app.set_release(&actor(), &release("2026-Q3", later(60), None), now()).await.unwrap();
    let parcel = site.app.parcels(now()).await.unwrap().remove(0);
    assert_eq!(signed(&parcel), signature(&added.secret, now(), &parcel.body).unwrap());
    site.app.end_webhook(&actor(), added.id, now()).await.unwrap();
    assert_eq!(kept(&site).await, [(added.id, String::new())]);
}

#[tokio::test]
async fn a_key_that_an_earlier_version_left_plain_is_sealed_at_the_next_start_and_signs_as_before() {
    let (site, content) = site().await;
    let added = site.app.add_webhook(&actor(), &draft(ADDRESS, &["release.scheduled"]), now()).await.unwrap();
    site.app.close().await;
    let store = Store::open(database(site.folder.path()), &Options::default()).await.unwrap();
    let sealed = store.webhooks().await.unwrap().remove(0).secret;
    let audit =
        NewAudit { at: now(), actor: "x".into(), action: "试验".into(), object: "webhook".into(), note: None };
    let plain = [(added.id, sealed, added.secret.clone())];
    assert_eq!(store.replace_webhook_secrets(&plain, &audit).await.unwrap(), 1);
    store.close().await;
    let folder = site.folder.path();
    let (one, two) = tokio::join!(open_with(folder, Some(content.path())), open_with(folder, Some(content.path())));
    let held = kept(&site).await.remove(0).1;
    assert!(held.starts_with("v1.") && !held.contains(&added.secret));
    one.set_release(&actor(), &release("2026-Q3", later(60), None), now()).await.unwrap();
    let parcel = two.parcels(now()).await.unwrap().remove(0);
    assert_eq!(signed(&parcel), signature(&added.secret, now(), &parcel.body).unwrap());
    let told = one.audit().await.unwrap().into_iter().filter(|entry| entry.action == "封存推送签名密钥").count();
    assert_eq!(told, 1);
    assert_eq!(one.verify().await.unwrap().faults, Vec::<String>::new());
}

#[tokio::test]
async fn without_the_key_nothing_is_signed_and_it_is_said_why() {
    let (site, content) = site().await;
    let added = site.app.add_webhook(&actor(), &draft(ADDRESS, &["release.scheduled"]), now()).await.unwrap();
    site.app.set_release(&actor(), &release("2026-Q3", later(60), None), now()).await.unwrap();
    site.app.close().await;
    std::fs::remove_file(site.folder.path().join(app::SEAL_KEY)).unwrap();
    let lost = open_with(site.folder.path(), Some(content.path())).await;
    assert!(lost.seal_fault().unwrap().contains(ADDRESS));
    assert!(lost.parcels(now()).await.unwrap().is_empty());
    let delivery = lost.webhooks().await.unwrap().deliveries.remove(0);
    assert!(!delivery.has_arrived && delivery.last_answer.unwrap().contains("封存密钥"));
    let refused = lost.add_webhook(&actor(), &draft(ADDRESS, &["release.moved"]), now()).await.unwrap_err();
    assert!(matches!(&refused, AppError::Conflict { message } if message.contains(app::SEAL_KEY)), "{refused}");
    // Ended and started anew: a key of its own again.
    lost.end_webhook(&actor(), added.id, now()).await.unwrap();
    lost.close().await;
    let anew = open_with(site.folder.path(), Some(content.path())).await;
    assert_eq!(anew.seal_fault(), None);
    anew.add_webhook(&actor(), &draft(ADDRESS, &["release.moved"]), now()).await.unwrap();
}
