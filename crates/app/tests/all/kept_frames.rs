//! The state of a plan is computed once and kept: never beyond a change, whoever made it and by whatever server, never for
//! another time, and never at the price of an instant that is not the one asked for.

use app::App;
use app::view::{AsOf, ListPart, RegisterBookQuery, RowSaveRequest};
use jiff::Timestamp;
use model::{Dataset, DecisionAction, Grade, ItemKind, LifeCycleStage, Observation, ObservationStatus, Scope};
use store::{NewAudit, Options, Store};

use crate::support::{PLAN, Site, actor, at, database, decision, demo, open};

const HEADER: &str = "指标,地区,报告期,数值,单位,口径,等级,状态,来源,获知日期\n";
const PLACE: &str = "寿光市";

/// Two servers on one database, both of which have computed the state at two o'clock.
async fn both() -> (Site, App) {
    let site = demo().await;
    let other = open(site.folder.path()).await;
    for app in [&site.app, &other] {
        assert_eq!(gdp(app, None, "2026-11-25T02:00:00Z").await, "—");
    }
    (site, other)
}

/// What a page at a time says of the product of a county, as known then or earlier.
async fn gdp(app: &App, known_by: Option<&str>, time: &str) -> String {
    let question = AsOf { known_by: known_by.map(at), ..AsOf::default() };
    let list = app.targets(PLAN, &question, at(time)).await.unwrap();
    assert_eq!(list.frame.known_by, at(known_by.unwrap_or(time)), "a page tells the instant that was asked for");
    let row = list.rows.into_iter().find(|row| row.place == PLACE && row.subject.contains("地区生产总值")).unwrap();
    let Some(id) = row.actual.id else { return row.actual.text };
    // Where it comes from is the same number, also when the page has been open for a while.
    for later in [at(time), at(time) + jiff::Span::new().minutes(20)] {
        assert_eq!(app.explain(&actor(), &id, later).await.unwrap().derivation.value, row.actual.text);
    }
    row.actual.text
}

async fn import(app: &App, value: &str, time: &str) {
    let file = format!("{HEADER}地区生产总值,{PLACE},2025,{value},亿元,管理区,A,初步,统计公报,2026-09-01\n");
    let report = app.import_observations(&actor(), "表.csv", file.as_bytes(), Dataset::Real, at(time)).await.unwrap();
    assert!(report.accepted, "{:?}", report.errors);
}

#[tokio::test]
async fn what_one_server_writes_the_other_shows_at_once_and_the_past_stays_as_it_was() {
    let (site, other) = both().await;
    import(&other, "1100.5", "2026-11-25T03:00:00Z").await;
    for app in [&site.app, &other] {
        assert_eq!(gdp(app, None, "2026-11-25T03:00:00Z").await, "1100.5");
        assert_eq!(gdp(app, Some("2026-11-25T02:00:00Z"), "2026-11-25T03:00:00Z").await, "—");
    }
    import(&site.app, "1099", "2026-11-25T04:00:00Z").await;
    for app in [&other, &site.app] {
        assert_eq!(gdp(app, Some("2026-11-25T03:30:00Z"), "2026-11-25T05:00:00Z").await, "1100.5");
        assert_eq!(gdp(app, None, "2026-11-25T05:00:00Z").await, "1099");
        assert_eq!(gdp(app, Some("2026-11-25T03:59:59Z"), "2026-11-25T05:00:00Z").await, "1100.5");
        assert_eq!(gdp(app, Some("2026-11-25T04:00:00Z"), "2026-11-25T05:00:00Z").await, "1099");
    }
}

