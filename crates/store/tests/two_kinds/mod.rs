//! A file and a server hold the same: the same tables, the same content moved there and back, the same answers.
#![allow(clippy::print_stdout, reason = "a test that cannot run says so")]

use std::path::Path;
use std::time::Duration;

use model::{Dataset, digest};
use store::{
    Book, BulletinFile, Database, NewBulletin, NewEvaluation, NewRow, Options, RowFilter, Saving, ServerAddress, Store,
    StoreError, Table,
};

use super::{Raw, at, audit, database, observation, open, plan, server};

/// A server and a file in one folder; nothing, and a line that says so, when the tests run on files.
async fn both(folder: &Path) -> Option<(Store, Store)> {
    if server().is_none() {
        println!("skipped: no PostgreSQL server is named in JUNXIAN_TEST_POSTGRES");
        return None;
    }
    let file = Store::open(&folder.join("junxian.db"), &Options::default()).await.unwrap();
    Some((file, Store::open(database(folder), &Options::default()).await.unwrap()))
}

async fn fill(store: &Store) {
    store.add_plan(&plan("county", "正文\u{1F600}"), &audit("2025-02-02T00:00:00Z")).await.unwrap();
    // More than one page of rows.
    let rows: Vec<_> = (0..450)
        .map(|number| model::Observation { place: number.to_string(), ..observation("5.10", "2025-01-01T00:00:00Z") })
        .collect();
    store.import_observations(&rows, &audit("2025-02-03T00:00:00Z")).await.unwrap();
    let file = BulletinFile { kind: "pdf".into(), name: "通报.pdf".into(), bytes: vec![0, 255, 1, 0] };
    let new = NewBulletin { plan: "county".into(), cut: "{}".into(), program: "0.1.0".into(), files: vec![file] };
    store.add_bulletin(&new, &audit("2025-02-05T00:00:00Z")).await.unwrap();
    let key = store::EvaluationKey {
        pack: "pilot".into(),
        evaluation: "score".into(),
        period: "2024".parse().unwrap(),
        dataset: Dataset::Real,
    };
    let new = NewEvaluation { key, version: "1".into(), cut: "{}".into(), outcome: "[]".into(), replaces: None };
    let run = store.add_evaluation(&new, &audit("2025-02-06T00:00:00Z")).await.unwrap();
    let new = NewEvaluation { replaces: Some((run, "更正".into())), ..new };
    store.add_evaluation(&new, &audit("2025-02-07T00:00:00Z")).await.unwrap();
}

#[tokio::test]
async fn both_have_the_same_tables() {
    let folder = tempfile::tempdir().unwrap();
    let Some((file, server)) = both(folder.path()).await else { return };
    let (file, server) = (file.tables().await.unwrap(), server.tables().await.unwrap());
    // Columns that are added later stand in the same order; a key makes its columns required in either.
    let shape = |tables: &[Table]| {
        let mut all: Vec<String> = tables.iter().map(|table| format!("{table:#?}")).collect();
        all.sort();
        all.join("\n")
    };
    assert_eq!(shape(&file), shape(&server));
    assert!(file.len() > 20 && file.iter().all(|table| !table.key.is_empty()), "every table has a key");
}

#[tokio::test]
async fn what_is_moved_there_and_back_is_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let Some((file, server)) = both(folder.path()).await else { return };
    fill(&file).await;
    let original = file.content().await.unwrap();
    let there = file.move_to(&server).await.unwrap();
    assert_eq!(there, original);
    assert_eq!(server.content().await.unwrap(), original);
    let (one, other) = (file.verify().await.unwrap(), server.verify().await.unwrap());
    assert_eq!((one.faults.len(), &one.head), (0, &other.head));
    assert_eq!(other.faults, []);

    let back = Store::open(&folder.path().join("back.db"), &Options::default()).await.unwrap();
    assert_eq!(server.move_to(&back).await.unwrap(), original);
    assert_eq!(back.verify().await.unwrap(), one);
    // And a copy while others write is a file, whatever it was taken from.
    server.copy_to(&folder.path().join("copy.db")).await.unwrap();
    let copy = Store::open(&folder.path().join("copy.db"), &Options::default()).await.unwrap();
    assert_eq!(copy.content().await.unwrap(), original);
    // The numbers go on where they were.
    server.add_plan(&plan("next", "另文"), &audit("2025-03-02T00:00:00Z")).await.unwrap();
    assert_ne!(server.content().await.unwrap().digest, original.digest);
    assert_eq!(server.verify().await.unwrap().faults, []);

    let refused = file.move_to(&server).await.unwrap_err();
    assert!(refused.to_string().contains("已有数据"), "{refused}");
}

