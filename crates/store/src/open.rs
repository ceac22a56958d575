//! Opens the database file. The one place that knows it is SQLite.

use std::path::Path;
use std::time::Duration;

use sqlx::migrate::MigrateError;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{Sqlite, Transaction};

use crate::{Result, StoreError};

/// How the file is opened.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Upper bound of the file in pages of 4 KiB; writing beyond it fails like a full disk.
    pub max_pages: Option<u32>,
}

/// The database.
#[derive(Debug, Clone)]
pub struct Store {
    readers: SqlitePool,
    /// One connection, so that changes queue up instead of failing as busy.
    writer: SqlitePool,
}

impl Store {
    /// Opens or creates the file and brings its tables up to date.
    pub async fn open(path: &Path, options: &Options) -> Result<Store> {
        let failed =
            |error: sqlx::Error| StoreError::Open { path: path.display().to_string(), reason: error.to_string() };
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
        let writer = SqlitePoolOptions::new().max_connections(1).connect_with(connect.clone()).await.map_err(failed)?;
        sqlx::migrate!("./migrations").run(&writer).await.map_err(|error| match error {
            MigrateError::VersionMissing(_) | MigrateError::VersionTooNew(..) => StoreError::TooNew,
            MigrateError::Execute(error) => StoreError::from(error),
            other => StoreError::Open { path: path.display().to_string(), reason: other.to_string() },
        })?;
        let readers = SqlitePoolOptions::new().max_connections(4).connect_with(connect).await.map_err(failed)?;
        Ok(Store { readers, writer })
    }

    /// Ends all connections; what was written is in the file.
    pub async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }

    pub(crate) fn readers(&self) -> &SqlitePool {
        &self.readers
    }

    /// A transaction that holds the write lock from its start, so that what it reads cannot change under it.
    pub(crate) async fn change(&self) -> Result<Transaction<'static, Sqlite>> {
        match self.writer.begin_with("BEGIN IMMEDIATE").await {
            // A full disk makes SQLite end the transaction by itself, which the connection does not notice; it is
            // of no more use.
            Err(sqlx::Error::InvalidSavePointStatement) => {
                self.writer.acquire().await?.close().await?;
                Ok(self.writer.begin_with("BEGIN IMMEDIATE").await?)
            }
            begun => Ok(begun?),
        }
    }
}
