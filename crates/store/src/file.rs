//! An embedded SQLite file.

use std::borrow::Cow;
use std::path::Path;
use std::time::Duration;

use sqlx::ConnectOptions;
use sqlx::migrate::{MigrateError, Migrator};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};

use crate::sql::Pool;
use crate::{Options, Result, StoreError};

static MIGRATIONS: Migrator = sqlx::migrate!("./migrations");

/// Pages that the writer keeps, in KiB: an import goes through the whole index of what it adds to. Taken as it is needed.
const WRITER_CACHE: &str = "-65536";
/// Of each reader: what is read again and again is in the memory of the system anyway.
const READER_CACHE: &str = "-2048";
/// A connection that nobody wants is closed and gives its pages back: a server that idles holds no more than it needs.
const IDLE: Duration = Duration::from_mins(1);
/// Pages in the log before they go into the file: an import writes the same pages again with every file of a month.
const LOG_PAGES: &str = "8192";

/// Readers and the writer.
pub(crate) async fn open(path: &Path, options: &Options) -> Result<(Pool, Pool)> {
    let failed = |error: sqlx::Error| StoreError::Open { path: path.display().to_string(), reason: error.to_string() };
    let mut connect = SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(Duration::from_secs(30))
        // The library would warn with the whole statement, which here may name a thousand values.
        .disable_statement_logging();
    if let Some(pages) = options.max_pages {
        connect = connect.pragma("max_page_count", pages.to_string());
    }
    // A file of this machine does not go away between two questions: none is asked only whether it is still there.
    let pool = |connections| {
        SqlitePoolOptions::new().max_connections(connections).test_before_acquire(false).idle_timeout(IDLE)
    };
    let writing = connect.clone().pragma("cache_size", WRITER_CACHE).pragma("wal_autocheckpoint", LOG_PAGES);
    let writer = pool(1).connect_with(writing).await.map_err(failed)?;
    migrations(options.up_to).run(&writer).await.map_err(|error| match error {
        MigrateError::VersionMissing(_) | MigrateError::VersionTooNew(..) => StoreError::TooNew,
        MigrateError::Execute(error) => StoreError::from(error),
        other => StoreError::Open { path: path.display().to_string(), reason: other.to_string() },
    })?;
    let reading = connect.pragma("cache_size", READER_CACHE);
    let readers = pool(4).connect_with(reading).await.map_err(failed)?;
    Ok((Pool::Sqlite(readers), Pool::Sqlite(writer)))
}

/// All migrations, or those up to one.
pub(crate) fn migrations(up_to: Option<i64>) -> Migrator {
    let wanted = MIGRATIONS.iter().filter(|one| up_to.is_none_or(|last| one.version <= last)).cloned().collect();
    Migrator { migrations: Cow::Owned(wanted), ..Migrator::DEFAULT }
}
