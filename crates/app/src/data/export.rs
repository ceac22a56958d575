//! Writes observations: in the layout of the import, so that a file can go out, be filled in and come back, and in the forms
//! of other systems.

use std::collections::BTreeMap;

use jiff::Timestamp;
use model::Dataset;
use model::Observation;
use report::{Align, Paper, Sheet, SheetCell, SheetColumn, ledger_xlsx};
use store::{Dictionaries, Recorded};

use super::class::{refuse_sensitive, told as told_to};
use super::list::{filter, indicator_name, place_name};
use super::words::{Column, dataset_in_words, grade_code};
use super::{dhis2, package, sdmx_csv, sdmx_json};
use crate::spreadsheet::guarded;
use crate::view::ObservationQuery;
use crate::{Actor, App, DataFormat, Download, Result, day_in_china};

/// Excel takes UTF-8 for what it is only after this mark.
const BYTE_ORDER_MARK: &str = "\u{feff}";

impl App {
    /// Same layout as the import.
    pub async fn export_observations(
        &self,
        actor: &Actor,
        query: &ObservationQuery,
        format: DataFormat,
        now: Timestamp,
    ) -> Result<Download> {
        // What waits for its release is in no file.
        let reach = self.class_reach(actor, now).await?;
        let mut filter = store::ObservationFilter { by: now, reach, ..filter(query, 0, i64::MAX as usize)? };
        let dataset = filter.dataset.unwrap_or(Dataset::Real);
        match format {
            DataFormat::Dhis2 => dhis2::refuse_versions(filter.all_versions)?,
            // The whole set has all that was ever known.
            DataFormat::DataPackage => filter.all_versions = true,
            DataFormat::Csv
            | DataFormat::Xlsx
            | DataFormat::SdmxCsv
            | DataFormat::SdmxJson
            | DataFormat::SdmxStructure => {}
        }
        let (rows, _) = self.store.observations(&filter).await?;
        let dictionaries = told_to(self.store.dictionaries(Timestamp::MAX).await?.as_ref().clone(), &filter.reach);
        let of_set = |title: &str| format!("{title}（{}）", dataset_in_words(dataset));
        let told = |file_name: String, bytes: Result<Vec<u8>>| Ok(Download { file_name, bytes: bytes? });
        let versions = || in_order(&rows);
        match format {
            DataFormat::Csv | DataFormat::Xlsx => {}
            DataFormat::SdmxCsv => {
                let bytes = sdmx_csv::write(&versions(), dataset);
                return told(of_set("数据") + ".sdmx.csv", bytes);
            }
            DataFormat::SdmxJson => {
                let bytes = sdmx_json::data_message(&versions(), &dictionaries, dataset, now);
                return told(of_set("数据") + ".sdmx.json", bytes);
            }
            DataFormat::SdmxStructure => {
                let bytes = sdmx_json::structure_message(&dictionaries, now);
                return told("数据结构.sdmx.json".to_string(), bytes);
            }
            DataFormat::Dhis2 => {
                refuse_sensitive(&versions(), "DHIS2 的 dataValueSets ")?;
                return told(of_set("数据") + ".dhis2.json", dhis2::write(&versions(), &dictionaries));
            }
            DataFormat::DataPackage => {
                let terms = &self.publication.data;
                let bytes = package::write(&versions(), &dictionaries, terms, dataset, now);
                return told(of_set("数据包") + ".zip", bytes);
            }
        }
        let lines: Vec<Vec<String>> = rows.iter().map(|row| line(&row.observation, &dictionaries)).collect();
        let newest = rows.iter().map(|row| row.recorded_at).max().unwrap_or(Timestamp::UNIX_EPOCH);
        let name = format!("数据（{}）", dataset_in_words(dataset));
        file(&name, &lines, format, dataset, newest)
    }

    /// The header alone.
    pub fn template(&self, format: DataFormat) -> Result<Download> {
        file("数据导入模板", &[], format, Dataset::Real, Timestamp::UNIX_EPOCH)
    }
}

