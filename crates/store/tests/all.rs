//! The store on a temporary folder: what must never be lost, mixed, overwritten or half done.

// Helpers outside of test functions unwrap as well.
#![allow(clippy::unwrap_used)]

mod agreements;
mod classes;
mod deleted;
mod filled;
#[cfg(unix)]
mod killed_server;
mod ledgers;
mod migrations;
mod people;
mod registers;
mod series;
mod two_kinds;

use std::path::Path;

use jiff::Timestamp;
use model::{
    Dataset, DecisionAction, Grade, ItemKind, LifeCycleStage, Observation, ObservationStatus, Plan, PlanMetadata,
    Scope, digest,
};
use store::{
    BulletinFile, ChainFault, Database, Entry, EntryKind, NewAudit, NewBulletin, NewPlan, ObservationFilter, Options,
    ServerAddress, Store, StoreError,
};

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn audit(time: &str) -> NewAudit {
    NewAudit {
        at: at(time),
        actor: "张三".into(),
        action: "试验".into(),
        object: "county".into(),
        note: Some("说明\t\"引号\"".into()),
    }
}

/// The server that all tests run on; without one they run on files.
fn server() -> Option<String> {
    std::env::var("JUNXIAN_TEST_POSTGRES").ok()
}

/// One database a folder.
fn database(folder: &Path) -> Database {
    match server() {
        Some(url) => Database::Server(url.parse::<ServerAddress>().unwrap().for_folder(folder)),
        None => Database::File(folder.join("junxian.db")),
    }
}

async fn open(folder: &tempfile::TempDir) -> Store {
    Store::open(database(folder.path()), &Options::default()).await.unwrap()
}

/// Changes the tables behind the back of the program.
enum Raw {
    File(sqlx::SqlitePool),
    Server(sqlx::PgPool),
}

impl Raw {
    async fn open(folder: &Path) -> Raw {
        if let Some(url) = server() {
            let schema = url.parse::<ServerAddress>().unwrap().for_folder(folder).schema().unwrap().to_string();
            let connect: sqlx::postgres::PgConnectOptions = url.parse().unwrap();
            let connect = connect.options([("search_path", schema)]);
            return Raw::Server(sqlx::PgPool::connect_with(connect).await.unwrap());
        }
        let connect = sqlx::sqlite::SqliteConnectOptions::new().filename(folder.join("junxian.db"));
        Raw::File(sqlx::SqlitePool::connect_with(connect).await.unwrap())
    }

    async fn execute(&self, sql: &'static str) {
        match self {
            Raw::File(pool) => drop(sqlx::query(sql).execute(pool).await.unwrap()),
            Raw::Server(pool) => drop(sqlx::query(sql).execute(pool).await.unwrap()),
        }
    }
}

fn observation(value: &str, known_since: &str) -> Observation {
    Observation {
        id: 0,
        indicator: "gdp".into(),
        place: "999901".into(),
        period: "2024".parse().unwrap(),
        value: value.parse().unwrap(),
        unit: "亿元".into(),
        scope: Scope::Managed,
        grade: Grade::B,
        status: ObservationStatus::Final,
        source: "S1".into(),
        known_since: at(known_since),
        dataset: Dataset::Real,
        note: None,
        class: model::people::DataClass::Internal,
    }
}

fn plan(code: &str, text: &str) -> NewPlan {
    NewPlan {
        code: code.into(),
        file_name: Some(format!("{code}.txt")),
        is_sample: true,
        draft: Plan {
            metadata: PlanMetadata { title: "示例方案".into(), ..PlanMetadata::default() },
            text_digest: digest(text.as_bytes()),
            outline: Vec::new(),
            conventions: Vec::new(),
            tasks: Vec::new(),
            targets: Vec::new(),
            soft_targets: Vec::new(),
            residue: Vec::new(),
            corrections: Vec::new(),
        },
        text: Some(text.into()),
        stage: LifeCycleStage::Issued,
        stage_note: None,
    }
}

/// Of the year that [`observation`] is about.
async fn facts(store: &Store, dataset: Dataset, by: &str) -> Vec<Observation> {
    store.facts(dataset, "2024".parse().unwrap(), at(by)).await.unwrap()
}

