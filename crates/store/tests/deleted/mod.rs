//! Whatever is taken away behind the back of the program: the check of the record names the entry that vouches for it.

use sqlx::AssertSqlSafe;
use store::{ChainFault, ColumnKind, NewAudit};

use super::filled::{fill, shape};
use super::{Raw, open};

/// The entry that a fault is about.
fn entry_of(fault: &ChainFault) -> i64 {
    match fault {
        ChainFault::Entry { seq } | ChainFault::Content { seq, .. } | ChainFault::Missing { seq, .. } => *seq,
    }
}

#[tokio::test]
async fn what_is_deleted_is_named_with_the_entry_that_vouches_for_it() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(&folder).await;
    fill(&store, &shape(&store).await).await;
    assert_eq!(store.verify().await.unwrap().faults, []);
    let bound: Vec<String> = store
        .tables()
        .await
        .unwrap()
        .into_iter()
        .filter(|table| {
            table.columns.iter().any(|column| column.name == "audit_seq" && column.kind == ColumnKind::Integer)
        })
        .map(|table| table.name)
        .collect();
    assert!(bound.len() >= 25, "{bound:?}");
    let raw = Raw::without_references(folder.path()).await;
    for table in &bound {
        let entries = raw.numbers(&format!("SELECT DISTINCT audit_seq FROM {table} ORDER BY audit_seq")).await;
        assert!(!entries.is_empty(), "nothing of {table} is written by this test");
        for seq in entries {
            raw.run(&format!("CREATE TABLE kept AS SELECT * FROM {table} WHERE audit_seq = {seq}")).await;
            raw.run(&format!("DELETE FROM {table} WHERE audit_seq = {seq}")).await;
            let faults = store.verify().await.unwrap().faults;
            assert!(faults.iter().any(|fault| entry_of(fault) == seq), "{table} {seq}: {faults:?}");
            raw.run(&format!("INSERT INTO {table} SELECT * FROM kept")).await;
            raw.run("DROP TABLE kept").await;
        }
    }
    // A file and all that says that it hung there: the change of the row still names it.
    for table in ["attachment", "register_file"] {
        raw.run(&format!("CREATE TABLE kept_{table} AS SELECT * FROM {table}")).await;
        raw.run(&format!("DELETE FROM {table}")).await;
    }
    let hung = raw.numbers("SELECT count(*) FROM kept_register_file").await[0];
    let faults = store.verify().await.unwrap().faults;
    let lost = |fault: &&ChainFault| matches!(fault, ChainFault::Content { what, .. } if what.contains("附件“证.pdf”"));
    assert!(hung > 0 && faults.iter().filter(lost).count() == usize::try_from(hung).unwrap(), "{hung}: {faults:?}");
    for table in ["attachment", "register_file"] {
        raw.run(&format!("INSERT INTO {table} SELECT * FROM kept_{table}")).await;
        raw.run(&format!("DROP TABLE kept_{table}")).await;
    }
    // What stands for itself and changes is vouched for by its name.
    for (table, object) in [("user_account", "user/wang"), ("webhook", "county")] {
        raw.run(&format!("CREATE TABLE kept AS SELECT * FROM {table}")).await;
        raw.run(&format!("DELETE FROM {table}")).await;
        let faults = store.verify().await.unwrap().faults;
        let named = |fault: &ChainFault| matches!(fault, ChainFault::Missing { object: held, .. } if held == object);
        assert!(faults.iter().any(named), "{table}: {faults:?}");
        raw.run(&format!("INSERT INTO {table} SELECT * FROM kept")).await;
        raw.run("DROP TABLE kept").await;
    }
    assert_eq!(store.verify().await.unwrap().faults, [], "all is there again");
}

#[tokio::test]
async fn a_record_of_more_entries_than_are_held_at_one_time_is_checked_to_its_end() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(&folder).await;
    fill(&store, &shape(&store).await).await;
    let entry = NewAudit {
        at: "2026-03-01T00:00:00Z".parse().unwrap(),
        actor: "甲".to_string(),
        action: "查看".to_string(),
        object: "data".to_string(),
        note: None,
    };
    for _ in 0..2_100 {
        store.record(&entry).await.unwrap();
    }
    let report = store.verify().await.unwrap();
    let raw = Raw::without_references(folder.path()).await;
    let count = raw.numbers("SELECT count(*) FROM audit").await[0];
    assert_eq!((report.entries as i64, report.faults), (count, Vec::new()));
    let changed = [5, 1_000, 1_001, count];
    for seq in changed {
        raw.run(&format!("UPDATE audit SET note = '改' WHERE seq = {seq}")).await;
    }
    let faults = store.verify().await.unwrap().faults;
    assert_eq!(faults, changed.map(|seq| ChainFault::Entry { seq }));
    raw.run("DELETE FROM audit WHERE seq = 1500").await;
    let faults = store.verify().await.unwrap().faults;
    assert!(faults.contains(&ChainFault::Entry { seq: 1_501 }), "{faults:?}");
}

impl Raw {
    /// The same without the check of references, as somebody would who takes rows away.
    async fn without_references(folder: &std::path::Path) -> Raw {
        match Raw::open(folder).await {
            Raw::File(_) => {
                let connect = sqlx::sqlite::SqliteConnectOptions::new()
                    .filename(folder.join("junxian.db"))
                    .busy_timeout(std::time::Duration::from_secs(10))
                    .foreign_keys(false);
                // One connection: another one would know a table of the same name as it was before.
                let pool = sqlx::sqlite::SqlitePoolOptions::new().max_connections(1);
                Raw::File(pool.connect_with(connect).await.unwrap())
            }
            Raw::Server(pool) => {
                let connect = (*pool.connect_options()).clone().options([("session_replication_role", "replica")]);
                Raw::Server(sqlx::PgPool::connect_with(connect).await.unwrap())
            }
        }
    }

    async fn run(&self, sql: &str) {
        match self {
            Raw::File(pool) => drop(sqlx::query(AssertSqlSafe(sql.to_string())).execute(pool).await.unwrap()),
            Raw::Server(pool) => drop(sqlx::query(AssertSqlSafe(sql.to_string())).execute(pool).await.unwrap()),
        }
    }

    pub async fn numbers(&self, sql: &str) -> Vec<i64> {
        let sql = AssertSqlSafe(sql.to_string());
        match self {
            Raw::File(pool) => sqlx::query_scalar(sql).fetch_all(pool).await.unwrap(),
            Raw::Server(pool) => sqlx::query_scalar(sql).fetch_all(pool).await.unwrap(),
        }
    }
}