#[tokio::test]
async fn a_text_that_a_server_cannot_keep_is_named_and_nothing_is_moved() {
    let folder = tempfile::tempdir().unwrap();
    let Some((file, server)) = both(folder.path()).await else { return };
    file.add_plan(&plan("county", "正文\0"), &audit("2025-02-02T00:00:00Z")).await.unwrap();
    let refused = file.move_to(&server).await.unwrap_err();
    assert!(matches!(&refused, StoreError::Unstorable { what } if what.contains("plan_text")), "{refused}");
    assert_eq!(server.content().await.unwrap().rows, 0);
    let refused = server.add_plan(&plan("county", "正文\0"), &audit("2025-02-02T00:00:00Z")).await.unwrap_err();
    assert!(matches!(&refused, StoreError::Unstorable { .. }), "{refused}");
    assert_eq!(server.verify().await.unwrap().entries, 0);
}

#[tokio::test]
async fn searches_take_a_letter_for_its_capital_and_words_may_be_long() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(&folder).await;
    let book = Book { dataset: Dataset::Real, pack: "pilot".into(), register: "firm".into(), period: None };
    let row = |key: &str, words: &str| NewRow {
        key: key.into(),
        place: String::new(),
        words: words.into(),
        body: Some("{}".into()),
        first_state: None,
        unique: Vec::new(),
        seen: None,
        files: Vec::new(),
    };
    // Of digits that no compression makes short.
    let mut long = String::from("K");
    while long.len() < 20_000 {
        long = format!("{long}{}", digest(long.as_bytes()));
    }
    let rows = [row("a", "Siemens 电气"), row("B", "某某公司"), row("c", &long)];
    let saving = Saving {
        book: &book,
        pack_version: "1",
        rows: &rows,
        files: &[],
        known_since: at("2026-01-01T00:00:00Z"),
        note: None,
    };
    store.save_rows(saving, &audit("2026-01-01T00:00:00Z")).await.unwrap().unwrap();
    let found = async |search: &str| {
        let filter = RowFilter { search: Some(search.into()), limit: 10, ..RowFilter::default() };
        let (rows, _) = store.rows(&book, &filter).await.unwrap();
        rows.into_iter().map(|row| row.key).collect::<Vec<_>>()
    };
    assert_eq!(found("sIEMENS").await, ["a"]);
    assert_eq!(found("公司").await, ["B"]);
    assert_eq!(found(&long[19_000..19_100]).await, ["c"]);
    let all = store.standing_rows(&book).await.unwrap();
    let keys: Vec<&str> = all.iter().map(|row| row.key.as_str()).collect();
    assert_eq!(keys, ["B", "a", "c"], "by code point, not by any language");
}

#[tokio::test]
async fn a_server_that_was_away_is_asked_again() {
    let folder = tempfile::tempdir().unwrap();
    let Some((_, store)) = both(folder.path()).await else { return };
    fill(&store).await;
    // Every connection of this store, as a restart of the server would end them.
    let raw = Raw::open(folder.path()).await;
    raw.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'junxian ' || current_schema()",
    )
    .await;
    let mut attempts = 0;
    while let Err(error) = store.verify().await {
        assert!(matches!(error, StoreError::Unreachable { .. }), "{error:?}");
        attempts += 1;
        assert!(attempts < 12, "it does not come back");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    store.add_plan(&plan("next", "另文"), &audit("2025-03-02T00:00:00Z")).await.unwrap();
}