fn all(by: &str) -> ObservationFilter {
    ObservationFilter {
        indicator: None,
        place: None,
        period: None,
        grade: None,
        dataset: Some(Dataset::Real),
        all_versions: false,
        by: at(by),
        reach: store::ClassReach::all(),
        offset: 0,
        limit: 100,
    }
}

#[tokio::test]
async fn a_revision_stands_beside_the_old_value() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(&folder).await;
    let import = async |value: &str, known: &str, time: &str| {
        store.import_observations(&[observation(value, known)], &audit(time)).await.unwrap()
    };
    assert_eq!(import("100.50", "2025-02-01T00:00:00Z", "2025-02-02T00:00:00Z").await.inserted, 1);
    assert_eq!(import("100.50", "2025-03-01T00:00:00Z", "2025-03-02T00:00:00Z").await.unchanged, 1);
    assert_eq!(import("98", "2025-09-01T00:00:00Z", "2025-09-02T00:00:00Z").await.revised, 1);

    let value = async |by: &str| facts(&store, Dataset::Real, by).await.first().map(|held| held.value.to_string());
    assert_eq!(value("2025-02-01T12:00:00Z").await, None, "known but not yet recorded here");
    assert_eq!(value("2025-06-01T00:00:00Z").await.as_deref(), Some("100.50"));
    assert_eq!(value("2026-01-01T00:00:00Z").await.as_deref(), Some("98"));
    assert!(facts(&store, Dataset::Demo, "2026-01-01T00:00:00Z").await.is_empty());

    let (rows, total) = store.observations(&all("2026-01-01T00:00:00Z")).await.unwrap();
    assert_eq!((rows.len(), total), (1, 1));
    let (_, versions) =
        store.observations(&ObservationFilter { all_versions: true, ..all("2026-01-01T00:00:00Z") }).await.unwrap();
    assert_eq!(versions, 2);
}

#[tokio::test]
async fn counts_of_a_list_follow_what_is_recorded_and_what_becomes_known() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(&folder).await;
    let other = open(&folder).await;
    let of = |indicator: &str, place: &str, value: &str, known: &str| Observation {
        indicator: indicator.into(),
        place: place.into(),
        ..observation(value, known)
    };
    let import = async |store: &Store, rows: &[Observation], time: &str| {
        store.import_observations(rows, &audit(time)).await.unwrap()
    };
    let listed = async |filter: ObservationFilter| {
        let (rows, total) = store.observations(&filter).await.unwrap();
        let values: Vec<String> = rows.iter().map(|row| row.observation.value.to_string()).collect();
        (values.join(" "), total)
    };
    let known = "2025-02-01T00:00:00Z";
    import(&store, &[of("a", "1", "11", known), of("a", "2", "12", known), of("b", "1", "21", known)], known).await;
    let by = "2025-03-01T00:00:00Z";
    assert_eq!(listed(all(by)).await, ("11 12 21".to_string(), 3));
    // A page that begins in one indicator and ends in the next.
    assert_eq!(listed(ObservationFilter { offset: 1, limit: 2, ..all(by) }).await, ("12 21".to_string(), 3));
    assert_eq!(listed(ObservationFilter { offset: 3, ..all(by) }).await, (String::new(), 3));
    let in_place = |by: &str| ObservationFilter { place: Some("1".into()), ..all(by) };
    assert_eq!(listed(in_place(by)).await, ("11 21".to_string(), 2));
    assert_eq!(listed(ObservationFilter { grade: Some(Grade::B), ..all(by) }).await.1, 3);
    assert_eq!(listed(ObservationFilter { grade: Some(Grade::C), ..all(by) }).await.1, 0);

    // Another program writes: a revision, which is no more values, a new value, and one that waits for its release.
    let (release, later) = ("2025-05-01T00:00:00Z", "2025-04-02T00:00:00Z");
    let new = [of("a", "2", "13", "2025-04-01T00:00:00Z"), of("c", "1", "31", later), of("b", "2", "22", release)];
    import(&other, &new, later).await;
    let by = "2025-04-03T00:00:00Z";
    assert_eq!(listed(all(by)).await, ("11 13 21 31".to_string(), 4));
    assert_eq!(listed(in_place(by)).await, ("11 21 31".to_string(), 3));
    assert_eq!(listed(ObservationFilter { all_versions: true, ..all(by) }).await.1, 5);
    assert_eq!(listed(all(release)).await, ("11 13 21 22 31".to_string(), 5));
    // What was known before is still told, and what is known now afterwards.
    assert_eq!(listed(all("2025-03-01T00:00:00Z")).await, ("11 12 21".to_string(), 3));
    assert_eq!(listed(all(by)).await.1, 4);
    let counts = store.observation_counts(Dataset::Real, &all(release)).await.unwrap();
    assert_eq!(counts.iter().map(|(code, count)| format!("{code}{count}")).collect::<String>(), "a2b2c1");

    let shared = async |by: &str| store.shared_indicators(Dataset::Real, at(by)).await.unwrap();
    assert!(shared(release).await.is_empty());
    let twice = Observation { source: "S2".into(), ..of("b", "1", "23", release) };
    import(&store, &[twice], release).await;
    assert_eq!(shared("2025-06-01T00:00:00Z").await, ["b"]);
    let wanted = [("b".to_string(), None), ("a".to_string(), Some("2".to_string()))].into();
    let found = store.facts_of(Dataset::Real, at("2025-06-01T00:00:00Z"), &wanted).await.unwrap();
    let values: Vec<String> = found.iter().map(|held| held.value.to_string()).collect();
    assert_eq!(values, ["21", "13", "22", "23"]);
    assert!(store.becomes_known(Dataset::Real, at(by), at(release)).await.unwrap());
    assert!(!store.becomes_known(Dataset::Real, at(release), at("2025-06-01T00:00:00Z")).await.unwrap());
}

