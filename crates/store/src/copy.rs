//! Copies of the whole database while others read and write: into a file, or into another database of either kind.

use std::path::Path;

use crate::sql::{Held, Pool, query, query_scalar};
use crate::tables::{Table, tables};
use crate::transfer::{self, Content};
use crate::{Options, Result, Store, StoreError};

impl Store {
    /// Writes what is committed now into the SQLite file `target`, which must not exist. Readers and the writer go on
    /// meanwhile. The copy is on the disk before this returns; after a failure `target` may be half written.
    pub async fn copy_to(&self, target: &Path) -> Result<()> {
        match self.readers() {
            Pool::Sqlite(_) => {
                let shown = target.display().to_string();
                let Some(name) = target.to_str() else {
                    return Err(StoreError::Open { path: shown, reason: "路径不是有效的文字".to_string() });
                };
                query("VACUUM INTO $1").bind(name).execute(self.readers()).await?;
                Ok(())
            }
            Pool::Postgres(_) => {
                let copy = Store::open(target, &Options::default()).await?;
                let mut snapshot = self.snapshot().await?;
                let copied = transfer::copy(&mut snapshot, copy.change().await?).await;
                copy.close().await;
                copied.map(|_| ())
            }
        }
    }

    /// Copies everything into another database, which must have no row. Nobody changes anything here meanwhile.
    /// All or nothing; what was written is compared before it counts.
    pub async fn move_to(&self, target: &Store) -> Result<Content> {
        let mut held = self.change().await?;
        let mut change = target.change().await?;
        if !transfer::is_empty(&mut change).await? {
            return Err(StoreError::Duplicate {
                what: "目标数据库已有数据，未改动；请换一个空的数据库".to_string()
            });
        }
        transfer::copy(&mut held, change).await
    }

    /// Whether there is no row at all.
    pub async fn is_empty(&self) -> Result<bool> {
        transfer::is_empty(&mut self.snapshot().await?).await
    }

    /// Number of rows and digest of all that is stored, the same for the same content in either kind of database.
    pub async fn content(&self) -> Result<Content> {
        transfer::content(&mut self.snapshot().await?).await
    }

    /// The tables as the database tells them.
    pub async fn tables(&self) -> Result<Vec<Table>> {
        tables(&mut self.snapshot().await?).await
    }

    /// Everything as it is at one moment, whatever others write.
    async fn snapshot(&self) -> Result<Held> {
        Ok(match self.readers() {
            Pool::Sqlite(pool) => Held::Sqlite(pool.begin().await?),
            Pool::Postgres(pool) => {
                Held::Postgres(pool.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY").await?)
            }
        })
    }

    /// What SQLite itself finds wrong with the pages of the file; empty when all is well. A server looks after its own.
    pub async fn page_faults(&self) -> Result<Vec<String>> {
        let rows: Vec<String> = match self.readers() {
            Pool::Sqlite(_) => query_scalar("PRAGMA integrity_check").fetch_all(self.readers()).await?,
            Pool::Postgres(_) => Vec::new(),
        };
        Ok(rows.into_iter().filter(|row| row != "ok").collect())
    }
}
