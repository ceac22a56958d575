//! An embedded SQLite file.

use std::path::Path;
use std::time::Duration;

use sqlx::migrate::{MigrateError, Migrator};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};

use crate::sql::Pool;
use crate::{Options, Result, StoreError};

pub(crate) static MIGRATIONS: Migrator = sqlx::migrate!("./migrations");

/// Readers and the writer.
pub(crate) async fn open(path: &Path, options: &Options) -> Result<(Pool, Pool)> {
    let failed = |error: sqlx::Error| StoreError::Open { path: path.display().to_string(), reason: error.to_string() };
    let mut connect = SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(Duration::from_secs(30));
    if let Some(pages) = options.max_pages {
        connect = connect.pragma("max_page_count", pages.to_string());
    }
    // A file of this machine does not go away between two questions: none is asked only whether it is still there.
    let pool = |connections| SqlitePoolOptions::new().max_connections(connections).test_before_acquire(false);
    let writer = pool(1).connect_with(connect.clone()).await.map_err(failed)?;
    MIGRATIONS.run(&writer).await.map_err(|error| match error {
        MigrateError::VersionMissing(_) | MigrateError::VersionTooNew(..) => StoreError::TooNew,
        MigrateError::Execute(error) => StoreError::from(error),
        other => StoreError::Open { path: path.display().to_string(), reason: other.to_string() },
    })?;
    let readers = pool(4).connect_with(connect).await.map_err(failed)?;
    Ok((Pool::Sqlite(readers), Pool::Sqlite(writer)))
}
