//! 工作台.

use std::cmp::Reverse;
use std::sync::Arc;

use engine::rounding::Rounding;
use jiff::Timestamp;
use model::{AgencyRef, Status, Weight};
use rust_decimal::Decimal;

use super::counted;
use super::rows::rows;
use super::tally::{counts, coverage};
use crate::frame::{FRAMES_MAX, Frame};
use crate::view::{AgencyLoad, AsOf, Figure, Overview, StatusCount, TargetRowView};
use crate::{App, Result, audit};

const BEHIND_MAX: usize = 10;
const OPEN_POINTS_MAX: usize = 8;
const RECENT_MAX: usize = 10;

/// What the page counts of the plan and its data.
#[derive(Debug)]
pub(crate) struct OverviewCounts {
    pub counts: Vec<StatusCount>,
    behind: Vec<TargetRowView>,
    pub open_point_total: Figure,
    pub clauses: Figure,
    works: Figure,
    tasks: Figure,
    pub rows: Figure,
    coverage: Figure,
    agencies: Vec<AgencyLoad>,
}

impl OverviewCounts {
    pub fn of(frame: &Frame) -> Arc<OverviewCounts> {
        let count = || {
            Arc::new(OverviewCounts {
                counts: counts(frame, Rounding::LargestTakesResidue),
                behind: behind(&rows(frame), BEHIND_MAX),
                open_point_total: counted::figure(frame, "open_points"),
                clauses: counted::figure(frame, "clauses"),
                works: counted::figure(frame, "works"),
                tasks: counted::figure(frame, "tasks"),
                rows: counted::figure(frame, "total"),
                coverage: coverage(frame),
                agencies: agencies(frame),
            })
        };
        frame.made.overview.get_or_init(count).clone()
    }
}

impl App {
    /// Does what the first visitor of a plan would wait for: the frames that questions without a day ask for, as many as
    /// are kept, of the plans that came last.
    pub async fn prepare_boards(&self, now: Timestamp) -> Result<()> {
        let question = AsOf::default();
        for plan in self.plans().await?.iter().rev().take(FRAMES_MAX) {
            self.overview(&plan.code, &question, now).await?;
            self.tasks(&plan.code, &question, now).await?;
        }
        Ok(())
    }

    pub async fn overview(&self, plan: &str, as_of: &AsOf, now: Timestamp) -> Result<Overview> {
        let frame = self.frame(plan, as_of, now).await?;
        let open = frame.findings.iter().filter(|finding| finding.weight != Weight::Info);
        let recent = self.store.audit_of(plan, RECENT_MAX).await?;
        let counted = OverviewCounts::of(&frame);
        Ok(Overview {
            frame: frame.view(),
            counts: counted.counts.clone(),
            behind: counted.behind.clone(),
            open_point_total: counted.open_point_total.clone(),
            clauses: counted.works.clone(),
            tasks: counted.tasks.clone(),
            rows: counted.rows.clone(),
            open_points: open.take(OPEN_POINTS_MAX).cloned().collect(),
            coverage: counted.coverage.clone(),
            recent: recent.into_iter().map(audit::view).collect(),
            bulletins: self.bulletins(plan).await?,
            agencies: counted.agencies.clone(),
            plan: frame.summary.clone(),
        })
    }
}

/// Rows that are behind, the least achieved first; those without a share last.
pub(crate) fn behind(rows: &[TargetRowView], max: usize) -> Vec<TargetRowView> {
    let mut behind: Vec<&TargetRowView> = rows.iter().filter(|row| row.outcome.status == Status::Behind).collect();
    behind.sort_by_key(|row| row.outcome.achieved_share.unwrap_or(Decimal::MAX));
    behind.into_iter().take(max).cloned().collect()
}

/// Heaviest first; of equals the one that the text names first.
fn agencies(frame: &Frame) -> Vec<AgencyLoad> {
    let mut names: Vec<&AgencyRef> = Vec::new();
    for agency in frame.plan.tasks.iter().flat_map(|task| task.duties.all()) {
        if !names.iter().any(|held| held.name == agency.name) {
            names.push(agency);
        }
    }
    let count = |role: &str, agency: &AgencyRef| {
        let counted = counted::of_frame(frame, &format!("{role}/{}", agency.name));
        counted.map_or(0, |counted| counted.items.len())
    };
    names.sort_by_cached_key(|agency| {
        let own = count("lead", agency) + count("responsible", agency);
        Reverse((own, own + count("cooperate", agency)))
    });
    names
        .into_iter()
        .map(|agency| AgencyLoad {
            agency: agency.name.clone(),
            is_open: agency.is_open,
            lead: counted::figure(frame, &format!("lead/{}", agency.name)),
            cooperate: counted::figure(frame, &format!("cooperate/{}", agency.name)),
            undifferentiated: counted::figure(frame, &format!("responsible/{}", agency.name)),
        })
        .collect()
}
