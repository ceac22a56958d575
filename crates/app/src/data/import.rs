//! Imports a data file: everything is checked first, then written in one transaction.

use jiff::Timestamp;
use model::people::{Capability, DataClass, Object, agency_named};
use model::{Dataset, Observation};
use store::Dictionaries;

use super::check::{Reference, check};
use super::table::Table;
use super::words::dataset_in_words;
use crate::actor::about;
use crate::view::ImportReport;
use crate::{Actor, App, Result, day_in_china};

impl App {
    /// All or nothing: with any error nothing is imported and `accepted` is false.
    pub async fn import_observations(
        &self,
        actor: &Actor,
        file_name: &str,
        bytes: &[u8],
        dataset: Dataset,
        now: Timestamp,
    ) -> Result<ImportReport> {
        let table = Table::read(bytes, file_name)?;
        let dictionaries = self.store.dictionaries(now).await?;
        let reference = Reference { dictionaries: &dictionaries, dataset, now };
        let mut observations = match check(&table, &reference) {
            Ok(observations) => observations,
            Err(errors) => {
                return Ok(ImportReport {
                    accepted: false,
                    inserted: 0,
                    unchanged: 0,
                    revised: 0,
                    errors,
                    embargoed: 0,
                });
            }
        };
        let embargoed = self.bind_to_release(&mut observations, dataset, now).await?;
        self.demand_entry(actor, &observations, &dictionaries, now).await?;
        let note = format!("文件“{file_name}”，{} 行，{}", observations.len(), dataset_in_words(dataset));
        let audit = actor.audit("导入数据", "data", Some(&note), now);
        let counts = self.store.import_observations(&observations, &audit).await?;
        Ok(ImportReport {
            accepted: true,
            inserted: counts.inserted,
            unchanged: counts.unchanged,
            revised: counts.revised,
            errors: Vec::new(),
            embargoed,
        })
    }

    /// Every number must be one that the actor answers for; official statistics are entered by the statistician alone.
    async fn demand_entry(
        &self,
        actor: &Actor,
        observations: &[Observation],
        dictionaries: &Dictionaries,
        now: Timestamp,
    ) -> Result<()> {
        let agencies = self.store.agencies().await?;
        let today = day_in_china(now);
        for observation in observations {
            let indicator = dictionaries.indicators.iter().find(|held| held.code == observation.indicator);
            let steward = indicator.and_then(|held| held.steward.as_deref());
            let steward = steward.map(|name| agency_named(&agencies, name, today).map_or(name, |held| &held.code));
            let object = Object {
                steward,
                is_official_statistic: indicator.is_some_and(|held| held.is_official_statistic),
                ..about(Some(&observation.place), DataClass::Internal)
            };
            let capability = match object.is_official_statistic {
                true => Capability::EnterStatistics,
                false => Capability::EnterData,
            };
            if actor.may(capability, &object).is_err() {
                let place = dictionaries.places.iter().find(|held| held.code == observation.place);
                let what = format!(
                    "{}“{}”（{}）",
                    place.map_or(observation.place.as_str(), |held| held.name.as_str()),
                    indicator.map_or(observation.indicator.as_str(), |held| held.name.as_str()),
                    observation.period.in_words()
                );
                self.demand(actor, capability, &object, &what, now).await?;
            }
        }
        Ok(())
    }
}
