//! The record of operations: entries that each bind the one before. Its form is told in `docs/audit-log.md`.

use crate::sha256;

/// What the first entry binds.
const BEFORE_ALL: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// Entries so far, in order.
#[derive(Debug, Default)]
pub struct Chain {
    count: u64,
    head: Option<String>,
}

impl Chain {
    pub fn count(&self) -> u64 {
        self.count
    }

    /// Digest of the last entry.
    pub fn head(&self) -> &str {
        self.head.as_deref().unwrap_or(BEFORE_ALL)
    }

    /// The next line: digest, tab, the entry.
    ///
    /// # Errors
    /// In Chinese, why it cannot be the next one; the chain stays as it was.
    pub fn add(&mut self, line: &str) -> Result<(), String> {
        let (digest, entry) = line.split_once('\t').ok_or("不是“摘要、制表符、记录”的格式")?;
        let number = entry.strip_prefix("[\"").and_then(|rest| rest.split('"').next()).unwrap_or_default();
        if number != (self.count + 1).to_string() {
            return Err(format!("编号是“{number}”，应为 {}，有记录缺失、重复或次序颠倒", self.count + 1));
        }
        let found = sha256(format!("{}\n{entry}", self.head()).as_bytes());
        if found != digest {
            return Err("摘要与内容不符，本条或它前面的记录被改动".to_string());
        }
        self.count += 1;
        self.head = Some(found);
        Ok(())
    }
}