#[tokio::test]
async fn addresses_are_checked_and_never_tell_the_password() {
    let address: ServerAddress = "postgres://jx:s%40crt@db.local:5433/plan?schema=city".parse().unwrap();
    for told in [address.to_string(), format!("{address:?}"), format!("{:?}", Database::Server(address.clone()))] {
        assert_eq!(told.trim_start_matches("Server(").trim_end_matches(')'), "db.local:5433/plan（city）");
    }
    for bad in [
        "mysql://u:s3cret@h/d",
        "postgres://u:s3cret@h:port/d",
        "postgres://u:s3cret@h/d?schema=Bad;DROP",
        "postgres://u:s3cret@h/",
        "/var/lib/s3cret",
    ] {
        let refused = bad.parse::<ServerAddress>().unwrap_err();
        assert!(matches!(refused, StoreError::Address { .. }));
        assert!(!refused.to_string().contains("s3cret"), "{refused}");
    }
    // Nobody listens on the port of discard.
    let nobody: ServerAddress = "postgres://u:s3cret@127.0.0.1:9/d".parse().unwrap();
    let refused = Store::open(Database::Server(nobody), &Options::default()).await.unwrap_err().to_string();
    assert!(
        refused.contains("连接不上") && refused.contains("127.0.0.1:9/d") && !refused.contains("s3cret"),
        "{refused}"
    );
}

#[tokio::test]
async fn a_database_that_will_not_do_is_refused_with_what_to_do() {
    let Some(url) = server() else {
        println!("skipped: no PostgreSQL server is named in JUNXIAN_TEST_POSTGRES");
        return;
    };
    let refusal = async |url: String| {
        let address: ServerAddress = url.parse().unwrap();
        Store::open(Database::Server(address), &Options::default()).await.unwrap_err().to_string()
    };
    let base = url.rsplit_once('/').unwrap().0;
    let missing = refusal(format!("{base}/no_such_database")).await;
    assert!(missing.contains("没有名为“no_such_database”的数据库"), "{missing}");

    let pool = sqlx::PgPool::connect(&url).await.unwrap();
    for made in [
        "CREATE DATABASE jx_latin ENCODING 'LATIN1' LOCALE_PROVIDER libc LOCALE 'C' TEMPLATE template0",
        "CREATE ROLE jx_stranger LOGIN",
    ] {
        // There already when the server is used twice.
        let _made = sqlx::query(made).execute(&pool).await;
    }
    let latin = refusal(format!("{base}/jx_latin")).await;
    assert!(latin.contains("编码为 LATIN1，须为 UTF8"), "{latin}");
    let stranger = url.replacen("postgres@", "jx_stranger@", 1);
    let refused = refusal(stranger).await;
    assert!(refused.contains("用户“jx_stranger”无权建表"), "{refused}");
}

#[tokio::test]
async fn a_server_is_reached_encrypted_and_only_by_a_certificate_that_is_trusted() {
    let (Some(url), Ok(authority)) = (server(), std::env::var("JUNXIAN_TEST_POSTGRES_CA")) else {
        println!("skipped: no PostgreSQL server with a certificate is named in JUNXIAN_TEST_POSTGRES_CA");
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let opened = async |certificate: &str| {
        let address: ServerAddress = format!("{url}?sslmode=verify-full&sslrootcert={certificate}").parse().unwrap();
        Store::open(Database::Server(address.for_folder(folder.path())), &Options::default()).await
    };
    let store = opened(&authority).await.unwrap();
    store.add_plan(&plan("county", "正文"), &audit("2025-02-02T00:00:00Z")).await.unwrap();
    let pool = sqlx::PgPool::connect(&url).await.unwrap();
    let schema = database(folder.path());
    let Database::Server(address) = &schema else { panic!("the tests run on a server") };
    let (encrypted, all): (i64, i64) = sqlx::query_as(
        "SELECT count(*) FILTER (WHERE ssl), count(*) FROM pg_stat_ssl JOIN pg_stat_activity USING (pid)
         WHERE application_name = $1",
    )
    .bind(format!("junxian {}", address.schema().unwrap()))
    .fetch_one(&pool)
    .await
    .unwrap();
    assert!(encrypted > 0 && encrypted == all, "{encrypted} of {all} connections are encrypted");

    // The certificate of the server itself signs nothing.
    let other = authority.replace("authority.pem", "server.pem");
    let Err(refused) = opened(&other).await else { panic!("nobody vouches for the server") };
    let refused = refused.to_string();
    assert!(refused.contains("不能建立可信的加密连接"), "{refused}");
}