/// Versions of one value one after the other, in the order in which they became known. Of two that are known since the
/// same time the one recorded last stands; the other one was a slip, and no form can tell them apart.
fn in_order(rows: &[Recorded]) -> Vec<&Observation> {
    let mut found: Vec<&Observation> = Vec::with_capacity(rows.len());
    let mut places: BTreeMap<_, usize> = BTreeMap::new();
    for row in rows.iter().map(|row| &row.observation) {
        let key = (&row.indicator, &row.place, row.period, row.scope, &row.source, row.known_since);
        match places.get(&key).and_then(|place| found.get_mut(*place)) {
            Some(held) if held.id < row.id => *held = row,
            Some(_) => {}
            None => {
                places.insert(key, found.len());
                found.push(row);
            }
        }
    }
    // Stable: the official order of indicators and places stays.
    let mut first: BTreeMap<_, usize> = BTreeMap::new();
    let mut keyed: Vec<_> = found
        .into_iter()
        .map(|row| {
            let next = first.len();
            let key = (&row.indicator, &row.place, row.period, row.scope, &row.source);
            ((*first.entry(key).or_insert(next), row.known_since), row)
        })
        .collect();
    keyed.sort_by_key(|(order, _)| *order);
    keyed.into_iter().map(|(_, row)| row).collect()
}

fn line(observation: &Observation, dictionaries: &Dictionaries) -> Vec<String> {
    let cell = |column: Column| match column {
        Column::IndicatorCode => observation.indicator.clone(),
        Column::Indicator => indicator_name(dictionaries, &observation.indicator),
        Column::PlaceCode => observation.place.clone(),
        Column::Place => place_name(dictionaries, &observation.place),
        Column::Period => observation.period.to_string(),
        Column::Value => observation.value.to_string(),
        Column::Unit => observation.unit.clone(),
        Column::Scope => observation.scope.in_words().to_string(),
        Column::Grade => grade_code(observation.grade).to_string(),
        Column::Status => observation.status.in_words().to_string(),
        Column::Source => observation.source.clone(),
        Column::Class => observation.class.in_words().to_string(),
        // The full time, so that the file comes back as the same version.
        Column::KnownSince => observation.known_since.to_string(),
        Column::Note => observation.note.clone().unwrap_or_default(),
    };
    Column::ALL.into_iter().map(cell).collect()
}

fn file(
    name: &str,
    lines: &[Vec<String>],
    format: DataFormat,
    dataset: Dataset,
    newest: Timestamp,
) -> Result<Download> {
    match format {
        DataFormat::Csv => Ok(Download { file_name: format!("{name}.csv"), bytes: csv_bytes(lines)? }),
        DataFormat::Xlsx => {
            let bytes = ledger_xlsx(&[sheet(name, lines, dataset, newest)])?;
            Ok(Download { file_name: format!("{name}.xlsx"), bytes })
        }
        other => Err(crate::AppError::bad_input(format!(
            "{}没有空白模板；请用 csv 或 xlsx 模板，或先导出一份作样例",
            other.in_words()
        ))),
    }
}

fn csv_bytes(lines: &[Vec<String>]) -> Result<Vec<u8>> {
    let failed = |error: csv::Error| crate::AppError::Internal { message: format!("CSV 写出失败：{error}") };
    let mut writer = csv::Writer::from_writer(BYTE_ORDER_MARK.as_bytes().to_vec());
    writer.write_record(Column::ALL.iter().map(|column| column.title())).map_err(failed)?;
    for cells in lines {
        let cells = Column::ALL.iter().zip(cells).map(|(column, cell)| match column {
            Column::Value => cell.clone(),
            _ => guarded(cell),
        });
        writer.write_record(cells).map_err(failed)?;
    }
    writer.into_inner().map_err(|error| crate::AppError::Internal { message: format!("CSV 写出失败：{error}") })
}

fn sheet(name: &str, lines: &[Vec<String>], dataset: Dataset, newest: Timestamp) -> Sheet {
    let column = |column: Column| match column {
        Column::Indicator | Column::Source => SheetColumn::new(column.title(), 30, Align::Left),
        Column::Note => SheetColumn::new(column.title(), 40, Align::Left),
        Column::Value => SheetColumn::new(column.title(), 14, Align::Right),
        Column::IndicatorCode | Column::KnownSince => SheetColumn::new(column.title(), 24, Align::Left),
        _ => SheetColumn::new(column.title(), 12, Align::Center),
    };
    let row = |cells: &Vec<String>| {
        let cell = |(column, cell): (&Column, &String)| match (column, cell.parse()) {
            (Column::Value, Ok(value)) => SheetCell::number(value),
            // The writer stores words as words, never as formulas.
            _ => SheetCell::text(cell.clone()),
        };
        Column::ALL.iter().zip(cells).map(cell).collect()
    };
    Sheet {
        name: "数据".to_string(),
        title: name.to_string(),
        subtitle: None,
        columns: Column::ALL.into_iter().map(column).collect(),
        frozen_columns: 0,
        paper: Paper::A4,
        rows: lines.iter().map(row).collect(),
        notes: Vec::new(),
        date: day_in_china(newest),
        is_demo: dataset == Dataset::Demo,
    }
}
