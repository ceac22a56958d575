//! Ledgers to take away: 任务分解表 and 目标完成情况 as Excel files.

use jiff::Timestamp;
use report::ledger_xlsx;

use crate::view::AsOf;
use crate::{App, Download, Result, sheet};

impl App {
    /// 任务分解表.xlsx
    pub async fn tasks_xlsx(&self, plan: &str, as_of: &AsOf, now: Timestamp) -> Result<Download> {
        let frame = self.frame(plan, as_of, now).await?;
        let bytes = ledger_xlsx(&[sheet::tasks(&frame, frame.as_of)])?;
        Ok(Download { file_name: "任务分解表.xlsx".to_string(), bytes })
    }

    /// 目标完成情况.xlsx
    pub async fn targets_xlsx(&self, plan: &str, as_of: &AsOf, now: Timestamp) -> Result<Download> {
        let frame = self.frame(plan, as_of, now).await?;
        let bytes = ledger_xlsx(&[sheet::targets(&frame, frame.as_of)])?;
        Ok(Download { file_name: format!("目标完成情况（截至{}）.xlsx", frame.as_of), bytes })
    }
}