#[tokio::test]
async fn the_same_text_twice_names_the_earlier_import() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(&folder).await;
    store.add_plan(&plan("first", "正文"), &audit("2025-02-02T00:00:00Z")).await.unwrap();
    let error = store.add_plan(&plan("second", "正文"), &audit("2025-02-03T00:00:00Z")).await.unwrap_err();
    assert!(matches!(error, StoreError::Duplicate { .. }));
    assert!(error.to_string().contains("2025-02-02") && error.to_string().contains("first"), "{error}");
    assert_eq!(store.plans(at("2026-01-01T00:00:00Z")).await.unwrap().len(), 1);
    assert_eq!(
        store.audit_before(store::Readable::All, None, 10).await.unwrap().len(),
        1,
        "a refused import leaves no entry"
    );
}

#[tokio::test]
async fn two_imports_at_once_end_as_one_plan_and_one_refusal() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(&folder).await;
    // Another process on the same file.
    let other = open(&folder).await;
    let (one, two) = (plan("one", "同一正文"), plan("two", "同一正文"));
    let time = audit("2025-02-02T00:00:00Z");
    let (first, second) = tokio::join!(store.add_plan(&one, &time), other.add_plan(&two, &time));
    assert!(first.is_ok() != second.is_ok());
    assert_eq!(store.plans(at("2026-01-01T00:00:00Z")).await.unwrap().len(), 1);
    assert!(store.verify().await.unwrap().faults.is_empty());
}

#[tokio::test]
async fn imports_at_once_queue_up() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(&folder).await;
    let other = open(&folder).await;
    let mut tasks = Vec::new();
    for number in 0..20 {
        let store = if number % 2 == 0 { store.clone() } else { other.clone() };
        tasks.push(tokio::spawn(async move {
            let new = plan(&format!("plan_{number}"), &format!("正文{number}"));
            store.add_plan(&new, &audit("2025-02-02T00:00:00Z")).await
        }));
    }
    for task in tasks {
        task.await.unwrap().unwrap();
    }
    let report = store.verify().await.unwrap();
    assert_eq!((report.entries, report.faults.len()), (20, 0));
}

