//! The evaluations that can be run here, with their periods and frozen runs.

use jiff::Timestamp;
use model::Dataset;

use super::page::subject_in_words;
use crate::view::{EvaluationRow, Named, RunView};
use crate::{App, Result};

impl App {
    /// One row for each evaluation of the newest usable version of each pack.
    pub async fn evaluation_list(&self, now: Timestamp) -> Result<Vec<EvaluationRow>> {
        let mut rows = Vec::new();
        let packs = self.packs().clone();
        for (version, pack) in packs.newest_of_each() {
            let runs = self.store.evaluations(Some(&version.code)).await?;
            for rules in &pack.evaluations {
                let mut of_rules = Vec::new();
                for run in runs.iter().filter(|run| run.key.evaluation == rules.code.as_str()) {
                    of_rules.push(self.run_view_of(run, now).await?);
                }
                let periods = |periods: Vec<model::Period>| periods.iter().map(ToString::to_string).collect();
                rows.push(EvaluationRow {
                    pack: Named { code: version.code.clone(), name: pack.name.clone() },
                    versions: packs
                        .versions(&version.code)
                        .filter(|known| known.pack.is_some())
                        .map(|known| known.version.clone())
                        .collect(),
                    evaluation: Named { code: rules.code.to_string(), name: rules.name.clone() },
                    subject: subject_in_words(&rules.subject, pack),
                    basis: rules.basis.clone(),
                    certainty: pack.certainty.in_words().to_string(),
                    real_periods: periods(self.data_periods(pack, rules, Dataset::Real, now).await?),
                    demo_periods: periods(self.data_periods(pack, rules, Dataset::Demo, now).await?),
                    runs: of_rules,
                });
            }
        }
        Ok(rows)
    }

    /// Frozen runs, newest first; of one pack when it is named.
    pub async fn run_list(&self, pack: Option<&str>, now: Timestamp) -> Result<Vec<RunView>> {
        let mut views = Vec::new();
        for run in self.store.evaluations(pack).await? {
            views.push(self.run_view_of(&run, now).await?);
        }
        Ok(views)
    }
}
