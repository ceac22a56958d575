//! Faults put into the database of a simulated site, and a journal of what came to stand in it: triggers on every table
//! count down to a write that fails, and write down each row that was written in the same transaction as the row. Never
//! changes what the product itself writes.

use std::collections::BTreeSet;
use std::path::Path;
use std::pin::pin;
use std::task::Poll;

use sqlx::SqlitePool;

/// Change without an entry of their own: sessions are looked at, named requests are taken down and answered.
const WITHOUT_ENTRY: [&str; 2] = ["user_session", "idempotency_key"];
const ENTRIES: &str = "audit";

pub struct Faults {
    /// Where the site is on files; on a server nothing is made to fail.
    pool: Option<SqlitePool>,
    seen: (i64, i64),
}

/// What an action left behind: tables that it changed, and the actions of its entries.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Left {
    pub tables: BTreeSet<String>,
    pub entries: Vec<String>,
}

impl Faults {
    pub async fn put_into(folder: &Path) -> Faults {
        if crate::support::server(Path::new("")).is_some() {
            return Faults { pool: None, seen: (0, 0) };
        }
        let file = folder.join("junxian.db");
        let pool = SqlitePool::connect(&format!("sqlite://{}", file.display())).await.unwrap();
        let tables: Vec<String> = sqlx::query_scalar(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%sqlite%' \
                                AND name NOT LIKE '\\_%' ESCAPE '\\'",
        )
        .fetch_all(&pool)
        .await
        .unwrap();
        let mut script = "CREATE TABLE fault_left (id INTEGER PRIMARY KEY, writes INTEGER);
             INSERT INTO fault_left VALUES (1, NULL);
             CREATE TABLE fault_change (id INTEGER PRIMARY KEY, name TEXT NOT NULL);"
            .to_string();
        for table in &tables {
            for verb in ["INSERT", "UPDATE", "DELETE"] {
                script.push_str(&format!(
                    "CREATE TRIGGER fault_{table}_{verb} BEFORE {verb} ON {table} BEGIN
                       UPDATE fault_left SET writes = writes - 1 WHERE writes IS NOT NULL;
                       SELECT RAISE(ABORT, 'the disk fails') FROM fault_left WHERE writes <= 0;
                       INSERT INTO fault_change (name) VALUES ('{table}');
                     END;"
                ));
            }
        }
        sqlx::raw_sql(sqlx::AssertSqlSafe(script)).execute(&pool).await.unwrap();
        let mut faults = Faults { pool: Some(pool), seen: (0, 0) };
        faults.left().await;
        faults
    }

    /// From now on the write number `writes` and every one after it fail; with nothing all succeed again.
    pub async fn fail_at(&self, writes: Option<i64>) {
        let Some(pool) = &self.pool else { return };
        sqlx::query("UPDATE fault_left SET writes = $1").bind(writes).execute(pool).await.unwrap();
    }

    pub fn are_possible(&self) -> bool {
        self.pool.is_some()
    }

    /// How many rows a table has.
    pub async fn rows_of(&self, table: &str) -> Option<usize> {
        let count: i64 = sqlx::query_scalar(sqlx::AssertSqlSafe(format!("SELECT count(*) FROM {table}")))
            .fetch_one(self.pool.as_ref()?)
            .await
            .unwrap();
        usize::try_from(count).ok()
    }

    /// What was written since it was asked last.
    pub async fn left(&mut self) -> Left {
        let Some(pool) = &self.pool else { return Left::default() };
        let changes: Vec<(i64, String)> = sqlx::query_as("SELECT id, name FROM fault_change WHERE id > $1 ORDER BY id")
            .bind(self.seen.0)
            .fetch_all(pool)
            .await
            .unwrap();
        let entries: Vec<(i64, String)> = sqlx::query_as("SELECT seq, action FROM audit WHERE seq > $1 ORDER BY seq")
            .bind(self.seen.1)
            .fetch_all(pool)
            .await
            .unwrap();
        self.seen.0 = changes.last().map_or(self.seen.0, |(id, _)| *id);
        self.seen.1 = entries.last().map_or(self.seen.1, |(seq, _)| *seq);
        let tables = changes.into_iter().map(|(_, name)| name);
        let is_business = |name: &String| name != ENTRIES && !WITHOUT_ENTRY.contains(&name.as_str());
        Left {
            tables: tables.filter(is_business).collect(),
            entries: entries.into_iter().map(|(_, action)| action).collect(),
        }
    }
}

/// Work that is given up after so many looks at it, as when a browser goes away; nothing if it was not done by then.
pub async fn given_up_after<F: Future>(looks: u32, work: F) -> Option<F::Output> {
    let mut work = pin!(work);
    let mut left = looks;
    std::future::poll_fn(move |context| {
        if left == 0 {
            return Poll::Ready(None);
        }
        left -= 1;
        work.as_mut().poll(context).map(Some)
    })
    .await
}
