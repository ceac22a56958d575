//! The allocations that can be run here, with their periods and frozen runs.

use jiff::Timestamp;
use model::Dataset;

use crate::evaluations::subject_in_words;
use crate::view::{AllocationRow, Named};
use crate::{App, Result};

impl App {
    /// One row for each allocation of the newest usable version of each pack.
    pub async fn allocation_list(&self, now: Timestamp) -> Result<Vec<AllocationRow>> {
        let mut rows = Vec::new();
        let packs = self.packs().clone();
        let runs = self.store.allocations(None).await?;
        for (version, pack) in packs.newest_of_each() {
            for rules in &pack.allocations {
                let is_own = |run: &&store::StoredAllocation| {
                    run.key.pack == version.code && run.key.allocation == rules.code.as_str()
                };
                let periods = |periods: Vec<model::Period>| periods.iter().map(ToString::to_string).collect();
                let of = |dataset| self.subject_periods(pack, &rules.subject, (rules.cycle, dataset), now);
                rows.push(AllocationRow {
                    pack: Named { code: version.code.clone(), name: pack.name.clone() },
                    versions: packs
                        .versions(&version.code)
                        .filter(|known| known.pack.is_some())
                        .map(|known| known.version.clone())
                        .collect(),
                    allocation: Named { code: rules.code.to_string(), name: rules.name.clone() },
                    subject: subject_in_words(&rules.subject, pack),
                    basis: rules.basis.clone(),
                    certainty: pack.certainty.in_words().to_string(),
                    real_periods: periods(of(Dataset::Real).await?),
                    demo_periods: periods(of(Dataset::Demo).await?),
                    runs: runs.iter().filter(is_own).map(super::life::run_view).collect(),
                });
            }
        }
        Ok(rows)
    }
}
