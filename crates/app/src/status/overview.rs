//! 工作台.

use engine::rounding::Rounding;
use jiff::Timestamp;
use model::{Finding, Plan, Status, Weight};
use rust_decimal::Decimal;

use super::rows::rows;
use super::tally::{counts, coverage};
use crate::view::{AgencyLoad, AsOf, Overview, TargetRowView};
use crate::{App, Result, audit};

const BEHIND_MAX: usize = 10;
const OPEN_POINTS_MAX: usize = 8;
const RECENT_MAX: usize = 10;

impl App {
    pub async fn overview(&self, plan: &str, as_of: &AsOf, now: Timestamp) -> Result<Overview> {
        let frame = self.frame(plan, as_of, now).await?;
        let open: Vec<Finding> =
            frame.findings.iter().filter(|finding| finding.weight != Weight::Info).cloned().collect();
        let recent = self.store.audit_of(plan, RECENT_MAX).await?;
        Ok(Overview {
            frame: frame.view(),
            counts: counts(&frame, Rounding::LargestTakesResidue),
            behind: behind(rows(&frame), BEHIND_MAX),
            open_point_total: open.len(),
            open_points: open.into_iter().take(OPEN_POINTS_MAX).collect(),
            coverage: coverage(&frame),
            recent: recent.into_iter().map(audit::view).collect(),
            bulletins: self.bulletins(plan).await?,
            agencies: agencies(&frame.plan),
            plan: frame.summary.clone(),
        })
    }
}

/// Rows that are behind, the least achieved first; those without a share last.
pub(crate) fn behind(rows: Vec<TargetRowView>, max: usize) -> Vec<TargetRowView> {
    let mut behind: Vec<TargetRowView> = rows.into_iter().filter(|row| row.outcome.status == Status::Behind).collect();
    behind.sort_by_key(|row| row.outcome.achieved_share.unwrap_or(Decimal::MAX));
    behind.truncate(max);
    behind
}

/// Heaviest first; of equals the one that the text names first.
fn agencies(plan: &Plan) -> Vec<AgencyLoad> {
    let mut loads: Vec<AgencyLoad> = Vec::new();
    for task in &plan.tasks {
        let duties = &task.duties;
        let groups = [(0, &duties.lead), (1, &duties.cooperate), (2, &duties.undifferentiated)];
        for (role, agencies) in groups {
            for agency in agencies {
                let position = match loads.iter().position(|load| load.agency == agency.name) {
                    Some(position) => position,
                    None => {
                        loads.push(AgencyLoad {
                            agency: agency.name.clone(),
                            is_open: agency.is_open,
                            lead: 0,
                            cooperate: 0,
                            undifferentiated: 0,
                        });
                        loads.len() - 1
                    }
                };
                let load = &mut loads[position];
                match role {
                    0 => load.lead += 1,
                    1 => load.cooperate += 1,
                    _ => load.undifferentiated += 1,
                }
            }
        }
    }
    loads.sort_by_key(|load| {
        std::cmp::Reverse((load.lead + load.undifferentiated, load.lead + load.cooperate + load.undifferentiated))
    });
    loads
}
