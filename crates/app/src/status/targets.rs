//! 目标: all rows with their counts and what the plan leaves open.

use engine::rounding::Rounding;
use jiff::Timestamp;

use super::rows::rows;
use super::tally::counts;
use crate::view::{AsOf, TargetList};
use crate::{App, Result};

impl App {
    pub async fn targets(&self, plan: &str, as_of: &AsOf, now: Timestamp) -> Result<TargetList> {
        let frame = self.frame(plan, as_of, now).await?;
        Ok(TargetList {
            frame: frame.view(),
            counts: counts(&frame, Rounding::LargestTakesResidue),
            rows: rows(&frame),
            findings: frame.findings.clone(),
            plan: frame.summary.clone(),
        })
    }
}
