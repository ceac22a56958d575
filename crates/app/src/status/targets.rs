//! 目标: all rows with their counts and what the plan leaves open.

use engine::rounding::Rounding;
use jiff::Timestamp;

use super::counted;
use super::rows::rows;
use super::tally::counts;
use crate::view::{AsOf, TargetList};
use crate::{App, Result};

impl App {
    pub async fn targets(&self, plan: &str, as_of: &AsOf, now: Timestamp) -> Result<TargetList> {
        let frame = self.frame(plan, as_of, now).await?;
        Ok(TargetList {
            frame: frame.view(),
            total: counted::figure(&frame, "total"),
            open_total: counted::figure(&frame, "open_points"),
            notice_total: counted::figure(&frame, "notices"),
            counts: counts(&frame, Rounding::LargestTakesResidue),
            rows: rows(&frame).to_vec(),
            findings: frame.findings.to_vec(),
            plan: frame.summary.clone(),
        })
    }
}