/// A page may have waited while a value was written: what it computes for its own instant is not what is true later.
#[tokio::test]
async fn a_page_that_was_asked_for_before_a_value_came_is_not_kept_for_those_after_it() {
    let (site, other) = both().await;
    import(&other, "1100.5", "2026-11-25T03:00:00Z").await;
    assert_eq!(gdp(&site.app, None, "2026-11-25T02:59:59Z").await, "—");
    assert_eq!(gdp(&site.app, None, "2026-11-25T03:00:00Z").await, "1100.5");
    assert_eq!(gdp(&site.app, None, "2026-11-25T03:10:00Z").await, "1100.5");
    // A clock that was set back asks for less, not for what is kept.
    assert_eq!(gdp(&site.app, None, "2026-11-25T02:30:00Z").await, "—");
}

/// 发布前: recorded long before, known from an instant on, and nothing is written then.
#[tokio::test]
async fn a_value_that_waits_for_its_release_appears_by_itself() {
    let (site, other) = both().await;
    let store = Store::open(database(site.folder.path()), &Options::default()).await.unwrap();
    let waiting = Observation {
        id: 0,
        indicator: "gdp".into(),
        place: "370783".into(),
        period: "2025".parse().unwrap(),
        value: "1100.5".parse().unwrap(),
        unit: "亿元".into(),
        scope: Scope::Managed,
        grade: Grade::A,
        status: ObservationStatus::Final,
        source: "S01".into(),
        known_since: at("2026-11-25T06:00:00Z"),
        dataset: Dataset::Real,
        note: None,
        class: model::people::DataClass::Internal,
    };
    let audit = NewAudit {
        at: at("2026-11-25T03:00:00Z"),
        actor: "zhangsan".into(),
        action: "导入数据".into(),
        object: "data".into(),
        note: None,
    };
    store.import_observations(&[waiting], &audit).await.unwrap();
    store.close().await;
    for app in [&site.app, &other] {
        assert_eq!(gdp(app, None, "2026-11-25T05:59:59Z").await, "—");
        assert_eq!(gdp(app, None, "2026-11-25T06:00:00Z").await, "1100.5");
        assert_eq!(gdp(app, Some("2026-11-25T05:00:00Z"), "2026-11-25T06:00:00Z").await, "—");
        assert_eq!(gdp(app, None, "2026-11-25T09:00:00Z").await, "1100.5");
    }
}

#[tokio::test]
async fn decisions_stages_and_rows_of_registers_end_what_is_kept() {
    let (site, other) = both().await;
    let time = |minute: i64| at("2026-11-25T03:00:00Z") + jiff::Span::new().minutes(minute);
    let summary = async |app: &App, time: Timestamp| {
        let overview = app.overview(PLAN, &AsOf::default(), time).await.unwrap();
        (overview.plan.stage, overview.plan.checked)
    };
    let (stage, _) = summary(&site.app, time(0)).await;
    assert_ne!(stage, LifeCycleStage::MidTerm);
    other.set_stage(&actor(), PLAN, LifeCycleStage::MidTerm, Some("试验".into()), time(1)).await.unwrap();
    assert_eq!(summary(&site.app, time(2)).await.0, LifeCycleStage::MidTerm);

    let row = async |app: &App, time: Timestamp| {
        let question = AsOf { as_of: Some(jiff::civil::date(2025, 12, 31)), ..AsOf::default() };
        let list = app.targets(PLAN, &question, time).await.unwrap();
        let is_counted = |code: &str| code == "technology_sme_registered";
        let found = list.rows.into_iter().find(|row| row.indicator.as_ref().is_some_and(|one| is_counted(&one.code)));
        found.unwrap().actual.text
    };
    assert_eq!(row(&site.app, time(3)).await, "—");
    let book = RegisterBookQuery { dataset: Some(Dataset::Real), period: Some("2025".into()) };
    let values = [
        ("credit_code", "91370700MA0000001Y"),
        ("name", "测试乙厂"),
        ("county", PLACE),
        ("is_resident", "是"),
        ("staff", "30"),
        ("research_staff", "9"),
        ("registered_on", "2025-06-30"),
    ];
    let request = RowSaveRequest {
        values: values.iter().map(|(field, value)| (field.to_string(), value.to_string())).collect(),
        accept_warnings: true,
        ..RowSaveRequest::default()
    };
    let saved = other.save_row(&actor(), ("tech_sme", "tech_sme"), &book, &request, time(4)).await.unwrap();
    assert!(saved.accepted, "{saved:?}");
    assert_eq!(row(&site.app, time(5)).await, "1");

    let reject = DecisionAction::Reject { kind: ItemKind::Target, id: target(&site.app, time(6)).await };
    let before = site.app.targets(PLAN, &AsOf::default(), time(6)).await.unwrap().rows.len();
    other.decide(&actor(), PLAN, decision(reject, i64::MAX), time(7)).await.unwrap();
    assert!(site.app.targets(PLAN, &AsOf::default(), time(8)).await.unwrap().rows.len() < before);
}