#[tokio::test]
async fn a_full_disk_leaves_nothing_half_done() {
    // Of a file: how a server meets its full disk is its own affair.
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("junxian.db");
    let store = Store::open(&path, &Options { max_pages: Some(200), ..Options::default() }).await.unwrap();
    store.add_plan(&plan("small", "短文"), &audit("2025-02-02T00:00:00Z")).await.unwrap();
    let long = "很长的正文".repeat(100_000);
    let error = store.add_plan(&plan("large", &long), &audit("2025-02-03T00:00:00Z")).await.unwrap_err();
    assert!(matches!(error, StoreError::DiskFull), "{error:?}");
    assert!(error.to_string().contains("磁盘空间不足"));
    assert_eq!(store.plans(at("2026-01-01T00:00:00Z")).await.unwrap().len(), 1);
    let report = store.verify().await.unwrap();
    assert_eq!((report.entries, report.faults.len()), (1, 0));
    // And the store still works.
    store.add_plan(&plan("next", "另一短文"), &audit("2025-02-04T00:00:00Z")).await.unwrap();
}

#[tokio::test]
async fn any_changed_row_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(&folder).await;
    store.add_plan(&plan("county", "正文"), &audit("2025-02-02T00:00:00Z")).await.unwrap();
    let entry = Entry { kind: EntryKind::Blob, code: "boundaries".into(), position: 0, body: "{}".into() };
    store.load(&[entry], &[observation("5", "2025-01-01T00:00:00Z")], &audit("2025-02-03T00:00:00Z")).await.unwrap();
    let confirm = DecisionAction::Confirm { kind: ItemKind::Metadata, id: "metadata".into() };
    let decided = store
        .add_decisions("county", &[confirm.clone(), confirm], None, &audit("2025-02-04T00:00:00Z"), |_, _, all| {
            if all.len() == 2 { Ok(()) } else { Err("二次") }
        })
        .await
        .unwrap();
    assert_eq!(decided, Ok(()));
    let file = BulletinFile { kind: "pdf".into(), name: "通报.pdf".into(), bytes: b"%PDF".to_vec() };
    let new = NewBulletin {
        plan: "county".into(),
        cut: "{\"a\":1}".into(),
        program: "0.1.0".into(),
        files: vec![file.clone()],
    };
    let bulletin = store.add_bulletin(&new, &audit("2025-02-05T00:00:00Z")).await.unwrap();
    assert_eq!(store.bulletin_file(bulletin.id, "pdf").await.unwrap(), Some(file));
    assert_eq!(store.bulletin_file(bulletin.id, "docx").await.unwrap(), None);
    assert_eq!(store.bulletin(bulletin.id).await.unwrap(), Some(bulletin));
    store
        .set_stage("county", LifeCycleStage::Issued, LifeCycleStage::Decomposed, None, &audit("2025-02-06T00:00:00Z"))
        .await
        .unwrap();
    store.claim_chapter("county", "2.1", Some("李四"), None, &audit("2025-02-07T00:00:00Z")).await.unwrap();
    assert_eq!(store.verify().await.unwrap().faults, []);
    store.close().await;

    let raw = Raw::open(folder.path()).await;
    raw.execute("CREATE TABLE kept_file AS SELECT content FROM bulletin_file").await;
    let forgeries = [
        ("UPDATE audit SET actor = '李四' WHERE seq = 2", "UPDATE audit SET actor = '张三' WHERE seq = 2", 2),
        ("UPDATE observation SET value = '6'", "UPDATE observation SET value = '5'", 2),
        ("UPDATE series SET place = '999902'", "UPDATE series SET place = '999901'", 2),
        ("UPDATE dictionary_entry SET body = '[]'", "UPDATE dictionary_entry SET body = '{}'", 2),
        ("UPDATE plan_text SET text = '改文'", "UPDATE plan_text SET text = '正文'", 1),
        (
            "UPDATE decision SET body = replace(body, '张三', '李四') WHERE seq = 2",
            "UPDATE decision SET body = replace(body, '李四', '张三') WHERE seq = 2",
            3,
        ),
        ("UPDATE bulletin SET cut = '{}'", "UPDATE bulletin SET cut = '{\"a\":1}'", 4),
        (
            "UPDATE bulletin_file SET content = substr(content, 1, 3)",
            "UPDATE bulletin_file SET content = (SELECT content FROM kept_file)",
            4,
        ),
        ("UPDATE bulletin_file SET size = 3", "UPDATE bulletin_file SET size = 4", 4),
        ("UPDATE bulletin_file SET name = '别名.pdf'", "UPDATE bulletin_file SET name = '通报.pdf'", 4),
        (
            "UPDATE stage_change SET stage = 'archived' WHERE seq = 2",
            "UPDATE stage_change SET stage = 'decomposed' WHERE seq = 2",
            5,
        ),
    ];
    let forgeries = forgeries.into_iter().chain([(
        "UPDATE chapter_claim SET checker = '王五'",
        "UPDATE chapter_claim SET checker = '李四'",
        6,
    )]);
    for (forgery, repair, expected) in forgeries {
        raw.execute(forgery).await;
        let store = open(&folder).await;
        let found = store.verify().await.unwrap().faults;
        assert!(
            found.iter().any(|fault| matches!(fault,
                ChainFault::Entry { seq } | ChainFault::Content { seq, .. } if *seq == expected)),
            "{forgery}: {found:?}"
        );
        store.close().await;
        raw.execute(repair).await;
    }
    assert_eq!(open(&folder).await.verify().await.unwrap().faults, []);
}

