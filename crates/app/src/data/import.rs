//! Imports a data file: everything is checked first, then written in one transaction.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use model::people::{Capability, DataClass, Object, agency_named};
use model::{Dataset, Indicator, Observation};
use store::{Dictionaries, Look, Seen, StreamKind};

use super::check::{Reference, check};
use super::incoming::{Incoming, Reading, Told, read};
use super::table::Table;
use super::words::{Column, dataset_in_words};
use crate::actor::about;
use crate::view::ImportReport;
use crate::year::bind_to_release;
use crate::{Actor, App, AppError, Result, day_in_china};

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
        self.import_data(actor, (file_name, bytes), &Told::default(), dataset, false, now).await
    }

    /// The same for a file of any form that is understood. A preview does all but write.
    pub async fn import_data(
        &self,
        actor: &Actor,
        (file_name, bytes): (&str, &[u8]),
        told: &Told,
        dataset: Dataset,
        is_preview: bool,
        now: Timestamp,
    ) -> Result<ImportReport> {
        let dictionaries = self.store.dictionaries(now).await?;
        let reading = Reading { file_name, dataset, dictionaries: &dictionaries, told };
        let Incoming { table, mut errors, notes } = read(bytes, &reading)?;
        self.refuse_firm_statistics(actor, "data", &said_of(&table), now).await?;
        let reference = Reference { dictionaries: &dictionaries, dataset, now };
        let report = ImportReport { is_preview, notes, ..ImportReport::default() };
        let (mut observations, classes) = match check(&table, &reference) {
            Ok(checked) if errors.is_empty() => checked,
            Ok(_) => return Ok(ImportReport { errors, ..report }),
            // Faults of the form may leave no rows; that there are none is not another fault.
            Err(found) => {
                if errors.is_empty() || !table.rows.is_empty() {
                    errors.extend(found);
                }
                errors.sort_by_key(|error| error.line);
                return Ok(ImportReport { errors, ..report });
            }
        };
        self.demand_entry(actor, &observations, &dictionaries, now).await?;
        let note = format!("文件“{file_name}”，{} 行，{}", observations.len(), dataset_in_words(dataset));
        let audit = actor.audit("导入数据", "data", Some(&note), now);
        let look = Look { dataset, streams: StreamKind::Release, facts: None, waiting_after: None };
        let mut embargoed = 0;
        // The calendar may be changed while the file is checked: it is asked in the transaction that writes.
        let bind = |standing: &Seen, rows: &mut [Observation]| {
            embargoed = bind_to_release(&standing.streams, rows, now)?;
            Ok::<_, AppError>(())
        };
        let counts = match is_preview {
            true => self.store.compare_observations_on(look, (&mut observations, &classes), bind).await??,
            false => self.store.import_observations_on(look, (&mut observations, &classes), &audit, bind).await??,
        };
        let mut report = report;
        report.notes.extend(self.doubts_of(&observations, &dictionaries, now).await?);
        Ok(ImportReport {
            accepted: true,
            inserted: counts.inserted,
            unchanged: counts.unchanged,
            revised: counts.revised,
            embargoed,
            ..report
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
        let indicators: BTreeMap<&str, &Indicator> =
            dictionaries.indicators.iter().map(|held| (held.code.as_str(), held)).collect();
        // Whoever may enter one number of an indicator at a place may enter them all.
        let mut asked: BTreeSet<(&str, &str)> = BTreeSet::new();
        for observation in observations {
            if !asked.insert((&observation.indicator, &observation.place)) {
                continue;
            }
            let indicator = indicators.get(observation.indicator.as_str()).copied();
            let steward = indicator.and_then(|held| held.steward.as_deref());
            let steward = steward.map(|name| agency_named(&agencies, name, today).map_or(name, |held| &held.code));
            let object = Object {
                steward,
                is_official_statistic: indicator.is_some_and(|held| held.is_official_statistic),
                ..about(Some(&observation.place), DataClass::Internal)
            };
            let capability = match object.is_official_statistic {
                true => Capability::EnterStatistics,
                false => Capability::ImportData,
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

/// Indicator and place of each row, in the words of the file.
fn said_of(table: &Table) -> Vec<(&str, &str)> {
    let pair = |row| {
        let cell = |code, name| table.cell(row, code).or_else(|| table.cell(row, name));
        Some((cell(Column::IndicatorCode, Column::Indicator)?, cell(Column::PlaceCode, Column::Place)?))
    };
    table.rows.iter().filter_map(pair).collect()
}
