//! Opens the database and hands out transactions. Where and what it is, is known to `database.rs`, `file.rs` and
//! `server.rs` only.

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
}

/// The database.
#[derive(Debug, Clone)]
pub struct Store {
    readers: Pool,
    /// One connection, so that changes of this process queue up here.
    writer: Pool,
    tallies: Tallies,
    dictionaries: HeldDictionaries,
}

impl Store {
    /// Opens the database, creating the file when it is one, and brings its tables up to date.
    pub async fn open(database: impl Into<Database>, options: &Options) -> Result<Store> {
        let (readers, writer) = match database.into() {
            Database::File(path) => file::open(&path, options).await?,
            Database::Server(address) => server::open(&address).await?,
        };
        Ok(Store { readers, writer, tallies: Tallies::default(), dictionaries: HeldDictionaries::default() })
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

    pub(crate) fn readers(&self) -> &Pool {
        &self.readers
    }

    /// A transaction that holds the write lock from its start, so that what it reads cannot change under it: neither by
    /// this process nor by another one.
    pub(crate) async fn change(&self) -> Result<Change> {
        match &self.writer {
            Pool::Sqlite(pool) => match pool.begin_with("BEGIN IMMEDIATE").await {
                // A full disk makes SQLite end the transaction by itself, which the connection does not notice; it is
                // of no more use.
                Err(sqlx::Error::InvalidSavePointStatement) => {
                    pool.acquire().await?.close().await?;
                    Ok(Change(Held::Sqlite(pool.begin_with("BEGIN IMMEDIATE").await?)))
                }
                begun => Ok(Change(Held::Sqlite(begun?))),
            },
            Pool::Postgres(pool) => {
                match locked(pool).await {
                    // A connection that the server ended meanwhile: nothing was done on it, a new one is asked for.
                    Err(StoreError::Unreachable { .. }) => locked(pool).await,
                    begun => begun,
                }
            }
        }
    }
}

async fn locked(pool: &PgPool) -> Result<Change> {
    let mut change = Change(Held::Postgres(pool.begin().await?));
    query(server::WRITE_LOCK).execute(&mut *change).await?;
    Ok(change)
}