#[tokio::test]
async fn a_refused_decision_is_not_written() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(&folder).await;
    store.add_plan(&plan("county", "正文"), &audit("2025-02-02T00:00:00Z")).await.unwrap();
    let confirm = DecisionAction::Confirm { kind: ItemKind::Task, id: "9".into() };
    let refused = store
        .add_decision("county", &confirm, None, &audit("2025-02-04T00:00:00Z"), |_, _, _| Err("没有这一条"))
        .await
        .unwrap();
    assert_eq!(refused, Err("没有这一条"));
    assert!(store.plan("county", at("2026-01-01T00:00:00Z")).await.unwrap().decisions.is_empty());
    assert_eq!(store.audit_before(store::Readable::All, None, 10).await.unwrap().len(), 1);
}

#[tokio::test]
async fn the_same_content_twice_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(&folder).await;
    let entry = Entry { kind: EntryKind::Blob, code: "boundaries".into(), position: 0, body: "{}".into() };
    let rows = [observation("5", "2025-01-01T00:00:00Z")];
    let first = store.load(std::slice::from_ref(&entry), &rows, &audit("2025-02-03T00:00:00Z")).await.unwrap();
    assert_eq!((first.0, first.1.inserted), (1, 1));
    let second = store.load(&[entry], &rows, &audit("2025-02-04T00:00:00Z")).await.unwrap();
    assert_eq!((second.0, second.1.unchanged), (0, 1));
    assert_eq!(store.audit_before(store::Readable::All, None, 10).await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_file_that_is_no_database_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("junxian.db");
    std::fs::write(&path, "这不是数据库".repeat(1000)).unwrap();
    let error = Store::open(&path, &Options::default()).await.unwrap_err();
    assert!(error.to_string().contains("junxian.db"), "{error}");
}

#[tokio::test]
async fn an_import_that_is_cut_off_leaves_nothing_or_all() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(&folder).await;
    let rows: Vec<Observation> = (0..3000)
        .map(|number| Observation { place: format!("{number}"), ..observation("5", "2025-01-01T00:00:00Z") })
        .collect();
    for milliseconds in [1, 20, 100, 300] {
        let (other, some) = (store.clone(), rows.clone());
        let import =
            tokio::spawn(async move { other.import_observations(&some, &audit("2025-02-03T00:00:00Z")).await });
        tokio::time::sleep(std::time::Duration::from_millis(milliseconds)).await;
        import.abort();
        let finished = import.await.is_ok();
        let held = facts(&store, Dataset::Real, "2026-01-01T00:00:00Z").await.len();
        assert!(held == 0 || held == rows.len(), "{held} rows after {milliseconds} ms");
        assert!(!finished || held == rows.len());
    }
    store.import_observations(&rows, &audit("2025-02-03T00:00:00Z")).await.unwrap();
    assert_eq!(facts(&store, Dataset::Real, "2026-01-01T00:00:00Z").await.len(), rows.len());
    let report = store.verify().await.unwrap();
    assert_eq!((report.entries, report.faults.len()), (1, 0));
}
