//! 目标: all rows with their counts and what the plan leaves open.

use jiff::Timestamp;

use super::counted;
use super::overview::OverviewCounts;
use super::parts::Part;
use super::rows::rows;
use crate::view::{AsOf, ListPart, TargetList};
use crate::{App, Result};

impl App {
    pub async fn targets(&self, plan: &str, as_of: &AsOf, now: Timestamp) -> Result<TargetList> {
        self.targets_in_part(plan, as_of, &ListPart::default(), now).await
    }

    pub async fn targets_in_part(
        &self,
        plan: &str,
        as_of: &AsOf,
        part: &ListPart,
        now: Timestamp,
    ) -> Result<TargetList> {
        let part = Part::new("目标", plan, as_of, part)?;
        let frame = self.frame(plan, &part.question, now).await?;
        let (rows, next) = part.of(&frame, &rows(&frame), |row| &row.id)?;
        let counted = OverviewCounts::of(&frame);
        Ok(TargetList {
            frame: frame.view(),
            total: counted.rows.clone(),
            open_total: counted.open_point_total.clone(),
            notice_total: counted::figure(&frame, "notices"),
            counts: counted.counts.clone(),
            rows,
            next,
            findings: if part.is_first() { frame.findings.to_vec() } else { Vec::new() },
            plan: frame.summary.clone(),
        })
    }
}
