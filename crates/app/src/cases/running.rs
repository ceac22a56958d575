//! Which cases still run, for whoever keeps their hands off what those hold.

use std::collections::BTreeSet;

use engine::exchange::Phase;
use model::Dataset;

use super::desk::phase_word;
use crate::{App, Result};

impl App {
    /// Numbers of the cases of a pack that have not ended.
    pub(crate) async fn running_cases(&self, pack: &str, dataset: Dataset) -> Result<BTreeSet<String>> {
        let over = Phase::FINAL.map(phase_word);
        let over = over.into_iter().collect::<Result<Vec<_>>>()?;
        let cases = self.store.cases(dataset).await?.into_iter();
        let running = cases.filter(|stored| stored.case.pack == pack && !over.contains(&stored.phase));
        Ok(running.map(|stored| stored.case.number).collect())
    }
}
