//! What two people do at the same moment: an import beside the calendar of releases or beside a freeze. Whoever writes
//! second decides by what the first one wrote.

use std::convert::Infallible;
use std::time::Duration;

use app::view::{FreezePeriod, ObservationQuery, ReleaseDraft};
use app::{Actor, AppError};
use jiff::Timestamp;
use model::people::Role;
use model::{Dataset, Grade, Observation, ObservationStatus, Scope};
use serde_json::json;
use store::{Look, NewAudit, NewStream, Options, Store, StreamChange, StreamKind};

use crate::support::{Site, at, database, demo, now};
use crate::year::person;

fn statistician() -> Actor {
    person("统计经办", Role::Statistician, None, None)
}

fn release() -> Timestamp {
    at("2026-11-25T08:00:00Z")
}

fn figure(period: &str, known_since: Timestamp) -> Observation {
    Observation {
        id: 0,
        indicator: "gdp".to_string(),
        place: "370783".to_string(),
        period: period.parse().unwrap(),
        value: "812.5".parse().unwrap(),
        unit: "亿元".to_string(),
        scope: Scope::Managed,
        grade: Grade::P,
        status: ObservationStatus::Provisional,
        source: "测试来源".to_string(),
        known_since,
        dataset: Dataset::Real,
        note: None,
        class: model::people::DataClass::Internal,
    }
}

/// `late` begins while another writer is at work, whose change comes first.
async fn beside<T>(site: &Site, change: StreamChange, time: Timestamp, late: impl Future<Output = T>) -> T {
    let other = Store::open(database(site.folder.path()), &Options::default()).await.unwrap();
    let look = Look { dataset: Dataset::Real, streams: StreamKind::Release, facts: None, waiting_after: None };
    let audit =
        NewAudit { at: time, actor: "他人".into(), action: "登记".into(), object: "release".into(), note: None };
    let (begun, is_begun) = tokio::sync::oneshot::channel();
    let writer = tokio::spawn(async move {
        let written = other.change_streams_on(look, move |_| {
            begun.send(()).unwrap();
            // Long enough for the other one to look before it waits for its turn.
            std::thread::sleep(Duration::from_millis(500));
            Ok::<_, Infallible>((change, audit, ()))
        });
        written.await.unwrap().unwrap();
        other.close().await;
    });
    is_begun.await.unwrap();
    let answer = late.await;
    writer.await.unwrap();
    answer
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_import_is_bound_to_a_release_that_was_set_while_it_began() {
    let site = demo().await;
    let head = json!({
        "indicator": "gdp", "period": "2026-Q3", "release": release(), "reason": null, "by": "统计经办",
    });
    let entry = NewStream {
        kind: StreamKind::Release,
        code: "release_gdp_2026-Q3".to_string(),
        parent: None,
        dataset: Dataset::Real,
        head: head.to_string(),
        state: "set".to_string(),
    };
    let change = StreamChange { opened: vec![entry], ..StreamChange::default() };
    let text = "指标,地区,报告期,数值,单位,口径,等级,状态,来源\n\
                地区生产总值,寿光市,2026-Q3,812.5,亿元,管理区,P,初步,测试来源\n";
    let who = statistician();
    let import = site.app.import_observations(&who, "表.csv", text.as_bytes(), Dataset::Real, now());
    let report = beside(&site, change, now(), import).await.unwrap();
    assert_eq!((report.inserted, report.embargoed), (1, 1));
    let query = ObservationQuery {
        indicator: Some("gdp".to_string()),
        place: Some("370783".to_string()),
        period: Some("2026-Q3".to_string()),
        ..ObservationQuery::default()
    };
    assert_eq!(
        site.app.observations(&crate::support::actor(), &query, at("2026-11-25T07:59:59Z")).await.unwrap().total,
        0
    );
    assert_eq!(site.app.observations(&crate::support::actor(), &query, release()).await.unwrap().total, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_release_is_not_moved_away_from_figures_that_came_while_it_was_moved() {
    let site = demo().await;
    let draft = ReleaseDraft {
        dataset: None,
        indicator: "gdp".to_string(),
        period: "2026-Q3".to_string(),
        release: release(),
        reason: None,
    };
    site.app.set_release(&statistician(), &draft, now()).await.unwrap();
    let moved = ReleaseDraft { release: at("2026-11-26T08:00:00Z"), reason: Some("推迟".into()), ..draft };
    let change = StreamChange { observations: vec![figure("2026-Q3", release())], ..StreamChange::default() };
    let who = statistician();
    let refused = beside(&site, change, now(), site.app.set_release(&who, &moved, now())).await;
    assert!(
        matches!(&refused, Err(AppError::Conflict { message }) if message.contains("已录入待发布的数据")),
        "{refused:?}"
    );
    let held = site.app.releases(Dataset::Real, now()).await.unwrap();
    assert_eq!(held[0].release, release(), "calendar and figures agree");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_freeze_holds_what_was_written_while_it_began() {
    let site = demo().await;
    let planner = person("甲", Role::Planner, None, None);
    let freeze = FreezePeriod { dataset: None, period: "2025".to_string() };
    let change = StreamChange { observations: vec![figure("2025", now())], ..StreamChange::default() };
    // The other writer began a minute before the freeze and writes before it.
    let frozen = site.app.freeze_period(&planner, &freeze, at("2026-11-25T03:00:00Z"));
    let cut = beside(&site, change, at("2026-11-25T02:59:00Z"), frozen).await.unwrap();
    assert!(cut.is_intact, "{cut:?}");
    let cuts = site.app.period_cuts(&planner, Dataset::Real, at("2026-11-25T04:00:00Z")).await.unwrap();
    assert!(cuts[0].is_intact && cuts[0].count == cut.count);
}

#[tokio::test]
async fn an_import_that_began_before_a_freeze_and_ends_after_it_does_not_break_it() {
    let site = demo().await;
    let planner = person("甲", Role::Planner, None, None);
    let freeze = FreezePeriod { dataset: None, period: "2025".to_string() };
    let frozen_at = at("2026-11-25T03:00:00Z");
    let cut = site.app.freeze_period(&planner, &freeze, frozen_at).await.unwrap();
    // The second one began in the very moment.
    for (began, value) in [("2026-11-25T02:59:00Z", "812.5"), ("2026-11-25T03:00:00Z", "813.5")] {
        let text = format!(
            "指标,地区,报告期,数值,单位,口径,等级,状态,来源\n\
             地区生产总值,寿光市,2025,{value},亿元,管理区,P,初步,测试来源\n"
        );
        let (who, text) = (statistician(), text.as_bytes());
        let report = site.app.import_observations(&who, "表.csv", text, Dataset::Real, at(began)).await.unwrap();
        assert_eq!(report.inserted + report.revised, 1);
    }
    let later = at("2026-11-25T04:00:00Z");
    let cuts = site.app.period_cuts(&planner, Dataset::Real, later).await.unwrap();
    assert!(cuts[0].is_intact && cuts[0].digest == cut.digest, "{cuts:?}");
    let query = ObservationQuery {
        indicator: Some("gdp".to_string()),
        place: Some("370783".to_string()),
        period: Some("2025".to_string()),
        ..ObservationQuery::default()
    };
    let rows = site.app.observations(&crate::support::actor(), &query, later).await.unwrap().rows;
    let row = rows.iter().find(|row| row.observation.source == "测试来源").unwrap();
    assert!(row.after_freeze.as_ref().unwrap().starts_with("冻结后修订"), "{row:?}");
    assert!(site.app.verify().await.unwrap().faults.is_empty());
}