async fn target(app: &App, time: Timestamp) -> String {
    let list = app.targets(PLAN, &AsOf::default(), time).await.unwrap();
    list.rows[0].target.id.clone()
}

/// The days of silence and the reports of the day are told as of the page, not as of when the plan was computed.
#[tokio::test]
async fn days_go_on_while_nothing_is_written() {
    let (site, _) = both().await;
    let silence = async |time: &str| {
        let view = site.app.silence(&actor(), PLAN, &AsOf::default(), at(time)).await.unwrap();
        serde_json::to_value(view).unwrap()
    };
    let first = silence("2026-11-25T02:00:00Z").await;
    let later = silence("2026-12-05T02:00:00Z").await;
    assert_ne!(first["tasks"], later["tasks"], "ten days of silence more");
}

/// A list in parts is of the instant of its first part, whatever is written and computed between two of them.
#[tokio::test]
async fn parts_of_a_list_come_to_the_whole_of_one_instant() {
    let (site, other) = both().await;
    let question = AsOf::default();
    let whole = site.app.targets(PLAN, &question, at("2026-11-25T02:00:00Z")).await.unwrap();
    let (mut rows, mut cursor, mut minute) = (Vec::new(), None, 0);
    loop {
        let part = ListPart { cursor, limit: Some(25) };
        let time = at("2026-11-25T02:00:00Z") + jiff::Span::new().minutes(minute);
        let list = site.app.targets_in_part(PLAN, &question, &part, time).await.unwrap();
        assert_eq!(list.frame.known_by, whole.frame.known_by);
        assert_eq!(list.findings.is_empty(), minute > 0, "findings come with the first part");
        assert!(list.rows.len() <= 25);
        rows.extend(list.rows);
        minute += 10;
        import(&other, &format!("{}", 1100 + minute), &time.to_string()).await;
        cursor = list.next;
        if cursor.is_none() {
            break;
        }
    }
    let texts = |rows: &[app::view::TargetRowView]| -> Vec<String> {
        rows.iter().map(|row| format!("{} {} {}", row.id, row.actual.text, row.status_label)).collect()
    };
    assert_eq!(texts(&rows), texts(&whole.rows));
    let part = ListPart { cursor: None, limit: Some(10) };
    let time = at("2026-11-25T05:00:00Z");
    let tasks = site.app.tasks_in_part(PLAN, &question, &part, time).await.unwrap();
    assert_eq!((tasks.rows.len(), tasks.clauses.text.as_str()), (10, "39"));
    // A cursor is good for its own list and question.
    let taken = ListPart { cursor: tasks.next, limit: Some(10) };
    assert!(site.app.targets_in_part(PLAN, &question, &taken, time).await.is_err());
    let demo = AsOf { dataset: Some(Dataset::Demo), ..AsOf::default() };
    assert!(site.app.tasks_in_part(PLAN, &demo, &taken, time).await.is_err());
    assert_eq!(site.app.tasks_in_part(PLAN, &question, &taken, time).await.unwrap().rows.len(), 10);
}
