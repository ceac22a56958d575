//! Opens the database and hands out transactions. Where and what it is, is known to `database.rs`, `file.rs` and
//! `server.rs` only.

use crate::audit_end::{ChangedEnd, KnownEnd};
use crate::counting::Tallies;
use crate::dictionary::HeldDictionaries;
use crate::sql::{Change, Held, Pool, query};
use crate::{Database, Result, StoreError, file, server};
use sqlx::PgPool;

/// How the database is opened.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Upper bound of an embedded file in pages of 4 KiB; writing beyond it fails like a full disk.
    pub max_pages: Option<u32>,
    /// The last migration that is run: the tables as an earlier version left them.
    pub up_to: Option<i64>,
}

/// The database.
#[derive(Debug, Clone)]
pub struct Store {
    readers: Pool,
    /// One connection, so that changes of this process queue up here.
    writer: Pool,
    tallies: Tallies,
    dictionaries: HeldDictionaries,
    audit_end: KnownEnd,
}

impl Store {
    /// Opens the database, creating the file when it is one, and brings its tables up to date.
    pub async fn open(database: impl Into<Database>, options: &Options) -> Result<Store> {
        let (readers, writer) = match database.into() {
            Database::File(path) => file::open(&path, options).await?,
            Database::Server(address) => server::open(&address, options).await?,
        };
        let (tallies, dictionaries) = (Tallies::default(), HeldDictionaries::default());
        Ok(Store { readers, writer, tallies, dictionaries, audit_end: KnownEnd::default() })
    }

    /// Ends all connections; what was written is in the database.
    pub async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }

    pub(crate) fn tallies(&self) -> &Tallies {
        &self.tallies
    }

    pub(crate) fn held_dictionaries(&self) -> &HeldDictionaries {
        &self.dictionaries
    }

    /// For a statement that is a change of its own and takes the write lock itself.
    pub(crate) fn writer(&self) -> &Pool {
        &self.writer
    }

    pub(crate) fn audit_end(&self) -> ChangedEnd {
        self.audit_end.begin()
    }

    pub(crate) fn readers(&self) -> &Pool {
        &self.readers
    }

    /// A transaction that holds the write lock from its start, so that what it reads cannot change under it: neither by
    /// this process nor by another one.
    pub(crate) async fn change(&self) -> Result<Change> {
        let held = match &self.writer {
            Pool::Sqlite(pool) => match pool.begin_with("BEGIN IMMEDIATE").await {
                // A full disk makes SQLite end the transaction by itself, which the connection does not notice; it is
                // of no more use.
                Err(sqlx::Error::InvalidSavePointStatement) => {
                    pool.acquire().await?.close().await?;
                    Held::Sqlite(pool.begin_with("BEGIN IMMEDIATE").await?)
                }
                begun => Held::Sqlite(begun?),
            },
            Pool::Postgres(pool) => {
                match locked(pool).await {
                    // A connection that the server ended meanwhile: nothing was done on it, a new one is asked for.
                    Err(StoreError::Unreachable { .. }) => locked(pool).await?,
                    begun => begun?,
                }
            }
        };
        Ok(Change::new(held, self.audit_end()))
    }
}

async fn locked(pool: &PgPool) -> Result<Held> {
    let mut held = Held::Postgres(pool.begin().await?);
    query(server::WRITE_LOCK).execute(&mut held).await?;
    Ok(held)
}
