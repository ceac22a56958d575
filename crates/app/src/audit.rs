//! The audit chain.
use crate::error::later;
use crate::view::AuditView;
use crate::{App, Result};

/// Outcome of checking everything that must never change.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct VerifyReport {
    pub entries: usize,
    pub plans: usize,
    pub bulletins: usize,
    /// Digest of the last entry; write it down elsewhere to notice a cut-off end.
    pub head: String,
    /// In Chinese, one line each; empty when all is well.
    pub faults: Vec<String>,
}

impl App {
    /// Newest first, 50 a page, from page 1.
    pub async fn audit(&self, page: usize) -> Result<Vec<AuditView>> {
        let _ = page;
        later()
    }
    pub async fn verify(&self) -> Result<VerifyReport> {
        later()
    }
}
