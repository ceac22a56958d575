//! A consistent copy of the whole database into a file of its own, while others read and write.

use std::path::Path;

use crate::{Result, Store, StoreError};

impl Store {
    /// Writes what is committed now into `target`, which must not exist. Readers and the writer go on meanwhile.
    /// The copy is synced to disk by SQLite before this returns; after a failure `target` may be half written.
    pub async fn copy_to(&self, target: &Path) -> Result<()> {
        let shown = target.display().to_string();
        let Some(name) = target.to_str() else {
            return Err(StoreError::Open { path: shown, reason: "路径不是有效的文字".to_string() });
        };
        sqlx::query("VACUUM INTO $1").bind(name).execute(self.readers()).await?;
        Ok(())
    }

    /// What SQLite itself finds wrong with the pages of the file; empty when all is well.
    pub async fn page_faults(&self) -> Result<Vec<String>> {
        let rows: Vec<String> = sqlx::query_scalar("PRAGMA integrity_check").fetch_all(self.readers()).await?;
        Ok(rows.into_iter().filter(|row| row != "ok").collect())
    }
}
