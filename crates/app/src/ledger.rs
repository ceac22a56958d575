//! Ledgers.
use crate::error::later;
use crate::view::AsOf;
use crate::{App, Download, Result};
use jiff::Timestamp;

impl App {
    /// 任务分解表.xlsx
    pub async fn tasks_xlsx(&self, plan: &str, as_of: &AsOf, now: Timestamp) -> Result<Download> {
        let _ = (plan, as_of, now);
        later()
    }
    /// 目标完成情况.xlsx
    pub async fn targets_xlsx(&self, plan: &str, as_of: &AsOf, now: Timestamp) -> Result<Download> {
        let _ = (plan, as_of, now);
        later()
    }
}
