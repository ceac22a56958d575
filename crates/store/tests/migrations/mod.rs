//! A database of any earlier version, with rows in all of its tables, comes to the present one with all that it holds.

use std::path::Path;

use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection};
use store::{Options, ServerAddress, Store, Table};

use super::filled::{fill, shape};
use super::{Raw, database, open, server};

/// An account and its session as the first version knew them.
const PEOPLE: [&str; 2] = [
    "INSERT INTO user_account (name, display_name, password_hash, must_change_password, failure_count, created_at)
     VALUES ('li', '李四', 'hash', 0, 0, '2026-01-01T00:00:00.000000Z')",
    "INSERT INTO user_session (token_digest, user_name, csrf, ip, created_at, last_seen)
     VALUES ('digest', 'li', 'token', '10.0.0.1', '2026-01-01T00:00:00.000000Z', '2026-01-01T00:00:00.000000Z')",
];

/// Values were not told apart by series before.
const OBSERVATIONS_BEFORE: &str = "observation o JOIN series s ON s.series_id = o.series_id";

#[tokio::test]
async fn a_database_of_every_earlier_version_keeps_all_that_it_holds() {
    let folder = tempfile::tempdir().unwrap();
    let newest = open(&folder).await;
    newest.close().await;
    let versions =
        Raw::open(folder.path()).await.numbers("SELECT version FROM _sqlx_migrations ORDER BY version").await;
    assert!(versions.len() > 20, "{versions:?}");
    // Several at once: a server makes the tables of each for itself, and waits for its disk most of the time.
    let at_once = async {
        for some in versions.chunks(7) {
            let mut under_way = tokio::task::JoinSet::new();
            for version in some {
                under_way.spawn_local(comes_to_the_present(*version));
            }
            under_way.join_all().await;
        }
    };
    tokio::task::LocalSet::new().run_until(at_once).await;
}

async fn comes_to_the_present(version: i64) {
    let (then, now) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let options = Options { up_to: Some(version), ..Options::default() };
    let earlier = Store::open(database(then.path()), &options).await.unwrap();
    let tables = earlier.tables().await.unwrap();
    let known = shape(&earlier).await;
    earlier.close().await;
    // Filled by the present program as far as the tables of that time go, and put back into them.
    let reference = open(&now).await;
    fill(&reference, &known).await;
    let raw = Raw::open(now.path()).await;
    for sql in PEOPLE {
        raw.execute(sql).await;
    }
    put_back(now.path(), then.path(), &tables).await;
    let migrated = open(&then).await;
    assert_eq!(migrated.verify().await.unwrap().faults, [], "after {version}");
    assert_eq!(migrated.content().await.unwrap(), reference.content().await.unwrap(), "after {version}");
    migrated.close().await;
    reference.close().await;
}

/// Rows of the present database in the tables of an earlier one.
async fn put_back(now: &Path, then: &Path, tables: &[Table]) {
    let mut copies = Vec::new();
    let source = server().map_or_else(|| "now".to_string(), |url| schema(&url, now));
    for table in tables {
        let columns: Vec<String> = table.columns.iter().map(|column| column.name.clone()).collect();
        let is_before_series = table.name == "observation" && columns.iter().any(|name| name == "indicator");
        let from = match is_before_series {
            true => OBSERVATIONS_BEFORE
                .replace("observation o", &format!("{source}.observation o"))
                .replace("series s ON", &format!("{source}.series s ON")),
            false => format!("{source}.{}", table.name),
        };
        let columns = columns.join(", ");
        copies.push(format!("INSERT INTO {} ({columns}) SELECT {columns} FROM {from}", table.name));
    }
    match server() {
        None => {
            let target = SqliteConnectOptions::new().filename(then.join("junxian.db")).foreign_keys(false);
            let mut connection: SqliteConnection = target.connect().await.unwrap();
            let attach = format!("ATTACH DATABASE '{}' AS now", now.join("junxian.db").display());
            for sql in std::iter::once(attach).chain(copies) {
                sqlx::query(AssertSqlSafe(sql)).execute(&mut connection).await.unwrap();
            }
            connection.close().await.unwrap();
        }
        Some(url) => {
            let target: PgConnectOptions = url.parse().unwrap();
            let options = [("search_path", schema(&url, then)), ("session_replication_role", "replica".to_string())];
            let mut connection: PgConnection = target.options(options).connect().await.unwrap();
            for sql in copies {
                sqlx::query(AssertSqlSafe(sql)).execute(&mut connection).await.unwrap();
            }
            connection.close().await.unwrap();
        }
    }
}

fn schema(url: &str, folder: &Path) -> String {
    url.parse::<ServerAddress>().unwrap().for_folder(folder).schema().unwrap().to_string()
}
